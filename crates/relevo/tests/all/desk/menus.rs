//! The menu of commands: what people of the team are offered when they type `/`, and that it is registered once.

use std::sync::Arc;

use insta::{allow_duplicates, assert_snapshot};
use relevo::directory::Shared;
use relevo::menus::{Menu, Menus, menu};
use relevo_core::ConnectionState;
use relevo_telegram::{BoxFuture, MenuCommand};
use relevo_telegram_bot::{Wire, WireAnswer};
use relevo_telegram_sim::fault::{Deed, Fault, Rule};
use relevo_telegram_sim::world::AdminRights;
use serde_json::{Value, json};

use super::Room;
use crate::database::{Backend, on_both};
use crate::stage::Stage;

on_both!(the_menu_is_there_in_four_languages);
on_both!(it_is_registered_once);
on_both!(a_refusal_changes_nothing);
on_both!(one_bot_of_a_group_has_it);
on_both!(a_bot_that_is_back_registers_it_again);
on_both!(a_serving_desk_registers_it);

const METHOD: &str = "setMyCommands";

/// What registers this menu for a stage, as a process that has just begun.
fn process(stage: &Stage, menu: Menu) -> Menus {
    let app = &stage.pump.app;
    Menus::new(app.store.clone(), app.shared.clone(), menu)
}

/// Steps until there is nothing to do now.
async fn step(stage: &Stage, menus: &mut Menus) {
    let now_ms = stage.clock.now_ms();
    while menus.step(now_ms).await.expect("the store works") {}
}

/// How often Telegram was asked, whatever became of it.
fn asked(stage: &Stage) -> usize {
    let asked = stage.asked.lock().expect("nobody panicked while noting");
    asked.iter().filter(|(method, _)| *method == METHOD).count()
}

/// What the bot has registered for this chat in this language.
async fn registered(stage: &Stage, chat: Option<i64>, language: &str) -> Vec<String> {
    let identities = stage.store.identities().await.expect("the store answers");
    let token = identities[0].token.expose().to_owned();
    let wire = relevo::sim_wire::SimWire::new(Arc::clone(&stage.sim), token);
    let mut params = json!({ "language_code": language });
    if let Some(chat) = chat {
        params["scope"] = json!({ "type": "chat", "chat_id": chat });
    }
    let patience = std::time::Duration::ZERO;
    let answer: BoxFuture<'_, WireAnswer> = wire.request("getMyCommands", params, patience);
    let WireAnswer::Http { status: 200, body } = answer.await else {
        panic!("the bot may ask");
    };
    let answer: Value = serde_json::from_slice(&body).expect("JSON");
    let commands = answer["result"].as_array().expect("a list");
    let line = |one: &Value| {
        let text = |name: &str| one[name].as_str().expect("words").to_owned();
        format!("/{} {}", text("command"), text("description"))
    };
    commands.iter().map(line).collect()
}

