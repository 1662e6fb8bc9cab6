//! Edits and withdrawals whose answer is lost, and crashes between their steps: repeated, never asked about.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_telegram_sim::control::{Edit, Say};
use relevo_telegram_sim::fault::{Deed, Fault, Rule};

use super::Room;
use crate::database::{Backend, on_both};

on_both!(a_lost_answer_is_asked_for_again);
on_both!(a_crash_leaves_the_newest_version);
on_both!(a_note_made_while_the_call_was_under_way_is_told_of);
on_both!(a_call_under_way_is_recalled);

/// Promise: whatever becomes of the answer, the copy holds the new version once, and nobody is asked.
async fn a_lost_answer_is_asked_for_again(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let ours = room.marta_says(Say::text("ours"));
    let theirs = room.anna_says(Say::text("theirs"));
    room.stage.settle().await;
    let faults = [
        Fault::AnswerLost,
        Fault::Reset { deed: Deed::Before },
        Fault::Reset { deed: Deed::After },
        Fault::HalfAnswer,
        Fault::TooMany { retry_after: 3 },
    ];
    for (fault, number) in faults.into_iter().zip(1..) {
        for _ in 0..2 {
            let rule = Rule {
                method: Some("editMessageText".into()),
                ..Rule::new(fault.clone())
            };
            room.stage.sim.faults(|faults| faults.add(rule));
        }
        room.marta_edits(ours, Edit::text(&format!("ours {number}")));
        room.anna_edits(theirs, Edit::text(&format!("theirs {number}")));
        room.stage.settle().await;
        room.stage.pass(Duration::from_secs(9)).await;
        assert!(
            room.seen_by_anna()
                .contains(&format!("bot: ours {number}\n"))
        );
        assert!(
            room.stage
                .topics()
                .contains(&format!("bot: theirs {number}\n"))
        );
    }
    let rule = Rule {
        method: Some("deleteMessage".into()),
        ..Rule::new(Fault::AnswerLost)
    };
    room.stage.sim.faults(|faults| faults.add(rule));
    room.marta_withdraws(ours);
    room.stage.pass(Duration::from_secs(9)).await;
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 Anna: theirs 5
    ") };
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 Marta: ours 5
    7 bot: theirs 5
    8 Marta ↩6: /del
    9 bot ↩6: 🗑 Withdrawn: the client no longer has this message.
    ") };
}

/// Promise: a crash after the calls were made: the edit is made again, and an edit of what was on its way follows the question.
async fn a_crash_leaves_the_newest_version(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let sent = room.marta_says(Say::text("sent"));
    room.stage.settle().await;
    room.marta_edits(sent, Edit::text("sent, corrected"));
    room.stage.crash_after_the_calls().await;
    room.marta_edits(sent, Edit::text("sent, at last"));
    room.stage.pass(Duration::from_secs(5)).await;
    let unsure = room.marta_says(Say::text("unsure"));
    room.stage.crash_after_the_calls().await;
    room.marta_edits(unsure, Edit::text("unsure, corrected"));
    room.stage.settle().await;
    room.stage.pass(Duration::from_secs(5)).await;
    room.marta_presses(0);
    room.stage.settle().await;
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 bot: sent, at last
    8123 bot: unsure
    8124 bot: unsure, corrected
    ") };
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 Marta: sent, at last
    7 Marta: unsure, corrected
    8 bot ↩7: ↻ Sent again, after everything that was waiting.
    ") };
}

/// Promise: a message that became a note while its call was under way is never sent again, and what is known is told.
async fn a_note_made_while_the_call_was_under_way_is_told_of(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let one = room.marta_says(Say::text("one"));
    room.stage.crash_after_the_calls().await;
    room.marta_edits(one, Edit::text("/ one"));
    room.stage.settle().await;
    room.stage.pass(Duration::from_secs(5)).await;
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 bot: one
    ") };
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 Marta: / one
    7 bot ↩6: ❔ Taken back, but Telegram never said whether it had reached the client already. It will not be sent again; here it stays as a note.
    ") };
}

/// Promise: what becomes a note, or is withdrawn, between a call and its record: if it arrived it can be taken back or is, and if
/// it did not it never will.
async fn a_call_under_way_is_recalled(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    for (number, spoiled, withdrawn) in [
        (1, false, false),
        (2, true, false),
        (3, false, true),
        (4, true, true),
    ] {
        room.stage.pass(Duration::from_secs(9)).await;
        if spoiled {
            let rule = Rule {
                method: Some("sendMessage".into()),
                ..Rule::new(Fault::TooMany { retry_after: 3 })
            };
            room.stage.sim.faults(|faults| faults.add(rule));
        }
        let message = room.marta_says(Say::text(&format!("words {number}")));
        // The call is made, and nobody has recorded it yet.
        room.stage.pump.round().await.expect("the store works");
        if withdrawn {
            room.marta_withdraws(message);
        } else {
            room.marta_edits(message, Edit::text(&format!("/ words {number}")));
        }
        room.stage.settle().await;
    }
    room.stage.pass(Duration::from_secs(9)).await;
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 bot: words 1
    ") };
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟨 Anna
    4 bot [Service]: 
    5 bot: hello
    6 Marta: / words 1
    7 bot ↩6: 📝 This is a note now. The client still has what you sent before. ⌨
    8 Marta: / words 2
    9 bot ↩8: ✓ Taken back in time: it will not be sent to the client. It stays here as a note.
    10 Marta: words 3
    11 Marta ↩10: /del
    12 bot ↩10: 🗑 Withdrawn: the client no longer has this message.
    13 Marta: words 4
    14 Marta ↩13: /del
    15 bot ↩13: ✓ Taken back in time: it will not be sent to the client. It stays here as a note.
    16 bot [Service]:
    ") };
}
