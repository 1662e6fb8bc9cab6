//! Albums whose place is asked about or that wait for a person: they stay whole, are asked about once, and a note in any item keeps all
//! of it inside. ADR 10.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_core::ConnectionState;
use relevo_telegram_sim::control::{Edit, Say};

use super::channels::Channel;
use crate::database::{Backend, on_both};
use crate::edits::Room;

on_both!(no_item_of_a_note_reaches_the_public);
on_both!(a_comment_album_stays_whole);
on_both!(an_album_is_published_whole);
on_both!(what_was_written_before_ends_no_album);
on_both!(a_note_keeps_an_unpublished_album_inside);
on_both!(an_album_of_a_stop_is_asked_about_once);
on_both!(a_discarded_album_stays_inside);
on_both!(what_comes_with_the_press_is_in_it);

/// An item as whoever uploads slowly sends it: the desk has all the time to send it on.
async fn slowly(channel: &mut Channel, say: Say) -> i64 {
    let said = channel.answer(say).await;
    channel.stage.pass(Duration::from_millis(700)).await;
    said
}

async fn gathered(channel: &mut Channel) {
    channel.stage.pass(Duration::from_secs(5)).await;
}

fn photos(chat: &str) -> usize {
    chat.matches("[Photo]").count()
}

/// Promise: whichever item of a comment album is a note or a command, or becomes one in time, no item of it is ever seen in the
/// discussion group or the channel; the same album without it arrives.
async fn no_item_of_a_note_reaches_the_public(backend: Backend) {
    let mut channel = Channel::new(backend, true).await;
    channel.posted("we moved").await;
    let post = channel.in_topic("we moved");
    let item = |name: &str, words: &str| Say::photo(words).album(name).reply_to(post);
    for words in ["/ our margins", "/margins"] {
        for note in 0..3 {
            let name = format!("{words} {note}");
            for place in 0..3 {
                let caption = if place == note { words } else { "" };
                slowly(&mut channel, item(&name, caption)).await;
            }
            gathered(&mut channel).await;
        }
    }
    for edited in 0..3 {
        let name = format!("edited {edited}");
        let mut said = Vec::new();
        for _ in 0..3 {
            said.push(slowly(&mut channel, item(&name, "margins")).await);
        }
        let (marta, group) = (channel.marta, channel.stage.group);
        let note = Edit::text("/ our margins");
        channel.stage.edit(marta, group, said[edited], note);
        gathered(&mut channel).await;
    }
    for (chat, reader) in [(channel.talk, channel.olga), (channel.news, channel.olga)] {
        let seen = channel.stage.chat(chat, reader);
        assert_eq!(photos(&seen), 0, "{seen}");
    }
    for _ in 0..3 {
        slowly(&mut channel, item("plain", "")).await;
    }
    gathered(&mut channel).await;
    let seen = channel.stage.chat(channel.talk, channel.olga);
    assert_eq!(photos(&seen), 3, "{seen}");
}

