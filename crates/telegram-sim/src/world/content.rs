//! What a message carries, apart from who sent it and where.
//!
//! Texts and entities are fields of their own, because rules look at them. Everything else is kept as
//! the Bot API's own JSON under the message's field names; a `file_id` in there holds the file's
//! *unique* id and becomes the viewer's own id when the message is rendered.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// The kind of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is the Bot API's field of the same name")]
pub enum Kind {
    Text,
    RichMessage,
    Photo,
    LivePhoto,
    Video,
    Animation,
    Audio,
    Document,
    Voice,
    VideoNote,
    Sticker,
    Contact,
    Location,
    Venue,
    Poll,
    Dice,
    Story,
    Checklist,
    PaidMedia,
    Invoice,
    Giveaway,
    GiveawayWinners,
    Game,
    Gift,
    Service,
    Unknown,
}

/// Kinds that are recognised by the message field that carries them. Documents come after the kinds
/// that fill `document` too, locations after venues, photos after live photos.
const FIELDS: &[(&str, Kind)] = &[
    ("text", Kind::Text),
    ("rich_message", Kind::RichMessage),
    ("live_photo", Kind::LivePhoto),
    ("paid_media", Kind::PaidMedia),
    ("photo", Kind::Photo),
    ("video", Kind::Video),
    ("animation", Kind::Animation),
    ("audio", Kind::Audio),
    ("document", Kind::Document),
    ("voice", Kind::Voice),
    ("video_note", Kind::VideoNote),
    ("sticker", Kind::Sticker),
    ("contact", Kind::Contact),
    ("venue", Kind::Venue),
    ("location", Kind::Location),
    ("poll", Kind::Poll),
    ("dice", Kind::Dice),
    ("story", Kind::Story),
    ("checklist", Kind::Checklist),
    ("invoice", Kind::Invoice),
    ("giveaway", Kind::Giveaway),
    ("giveaway_winners", Kind::GiveawayWinners),
    ("game", Kind::Game),
    ("gift", Kind::Gift),
];

impl Kind {
    /// The message field that carries this kind; empty for service messages and unknown kinds.
    pub fn field(self) -> &'static str {
        FIELDS
            .iter()
            .find(|(_, kind)| *kind == self)
            .map_or("", |(field, _)| field)
    }

    /// The kind of a message with these top-level fields.
    pub(crate) fn of_fields(fields: &Map<String, Value>) -> Kind {
        FIELDS
            .iter()
            .find(|(field, _)| fields.contains_key(*field))
            .map_or(Kind::Unknown, |(_, kind)| *kind)
    }

    pub(crate) fn has_caption(self) -> bool {
        matches!(
            self,
            Kind::Photo
                | Kind::LivePhoto
                | Kind::Video
                | Kind::Animation
                | Kind::Audio
                | Kind::Document
                | Kind::Voice
                | Kind::PaidMedia
        )
    }

    /// Whether files may be somewhere in it.
    pub(crate) fn has_files(self) -> bool {
        !matches!(
            self,
            Kind::Text
                | Kind::Contact
                | Kind::Location
                | Kind::Venue
                | Kind::Dice
                | Kind::Checklist
        )
    }

    /// Whether a bot may copy or forward it at all.
    pub(crate) fn can_travel(self, copy: bool) -> bool {
        match self {
            Kind::Service | Kind::Gift => false,
            Kind::PaidMedia | Kind::Giveaway | Kind::GiveawayWinners | Kind::Invoice => !copy,
            _ => true,
        }
    }

    /// The permission that an ordinary member needs, with the words of the refusal.
    pub(crate) fn permission(self) -> (&'static str, &'static str) {
        match self {
            Kind::Photo | Kind::LivePhoto => ("can_send_photos", "photos"),
            Kind::Video => ("can_send_videos", "videos"),
            Kind::Audio => ("can_send_audios", "music"),
            Kind::Document => ("can_send_documents", "documents"),
            Kind::Voice => ("can_send_voice_notes", "voice notes"),
            Kind::VideoNote => ("can_send_video_notes", "video notes"),
            Kind::Poll => ("can_send_polls", "polls"),
            Kind::Sticker => ("can_send_other_messages", "stickers"),
            Kind::Animation => ("can_send_other_messages", "animations"),
            Kind::Game => ("can_send_other_messages", "games"),
            Kind::Contact => ("can_send_messages", "contacts"),
            Kind::Location | Kind::Venue => ("can_send_messages", "locations"),
            _ => ("can_send_messages", "text messages"),
        }
    }
}

