//! What events change, row by row.

pub(crate) mod desk;
pub(crate) mod matter;

mod channels;
mod client;
mod edits;
mod group;
mod groups;
mod promises;
mod rest;
mod sources;
mod standby;
