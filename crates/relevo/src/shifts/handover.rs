//! The hand-over in General. It compares who is on duty with who was when a change was told last: however many changes were missed while the
//! desk was down, one is told. One that still waits (in a group that cannot be written to, for one) is taken back for the next, which tells
//! of both changes: what nobody has read is no news any more.

use std::collections::BTreeSet;

use relevo_core::params::Timezone;
use relevo_core::shifts::{HandOver, OPEN_TOPICS_MAX, OpenTopic, ShiftDone, ShiftNotice};
use relevo_core::{
    Cell, CellId, Change, Connection, Conversation, Delivery, Job, ListedTopic, Notice, State,
    topic_link,
};
use relevo_telegram::UserId;

use super::Names;
use crate::directory::Directory;
use crate::intake::named::Named;
use crate::store::{Counted, Shifts, Store, StoreError, ToldAt, Tx};

/// Tells of a change, if there is one. Says whether there is.
pub(super) async fn tell(
    store: &Store,
    (cell, speaker, directory): (&Cell, &Connection, &Directory),
    (zone, now_ms): (&Timezone, i64),
) -> Result<bool, StoreError> {
    let known = store.shifts(cell.id).await?;
    if known.on_duty(zone, now_ms) == known.told {
        return Ok(false);
    }
    let most = i64::try_from(OPEN_TOPICS_MAX).expect("a list is short");
    let open = store.waiting_for_team(cell.id, most).await?;
    let done = done_since(store, cell.id, known.told_at).await?;
    let done_before = done_since(store, cell.id, known.before_at).await?;
    let mut tx = store.write().await?;
    let (cell, mut fresh) = tx.lock_cell(cell.id, 1, 0).await?;
    if !directory.is_true_of(cell.id, tx.departures()) {
        return Ok(false);
    }
    let shifts = tx.shifts(cell.id).await?;
    let on = shifts.on_duty(zone, now_ms);
    if on == shifts.told {
        return Ok(false);
    }
    let unread = taken_back(&mut tx, &cell, &shifts).await?;
    let (before, since, done) = match unread {
        Some(before) => (before, shifts.before_at, done_before),
        None => (shifts.told.clone(), shifts.told_at, done),
    };
    let before = &before;
    if on == *before {
        // Those who were on duty before what nobody has read: there is nothing to tell.
        tx.told_on_duty(cell.id, (&on, None), (since, now_ms))
            .await?;
        tx.commit().await?;
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
    let seq = Some(delivery.seq);
    tx.apply(&[Change::Deliver(delivery)]).await?;
    tx.told_on_duty(cell.id, (&on, seq), (since, now_ms))
        .await?;
    tx.commit().await?;
    Ok(true)
}

async fn done_since(
    store: &Store,
    cell: CellId,
    since: Option<ToldAt>,
) -> Result<Option<ShiftDone>, StoreError> {
    Ok(match since {
        Some(since) => Some(store.done_since(cell, since).await?),
        None => None,
    })
}

/// Takes the last hand-over back, if it was never posted. Who was on duty before it.
async fn taken_back(
    tx: &mut Tx,
    cell: &Cell,
    shifts: &Shifts,
) -> Result<Option<BTreeSet<UserId>>, StoreError> {
    let Some(seq) = shifts.told_seq else {
        return Ok(None);
    };
    let waiting = tx.delivery(cell.id, seq).await?;
    let before = waiting.as_ref().and_then(unread);
    if before.is_some() {
        let gone = Change::Remove { cell: cell.id, seq };
        tx.apply(&[gone]).await?;
        tx.revise(cell.id, &[seq]).await?;
    }
    Ok(before)
}

/// Who was on duty before this hand-over, if it surely stands nowhere yet.
fn unread(delivery: &Delivery) -> Option<BTreeSet<UserId>> {
    let Job::Notice {
        notice: Notice::Shift(said),
        ..
    } = &delivery.job
    else {
        return None;
    };
    let waits = matches!(delivery.state, State::Waiting { .. }) && !delivery.repeat;
    match &**said {
        ShiftNotice::HandOver(hand_over) if waits => Some(hand_over.before()),
        _ => None,
    }
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
