//! In a private chat: to one's own messages and to the copies, changed and taken back.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_telegram::{ChatId, MessageId, Place};
use relevo_telegram_sim::control::{Edit, Say};

use super::react;
use crate::database::{Backend, on_both};
use crate::edits::Room;

on_both!(each_side_sees_the_others_reactions);
on_both!(the_newest_of_several_people_shows);
on_both!(what_has_no_other_side_changes_nothing);
on_both!(a_copy_means_its_message);
on_both!(many_changes_are_one_call);
on_both!(an_items_reaction_stays_with_its_album);

/// Promise: what a client reacts with is seen in the topic, and what an operator reacts with at the client's; to their own messages
/// and to the other's. The newest shows, and what was taken back is gone.
async fn each_side_sees_the_others_reactions(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let answer = room.marta_says(Say::text("answer"));
    let question = room.anna_says(Say::text("question"));
    room.stage.settle().await;
    let copy = room.stage.find(room.stage.bot, room.anna, "answer");
    let their_copy = room.stage.find(room.stage.group, room.marta, "question");
    room.anna_reacts(copy, &["👍"]);
    room.anna_reacts(question, &["🔥"]);
    room.marta_reacts(answer, &["🎉"]);
    room.marta_reacts(their_copy, &["👌"]);
    room.stage.settle().await;
    allow_duplicates! { assert_snapshot!(room.anna_sees(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 Anna: question Anna 🔥 bot 👌
    8123 bot: answer Anna 👍 bot 🎉
    ") };
    allow_duplicates! { assert_snapshot!(room.team_sees(), @"
    1 Olivia [Service]: 
    2 Olivia [Service]: 
    3 Marta [Service]: 
    4 bot [Service]: 
    5 bot: hello
    6 Marta: answer Marta 🎉 bot 👍
    7 bot: question Marta 👌 bot 🔥
    ") };
    room.anna_reacts(copy, &["👍", "❤"]);
    room.anna_reacts(question, &[]);
    room.marta_reacts(answer, &[]);
    room.marta_reacts(their_copy, &["👀"]);
    room.stage.settle().await;
    allow_duplicates! { assert_snapshot!(room.anna_sees(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 Anna: question bot 👀
    8123 bot: answer Anna 👍 Anna ❤
    ") };
    allow_duplicates! { assert_snapshot!(room.team_sees(), @"
    1 Olivia [Service]: 
    2 Olivia [Service]: 
    3 Marta [Service]: 
    4 bot [Service]: 
    5 bot: hello
    6 Marta: answer bot ❤
    7 bot: question Marta 👀
    ") };
}

/// Promise: of two operators' reactions the newer one shows; when it is taken back the older one does, and one that is only kept
/// does not become newer.
async fn the_newest_of_several_people_shows(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let otto = room.stage.operator("Otto");
    let group = room.stage.group;
    let copy = room.stage.find(group, room.marta, "hello");
    let mut shown = String::new();
    let steps: [(bool, &[&str]); 6] = [
        (true, &["👍"]),
        (false, &["🔥"]),
        (true, &["👍", "👏"]),
        (true, &["👍"]),
        (false, &[]),
        (true, &[]),
    ];
    for (is_marta, emoji) in steps {
        let who = if is_marta { room.marta } else { otto };
        react(&room.stage, who, (group, copy), emoji);
        room.stage.settle().await;
        let line = room.anna_sees();
        let line = line.lines().last().expect("a message").to_owned();
        let name = room.stage.name(who);
        shown.push_str(&format!("{name} {}: {line}\n", emoji.concat()));
    }
    allow_duplicates! { assert_snapshot!(shown, @"
    Marta 👍: 8121 Anna: hello bot 👍
    Otto 🔥: 8121 Anna: hello bot 🔥
    Marta 👍👏: 8121 Anna: hello bot 👏
    Marta 👍: 8121 Anna: hello bot 🔥
    Otto : 8121 Anna: hello bot 👍
    Marta : 8121 Anna: hello
    ") };
}

/// Promise: reactions to notes, to commands and their answers, to notices, and to what is said in General reach nobody, and are
/// forgotten within the hour.
async fn what_has_no_other_side_changes_nothing(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let note = room.marta_says(Say::text("/ a note"));
    let command = room.marta_says(Say::text("/nonsense"));
    let general = room
        .stage
        .say(room.marta, room.stage.group, Say::text("lunch?"));
    room.stage.settle().await;
    let notice = room
        .stage
        .find(room.stage.group, room.marta, "no such command");
    let start = room.stage.find(room.stage.bot, room.anna, "/start");
    for message in [note, command, general, notice] {
        room.marta_reacts(message, &["👍"]);
    }
    room.anna_reacts(start, &["👍"]);
    room.stage.settle().await;
    assert!(
        room.stage.pump.waiting() > 0,
        "nobody knows yet whose they are"
    );
    room.stage.pass(Duration::from_secs(4_000)).await;
    assert_eq!(
        (room.calls("setMessageReaction"), room.stage.pump.waiting()),
        (0, 0)
    );
    let status = room.stage.store.status().await.expect("the store answers");
    assert_eq!(
        status.reactions_dropped, 3,
        "the command, General and /start"
    );
    let connection = room
        .stage
        .store
        .connections()
        .await
        .expect("the store answers")[0]
        .id;
    let places = [note, command, general, notice].map(|message| Place {
        chat: ChatId(room.stage.group),
        message: MessageId(message),
    });
    let mut tx = room.stage.store.write().await.expect("the store is free");
    let kept = tx
        .reactions(connection, &places)
        .await
        .expect("the store answers");
    assert_eq!(kept, []);
}

/// Promise: a reaction to any copy of a message means the message, and shows on the newest copy of the other side.
async fn a_copy_means_its_message(backend: Backend) {
    let mut room = Room::new(backend, &[("EDITS", "append")]).await;
    let answer = room.marta_says(Say::text("answer"));
    let question = room.anna_says(Say::text("question"));
    room.stage.settle().await;
    let copy = room.stage.find(room.stage.bot, room.anna, "answer");
    let their_copy = room.stage.find(room.stage.group, room.marta, "question");
    room.marta_edits(answer, Edit::text("better answer"));
    room.anna_edits(question, Edit::text("better question"));
    room.stage.settle().await;
    room.stage.pass(Duration::from_secs(2)).await;
    // The older copies.
    room.anna_reacts(copy, &["👍"]);
    room.marta_reacts(their_copy, &["👏"]);
    room.anna_reacts(question, &["🔥"]);
    room.marta_reacts(answer, &["🎉"]);
    room.stage.settle().await;
    allow_duplicates! { assert_snapshot!(room.anna_sees(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 Anna: better question Anna 🔥 bot 👏
    8123 bot: answer Anna 👍
    8124 bot ↩8123: ✏️ better answer bot 🎉
    ") };
    allow_duplicates! { assert_snapshot!(room.team_sees(), @"
    1 Olivia [Service]: 
    2 Olivia [Service]: 
    3 Marta [Service]: 
    4 bot [Service]: 
    5 bot: hello
    6 Marta: better answer Marta 🎉 bot 👍
    7 bot: question Marta 👏
    8 bot ↩7: ✏️ better question bot 🔥
    ") };
    // The newer ones, afterwards.
    let copy = room.stage.find(room.stage.bot, room.anna, "better answer");
    let their_copy = room
        .stage
        .find(room.stage.group, room.marta, "better question");
    room.anna_reacts(copy, &["❤"]);
    room.marta_reacts(their_copy, &["👀"]);
    room.stage.settle().await;
    allow_duplicates! { assert_snapshot!(room.anna_sees(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 Anna: better question Anna 🔥 bot 👀
    8123 bot: answer Anna 👍
    8124 bot ↩8123: ✏️ better answer bot 🎉 Anna ❤
    ") };
    allow_duplicates! { assert_snapshot!(room.team_sees(), @"
    1 Olivia [Service]: 
    2 Olivia [Service]: 
    3 Marta [Service]: 
    4 bot [Service]: 
    5 bot: hello
    6 Marta: better answer Marta 🎉 bot ❤
    7 bot: question Marta 👏
    8 bot ↩7: ✏️ better question bot 🔥 Marta 👀
    ") };
}

/// Promise: what waits is not done one after the other: twenty changes of mind are one call, and no budget is spent.
async fn many_changes_are_one_call(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let hello = room.stage.find(room.stage.bot, room.anna, "hello");
    for _ in 0..10 {
        room.anna_reacts(hello, &["👍"]);
        room.anna_reacts(hello, &["🔥"]);
    }
    room.stage.settle().await;
    assert_eq!(room.calls("setMessageReaction"), 1);
    assert!(room.team_sees().contains("bot: hello bot 🔥"));
}

/// Promise: a reaction to an item of an album shows on the album's other side, once, and goes when it is taken back; where Telegram
/// keeps one reaction for the whole album, that is the album's.
async fn an_items_reaction_stays_with_its_album(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let first = room.anna_says(Say::photo("one").album("both"));
    room.anna_says(Say::photo("two").album("both"));
    room.stage.settle().await;
    room.stage.pass(Duration::from_secs(3)).await;
    let copy = room.stage.find(room.stage.group, room.marta, "two");
    room.anna_reacts(first, &["🔥"]);
    room.marta_reacts(copy, &["👏"]);
    room.stage.settle().await;
    let shown = |seen: &str, mark: &str| -> Vec<String> {
        let lines = seen.lines().filter(|line| line.ends_with(mark));
        lines.map(str::to_owned).collect()
    };
    assert_eq!(shown(&room.team_sees(), "one bot 🔥").len(), 1);
    assert_eq!(shown(&room.anna_sees(), ": one Anna 🔥 bot 👏").len(), 1);
    room.anna_reacts(first, &[]);
    room.marta_reacts(copy, &[]);
    room.stage.settle().await;
    let both = room.team_sees() + &room.anna_sees();
    assert!(!both.contains('🔥') && !both.contains('👏'), "{both}");
}
