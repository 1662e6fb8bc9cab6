//! `AUTO_INFO`: the card that a topic begins with.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_telegram_sim::control::Say;

use super::{Room, with_club};
use crate::database::{Backend, on_both};

on_both!(a_topic_begins_with_its_card);
on_both!(it_is_wanted_or_not);

impl Room {
    /// What stands in the topic with this name, without the moments.
    fn in_topic(&self, name: &str) -> String {
        let topics = self.stage.topics();
        let mut parts = topics.split("# ");
        let topic = parts.find(|part| {
            part.lines()
                .next()
                .is_some_and(|title| title.ends_with(name))
        });
        let rows = topic.unwrap_or_default().lines().skip(1).map(|row| {
            let words = row.split_once(' ').map_or(row, |(_, words)| words);
            let parts = words.split(" ⏎ ");
            let kept = parts.filter(|part| !part.contains("message:") && !part.starts_with("ID"));
            format!("{}\n", kept.collect::<Vec<_>>().join(" ⏎ "))
        });
        rows.collect()
    }
}

/// Promise: a new topic gets the card once, behind what waited for the topic, and keeps it; so does one that is made anew. General gets
/// none.
async fn a_topic_begins_with_its_card(backend: Backend) {
    let params = [("AUTO_INFO", "TRUE"), ("MONITOR_GROUPS", "TRUE")];
    let mut room = Room::new(backend, &params).await;
    with_club(&mut room).await;
    room.anna_says("and more").await;
    room.stage.pass_minutes(11).await;
    let topics = room.stage.topics();
    assert!(topics.contains("First message: 2026-11-23 09:00 UTC"));
    allow_duplicates! { assert_snapshot!(room.in_topic("Anna"), @"
    bot [Service]: 
    bot: hello
    bot: Client ⏎ Name: Anna ⏎ 🟪 Waits for the team. ⏎ 👤 Nobody is responsible. ⏎ Bot: @acme_support_bot (i1)
    bot: and more
    ") };
    allow_duplicates! { assert_snapshot!(room.in_topic("Club"), @"
    bot [Service]: 
    bot: 🟣 Carl ⏎ hello from Carl
    bot: 🟤 Dora ⏎ hello from Dora
    bot: Group ⏎ Title: Club ⏎ 🟪 Waits for the team. ⏎ 👤 Nobody is responsible. ⏎ Bot: @acme_support_bot (i1) ⏎ Members: 3 ⏎ Have written so far: 2 ⏎ • Carl ⏎ • Dora
    ") };
    let (owner, group, topic) = (room.stage.owner, room.stage.group, room.topic);
    room.stage
        .sim
        .with(|world| world.delete_topic(owner, group, topic))
        .expect("the owner deletes the topic");
    room.anna_says("are you there?").await;
    room.stage.pass(Duration::from_secs(5)).await;
    allow_duplicates! { assert_snapshot!(room.in_topic("Anna"), @"
    bot [Service]: 
    bot: are you there?
    bot: Client ⏎ Name: Anna ⏎ 🟪 Waits for the team. ⏎ 👤 Nobody is responsible. ⏎ Bot: @acme_support_bot (i1)
    ") };
    let general = room.stage.rows(group, owner);
    let general = general.iter().filter(|row| row.thread.is_none());
    let cards = general.filter(|row| row.text.contains("Anna")).count();
    assert_eq!(cards, 0);
    assert_eq!(room.stage.standing().await, (0, 0, 0));
}

/// Promise: it is as wanted when the topic is made, changed while the desk runs, hides what is hidden, and is not there at all where `/info`
/// is for few.
async fn it_is_wanted_or_not(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let mut rows = Vec::new();
    for (number, (wanted, hides)) in [
        ("FALSE", "NONE"),
        ("TRUE", "NONE"),
        ("TRUE", "links"),
        ("TRUE", "command"),
        ("FALSE", "NONE"),
    ]
    .into_iter()
    .enumerate()
    {
        room.stage.set_parameter("AUTO_INFO", wanted).await;
        room.stage.set_parameter("HIDE_INFO", hides).await;
        let name = format!("Client {number}");
        let client = room.stage.client(&name);
        room.stage.say(client, room.stage.bot, Say::text("hello"));
        room.stage.settle().await;
        room.stage.pass(Duration::from_secs(5)).await;
        let told_id = room.stage.topics().contains(&format!("ID: {client}"));
        let told = room.in_topic(&name).contains(&format!("Name: {name}"));
        rows.push(format!("{wanted}, {hides}: card {told}, id {told_id}"));
    }
    allow_duplicates! { assert_snapshot!(rows.join("\n"), @"
    FALSE, NONE: card false, id false
    TRUE, NONE: card true, id true
    TRUE, links: card true, id false
    TRUE, command: card false, id false
    FALSE, NONE: card false, id false
    ") };
}
