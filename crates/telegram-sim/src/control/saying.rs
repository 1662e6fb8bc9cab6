//! A person says something: words, files, replies, forwards, album items, on behalf of a chat.

use serde_json::Value;

use super::say::Say;
use crate::request::ApiError;
use crate::world::message::{Author, Draft, Place};
use crate::world::{Content, Kind, World};

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

    fn say_checked(&mut self, person: i64, chat: i64, mut say: Say) -> Result<i64, ApiError> {
        let place = self.speakable(person, chat)?;
        if say
            .sender_chat
            .is_some_and(|chat| !self.chats.contains_key(&chat))
        {
            return Err(ApiError::bad_request("sender chat not found"));
        }
        let author = self.speaker(person, place, &say);
        let mut draft = self.said(person, &mut say)?;
        self.may_speak(person, place, draft.content.kind)?;
        draft.thread = self.postable_thread(person, place, say.thread)?;
        if let Some(id) = say.reply_to {
            let source = say
                .reply_chat
                .map_or(place, |chat| Place::seen(person, chat));
            let to = self
                .find(person, source, id)
                .ok_or_else(|| ApiError::bad_request("message to be replied not found"))?;
            let quote = match say.quote {
                Some(words) => Some(self.quote_as_written(to, words)?),
                None => None,
            };
            let (reply, thread) = self.hang(place, draft.thread, to, quote);
            draft.reply = Some(reply);
            draft.thread = thread;
        }
        // A forwarded poll is the one that is known already.
        let poll = (draft.content.kind == Kind::Poll && say.forward_from.is_none())
            .then(|| draft.content.clone());
        self.end_forced_reply(place);
        let key = self.post(place, author, draft);
        if let Some(content) = poll {
            self.know_poll(&content, key);
        }
        Ok(self.message(key).id_for(person).unwrap_or(0))
    }

    /// The message itself: what is forwarded, or made anew.
    fn said(&mut self, person: i64, say: &mut Say) -> Result<Draft, ApiError> {
        let mut draft = match say.forward_from {
            Some((from, message)) => {
                let key = self
                    .find(person, Place::seen(person, from), message)
                    .ok_or_else(|| ApiError::bad_request("message to forward not found"))?;
                let source = self.message(key);
                if source.protected {
                    return Err(ApiError::bad_request("CHAT_FORWARDS_RESTRICTED"));
                }
                if !source.content.kind.can_travel(false) {
                    return Err(ApiError::bad_request("the message can't be forwarded"));
                }
                self.forwarded(key, source.content.travelling())
            }
            None => Draft {
                origin: say.forward_origin.take(),
                ..Draft::new(say.content.taken().build(self, person)?)
            },
        };
        draft.content.fields.extend(std::mem::take(&mut say.more));
        draft.content = made_outside(draft.content)?;
        draft.album = say.media_group.take();
        draft.protected = say.protect;
        draft.via_bot = say.via_bot.or(draft.via_bot);
        draft.markup = say.markup.take().or(draft.markup);
        Ok(draft)
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

    pub(super) fn speakable(&self, person: i64, chat: i64) -> Result<Place, ApiError> {
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
