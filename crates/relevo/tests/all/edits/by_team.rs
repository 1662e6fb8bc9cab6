//! An operator edits: the client's copy follows, and a note stays inside, whenever it became one.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_telegram_sim::control::{Edit, Say};
use relevo_telegram_sim::fault::{Deed, Fault, Rule};
use relevo_telegram_sim::world::Kind;

use super::Room;
use crate::database::{Backend, on_both};

on_both!(a_clients_copy_follows);
on_both!(what_became_a_note_in_time_never_leaves);
on_both!(what_became_a_note_too_late_can_be_withdrawn);
on_both!(notes_and_commands_stay_inside_however_they_are_edited);
on_both!(a_held_or_failed_message_is_changed_where_it_is);
on_both!(guards_hold_for_edits);
on_both!(what_arrived_under_an_unknown_number_stays_and_it_is_said);

fn too_many(room: &Room, method: &str) {
    let rule = Rule {
        method: Some(method.into()),
        ..Rule::new(Fault::TooMany { retry_after: 7 })
    };
    room.stage.sim.faults(|faults| faults.add(rule));
}

/// Promise: text, caption and file follow at the client's; what is refused answers, marked.
async fn a_clients_copy_follows(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let text = room.marta_says(Say::text("one"));
    let photo = room.marta_says(Say::photo("two"));
    let video = room.marta_says(Say::media(Kind::Video, "three"));
    let voice = room.marta_says(Say::media(Kind::Voice, "four"));
    room.stage.settle().await;
    room.stage.pass(Duration::from_secs(2)).await;
    room.marta_edits(text, Edit::text("one, corrected"));
    room.marta_edits(photo, Edit::text("two, corrected"));
    let other = Say::photo("three, another file").content;
    room.marta_edits(
        video,
        Edit {
            content: Some(other),
            ..Edit::default()
        },
    );
    let other = Say::media(Kind::Voice, "four, spoken again").content;
    room.marta_edits(
        voice,
        Edit {
            content: Some(other),
            ..Edit::default()
        },
    );
    room.stage.pass(Duration::from_secs(9)).await;
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 bot: one, corrected
    8123 bot [Photo]: two, corrected
    8124 bot [Photo]: three, another file
    8125 bot [Voice]: four
    8126 bot ↩8125 [Voice]: ✏️ four, spoken again
    ") };
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 Marta: one, corrected
    7 Marta [Photo]: two, corrected
    8 Marta [Photo]: three, another file
    9 Marta [Voice]: four, spoken again
    ") };
}

/// Promise: words that became a note while they waited are not sent, and it is said; a correction made while they waited is.
async fn what_became_a_note_in_time_never_leaves(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    too_many(&room, "sendMessage");
    let first = room.marta_says(Say::text("the refund is mine to give"));
    let second = room.marta_says(Say::text("good mornin"));
    let third = room.marta_says(Say::photo("our margins"));
    room.stage.settle().await;
    room.marta_edits(first, Edit::text("/ the refund is mine to give"));
    room.marta_edits(second, Edit::text("good morning"));
    room.marta_edits(third, Edit::text("/ our margins"));
    room.stage.pass(Duration::from_secs(9)).await;
    // A note it stays.
    room.marta_edits(first, Edit::text("the refund is yours"));
    room.stage.settle().await;
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 bot: good morning
    ") };
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 Marta: the refund is yours
    7 Marta: good morning
    8 Marta [Photo]: / our margins
    9 bot ↩6: ✓ Taken back in time: it will not be sent to the client. It stays here as a note.
    10 bot ↩8: ✓ Taken back in time: it will not be sent to the client. It stays here as a note.
    11 bot ↩6: 📝 This stays an internal note: the client does not see it. To tell the client, please write a new message.
    ") };
}

/// Promise: a message that the client has stays as it was when it becomes a note; the operator is told and may withdraw it;
/// answers to it are notes meanwhile; made a message again, it is followed again.
async fn what_became_a_note_too_late_can_be_withdrawn(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let one = room.marta_says(Say::text("one"));
    let two = room.marta_says(Say::text("two"));
    room.stage.settle().await;
    room.marta_edits(one, Edit::text("/ one is a fool"));
    room.stage.settle().await;
    room.marta_edits(one, Edit::text("/ one is a great fool"));
    room.stage.settle().await;
    room.marta_says(Say::text("indeed").reply_to(one));
    room.stage.settle().await;
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 bot: one
    8123 bot: two
    ") };
    room.marta_presses(0);
    room.stage.settle().await;
    room.marta_edits(two, Edit::text("/ two is a fool"));
    room.stage.settle().await;
    room.marta_edits(two, Edit::text("two is wise"));
    room.stage.settle().await;
    // Withdrawn for good.
    room.marta_edits(one, Edit::text("one again"));
    room.stage.settle().await;
    room.stage.pass(Duration::from_secs(2)).await;
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    8123 bot: two is wise
    ") };
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 Marta: one again
    7 Marta: two is wise
    8 bot ↩6: 🗑 Taking it back from the client …
    9 Marta ↩6: indeed
    10 bot ↩6: 🗑 Withdrawn: the client no longer has this message.
    11 bot ↩7: 📝 This is a note now. The client still has what you sent before. ⌨
    12 bot ↩6: ✏️ Your edit went nowhere: the client does not have this message from here. To tell the client, please write a new message.
    ") };
}

