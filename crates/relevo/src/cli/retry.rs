//! `relevo retry`: what failed or is held, and a way to let it be tried again. First the plan, then with `--yes` the deed.

use anyhow::Result;
use clap::Args;
use relevo_core::{CellId, ConnectionId, HeldWhy, Seq, State};

use super::reconcile::{at, delivery};
use super::status::snake;
use super::{Place, period, table};
use crate::clock::Clock;
use crate::retry::{Tried, Waits, again, list};
use crate::store::Period;

#[derive(Args)]
pub(super) struct Options {
    /// What to try again, as the list names it, like d2.57
    #[arg(value_name = "DELIVERY", conflicts_with = "all_failed")]
    deliveries: Vec<String>,
    /// Everything that failed
    #[arg(long)]
    all_failed: bool,
    /// With --all-failed: also what a client may have already, and gets twice then
    #[arg(long, requires = "all_failed")]
    even_if_it_arrived: bool,
    /// Of this connection alone, like i1
    #[arg(long, value_name = "CONNECTION")]
    connection: Option<String>,
    #[command(flatten)]
    period: period::Span,
    /// Do it: without, only the plan is printed
    #[arg(long)]
    yes: bool,
    /// As JSON, for programs: the list
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    place: Place,
}

pub(super) async fn run(options: Options) -> Result<()> {
    let now_ms = Clock::real().now_ms();
    let period = options.period.read(now_ms)?;
    let wanted = options
        .deliveries
        .iter()
        .map(|words| read(words))
        .collect::<Result<Vec<_>>>()?;
    let store = options.place.look().await?;
    let connection = match &options.connection {
        Some(words) => Some(super::stop::named(&store, words).await?.id),
        None => None,
    };
    let mut all = list(&store).await?;
    all.retain(|one| is_in(one, connection, period));
    for (words, id) in options.deliveries.iter().zip(&wanted) {
        let known = all.iter().any(|one| id_of(one) == *id);
        anyhow::ensure!(
            known,
            "{words} neither failed nor is held: `relevo retry` lists what is"
        );
    }
    let asked = options.all_failed || !wanted.is_empty();
    let chosen = |one: &Waits| {
        let failed =
            one.what.has_failed() || (one.may_have_arrived() && options.even_if_it_arrived);
        // What nothing can come of any more fails no command that means everything.
        wanted.contains(&id_of(one)) || (options.all_failed && failed && !one.has_moved)
    };
    if asked {
        all.retain(chosen);
    }
    if options.json {
        let rows: Vec<serde_json::Value> = all.iter().map(as_json).collect();
        println!("{}", serde_json::to_string_pretty(&rows)?);
    } else if all.is_empty() {
        println!("Nothing failed and nothing is held.");
    } else {
        print!("{}", as_text(&all, asked));
    }
    if !asked || all.is_empty() {
        store.close().await;
        return Ok(());
    }
    if !options.yes {
        store.close().await;
        if !options.json {
            println!("\nThis is the plan: nothing was done. To do it, add --yes.");
        }
        return Ok(());
    }
    let mut done = 0;
    for one in &all {
        let tried = again(&store, id_of(one), now_ms).await?;
        done += usize::from(tried == Tried::Again);
        if !options.json {
            println!("{}: {}", id(one), outcome(tried));
        }
    }
    store.close().await;
    anyhow::ensure!(done == all.len(), "{done} of {} are tried again", all.len());
    Ok(())
}

fn is_in(one: &Waits, connection: Option<ConnectionId>, period: Period) -> bool {
    let delivery = &one.what.delivery;
    connection.is_none_or(|wanted| wanted == delivery.connection)
        && (period.from_ms..period.to_ms).contains(&delivery.made_ms)
}

fn as_text(all: &[Waits], asked: bool) -> String {
    let rows: Vec<Vec<String>> = all.iter().map(|one| row(one, asked)).collect();
    let last = if asked { "plan" } else { "with retry" };
    table::render(
        &[
            "delivery",
            "connection",
            "since",
            "way",
            "holds",
            "why",
            "seen at",
            last,
        ],
        &rows,
    )
}

fn row(one: &Waits, asked: bool) -> Vec<String> {
    let delivery = &one.what.delivery;
    let kind = one.what.kind().map(|kind| snake(&format!("{kind:?}")));
    let would = match (one.would_be(), one.may_have_arrived()) {
        (Tried::Again, true) if asked => "sent again: the client may get it twice",
        (would, _) => outcome(would),
    };
    vec![
        id(one),
        format!("i{}", delivery.connection.0),
        at(delivery.made_ms),
        snake(&format!("{:?}", delivery.direction)).replace('_', " "),
        kind.unwrap_or_else(|| "–".into()),
        why(one),
        seen_at(one).unwrap_or_else(|| "only here".into()),
        would.into(),
    ]
}

fn why(one: &Waits) -> String {
    match &one.what.delivery.state {
        State::Held(HeldWhy::UnknownOutcome) => "held: nobody knows whether it arrived".into(),
        State::Held(HeldWhy::WhichSource) => {
            "held: the topic of the client's forum is to be chosen".into()
        }
        State::Held(HeldWhy::Unpublished) => "held: to be published or not".into(),
        State::Held(HeldWhy::WhileStopped) => {
            "held: written while the connection was stopped".into()
        }
        State::Held(HeldWhy::AccountAway) => "held: the account's owner let it not be sent".into(),
        State::Failed(reason) => {
            let name = format!("{reason:?}");
            let name = name.split([' ', '(']).next().unwrap_or_default();
            format!("failed: {}", snake(name).replace('_', " "))
        }
        State::Waiting { .. } | State::Claimed { .. } => "waiting".into(),
    }
}

fn outcome(tried: Tried) -> &'static str {
    match tried {
        Tried::Again => "tried again",
        Tried::TextGone => "the text has gone: after seven days nothing is left to send",
        Tried::Asked => "only its topic offers the choice",
        Tried::Moved => "its connection has moved to another group: write it again there",
        Tried::Settled => "settled meanwhile",
    }
}

/// Telegram's address of the message that tells of it.
fn seen_at(one: &Waits) -> Option<String> {
    let at = one.told_at?;
    let group = at.chat.0.to_string();
    let group = group.strip_prefix("-100").unwrap_or(&group);
    Some(format!("https://t.me/c/{group}/{}", at.message.0))
}

fn as_json(one: &Waits) -> serde_json::Value {
    let delivery = &one.what.delivery;
    serde_json::json!({
        "delivery": id(one),
        "connection": format!("i{}", delivery.connection.0),
        "conversation": delivery.conversation.map(|id| id.0),
        "since_ms": delivery.made_ms,
        "way": snake(&format!("{:?}", delivery.direction)),
        "failed": one.what.has_failed(),
        "why": why(one),
        "seen_at": seen_at(one),
        "with_retry": outcome(one.would_be()),
        "may_have_arrived": one.may_have_arrived(),
    })
}

fn id_of(one: &Waits) -> (CellId, Seq) {
    (one.what.delivery.cell, one.what.delivery.seq)
}

fn id(one: &Waits) -> String {
    let (cell, seq) = id_of(one);
    delivery(cell.0, seq)
}

fn read(words: &str) -> Result<(CellId, Seq)> {
    let parts = words.trim_start_matches('d').split_once('.');
    let ids =
        parts.and_then(|(cell, seq)| Some((CellId(cell.parse().ok()?), Seq(seq.parse().ok()?))));
    ids.ok_or_else(|| {
        anyhow::anyhow!("{words} names no delivery: `relevo retry` lists them, like d2.57")
    })
}
