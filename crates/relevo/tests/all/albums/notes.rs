//! One item that is a note keeps the whole album inside, whichever item it is and whenever it becomes one.

use std::time::Duration;

use relevo_telegram_sim::control::Say;

use crate::database::{Backend, on_both};
use crate::edits::Room;

on_both!(one_note_keeps_the_whole_album_inside);

/// Promise: whichever item carries the note, no item leaves.
async fn one_note_keeps_the_whole_album_inside(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    for note in 0..3 {
        let album = format!("album {note}");
        for item in 0..3 {
            let caption = if item == note { "/ our margins" } else { "" };
            room.marta_says(Say::photo(caption).album(&album));
            room.stage.settle().await;
        }
        room.stage.pass(Duration::from_secs(5)).await;
    }
    let rows = room.stage.rows(room.stage.bot, room.anna);
    let pictures = rows.iter().filter(|row| row.file.is_some());
    assert_eq!(pictures.count(), 0);
}
