//! What the clients of a connection write to: the bot itself, or a person's account to which the bot is connected (ADR 22).
//!
//! Neighbours: `decide::account` knows what is different there, `call` by whom calls are made. Deliberately absent: the name of
//! Telegram's connection, which only the account's line needs, and only when it makes a call.

use relevo_telegram::{BusinessConnection, BusinessRights, UserId};

use crate::{Connection, FailReason, IdentityId};

/// What clients write to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Frontend {
    /// The bot itself.
    #[default]
    Bot,
    /// A person's account, in whose name the bot answers.
    Business(Account),
}

/// A connected account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Account {
    /// The bot over which it is reached: it hears what comes in and posts in the backend group.
    pub via: IdentityId,
    /// That bot's Telegram id.
    pub bot: UserId,
    /// What its owner lets the bot do now.
    pub state: AccountState,
}

/// What an account's owner lets the bot do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AccountState {
    /// Telegram has told of no connection yet.
    #[default]
    Unheard,
    /// It is connected.
    Alive(BusinessRights),
    /// Its owner took the bot off.
    Ended,
}

impl AccountState {
    /// The state that a connection tells of.
    #[must_use]
    pub fn of(connection: &BusinessConnection) -> AccountState {
        match connection.enabled {
            true => AccountState::Alive(connection.rights),
            false => AccountState::Ended,
        }
    }

    /// Why nothing can be sent in the account's name, if that is so.
    #[must_use]
    pub fn hinders(self) -> Option<FailReason> {
        match self {
            AccountState::Unheard | AccountState::Ended => Some(FailReason::AccountAway),
            AccountState::Alive(rights) if !rights.reply => Some(FailReason::AccountForbids),
            AccountState::Alive(_) => None,
        }
    }

    /// Whether what was sent in the account's name can be taken back.
    #[must_use]
    pub fn withdraws(self) -> bool {
        matches!(self, AccountState::Alive(rights) if rights.withdraw())
    }
}

impl Connection {
    /// The bot that hears what comes in, and posts in the backend group.
    #[must_use]
    pub fn bot(&self) -> IdentityId {
        self.account().map_or(self.identity, |account| account.via)
    }

    /// That bot's Telegram id.
    #[must_use]
    pub fn bot_user(&self) -> UserId {
        self.account().map_or(self.user, |account| account.bot)
    }

    /// The account that clients write to, if they do not write to the bot.
    #[must_use]
    pub fn account(&self) -> Option<Account> {
        match self.frontend {
            Frontend::Bot => None,
            Frontend::Business(account) => Some(account),
        }
    }
}
