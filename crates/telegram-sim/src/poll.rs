//! `getUpdates`: long polls, the fight of two pollers, and pages that a fault doubles or delays.
//!
//! The world answers at once with what is there; waiting and waking are done here. Neighbours:
//! [`crate::sim`] calls [`get_updates`] for both doors, `door/webhook.rs` is the other way out.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::Value;
use tokio::sync::{Notify, watch};

use crate::fault::{Fault, Strange};
use crate::request::{Answer, ApiError, Request};
use crate::sim::Sim;
use crate::world::World;

/// Telegram clamps `timeout` to this many seconds.
const POLL_SECONDS_MAX: i64 = 50;
/// Updates in one page at most.
const PAGE_UPDATES_MAX: usize = 100;

/// Said to the older of two pollers.
pub(crate) const OTHER_POLL: &str =
    "terminated by other getUpdates request; make sure that only one bot instance is running";
/// Said to a poller when a webhook is set.
pub(crate) const WEBHOOK_SET: &str = "terminated by setWebhook request";

/// Who is polling, by token.
#[derive(Debug, Default)]
pub(crate) struct Pollers {
    /// At most one per token. The entry goes when its poll ends.
    by_token: Mutex<HashMap<String, Arc<Poll>>>,
    /// Size of the map: for those who wait for a poll to begin or end.
    count: watch::Sender<usize>,
}

/// One `getUpdates` in progress.
#[derive(Debug, Default)]
struct Poll {
    /// An update came, or the poll was ended: look again.
    look: Notify,
    /// Why it was ended by somebody else.
    ended: Mutex<Option<&'static str>>,
}

impl Poll {
    fn end(&self, why: &'static str) {
        *self.ended.lock().expect(UNPOISONED) = Some(why);
        self.look.notify_one();
    }
}

const UNPOISONED: &str = "nothing panics while this lock is held";

impl Pollers {
    /// Wakes those for whom there is something. Called with the world still locked, so that no
    /// update can slip in between.
    pub(crate) fn wake(&self, world: &World) {
        if *self.count.borrow() == 0 {
            return;
        }
        for (token, poll) in self.by_token.lock().expect(UNPOISONED).iter() {
            if world.pending_updates(token) > 0 {
                poll.look.notify_one();
            }
        }
    }

    /// Ends the token's poll, if there is one.
    pub(crate) fn end(&self, token: &str, why: &'static str) {
        if let Some(poll) = self.by_token.lock().expect(UNPOISONED).get(token) {
            poll.end(why);
        }
    }

    /// How many bots are waiting in a long poll.
    pub(crate) fn counted(&self) -> watch::Receiver<usize> {
        self.count.subscribe()
    }

    fn begin(&self, token: &str) -> Turn<'_> {
        let poll = Arc::new(Poll::default());
        let older = {
            let mut by_token = self.by_token.lock().expect(UNPOISONED);
            let older = by_token.insert(token.to_owned(), poll.clone());
            self.count.send_replace(by_token.len());
            older
        };
        if let Some(older) = older {
            older.end(OTHER_POLL);
        }
        Turn {
            pollers: self,
            token: token.to_owned(),
            poll,
        }
    }
}

/// The right to poll; given up when dropped, also when a client hangs up in the middle.
struct Turn<'a> {
    pollers: &'a Pollers,
    token: String,
    poll: Arc<Poll>,
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut by_token = self.pollers.by_token.lock().expect(UNPOISONED);
        if by_token
            .get(&self.token)
            .is_some_and(|poll| Arc::ptr_eq(poll, &self.poll))
        {
            by_token.remove(&self.token);
        }
        self.pollers.count.send_replace(by_token.len());
    }
}

/// Updates that a fault took out of the world's order.
#[derive(Debug, Default)]
pub(crate) struct Disorder {
    by_token: HashMap<String, Disturbed>,
}

#[derive(Debug, Default)]
struct Disturbed {
    /// Delivered again in front of the next page.
    again: Vec<Value>,
    /// In their new order with their new ids; the world holds them as confirmed already.
    late: VecDeque<Value>,
    /// By update id, until confirmed.
    strange: HashMap<i64, Strange>,
}

impl Disorder {
    /// Whether anything is still out of order, for any bot.
    pub(crate) fn is_pending(&self) -> bool {
        self.by_token.values().any(|disturbed| {
            !disturbed.again.is_empty()
                || !disturbed.late.is_empty()
                || !disturbed.strange.is_empty()
        })
    }
}

