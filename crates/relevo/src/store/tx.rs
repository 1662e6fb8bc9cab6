//! The write transaction: begins, locks the cell it decides for, numbers, and commits.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, PoisonError};

use relevo_core::{Cell, CellId, Fresh, InboxMark};
use relevo_telegram::BoxFuture;

use super::admin::read_cell;
use super::db::Open;
use super::{Result, Store, StoreError, Subject};
use crate::secrets::{MasterKey, SealKey};

/// How many row ids are reserved at a time: one write to `counters` for so many rows.
const ID_BLOCK: i64 = 4_096;

/// The two instants at a commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Commit {
    /// Everything is written, nothing is durable.
    Before,
    /// Everything is durable, and nobody knows yet.
    After,
}

/// Awaited at each commit: see [`Store::watch_commits`].
pub type CommitWatch = Arc<dyn Fn(Commit) -> BoxFuture<'static, ()> + Send + Sync>;

/// A write transaction. Dropped without [`Tx::commit`] it leaves no trace.
pub struct Tx {
    pub(super) store: Store,
    pub(super) open: Open,
    /// Row ids reserved by this transaction, which become the store's when it commits.
    new_ids: Option<Range<i64>>,
    /// Data keys made or read by this transaction, remembered when it commits.
    pub(super) new_days: Vec<(i64, SealKey)>,
    /// The master key to seal under, with its number, once it was asked for: see [`Tx::sealing`].
    pub(super) master: Option<(i64, MasterKey)>,
    /// How often what waits in the locked cell has been revised: see [`Tx::revise`].
    revision: i64,
    /// How often a connection has left the locked cell.
    departures: i64,
    /// When the page being written arrived (Unix milliseconds), if the cursor was set: stamped on its inbox rows.
    pub(super) page_ms: Option<i64>,
    /// The updates of that page that are new, each with its number.
    pub(super) taken: HashMap<InboxMark, (i64, Subject)>,
}

impl Tx {
    pub(super) fn new(store: Store, open: Open) -> Tx {
        Tx {
            store,
            open,
            new_ids: None,
            new_days: Vec::new(),
            master: None,
            revision: 0,
            departures: 0,
            page_ms: None,
            taken: HashMap::new(),
        }
    }

    /// Locks the cell until the end of the transaction, tells how it is now, and reserves `seqs` delivery numbers of it and `ids` row ids of
    /// the installation. Numbers ascend in the order of commits. Numbers of a transaction that is rolled back are given
    /// out again, so they must not leave the program before the commit.
    ///
    /// # Errors
    /// `Other` if there is no such cell.
    pub async fn lock_cell(&mut self, cell: CellId, seqs: i64, ids: i64) -> Result<(Cell, Fresh)> {
        let locked = self.lock(cell, None, (seqs, ids)).await?;
        locked.ok_or_else(|| StoreError::Other("there is no such cell".into()))
    }

    /// As [`Tx::lock_cell`], for its owner: whoever took the cell with this epoch.
    ///
    /// # Errors
    /// `Superseded` if somebody has taken it since: then nothing may be recorded or claimed any more.
    pub async fn lock_own_cell(
        &mut self,
        (cell, epoch): (CellId, i64),
        seqs: i64,
        ids: i64,
    ) -> Result<(Cell, Fresh)> {
        let locked = self.lock(cell, Some(epoch), (seqs, ids)).await?;
        locked.ok_or(StoreError::Superseded)
    }

    async fn lock(
        &mut self,
        cell: CellId,
        owner: Option<i64>,
        (seqs, ids): (i64, i64),
    ) -> Result<Option<(Cell, Fresh)>> {
        assert!(seqs >= 0 && ids >= 0, "numbers are reserved, not returned");
        let rows = self
            .open
            .rows(
                "UPDATE cells SET next_seq = next_seq + $2 \
                 WHERE id = $1 AND owner_epoch = COALESCE($3, owner_epoch) \
                 RETURNING id, group_chat, desk, state, paused_ms, next_seq, revision, departures, \
                 (SELECT next FROM counters WHERE name = 'master')",
                vec![cell.0.into(), seqs.into(), owner.into()],
            )
            .await?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        let mut fields = row.fields();
        let cell = read_cell(&mut fields)?;
        let end = fields.int()?;
        self.revision = fields.int()?;
        self.departures = fields.int()?;
        if !self.store.keys().knows(fields.int()?) {
            // Without the key that was changed meanwhile nothing is decided, rather than decided without what cannot be read.
            self.sealing().await?;
        }
        let fresh = Fresh::new(end - seqs..end, self.take_ids(ids).await?);
        Ok(Some((cell, fresh)))
    }

    /// How often what waits in the locked cell has been revised: see [`Tx::revise`].
    #[must_use]
    pub fn revision(&self) -> i64 {
        self.revision
    }

    /// How often a connection has left the locked cell: compare it with what is known of the configuration.
    #[must_use]
    pub fn departures(&self) -> i64 {
        self.departures
    }

    /// The store that this transaction writes to.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Reserves row ids.
    pub(super) async fn take_ids(&mut self, ids: i64) -> Result<Range<i64>> {
        let from_block = match &mut self.new_ids {
            Some(block) => draw(block, ids),
            None => {
                let store = self.store.clone();
                let mut spare = store
                    .0
                    .spare_ids
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner);
                draw(&mut spare, ids)
            }
        };
        if let Some(drawn) = from_block {
            return Ok(drawn);
        }
        let size = ids.max(ID_BLOCK);
        let rows = self
            .open
            .rows(
                "UPDATE counters SET next = next + $1 WHERE name = 'ids' RETURNING next",
                vec![size.into()],
            )
            .await?;
        let end = rows
            .first()
            .ok_or(StoreError::damaged("a counter"))?
            .int()?;
        self.new_ids = Some(end - size + ids..end);
        Ok(end - size..end - size + ids)
    }

    /// Makes everything durable.
    pub async fn commit(self) -> Result<()> {
        let watch = self.store.0.commit_watch.get().cloned();
        if let Some(watch) = &watch {
            watch(Commit::Before).await;
        }
        self.open.commit().await?;
        self.store
            .0
            .commits
            .fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        if let Some(watch) = &watch {
            watch(Commit::After).await;
        }
        self.store.keys().remember(self.new_days);
        if let Some(block) = self.new_ids {
            let mut spare = self
                .store
                .0
                .spare_ids
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            *spare = block;
        }
        Ok(())
    }
}

/// Takes numbers from the front of a range, or none if it has too few.
fn draw(block: &mut Range<i64>, count: i64) -> Option<Range<i64>> {
    if block.end - block.start < count {
        return None;
    }
    let drawn = block.start..block.start + count;
    block.start += count;
    Some(drawn)
}

impl std::fmt::Debug for Tx {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Tx(…)")
    }
}
