//! One turn of delivery: one transaction, then the calls it claimed.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use futures_util::FutureExt;
use relevo_core::{
    Ask, CellState, Change, Connection, Delivery, FRESH_PER_EVENT_MAX, Fresh, Grant, Job, Next,
    Reading, Seq, State, next_call, tells_of_a_pause,
};
use relevo_telegram::{Method, Outcome};
use tracing::{error, info, warn};

use super::facts::Facts;
use super::look;
use super::outcomes::{due_ms, given_up, progress};
use super::window::goes_on;
use super::{Caller, Claimed, Ended, Finished, Worker, is_ahead};
use crate::directory::Directory;
use crate::store::{StoreError, Tx};
use crate::trouble;

/// The most calls in flight at once, over all lanes of a cell.
const IN_FLIGHT_MAX: usize = 256;

/// How soon a delivery that may not make its topic yet is looked at again, in milliseconds.
const CREATION_RECHECK_MS: i64 = 500;

/// How often a busy worker looks into the outbox although nobody said that it has grown, in milliseconds.
const LOOK_AGAIN_MS: i64 = 1_000;

/// How often a paused group is probed by one delivery, in milliseconds.
const PAUSED_PROBE_MS: i64 = 60_000;

impl Worker {
    pub(super) async fn try_turn(&mut self) -> Result<bool, StoreError> {
        let recovering = std::mem::take(&mut self.doubtful);
        let finished = if recovering {
            self.recover().await?
        } else {
            self.finished()
        };
        let now_ms = self.clock.now_ms();
        self.scheduler.see(now_ms);
        self.book_charges(now_ms);
        if recovering || self.outbox_may_have_grown(now_ms) {
            self.load(now_ms).await?;
        }
        self.hurry_lines(now_ms);
        if finished.is_empty() && !self.may_pick(now_ms) {
            self.ended.clear();
            return Ok(false);
        }
        let directory = self.shared.now();
        self.follow_relays(&directory, now_ms);
        let finished = if std::mem::take(&mut self.cautious) {
            self.record_one_by_one(finished).await?;
            Vec::new()
        } else {
            finished
        };
        let claimed = self.transact(&directory, finished, now_ms).await?;
        self.ended.clear();
        for call in claimed {
            self.start_call(call);
        }
        Ok(true)
    }

    /// Whether there may be deliveries that the window does not know: intake or the last turn made some, or nobody has
    /// looked for a while.
    fn outbox_may_have_grown(&mut self, now_ms: i64) -> bool {
        let wake = self.shared.wake(self.cell);
        self.grown |= wake.notified().now_or_never().is_some();
        self.grown
            || self.window.is_behind()
            || now_ms >= self.loaded_ms + LOOK_AGAIN_MS
            || now_ms < self.loaded_ms
    }

    async fn load(&mut self, now_ms: i64) -> Result<(), StoreError> {
        let loaded = self.window.load(&self.store, self.cell).await?;
        self.grown = false;
        self.loaded_ms = now_ms;
        for seq in loaded {
            let delivery = self.window.get(seq).expect("just loaded");
            self.scheduler
                .offer(delivery.lane(), seq, due_ms(delivery, now_ms), now_ms);
            self.hurry_album(seq, now_ms);
        }
        Ok(())
    }

    fn may_pick(&self, now_ms: i64) -> bool {
        self.in_flight.len() < IN_FLIGHT_MAX
            && self
                .scheduler
                .next_due_ms(now_ms)
                .is_some_and(|due_ms| due_ms <= now_ms)
    }

