//! The offline Telegram: one seeded world of people, bots, chats, topics, messages, files, rights,
//! budgets and time, with doors to it.
//!
//! `world` is the state and its rules, `methods` the Bot API on top of it, `control` what people do,
//! `transcript` what can be read back. The doors only carry requests in and answers out.
//! It keeps the rules listed in `FIDELITY.md`, refuses loudly what it does not simulate, and knows
//! nothing of any program that talks to it.

pub mod control;
mod methods;
pub mod request;
pub mod transcript;
pub mod world;
mod answer;
mod clock;
pub mod door;
pub mod fault;
mod poll;
pub mod schema;
pub mod serve;
pub mod sim;
