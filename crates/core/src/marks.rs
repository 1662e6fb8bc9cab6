//! Marks: words that a team pins to its conversations, and the funnels that come of them.
//!
//! A mark belongs to a backend group. Setting one may take others away (`after`: the stages of a funnel), send a saved reply and show a
//! word in the topic's title. Neighbours: `command` reads what is written behind `/mark`, the program keeps the marks and does what
//! is asked. Deliberately absent: names on disk (the store seals them), and who may do what (`rights`).

use relevo_telegram::UserId;

use crate::{ConversationId, Name};

/// The most marks of a backend group.
pub const MARKS_MAX: usize = 50;

/// Which mark; unique in the installation, minted by the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MarkId(pub i64);

/// A mark, as the team has made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Which.
    pub id: MarkId,
    /// How it is called.
    pub name: Name,
    /// What stands in the topic's title where it is set, if anything does.
    pub ticker: Option<String>,
    /// Which marks go when it is set.
    pub after: Vec<MarkId>,
    /// The saved reply that is sent when it is set, by its row's id.
    pub sends: Option<i64>,
    /// Whether the owner's webhook hears when it is set or taken away.
    pub hook: bool,
}

/// Why a mark was set or taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MarkCause {
    /// Somebody of the team did it.
    Person,
    /// Another mark was set, after which it goes.
    After,
    /// A broadcast did it.
    Broadcast,
    /// The connection moved to another backend group, and took its marks along.
    Move,
}

/// A mark was set or taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MarkEvent {
    /// Which.
    pub mark: MarkId,
    /// On which conversation.
    pub conversation: ConversationId,
    /// Whether it is set since.
    pub on: bool,
    /// When, Unix milliseconds.
    pub at_ms: i64,
    /// Who of the team did it, or the person whose doing caused it.
    pub person: Option<UserId>,
    /// Why.
    pub cause: MarkCause,
}
