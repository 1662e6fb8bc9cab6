//! What people do to messages that are there: edit, delete, read, pin, press buttons. Reactions are in `react`.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::content::SayContent;
use crate::request::ApiError;
use crate::world::message::{MessageKey, Place};
use crate::world::queue::Fresh;
use crate::world::{Pressed, World};

/// A person's edit. With neither text nor content the message stays as it is, but bots hear of an
/// edit all the same (Telegram sends such invisible edits).
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Edit {
    /// New text or caption.
    pub text: Option<String>,
    /// Its entities.
    pub entities: Vec<Value>,
    /// New content of another kind or file.
    pub content: Option<SayContent>,
}

impl Edit {
    /// A new text or caption.
    pub fn text(text: &str) -> Edit {
        Edit {
            text: Some(text.to_owned()),
            ..Edit::default()
        }
    }
}

impl World {
    pub(super) fn found(
        &self,
        person: i64,
        chat: i64,
        message: i64,
    ) -> Result<MessageKey, ApiError> {
        self.find(person, Place::seen(person, chat), message)
            .ok_or_else(|| ApiError::bad_request("message not found"))
    }

    /// A person edits an own message, at any age.
    ///
    /// # Errors
    /// No such message, or somebody else's.
    pub fn edit(
        &mut self,
        person: i64,
        chat: i64,
        message: i64,
        edit: Edit,
    ) -> Result<(), ApiError> {
        let key = self.found(person, chat, message)?;
        if self.message(key).author.account != person {
            return Err(ApiError::bad_request("message can't be edited"));
        }
        let mut content = match edit.content {
            Some(content) => content.build(self, person)?,
            None => self.message(key).content.clone(),
        };
        if let Some(text) = edit.text {
            let (text, entities) = self.settled(person, &text, edit.entities)?;
            content = content.captioned(text, entities);
        }
        let edited = self.now_s();
        let state = self.message_mut(key);
        state.content = content;
        state.edited = Some(edited);
        self.announce(key, true);
        self.record(person, "edit", (chat, message), 0);
        Ok(())
    }

    /// A person deletes a message for everybody. No bot hears of it, but one that is connected to the account of either
    /// side.
    ///
    /// # Errors
    /// No such message.
    pub fn delete(&mut self, person: i64, chat: i64, message: i64) -> Result<(), ApiError> {
        self.delete_many(person, chat, &[message])
    }

    /// A person deletes several messages of a chat at once, for instance an album.
    ///
    /// # Errors
    /// One of them is not there; then none is deleted.
    pub fn delete_many(
        &mut self,
        person: i64,
        chat: i64,
        messages: &[i64],
    ) -> Result<(), ApiError> {
        let keys: Result<Vec<_>, _> = messages
            .iter()
            .map(|message| self.found(person, chat, *message))
            .collect();
        let keys = keys?;
        for key in &keys {
            self.message_mut(*key).deleted = true;
        }
        self.announce_business_deletion(&keys, None);
        for message in messages {
            self.record(person, "delete", (chat, *message), 0);
        }
        Ok(())
    }

    /// A person pins a message.
    ///
    /// # Errors
    /// No such message.
    pub fn pin_by(&mut self, person: i64, chat: i64, message: i64) -> Result<(), ApiError> {
        let key = self.found(person, chat, message)?;
        self.pin(Place::seen(person, chat), person, key);
        self.record(person, "pin", (chat, message), 0);
        Ok(())
    }

    /// A person takes the pinned message down.
    ///
    /// # Errors
    /// No such chat.
    pub fn unpin_by(&mut self, person: i64, chat: i64) -> Result<(), ApiError> {
        let place = self.known_place(person, chat)?;
        self.unpin(place);
        self.record(person, "unpin", (chat, 0), 0);
        Ok(())
    }

