//! The database fails: nothing is confirmed to Telegram that is not stored, nothing is sent that is not claimed, the log says what is
//! wrong, and everything goes on by itself.
//!
//! The real program in a process of its own; the checkers stand outside, as after kills.

use std::process::Command;

use relevo::store::StoreError;
use relevo_core::CellId;
use relevo_telegram_sim::control::Say;
use sqlx::{Connection as _, Executor as _, PgConnection};

use crate::database::{Backend, Database, on_both};
use crate::life::check::{Finding, check};
use crate::postgres::{Door, Server};
use crate::stage::Stage;
use crate::town::{Desk, Town};

on_both!(real somebody_else_keeps_the_database);

/// What is not as it should be, seen from outside. `book.kills` counts how often the database took the record of a call with it.
fn findings(town: &Town) -> Vec<Finding> {
    check(&town.book, &town.view()).0
}

/// What a desk has done when everything is well: all that was said is seen.
async fn all_is_seen(town: &Town, desk: &mut Desk) {
    town.until_it_rests("all is seen", |town| findings(town).is_empty())
        .await;
    assert!(desk.runs(), "it is the same process");
}

/// A desk that has talked for a while with everybody.
async fn at_work(town: &mut Town) -> Desk {
    town.connect();
    let mut desk = town.serve();
    town.talk(0);
    all_is_seen(town, &mut desk).await;
    town.answer(0);
    all_is_seen(town, &mut desk).await;
    desk
}

/// Promise: somebody else who keeps the database to themselves for longer than the desk has patience is said in the log; when they are
/// done, everything follows.
async fn somebody_else_keeps_the_database(backend: Backend) {
    let mut town = Town::new(backend).await;
    let mut desk = at_work(&mut town).await;
    let somebody = town.database.held_by_somebody().await;
    town.talk(1);
    town.answer(1);
    let said = match backend {
        Backend::Sqlite => "another process keeps the file locked",
        Backend::Postgres => "does not answer",
    };
    town.until("the desk says it", |town| town.logged(said) > 0)
        .await;
    somebody.end().await;
    all_is_seen(&town, &mut desk).await;
}

/// Promise: a PostgreSQL server that crashes and comes back while everybody talks costs nothing: no message lost, doubled or out of order.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres_restarts_under_load() {
    let server = Server::start();
    let url = format!("postgres://relevo@{}/postgres", server.address());
    let mut town = Town::at(Database::at(url)).await;
    let mut desk = at_work(&mut town).await;
    for round in 1..=4 {
        town.talk(round);
        town.answer(round);
        let calls = town.calls() + round;
        town.until("the desk works", |town| town.calls() >= calls)
            .await;
        server.crash_and_restart();
        town.book.kills += 1;
    }
    all_is_seen(&town, &mut desk).await;
}

/// Promise: when a standby takes over under the same address, everything goes on from where it was.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_standby_takes_over() {
    let primary = Server::start();
    let door = Door::to(primary.address()).await;
    let url = format!("postgres://relevo@{}/postgres", door.address);
    let mut town = Town::at(Database::at(url)).await;
    let mut desk = at_work(&mut town).await;
    let standby = primary.standby();
    town.talk(1);
    town.answer(1);
    let calls = town.calls() + 3;
    town.until("the desk works", |town| town.calls() >= calls)
        .await;
    primary.kill();
    town.book.kills += 1;
    standby.promote();
    door.lead_to(standby.address());
    town.talk(2);
    all_is_seen(&town, &mut desk).await;
}

/// Promise: a server that says nothing any more, and does not hang up either, is given up after a while, and taken up again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_silent_postgres_is_given_up() {
    let server = Server::start();
    let door = Door::to(server.address()).await;
    let url = format!("postgres://relevo@{}/postgres", door.address);
    let mut town = Town::at(Database::at(url)).await;
    let mut desk = at_work(&mut town).await;
    door.silence(true);
    town.book.kills += 1;
    town.talk(1);
    town.until("the desk says it", |town| {
        town.logged("does not answer") > 0
    })
    .await;
    door.silence(false);
    all_is_seen(&town, &mut desk).await;
}

