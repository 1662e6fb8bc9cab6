//! Where the demo is shown: how wide, in colour or not, and with how long a rest for the reader.

use std::io::{IsTerminal, Write, stdout};
use std::time::Duration;

use anyhow::{Context, Result};

use super::panes::{Line, Look, heading, paragraph, side_by_side};
use crate::clock::Clock;

/// Columns where there is no terminal to ask.
const COLUMNS: usize = 100;
/// The rest between scenes in a terminal.
const REST: Duration = Duration::from_millis(2_500);

/// A terminal, a file or a pipe.
pub(crate) struct Screen {
    colour: bool,
    rest: Duration,
    clock: Clock,
}

impl Screen {
    /// Standard output. `colour` = yes, no, or as it fits; `rest` between scenes if wished otherwise.
    pub(crate) fn new(colour: Option<bool>, rest: Option<Duration>) -> Screen {
        let terminal = stdout().is_terminal();
        let usual = if terminal { REST } else { Duration::ZERO };
        Screen {
            colour: colour.unwrap_or(terminal),
            rest: rest.unwrap_or(usual),
            clock: Clock::real(),
        }
    }

    /// A line over the whole width.
    pub(super) fn line(&self, look: Look, text: &str) -> Result<()> {
        self.put(&paragraph(&Line::new(look, text), columns(), self.colour))
    }

    /// A line that is not broken, for what people copy.
    pub(super) fn verbatim(&self, text: &str) -> Result<()> {
        self.put(&format!("{text}\n"))
    }

    /// Both panes.
    pub(super) fn panes(&self, left: &[Line], right: &[Line]) -> Result<()> {
        let columns = columns();
        self.put(&heading(
            "clients see",
            "the team sees",
            columns,
            self.colour,
        ))?;
        self.put(&side_by_side(left, right, columns, self.colour))?;
        self.put("\n")
    }

    /// Lets the reader read.
    pub(super) async fn rest(&self) {
        self.pass(self.rest).await;
    }

    /// Waits on the wall.
    pub(super) async fn pass(&self, time: Duration) {
        self.clock.wait_until(self.deadline_ms(time)).await;
    }

    /// The moment after this time on the wall, in Unix milliseconds.
    pub(super) fn deadline_ms(&self, time: Duration) -> i64 {
        self.clock
            .now_ms()
            .saturating_add(i64::try_from(time.as_millis()).unwrap_or(i64::MAX))
    }

    fn put(&self, text: &str) -> Result<()> {
        let mut out = stdout().lock();
        out.write_all(text.as_bytes())
            .and_then(|()| out.flush())
            .context("the story cannot be shown")
    }
}

fn columns() -> usize {
    let width = if stdout().is_terminal() {
        terminal_size::terminal_size()
    } else {
        None
    };
    width.map_or(COLUMNS, |(width, _)| usize::from(width.0))
}
