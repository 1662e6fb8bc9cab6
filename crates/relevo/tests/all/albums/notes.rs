//! One item that is a note keeps the whole album inside, whichever item it is and whenever it becomes one; and what is taken back
//! is taken back as a whole.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_core::ConnectionState;
use relevo_telegram_sim::control::{Edit, Say};

use super::photos;
use crate::database::{Backend, on_both};
use crate::edits::Room;

on_both!(one_note_keeps_the_whole_album_inside);
on_both!(an_answer_to_a_note_album_is_a_note);
on_both!(an_edit_into_a_note_takes_the_whole_album_back);
on_both!(a_note_that_comes_too_late_can_be_withdrawn);
on_both!(an_album_is_withdrawn_as_a_whole);
on_both!(a_note_while_the_call_is_under_way_is_told_of);
on_both!(an_edit_beside_a_note_is_not_lost_in_silence);
on_both!(a_note_and_back_while_the_call_is_under_way);
on_both!(what_was_discarded_becomes_a_note);

/// Promise: whichever item carries the note or the command, no item leaves, and what is to be said is said once.
async fn one_note_keeps_the_whole_album_inside(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    for (words, name) in [("/ our margins", "note"), ("/margins", "command")] {
        for note in 0..3 {
            let album = format!("{name} {note}");
            for item in 0..3 {
                let caption = if item == note { words } else { "" };
                room.marta_says(Say::photo(caption).album(&album));
                room.stage.settle().await;
            }
            room.stage.pass(Duration::from_secs(5)).await;
        }
    }
    // One page brings them all.
    room.marta_sends("page", photos(3, "/ in one page"));
    room.stage.pass(Duration::from_secs(5)).await;
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    ") };
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟨 Anna
    4 bot [Service]: 
    5 bot: hello
    6 Marta ▦1 [Photo]: / our margins
    7 Marta ▦1 [Photo]: 
    8 Marta ▦1 [Photo]: 
    9 Marta ▦2 [Photo]: 
    10 Marta ▦2 [Photo]: / our margins
    11 bot ↩9: ✓ Taken back in time: it will not be sent to the client. It stays here as a note.
    12 Marta ▦2 [Photo]: 
    13 Marta ▦3 [Photo]: 
    14 Marta ▦3 [Photo]: 
    15 Marta ▦3 [Photo]: / our margins
    16 bot ↩13: ✓ Taken back in time: it will not be sent to the client. It stays here as a note.
    17 Marta ▦4 [Photo]: /margins
    18 bot ↩17: There is no such command, so nothing was sent to the client. For an internal note, write / and a space before your words.
    19 Marta ▦4 [Photo]: 
    20 Marta ▦4 [Photo]: 
    21 Marta ▦5 [Photo]: 
    22 Marta ▦5 [Photo]: /margins
    23 bot ↩22: There is no such command, so nothing was sent to the client. For an internal note, write / and a space before your words.
    24 bot ↩21: ✓ Taken back in time: it will not be sent to the client. It stays here as a note.
    25 Marta ▦5 [Photo]: 
    26 Marta ▦6 [Photo]: 
    27 Marta ▦6 [Photo]: 
    28 Marta ▦6 [Photo]: /margins
    29 bot ↩28: There is no such command, so nothing was sent to the client. For an internal note, write / and a space before your words.
    30 bot ↩26: ✓ Taken back in time: it will not be sent to the client. It stays here as a note.
    31 Marta ▦7 [Photo]: / in one page
    32 Marta ▦7 [Photo]: 
    33 Marta ▦7 [Photo]: 
    34 bot [Service]:
    ") };
}

/// Promise: whoever answers any item of an album that stayed inside stays inside.
async fn an_answer_to_a_note_album_is_a_note(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let mut items = photos(3, "");
    items[2] = Say::photo("/ our margins");
    let inside = room.marta_sends("marta", items);
    room.gathered().await;
    for item in inside {
        room.marta_says(Say::text("and that is too much").reply_to(item));
        let mut answer = photos(2, "");
        answer[1] = answer[1].clone().reply_to(item);
        room.marta_sends(&format!("answers {item}"), answer);
    }
    room.gathered().await;
    room.stage.pass(Duration::from_secs(9)).await;
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    ") };
}

