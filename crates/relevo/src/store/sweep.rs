//! Expiry: bodies, buttons, spare topics and keys go when their time is over. Rows that tell what happened stay.
//!
//! A row's seven days begin when a sweep first sees it settled, so nothing expires early; run it at least hourly.

use super::bulk::Bulk;
use super::keyring::{DAY_MS, day_of};
use super::row::{Arg, Row};
use super::{Result, Store};

/// How long the body of a failed or held delivery, and a quarantined update, is kept.
pub(super) const BODY_DAYS: i64 = 7;
/// How long the mark of an update is kept once nothing can come of it any more. Telegram repeats an update for a day at
/// most, so a mark may go then; counts and comparisons of what came in reach back this far and no further. Marks of what
/// waits, failed, is held or in quarantine stay.
pub const INBOX_DAYS: i64 = 30;
/// How many marks go in one transaction: others want to write too.
const INBOX_BITE: i64 = 2_000;
/// How many bites a sweep takes for one bot; the next sweep goes on.
const INBOX_BITES_MAX: usize = 500;
/// How long it is known who reacted to what: afterwards a reaction stays where it was set.
const REACTION_DAYS: i64 = 30;
/// How long a topic may belong to nobody before it is no longer taken for a new conversation.
const SPARE_TOPIC_MS: i64 = DAY_MS;

/// The first mark of a bot that is not old yet. Marks are made in the order of their key, so this reads old ones only.
pub(super) const INBOX_BORDER: &str = "SELECT epoch, update_id FROM inbox WHERE identity = $1 AND at_ms > $2 \
     ORDER BY epoch, update_id LIMIT 1";

/// Old marks before the border: delivered (1), internal (2), arrived (6) and every filter (from 10).
pub(super) const INBOX_OLD: &str = "SELECT epoch, update_id, at_ms, COALESCE(number, 0) FROM inbox WHERE identity = $1 \
     AND (epoch, update_id) < ($2, $3) AND at_ms <= $4 AND (fate IN (1, 2, 6) OR fate >= 10) \
     ORDER BY epoch, update_id LIMIT $5";

const INBOX_REMOVE: Bulk = Bulk {
    sql: "DELETE FROM inbox WHERE identity = $1 AND epoch = $2 AND update_id IN ({rows})",
    lead: 2,
    columns: 1,
};

/// Up to which time of arrival, and which number, marks may be gone.
const INBOX_SWEPT: &str = "UPDATE identities SET \
     swept_ms = CASE WHEN swept_ms > $2 THEN swept_ms ELSE $2 END, \
     swept = CASE WHEN swept > $3 THEN swept ELSE $3 END WHERE id = $1";

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
    /// Marks of updates that came to their end.
    pub marks: u64,
    /// Who reacted to what.
    pub reactions: u64,
    /// Items of albums.
    pub items: u64,
    /// Entries of the audit log.
    pub audit: u64,
}

