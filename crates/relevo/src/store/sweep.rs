//! Expiry: bodies, buttons, spare topics and keys go when their time is over. Rows that tell what happened stay.
//!
//! A row's seven days begin when a sweep first sees it settled, so nothing expires early; run it at least hourly.

use super::keyring::{DAY_MS, day_of};
use super::row::Arg;
use super::{Result, Store};

/// How long the body of a failed or held delivery, and a quarantined update, is kept.
const BODY_DAYS: i64 = 7;
/// How long a topic may belong to nobody before it is no longer taken for a new conversation.
const SPARE_TOPIC_MS: i64 = DAY_MS;

/// What a sweep did away with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Bodies of failed and held deliveries, and quarantined updates.
    pub bodies: u64,
    /// Buttons.
    pub callbacks: u64,
    /// Topics that belonged to nobody.
    pub topics: u64,
    /// Data keys.
    pub keys: u64,
}

impl Store {
    /// Does away with what has expired, and with the keys that only expired bodies needed. Idempotent.
    pub async fn sweep(&self, now_ms: i64) -> Result<Swept> {
        let mut tx = self.write().await?;
        let now: Arg = now_ms.into();
        let bodies_until: Arg = (now_ms - BODY_DAYS * DAY_MS).into();
        let mut swept = Swept::default();
        let mark_settled =
            "UPDATE outbox SET settled_ms = $1 WHERE state >= 2 AND settled_ms IS NULL";
        tx.open.run(mark_settled, vec![now.clone()]).await?;
        let mark_spare =
            "UPDATE topics SET spare_ms = $1 WHERE conversation IS NULL AND spare_ms IS NULL";
        tx.open.run(mark_spare, vec![now.clone()]).await?;
        let bodies = [
            "UPDATE outbox SET body = NULL, body_key = NULL \
             WHERE state >= 2 AND settled_ms <= $1 AND body IS NOT NULL",
            "UPDATE quarantine SET body = NULL, body_key = NULL WHERE at_ms <= $1 AND body IS NOT NULL",
        ];
        for sql in bodies {
            swept.bodies += tx.open.run(sql, vec![bodies_until.clone()]).await?;
        }
        let callbacks = "DELETE FROM callbacks WHERE expires_ms <= $1";
        swept.callbacks = tx.open.run(callbacks, vec![now]).await?;
        let topics = "DELETE FROM topics WHERE conversation IS NULL AND spare_ms <= $1";
        let args = vec![(now_ms - SPARE_TOPIC_MS).into()];
        swept.topics = tx.open.run(topics, args).await?;
        // Today's and yesterday's keys may be about to be used by a transaction that is still open.
        let keys = "DELETE FROM data_keys WHERE day < $1 \
                    AND NOT EXISTS (SELECT 1 FROM outbox WHERE body_key = data_keys.day) \
                    AND NOT EXISTS (SELECT 1 FROM quarantine WHERE body_key = data_keys.day)";
        let args = vec![(day_of(now_ms) - 1).into()];
        swept.keys = tx.open.run(keys, args).await?;
        tx.commit().await?;
        if swept.keys > 0 {
            self.keys().forget_days();
        }
        if swept != Swept::default() {
            self.db().empty_log().await?;
        }
        Ok(swept)
    }
}
