//! One token, several uses: setup and frontend at once, also while the connection is stopped.

use std::time::Duration;

use relevo_core::ConnectionState;
use relevo_telegram_sim::control::Say;

use super::Cradle;
use super::deaths::stride;
use crate::database::{Backend, on_both};

on_both!(owners_and_clients_in_one_page);
on_both!(stopped_and_started_by_the_same_bot);
on_both!(what_came_while_stopped_goes_after_a_day);
on_both!(a_crash_while_stopped);
on_both!(who_writes_before_there_is_a_group);
on_both!(stopped_and_started_in_its_own_chat);

/// Promise: in one page of updates an owner's words and clients' messages go their own ways, each in its order.
async fn owners_and_clients_in_one_page(backend: Backend) {
    let mut cradle = Cradle::connected(backend).await;
    let (olivia, anna, bot) = (cradle.olivia, cradle.person("Anna"), cradle.bot);
    cradle.sim.with(|world| {
        for number in 0..5 {
            let say = |words: &str| Say::text(&format!("{words} {number}"));
            world.say(anna, bot, say("from anna")).expect("she may");
            world.say(olivia, bot, say("from olivia")).expect("she may");
        }
    });
    cradle.settle().await;
    cradle.pass(Duration::from_secs(30)).await;
    let group = cradle.rows_of(cradle.group, olivia);
    let mirrored: Vec<&str> = group
        .iter()
        .map(|row| row.text.as_str())
        .filter(|text| text.contains("from "))
        .collect();
    let expected: Vec<String> = (0..5).map(|number| format!("from anna {number}")).collect();
    assert_eq!(mirrored, expected);
    cradle.adds_up().await;
}

/// Promise: an owner stops the connection with the very bot that it runs over, and starts it there again: what clients wrote meanwhile
/// follows, in order and once.
async fn stopped_and_started_by_the_same_bot(backend: Backend) {
    let mut cradle = Cradle::connected(backend).await;
    let (olivia, anna) = (cradle.olivia, cradle.person("Anna"));
    cradle.write(anna, "before").await;
    cradle.write(olivia, "/connections").await;
    cradle.press(olivia, "i1").await;
    cradle.press(olivia, "Stop").await;
    assert!(
        cradle.last(olivia).contains("is stopped"),
        "{}",
        cradle.last(olivia)
    );
    for words in ["one", "two", "three"] {
        cradle.write(anna, words).await;
        cradle.pass(Duration::from_secs(60)).await;
    }
    assert!(!cradle.said_in_group("one"));
    cradle.adds_up().await;
    cradle.press(olivia, "Start").await;
    assert!(cradle.last(olivia).contains("is running"));
    cradle.pass(Duration::from_secs(30)).await;
    let group = cradle.rows_of(cradle.group, olivia);
    let told: Vec<&str> = group
        .iter()
        .map(|row| row.text.as_str())
        .filter(|text| ["before", "one", "two", "three"].contains(text))
        .collect();
    assert_eq!(told, ["before", "one", "two", "three"]);
    cradle.adds_up().await;
}

/// Promise: what waits for a stopped connection is kept as long as Telegram would keep it, a day, and then says that it was left out.
async fn what_came_while_stopped_goes_after_a_day(backend: Backend) {
    let mut cradle = Cradle::connected(backend).await;
    let (olivia, anna) = (cradle.olivia, cradle.person("Anna"));
    cradle.write(olivia, "/connections").await;
    cradle.press(olivia, "i1").await;
    cradle.press(olivia, "Stop").await;
    cradle.write(anna, "old").await;
    cradle.jump(Duration::from_secs(23 * 3_600)).await;
    cradle.write(anna, "new").await;
    cradle.jump(Duration::from_secs(2 * 3_600)).await;
    let swept = cradle.store.sweep(cradle.clock.now_ms()).await;
    swept.expect("the store answers");
    let of = cradle.connection().await;
    let kept = cradle.store.for_connection(of.identity, of.id).await;
    assert_eq!(
        kept.expect("the store answers").len(),
        1,
        "only the newer one"
    );
    cradle.adds_up().await;
    cradle.press(olivia, "Start").await;
    cradle.pass(Duration::from_secs(10)).await;
    assert!(cradle.said_in_group("new") && !cradle.said_in_group("old"));
    cradle.adds_up().await;
}

