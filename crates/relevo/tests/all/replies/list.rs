//! The list with its buttons, finding, renaming and deleting.

use relevo_telegram_sim::control::Say;

use crate::database::{Backend, on_both};
use crate::desk::Room;
use crate::groups::labels_of;

on_both!(the_list_sends);
on_both!(what_was_used_is_asked_about);

impl Room {
    /// The labels under the newest message with buttons.
    fn labels(&self) -> Vec<String> {
        let rows = self.stage.rows(self.stage.group, self.stage.owner);
        let newest = rows.iter().rev().find(|row| row.markup.is_some());
        labels_of(newest.expect("a panel stands"))
    }

    async fn save_words(&mut self, name: &str, words: &str) {
        let saved = self.olivia_says(Say::text(words));
        self.olivia_saves(saved, &format!("/say {name}")).await;
    }
}

/// Promise: the list shows twenty a page with their first words; in a client's topic a tap sends to that client what the command would; words
/// are found whatever their capitals and accents.
async fn the_list_sends(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    for number in 0..21 {
        let (name, words) = (format!("n{number:02}"), format!("Número {number}"));
        room.save_words(&name, &words).await;
        room.stage.pass_minutes(1).await;
    }
    room.marta_says("/say").await;
    let labels = room.labels();
    assert_eq!(labels.len(), 21);
    assert_eq!((&*labels[0], &*labels[20]), ("n00 – Número 0", "2/2 ▶"));
    room.stage.press(room.marta, "2/2 ▶");
    room.stage.settle().await;
    assert_eq!(room.labels(), ["n20 – Número 20", "◀ 1/2"]);
    room.stage.press(room.marta, "n20 – Número 20");
    room.stage.settle().await;
    let sent: Vec<String> = room.sent().into_iter().map(|row| row.text).collect();
    assert_eq!(sent, ["Número 20"]);
    room.stage.pass_minutes(1).await;
    assert!(room.title().starts_with('🟨'), "{}", room.title());
    room.stage
        .find(room.stage.group, room.marta, "Quick reply “n20”");
    room.marta_says("/say find NUMERO 7").await;
    assert_eq!(room.labels(), ["n07 – Número 7", "n17 – Número 17"]);
    room.stage.adds_up().await;
}

/// Promise: what was never sent is deleted at once, what was is asked about; a new name finds it. What has nothing to tap any more is an answer, and
/// goes after ten to twenty minutes; so is a list without anything in it.
async fn what_was_used_is_asked_about(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let group = room.stage.group;
    room.save_words("Grüße", "Hello").await;
    room.save_words("bye", "Bye").await;
    let owner_says = async |room: &mut Room, words: &str| {
        room.olivia_says(Say::text(words));
        room.stage.settle().await;
    };
    owner_says(&mut room, "/say del bye").await;
    room.stage.find(group, room.marta, "“bye” was deleted");
    owner_says(&mut room, "/say grüsse as Hallo").await;
    room.stage.find(group, room.marta, "is now called “Hallo”");
    room.marta_says("/say hallo").await;
    owner_says(&mut room, "/say del HALLO").await;
    assert_eq!(room.labels(), ["Delete", "Keep"]);
    let known = room.known().await;
    assert_eq!((known.len(), known[0].used), (1, 1));
    room.stage.press(room.marta, "Delete");
    room.stage.settle().await;
    room.stage.find(group, room.marta, "“Hallo” was deleted");
    assert!(room.known().await.is_empty());
    room.marta_says("/say").await;
    room.stage
        .find(group, room.marta, "There are no quick replies yet");
    room.stage.pass_minutes(22).await;
    let rows = room.stage.rows(group, room.marta);
    for words in ["“Hallo” was deleted", "no quick replies yet"] {
        let mut left = rows.iter();
        assert!(!left.any(|row| row.text.contains(words)), "{words}");
    }
}
