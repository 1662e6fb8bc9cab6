//! Edits that were made while the connection was stopped, of messages that the client has: a person decides about them.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_core::ConnectionState;
use relevo_telegram_sim::control::{Edit, Say};

use super::Room;
use crate::database::{Backend, on_both};

on_both!(an_edit_of_a_stop_is_asked_about);
on_both!(a_later_edit_takes_its_place);
on_both!(a_discarded_edit_leaves_the_copy);
on_both!(an_edit_of_a_stop_into_a_note_offers_to_withdraw);
on_both!(a_withdrawal_takes_a_held_edit_with_it);

/// Marta has sent something, and while the connection is stopped edits it.
async fn edited(room: &mut Room, words: &str, now: &str) -> i64 {
    let said = room.marta_says(Say::text(words));
    room.stage.pass(Duration::from_secs(60)).await;
    room.stage.set_state(ConnectionState::Stopped).await;
    room.stage.pass(Duration::from_secs(2)).await;
    room.marta_edits(said, Edit::text(now));
    room.stage.jump(Duration::from_secs(3_600)).await;
    room.stage.set_state(ConnectionState::Running).await;
    room.stage.pass(Duration::from_secs(5)).await;
    said
}

/// Promise: an edit of the stopped time waits for *Send*; meanwhile the client keeps what they have, without 👌, and edits of later
/// go at once.
async fn an_edit_of_a_stop_is_asked_about(backend: Backend) {
    let mut room = Room::new(backend, &[("RECEIPTS", "all")]).await;
    let other = room.marta_says(Say::text("good morming"));
    edited(&mut room, "at ten", "at eleven").await;
    room.marta_edits(other, Edit::text("good morning"));
    room.stage.pass(Duration::from_secs(5)).await;
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 bot: good morning
    8123 bot: at ten
    ") };
    allow_duplicates! { assert_snapshot!(room.team_sees(), @"
    1 Olivia [Service]: 
    2 Olivia [Service]: 
    3 Marta [Service]: 
    4 bot [Service]: 
    5 bot: hello
    6 Marta: good morning bot 👌
    7 Marta: at eleven
    8 bot [Service]: 
    9 bot ↩7: ⏸ You edited this while the connection was stopped, so the client still has what you wrote before. Is the edit still right? ⌨
    ") };
    room.stage.press(room.marta, "Send");
    room.stage.pass(Duration::from_secs(5)).await;
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 bot: good morning
    8123 bot: at eleven
    ") };
    allow_duplicates! { assert_snapshot!(room.team_sees(), @"
    1 Olivia [Service]: 
    2 Olivia [Service]: 
    3 Marta [Service]: 
    4 bot [Service]: 
    5 bot: hello
    6 Marta: good morning bot 👌
    7 Marta: at eleven bot 👌
    8 bot [Service]: 
    9 bot ↩7: ✓ It is sent now, after everything that was waiting.
    ") };
}

/// Promise: a later edit takes the place of the one that is held, also when it comes after the start: *Send* sends the newest, asked
/// about once.
async fn a_later_edit_takes_its_place(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let said = room.marta_says(Say::text("at ten"));
    room.stage.pass(Duration::from_secs(60)).await;
    room.stage.set_state(ConnectionState::Stopped).await;
    room.stage.pass(Duration::from_secs(2)).await;
    room.marta_edits(said, Edit::text("at eleven"));
    room.marta_edits(said, Edit::text("at twelve"));
    room.stage.jump(Duration::from_secs(3_600)).await;
    room.stage.set_state(ConnectionState::Running).await;
    room.stage.pass(Duration::from_secs(5)).await;
    room.marta_edits(said, Edit::text("at one"));
    room.stage.pass(Duration::from_secs(5)).await;
    assert!(room.seen_by_anna().contains("at ten"));
    // One page: the newest words and the press.
    room.marta_edits(said, Edit::text("at two"));
    room.stage.press(room.marta, "Send");
    room.stage.pass(Duration::from_secs(5)).await;
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 bot: at two
    ") };
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟨 Anna
    4 bot [Service]: 
    5 bot: hello
    6 Marta: at two
    7 bot [Service]: 
    8 bot ↩6: ✓ It is sent now, after everything that was waiting.
    ") };
}

/// Promise: *Discard* leaves the client's copy as it was; the message is no note, and its next edit goes.
async fn a_discarded_edit_leaves_the_copy(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let said = edited(&mut room, "at ten", "at eleven").await;
    room.stage.press(room.marta, "Discard");
    room.stage.pass(Duration::from_secs(5)).await;
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 bot: at ten
    ") };
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟨 Anna
    4 bot [Service]: 
    5 bot: hello
    6 Marta: at eleven
    7 bot [Service]: 
    8 bot ↩6: ✓ The edit was not sent: the client keeps what you wrote before.
    ") };
    room.marta_says(Say::text("is that right?").reply_to(said));
    room.marta_edits(said, Edit::text("at noon"));
    room.stage.pass(Duration::from_secs(5)).await;
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 bot: at noon
    8123 bot ↩8122: is that right?
    ") };
}

/// Promise: an edit into a note is one whenever it was made: nothing of it leaves, *Withdraw* is offered; and it takes away an older
/// edit that is held, which nobody sees any more.
async fn an_edit_of_a_stop_into_a_note_offers_to_withdraw(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    edited(&mut room, "at ten", "/ our margins").await;
    let said = edited(&mut room, "at ten o'clock", "at eleven").await;
    room.marta_edits(said, Edit::text("/ our margins too"));
    room.stage.pass(Duration::from_secs(5)).await;
    room.stage.press(room.marta, "Send");
    room.stage.pass(Duration::from_secs(5)).await;
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 bot: at ten
    8123 bot: at ten o'clock
    ") };
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟨 Anna
    4 bot [Service]: 
    5 bot: hello
    6 Marta: / our margins
    7 bot [Service]: 
    8 bot ↩6: 📝 This is a note now. The client still has what you sent before. ⌨
    9 Marta: / our margins too
    10 bot ↩9: ⏸ You edited this while the connection was stopped, so the client still has what you wrote before. Is the edit still right? ⌨
    11 bot ↩9: 📝 This is a note now. The client still has what you sent before. ⌨
    ") };
    room.stage.press(room.marta, "Withdraw");
    room.stage.pass(Duration::from_secs(5)).await;
    assert!(!room.seen_by_anna().contains("o'clock"));
}

/// Promise: `/del` takes back the message and forgets the edit that was held.
async fn a_withdrawal_takes_a_held_edit_with_it(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let said = edited(&mut room, "at ten", "at eleven").await;
    room.marta_withdraws(said);
    room.stage.pass(Duration::from_secs(5)).await;
    room.stage.press(room.marta, "Send");
    room.stage.pass(Duration::from_secs(5)).await;
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    ") };
}
