#![doc = include_str!("../README.md")]

pub mod app;
pub mod bench;
pub mod cli;
pub mod clock;
pub mod config;
pub mod connect;
pub mod delivery;
pub mod demo;
pub mod directory;
pub mod intake;
pub mod secrets;
pub mod sim_wire;
pub mod stopping;
pub mod store;
pub mod trouble;
pub mod words;
