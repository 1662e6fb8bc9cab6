//! People write to a person's own account, and the team answers in that person's name over a connected bot. ADR 22.

#![expect(clippy::unwrap_used, reason = "a scenario fails by panicking")]

mod alone;
mod both;
mod crash;
mod held;
mod office;
mod pending;
mod renewed;
mod stopped;
mod talk;
mod walk;
mod window;

pub(crate) use office::Office;
