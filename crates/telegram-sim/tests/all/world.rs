//! The rules of the world, each test named after its rule.

mod access;
mod audience;
mod budgets;
mod business;
mod contents;
mod copies;
mod deletions;
mod determinism;
mod edits;
mod entities;
mod files;
mod keyboards;
mod life_of_chats;
mod media;
mod numbering;
mod odd_calls;
mod polls_and_buttons;
mod reactions;
mod replies;
mod scene;
mod sending;
mod small_methods;
mod texts;
mod topics;
mod transcripts;
mod updates;
