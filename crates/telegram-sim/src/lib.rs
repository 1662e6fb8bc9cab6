#![doc = include_str!("../README.md")]

mod answer;
mod calls;
mod checks;
mod clock;
pub mod control;
mod door;
pub mod fault;
mod methods;
mod mtproto;
pub mod playground;
mod poll;
pub mod request;
pub mod schema;
pub mod serve;
pub mod sim;
pub mod transcript;
mod view;
pub mod world;
