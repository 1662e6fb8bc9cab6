//! `relevo broadcasts`: the broadcasts of the backend groups, and as CSV who got one and who did not. Neither names nor what was sent is
//! shown.

use std::io::Write as _;

use anyhow::{Context, Result, bail};
use clap::Args;
use relevo_core::broadcast::{Recipient, Stage, Why};
use relevo_core::{CellId, ConnectionId};
use relevo_telegram::ChatId;

use super::stop::named;
use super::{Place, table};
use crate::store::{Broadcast, RecipientCounts, ReportRow, Store};
use crate::words::moment::utc;

/// How many lines of a report are read at a time.
const PAGE: i64 = 1_000;

#[derive(Args)]
pub(super) struct Options {
    /// Those of this connection's backend group alone, like i1
    #[arg(long, value_name = "CONNECTION")]
    connection: Option<String>,
    /// Print the report of this broadcast as CSV: recipient, connection, state, reason, time
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
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    write(&mut out, "recipient,connection,state,reason,time_utc")?;
    let mut after = (ConnectionId(i64::MIN), ChatId(i64::MIN));
    loop {
        let page = store.report(one.id, after, PAGE).await?;
        let Some(last) = page.last() else {
            break;
        };
        after = (last.connection, last.chat);
        for line in &page {
            write(&mut out, &line_of(one, line))?;
        }
    }
    out.flush().context("the report cannot be written")
}

fn write(out: &mut impl std::io::Write, line: &str) -> Result<()> {
    // RFC 4180.
    write!(out, "{line}\r\n").context("the report cannot be written")
}

fn line_of(one: &Broadcast, line: &ReportRow) -> String {
    let is_cancelled = one.stage == Stage::Cancelled && line.state == Recipient::Waiting;
    let (state, why) = match is_cancelled {
        true => (Recipient::LeftOut, Some(Why::Cancelled)),
        false => (line.state, line.why),
    };
    let connection = match line.connection.0 {
        0 => String::new(),
        id => format!("i{id}"),
    };
    let why = why.map_or("", Why::word);
    let at = utc(line.at_ms / 1_000);
    let at = at.trim_end_matches(" UTC");
    format!("{},{connection},{},{why},{at}", line.chat.0, state.word())
}
