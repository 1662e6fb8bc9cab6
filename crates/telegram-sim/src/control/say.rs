//! What a person says and how it hangs in the chat; `saying` says it.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::content::SayContent;
use crate::world::Kind;

/// What is said, and how it hangs in the chat.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Say {
    /// The thing itself; of no account when forwarding.
    pub content: SayContent,
    /// Topic of a forum; `None` = General.
    #[serde(default)]
    pub thread: Option<i64>,
    /// Message of this chat that it answers.
    #[serde(default)]
    pub reply_to: Option<i64>,
    /// Another chat, as the person names it, in which that message is.
    #[serde(default)]
    pub reply_chat: Option<i64>,
    /// Words of that message that are quoted.
    #[serde(default)]
    pub quote: Option<String>,
    /// Items said with the same word are one album.
    #[serde(default)]
    pub media_group: Option<String>,
    /// Chat and message, as the person names them, that is forwarded instead.
    #[serde(default)]
    pub forward_from: Option<(i64, i64)>,
    /// `MessageOrigin`: a forward of something outside this world.
    #[serde(default)]
    pub forward_origin: Option<Value>,
    /// A channel on whose behalf the person speaks.
    #[serde(default)]
    pub sender_chat: Option<i64>,
    /// Speaks as the group itself.
    #[serde(default)]
    pub as_anonymous: bool,
    /// Inline bot through which it is sent.
    #[serde(default)]
    pub via_bot: Option<i64>,
    /// May not be forwarded or saved.
    #[serde(default)]
    pub protect: bool,
    /// `InlineKeyboardMarkup`, for what other programs' bots would attach.
    #[serde(default)]
    pub markup: Option<Value>,
    /// More fields of `Message`, as they are: `link_preview_options`, `effect_id`, `reply_to_story` and the like.
    #[serde(default)]
    pub more: Map<String, Value>,
}

impl Say {
    /// Any content.
    pub fn new(content: SayContent) -> Say {
        Say {
            content,
            thread: None,
            reply_to: None,
            reply_chat: None,
            quote: None,
            media_group: None,
            forward_from: None,
            forward_origin: None,
            sender_chat: None,
            as_anonymous: false,
            via_bot: None,
            protect: false,
            markup: None,
            more: Map::new(),
        }
    }

    /// Words.
    pub fn text(text: &str) -> Say {
        Say::new(SayContent::Text {
            text: text.to_owned(),
            entities: Vec::new(),
        })
    }

    /// A file with a caption and content of the world's own.
    pub fn media(media: Kind, caption: &str) -> Say {
        Say::new(SayContent::Media {
            media,
            caption: caption.to_owned(),
            entities: Vec::new(),
            name: String::new(),
            bytes: Vec::new(),
            spoiler: false,
        })
    }

    /// A photo.
    pub fn photo(caption: &str) -> Say {
        Say::media(Kind::Photo, caption)
    }

    /// One of this kind, with contents of the world's own.
    pub fn sample(of: Kind) -> Say {
        Say::new(SayContent::Sample {
            of,
            text: String::new(),
        })
    }

    /// A forward of a message, both named as the person names them.
    pub fn forward(chat: i64, message: i64) -> Say {
        Say {
            forward_from: Some((chat, message)),
            ..Say::text("forward")
        }
    }

    /// In this topic.
    #[must_use]
    pub fn thread(self, thread: i64) -> Say {
        Say {
            thread: Some(thread),
            ..self
        }
    }

    /// As an answer to this message.
    #[must_use]
    pub fn reply_to(self, message: i64) -> Say {
        Say {
            reply_to: Some(message),
            ..self
        }
    }

    /// As an answer to a message of another chat, as the person names it.
    #[must_use]
    pub fn reply_across(self, chat: i64, message: i64) -> Say {
        Say {
            reply_chat: Some(chat),
            reply_to: Some(message),
            ..self
        }
    }

    /// Quoting these words of the message answered.
    #[must_use]
    pub fn quote(self, words: &str) -> Say {
        Say {
            quote: Some(words.to_owned()),
            ..self
        }
    }

    /// As an item of this album.
    #[must_use]
    pub fn album(self, album: &str) -> Say {
        Say {
            media_group: Some(album.to_owned()),
            ..self
        }
    }

    /// As the group itself.
    #[must_use]
    pub fn anonymously(self) -> Say {
        Say {
            as_anonymous: true,
            ..self
        }
    }

    /// Through an inline bot.
    #[must_use]
    pub fn via(self, bot: i64) -> Say {
        Say {
            via_bot: Some(bot),
            ..self
        }
    }

    /// With this inline keyboard.
    #[must_use]
    pub fn with_buttons(self, markup: Value) -> Say {
        Say {
            markup: Some(markup),
            ..self
        }
    }

    /// As a forward from somewhere outside this world.
    #[must_use]
    pub fn from_outside(self, origin: Value) -> Say {
        Say {
            forward_origin: Some(origin),
            ..self
        }
    }

    /// On behalf of a channel.
    #[must_use]
    pub fn on_behalf_of(self, channel: i64) -> Say {
        Say {
            sender_chat: Some(channel),
            ..self
        }
    }
}