/// Promise: a caption that becomes a note in time takes every item back; late items stay inside as well, and the note stays one.
async fn an_edit_into_a_note_takes_the_whole_album_back(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let album = room.marta_sends("marta", photos(3, "our margins"));
    room.stage.settle().await;
    room.marta_edits(album[0], Edit::text("/ our margins"));
    room.stage.settle().await;
    room.marta_says(Say::photo("late").album("marta"));
    room.stage.settle().await;
    room.marta_edits(album[1], Edit::text("the second"));
    room.marta_edits(album[0], Edit::text("our margins, again"));
    room.gathered().await;
    room.stage.pass(Duration::from_secs(9)).await;
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    ") };
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 Marta ▦1 [Photo]: our margins, again
    7 Marta ▦1 [Photo]: the second
    8 Marta ▦1 [Photo]: 
    9 bot ↩6: ✓ Taken back in time: it will not be sent to the client. It stays here as a note.
    10 Marta ▦1 [Photo]: late
    11 bot ↩7: 📝 This stays an internal note: the client does not see it. To tell the client, please write a new message.
    12 bot ↩6: 📝 This stays an internal note: the client does not see it. To tell the client, please write a new message.
    ") };
}

/// Promise: when the client has the album already, nothing more of it leaves, answers to it are notes, and *Withdraw* takes back all
/// of it, whether an edit or a late item made it a note.
async fn a_note_that_comes_too_late_can_be_withdrawn(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let one = room.marta_sends("one", photos(3, "our margins"));
    room.gathered().await;
    room.marta_edits(one[0], Edit::text("/ our margins"));
    room.stage.pass(Duration::from_secs(5)).await;
    room.marta_says(Say::text("indeed").reply_to(one[2]));
    room.marta_says(Say::photo("late").album("one"));
    let other = Edit {
        content: Some(Say::photo("").content),
        ..Edit::default()
    };
    room.marta_edits(one[1], other);
    room.gathered().await;
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 bot ▦1 [Photo]: our margins
    8123 bot ▦1 [Photo]: 
    8124 bot ▦1 [Photo]:
    ") };
    room.marta_presses(0);
    room.stage.pass(Duration::from_secs(5)).await;
    let two = room.marta_sends("two", photos(2, ""));
    room.gathered().await;
    room.marta_says(Say::photo("/ our plans").album("two"));
    room.gathered().await;
    room.marta_says(Say::text("indeed").reply_to(two[0]));
    room.gathered().await;
    room.marta_presses(0);
    room.stage.pass(Duration::from_secs(5)).await;
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    ") };
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 Marta ▦2 [Photo]: / our margins
    7 Marta ▦2 [Photo]: 
    8 Marta ▦2 [Photo]: 
    9 bot ↩6: 🗑 Taking it back from the client …
    10 Marta ↩8: indeed
    11 Marta ▦2 [Photo]: late
    12 bot ↩7: 📝 Your edit stays inside, because another item of this album is a note or was taken back. Once none is, please edit this one again: then the client sees it.
    13 bot ↩6: 🗑 Withdrawn: the client no longer has this message.
    14 Marta ▦3 [Photo]: 
    15 Marta ▦3 [Photo]: 
    16 Marta ▦3 [Photo]: / our plans
    17 bot ↩14: 🗑 Taking it back from the client …
    18 Marta ↩14: indeed
    19 bot ↩14: 🗑 Withdrawn: the client no longer has this message.
    ") };
}

