//! What is known of quick replies whose messages are put into the topic "Replies".
//!
//! Neighbour: `relevo_core::call` puts them there. Deliberately absent: what they say.

use relevo_core::{Delivery, Job};

use super::facts::Facts;
use crate::store::{StoreError, Tx};

impl Facts<'_> {
    /// The topic, and which of these quick replies nobody wants any more.
    pub(super) async fn load_keeps(
        &mut self,
        tx: &mut Tx,
        of: impl Iterator<Item = &Delivery>,
    ) -> Result<(), StoreError> {
        for delivery in of {
            let Job::Keep(keep) = &delivery.job else {
                continue;
            };
            // What this turn has made goes before what the store still says.
            if self.reply_topic.is_none() {
                self.reply_topic = Some(tx.reply_topic(self.cell.id).await?);
            }
            if tx.reply(self.cell.id, keep.reply).await?.is_none() {
                self.overtaken.insert(keep.reply);
            }
        }
        Ok(())
    }

    /// Whether the quick reply that a delivery brings is wanted; of interest to those that bring one.
    pub(super) fn is_wanted(&self, delivery: &Delivery) -> bool {
        match &delivery.job {
            Job::Keep(keep) => !self.overtaken.contains(&keep.reply),
            _ => true,
        }
    }
}
