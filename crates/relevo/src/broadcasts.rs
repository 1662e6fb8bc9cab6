//! Broadcasts go out: recipients are written down, scheduled ones begin, and steps enter their lanes, a few at a time and behind live talk.
//! ADR 25.
//!
//! A step's delivery is made when it may go, in the transaction that marks its recipient; how its call ended marks the recipient again, in
//! the transaction that does away with the delivery (`store::steps`). So nothing is remembered here but how fast: whatever ends the
//! process, the next goes on. Nothing long is done under a cell's lock: counts are read outside of it, and many rows are written a bite at a
//! time. Neighbours: `relevo_core::broadcast` says how fast, when and to whom not; `modules::broadcasts` makes broadcasts and shows them.
//! Deliberately absent: calls to Telegram, which are deliveries.

mod begin;
mod content;
mod from_file;
mod gather;
mod grant;
mod progress;
pub mod report;
mod steps;
mod tidy;

use std::collections::{HashMap, HashSet};
use std::panic::AssertUnwindSafe;

use futures_util::FutureExt as _;
pub(crate) use gather::{candidate, groups_asked};
pub(crate) use grant::may_send;
pub(crate) use progress::{Below, new_panel, redraw};
pub(crate) use steps::{renew, steps};

use relevo_core::broadcast::{LOOK_MS, Order, Pace, Stage, order_of};
use relevo_core::{CellId, Connection, ConnectionId, Fresh};
use tracing::{error, warn};

use crate::clock::Clock;
use crate::directory::{Directory, Shared};
use crate::store::{Broadcast, Store, StoreError, Tx};

/// How often it is looked for broadcasts that nobody here has touched, in milliseconds: what another process has left, or is late.
const IDLE_LOOK_MS: i64 = 10_000;

/// How often it is looked at one of which nothing can be sent now, though it is due, and at steps that outlast their broadcast.
const REST_LOOK_MS: i64 = 1_000;

/// How often it is looked for what was left behind, in milliseconds.
const CHECK_MS: i64 = 60_000;

/// How many delivery numbers, and ids, a step of this worker may use besides those of steps.
const ROOM: i64 = 16;

/// How many rows are written in one transaction at most: some milliseconds under the lock.
const BITE: i64 = 300;

/// The worker of all broadcasts.
pub struct Broadcasts {
    store: Store,
    clock: Clock,
    shared: Shared,
    /// How fast each one goes, as long as it does.
    running: HashMap<i64, Running>,
    /// How many steps there are in lanes, by broadcast and connection.
    lanes: HashMap<(i64, ConnectionId), u32>,
    /// When progress was shown last in a group, Unix milliseconds.
    shown: HashMap<CellId, i64>,
    /// Which of several broadcasts has the first choice of the room in lanes.
    turn: usize,
    /// When to look again for what was left behind, Unix milliseconds.
    checks_ms: i64,
    /// The last look, if it went well.
    looked: Option<Looked>,
}

/// A look at everything.
struct Looked {
    /// How often broadcasts had been touched.
    touched: u64,
    at_ms: i64,
    /// When to look again, if nobody touches any.
    again_ms: i64,
}

/// What is remembered of a broadcast that is being sent.
struct Running {
    pace: Pace,
    /// When its progress was shown last.
    shown_ms: i64,
    /// Which of several connections is asked first.
    turn: usize,
}

/// What became of a look at one broadcast.
struct On {
    /// Whether anything was done.
    did: bool,
    /// When to look again.
    look_ms: i64,
}

