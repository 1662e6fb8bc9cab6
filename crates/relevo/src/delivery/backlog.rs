//! The lines about backlogs, as far as the worker sees to them: when one is needed, when it should look, and what it counts.
//!
//! Neighbours: `window` notices long and emptied lanes, `relevo_core` decides what a line does. Only turns with such a line read here.

use relevo_core::{BacklogFacts, Change, Delivery, FRESH_PER_EVENT_MAX, Fresh, Job};

use super::Worker;
use super::facts::Facts;
use crate::store::{StoreError, Tx};

impl Facts<'_> {
    /// What waits where, for the lines among these deliveries.
    pub(super) async fn load_backlogs(
        &mut self,
        tx: &mut Tx,
        deliveries: impl Iterator<Item = &Delivery>,
        lines: impl Fn() -> u32,
    ) -> Result<(), StoreError> {
        for delivery in deliveries {
            let (Job::Backlog(backlog), Some(of)) = (&delivery.job, delivery.conversation) else {
                continue;
            };
            let up_to = backlog.said.map(|said| said.last);
            let counted = tx.backlog((delivery.cell, of), up_to).await?;
            let facts = BacklogFacts {
                lines: lines(),
                ..counted
            };
            self.backlogs.insert(delivery.seq, facts);
        }
        Ok(())
    }
}

impl Worker {
    /// Lanes that have become long get a line, as many as one event may make deliveries.
    pub(super) fn new_lines(&mut self, fresh: &mut Fresh, now_ms: i64) -> Vec<Change> {
        let mut lines = Vec::new();
        for _ in 0..FRESH_PER_EVENT_MAX {
            let Some(waits) = self.window.take_long() else {
                break;
            };
            let line = Delivery::of_backlog(waits, fresh, now_ms);
            lines.push(Change::Deliver(line));
        }
        lines
    }

    /// What all has arrived is not said to wait any longer.
    pub(super) fn hurry_lines(&mut self, now_ms: i64) {
        for line in self.window.take_emptied() {
            self.scheduler.hurry_lane(line, now_ms);
        }
    }
}
