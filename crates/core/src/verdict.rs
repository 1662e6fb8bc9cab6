//! What somebody of the team said to a group that was asked about: goes to the audit log.
//!
//! Neighbour: `decide::accept` asks, and carries it out.

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
}

/// A verdict, by whose will.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupVerdict {
    /// The connection that was asked.
    pub connection: ConnectionId,
    /// The group.
    pub chat: ChatId,
    /// What was said.
    pub verdict: Verdict,
    /// Who said it.
    pub by: UserId,
    /// Unix milliseconds.
    pub at_ms: i64,
}
