//! Operators write while the connection is stopped and its bot goes on serving the setup.

use std::time::Duration;

use super::Cradle;
use crate::database::{Backend, on_both};

on_both!(operators_are_told_at_once);
on_both!(a_press_does_nothing_then);

/// Promise: whoever answers a client of a stopped connection is told at once that nothing goes out, once a minute in a topic; notes of the
/// team are nobody's business; after the start what they wrote is asked about.
async fn operators_are_told_at_once(backend: Backend) {
    let mut cradle = Cradle::connected(backend).await;
    let (olivia, group) = (cradle.olivia, cradle.group);
    let (anna, ben) = (cradle.person("Anna"), cradle.person("Ben"));
    cradle.write(anna, "hello").await;
    cradle.write(ben, "hello").await;
    let (anna, ben) = (cradle.thread(group, "Anna"), cradle.thread(group, "Ben"));
    cradle.write(olivia, "/connections").await;
    cradle.press(olivia, "i1").await;
    cradle.press(olivia, "Stop").await;
    let told = |cradle: &Cradle| {
        let rows = cradle.rows_of(group, olivia);
        let of = |text: &str| text.contains("this connection is stopped");
        rows.iter().filter(|row| of(&row.text)).count()
    };
    cradle
        .say_in(olivia, group, "/note aside", Some(anna))
        .await;
    cradle.say_in(olivia, group, "in General", None).await;
    assert_eq!(told(&cradle), 0);
    cradle.say_in(olivia, group, "one", Some(anna)).await;
    assert_eq!(told(&cradle), 1);
    cradle.say_in(olivia, group, "two", Some(anna)).await;
    assert_eq!(told(&cradle), 1, "once a minute");
    cradle.say_in(olivia, group, "three", Some(ben)).await;
    cradle.pass(Duration::from_secs(3)).await;
    assert_eq!(told(&cradle), 2, "in each topic");
    cradle.pass(Duration::from_secs(60)).await;
    cradle.say_in(olivia, group, "four", Some(anna)).await;
    cradle.pass(Duration::from_secs(3)).await;
    assert_eq!(told(&cradle), 3);
    cradle.adds_up().await;
    cradle.press(olivia, "Start").await;
    cradle.pass(Duration::from_secs(30)).await;
    assert_eq!(told(&cradle), 3);
    let rows = cradle.rows_of(group, olivia);
    let asked = rows.iter().filter(|row| row.markup.is_some()).count();
    assert!(asked >= 4, "each is asked about: {asked}");
    cradle.adds_up().await;
}

/// Promise: a panel's button that is pressed while the connection is stopped does nothing, then or later, and whoever presses is told so.
async fn a_press_does_nothing_then(backend: Backend) {
    let mut cradle = Cradle::connected(backend).await;
    let (olivia, group) = (cradle.olivia, cradle.group);
    cradle.say_in(olivia, group, "/shift", None).await;
    let rows = cradle.rows_of(group, olivia);
    let panel = rows.iter().rev().find(|row| row.markup.is_some());
    let panel = panel.expect("a panel stands").message_id;
    cradle.write(olivia, "/connections").await;
    cradle.press(olivia, "i1").await;
    cradle.press(olivia, "Stop").await;
    let pressed = cradle
        .sim
        .with(|world| world.press_button(olivia, group, panel, 0));
    let pressed = pressed.expect("the button is there");
    cradle.pass(Duration::from_secs(3)).await;
    let answer = cradle
        .sim
        .with(|world| world.callback_answer(&pressed).cloned());
    let answer = answer.expect("it is answered");
    assert!(
        answer["text"]
            .as_str()
            .is_some_and(|words| words.starts_with("Nothing was done"))
    );
    cradle.press(olivia, "Start").await;
    cradle.pass(Duration::from_secs(30)).await;
    let entries = cradle.store.audit(None, 0, 20).await.expect("a read");
    assert!(entries.iter().all(|one| one.deed.word() != "duty"));
}
