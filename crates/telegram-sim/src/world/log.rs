//! The append-only log of deeds, for checkers that stand outside the world.

use std::borrow::Cow;

use serde::Serialize;

/// One deed: a Bot API call or something a person did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Deed {
    /// Place in the log, from 0.
    pub number: usize,
    /// World time, Unix milliseconds.
    pub at_ms: i64,
    /// Account that acted; 0 for the world itself.
    pub who: i64,
    /// Bot API method or control operation.
    pub what: Cow<'static, str>,
    /// Chat as the actor calls it; 0 if none.
    pub chat: i64,
    /// Message as the actor numbers it, or the thread of a topic operation; 0 if none.
    pub message: i64,
    /// Refusal code; 0 if the deed was done.
    pub refused: u16,
}
