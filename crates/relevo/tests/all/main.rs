//! All tests of the desk in one binary: every file in `tests/` of its own would be linked anew.

mod albums;
mod cli;
mod content;
mod crash;
mod database;
mod demo;
mod edits;
mod every_fault;
mod faults;
mod flood;
mod groups;
mod hiding;
mod privacy;
mod reactions;
mod red_team;
mod relays;
mod retry;
mod stage;
mod status;
mod store;
mod talk;
mod tidy;
mod town;
mod trouble;
