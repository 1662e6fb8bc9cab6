//! The kinds of content, as links and notices name them. Codes are the database's; never change one.

use relevo_telegram::{Content, MediaKind};

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
            Content::Contact => ContentKind::Contact,
            Content::Location { .. } => ContentKind::Location,
            Content::Venue => ContentKind::Venue,
            Content::Poll { .. } => ContentKind::Poll,
            Content::Story => ContentKind::Story,
            Content::Checklist => ContentKind::Checklist,
            Content::Rich => ContentKind::Rich,
            Content::Uncopyable(_) => ContentKind::Uncopyable,
            Content::Service(_) => ContentKind::Service,
            Content::Unknown(_) => ContentKind::Unknown,
        }
    }
}
