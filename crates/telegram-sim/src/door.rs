//! The doors: wire formats in front of [`crate::sim::Sim`]. They carry requests in and answers out and
//! decide nothing.

pub(crate) mod bot_api;
pub(crate) mod control;
pub(crate) mod playground;
mod read;
pub(crate) mod socket;
pub(crate) mod webhook;
