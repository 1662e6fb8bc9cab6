//! The doors: the check against the Bot API, faults, HTTP, webhooks, the control API, and clients
//! written by others.

mod schema;
