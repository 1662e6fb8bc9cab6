//! When may a call be made? Lanes, priorities and budgets of one cell, in memory, fed with `now`.
//!
//! The delivery worker offers it what waits in the outbox, picks the head of a lane, asks for a grant when `next_call`
//! has named the call, and tells how it ended. Everything costs O(log n) in the number of lanes; lanes that empty and
//! budgets that are full again are forgotten.
//!
//! Order: a lane that became ready earlier goes first, where each [`Priority`] has a head start. So lanes of one
//! priority take turns, and age lifts: nothing that becomes ready more than [`Priority::behind_ms`] later passes. The
//! same order holds at every exhausted budget, where lanes wait until it can serve them. A call of many units (an
//! album) that heads such a queue lets units gather instead of being passed for ever.
//!
//! What a topic is to be (titles, open or closed) takes what messages leave. It passes two gates more: one that is open while no lane
//! of messages to the group holds anything, and one that is a tenth of the group's budget. After ten minutes age alone lifts it.
//!
//! Where several bots may make a call, the grant names the one that does (`pool`). What Telegram's waits teach about a budget is
//! kept longer than the budget's own memory of a minute (`log`, `taught`).
//!
//! Deliberately absent: a clock, the outbox itself, and what a call is. Reactions cost no units, so they have no such rule.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use relevo_telegram::ChatId;

use crate::{ConversationId, Direction, IdentityId, Lane, Seq};

mod clock_step;
mod gate;
mod lanes;
mod log;
mod pool;
mod queues;
mod taught;
#[cfg(test)]
mod tests;

pub use taught::Taught;

use gate::{Gate, GateId};
use log::{Fate, Known};

/// When a call is refused until something under way ends: about when to expect the lane back.
const SLOT_GUESS_MS: i64 = 1_000;

/// Telegram's budgets, all of one bot (facts §4.1). 0 is taken as 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budgets {
    /// Off: only the waits that Telegram asked for are kept.
    pub on: bool,
    /// Units in any 60 s to one group or channel.
    pub group_units_per_minute: u32,
    /// How many of them at once before Telegram has ever taken so many in a minute; those beyond go one at a time until then.
    pub group_units_at_once: u32,
    /// Messages a second to one private chat.
    pub private_per_second: u32,
    /// How many of them at once after a silence.
    pub private_burst: u32,
    /// Calls in any second, wherever they go.
    pub bot_per_second: u32,
}

impl Default for Budgets {
    fn default() -> Budgets {
        Budgets {
            on: true,
            group_units_per_minute: 20,
            group_units_at_once: 10,
            private_per_second: 1,
            private_burst: 3,
            bot_per_second: 30,
        }
    }
}

/// How many units of a bot's second broadcasts leave to the others, so that an answer never waits for one.
const BROADCAST_LEAVES: u32 = 10;

/// How much a lane hurries; highest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Priority {
    /// Operator to client.
    ToClient,
    /// Client to topic.
    ToTopic,
    /// What the desk itself says.
    Notice,
    /// Steps of a broadcast.
    Broadcast,
    /// What a topic is to be. After everything that people read, steps of a broadcast included.
    Wanted,
}

impl Priority {
    /// A lane's priority.
    #[must_use]
    pub fn of(lane: Lane) -> Priority {
        match lane.direction {
            _ if lane.is_wanted() => Priority::Wanted,
            Direction::ToClient => Priority::ToClient,
            Direction::ToTopic => Priority::ToTopic,
            Direction::Aside => Priority::Notice,
            Direction::Broadcast => Priority::Broadcast,
        }
    }

    /// How much longer than the highest priority it must have waited to be its equal, in milliseconds.
    #[must_use]
    pub fn behind_ms(self) -> i64 {
        match self {
            Priority::ToClient => 0,
            Priority::ToTopic => 10_000,
            Priority::Notice => 20_000,
            Priority::Broadcast => 60_000,
            Priority::Wanted => 600_000,
        }
    }
}

