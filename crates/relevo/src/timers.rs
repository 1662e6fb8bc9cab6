//! What time alone brings about: conversations whose client owes an answer close by themselves (`AUTOCLOSE`), and the team is told that
//! an account's client can soon be answered no more. `shifts` has what follows from who is on duty.
//!
//! Looked for once a minute, and then a few conversations are closed, those that have waited longest, in a transaction: each line that
//! tells of it takes a post from the group's budget, and clients' messages come first. The core decides; here it is
//! found out whom to ask about. Only where all that Telegram keeps has been read: what a client wrote meanwhile may be among it.

use relevo_core::{
    About, Change, Connection, ConnectionState, Context, ConversationId, Fresh, Reading, Scene,
    WINDOW_MS, WINDOW_TOLD_MS, closed_by_itself, window_closes,
};

use crate::directory::{Directory, Shared};
use crate::shifts;
use crate::store::{Store, StoreError};

/// How often it is looked, in milliseconds.
pub const TIMERS_MS: i64 = 60_000;

/// How many conversations of a connection close in a minute: half of what one bot may post in a group.
const PAGE: i64 = 10;

/// The most numbers that closing one conversation needs: deliveries, and ids of buttons.
const FRESH_PER_CONVERSATION: i64 = 4;

const HOUR_MS: i64 = 60 * 60 * 1_000;

/// Closes what it is time to close. Says whether anything was.
///
/// # Errors
/// If the store cannot be read or written; what was not closed is found again.
pub async fn fire(store: &Store, shared: &Shared, now_ms: i64) -> Result<bool, StoreError> {
    let directory = shared.now();
    let mut any = false;
    for connection in directory.connections.values() {
        let reading = shared.reading(connection.bot(), now_ms);
        let is_read = matches!(reading, Reading::UpToDate { .. });
        if connection.state == ConnectionState::Stopped || !is_read {
            continue;
        }
        let of = (connection, &*directory);
        let closed = close(store, of, now_ms).await?;
        let told = tell_of_windows(store, of, now_ms).await?;
        if closed || told {
            any = true;
            shared.wake(connection.cell).notify_one();
        }
    }
    any |= shifts::fire(store, shared, now_ms).await?;
    Ok(any)
}

/// A connection's share of this minute.
async fn close(
    store: &Store,
    (connection, directory): (&Connection, &Directory),
    now_ms: i64,
) -> Result<bool, StoreError> {
    let Some(hours) = connection.params.autoclose_hours else {
        return Ok(false);
    };
    let since_ms = now_ms - i64::from(hours) * HOUR_MS;
    let aged = store.answered_before(connection.id, since_ms, PAGE).await?;
    let of = (connection, directory);
    decide(store, of, (&aged, now_ms), closed_by_itself).await
}

/// The same for what is told before an account's clients can be answered no more.
async fn tell_of_windows(
    store: &Store,
    (connection, directory): (&Connection, &Directory),
    now_ms: i64,
) -> Result<bool, StoreError> {
    if connection.account().is_none() {
        return Ok(false);
    }
    let period = (now_ms - WINDOW_MS, now_ms - WINDOW_MS + WINDOW_TOLD_MS);
    let closing = store.closing_windows(connection.id, period, PAGE).await?;
    let of = (connection, directory);
    decide(store, of, (&closing, now_ms), window_closes).await
}

/// What follows for each of these conversations, in one transaction. Says whether anything does.
async fn decide(
    store: &Store,
    (connection, directory): (&Connection, &Directory),
    (about, now_ms): (&[ConversationId], i64),
    what: impl Fn(&Context<'_>, &mut Fresh) -> Vec<Change>,
) -> Result<bool, StoreError> {
    if about.is_empty() {
        return Ok(false);
    }
    let mut tx = store.write().await?;
    let needed = PAGE * FRESH_PER_CONVERSATION;
    let (cell, mut fresh) = tx.lock_cell(connection.cell, needed, needed).await?;
    if !directory.is_true_of(connection.cell, tx.departures()) {
        return Ok(false);
    }
    let mut changes = Vec::new();
    for known in tx.conversations(about).await? {
        let context = Context {
            now_ms,
            connection,
            cell: &cell,
            fleet: &[],
            conversation: Some(&known),
            card_digest: 0,
            content_digest: 0,
            reply_role: None,
            about: About::default(),
            album: None,
            creating: None,
            codebook: store,
            callback: None,
            delivery: None,
            scene: Scene::default(),
        };
        changes.extend(what(&context, &mut fresh));
    }
    let any = !changes.is_empty();
    tx.apply(&changes).await?;
    tx.commit().await?;
    Ok(any)
}
