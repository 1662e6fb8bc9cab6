//! What is known when a ban is carried out: who is ignored already.
//!
//! Neighbour: `relevo_core` decides what a ban does, and the store writes it down.

use relevo_core::Job;
use relevo_telegram::Outcome;

use super::Finished;
use super::facts::Facts;
use crate::store::{StoreError, Tx};

impl Facts<'_> {
    /// Who is ignored, as it is stored: the directory may be older than another's ban.
    pub(super) async fn load_ignored(
        &mut self,
        tx: &mut Tx,
        finished: &[Finished],
    ) -> Result<(), StoreError> {
        let bans = finished.iter().filter(|one| {
            matches!(one.delivery.job, Job::Ban(_)) && matches!(one.outcome, Outcome::Done(_))
        });
        for one in bans {
            let connection = one.delivery.connection;
            self.ignored
                .insert(connection, tx.ignored(connection).await?);
        }
        Ok(())
    }
}
