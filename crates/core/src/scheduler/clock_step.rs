//! What the scheduler does when the clock is set back: everything it remembers moves with it.
//!
//! Otherwise a clock stepped back by an hour would close every budget, and let every waiting lane sleep, for that hour.

use std::collections::BTreeSet;

use super::{Scheduler, Stage};

/// A smaller step back is taken for jitter: time stands still for as long.
const STEP_MIN_MS: i64 = 2_000;

impl Scheduler {
    /// Takes note of the time; returns it, never less than seen before unless the clock was set back. Whoever only asks when something
    /// is due has to say so first: nothing else would tell of a step while nothing happens.
    pub fn see(&mut self, now_ms: i64) -> i64 {
        let back_ms = self.latest_ms.saturating_sub(now_ms);
        if self.latest_ms != i64::MIN && back_ms >= STEP_MIN_MS {
            self.shift_back(back_ms);
            self.latest_ms = now_ms;
        }
        self.latest_ms = self.latest_ms.max(now_ms);
        self.latest_ms
    }

    fn shift_back(&mut self, by_ms: i64) {
        let earlier = |ms: &mut i64| *ms = ms.saturating_sub(by_ms);
        for waiting in self.lanes.values_mut() {
            waiting.due_ms.values_mut().for_each(earlier);
            match &mut waiting.stage {
                Stage::Asleep { until_ms } => earlier(until_ms),
                Stage::Ready { key, .. } | Stage::Parked { key, .. } => earlier(&mut key.0),
                Stage::InFlight { key, booked, .. } => {
                    earlier(&mut key.0);
                    booked
                        .iter_mut()
                        .for_each(|booked| earlier(&mut booked.at_ms));
                }
            }
        }
        for known in self.rates.values_mut() {
            earlier(&mut known.since_ms);
        }
        for gate in self.gates.values_mut() {
            gate.budget.shift_back(by_ms);
            earlier(&mut gate.wait_until_ms);
            gate.opens_ms.iter_mut().for_each(earlier);
            gate.forget_ms.iter_mut().for_each(earlier);
            gate.parked = shifted_keys(&gate.parked, by_ms);
        }
        self.ready = shifted_keys(&self.ready, by_ms);
        self.asleep = shifted_times(&self.asleep, by_ms);
        self.openings = shifted_times(&self.openings, by_ms);
        self.forgetting = shifted_times(&self.forgetting, by_ms);
    }
}

fn shifted_times<T: Copy + Ord>(times: &BTreeSet<(i64, T)>, by_ms: i64) -> BTreeSet<(i64, T)> {
    let earlier = |(ms, what): &(i64, T)| (ms.saturating_sub(by_ms), *what);
    times.iter().map(earlier).collect()
}

fn shifted_keys<T: Copy + Ord>(
    keys: &BTreeSet<((i64, u64), T)>,
    by_ms: i64,
) -> BTreeSet<((i64, u64), T)> {
    let earlier = |((ms, turn), what): &((i64, u64), T)| ((ms.saturating_sub(by_ms), *turn), *what);
    keys.iter().map(earlier).collect()
}
