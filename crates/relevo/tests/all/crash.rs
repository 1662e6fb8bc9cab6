//! `kill -9` of the real program, again and again, under load, through real sockets: nothing lost, nothing reordered, nothing
//! misfiled, and a repeat only where the outcome was unknown.
//!
//! The checkers are those of `life`: they know what people said and what people see, and ask neither the desk nor its store.

use crate::database::{Backend, on_both};
use crate::life::check::check;
use crate::seed::Seed;
use crate::town::Town;

on_both!(real killed_fifty_times_under_load);

const KILLS: u64 = 50;
/// Promise: `kill -9` of the real process at 50 seeded instants under load: 0 lost, 0 reordered, 0 misfiled; a repeat only where the
/// outcome was unknown.
async fn killed_fifty_times_under_load(backend: Backend) {
    let mut town = Town::new(backend).await;
    town.connect();
    let mut seed = Seed(0x5eed);
    for round in 0..KILLS {
        let mut desk = town.serve();
        town.talk(round);
        // Between any two steps: after so many more calls have been made, or a moment later.
        let calls = town.calls() + seed.below(16);
        town.until("the desk works", |town| town.calls() >= calls)
            .await;
        town.clock
            .wait_until(town.clock.now_ms() + i64::try_from(seed.below(12)).expect("small"))
            .await;
        town.answer(round);
        desk.kill();
    }
    town.book.kills = usize::try_from(KILLS).expect("small");
    let mut desk = town.serve();
    let end_ms = town.clock.now_ms() + 150_000;
    town.until_it_rests("all is seen", |town| {
        check(&town.book, &town.view()).0.is_empty() || town.clock.now_ms() > end_ms
    })
    .await;
    let (findings, counted) = check(&town.book, &town.view());
    assert_eq!(findings, Vec::new());
    println!(
        "{backend:?}, {KILLS} kills: {} repeated in topics, {} held or failed and shown",
        counted.repeats, counted.shown
    );
    assert!(
        counted.repeats + counted.shown >= 5,
        "too few kills fell between a call and its record: the test shows little"
    );
    // What the store says of itself agrees with what is seen from outside, while the desk is at work.
    town.relevo(&["reconcile"]);
    desk.kill();
}
