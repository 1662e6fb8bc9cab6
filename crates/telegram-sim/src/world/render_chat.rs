//! `User`, `Chat` and `ChatMember` as a bot sees them.

use serde_json::{Value, json};

use super::World;
use super::member::Standing;
use super::message::Place;
use super::post::{ANONYMOUS_BOT, CHANNEL_BOT, TELEGRAM};

impl World {
    /// `User`; Telegram's own accounts included.
    pub(crate) fn user_json(&self, id: i64) -> Value {
        match id {
            TELEGRAM => json!({"id": id, "is_bot": false, "first_name": "Telegram"}),
            ANONYMOUS_BOT => json!({
                "id": id, "is_bot": true, "first_name": "Group", "username": "GroupAnonymousBot",
            }),
            CHANNEL_BOT => json!({
                "id": id, "is_bot": true, "first_name": "Channel", "username": "Channel_Bot",
            }),
            _ => self.account(id).map_or_else(
                || json!({"id": id, "is_bot": false, "first_name": ""}),
                |account| account.user(),
            ),
        }
    }

    /// `Chat` as `viewer` sees it.
    pub(crate) fn chat_json(&self, place: Place, viewer: i64) -> Value {
        let id = place.id_for(viewer);
        let mut json = json!({"id": id});
        let mut put = |field: &str, value: Option<&str>| {
            if let Some(value) = value {
                json[field] = value.into();
            }
        };
        match place {
            Place::Private(..) => {
                put("type", Some("private"));
                if let Some(other) = self.account(id) {
                    put("first_name", Some(&other.first_name));
                    put("last_name", other.last_name.as_deref());
                    put("username", other.username.as_deref());
                }
            }
            Place::Chat(id) => {
                let Some(chat) = self.chats.get(&id) else {
                    return json;
                };
                put("type", Some(chat.kind.name()));
                put("title", Some(&chat.title));
                put("username", chat.username.as_deref());
                if chat.is_forum {
                    json["is_forum"] = true.into();
                }
            }
        }
        json
    }

    /// `ChatMember` of an account in a chat.
    pub(crate) fn member_json(&self, chat: i64, account: i64) -> Value {
        let user = self.user_json(account);
        match self.chats.get(&chat) {
            Some(chat) => chat.standing(account).render(user, chat.is_channel()),
            None => Standing::Left.render(user, false),
        }
    }
}