    async fn transact(
        &mut self,
        directory: &Directory,
        mut finished: Vec<Finished>,
        now_ms: i64,
    ) -> Result<Vec<Claimed>, StoreError> {
        let room = IN_FLIGHT_MAX - self.in_flight.len();
        let mut tx = self.store.write().await?;
        let (mut fresh, mut facts) = self.begin(&mut tx, directory, &mut finished).await?;
        let mut changes = self
            .record(&mut tx, &mut facts, finished, (now_ms, &mut fresh))
            .await?;
        self.follow_the_group(facts.cell.state, now_ms);
        let heads = self.heads(room, now_ms);
        let deliveries: Vec<&Delivery> = heads
            .iter()
            .map(|seq| self.window.get(*seq).expect("a head is in the window"))
            .collect();
        facts.load_for_calls(&mut tx, &deliveries).await?;
        let panels = deliveries.iter().copied();
        facts.load_panels(&mut tx, panels, Some(now_ms)).await?;
        facts
            .load_backlogs(&mut tx, deliveries.iter().copied(), || self.window.lines())
            .await?;
        let waits_for_updates = |one: &&&Delivery| one.album().is_some() || facts.is_unsure(one);
        let waiting: Vec<&Delivery> = deliveries
            .iter()
            .filter(waits_for_updates)
            .copied()
            .collect();
        for delivery in waiting {
            let reading = self.reading(&facts, delivery, now_ms);
            facts.know_reading(delivery.seq, reading, self.window.is_followed(delivery));
        }
        let mut claimed = Vec::with_capacity(heads.len());
        for seq in heads {
            let (more, claim) = self.advance(&mut facts, directory, seq, now_ms);
            changes.extend(more);
            claimed.extend(claim);
        }
        changes.extend(self.new_lines(&mut fresh, now_ms));
        self.grown |= changes
            .iter()
            .any(|change| matches!(change, Change::Deliver(_)));
        tx.apply(&changes).await?;
        tx.put_taught(&self.scheduler.taught()).await?;
        tx.commit().await?;
        self.scheduler.taught_is_stored();
        Ok(claimed)
    }

