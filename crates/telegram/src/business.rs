//! Business connections: a person lets a bot read and answer in their private chats, in their name.
//!
//! Chats and message numbers are then those of the person's account, not the bot's: the same person has one chat with the account and
//! another with the bot, under the same number. Neighbours: `update` tells what happens there, `Call::OnBehalf` acts there.
//! Deliberately absent: rights that the desk never uses (profile, gifts, Stars, stories).

use std::fmt;

use crate::{ChatId, Message, MessageId, User, UserId};

/// Telegram's name of a connection. It changes whenever the person changes the connection, so it identifies nothing for long.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct BusinessId(pub String);

impl fmt::Debug for BusinessId {
    /// Nothing: whoever knows it and the token writes in that person's name.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BusinessId(…)")
    }
}

/// What the account's owner lets the bot do in the chats of the connection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BusinessRights {
    /// Send and edit, where something came in within 24 hours.
    pub reply: bool,
    /// Delete what the bot itself has sent.
    pub delete_sent: bool,
    /// Delete whatever is in the chats.
    pub delete_all: bool,
}

impl BusinessRights {
    /// Whether the bot may take back what it has sent.
    #[must_use]
    pub fn withdraw(self) -> bool {
        self.delete_sent || self.delete_all
    }
}

/// A connection as it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BusinessConnection {
    /// Its name from now on.
    pub id: BusinessId,
    /// Whose account it is.
    pub user: User,
    /// Whether it is alive.
    pub enabled: bool,
    /// What the bot may do.
    pub rights: BusinessRights,
}

/// A message in one of the account's private chats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BusinessMessage {
    /// The connection that told of it.
    pub connection: BusinessId,
    /// Whose chat with the account it is, also where the account wrote; none if Telegram does not say.
    pub with: Option<User>,
    /// The bot that sent it in the account's name, if one did.
    pub by_bot: Option<UserId>,
    /// The message, as the account numbers it.
    pub message: Message,
}

/// Messages of one of the account's private chats are gone for both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BusinessDeletion {
    /// The connection that told of it.
    pub connection: BusinessId,
    /// The chat.
    pub chat: ChatId,
    /// Which, as the account numbers them.
    pub messages: Vec<MessageId>,
}