/// Fields that a forward or a copy does not carry.
const STAYING: [&str; 9] = [
    "effect_id",
    "is_from_offline",
    "is_paid_post",
    "paid_star_count",
    "reply_to_checklist_task_id",
    "reply_to_poll_option_id",
    "reply_to_story",
    "sender_boost_count",
    "sender_tag",
];

/// What a message says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Content {
    pub(crate) kind: Kind,
    /// Text or caption.
    pub(crate) text: String,
    /// `MessageEntity` objects, offsets in UTF-16 units.
    pub(crate) entities: Vec<Value>,
    /// All other top-level fields.
    pub(crate) fields: Map<String, Value>,
}

impl Content {
    pub(crate) fn text(text: impl Into<String>, entities: Vec<Value>) -> Content {
        Content {
            kind: Kind::Text,
            text: text.into(),
            entities,
            fields: Map::new(),
        }
    }

    /// A message carried by `kind`'s own field.
    pub(crate) fn of(kind: Kind, body: Value) -> Content {
        let mut fields = Map::new();
        fields.insert(kind.field().to_owned(), body);
        Content {
            kind,
            text: String::new(),
            entities: Vec::new(),
            fields,
        }
    }

    /// A service message with one field.
    pub(crate) fn service(field: &str, body: Value) -> Content {
        let mut fields = Map::new();
        fields.insert(field.to_owned(), body);
        Content {
            kind: Kind::Service,
            text: String::new(),
            entities: Vec::new(),
            fields,
        }
    }

    #[must_use]
    pub(crate) fn captioned(mut self, text: String, entities: Vec<Value>) -> Content {
        self.text = text;
        self.entities = entities;
        self
    }

    /// The content without what belongs to one sending of it.
    pub(crate) fn travelling(&self) -> Content {
        let mut content = self.clone();
        for field in STAYING {
            content.fields.remove(field);
        }
        content
    }

    /// The object under the kind's own field.
    pub(crate) fn body(&self) -> &Value {
        self.fields.get(self.kind.field()).unwrap_or(&Value::Null)
    }

    pub(crate) fn body_mut(&mut self) -> Option<&mut Value> {
        self.fields.get_mut(self.kind.field())
    }

    /// Unique id of the main file, if the message has one.
    pub(crate) fn file_unique_id(&self) -> Option<&str> {
        let body = self.body();
        let main = body
            .as_array()
            .and_then(|sizes| sizes.last())
            .unwrap_or(body);
        main.get("file_unique_id").and_then(Value::as_str)
    }

    /// Whether a live location still moves, this long after it was sent.
    pub(crate) fn moves(&self, age_s: i64) -> bool {
        let period = self.body().get("live_period").and_then(Value::as_i64);
        period.is_some_and(|period| period == FOREVER_S || age_s < period)
    }

    pub(crate) fn dice(emoji: &str, value: i64) -> Content {
        Content::of(Kind::Dice, json!({"emoji": emoji, "value": value}))
    }
}

/// The period of a live location that is never over.
pub(crate) const FOREVER_S: i64 = 0x7FFF_FFFF;

/// A live photo: the short video knows the picture, which is in the message's `photo` too, for programs that know no
/// live photos.
pub(crate) fn live_photo(mut video: Value, photo: Value) -> Content {
    video["photo"] = photo.clone();
    let mut content = Content::of(Kind::LivePhoto, video);
    content.fields.insert("photo".to_owned(), photo);
    content
}

/// Highest value of a die with this emoji; `None` for an emoji that is no die.
pub(crate) fn dice_sides(emoji: &str) -> Option<i64> {
    match emoji {
        "🎲" | "🎯" | "🎳" => Some(6),
        "🏀" | "⚽" | "⚽️" => Some(5),
        "🎰" => Some(64),
        _ => None,
    }
}
