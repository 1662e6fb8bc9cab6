//! Trouble that is not Telegram's: a second desk, data that contradicts itself, a group that cannot be written to, two bots in
//! one client group.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo::app::Pump;
use relevo::store::StoreError;
use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::fault::{Fault, Rule};
use relevo_telegram_sim::world::AdminRights;

use crate::database::{Backend, on_both};
use crate::stage::Stage;

on_both!(a_second_desk_takes_over_and_the_first_delivers_no_more);
on_both!(an_outcome_that_contradicts_the_store_stops_nobody_else);
on_both!(a_paused_group_goes_on_by_itself);
on_both!(restarts_spend_no_budget_twice);
on_both!(two_bots_in_one_client_group_mirror_it_once);
on_both!(a_stopped_connection_leaves_everything_with_telegram);

/// Promise: when a second process serves the same database, the first one records and sends nothing more: nobody gets anything
/// twice.
async fn a_second_desk_takes_over_and_the_first_delivers_no_more(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let anna = stage.client("Anna");
    stage.settle().await;
    stage.say(anna, stage.bot, Say::text("one"));
    stage.settle().await;
    let mut second = Pump::new(stage.pump.app.clone());
    second.settle().await.expect("the second desk runs");
    stage.say(anna, stage.bot, Say::text("two"));
    let first = stage.pump.settle().await;
    assert!(matches!(first, Err(StoreError::Superseded)), "{first:?}");
    second.settle().await.expect("the second desk goes on");
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Anna
    3 bot [Service]: 
    4 bot: one
    5 bot: two
    ") };
}

/// Promise: an outcome that contradicts what is stored ends as failed, and everybody else goes on. Here: Telegram says that the backend
/// group has become the one of another desk.
async fn an_outcome_that_contradicts_the_store_stops_nobody_else(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let (anna, ben) = (stage.client("Anna"), stage.client("Ben"));
    let other = stage.other_desk(&[]).await;
    stage.settle().await;
    for person in [anna, ben] {
        stage.say(person, stage.bot, Say::text("one"));
    }
    stage.pass(Duration::from_secs(5)).await;
    let rule = Rule {
        method: Some("copyMessage".into()),
        ..Rule::new(Fault::Refused {
            code: 400,
            description: "Bad Request: group chat was upgraded to a supergroup chat".into(),
            migrate_to_chat_id: Some(other),
        })
    };
    stage.sim.faults(|faults| faults.add(rule));
    for person in [anna, ben] {
        stage.say(person, stage.bot, Say::text("two"));
    }
    // The turn that fails is reported, and the next one takes the careful road.
    while stage.pump.settle().await.is_err() {}
    stage.pass(Duration::from_secs(5)).await;
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Anna
    3 bot [Service]: 
    5 bot: one
    8 bot: 📎 The client sent something that could not be copied here. Text: The desk could not process it because of an internal error; its log says more. ⌨
    # 🟪 Ben
    4 bot [Service]: 
    6 bot: one
    7 bot: two
    ") };
    let status = stage.store.status().await.expect("the store answers");
    assert_eq!(
        (status.connections[0].failed, status.connections[0].waiting),
        (1, 0)
    );
}

