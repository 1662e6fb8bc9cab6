//! A sliding log of what was sent, and how many units a window of it may hold: what is configured, until Telegram teaches less.
//!
//! A 429 says that the window was full: its ceiling is what Telegram took in it. After a quiet while the ceiling creeps up by one
//! unit, and what lies beyond what has ever been taken in one window is tried by one call at a time; so one 429 is the most that
//! a lower limit costs. A creep that fails doubles the quiet while before the next.

use std::collections::VecDeque;

/// How long a ceiling stays after it was taught, before it creeps up by one unit.
const PATIENCE_MIN_MS: i64 = 300_000;
/// The longest that it stays.
const PATIENCE_MAX_MS: i64 = 3_600_000;

/// How many units a window holds, as far as is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Known {
    /// The most that are sent.
    pub(super) ceiling: u32,
    /// The most that Telegram took: beyond them one call at a time.
    pub(super) proven: u32,
    /// When the ceiling changed last.
    pub(super) since_ms: i64,
    /// How long it stays.
    pub(super) patience_ms: i64,
    /// Whether the last change was a creep.
    pub(super) crept: bool,
    /// When a 429 came last that the ceiling hardly explains.
    pub(super) doubted_ms: i64,
}

impl Known {
    /// Nothing was taught yet.
    pub(super) fn untaught(capacity: u32, proven: u32) -> Known {
        Known {
            ceiling: capacity,
            proven: proven.min(capacity),
            since_ms: i64::MIN / 2,
            patience_ms: PATIENCE_MIN_MS,
            crept: false,
            doubted_ms: i64::MIN / 2,
        }
    }
}

impl Known {
    /// How many units a refused window may hold. A window that was less than half full was hardly refused for being full: once in a
    /// while that teaches nothing, and twice in a short time no more than half.
    fn believed(&mut self, taken: u32, window_ms: i64, now_ms: i64) -> Option<u32> {
        let half = self.ceiling / 2;
        if taken >= half {
            return Some(taken);
        }
        let since_ms = now_ms - self.doubted_ms;
        if since_ms >= window_ms {
            self.doubted_ms = now_ms;
        }
        (window_ms..PATIENCE_MIN_MS)
            .contains(&since_ms)
            .then_some(half)
    }
}

/// What became of a send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// Its call is under way.
    Flying,
    /// Telegram took it.
    Taken,
    /// Nobody knows, or it was refused for another reason than speed.
    Landed,
}

#[derive(Clone, Copy, Debug)]
struct Sent {
    at_ms: i64,
    units: u32,
    fate: Fate,
}

/// At most `known.ceiling` units in any `window_ms`.
#[derive(Debug)]
pub(super) struct Log {
    capacity: u32,
    window_ms: i64,
    pub(super) known: Known,
    /// Units in `sent`.
    used: u32,
    /// Oldest first.
    sent: VecDeque<Sent>,
}

impl Log {
    /// An empty log. A capacity of 0 is taken as 1: nothing would ever be sent.
    pub(super) fn new(capacity: u32, window_ms: i64, known: Option<Known>) -> Log {
        let capacity = capacity.max(1);
        let mut known = known.unwrap_or_else(|| Known::untaught(capacity, capacity));
        known.ceiling = known.ceiling.clamp(1, capacity);
        Log {
            capacity,
            window_ms,
            known,
            used: 0,
            sent: VecDeque::new(),
        }
    }

    pub(super) fn ceiling(&self) -> u32 {
        self.known.ceiling
    }

    /// How many units may pass now.
    pub(super) fn free(&mut self, now_ms: i64) -> u32 {
        self.move_on(now_ms);
        self.known.ceiling.saturating_sub(self.used)
    }

    /// When `units` more may pass; `None`: when a call under way has ended.
    pub(super) fn free_at(&mut self, units: u32, now_ms: i64) -> Option<i64> {
        self.move_on(now_ms);
        let units = units.min(self.known.ceiling);
        let mut left = self.used;
        let mut free_ms = now_ms;
        for sent in &self.sent {
            if left + units <= self.known.ceiling {
                break;
            }
            left -= sent.units;
            free_ms = sent.at_ms + self.window_ms;
        }
        let tries = free_ms == now_ms && self.used + units > self.known.proven;
        let flies = || self.sent.iter().any(|sent| sent.fate == Fate::Flying);
        (!(tries && flies())).then_some(free_ms)
    }

    /// When the oldest units come back.
    pub(super) fn next_ms(&self) -> Option<i64> {
        self.sent.front().map(|sent| sent.at_ms + self.window_ms)
    }

    pub(super) fn book(&mut self, units: u32, at_ms: i64, fate: Fate) {
        let units = units.min(self.known.ceiling);
        // Sends recalled after a restart may come in any order; the log stays sorted.
        let place = self.sent.partition_point(|other| other.at_ms <= at_ms);
        self.sent.insert(place, Sent { at_ms, units, fate });
        self.used += units;
    }

