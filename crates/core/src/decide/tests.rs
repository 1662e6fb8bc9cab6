//! What events change, row by row.

pub(crate) mod desk;

mod client;
mod edits;
mod group;
mod promises;
mod reactions;
mod rest;
