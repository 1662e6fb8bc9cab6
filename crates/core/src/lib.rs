#![doc = include_str!("../README.md")]

mod album;
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

pub use album::{ALBUM_ITEMS_MAX, ALBUM_QUIET_MS, Album, AlbumPart, Gathered, Reading, Road};
pub use call::{CallFacts, Next, TOPIC_ECHO_WAIT_MS, after_call, backoff_ms, next_call};
pub use change::{
    Callback, CallbackAction, Change, Fact, FactKind, Fate, Filter, InboxMark, Link, LinkRole,
};
pub use content::ContentKind;
pub use decide::{About, AlbumFacts, Context, Creating, Decision, asks_to_withdraw, decide};
pub use delivery::{
    Cause, Delivery, Direction, Header, HeldWhy, Job, Lane, Matter, ReplySource, State, Version,
};
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
