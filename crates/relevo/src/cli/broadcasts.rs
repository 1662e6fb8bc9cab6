//! `relevo broadcasts`: the broadcasts of the backend groups, and as CSV who got one and who did not: the same table that comes
//! into the group. Neither names nor what was sent is shown.

use std::io::Write as _;

use anyhow::{Context, Result, bail};
use clap::Args;
use relevo_core::CellId;
use relevo_core::broadcast::{Recipient, Stage};

use super::stop::named;
use super::{Place, table};
use crate::broadcasts::report::{HEADLINE, Report};
use crate::sheet::Sheet;
use crate::store::{Broadcast, RecipientCounts, Store};
use crate::words::moment::utc;

#[derive(Args)]
pub(super) struct Options {
    /// Those of this connection's backend group alone, like i1
    #[arg(long, value_name = "CONNECTION")]
    connection: Option<String>,
    /// Print the report of this broadcast as CSV: recipient, conversation, connection, state, reason, time
    #[arg(long, value_name = "NUMBER")]
    report: Option<i64>,
    #[command(flatten)]
    place: Place,
}

pub(super) async fn run(options: Options) -> Result<()> {
    let store = options.place.look().await?;
    let cells = match &options.connection {
        Some(words) => vec![named(&store, words).await?.cell],
        None => store.cells().await?.iter().map(|cell| cell.id).collect(),
    };
    match options.report {
        Some(number) => report(&store, &cells, number).await?,
        None => list(&store, &cells).await?,
    }
    store.close().await;
    Ok(())
}

async fn list(store: &Store, cells: &[CellId]) -> Result<()> {
    let mut rows = Vec::new();
    for cell in cells {
        for one in store.broadcasts_of(*cell).await? {
            let counts = counts(store, &one).await?;
            rows.push(row(&one, &counts));
        }
    }
    if rows.is_empty() {
        println!("There are no broadcasts.");
        return Ok(());
    }
    let header = [
        "number",
        "connection",
        "stage",
        "made",
        "began",
        "ended",
        "chats",
        "sent",
        "failed",
        "unknown",
        "left out",
        "waiting",
    ];
    print!("{}", table::render(&header, &rows));
    Ok(())
}

async fn counts(store: &Store, one: &Broadcast) -> Result<RecipientCounts> {
    let counts = store.recipient_counts(one.id).await?;
    Ok(match one.stage {
        Stage::Cancelled => counts.cancelled(),
        _ => counts,
    })
}

fn row(one: &Broadcast, counts: &RecipientCounts) -> Vec<String> {
    let moment = |at_ms: Option<i64>| at_ms.map_or_else(|| "–".into(), |at_ms| utc(at_ms / 1_000));
    let of = |state| counts.of(state).to_string();
    let waiting = counts.of(Recipient::Waiting) + counts.of(Recipient::InLane);
    vec![
        one.number.to_string(),
        format!("i{}", one.connection.0),
        stage(one).into(),
        moment(Some(one.made_ms)),
        moment(one.started_ms),
        moment(one.ended_ms),
        counts.all().to_string(),
        of(Recipient::Sent),
        of(Recipient::Failed),
        of(Recipient::Unknown),
        of(Recipient::LeftOut),
        waiting.to_string(),
    ]
}

fn stage(one: &Broadcast) -> &'static str {
    match one.stage {
        Stage::Gathering => "counting",
        Stage::Ready => "not started",
        Stage::Scheduled => "scheduled",
        Stage::Running => "running",
        Stage::Paused => "paused",
        Stage::Done => "finished",
        Stage::Cancelled => "cancelled",
    }
}

async fn report(store: &Store, cells: &[CellId], number: i64) -> Result<()> {
    let mut found = Vec::new();
    for cell in cells {
        found.extend(store.broadcast(*cell, number).await?);
    }
    let one = match found.as_slice() {
        [one] => one,
        [] => {
            bail!("there is no broadcast {number}: `relevo broadcasts` lists those that there are")
        }
        _ => bail!("several groups have a broadcast {number}: choose with --connection"),
    };
    let connections = store.connections().await?;
    let mut out = std::io::stdout().lock();
    let mut sheet = Sheet::new(&HEADLINE);
    let mut report = Report::new(store, one, connections.iter());
    while report.write_some(&mut sheet).await? {
        out.write_all(&sheet.take())
            .context("the report cannot be written")?;
    }
    out.flush().context("the report cannot be written")
}