/// A call that wants to be made for the head of a lane in flight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The lane.
    pub lane: Lane,
    /// Who makes the call, if no other bot does.
    pub bot: IdentityId,
    /// Whether the relays may make it too. Such a call costs one unit and goes to a group.
    pub pooled: bool,
    /// Where it posts or changes something; none if nowhere.
    pub chat: Option<ChatId>,
    /// Whether that is a private chat.
    pub private: bool,
    /// What it costs: posts, edits, topic operations and album items 1 each; 0 is held back by learned waits alone.
    pub units: u32,
    /// Whether it creates a topic: one at a time in a cell.
    pub creates_topic: bool,
}

impl Ask {
    fn gates(&self) -> impl Iterator<Item = (GateId, u32)> + use<> {
        let create = self.creates_topic.then_some((GateId::Create, 1));
        let left_over = self.chat.filter(|_| self.lane.is_wanted());
        let calm = left_over.map(|_| (GateId::Calm, self.units));
        let wanted = left_over.map(|chat| (GateId::Wanted(self.bot, chat), self.units));
        let chat = self
            .chat
            .map(|chat| (chat_gate(self.bot, chat, self.private), self.units));
        let bot = Some((GateId::Bot(self.bot), self.units));
        [create, calm, wanted, chat, bot].into_iter().flatten()
    }
}

/// Whether a call may be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grant {
    /// Now, by this bot: its units are booked.
    By(IdentityId),
    /// Not now: the lane was put back and comes again by itself, not before about this time (Unix milliseconds).
    At(i64),
}

/// The place of a ready lane among others: when it became ready plus what its priority is behind, then the turn.
type Key = (i64, u64);

/// The scheduler of one cell.
#[derive(Debug)]
pub struct Scheduler {
    budgets: Budgets,
    lanes: HashMap<Lane, Waiting>,
    /// Lanes whose head is not due, by when it is.
    asleep: BTreeSet<(i64, Lane)>,
    /// Lanes that can be picked, best first.
    ready: BTreeSet<(Key, Lane)>,
    gates: HashMap<GateId, Gate>,
    /// Gates with lanes parked at them, by when they can let one go.
    openings: BTreeSet<(i64, GateId)>,
    /// Gates by when nothing of them matters any more.
    forgetting: BTreeSet<(i64, GateId)>,
    /// The bots that make calls for any lane.
    relays: Vec<IdentityId>,
    /// The bot that made a conversation's last call of that kind.
    stuck: HashMap<ConversationId, IdentityId>,
    /// The gates of pools at which lanes were parked.
    pools: BTreeSet<GateId>,
    /// What is known of groups' budgets, where it is not what it is at first.
    rates: HashMap<GateId, Known>,
    /// Gates of which something was learned that is not stored yet.
    unstored: BTreeSet<GateId>,
    /// Deliveries in all lanes.
    waiting: usize,
    turn: u64,
    /// The latest time seen.
    latest_ms: i64,
}

/// One lane's deliveries.
#[derive(Debug)]
struct Waiting {
    /// Not before when, by number.
    due_ms: BTreeMap<Seq, i64>,
    stage: Stage,
}

/// Where a lane stands.
#[derive(Clone, Copy, Debug)]
enum Stage {
    /// Its head is not due.
    Asleep { until_ms: i64 },
    /// It can be picked. `let_go`: a gate has promised it units.
    Ready {
        key: Key,
        let_go: Option<(GateId, u32)>,
    },
    /// A gate refused it.
    Parked { key: Key, gate: GateId, units: u32 },
    /// Its head is being worked on.
    InFlight {
        seq: Seq,
        key: Key,
        let_go: Option<(GateId, u32)>,
        /// The call granted.
        booked: Option<Booked>,
        creates_topic: bool,
    },
}

