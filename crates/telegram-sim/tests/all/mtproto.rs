//! The MTProto door: Telethon and grammers, unmodified, and raw packets of every bad kind.

mod grammers;
mod stage;
mod telethon;
