//! The inbox, the cursor, buttons and the journal.

use relevo::store::Cursor;
use relevo_core::{
    Callback, CallbackAction, Change, ConversationId, Fact, FactKind, Fate, Filter, Seq,
};
use relevo_telegram::UpdateId;

use super::contracts;
use super::desk::{Desk, NOW_MS, words};

contracts! {
    the_cursor_comes_back
    updates_are_seen_once
    quarantine_keeps_the_update
    buttons_come_and_go
    status_counts
}

/// Promise: the cursor comes back as it was set, and an unknown identity is an error.
async fn the_cursor_comes_back(desk: Desk) {
    let mut tx = desk.store.write().await.unwrap();
    assert_eq!(tx.cursor(desk.identity).await.unwrap(), Cursor::default());
    let cursor = Cursor {
        epoch: 2,
        last: Some(UpdateId(900_000_001)),
        at_ms: NOW_MS,
    };
    tx.set_cursor(desk.identity, cursor).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = desk.store.write().await.unwrap();
    assert_eq!(tx.cursor(desk.identity).await.unwrap(), cursor);
    assert!(tx.cursor(relevo_core::IdentityId(999)).await.is_err());
    drop(tx);
    assert_eq!(desk.store.identities().await.unwrap()[0].cursor, cursor);
}

/// Promise: an update is known by identity, epoch and number, whatever became of it, and its fate can change.
async fn updates_are_seen_once(desk: Desk) {
    let fate = |update, fate| Change::Fate {
        mark: desk.mark(update),
        fate,
    };
    desk.apply(&[
        fate(5, Fate::Waiting),
        fate(7, Fate::Filtered(Filter::Start)),
    ])
    .await;
    desk.apply(&[fate(5, Fate::Waiting), fate(5, Fate::Delivered)])
        .await;
    let mut tx = desk.store.write().await.unwrap();
    let asked = [5, 6, 7].map(UpdateId);
    let found = tx.seen(desk.identity, 0, &asked).await.unwrap();
    assert_eq!(found, [5, 7].map(UpdateId).into());
    assert!(tx.seen(desk.identity, 1, &asked).await.unwrap().is_empty());
    drop(tx);
    let status = desk.store.status().await.unwrap();
    let fates = &status.connections[0].fates;
    assert_eq!(
        *fates,
        [(Fate::Delivered, 1), (Fate::Filtered(Filter::Start), 1)]
    );
}

/// Promise: an update that could not be processed is kept as it came, counted, and in the inbox.
async fn quarantine_keeps_the_update(desk: Desk) {
    let raw = br#"{"update_id":5,"message":{"text":"odd"}}"#;
    let mut tx = desk.store.write().await.unwrap();
    tx.quarantine(desk.mark(5), raw, "panicked", NOW_MS)
        .await
        .unwrap();
    tx.quarantine(desk.mark(5), raw, "again", NOW_MS)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let kept = desk.store.quarantined(10).await.unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].raw.as_deref(), Some(raw.as_slice()));
    assert_eq!(
        (kept[0].why.as_str(), kept[0].mark),
        ("panicked", desk.mark(5))
    );
    assert!(!format!("{kept:?}").contains("odd"));
    let status = desk.store.status().await.unwrap();
    assert_eq!(status.connections[0].quarantined, 1);
    assert_eq!(status.connections[0].fates, [(Fate::Quarantined, 1)]);
}

/// Promise: a button's row comes back until it is used.
async fn buttons_come_and_go(desk: Desk) {
    let button = |id, action| Callback {
        id,
        cell: desk.cell,
        conversation: ConversationId(11),
        seq: Seq(4),
        about: Some(relevo_telegram::MessageId(70)),
        action,
        expires_ms: NOW_MS,
    };
    let retry = button(1, CallbackAction::Retry);
    let again = button(2, CallbackAction::SendAgain);
    desk.apply(&[
        Change::PutCallback(retry.clone()),
        Change::PutCallback(again.clone()),
    ])
    .await;
    desk.apply(&[Change::RemoveCallback(2)]).await;
    let mut tx = desk.store.write().await.unwrap();
    assert_eq!(tx.callbacks(&[1, 2, 3]).await.unwrap(), [retry]);
}

/// Promise: `status` counts each state once and shows the newest journal line first.
async fn status_counts(desk: Desk) {
    let fact = |kind, at_ms| Fact {
        cell: desk.cell,
        conversation: Some(ConversationId(11)),
        kind,
        at_ms,
    };
    let first = fact(FactKind::ConversationCreated, NOW_MS);
    let second = fact(FactKind::CellPaused, NOW_MS + 1);
    desk.apply(&[
        Change::Deliver(desk.delivery_of(Seq(1), words("x"))),
        Change::Deliver(desk.delivery_of(Seq(2), words("y"))),
        Change::Record(first),
        Change::Record(second),
    ])
    .await;
    let status = desk.store.status().await.unwrap();
    let connection = &status.connections[0];
    assert_eq!(
        (connection.waiting, connection.claimed, connection.held),
        (2, 0, 0)
    );
    assert_eq!(connection.oldest_waiting_ms, Some(NOW_MS));
    let facts: Vec<Fact> = status.journal.iter().map(|line| line.fact).collect();
    assert_eq!(facts, [second, first]);
    assert!(desk.store.size_bytes().await.unwrap() > 50_000);
}
