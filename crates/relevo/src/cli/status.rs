//! `relevo status`: what runs, what its bots have left, what waits and what failed, each with its fix. Counts and states, never names or words.

mod bots;

use anyhow::Result;
use clap::Args;
use relevo_core::{CellState, Connection, ConnectionState, Fate};

use super::connections::frontend;
use super::{Place, table};
use crate::clock::Clock;
use crate::store::{ConnectionStatus, Status};
use crate::trouble;

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
    let status = store.status().await?;
    let (connections, identities) = (store.connections().await?, store.identities().await?);
    let now_ms = Clock::real().now_ms();
    let cells = store.bots(now_ms).await?;
    store.close().await;
    if options.json {
        let mut all = as_json(&status);
        all["groups"] = cells
            .iter()
            .map(|one| bots::as_json(one, &identities))
            .collect();
        println!("{}", serde_json::to_string_pretty(&all)?);
        return Ok(());
    }
    if status.connections.is_empty() {
        println!(
            "Nothing is connected yet. Connect a bot: relevo connect bot --token TOKEN --group ID"
        );
        return Ok(());
    }
    let bot = |one: &ConnectionStatus| {
        let connection: Option<&Connection> = connections
            .iter()
            .find(|connection| connection.id == one.id);
        connection
            .map(|connection| frontend(&identities, connection))
            .unwrap_or_default()
    };
    let rows: Vec<Vec<String>> = status
        .connections
        .iter()
        .map(|one| row(one, &bot(one), now_ms))
        .collect();
    let header = [
        "id",
        "bot",
        "state",
        "delivered",
        "waiting",
        "oldest",
        "held",
        "failed",
        "quarantined",
    ];
    print!("{}", table::render(&header, &rows));
    for one in &cells {
        print!("\n{}", bots::tables(one, &identities, now_ms));
    }
    let refused = connections.iter().filter_map(|connection| {
        let identity = identities
            .iter()
            .find(|identity| identity.id == connection.bot())?;
        let trouble = identity.trouble?;
        Some(format!(
            "i{}: {}.",
            connection.id.0,
            trouble::of_intake(trouble)
        ))
    });
    let skipped = (status.reactions_skipped > 0).then(|| {
        format!(
            "{} could not be shown on the other side: Telegram lets no bot set them there.",
            reactions(status.reactions_skipped)
        )
    });
    let advice = status.connections.iter().flat_map(advice);
    let relays = cells.iter().flat_map(|one| bots::advice(one, &identities));
    for line in refused.chain(advice).chain(relays).chain(skipped) {
        println!("\n{line}");
    }
    Ok(())
}

fn row(one: &ConnectionStatus, bot: &str, now_ms: i64) -> Vec<String> {
    let oldest = one
        .oldest_waiting_ms
        .map(|at_ms| span((now_ms - at_ms) / 1_000));
    vec![
        format!("i{}", one.id.0),
        bot.to_owned(),
        state(one).into(),
        (count(one, Fate::Delivered) + count(one, Fate::Arrived)).to_string(),
        (one.waiting + one.claimed).to_string(),
        oldest.unwrap_or_else(|| "–".into()),
        one.held.to_string(),
        one.failed.to_string(),
        one.quarantined.to_string(),
    ]
}

fn state(one: &ConnectionStatus) -> &'static str {
    match (one.state, one.cell_state) {
        (ConnectionState::Stopped, _) => "stopped",
        (ConnectionState::Running, CellState::Running) => "running",
        (ConnectionState::Running, CellState::Paused(_)) => "group paused",
    }
}

fn count(one: &ConnectionStatus, fate: Fate) -> i64 {
    one.fates
        .iter()
        .filter(|(known, _)| *known == fate)
        .map(|(_, count)| count)
        .sum()
}

/// What somebody should do, and where.
fn advice(one: &ConnectionStatus) -> Vec<String> {
    let id = one.id.0;
    let mut lines = Vec::new();
    if let CellState::Paused(why) = one.cell_state {
        lines.push(format!(
            "i{id}: {}. Everything goes on by itself afterwards.",
            trouble::of_group(why)
        ));
    }
    if one.held > 0 {
        lines.push(format!(
            "i{id}: {} may or may not have arrived; the topic asks (Send again / It arrived), and `relevo retry` lists what does.",
            messages(one.held)
        ));
    }
    if one.failed > 0 {
        lines.push(format!(
            "i{id}: {} did not arrive; the topic says why and offers Retry; `relevo retry` does it for many.",
            messages(one.failed)
        ));
    }
    if one.quarantined > 0 {
        lines.push(format!(
            "i{id}: {} could not be processed; kept encrypted for seven days.",
            updates(one.quarantined)
        ));
    }
    lines
}

fn messages(count: i64) -> String {
    if count == 1 {
        "1 message".into()
    } else {
        format!("{count} messages")
    }
}

fn reactions(count: i64) -> String {
    if count == 1 {
        "1 reaction".into()
    } else {
        format!("{count} reactions")
    }
}

fn updates(count: i64) -> String {
    if count == 1 {
        "1 update".into()
    } else {
        format!("{count} updates")
    }
}

/// A span of time in its largest unit.
fn span(seconds: i64) -> String {
    match seconds.max(0) {
        seconds @ 0..60 => format!("{seconds} s"),
        seconds @ 60..3_600 => format!("{} min", seconds / 60),
        seconds @ 3_600..86_400 => format!("{} h", seconds / 3_600),
        seconds => format!("{} d", seconds / 86_400),
    }
}

fn as_json(status: &Status) -> serde_json::Value {
    let connections: Vec<serde_json::Value> = status
        .connections
        .iter()
        .map(|one| {
            let fates: serde_json::Map<String, serde_json::Value> = one
                .fates
                .iter()
                .map(|(fate, count)| (name(*fate), (*count).into()))
                .collect();
            serde_json::json!({
                "id": format!("i{}", one.id.0),
                "state": state(one),
                "waiting": one.waiting,
                "claimed": one.claimed,
                "held": one.held,
                "failed": one.failed,
                "quarantined": one.quarantined,
                "oldest_waiting_ms": one.oldest_waiting_ms,
                "updates": fates,
            })
        })
        .collect();
    serde_json::json!({
        "connections": connections,
        "reactions_skipped": status.reactions_skipped,
        "reactions_dropped": status.reactions_dropped,
    })
}

pub(super) fn name(fate: Fate) -> String {
    match fate {
        Fate::Filtered(why) => format!("filtered:{}", snake(&format!("{why:?}"))),
        other => snake(&format!("{other:?}")),
    }
}

pub(super) fn snake(name: &str) -> String {
    let mut snake = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.extend(letter.to_lowercase());
    }
    snake
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Promise: spans are short and never negative, also when clocks disagree.
    #[test]
    fn spans_are_short() {
        assert_eq!(
            [-5, 59, 60, 7_300, 200_000].map(span),
            ["0 s", "59 s", "1 min", "2 h", "2 d"]
        );
    }

    /// Promise: programs read the names of fates in snake case.
    #[test]
    fn fates_have_names_for_programs() {
        assert_eq!(
            name(Fate::Filtered(relevo_core::Filter::NotActedOn)),
            "filtered:not_acted_on"
        );
        assert_eq!(name(Fate::Delivered), "delivered");
    }
}
