//! People's reactions: their own, or in the name of a channel.

use serde_json::{Value, json};

use crate::methods::is_reaction;
use crate::request::ApiError;
use crate::world::World;
use crate::world::message::{MessageKey, Place};

impl World {
    /// A person reacts with these emoji (none = takes the reaction back).
    ///
    /// # Errors
    /// No such message, a reaction that is not allowed there, or the person is anonymous there.
    pub fn react(
        &mut self,
        person: i64,
        chat: i64,
        message: i64,
        emoji: &[&str],
    ) -> Result<(), ApiError> {
        let list = emoji
            .iter()
            .map(|emoji| json!({"type": "emoji", "emoji": emoji}))
            .collect();
        self.react_with(person, chat, message, list)
    }

    /// As [`World::react`], with `ReactionType` objects.
    ///
    /// # Errors
    /// As [`World::react`].
    pub fn react_with(
        &mut self,
        person: i64,
        chat: i64,
        message: i64,
        reactions: Vec<Value>,
    ) -> Result<(), ApiError> {
        let key = self.reactable(person, chat, message, &reactions)?;
        let place = Place::seen(person, chat);
        let anonymous = self.author_in(place, person).chat.is_some()
            && !self.chat_of(place).is_some_and(|chat| chat.is_channel());
        if anonymous {
            return Err(ApiError::bad_request("ANONYMOUS_REACTIONS_DISABLED"));
        }
        self.react_as(key, person, reactions);
        self.record(person, "react", (chat, message), 0);
        Ok(())
    }

    /// As [`World::react_with`], in the name of a channel that the person administrates.
    ///
    /// # Errors
    /// As [`World::react_with`], or not the person's channel.
    pub fn react_on_behalf_of(
        &mut self,
        channel: i64,
        person: i64,
        (chat, message): (i64, i64),
        reactions: Vec<Value>,
    ) -> Result<(), ApiError> {
        let key = self.reactable(person, chat, message, &reactions)?;
        let own = self
            .chats
            .get(&channel)
            .is_some_and(|state| state.is_channel() && state.standing(person).is_admin());
        let group = self
            .chat_of(Place::seen(person, chat))
            .is_some_and(|state| !state.is_channel());
        if !own || !group {
            return Err(ApiError::bad_request("SEND_AS_PEER_INVALID"));
        }
        self.react_as(key, channel, reactions);
        self.record(person, "react", (chat, message), 0);
        Ok(())
    }

    /// The message, if it may get these reactions.
    fn reactable(
        &self,
        person: i64,
        chat: i64,
        message: i64,
        reactions: &[Value],
    ) -> Result<MessageKey, ApiError> {
        let key = self.found(person, chat, message)?;
        let place = Place::seen(person, chat);
        let fits = |reaction: &Value| match reaction["type"].as_str() {
            Some("emoji") => {
                let emoji = reaction["emoji"].as_str().unwrap_or_default();
                is_reaction(emoji) && self.allows_reaction(place, emoji)
            }
            Some("custom_emoji" | "paid") => true,
            _ => false,
        };
        match reactions.iter().all(fits) {
            true => Ok(key),
            false => Err(ApiError::bad_request("REACTION_INVALID")),
        }
    }
}
