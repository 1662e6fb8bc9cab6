//! The hand-over in General. It compares who is on duty with who was when a change was told last: however many changes were missed while the
//! desk was down, one is told.

use relevo_core::shifts::{HandOver, OPEN_TOPICS_MAX, OpenTopic, ShiftNotice};
use relevo_core::{
    Cell, Change, Connection, Conversation, Delivery, ListedTopic, Notice, topic_link,
};

use super::Names;
use crate::directory::Directory;
use crate::intake::named::Named;
use crate::store::{Counted, Store, StoreError, Tx};

/// Tells of a change, if there is one. Says whether there is.
pub(super) async fn tell(
    store: &Store,
    (cell, speaker, directory): (&Cell, &Connection, &Directory),
    now_ms: i64,
) -> Result<bool, StoreError> {
    let zone = &speaker.params.timezone;
    let known = store.shifts(cell.id).await?;
    if known.on_duty(zone, now_ms) == known.told {
        return Ok(false);
    }
    let most = i64::try_from(OPEN_TOPICS_MAX).expect("a list is short");
    let open = store.waiting_for_team(cell.id, most).await?;
    let done = match known.told_at {
        Some(since) => Some(store.done_since(cell.id, since).await?),
        None => None,
    };
    let mut tx = store.write().await?;
    let (cell, mut fresh) = tx.lock_cell(cell.id, 1, 0).await?;
    if !directory.is_true_of(cell.id, tx.departures()) {
        return Ok(false);
    }
    let shifts = tx.shifts(cell.id).await?;
    let (on, before) = (shifts.on_duty(zone, now_ms), &shifts.told);
    if on == *before {
        return Ok(false);
    }
    let names = Names::of(&mut tx, &shifts, on.union(before).copied()).await?;
    let hand_over = HandOver {
        at_ms: now_ms,
        came: names.all(on.difference(before)),
        stays: names.all(on.intersection(before)),
        // Who has left the group is not known by name any more.
        left: names.all(
            before
                .difference(&on)
                .filter(|one| shifts.team.contains_key(one)),
        ),
        done,
        more: more(&open),
        open: listed(&mut tx, (&cell, directory), &open.first).await?,
    };
    let notice = Notice::Shift(Box::new(ShiftNotice::HandOver(Box::new(hand_over))));
    let delivery = Delivery::in_general(notice, speaker, &mut fresh, now_ms);
    tx.apply(&[Change::Deliver(delivery)]).await?;
    tx.told_on_duty(cell.id, &on, now_ms).await?;
    tx.commit().await?;
    Ok(true)
}

fn more(open: &Counted) -> u32 {
    let named = i64::try_from(open.first.len()).unwrap_or(i64::MAX);
    u32::try_from(open.all - named).unwrap_or_default()
}

/// Topics as a hand-over names them, each with its newest note.
async fn listed(
    tx: &mut Tx,
    (cell, directory): (&Cell, &Directory),
    open: &[Conversation],
) -> Result<Vec<OpenTopic>, StoreError> {
    let named = Named::of(tx, (cell, directory), open).await?;
    let ids: Vec<_> = open.iter().map(|one| one.id).collect();
    let notes = tx.newest_notes(cell.id, &ids).await?;
    let topics = open.iter().filter_map(|one| {
        let topic = ListedTopic::of(one, named.topic(one.id)?);
        let thread = one.topic.thread();
        let link = thread.and_then(|thread| topic_link(cell.group, thread));
        let note = notes.get(&one.id).zip(link);
        Some(OpenTopic {
            topic,
            note: note.map(|(note, link)| format!("{link}/{}", note.0)),
        })
    });
    Ok(topics.collect())
}
