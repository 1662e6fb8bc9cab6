//! Relays that come, fail and go: whatever happens to one, what it would have said is said by the others at once.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo::store::By;
use relevo_core::RelayOut;
use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::world::{AdminRights, Budgets as Limits};

use crate::database::{Backend, on_both};
use crate::stage::Stage;

on_both!(what_can_be_added);
on_both!(a_relay_that_is_refused_is_replaced);
on_both!(a_wait_of_one_bot_holds_nobody_back);

/// Promise: only a bot that can post is added, and whoever adds it reads what to do.
async fn what_can_be_added(backend: Backend) {
    let stage = Stage::new(backend, &[]).await;
    let stranger = stage.sim.with(|world| world.make_bot(Default::default()));
    let (_, bare) = stage.spare_bot("bare_bot", &AdminRights::bare());
    let (member, its_token) = stage.spare_bot("member_bot", &AdminRights::all());
    stage.sim.with(|world| {
        world
            .demote(stage.owner, stage.group, member)
            .expect("the owner may")
    });
    let frontend = stage.store.identities().await.expect("the store answers");
    let frontend = frontend[0].token.expose().to_owned();
    let mut rows = Vec::new();
    for token in [
        &stranger.token,
        &its_token,
        &frontend,
        &"1:nobody".to_owned(),
    ] {
        let refused = stage.try_relay(token).await.expect_err("it is refused");
        rows.push(refused.to_string());
    }
    let added = stage.try_relay(&bare).await.expect("it is added");
    rows.push(format!("{} {:?}", added.renewed, added.warning));
    let again = stage.try_relay(&bare).await.expect("it is renewed");
    rows.push(format!("{} {:?}", again.renewed, again.warning));
    rows.push(
        relevo::connect::remove_relay(&stage.store, "@Bare_Bot", By::command_line(0))
            .await
            .expect("it is removed"),
    );
    let gone = relevo::connect::remove_relay(&stage.store, "bare_bot", By::command_line(0)).await;
    rows.push(gone.expect_err("it is gone").to_string());
    allow_duplicates! { assert_snapshot!(rows.join("\n"), @"
    the bot is not in the group: add it as an administrator, then try again
    the bot is only a member of the group: make it an administrator with “Manage topics”, then try again
    this bot is the frontend of connection i1: a relay is an extra bot, make one with @BotFather
    the token is not valid: copy it whole from @BotFather (it looks like 123456:ABC-…), or make a new one there
    false Some(RelayTopics)
    true Some(RelayTopics)
    bare_bot
    there is no relay @bare_bot: `relevo relay list` lists those that there are
    ") };
}

/// Promise: a relay that was thrown out, lost its rights or its token leaves the pool with one line in General; nothing is lost or
/// late, and it is tried again by itself.
async fn a_relay_that_is_refused_is_replaced(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let relay = stage.relay("relay_bot").await;
    let anna = stage.client("Anna");
    let say = |stage: &Stage, words: &str| {
        stage.say(anna, stage.bot, Say::text(words));
    };
    say(&stage, "hello");
    stage.settle().await;
    // The frontend has spent a unit on the topic, so the relay has the most left.
    say(&stage, "one");
    stage.settle().await;
    stage
        .sim
        .with(|world| world.kick(stage.owner, stage.group, relay))
        .expect("the owner may");
    for words in ["two", "three"] {
        say(&stage, words);
    }
    stage.settle().await;
    let relays = stage.store.relays().await.expect("the store answers");
    assert_eq!(relays[0].relay.out, Some(RelayOut::NotMember));
    // Nobody has mended it: no second line, and still nothing is lost.
    stage.pass(Duration::from_secs(601)).await;
    say(&stage, "four");
    stage.settle().await;
    stage
        .sim
        .with(|world| {
            world
                .add(stage.owner, stage.group, relay)
                .and_then(|()| world.promote(stage.owner, stage.group, relay, AdminRights::all()))
        })
        .expect("the owner may");
    stage.pass(Duration::from_secs(601)).await;
    for words in ["five", "six"] {
        say(&stage, words);
        stage.settle().await;
    }
    let relays = stage.store.relays().await.expect("the store answers");
    assert_eq!(relays[0].relay.out, None);
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 relay_bot: hello
    6 relay_bot: one
    8 bot: two
    9 bot: three
    11 bot: four
    13 relay_bot: five
    14 relay_bot: six
    ") };
    allow_duplicates! { assert_snapshot!(general(&stage).trim_end(), @"10 bot: ⚠️ A relay bot is not in this group any more. The other bots do its work, more slowly when there is much to do. Add it again as an administrator; `relevo relay list` shows which one it is.") };
}

/// What the desk said in General.
fn general(stage: &Stage) -> String {
    let rows = stage.rows(stage.group, stage.owner);
    let said = rows.iter().filter(|row| row.thread.is_none());
    let said = said.filter(|row| row.from == stage.bot && !row.text.is_empty());
    said.map(|row| format!("{}\n", stage.line(row))).collect()
}

/// Promise: while one bot has to wait, the others bring what it was to bring, and a restart does not forget the wait.
async fn a_wait_of_one_bot_holds_nobody_back(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let anna = stage.client("Anna");
    stage.say(anna, stage.bot, Say::text("hello"));
    stage.settle().await;
    stage.jump(Duration::from_secs(61)).await;
    let relay = stage.relay("relay_bot").await;
    // Telegram allows one unit a minute now, which nobody knows.
    stage.sim.with(|world| {
        world.set_budgets(Limits {
            group_units_per_minute: 1,
            ..Limits::default()
        });
    });
    for words in ["one", "two"] {
        stage.say(anna, stage.bot, Say::text(words));
    }
    stage.settle().await;
    let place = stage.log_len();
    stage.restart(relevo_core::Budgets::default());
    stage.say(anna, stage.bot, Say::text("three"));
    stage.settle().await;
    let told: Vec<i64> = stage
        .deeds_since(place)
        .iter()
        .filter(|(_, _, _, refused)| *refused == 429)
        .map(|(who, ..)| *who)
        .collect();
    assert_eq!(told, [relay], "the frontend's wait is known");
    let status = stage
        .store
        .bots(stage.clock.now_ms())
        .await
        .expect("the store answers");
    assert!(status[0].bots.iter().all(|bot| bot.wait_until_ms.is_some()));
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Anna
    3 bot [Service]: 
    4 bot: hello
    6 bot: one
    7 relay_bot: two
    ") };
    stage.pass(Duration::from_secs(61)).await;
    stage.find(stage.group, stage.owner, "three");
}
