//! What events change, row by row.

pub(crate) mod desk;

mod albums;
mod client;
mod edits;
mod group;
mod promises;
mod rest;
