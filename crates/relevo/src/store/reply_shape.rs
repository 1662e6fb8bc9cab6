//! The store's own shape of a quick reply: see `shape`.

use relevo_core::{IdentityId, Name, Reply, ReplyContent, ReplyWhat};
use relevo_telegram::{LinkButton, Media, MessageId};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::matter::MatterShape;
use super::shape::{MediaShape, TextShape};

#[derive(Serialize, Deserialize)]
pub(super) struct ReplyShape {
    #[serde(rename = "n")]
    name: String,
    #[serde(rename = "w")]
    what: WhatShape,
    #[serde(rename = "b", default, skip_serializing_if = "Vec::is_empty")]
    buttons: Vec<ButtonShape>,
    #[serde(rename = "i")]
    seen_by: i64,
    #[serde(rename = "s", default, skip_serializing_if = "Vec::is_empty")]
    stored: Vec<i64>,
}

#[derive(Serialize, Deserialize)]
enum WhatShape {
    #[serde(rename = "t")]
    Words(TextShape, bool),
    #[serde(rename = "f")]
    Files(Vec<MediaShape>),
    #[serde(rename = "r")]
    Blocks(TextShape, String),
    #[serde(rename = "m")]
    Matter(MatterShape),
}

/// Its words and its address.
#[derive(Serialize, Deserialize)]
pub(super) struct ButtonShape(String, Option<String>);

impl ReplyShape {
    pub(super) fn of(reply: &Reply) -> ReplyShape {
        let content = &reply.content;
        ReplyShape {
            name: reply.name.as_str().to_owned(),
            what: match &content.what {
                ReplyWhat::Words { text, no_preview } => {
                    WhatShape::Words(TextShape::of(text), *no_preview)
                }
                ReplyWhat::Files(files) => {
                    WhatShape::Files(files.iter().map(MediaShape::of).collect())
                }
                ReplyWhat::Blocks { words, input } => {
                    WhatShape::Blocks(TextShape::of(words), input.clone())
                }
                ReplyWhat::Matter(matter) => WhatShape::Matter(MatterShape::of(matter)),
            },
            buttons: ButtonShape::of(&content.buttons),
            seen_by: content.seen_by.0,
            stored: reply.stored.iter().map(|message| message.0).collect(),
        }
    }

    pub(super) fn bytes(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(serde_json::to_vec(self).expect("texts and numbers always become JSON"))
    }

    /// `None` for what this version does not know.
    pub(super) fn read(self) -> Option<(Name, ReplyContent, Vec<MessageId>)> {
        let what = match self.what {
            WhatShape::Words(text, no_preview) => ReplyWhat::Words {
                text: text.read(),
                no_preview,
            },
            WhatShape::Files(files) => {
                let files = files.into_iter().map(MediaShape::read);
                ReplyWhat::Files(files.collect::<Option<Vec<Media>>>()?)
            }
            WhatShape::Blocks(words, input) => ReplyWhat::Blocks {
                words: words.read(),
                input,
            },
            WhatShape::Matter(matter) => ReplyWhat::Matter(matter.read()?),
        };
        let content = ReplyContent {
            what,
            buttons: ButtonShape::read(self.buttons),
            seen_by: IdentityId(self.seen_by),
        };
        let stored = self.stored.into_iter().map(MessageId).collect();
        Some((Name::read(&self.name)?, content, stored))
    }
}

impl ButtonShape {
    pub(super) fn of(buttons: &[LinkButton]) -> Vec<ButtonShape> {
        let shape = |one: &LinkButton| ButtonShape(one.label.clone(), one.url.clone());
        buttons.iter().map(shape).collect()
    }

    pub(super) fn read(shapes: Vec<ButtonShape>) -> Vec<LinkButton> {
        let read = |ButtonShape(label, url)| LinkButton { label, url };
        shapes.into_iter().map(read).collect()
    }
}
