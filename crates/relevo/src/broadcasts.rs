//! Broadcasts go out: recipients are written down, scheduled ones begin, and steps enter their lanes, a few at a time and behind live talk.
//! ADR 25.
//!
//! A step's delivery is made when it may go, in the transaction that marks its recipient; how its call ended marks the recipient again, in
//! the transaction that does away with the delivery (`store::recipients`). So nothing is remembered here but how fast: whatever ends the
//! process, the next goes on. Neighbours: `relevo_core::broadcast` says how fast, when and to whom not; `modules::broadcasts` makes
//! broadcasts and shows them. Deliberately absent: calls to Telegram, which are deliveries.

mod from_file;
mod gather;
mod grant;
mod progress;
pub mod report;

use std::collections::HashMap;

pub(crate) use progress::{Below, count, new_panel, redraw};

use relevo_core::broadcast::{LOOK_MS, Order, Pace, Stage, order_of};
use relevo_core::{Connection, Fresh};
use tracing::warn;

use crate::clock::Clock;
use crate::directory::{Directory, Shared};
use crate::store::{Broadcast, Store, StoreError, Tx};

/// How often it is looked for broadcasts while there are none, in milliseconds.
const IDLE_LOOK_MS: i64 = 1_000;

/// How many delivery numbers, and ids, a step of this worker may use besides those of steps.
const ROOM: i64 = 16;

/// The worker of all broadcasts.
pub struct Broadcasts {
    store: Store,
    clock: Clock,
    shared: Shared,
    /// How fast each one goes, as long as it does.
    running: HashMap<i64, Running>,
    /// When to look again, Unix milliseconds.
    look_ms: i64,
}

/// What is remembered of a broadcast that is being sent.
struct Running {
    pace: Pace,
    /// When its progress is shown next.
    shows_ms: i64,
    /// When it is looked again for steps that were taken away without an end.
    checks_ms: i64,
    /// Which of several connections is asked first.
    turn: usize,
}

/// Whose turn it is: a broadcast, its command, and the bot in whose name its panel is.
struct Turn<'a> {
    broadcast: &'a Broadcast,
    order: &'a Order,
    /// The connection that heard the command, or another of the group if that has left.
    connection: &'a Connection,
    directory: &'a Directory,
    now_ms: i64,
}

impl Broadcasts {
    /// Over this store.
    #[must_use]
    pub fn new(store: Store, clock: Clock, shared: Shared) -> Broadcasts {
        Broadcasts {
            store,
            clock,
            shared,
            running: HashMap::new(),
            look_ms: i64::MIN,
        }
    }

    /// Does what is due. Says whether anything was done.
    ///
    /// # Errors
    /// If the store cannot be read or written; the next step does it again.
    pub async fn step(&mut self) -> Result<bool, StoreError> {
        let now_ms = self.clock.now_ms();
        // A clock that was set back does not make anybody wait.
        let is_early = now_ms < self.look_ms && self.look_ms - now_ms <= IDLE_LOOK_MS;
        if is_early {
            return Ok(false);
        }
        let going = self.store.broadcasts_going().await?;
        self.running.retain(|id, _| {
            going
                .iter()
                .any(|one| one.id == *id && one.stage == Stage::Running)
        });
        let mut any = false;
        for broadcast in &going {
            any |= self.go_on(broadcast, now_ms).await?;
        }
        self.look_ms = match (any, going.is_empty()) {
            (true, _) => now_ms,
            (false, false) => now_ms + LOOK_MS,
            (false, true) => now_ms + IDLE_LOOK_MS,
        };
        Ok(any)
    }

