//! A group that only accounts serve, over a bot that has no clients of its own.

use std::sync::Arc;

use relevo::connect::{NewAccount, connect_business};
use relevo::secrets::Secret;
use relevo::sim_wire::SimWire;
use relevo::store::By;
use relevo_telegram::{ChatId, UserId};
use relevo_telegram_bot::Bot;
use relevo_telegram_sim::control::{NewBot, Say};
use relevo_telegram_sim::world::AdminRights;

use super::office::rights;
use crate::database::{Backend, on_both};
use crate::stage::Stage;

on_both!(the_group_is_served);

/// Promise: commands in General and in topics are answered, two accounts have their own topics, and what is written to the bot itself is
/// nobody's.
async fn the_group_is_served(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let owner = stage.owner;
    let (made, group) = stage.sim.with(|world| {
        let made = world.make_bot(NewBot {
            username: "assistant_bot".into(),
            ..NewBot::default()
        });
        let group = world.make_forum("Assistants", owner);
        world.add(owner, group, made.id).unwrap();
        world
            .promote(owner, group, made.id, AdminRights::all())
            .unwrap();
        (made, group)
    });
    let (olga, nora) = (stage.person("Olga"), stage.person("Nora"));
    for account in [olga, nora] {
        let wire = SimWire::new(Arc::clone(&stage.sim), made.token.clone());
        let new = NewAccount {
            token: Secret::new(made.token.clone()),
            account: UserId(account),
            group: ChatId(group),
            owner: None,
            params: Vec::new(),
            by: By::command_line(stage.clock.now_ms()),
        };
        connect_business(&stage.store, &Bot::over(Arc::new(wire)), new)
            .await
            .unwrap();
        stage
            .sim
            .with(|world| world.connect_business(account, made.id, rights()))
            .unwrap();
    }
    stage.settle().await;
    let (anna, ben) = (stage.person("Anna"), stage.person("Ben"));
    stage.say(anna, olga, Say::text("for Olga"));
    stage.say(ben, nora, Say::text("for Nora"));
    let carl = stage.sim.with(|world| {
        let carl = world.make_named("Carl");
        world.start_bot(carl, made.id, None).unwrap();
        carl
    });
    stage.say(carl, made.id, Say::text("for the bot"));
    stage.jump(std::time::Duration::from_secs(65)).await;
    let topics = stage.sim.with(|world| world.topics(group));
    let thread = |name: &str| {
        let found = topics
            .iter()
            .find(|topic| relevo_core::without_square(&topic.name) == name);
        found.unwrap_or_else(|| panic!("{topics:?}")).thread
    };
    assert_eq!(topics.len(), 2, "{topics:?}");
    let member = stage.sim.with(|world| {
        let member = world.make_named("Marta");
        world.join(member, group).unwrap();
        member
    });
    stage.say(member, group, Say::text("to Anna").thread(thread("Anna")));
    stage.say(member, group, Say::text("to Ben").thread(thread("Ben")));
    stage.say(member, group, Say::text("/take").thread(thread("Ben")));
    stage.say(member, group, Say::text("/status"));
    stage.jump(std::time::Duration::from_secs(65)).await;
    let last = |chat: i64, reader: i64| stage.rows(chat, reader).last().unwrap().text.clone();
    assert_eq!(last(olga, anna), "to Anna");
    assert_eq!(last(nora, ben), "to Ben");
    let rows = stage.rows(group, member);
    let said = |words: &str| rows.iter().filter(|row| row.text.contains(words)).count();
    assert_eq!(said("for the bot"), 0);
    assert_eq!(said("@assistant_bot"), 1, "{}", stage.chat(group, member));
    assert!(said("Marta") >= 1, "{}", stage.chat(group, member));
    stage.adds_up().await;
}
