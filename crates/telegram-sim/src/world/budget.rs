//! Telegram's flood limits, as far as they are known: 20 units a minute per (bot, group), one a second
//! with short bursts per (bot, private chat), 30 a second per bot. Sends, edits and topic operations
//! cost units; an album or a multiple copy costs one per message.

use std::collections::{HashMap, VecDeque};

use serde::{Deserialize, Serialize};

use super::message::Place;
use crate::request::ApiError;

const GROUP_WINDOW_MS: i64 = 60_000;
const BOT_WINDOW_MS: i64 = 1_000;

/// The limits in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Budgets {
    /// Off = no call is ever refused for speed.
    pub on: bool,
    /// Units per 60 s for one bot in one group or channel.
    pub group_units_per_minute: u32,
    /// Messages that one bot may send to one private chat at once; they come back one a second.
    pub private_burst: u32,
    /// Units per second for one bot over all chats.
    pub bot_units_per_second: u32,
}

impl Default for Budgets {
    fn default() -> Budgets {
        Budgets {
            on: true,
            group_units_per_minute: 20,
            private_burst: 5,
            bot_units_per_second: 30,
        }
    }
}

/// What was spent lately.
#[derive(Default)]
pub(crate) struct Spending {
    pub(crate) limits: Budgets,
    groups: HashMap<(i64, Place), VecDeque<i64>>,
    /// Time (ms) at which the private chat's burst will be whole again.
    privates: HashMap<(i64, Place), i64>,
    bots: HashMap<i64, VecDeque<i64>>,
}

impl Spending {
    /// Spends `units`, or refuses with the seconds to wait and spends nothing.
    pub(crate) fn spend(
        &mut self,
        bot: i64,
        place: Place,
        units: u32,
        now_ms: i64,
    ) -> Result<(), ApiError> {
        if !self.limits.on || units == 0 {
            return Ok(());
        }
        let all = self.bots.entry(bot).or_default();
        let mut wait_ms = window_wait(
            all,
            (BOT_WINDOW_MS, self.limits.bot_units_per_second),
            units,
            now_ms,
        );
        match place {
            Place::Chat(_) => {
                let group = self.groups.entry((bot, place)).or_default();
                let limit = (GROUP_WINDOW_MS, self.limits.group_units_per_minute);
                wait_ms = wait_ms.max(window_wait(group, limit, units, now_ms));
                if wait_ms == 0 {
                    group.extend((0..units).map(|_| now_ms));
                }
            }
            Place::Private(..) => {
                let burst_ms = i64::from(self.limits.private_burst.max(1)) * 1_000;
                let whole_at = self.privates.entry((bot, place)).or_insert(now_ms);
                let full = (*whole_at).max(now_ms);
                let cost_ms = (i64::from(units) * 1_000).min(burst_ms);
                wait_ms = wait_ms.max((full + cost_ms - now_ms - burst_ms).max(0));
                if wait_ms == 0 {
                    *whole_at = full + i64::from(units) * 1_000;
                }
            }
        }
        if wait_ms > 0 {
            let seconds = (wait_ms + 999) / 1_000;
            return Err(ApiError::too_many(
                u32::try_from(seconds).unwrap_or(u32::MAX),
            ));
        }
        all.extend((0..units).map(|_| now_ms));
        Ok(())
    }
}

/// Milliseconds until `units` more fit into the window; a cost above the whole limit needs an empty one.
fn window_wait(spent: &mut VecDeque<i64>, limit: (i64, u32), units: u32, now_ms: i64) -> i64 {
    let (window_ms, limit) = limit;
    while spent.front().is_some_and(|at| *at + window_ms <= now_ms) {
        spent.pop_front();
    }
    let limit = limit.max(1) as usize;
    let needed = (units as usize).min(limit);
    if spent.len() + needed <= limit {
        return 0;
    }
    let must_go = spent.len() + needed - limit;
    (spent[must_go - 1] + window_ms - now_ms).max(1)
}
