//! What is left behind: steps that went without an end, plans that nobody starts, and a broadcast that cannot go on.

use relevo_core::Connection;
use relevo_core::broadcast::{Halt, PLAN_KEPT_MS, Screen, Stage};

use super::{Broadcasts, ROOM, progress, speaker};
use crate::store::{Broadcast, StoreError};

impl Broadcasts {
    /// Whose step was taken out of its lane without an end waits again, and plans that nobody has started end.
    pub(super) async fn tidy(&mut self, now_ms: i64) -> Result<bool, StoreError> {
        let mut any = false;
        for ((cell, broadcast), seqs) in self.store.steps_lost().await? {
            let mut tx = self.store.write().await?;
            tx.lock_cell(cell, 0, 0).await?;
            any |= tx.return_steps(broadcast, &seqs).await? > 0;
            tx.commit().await?;
        }
        let until_ms = now_ms - PLAN_KEPT_MS;
        for plan in self.store.broadcasts_abandoned(until_ms).await? {
            let mut tx = self.store.write().await?;
            tx.lock_cell(plan.cell, 0, 0).await?;
            let now = tx.broadcast(plan.cell, plan.number).await?;
            let Some(mut now) = now.filter(|now| now.stage == Stage::Ready) else {
                continue;
            };
            (now.stage, now.halt) = (Stage::Cancelled, Halt::Abandoned);
            (now.ended_ms, now.recount) = (Some(now_ms), true);
            tx.set_broadcast(&now).await?;
            tx.commit().await?;
            any = true;
        }
        Ok(any)
    }

    /// It cannot go on, and the others do; General is told so by a panel of its own.
    pub(super) async fn halt(&mut self, of: &Broadcast, now_ms: i64) -> Result<(), StoreError> {
        let directory = self.shared.now();
        let mut tx = self.store.write().await?;
        let (_, mut fresh) = tx.lock_cell(of.cell, ROOM, ROOM).await?;
        let speaker: Option<&Connection> = speaker(&directory, of);
        let panel = match speaker {
            Some(connection) => {
                let (screen, with) = (Screen::of(of.number), (&mut fresh, now_ms));
                let about = (connection, None);
                Some(progress::new_panel(&mut tx, about, &screen, with).await?)
            }
            None => of.panel,
        };
        tx.halt_broadcast(of.id, panel).await?;
        tx.commit().await?;
        self.shared.wake(of.cell).notify_one();
        Ok(())
    }
}
