//! The only place that reads the time. Everything else is given `now`.
//!
//! A real clock may run faster than the wall (`factor`): desk and simulator then share it, and minutes pass in seconds.
//! A manual clock moves when a test says so; nothing waits on it.

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// A source of Unix milliseconds.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's time, `factor` times as fast since `started`.
    Real {
        /// When this clock began.
        started: Instant,
        /// Unix milliseconds at that moment.
        origin_ms: i64,
        /// How many times faster than the wall; 1 in production.
        factor: u32,
    },
    /// Moves only when told.
    Manual(Arc<AtomicI64>),
}

impl Clock {
    /// The machine's time.
    #[must_use]
    pub fn real() -> Clock {
        Clock::fast(1)
    }

    /// The machine's time, sped up from now on.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the clock")]
    pub fn fast(factor: u32) -> Clock {
        let since_epoch = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        Clock::Real {
            started: Instant::now(),
            origin_ms: i64::try_from(since_epoch.as_millis())
                .expect("the year is before 292,000,000"),
            factor,
        }
    }

    /// A clock that stands at `at_ms` until moved.
    #[must_use]
    pub fn manual(at_ms: i64) -> Clock {
        Clock::Manual(Arc::new(AtomicI64::new(at_ms)))
    }

    /// Unix milliseconds. A real clock never goes back: it counts from its start, whatever happens to the machine's time.
    #[must_use]
    pub fn now_ms(&self) -> i64 {
        match self {
            Clock::Real {
                started,
                origin_ms,
                factor,
            } => {
                let passed = started.elapsed().as_micros() * u128::from(*factor) / 1_000;
                origin_ms
                    + i64::try_from(passed).expect("a process runs less than 292,000,000 years")
            }
            Clock::Manual(now) => now.load(Ordering::SeqCst),
        }
    }

    /// Unix microseconds, for measurements; as `now_ms` otherwise.
    #[must_use]
    pub fn now_us(&self) -> i64 {
        match self {
            Clock::Real {
                started,
                origin_ms,
                factor,
            } => {
                let passed = started.elapsed().as_micros() * u128::from(*factor);
                origin_ms * 1_000
                    + i64::try_from(passed).expect("a process runs less than 292,000 years")
            }
            Clock::Manual(now) => now.load(Ordering::SeqCst) * 1_000,
        }
    }

    /// Moves a manual clock forward.
    ///
    /// # Panics
    /// On a real clock: nobody moves that.
    pub fn advance(&self, by: Duration) {
        match self {
            Clock::Real { .. } => panic!("only a manual clock is moved"),
            Clock::Manual(now) => {
                now.fetch_add(
                    i64::try_from(by.as_millis()).expect("a short time"),
                    Ordering::SeqCst,
                );
            }
        }
    }

    /// Moves a manual clock back, as a machine's time may step.
    ///
    /// # Panics
    /// On a real clock: nobody moves that.
    pub fn step_back(&self, by: Duration) {
        match self {
            Clock::Real { .. } => panic!("only a manual clock is moved"),
            Clock::Manual(now) => {
                now.fetch_sub(
                    i64::try_from(by.as_millis()).expect("a short time"),
                    Ordering::SeqCst,
                );
            }
        }
    }

    /// Waits until `until_ms`. On a manual clock this never ends by itself: pumped workers do not wait.
    pub async fn wait_until(&self, until_ms: i64) {
        match self {
            Clock::Real { factor, .. } => {
                let left = u64::try_from(until_ms - self.now_ms()).unwrap_or(0);
                rest(Duration::from_micros(left * 1_000 / u64::from(*factor))).await;
            }
            Clock::Manual(_) => std::future::pending().await,
        }
    }

    /// Waits until `until_ms` or until `woken`, whichever comes first. `None` waits for `woken` alone.
    pub async fn wait(&self, until_ms: Option<i64>, woken: impl Future<Output = ()>) {
        match until_ms {
            None => woken.await,
            Some(until_ms) => tokio::select! {
                () = woken => {}
                () = self.wait_until(until_ms) => {}
            },
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the clock is where waiting is allowed"
)]
async fn rest(time: Duration) {
    tokio::time::sleep(time).await;
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Promise: a manual clock moves exactly when told.
    #[test]
    fn manual_moves_when_told() {
        let clock = Clock::manual(1_000);
        clock.advance(Duration::from_secs(2));
        assert_eq!(clock.now_ms(), 3_000);
    }

    /// Promise: a real clock never goes back.
    #[test]
    fn real_never_goes_back() {
        let clock = Clock::fast(60);
        let mut last = clock.now_ms();
        for _ in 0..1_000 {
            let now = clock.now_ms();
            assert!(now >= last);
            last = now;
        }
    }
}
