//! The store's own shapes of texts and files: short names, defaults left out, sealed before they are written.
//!
//! The core's types are not serializable on purpose: these names are for ever, theirs may change. Neighbour: `notices` has the shape of
//! what the desk says.

use relevo_telegram::{Entity, EntityKind, Media, MediaKind, Quote, Text, UserId};
use serde::{Deserialize, Serialize};

use super::codes::Code as _;

#[derive(Serialize, Deserialize)]
pub(super) struct TextShape {
    #[serde(rename = "t")]
    text: String,
    #[serde(rename = "e", default, skip_serializing_if = "Vec::is_empty")]
    entities: Vec<(EntityShape, u32, u32)>,
}

#[derive(Serialize, Deserialize)]
enum EntityShape {
    #[serde(rename = "b")]
    Bold,
    #[serde(rename = "i")]
    Italic,
    #[serde(rename = "u")]
    Underline,
    #[serde(rename = "s")]
    Strikethrough,
    #[serde(rename = "h")]
    Spoiler,
    #[serde(rename = "c")]
    Code,
    #[serde(rename = "p")]
    Pre(Option<String>),
    #[serde(rename = "q")]
    Blockquote,
    #[serde(rename = "x")]
    ExpandableBlockquote,
    #[serde(rename = "l")]
    TextLink(String),
    #[serde(rename = "m")]
    TextMention(i64),
    #[serde(rename = "e")]
    CustomEmoji(String),
    #[serde(rename = "d")]
    DateTime(i64, Option<String>),
    #[serde(rename = "f")]
    Found(String),
}

#[derive(Serialize, Deserialize)]
pub(super) struct QuoteShape {
    #[serde(rename = "t")]
    text: TextShape,
    #[serde(rename = "p", default, skip_serializing_if = "is_zero")]
    position: u32,
}

#[derive(Serialize, Deserialize)]
pub(super) struct MediaShape {
    #[serde(rename = "k")]
    kind: i64,
    #[serde(rename = "f")]
    file_id: String,
    #[serde(rename = "u")]
    file_unique_id: String,
    #[serde(rename = "s", default, skip_serializing_if = "Option::is_none")]
    size_bytes: Option<i64>,
    #[serde(rename = "c", default, skip_serializing_if = "Option::is_none")]
    caption: Option<TextShape>,
    #[serde(rename = "a", default, skip_serializing_if = "is_false")]
    caption_above: bool,
    #[serde(rename = "h", default, skip_serializing_if = "is_false")]
    spoiler: bool,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature that serde asks for"
)]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature that serde asks for"
)]
fn is_false(flag: &bool) -> bool {
    !*flag
}

impl TextShape {
    pub(super) fn of(text: &Text) -> TextShape {
        let entities = text.entities.iter();
        TextShape {
            text: text.text.clone(),
            entities: entities
                .map(|entity| (EntityShape::of(&entity.kind), entity.offset, entity.length))
                .collect(),
        }
    }

    pub(super) fn read(self) -> Text {
        let entities = self.entities.into_iter();
        Text {
            text: self.text,
            entities: entities
                .map(|(kind, offset, length)| Entity {
                    kind: kind.read(),
                    offset,
                    length,
                })
                .collect(),
        }
    }
}

impl EntityShape {
    fn of(kind: &EntityKind) -> EntityShape {
        match kind {
            EntityKind::Bold => EntityShape::Bold,
            EntityKind::Italic => EntityShape::Italic,
            EntityKind::Underline => EntityShape::Underline,
            EntityKind::Strikethrough => EntityShape::Strikethrough,
            EntityKind::Spoiler => EntityShape::Spoiler,
            EntityKind::Code => EntityShape::Code,
            EntityKind::Pre(language) => EntityShape::Pre(language.clone()),
            EntityKind::Blockquote => EntityShape::Blockquote,
            EntityKind::ExpandableBlockquote => EntityShape::ExpandableBlockquote,
            EntityKind::TextLink(address) => EntityShape::TextLink(address.clone()),
            EntityKind::TextMention(user) => EntityShape::TextMention(user.0),
            EntityKind::CustomEmoji(id) => EntityShape::CustomEmoji(id.clone()),
            EntityKind::DateTime { unix_s, format } => {
                EntityShape::DateTime(*unix_s, format.clone())
            }
            EntityKind::Found(name) => EntityShape::Found(name.clone()),
        }
    }

    fn read(self) -> EntityKind {
        match self {
            EntityShape::Bold => EntityKind::Bold,
            EntityShape::Italic => EntityKind::Italic,
            EntityShape::Underline => EntityKind::Underline,
            EntityShape::Strikethrough => EntityKind::Strikethrough,
            EntityShape::Spoiler => EntityKind::Spoiler,
            EntityShape::Code => EntityKind::Code,
            EntityShape::Pre(language) => EntityKind::Pre(language),
            EntityShape::Blockquote => EntityKind::Blockquote,
            EntityShape::ExpandableBlockquote => EntityKind::ExpandableBlockquote,
            EntityShape::TextLink(address) => EntityKind::TextLink(address),
            EntityShape::TextMention(user) => EntityKind::TextMention(UserId(user)),
            EntityShape::CustomEmoji(id) => EntityKind::CustomEmoji(id),
            EntityShape::DateTime(unix_s, format) => EntityKind::DateTime { unix_s, format },
            EntityShape::Found(name) => EntityKind::Found(name),
        }
    }
}

impl QuoteShape {
    pub(super) fn of(quote: &Quote) -> QuoteShape {
        QuoteShape {
            text: TextShape::of(&quote.text),
            position: quote.position,
        }
    }

    pub(super) fn read(self) -> Quote {
        Quote {
            text: self.text.read(),
            position: self.position,
        }
    }
}

impl MediaShape {
    pub(super) fn of(media: &Media) -> MediaShape {
        let caption = Some(&media.caption).filter(|caption| **caption != Text::default());
        MediaShape {
            kind: media.kind.code(),
            file_id: media.file_id.clone(),
            file_unique_id: media.file_unique_id.clone(),
            size_bytes: media.size_bytes,
            caption: caption.map(TextShape::of),
            caption_above: media.caption_above,
            spoiler: media.spoiler,
        }
    }

    pub(super) fn read(self) -> Option<Media> {
        Some(Media {
            kind: MediaKind::from_code(self.kind)?,
            file_id: self.file_id,
            file_unique_id: self.file_unique_id,
            size_bytes: self.size_bytes,
            caption: self.caption.map(TextShape::read).unwrap_or_default(),
            caption_above: self.caption_above,
            spoiler: self.spoiler,
        })
    }
}
