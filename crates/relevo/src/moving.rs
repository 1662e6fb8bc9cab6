//! Moving a connection to another backend group. In one transaction: its conversations lose their topics and get new ones there, open ones at
//! once, with a line that leads back; what waits and belongs to clients goes along; the topics that it leaves are noted.
//!
//! What is held stays where it was asked about, so it is to be decided first, unless nobody can any more. Neighbours:
//! `relevo_core::moving` says what becomes of each, `setup::left` tells the team in the old group where things go on.

use std::cmp::Reverse;

use relevo_core::moving::{Carried, carried, moved, moved_line};
use relevo_core::{
    Cell, CellId, CellState, Change, Connection, ConnectionId, Conversation, Delivery, Fate, Status,
};
use relevo_telegram::ChatId;

use crate::modules::marks;
use crate::store::{By, Deed, Store, StoreError, Tx};

/// In how many of the topics that it leaves it says where they go on.
const FAREWELLS_MAX: usize = 50;

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// It has moved. `left`: so many messages failed or wait for a decision in groups where it is no more.
    Done {
        /// How many.
        left: i64,
    },
    /// Messages are still on their way through the old group; it takes seconds.
    NotYet,
    /// So many messages wait for somebody's decision in the old group.
    Undecided(i64),
}

/// Moves a connection to a group, which has been checked. One that is there already, or is gone, is left alone.
///
/// # Errors
/// If the store cannot be read or written.
pub async fn move_connection(
    store: &Store,
    id: ConnectionId,
    group: ChatId,
    by: By,
) -> Result<Moved, StoreError> {
    let known = store.connections().await?;
    let known = known.into_iter().find(|one| one.id == id);
    let Some(connection) = known else {
        return Ok(Moved::Done { left: 0 });
    };
    let mut tx = store.write().await?;
    let (old, _) = tx.lock_cell(connection.cell, 0, 0).await?;
    if old.group == group {
        let left = tx.left_behind(id).await?;
        return Ok(Moved::Done { left });
    }
    let paused = matches!(old.state, CellState::Paused(_));
    let held = tx.held_of(id).await?;
    if held > 0 && !paused {
        return Ok(Moved::Undecided(held));
    }
    let to = tx.put_cell(group, connection.bot()).await?;
    let waiting = tx.waiting_of(id).await?;
    let (mut along, mut behind) = (Vec::new(), Vec::new());
    for delivery in waiting {
        match carried(&delivery, old.group, to) {
            Carried::NotYet => return Ok(Moved::NotYet),
            Carried::Along(moved) => along.push((delivery.seq, *moved)),
            Carried::Behind => behind.push(delivery),
        }
    }
    let conversations = store.conversations_of(id).await?;
    let numbers = i64::try_from(along.len() + conversations.len()).unwrap_or(i64::MAX);
    let (_, mut fresh) = tx.lock_cell(to, numbers, 0).await?;
    let mut changes = Vec::new();
    for conversation in &conversations {
        let place = (old.group, to);
        let line = moved_line(conversation, place, &mut fresh, by.at_ms);
        changes.push(Change::UpdateConversation(moved(conversation)));
        changes.extend(line.map(Change::Deliver));
    }
    let mut gone = Vec::new();
    for (before, delivery) in along {
        gone.push(before);
        let seq = fresh.seq();
        changes.push(Change::Deliver(Delivery { seq, ..delivery }));
    }
    for delivery in &behind {
        gone.push(delivery.seq);
        changes.extend(delivery.causes().map(|cause| Change::Fate {
            mark: cause.mark,
            fate: Fate::Internal,
        }));
    }
    changes.extend(gone.iter().map(|seq| Change::Remove {
        cell: old.id,
        seq: *seq,
    }));
    tx.apply(&changes).await?;
    tx.revise(old.id, &gone).await?;
    leave(&mut tx, (&connection, &old), &conversations, by.at_ms).await?;
    settle(&mut tx, (&connection, old.id, to), by.at_ms).await?;
    let deed = Deed::Moved {
        old: old.group,
        new: group,
    };
    tx.audit(by, Some(id), &deed).await?;
    let left = tx.left_behind(id).await?;
    tx.commit().await?;
    Ok(Moved::Done { left })
}

/// Notes the topics that the connection leaves, and in which of them it says farewell: the newest that are open.
async fn leave(
    tx: &mut Tx,
    (connection, old): (&Connection, &Cell),
    conversations: &[Conversation],
    now_ms: i64,
) -> Result<(), StoreError> {
    let open = conversations
        .iter()
        .filter(|known| known.handling.status != Status::Closed);
    let mut threads: Vec<_> = open.filter_map(|known| known.topic.thread()).collect();
    threads.sort_unstable_by_key(|thread| Reverse(thread.0));
    threads.truncate(FAREWELLS_MAX);
    tx.leave_topics((connection, old), &threads, now_ms).await
}

/// The connection's row and what hangs on its group.
async fn settle(
    tx: &mut Tx,
    (connection, old, to): (&Connection, CellId, CellId),
    now_ms: i64,
) -> Result<(), StoreError> {
    marks::taken_along(tx, (connection.id, old, to), now_ms).await?;
    tx.set_cell(connection.id, to).await?;
    tx.forget_topics((connection.id, old)).await?;
    tx.forget_modules((connection.id, old)).await?;
    tx.hand_over_desk(old, connection.bot()).await?;
    // Which message of the old group is which is not told by the new one's numbers.
    tx.close_books(connection.identity, now_ms).await
}
