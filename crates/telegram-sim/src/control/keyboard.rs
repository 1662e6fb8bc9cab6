//! The reply keyboard under a private chat: reading it, and picking a chat with it.

use serde_json::{Value, json};

use crate::request::ApiError;
use crate::world::member::Standing;
use crate::world::message::Place;
use crate::world::{AdminRights, World};

impl World {
    /// The `ReplyKeyboardMarkup` or `ForceReply` that a person has on the screen in the chat with a bot.
    pub fn keyboard(&self, person: i64, bot: i64) -> Option<&Value> {
        let Place::Private(low, high) = Place::seen(person, bot) else {
            return None;
        };
        self.dialogs.get(&(low, high))?.keyboard.as_ref()
    }

    /// A person taps the button that asks for a chat (`KeyboardButtonRequestChat`) and picks one: the bot
    /// is added with the rights that the button names, and hears `chat_shared`.
    ///
    /// # Errors
    /// There is no such button, or the chat is not what the button asks for.
    pub fn pick_chat(&mut self, person: i64, bot: i64, chat: i64) -> Result<i64, ApiError> {
        let request = self
            .keyboard(person, bot)
            .and_then(|markup| markup.get("keyboard"))
            .and_then(Value::as_array)
            .and_then(|rows| {
                let mut buttons = rows.iter().filter_map(Value::as_array).flatten();
                buttons.find_map(|button| button.get("request_chat"))
            })
            .cloned()
            .ok_or_else(|| ApiError::bad_request("no button asks for a chat"))?;
        self.check_pick(person, chat, &request)?;
        if let Some(rights) = request.get("bot_administrator_rights") {
            let rights: AdminRights = serde_json::from_value(rights.clone())
                .map_err(|_| ApiError::bad_request("unknown administrator right"))?;
            if !self.chats[&chat].standing(bot).inside() {
                self.add(person, chat, bot)?;
            }
            self.promote(person, chat, bot, rights)?;
        } else if request["bot_is_member"] == true && !self.chats[&chat].standing(bot).inside() {
            self.add(person, chat, bot)?;
        }
        let mut body = json!({"request_id": request["request_id"], "chat_id": chat});
        if request["request_title"] == true {
            body["title"] = self.chats[&chat].title.as_str().into();
        }
        self.say_service(person, bot, "chat_shared", body)
    }

    fn check_pick(&self, person: i64, chat: i64, request: &Value) -> Result<(), ApiError> {
        let state = self
            .chats
            .get(&chat)
            .ok_or_else(|| ApiError::bad_request("chat not found"))?;
        let standing = state.standing(person);
        let asked = |field: &str, truth: bool| {
            let wanted = request.get(field).and_then(Value::as_bool);
            wanted.is_none_or(|wanted| wanted == truth)
        };
        let created = request["chat_is_created"] == true;
        let fits = asked("chat_is_channel", state.is_channel())
            && asked("chat_is_forum", state.is_forum)
            && asked("chat_has_username", state.username.is_some())
            && (!created || matches!(standing, Standing::Owner { .. }))
            && (request.get("bot_administrator_rights").is_none()
                || standing.has(|rights| rights.can_promote_members));
        if fits {
            Ok(())
        } else {
            Err(ApiError::bad_request(
                "the chat is not what the button asks for",
            ))
        }
    }
}
