//! What a message holds, and how a person is called, as a keyed number: by it an edit that changes nothing visible is told from one
//! that does, and a new name from the one that is known, without decrypting that.
//!
//! The upper half of a file message's number is its file, the lower half the words, so that a new caption under the same file
//! is known as such. Contents of which nothing is read count as changed with every new edit date.

use relevo_core::{ContentKind, Event};
use relevo_telegram::{Content, Media, Message, Text, User};

use crate::store::Store;

/// The digest of the names by which a person is told apart. The language of the app is another on each device.
pub(super) fn of_names(user: &User, store: &Store) -> i64 {
    store.digest(&[
        &user.first_name,
        user.last_name.as_deref().unwrap_or_default(),
        user.username.as_deref().unwrap_or_default(),
    ])
}

/// The digest of a message's content.
pub(super) fn of(message: &Message, store: &Store) -> i64 {
    match &message.content {
        Content::Text(text) => words(store, "text", text, false),
        Content::Media(media) => {
            let words = words(store, "caption", &media.caption, media.caption_above);
            (file(store, media) << 32) | (words & 0xffff_ffff)
        }
        content @ (Content::Rich(_) | Content::Checklist(_)) => {
            let kind = format!("{:?}", ContentKind::of(content));
            let date = message.edit_date.unwrap_or(message.date).to_string();
            store.digest(&[&kind, &date])
        }
        Content::Location(place) => store.digest(&["location", &format!("{place:?}")]),
        content => store.digest(&[&format!("{:?}", ContentKind::of(content))]),
    }
}

fn file(store: &Store, media: &Media) -> i64 {
    let kind = format!("{:?}", media.kind);
    let hidden = if media.spoiler { "hidden" } else { "" };
    store.digest(&["file", &kind, &media.file_unique_id, hidden])
}

/// Only formatting that we send counts: what Telegram finds by itself follows from the words.
fn words(store: &Store, kind: &str, text: &Text, above: bool) -> i64 {
    let sent = text.entities.iter().filter(|entity| entity.kind.is_sent());
    let spans: String = sent.map(|entity| format!("{entity:?};")).collect();
    let above = if above { "above" } else { "" };
    store.digest(&[kind, &text.text, &spans, above])
}

/// The digest of what an event's message holds; 0 for events without one.
pub(super) fn of_event(event: &Event, store: &Store) -> i64 {
    match event {
        Event::ClientMessage { message, .. }
        | Event::OwnMessage { message, .. }
        | Event::GroupMessage { message, .. }
        | Event::ClientEdited { message, .. }
        | Event::GroupEdited { message, .. } => of(message, store),
        Event::Pressed { .. }
        | Event::OwnMembership { .. }
        | Event::GroupMember { .. }
        | Event::ClientReacted { .. }
        | Event::ClientCounted { .. }
        | Event::GroupReacted { .. }
        | Event::ClientDeleted { .. }
        | Event::Account { .. }
        | Event::Other { .. } => 0,
    }
}
