//! `relevo bench`: how fast and how small the whole desk is, against the offline Telegram over real HTTP.
//!
//! One process holds people, the offline Telegram and the desk that `relevo serve` runs; only the database may be another.
//! What people see is compared with what was said before a figure counts. Everything that is waited for has a limit.
//!
//! Layout: `stage` puts the parts together, `line` watches the desk's calls, `talk` lets people speak, `cases`, `beside`, `large` and
//! `export` measure, `machine` asks the operating system, `report` prints. Deliberately absent: a verdict. Machines differ; the figures of
//! one are in docs/benchmarks.md.

mod beside;
mod cases;
mod export;
mod large;
mod line;
mod machine;
mod report;
mod stage;
mod talk;

use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use clap::{Args, ValueEnum};

use cases::Case;
use report::Report;
use stage::Database;

/// Most lanes of a case: topics are made one after the other, as Telegram wants it.
const LANES_MAX: usize = 1_000;

/// Most messages of a case: the offline Telegram keeps every one in memory.
const MESSAGES_MAX: usize = 1_000_000;

/// What to measure.
#[derive(Args)]
pub struct Options {
    /// Messages of each case; a case of one lane takes a quarter of them
    #[arg(long, default_value_t = 4_000, value_name = "NUMBER")]
    messages: usize,
    /// How many client chats speak at once, a case for each number
    #[arg(long, value_delimiter = ',', default_values_t = [1, 20, 200], value_name = "NUMBERS")]
    lanes: Vec<usize>,
    /// Measure on this PostgreSQL too: give an empty database of its own, what a run leaves there is of no use
    #[arg(
        long,
        env = "RELEVO_BENCH_POSTGRES",
        value_name = "URL",
        hide_env_values = true
    )]
    postgres: Option<String>,
    /// Telegram's flood limits and our own budgets: without, with, or both
    #[arg(long, value_enum, default_value_t = Limits::Both)]
    limits: Limits,
    /// Only cases whose name holds these words, for instance "sqlite, 20 lanes"
    #[arg(long, value_name = "WORDS")]
    only: Option<String>,
    /// Folder for the SQLite files, and the disk whose fsync is timed [default: the system's temporary folder]
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Measure this instead: how much memory an export of so many clients takes
    #[arg(long, value_name = "CLIENTS")]
    export: Option<u64>,
    /// Print one JSON object instead of tables
    #[arg(long)]
    json: bool,
}

/// Which limits are in force.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Limits {
    Off,
    On,
    Both,
}

/// Measures and prints.
///
/// # Errors
/// If an argument is out of range, the database does not open, or the desk does not do what it should in time.
pub async fn run(options: Options) -> Result<()> {
    ensure!(
        (100..=MESSAGES_MAX).contains(&options.messages),
        "--messages takes 100 to {MESSAGES_MAX}"
    );
    ensure!(
        options
            .lanes
            .iter()
            .all(|lanes| (1..=LANES_MAX).contains(lanes)),
        "--lanes takes 1 to {LANES_MAX}"
    );
    let folder = options.folder.clone().unwrap_or_else(std::env::temp_dir);
    if let Some(clients) = options.export {
        let database = match options.postgres.clone() {
            Some(address) => Database::Postgres(address),
            None => Database::sqlite(&folder)?,
        };
        return export::run(&database, clients).await;
    }
    let mut report = Report::default();
    let cases = chosen(&options);
    ensure!(!cases.is_empty(), "no case has these words in its name");
    for (number, case) in cases.iter().enumerate() {
        progress(&format!(
            "{} of {}: {}",
            number + 1,
            cases.len(),
            case.name()
        ));
        let database = match case.postgres {
            true => Database::Postgres(
                options
                    .postgres
                    .clone()
                    .expect("such cases are made only with an address"),
            ),
            false => Database::sqlite(&folder)?,
        };
        let fsync_us = machine::fsync_us(&folder)
            .context("the disk's fsync cannot be timed; choose a --folder")?;
        let figures = case
            .measure(&database)
            .await
            .with_context(|| format!("{} failed", case.name()))?;
        report.add(case.name(), fsync_us, figures);
    }
    progress("");
    print!(
        "{}",
        if options.json {
            report.json()
        } else {
            report.text()
        }
    );
    Ok(())
}

fn chosen(options: &Options) -> Vec<Case> {
    let mut cases = Vec::new();
    for postgres in [false, true] {
        if !postgres || options.postgres.is_some() {
            cases.extend(Case::all(postgres, &options.lanes, options.messages));
        }
    }
    cases.retain(|case| match options.limits {
        Limits::Off => !case.has_limits(),
        Limits::On => case.has_limits(),
        Limits::Both => true,
    });
    if let Some(words) = &options.only {
        cases.retain(|case| case.name().contains(words.as_str()));
    }
    cases
}

/// One line that is written over, for a person who waits.
fn progress(line: &str) {
    let mut terminal = std::io::stderr();
    if terminal.is_terminal() {
        // A terminal that went away is nobody's loss.
        let _ = write!(terminal, "\r\x1b[K{line}").and_then(|()| terminal.flush());
    }
}

/// The value below which `percent` of the sorted values lie; 0 if there are none.
fn percentile(sorted: &[i64], percent: usize) -> i64 {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::percentile;

    /// Promise: percentiles are taken by nearest rank, at the ends too.
    #[test]
    fn percentiles_by_nearest_rank() {
        let values: Vec<i64> = (1..=200).collect();
        assert_eq!(
            [
                percentile(&values, 50),
                percentile(&values, 99),
                percentile(&values, 100)
            ],
            [100, 198, 200]
        );
        assert_eq!([percentile(&[7], 50), percentile(&[], 50)], [7, 0]);
    }
}