/// Whose turn it is: a broadcast, its command, and the bot in whose name its panel is.
struct Turn<'a> {
    broadcast: &'a Broadcast,
    order: &'a Order,
    /// The connection that heard the command, or another of the group if that has left.
    connection: &'a Connection,
    directory: &'a Directory,
    /// Whether it is its turn to show its progress.
    shows: bool,
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
            lanes: HashMap::new(),
            shown: HashMap::new(),
            turn: 0,
            checks_ms: i64::MIN,
            looked: None,
        }
    }

    /// Does what is due. Says whether anything was done.
    ///
    /// # Errors
    /// If the store cannot be read or written; the next step does it again.
    pub async fn step(&mut self) -> Result<bool, StoreError> {
        let (touched, now_ms) = (self.shared.broadcasts_touched(), self.clock.now_ms());
        if !self.is_due(touched, now_ms) {
            return Ok(false);
        }
        let is_first = self.looked.take().is_none();
        let mut any = false;
        if now_ms >= self.checks_ms || self.checks_ms - now_ms > CHECK_MS {
            any |= self.tidy(now_ms).await?;
            self.checks_ms = now_ms + CHECK_MS;
        }
        let mut going = self.store.broadcasts_going().await?;
        self.turn = self.turn.wrapping_add(1);
        let first = self.turn % going.len().max(1);
        going.rotate_left(first);
        let runs = |one: &&Broadcast| one.stage == Stage::Running;
        let running: HashSet<i64> = going.iter().filter(runs).map(|one| one.id).collect();
        self.running.retain(|id, _| running.contains(id));
        if is_first || !going.is_empty() || !self.lanes.is_empty() {
            self.lanes = self.store.steps_in_lanes().await?;
        }
        let shows = self.whose_progress(&going, now_ms);
        let mut again_ms = match self.lanes.is_empty() {
            true => now_ms + IDLE_LOOK_MS,
            false => now_ms + REST_LOOK_MS,
        };
        let mut trouble = None;
        for broadcast in &going {
            let shows = shows.contains(&broadcast.id);
            match self.go_on_alone(broadcast, shows, now_ms).await {
                Ok(on) => {
                    any |= on.did;
                    again_ms = again_ms.min(on.look_ms);
                }
                Err(problem) => trouble = Some(problem),
            }
        }
        match trouble {
            Some(problem) => Err(problem),
            None => {
                self.looked = Some(Looked {
                    touched,
                    at_ms: now_ms,
                    again_ms,
                });
                Ok(any)
            }
        }
    }

    fn is_due(&self, touched: u64, now_ms: i64) -> bool {
        self.looked.as_ref().is_none_or(|last| {
            // A clock that was set back does not make anybody wait.
            touched != last.touched || now_ms >= last.again_ms || now_ms < last.at_ms
        })
    }

    /// One broadcast, whose trouble is nobody else's: what the store refuses of it, or what panics, halts it and nothing else.
    async fn go_on_alone(
        &mut self,
        broadcast: &Broadcast,
        shows: bool,
        now_ms: i64,
    ) -> Result<On, StoreError> {
        let went = AssertUnwindSafe(self.go_on(broadcast, shows, now_ms));
        match went.catch_unwind().await {
            Ok(Err(problem)) if !problem.is_about_the_store() => {
                error!(broadcast.id, error = %problem, "a broadcast cannot go on; it is paused");
            }
            Ok(went) => return went,
            Err(_) => error!(broadcast.id, "a broadcast panicked; it is paused"),
        }
        self.halt(broadcast, now_ms).await?;
        Ok(On::did(now_ms))
    }

    async fn go_on(
        &mut self,
        broadcast: &Broadcast,
        shows: bool,
        now_ms: i64,
    ) -> Result<On, StoreError> {
        let directory = self.shared.now();
        let Some(connection) = speaker(&directory, broadcast) else {
            // Nobody serves the group: nothing is sent until somebody does.
            return Ok(On::rests(now_ms + IDLE_LOOK_MS));
        };
        let Some(order) = order_of(&broadcast.body.order) else {
            return Err(StoreError::damaged("a broadcast"));
        };
        let turn = Turn {
            broadcast,
            order: &order,
            connection,
            directory: &directory,
            shows,
            now_ms,
        };
        let on = match broadcast.stage {
            Stage::Gathering => self.gather(&turn).await?,
            Stage::Scheduled => self.begin_at_its_time(&turn).await?,
            Stage::Running => self.send(&turn).await?,
            Stage::Ready | Stage::Paused | Stage::Done | Stage::Cancelled => {
                self.recount(&turn).await?
            }
        };
        if on.did {
            self.shared.wake(broadcast.cell).notify_one();
        }
        Ok(on)
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

    /// Whether steps of a broadcast are in their lanes.
    fn is_in_lanes(&self, broadcast: i64) -> bool {
        self.lanes.keys().any(|(of, _)| *of == broadcast)
    }
}

impl On {
    /// Something was done, and there may be more at once.
    fn did(now_ms: i64) -> On {
        On {
            did: true,
            look_ms: now_ms,
        }
    }

    /// Nothing is to be done until then.
    fn rests(look_ms: i64) -> On {
        On {
            did: false,
            look_ms,
        }
    }
}

/// The bot that heard the command, or another of the group if that has left.
fn speaker<'a>(directory: &'a Directory, of: &Broadcast) -> Option<&'a Connection> {
    let here = |one: &&Connection| one.cell == of.cell && one.account().is_none();
    let heard = directory.connections.get(&of.connection).filter(here);
    heard.or_else(|| {
        let others = directory.connections.values().filter(here);
        others.min_by_key(|one| one.id)
    })
}

/// Sends broadcasts until its future is dropped.
pub async fn run(mut broadcasts: Broadcasts) {
    let (clock, shared) = (broadcasts.clock.clone(), broadcasts.shared.clone());
    loop {
        match broadcasts.step().await {
            Ok(true) => {}
            Ok(false) => {
                let again_ms = broadcasts.looked.as_ref().map(|last| last.again_ms);
                let again_ms = again_ms.unwrap_or(clock.now_ms() + LOOK_MS);
                clock.wait(Some(again_ms), shared.broadcasts_woken()).await;
            }
            Err(problem) => {
                warn!(error = %problem, "broadcasts have to wait");
                clock.wait_until(clock.now_ms() + REST_LOOK_MS).await;
            }
        }
    }
}
