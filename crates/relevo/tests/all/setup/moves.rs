//! A connection moves to another group.

use std::time::Duration;

use relevo::moving::{Moved, move_connection};
use relevo::retry::{Tried, again, list};
use relevo::store::By;
use relevo_core::ConnectionId;
use relevo_telegram::ChatId;
use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::fault::Fault;
use relevo_telegram_sim::world::AdminRights;

use super::Cradle;
use crate::database::{Backend, on_both};

on_both!(open_conversations_go_on_there);
on_both!(out_of_a_group_that_is_gone);
on_both!(what_is_in_hand_while_it_moves);
on_both!(out_of_a_busy_group);
on_both!(what_is_undecided_in_a_group_that_is_gone);
on_both!(the_old_topics_lead_to_the_new_ones);
on_both!(a_desk_that_dies_says_farewell_all_the_same);

impl Cradle {
    async fn move_to(&mut self, group: i64) {
        let olivia = self.olivia;
        self.write(olivia, "/connections").await;
        self.press(olivia, "i1").await;
        self.press(olivia, "Move").await;
        self.choose(group).await;
        self.pass(Duration::from_secs(5)).await;
    }

    /// What stands in a person's topic of what they wrote as “word N”, in order.
    fn words(&self, group: i64, name: &str) -> Vec<String> {
        let topics = self.sim.with(|world| world.topics(group));
        let topic = topics.iter().find(|topic| topic.name.contains(name));
        let thread = topic.expect("the topic is there").thread;
        let rows = self.rows_of(group, self.olivia).into_iter();
        let here = rows.filter(|row| row.thread == Some(thread));
        let texts = here.map(|row| row.text);
        texts.filter(|text| text.starts_with("word ")).collect()
    }

    /// What the bot said in a group that holds these words: whether it answers something, and its text.
    fn holding(&self, group: i64, words: &str) -> Vec<(bool, String)> {
        let rows = self.rows_of(group, self.olivia).into_iter();
        let those = rows.filter(|row| row.from == self.bot && row.text.contains(words));
        those
            .map(|row| (row.reply_to.is_some(), row.text))
            .collect()
    }

    fn said_in(&self, group: i64, words: &str) -> bool {
        let rows = self.rows_of(group, self.olivia);
        rows.iter().any(|row| row.text == words)
    }