/// Promise: `/del` on any item takes back the album with what came late of it, out of the queue or from the client; late items that
/// come afterwards stay inside.
async fn an_album_is_withdrawn_as_a_whole(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let waiting = room.marta_sends("waiting", photos(3, "wait"));
    room.stage.settle().await;
    room.marta_withdraws(waiting[1]);
    room.stage.settle().await;
    let sent = room.marta_sends("sent", photos(3, "sent"));
    room.gathered().await;
    room.marta_says(Say::photo("late").album("sent"));
    room.gathered().await;
    room.stage.pass(Duration::from_secs(9)).await;
    room.marta_withdraws(sent[2]);
    room.marta_says(Say::photo("later").album("sent"));
    room.gathered().await;
    room.marta_edits(sent[0], Edit::text("sent again"));
    room.marta_withdraws(sent[0]);
    room.gathered().await;
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    ") };
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 Marta ▦1 [Photo]: wait
    7 Marta ▦1 [Photo]: 
    8 Marta ▦1 [Photo]: 
    9 Marta ↩7: /del
    10 bot ↩6: ✓ Taken back in time: it will not be sent to the client. It stays here as a note.
    11 Marta ▦2 [Photo]: sent again
    12 Marta ▦2 [Photo]: 
    13 Marta ▦2 [Photo]: 
    14 Marta ▦2 [Photo]: late
    15 Marta ↩13: /del
    16 Marta ▦2 [Photo]: later
    17 bot ↩13: 🗑 Withdrawn: the client no longer has this message.
    18 Marta ↩11: /del
    19 bot ↩11: ✏️ Your edit went nowhere: the client does not have this message from here. To tell the client, please write a new message.
    20 bot ↩18: Nothing was withdrawn. To take a message back from the client, reply with /del to the team's message itself.
    ") };
}

