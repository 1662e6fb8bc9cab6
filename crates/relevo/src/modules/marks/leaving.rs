//! What a mark leaves behind that was deleted: its conversations lose it a page at a time, each in a transaction of its own, so that a mark of a hundred
//! thousand conversations keeps nobody waiting. Every loss is noted with who deleted it and when. A death in the middle goes on with the
//! next page.
//!
//! Neighbours: `change` deletes, `setting` does the same for one conversation. Deliberately absent: calls; titles follow as wanted states.

use relevo_core::marks::{MarkCause, MarkEvent};
use relevo_core::{Change, Fresh};

use super::setting::{fact, follow_title};
use crate::directory::Directory;
use crate::store::{LeavingMark, Store, StoreError, Tx};

/// How many conversations lose a mark in one transaction.
const PAGE: i64 = 200;

/// Lets the next page lose its mark. Says in which cell there was anything to do.
pub(crate) async fn page(
    store: &Store,
    directory: &Directory,
    now_ms: i64,
) -> Result<Option<relevo_core::CellId>, StoreError> {
    let Some(leaving) = store.leaving_mark().await? else {
        return Ok(None);
    };
    let mut tx = store.write().await?;
    let (_, mut fresh) = tx.lock_cell(leaving.cell, 2 * PAGE, 2 * PAGE).await?;
    let of = tx.page_of_mark(leaving.mark.id, PAGE).await?;
    if of.is_empty() {
        tx.drop_mark(leaving.mark.id).await?;
    } else {
        let events: Vec<MarkEvent> = of
            .iter()
            .map(|conversation| MarkEvent {
                mark: leaving.mark.id,
                conversation: *conversation,
                on: false,
                at_ms: leaving.at_ms,
                person: leaving.by,
                cause: MarkCause::Deleted,
            })
            .collect();
        let done = tx.note_marks(leaving.cell, &events).await?;
        follow(&mut tx, (directory, &leaving), &done, (&mut fresh, now_ms)).await?;
    }
    tx.commit().await?;
    Ok(Some(leaving.cell))
}

/// Webhooks hear of it, and titles say so.
async fn follow(
    tx: &mut Tx,
    (directory, leaving): (&Directory, &LeavingMark),
    done: &[MarkEvent],
    (fresh, now_ms): (&mut Fresh, i64),
) -> Result<(), StoreError> {
    let mark = &leaving.mark;
    if !mark.hook && mark.ticker.is_none() {
        return Ok(());
    }
    let marks = tx.marks(leaving.cell).await?;
    let ids: Vec<_> = done.iter().map(|event| event.conversation).collect();
    for conversation in tx.conversations(&ids).await? {
        let connection = directory.connections.get(&conversation.connection);
        let event = done.iter().find(|one| one.conversation == conversation.id);
        let (Some(connection), Some(event)) = (connection, event) else {
            continue;
        };
        if mark.hook {
            tx.apply(&[Change::Record(fact(event, connection))]).await?;
        }
        if mark.ticker.is_some() {
            let of = (&conversation, connection);
            follow_title(tx, fresh, of, (marks.as_slice(), now_ms)).await?;
        }
    }
    Ok(())
}
