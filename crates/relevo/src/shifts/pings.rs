//! Mentions in the topics of new conversations that nobody answers (`SHIFT_PING`). Only where all that Telegram keeps has been read: an answer
//! may be among it.

use relevo_core::params::Timezone;
use relevo_core::shifts::{PING_AGE_MAX_MS, PingFacts, mentions, ping_due};
use relevo_core::{Cell, CellId, CellState, Change, Connection, ConnectionState, Fresh, Reading};

use super::Names;
use crate::directory::Shared;
use crate::store::{Store, StoreError, Tx};

/// How many are mentioned in a minute, of a connection: half of what one bot may post in a group.
const PAGE: i64 = 10;

const MINUTE_MS: i64 = 60_000;

/// Mentions in every topic of the group where it is time. Says whether there was one.
pub(super) async fn mention(
    store: &Store,
    (cell, zone): (&Cell, &Timezone),
    shared: &Shared,
    now_ms: i64,
) -> Result<bool, StoreError> {
    let directory = shared.now();
    let mut any = false;
    if cell.state != CellState::Running {
        // Nobody would read it in time.
        return Ok(false);
    }
    let connections = directory.connections.values();
    for connection in connections.filter(|one| one.cell == cell.id) {
        let reading = shared.reading(connection.bot(), now_ms);
        let is_read = matches!(reading, Reading::UpToDate { .. });
        let Some(minutes) = connection.params.shift_ping else {
            continue;
        };
        if connection.state == ConnectionState::Stopped || !is_read {
            continue;
        }
        let patience_ms = i64::from(minutes.0) * MINUTE_MS;
        let times = (
            now_ms - PING_AGE_MAX_MS,
            now_ms - patience_ms,
            now_ms - 2 * patience_ms,
        );
        let waiting = store.unanswered(connection.id, times, PAGE).await?;
        if waiting.is_empty() {
            continue;
        }
        let mut tx = store.write().await?;
        let (_, mut fresh) = tx.lock_cell(cell.id, PAGE, 0).await?;
        if !directory.is_true_of(cell.id, tx.departures()) {
            continue;
        }
        let conversations = tx.conversations(&waiting).await?;
        let of = (cell.id, zone);
        let changes = decide(
            &mut tx,
            of,
            connection,
            (&conversations, &mut fresh),
            now_ms,
        )
        .await?;
        any |= !changes.is_empty();
        tx.apply(&changes).await?;
        tx.commit().await?;
    }
    Ok(any)
}

/// What is due in these conversations.
async fn decide(
    tx: &mut Tx,
    of: (CellId, &Timezone),
    connection: &Connection,
    (conversations, fresh): (&[relevo_core::Conversation], &mut Fresh),
    now_ms: i64,
) -> Result<Vec<Change>, StoreError> {
    let (cell, zone) = of;
    let shifts = tx.shifts(cell).await?;
    let (on, lead) = (shifts.on_duty(zone, now_ms), shifts.lead_here());
    let names = Names::of(tx, &shifts, on.iter().copied().chain(lead)).await?;
    let (on, lead) = (names.all(&on), lead.map(|lead| names.one(lead)));
    let Some(minutes) = connection.params.shift_ping else {
        return Ok(Vec::new());
    };
    let mut changes = Vec::new();
    for conversation in conversations {
        let due = ping_due(PingFacts {
            handling: &conversation.handling,
            minutes: minutes.0,
            is_anybody_on: !on.is_empty(),
            is_lead: lead.is_some(),
            now_ms,
        });
        if let Some(step) = due {
            let whom = (&*on, lead.as_ref());
            changes.extend(mentions(
                step,
                whom,
                (conversation, connection),
                fresh,
                now_ms,
            ));
        }
    }
    Ok(changes)
}
