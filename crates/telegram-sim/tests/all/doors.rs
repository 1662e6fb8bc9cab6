//! The doors: the check against the Bot API, faults, HTTP, webhooks, the control API, and clients
//! written by others.

mod clients;
mod control;
mod faults;
mod http;
mod in_process;
mod schema;
pub(crate) mod script;
pub(crate) mod stage;
mod webhook;
pub(crate) mod wire;
