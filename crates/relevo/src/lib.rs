//! What the desk does: it takes updates in, lets `relevo-core` decide, writes the result in one transaction, and
//! delivers. See ARCHITECTURE.md for the way of a message.

#[cfg(feature = "desk")]
pub mod app;
#[cfg(feature = "desk")]
pub mod bench;
#[cfg(feature = "desk")]
pub mod cli;
#[cfg(feature = "desk")]
pub mod clock;
#[cfg(feature = "desk")]
pub mod config;
#[cfg(feature = "desk")]
pub mod connect;
#[cfg(feature = "desk")]
pub mod delivery;
#[cfg(feature = "desk")]
pub mod demo;
#[cfg(feature = "desk")]
pub mod directory;
#[cfg(feature = "desk")]
pub mod intake;
pub mod secrets;
#[cfg(feature = "desk")]
pub mod sim_wire;
pub mod store;
#[cfg(feature = "desk")]
pub mod trouble;
pub mod words;
