//! Business accounts by step, and bots that Telegram makes for an owner.

use std::time::Duration;

use relevo_telegram_sim::control::{NewManagedBot, Say};
use serde_json::json;

use super::Cradle;
use crate::database::{Backend, on_both};

on_both!(an_account_gets_its_group);
on_both!(telegram_makes_a_bot);

/// Promise: an account to which its owner has connected the bot is offered, gets its group with the picker, and its clients' messages stand in
/// topics there, beside those of the bot itself.
async fn an_account_gets_its_group(backend: Backend) {
    let mut cradle = Cradle::connected(backend).await;
    let (olivia, bot, group) = (cradle.olivia, cradle.bot, cradle.group);
    let anna = cradle.person("Anna");
    cradle.write(olivia, "/start").await;
    cradle.press(olivia, "New connection").await;
    cradle.press(olivia, "business account").await;
    assert!(
        !cradle
            .labels(olivia)
            .iter()
            .any(|label| label.contains("Olivia"))
    );
    let rights = json!({ "can_reply": true, "can_read_messages": true });
    cradle
        .sim
        .with(|world| world.connect_business(olivia, bot, rights))
        .expect("it is her account");
    cradle.pass(Duration::from_secs(3)).await;
    cradle.press(olivia, "Check again").await;
    cradle.press(olivia, "Olivia").await;
    cradle.choose(group).await;
    assert!(
        cradle.last(olivia).contains("✅ Connected"),
        "{}",
        cradle.chat(olivia)
    );
    assert_eq!(cradle.connections().await.len(), 2);
    cradle
        .sim
        .with(|world| world.say(anna, olivia, Say::text("to Olivia herself")))
        .expect("she may");
    cradle.pass(Duration::from_secs(10)).await;
    assert!(cradle.said_in_group("to Olivia herself"));
    cradle.adds_up().await;
}

/// Promise: where the bot may make bots, Telegram makes one for the owner in its own dialog, and it is theirs here without a token in sight.
async fn telegram_makes_a_bot(backend: Backend) {
    let mut cradle = Cradle::connected(backend).await;
    let (olivia, bot) = (cradle.olivia, cradle.bot);
    cradle.write(olivia, "/start").await;
    cradle.press(olivia, "New connection").await;
    assert!(
        !cradle
            .labels(olivia)
            .iter()
            .any(|label| label.contains("Telegram make"))
    );
    cradle.sim.with(|world| world.set_manages_bots(bot, true));
    cradle.write(olivia, "/start").await;
    cradle.press(olivia, "New connection").await;
    assert!(
        cradle
            .labels(olivia)
            .iter()
            .any(|label| label.contains("Telegram make"))
    );
    cradle
        .sim
        .with(|world| {
            world.make_managed_bot(NewManagedBot {
                person: olivia,
                manager: bot,
                request: None,
                name: "Acme Sales".into(),
                username: "acme_sales_bot".into(),
            })
        })
        .expect("Telegram lets her");
    cradle.pass(Duration::from_secs(3)).await;
    assert!(
        cradle.last(olivia).contains("@acme_sales_bot is yours"),
        "{}",
        cradle.chat(olivia)
    );
    let known = cradle.store.identities().await.expect("the store answers");
    assert_eq!(known.len(), 2);
    cradle.adds_up().await;
}
