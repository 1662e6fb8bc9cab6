//! What failed or is held is tried again because the owner asks for it: the same as *Retry* and *Send again* in the topic.
//!
//! It needs no running `serve`: the delivery waits at the end of its lane, and whoever delivers finds it. Neighbours:
//! `relevo_core::retry` decides, `cli::retry` lists and asks. Deliberately absent: choosing which.

use std::collections::HashMap;

use relevo_core::{About, CellId, Context, FRESH_PER_EVENT_MAX, HeldWhy, Scene, Seq, State, retry};
use relevo_telegram::Place;

use crate::store::{Store, StoreError, Unsettled};

/// A delivery that waits for a person, and where it is seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waits {
    /// The delivery.
    pub what: Unsettled,
    /// The notice that tells of it, or the placeholder in its place; `None`: only here and in `relevo status`.
    pub told_at: Option<Place>,
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
                all.push(Waits { what, told_at });
            }
        }
    }
    Ok(all)
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
    let connections: HashMap<_, _> = store
        .connections()
        .await?
        .into_iter()
        .map(|connection| (connection.id, connection))
        .collect();
    let mut tx = store.write().await?;
    let (cell, mut fresh) = tx
        .lock_cell(cell, FRESH_PER_EVENT_MAX, FRESH_PER_EVENT_MAX)
        .await?;
    let Some(delivery) = tx.delivery(cell.id, seq).await? else {
        let left = store.unsettled(cell.id, Seq(seq.0 - 1)).await?;
        let is_there = left.first().is_some_and(|one| one.delivery.seq == seq);
        return Ok(if is_there {
            Tried::TextGone
        } else {
            Tried::Settled
        });
    };
    if matches!(delivery.state, State::Held(why) if why != HeldWhy::UnknownOutcome) {
        return Ok(Tried::Asked);
    }
    let known = match delivery.conversation {
        Some(id) => tx.conversations(&[id]).await?.into_iter().next(),
        None => None,
    };
    let Some(connection) = connections.get(&delivery.connection) else {
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
