//! What events change, row by row.

pub(crate) mod desk;
pub(crate) mod matter;
pub(crate) mod told;

pub(crate) mod accounts;
mod albums;
mod assigns;
mod away;
mod bans;
pub(crate) mod channels;
mod client;
mod contents;
mod edited_lines;
mod edits;
mod group;
mod groups;
pub(crate) mod held;
mod hidden;
mod info;
mod lists;
mod moves;
mod opting;
mod outgoing;
mod promises;
mod reactions;
mod rest;
mod say;
mod sources;
mod standby;
mod status;
mod stops;
mod unanswered;
mod unicode;
