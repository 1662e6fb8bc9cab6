//! Somebody connects the bot before anybody asked for it.

use relevo_core::AccountState;
use serde_json::json;

use super::Office;
use super::office::rights;
use crate::database::{Backend, on_both};

on_both!(nothing_is_mirrored_until_a_group_is_connected);
on_both!(she_connected_first);

/// Promise: of a person's account that nobody has connected a group to, nothing is mirrored; it is kept to be offered, as long as they leave
/// the bot there.
async fn nothing_is_mirrored_until_a_group_is_connected(backend: Backend) {
    let mut office = Office::new(backend, &[]).await;
    let (carla, anna) = (office.stage.person("Carla"), office.stage.person("Anna"));
    let bot = office.stage.bot;
    office
        .stage
        .sim
        .with(|world| world.connect_business(carla, bot, json!({ "can_reply": true })))
        .unwrap();
    office.stage.say(
        anna,
        carla,
        relevo_telegram_sim::control::Say::text("secret"),
    );
    office.stage.settle().await;
    let pending = office.stage.store.pending_accounts().await.unwrap();
    assert_eq!(pending.len(), 1);
    assert_eq!(pending[0].connection.user.id.0, carla);
    assert!(!office.stage.topics().contains("secret"));
    office
        .stage
        .sim
        .with(|world| world.disconnect_business(carla));
    office.stage.settle().await;
    assert!(
        office
            .stage
            .store
            .pending_accounts()
            .await
            .unwrap()
            .is_empty()
    );
    office.stage.adds_up().await;
}

/// Promise: who connected the bot first is served from the moment at which the group is connected, and clients are not greeted.
async fn she_connected_first(backend: Backend) {
    let stage = crate::stage::Stage::new(backend, &[]).await;
    let (olga, marta) = (stage.person("Olga"), stage.operator("Marta"));
    let mut office = Office { stage, olga, marta };
    office.open(&rights());
    office.stage.settle().await;
    let connected = office.connect(&[]).await;
    assert!(!connected.renewed);
    office.rest().await;
    let connections = office.stage.store.connections().await.unwrap();
    let state = connections[1].account().unwrap().state;
    assert!(matches!(state, AccountState::Alive(_)));
    assert!(connections[1].params.welcome.is_none());
    assert!(office.general().contains("The account is connected"));
    let anna = office.stage.person("Anna");
    office.writes(anna, "hello");
    office.stage.settle().await;
    office.answers("Anna", "hello Anna");
    office.stage.settle().await;
    assert_eq!(office.words(anna), ["hello", "hello Anna"]);
    assert!(
        office
            .stage
            .store
            .pending_accounts()
            .await
            .unwrap()
            .is_empty()
    );
    assert!(office.connect(&[]).await.renewed);
    office.stage.adds_up().await;
}
