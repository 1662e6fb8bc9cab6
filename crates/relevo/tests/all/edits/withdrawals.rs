//! `/del`: what was sent is deleted, what waits is not sent, and what cannot be taken back is said.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_telegram_sim::control::{Edit, Say};
use relevo_telegram_sim::fault::{Fault, Rule};

use super::Room;
use crate::database::{Backend, on_both};

on_both!(what_was_sent_is_deleted);
on_both!(what_waits_is_not_sent);
on_both!(what_is_too_old_stays_and_it_is_said);
on_both!(only_the_teams_messages_are_withdrawn);

/// Promise: every copy goes, those of later versions too, behind what waits; an edit afterwards sends nothing.
async fn what_was_sent_is_deleted(backend: Backend) {
    let mut room = Room::new(backend, &[("EDITS", "append")]).await;
    let one = room.marta_says(Say::text("one"));
    room.marta_says(Say::text("two"));
    room.stage.settle().await;
    room.marta_edits(one, Edit::text("one, corrected"));
    room.stage.pass(Duration::from_secs(3)).await;
    room.marta_withdraws(one);
    room.stage.settle().await;
    room.marta_edits(one, Edit::text("one again"));
    room.stage.settle().await;
    room.marta_withdraws(one);
    room.stage.settle().await;
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    8123 bot: two
    ") };
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 Marta: one again
    7 Marta: two
    8 Marta ↩6: /del
    9 bot ↩6: 🗑 Withdrawn: the client no longer has this message.
    10 bot ↩6: ✏️ Your edit went nowhere: the client does not have this message from here. To tell the client, please write a new message.
    11 Marta ↩6: /del
    12 bot ↩11: Nothing was withdrawn. To take a message back from the client, reply with /del to the team's message itself.
    ") };
}

/// Promise: what waits leaves the lane, and what is behind it goes on.
async fn what_waits_is_not_sent(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let rule = Rule {
        method: Some("sendMessage".into()),
        ..Rule::new(Fault::TooMany { retry_after: 7 })
    };
    room.stage.sim.faults(|faults| faults.add(rule));
    let one = room.marta_says(Say::text("one"));
    room.marta_says(Say::text("two"));
    room.stage.settle().await;
    room.marta_withdraws(one);
    room.stage.pass(Duration::from_secs(9)).await;
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 bot: two
    ") };
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 Marta: one
    7 Marta: two
    8 Marta ↩6: /del
    9 bot ↩6: ✓ Taken back in time: it will not be sent to the client. It stays here as a note.
    ") };
}

/// Promise: after 48 hours nothing is tried, and the operator is told; a refusal of Telegram's is told as well.
async fn what_is_too_old_stays_and_it_is_said(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let one = room.marta_says(Say::text("one"));
    room.stage.settle().await;
    // Telegram's clock is ahead: only its refusal tells that the time is over.
    room.stage.jump(Duration::from_secs(47 * 3_600)).await;
    let ahead_ms = room.stage.clock.now_ms() + 2 * 3_600_000;
    room.stage.sim.with(|world| world.set_now_ms(ahead_ms));
    room.marta_withdraws(one);
    room.stage.settle().await;
    room.stage.jump(Duration::from_secs(2 * 3_600)).await;
    room.marta_withdraws(one);
    room.stage.settle().await;
    assert_eq!(room.calls("deleteMessage"), 1);
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 bot: one
    ") };
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟨 Anna
    4 bot [Service]: 
    5 bot: hello
    6 Marta: one
    8 bot [Service]: 
    9 Marta ↩6: /del
    10 bot ↩6: ⚠️ Not withdrawn, the client still has it: Telegram lets a bot delete only what is younger than 48 hours, and some kinds of message never.
    11 bot: ⬛ Closed: the client has not answered for 48 h. When the client writes, it opens by itself. ⌨
    12 Marta ↩6: /del
    13 bot ↩6: ⚠️ Not withdrawn, the client still has it: Telegram lets a bot delete only what is younger than 48 hours, and some kinds of message never.
    ") };
}

/// Promise: an answer to anything else, or to nothing, gets a hint and does nothing.
async fn only_the_teams_messages_are_withdrawn(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let note = room.marta_says(Say::text("/ a note"));
    let hello = room.stage.find(room.stage.group, room.marta, "hello");
    room.stage.settle().await;
    room.marta_withdraws(note);
    room.marta_withdraws(hello);
    room.marta_says(Say::text("/del"));
    room.stage.settle().await;
    assert_eq!(room.calls("deleteMessage"), 0);
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 Marta: / a note
    7 Marta ↩6: /del
    8 Marta ↩5: /del
    9 Marta: /del
    10 bot ↩7: Nothing was withdrawn. To take a message back from the client, reply with /del to the team's message itself.
    11 bot ↩8: Nothing was withdrawn. To take a message back from the client, reply with /del to the team's message itself.
    12 bot ↩9: Nothing was withdrawn. To take a message back from the client, reply with /del to the team's message itself.
    ") };
}
