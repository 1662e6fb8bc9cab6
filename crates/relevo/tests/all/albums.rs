//! Albums stay albums, both ways, and one note in an album keeps the whole of it inside. ADR 10.

mod both_ways;
mod gathering;
mod killed;
mod long_words;
mod notes;
mod refusals;

use std::time::Duration;

use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::world::Kind;

use crate::edits::Room;

/// So many photos, the first with a caption.
fn photos(count: usize, caption: &str) -> Vec<Say> {
    let words = |place| if place == 0 { caption } else { "" };
    (0..count).map(|place| Say::photo(words(place))).collect()
}

fn media(kinds: &[Kind]) -> Vec<Say> {
    kinds.iter().map(|kind| Say::media(*kind, "")).collect()
}

impl Room {
    /// Anna sends an album, each item a message of its own; their numbers in her eyes.
    fn anna_sends(&self, album: &str, items: Vec<Say>) -> Vec<i64> {
        let items = items.into_iter();
        items
            .map(|item| self.anna_says(item.album(album)))
            .collect()
    }

    /// Marta sends an album into Anna's topic.
    fn marta_sends(&self, album: &str, items: Vec<Say>) -> Vec<i64> {
        let items = items.into_iter();
        items
            .map(|item| self.marta_says(item.album(album)))
            .collect()
    }

    /// Long enough for an album to be complete.
    async fn gathered(&mut self) {
        self.stage.settle().await;
        self.stage.pass(Duration::from_secs(2)).await;
    }
}
