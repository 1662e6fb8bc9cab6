//! What a forward keeps of its source: where it comes from, the inline bot, and a keyboard of links.

use serde_json::{Value, json};

use super::message::{Draft, MessageKey, Place};
use super::{Content, World};

impl World {
    /// A forward of this message with the content in which it arrives.
    pub(crate) fn forwarded(&self, key: MessageKey, content: Content) -> Draft {
        let source = self.message(key);
        Draft {
            origin: Some(self.origin_of(key)),
            via_bot: source.via_bot,
            markup: source
                .markup
                .as_deref()
                .filter(|markup| all_links(markup))
                .cloned(),
            ..Draft::new(content)
        }
    }

    /// `MessageOrigin` of a forward of this message.
    pub(crate) fn origin_of(&self, key: MessageKey) -> Value {
        let message = self.message(key);
        if let Some(origin) = &message.origin
            && !message.automatic_forward
        {
            return (**origin).clone();
        }
        let date = message.date();
        let signature = message.author.signature.as_deref();
        let mut origin = match message.author.chat.and_then(|id| self.chats.get(&id)) {
            Some(chat) if chat.is_channel() && message.place == Place::Chat(chat.id) => json!({
                "type": "channel",
                "date": date,
                "chat": self.chat_json(message.place, 0),
                "message_id": message.id_for(0).unwrap_or(0),
            }),
            Some(_) if message.automatic_forward => {
                message.origin.as_deref().cloned().unwrap_or(Value::Null)
            }
            Some(chat) => json!({
                "type": "chat",
                "date": date,
                "sender_chat": self.chat_json(Place::Chat(chat.id), 0),
            }),
            None => return self.origin_of_person(message.author.account, date),
        };
        if let Some(signature) = signature
            && origin.get("author_signature").is_none()
        {
            origin["author_signature"] = signature.into();
        }
        origin
    }

    fn origin_of_person(&self, account: i64, date: i64) -> Value {
        match self.account(account) {
            Some(who) if who.private_forwards => json!({
                "type": "hidden_user",
                "date": date,
                "sender_user_name": who.full_name(),
            }),
            _ => json!({
                "type": "user",
                "date": date,
                "sender_user": self.user_json(account),
            }),
        }
    }
}

/// Whether every button of an inline keyboard opens a link: such keyboards survive a forward.
fn all_links(markup: &Value) -> bool {
    let rows = markup.get("inline_keyboard").and_then(Value::as_array);
    let mut buttons = rows
        .into_iter()
        .flatten()
        .filter_map(Value::as_array)
        .flatten();
    buttons.all(|button| button.get("url").is_some() || button.get("login_url").is_some())
}
