//! Accounts: people and bots.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Webhook;
use super::message::MessageKey;
use super::queue::UpdateQueue;

/// A person or a bot.
pub(crate) struct Account {
    pub(crate) id: i64,
    pub(crate) first_name: String,
    pub(crate) last_name: Option<String>,
    pub(crate) username: Option<String>,
    pub(crate) language: Option<String>,
    /// Digits alone; who has none cannot log in over MTProto.
    pub(crate) phone: Option<String>,
    /// The second factor at a login.
    pub(crate) password: Option<String>,
    pub(crate) deleted: bool,
    /// Forwards of this person's messages carry the name only.
    pub(crate) private_forwards: bool,
    /// Nobody may add this person to groups.
    pub(crate) no_invites: bool,
    /// The person does not receive voice and video notes.
    pub(crate) no_voice: bool,
    /// Messages of private chats and basic groups in the order of this account's numbers.
    pub(crate) mailbox: Vec<MessageKey>,
    /// The first of those numbers; random, so that two sides of a chat never agree by accident.
    pub(crate) mailbox_start: i64,
    pub(crate) bot: Option<Box<Bot>>,
}

/// What only bots have.
pub(crate) struct Bot {
    pub(crate) token: String,
    /// Privacy mode.
    pub(crate) privacy: bool,
    /// Bot-to-Bot Communication Mode.
    pub(crate) bot_to_bot: bool,
    /// The owner has Premium, so that the bot may send custom emoji.
    pub(crate) owner_premium: bool,
    /// Secretary Mode: people may connect the bot to their accounts.
    pub(crate) business: bool,
    /// Bots may be made that this one manages.
    pub(crate) manages_bots: bool,
    /// Who manages it.
    pub(crate) managed: Option<Managed>,
    pub(crate) queue: UpdateQueue,
    pub(crate) webhook: Option<Webhook>,
    pub(crate) webhook_error: Option<(i64, String)>,
    /// Values that are only stored and given back, by (name, scope and language).
    pub(crate) stored: BTreeMap<(&'static str, String), Value>,
}

/// How a bot came to be managed by another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Managed {
    pub(crate) manager: i64,
    /// The person who made it.
    pub(crate) owner: i64,
}

/// Name under which a bot's commands are stored.
pub(crate) const COMMANDS: &str = "commands";

/// Name under which what a bot says about itself is stored.
pub(crate) const DESCRIPTION: &str = "description";

/// Where a value for this scope (none = the default), chat and language is stored.
pub(crate) fn slot_of(scope: Option<&Value>, chat: Option<&Value>, language: &str) -> String {
    let scope = scope.map_or_else(|| json!({"type": "default"}).to_string(), Value::to_string);
    let chat = chat.map(Value::to_string).unwrap_or_default();
    format!("{scope}|{chat}|{language}")
}

impl Account {
    pub(crate) fn is_bot(&self) -> bool {
        self.bot.is_some()
    }

    /// `User`.
    pub(crate) fn user(&self) -> Value {
        let mut user = json!({
            "id": self.id,
            "is_bot": self.is_bot(),
            "first_name": self.first_name,
        });
        if let Some(last_name) = &self.last_name {
            user["last_name"] = last_name.as_str().into();
        }
        if let Some(username) = &self.username {
            user["username"] = username.as_str().into();
        }
        if let Some(language) = &self.language {
            user["language_code"] = language.as_str().into();
        }
        user
    }

    /// First and last name.
    pub(crate) fn full_name(&self) -> String {
        match &self.last_name {
            Some(last_name) => format!("{} {last_name}", self.first_name),
            None => self.first_name.clone(),
        }
    }

    pub(crate) fn next_box_id(&self) -> i64 {
        self.mailbox_start + i64::try_from(self.mailbox.len()).expect("fits")
    }

    pub(crate) fn box_key(&self, id: i64) -> Option<MessageKey> {
        let index = usize::try_from(id.checked_sub(self.mailbox_start)?).ok()?;
        self.mailbox.get(index).copied()
    }
}