    /// Locks the cell, which also tells how it is now, and whether what waits was changed by somebody else.
    pub(super) async fn begin<'a>(
        &mut self,
        tx: &mut Tx,
        directory: &'a Directory,
        finished: &mut [Finished],
    ) -> Result<(Fresh, Facts<'a>), StoreError> {
        let room = i64::try_from(finished.len() + 1).expect("few calls are in flight")
            * FRESH_PER_EVENT_MAX;
        let (cell, fresh) = tx
            .lock_own_cell((self.cell, self.epoch), room, room)
            .await?;
        if tx.revision() != self.revision {
            self.catch_up(tx, finished, self.clock.now_ms()).await?;
            self.revision = tx.revision();
        }
        let relays = self.relays.known().to_vec();
        let known = (self.store.clone(), self.shared.icons());
        let facts = Facts::new(directory, known, (cell, relays));
        Ok((fresh, facts))
    }

    /// Reads anew what was edited or taken back where it waited. Under the cell's lock, so that nothing is claimed that says
    /// what it should not say any more; what is claimed already learns here that it was recalled.
    async fn catch_up(
        &mut self,
        tx: &mut Tx,
        finished: &mut [Finished],
        now_ms: i64,
    ) -> Result<(), StoreError> {
        for seq in tx.take_revised(self.cell).await? {
            let now = tx.delivery(self.cell, seq).await?;
            let now = now
                .filter(|now| matches!(now.state, State::Waiting { .. } | State::Claimed { .. }));
            let ended = finished.iter_mut().find(|ended| ended.delivery.seq == seq);
            if let (Some(ended), Some(now)) = (ended, &now) {
                ended.delivery.job = now.job.clone();
                ended.delivery.cause = now.cause;
            }
            let Some(lane) = self.window.get(seq).map(Delivery::lane) else {
                continue;
            };
            match now {
                Some(now) if now.lane() != lane => {
                    self.scheduler.remove(lane, seq);
                    if self.window.turn(now.clone()) {
                        let due_ms = due_ms(&now, now_ms);
                        self.scheduler.offer(now.lane(), seq, due_ms, now_ms);
                    }
                }
                Some(now) => {
                    let followed = now.album().is_some() && self.window.is_followed(&now);
                    let due_ms = if followed {
                        now_ms
                    } else {
                        due_ms(&now, now_ms)
                    };
                    self.scheduler.due(lane, seq, due_ms, now_ms);
                    self.window.replace(now);
                }
                None => {
                    self.window.remove(seq);
                    self.scheduler.remove(lane, seq);
                }
            }
        }
        Ok(())
    }

    /// How far the updates have been read of the identity that receives an album's items.
    fn reading(&self, facts: &Facts<'_>, album: &Delivery, now_ms: i64) -> Reading {
        let connection = facts.connection(album);
        connection.map_or(Reading::Behind { since_ms: now_ms }, |connection| {
            self.shared.reading(connection.bot(), now_ms)
        })
    }

    /// An album at the head of its lane is complete when its author goes on.
    fn hurry_album(&mut self, next: Seq, now_ms: i64) {
        let Some(next) = self.window.get(next) else {
            return;
        };
        let lane = next.lane();
        let head = self.scheduler.head(lane);
        let Some(head) = head.and_then(|head| self.window.get(head)) else {
            return;
        };
        let waits = head.album().is_some() && head.attempts == 0;
        if waits && goes_on(head, next) {
            self.scheduler.due(lane, head.seq, now_ms, now_ms);
        }
    }

    /// Lane heads that are due.
    fn heads(&mut self, room: usize, now_ms: i64) -> Vec<Seq> {
        let mut heads = Vec::new();
        while heads.len() < room {
            let Some((_, seq)) = self.scheduler.pick(now_ms) else {
                break;
            };
            heads.push(seq);
        }
        heads
    }

    /// What one head does now: a claimed call, or changes that settle it, or nothing yet.
    fn advance(
        &mut self,
        facts: &mut Facts<'_>,
        directory: &Directory,
        seq: Seq,
        now_ms: i64,
    ) -> (Vec<Change>, Option<Claimed>) {
        let delivery = self
            .window
            .get(seq)
            .expect("a head is in the window")
            .clone();
        let lane = delivery.lane();
        if self.waits_for_the_group(facts, &delivery, now_ms) {
            // One that probes never waits here longer than for the next probe, whatever becomes of the clock.
            let probe_ms = self.probe_ms.min(now_ms + PAUSED_PROBE_MS);
            let look_ms = probe_ms.max(now_ms + CREATION_RECHECK_MS);
            self.scheduler.again(lane, look_ms, now_ms);
            return (Vec::new(), None);
        }
        let say = facts.speaker(&delivery);
        let next = match facts.of(&delivery, &say) {
            Some(known) => catch_unwind(AssertUnwindSafe(|| next_call(&delivery, &known, now_ms)))
                .unwrap_or_else(|_| {
                    Next::Settle(given_up(&delivery, "deciding the call panicked"))
                }),
            None => Next::Settle(given_up(&delivery, "the connection was deleted")),
        };
        let (call, by, pooled, units) = match next {
            Next::Settle(changes) => {
                self.absorb(facts, &delivery, &changes, now_ms);
                return (changes, None);
            }
            Next::NotYet { until_ms } => {
                self.scheduler.again(lane, until_ms, now_ms);
                return (Vec::new(), None);
            }
            Next::Call {
                call,
                by,
                pooled,
                units,
            } => (call, by, pooled, units),
        };
        let looks = self.must_look(facts, (&delivery, &call), now_ms);
        if looks && self.waits_for_a_look(&delivery, now_ms) {
            return (Vec::new(), None);
        }
        let frontend = facts.connection(&delivery).map(Connection::bot);
        let (call, by, units) = if looks {
            // What a relay says about the group is not believed.
            (Worker::look(facts), frontend.unwrap_or(by), 0)
        } else {
            (call, by, units)
        };
        let creates_topic = call.method() == Method::CreateTopic;
        if creates_topic && facts.awaits_an_echo(&delivery, now_ms) {
            self.scheduler
                .again(lane, now_ms + CREATION_RECHECK_MS, now_ms);
            return (Vec::new(), None);
        }
        let chat = call.chat();
        let payer = facts.payer(&delivery, by);
        let ask = Ask {
            lane,
            // What is done in an account's name is its bot's work.
            bot: payer,
            // Whether a group is repaired only the frontend can tell.
            pooled: pooled && !looks && facts.cell.state == CellState::Running,
            chat,
            private: chat.is_some_and(|chat| chat.0 > 0),
            units,
            creates_topic,
        };
        let Grant::By(bot) = self.scheduler.grant(ask, now_ms) else {
            return (Vec::new(), None);
        };
        let maker = if bot == payer { by } else { bot };
        let Some(gateway) = directory.gateways.get(&maker) else {
            // The bot is being reconnected: its line comes with the next directory.
            self.scheduler.again(lane, now_ms + 1_000, now_ms);
            return (Vec::new(), None);
        };
        let is_relay = frontend.is_some_and(|frontend| frontend != bot);
        if is_relay {
            self.gave_to_relay(bot, now_ms);
        }
        if looks {
            self.looks(seq);
            if !look::is_all_that_tells(facts) {
                // What was looked for is the next probe, not one of many looks.
                self.probe_ms = now_ms;
            }
        }
        let state = State::Claimed {
            epoch: self.epoch,
            method: call.method(),
            relay: is_relay.then_some(bot),
        };
        let claim = progress(&delivery, state.clone());
        self.window
            .get_mut(seq)
            .expect("a head is in the window")
            .state = state;
        (
            vec![claim],
            Some(Claimed {
                seq,
                lane,
                call,
                by: Caller {
                    bot,
                    is_relay,
                    units,
                },
                gateway: Arc::clone(gateway),
            }),
        )
    }

    /// Says when the group can no longer be written to, and when it can again; then nobody waits for the next probe.
    fn follow_the_group(&mut self, state: CellState, now_ms: i64) {
        let before = std::mem::replace(&mut self.state, state);
        match (before, state) {
            (CellState::Running, CellState::Paused(why)) => {
                warn!(
                    cell.id = self.cell.0,
                    "the backend group is paused: {}",
                    trouble::of_group(why)
                );
            }
            (CellState::Paused(_), CellState::Running) => {
                info!(
                    cell.id = self.cell.0,
                    "the backend group can be written to again; what waited goes on"
                );
                self.scheduler.hurry(now_ms);
            }
            _ => {}
        }
    }

    /// Whether a delivery into a paused group has to wait: one of them probes it, once a minute.
    fn waits_for_the_group(&mut self, facts: &Facts<'_>, delivery: &Delivery, now_ms: i64) -> bool {
        if facts.cell.state == CellState::Running || delivery.direction.is_to_client() {
            return false;
        }
        if tells_of_a_pause(&delivery.job) {
            return false;
        }
        // Somebody waits for it, and it may well be possible: there it is told what is amiss.
        if delivery.answers_in_general() && delivery.attempts == 0 {
            return false;
        }
        // What is wanted says nothing about words; a line about what waits is not worth a try.
        let probes = !delivery.is_wanted()
            && !delivery.tidies_general()
            && !matches!(delivery.job, Job::Backlog(_) | Job::Unpanel { .. });
        if is_ahead(self.probe_ms, now_ms, PAUSED_PROBE_MS) || !probes {
            return true;
        }
        self.probe_ms = now_ms + PAUSED_PROBE_MS;
        false
    }

    fn start_call(&mut self, claimed: Claimed) {
        let Claimed {
            seq,
            lane,
            call,
            by,
            gateway,
        } = claimed;
        self.in_flight.spawn(async move {
            let outcome = AssertUnwindSafe(gateway.call(&call)).catch_unwind().await;
            let outcome = outcome.unwrap_or_else(|_| {
                error!(delivery.seq = seq.0, method = ?call.method(), "a call panicked; its outcome counts as unknown");
                Outcome::Unknown
            });
            Ended { seq, lane, call, by, outcome }
        });
    }
}
