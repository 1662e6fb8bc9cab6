//! `kill -9` of the real program between the items of albums: one album of ten afterwards, whoever else talks meanwhile.

use std::collections::BTreeSet;

use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::fault::{Fault, Rule};
use relevo_telegram_sim::transcript::Row;
use relevo_telegram_sim::world::Kind;

use crate::database::{Backend, on_both};
use crate::town::{Desk, Town};

on_both!(real killed_between_the_items);

/// A private chat and a group of the town.
const CHATS: [usize; 2] = [0, 6];
const ITEMS: usize = 10;
/// How long the desk lets Telegram hold a pull open when there is nothing, in milliseconds.
const PULL_MS: i64 = 25_000;

/// Promise: albums of ten, photos and videos mixed, from a client, from a member of a busy group and to a client, cut by `kill -9`
/// after every other item, are one album of ten on the other side, once, with every caption in its place.
async fn killed_between_the_items(backend: Backend) {
    let mut town = Town::new(backend).await;
    town.connect();
    let mut desk = town.serve();
    town.talk(0);
    town.until("everybody has a topic", |town| {
        (0..town.chats.len()).all(|number| town.mirrored(number).len() == 2)
    })
    .await;
    // However slow this machine is: nothing goes out before all has been said, and what waits gathers on.
    let held_back = Rule {
        method: Some("sendMediaGroup".into()),
        times: u32::MAX,
        ..Rule::new(Fault::TooMany { retry_after: 1 })
    };
    let rule = town.sim.faults(|faults| faults.add(held_back));
    for item in 0..ITEMS {
        say(&town, item);
        town.until("the item is stored", |town| unread(town) == 0)
            .await;
        if item % 2 == 0 {
            desk.kill();
            desk = town.serve();
        }
    }
    town.sim.faults(|faults| faults.remove(rule));
    let end_ms = town.clock.now_ms() + 40_000;
    town.until("the albums are seen", |town| {
        let all = albums(town);
        all.iter().all(|rows| rows.len() >= ITEMS) || town.clock.now_ms() > end_ms
    })
    .await;
    for rows in albums(&town) {
        let words: Vec<&str> = rows
            .iter()
            .map(|row| row.text.lines().last().unwrap_or_default())
            .collect();
        assert_eq!(
            words,
            (0..ITEMS)
                .map(|item| format!("item {item}"))
                .collect::<Vec<_>>()
        );
        let kinds: BTreeSet<String> = rows.iter().map(|row| format!("{:?}", row.kind)).collect();
        assert_eq!(kinds.len(), 2, "photos and videos");
        let names: BTreeSet<&Option<String>> = rows.iter().map(|row| &row.album).collect();
        assert_eq!(names.len(), 1, "one album");
    }
    waits_for_no_update(&mut town, desk).await;
}

/// An album that waits while the desk starts is sent soon after, although nobody writes.
async fn waits_for_no_update(town: &mut Town, mut desk: Desk) {
    let (_, chat, person) = town.chats[1].clone();
    for words in ["one of a pair", "the other"] {
        let say = Say::photo(words).album("pair");
        town.sim
            .with(|world| world.say(person, chat, say))
            .expect("the person may say it");
    }
    town.until("the pair is stored", |town| unread(town) == 0)
        .await;
    desk.kill();
    let mut desk = town.serve();
    let start_ms = town.clock.now_ms();
    town.until("the pair is seen", |town| {
        let rows = town.rows(town.group, town.marta);
        rows.iter().any(|row| row.text == "the other")
    })
    .await;
    assert!(
        town.clock.now_ms() < start_ms + PULL_MS,
        "after a long pull"
    );
    desk.kill();
}

/// One item of each album, and somebody's words in between.
fn say(town: &Town, item: usize) {
    let kind = if item.is_multiple_of(3) {
        Kind::Video
    } else {
        Kind::Photo
    };
    let topics = town.sim.with(|world| world.topics(town.group));
    for number in CHATS {
        let (name, chat, person) = &town.chats[number];
        let say = Say::media(kind, &format!("item {item}"));
        let topic = topics
            .iter()
            .find(|topic| relevo_core::without_square(&topic.name) == *name);
        let topic = topic.expect("everybody has a topic").thread;
        let answer = say.clone().album("answer").thread(topic);
        town.sim.with(|world| {
            world
                .say(*person, *chat, say.album("theirs"))
                .expect("the person may say it");
            if number == CHATS[0] {
                world
                    .say(town.marta, town.group, answer)
                    .expect("the operator may say it");
            } else {
                let words = Say::text(&format!("meanwhile {item}"));
                let other = world.make_named("Another member");
                world.add(*person, *chat, other).expect("they are added");
                world.say(other, *chat, words).expect("they may say it");
            }
        });
    }
}

/// How many updates the desk has not confirmed: it confirms what it has stored.
fn unread(town: &Town) -> usize {
    town.sim.with(|world| world.pending_updates(&town.token))
}

/// What the bot posted as albums: in the two topics, and to the client.
fn albums(town: &Town) -> Vec<Vec<Row>> {
    let topics = town.sim.with(|world| world.topics(town.group));
    let group = town.rows(town.group, town.marta);
    let (_, chat, person) = &town.chats[CHATS[0]];
    let mut all: Vec<Vec<Row>> = CHATS
        .iter()
        .map(|number| {
            let topic = topics
                .iter()
                .find(|topic| relevo_core::without_square(&topic.name) == town.chats[*number].0);
            let thread = topic.map(|topic| topic.thread);
            let in_it = group.iter().filter(|row| row.thread == thread);
            in_it.cloned().collect()
        })
        .collect();
    all.push(town.rows(*chat, *person));
    for rows in &mut all {
        rows.retain(|row| row.from == town.bot && row.album.is_some());
    }
    all
}
