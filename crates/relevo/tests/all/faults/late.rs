//! A commit of which nobody heard comes late, when its turn was given up already: nothing is recorded twice.

use std::time::Duration;

use relevo::store::StoreError;
use relevo_telegram_sim::control::Say;
use sqlx::{Connection as _, Executor as _, PgConnection};

use super::refused;
use crate::database::Backend;
use crate::stage::Stage;

/// The database cannot take what follows from a call; whatever it takes comes from elsewhere.
const FULL: &str = "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS \
    $$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = '53100'; END $$; \
    CREATE TRIGGER full_disk BEFORE INSERT ON outbox EXECUTE FUNCTION full_disk()";

/// Who waits for somebody else's lock.
const BLOCKED: &str = "SELECT count(*) FROM pg_stat_activity \
    WHERE application_name = current_setting('application_name') AND wait_event_type = 'Lock'";

/// Promise: an earlier turn that still holds the cell may yet commit; what it recorded is not recorded again.
#[tokio::test]
async fn a_commit_that_arrives_late_counts_once() {
    let mut stage = Stage::new(Backend::Postgres, &[]).await;
    let (marta, anna) = (stage.operator("Marta"), stage.client("Anna"));
    stage.say(anna, stage.bot, Say::text("hello"));
    stage.settle().await;
    let before = stage.topics();
    let topic = stage.topic("Anna");
    stage.goes_wrong(
        "sendMessage",
        refused(403, "Forbidden: bot was blocked by the user"),
        1,
    );
    stage.say(marta, stage.group, Say::text("an answer").thread(topic));
    stage.pump.round().await.expect("the answer is claimed");
    stage.database.run(FULL).await;
    let failed = stage.pump.settle().await;
    let is_full = matches!(failed, Err(StoreError::Unreachable("the disk is full")));
    assert!(is_full, "{failed:?}");
    // The turn that was given up has recorded the call and waits for its commit to arrive.
    let mut late = PgConnection::connect(&stage.database.url)
        .await
        .expect("the server answers");
    stage.database.run("DROP TRIGGER full_disk ON outbox").await;
    let turn =
        "BEGIN; UPDATE cells SET next_seq = next_seq + 10; DELETE FROM outbox WHERE state = 1";
    late.execute(sqlx::raw_sql(turn))
        .await
        .expect("nobody holds the cell");
    let Stage { pump, database, .. } = &mut stage;
    let arrives = async {
        while database.numbers(BLOCKED).await == [0] {
            tokio::task::yield_now().await;
        }
        let committed = late.execute(sqlx::raw_sql("COMMIT")).await;
        committed.expect("the commit arrives");
    };
    let (settled, ()) = tokio::join!(pump.settle(), arrives);
    settled.expect("the store works");
    stage.jump(Duration::from_secs(5)).await;
    let said = stage.topics().replace(before.trim_end(), "");
    assert!(said.trim().ends_with(": an answer"), "nothing else: {said}");
}