/// Promise: when the disk is full nothing is confirmed and nothing is lost; the desk says so, and goes on when there is room.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_is_waited_out() {
    let mut town = Town::new(Backend::Sqlite).await;
    at_work(&mut town).await.kill();
    town.book.kills += 1;
    let mut desk = town.serve_on_a_small_disk();
    town.talk(1);
    all_is_seen(&town, &mut desk).await;
    let log = town.database.folder.path().join("relevo.db-wal");
    let size = std::fs::metadata(log)
        .expect("the log of the database")
        .len();
    largest_file(&desk, &(size + 4_096).to_string());
    for round in 2..=6 {
        town.talk(round);
        town.answer(round);
    }
    town.until("the desk says it", |town| {
        town.logged("the disk failed") + town.logged("the disk is full") > 0
    })
    .await;
    assert!(
        !findings(&town).is_empty(),
        "there was no room for all of it"
    );
    largest_file(&desk, "unlimited");
    all_is_seen(&town, &mut desk).await;
}

fn largest_file(desk: &Desk, bytes: &str) {
    let (process, limit) = (desk.id().to_string(), format!("--fsize={bytes}:"));
    let set = Command::new("prlimit")
        .args(["--pid", &process, &limit])
        .status();
    assert!(set.expect("prlimit runs").success());
}

/// Promise: the same where a server says that its disk is full: nobody's update is blamed for it.
#[tokio::test]
async fn a_full_disk_of_the_server_blames_nobody() {
    let mut stage = Stage::new(Backend::Postgres, &[]).await;
    let anna = stage.client("Anna");
    stage.settle().await;
    let full = "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS \
                $$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = '53100'; END $$; \
                CREATE TRIGGER full_disk BEFORE INSERT ON outbox EXECUTE FUNCTION full_disk()";
    stage.database.run(full).await;
    for words in ["one", "two"] {
        stage.say(anna, stage.bot, Say::text(words));
        let failed = stage.pump.settle().await;
        let is_full = matches!(failed, Err(StoreError::Unreachable("the disk is full")));
        assert!(is_full, "{failed:?}");
    }
    stage.database.run("DROP TRIGGER full_disk ON outbox").await;
    stage.settle().await;
    assert_eq!((stage.rows_saying("one"), stage.rows_saying("two")), (1, 1));
    let status = stage.store.status().await.expect("the store answers");
    assert_eq!(status.connections[0].quarantined, 0);
}

/// Promise: what walks through whole tables has the time for it that nothing else has: comparisons, and what the sweep does away with.
#[tokio::test]
async fn whole_tables_have_their_time() {
    let stage = Stage::new(Backend::Postgres, &[]).await;
    let mut somebody = PgConnection::connect(&stage.database.url)
        .await
        .expect("the server answers");
    let keeps = "BEGIN; LOCK TABLE cells, outbox IN ACCESS EXCLUSIVE MODE";
    let kept = somebody.execute(sqlx::raw_sql(keeps)).await;
    kept.expect("the tables can be locked");
    let look = async {
        let mut look = stage.store.look().await?;
        look.inboxes().await
    };
    let sweep = stage.store.sweep(stage.clock.now_ms());
    let write = async {
        let mut tx = stage.store.write().await?;
        let locked = tx.lock_cell(CellId(1), 0, 0).await.map(drop);
        somebody.close().await.expect("a connection that closes");
        locked
    };
    let (looked, swept, written) = tokio::join!(look, sweep, write);
    let given_up = matches!(written, Err(StoreError::Unreachable(_)));
    assert!(
        given_up,
        "it was longer than a decision may take: {written:?}"
    );
    assert_eq!(looked.expect("it had the time").len(), 1);
    swept.expect("it had the time");
}