/// Promise: an album that becomes a note, or is withdrawn, between its call and the record: what arrived can be taken back or is.
async fn a_note_while_the_call_is_under_way_is_told_of(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    for (album, withdrawn) in [("note", false), ("withdrawn", true)] {
        let items = room.marta_sends(album, photos(10, album));
        // The call is made, and nobody has recorded it yet.
        room.stage.pump.round().await.expect("the store works");
        if withdrawn {
            room.marta_withdraws(items[4]);
        } else {
            room.marta_edits(items[4], Edit::text("/ a secret"));
        }
        room.stage.settle().await;
        room.stage.pass(Duration::from_secs(20)).await;
    }
    let last = |text: String, count: usize| {
        let lines: Vec<&str> = text.lines().collect();
        lines[lines.len() - count..].join("\n")
    };
    allow_duplicates! { assert_snapshot!(last(room.seen_by_anna(), 10), @"
    8122 bot ▦1 [Photo]: note
    8123 bot ▦1 [Photo]: 
    8124 bot ▦1 [Photo]: 
    8125 bot ▦1 [Photo]: 
    8126 bot ▦1 [Photo]: 
    8127 bot ▦1 [Photo]: 
    8128 bot ▦1 [Photo]: 
    8129 bot ▦1 [Photo]: 
    8130 bot ▦1 [Photo]: 
    8131 bot ▦1 [Photo]:
    ") };
    let topics = room.stage.topics();
    assert!(
        topics.contains(
            "bot ↩6: 📝 This is a note now. The client still has what you sent before. ⌨"
        )
    );
    allow_duplicates! { assert_snapshot!(last(topics, 2), @"
    28 bot ↩17: 🗑 Withdrawn: the client no longer has this message.
    29 bot [Service]:
    ") };
}

/// Promise: an item that is edited while another one is a note is told to stay inside; once nothing of the album is a note, its edits
/// follow again.
async fn an_edit_beside_a_note_is_not_lost_in_silence(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let album = room.marta_sends("marta", photos(3, "10 Euro"));
    room.gathered().await;
    room.marta_edits(album[2], Edit::text("/ our margins"));
    room.marta_edits(album[0], Edit::text("12 Euro"));
    room.stage.pass(Duration::from_secs(5)).await;
    room.marta_edits(album[2], Edit::text("the third"));
    room.stage.pass(Duration::from_secs(5)).await;
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 bot ▦1 [Photo]: 10 Euro
    8123 bot ▦1 [Photo]: 
    8124 bot ▦1 [Photo]: the third
    ") };
    room.marta_edits(album[0], Edit::text("12 Euro, please"));
    room.stage.pass(Duration::from_secs(5)).await;
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 bot ▦1 [Photo]: 12 Euro, please
    8123 bot ▦1 [Photo]: 
    8124 bot ▦1 [Photo]: the third
    ") };
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 Marta ▦2 [Photo]: 12 Euro, please
    7 Marta ▦2 [Photo]: 
    8 Marta ▦2 [Photo]: the third
    9 bot ↩8: 📝 This is a note now. The client still has what you sent before. ⌨
    10 bot ↩6: 📝 Your edit stays inside, because another item of this album is a note or was taken back. Once none is, please edit this one again: then the client sees it.
    ") };
}

/// Promise: what became a note and a message again between its call and the record is a message: it follows its edits, and answers to
/// it reach the client.
async fn a_note_and_back_while_the_call_is_under_way(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    for album in ["undone", "changed"] {
        let items = room.marta_sends(album, photos(10, album));
        // The call is made, and nobody has recorded it yet.
        room.stage.pump.round().await.expect("the store works");
        room.marta_edits(items[0], Edit::text(&format!("/ {album}")));
        let back = if album == "undone" {
            album
        } else {
            "other words"
        };
        room.marta_edits(items[0], Edit::text(back));
        room.stage.settle().await;
        room.stage.pass(Duration::from_secs(20)).await;
        room.marta_edits(items[1], Edit::text("the second"));
        room.marta_says(Say::text("indeed").reply_to(items[0]));
        room.stage.pass(Duration::from_secs(20)).await;
    }
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 bot ▦1 [Photo]: undone
    8123 bot ▦1 [Photo]: the second
    8124 bot ▦1 [Photo]: 
    8125 bot ▦1 [Photo]: 
    8126 bot ▦1 [Photo]: 
    8127 bot ▦1 [Photo]: 
    8128 bot ▦1 [Photo]: 
    8129 bot ▦1 [Photo]: 
    8130 bot ▦1 [Photo]: 
    8131 bot ▦1 [Photo]: 
    8132 bot ↩8122: indeed
    8133 bot ▦2 [Photo]: other words
    8134 bot ▦2 [Photo]: the second
    8135 bot ▦2 [Photo]: 
    8136 bot ▦2 [Photo]: 
    8137 bot ▦2 [Photo]: 
    8138 bot ▦2 [Photo]: 
    8139 bot ▦2 [Photo]: 
    8140 bot ▦2 [Photo]: 
    8141 bot ▦2 [Photo]: 
    8142 bot ▦2 [Photo]: 
    8143 bot ↩8133: indeed
    ") };
    let topics = room.stage.topics();
    assert!(!topics.contains("📝"), "a note is told of: {topics}");
}

/// Promise: a late item that was discarded after a stop, and is made a note only then, keeps inside what comes after it.
async fn what_was_discarded_becomes_a_note(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    room.marta_sends("marta", photos(2, "our margins"));
    room.gathered().await;
    room.stage.set_state(ConnectionState::Stopped).await;
    room.stage.pass(Duration::from_secs(2)).await;
    let late = room.marta_says(Say::photo("late").album("marta"));
    room.stage.jump(Duration::from_secs(60)).await;
    room.stage.set_state(ConnectionState::Running).await;
    room.stage.pass(Duration::from_secs(5)).await;
    room.stage.press(room.marta, "Discard");
    room.stage.pass(Duration::from_secs(5)).await;
    room.marta_edits(late, Edit::text("/ not for them"));
    room.stage.settle().await;
    room.marta_says(Say::photo("a secret").album("marta"));
    room.gathered().await;
    room.stage.pass(Duration::from_secs(9)).await;
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 bot ▦1 [Photo]: our margins
    8123 bot ▦1 [Photo]: 
    ") };
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟨 Anna
    4 bot [Service]: 
    5 bot: hello
    6 Marta ▦2 [Photo]: our margins
    7 Marta ▦2 [Photo]: 
    8 Marta ▦2 [Photo]: / not for them
    9 bot ↩8: ⏸ Not sent: this connection is stopped, so nothing that you write here reaches the client. If it is started again within 24 hours, you are asked here whether to send it.
    10 bot [Service]: 
    11 bot ↩8: ✓ Not sent. It stays here as a note.
    12 bot ↩6: 📝 This is a note now. The client still has what you sent before. ⌨
    13 Marta ▦2 [Photo]: a secret
    ") };
}
