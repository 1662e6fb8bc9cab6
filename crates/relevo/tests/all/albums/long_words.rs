//! Words too long for a caption of ours stand above their album, whoever sends it and whatever is hidden: none of them is lost.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_telegram_sim::control::{Edit, Say};
use relevo_telegram_sim::fault::{Deed, Fault, Rule};

use crate::database::{Backend, on_both};
use crate::edits::Room;

on_both!(long_words_arrive_with_their_album);
on_both!(killed_between_the_words_and_the_album);
on_both!(what_belongs_to_the_words_means_their_item);
on_both!(a_refused_album_keeps_its_words);

/// The client of the room writes in private or in a group.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Where {
    Private,
    Group,
}

async fn room(backend: Backend, hides: &str) -> (Room, i64) {
    let params = [("HIDE_INFO", hides), ("MONITOR_GROUPS", "TRUE")];
    let room = Room::new(backend, &params).await;
    let club = room.stage.client_group("Club", &[room.anna]);
    (room, club)
}

fn long(letter: &str, count: usize) -> Say {
    Say::photo(&letter.repeat(count))
}

impl Room {
    async fn anna_sends_to(&mut self, chat: i64, items: Vec<Say>) -> Vec<i64> {
        let items = items.into_iter();
        let sent = items.map(|item| self.stage.say(self.anna, chat, item.album("long")));
        let sent = sent.collect();
        self.gathered().await;
        self.stage.pass(Duration::from_secs(30)).await;
        sent
    }

    /// The newest lines of the group, long words told by their length.
    fn last_posts(&self, count: usize) -> String {
        let rows = self.stage.rows(self.stage.group, self.marta);
        let rows = &rows[rows.len() - count..];
        let lines = rows.iter().map(|row| short(&self.stage.line(row)));
        lines.collect::<Vec<_>>().join("\n")
    }
}

fn short(line: &str) -> String {
    let mut told = line.to_owned();
    for (letter, count) in [("y", 3_000), ("x", 1_500), ("z", 4_096)] {
        told = told.replace(&letter.repeat(count), &format!("{letter}×{count}"));
    }
    told
}

