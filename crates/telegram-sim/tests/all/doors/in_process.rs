//! The in-process door: waiting only where time passes by itself, and a clock that can be moved.

use std::sync::Arc;

use relevo_telegram_sim::request::Request;
use relevo_telegram_sim::sim::{Checks, RawAnswer, Side, SimClock};
use serde_json::{Value, json};

use super::stage::Stage;
use super::wire::until;

const HOUR_MS: i64 = 3_600_000;

/// Where time is moved by hand, a long poll answers at once with what is there.
#[tokio::test]
async fn with_a_manual_clock_a_poll_never_waits() {
    let stage = Stage::new(SimClock::Manual, Checks::On);
    assert_eq!(
        stage.done("getUpdates", json!({"timeout": 50})).await,
        json!([])
    );
    stage.say_private("there");
    let updates = stage.done("getUpdates", json!({"timeout": 50})).await;
    assert_eq!(updates[0]["message"]["text"], "there");
}

/// Where time passes by itself, a long poll waits and is woken, also by a bot's own deeds.
#[tokio::test]
async fn with_a_real_clock_a_poll_waits_and_is_woken() {
    let stage = Stage::new(SimClock::Real { factor: 1 }, Checks::On);
    let (sim, token) = (Arc::clone(&stage.sim), stage.token.clone());
    let poll = tokio::spawn(async move {
        let request = Request::new("getUpdates", json!({"timeout": 50}));
        sim.request(&token, request).await
    });
    stage.until_polling().await;
    // The bot hears of the service message that its own call causes.
    stage
        .done(
            "createForumTopic",
            json!({"chat_id": stage.forum, "name": "Client"}),
        )
        .await;
    let RawAnswer::Http { body, .. } = until(poll).await.expect("no panic") else {
        panic!("the poll was not answered")
    };
    let answer: Value = serde_json::from_slice(&body).expect("an answer is JSON");
    assert_eq!(
        answer["result"][0]["message"]["forum_topic_created"]["name"],
        "Client"
    );
    assert_eq!(*stage.sim.long_polls().borrow(), 0, "the turn is given up");
}

/// A jump of the world's clock stays, in either direction, while time goes on passing.
#[tokio::test]
async fn a_moved_clock_goes_on_from_where_it_was_moved() {
    let stage = Stage::new(SimClock::Real { factor: 1 }, Checks::On);
    let now_ms = || stage.sim.with(|world| world.now_ms());
    let start_ms = now_ms();
    stage.sim.with(|world| world.set_now_ms(start_ms + HOUR_MS));
    let later_ms = now_ms();
    assert!((start_ms + HOUR_MS..start_ms + 2 * HOUR_MS).contains(&later_ms));
    stage.sim.with(|world| world.set_now_ms(start_ms - HOUR_MS));
    let earlier_ms = now_ms();
    assert!((start_ms - HOUR_MS..start_ms).contains(&earlier_ms));
}

/// With the checks off nothing is held against the Bot API, and nothing is kept.
#[tokio::test]
async fn with_checks_off_departures_pass() {
    let stage = Stage::new(SimClock::Manual, Checks::Off);
    let message = json!({"chat_id": stage.person, "text": "x", "colour": "red"});
    stage.done("sendMessage", message).await;
    assert_eq!(stage.private_texts(), ["x"]);
    assert_eq!(stage.sim.violations(), []);
}

/// Our own answers are held against the Bot API too; a field that is unknown on purpose is announced.
#[tokio::test]
async fn unknown_fields_are_refused_unless_announced() {
    let stage = Stage::new(SimClock::Manual, Checks::On);
    let fields = json!({"hologram": {"angle": 3}});
    stage.say_raw(fields.as_object().expect("an object").clone());
    let RawAnswer::Http { status, .. } = stage.raw("getUpdates", json!({})).await else {
        panic!("it is answered")
    };
    assert_eq!(status, 500);
    assert_eq!(stage.sim.violations()[0].side, Side::Answer);
    stage.sim.tolerate_field("hologram");
    assert_eq!(
        stage.updates(0).await[0]["message"]["hologram"],
        fields["hologram"]
    );
    assert_eq!(stage.sim.violations().len(), 1);
}
