//! The desk dies while something is saved.

use std::time::Duration;

use relevo_telegram_sim::control::Say;

use crate::database::{Backend, on_both};
use crate::desk::Room;

on_both!(a_death_in_the_middle_saves_wholly);

/// How many rounds the desk lives at most before it dies: by then everything is done.
const ROUNDS: usize = 6;

/// Promise: whenever the desk dies while an album is saved, after so many rounds of work and once more with its calls made and not recorded,
/// the album is saved wholly afterwards; nothing half is ever offered, and nothing twice.
async fn a_death_in_the_middle_saves_wholly(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    for rounds in 0..ROUNDS {
        let album = format!("a{rounds}");
        let items = ["One", "Two"].map(|words| room.olivia_says(Say::photo(words).album(&album)));
        let command = format!("/say {album}");
        room.olivia_says(Say::text(&command).reply_to(items[0]));
        for _ in 0..rounds {
            room.stage.pump.round().await.expect("the store works");
        }
        room.stage.crash_after_the_calls().await;
        let offered = room.known().await;
        assert!(offered.iter().all(|one| one.stored.len() == 2));
        room.stage.pass(Duration::from_secs(45)).await;
        let offered = room.known().await;
        assert_eq!(offered.len(), rounds + 1, "{rounds} rounds");
        assert!(offered.iter().all(|one| one.stored.len() == 2));
        room.marta_says(&command).await;
        let sent: Vec<String> = room.sent().into_iter().map(|row| row.text).collect();
        assert_eq!(sent.len(), 2 * (rounds + 1));
        assert_eq!(sent[sent.len() - 2..], ["One", "Two"]);
    }
    room.stage.adds_up().await;
}
