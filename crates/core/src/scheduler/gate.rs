//! A gate: one budget, what Telegram asked for on top of it, and the lanes that wait there in order.
//!
//! Lanes that a gate refused are parked at it, so that a freed unit wakes as many lanes as it can serve and not every
//! lane of the group. Gates know nothing of calls; [`super::Scheduler`] decides which gates a call passes.

use std::collections::BTreeSet;

use relevo_telegram::ChatId;

use super::log::{Fate, Known, Log};
use super::{Budgets, Key};
use crate::{IdentityId, Lane};

/// Telegram counts posts in a group over this window (facts §4.1: FAQ, "20 messages per minute").
const GROUP_WINDOW_MS: i64 = 60_000;
/// Which part of a group's budget what topics are to be may take: a tenth, rounded down, and at least one unit.
const WANTED_SHARE: u32 = 10;
/// The window of the bulk limit of a bot.
const BOT_WINDOW_MS: i64 = 1_000;

/// Which gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum GateId {
    /// Everything a bot sends.
    Bot(IdentityId),
    /// What a bot sends to one group or channel.
    Group(IdentityId, ChatId),
    /// The part of it that goes to what topics are to be.
    Wanted(IdentityId, ChatId),
    /// What a bot sends to one private chat.
    Private(IdentityId, ChatId),
    /// Open to what topics are to be while no lane of messages to the group holds anything.
    Calm,
    /// Whatever this bot and the relays have left for one group: texts that any of them may send wait here.
    Pool(IdentityId, ChatId),
    /// The one `createForumTopic` of the cell. Its echo names the topic only by order, so there are never two.
    Create,
}

/// A gate's state.
#[derive(Debug)]
pub(super) struct Gate {
    /// What may pass when.
    pub(super) budget: Budget,
    /// Unix milliseconds until which Telegram wants nothing (a 429). Always wins.
    pub(super) wait_until_ms: i64,
    /// Lanes refused here, best first, with the units that each asked for.
    pub(super) parked: BTreeSet<(Key, Lane)>,
    /// Units for which lanes were let go and have not asked yet.
    pub(super) promised: u32,
    /// Its entry in the scheduler's list of openings.
    pub(super) opens_ms: Option<i64>,
    /// Its entry in the scheduler's list of gates to forget.
    pub(super) forget_ms: Option<i64>,
}

impl GateId {
    /// Whether it is about lanes and not about what was sent: such a gate is never forgotten.
    pub(super) fn is_about_lanes(self) -> bool {
        matches!(self, GateId::Calm | GateId::Create)
    }
}

impl Gate {
    /// A gate that has seen nothing yet. Limits of 0 are taken as 1: nothing would ever be sent.
    pub(super) fn new(id: GateId, budgets: &Budgets, known: Option<Known>) -> Gate {
        let budget = match id {
            GateId::Create => Budget::Slot { taken: false },
            // What it lets through is a question to the gates behind it.
            GateId::Pool(..) => Budget::Free,
            _ if !budgets.on => Budget::Free,
            GateId::Calm => Budget::Crowd { lanes: 0 },
            GateId::Bot(_) => Budget::Log(Log::new(budgets.bot_per_second, BOT_WINDOW_MS, None)),
            GateId::Group(..) => {
                let known = known.unwrap_or_else(|| budgets.untaught());
                let capacity = budgets.group_units_per_minute;
                Budget::Log(Log::new(capacity, GROUP_WINDOW_MS, Some(known)))
            }
            GateId::Wanted(..) => {
                let share = budgets.group_units_per_minute / WANTED_SHARE;
                Budget::Log(Log::new(share, GROUP_WINDOW_MS, None))
            }
            GateId::Private(..) => Budget::Bucket {
                burst: budgets.private_burst.max(1),
                period_ms: (1_000 / i64::from(budgets.private_per_second.max(1))).max(1),
                full_ms: i64::MIN,
            },
        };
        Gate {
            budget,
            wait_until_ms: i64::MIN,
            parked: BTreeSet::new(),
            promised: 0,
            opens_ms: None,
            forget_ms: None,
        }
    }

