//! Where a new message goes: chat, topic, reply, keyboard; and the last step of every send.

use serde_json::{Map, Value};

use super::Call;
use super::arguments::int_of;
use crate::request::{Answer, ApiError};
use crate::world::feed::Touch;
use crate::world::message::{Draft, MessageKey, Place, Reply};
use crate::world::{Content, Kind};

/// The checked destination of a send.
pub(super) struct Target {
    pub(super) place: Place,
    pub(super) thread: Option<i64>,
    pub(super) reply: Option<Reply>,
    pub(super) markup: Option<Value>,
    pub(super) protected: bool,
    business_bot: Option<i64>,
}

impl Target {
    /// A draft for this destination.
    pub(super) fn draft(&self, content: Content) -> Draft {
        Draft {
            content,
            thread: self.thread,
            reply: self.reply.clone(),
            markup: self.markup.clone(),
            protected: self.protected,
            business_bot: self.business_bot,
            ..Draft::new(Content::text("", Vec::new()))
        }
    }
}

impl Call<'_> {
    /// Checks chat, rights, topic, reply and keyboard, in this order.
    pub(super) fn target(&mut self, kind: Kind) -> Result<Target, ApiError> {
        let place = self.workable_chat()?;
        self.world.may_post(self.actor(), place, kind)?;
        let thread = self.int("message_thread_id");
        let thread = self.world.postable_thread(self.bot, place, thread)?;
        let (reply, thread) = self.reply(place, thread)?;
        let thread = match self.world.chat_of(place) {
            Some(chat) if chat.is_forum => self.world.postable_thread(self.bot, place, thread)?,
            _ => thread,
        };
        self.check_reply_keyboard(place)?;
        Ok(Target {
            place,
            thread,
            reply,
            markup: self.inline_keyboard()?,
            protected: self.flag("protect_content"),
            business_bot: self.business.as_ref().map(|_| self.bot),
        })
    }

    /// Spends, posts, and answers with the message.
    pub(super) fn send(&mut self, target: &Target, content: Content) -> Answer {
        let key = self.send_key(target, content)?;
        Ok(self.shown(key))
    }

    pub(super) fn send_key(
        &mut self,
        target: &Target,
        content: Content,
    ) -> Result<MessageKey, ApiError> {
        self.spend(target.place, 1)?;
        self.show_keyboard(target.place);
        let author = self.author(target.place);
        Ok(self.world.post(target.place, author, target.draft(content)))
    }

    fn reply(
        &self,
        place: Place,
        thread: Option<i64>,
    ) -> Result<(Option<Reply>, Option<i64>), ApiError> {
        let Some(parameters) = self.params().get("reply_parameters") else {
            return Ok((None, thread));
        };
        let Some(parameters) = parameters.as_object() else {
            return Err(ApiError::bad_request(
                "can't parse reply parameters JSON object",
            ));
        };
        for field in [
            "checklist_task_id",
            "poll_option_id",
            "ephemeral_message_id",
        ] {
            if parameters.contains_key(field) {
                return Err(ApiError::not_simulated(&format!(
                    "reply_parameters.{field}"
                )));
            }
        }
        let source = match parameters.get("chat_id") {
            Some(id) => self
                .world
                .readable(self.bot, self.world.chat_id(Some(id))?)?,
            None => place,
        };
        let id = int_of(parameters, "message_id").unwrap_or(0);
        let Some(to) = self.world.find(self.actor(), source, id) else {
            let optional = self.business.is_some()
                || parameters.get("allow_sending_without_reply") == Some(&true.into());
            return if optional && source == place {
                Ok((None, thread))
            } else {
                Err(ApiError::bad_request("message to be replied not found"))
            };
        };
        let quote = self.quote(to, parameters)?;
        let (reply, thread) = self.world.hang(place, thread, to, quote);
        Ok((Some(reply), thread))
    }

    fn quote(
        &self,
        to: MessageKey,
        parameters: &Map<String, Value>,
    ) -> Result<Option<Value>, ApiError> {
        if !parameters.contains_key("quote") {
            return Ok(None);
        }
        let styled =
            self.styled_quote(parameters, ("quote", "quote_parse_mode", "quote_entities"))?;
        let position = int_of(parameters, "quote_position");
        self.world.quote(to, &styled, position).map(Some)
    }

    /// Puts a reply keyboard or the wish for a reply on the person's screen, or takes it away. In groups nobody's screen
    /// is kept.
    fn show_keyboard(&mut self, place: Place) {
        let (Place::Private(low, high), Some(markup)) = (place, self.params().get("reply_markup"))
        else {
            return;
        };
        let keyboard = if markup.get("keyboard").is_some() || markup.get("force_reply").is_some() {
            Some(markup.clone())
        } else if markup.get("remove_keyboard").is_some() {
            None
        } else {
            return;
        };
        self.world.feed.touch(Touch::Place(place));
        self.world.dialogs.entry((low, high)).or_default().keyboard = keyboard;
    }

    /// The inline keyboard of the call. Reply keyboards belong to the reader's screen and not to the
    /// message.
    pub(super) fn inline_keyboard(&self) -> Result<Option<Value>, ApiError> {
        let Some(markup) = self.params().get("reply_markup") else {
            return Ok(None);
        };
        let Some(rows) = markup.get("inline_keyboard").and_then(Value::as_array) else {
            return Ok(None);
        };
        let buttons = || rows.iter().filter_map(Value::as_array).flatten();
        for button in buttons() {
            let data = button.get("callback_data").and_then(Value::as_str);
            if data.is_some_and(|data| data.is_empty() || data.len() > 64) {
                return Err(ApiError::bad_request("BUTTON_DATA_INVALID"));
            }
            let named = button
                .get("text")
                .and_then(Value::as_str)
                .is_some_and(|text| !text.trim().is_empty());
            if !named {
                return Err(ApiError::bad_request("button text is empty"));
            }
        }
        Ok(buttons().next().is_some().then(|| markup.clone()))
    }
}