    /// A call has ended: its units move to a later time; nothing if they are not there any more.
    pub(super) fn land(&mut self, units: u32, (booked_ms, taken): (i64, bool), ended_ms: i64) {
        let (before, after) = match taken {
            true => (Fate::Taken, Fate::Taken),
            false => (Fate::Flying, Fate::Landed),
        };
        if let Some(units) = self.take_out(units, booked_ms, before) {
            self.book(units, ended_ms.max(booked_ms), after);
        }
    }

    /// Telegram took a call under way.
    pub(super) fn take(&mut self, units: u32, booked_ms: i64, now_ms: i64) {
        let Some(place) = self.find(units, booked_ms, Fate::Flying) else {
            return;
        };
        self.sent[place].fate = Fate::Taken;
        let taken = self.taken(now_ms).min(self.known.ceiling);
        self.known.proven = self.known.proven.max(taken);
        if self.known.proven >= self.capacity {
            self.known = Known::untaught(self.capacity, self.capacity);
        }
    }

    /// Telegram refused a call under way because the window is full.
    pub(super) fn refuse(&mut self, units: u32, booked_ms: i64, now_ms: i64) {
        self.take_out(units, booked_ms, Fate::Flying);
        let taken = self.taken(now_ms);
        let known = &mut self.known;
        // Of several units perhaps all but one had room: what was taken before still counts then.
        let taken = taken.max(known.proven.min(taken + units.saturating_sub(1)));
        let Some(taken) = known.believed(taken, self.window_ms, now_ms) else {
            return;
        };
        let same_burst = now_ms - known.since_ms < self.window_ms && !known.crept;
        let ceiling = if same_burst {
            known.ceiling.min(taken)
        } else if known.ceiling == self.capacity {
            // Where a window begins is not known to the millisecond.
            known.ceiling.min(taken).saturating_sub(1)
        } else {
            taken.min(known.ceiling - 1)
        };
        if known.crept {
            known.patience_ms = (known.patience_ms * 2).min(PATIENCE_MAX_MS);
        }
        known.ceiling = ceiling.max(1);
        known.proven = known.ceiling;
        known.since_ms = now_ms;
        known.crept = false;
    }

    /// Calls under way are not waited for any more.
    pub(super) fn land_all(&mut self) {
        for sent in &mut self.sent {
            if sent.fate == Fate::Flying {
                sent.fate = Fate::Landed;
            }
        }
    }

    pub(super) fn idle_at(&self) -> i64 {
        let last = self.sent.back();
        last.map_or(i64::MIN, |sent| sent.at_ms + self.window_ms)
    }

    pub(super) fn shift_back(&mut self, by_ms: i64) {
        for sent in &mut self.sent {
            sent.at_ms = sent.at_ms.saturating_sub(by_ms);
        }
        self.known.since_ms = self.known.since_ms.saturating_sub(by_ms);
        self.known.doubted_ms = self.known.doubted_ms.saturating_sub(by_ms);
    }

    /// Units of the window that Telegram took.
    fn taken(&mut self, now_ms: i64) -> u32 {
        self.move_on(now_ms);
        let taken = self.sent.iter().filter(|sent| sent.fate == Fate::Taken);
        taken.map(|sent| sent.units).sum()
    }

    fn find(&self, units: u32, booked_ms: i64, fate: Fate) -> Option<usize> {
        let same = |sent: &Sent| sent.at_ms == booked_ms && sent.fate == fate;
        // One that was larger than the whole budget was booked as that.
        let whole = |sent: &Sent| same(sent) && sent.units == units;
        let cut = |sent: &Sent| same(sent) && sent.units < units;
        let sent = self.sent.iter();
        sent.clone()
            .position(whole)
            .or_else(|| sent.clone().position(cut))
    }

    fn take_out(&mut self, units: u32, booked_ms: i64, fate: Fate) -> Option<u32> {
        let place = self.find(units, booked_ms, fate)?;
        let sent = self.sent.remove(place)?;
        self.used -= sent.units;
        Some(sent.units)
    }

    /// What left the window is forgotten, and a ceiling that was quiet for long enough creeps up.
    fn move_on(&mut self, now_ms: i64) {
        while let Some(sent) = self.sent.front().copied()
            && sent.at_ms + self.window_ms <= now_ms
        {
            self.used -= sent.units;
            self.sent.pop_front();
        }
        let known = &mut self.known;
        if known.ceiling < self.capacity && now_ms - known.since_ms >= known.patience_ms {
            known.ceiling += 1;
            known.since_ms = now_ms;
            known.crept = true;
        }
    }
}
