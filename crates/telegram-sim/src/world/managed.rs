//! Bots that other bots manage: what a button asks for (`KeyboardButtonRequestManagedBot`), who may manage, and what a manager
//! is told. Making one is `control::bots`, its token `methods::managed_bot`.

use serde_json::{Value, json};

use super::World;
use super::account::Managed;
use super::chat_request::request_id;
use super::queue::Fresh;
use crate::request::ApiError;

/// `KeyboardButtonRequestManagedBot`, as far as the world must know it.
pub(crate) struct BotRequest {
    pub(crate) id: i32,
}

impl BotRequest {
    /// Reads the button's object, or says what is wrong with it in Telegram's words.
    pub(crate) fn read(value: &Value) -> Result<BotRequest, String> {
        let Some(object) = value.as_object() else {
            return Err("Field \"request_managed_bot\" must be of type Object".to_owned());
        };
        for field in ["suggested_name", "suggested_username"] {
            if object.get(field).is_some_and(|text| !text.is_string()) {
                return Err(format!("Field \"{field}\" must be of type String"));
            }
        }
        let id = request_id(object)?;
        Ok(BotRequest { id })
    }
}

impl World {
    /// Refuses a bot whose maker has not let it manage others.
    pub(crate) fn may_manage(&self, manager: i64) -> Result<(), ApiError> {
        match self.bot(manager) {
            None => Err(ApiError::bad_request("MANAGER_INVALID")),
            Some(bot) if !bot.manages_bots => {
                Err(ApiError::bad_request("MANAGER_PERMISSION_MISSING"))
            }
            Some(_) => Ok(()),
        }
    }

    /// How a bot is managed, if it is.
    pub(crate) fn managed(&self, bot: i64) -> Option<Managed> {
        self.bot(bot)?.managed
    }

    /// Tells the manager of a bot, if it has one, that the bot is there or has another token.
    pub(crate) fn announce_managed(&mut self, bot: i64) {
        let Some(Managed { manager, owner }) = self.managed(bot) else {
            return;
        };
        let payload = json!({"user": self.user_json(owner), "bot": self.user_json(bot)});
        let event_ms = self.now_ms();
        self.enqueue(
            manager,
            Fresh {
                kind: "managed_bot",
                payload,
                lane: format!("managed_bot{bot}"),
                event_ms,
            },
        );
    }
}
