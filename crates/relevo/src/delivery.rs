//! Delivers: one worker per cell walks its lanes and is the only one who speaks to Telegram about clients and topics.
//!
//! A turn is one transaction: the outcomes of finished calls are recorded (`after_call`), lane heads that are due are
//! asked for their next call (`next_call`) and, where the scheduler grants it, claimed. Only after the commit are the
//! claimed calls made. So a claim is durable before its call, outcomes and claims are committed in groups, and no call is
//! ever awaited while a transaction is open.
//!
//! Neighbours: `relevo_core` decides, `turn` is one transaction, `outcomes` is what follows from calls, `facts` gathers what its decisions need, `window` is the
//! part of the outbox that is in memory. Deliberately absent: retries, budgets, words — all decided elsewhere.

mod backlog;
mod bans;
mod charges;
mod facts;
mod info;
mod kept;
mod look;
mod outcomes;
mod panels;
mod reactions;
mod relays;
mod turn;
mod window;

use std::collections::HashMap;
use std::sync::Arc;

use relevo_core::{
    Ask, Budgets, CellId, CellState, ConversationId, Delivery, Direction, IdentityId, Lane,
    Scheduler, Seq, State, cost_in_the_dark,
};
use relevo_telegram::{Call, ChatId, Gateway, Method, Outcome, Reaction};
use tokio::task::JoinSet;
use tracing::warn;

use crate::clock::Clock;
use crate::directory::{Directory, Shared};
use crate::store::{Spent, Store, StoreError};
use window::Window;

/// How often an idle worker looks into the outbox although nobody woke it, in milliseconds: the safety net below the wake-ups.
const IDLE_LOOK_MS: i64 = 5_000;

/// The delivery worker of one cell.
pub struct Worker {
    store: Store,
    clock: Clock,
    shared: Shared,
    cell: CellId,
    /// This owner's epoch: claims of another epoch were made by somebody who is gone.
    epoch: i64,
    scheduler: Scheduler,
    window: Window,
    in_flight: JoinSet<Ended>,
    /// Calls that have ended and are not recorded yet.
    ended: Vec<Ended>,
    /// What is in memory is not known to be true: at the start, and after a transaction that failed.
    doubtful: bool,
    /// The store refused the last turn's data: the outcomes are recorded one by one.
    cautious: bool,
    /// How often what waits had been revised when the window was last made true: see [`crate::store::Tx::revise`].
    revision: i64,
    /// Whether the group could be written to at the last turn.
    state: CellState,
    /// The outbox may have grown since the window was loaded.
    grown: bool,
    /// When the window was loaded, Unix milliseconds.
    loaded_ms: i64,
    /// Whether the group is a forum, as far as it was looked at.
    look: look::Look,
    /// The relays.
    relays: relays::Relays,
    /// While the group is paused: when one delivery may probe it again, Unix milliseconds.
    probe_ms: i64,
}

/// A call that has ended.
struct Ended {
    seq: Seq,
    lane: Lane,
    call: Call,
    by: Caller,
    outcome: Outcome,
}

/// A call granted and claimed, to be made after the commit.
struct Claimed {
    seq: Seq,
    lane: Lane,
    call: Call,
    by: Caller,
    gateway: Arc<dyn Gateway>,
}

/// Who makes a call, and what it costs.
#[derive(Clone, Copy)]
struct Caller {
    bot: IdentityId,
    is_relay: bool,
    units: u32,
}

impl Caller {
    /// What the call cost of the group's budget.
    fn spends(&self, of: &Delivery, at_ms: i64) -> Spent {
        Spent {
            bot: self.bot,
            chat: None,
            at_ms,
            units: self.units,
            part: of.lane().part,
        }
    }
}

/// A delivery whose call has ended, as it stands in the store.
#[derive(Clone)]
struct Finished {
    delivery: Delivery,
    method: Method,
    outcome: Outcome,
    /// Who made the call and what it cost, or may have cost if that was an earlier process; none if it was not made.
    by: Option<Caller>,
    /// The reaction that it was to set.
    asked: Option<Reaction>,
}

