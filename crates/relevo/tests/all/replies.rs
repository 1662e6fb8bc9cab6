//! Quick replies: saved, sent, forwarded, listed, found, renamed, deleted; with what people see on both sides. ADR 24.

mod fails;
mod killed;
mod kinds;
mod list;
mod races;
mod sends;

use std::time::Duration;

use relevo_core::Reply;
use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::transcript::Row;

use crate::database::{Backend, on_both};
use crate::desk::Room;
use crate::groups::labels_of;

on_both!(a_reply_is_saved_and_sent);
on_both!(an_album_outlives_its_original);
on_both!(everybody_of_the_group_saves);

impl Room {
    /// Olivia, who owns the connection, writes in General.
    fn olivia_says(&self, say: Say) -> i64 {
        self.stage.say(self.stage.owner, self.stage.group, say)
    }

    /// Olivia saves a message of General.
    async fn olivia_saves(&mut self, message: i64, command: &str) {
        self.olivia_says(Say::text(command).reply_to(message));
        self.stage.settle().await;
    }

    /// What Anna has, newest last, without what she wrote herself.
    fn sent(&self) -> Vec<Row> {
        let rows = self.stage.rows(self.stage.bot, self.anna);
        rows.into_iter()
            .filter(|row| row.from == self.stage.bot)
            .collect()
    }

    /// Somebody taps a button of the newest panel in whose label these words come first.
    fn tap(&self, person: i64, beginning: &str) {
        let rows = self.stage.rows(self.stage.group, person);
        let panel = rows.iter().rev().find(|row| row.markup.is_some());
        let panel = panel.expect("a panel stands");
        let labels = labels_of(panel);
        let nth = labels.iter().position(|label| label.starts_with(beginning));
        let nth = nth.unwrap_or_else(|| panic!("{beginning} among {labels:?}"));
        let group = self.stage.group;
        self.stage
            .sim
            .with(|world| world.press_button(person, group, panel.message_id, nth))
            .expect("the button can be pressed");
    }

    /// The quick replies that can be sent.
    async fn known(&self) -> Vec<Reply> {
        let store = &self.stage.store;
        let connections = store.connections().await.expect("the store answers");
        let known = store.replies_of(connections[0].cell).await;
        known.expect("the store answers")
    }

    /// What the desk has said in the topic with this name.
    fn said_in(&self, topic: &str) -> Vec<Row> {
        let thread = self.stage.topic(topic);
        let rows = self.stage.rows(self.stage.group, self.stage.owner);
        rows.into_iter()
            .filter(|row| row.thread == Some(thread) && row.from == self.stage.bot)
            .collect()
    }
}