impl Store {
    /// Does away with what has expired, and with the keys that only expired bodies needed. Idempotent.
    pub async fn sweep(&self, now_ms: i64) -> Result<Swept> {
        let mut tx = self.write().await?;
        tx.open.walks();
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
        tx.sweep_budgets(now_ms).await?;
        let topics = "DELETE FROM topics WHERE conversation IS NULL AND spare_ms <= $1";
        let args = vec![(now_ms - SPARE_TOPIC_MS).into()];
        swept.topics = tx.open.run(topics, args).await?;
        let reactions = "DELETE FROM reactions WHERE at_ms <= $1";
        let args = vec![(now_ms - REACTION_DAYS * DAY_MS).into()];
        swept.reactions = tx.open.run(reactions, args).await?;
        tx.sweep_group_items(now_ms).await?;
        tx.sweep_replies(now_ms).await?;
        // Today's and yesterday's keys may be about to be used by a transaction that is still open.
        let keys = "DELETE FROM data_keys WHERE day < $1 \
                    AND NOT EXISTS (SELECT 1 FROM outbox WHERE body_key = data_keys.day) \
                    AND NOT EXISTS (SELECT 1 FROM quarantine WHERE body_key = data_keys.day) \
                    AND NOT EXISTS (SELECT 1 FROM aside WHERE body_key = data_keys.day) \
                    AND NOT EXISTS (SELECT 1 FROM group_albums WHERE body_key = data_keys.day) \
                    AND NOT EXISTS (SELECT 1 FROM requests WHERE body_key = data_keys.day)";
        let args = vec![(day_of(now_ms) - 1).into()];
        swept.keys = tx.open.run(keys, args).await?;
        tx.open.run(super::told::SWEEP, vec![]).await?;
        tx.sweep_aside(now_ms).await?;
        let expired = vec![(now_ms - super::panels::KEPT_MS).into()];
        tx.open.run(super::panels::SWEEP, expired).await?;
        tx.sweep_broadcasts(now_ms - super::broadcasts::KEPT_MS)
            .await?;
        let until = super::audit::kept_since_ms(now_ms);
        swept.audit = tx.open.run(super::audit::SWEEP, vec![until.into()]).await?;
        let until = now_ms - super::albums::ALBUM_KEPT_MS;
        swept.items = tx
            .open
            .run(super::albums::SWEEP, vec![until.into()])
            .await?;
        tx.commit().await?;
        for identity in self.identity_ids().await? {
            swept.marks += self.sweep_inbox(identity, now_ms).await?;
        }
        if swept.keys > 0 {
            self.keys().forget_days();
        }
        if swept != Swept::default() {
            self.db().empty_log().await?;
        }
        Ok(swept)
    }

    async fn sweep_inbox(&self, identity: i64, now_ms: i64) -> Result<u64> {
        let until: Arg = (now_ms - INBOX_DAYS * DAY_MS).into();
        let mut gone = 0;
        for _ in 0..INBOX_BITES_MAX {
            let mut tx = self.write().await?;
            tx.open.walks();
            let border = vec![identity.into(), until.clone()];
            let border = match tx.open.rows(INBOX_BORDER, border).await?.first() {
                Some(row) => key(row)?,
                None => (i64::MAX, i64::MAX),
            };
            let args = vec![
                identity.into(),
                border.0.into(),
                border.1.into(),
                until.clone(),
                INBOX_BITE.into(),
            ];
            let old = tx.open.rows(INBOX_OLD, args).await?;
            let arrivals = old.iter().map(arrival).collect::<Result<Vec<_>>>()?;
            let old: Vec<(i64, i64)> = old.iter().map(key).collect::<Result<_>>()?;
            let last_ms = arrivals.iter().map(|(at_ms, _)| *at_ms).max();
            let last = arrivals.iter().map(|(_, number)| *number).max();
            if let (Some(last_ms), Some(last)) = (last_ms, last) {
                let args = vec![identity.into(), last_ms.into(), last.into()];
                tx.open.run(INBOX_SWEPT, args).await?;
            }
            for same_epoch in old.chunk_by(|(one, _), (other, _)| one == other) {
                let lead = [identity.into(), same_epoch[0].0.into()];
                let updates = same_epoch.iter().map(|(_, update)| (*update).into());
                gone += INBOX_REMOVE
                    .run_with(&mut tx.open, &lead, updates.collect())
                    .await?;
            }
            tx.commit().await?;
            if i64::try_from(old.len()).is_ok_and(|old| old < INBOX_BITE) {
                break;
            }
        }
        Ok(gone)
    }

    async fn identity_ids(&self) -> Result<Vec<i64>> {
        let rows = self.db().rows("SELECT id FROM identities", vec![]).await?;
        rows.iter().map(Row::int).collect()
    }
}

/// When a mark was made, and which number it has.
fn arrival(row: &Row) -> Result<(i64, i64)> {
    let mut fields = row.fields();
    let _key = (fields.int()?, fields.int()?);
    Ok((fields.int()?, fields.int()?))
}

/// Epoch and number of a mark.
fn key(row: &Row) -> Result<(i64, i64)> {
    let mut fields = row.fields();
    Ok((fields.int()?, fields.int()?))
}
