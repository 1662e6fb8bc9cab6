//! Clients written by others, unmodified, against the HTTP door: aiogram, python-telegram-bot and grammY.
//!
//! Each script does one of everything, mirrors what Ann says into the forum, and prints what it saw; the transcript shows what
//! the world saw.

use relevo_telegram_sim::control::{Say, SayContent};
use relevo_telegram_sim::fault::{Fault, Rule};
use relevo_telegram_sim::sim::{Checks, SimClock};
use relevo_telegram_sim::world::Kind;
use serde_json::json;

use super::script::Script;
use super::stage::Stage;
use super::wire::Doors;

/// An unmodified aiogram bot lives in the simulator as it would in Telegram.
#[tokio::test]
async fn aiogram_works_unmodified() {
    run("aiogram_bot.py", "Bad Request: message thread not found").await;
}

/// An unmodified python-telegram-bot lives in the simulator as it would in Telegram.
#[tokio::test]
async fn python_telegram_bot_works_unmodified() {
    // Its exceptions cut the prefix off and begin with a capital.
    run("ptb_bot.py", "Message thread not found").await;
}

/// An unmodified grammY bot lives in the simulator as it would in Telegram.
#[tokio::test]
async fn grammy_works_unmodified() {
    run("grammy_bot.mjs", "Bad Request: message thread not found").await;
}

async fn run(script: &str, thread_not_found: &str) {
    let stage = Stage::new(SimClock::Real { factor: 1 }, Checks::On);
    let doors = Doors::open(&stage.sim).await;
    stage.sim.faults(|faults| {
        faults.add(Rule {
            method: Some("sendChatAction".to_owned()),
            ..Rule::new(Fault::TooMany { retry_after: 7 })
        })
    });
    let mut bot = Script::start(
        script,
        &[
            &format!("http://{}", doors.bot_api),
            &stage.token,
            &stage.forum.to_string(),
        ],
    );

    bot.expect(json!({"saw": "me", "username": stage.username}))
        .await;
    stage.say_private("hello");
    bot.expect(json!({"saw": "message", "text": "hello", "sender": "Ann"}))
        .await;
    bot.expect(json!({"saw": "answered", "reply_to": "hello"}))
        .await;
    assert_eq!(bot.next().await["caption"], "a picture");
    let copied = bot.next().await;
    assert_eq!(copied["saw"], "copied");
    bot.expect(json!({"saw": "edited", "text": "better words", "date": true}))
        .await;
    bot.expect(json!({"saw": "deleted", "result": true})).await;
    bot.expect(json!({"saw": "reacted", "result": true})).await;
    bot.expect(json!({"saw": "bad_request", "text": thread_not_found}))
        .await;
    bot.expect(json!({"saw": "retry_after", "seconds": 7}))
        .await;
    assert_eq!(bot.next().await["saw"], "asked");

    stage.send_document("notes.txt", b"some notes");
    bot.expect(json!({"saw": "document", "name": "notes.txt", "text": "some notes"}))
        .await;
    stage.press_last_button();
    bot.expect(json!({"saw": "callback", "data": "pressed", "answered": true}))
        .await;
    mirrors(&stage, &mut bot).await;
    stage.say_private("bye");
    bot.expect(json!({"saw": "stopped"})).await;
    bot.expect_end().await;

    let private = stage.private_rows();
    let texts: Vec<&str> = private[..4].iter().map(|row| row.text.as_str()).collect();
    assert_eq!(
        texts,
        ["hello", "better words", "a picture", "press"],
        "the mistake is gone"
    );
    assert_eq!(private[0].reactions, ["👍"]);
    assert!(private[1].edited);
    let topic = stage.topic_texts(copied["thread"].as_i64().expect("a topic has an id"));
    assert_eq!(topic.last().map(String::as_str), Some("hello"));
    assert_eq!(stage.sim.violations(), []);
    doors.shut().await;
}

/// Ann sends an album, a live location, a poll and a reaction; the bot does the same in the forum.
async fn mirrors(stage: &Stage, bot: &mut Script) {
    for (kind, caption) in [
        (Kind::Photo, "one"),
        (Kind::Photo, ""),
        (Kind::Video, "three"),
    ] {
        stage.say(stage.bot, Say::media(kind, caption).album("summer"));
    }
    bot.expect(json!({"saw": "album", "captions": ["one", null, "three"], "groups": 1}))
        .await;
    bot.expect(json!({"saw": "copies", "count": 3})).await;
    bot.expect(json!({"saw": "media", "video": true, "caption": "three"}))
        .await;

    let place = |latitude: f64, live_period: Option<i64>| SayContent::Location {
        latitude,
        longitude: 2.5,
        live_period,
    };
    let id = stage.say(stage.bot, Say::new(place(1.5, Some(600))));
    bot.expect(json!({"saw": "location", "live": 600})).await;
    stage.edit(id, place(1.75, Some(600)));
    bot.expect(json!({"saw": "moved", "latitude": 1.75})).await;
    stage.edit(id, place(1.75, None));
    bot.expect(json!({"saw": "still", "live": null})).await;

    stage.say(stage.bot, Say::sample(Kind::Poll));
    bot.expect(json!({"saw": "poll", "question": "Tea or coffee?", "options": ["Tea", "Coffee"]}))
        .await;
    stage.vote_in_forum(1);
    bot.expect(json!({"saw": "vote", "options": [1]})).await;
    bot.expect(json!({"saw": "closed", "voters": 1})).await;

    stage.react(id, "🔥");
    bot.expect(json!({"saw": "reaction", "old": 0, "new": ["🔥"]}))
        .await;
    bot.expect(json!({"saw": "mirrored", "results": [true, true]}))
        .await;

    let rows = stage
        .sim
        .with(|world| world.transcript(stage.forum, stage.person));
    let kinds: Vec<Kind> = rows[rows.len() - 8..].iter().map(|row| row.kind).collect();
    let album = [Kind::Photo, Kind::Photo, Kind::Video];
    let edited = [Kind::Video, Kind::Photo, Kind::Video];
    assert_eq!(kinds[..6], [edited, album].concat());
    assert_eq!(kinds[6..], [Kind::Location, Kind::Poll]);
}