/// Promise: a comment album is one album under its post, with 👌 once; a late item answers it there, an edit finds its item, and `/del`
/// takes back all of it.
async fn a_comment_album_stays_whole(backend: Backend) {
    let mut channel = Channel::new(backend, true).await;
    channel.stage.set_parameter("RECEIPTS", "all").await;
    channel.stage.settle().await;
    channel.posted("we moved").await;
    let post = channel.in_topic("we moved");
    let item = |words: &str| Say::photo(words).album("comment").reply_to(post);
    let first = slowly(&mut channel, item("our new rooms")).await;
    let second = slowly(&mut channel, item("")).await;
    gathered(&mut channel).await;
    slowly(&mut channel, item("late")).await;
    gathered(&mut channel).await;
    let (marta, group) = (channel.marta, channel.stage.group);
    let edit = Edit::text("and the kitchen");
    channel.stage.edit(marta, group, second, edit);
    gathered(&mut channel).await;
    let talk = |channel: &Channel| channel.stage.chat(channel.talk, channel.olga);
    allow_duplicates! { assert_snapshot!(talk(&channel), @"
    1 Olga [Service]: 
    2 Olga [Service]: 
    3 ?: we moved
    4 bot ↩3 ▦1 [Photo]: our new rooms
    5 bot ↩3 ▦1 [Photo]: and the kitchen
    6 bot ↩4 [Photo]: late
    ") };
    let team = crate::reactions::seen(&channel.stage, group, marta);
    assert_eq!(team.matches('👌').count(), 1, "{team}");
    channel.answer(Say::text("/del").reply_to(first)).await;
    gathered(&mut channel).await;
    assert_eq!(photos(&talk(&channel)), 0);
}

/// Promise: an album in a channel's topic is asked about once; pressed before its last item has come it is posted whole, with the
/// captions as they are then.
async fn an_album_is_published_whole(backend: Backend) {
    let mut channel = Channel::new(backend, false).await;
    channel.stage.set_parameter("RECEIPTS", "all").await;
    channel.stage.settle().await;
    channel.posted("we moved").await;
    let first = slowly(&mut channel, Say::photo("our new romms").album("post")).await;
    slowly(&mut channel, Say::photo("").album("post")).await;
    gathered(&mut channel).await;
    let (marta, group) = (channel.marta, channel.stage.group);
    let edit = Edit::text("our new rooms");
    channel.stage.edit(marta, group, first, edit);
    channel.stage.settle().await;
    channel.answer(Say::photo("the garden").album("post")).await;
    channel.stage.press(marta, "Publish");
    channel.stage.settle().await;
    channel.stage.pass(Duration::from_millis(700)).await;
    let seen = channel.stage.chat(channel.news, channel.olga);
    assert_eq!(photos(&seen), 0, "the last item may still come: {seen}");
    channel.answer(Say::photo("").album("post")).await;
    gathered(&mut channel).await;
    allow_duplicates! { assert_snapshot!(channel.stage.chat(channel.news, channel.olga), @"
    1 Olga [Service]: 
    2 Olga: we moved
    3 bot ▦1 [Photo]: our new rooms
    4 bot ▦1 [Photo]: 
    5 bot ▦1 [Photo]: the garden
    6 bot ▦1 [Photo]:
    ") };
    allow_duplicates! { assert_snapshot!(channel.stage.topics(), @"
    # 🟪 Acme News
    4 bot [Service]: 
    5 bot: 🟣 Acme News ⏎ we moved
    6 Marta ▦2 [Photo]: our new rooms
    7 bot ↩6: ✓ Published in the channel.
    8 Marta ▦2 [Photo]: 
    9 Marta ▦2 [Photo]: the garden
    10 Marta ▦2 [Photo]:
    ") };
    let team = crate::reactions::seen(&channel.stage, group, marta);
    assert_eq!(team.matches('👌').count(), 1, "{team}");
}

/// Promise: what was written before an album, but let go after it, is no sign that the album is complete.
async fn what_was_written_before_ends_no_album(backend: Backend) {
    let mut channel = Channel::new(backend, false).await;
    channel.posted("we moved").await;
    channel.answer(Say::text("written before")).await;
    channel.answer(Say::photo("").album("post")).await;
    let marta = channel.marta;
    for _ in 0..2 {
        channel.stage.press(marta, "Publish");
        channel.stage.settle().await;
    }
    channel.answer(Say::photo("").album("post")).await;
    gathered(&mut channel).await;
    allow_duplicates! { assert_snapshot!(channel.stage.chat(channel.news, channel.olga), @"
    1 Olga [Service]: 
    2 Olga: we moved
    3 bot ▦1 [Photo]: 
    4 bot ▦1 [Photo]: 
    5 bot: written before
    ") };
}

/// Promise: a caption of an unpublished album that becomes a note, or a late item that is one, takes back the whole; pressing *Publish*
/// afterwards does nothing.
async fn a_note_keeps_an_unpublished_album_inside(backend: Backend) {
    let mut channel = Channel::new(backend, false).await;
    channel.posted("we moved").await;
    let (marta, group) = (channel.marta, channel.stage.group);
    for name in ["edited", "late"] {
        slowly(&mut channel, Say::photo("margins").album(name)).await;
        let second = slowly(&mut channel, Say::photo("").album(name)).await;
        if name == "edited" {
            let note = Edit::text("/ our margins");
            channel.stage.edit(marta, group, second, note);
        } else {
            slowly(&mut channel, Say::photo("/ our margins").album(name)).await;
        }
        channel.stage.settle().await;
        channel.stage.press(marta, "Publish");
        gathered(&mut channel).await;
    }
    let seen = channel.stage.chat(channel.news, channel.olga);
    assert_eq!(photos(&seen), 0, "{seen}");
}

/// Promise: an album written while the connection was stopped is held as one, with one question; *Send* sends it as one, with the
/// captions as they are then; what comes after it has gone answers it.
async fn an_album_of_a_stop_is_asked_about_once(backend: Backend) {
    let mut room = Room::new(backend, &[("RECEIPTS", "all")]).await;
    let album = stopped(&mut room, ("stopped", 3), "our new romms").await;
    room.marta_edits(album[0], Edit::text("our new rooms"));
    room.stage.settle().await;
    room.stage.press(room.marta, "Send");
    room.stage.settle().await;
    room.marta_says(Say::photo("late").album("stopped"));
    room.stage.pass(Duration::from_secs(5)).await;
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 Marta ▦1 [Photo]: our new rooms
    7 Marta ▦1 [Photo]: 
    8 Marta ▦1 [Photo]: 
    9 bot ↩6: ⏸ Not sent: this connection is stopped, so nothing that you write here reaches the client. If it is started again within 24 hours, you are asked here whether to send it.
    10 bot ↩6: ✓ It is sent now, after everything that was waiting.
    11 Marta ▦1 [Photo]: late
    ") };
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 bot ▦2 [Photo]: our new rooms
    8123 bot ▦2 [Photo]: 
    8124 bot ▦2 [Photo]: 
    8125 bot ↩8122 [Photo]: late
    ") };
    assert_eq!(room.team_sees().matches('👌').count(), 1);
}

/// Promise: *Discard* keeps every item inside, with what comes late of the album, what answers it, and what it becomes by an edit.
async fn a_discarded_album_stays_inside(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let album = stopped(&mut room, ("stopped", 2), "our new rooms").await;
    room.stage.press(room.marta, "Discard");
    room.stage.settle().await;
    room.marta_says(Say::photo("late").album("stopped"));
    room.marta_says(Say::text("indeed").reply_to(album[1]));
    room.marta_edits(album[1], Edit::text("and the kitchen"));
    room.stage.pass(Duration::from_secs(5)).await;
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 Marta ▦1 [Photo]: our new rooms
    7 Marta ▦1 [Photo]: and the kitchen
    8 bot ↩6: ⏸ Not sent: this connection is stopped, so nothing that you write here reaches the client. If it is started again within 24 hours, you are asked here whether to send it.
    9 bot ↩6: ✓ Not sent. It stays here as a note.
    10 Marta ▦1 [Photo]: late
    11 Marta ↩7: indeed
    12 bot ↩7: 📝 This stays an internal note: the client does not see it. To tell the client, please write a new message.
    ") };
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    ") };
}

/// Promise: what the same page of updates brings before a press is part of what is decided: another item, another caption, a note.
async fn what_comes_with_the_press_is_in_it(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let album = stopped(&mut room, ("stopped", 2), "our new romms").await;
    room.marta_says(Say::photo("late").album("stopped"));
    room.marta_edits(album[0], Edit::text("our new rooms"));
    room.stage.press(room.marta, "Send");
    room.stage.pass(Duration::from_secs(5)).await;
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 bot ▦1 [Photo]: our new rooms
    8123 bot ▦1 [Photo]: 
    8124 bot ▦1 [Photo]: late
    ") };
    let note = || Edit::text("/ our margins");
    let before = stopped(&mut room, ("before", 2), "secret").await;
    room.marta_edits(before[1], note());
    room.stage.press(room.marta, "Send");
    room.stage.pass(Duration::from_secs(5)).await;
    let after = stopped(&mut room, ("after", 2), "secret").await;
    room.stage.press(room.marta, "Send");
    room.marta_edits(after[1], note());
    room.stage.pass(Duration::from_secs(5)).await;
    assert!(!room.seen_by_anna().contains("secret"));
}

/// Marta sends an album while the connection is stopped; it is started again.
async fn stopped(room: &mut Room, (album, count): (&str, usize), caption: &str) -> Vec<i64> {
    room.stage.pass(Duration::from_secs(60)).await;
    room.stage.set_state(ConnectionState::Stopped).await;
    room.stage.pass(Duration::from_secs(2)).await;
    let mut said = Vec::new();
    for place in 0..count {
        let words = if place == 0 { caption } else { "" };
        said.push(room.marta_says(Say::photo(words).album(album)));
    }
    room.stage.jump(Duration::from_secs(3_600)).await;
    room.stage.set_state(ConnectionState::Running).await;
    room.stage.pass(Duration::from_secs(5)).await;
    said
}
