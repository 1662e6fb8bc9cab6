//! Bans: what somebody writes is not mirrored, because one of the team said so. They are entries of `IGNORE_CHATS`; nobody is removed
//! from anything.
//!
//! Neighbours: `decide::bans` reads the command, `call::bans` asks Telegram whether whoever wrote it may ban, and carries it out.

use relevo_telegram::{MessageId, UserId};

use crate::{Command, ConnectionId};

/// What kind of somebody is banned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Banned {
    /// The client of a private chat.
    Client,
    /// A participant of a group.
    Participant,
    /// A group or channel as a whole.
    Chat,
}

impl Banned {
    /// Every kind.
    pub const ALL: [Banned; 3] = [Banned::Client, Banned::Participant, Banned::Chat];
}

/// A ban, or the end of one, as somebody wants it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ban {
    /// Who wants it: they need Telegram's right to ban members in the backend group.
    pub by: UserId,
    /// A person's or chat's id.
    pub whom: i64,
    /// What kind of somebody that is.
    pub who: Banned,
    /// Whether to ban; otherwise to end it.
    pub on: bool,
    /// The command's message.
    pub about: MessageId,
}

impl Ban {
    /// The command by which it was asked for.
    #[must_use]
    pub fn command(&self) -> Command {
        match self.on {
            true => Command::Ban,
            false => Command::Unban,
        }
    }
}

/// An entry of a connection's `IGNORE_CHATS` that comes or goes, by whose will.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ignoring {
    /// The connection.
    pub connection: ConnectionId,
    /// A person's or chat's id.
    pub whom: i64,
    /// Whether it is an entry from now on.
    pub on: bool,
    /// Who wanted it.
    pub by: UserId,
    /// Unix milliseconds.
    pub at_ms: i64,
}