/// Promise: a group that cannot be written to is paused, shown, and goes on by itself when repaired, within two minutes and in order,
/// however many clients wait; meanwhile clients are answered.
async fn a_paused_group_goes_on_by_itself(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let (owner, group, bot) = (stage.owner, stage.group, stage.bot);
    let clients: Vec<i64> = ["Anna", "Ben", "Chen", "Dana"]
        .map(|name| stage.client(name))
        .to_vec();
    stage.settle().await;
    for client in &clients {
        stage.say(*client, bot, Say::text("one"));
    }
    stage.settle().await;
    stage
        .sim
        .with(|world| world.kick(owner, group, bot))
        .expect("the owner removes the bot");
    for client in &clients {
        stage.say(*client, bot, Say::text("two"));
        stage.say(*client, bot, Say::text("three"));
    }
    stage.pass(Duration::from_secs(90)).await;
    let status = stage.store.status().await.expect("the store answers");
    assert!(matches!(
        status.connections[0].cell_state,
        relevo_core::CellState::Paused(_)
    ));
    assert_eq!(status.connections[0].waiting, 8);
    stage.sim.with(|world| {
        world.unban(owner, group, bot).expect("the owner forgives");
        world
            .add(owner, group, bot)
            .expect("the owner adds the bot");
        world
            .promote(owner, group, bot, AdminRights::all())
            .expect("the owner promotes the bot");
    });
    stage.pass(Duration::from_secs(121)).await;
    let status = stage.store.status().await.expect("the store answers");
    assert_eq!(status.connections[0].waiting, 0, "all went on");
    for name in ["Anna", "Ben", "Chen", "Dana"] {
        let topic = stage.topic(name);
        let rows = stage.rows(group, owner);
        let words: Vec<&str> = rows
            .iter()
            .filter(|row| {
                row.thread == Some(topic) && matches!(row.text.as_str(), "one" | "two" | "three")
            })
            .map(|row| row.text.as_str())
            .collect();
        assert_eq!(words, ["one", "two", "three"], "{name}");
    }
}

/// Promise: a desk that is started again remembers what it has posted in the last minute: no 429, also when it crashes often.
async fn restarts_spend_no_budget_twice(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let anna = stage.client("Anna");
    stage.settle().await;
    for _ in 0..6 {
        for _ in 0..8 {
            stage.say(anna, stage.bot, Say::text("hello"));
        }
        stage.pass(Duration::from_secs(10)).await;
        stage.crash_after_the_calls().await;
    }
    stage.pass(Duration::from_secs(300)).await;
    let refused = stage.sim.with(|world| {
        world
            .log()
            .iter()
            .filter(|deed| deed.refused == 429)
            .count()
    });
    assert_eq!(refused, 0, "calls that Telegram refused with 429");
    let arrived = stage
        .rows(stage.group, stage.owner)
        .iter()
        .filter(|row| row.text == "hello")
        .count();
    assert!(arrived >= 48, "{arrived} of 48 arrived");
}

/// Promise: two connections of one backend group that see the same client group mirror it once; private chats stay separate.
async fn two_bots_in_one_client_group_mirror_it_once(backend: Backend) {
    let mut stage = Stage::new(backend, &[("MONITOR_GROUPS", "TRUE")]).await;
    let second = stage.second_bot(&[("MONITOR_GROUPS", "TRUE")]).await;
    let (anna, olga) = (stage.client("Anna"), stage.person("Olga"));
    let acme = stage.client_group("Acme", &[olga]);
    stage.sim.with(|world| {
        world
            .add(olga, acme, second)
            .expect("the second bot is added");
        world
            .start_bot(anna, second, None)
            .expect("Anna starts the second bot");
    });
    stage.settle().await;
    for words in ["one", "two"] {
        stage.say(olga, acme, Say::text(words));
        stage.settle().await;
    }
    stage.say(anna, stage.bot, Say::text("to the first"));
    stage.say(anna, second, Say::text("to the second"));
    stage.settle().await;
    stage.pass(Duration::from_secs(2)).await;
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Acme
    4 bot [Service]: 
    5 bot: 🟣 Olga ⏎ one
    6 bot: 🟣 Olga ⏎ two
    # 🟪 Anna
    7 bot [Service]: 
    9 bot: to the first
    # 🟪 Anna
    8 second bot [Service]: 
    10 second bot: to the second
    ") };
}

/// Promise: while a connection is stopped nothing is pulled, so nothing is confirmed and nothing is lost.
async fn a_stopped_connection_leaves_everything_with_telegram(backend: Backend) {
    use relevo_core::ConnectionState;
    let mut stage = Stage::new(backend, &[]).await;
    let anna = stage.client("Anna");
    stage.settle().await;
    stage.set_state(ConnectionState::Stopped).await;
    stage.say(anna, stage.bot, Say::text("while you were away"));
    stage.pass(Duration::from_secs(5)).await;
    assert_eq!(stage.topics(), "");
    stage.set_state(ConnectionState::Running).await;
    stage.pass(Duration::from_secs(5)).await;
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Anna
    3 bot [Service]: 
    4 bot: while you were away
    ") };
}
