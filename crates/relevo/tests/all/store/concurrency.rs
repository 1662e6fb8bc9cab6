//! Many at once.

use std::collections::HashSet;
use std::sync::{Arc, Mutex};

use relevo::store::Store;
use relevo_core::{Change, Seq};

use super::contracts;
use crate::database::Database;

use super::desk::{DAY_MS, Desk, FROM_THE_START, NOW_MS, key, words};

contracts! {
    nobody_is_locked_out
    numbers_ascend_in_the_order_of_commits
    row_ids_are_given_once
    two_programs_take_turns
    many_programs_start_at_once
}

/// Promise: 200 transactions that read and then write, all at once, all succeed.
async fn nobody_is_locked_out(desk: Desk) {
    let tasks: Vec<_> = (1..=200)
        .map(|n| {
            let desk = desk.clone();
            tokio::spawn(async move {
                let mut tx = desk.store.write().await?;
                let cursor = tx.cursor(desk.identity).await?;
                let next = relevo::store::Cursor {
                    epoch: cursor.epoch + 1,
                    ..cursor
                };
                tx.lock_cell(desk.cell, 1, 1).await?;
                tx.set_cursor(desk.identity, next).await?;
                tx.apply(&[Change::Deliver(desk.delivery_of(Seq(n), words("x")))])
                    .await?;
                tx.commit().await
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    let found = desk.lanes().await;
    assert_eq!(found.len(), 200);
}

/// Promise: a delivery's number is higher than every number committed before its cell was locked, so that a reader who
/// goes forward misses none.
async fn numbers_ascend_in_the_order_of_commits(desk: Desk) {
    let committed = Arc::new(Mutex::new(Vec::new()));
    let tasks: Vec<_> = (0..40)
        .map(|n| {
            let (desk, committed) = (desk.clone(), committed.clone());
            tokio::spawn(async move {
                let mut tx = desk.store.write().await.unwrap();
                let (_, mut fresh) = tx.lock_cell(desk.cell, 2, 0).await.unwrap();
                // Whoever holds the cell's lock sees all earlier numbers committed.
                let (first, second) = (fresh.seq(), fresh.seq());
                let earlier: Vec<i64> = committed.lock().unwrap().clone();
                assert!(earlier.iter().all(|seq| *seq < first.0));
                let changes =
                    [first, second].map(|seq| Change::Deliver(desk.delivery_of(seq, words("x"))));
                tx.apply(&changes).await.unwrap();
                if n % 5 == 0 {
                    return;
                }
                committed.lock().unwrap().extend([first.0, second.0]);
                tx.commit().await.unwrap();
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let found = desk.lanes().await;
    let found: Vec<i64> = found.iter().map(|delivery| delivery.seq.0).collect();
    assert_eq!(found, *committed.lock().unwrap());
    assert_eq!(found.len(), 64);
}

/// Promise: a row id that was committed is never given again, across transactions, clones and restarts.
async fn row_ids_are_given_once(desk: Desk) {
    let other = relevo::store::Store::open(desk.url(), super::desk::key())
        .await
        .unwrap();
    let stores = [desk.store.clone(), other.clone(), desk.store.clone()];
    let mut given = HashSet::new();
    for round in 0..30 {
        let mut tx = stores[round % 3].write().await.unwrap();
        let (_, mut fresh) = tx.lock_cell(desk.cell, 0, 1_500).await.unwrap();
        let ids: Vec<i64> = (0..1_500).map(|_| fresh.id()).collect();
        if round % 4 == 3 {
            drop(tx);
            continue;
        }
        tx.commit().await.unwrap();
        for id in ids {
            assert!(given.insert(id), "{id} was given twice");
        }
    }
    other.close().await;
}

/// Promise: two programs on one database, each with pools of its own, write by turns and at once and sweep, and neither
/// is ever told that the database is locked.
async fn two_programs_take_turns(desk: Desk) {
    let other = desk.reopen().await;
    let write = async |store: &Store, n: i64| {
        let mut tx = store.write().await?;
        tx.lock_cell(desk.cell, 1, 1).await?;
        let changes = [Change::Deliver(desk.delivery_of(Seq(n), words("x")))];
        tx.apply(&changes).await?;
        tx.commit().await?;
        store.outbox(desk.cell, &FROM_THE_START, 1).await
    };
    for n in (1..=50).step_by(2) {
        write(&desk.store, n).await.unwrap();
        write(&other, n + 1).await.unwrap();
    }
    for n in (51..=150).step_by(2) {
        let both = tokio::join!(write(&desk.store, n), write(&other, n + 1));
        both.0.unwrap();
        both.1.unwrap();
        if n % 10 == 1 {
            let swept = tokio::join!(
                desk.store.sweep(NOW_MS + n * DAY_MS),
                write(&other, 1_000 + n)
            );
            swept.0.unwrap();
            swept.1.unwrap();
        }
    }
    assert_eq!(desk.lanes().await.len(), 160);
    other.close().await;
    assert_eq!(desk.lanes().await.len(), 160);
}

/// Promise: programs that are started at the same moment on a database that does not exist yet all open it.
async fn many_programs_start_at_once(desk: Desk) {
    let new = Database::new(desk.backend()).await;
    let starts: Vec<_> = (0..8)
        .map(|_| {
            let url = new.url.clone();
            tokio::spawn(async move { Store::open(&url, key()).await })
        })
        .collect();
    let mut stores = Vec::new();
    for start in starts {
        stores.push(start.await.unwrap().unwrap());
    }
    for store in stores {
        assert!(store.cells().await.unwrap().is_empty());
        store.close().await;
    }
}