    fn is_closed(&self, group: i64, thread: i64) -> bool {
        let topics = self.sim.with(|world| world.topics(group));
        let topic = topics.iter().find(|topic| topic.thread == thread);
        topic.expect("the topic is there").closed
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

/// Promise: a move out of a group in which more waits than it takes does not wait for silence: what clients wrote goes along, each message
/// once, in order.
async fn out_of_a_busy_group(backend: Backend) {
    let mut cradle = Cradle::connected(backend).await;
    let (olivia, old, bot) = (cradle.olivia, cradle.group, cradle.bot);
    let people = [cradle.person("Anna"), cradle.person("Ben")];
    for person in people {
        cradle.write(person, "hello").await;
    }
    let new = cradle
        .sim
        .with(|world| world.make_forum("New home", olivia));
    for number in 0..60 {
        for person in people {
            let words = Say::text(&format!("word {number}"));
            cradle
                .sim
                .with(|world| world.say(person, bot, words))
                .expect("anybody may");
        }
    }
    cradle.settle().await;
    cradle.move_to(new).await;
    assert!(
        cradle.chat(olivia).contains("✅ Moved"),
        "{}",
        cradle.chat(olivia)
    );
    cradle.pass(Duration::from_secs(600)).await;
    for name in ["Anna", "Ben"] {
        let (before, after) = (cradle.words(old, name), cradle.words(new, name));
        assert!(!after.is_empty(), "much was still waiting");
        let wanted: Vec<String> = (0..60).map(|number| format!("word {number}")).collect();
        assert_eq!([before, after].concat(), wanted);
    }
    cradle.adds_up().await;
}

/// Promise: what nobody can decide any more in a group that is gone is counted when the connection moves, and `relevo retry` says in words
/// that it is not sent from there.
async fn what_is_undecided_in_a_group_that_is_gone(backend: Backend) {
    let mut cradle = Cradle::connected(backend).await;
    let (olivia, old, bot) = (cradle.olivia, cradle.group, cradle.bot);
    let anna = cradle.person("Anna");
    cradle.write(anna, "hello").await;
    let thread = cradle.thread(old, "Anna");
    cradle.goes_wrong("sendMessage", Fault::AnswerLost);
    cradle.say_in(olivia, old, "an answer", Some(thread)).await;
    cradle.pass(Duration::from_secs(5)).await;
    cradle
        .sim
        .with(|world| world.kick(olivia, old, bot))
        .expect("it is her group");
    cradle.write(anna, "one").await;
    cradle.pass(Duration::from_secs(30)).await;
    let new = cradle
        .sim
        .with(|world| world.make_forum("New home", olivia));
    cradle.move_to(new).await;
    let said = cradle.last(olivia);
    assert!(
        said.contains("✅ Moved") && said.contains("⚠️ 1 message that failed"),
        "{said}"
    );
    let waits = list(&cradle.store).await.expect("the store answers");
    assert_eq!(waits.len(), 1);
    assert_eq!(waits[0].would_be(), Tried::Moved);
    let id = (waits[0].what.delivery.cell, waits[0].what.delivery.seq);
    let tried = again(&cradle.store, id, cradle.clock.now_ms()).await;
    assert_eq!(tried.expect("the store answers"), Tried::Moved);
    cradle.pass(Duration::from_secs(30)).await;
    let left = list(&cradle.store).await.expect("the store answers");
    assert_eq!(left, waits, "nothing failed of it");
    assert!(cradle.said_in(new, "one"));
    cradle.adds_up().await;
}

/// Promise: each open topic of the old group gets a line with the link to the new one and is closed; whoever writes there afterwards is told
/// so, in answer, once a minute, also after a restart; where the bot is no more, nothing is tried.
async fn the_old_topics_lead_to_the_new_ones(backend: Backend) {
    let mut cradle = Cradle::connected(backend).await;
    let (olivia, old, bot) = (cradle.olivia, cradle.group, cradle.bot);
    let (anna, ben) = (cradle.person("Anna"), cradle.person("Ben"));
    cradle.write(anna, "hello").await;
    cradle.write(ben, "thanks").await;
    let closed = cradle.thread(old, "Ben");
    cradle.say_in(olivia, old, "/close", Some(closed)).await;
    let new = cradle
        .sim
        .with(|world| world.make_forum("New home", olivia));
    cradle.move_to(new).await;
    cradle.pass(Duration::from_secs(30)).await;
    let link = |thread: i64| {
        let number = new.to_string();
        let number = number.strip_prefix("-100").expect("a supergroup");
        format!("https://t.me/c/{number}/{thread}")
    };
    let there = link(cradle.thread(new, "Anna"));
    let open = cradle.thread(old, "Anna");
    let lines = cradle.holding(old, "goes on in the new group");
    assert_eq!(lines.len(), 1, "{lines:#?}");
    assert!(lines[0].1.contains(&there), "{lines:#?}");
    assert!(cradle.is_closed(old, open));
    cradle.restart();
    cradle.say_in(olivia, old, "hello?", Some(open)).await;
    cradle.pass(Duration::from_secs(3)).await;
    cradle.say_in(olivia, old, "hello??", Some(open)).await;
    cradle.say_in(olivia, old, "and Ben?", Some(closed)).await;
    cradle.pass(Duration::from_secs(5)).await;
    let told = cradle.holding(old, "does not reach the client any more");
    assert_eq!(told.len(), 2, "{told:#?}");
    assert!(told[0].0, "it answers: {told:#?}");
    assert!(told[0].1.contains(&there), "{told:#?}");
    assert!(told[1].1.contains(&link(1)), "{told:#?}");
    cradle.pass(Duration::from_secs(60)).await;
    cradle.say_in(olivia, old, "hello???", Some(open)).await;
    cradle.pass(Duration::from_secs(3)).await;
    assert_eq!(cradle.holding(old, "does not reach").len(), 3);
    cradle.adds_up().await;
    cradle
        .sim
        .with(|world| world.kick(olivia, old, bot))
        .expect("it is her group");
    cradle.pass(Duration::from_secs(30)).await;
    assert_eq!(cradle.holding(old, "new group").len(), 4);
}

/// Promise: a desk that dies at any instant of a move says farewell in the old topics all the same; a line may be there twice, for a call
/// whose outcome died with the desk.
async fn a_desk_that_dies_says_farewell_all_the_same(backend: Backend) {
    let stride = if backend == Backend::Postgres { 9 } else { 4 };
    for instant in (1..40).step_by(stride) {
        let mut cradle = Cradle::connected(backend).await;
        let (olivia, old) = (cradle.olivia, cradle.group);
        let anna = cradle.person("Anna");
        cradle.write(anna, "hello").await;
        let new = cradle
            .sim
            .with(|world| world.make_forum("New home", olivia));
        cradle.write(olivia, "/connections").await;
        cradle.press(olivia, "i1").await;
        cradle.press(olivia, "Move").await;
        cradle.dies_at(instant);
        cradle.choose(new).await;
        cradle.pass(Duration::from_secs(30)).await;
        let lines = cradle.holding(old, "goes on in the new group").len();
        assert!((1..=2).contains(&lines), "dead at {instant}: {lines}");
        let thread = cradle.thread(old, "Anna");
        assert!(cradle.is_closed(old, thread), "dead at {instant}");
        assert_eq!(cradle.topics(new), ["🟪 Anna"], "dead at {instant}");
    }
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
    assert_eq!(moved.expect("the store works"), Moved::Done { left: 0 });
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
