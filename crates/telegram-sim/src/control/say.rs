//! A person says something: words, files, replies, forwards, album items, on behalf of a chat.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::content::SayContent;
use crate::request::ApiError;
use crate::world::message::{Author, Draft, Place};
use crate::world::{Content, Kind, World};

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
    /// Words of that message that are quoted.
    #[serde(default)]
    pub quote: Option<String>,
    /// Items said with the same word are one album.
    #[serde(default)]
    pub media_group: Option<String>,
    /// Chat and message, as the person names them, that is forwarded instead.
    #[serde(default)]
    pub forward_from: Option<(i64, i64)>,
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
}

impl Say {
    /// Any content.
    pub fn new(content: SayContent) -> Say {
        Say {
            content,
            thread: None,
            reply_to: None,
            quote: None,
            media_group: None,
            forward_from: None,
            sender_chat: None,
            as_anonymous: false,
            via_bot: None,
            protect: false,
            markup: None,
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

    /// On behalf of a channel.
    #[must_use]
    pub fn on_behalf_of(self, channel: i64) -> Say {
        Say {
            sender_chat: Some(channel),
            ..self
        }
    }
}

impl World {
    /// An account says something; the message's number in that account's eyes is given.
    ///
    /// # Errors
    /// What the account may not do, in the words a bot would get.
    pub fn say(&mut self, person: i64, chat: i64, say: Say) -> Result<i64, ApiError> {
        let result = self.say_checked(person, chat, say);
        let refused = result.as_ref().err().map_or(0, |error| error.code);
        let id = result.as_ref().copied().unwrap_or(0);
        self.record(person, "say", (chat, id), refused);
        result
    }

    fn say_checked(&mut self, person: i64, chat: i64, say: Say) -> Result<i64, ApiError> {
        let place = self.speakable(person, chat)?;
        if say
            .sender_chat
            .is_some_and(|chat| !self.chats.contains_key(&chat))
        {
            return Err(ApiError::bad_request("sender chat not found"));
        }
        let author = self.speaker(person, place, &say);
        let (content, origin) = match say.forward_from {
            Some((from, message)) => {
                let key = self
                    .find(person, Place::seen(person, from), message)
                    .ok_or_else(|| ApiError::bad_request("message to forward not found"))?;
                let source = self.message(key);
                if source.protected {
                    return Err(ApiError::bad_request("CHAT_FORWARDS_RESTRICTED"));
                }
                (source.content.clone(), Some(self.origin_of(key)))
            }
            None => (say.content.build(self)?, None),
        };
        self.may_speak(person, place, content.kind)?;
        let thread = self.postable_thread(person, place, say.thread)?;
        let mut draft = Draft {
            origin,
            album: say.media_group,
            markup: say.markup,
            via_bot: say.via_bot,
            protected: say.protect,
            ..Draft::in_thread(content, thread)
        };
        if let Some(id) = say.reply_to {
            let to = self
                .find(person, place, id)
                .ok_or_else(|| ApiError::bad_request("message to be replied not found"))?;
            let quote = match say.quote {
                Some(words) => Some(self.quote_as_written(to, words)?),
                None => None,
            };
            let (reply, thread) = self.hang(place, thread, to, quote);
            draft.reply = Some(reply);
            draft.thread = thread;
        }
        let poll = (draft.content.kind == Kind::Poll && draft.origin.is_none())
            .then(|| draft.content.clone());
        self.end_forced_reply(place);
        let key = self.post(place, author, draft);
        if let Some(content) = poll {
            self.know_poll(&content, key);
        }
        Ok(self.message(key).id_for(person).unwrap_or(0))
    }

    /// Whatever a person says is what a bot's `ForceReply` waited for.
    fn end_forced_reply(&mut self, place: Place) {
        if let Place::Private(low, high) = place
            && let Some(dialog) = self.dialogs.get_mut(&(low, high))
        {
            dialog
                .keyboard
                .take_if(|markup| markup.get("force_reply").is_some());
        }
    }

    /// A person's quote carries the formatting of its source by itself.
    fn quote_as_written(&self, to: u32, words: String) -> Result<Value, ApiError> {
        let plain = (words.clone(), Vec::new());
        self.quote(to, &plain, None).or_else(|refusal| {
            let source = &self.message(to).content;
            let Some(byte) = source.text.find(&words) else {
                return Err(refusal);
            };
            let at = crate::world::entity::units(&source.text[..byte]);
            let length = crate::world::entity::units(&words);
            let entities = crate::world::entity::within(&source.entities, at, length);
            self.quote(to, &(words, entities), None)
        })
    }

    fn speakable(&self, person: i64, chat: i64) -> Result<Place, ApiError> {
        let place = Place::seen(person, chat);
        let alive = |id: i64| self.account(id).is_some_and(|who| !who.deleted);
        if !alive(person) {
            return Err(ApiError::forbidden("user is deactivated"));
        }
        match place {
            Place::Private(low, high) => {
                if !alive(chat) || chat == person {
                    return Err(ApiError::bad_request("chat not found"));
                }
                let dialog = self.dialogs.get(&(low, high));
                if dialog.is_some_and(|dialog| dialog.blocked) {
                    return Err(ApiError::forbidden("bot was blocked by the user"));
                }
            }
            Place::Chat(id) => {
                let chat = self
                    .chats
                    .get(&id)
                    .ok_or_else(|| ApiError::bad_request("chat not found"))?;
                if let Some(to) = chat.migrated_to {
                    return Err(ApiError::migrated(to));
                }
                if chat.deleted {
                    return Err(ApiError::forbidden("the group chat was deleted"));
                }
            }
        }
        Ok(place)
    }

    fn may_speak(&self, person: i64, place: Place, kind: Kind) -> Result<(), ApiError> {
        match place {
            Place::Chat(_) => self.may_post(person, place, kind),
            Place::Private(..) => Ok(()),
        }
    }

    fn speaker(&self, person: i64, place: Place, say: &Say) -> Author {
        let mut author = self.author_in(place, person);
        if let Some(channel) = say.sender_chat {
            author.chat = Some(channel);
        } else if say.as_anonymous
            && let Place::Chat(id) = place
        {
            author.chat = Some(id);
        }
        author
    }

    /// Posts a service message, for instance one that the world does not make by itself.
    ///
    /// # Errors
    /// No such chat, or a field that stands for a message of this world.
    pub fn say_service(
        &mut self,
        person: i64,
        chat: i64,
        field: &str,
        body: Value,
    ) -> Result<i64, ApiError> {
        let place = self.speakable(person, chat)?;
        let content = made_outside(Content::service(field, body))?;
        let key = self.post_service(place, person, content);
        let id = self.message(key).id_for(person).unwrap_or(0);
        self.record(person, "say_service", (chat, id), 0);
        Ok(id)
    }
}

/// Refuses what stands for a message of this world by its number here: from outside any number could come, also the
/// message's own, and to render it would never end.
pub(super) fn made_outside(content: Content) -> Result<Content, ApiError> {
    match content.fields.contains_key("pinned_message") {
        true => Err(ApiError::bad_request("pin a message instead")),
        false => Ok(content),
    }
}
