//! The offline Telegram: one seeded world of people, bots, chats, topics, messages, files, rights,
//! budgets and time, with doors to it.
//!
//! `world` is the state and its rules, `methods` the Bot API on top of it, `control` what people do,
//! `transcript` what can be read back. `sim` is the handle that all doors share, with clock, faults and
//! the check against the Bot API (`schema`); `serve` opens the doors that need sockets. The doors only
//! carry requests in and answers out.
//! It keeps the rules listed in `FIDELITY.md`, refuses loudly what it does not simulate, and knows
//! nothing of any program that talks to it.

mod answer;
mod checks;
mod clock;
pub mod control;
mod door;
pub mod fault;
mod methods;
mod poll;
pub mod request;
pub mod schema;
pub mod serve;
pub mod sim;
pub mod transcript;
pub mod world;
