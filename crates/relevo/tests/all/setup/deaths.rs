//! The process dies in the middle of each dialog, at every instant: it goes on, or begins again cleanly.

use std::time::Duration;

use relevo_core::ConnectionState;
use relevo_core::params::Language;
use relevo_telegram::UserId;
use relevo_telegram_sim::control::NewManagedBot;
use relevo_telegram_sim::world::AdminRights;
use serde_json::json;

use super::Cradle;
use crate::database::{Backend, on_both};

on_both!(in_the_first_minutes);
on_both!(in_the_middle_of_managing);
on_both!(in_the_middle_of_bots);
on_both!(in_the_middle_of_accounts_and_consent);
on_both!(in_the_middle_of_moving_and_deleting);

/// More instants than any of these dialogs has.
const INSTANTS_MAX: usize = 200;

/// Promise: from the claim link to the first topic the desk may die at any instant: the owner ends where they would have.
async fn in_the_first_minutes(backend: Backend) {
    for instant in (1..INSTANTS_MAX).step_by(stride(backend)) {
        let mut cradle = Cradle::new(backend).await;
        let (code, olivia) = (cradle.code(), cradle.olivia);
        cradle.dies_at(instant);
        cradle.start(olivia, Some(&code)).await;
        if cradle
            .sim
            .with(|world| world.keyboard(olivia, cradle.bot).is_none())
        {
            panic!("no keyboard, dead at {instant}: {}", cradle.chat(olivia));
        }
        cradle.choose(cradle.group).await;
        let said = cradle.last(olivia);
        assert!(said.contains("Connected"), "dead at {instant}: {said}");
        let anna = cradle.person("Anna");
        cradle.write(anna, "hello").await;
        cradle.pass(Duration::from_secs(4)).await;
        let died = cradle.has_died();
        let said = cradle.last(olivia);
        assert!(said.contains("It works"), "dead at {instant}: {said}");
        assert_eq!(cradle.connections().await.len(), 1, "dead at {instant}");
        assert!(cradle.said_in_group("hello"), "dead at {instant}");
        cradle.adds_up().await;
        if !died {
            return;
        }
    }
    panic!("the dialog has more instants than were tried");
}

/// Promise: the same for the buttons that change something.
async fn in_the_middle_of_managing(backend: Backend) {
    for instant in (1..INSTANTS_MAX).step_by(stride(backend)) {
        let mut cradle = Cradle::connected(backend).await;
        let olivia = cradle.olivia;
        cradle.write(olivia, "/language").await;
        cradle.dies_at(instant);
        cradle.press(olivia, "Deutsch").await;
        cradle.write(olivia, "/connections").await;
        cradle.press(olivia, "i1").await;
        cradle.press(olivia, "Anhalten").await;
        cradle.press(olivia, "API").await;
        cradle.press(olivia, "erzeugen").await;
        let died = cradle.has_died();
        let said = cradle.last(olivia);
        assert!(said.contains("relevo_"), "dead at {instant}: {said}");
        assert_eq!(cradle.connection().await.state, ConnectionState::Stopped);
        let owners = cradle.store.owners().await.expect("the store answers");
        assert_eq!(owners.all[&UserId(olivia)], Some(Language::De));
        if !died {
            return;
        }
    }
    panic!("the dialog has more instants than were tried");
}

/// Promise: the same where tokens are sent and somebody is let in: each bot and each person is there once, and no token stays in the chat.
async fn in_the_middle_of_bots(backend: Backend) {
    for instant in (1..INSTANTS_MAX).step_by(stride(backend)) {
        let mut cradle = Cradle::connected(backend).await;
        let (olivia, group, kate) = (cradle.olivia, cradle.group, cradle.person("Kate"));
        let (_, sales) = cradle.make_bot("acme_sales_bot");
        let (relay, help) = cradle.make_bot("acme_relay_bot");
        cradle.promote(olivia, group, relay, AdminRights::all());
        cradle.dies_at(instant);
        cradle.write(olivia, "/start").await;
        cradle.press(olivia, "New connection").await;
        cradle.press(olivia, "A bot").await;
        cradle.write(olivia, &sales).await;
        cradle.write(olivia, "/connections").await;
        cradle.press(olivia, "i1").await;
        cradle.press(olivia, "Relay").await;
        cradle.press(olivia, "Add").await;
        cradle.write(olivia, &help).await;
        let link = cradle.invitation("i1").await;
        cradle.accept(kate, &link).await;
        let died = cradle.has_died();
        let known = cradle.store.identities().await.expect("the store answers");
        let relays = cradle.store.relays().await.expect("the store answers");
        let owners = cradle.store.owners().await.expect("the store answers");
        let co_owners: usize = owners.of.values().map(Vec::len).sum();
        let counted = (known.len(), relays.len(), owners.all.len(), co_owners);
        assert_eq!(counted, (3, 1, 1, 1), "dead at {instant}");
        let seen = cradle.chat(olivia);
        assert!(
            !seen.contains(&sales) && !seen.contains(&help),
            "dead at {instant}"
        );
        if !died {
            return;
        }
    }
    panic!("the dialog has more instants than were tried");
}

