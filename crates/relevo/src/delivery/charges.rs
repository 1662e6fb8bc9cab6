//! What was done in the cell's group beside its deliveries, and costs of the same budget: files that go up.
//!
//! Whoever does it notes it in `Shared`, and in the store for the next process. Deliberately absent: asking beforehand. Files are few and
//! seconds apart; what matters is that nobody counts on a unit that one of them has taken.

use super::{Worker, posted};
use crate::directory::Charge;

impl Worker {
    /// Books what was noted since the last turn.
    pub(super) fn book_charges(&mut self, now_ms: i64) {
        let directory = self.shared.now();
        let Some(known) = directory.cells.get(&self.cell) else {
            return;
        };
        for charge in self.shared.take_charges(self.cell) {
            match charge {
                Charge::Spent(spent) => {
                    let ask = posted(&spent, known.group);
                    self.scheduler.recall(&ask, spent.at_ms.min(now_ms));
                }
                Charge::Waits { bot, until_ms } => {
                    self.scheduler.waited(bot, Some(known.group), until_ms);
                }
            }
        }
    }
}