/// A granted call.
#[derive(Clone, Copy, Debug)]
struct Booked {
    /// What was asked for, by the bot that makes it.
    ask: Ask,
    /// When its units were booked.
    at_ms: i64,
    told: Told,
}

/// What Telegram said of a granted call, as far as budgets care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    Nothing,
    Taken,
    /// Too fast.
    Refused,
}

impl Scheduler {
    /// A scheduler without lanes.
    #[must_use]
    pub fn new(budgets: Budgets) -> Scheduler {
        Scheduler {
            budgets,
            lanes: HashMap::new(),
            asleep: BTreeSet::new(),
            ready: BTreeSet::new(),
            gates: HashMap::new(),
            openings: BTreeSet::new(),
            forgetting: BTreeSet::new(),
            relays: Vec::new(),
            stuck: HashMap::new(),
            pools: BTreeSet::new(),
            rates: HashMap::new(),
            unstored: BTreeSet::new(),
            waiting: 0,
            turn: 0,
            latest_ms: i64::MIN,
        }
    }

    /// Puts a delivery in its lane, at the place of its number. A known one is left as it is.
    pub fn offer(&mut self, lane: Lane, seq: Seq, due_ms: i64, now_ms: i64) {
        let now_ms = self.see(now_ms);
        let Some(waiting) = self.lanes.get_mut(&lane) else {
            let until_ms = due_ms.max(now_ms);
            let waiting = Waiting {
                due_ms: BTreeMap::from([(seq, due_ms)]),
                stage: Stage::Asleep { until_ms },
            };
            self.lanes.insert(lane, waiting);
            self.crowd(lane, 1);
            self.asleep.insert((until_ms, lane));
            self.waiting += 1;
            return;
        };
        if waiting.due_ms.contains_key(&seq) {
            return;
        }
        waiting.due_ms.insert(seq, due_ms);
        self.waiting += 1;
        let heads = waiting.due_ms.first_key_value().map(|(head, _)| *head) == Some(seq);
        if heads && !matches!(waiting.stage, Stage::InFlight { .. }) {
            self.settle(lane);
        }
    }

    /// The best lane whose head is due, and that head; the lane is in flight until [`Scheduler::done`],
    /// [`Scheduler::again`] or a refused grant.
    pub fn pick(&mut self, now_ms: i64) -> Option<(Lane, Seq)> {
        let now_ms = self.see(now_ms);
        self.forget_idle(now_ms);
        self.wake(now_ms);
        self.open_gates(now_ms);
        let (key, lane) = self.ready.pop_first()?;
        let waiting = self.lanes.get_mut(&lane).expect("a ready lane is known");
        let Stage::Ready { let_go, .. } = waiting.stage else {
            unreachable!("a lane in the ready list is ready");
        };
        let (seq, _) = waiting
            .due_ms
            .first_key_value()
            .expect("a ready lane has a head");
        let seq = *seq;
        waiting.stage = Stage::InFlight {
            seq,
            key,
            let_go,
            booked: None,
            creates_topic: false,
        };
        Some((lane, seq))
    }

    /// Whether the call may be made for the head in flight of its lane. If not, the lane is put back with its age.
    ///
    /// # Panics
    ///
    /// If the lane is not in flight.
    pub fn grant(&mut self, ask: Ask, now_ms: i64) -> Grant {
        let now_ms = self.see(now_ms);
        let waiting = self.lanes.get_mut(&ask.lane);
        let Some(Stage::InFlight { key, let_go, .. }) = waiting.map(|waiting| &mut waiting.stage)
        else {
            panic!("a grant is asked for a lane in flight");
        };
        let (key, let_go) = (*key, let_go.take());
        self.keep_promise(let_go, now_ms);
        let by = match self.pool_of(&ask) {
            Some(pool) => self
                .choose(&ask, key, now_ms)
                .map_err(|free_ms| (pool, 1, free_ms)),
            None => self.passes(&ask, key, now_ms).map(|()| ask.bot),
        };
        let bot = match by {
            Ok(bot) => bot,
            Err((gate, units, free_ms)) => {
                self.put_back(ask.lane, (key, gate, units), now_ms);
                let at_ms = free_ms.unwrap_or(now_ms + SLOT_GUESS_MS);
                return Grant::At(at_ms.max(now_ms + 1));
            }
        };
        let ask = Ask { bot, ..ask };
        self.book(&ask, now_ms);
        if let Some(waiting) = self.lanes.get_mut(&ask.lane)
            && let Stage::InFlight {
                booked,
                creates_topic,
                ..
            } = &mut waiting.stage
        {
            *booked = Some(Booked {
                ask,
                at_ms: now_ms,
                told: Told::Nothing,
            });
            // A lane granted twice without an end between keeps the slot it holds.
            *creates_topic |= ask.creates_topic;
        }
        Grant::By(bot)
    }

