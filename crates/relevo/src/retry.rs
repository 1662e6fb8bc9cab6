//! What failed or is held is tried again because the owner asks for it: the same as *Retry* and *Send again* in the topic.
//!
//! It needs no running `serve`: the delivery waits at the end of its lane, and whoever delivers finds it. Neighbours:
//! `relevo_core::retry` decides, `cli::retry` lists and asks. Deliberately absent: choosing which.

use std::collections::HashMap;

use relevo_core::{
    About, CellId, Connection, ConnectionId, Context, FRESH_PER_EVENT_MAX, HeldWhy, Scene, Seq,
    State, retry,
};
use relevo_telegram::Place;

use crate::store::{Store, StoreError, Unsettled};

/// A delivery that waits for a person, and where it is seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waits {
    /// The delivery.
    pub what: Unsettled,
    /// The notice that tells of it, or the placeholder in its place; `None`: only here and in `relevo status`.
    pub told_at: Option<Place>,
    /// Whether its connection serves another group by now.
    pub has_moved: bool,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tried {
    /// It waits at the end of its lane.
    Again,
    /// What it said is gone: after seven days nothing is left to send.
    TextGone,
    /// It waits for a choice that only its topic offers.
    Asked,
    /// Its connection has moved to another group, and nothing is sent out of this one any more.
    Moved,
    /// It is not there any more: somebody settled it meanwhile.
    Settled,
}

impl Waits {
    /// Whether nobody knows if the client has it.
    #[must_use]
    pub fn may_have_arrived(&self) -> bool {
        self.what.delivery.state == State::Held(HeldWhy::UnknownOutcome)
    }

    /// What would come of trying it again, as far as can be told beforehand.
    #[must_use]
    pub fn would_be(&self) -> Tried {
        match self.what.delivery.state {
            _ if self.has_moved => Tried::Moved,
            _ if self.what.text_is_gone => Tried::TextGone,
            State::Held(HeldWhy::UnknownOutcome) | State::Failed(_) => Tried::Again,
            State::Held(_) => Tried::Asked,
            State::Waiting { .. } | State::Claimed { .. } => Tried::Settled,
        }
    }
}

/// Everything that failed or is held, cell by cell, oldest first.
///
/// # Errors
/// If the store cannot be read.
pub async fn list(store: &Store) -> Result<Vec<Waits>, StoreError> {
    let mut all = Vec::new();
    let connections = by_id(store).await?;
    for cell in store.cells().await? {
        let mut after = Seq(0);
        loop {
            let page = store.unsettled(cell.id, after).await?;
            let Some(last) = page.last() else { break };
            after = last.delivery.seq;
            let mut look = store.look().await?;
            for what in page {
                let told_at = look.told_at(&what.delivery).await?;
                let told_at = told_at.map(|message| Place {
                    chat: cell.group,
                    message,
                });
                let connection = connections.get(&what.delivery.connection);
                all.push(Waits {
                    has_moved: connection.is_some_and(|of| of.cell != cell.id),
                    what,
                    told_at,
                });
            }
        }
    }
    Ok(all)
}

async fn by_id(store: &Store) -> Result<HashMap<ConnectionId, Connection>, StoreError> {
    let all = store.connections().await?.into_iter();
    Ok(all.map(|connection| (connection.id, connection)).collect())
}

/// Lets one be tried again, in a transaction of its own.
///
/// # Errors
/// If the store cannot be written.
pub async fn again(
    store: &Store,
    (cell, seq): (CellId, Seq),
    now_ms: i64,
) -> Result<Tried, StoreError> {
    let mut tx = store.write().await?;
    let (cell, mut fresh) = tx
        .lock_cell(cell, FRESH_PER_EVENT_MAX, FRESH_PER_EVENT_MAX)
        .await?;
    // Only now: where they serve does not change under the lock.
    let connections = by_id(store).await?;
    let Some(delivery) = tx.delivery(cell.id, seq).await? else {
        let left = store.unsettled(cell.id, Seq(seq.0 - 1)).await?;
        let is_there = left.first().is_some_and(|one| one.delivery.seq == seq);
        return Ok(if is_there {
            Tried::TextGone
        } else {
            Tried::Settled
        });
    };
    let connection = connections.get(&delivery.connection);
    if connection.is_some_and(|of| of.cell != cell.id) {
        return Ok(Tried::Moved);
    }
    if matches!(delivery.state, State::Held(why) if why != HeldWhy::UnknownOutcome) {
        return Ok(Tried::Asked);
    }
    let known = match delivery.conversation {
        Some(id) => tx.conversations(&[id]).await?.into_iter().next(),
        None => None,
    };
    let Some(connection) = connection else {
        return Ok(Tried::Settled);
    };
    let question = tx.question_of(&delivery).await?;
    let context = Context {
        now_ms,
        connection,
        cell: &cell,
        fleet: &[],
        conversation: known.as_ref(),
        card_digest: 0,
        content_digest: 0,
        reply_role: None,
        about: About::default(),
        album: None,
        creating: None,
        codebook: store,
        callback: None,
        delivery: Some(&delivery),
        scene: Scene::default(),
    };
    let Some(changes) = retry(&delivery, &question, &context, &mut fresh) else {
        return Ok(Tried::Settled);
    };
    tx.apply(&changes).await?;
    tx.commit().await?;
    Ok(Tried::Again)
}
