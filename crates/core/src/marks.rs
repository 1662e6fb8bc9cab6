//! Marks: words that a team pins to its conversations, and the funnels that come of them.
//!
//! A mark belongs to a backend group. Setting one may take others away (`after`: the stages of a funnel), send a saved reply and show a
//! word in the topic's title. `command` reads what is written behind `/mark`, `follow` says what a change brings about, `screen` names what
//! panels show. Neighbour: the program's `modules::marks` does what is asked. Deliberately absent: who may do what (`rights`).

mod command;
mod follow;
mod reply;
mod screen;

use relevo_telegram::UserId;

use crate::{ConversationId, Name};

pub use command::{MarkCommand, MarkMistake, MarkWrong};
pub use follow::{changes, show_ticker, ticker};
pub use reply::reply_by_itself;
pub use screen::{MarkAct, MarkRefusal, MarkScreen};

/// The most marks of a backend group.
pub const MARKS_MAX: usize = 50;

/// The longest text of a mark in titles, and of all marks of a conversation together, in UTF-16 units.
pub const TICKER_UNITS_MAX: usize = 40;

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
    /// The quick reply that is sent when it is set, by its name.
    pub sends: Option<Name>,
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
    /// The mark was deleted.
    Deleted,
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
