//! The kinds of content, as links and notices name them, and the table of how each travels. Codes are the database's; never
//! change one.

mod reference;
mod table;

use relevo_telegram::{Content, MediaKind};

pub use reference::content_reference;
pub use table::{Route, Row, Way, content_table};

/// What a message holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the content of its name")]
pub enum ContentKind {
    Text,
    Photo,
    LivePhoto,
    Video,
    Animation,
    Audio,
    Document,
    Voice,
    VideoNote,
    Sticker,
    Dice,
    Contact,
    Location,
    Venue,
    Poll,
    Story,
    Checklist,
    Rich,
    Uncopyable,
    Service,
    Unknown,
    LiveLocation,
    Quiz,
    Game,
    PaidMedia,
    Invoice,
    Giveaway,
    Gift,
}

impl ContentKind {
    /// The kind of a message's content.
    #[must_use]
    pub fn of(content: &Content) -> ContentKind {
        match content {
            Content::Text(_) => ContentKind::Text,
            Content::Media(media) => match media.kind {
                MediaKind::Photo => ContentKind::Photo,
                MediaKind::LivePhoto => ContentKind::LivePhoto,
                MediaKind::Video => ContentKind::Video,
                MediaKind::Animation => ContentKind::Animation,
                MediaKind::Audio => ContentKind::Audio,
                MediaKind::Document => ContentKind::Document,
                MediaKind::Voice => ContentKind::Voice,
                MediaKind::VideoNote => ContentKind::VideoNote,
                MediaKind::Sticker => ContentKind::Sticker,
            },
            Content::Dice { .. } => ContentKind::Dice,
            Content::Contact(_) => ContentKind::Contact,
            Content::Location(place) if place.live.is_some() => ContentKind::LiveLocation,
            Content::Location(_) => ContentKind::Location,
            Content::Venue(_) => ContentKind::Venue,
            Content::Poll(poll) if poll.quiz => ContentKind::Quiz,
            Content::Poll(_) => ContentKind::Poll,
            Content::Game => ContentKind::Game,
            Content::Story => ContentKind::Story,
            Content::Checklist(_) => ContentKind::Checklist,
            Content::Rich(_) => ContentKind::Rich,
            Content::Uncopyable(thing) => match thing.name.as_str() {
                "paid_media" => ContentKind::PaidMedia,
                "invoice" => ContentKind::Invoice,
                "giveaway" | "giveaway_winners" => ContentKind::Giveaway,
                "gift" | "unique_gift" => ContentKind::Gift,
                _ => ContentKind::Uncopyable,
            },
            Content::Service(_) => ContentKind::Service,
            Content::Unknown(_) => ContentKind::Unknown,
        }
    }
}
