//! Panels are read, and drawn, when the call is made that shows them, and at no other time.
//!
//! Neighbours: `crate::panels` makes a page of a panel, `relevo_core::call` decides what is done with it.

use relevo_core::{Delivery, Job};

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
            let (Job::Panel { panel, .. }, Some(connection)) =
                (&delivery.job, self.connection(delivery))
            else {
                continue;
            };
            let Some(panel) = tx.panels(&[*panel]).await?.remove(panel) else {
                continue;
            };
            let drawn = match now_ms {
                None => None,
                Some(now_ms) => {
                    let drawing = Drawing {
                        panel: &panel,
                        connection,
                        cell: &self.cell,
                        directory: self.directory,
                        voice: Voice::of(connection.params.language),
                        now_ms,
                        tx: &mut *tx,
                    };
                    let store = drawing.tx.store().clone();
                    Some(panels::drawn(&store, drawing).await?)
                }
            };
            self.panels.insert(delivery.seq, (panel, drawn));
        }
        Ok(())
    }
}
