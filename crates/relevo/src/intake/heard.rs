//! Whether Telegram answers: trouble is said once, and so is its end; a silence that was longer than Telegram keeps updates is named.
//!
//! Deliberately absent: stops that an owner asked for, whose gap `stopping` names.

use std::collections::HashSet;

use relevo_core::{Change, Connection, Delivery, Notice};
use relevo_telegram::Refusal;
use tracing::{error, info};

use super::Intake;
use crate::stopping::KEPT_MS;
use crate::store::{StoreError, Trouble};
use crate::trouble;

/// How exactly it is remembered when Telegram last answered, in milliseconds: an idle desk writes this often.
const NOTED_MS: i64 = 5 * 60 * 1_000;

/// How soon it is asked again after Telegram has refused, in milliseconds: at first, and at the most.
const REFUSED_WAITS_MS: (i64, i64) = (15_000, 60_000);

impl Intake {
    /// Telegram refuses this identity's updates: said when it begins, not each time it is asked.
    pub(super) async fn refused(&mut self, refusal: &Refusal) -> Result<(), StoreError> {
        let kind = trouble::kind(refusal);
        if self.noted == Some(Some(kind)) {
            return Ok(());
        }
        self.note(Some(kind)).await?;
        let connection = self
            .shared
            .now()
            .served_by(self.identity)
            .first()
            .map(|of| of.id.0);
        error!(identity.id = self.identity.0, connection.id = connection, refusal = ?refusal, "Telegram refuses this bot's updates: {}", trouble::of_intake(kind));
        Ok(())
    }

    /// Telegram has answered: whatever was wrong is over.
    pub(super) async fn heard_again(&mut self) -> Result<(), StoreError> {
        self.line_failures = 0;
        if let Some(Some(_)) = self.noted {
            info!(
                identity.id = self.identity.0,
                "this bot gets its updates again"
            );
        }
        if self.noted != Some(None) {
            self.note(None).await?;
        }
        let now_ms = self.clock.now_ms();
        let known = self.heard_ms;
        // A clock that went back says nothing about Telegram.
        if known.is_some_and(|heard_ms| now_ms - heard_ms < NOTED_MS) {
            return Ok(());
        }
        self.remember(now_ms).await
    }

    /// Keeps when Telegram answered; if that was too long after the last time, General is told what is missing.
    async fn remember(&mut self, now_ms: i64) -> Result<(), StoreError> {
        let directory = self.shared.now();
        let mut tx = self.store.write().await?;
        let heard_ms = tx.heard(self.identity).await?;
        let mut told = HashSet::new();
        for of in directory.served_by(self.identity) {
            let is_missing = heard_ms.filter(|heard_ms| is_gap(of, *heard_ms, now_ms));
            let Some(heard_ms) = is_missing.filter(|_| told.insert(of.cell)) else {
                continue;
            };
            let (_, mut fresh) = tx.lock_cell(of.cell, 1, 0).await?;
            let outage = Notice::Outage {
                from_s: heard_ms / 1_000,
                to_s: (now_ms - KEPT_MS) / 1_000,
            };
            let line = Delivery::in_general(outage, of, &mut fresh, now_ms);
            tx.apply(&[Change::Deliver(line)]).await?;
        }
        tx.set_heard(self.identity, now_ms).await?;
        tx.commit().await?;
        self.heard_ms = Some(now_ms);
        Ok(())
    }

    /// Keeps for `relevo status` why there are no updates.
    async fn note(&mut self, trouble: Option<Trouble>) -> Result<(), StoreError> {
        let mut tx = self.store.write().await?;
        tx.set_trouble(self.identity, trouble).await?;
        tx.commit().await?;
        self.noted = Some(trouble);
        Ok(())
    }
}

/// How long to wait after so many refusals in a row.
pub(super) fn refused_wait_ms(times: u32) -> i64 {
    let (first, most) = REFUSED_WAITS_MS;
    first
        .saturating_mul(1 << times.saturating_sub(1).min(8))
        .min(most)
}

/// Whether updates were lost that nobody has named yet. A stop that ended just now has named its own.
fn is_gap(connection: &Connection, heard_ms: i64, now_ms: i64) -> bool {
    let stopped = connection.last_stop.is_some_and(|(from_ms, to_ms)| {
        // One that has not ended names its gap when it does.
        let ended_now = to_ms.is_none_or(|to_ms| now_ms - to_ms < NOTED_MS);
        ended_now && from_ms - heard_ms < 2 * NOTED_MS
    });
    now_ms - heard_ms > KEPT_MS && !stopped
}

#[cfg(test)]
mod tests {
    use relevo_core::{CellId, ConnectionId, ConnectionState, IdentityId, Params};
    use relevo_telegram::UserId;

    use super::*;

    const HOUR_MS: i64 = 3_600_000;

    /// Promise: who is refused asks less and less often, and never less than once a minute.
    #[test]
    fn refusals_are_asked_about_less_often() {
        let waits = [1, 2, 3, 4, 1_000_000].map(refused_wait_ms);
        assert_eq!(waits, [15_000, 30_000, 60_000, 60_000, 60_000]);
    }

    /// Promise: a silence of more than a day is a gap, unless its owner's stop accounts for it.
    #[test]
    fn a_stop_names_its_own_gap() {
        let gap = |last_stop| {
            let connection = Connection {
                id: ConnectionId(1),
                cell: CellId(1),
                identity: IdentityId(1),
                user: UserId(1),
                frontend: relevo_core::Frontend::Bot,
                owner: None,
                state: ConnectionState::Running,
                last_stop,
                params: Params::default(),
            };
            let heard_ms = 100 * HOUR_MS;
            [24, 25, 60].map(|hours| is_gap(&connection, heard_ms, heard_ms + hours * HOUR_MS))
        };
        assert_eq!(gap(None), [false, true, true]);
        // Stopped at once and started after 25 hours; after 60 hours that is long ago.
        assert_eq!(
            gap(Some((100 * HOUR_MS, Some(125 * HOUR_MS)))),
            [false, false, true]
        );
        // Stopped at once and not started yet, while its bot serves the setup.
        assert_eq!(gap(Some((100 * HOUR_MS, None))), [false, false, false]);
        // Stopped only later: until then it was an outage.
        assert_eq!(
            gap(Some((110 * HOUR_MS, Some(125 * HOUR_MS)))),
            [false, true, true]
        );
        assert_eq!(
            gap(Some((10 * HOUR_MS, Some(20 * HOUR_MS)))),
            [false, true, true]
        );
    }
}
