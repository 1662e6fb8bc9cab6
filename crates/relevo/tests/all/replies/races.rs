//! What happens while files are on their way into the topic "Replies".

use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::transcript::Row;

use crate::database::{Backend, on_both};
use crate::desk::Room;

on_both!(the_later_one_counts);
on_both!(a_name_on_its_way_is_taken);
on_both!(what_is_deleted_on_its_way_never_comes);

impl Room {
    /// What stands in the topic, apart from the line that tells of its making.
    fn stored(&self) -> Vec<Row> {
        let rows = self.said_in("Replies");
        rows.into_iter().filter(|row| row.file.is_some()).collect()
    }

    /// Olivia posts a picture and saves it; the desk has not worked yet.
    fn olivia_saves_at_once(&self, caption: &str, command: &str) {
        let saved = self.olivia_says(Say::photo(caption));
        self.olivia_says(Say::text(command).reply_to(saved));
    }
}

/// Promise: of two that are saved under one name while the first is on its way, the later one is the reply; the first is told so, and nothing
/// of it stays in the topic.
async fn the_later_one_counts(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    room.olivia_saves_at_once("First", "/say bill");
    room.olivia_saves_at_once("Second", "/say bill");
    room.stage.pass_minutes(1).await;
    let known = room.known().await;
    assert_eq!(known.len(), 1);
    let stored = room.stored();
    let captions: Vec<&str> = stored.iter().map(|row| row.text.as_str()).collect();
    assert_eq!(captions, ["Second"]);
    assert_eq!(known[0].stored[0].0, stored[0].message_id);
    let group = room.stage.group;
    room.stage.find(group, room.marta, "Not saved as “bill”");
    room.stage.find(group, room.marta, "Saved. Send it");
    room.stage.adds_up().await;
}

/// Promise: nothing can be renamed to what is on its way under that name.
async fn a_name_on_its_way_is_taken(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let hello = room.olivia_says(Say::text("Good morning"));
    room.olivia_saves(hello, "/say hi").await;
    room.olivia_saves_at_once("Bill", "/say bill");
    room.olivia_says(Say::text("/say hi as bill"));
    room.stage.pass_minutes(1).await;
    let names: Vec<String> = room
        .known()
        .await
        .iter()
        .map(|one| one.name.as_str().to_owned())
        .collect();
    assert_eq!(names, ["bill", "hi"]);
    room.stage.find(
        room.stage.group,
        room.marta,
        "there is a quick reply “bill” already",
    );
}

/// Promise: what is deleted while it is on its way is never offered, be it new or in the place of another.
async fn what_is_deleted_on_its_way_never_comes(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let hello = room.olivia_says(Say::text("Good morning"));
    room.olivia_saves(hello, "/say hi").await;
    for (caption, command) in [("Bill", "/say bill"), ("Other", "/say save hi")] {
        room.olivia_saves_at_once(caption, command);
    }
    room.olivia_says(Say::text("/say del bill"));
    room.olivia_says(Say::text("/say del hi"));
    room.stage.pass_minutes(1).await;
    assert!(room.known().await.is_empty());
    assert!(room.stored().is_empty());
    room.stage.adds_up().await;
}