impl Worker {
    /// Takes the cell: from here on, claims of earlier owners count as calls of unknown outcome.
    ///
    /// # Errors
    /// If the store cannot be written.
    pub async fn start(
        store: Store,
        clock: Clock,
        shared: Shared,
        of: (CellId, Budgets),
    ) -> Result<Worker, StoreError> {
        let (cell, budgets) = of;
        let mut tx = store.write().await?;
        let epoch = tx.take_cell(cell).await?;
        tx.commit().await?;
        let directory = shared.now();
        let mut scheduler = Scheduler::new(budgets);
        if let Some(known) = directory.cells.get(&cell) {
            let now_ms = clock.now_ms();
            for spent in store.spent_lately((cell, known.desk), now_ms).await? {
                // A clock that was set back makes posts of a time to come: that minute may be an hour away.
                scheduler.recall(&posted(&spent, known.group), spent.at_ms.min(now_ms));
            }
        }
        for taught in store.taught().await? {
            scheduler.recall_taught(&taught);
        }
        Ok(Worker {
            store,
            clock,
            shared,
            cell,
            epoch,
            scheduler,
            window: Window::default(),
            in_flight: JoinSet::new(),
            ended: Vec::new(),
            doubtful: true,
            cautious: false,
            revision: -1,
            state: CellState::Running,
            grown: true,
            loaded_ms: 0,
            look: look::Look::default(),
            relays: relays::Relays::default(),
            probe_ms: 0,
        })
    }

    /// One turn: records what has ended, claims what may go, and starts those calls. Says whether anything changed.
    ///
    /// # Errors
    /// If the store failed. Nothing is lost: the next turn begins by finding out what is true.
    pub async fn turn(&mut self) -> Result<bool, StoreError> {
        while let Some(joined) = self.in_flight.try_join_next() {
            self.ended
                .push(joined.expect("a call is never cancelled and catches its own panics"));
        }
        let result = self.try_turn().await;
        if let Err(problem) = &result {
            warn!(cell.id = self.cell.0, error = %problem, "a turn of delivery was not stored and is done again");
            self.doubtful = true;
            self.cautious = !problem.is_about_the_store();
        }
        result
    }

    /// Waits until a call in flight has ended. `None` at once if there is none.
    pub async fn call_ended(&mut self) -> Option<()> {
        let joined = self.in_flight.join_next().await?;
        self.ended
            .push(joined.expect("a call is never cancelled and catches its own panics"));
        Some(())
    }

    /// Waits until there may be something to do: a call has ended, the outbox has grown, or a lane is due.
    pub async fn idle(&mut self) {
        let wake = self.shared.wake(self.cell);
        let now_ms = self.clock.now_ms();
        let look_ms = now_ms + IDLE_LOOK_MS;
        let due_ms = self
            .scheduler
            .next_due_ms(now_ms)
            .map_or(look_ms, |due_ms| due_ms.min(look_ms));
        let clock = self.clock.clone();
        tokio::select! {
            Some(joined) = self.in_flight.join_next() => {
                self.ended.push(joined.expect("a call is never cancelled and catches its own panics"));
            }
            () = clock.wait(Some(due_ms), wake.notified()) => self.grown = true,
        }
    }

    /// Whether calls are in flight.
    #[must_use]
    pub fn is_calling(&self) -> bool {
        !self.in_flight.is_empty()
    }

