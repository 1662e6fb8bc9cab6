//! How updates wait for a bot.

use relevo_telegram_sim::control::Say;
use serde_json::{Value, json};

use super::scene::Scene;

const HOUR_MS: i64 = 3_600_000;

fn ids(page: &Value) -> Vec<i64> {
    let page = page.as_array().expect("a list");
    page.iter()
        .map(|update| update["update_id"].as_i64().expect("a number"))
        .collect()
}

fn say_many(scene: &mut Scene, count: usize) {
    for number in 0..count {
        let say = Say::text(&format!("line {number}"));
        scene
            .world
            .say(scene.client, scene.bot.id, say)
            .expect("the client may write");
    }
}

/// Updates come again until an offset above their id confirms them.
#[test]
fn only_a_higher_offset_confirms() {
    let mut scene = Scene::new();
    say_many(&mut scene, 3);
    let first = ids(&scene.done("getUpdates", json!({})));
    assert_eq!(first.len(), 3);
    assert_eq!(first, ids(&scene.done("getUpdates", json!({}))));
    let second = scene.done("getUpdates", json!({"offset": first[0] + 1}));
    assert_eq!(ids(&second), first[1..]);
    assert_eq!(scene.world.pending_updates(&scene.bot.token), 2);
    let again = scene.done("getUpdates", json!({"offset": first[0]}));
    assert_eq!(ids(&again), first[1..], "confirmed is gone for good");
}

/// Ids ascend one by one and fit a signed 32-bit number.
#[test]
fn ids_ascend_from_a_random_start() {
    let mut scene = Scene::new();
    say_many(&mut scene, 4);
    let ids = ids(&scene.done("getUpdates", json!({})));
    assert!(ids.windows(2).all(|pair| pair[0] + 1 == pair[1]));
    assert!(ids[0] > 0 && i32::try_from(ids[3]).is_ok());
}

/// A negative offset drops all but the last ones.
#[test]
fn negative_offset_keeps_the_last() {
    let mut scene = Scene::new();
    say_many(&mut scene, 5);
    let all = ids(&scene.done("getUpdates", json!({})));
    assert_eq!(
        ids(&scene.done("getUpdates", json!({"offset": -2}))),
        all[3..]
    );
    assert_eq!(ids(&scene.done("getUpdates", json!({}))), all[3..]);
}

/// A page has as many updates as asked for, at most 100.
#[test]
fn limit_is_one_to_a_hundred() {
    let mut scene = Scene::new();
    say_many(&mut scene, 130);
    for (limit, expected) in [
        (json!(7), 7),
        (json!(100), 100),
        (json!(500), 100),
        (json!(0), 100),
    ] {
        let page = scene.done("getUpdates", json!({"limit": limit}));
        assert_eq!(ids(&page).len(), expected, "limit {limit}");
    }
}

/// The wanted kinds are stored; a kind that is not wanted is dropped when it is created, so that
/// widening the list does not bring it back; an empty list means the default.
#[test]
fn unwanted_kinds_are_dropped_at_creation() {
    let mut scene = Scene::new();
    scene.done("getUpdates", json!({"allowed_updates": ["edited_message"]}));
    say_many(&mut scene, 2);
    assert!(ids(&scene.done("getUpdates", json!({}))).is_empty());
    assert!(ids(&scene.done("getUpdates", json!({"allowed_updates": ["message"]}))).is_empty());
    say_many(&mut scene, 1);
    assert_eq!(scene.kinds(), ["message"]);
    scene.done("getUpdates", json!({"allowed_updates": []}));
    say_many(&mut scene, 1);
    assert_eq!(scene.kinds(), ["message"]);
}

/// `chat_member` and the reaction kinds come only if they are named.
#[test]
fn three_kinds_must_be_asked_for() {
    let mut scene = Scene::new();
    let (owner, forum, client) = (scene.owner, scene.forum, scene.client);
    scene.world.join(client, forum).expect("allowed");
    let message = scene
        .world
        .say(owner, forum, Say::text("hello"))
        .expect("allowed");
    scene
        .world
        .react(client, forum, message, &["👍"])
        .expect("allowed");
    assert_eq!(scene.kinds(), ["message", "message"]);
    let kinds = json!(["chat_member", "message_reaction"]);
    scene.done("getUpdates", json!({"allowed_updates": kinds}));
    scene
        .world
        .react(client, forum, message, &["🔥"])
        .expect("allowed");
    scene.world.leave(client, forum).expect("allowed");
    assert_eq!(scene.kinds(), ["message_reaction", "chat_member"]);
}