/// Promise: the same for a move and a deletion: both are done whole.
async fn in_the_middle_of_moving_and_deleting(backend: Backend) {
    for instant in (1..INSTANTS_MAX).step_by(stride(backend)) {
        let mut cradle = Cradle::connected(backend).await;
        let (olivia, anna) = (cradle.olivia, cradle.person("Anna"));
        cradle.write(anna, "hello").await;
        let new = cradle
            .sim
            .with(|world| world.make_forum("New home", olivia));
        cradle.dies_at(instant);
        cradle.write(olivia, "/connections").await;
        cradle.press(olivia, "i1").await;
        cradle.press(olivia, "Move").await;
        cradle.choose(new).await;
        cradle.pass(Duration::from_secs(10)).await;
        let topics = cradle.topics(new);
        assert_eq!(topics, ["🟪 Anna"], "dead at {instant}");
        cradle.adds_up().await;
        cradle.write(olivia, "/connections").await;
        cradle.press(olivia, "i1").await;
        cradle.press(olivia, "Delete").await;
        cradle.write(olivia, "acme_support_bot").await;
        let died = cradle.has_died();
        assert!(cradle.connections().await.is_empty(), "dead at {instant}");
        cradle.adds_up().await;
        if !died {
            return;
        }
    }
    panic!("the dialog has more instants than were tried");
}

/// Promise: the same where an account gets its group, Telegram makes a bot, and a group's owner agrees to share it.
async fn in_the_middle_of_accounts_and_consent(backend: Backend) {
    for instant in (1..INSTANTS_MAX).step_by(stride(backend)) {
        let mut cradle = Cradle::connected(backend).await;
        let (olivia, group, first) = (cradle.olivia, cradle.group, cradle.bot);
        let (second, paul) = cradle.second_owner("Paul").await;
        cradle.promote(olivia, group, paul, AdminRights::all());
        cradle.in_chat_of(second);
        cradle.start(paul, None).await;
        cradle.in_chat_of(first);
        cradle.sim.with(|world| world.set_manages_bots(first, true));
        let rights = json!({ "can_reply": true, "can_read_messages": true });
        let linked = cradle
            .sim
            .with(|world| world.connect_business(olivia, first, rights));
        linked.expect("it is her account");
        cradle.pass(Duration::from_secs(2)).await;
        cradle.dies_at(instant);
        cradle.write(olivia, "/start").await;
        cradle.press(olivia, "New connection").await;
        cradle.press(olivia, "business account").await;
        cradle.press(olivia, "Olivia").await;
        cradle.choose(group).await;
        let new = NewManagedBot {
            person: olivia,
            manager: first,
            request: None,
            name: "Acme Sales".into(),
            username: "acme_sales_bot".into(),
        };
        let made = cradle.sim.with(|world| world.make_managed_bot(new));
        made.expect("Telegram lets her");
        cradle.pass(Duration::from_secs(4)).await;
        cradle.in_chat_of(second);
        cradle.choose_as(paul, group).await;
        cradle.in_chat_of(first);
        cradle.pass(Duration::from_secs(4)).await;
        cradle.press(olivia, "They may").await;
        cradle.pass(Duration::from_secs(6)).await;
        let died = cradle.has_died();
        assert_eq!(cradle.connections().await.len(), 3, "dead at {instant}");
        // The account, the two desks' bots and the one that was made.
        let known = cradle.store.identities().await.expect("the store answers");
        assert_eq!(known.len(), 4, "dead at {instant}");
        if !died {
            return;
        }
    }
    panic!("the dialog has more instants than were tried");
}

/// Between which instants lives are skipped: they take seconds. Odd, so that both sides of commits have their turn.
pub(super) fn stride(backend: Backend) -> usize {
    match backend {
        Backend::Sqlite => 5,
        Backend::Postgres => 17,
    }
}
