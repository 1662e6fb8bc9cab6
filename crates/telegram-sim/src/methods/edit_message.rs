//! Edits of text, caption and keyboard. A bot edits what it sent itself, without a time limit, but no
//! forwards.

use serde_json::Value;

use super::Call;
use crate::request::{Answer, ApiError};
use crate::world::message::MessageKey;
use crate::world::{Content, Kind};

const NOT_MODIFIED: &str = "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message";

pub(super) fn edit_message_text(call: &mut Call) -> Answer {
    let mut content = match call.params().contains_key("rich_message") {
        true => call.rich_message()?,
        false => {
            let (text, entities) = call.message_text()?;
            Content::text(text, entities)
        }
    };
    let key = call.editable()?;
    let old = call.world.message(key).content.kind;
    if !matches!(old, Kind::Text | Kind::RichMessage) {
        return Err(ApiError::bad_request(
            "there is no text in the message to edit",
        ));
    }
    if let Some(options) = call.params().get("link_preview_options") {
        content
            .fields
            .insert("link_preview_options".into(), options.clone());
    }
    call.edit(key, content)
}

pub(super) fn edit_message_caption(call: &mut Call) -> Answer {
    let (text, entities) = call.caption(call.params())?;
    let key = call.editable()?;
    let content = call.world.message(key).content.clone();
    if !content.kind.has_caption() {
        return Err(ApiError::bad_request(
            "there is no caption in the message to edit",
        ));
    }
    let mut content = content.captioned(text, entities);
    content.fields.remove("show_caption_above_media");
    if call.flag("show_caption_above_media") {
        content
            .fields
            .insert("show_caption_above_media".into(), Value::Bool(true));
    }
    call.edit(key, content)
}

pub(super) fn edit_message_reply_markup(call: &mut Call) -> Answer {
    let key = call.editable()?;
    let content = call.world.message(key).content.clone();
    call.edit(key, content)
}

impl Call<'_> {
    /// The message of the call, if this bot may edit it.
    pub(super) fn editable(&self) -> Result<MessageKey, ApiError> {
        let place = self.workable_chat()?;
        let id = self.needed_int("message_id")?;
        let key = self
            .world
            .find(self.actor(), place, id)
            .ok_or_else(|| ApiError::bad_request("message to edit not found"))?;
        let message = self.world.message(key);
        let by_right = self.world.chat_of(place).is_some_and(|chat| {
            chat.is_channel()
                && chat
                    .standing(self.bot)
                    .has(|rights| rights.can_edit_messages)
        });
        let own = match self.business {
            Some(_) => message.business_bot == Some(self.bot),
            None => message.author.account == self.bot,
        };
        if !(own || by_right) || message.is_forward() || message.content.kind == Kind::Service {
            return Err(ApiError::bad_request("message can't be edited"));
        }
        Ok(key)
    }

    /// Puts new content and keyboard in place; a missing keyboard removes the old one.
    pub(super) fn edit(&mut self, key: MessageKey, content: Content) -> Answer {
        let markup = self.inline_keyboard()?;
        self.spend(self.world.message(key).place, 1)?;
        let edited = self.world.now_s();
        let message = self.world.message_mut(key);
        if message.content == content && message.markup.as_deref() == markup.as_ref() {
            return Err(ApiError::bad_request(NOT_MODIFIED));
        }
        message.content = content;
        message.markup = markup.map(Box::new);
        message.edited = Some(edited);
        self.world.announce(key, true);
        Ok(self.shown(key))
    }
}
