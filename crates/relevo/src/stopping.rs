//! Stopping a connection and starting it again, as its owner asks. While it is stopped nothing is taken in, so Telegram keeps what
//! comes, for a day.
//!
//! Used by the command line today, and by the setup bot and the API later. What becomes of what came meanwhile is for `decide`.

use relevo_core::{Change, ConnectionId, ConnectionState, Delivery, Notice};

use crate::store::{By, Deed, Store, StoreError};

/// How long Telegram keeps updates: a day from what they tell of.
pub(crate) const KEPT_MS: i64 = 24 * 60 * 60 * 1_000;

/// Sets a connection's state, at the moment that `by` names. Says whether that changed anything.
///
/// # Errors
/// If the store cannot be written.
pub async fn set(
    store: &Store,
    connection: ConnectionId,
    state: ConnectionState,
    by: By,
) -> Result<bool, StoreError> {
    let now_ms = by.at_ms;
    let known = store.connections().await?;
    let known = known.into_iter().find(|known| known.id == connection);
    let Some(known) = known.filter(|known| known.state != state) else {
        return Ok(false);
    };
    let mut tx = store.write().await?;
    let (_, mut fresh) = tx.lock_cell(known.cell, 1, 0).await?;
    tx.set_connection_state(connection, state, now_ms).await?;
    tx.audit(by, Some(connection), &Deed::State { new: state })
        .await?;
    let stopped = known
        .last_stop
        .filter(|_| state == ConnectionState::Running);
    if let Some((from_ms, _)) = stopped.filter(|(from_ms, _)| now_ms - from_ms > KEPT_MS) {
        let gap = Notice::Gap {
            from_s: from_ms / 1_000,
            to_s: (now_ms - KEPT_MS) / 1_000,
        };
        let line = Delivery::in_general(gap, &known, &mut fresh, now_ms);
        tx.apply(&[Change::Deliver(line)]).await?;
    }
    tx.commit().await?;
    Ok(true)
}
