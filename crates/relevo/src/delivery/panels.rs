//! Panels are read, and drawn, when the call is made that shows them, and at no other time.
//!
//! Neighbours: `crate::panels` makes a page of a panel, `relevo_core::call` decides what is done with it.

use std::panic::AssertUnwindSafe;

use futures_util::FutureExt as _;
use relevo_core::{Delivery, Drawn, Job, Panel};
use tracing::error;

use super::facts::Facts;
use crate::modules::Drawing;
use crate::panels;
use crate::store::{StoreError, Tx};
use crate::words::Voice;

impl Facts<'_> {
    /// The panels of these deliveries; `now_ms`: of those whose call is made now, how they are to look.
    pub(super) async fn load_panels(
        &mut self,
        tx: &mut Tx,
        of: impl Iterator<Item = &Delivery>,
        now_ms: Option<i64>,
    ) -> Result<(), StoreError> {
        for delivery in of {
            let (id, is_shown) = match delivery.job {
                Job::Panel { panel, .. } => (panel, true),
                Job::Unpanel { panel } => (panel, false),
                _ => continue,
            };
            let Some(panel) = tx.panels(&[id]).await?.remove(&id) else {
                continue;
            };
            let drawn = match now_ms.filter(|_| is_shown) {
                None => None,
                Some(now_ms) => self.draw(tx, &panel, now_ms).await?,
            };
            let until_ms = tx.panel_until(id).await?;
            self.panels.insert(delivery.seq, (panel, drawn, until_ms));
        }
        Ok(())
    }

    /// How a panel is to look; none if its module cannot say, which must not keep the rest of the group waiting.
    async fn draw(
        &self,
        tx: &mut Tx,
        panel: &Panel,
        now_ms: i64,
    ) -> Result<Option<Drawn>, StoreError> {
        let Some(connection) = self.directory.connections.get(&panel.connection) else {
            return Ok(None);
        };
        let store = tx.store().clone();
        let drawing = Drawing {
            panel,
            connection,
            cell: &self.cell,
            directory: self.directory,
            voice: Voice::of(connection.params.language),
            now_ms,
            tx,
        };
        let drawn = AssertUnwindSafe(panels::drawn(&store, drawing));
        match drawn.catch_unwind().await {
            Ok(Ok(drawn)) => Ok(Some(drawn)),
            Ok(Err(problem)) if problem.is_about_the_store() => Err(problem),
            Ok(Err(problem)) => {
                error!(error = %problem, "a panel cannot be drawn; it stays as it is");
                Ok(None)
            }
            Err(_) => {
                error!("drawing a panel panicked; it stays as it is");
                Ok(None)
            }
        }
    }
}
