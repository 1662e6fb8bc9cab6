//! How fast the story is told, with a breath between two messages or without; and how long the desk is waited for.

use std::time::Duration;

use anyhow::{Result, bail};
use tokio::sync::watch;

use crate::clock::Clock;

/// Between two messages: long enough to see the one arrive before the next is written.
const BREATH: Duration = Duration::from_millis(1_300);

/// How long the desk may take for one effect, on the wall; it may be killed and started anew meanwhile.
const PATIENCE: Duration = Duration::from_secs(20);
/// How often the world is looked at while somebody waits for an effect.
const GLANCE: Duration = Duration::from_millis(5);

/// Waits on the wall, whatever the demo's own clocks do.
pub(super) async fn pause(time: Duration) {
    let clock = Clock::real();
    clock.wait_until(deadline_ms(&clock, time)).await;
}

/// The moment after this time on the clock, in Unix milliseconds.
fn deadline_ms(clock: &Clock, time: Duration) -> i64 {
    clock
        .now_ms()
        .saturating_add(i64::try_from(time.as_millis()).unwrap_or(i64::MAX))
}

/// Whether somebody is in a hurry.
#[derive(Clone)]
pub(super) struct Pace(watch::Sender<bool>);

impl Pace {
    pub(super) fn new(hurried: bool) -> Pace {
        Pace(watch::Sender::new(hurried))
    }

    /// From here on without breaths.
    pub(super) fn hurry(&self) {
        self.0.send_replace(true);
    }

    pub(super) fn is_hurried(&self) -> bool {
        *self.0.borrow()
    }

    /// A breath; over at once when somebody is in a hurry.
    pub(super) async fn breath(&self) {
        let mut hurried = self.0.subscribe();
        tokio::select! {
            () = pause(BREATH) => {}
            _ = hurried.wait_for(|hurried| *hurried) => {}
        }
    }
}

/// A wait with an end.
pub(super) struct Patience {
    clock: Clock,
    end_ms: i64,
}

impl Patience {
    pub(super) fn new() -> Patience {
        let clock = Clock::real();
        let end_ms = deadline_ms(&clock, PATIENCE);
        Patience { clock, end_ms }
    }

    /// Lets a moment pass.
    ///
    /// # Errors
    /// If patience has come to its end.
    pub(super) async fn glance(&self, what: &str) -> Result<()> {
        if self.clock.now_ms() > self.end_ms {
            bail!(
                "waited {} seconds in vain until {what}; RELEVO_LOG=debug tells more",
                PATIENCE.as_secs()
            );
        }
        pause(GLANCE).await;
        Ok(())
    }
}
