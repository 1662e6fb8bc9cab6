//! What events change, row by row.

pub(crate) mod desk;

mod client;
mod contents;
mod edits;
mod group;
mod moves;
mod promises;
mod rest;
mod unicode;
