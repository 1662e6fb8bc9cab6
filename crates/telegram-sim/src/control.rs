//! What people and owners do in the world, as a Rust API; a door offers the same as JSON.
//!
//! Chats are named as the acting account names them: a private chat by the other account's id, a group
//! or channel by its negative id. Messages carry the numbers that the acting account sees. A refusal
//! has Telegram's words where a bot would get it, and is an [`ApiError`](crate::request::ApiError) too.

mod bots;
mod business;
mod change;
mod chats;
mod content;
mod keyboard;
mod members;
mod people;
pub(crate) mod polls;
mod react;
mod samples;
mod say;
mod saying;
mod settings;
mod topics;
mod upload;

pub use bots::{BotSettings, NewManagedBot};
pub use business::BusinessRow;
pub use change::Edit;
pub use chats::NewChat;
pub use content::SayContent;
pub use people::{MadeBot, NewBot, NewPerson};
pub use samples::UNKNOWN_FIELD;
pub use say::Say;
