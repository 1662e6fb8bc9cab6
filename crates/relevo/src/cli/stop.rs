//! `relevo stop` and `relevo start`: an owner's pause of one connection. `serve` notices within a second.

use anyhow::Result;
use clap::Args;
use relevo_core::{ConnectionId, ConnectionState};

use super::Place;
use crate::clock::Clock;
use crate::stopping;

#[derive(Args)]
pub(super) struct Options {
    /// The connection, as `relevo connections` lists it, like i1
    #[arg(value_name = "CONNECTION")]
    connection: String,
    #[command(flatten)]
    place: Place,
}

pub(super) async fn run(options: Options, state: ConnectionState) -> Result<()> {
    let number = options.connection.trim_start_matches('i').parse();
    let wanted = number.map(ConnectionId).ok();
    let store = options.place.look().await?;
    let known = store.connections().await?;
    let found = known.iter().find(|known| Some(known.id) == wanted);
    let Some(found) = found else {
        store.close().await;
        anyhow::bail!(
            "there is no connection {}: `relevo connections` lists those that there are",
            options.connection
        );
    };
    let changed = stopping::set(&store, found.id, state, Clock::real().now_ms()).await?;
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
