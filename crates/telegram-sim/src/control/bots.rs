//! What a bot's maker sets with BotFather, and bots that are made to be managed by others.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::people::{MadeBot, NewBot};
use crate::request::ApiError;
use crate::world::World;
use crate::world::account::{Bot, Managed};
use crate::world::feed::Touch;
use crate::world::managed::BotRequest;

/// Longest name of an account.
const NAME_CHARS_MAX: usize = 64;

/// What a bot's maker has set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BotSettings {
    /// Privacy mode.
    pub privacy: bool,
    /// Bot-to-Bot Communication Mode.
    pub bot_to_bot: bool,
    /// The owner has Premium.
    pub owner_premium: bool,
    /// Secretary Mode: people may connect the bot to their accounts.
    pub business: bool,
    /// Bots may be made that this one manages.
    pub manages_bots: bool,
    /// The bot that manages this one.
    pub manager: Option<i64>,
}

/// A bot that a person makes for another bot to manage.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewManagedBot {
    /// Who makes it, and will own it.
    pub person: i64,
    /// The bot that will manage it.
    pub manager: i64,
    /// The number of the manager's button that asked for it; none = a link did.
    pub request: Option<i32>,
    /// Shown name.
    pub name: String,
    /// Without the @; it ends in "bot".
    pub username: String,
}

impl World {
    /// What the bot's maker has set; `None` if there is no such bot.
    pub fn bot_settings(&self, bot: i64) -> Option<BotSettings> {
        let bot = self.bot(bot)?;
        Some(BotSettings {
            privacy: bot.privacy,
            bot_to_bot: bot.bot_to_bot,
            owner_premium: bot.owner_premium,
            business: bot.business,
            manages_bots: bot.manages_bots,
            manager: bot.managed.map(|managed| managed.manager),
        })
    }

    fn set_on_bot(&mut self, bot: i64, set: impl FnOnce(&mut Bot)) {
        if let Some(bot) = self.bot_mut(bot) {
            set(bot);
            self.feed.touch(Touch::People);
        }
    }

    /// Sets privacy mode; in groups it counts from the next time the bot is added.
    pub fn set_privacy(&mut self, bot: i64, privacy: bool) {
        self.set_on_bot(bot, |bot| bot.privacy = privacy);
    }

    /// Sets Bot-to-Bot Communication Mode.
    pub fn set_bot_to_bot(&mut self, bot: i64, on: bool) {
        self.set_on_bot(bot, |bot| bot.bot_to_bot = on);
    }

    /// Whether the bot's owner has Premium.
    pub fn set_owner_premium(&mut self, bot: i64, on: bool) {
        self.set_on_bot(bot, |bot| bot.owner_premium = on);
    }

    /// Sets Secretary Mode: whether people may connect the bot to their accounts from now on.
    pub fn set_business_mode(&mut self, bot: i64, on: bool) {
        self.set_on_bot(bot, |bot| bot.business = on);
    }

    /// Whether bots may be made that this one manages.
    pub fn set_manages_bots(&mut self, bot: i64, on: bool) {
        self.set_on_bot(bot, |bot| bot.manages_bots = on);
    }

    /// The token of a bot.
    pub fn token_of(&self, bot: i64) -> Option<&str> {
        self.bot(bot).map(|bot| bot.token.as_str())
    }

    /// A person makes a bot that another one manages: the manager is told by `managed_bot`, and by a message of the
    /// person's (`managed_bot_created`) if a button of its asked for the bot.
    ///
    /// # Errors
    /// The manager may not manage bots, there is no such button, or the name or username cannot be taken.
    pub fn make_managed_bot(&mut self, new: NewManagedBot) -> Result<MadeBot, ApiError> {
        let (person, manager) = (new.person, new.manager);
        if self
            .account(person)
            .is_none_or(|who| who.is_bot() || who.deleted)
        {
            return Err(ApiError::bad_request("user not found"));
        }
        self.may_manage(manager)?;
        if let Some(request) = new.request {
            self.asked_bot(person, manager, request)?;
            self.speakable(person, manager)?;
        }
        self.free_username(&new.username)?;
        let name = new.name.trim();
        if name.is_empty() || name.chars().count() > NAME_CHARS_MAX {
            return Err(ApiError::bad_request("FIRSTNAME_INVALID"));
        }
        let made = self.make_bot(NewBot {
            first_name: name.to_owned(),
            username: new.username,
            ..NewBot::default()
        });
        let managed = Managed {
            manager,
            owner: person,
        };
        self.set_on_bot(made.id, |bot| bot.managed = Some(managed));
        self.announce_managed(made.id);
        if new.request.is_some() {
            let body = json!({"bot": self.user_json(made.id)});
            self.say_service(person, manager, "managed_bot_created", body)?;
        }
        self.record(person, "make_managed_bot", (manager, made.id), 0);
        Ok(made)
    }

    /// What the button with this number asks a person for.
    fn asked_bot(&self, person: i64, manager: i64, request: i32) -> Result<BotRequest, ApiError> {
        self.keyboard_buttons(person, manager)
            .filter_map(|button| BotRequest::read(button.get("request_managed_bot")?).ok())
            .find(|asked| asked.id == request)
            .ok_or_else(|| ApiError::bad_request("no button asks for a bot"))
    }

    /// Refuses a username that no bot may have, or that somebody has.
    fn free_username(&self, username: &str) -> Result<(), ApiError> {
        let lower = username.to_lowercase();
        let begins = lower.starts_with(|first: char| first.is_ascii_lowercase());
        let plain = lower
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        if !(5..=32).contains(&lower.len()) || !begins || !plain || !lower.ends_with("bot") {
            return Err(ApiError::bad_request("USERNAME_INVALID"));
        }
        match self.usernames.contains_key(&lower) {
            true => Err(ApiError::bad_request("USERNAME_OCCUPIED")),
            false => Ok(()),
        }
    }
}
