//! All tests of the Bot API gateway, through its public face only.

#![expect(clippy::unwrap_used, reason = "here a failed unwrap is a failed test")]

mod answers;
mod business;
mod encoding;
mod files;
mod http;
mod kinds;
mod matter;
mod pages;
mod properties;
mod reading;
mod refusals;
mod samples;
mod script;
mod server;
mod strange;
