//! People and bots: making them, blocking, starting, deleting, tokens and modes.

use serde::{Deserialize, Serialize};

use super::say::Say;
use crate::mtproto::phone_digits;
use crate::request::ApiError;
use crate::world::World;
use crate::world::account::{Account, Bot};
use crate::world::feed::Touch;
use crate::world::message::Place;
use crate::world::queue::UpdateQueue;

/// A person to be made.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NewPerson {
    /// First name.
    pub first_name: String,
    /// Last name, if any.
    pub last_name: Option<String>,
    /// Without the @.
    pub username: Option<String>,
    /// `language_code`.
    pub language: Option<String>,
    /// Phone number with which one logs in over MTProto.
    pub phone: Option<String>,
    /// Password that is asked for after the code.
    pub password: Option<String>,
    /// Forwards of this person's messages carry the name only.
    pub private_forwards: bool,
    /// Nobody may add this person to groups over MTProto; links and the control API can.
    pub no_invites: bool,
    /// The person does not receive voice and video notes.
    pub no_voice: bool,
    /// Wanted user id; without it, or if it is taken, one is chosen.
    pub id: Option<i64>,
}

/// A bot to be made.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NewBot {
    /// Without the @.
    pub username: String,
    /// Shown name; empty = the username.
    pub first_name: String,
    /// Wanted token, `<id>:<secret>`; without it one is drawn.
    pub token: Option<String>,
    /// Privacy mode.
    pub privacy: bool,
    /// Bot-to-Bot Communication Mode.
    pub bot_to_bot: bool,
    /// The owner has Premium: custom emoji that the bot sends stay what they are.
    pub owner_premium: bool,
    /// Secretary Mode: people may connect the bot to their accounts. On unless said otherwise, unlike Telegram.
    pub business: bool,
    /// Bots may be made that this one manages.
    pub manages_bots: bool,
}

impl Default for NewBot {
    fn default() -> NewBot {
        NewBot {
            username: String::new(),
            first_name: String::new(),
            token: None,
            privacy: true,
            bot_to_bot: false,
            owner_premium: false,
            business: true,
            manages_bots: false,
        }
    }
}

/// A bot that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeBot {
    /// User id.
    pub id: i64,
    /// Token for the Bot API.
    pub token: String,
}

impl World {
    /// Makes a person and gives its id.
    pub fn make_person(&mut self, new: NewPerson) -> i64 {
        self.made += 1;
        let id = new
            .id
            .filter(|id| *id > 0 && !self.accounts.contains_key(id))
            .unwrap_or(510_000_000 + self.made);
        let account = Account {
            last_name: new.last_name,
            username: new.username,
            language: new.language,
            phone: new.phone.as_deref().map(phone_digits),
            password: new.password.filter(|password| !password.is_empty()),
            private_forwards: new.private_forwards,
            no_voice: new.no_voice,
            no_invites: new.no_invites,
            ..self.blank_account(id, new.first_name)
        };
        self.add_account(account);
        self.record(id, "make_person", (0, 0), 0);
        id
    }

    /// Makes a person with nothing but a first name.
    pub fn make_named(&mut self, first_name: &str) -> i64 {
        self.make_person(NewPerson {
            first_name: first_name.to_owned(),
            ..NewPerson::default()
        })
    }

    /// Makes a bot.
    pub fn make_bot(&mut self, new: NewBot) -> MadeBot {
        self.made += 1;
        let given = new
            .token
            .as_deref()
            .and_then(|token| token.split_once(':'))
            .and_then(|(id, _)| id.parse().ok())
            .filter(|id| *id > 0 && !self.accounts.contains_key(id));
        // Above 32 bits, as many real bots are.
        let id = given.unwrap_or(7_100_000_000 + self.made);
        let token = match new.token {
            Some(token) => token,
            None => format!("{id}:AA{}", self.seed.letters(33)),
        };
        let first_name = match new.first_name.is_empty() {
            true => new.username.clone(),
            false => new.first_name,
        };
        let account = Account {
            username: Some(new.username),
            bot: Some(Box::new(Bot {
                token: token.clone(),
                privacy: new.privacy,
                bot_to_bot: new.bot_to_bot,
                owner_premium: new.owner_premium,
                business: new.business,
                manages_bots: new.manages_bots,
                managed: None,
                queue: UpdateQueue::new(),
                webhook: None,
                webhook_error: None,
                stored: Default::default(),
            })),
            ..self.blank_account(id, first_name)
        };
        self.add_account(account);
        self.tokens.insert(token.clone(), id);
        self.record(id, "make_bot", (0, 0), 0);
        MadeBot { id, token }
    }