/// Answers `getUpdates`, waiting up to its `timeout` if `waits`.
pub(crate) async fn get_updates(sim: &Sim, token: &str, request: &Request, waits: bool) -> Answer {
    let timeout = request
        .params
        .get("timeout")
        .and_then(Value::as_i64)
        .unwrap_or(0);
    let seconds = if waits {
        timeout.clamp(0, POLL_SECONDS_MAX)
    } else {
        0
    };
    if seconds == 0 {
        sim.pollers.end(token, OTHER_POLL);
        return page(sim, token, request);
    }
    let turn = sim.pollers.begin(token);
    let wait = async {
        // Every round follows a notification; the timeout around it bounds the waiting.
        loop {
            let ended = *turn.poll.ended.lock().expect(UNPOISONED);
            if let Some(why) = ended {
                return Err(ApiError::conflict(why));
            }
            match page(sim, token, request) {
                Ok(Value::Array(updates)) if updates.is_empty() => turn.poll.look.notified().await,
                answer => return answer,
            }
        }
    };
    let span = Duration::from_secs(seconds.unsigned_abs());
    sim.clock
        .within(span, wait)
        .await
        .unwrap_or_else(|| Ok(Value::Array(Vec::new())))
}

/// The page that is there now, after the faults of updates.
fn page(sim: &Sim, token: &str, request: &Request) -> Answer {
    let answer = sim.with(|world| world.call(token, request));
    if !sim.has_faults() {
        return answer;
    }
    let mut updates = match answer {
        Ok(Value::Array(updates)) => updates,
        other => return other,
    };
    let mut disorder = sim.disorder.lock().expect(UNPOISONED);
    let disturbed = disorder.by_token.entry(token.to_owned()).or_default();
    let again = std::mem::take(&mut disturbed.again);
    disturbed.confirm(request);
    if !disturbed.late.is_empty() {
        updates = disturbed
            .late
            .iter()
            .take(PAGE_UPDATES_MAX)
            .cloned()
            .collect();
    } else if !updates.is_empty() {
        match sim.strike_updates(token) {
            Some(Fault::DoubleUpdates) => disturbed.again.clone_from(&updates),
            Some(Fault::LateUpdate) => {
                updates = sim.with(|world| disturbed.delay_first(world, token))
            }
            Some(Fault::StrangeUpdate { how }) => {
                disturbed.strange.insert(update_id(&updates[0]), how);
            }
            _ => {}
        }
    }
    Ok(Value::Array(again.into_iter().chain(updates).collect()))
}

impl Disturbed {
    fn confirm(&mut self, request: &Request) {
        let offset = request
            .params
            .get("offset")
            .and_then(Value::as_i64)
            .unwrap_or(0);
        self.late.retain(|update| update_id(update) >= offset);
        self.strange.retain(|&id, _| id >= offset);
    }

    /// Puts the first update's lane behind all others, and returns what comes before it.
    fn delay_first(&mut self, world: &mut World, token: &str) -> Vec<Value> {
        let waiting = world.waiting_updates(token, PAGE_UPDATES_MAX);
        let Some(first) = waiting.first() else {
            return Vec::new();
        };
        let slow_lane = first.lane.clone();
        let ids: Vec<i64> = waiting.iter().map(|update| update.id).collect();
        for &id in &ids {
            world.confirm_update(token, id);
        }
        let (slow, mut order): (Vec<_>, Vec<_>) = waiting
            .into_iter()
            .partition(|update| update.lane == slow_lane);
        let passed = order.len();
        order.extend(slow);
        self.late = order
            .into_iter()
            .zip(ids)
            .map(|(update, id)| {
                let mut json = update.json;
                json["update_id"] = Value::from(id);
                json
            })
            .collect();
        self.late.iter().take(passed).cloned().collect()
    }
}

/// Gives the updates of an answer their strange shapes; done after the checks.
pub(crate) fn estrange(sim: &Sim, token: &str, answer: &mut Answer) {
    let Ok(Value::Array(updates)) = answer else {
        return;
    };
    let disorder = sim.disorder.lock().expect(UNPOISONED);
    let Some(disturbed) = disorder.by_token.get(token) else {
        return;
    };
    for update in updates {
        if let Some(&how) = disturbed.strange.get(&update_id(update)) {
            spoil(update, how);
        }
    }
}

/// Gives one update a strange shape.
pub(crate) fn spoil(update: &mut Value, how: Strange) {
    let Some(object) = update.as_object_mut() else {
        return;
    };
    let Some(kind) = object.keys().find(|key| *key != "update_id").cloned() else {
        return;
    };
    match how {
        Strange::UnknownKind => {
            let payload = object.remove(&kind).unwrap_or_default();
            object.insert("hologram".to_owned(), payload);
        }
        Strange::Malformed => {
            object.insert(kind, Value::from(7));
        }
    }
}

fn update_id(update: &Value) -> i64 {
    update
        .get("update_id")
        .and_then(Value::as_i64)
        .unwrap_or(i64::MAX)
}
