//! Business connections by the hand of the account's owner.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::request::ApiError;
use crate::world::World;
use crate::world::business::BUSINESS_RIGHTS;
use crate::world::message::Place;

/// The connection that an account has, as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BusinessRow {
    /// `BusinessConnection.id`.
    pub id: String,
    /// The connected bot.
    pub bot: i64,
    /// `BusinessBotRights`: those that the bot has.
    pub rights: Value,
    /// Whether it works now; false while it is paused as a whole.
    pub enabled: bool,
    /// The chats in which the bot is paused, by the other account's id.
    pub paused: Vec<i64>,
}

impl World {
    /// The owner connects a bot to its account, or changes the connection: every change gives a new id,
    /// and the old one no longer counts. `rights` is a `BusinessBotRights` object.
    ///
    /// # Errors
    /// No such person or bot, the bot is not one to be connected, or a right that there is not.
    pub fn connect_business(
        &mut self,
        owner: i64,
        bot: i64,
        rights: Value,
    ) -> Result<String, ApiError> {
        let connects = self.bot(bot).is_some_and(|bot| bot.business);
        if !connects || self.account(owner).is_none_or(|who| who.is_bot()) {
            return Err(ApiError::bad_request("BOT_BUSINESS_MISSING"));
        }
        let id = self.renew_connection(owner, bot, granted(rights)?);
        self.record(owner, "connect_business", (bot, 0), 0);
        Ok(id)
    }

    /// The connection that the owner's account has, if any.
    pub fn business_connection(&self, owner: i64) -> Option<BusinessRow> {
        self.connection_of(owner).map(|one| BusinessRow {
            id: one.id.clone(),
            bot: one.bot,
            rights: one.rights.clone(),
            enabled: one.enabled,
            paused: one.paused.iter().copied().collect(),
        })
    }

    /// The owner pauses the bot in one chat, of which the bot hears nothing at all, or everywhere, which it is told; or
    /// lets it go on.
    ///
    /// # Errors
    /// No bot is connected, or there is no such private chat with a person.
    pub fn pause_business(
        &mut self,
        owner: i64,
        on: bool,
        chat: Option<i64>,
    ) -> Result<(), ApiError> {
        let Some(id) = self.connection_of(owner).map(|one| one.id.clone()) else {
            return Err(ApiError::bad_request("BUSINESS_BOT_MISSING"));
        };
        if let Some(chat) = chat {
            let is_person = self.account(chat).is_some_and(|who| !who.is_bot());
            if !is_person || !matches!(Place::seen(owner, chat), Place::Private(..)) {
                return Err(ApiError::bad_request("BUSINESS_PEER_INVALID"));
            }
            self.pause_in(&id, chat, on);
        } else {
            self.switch_connection(&id, !on);
        }
        self.record(owner, "pause_business", (chat.unwrap_or(0), 0), 0);
        Ok(())
    }

    /// The owner takes the bot off its account.
    pub fn disconnect_business(&mut self, owner: i64) {
        self.end_connection(owner);
        self.record(owner, "disconnect_business", (0, 0), 0);
    }
}

/// The rights that are on; the others are left out, as Telegram does.
fn granted(rights: Value) -> Result<Value, ApiError> {
    let Value::Object(mut rights) = rights else {
        return Err(ApiError::bad_request("rights must be an object"));
    };
    let unknown = |(name, on): (&String, &Value)| {
        !BUSINESS_RIGHTS.contains(&name.as_str()) || !on.is_boolean()
    };
    if let Some((name, _)) = rights.iter().find(|right| unknown(*right)) {
        return Err(ApiError::bad_request(format!("there is no right {name}")));
    }
    rights.retain(|_, on| *on == Value::Bool(true));
    Ok(Value::Object(rights))
}
