//! `relevo stop` and `relevo start`: an owner's pause of one connection. `serve` notices within a second.

use anyhow::Result;
use clap::Args;
use relevo_core::{Connection, ConnectionId, ConnectionState};

use super::Place;
use crate::clock::Clock;
use crate::stopping;
use crate::store::{By, Store};

#[derive(Args)]
pub(super) struct Options {
    /// The connection, as `relevo connections` lists it, like i1
    #[arg(value_name = "CONNECTION")]
    connection: String,
    #[command(flatten)]
    place: Place,
}

pub(super) async fn run(options: Options, state: ConnectionState) -> Result<()> {
    let store = options.place.look().await?;
    let found = named(&store, &options.connection).await?;
    let changed = stopping::set(
        &store,
        found.id,
        state,
        By::command_line(Clock::real().now_ms()),
    )
    .await?;
    store.close().await;
    let id = found.id.0;
    match (state, changed) {
        (ConnectionState::Stopped, true) => println!(
            "i{id} is stopped: nothing is taken in. Telegram keeps what comes for 24 hours; start it again before that: relevo start i{id}"
        ),
        (ConnectionState::Stopped, false) => println!("i{id} was stopped already."),
        (ConnectionState::Running, true) => println!(
            "i{id} is started: what clients wrote meanwhile follows with its time, and what operators wrote is asked about."
        ),
        (ConnectionState::Running, false) => println!("i{id} was running already."),
    }
    Ok(())
}

/// The connection that somebody names, like `i1`.
pub(super) async fn named(store: &Store, words: &str) -> Result<Connection> {
    let wanted = words.trim_start_matches('i').parse().map(ConnectionId).ok();
    let known = store.connections().await?.into_iter();
    let mut found = known.filter(|known| Some(known.id) == wanted);
    let missing = || {
        anyhow::anyhow!(
            "there is no connection {words}: `relevo connections` lists those that there are"
        )
    };
    found.next().ok_or_else(missing)
}
