//! Commands: what each does, what it answers, and that the answer goes away.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_telegram_sim::control::Say;

use super::Room;
use crate::database::{Backend, on_both};

on_both!(each_command_answers);
on_both!(what_is_forwarded_commands_nothing);
on_both!(commands_in_general);
on_both!(answers_tidy_themselves_away);

/// Promise: every command of the list does what it says in a client's topic, or says where it belongs; nothing of it reaches the client.
async fn each_command_answers(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let mut seen = Vec::new();
    for words in [
        "/wait",
        "/hold",
        "/HOLD",
        "/hold@acme_support_bot",
        "/open",
        "/take",
        "/drop",
        "/rename VIP \u{202e}evil\u{202c} \n customer",
        "/rename",
        "/waiting",
        "/mine",
        "/status",
        "/new @somebody",
        "/newchat Acme",
        "/join t.me/x",
        "/leave",
        "/close",
    ] {
        let said = room.marta_says(words).await;
        room.stage.pass(Duration::from_secs(65)).await;
        let rows = room.stage.rows(room.stage.group, room.marta);
        let answers = rows.iter().filter(|row| {
            let is_answer = row.reply_to == Some(said);
            is_answer || row.message_id > said && row.markup.is_some()
        });
        let answers: Vec<&str> = answers.map(|row| row.text.as_str()).collect();
        seen.push(format!(
            "{words} → {} | {}",
            answers.join(" / "),
            room.title()
        ));
    }
    let seen = seen.join("\n").replace(['\u{202e}', '\u{202c}'], "↔");
    allow_duplicates! { assert_snapshot!(seen, @"
    /wait → 🟨 Waits for the client. | 🟨 Anna
    /hold → 🟪 Waits for the team. | 🟪 Anna
    /HOLD → 🟪 Waits for the team. | 🟪 Anna
    /hold@acme_support_bot → 🟪 Waits for the team. | 🟪 Anna
    /open → 🟪 Waits for the team. | 🟪 Anna
    /take → 👤 Marta is responsible. | 🟪 Anna · Marta
    /drop → 👤 Nobody is responsible now. | 🟪 Anna
    /rename VIP ↔evil↔ 
     customer → ✏️ Called “VIP evil customer” from now on. /rename without a name takes that back. | 🟪 VIP evil customer
    /rename → ✏️ Called as the client calls themselves. | 🟪 Anna
    /waiting → /waiting belongs in General. Nothing was sent to the client. | 🟪 Anna
    /mine → /mine belongs in General. Nothing was sent to the client. | 🟪 Anna
    /status → /status belongs in General. Nothing was sent to the client. | 🟪 Anna
    /new @somebody → /new needs a personal account: bots cannot do that. Nothing was changed. | 🟪 Anna
    /newchat Acme → /newchat needs a personal account: bots cannot do that. Nothing was changed. | 🟪 Anna
    /join t.me/x → /join needs a personal account: bots cannot do that. Nothing was changed. | 🟪 Anna
    /leave → /leave needs a personal account: bots cannot do that. Nothing was changed. | 🟪 Anna
    /close → ⬛ Closed. When the client writes, it opens by itself. | ⬛ Anna (closed)
    ") };
    allow_duplicates! { assert_snapshot!(room.seen(), @"
    3042 Anna: /start
    3043 Anna: hello
    ") };
}

/// Promise: a command that somebody forwards into a topic is not their own: it changes nothing, and does not reach the client.
async fn what_is_forwarded_commands_nothing(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let (marta, group) = (room.marta, room.stage.group);
    let said = room.stage.say(marta, group, Say::text("/close"));
    let forward = Say::forward(group, said).thread(room.topic);
    room.stage.say(marta, group, forward);
    room.stage.pass(Duration::from_secs(65)).await;
    assert_eq!(room.title(), "🟪 Anna");
    allow_duplicates! { assert_snapshot!(room.seen(), @"
    3042 Anna: /start
    3043 Anna: hello
    ") };
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    7 Marta: /close
    8 bot ↩7: A forwarded command is not carried out: nothing was changed, and nothing was sent to the client.
    ") };
}

/// Promise: in General a topic's command says where it belongs, `/open` with the link of a closed topic opens it, and what is no such link
/// changes nothing.
async fn commands_in_general(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    room.marta_says("/close").await;
    room.stage.pass(Duration::from_secs(70)).await;
    let group = room.stage.group.to_string();
    let number = group.strip_prefix("-100").expect("a supergroup");
    let link = format!("https://t.me/c/{number}/{}", room.topic);
    let foreign = format!("https://t.me/c/1{number}/{}", room.topic);
    let mut titles = Vec::new();
    for words in [
        "/hold",
        "/open",
        &format!("/open {foreign}"),
        "/new @x",
        "/help",
        "/nothing",
    ] {
        room.marta_asks(words).await;
        room.stage.pass(Duration::from_secs(70)).await;
        titles.push(room.title());
    }
    assert!(
        titles.iter().all(|title| title == "⬛ Anna (closed)"),
        "{titles:?}"
    );
    room.marta_asks(&format!("/open {link}?single")).await;
    room.stage.pass(Duration::from_secs(70)).await;
    assert_eq!(room.title(), "🟪 Anna");
    let rows = room.stage.rows(room.stage.group, room.marta);
    let general = rows.iter().filter(|row| row.thread.is_none());
    let general: Vec<String> = general.map(|row| room.stage.line(row)).collect();
    let general = general.join("\n").replace(number, "1234567890");
    allow_duplicates! { assert_snapshot!(general, @"
    1 Olivia [Service]: 
    2 Olivia [Service]: 
    3 Marta [Service]: 
    10 Marta: /hold
    11 bot ↩10: /hold belongs in a client's topic. Nothing was changed.
    12 Marta: /open
    13 bot ↩12: /open belongs in a client's topic. Nothing was changed.
    14 Marta: /open https://t.me/c/11234567890/4
    15 bot ↩14: Nothing was changed: this is not the link of a client's topic here. Copy the link of the topic, or of a message in it.
    16 Marta: /new @x
    17 bot ↩16: /new needs a personal account: bots cannot do that. Nothing was changed.
    18 Marta: /help
    19 bot ↩18: 🟪 waits for the team ⏎ 🟨 waits for the client; closes by itself after a while ⏎ ⬛ closed ⏎  ⏎ Commands ⏎ / and a space, then your words: a note that the client never sees ⏎ /hold – 🟪 come back to it later ⏎ /wait – 🟨 wait for the client ⏎ /close – ⬛ close it ⏎ /open – open it again (in General with the link of a topic) ⏎ /take – you are responsible ⏎ /assign – a colleague is responsible: you choose who ⏎ /drop – nobody is responsible any more ⏎ /rename – give it a name, or without one take that back ⏎ /info – what is known of this client or group ⏎ /del – as a reply: take a message back from the client ⏎ /retry – as a reply: try again what did not arrive ⏎ /invite – a link into the client's group or channel ⏎ /ban – nothing of them comes here any more (in a group as a reply: of one person) ⏎ /unban – take that back ⏎ /waiting – the topics that need an answer (in General) ⏎ /mine – the topics you are responsible for (in General) ⏎ /status – how the desk stands (in General) ⏎ /help – what can be written here ⏎ /say – quick replies: save (as a reply to a message), send, list ⏎ /mark – marks of this client; in General all marks and their rules ⏎ /send – a quick reply to this client; in General a broadcast to many ⏎ /export – the clients as a table (in General) ⏎ /shift – who is on duty now and next ⏎  ⏎ Deleting a message in Telegram does not take it back from the client: reply to it with /del.
    20 Marta: /nothing
    21 Marta: /open https://t.me/c/1234567890/4?single
    22 bot ↩21: 🟪 Waits for the team.
    ") };
}

/// Promise: an answer is gone after ten minutes, the command stays.
async fn answers_tidy_themselves_away(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    room.marta_says("/take").await;
    room.marta_asks("/help").await;
    room.stage.pass_minutes(9).await;
    let rows = |room: &Room| {
        let rows = room.stage.rows(room.stage.group, room.marta);
        let answers = rows
            .iter()
            .filter(|row| row.reply_to.is_some() && !row.deleted);
        answers.count()
    };
    assert_eq!(rows(&room), 2);
    room.stage.pass_minutes(2).await;
    assert_eq!(rows(&room), 0);
    assert_eq!(room.stage.standing().await, (0, 0, 0));
}