/// Promise: the group's menu lists what a bot can do, in English for every app and in Spanish, Russian and German for theirs; clients are
/// offered none of it.
async fn the_menu_is_there_in_four_languages(backend: Backend) {
    let room = Room::new(backend, &[("LANGUAGE", "de")]).await;
    let stage = &room.stage;
    step(stage, &mut process(stage, menu())).await;
    let mut seen = Vec::new();
    for language in ["", "es", "ru", "de"] {
        let commands = registered(stage, Some(stage.group), language).await;
        seen.push(format!("{} {}", commands.len(), commands[0]));
    }
    allow_duplicates! { assert_snapshot!(seen.join("\n"), @"
    23 /hold 🟪 come back to it later
    23 /hold 🟪 volver a esto más tarde
    23 /hold 🟪 вернуться к этому позже
    23 /hold 🟪 später darauf zurückkommen
    ") };
    let english = registered(stage, Some(stage.group), "").await;
    assert!(!english.iter().any(|line| line.starts_with("/newchat")));
    assert_eq!(registered(stage, None, "").await, Vec::<String>::new());
    let annas = registered(stage, Some(room.anna), "").await;
    assert_eq!(annas, Vec::<String>::new());
}

/// Promise: what Telegram took is not asked again, neither by the same process nor by the next; a version with another list registers that.
async fn it_is_registered_once(backend: Backend) {
    let room = Room::new(backend, &[]).await;
    let stage = &room.stage;
    let mut first = process(stage, menu());
    step(stage, &mut first).await;
    assert_eq!(stage.calls(METHOD), 4);
    step(stage, &mut first).await;
    step(stage, &mut process(stage, menu())).await;
    assert_eq!(stage.calls(METHOD), 4);
    let mut next = menu();
    next[0].1.push(MenuCommand {
        name: "refund".into(),
        description: "give it back".into(),
    });
    step(stage, &mut process(stage, next)).await;
    assert_eq!(stage.calls(METHOD), 8);
    let commands = registered(stage, Some(stage.group), "").await;
    assert_eq!(
        commands.last().map(String::as_str),
        Some("/refund give it back")
    );
}

/// Promise: a refusal is the end of it until the next process; what may or may not have arrived is done again after a while, a wait is
/// kept; messages go on meanwhile.
async fn a_refusal_changes_nothing(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let rule = |fault| Rule {
        method: Some(METHOD.into()),
        ..Rule::new(fault)
    };
    let refused = Fault::Refused {
        code: 400,
        description: "Bad Request: chat not found".into(),
        migrate_to_chat_id: None,
    };
    room.stage.sim.faults(|faults| faults.add(rule(refused)));
    let mut menus = process(&room.stage, menu());
    step(&room.stage, &mut menus).await;
    room.stage.pass_minutes(2).await;
    step(&room.stage, &mut menus).await;
    assert_eq!(asked(&room.stage), 1);
    room.anna_says("still here?").await;
    room.marta_says("yes").await;
    allow_duplicates! { assert_snapshot!(room.seen(), @"
    3042 Anna: /start
    3043 Anna: hello
    3044 Anna: still here?
    3045 bot: yes
    ") };
    let reset = Fault::Reset { deed: Deed::After };
    let wait = Fault::TooMany { retry_after: 7 };
    for (fault, seconds) in [(reset, 60), (wait, 7)] {
        room.stage.sim.faults(|faults| faults.add(rule(fault)));
        let mut menus = process(&room.stage, menu());
        let before = asked(&room.stage);
        step(&room.stage, &mut menus).await;
        room.stage
            .pass(std::time::Duration::from_secs(seconds - 1))
            .await;
        step(&room.stage, &mut menus).await;
        assert_eq!(asked(&room.stage), before + 1);
        room.stage.pass(std::time::Duration::from_secs(1)).await;
        step(&room.stage, &mut menus).await;
        assert_eq!(asked(&room.stage), before + 5);
        let forgotten = menu().into_iter().take(1).collect();
        step(&room.stage, &mut process(&room.stage, forgotten)).await;
    }
}

/// Promise: of several bots of a group one has the menu, so that each command is offered once; and none whose connection is stopped.
async fn one_bot_of_a_group_has_it(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    stage.second_bot(&[]).await;
    stage.set_state(ConnectionState::Stopped).await;
    stage.settle().await;
    step(&stage, &mut process(&stage, menu())).await;
    assert_eq!(stage.calls(METHOD), 0);
    stage.set_state(ConnectionState::Running).await;
    stage.settle().await;
    step(&stage, &mut process(&stage, menu())).await;
    assert_eq!(stage.calls(METHOD), 4);
    let who = stage.sim.with(|world| {
        let deeds = world.log().iter().filter(|deed| deed.what == METHOD);
        deeds.map(|deed| deed.who).collect::<Vec<_>>()
    });
    assert_eq!(who, [stage.bot; 4]);
}

/// Promise: a bot that was removed from the group asks nothing of Telegram meanwhile, and registers its menu again when it is back, whether the
/// process is the same or another.
async fn a_bot_that_is_back_registers_it_again(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    stage.settle().await;
    let (owner, group, bot) = (stage.owner, stage.group, stage.bot);
    let mut first = process(&stage, menu());
    step(&stage, &mut first).await;
    for another in [false, true] {
        let before = asked(&stage);
        stage
            .sim
            .with(|world| world.leave(bot, group))
            .expect("the owner may");
        stage.settle().await;
        step(&stage, &mut first).await;
        assert_eq!(asked(&stage), before);
        stage
            .sim
            .with(|world| {
                world.add(owner, group, bot)?;
                world.promote(owner, group, bot, AdminRights::all())
            })
            .expect("the owner may");
        stage.settle().await;
        match another {
            true => step(&stage, &mut process(&stage, menu())).await,
            false => step(&stage, &mut first).await,
        }
        assert_eq!(asked(&stage), before + 4);
        step(&stage, &mut process(&stage, menu())).await;
        assert_eq!(asked(&stage), before + 4);
    }
}

/// Promise: `relevo serve` does it by itself.
async fn a_serving_desk_registers_it(backend: Backend) {
    let stage = Stage::new(backend, &[]).await;
    let mut app = stage.pump.app.clone();
    app.shared = Shared::default();
    let there = async {
        // What fails at first is tried again by a clock that somebody has to move; nobody waits for ever.
        for _ in 0..100_000 {
            if stage.calls(METHOD) == 4 {
                return;
            }
            stage.tick(std::time::Duration::from_millis(20));
            tokio::task::yield_now().await;
        }
    };
    app.serve(there).await.expect("the desk runs");
    assert_eq!(stage.calls(METHOD), 4);
}