/// An update is kept for 24 hours from its event's date.
#[test]
fn updates_expire_after_24_hours() {
    let mut scene = Scene::new();
    say_many(&mut scene, 1);
    scene.move_ms(23 * HOUR_MS);
    say_many(&mut scene, 1);
    assert_eq!(scene.world.pending_updates(&scene.bot.token), 2);
    scene.move_ms(HOUR_MS);
    assert_eq!(scene.world.pending_updates(&scene.bot.token), 1);
    assert_eq!(ids(&scene.done("getUpdates", json!({}))).len(), 1);
}

/// After a week without updates the ids start anew at a random value.
#[test]
fn ids_restart_after_a_silent_week() {
    let mut scene = Scene::new();
    say_many(&mut scene, 1);
    let before = ids(&scene.done("getUpdates", json!({})))[0];
    scene.move_ms(6 * 24 * HOUR_MS);
    say_many(&mut scene, 1);
    assert_eq!(ids(&scene.done("getUpdates", json!({}))), [before + 1]);
    scene.move_ms(7 * 24 * HOUR_MS + 1);
    say_many(&mut scene, 1);
    let after = ids(&scene.done("getUpdates", json!({})));
    assert_eq!(after.len(), 1);
    assert_ne!(after[0], before + 2);
}

/// One answer is cut at about 4 MiB.
#[test]
fn an_answer_is_cut_at_four_mebibytes() {
    let mut scene = Scene::new();
    scene.lenient = true;
    let blob = "x".repeat(100_000);
    for _ in 0..60 {
        let fields = json!({"unheard_of": blob});
        let content = relevo_telegram_sim::control::SayContent::Raw {
            fields: fields.as_object().expect("an object").clone(),
        };
        scene
            .world
            .say(scene.client, scene.bot.id, Say::new(content))
            .expect("allowed");
    }
    let page = scene.done("getUpdates", json!({}));
    let bytes = page.to_string().len();
    assert!(ids(&page).len() < 60);
    assert!((3 << 20..=4 << 20).contains(&bytes), "{bytes} bytes");
}

/// An event above 512 KiB is lost silently.
#[test]
fn a_huge_event_is_lost() {
    let mut scene = Scene::new();
    scene.lenient = true;
    for (bytes, kept) in [(500_000, 1), (600_000, 0)] {
        let fields = json!({"unheard_of": "x".repeat(bytes)});
        let content = relevo_telegram_sim::control::SayContent::Raw {
            fields: fields.as_object().expect("an object").clone(),
        };
        scene
            .world
            .say(scene.client, scene.bot.id, Say::new(content))
            .expect("allowed");
        assert_eq!(scene.drain().len(), kept, "{bytes}");
    }
}

/// Polling and a webhook exclude each other.
#[test]
fn no_polling_while_a_webhook_is_set() {
    let mut scene = Scene::new();
    scene.done(
        "setWebhook",
        json!({"url": "https://example.org/hook", "secret_token": "s-1", "allowed_updates": ["message"]}),
    );
    let refusal = scene.refusal("getUpdates", json!({}));
    assert_eq!(refusal.code, 409);
    assert_eq!(
        refusal.description,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    );
    say_many(&mut scene, 2);
    let token = scene.bot.token.clone();
    let hook = scene.world.webhook_of(&token).expect("set");
    assert_eq!(hook.secret.as_deref(), Some("s-1"));
    assert_eq!(hook.allowed, Some(vec!["message".to_owned()]));
    let info = scene.done("getWebhookInfo", json!({}));
    assert_eq!(info["pending_update_count"], 2);
    let waiting = scene.world.waiting_updates(&token, 10);
    scene.world.confirm_update(&token, waiting[1].id);
    assert_eq!(scene.world.waiting_updates(&token, 10)[0].id, waiting[0].id);
    scene.done("deleteWebhook", json!({"drop_pending_updates": true}));
    assert!(ids(&scene.done("getUpdates", json!({}))).is_empty());
}
