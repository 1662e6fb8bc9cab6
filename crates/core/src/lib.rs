//! What the desk decides: pure and synchronous.
//!
//! Three functions are the brain: [`decide`] (what does this event change?), [`next_call`] (which Telegram call does
//! this delivery need now?) and [`after_call`] (what follows from its outcome?). The [`Scheduler`] says when a call may
//! be made. Time, ids and facts are arguments; the result is a list of [`Change`]s that the program writes in one
//! transaction.
//!
//! Deliberately absent: clocks, randomness, I/O, async, serialization. Whoever wants to know what Relevo can do reads
//! [`Event`] and [`Change`]: both are closed enums.

mod call;
mod change;
mod content;
mod decide;
mod delivery;
mod event;
mod fresh;
mod model;
pub mod params;
mod render;
mod scheduler;
mod words;

pub use call::{CallFacts, Next, TOPIC_ECHO_WAIT_MS, after_call, backoff_ms, next_call};
pub use change::{
    Callback, CallbackAction, Change, Fact, FactKind, Fate, Filter, InboxMark, Link, LinkRole,
};
pub use content::ContentKind;
pub use decide::{Context, Creating, Decision, decide};
pub use delivery::{Cause, Delivery, Direction, Header, HeldWhy, Job, Lane, ReplySource, State};
pub use event::Event;
pub use fresh::{FRESH_PER_EVENT_MAX, Fresh};
pub use model::{
    Card, CardId, Cell, CellId, CellState, Connection, ConnectionId, ConnectionState, Conversation,
    ConversationId, IdentityId, PauseWhy, Seq, Topic,
};
pub use params::Params;
pub use render::topic_name;
pub use scheduler::{Ask, Budgets, Grant, Priority, Scheduler};
pub use words::{FailReason, Notice, Spoken};