    /// A person has read everything up to a message. `thread` is a topic of a forum; none is General. What was
    /// read stays read. A message that is gone by now changes nothing: an app tells late what was on the screen.
    ///
    /// # Errors
    /// No such chat.
    pub fn read(
        &mut self,
        person: i64,
        chat: i64,
        thread: Option<i64>,
        message: i64,
    ) -> Result<(), ApiError> {
        let place = self.known_place(person, chat)?;
        if let Some(key) = self.find(person, place, message) {
            self.mark_read(person, place, thread.unwrap_or(0), key);
        }
        Ok(())
    }

    fn known_place(&self, person: i64, chat: i64) -> Result<Place, ApiError> {
        let place = Place::seen(person, chat);
        let known = match place {
            Place::Private(low, high) => self.dialogs.contains_key(&(low, high)),
            Place::Chat(id) => self.chats.contains_key(&id),
        };
        known
            .then_some(place)
            .ok_or_else(|| ApiError::bad_request("chat not found"))
    }

    /// A person presses the button with this number (row by row, from 0); the id of the callback query
    /// is given.
    ///
    /// # Errors
    /// No such message or button, or one without callback data.
    pub fn press_button(
        &mut self,
        person: i64,
        chat: i64,
        message: i64,
        button: usize,
    ) -> Result<String, ApiError> {
        let key = self.found(person, chat, message)?;
        let state = self.message(key);
        let data = state
            .markup
            .as_deref()
            .and_then(|markup| markup.get("inline_keyboard"))
            .and_then(Value::as_array)
            .and_then(|rows| {
                rows.iter()
                    .filter_map(Value::as_array)
                    .flatten()
                    .nth(button)
            })
            .and_then(|button| button.get("callback_data"))
            .cloned()
            .ok_or_else(|| ApiError::bad_request("no such button with callback data"))?;
        let bot = state.via_bot.unwrap_or(state.author.account);
        let place = Some(self.message_json(key, bot));
        Ok(self.tell_press((person, bot), (chat, place), &data))
    }

    /// A person whose app was tampered with tells a bot of a press on a message in their private chat that may not be there, with data that
    /// no button may carry; the id of the callback query is given.
    pub fn press_data(&mut self, person: i64, bot: i64, message: i64, data: &str) -> String {
        let key = self.found(person, bot, message).ok();
        let place = key.map(|key| self.message_json(key, bot));
        self.tell_press((person, bot), (bot, place), &data.into())
    }

    /// A person whose app was tampered with presses a button that a message does not have; the id of the callback query is given.
    ///
    /// # Errors
    /// No such message.
    pub fn press_forged(
        &mut self,
        person: i64,
        (chat, message): (i64, i64),
        data: &str,
    ) -> Result<String, ApiError> {
        let key = self.found(person, chat, message)?;
        let state = self.message(key);
        let bot = state.via_bot.unwrap_or(state.author.account);
        let place = Some(self.message_json(key, bot));
        Ok(self.tell_press((person, bot), (chat, place), &data.into()))
    }

    fn tell_press(
        &mut self,
        (person, bot): (i64, i64),
        (chat, shown): (i64, Option<Value>),
        data: &Value,
    ) -> String {
        let message = shown
            .as_ref()
            .and_then(|shown| shown["message_id"].as_i64());
        self.made += 1;
        let id = format!("4{:018}", self.made * 1_000 + self.seed.below(1_000));
        let mut payload = json!({
            "id": id,
            "from": self.user_json(person),
            "chat_instance": format!("-{}", chat.unsigned_abs().wrapping_mul(7_919)),
            "data": data,
        });
        if let Some(shown) = shown {
            payload["message"] = shown;
        }
        let now_ms = self.now_ms();
        self.pressed.insert(
            id.clone(),
            Pressed {
                bot,
                at_ms: now_ms,
                answer: None,
            },
        );
        self.enqueue(
            bot,
            Fresh {
                kind: "callback_query",
                payload,
                lane: format!("callback{person}"),
                event_ms: now_ms,
            },
        );
        self.record(person, "press_button", (chat, message.unwrap_or(0)), 0);
        id
    }
}
