//! `relevo export`: the clients as CSV, into a file or onward.

use std::fs::OpenOptions;
use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use clap::Args;
use relevo_core::audience::Whom;

use super::Place;
use crate::clock::Clock;
use crate::exports::{Exporter, HEADLINE};
use crate::sheet::Sheet;
use crate::store::{By, Deed, Store};

/// How much is held in memory before it is written.
const HELD_BYTES: usize = 1 << 20;
/// How wide the bar is.
const BAR_CHARS: i64 = 24;

#[derive(Args)]
pub(super) struct Options {
    /// Where to: a file that is not there yet, or - for the standard output
    #[arg(value_name = "FILE", default_value = "-")]
    file: PathBuf,
    /// For whom, like "mark vip and active 30d" [default: everybody]
    #[arg(long = "where", value_name = "CONDITIONS")]
    whom: Option<String>,
    #[command(flatten)]
    place: Place,
}

pub(super) async fn run(options: Options) -> Result<()> {
    let whom = whom(options.whom.as_deref().unwrap_or("all"))?;
    let store = options.place.look().await?;
    let mut out = out(&options.file)?;
    let done = export(&store, &whom, &mut out).await;
    store.close().await;
    let clients = done?;
    out.flush().context("writing the file")?;
    eprintln!("Exported: {clients}");
    Ok(())
}

/// For whom. A file and the one who asks are of use only where somebody writes to them.
fn whom(words: &str) -> Result<Whom> {
    let whom = Whom::read(words).map_err(|error| {
        let word = if error.word.is_empty() {
            "the end".to_owned()
        } else {
            format!("\"{}\"", error.word)
        };
        let example = error.wrong.example();
        anyhow::anyhow!("--where is wrong at {word}; right is for example: {example}")
    })?;
    if whom.is_test() || whom.needs_file() {
        bail!("--where takes no test and no file; right is for example: mark vip and active 30d");
    }
    Ok(whom)
}

/// The file, readable by its owner alone.
fn out(path: &Path) -> Result<Box<dyn std::io::Write>> {
    if path == Path::new("-") {
        return Ok(Box::new(std::io::stdout()));
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path).with_context(|| {
        format!(
            "making {}: choose a file that is not there yet",
            path.display()
        )
    })?;
    Ok(Box::new(file))
}

async fn export(store: &Store, whom: &Whom, out: &mut impl std::io::Write) -> Result<u64> {
    let now_ms = Clock::real().now_ms();
    let cells = store.cells().await?;
    let connections = store.connections().await?;
    let mut total = 0;
    for cell in &cells {
        total += store.conversation_count(cell.id).await?;
    }
    let mut bar = Bar::new(total);
    let mut sheet = Sheet::new(&HEADLINE);
    let (mut clients, mut known) = (0, cells.is_empty());
    let mut missing = None;
    for cell in &cells {
        let of = (cell, connections.iter().filter(|one| one.cell == cell.id));
        let mut exporter = match Exporter::new(store, of, (whom, now_ms)).await? {
            Ok(exporter) => exporter,
            Err(name) => {
                missing = Some(name);
                continue;
            }
        };
        known = true;
        while let Some(looked) = exporter.write_some(&mut sheet).await? {
            bar.add(looked);
            if sheet.bytes() >= HELD_BYTES {
                clients += sheet.rows();
                out.write_all(&sheet.take()).context("writing the file")?;
            }
        }
    }
    if let (false, Some(name)) = (known, missing) {
        bail!("there is no mark {} in any backend group", name.as_str());
    }
    clients += sheet.rows();
    out.write_all(&sheet.take()).context("writing the file")?;
    bar.end();
    let deed = Deed::Export {
        whom: whom.to_string(),
    };
    let mut tx = store.write().await?;
    tx.audit(By::command_line(now_ms), None, &deed).await?;
    tx.commit().await?;
    Ok(clients)
}

/// How far it has come, on a terminal.
struct Bar {
    total: i64,
    done: i64,
    /// What stands there, if anything does; none: nobody looks.
    shown: Option<i64>,
}

impl Bar {
    fn new(total: i64) -> Bar {
        let looks = std::io::stderr().is_terminal();
        Bar {
            total: total.max(1),
            done: 0,
            shown: looks.then_some(-1),
        }
    }

    fn add(&mut self, done: i64) {
        self.done = (self.done + done).min(self.total);
        let percent = self.done * 100 / self.total;
        if self.shown.is_some_and(|shown| shown != percent) {
            self.shown = Some(percent);
            eprint!("\r{}", bar(percent));
        }
    }

    fn end(&self) {
        if self.shown.is_some() {
            eprintln!("\r{}", bar(100));
        }
    }
}

/// `[############            ]  50 %`
fn bar(percent: i64) -> String {
    let filled = usize::try_from(percent * BAR_CHARS / 100).unwrap_or(0);
    let rest = usize::try_from(BAR_CHARS).unwrap_or(0) - filled;
    format!("[{}{}] {percent:3} %", "#".repeat(filled), " ".repeat(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Promise: the bar is as wide at every moment.
    #[test]
    fn the_bar_grows() {
        assert_eq!(bar(0), format!("[{}]   0 %", " ".repeat(24)));
        assert_eq!(
            bar(50),
            format!("[{}{}]  50 %", "#".repeat(12), " ".repeat(12))
        );
        assert_eq!(bar(100), format!("[{}] 100 %", "#".repeat(24)));
    }

    /// Promise: what cannot be exported for is refused with a right example.
    #[test]
    fn wrong_conditions_are_refused() {
        for words in ["marks vip", "test", "file", "active 30"] {
            let told = whom(words).unwrap_err().to_string();
            assert!(told.contains("for example"), "{told}");
        }
    }
}
