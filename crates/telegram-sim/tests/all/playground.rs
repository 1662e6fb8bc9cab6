//! The playground's door: what a person sees, the stream of what is new, unread counts, files, and who may ask.

mod asking;
mod bots;
mod calls;
mod everything;
mod files;
mod guard;
mod live;
mod pages;
mod touches;
mod unread;