    fn blank_account(&mut self, id: i64, first_name: String) -> Account {
        Account {
            id,
            first_name,
            last_name: None,
            username: None,
            language: None,
            phone: None,
            password: None,
            deleted: false,
            private_forwards: false,
            no_voice: false,
            no_invites: false,
            mailbox: Vec::new(),
            mailbox_start: 2 + self.seed.below(9_000),
            bot: None,
        }
    }

    fn add_account(&mut self, account: Account) {
        if let Some(username) = &account.username {
            self.usernames.insert(username.to_lowercase(), account.id);
        }
        self.accounts.insert(account.id, account);
        self.feed.touch(Touch::People);
    }

    /// Gives a person a phone number to log in with over MTProto, or takes it.
    pub fn set_phone(&mut self, person: i64, phone: Option<&str>) {
        if let Some(account) = self.accounts.get_mut(&person) {
            account.phone = phone.map(phone_digits);
        }
    }

    /// Gives a person a password that is asked for after the code, or takes it.
    pub fn set_password(&mut self, person: i64, password: Option<&str>) {
        if let Some(account) = self.accounts.get_mut(&person) {
            let given = password.filter(|password| !password.is_empty());
            account.password = given.map(str::to_owned);
        }
    }

    /// The person presses Start, optionally through a deep link with a parameter.
    ///
    /// # Errors
    /// As [`World::say`].
    pub fn start_bot(
        &mut self,
        person: i64,
        bot: i64,
        parameter: Option<&str>,
    ) -> Result<i64, ApiError> {
        let text = match parameter {
            Some(parameter) => format!("/start {parameter}"),
            None => "/start".to_owned(),
        };
        self.unblock_bot(person, bot);
        self.say(person, bot, Say::text(&text))
    }

    /// The person blocks the bot.
    pub fn block_bot(&mut self, person: i64, bot: i64) {
        self.set_blocked(person, bot, true);
    }

    /// The person takes the block back.
    pub fn unblock_bot(&mut self, person: i64, bot: i64) {
        self.set_blocked(person, bot, false);
    }

    fn set_blocked(&mut self, person: i64, bot: i64, blocked: bool) {
        let Place::Private(low, high) = Place::seen(person, bot) else {
            return;
        };
        let dialog = self.dialogs.entry((low, high)).or_default();
        if dialog.blocked != blocked {
            dialog.blocked = blocked;
            self.feed.touch(Touch::Place(Place::seen(person, bot)));
            self.announce_block(person, bot, blocked);
            let what = if blocked { "block_bot" } else { "unblock_bot" };
            self.record(person, what, (bot, 0), 0);
        }
    }

    /// The person's account ceases to be.
    pub fn delete_account(&mut self, person: i64) {
        if let Some(account) = self.accounts.get_mut(&person) {
            account.deleted = true;
            account.first_name.clear();
            account.last_name = None;
            if let Some(username) = account.username.take() {
                self.usernames.remove(&username.to_lowercase());
            }
            // Everything that the account said names it.
            self.feed.touch_all();
            self.record(person, "delete_account", (0, 0), 0);
        }
    }

    /// Renames an account.
    pub fn rename_account(&mut self, id: i64, first_name: &str, last_name: Option<&str>) {
        if let Some(account) = self.accounts.get_mut(&id) {
            first_name.clone_into(&mut account.first_name);
            account.last_name = last_name.map(str::to_owned);
            // Everything that the account said names it.
            self.feed.touch_all();
        }
    }

    /// The bot's token stops working; the new one is given. Whoever manages the bot is told.
    pub fn revoke_token(&mut self, bot: i64) -> Option<String> {
        let token = format!("{bot}:AA{}", self.seed.letters(33));
        let state = self.bot_mut(bot)?;
        let old = std::mem::replace(&mut state.token, token.clone());
        self.tokens.remove(&old);
        self.tokens.insert(token.clone(), bot);
        self.announce_managed(bot);
        self.record(bot, "revoke_token", (0, 0), 0);
        Some(token)
    }
}