/// Promise: notes and commands never leave by being edited.
async fn notes_and_commands_stay_inside_however_they_are_edited(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let note = room.marta_says(Say::text("/ a note"));
    let command = room.marta_says(Say::text("/refund 100"));
    room.stage.settle().await;
    let answer = room.marta_says(Say::text("an answer to a note").reply_to(note));
    room.stage.settle().await;
    room.marta_edits(note, Edit::text("not a note"));
    room.marta_edits(command, Edit::text("/refund 200"));
    room.marta_edits(answer, Edit::text("an answer, corrected"));
    room.stage.settle().await;
    room.marta_edits(command, Edit::text("refund 300"));
    room.stage.settle().await;
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    ") };
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 Marta: not a note
    7 Marta: refund 300
    8 bot ↩7: There is no such command, so nothing was sent to the client. For an internal note, write / and a space before your words.
    9 Marta ↩6: an answer, corrected
    10 bot ↩6: 📝 This stays an internal note: the client does not see it. To tell the client, please write a new message.
    11 bot ↩7: 📝 This stays an internal note: the client does not see it. To tell the client, please write a new message.
    ") };
}

/// Promise: what a person has yet to decide about says the newest version; made a note, it can no longer be sent.
async fn a_held_or_failed_message_is_changed_where_it_is(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    for (words, newer) in [("one", "one, corrected"), ("two", "/ two is a secret")] {
        let rule = Rule {
            method: Some("sendMessage".into()),
            ..Rule::new(Fault::Reset { deed: Deed::Before })
        };
        room.stage.sim.faults(|faults| faults.add(rule));
        let message = room.marta_says(Say::text(words));
        room.stage.settle().await;
        room.marta_edits(message, Edit::text(newer));
        room.stage.settle().await;
        room.marta_presses(0);
        room.stage.settle().await;
    }
    room.stage.pass(Duration::from_secs(5)).await;
    let (anna, bot) = (room.anna, room.stage.bot);
    room.stage.sim.with(|world| world.block_bot(anna, bot));
    let message = room.marta_says(Say::text("three"));
    room.stage.settle().await;
    room.marta_edits(message, Edit::text("three, corrected"));
    room.stage.settle().await;
    room.stage
        .sim
        .with(|world| world.start_bot(anna, bot, None))
        .expect("Anna may");
    room.stage.settle().await;
    room.stage.pass(Duration::from_secs(2)).await;
    room.marta_presses(0);
    room.stage.settle().await;
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 bot: one, corrected
    8123 Anna: /start
    8124 bot: three, corrected
    ") };
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 Marta: one, corrected
    7 bot ↩6: ✓ Tried again, and it arrived.
    8 Marta: / two is a secret
    9 bot ↩8: ❔ Telegram did not say whether this message reached the client. To avoid sending it twice, nothing more happens unless you choose. ⌨
    10 bot ↩8: ❔ Taken back, but Telegram never said whether it had reached the client already. It will not be sent again; here it stays as a note.
    11 Marta: three, corrected
    12 bot: 🚫 The client has blocked the bot or deleted their account. What you write will not arrive until they come back.
    13 bot ↩11: ↻ Trying again, after everything that is waiting.
    14 bot: ✅ The client can be reached again.
    ") };
}

/// Promise: an edit passes what a message passes: the topic's own connection, and a connection that runs.
async fn guards_hold_for_edits(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let one = room.marta_says(Say::text("one"));
    let general = room
        .stage
        .say(room.marta, room.stage.group, Say::text("in General"));
    room.stage.settle().await;
    room.marta_edits(general, Edit::text("in General, corrected"));
    room.stage.settle().await;
    room.stage
        .set_state(relevo_core::ConnectionState::Stopped)
        .await;
    room.stage.settle().await;
    room.marta_edits(one, Edit::text("one, while stopped"));
    room.stage.settle().await;
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 bot: one
    ") };
    assert_eq!(room.calls("editMessageText"), 0);
}

/// Promise: what the client has under a number that nobody knows can be neither changed nor taken back, and each try is answered so.
async fn what_arrived_under_an_unknown_number_stays_and_it_is_said(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let mut messages = Vec::new();
    for words in ["one", "two", "three"] {
        let rule = Rule {
            method: Some("sendMessage".into()),
            ..Rule::new(Fault::AnswerLost)
        };
        room.stage.sim.faults(|faults| faults.add(rule));
        messages.push(room.marta_says(Say::text(words)));
        room.stage.settle().await;
        room.marta_presses(1);
        room.stage.pass(Duration::from_secs(2)).await;
    }
    let [one, two, three] = messages[..] else {
        panic!("three messages");
    };
    room.marta_edits(one, Edit::text("one, corrected"));
    for words in ["/ two is for us", "/ two is for us alone"] {
        room.marta_edits(two, Edit::text(words));
        room.stage.settle().await;
    }
    room.marta_withdraws(three);
    room.stage.settle().await;
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 bot: one
    8123 bot: two
    8124 bot: three
    ") };
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 Marta: one, corrected
    7 bot ↩6: ✓ Noted: it arrived.
    8 Marta: / two is for us alone
    9 bot ↩8: ✓ Noted: it arrived.
    10 Marta: three
    11 bot ↩10: ✓ Noted: it arrived.
    12 bot ↩6: ✏️ The client still has what you wrote before: Telegram never said under which number it arrived, so it cannot be changed or taken back.
    13 bot ↩8: ✏️ The client still has what you wrote before: Telegram never said under which number it arrived, so it cannot be changed or taken back.
    14 Marta ↩10: /del
    15 bot ↩14: ⚠️ Not withdrawn, the client still has it: Telegram never said under which number it arrived, so it cannot be changed or taken back.
    ") };
    room.stage.adds_up().await;
}
