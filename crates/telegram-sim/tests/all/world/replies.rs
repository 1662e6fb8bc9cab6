//! Replies and quotes.

use relevo_telegram_sim::control::Say;
use serde_json::{Value, json};

use super::scene::Scene;

fn reply(chat: i64, parameters: &Value) -> Value {
    json!({"chat_id": chat, "text": "answer", "reply_parameters": parameters})
}

/// A missing target is refused, unless the caller allows to send without.
#[test]
fn a_missing_target_is_refused_or_allowed() {
    let mut scene = Scene::new();
    let forum = scene.forum;
    let words = scene.refused("sendMessage", reply(forum, &json!({"message_id": 999})));
    assert_eq!(words, "Bad Request: message to be replied not found");
    let lenient = json!({"message_id": 999, "allow_sending_without_reply": true});
    let sent = scene.done("sendMessage", reply(forum, &lenient));
    assert!(sent.get("reply_to_message").is_none());
}

/// A reply lands in its target's topic; with another thread it is a reply from elsewhere.
#[test]
fn replies_follow_the_topic() {
    let mut scene = Scene::new();
    let (owner, forum) = (scene.owner, scene.forum);
    let a = scene.world.make_topic(owner, forum, "A").expect("allowed");
    let b = scene.world.make_topic(owner, forum, "B").expect("allowed");
    let target = scene
        .world
        .say(owner, forum, Say::text("?").thread(a))
        .expect("allowed");
    let sent = scene.done("sendMessage", reply(forum, &json!({"message_id": target})));
    assert_eq!(sent["message_thread_id"], a);
    assert_eq!(sent["reply_to_message"]["message_id"], target);
    assert!(sent["reply_to_message"].get("reply_to_message").is_none());
    let mut elsewhere = reply(forum, &json!({"message_id": target}));
    elsewhere["message_thread_id"] = b.into();
    let sent = scene.done("sendMessage", elsewhere);
    assert_eq!(sent["message_thread_id"], b);
    assert!(sent.get("reply_to_message").is_none());
    assert_eq!(sent["external_reply"]["message_id"], target);
    assert_eq!(sent["external_reply"]["chat"]["id"], forum);
}

/// A reply to another chat is a reply from elsewhere; private sources keep chat and number secret.
#[test]
fn replies_reach_across_chats() {
    let mut scene = Scene::new();
    let heard = scene.heard(Say::text("hi"));
    let (client, forum) = (scene.client, scene.forum);
    let parameters = json!({"chat_id": client, "message_id": heard["message_id"]});
    let sent = scene.done("sendMessage", reply(forum, &parameters));
    assert_eq!(
        sent["external_reply"]["origin"]["sender_user"]["id"],
        client
    );
    assert!(sent["external_reply"].get("message_id").is_none());
}

/// A quote must stand in the target, with the same formatting.
#[test]
fn quotes_are_exact() {
    let mut scene = Scene::new();
    let client = scene.client;
    let params =
        json!({"chat_id": client, "text": "😀 one <b>two</b> three", "parse_mode": "HTML"});
    let target = scene.done("sendMessage", params)["message_id"].clone();
    let cases = [
        (json!({"quote": "one"}), Some(3)),
        (json!({"quote": "three", "quote_position": 11}), Some(11)),
        (json!({"quote": "two"}), None),
        (
            json!({"quote": "<b>two</b>", "quote_parse_mode": "HTML"}),
            Some(7),
        ),
        (json!({"quote": "four"}), None),
    ];
    for (mut parameters, position) in cases {
        parameters["message_id"] = target.clone();
        let answer = scene.call("sendMessage", reply(client, &parameters));
        match (answer, position) {
            (Ok(sent), Some(position)) => assert_eq!(sent["quote"]["position"], position),
            (Err(error), None) => {
                assert_eq!(error.description, "Bad Request: QUOTE_TEXT_INVALID");
            }
            (answer, _) => panic!("{parameters}: {answer:?}"),
        }
    }
    let heard = scene.heard(Say::text("x"));
    assert!(heard.get("quote").is_none());
}

/// A person's reply with a quote arrives with both.
#[test]
fn people_quote_too() {
    let mut scene = Scene::new();
    let client = scene.client;
    scene.sent(client, "first second");
    let target = scene
        .world
        .transcript(scene.bot.id, client)
        .last()
        .expect("one")
        .message_id;
    let heard = scene.heard(Say::text("which?").reply_to(target).quote("second"));
    assert_eq!(heard["reply_to_message"]["text"], "first second");
    assert_eq!(heard["quote"]["text"], "second");
    assert_eq!(heard["quote"]["position"], 6);
}