/// Promise: what is answered with `/say NAME` in General is sent with `/say NAME` in a topic, with its formatting and the client's name, is an
/// answer to what the command answers, turns the status, and is seen in the topic.
async fn a_reply_is_saved_and_sent(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let words = Say::text("Dear {first_name}, all is well. {operator}");
    let saved = room.olivia_says(words);
    room.olivia_saves(saved, "/say fine").await;
    let hello = room.stage.find(room.stage.group, room.marta, "hello");
    let answer = Say::text("/say FINE").thread(room.topic).reply_to(hello);
    room.stage.say(room.marta, room.stage.group, answer);
    room.stage.settle().await;
    let sent = room.sent();
    let row = sent.last().expect("it was sent");
    assert_eq!(row.text, "Dear Anna, all is well. Marta");
    assert!(row.reply_to.is_some());
    room.stage.pass(Duration::from_secs(30)).await;
    assert!(room.title().starts_with('🟨'), "{}", room.title());
    insta::allow_duplicates! {
        insta::assert_snapshot!(room.stage.topics(), @"
        # 🟨 Anna
        4 bot [Service]: 
        5 bot: hello
        11 Marta ↩5: /say FINE
        12 bot ↩11: 💬 Quick reply “fine”: ⏎ Dear Anna, all is well. Marta
        13 bot [Service]: 
        # Replies
        8 bot [Service]: 
        10 bot: Dear {first_name}, all is well. {operator}
        ");
    }
    // The client's answer to it stands below the command; taking the command back takes it from the client.
    let about = row.message_id;
    room.stage.say(
        room.anna,
        room.stage.bot,
        Say::text("thank you").reply_to(about),
    );
    room.stage.settle().await;
    let command = room.stage.find(room.stage.group, room.marta, "/say FINE");
    let rows = room.stage.rows(room.stage.group, room.marta);
    let thanks = rows.iter().find(|row| row.text.contains("thank you"));
    assert_eq!(thanks.and_then(|row| row.reply_to), Some(command));
    let taken = Say::text("/del").thread(room.topic).reply_to(command);
    room.stage.say(room.marta, room.stage.group, taken);
    room.stage.settle().await;
    assert!(
        room.sent()
            .iter()
            .all(|row| !row.text.contains("Dear Anna"))
    );
    room.stage.adds_up().await;
}

/// Promise: whoever answers any item saves the whole album; it is sent and forwarded as one after the original is gone; when what is stored is
/// gone too, whoever sends it is told and can take it off the list.
async fn an_album_outlives_its_original(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let (owner, group) = (room.stage.owner, room.stage.group);
    let items: Vec<i64> = ["One", "", "Three"]
        .map(|caption| room.olivia_says(Say::photo(caption).album("a")))
        .into();
    room.stage.settle().await;
    room.olivia_saves(items[1], "/say album").await;
    for item in &items {
        room.stage
            .sim
            .with(|world| world.delete(owner, group, *item))
            .expect("it is deleted");
    }
    room.marta_says("/say album").await;
    room.marta_says("/say album fwd").await;
    room.stage.pass(Duration::from_secs(10)).await;
    let sent = room.sent();
    let captions: Vec<&str> = sent.iter().map(|row| row.text.as_str()).collect();
    assert_eq!(captions, ["One", "", "Three", "One", "", "Three"]);
    let albums: Vec<_> = sent.iter().map(|row| row.album.clone()).collect();
    assert!(albums[0].is_some() && albums[0] == albums[2] && albums[3] == albums[5]);
    assert!(sent[0].origin.is_none() && sent[3].origin.is_some());
    let stored = room.said_in("Replies");
    let stored: Vec<Row> = stored
        .into_iter()
        .filter(|row| row.album.is_some())
        .collect();
    assert_eq!(stored.len(), 3);
    for row in stored {
        room.stage
            .sim
            .with(|world| world.delete(owner, group, row.message_id))
            .expect("it is deleted");
    }
    room.marta_says("/say album").await;
    room.stage.pass(Duration::from_secs(10)).await;
    assert_eq!(room.sent().len(), 6);
    assert_eq!(room.known().await.len(), 1);
    room.stage.press(room.marta, "Remove it");
    room.stage.settle().await;
    assert!(room.known().await.is_empty());
    room.marta_says("/say album").await;
    room.stage
        .find(group, owner, "There is no quick reply “album”");
    room.stage.adds_up().await;
}

/// Promise: everybody of the group saves, replaces, renames and deletes; whoever writes as the group only sends, since nobody could say who it was.
/// A name is taken once, unless the command says plainly that it is to be replaced; a name that is none, a word of the command, and an
/// answer to nothing are told.
async fn everybody_of_the_group_saves(backend: Backend) {
    let mut room = Room::new(backend, &[("EXTENSIONS_ALLOWED", "NONE")]).await;
    let (group, marta) = (room.stage.group, room.marta);
    let hello = room.olivia_says(Say::text("Good morning"));
    let other = room.olivia_says(Say::text("Good evening"));
    room.stage.settle().await;
    let marta_saves = async |room: &mut Room, message: i64, command: &str| {
        let say = Say::text(command).reply_to(message);
        room.stage.say(marta, group, say);
        room.stage.settle().await;
    };
    marta_saves(&mut room, hello, "/say hi").await;
    for (message, command, told) in [
        (other, "/say HI", "already"),
        (other, "/say a.b", "cannot be a name"),
        (other, "/say save find", "words of the command"),
        (other, "/say hi there you", "/say save NAME"),
    ] {
        marta_saves(&mut room, message, command).await;
        room.stage.find(group, marta, told);
    }
    room.olivia_says(Say::text("/say save hi"));
    room.stage.settle().await;
    room.stage
        .find(group, marta, "write the command as an answer");
    room.marta_says("/say hi").await;
    marta_saves(&mut room, other, "/say save hi").await;
    room.marta_says("/say hi").await;
    room.stage.anonymous(marta);
    for command in ["/say save hi", "/say hi as bye", "/say del hi"] {
        let say = Say::text(command).reply_to(hello).anonymously();
        let asked = room.stage.say(marta, group, say);
        room.stage.settle().await;
        let rows = room.stage.rows(group, marta);
        let answer = rows.iter().find(|row| row.reply_to == Some(asked));
        assert!(
            answer.is_some_and(|row| row.text.starts_with("🔒")),
            "{command}"
        );
    }
    let sending = Say::text("/say hi").thread(room.topic).anonymously();
    room.stage.say(marta, group, sending);
    room.stage.settle().await;
    let sent: Vec<String> = room.sent().into_iter().map(|row| row.text).collect();
    assert_eq!(sent, ["Good morning", "Good evening", "Good evening"]);
    let log = room.stage.store.audit(None, 0, 20).await;
    let log = log.expect("the store answers");
    let deeds = log
        .iter()
        .filter(|entry| entry.deed.word() == "quick reply");
    assert_eq!(deeds.count(), 2);
}
