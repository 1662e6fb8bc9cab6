//! What somebody of the team decided about a client's chat, or was shown of it that others are not: goes to the audit log.
//!
//! Neighbours: `decide::accept` asks about groups, and carries out what is said; `call::info` sends cards to one person alone.

use relevo_telegram::{ChatId, UserId};

use crate::ConnectionId;

/// What was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Mirror it.
    Accepted,
    /// Never mirror it.
    Ignored,
    /// Leave it.
    Left,
    /// Nothing: they were sent its card alone, with what is hidden from the others.
    Shown,
}

/// A verdict, by whose will.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChatVerdict {
    /// The connection.
    pub connection: ConnectionId,
    /// The group, or the client.
    pub chat: ChatId,
    /// What was said.
    pub verdict: Verdict,
    /// Who said it.
    pub by: UserId,
    /// Unix milliseconds.
    pub at_ms: i64,
}