    /// When `units` more may pass, at or after `now_ms`; `None`: when something that is under way ends.
    pub(super) fn free_at(&mut self, units: u32, now_ms: i64) -> Option<i64> {
        let from_ms = now_ms.max(self.wait_until_ms);
        if units == 0 {
            return Some(from_ms);
        }
        Some(self.budget.free_at(units, now_ms)?.max(from_ms))
    }

    /// When nothing of it matters any more.
    pub(super) fn idle_at(&self) -> i64 {
        self.budget.idle_at().max(self.wait_until_ms)
    }
}

/// How much may pass when.
#[derive(Debug)]
pub(super) enum Budget {
    /// Without limit.
    Free,
    /// An exact sliding log.
    Log(Log),
    /// A bucket of `burst` tokens that gains one every `period_ms`.
    Bucket {
        /// Tokens of a full bucket.
        burst: u32,
        /// Milliseconds for one token.
        period_ms: i64,
        /// When it is full again.
        full_ms: i64,
    },
    /// Whatever comes while there is no crowd; nothing is booked.
    Crowd {
        /// Lanes of messages to the group that hold something.
        lanes: usize,
    },
    /// One at a time.
    Slot {
        /// Whether it is taken.
        taken: bool,
    },
}

impl Budget {
    /// The most units that can ever pass at once.
    pub(super) fn capacity(&self) -> u32 {
        match self {
            Budget::Free | Budget::Crowd { .. } => u32::MAX,
            Budget::Log(log) => log.ceiling(),
            Budget::Bucket { burst, .. } => *burst,
            Budget::Slot { .. } => 1,
        }
    }

    /// A larger ask than the whole budget passes when all of it is free: it would wait for ever otherwise.
    fn fitting(&self, units: u32) -> u32 {
        units.min(self.capacity())
    }

    fn free_at(&mut self, units: u32, now_ms: i64) -> Option<i64> {
        let units = self.fitting(units);
        match self {
            Budget::Free => Some(now_ms),
            Budget::Log(log) => log.free_at(units, now_ms),
            Budget::Bucket {
                burst,
                period_ms,
                full_ms,
            } => {
                let missing_ms = i64::from(*burst - units) * *period_ms;
                Some(now_ms.max(full_ms.saturating_sub(missing_ms)))
            }
            Budget::Crowd { lanes } => (*lanes == 0).then_some(now_ms),
            Budget::Slot { taken } => (!*taken).then_some(now_ms),
        }
    }

    /// How many units may pass now.
    pub(super) fn free(&mut self, now_ms: i64) -> u32 {
        match self {
            Budget::Log(log) => log.free(now_ms),
            _ => self.capacity(),
        }
    }

    /// Books units at a time.
    pub(super) fn book(&mut self, units: u32, at_ms: i64, fate: Fate) {
        let units = self.fitting(units);
        if units == 0 {
            return;
        }
        match self {
            Budget::Free | Budget::Crowd { .. } => {}
            Budget::Log(log) => log.book(units, at_ms, fate),
            Budget::Bucket {
                period_ms, full_ms, ..
            } => *full_ms = (*full_ms).max(at_ms) + i64::from(units) * *period_ms,
            Budget::Slot { taken } => *taken = true,
        }
    }

    /// The log, if the budget is one.
    pub(super) fn log(&mut self) -> Option<&mut Log> {
        match self {
            Budget::Log(log) => Some(log),
            _ => None,
        }
    }

    fn idle_at(&self) -> i64 {
        match self {
            Budget::Free | Budget::Crowd { .. } | Budget::Slot { .. } => i64::MIN,
            Budget::Log(log) => log.idle_at(),
            Budget::Bucket { full_ms, .. } => *full_ms,
        }
    }

    /// Moves every remembered time back: the clock was set back by so much.
    pub(super) fn shift_back(&mut self, by_ms: i64) {
        match self {
            Budget::Free | Budget::Crowd { .. } | Budget::Slot { .. } => {}
            Budget::Log(log) => log.shift_back(by_ms),
            Budget::Bucket { full_ms, .. } => *full_ms = full_ms.saturating_sub(by_ms),
        }
    }
}
