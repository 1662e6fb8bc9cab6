//! How fast a broadcast goes: how many steps enter their lanes now, and how long all of it takes.
//!
//! At most a second's worth is in a connection's lanes at a time, so that neither a pause of Telegram's nor a restart of ours ends in a burst
//! beyond the rate, and a bot that has to wait keeps no other waiting. Neighbour: the scheduler, which lets live talk go first. Deliberately absent: the clock.

use super::grammar::Rate;
use super::schedule::Quiet;

/// How often the worker looks, in milliseconds, while something is to be sent.
pub const LOOK_MS: i64 = 500;

/// For how many lanes of broadcasts delivery has room at a time.
pub const LANES_MAX: u32 = 256;

const MINUTE_MS: i64 = 60_000;
const SECOND_MS: i64 = 1_000;

/// When the next step of a broadcast may enter its lane: a bucket that holds a second's worth and starts empty, as what was granted before a
/// restart is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Up to when what may go was given out, Unix milliseconds.
    given_ms: i64,
}

impl Pace {
    /// From now on.
    #[must_use]
    pub fn from(now_ms: i64) -> Pace {
        Pace { given_ms: now_ms }
    }

    /// How many may enter their lanes now, over all connections.
    #[must_use]
    pub fn room(&mut self, rate: Rate, now_ms: i64) -> u32 {
        let step_ms = MINUTE_MS / i64::from(rate.per_minute.max(1));
        // A clock that was set back, or a long silence, gives nothing extra.
        let earliest_ms = now_ms - step_ms.max(SECOND_MS);
        self.given_ms = self.given_ms.min(now_ms).max(earliest_ms);
        let due = (now_ms - self.given_ms) / step_ms.max(1);
        let due = u32::try_from(due).unwrap_or(u32::MAX);
        due.min(window(rate))
    }

    /// So many have entered.
    pub fn gave(&mut self, rate: Rate, count: u32) {
        let step_ms = MINUTE_MS / i64::from(rate.per_minute.max(1));
        self.given_ms += step_ms * i64::from(count);
    }
}

/// How many steps of a broadcast there are in the lanes of a connection at most: a second's worth.
#[must_use]
pub fn window(rate: Rate) -> u32 {
    rate.per_minute.div_ceil(60).max(1)
}

/// How many more steps may enter the lanes of a connection in which so many of all broadcasts are, where so many connections share the room
/// that delivery has for broadcasts.
#[must_use]
pub fn lane_room(rate: Rate, connections: u32, in_lanes: u32) -> u32 {
    let share = (LANES_MAX / connections.max(1)).max(1);
    window(rate).min(share).saturating_sub(in_lanes)
}

/// How long it takes to send so many messages, in milliseconds, where bots share the work by so many a second each. Quiet hours stretch it.
#[must_use]
pub fn expected_ms(messages: u64, rate: Rate, bots: u32, quiet: Option<Quiet>) -> i64 {
    let by_bots = Rate::DEFAULT.per_minute.saturating_mul(bots.max(1));
    let per_minute = rate.per_minute.min(by_bots).max(1);
    let messages = i64::try_from(messages).unwrap_or(i64::MAX / MINUTE_MS);
    let busy_ms = messages * MINUTE_MS / i64::from(per_minute);
    match quiet {
        Some(quiet) => stretched(busy_ms, i64::from(quiet.open_minutes()) * MINUTE_MS),
        None => busy_ms,
    }
}

/// Work of so long where each day leaves so much for it.
fn stretched(busy_ms: i64, open_ms: i64) -> i64 {
    const DAY_MS: i64 = 24 * 60 * MINUTE_MS;
    let whole_days = busy_ms.saturating_sub(1) / open_ms.max(1);
    busy_ms + whole_days * (DAY_MS - open_ms)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEN: Rate = Rate { per_minute: 600 };

    /// Promise: within any second no more enters than the rate, however long nothing was asked for.
    #[test]
    fn never_faster_than_its_rate() {
        for (rate, tick_ms) in [(600, 250), (600, 1_000), (90, 250), (1_200, 77), (1, 250)] {
            let rate = Rate { per_minute: rate };
            let mut pace = Pace::from(0);
            let mut gave = Vec::new();
            for tick in 0..4_000 {
                let now_ms = tick * tick_ms;
                let silent = (1_000..1_400).contains(&tick);
                let count = if silent { 0 } else { pace.room(rate, now_ms) };
                pace.gave(rate, count);
                gave.extend((0..count).map(|_| now_ms));
            }
            let whole_ms = 4_000 * tick_ms;
            let most = whole_ms * i64::from(rate.per_minute) / 60_000 + 1;
            assert!(
                i64::try_from(gave.len()).unwrap() <= most,
                "{rate:?}: {}",
                gave.len()
            );
            let a_minute =
                usize::try_from(rate.per_minute).unwrap() + usize::try_from(window(rate)).unwrap();
            for (first, at_ms) in gave.iter().enumerate() {
                let within = gave[first..]
                    .iter()
                    .take_while(|other| **other < at_ms + 60_000)
                    .count();
                assert!(within <= a_minute, "{rate:?}: {within}");
            }
        }
    }

    /// Promise: what waits in a connection's lanes takes the room of what would follow there, and of nobody else; all together never take
    /// more room than there is.
    #[test]
    fn lanes_hold_a_second_at_most() {
        for (connections, in_lanes, expected) in [
            (1, 0, 10),
            (1, 7, 3),
            (1, 12, 0),
            (2, 0, 10),
            (64, 0, 4),
            (64, 4, 0),
            (1_000, 0, 1),
        ] {
            let room = lane_room(TEN, connections, in_lanes);
            assert_eq!(room, expected, "{connections} {in_lanes}");
        }
        let mut pace = Pace::from(0);
        assert_eq!(pace.room(TEN, 0), 0);
        assert_eq!(pace.room(TEN, 10_000), 10);
        pace.gave(TEN, 10);
        assert_eq!(pace.room(TEN, 10_000), 0);
        assert_eq!(pace.room(TEN, 10_100), 1);
        // The clock is set back by an hour.
        assert_eq!(pace.room(TEN, 10_100 - 3_600_000), 0);
        assert_eq!(pace.room(TEN, 11_100 - 3_600_000), 10);
    }

    /// Promise: the expected time follows from the slower of rate and bots, and from the hours that are left.
    #[test]
    fn expected_times() {
        let quiet = Quiet::read("21:00-09:00");
        let hour_ms = 3_600_000;
        for (messages, rate, bots, quiet, expected) in [
            (0, Rate::DEFAULT, 1, None, 0),
            (72_000, Rate::DEFAULT, 1, None, hour_ms),
            (72_000, TEN, 1, None, 2 * hour_ms),
            (72_000, Rate { per_minute: 1_800 }, 2, None, 2_400_000),
            (72_000 * 12, Rate::DEFAULT, 1, quiet, 12 * hour_ms),
            (72_000 * 13, Rate::DEFAULT, 1, quiet, 25 * hour_ms),
        ] {
            assert_eq!(
                expected_ms(messages, rate, bots, quiet),
                expected,
                "{messages}"
            );
        }
    }
}