    /// Whether every gate lets the call through; otherwise the one that does not, and when it may.
    fn passes(
        &mut self,
        ask: &Ask,
        key: Key,
        now_ms: i64,
    ) -> Result<(), (GateId, u32, Option<i64>)> {
        let leaves = BROADCAST_LEAVES.min(self.budgets.bot_per_second.saturating_sub(1));
        for (id, units) in ask.gates() {
            let is_lifted = id == GateId::Calm && key.0 <= now_ms;
            if is_lifted {
                continue;
            }
            let leaves = match (Priority::of(ask.lane), id) {
                (Priority::Broadcast, GateId::Bot(_)) if units > 0 => leaves,
                _ => 0,
            };
            let units = units + leaves;
            let gate = self.gate(id);
            let free_ms = gate.free_at(units, now_ms);
            let best = gate.parked.first();
            let passed = best.is_some_and(|(best, _)| units > 0 && *best < key);
            if free_ms != Some(now_ms) || passed {
                return Err((id, units, free_ms));
            }
        }
        Ok(())
    }

    /// The head in flight has left its lane: done, held, failed or removed. A create slot that it held is free.
    pub fn done(&mut self, lane: Lane, now_ms: i64) {
        let now_ms = self.see(now_ms);
        if let Some(seq) = self.land(lane, now_ms) {
            self.take_out(lane, seq);
            self.settle(lane);
        }
    }

    /// The head in flight stays, not before `due_ms`. A create slot that it held is free. One that is due at once although no call was
    /// granted has not had its turn: it keeps its place.
    pub fn again(&mut self, lane: Lane, due_ms: i64, now_ms: i64) {
        let now_ms = self.see(now_ms);
        if due_ms <= now_ms && self.resume(lane) {
            return;
        }
        if let Some(seq) = self.land(lane, now_ms) {
            if let Some(waiting) = self.lanes.get_mut(&lane)
                && let Some(due) = waiting.due_ms.get_mut(&seq)
            {
                *due = due_ms;
            }
            self.settle(lane);
        }
    }

    /// Telegram said 429: nothing from that bot to that chat until then; without a chat, nothing from that bot.
    pub fn waited(&mut self, bot: IdentityId, chat: Option<ChatId>, until_ms: i64) {
        let id = self.pause(bot, chat, until_ms);
        self.unstored.insert(id);
    }

    /// Books a call made before a restart, so that budgets hold across it.
    pub fn recall(&mut self, ask: &Ask, at_ms: i64) {
        for (id, units) in ask.gates().filter(|(id, _)| !id.is_about_lanes()) {
            self.gate(id).budget.book(units, at_ms, Fate::Taken);
            self.remember(id);
        }
    }

    /// Forgets every delivery and keeps every budget and wait: for a worker that begins anew from what is stored.
    pub fn forget_lanes(&mut self) {
        self.lanes.clear();
        self.asleep.clear();
        self.ready.clear();
        self.openings.clear();
        self.waiting = 0;
        self.pools.clear();
        self.gates.remove(&GateId::Create);
        self.gates.remove(&GateId::Calm);
        for gate in self.gates.values_mut() {
            if let Some(log) = gate.budget.log() {
                log.land_all();
            }
            gate.parked.clear();
            gate.promised = 0;
            gate.opens_ms = None;
        }
    }

