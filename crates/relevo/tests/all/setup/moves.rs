//! A connection moves to another group.

use std::time::Duration;

use relevo::moving::{Moved, move_connection};
use relevo::store::By;
use relevo_core::ConnectionId;
use relevo_telegram::ChatId;
use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::world::AdminRights;

use super::Cradle;
use crate::database::{Backend, on_both};

on_both!(open_conversations_go_on_there);
on_both!(out_of_a_group_that_is_gone);
on_both!(what_is_in_hand_while_it_moves);

impl Cradle {
    async fn move_to(&mut self, group: i64) {
        let olivia = self.olivia;
        self.write(olivia, "/connections").await;
        self.press(olivia, "i1").await;
        self.press(olivia, "Move").await;
        self.choose(group).await;
        self.pass(Duration::from_secs(5)).await;
    }
}

/// Promise: open conversations have new topics in the new group, each with a link to the old one; closed ones get theirs with the next
/// message; answers go out from there, and the old group does nothing any more.
async fn open_conversations_go_on_there(backend: Backend) {
    let mut cradle = Cradle::connected(backend).await;
    let (olivia, old) = (cradle.olivia, cradle.group);
    let (anna, ben) = (cradle.person("Anna"), cradle.person("Ben"));
    cradle.write(anna, "hello").await;
    cradle.write(ben, "thanks").await;
    let thread = cradle.thread(old, "Ben");
    cradle.say_in(olivia, old, "/close", Some(thread)).await;
    let new = cradle
        .sim
        .with(|world| world.make_forum("New home", olivia));
    cradle.move_to(new).await;
    assert!(
        cradle.last(olivia).contains("✅ Moved"),
        "{}",
        cradle.chat(olivia)
    );
    cradle.pass(Duration::from_secs(30)).await;
    assert_eq!(cradle.topics(new), ["🟪 Anna"]);
    let there = cradle.rows_of(new, olivia);
    assert!(
        there
            .iter()
            .any(|row| row.text.contains("goes on here") && row.text.contains("https://t.me/c/"))
    );
    cradle.write(ben, "one more thing").await;
    cradle.write(anna, "still me").await;
    cradle.pass(Duration::from_secs(40)).await;
    assert_eq!(cradle.topics(new), ["🟪 Anna", "🟪 Ben"]);
    let thread = cradle.thread(new, "Anna");
    cradle.say_in(olivia, new, "an answer", Some(thread)).await;
    assert!(cradle.chat(anna).contains("an answer"));
    let thread = cradle.thread(old, "Anna");
    cradle
        .say_in(olivia, old, "into the void", Some(thread))
        .await;
    assert!(!cradle.chat(anna).contains("into the void"));
    assert_eq!(cradle.topics(new).len(), 2, "the old group is no client's");
    cradle.adds_up().await;
}

/// Promise: out of a group from which the bot was removed, what waits for it goes along.
async fn out_of_a_group_that_is_gone(backend: Backend) {
    let mut cradle = Cradle::connected(backend).await;
    let (olivia, old, bot) = (cradle.olivia, cradle.group, cradle.bot);
    let anna = cradle.person("Anna");
    cradle.write(anna, "hello").await;
    cradle
        .sim
        .with(|world| world.kick(olivia, old, bot))
        .expect("it is her group");
    cradle.write(anna, "one").await;
    cradle.write(anna, "two").await;
    cradle.pass(Duration::from_secs(30)).await;
    let new = cradle
        .sim
        .with(|world| world.make_forum("New home", olivia));
    cradle.move_to(new).await;
    cradle.pass(Duration::from_secs(40)).await;
    let there = cradle.rows_of(new, olivia);
    let told: Vec<&str> = there
        .iter()
        .map(|row| row.text.as_str())
        .filter(|text| ["one", "two"].contains(text))
        .collect();
    assert_eq!(told, ["one", "two"]);
    cradle.adds_up().await;
}

/// Promise: an intake that has a message in hand while the connection moves does not put it where it was: it is asked for again.
async fn what_is_in_hand_while_it_moves(backend: Backend) {
    let mut cradle = Cradle::connected(backend).await;
    let (olivia, anna, bot) = (cradle.olivia, cradle.person("Anna"), cradle.bot);
    let new = cradle
        .sim
        .with(|world| world.make_forum("New home", olivia));
    cradle.promote(olivia, new, bot, AdminRights::all());
    cradle.settle().await;
    let (mut intake, app, mut seen) = cradle.lone_intake().await;
    let by = By::command_line(cradle.clock.now_ms());
    let moved = move_connection(&cradle.store, ConnectionId(1), ChatId(new), by).await;
    assert_eq!(moved.expect("the store works"), Moved::Done);
    cradle
        .sim
        .with(|world| world.say(anna, bot, Say::text("in hand")))
        .expect("she may");
    assert!(
        intake.step(Duration::ZERO).await.is_err(),
        "it is not taken in"
    );
    app.follow(&mut seen).await.expect("the store works");
    intake.step(Duration::ZERO).await.expect("the store works");
    cradle.settle().await;
    let rows = cradle.rows_of(new, olivia);
    assert_eq!(rows.iter().filter(|row| row.text == "in hand").count(), 1);
    assert!(!cradle.said_in_group("in hand"));
    cradle.adds_up().await;
}
