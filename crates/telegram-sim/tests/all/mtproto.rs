//! The MTProto door: Telethon and grammers, unmodified, and raw packets of every bad kind.

mod bots;
mod deeds;
mod faults;
mod files;
mod garbage;
mod grammers;
mod groups;
mod stage;
mod telethon;
mod updates;
