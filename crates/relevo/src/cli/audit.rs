//! `relevo audit`: who changed what. Shows values, which may hold words and ids of the owner's, so only on request.

use anyhow::Result;
use clap::Args;

use super::stop::named;
use super::{Place, period, table};
use crate::clock::Clock;
use crate::store::{Actor, AuditEntry, Deed};
use crate::words::moment::utc;

/// The most entries that are shown.
const ENTRIES_MAX: usize = 1_000;

#[derive(Args)]
pub(super) struct Options {
    /// This connection alone, like i1
    #[arg(long, value_name = "CONNECTION")]
    connection: Option<String>,
    /// Since this moment in UTC, like 2026-11-23, or for so long, like 24h or 7d [default: all that is kept]
    #[arg(long, value_name = "MOMENT")]
    since: Option<String>,
    /// As JSON, for programs
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    place: Place,
}

pub(super) async fn run(options: Options) -> Result<()> {
    let now_ms = Clock::real().now_ms();
    let since = options.since.as_deref();
    let since_ms = since
        .map(|words| period::since_ms(words, now_ms))
        .transpose()?;
    let store = options.place.look().await?;
    let connection = match &options.connection {
        Some(words) => Some(named(&store, words).await?.id),
        None => None,
    };
    let since_ms = since_ms.unwrap_or(i64::MIN);
    let mut entries = store.audit(connection, since_ms, ENTRIES_MAX + 1).await?;
    store.close().await;
    let more = entries.len() > ENTRIES_MAX;
    entries.truncate(ENTRIES_MAX);
    entries.reverse();
    if options.json {
        let list: Vec<_> = entries.iter().map(as_json).collect();
        println!("{}", serde_json::to_string_pretty(&list)?);
        return Ok(());
    }
    if more {
        println!("The last {ENTRIES_MAX}; older ones are there, too: choose with --connection.");
    }
    if entries.is_empty() {
        println!("Nothing was changed.");
        return Ok(());
    }
    let rows: Vec<Vec<String>> = entries.iter().map(as_row).collect();
    let header = ["when", "who", "connection", "what", "old", "new"];
    print!("{}", table::render(&header, &rows));
    Ok(())
}

fn as_row(entry: &AuditEntry) -> Vec<String> {
    let (old, new) = entry.deed.values();
    vec![
        utc(entry.by.at_ms / 1_000),
        match entry.by.who {
            Actor::CommandLine => "the command line".into(),
            Actor::Person(person) => person.0.to_string(),
        },
        connection(entry).unwrap_or_else(|| "–".into()),
        what(&entry.deed).into(),
        table::one_line(&old),
        table::one_line(&new),
    ]
}

fn as_json(entry: &AuditEntry) -> serde_json::Value {
    let (old, new) = entry.deed.values();
    let (via, person) = match entry.by.who {
        Actor::CommandLine => ("command_line", None),
        Actor::Person(person) => ("telegram", Some(person.0)),
    };
    serde_json::json!({
        "at_ms": entry.by.at_ms,
        "via": via,
        "person": person,
        "connection": connection(entry),
        "deed": entry.deed.word(),
        "parameter": parameter(&entry.deed),
        "old": old,
        "new": new,
    })
}

fn parameter(deed: &Deed) -> Option<&str> {
    match deed {
        Deed::Parameter { name, .. } => Some(name),
        _ => None,
    }
}

/// A parameter by its name, everything else by what it is.
fn what(deed: &Deed) -> &str {
    parameter(deed).unwrap_or(deed.word())
}

fn connection(entry: &AuditEntry) -> Option<String> {
    entry
        .connection
        .map(|connection| format!("i{}", connection.0))
}
