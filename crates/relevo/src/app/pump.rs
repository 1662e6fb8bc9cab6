//! The desk run by hand: every worker steps until nothing is left to do. For scenarios and simulations on a manual clock.
//!
//! It is the same code that `serve` runs, without tasks and without waiting; only the order of steps is fixed, which makes
//! a transcript repeatable.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;
use std::time::Duration;

use relevo_core::{CellId, IdentityId};
use relevo_telegram::Gateway;

use super::{App, Seen};
use crate::broadcasts::Broadcasts;
use crate::delivery::Worker;
use crate::exports::Exports;
use crate::intake::{Intake, Took};
use crate::requests::{Files, Requests};
use crate::setup::Setup;
use crate::store::StoreError;
use crate::timers::{self, TIMERS_MS};

/// How many rounds `settle` makes before it says that the desk never comes to rest.
const ROUNDS_MAX: usize = 10_000;

/// A desk run by hand.
pub struct Pump {
    /// Its parts.
    pub app: App,
    seen: Seen,
    intakes: BTreeMap<IdentityId, Intake>,
    lines: BTreeMap<IdentityId, Arc<dyn Gateway>>,
    workers: BTreeMap<CellId, Worker>,
    setup: Setup,
    requests: Requests,
    files: Files,
    /// Sends what was asked for by `/export`.
    pub exports: Exports,
    broadcasts: Broadcasts,
    /// When timers are looked at next, Unix milliseconds.
    timers_ms: i64,
}

impl Pump {
    /// A desk that does nothing until told.
    #[must_use]
    pub fn new(app: App) -> Pump {
        let setup = app.setup();
        let requests = app.requests();
        let files = app.files();
        let exports = app.exports();
        let broadcasts = app.broadcasts();
        Pump {
            app,
            setup,
            requests,
            files,
            exports,
            broadcasts,
            seen: Seen::default(),
            intakes: BTreeMap::new(),
            lines: BTreeMap::new(),
            workers: BTreeMap::new(),
            timers_ms: 0,
        }
    }

    /// Steps everything until nothing more can be done at this moment of the clock.
    ///
    /// # Errors
    /// If the store failed.
    ///
    /// # Panics
    /// If the desk never comes to rest.
    pub async fn settle(&mut self) -> Result<(), StoreError> {
        for _ in 0..ROUNDS_MAX {
            if !self.round().await? {
                return Ok(());
            }
        }
        panic!("the desk did not come to rest in {ROUNDS_MAX} rounds");
    }

    /// One step of everything. Says whether anything was done.
    ///
    /// # Errors
    /// If the store failed.
    pub async fn round(&mut self) -> Result<bool, StoreError> {
        let mut busy = self.follow().await?;
        let now_ms = self.app.clock.now_ms();
        if now_ms >= self.timers_ms {
            self.timers_ms = now_ms + TIMERS_MS;
            busy |= timers::fire(&self.app.store, &self.app.shared, now_ms).await?;
        }
        for intake in self.intakes.values_mut() {
            busy |= matches!(intake.step(Duration::ZERO).await?, Took::Updates(1..));
        }
        busy |= self.ask_of_modules(now_ms).await?;
        for worker in self.workers.values_mut() {
            busy |= worker.turn().await?;
            while worker.call_ended().await.is_some() {
                busy = true;
            }
        }
        Ok(busy)
    }

    /// One step of everybody who looks into the store for work of their own, where they would find any.
    async fn ask_of_modules(&mut self, now_ms: i64) -> Result<bool, StoreError> {
        let pending = self.app.store.pending(now_ms).await?;
        let mut busy = false;
        if pending.setup {
            busy |= self.setup.step().await?;
        }
        if pending.requests {
            busy |= self.requests.step().await?;
            busy |= self.files.step().await?;
        }
        if pending.exports {
            busy |= self.exports.step().await?;
        }
        if pending.broadcasts {
            busy |= self.broadcasts.step().await?;
        }
        Ok(busy)
    }

    async fn follow(&mut self) -> Result<bool, StoreError> {
        let Some(roster) = self.app.follow(&mut self.seen).await? else {
            return Ok(false);
        };
        for cell in roster.cells {
            if let Entry::Vacant(vacant) = self.workers.entry(cell) {
                vacant.insert(self.app.worker(cell).await?);
            }
        }
        for (identity, line) in roster.identities {
            let known = self.lines.get(&identity);
            if known.is_none_or(|known| !Arc::ptr_eq(known, &line)) {
                let intake = self.app.intake(identity, Arc::clone(&line));
                self.intakes.insert(identity, intake);
                self.lines.insert(identity, line);
            }
        }
        self.seen.saw(roster.version);
        Ok(true)
    }

    /// How many deliveries wait in memory, whenever they are due.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.workers.values().map(Worker::waiting).sum()
    }

    /// Dies at the worst moment: updates are taken in, calls are claimed and made, and nothing of their outcome is recorded.
    ///
    /// # Errors
    /// If the store failed before that.
    pub async fn crash_after_calls(&mut self) -> Result<(), StoreError> {
        for intake in self.intakes.values_mut() {
            intake.step(Duration::ZERO).await?;
        }
        self.broadcasts.step().await?;
        for worker in self.workers.values_mut() {
            worker.turn().await?;
            while worker.call_ended().await.is_some() {}
        }
        self.intakes.clear();
        self.lines.clear();
        self.workers.clear();
        self.broadcasts = self.app.broadcasts();
        (self.requests, self.files) = (self.app.requests(), self.app.files());
        self.exports = self.app.exports();
        self.seen = Seen::default();
        Ok(())
    }
}