    /// What held deliveries back is over: every head that is not due is due now. Budgets and waits still hold.
    pub fn hurry(&mut self, now_ms: i64) {
        let now_ms = self.see(now_ms);
        let asleep: Vec<Lane> = self.asleep.iter().map(|(_, lane)| *lane).collect();
        for lane in asleep {
            if let Some(waiting) = self.lanes.get_mut(&lane)
                && let Some(mut head) = waiting.due_ms.first_entry()
            {
                head.insert(now_ms);
            }
            self.settle(lane);
        }
    }

    /// What one lane's head waited for may have happened: it is due now, unless it is in flight.
    pub fn hurry_lane(&mut self, lane: Lane, now_ms: i64) {
        let now_ms = self.see(now_ms);
        let Some(waiting) = self.lanes.get_mut(&lane) else {
            return;
        };
        if matches!(waiting.stage, Stage::Asleep { .. })
            && let Some(mut head) = waiting.due_ms.first_entry()
        {
            head.insert(now_ms);
            self.settle(lane);
        }
    }

    /// The first delivery of a lane, whenever it is due.
    #[must_use]
    pub fn head(&self, lane: Lane) -> Option<Seq> {
        let head = self.lanes.get(&lane)?.due_ms.first_key_value();
        head.map(|(seq, _)| *seq)
    }

    /// A delivery is due at another time. One in flight is left as it is.
    pub fn due(&mut self, lane: Lane, seq: Seq, due_ms: i64, now_ms: i64) {
        self.see(now_ms);
        let Some(waiting) = self.lanes.get_mut(&lane) else {
            return;
        };
        if let Some(due) = waiting.due_ms.get_mut(&seq)
            && !matches!(waiting.stage, Stage::InFlight { .. })
        {
            *due = due_ms;
            self.settle(lane);
        }
    }

    /// A delivery was withdrawn from outside. One in flight is forgotten when its call ends.
    pub fn remove(&mut self, lane: Lane, seq: Seq) {
        let Some(waiting) = self.lanes.get(&lane) else {
            return;
        };
        let headed = waiting.due_ms.first_key_value().map(|(head, _)| *head) == Some(seq);
        let in_flight = matches!(waiting.stage, Stage::InFlight { .. });
        self.take_out(lane, seq);
        if headed && !in_flight {
            self.settle(lane);
        }
    }

    /// When a pick can next succeed; none if nothing waits but for calls under way.
    #[must_use]
    pub fn next_due_ms(&self, now_ms: i64) -> Option<i64> {
        if !self.ready.is_empty() {
            return Some(now_ms);
        }
        let wakes = self.asleep.first().map(|(at_ms, _)| *at_ms);
        let opens = self.openings.first().map(|(at_ms, _)| *at_ms);
        let next_ms = [wakes, opens].into_iter().flatten().min()?;
        Some(next_ms.max(now_ms))
    }

    /// Whether the head of a lane is being worked on.
    #[must_use]
    pub fn is_in_flight(&self, lane: Lane) -> bool {
        self.lanes
            .get(&lane)
            .is_some_and(|waiting| matches!(waiting.stage, Stage::InFlight { .. }))
    }

    /// Deliveries in all lanes, those in flight included.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.waiting
    }

    /// Deliveries in one lane, the one in flight included.
    #[must_use]
    pub fn lane_depth(&self, lane: Lane) -> usize {
        self.lanes
            .get(&lane)
            .map_or(0, |waiting| waiting.due_ms.len())
    }
}

fn chat_gate(bot: IdentityId, chat: ChatId, private: bool) -> GateId {
    if private {
        GateId::Private(bot, chat)
    } else {
        GateId::Group(bot, chat)
    }
}