/// Promise: a desk that dies while the connection is stopped, at any instant, loses nothing and doubles nothing of what came.
async fn a_crash_while_stopped(backend: Backend) {
    for instant in (1..60).step_by(stride(backend)) {
        let mut cradle = Cradle::connected(backend).await;
        let (olivia, anna) = (cradle.olivia, cradle.person("Anna"));
        cradle.write(olivia, "/connections").await;
        cradle.press(olivia, "i1").await;
        cradle.press(olivia, "Stop").await;
        cradle.dies_at(instant);
        cradle.write(anna, "one").await;
        cradle.write(anna, "two").await;
        cradle.press(olivia, "Start").await;
        cradle.pass(Duration::from_secs(10)).await;
        let died = cradle.has_died();
        let group = cradle.rows_of(cradle.group, olivia);
        let told = |words: &str| group.iter().filter(|row| row.text == words).count();
        // A call whose outcome died with the desk is made again, and says so.
        let repeats = group.iter().filter(|row| row.text.starts_with('⟳')).count();
        assert!(told("one") > 0 && told("two") > 0, "dead at {instant}");
        assert!(
            told("one") + told("two") <= 2 + repeats,
            "dead at {instant}"
        );
        assert_eq!(cradle.connection().await.state, ConnectionState::Running);
        cradle.adds_up().await;
        if !died {
            return;
        }
    }
}

/// Promise: what clients write before the owner has chosen the group stands in its topics as soon as they have.
async fn who_writes_before_there_is_a_group(backend: Backend) {
    let mut cradle = Cradle::new(backend).await;
    let (code, olivia, anna) = (cradle.code(), cradle.olivia, cradle.person("Anna"));
    cradle.write(anna, "one").await;
    cradle.start(olivia, Some(&code)).await;
    cradle.write(anna, "two").await;
    cradle.choose(cradle.group).await;
    cradle.write(anna, "three").await;
    cradle.pass(Duration::from_secs(20)).await;
    let group = cradle.rows_of(cradle.group, olivia);
    let told: Vec<&str> = group
        .iter()
        .map(|row| row.text.as_str())
        .filter(|text| ["one", "two", "three"].contains(text))
        .collect();
    assert_eq!(told, ["one", "two", "three"]);
    cradle.adds_up().await;
}

/// Promise: a connection over another bot than the first is stopped and started in that bot's own chat, too.
async fn stopped_and_started_in_its_own_chat(backend: Backend) {
    let mut cradle = Cradle::connected(backend).await;
    let (second, paul) = cradle.second_owner("Paul").await;
    cradle.in_chat_of(second);
    let home = cradle.sim.with(|world| world.make_forum("Paul's", paul));
    cradle.start(paul, None).await;
    cradle.choose_as(paul, home).await;
    assert!(
        cradle.last(paul).contains("Connected"),
        "{}",
        cradle.chat(paul)
    );
    cradle.write(paul, "/connections").await;
    cradle.press(paul, "i2").await;
    cradle.press(paul, "Stop").await;
    let anna = cradle.person("Anna");
    cradle.write(anna, "meanwhile").await;
    cradle.press(paul, "Start").await;
    assert!(
        cradle.last(paul).contains("is running"),
        "{}",
        cradle.last(paul)
    );
    cradle.pass(Duration::from_secs(10)).await;
    let rows = cradle.rows_of(home, paul);
    assert_eq!(rows.iter().filter(|row| row.text == "meanwhile").count(), 1);
    cradle.adds_up().await;
}
