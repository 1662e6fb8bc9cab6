//! Where the world's time comes from when a [`crate::sim::Sim`] holds it.
//!
//! The only file of this crate that reads a clock or waits for one. The world itself is told the
//! time; the doors wait here, so that one speed factor holds for everything.

use std::future::Future;
use std::time::{Duration, Instant};

use crate::world::World;

/// How time passes in a simulator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SimClock {
    /// Only [`World::set_now_ms`] moves time, and an in-process `getUpdates` never waits.
    Manual,
    /// Time passes `factor` times as fast as on the wall, from the time the world already shows.
    /// Long polls, slow answers and webhook back-off are shortened by the same factor.
    Real {
        /// At least 1.
        factor: u32,
    },
}

impl SimClock {
    /// How long to wait on the wall for a span of the world's time.
    pub(crate) fn on_the_wall(self, span: Duration) -> Duration {
        match self {
            SimClock::Manual => span,
            SimClock::Real { factor } => span / factor.max(1),
        }
    }

    /// Waits for a span of the world's time.
    pub(crate) async fn wait(self, span: Duration) {
        #[expect(clippy::disallowed_methods, reason = "this is the clock")]
        tokio::time::sleep(self.on_the_wall(span)).await;
    }

    /// The future's output, or none when a span of the world's time has passed first.
    pub(crate) async fn within<T>(
        self,
        span: Duration,
        future: impl Future<Output = T>,
    ) -> Option<T> {
        tokio::time::timeout(self.on_the_wall(span), future)
            .await
            .ok()
    }
}

/// Moves a world's time along with the wall clock.
#[derive(Debug)]
pub(crate) struct Ticker {
    started: Instant,
    factor: u32,
    base_ms: i64,
    last_set_ms: i64,
}

impl Ticker {
    /// None if time is moved by hand.
    pub(crate) fn new(clock: SimClock, world: &World) -> Option<Ticker> {
        let SimClock::Real { factor } = clock else {
            return None;
        };
        let base_ms = world.now_ms();
        Some(Ticker {
            started: wall_now(),
            factor: factor.max(1),
            base_ms,
            last_set_ms: base_ms,
        })
    }

    /// Tells the world the time. If somebody moved the world's time since, that jump is kept.
    pub(crate) fn tick(&mut self, world: &mut World) {
        self.base_ms += world.now_ms() - self.last_set_ms;
        let passed_ms = i64::try_from(self.started.elapsed().as_millis()).unwrap_or(i64::MAX);
        self.last_set_ms = self
            .base_ms
            .saturating_add(passed_ms.saturating_mul(i64::from(self.factor)));
        world.set_now_ms(self.last_set_ms);
    }
}

/// The wall's time (Unix milliseconds), by which MTProto numbers messages: clients have nothing else.
pub(crate) fn wall_unix_ms() -> i64 {
    #[expect(clippy::disallowed_methods, reason = "this is the clock")]
    let now = std::time::SystemTime::now();
    let since = now.duration_since(std::time::UNIX_EPOCH);
    since.map_or(0, |since| {
        i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
    })
}

fn wall_now() -> Instant {
    #[expect(clippy::disallowed_methods, reason = "this is the clock")]
    Instant::now()
}
