//! What a relay ran into is not stored, or comes while the group is paused.

use insta::{allow_duplicates, assert_snapshot};
use relevo::store::StoreError;
use relevo_core::{PauseWhy, RelayOut};
use relevo_telegram_sim::control::{Edit, Say};

use crate::database::{Backend, on_both};
use crate::stage::Stage;

on_both!(a_relay_says_nothing_about_a_paused_group);

/// A desk with a relay that has posted what Anna said: the relay, Anna, and her message.
async fn desk(backend: Backend) -> (Stage, i64, i64, i64) {
    let mut stage = Stage::new(backend, &[]).await;
    let relay = stage.relay("relay_bot").await;
    let anna = stage.client("Anna");
    let said = stage.say(anna, stage.bot, Say::text("hello"));
    stage.settle().await;
    let rows = stage.rows(stage.group, stage.owner);
    assert!(
        rows.iter()
            .any(|row| row.from == relay && row.text == "hello"),
        "the relay posted it"
    );
    (stage, relay, anna, said)
}

fn kick(stage: &Stage, bot: i64) {
    let kicked = stage
        .sim
        .with(|world| world.kick(stage.owner, stage.group, bot));
    kicked.expect("the owner may");
}

/// Promise: that a relay is out of service is stored and told also if the database fails just then.
#[tokio::test]
async fn an_outage_outlives_a_turn_that_is_not_stored() {
    let (mut stage, relay, anna, _) = desk(Backend::Postgres).await;
    let full = "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS \
                $$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = '53100'; END $$; \
                CREATE TRIGGER full_disk BEFORE UPDATE ON relays EXECUTE FUNCTION full_disk()";
    stage.database.run(full).await;
    kick(&stage, relay);
    stage.say(anna, stage.bot, Say::text("two"));
    stage.say(anna, stage.bot, Say::text("three"));
    let failed = stage.pump.settle().await;
    let is_full = matches!(failed, Err(StoreError::Unreachable("the disk is full")));
    assert!(is_full, "{failed:?}");
    stage.database.run("DROP TRIGGER full_disk ON relays").await;
    stage.settle().await;
    let relays = stage.store.relays().await.expect("the store answers");
    assert_eq!(relays[0].relay.out, Some(RelayOut::NotMember));
    assert_snapshot!(stage.general().trim_end(), @"⚠️ A relay bot is not in this group any more. The other bots do its work, more slowly when there is much to do. Add it again as an administrator; `relevo relay list` shows which one it is.");
    assert_eq!(
        (stage.rows_saying("two"), stage.rows_saying("three")),
        (1, 1)
    );
}

/// Promise: whether a paused group is repaired only the frontend tells, also where a relay is to change what it posted.
async fn a_relay_says_nothing_about_a_paused_group(backend: Backend) {
    let (mut stage, relay, anna, said) = desk(backend).await;
    let marta = stage.operator("Marta");
    let topics_are = |stage: &Stage, on| {
        let done = stage.sim.with(|world| world.set_forum(stage.group, on));
        done.expect("the owner may do so");
    };
    topics_are(&stage, false);
    stage.say(marta, stage.group, Say::text("where are our topics?"));
    stage.settle().await;
    assert_eq!(stage.paused().await, Some(PauseWhy::NotForum));
    kick(&stage, relay);
    stage.edit(anna, stage.bot, said, Edit::text("hello there"));
    stage.pass_minutes(2).await;
    assert_eq!(stage.paused().await, Some(PauseWhy::NotForum));
    topics_are(&stage, true);
    stage.pass_minutes(2).await;
    assert_eq!(stage.paused().await, None);
    assert_eq!(stage.standing().await, (0, 0, 0));
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 relay_bot: hello
    11 bot ↩5: ✏️ hello there
    ") };
}
