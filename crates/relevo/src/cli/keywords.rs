//! `relevo keywords test`: which texts a keyword expression matches, before it is set for a connection. Reads and keeps nothing of a
//! desk.

use std::io::{BufRead, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::{Args, Subcommand};
use relevo_core::params::{Keywords, definitions};

/// The expression is wrong, as clap says of other arguments.
const WRONG: u8 = 2;

#[derive(Subcommand)]
pub(super) enum Kind {
    /// Say which texts an expression matches
    Test(TestOptions),
}

#[derive(Args)]
pub(super) struct TestOptions {
    /// The expression, as PRIVATE_KEYWORDS and the like take it
    #[arg(value_name = "EXPR", allow_hyphen_values = true)]
    expression: String,
    /// The texts, one a line; `-` or none: standard input
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
}

pub(super) fn run(kind: Kind) -> Result<ExitCode> {
    let Kind::Test(options) = kind;
    let keywords = match Keywords::parse(&options.expression) {
        Ok(keywords) => keywords,
        Err(problem) => {
            eprintln!("relevo: {problem}. A right expression: {}", example());
            return Ok(ExitCode::from(WRONG));
        }
    };
    let matched = match options.file.filter(|file| file.as_os_str() != "-") {
        Some(path) => {
            let file = std::fs::File::open(&path)
                .with_context(|| format!("{} cannot be read", path.display()))?;
            test(&keywords, std::io::BufReader::new(file))?
        }
        None => test(&keywords, std::io::stdin().lock())?,
    };
    Ok(if matched == 0 {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// Says of each line whether it matches, and counts those that do. Bytes that are no text are replaced.
fn test(keywords: &Keywords, texts: impl BufRead) -> Result<usize> {
    let mut out = std::io::stdout().lock();
    let (mut matched, mut count) = (0, 0);
    for line in texts.split(b'\n') {
        let line = line.context("the texts cannot be read")?;
        let text = String::from_utf8_lossy(&line);
        let text = text.strip_suffix('\r').unwrap_or(&text);
        let matches = keywords.matches(text);
        count += 1;
        matched += usize::from(matches);
        writeln!(out, "{}  {text}", if matches { "yes" } else { "no " })?;
    }
    writeln!(out, "{matched} of {count} match.")?;
    Ok(matched)
}

/// What the definition of a parameter gives as an example.
fn example() -> &'static str {
    let mut known = definitions().iter();
    let found = known.find(|definition| definition.name == "PRIVATE_KEYWORDS");
    found.map_or("", |definition| definition.example)
}