    async fn go_on(&mut self, broadcast: &Broadcast, now_ms: i64) -> Result<bool, StoreError> {
        let directory = self.shared.now();
        let Some(order) = order_of(&broadcast.body.order) else {
            warn!(
                broadcast.id,
                "the command of a broadcast cannot be read any more; it stays where it is"
            );
            return Ok(false);
        };
        let here = |one: &&Connection| one.cell == broadcast.cell && one.account().is_none();
        let connection = directory.connections.get(&broadcast.connection);
        let connection = connection.filter(here).or_else(|| {
            directory
                .connections
                .values()
                .filter(here)
                .min_by_key(|one| one.id)
        });
        let Some(connection) = connection else {
            // Nobody serves the group: nothing is sent until somebody does.
            return Ok(false);
        };
        let turn = Turn {
            broadcast,
            order: &order,
            connection,
            directory: &directory,
            now_ms,
        };
        let any = match broadcast.stage {
            Stage::Gathering => self.gather(&turn).await?,
            Stage::Scheduled => self.begin_at_its_time(&turn).await?,
            Stage::Running => self.send(&turn).await?,
            Stage::Ready | Stage::Paused | Stage::Done | Stage::Cancelled => false,
        };
        if any {
            self.shared.wake(broadcast.cell).notify_one();
        }
        Ok(any)
    }

    /// A broadcast whose time has come gathers its recipients as they are now; one that comes again is made anew.
    async fn begin_at_its_time(&mut self, turn: &Turn<'_>) -> Result<bool, StoreError> {
        if turn
            .broadcast
            .due_ms
            .is_none_or(|due_ms| due_ms > turn.now_ms)
        {
            return Ok(false);
        }
        let Some((mut tx, mut fresh, mut now)) = self.locked(turn, ROOM).await? else {
            return Ok(true);
        };
        match turn.order.every {
            None => {
                tx.clear_recipients(now.id).await?;
                now.stage = Stage::Gathering;
                (now.starts, now.gathered, now.nobody) = (true, (0, 0), 0);
            }
            Some(every) => {
                let again = Broadcast {
                    stage: Stage::Gathering,
                    starts: true,
                    gathered: (0, 0),
                    nobody: 0,
                    made_ms: turn.now_ms,
                    due_ms: None,
                    panel: None,
                    body: self.once(turn),
                    ..now.clone()
                };
                let mut again = tx.add_broadcast(again).await?;
                let screen = relevo_core::broadcast::Screen::of(again.number);
                let about = (turn.connection, None);
                let panel =
                    progress::new_panel(&mut tx, about, &screen, (&mut fresh, turn.now_ms)).await?;
                again.panel = Some(panel);
                tx.set_broadcast(&again).await?;
                let zone = &turn.connection.params.timezone;
                now.due_ms = every.next_ms(turn.now_ms, zone);
            }
        }
        tx.set_broadcast(&now).await?;
        progress::redraw(&mut tx, (&now, turn.connection), (&mut fresh, turn.now_ms)).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// The command of one of the times at which a broadcast comes again.
    fn once(&self, turn: &Turn<'_>) -> crate::store::BroadcastBody {
        let once = Order {
            every: None,
            ..turn.order.clone()
        };
        crate::store::BroadcastBody {
            order: once.print(),
            name: turn.broadcast.body.name.clone(),
        }
    }

    /// The broadcast under its cell's lock, if it stands as it was seen to.
    async fn locked(
        &self,
        turn: &Turn<'_>,
        room: i64,
    ) -> Result<Option<(Tx, Fresh, Broadcast)>, StoreError> {
        let of = turn.broadcast;
        let mut tx = self.store.write().await?;
        let (_, fresh) = tx.lock_cell(of.cell, room, room).await?;
        if !turn.directory.is_true_of(of.cell, tx.departures()) {
            return Err(StoreError::Unreachable(
                "a connection has moved, or was deleted",
            ));
        }
        let now = tx.broadcast(of.cell, of.number).await?;
        let is_same = |now: &Broadcast| now.stage == of.stage && now.gathered == of.gathered;
        Ok(now.filter(is_same).map(|now| (tx, fresh, now)))
    }
}

/// Sends broadcasts until its future is dropped.
pub async fn run(mut broadcasts: Broadcasts) {
    let clock = broadcasts.clock.clone();
    loop {
        if let Err(problem) = broadcasts.step().await {
            warn!(error = %problem, "broadcasts have to wait");
            clock.wait_until(clock.now_ms() + IDLE_LOOK_MS).await;
        }
        let look_ms = broadcasts.look_ms;
        clock.wait_until(look_ms).await;
    }
}
