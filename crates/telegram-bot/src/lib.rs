#![doc = include_str!("../README.md")]

mod answer;
mod bot;
mod encode;
mod http;
mod read;
mod refusal;
mod wire;

pub use bot::{Bot, TimeLimits};
pub use http::{BadAddress, Http};
pub use wire::{Attached, Download, Wire, WireAnswer};