    /// How many deliveries wait in memory, whenever they are due.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.scheduler.waiting()
    }

    /// Ends in peace: lets the calls in flight end and records them.
    ///
    /// # Errors
    /// If the store failed: the outcomes then count as unknown at the next start.
    pub async fn stop(mut self) -> Result<(), StoreError> {
        while self.call_ended().await.is_some() {}
        let finished = self.finished();
        self.record_only(finished).await
    }

    /// Finds out what is true: lets every call end, and matches claims in the store with outcomes in hand.
    async fn recover(&mut self) -> Result<Vec<Finished>, StoreError> {
        while self.call_ended().await.is_some() {}
        self.scheduler.forget_lanes();
        self.window = Window::default();
        self.look = look::Look::default();
        let mut outcomes: HashMap<Seq, (Outcome, Option<Caller>, Option<Reaction>)> = self
            .ended
            .iter()
            .map(|ended| {
                let outcome = ended.outcome.clone();
                (ended.seq, (outcome, Some(ended.by), asked(&ended.call)))
            })
            .collect();
        let directory = self.shared.now();
        self.recall_relays(&directory).await?;
        let cell = directory.cells.get(&self.cell);
        let now_ms = self.clock.now_ms();
        // A turn that was given up because the database was silent at its commit may hold the cell still, and commit: only then do the
        // claims stay what they are.
        let mut tx = self.store.write().await?;
        tx.lock_own_cell((self.cell, self.epoch), 0, 0).await?;
        tx.commit().await?;
        let mut finished = Vec::new();
        let claimed = self.store.claimed(self.cell).await?;
        let clients = self.groups_of_clients(&claimed).await?;
        for mut delivery in claimed {
            let State::Claimed {
                epoch,
                method,
                relay,
            } = delivery.state
            else {
                continue;
            };
            let (outcome, by, asked) = match outcomes.remove(&delivery.seq) {
                Some(ended) => ended,
                // Ours without an outcome: the commit's answer was lost, so the call was never made.
                None if epoch == self.epoch => (Outcome::NotSent, None, None),
                // Somebody else's: the call may have been made, and nobody will ever say. It may have cost a unit. A crash
                // of ours says nothing about Telegram: no reason to wait longer than after a first attempt.
                None => {
                    delivery.attempts = 0;
                    let by = caller_in_the_dark(&directory, &delivery, (method, relay));
                    let chat = match delivery.direction.is_to_client() {
                        true => clients.get(&delivery.seq).copied().map(Some),
                        false => Some(None),
                    };
                    if let (Some(cell), Some(by), Some(chat)) = (cell, by, chat) {
                        let call = Spent {
                            chat,
                            ..by.spends(&delivery, now_ms)
                        };
                        self.scheduler.recall(&posted(&call, cell.group), now_ms);
                    }
                    (Outcome::Unknown, by, None)
                }
            };
            finished.push(Finished {
                delivery,
                method,
                outcome,
                by,
                asked,
            });
        }
        Ok(finished)
    }

    /// To which groups and channels of clients deliveries go; those to people, whose budgets are full again in seconds, are left out.
    async fn groups_of_clients(
        &self,
        deliveries: &[Delivery],
    ) -> Result<HashMap<Seq, ChatId>, StoreError> {
        let to_clients = deliveries.iter().filter(|one| one.direction.is_to_client());
        let asked = to_clients.filter_map(|one| Some((one, one.conversation?)));
        let asked: Vec<(&Delivery, ConversationId)> = asked.collect();
        if asked.is_empty() {
            return Ok(HashMap::new());
        }
        let ids: Vec<ConversationId> = asked.iter().map(|(_, id)| *id).collect();
        let mut tx = self.store.write().await?;
        let known = tx.conversations(&ids).await?;
        tx.commit().await?;
        let goes_to = |(delivery, id): (&Delivery, ConversationId)| {
            let conversation = known.iter().find(|known| known.id == id)?;
            let chat = delivery.client_chat(conversation);
            (chat.0 < 0).then_some((delivery.seq, chat))
        };
        Ok(asked.into_iter().filter_map(goes_to).collect())
    }

    /// The deliveries of the calls that have ended, if the window still holds them claimed.
    fn finished(&self) -> Vec<Finished> {
        self.ended
            .iter()
            .filter_map(|ended| {
                let delivery = self.window.get(ended.seq)?;
                let State::Claimed { method, .. } = delivery.state else {
                    return None;
                };
                Some(Finished {
                    delivery: delivery.clone(),
                    method,
                    outcome: ended.outcome.clone(),
                    by: Some(ended.by),
                    asked: asked(&ended.call),
                })
            })
            .collect()
    }
}

/// Who made a call of an earlier process, and what it may have cost; none if the cell is gone.
fn caller_in_the_dark(
    directory: &Directory,
    delivery: &Delivery,
    (method, relay): (Method, Option<IdentityId>),
) -> Option<Caller> {
    let cell = directory.cells.get(&delivery.cell)?;
    let connection = directory.connections.get(&delivery.connection);
    let frontend = connection.map_or(cell.desk, |known| known.bot());
    Some(Caller {
        bot: relay.unwrap_or(frontend),
        is_relay: relay.is_some(),
        units: cost_in_the_dark(delivery, method),
    })
}

/// Whether a time that was set at most so many milliseconds ahead is to be waited for. One further ahead was set before the clock was
/// set back, and is over.
fn is_ahead(at_ms: i64, now_ms: i64, at_most_ms: i64) -> bool {
    (now_ms + 1..=now_ms + at_most_ms).contains(&at_ms)
}

/// The reaction that a call was to set.
fn asked(call: &Call) -> Option<Reaction> {
    match call {
        Call::React { reaction, .. } => reaction.clone(),
        _ => None,
    }
}

/// What an earlier process spent, as the budgets count it.
fn posted(spent: &Spent, group: ChatId) -> Ask {
    Ask {
        lane: Lane {
            part: spent.part,
            conversation: None,
            direction: Direction::ToTopic,
        },
        bot: spent.bot,
        pooled: false,
        chat: Some(spent.chat.unwrap_or(group)),
        private: false,
        units: spent.units,
        creates_topic: false,
    }
}
