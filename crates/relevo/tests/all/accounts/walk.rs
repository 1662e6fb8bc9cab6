//! The table of contents, walked row by row for an account: every kind, both ways. ADR 12.

use std::time::Duration;

use super::Office;
use crate::content::{Anchor, Chat, Street, variants};
use crate::database::{Backend, on_both};

on_both!(every_kind_travels_as_the_table_tells);

/// Promise: content, formatting and what it answers arrive as the table tells for chats of an account, both ways and from its owner's own
/// hand; where nothing can arrive, a placeholder or a notice says so.
async fn every_kind_travels_as_the_table_tells(backend: Backend) {
    let mut office = Office::new(backend, &[]).await;
    office.stage.sim.tolerate_field("hologram");
    let bot = office.stage.bot;
    office
        .stage
        .sim
        .with(|world| world.set_owner_premium(bot, true));
    let anna = office.stage.person("Anna");
    let in_chat = office.writes(anna, "hello from Anna");
    office.rest().await;
    let Office { stage, olga, marta } = office;
    let in_topic = stage.find(stage.group, marta, "hello from Anna");
    let chat = Chat::of_account(
        (olga, anna),
        stage.topic("Anna"),
        Anchor { in_chat, in_topic },
    );
    let mut street = Street {
        stage,
        marta,
        chats: vec![chat],
    };
    let mut broken = Vec::new();
    for variant in &variants::all() {
        let ends = [
            ("to the topic", street.client_says(0, variant).await),
            ("to the client", street.operator_says(0, variant).await),
        ];
        for (way, end) in ends {
            if let Err(problem) = end {
                broken.push(format!("{}, {way}: {problem}", variant.name));
            }
        }
        street.stage.jump(Duration::from_secs(1)).await;
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
    street.stage.adds_up().await;
}
