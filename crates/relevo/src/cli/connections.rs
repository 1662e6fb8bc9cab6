//! `relevo connections`: what is connected to what.

use anyhow::Result;
use clap::Args;
use relevo_core::{Connection, ConnectionState};

use super::{Place, table};
use crate::store::Identity;

#[derive(Args)]
pub(super) struct Options {
    #[command(flatten)]
    place: Place,
    /// As JSON, for programs
    #[arg(long)]
    json: bool,
}

pub(super) async fn run(options: Options) -> Result<()> {
    let store = options.place.look().await?;
    let (connections, identities, cells) = (
        store.connections().await?,
        store.identities().await?,
        store.cells().await?,
    );
    let group = |connection: &Connection| {
        cells
            .iter()
            .find(|cell| cell.id == connection.cell)
            .map(|cell| cell.group.0)
            .unwrap_or_default()
    };
    if options.json {
        let list: Vec<serde_json::Value> = connections
            .iter()
            .map(|connection| {
                serde_json::json!({
                    "id": format!("i{}", connection.id.0),
                    "bot": username(&identities, connection),
                    "account": connection.account().map(|_| connection.user.0),
                    "group": group(connection),
                    "owner": connection.owner.map(|owner| owner.0),
                    "state": state(connection),
                })
            })
            .collect();
        println!("{}", serde_json::to_string_pretty(&list)?);
    } else if connections.is_empty() {
        println!(
            "Nothing is connected yet. Connect a bot: relevo connect bot --token TOKEN --group ID"
        );
    } else {
        let rows: Vec<Vec<String>> = connections
            .iter()
            .map(|connection| {
                vec![
                    format!("i{}", connection.id.0),
                    frontend(&identities, connection),
                    group(connection).to_string(),
                    connection
                        .owner
                        .map(|owner| owner.0.to_string())
                        .unwrap_or_else(|| "–".into()),
                    state(connection).into(),
                ]
            })
            .collect();
        print!(
            "{}",
            table::render(&["id", "bot", "group", "owner", "state"], &rows)
        );
    }
    store.close().await;
    Ok(())
}

/// What clients write to, as a person names it.
pub(super) fn frontend(identities: &[Identity], connection: &Connection) -> String {
    let bot = username(identities, connection);
    match connection.account() {
        None => format!("@{bot}"),
        Some(_) => format!("{} over @{bot}", connection.user),
    }
}

/// The username of a connection's bot.
pub(super) fn username(identities: &[Identity], connection: &Connection) -> String {
    let found = identities
        .iter()
        .find(|identity| identity.id == connection.bot());
    found
        .map(|identity| identity.username.clone())
        .unwrap_or_default()
}

fn state(connection: &Connection) -> &'static str {
    match connection.state {
        ConnectionState::Running => "running",
        ConnectionState::Stopped => "stopped",
    }
}
