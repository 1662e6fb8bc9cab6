//! What the desk does: it takes updates in, lets `relevo-core` decide, writes the result in one transaction, and
//! delivers. See ARCHITECTURE.md for the way of a message.

pub mod secrets;
pub mod store;
pub mod words;
