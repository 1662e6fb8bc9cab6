//! What a keyboard's button asks for when it asks for a chat (`KeyboardButtonRequestChat`), and which chats are that.
//!
//! `methods::reply_keyboard` reads buttons when they are sent, `control::keyboard` when they are tapped.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::World;
use super::chat::Chat;
use super::member::{AdminRights, Standing};
use crate::request::ApiError;

/// What a bot hears of a picked chat, and in which order. Nobody wrote it down: bots must live with each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Picking {
    /// The bot comes in as what the button asks for, then `chat_shared` is sent.
    #[default]
    JoinedFirst,
    /// As before, but it comes in as a member and is promoted then.
    JoinedInSteps,
    /// `chat_shared` is sent, then the bot comes in.
    SharedFirst,
    /// `chat_shared` is sent, and the bot does not come in: Telegram adds it only "if appropriate".
    SharedOnly,
}

/// `KeyboardButtonRequestChat`; rights of the other sort of chat are left out.
pub(crate) struct ChatRequest {
    pub(crate) id: i32,
    pub(crate) channel: bool,
    forum: Option<bool>,
    has_username: Option<bool>,
    created: bool,
    user_rights: Option<AdminRights>,
    pub(crate) bot_rights: Option<AdminRights>,
    pub(crate) bot_is_member: bool,
    pub(crate) title: bool,
    pub(crate) username: bool,
}

impl ChatRequest {
    /// Reads the button's object, or says what is wrong with it in Telegram's words.
    pub(crate) fn read(value: &Value) -> Result<ChatRequest, String> {
        let Some(object) = value.as_object() else {
            return Err("Field \"request_chat\" must be of type Object".to_owned());
        };
        let channel = switch(object, "chat_is_channel")?.unwrap_or(false);
        let rights = |field: &str| -> Result<_, String> {
            let rights = object.get(field).map(rights_of).transpose()?;
            Ok(rights.map(|rights| rights.counted(channel)))
        };
        Ok(ChatRequest {
            id: request_id(object)?,
            channel,
            forum: switch(object, "chat_is_forum")?,
            has_username: switch(object, "chat_has_username")?,
            created: switch(object, "chat_is_created")?.unwrap_or(false),
            user_rights: rights("user_administrator_rights")?,
            bot_rights: rights("bot_administrator_rights")?,
            bot_is_member: switch(object, "bot_is_member")?.unwrap_or(false),
            title: switch(object, "request_title")?.unwrap_or(false),
            username: switch(object, "request_username")?.unwrap_or(false),
        })
    }

    /// Whether the bot asks for no right that it does not ask of the person.
    pub(crate) fn is_consistent(&self) -> bool {
        let none = AdminRights::default();
        let of_person = self.user_rights.as_ref().unwrap_or(&none);
        let of_bot = self.bot_rights.as_ref().unwrap_or(&none);
        of_person.cover(of_bot)
    }
}

/// The number by which the bot knows a request again.
pub(crate) fn request_id(object: &Map<String, Value>) -> Result<i32, String> {
    let given = match object.get("request_id") {
        None => return Err("Can't find field \"request_id\"".to_owned()),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        Some(_) => return Err("Field \"request_id\" must be of type Number".to_owned()),
    };
    given
        .parse()
        .map_err(|_| format!("Can't parse as an integer string \"{given}\""))
}

fn switch(object: &Map<String, Value>, field: &str) -> Result<Option<bool>, String> {
    match object.get(field) {
        None => Ok(None),
        Some(Value::Bool(on)) => Ok(Some(*on)),
        Some(_) => Err(format!("Field \"{field}\" must be of type Boolean")),
    }
}

/// `ChatAdministratorRights`; whether it is whole is the schema's concern.
fn rights_of(value: &Value) -> Result<AdminRights, String> {
    let Some(object) = value.as_object() else {
        return Err("ChatAdministratorRights must be an Object".to_owned());
    };
    for right in object.keys() {
        switch(object, right)?;
    }
    serde_json::from_value(value.clone()).map_err(|error| error.to_string())
}

impl World {
    /// Refuses a chat that is not what the bot asks for, or in which the person may not give it, in the words of
    /// Telegram's apps.
    pub(crate) fn fits_request(
        &self,
        (person, bot): (i64, i64),
        chat: i64,
        asked: &ChatRequest,
    ) -> Result<(), ApiError> {
        let state = self.chats.get(&chat);
        let Some(chat) = state.filter(|chat| chat.standing(person).inside()) else {
            return Err(ApiError::bad_request("chat not found"));
        };
        let standing = chat.standing(person);
        let is = |asked: Option<bool>, truth: bool| asked.is_none_or(|asked| asked == truth);
        let owner = matches!(standing, Standing::Owner { .. });
        let refusal = if chat.migrated_to.is_some() || chat.deleted {
            "Chat is deactivated"
        } else if chat.is_channel() != asked.channel {
            "Wrong chat type"
        } else if !asked.channel && !is(asked.forum, chat.is_forum) {
            "Wrong is_forum value"
        } else if !is(asked.has_username, chat.username.is_some()) {
            "Wrong has_username value"
        } else if asked.created && !owner {
            "The chat must be created by the current user"
        } else if !asked.created && !holds(standing, asked.user_rights.as_ref()) {
            "Not enough rights in the chat"
        } else if !may_bring(chat, person, bot, asked) {
            match asked.bot_rights {
                Some(_) => "The bot can't be promoted in the chat",
                None => "The bot can't be added to the chat",
            }
        } else {
            return Ok(());
        };
        Err(ApiError::bad_request(refusal))
    }
}

/// Whether the bot is what the button asks for already, or the person may make it that.
fn may_bring(chat: &Chat, person: i64, bot: i64, asked: &ChatRequest) -> bool {
    let (standing, of_bot) = (chat.standing(person), chat.standing(bot));
    let inside = of_bot.inside() || may_invite(chat, standing);
    match &asked.bot_rights {
        Some(rights) => {
            let there = of_bot.is_admin() && holds(of_bot, Some(rights));
            there || (inside && standing.has(|rights| rights.can_promote_members))
        }
        None => asked.channel || !asked.bot_is_member || inside,
    }
}

/// Whether a member may add a bot: administrators by right, others where everybody may and the chat is not public.
fn may_invite(chat: &Chat, standing: &Standing) -> bool {
    let all = chat.permissions.can_invite_users;
    match standing {
        Standing::Owner { .. } => true,
        Standing::Administrator(rights) => rights.can_invite_users || all,
        Standing::Member => all && chat.username.is_none(),
        Standing::Restricted { permissions, .. } => {
            permissions.can_invite_users && all && chat.username.is_none()
        }
        Standing::Left | Standing::Kicked => false,
    }
}

/// Whether a standing has all these rights; an owner is anonymous only by choice.
pub(crate) fn holds(standing: &Standing, asked: Option<&AdminRights>) -> bool {
    let Some(asked) = asked else {
        return true;
    };
    match standing {
        Standing::Owner { anonymous } => *anonymous || !asked.is_anonymous,
        Standing::Administrator(rights) => rights.joined(&AdminRights::bare()).cover(asked),
        _ => AdminRights::default().cover(asked),
    }
}
