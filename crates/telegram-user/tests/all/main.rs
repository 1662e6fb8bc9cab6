//! An account against the offline Telegram's MTProto door: over real sockets, with unmodified grammers below.

mod login;
mod once;
mod stage;
mod talk;
mod updates;
