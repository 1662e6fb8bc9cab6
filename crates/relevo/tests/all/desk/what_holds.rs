//! What the desk says of closing and opening is so, whatever the parameters are.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_telegram_sim::control::Say;

use super::Room;
use crate::database::{Backend, on_both};

on_both!(the_line_says_what_holds);
on_both!(help_says_what_holds);

/// Promise: the line under a closed conversation says what opens it, as the parameters are for its kind of chat; and so it is.
async fn the_line_says_what_holds(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let mut rows = Vec::new();
    for (left, keywords) in [
        ("NONE", "OFF"),
        ("group, channel", "OFF"),
        ("private", "OFF"),
        ("NONE", "refund"),
        ("private", "refund"),
    ] {
        room.stage.set_parameter("LEAVE_CLOSED", left).await;
        room.stage.set_parameter("PRIVATE_KEYWORDS", keywords).await;
        room.marta_says("/close").await;
        room.stage.pass(Duration::from_secs(70)).await;
        let line = room
            .stage
            .find(room.stage.group, room.stage.owner, "Closed.");
        let all = room.stage.rows(room.stage.group, room.stage.owner);
        let line = all.iter().find(|row| row.message_id == line);
        let line = line.expect("the line").text.clone();
        let mut then = Vec::new();
        for words in ["hello?", "a refund"] {
            room.anna_says(words).await;
            room.stage.pass(Duration::from_secs(70)).await;
            let came = room.stage.topics().matches(words).count();
            then.push(format!("{words} ({came}) {}", room.title()));
        }
        rows.push(format!(
            "{left} · {keywords}: {line}\n  {}",
            then.join(", ")
        ));
        room.stage.set_parameter("LEAVE_CLOSED", "NONE").await;
        let owner = room.stage.owner;
        let open = Say::text("/open").thread(room.topic);
        room.stage.say(owner, room.stage.group, open);
        room.stage.pass(Duration::from_secs(70)).await;
    }
    allow_duplicates! { assert_snapshot!(rows.join("\n"), @"
    NONE · OFF: ⬛ Closed. When the client writes, it opens by itself.
      hello? (1) 🟪 Anna, a refund (1) 🟪 Anna
    group, channel · OFF: ⬛ Closed. When the client writes, it opens by itself.
      hello? (2) 🟪 Anna, a refund (2) 🟪 Anna
    private · OFF: ⬛ Closed. It stays closed, also when the client writes.
      hello? (3) ⬛ Anna (closed), a refund (3) ⬛ Anna (closed)
    NONE · refund: ⬛ Closed. It opens by itself when the client writes something that matches the keywords; anything else does not come here.
      hello? (3) ⬛ Anna (closed), a refund (4) 🟪 Anna
    private · refund: ⬛ Closed. It stays closed, also when the client writes.
      hello? (3) ⬛ Anna (closed), a refund (5) ⬛ Anna (closed)
    ") };
}

/// Promise: `/help` says that what waits for the client closes by itself where it does.
async fn help_says_what_holds(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let mut rows = Vec::new();
    for (hours, place) in [("48", true), ("OFF", true), ("OFF", false)] {
        room.stage.set_parameter("AUTOCLOSE", hours).await;
        match place {
            true => {
                room.marta_says("/help").await;
            }
            false => room.marta_asks("/help").await,
        }
        room.stage.pass(Duration::from_secs(5)).await;
        let all = room.stage.rows(room.stage.group, room.marta);
        let answer = all
            .iter()
            .rfind(|row| row.text.contains("waits for the team"));
        let answer = answer.expect("an answer");
        rows.extend(answer.text.lines().take(3).map(str::to_owned));
    }
    allow_duplicates! { assert_snapshot!(rows.join("\n"), @"
    🟪 waits for the team
    🟨 waits for the client; closes by itself after a while
    ⬛ closed
    🟪 waits for the team
    🟨 waits for the client
    ⬛ closed
    🟪 waits for the team
    🟨 waits for the client
    ⬛ closed
    ") };
}