/// Promise: in private and in groups, hidden or not, every word of an album arrives, above it where it is too long for it.
async fn long_words_arrive_with_their_album(backend: Backend) {
    let mut told = String::new();
    for hides in ["NONE", "links"] {
        let (mut room, club) = room(backend, hides).await;
        for place in [Where::Private, Where::Group] {
            let (chat, name) = match place {
                Where::Private => (room.stage.bot, "private"),
                Where::Group => (club, "a group"),
            };
            let items = vec![Say::photo("short"), long("x", 1_500), long("z", 4_096)];
            room.anna_sends_to(chat, items).await;
            let posts = match (place, hides) {
                (Where::Private, "NONE") => 3,
                _ => 5,
            };
            told += &format!("== {name}, hidden: {hides}\n{}\n", room.last_posts(posts));
        }
        let topics = room.stage.topics();
        assert!(!topics.contains('⚠'), "{topics}");
        let answered = room.stage.find(room.stage.bot, room.anna, "hello");
        let answer = long("y", 3_000).album("answer").reply_to(answered);
        room.anna_says(answer);
        room.anna_says(Say::photo("").album("answer"));
        room.gathered().await;
        told += &format!("== an answer, hidden: {hides}\n{}\n", room.last_posts(3));
    }
    allow_duplicates! { assert_snapshot!(told, @"
    == private, hidden: NONE
    6 bot ▦1 [Photo]: short
    7 bot ▦1 [Photo]: x×1500
    8 bot ▦1 [Photo]: z×4096
    == a group, hidden: NONE
    10 bot: 🔵 Anna ⏎ x×1500
    11 bot ↩10: z×4096
    12 bot ↩10 ▦2 [Photo]: short
    13 bot ↩10 ▦2 [Photo]: 
    14 bot ↩10 ▦2 [Photo]: 
    == an answer, hidden: NONE
    15 bot ↩5: y×3000
    16 bot ↩15 ▦3 [Photo]: 
    17 bot ↩15 ▦3 [Photo]: 
    == private, hidden: links
    6 bot: x×1500
    7 bot ↩6: z×4096
    8 bot ↩6 ▦1 [Photo]: short
    9 bot ↩6 ▦1 [Photo]: 
    10 bot ↩6 ▦1 [Photo]: 
    == a group, hidden: links
    12 bot: 🔵 Anna ⏎ x×1500
    13 bot ↩12: z×4096
    14 bot ↩12 ▦2 [Photo]: short
    15 bot ↩12 ▦2 [Photo]: 
    16 bot ↩12 ▦2 [Photo]: 
    == an answer, hidden: links
    17 bot ↩5: y×3000
    18 bot ↩17 ▦3 [Photo]: 
    19 bot ↩17 ▦3 [Photo]:
    ") };
}

/// Promise: whoever kills the desk between the words and their album, the album comes whole and answers them, once. If it dies before
/// it knows that the words arrived, they come again, marked.
async fn killed_between_the_words_and_the_album(backend: Backend) {
    let mut told = String::new();
    for (hides, heard) in [
        ("NONE", true),
        ("links", true),
        ("NONE", false),
        ("links", false),
    ] {
        let (mut room, club) = room(backend, hides).await;
        room.stage.say(room.anna, club, Say::text("first of all"));
        for item in [long("y", 3_000), Say::photo("short")] {
            room.stage.say(room.anna, club, item.album("killed"));
        }
        room.stage.settle().await;
        let before = room.calls("sendMessage");
        if heard {
            let not_yet = Rule {
                method: Some("sendMediaGroup".into()),
                ..Rule::new(Fault::TooMany { retry_after: 5 })
            };
            room.stage.sim.faults(|faults| faults.add(not_yet));
            room.stage.jump(Duration::from_secs(2)).await;
        } else {
            room.stage.clock.advance(Duration::from_secs(2));
            let now_ms = room.stage.clock.now_ms();
            room.stage.sim.with(|world| world.set_now_ms(now_ms));
        }
        room.stage.crash_after_the_calls().await;
        let rows = room.stage.rows(room.stage.group, room.marta);
        assert!(rows.iter().all(|row| row.album.is_none()), "no album yet");
        assert_eq!(room.calls("sendMessage") - before, 1, "the words");
        room.stage.settle().await;
        room.stage.pass(Duration::from_secs(30)).await;
        let posts = if heard { 4 } else { 6 };
        told += &format!(
            "== hidden: {hides}, heard: {heard}\n{}\n",
            room.last_posts(posts)
        );
    }
    allow_duplicates! { assert_snapshot!(told, @"
    == hidden: NONE, heard: true
    7 bot: 🔵 Anna ⏎ first of all
    8 bot: 🔵 Anna ⏎ y×3000
    9 bot ↩8 ▦1 [Photo]: 
    10 bot ↩8 ▦1 [Photo]: short
    == hidden: links, heard: true
    7 bot: 🔵 Anna ⏎ first of all
    8 bot: 🔵 Anna ⏎ y×3000
    9 bot ↩8 ▦1 [Photo]: 
    10 bot ↩8 ▦1 [Photo]: short
    == hidden: NONE, heard: false
    7 bot: 🔵 Anna ⏎ first of all
    8 bot: 🔵 Anna ⏎ y×3000
    9 bot: 🔵 Anna ⏎ y×3000
    10 bot ↩9 ▦1 [Photo]: 
    11 bot ↩9 ▦1 [Photo]: short
    12 bot ↩10: ⟳ The message above may be here twice: Telegram did not say whether it arrived the first time.
    == hidden: links, heard: false
    7 bot: 🔵 Anna ⏎ first of all
    8 bot: 🔵 Anna ⏎ y×3000
    9 bot: 🔵 Anna ⏎ y×3000
    10 bot ↩9 ▦1 [Photo]: 
    11 bot ↩9 ▦1 [Photo]: short
    12 bot ↩10: ⟳ The message above may be here twice: Telegram did not say whether it arrived the first time.
    ") };
}

/// Promise: a reply to the words is a reply to their item; what the client edits there is answered by the new words, whole, because
/// the old ones stay; the words of another item change in its caption.
async fn what_belongs_to_the_words_means_their_item(backend: Backend) {
    let mut told = String::new();
    for hides in ["NONE", "links"] {
        let (mut room, club) = room(backend, hides).await;
        let items = vec![Say::photo("short"), long("x", 1_500)];
        let sent = room.anna_sends_to(club, items).await;
        let words = room
            .stage
            .find(room.stage.group, room.marta, &"x".repeat(1_500));
        let rows = room.stage.rows(room.stage.group, room.marta);
        let thread = rows.iter().find(|row| row.message_id == words);
        let thread = thread.and_then(|row| row.thread).expect("a topic");
        let answer = Say::text("I have read it").thread(thread).reply_to(words);
        room.stage.say(room.marta, room.stage.group, answer);
        room.stage.settle().await;
        let seen = room.stage.rows(club, room.anna);
        let answered = seen.iter().find(|row| row.text == "I have read it");
        assert_eq!(answered.and_then(|row| row.reply_to), Some(sent[1]));
        room.stage
            .edit(room.anna, club, sent[1], Edit::text("brief"));
        room.stage
            .edit(room.anna, club, sent[0], Edit::text("shorter"));
        room.stage.pass(Duration::from_secs(30)).await;
        room.stage
            .edit(room.anna, club, sent[1], Edit::text("briefer"));
        room.stage.pass(Duration::from_secs(30)).await;
        told += &format!("== hidden: {hides}\n{}\n", room.last_posts(5));
    }
    allow_duplicates! { assert_snapshot!(told, @"
    == hidden: NONE
    8 bot ↩7 ▦1 [Photo]: shorter
    9 bot ↩7 ▦1 [Photo]: 
    10 Marta ↩7: I have read it
    11 bot ↩9 [Photo]: 🔵 Anna ✏️ ⏎ briefer
    12 bot [Service]: 
    == hidden: links
    8 bot ↩7 ▦1 [Photo]: shorter
    9 bot ↩7 ▦1 [Photo]: 
    10 Marta ↩7: I have read it
    11 bot ↩9 [Photo]: 🔵 Anna ✏️ ⏎ briefer
    12 bot [Service]:
    ") };
}

/// Promise: an album that is refused as one keeps its words: those that stand above are not said again, and the others find their item.
async fn a_refused_album_keeps_its_words(backend: Backend) {
    let (mut room, club) = room(backend, "links").await;
    let refused = Rule {
        method: Some("sendMediaGroup".into()),
        ..Rule::new(Fault::ServerError {
            code: 400,
            deed: Deed::Before,
        })
    };
    room.stage.sim.faults(|faults| faults.add(refused));
    let items = vec![Say::photo("short"), long("x", 1_500), Say::photo("last")];
    room.anna_sends_to(club, items).await;
    allow_duplicates! { assert_snapshot!(room.last_posts(4), @"
    7 bot: 🔵 Anna ⏎ x×1500
    8 bot ↩7 [Photo]: short
    9 bot ↩7 [Photo]: 
    10 bot ↩7 [Photo]: last
    ") };
}
