//! The reply keyboard under a private chat: reading it, and picking a chat with it.

use serde_json::{Value, json};

use crate::request::ApiError;
use crate::world::chat_request::{ChatRequest, Picking, holds};
use crate::world::member::Standing;
use crate::world::message::Place;
use crate::world::{AdminRights, ChatKind, World};

impl World {
    /// The `ReplyKeyboardMarkup` or `ForceReply` that a person has on the screen in the chat with a bot.
    pub fn keyboard(&self, person: i64, bot: i64) -> Option<&Value> {
        let Place::Private(low, high) = Place::seen(person, bot) else {
            return None;
        };
        self.dialogs.get(&(low, high))?.keyboard.as_ref()
    }

    /// What the bot hears of a picked chat, and in which order.
    pub fn set_picking(&mut self, picking: Picking) {
        self.switches.picking = picking;
    }

    /// The chats that a person is offered for the button that asks for one (`KeyboardButtonRequestChat`): the one
    /// with this `request_id`, or the first.
    ///
    /// # Errors
    /// There is no such button on the person's screen.
    pub fn pickable_chats(
        &self,
        person: i64,
        bot: i64,
        request: Option<i32>,
    ) -> Result<Vec<i64>, ApiError> {
        let asked = self.asked_chat(person, bot, request)?;
        let fits = |chat: &i64| self.fits_request((person, bot), *chat, &asked).is_ok();
        Ok(self.chats.keys().copied().filter(fits).collect())
    }

    /// A person taps the button that asks for a chat, the one with this `request_id` or the first, and picks one: the
    /// bot is added and gets the rights that the button names, and hears `chat_shared`, whose number is given.
    ///
    /// # Errors
    /// There is no such button, or the chat is not what the button asks for.
    pub fn pick_chat(
        &mut self,
        person: i64,
        bot: i64,
        request: Option<i32>,
        chat: i64,
    ) -> Result<i64, ApiError> {
        let asked = self.asked_chat(person, bot, request)?;
        self.speakable(person, bot)?;
        self.fits_request((person, bot), chat, &asked)?;
        let picking = self.switches.picking;
        if matches!(picking, Picking::JoinedFirst | Picking::JoinedInSteps) {
            self.bring(person, bot, chat, &asked)?;
        }
        let shared = self.shared(chat, &asked);
        let message = self.say_service(person, bot, "chat_shared", shared)?;
        if picking == Picking::SharedFirst {
            self.bring(person, bot, chat, &asked)?;
        }
        Ok(message)
    }

    /// All buttons that a person has on the screen in the chat with a bot.
    pub(super) fn keyboard_buttons(&self, person: i64, bot: i64) -> impl Iterator<Item = &Value> {
        self.keyboard(person, bot)
            .and_then(|markup| markup.get("keyboard")?.as_array())
            .into_iter()
            .flatten()
            .filter_map(Value::as_array)
            .flatten()
    }

    /// The button that asks for a chat.
    fn asked_chat(
        &self,
        person: i64,
        bot: i64,
        request: Option<i32>,
    ) -> Result<ChatRequest, ApiError> {
        self.keyboard_buttons(person, bot)
            .filter_map(|button| ChatRequest::read(button.get("request_chat")?).ok())
            .find(|asked| request.is_none_or(|request| asked.id == request))
            .ok_or_else(|| ApiError::bad_request("no button asks for a chat"))
    }

    /// Makes the bot what the button asks for, as far as it is not that already.
    fn bring(
        &mut self,
        person: i64,
        bot: i64,
        chat: i64,
        asked: &ChatRequest,
    ) -> Result<(), ApiError> {
        let state = &self.chats[&chat];
        let standing = state.standing(bot);
        let Some(rights) = &asked.bot_rights else {
            return match asked.bot_is_member && !asked.channel {
                true => self.add(person, chat, bot),
                false => Ok(()),
            };
        };
        if standing.is_admin() && holds(standing, Some(rights)) {
            return Ok(());
        }
        let rights = match standing {
            Standing::Administrator(held) => held.joined(rights),
            _ => rights.joined(&AdminRights::bare()),
        };
        // Basic groups have no way to come in as an administrator.
        let steps = self.switches.picking == Picking::JoinedInSteps && !asked.channel;
        if steps || state.kind == ChatKind::Group {
            self.add(person, chat, bot)?;
        }
        self.promote(person, chat, bot, rights)
    }

    /// `ChatShared`. No chat has a photo here.
    fn shared(&self, chat: i64, asked: &ChatRequest) -> Value {
        let state = &self.chats[&chat];
        let mut shared = json!({"request_id": asked.id, "chat_id": chat});
        if asked.title {
            shared["title"] = state.title.as_str().into();
        }
        if let Some(username) = state.username.as_deref().filter(|_| asked.username) {
            shared["username"] = username.into();
        }
        shared
    }
}
