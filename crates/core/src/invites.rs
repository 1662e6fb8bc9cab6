//! A link by which people come into a client's group, because one of the team asked for it.
//!
//! Neighbours: `decide::invites` reads the command, `call::invites` lets Telegram make the link and answers with it.

use relevo_telegram::MessageId;

/// What somebody asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invite {
    /// The command's message.
    pub about: MessageId,
    /// Whether it names somebody, whom only a personal account could add.
    pub named: bool,
}
