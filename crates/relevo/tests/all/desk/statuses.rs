//! 🟪 🟨 ⬛: the whole life of a conversation.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::world::World;

use super::Room;
use crate::database::{Backend, on_both};

on_both!(a_conversations_whole_life);
on_both!(ten_changes_in_a_minute_cost_two_calls);
on_both!(telegrams_own_menu_does_the_same);
on_both!(who_is_responsible_stays_out_of_a_new_name);
on_both!(a_group_is_welcomed_at_first_contact);
on_both!(a_closed_conversation_may_stay_closed);
on_both!(what_is_closed_need_not_close_its_topic);
on_both!(only_answers_turn_it);
on_both!(what_the_client_does_not_answer_closes);

/// Promise: written, answered, held, closed, opened by a button, closed, woken by the client: title and topic follow, and the client is
/// welcomed again.
async fn a_conversations_whole_life(backend: Backend) {
    let mut room = Room::new(backend, &[("WELCOME", "Hello!")]).await;
    let mut titles = vec![room.title()];
    for words in ["good morning", "/hold", "/wait", "/close"] {
        room.marta_says(words).await;
        room.stage.pass(Duration::from_secs(70)).await;
        titles.push(format!("{words}: {}", room.title()));
    }
    room.marta_presses(0).await;
    room.stage.pass(Duration::from_secs(70)).await;
    titles.push(format!("Open: {}", room.title()));
    room.marta_says("/close").await;
    room.stage.pass_minutes(120).await;
    titles.push(format!("/close: {}", room.title()));
    room.anna_says("one more thing").await;
    room.stage.pass(Duration::from_secs(70)).await;
    titles.push(format!("one more thing: {}", room.title()));
    allow_duplicates! { assert_snapshot!(titles.join("\n"), @"
    🟪 Anna
    good morning: 🟨 Anna
    /hold: 🟪 Anna
    /wait: 🟨 Anna
    /close: ⬛ Anna (closed)
    Open: 🟪 Anna
    /close: ⬛ Anna (closed)
    one more thing: 🟪 Anna
    ") };
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 Marta: good morning
    7 bot [Service]: 
    8 Marta: /hold
    10 bot [Service]: 
    11 Marta: /wait
    13 bot [Service]: 
    14 Marta: /close
    15 bot: 🟪 Open again.
    16 bot [Service]: 
    17 bot [Service]: 
    18 bot [Service]: 
    19 bot [Service]: 
    20 Marta: /close
    21 bot: ⬛ Closed. When the client writes, it opens by itself. ⌨
    22 bot [Service]: 
    23 bot [Service]: 
    24 bot: one more thing
    25 bot [Service]: 
    26 bot [Service]:
    ") };
    allow_duplicates! { assert_snapshot!(room.seen(), @"
    3042 Anna: /start
    3043 bot: Hello!
    3044 Anna: hello
    3045 bot: good morning
    3046 Anna: one more thing
    3047 bot: Hello!
    ") };
}

/// Promise: a title that changes status ten times in a minute costs at most two calls.
async fn ten_changes_in_a_minute_cost_two_calls(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    for turn in 0..10 {
        room.marta_says(["/wait", "/hold"][turn % 2]).await;
        room.stage.pass(Duration::from_secs(6)).await;
    }
    let calls = room.stage.calls("editForumTopic");
    assert!((1..=2).contains(&calls), "{calls} calls in a minute");
    room.marta_says("/wait").await;
    room.stage.pass_minutes(2).await;
    assert_eq!(room.title(), "🟨 Anna");
}

/// Promise: closing and opening the topic with Telegram's own menu is `/close` and `/open`, and a title given there is a name.
async fn telegrams_own_menu_does_the_same(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let (owner, group, topic) = (room.stage.owner, room.stage.group, room.topic);
    let mut titles = Vec::new();
    room.stage
        .sim
        .with(|world| world.close_topic(owner, group, topic))
        .expect("the owner may");
    room.stage.pass(Duration::from_secs(70)).await;
    titles.push(room.title());
    room.stage
        .sim
        .with(|world| world.reopen_topic(owner, group, topic))
        .expect("the owner may");
    room.stage.pass(Duration::from_secs(70)).await;
    titles.push(room.title());
    room.stage
        .sim
        .with(|world| world.rename_topic(owner, group, topic, "Anna, VIP"))
        .expect("the owner may");
    room.stage.pass(Duration::from_secs(70)).await;
    titles.push(room.title());
    let anna = room.anna;
    let rename = |world: &mut World| world.rename_account(anna, "Anna-Maria", None);
    room.stage.sim.with(rename);
    room.anna_says("I have another name").await;
    room.stage.pass(Duration::from_secs(70)).await;
    titles.push(room.title());
    room.marta_says("/rename").await;
    room.stage.pass(Duration::from_secs(70)).await;
    titles.push(room.title());
    allow_duplicates! { assert_snapshot!(titles.join("\n"), @"
    ⬛ Anna (closed)
    🟪 Anna
    🟪 Anna, VIP
    🟪 Anna, VIP
    🟪 Anna-Maria
    ") };
}

/// Promise: whoever gives a topic a name in Telegram's own menu finds the whole title there, and who is responsible does not become
/// part of the name.
async fn who_is_responsible_stays_out_of_a_new_name(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    room.marta_says("/take").await;
    room.stage.pass(Duration::from_secs(70)).await;
    let (owner, group, topic) = (room.stage.owner, room.stage.group, room.topic);
    let mut titles = vec![room.title()];
    for title in [
        "🟪 Anna VIP · Marta",
        "🟪 Anna · gold · Marta",
        "🟪 Marta · 🟪 · Marta",
    ] {
        room.stage
            .sim
            .with(|world| world.rename_topic(owner, group, topic, title))
            .expect("the owner may");
        room.stage.pass(Duration::from_secs(70)).await;
        titles.push(room.title());
    }
    room.marta_says("/drop").await;
    room.stage.pass(Duration::from_secs(70)).await;
    titles.push(room.title());
    allow_duplicates! { assert_snapshot!(titles.join("\n"), @"
    🟪 Anna · Marta
    🟪 Anna VIP · Marta
    🟪 Anna · gold · Marta
    🟪 Marta · 🟪 · Marta
    🟪 Marta · 🟪
    ") };
}

/// Promise: a group is welcomed once, when somebody there writes first, if the owner wants groups welcomed; closing and waking it does
/// not welcome it again.
async fn a_group_is_welcomed_at_first_contact(backend: Backend) {
    let params = [
        ("WELCOME", "Hello, {first_name}!"),
        ("WELCOME_CHATS", "group"),
        ("ACCEPT_GROUPS", "ask"),
        ("MONITOR_GROUPS", "TRUE"),
    ];
    let mut room = Room::new(backend, &params).await;
    let club = room.stage.client_group("Club", &[room.anna]);
    room.stage.settle().await;
    room.stage.press(room.marta, "Accept");
    room.stage.settle().await;
    room.stage.say(room.anna, club, Say::text("hello, all"));
    room.stage.settle().await;
    room.topic = room.stage.topic("Club");
    room.marta_says("/close").await;
    room.stage.pass_minutes(61).await;
    room.stage.say(room.anna, club, Say::text("one more thing"));
    room.stage.settle().await;
    allow_duplicates! { assert_snapshot!(room.stage.chat(club, room.anna), @"
    1 Anna [Service]: 
    2 Anna [Service]: 
    3 Anna: hello, all
    4 bot: Hello, Anna!
    5 Anna: one more thing
    ") };
    allow_duplicates! { assert_snapshot!(room.seen(), @"
    3042 Anna: /start
    3043 Anna: hello
    ") };
}

/// Promise: with `LEAVE_CLOSED` a message is mirrored and the conversation stays closed; with keywords only a match wakes it.
async fn a_closed_conversation_may_stay_closed(backend: Backend) {
    let mut left = Room::new(backend, &[("LEAVE_CLOSED", "private")]).await;
    let mut woken = Room::new(backend, &[("PRIVATE_KEYWORDS", "hello, help")]).await;
    let mut seen = Vec::new();
    for room in [&mut left, &mut woken] {
        room.marta_says("/close").await;
        room.stage.pass(Duration::from_secs(70)).await;
        for words in ["thanks", "help"] {
            room.anna_says(words).await;
            room.stage.pass(Duration::from_secs(70)).await;
            let shown = room.stage.topics().contains(&format!("bot: {words}"));
            seen.push(format!("{words}: {} {shown}", room.title()));
        }
    }
    allow_duplicates! { assert_snapshot!(seen.join("\n"), @"
    thanks: ⬛ Anna (closed) true
    help: ⬛ Anna (closed) true
    thanks: ⬛ Anna (closed) false
    help: 🟪 Anna true
    ") };
}

/// Promise: with `CLOSE_NATIVELY=FALSE` the topic stays open for everybody.
async fn what_is_closed_need_not_close_its_topic(backend: Backend) {
    let mut room = Room::new(backend, &[("CLOSE_NATIVELY", "FALSE")]).await;
    room.marta_says("/close").await;
    room.stage.pass(Duration::from_secs(70)).await;
    assert_eq!(room.title(), "⬛ Anna");
    room.marta_says("one more thing from us").await;
    room.stage.pass(Duration::from_secs(70)).await;
    assert_eq!(room.title(), "🟨 Anna");
    assert_eq!(room.stage.calls("closeForumTopic"), 0);
}

/// Promise: notes, edits, reactions and commands of other bots are no answers.
async fn only_answers_turn_it(backend: Backend) {
    let mut room = Room::new(backend, &[("CUSTOM_COMMANDS", "invoice")]).await;
    let note = room.marta_says("/ a note").await;
    for words in ["/invoice 12", "/hold@another_bot", "/refund", "/del"] {
        room.marta_says(words).await;
    }
    let (marta, group) = (room.marta, room.stage.group);
    let say = Say::text("an answer to a note").thread(room.topic);
    room.stage.say(marta, group, say.reply_to(note));
    room.stage.pass(Duration::from_secs(70)).await;
    assert_eq!(room.title(), "🟪 Anna");
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 Marta: / a note
    7 Marta: /invoice 12
    8 Marta: /hold@another_bot
    9 Marta: /refund
    10 bot ↩9: There is no such command, so nothing was sent to the client. For an internal note, write / and a space before your words.
    11 Marta: /del
    12 bot ↩11: Nothing was withdrawn. To take a message back from the client, reply with /del to the team's message itself.
    13 Marta ↩6: an answer to a note
    ") };
}

/// Promise: what waits for its client longer than `AUTOCLOSE` closes by itself, once, also what had aged while the desk was away; what
/// waits for the team never does, and another value counts from the next minute on.
async fn what_the_client_does_not_answer_closes(backend: Backend) {
    let mut room = Room::new(backend, &[("AUTOCLOSE", "2")]).await;
    let ben = room.stage.client("Ben");
    room.stage.say(ben, room.stage.bot, Say::text("and me?"));
    room.stage.settle().await;
    room.marta_says("an answer").await;
    room.stage.pass_minutes(118).await;
    let mut titles = vec![room.title()];
    room.stage.pass_minutes(4).await;
    titles.push(room.title());
    room.anna_says("sorry, I was away").await;
    room.stage.pass_minutes(2).await;
    titles.push(room.title());
    room.marta_says("no problem").await;
    room.stage.set_parameter("AUTOCLOSE", "1").await;
    room.stage.pass_minutes(63).await;
    titles.push(room.title());
    allow_duplicates! { assert_snapshot!(titles.join("\n"), @"
    🟨 Anna
    ⬛ Anna (closed)
    🟪 Anna
    ⬛ Anna (closed)
    ") };
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # ⬛ Anna (closed)
    4 bot [Service]: 
    5 bot: hello
    8 Marta: an answer
    9 bot [Service]: 
    10 bot: ⬛ Closed: the client has not answered for 2 h. When the client writes, it opens by itself. ⌨
    11 bot [Service]: 
    12 bot [Service]: 
    13 bot: sorry, I was away
    14 bot [Service]: 
    15 bot [Service]: 
    16 Marta: no problem
    17 bot [Service]: 
    18 bot: ⬛ Closed: the client has not answered for 1 h. When the client writes, it opens by itself. ⌨
    19 bot [Service]: 
    20 bot [Service]: 
    # 🟪 Ben
    6 bot [Service]: 
    7 bot: and me?
    ") };
}
