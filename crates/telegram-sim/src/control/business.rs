//! Business connections by the hand of the account's owner.

use serde_json::Value;

use crate::request::ApiError;
use crate::world::World;

impl World {
    /// The owner connects a bot to its account, or changes the connection: every change gives a new id,
    /// and the old one no longer counts. `rights` is a `BusinessBotRights` object.
    ///
    /// # Errors
    /// No such person or bot.
    pub fn connect_business(
        &mut self,
        owner: i64,
        bot: i64,
        rights: Value,
    ) -> Result<String, ApiError> {
        if self.bot(bot).is_none() || self.account(owner).is_none_or(|who| who.is_bot()) {
            return Err(ApiError::bad_request("BOT_BUSINESS_MISSING"));
        }
        let id = self.renew_connection(owner, bot, rights);
        self.record(owner, "connect_business", (bot, 0), 0);
        Ok(id)
    }

    /// The owner takes the bot off its account.
    pub fn disconnect_business(&mut self, owner: i64) {
        self.end_connection(owner);
        self.record(owner, "disconnect_business", (0, 0), 0);
    }
}
