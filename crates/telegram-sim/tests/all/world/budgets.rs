//! Flood limits.

use relevo_telegram_sim::control::NewBot;
use relevo_telegram_sim::request::Request;
use relevo_telegram_sim::world::{AdminRights, Budgets};
use serde_json::json;

use super::scene::{Scene, join_bot};

fn limited() -> Scene {
    let mut scene = Scene::new();
    scene.world.set_budgets(Budgets::default());
    scene
}

/// Sends, edits and topic operations of one bot in one group share 20 units per 60 seconds; the answer
/// tells exactly how long to wait, and a refused call does nothing.
#[test]
fn a_group_takes_twenty_units_a_minute() {
    let mut scene = limited();
    let forum = scene.forum;
    let topic = scene.done("createForumTopic", json!({"chat_id": forum, "name": "A"}));
    let thread = topic["message_thread_id"].clone();
    scene.done(
        "closeForumTopic",
        json!({"chat_id": forum, "message_thread_id": thread}),
    );
    scene.move_ms(10_000);
    let first = scene.sent(forum, "1");
    let edit = json!({"chat_id": forum, "message_id": first, "text": "changed"});
    scene.done("editMessageText", edit);
    for number in 0..16 {
        scene.sent(forum, &format!("line {number}"));
    }
    let rows = scene.world.transcript(forum, scene.owner).len();
    let refusal = scene.refusal("sendMessage", json!({"chat_id": forum, "text": "21st"}));
    assert_eq!((refusal.code, refusal.retry_after), (429, Some(50)));
    assert_eq!(refusal.description, "Too Many Requests: retry after 50");
    assert_eq!(scene.world.transcript(forum, scene.owner).len(), rows);
    scene.move_ms(50_000);
    scene.sent(forum, "one");
    scene.sent(forum, "two");
    assert_eq!(
        scene
            .refusal("sendMessage", json!({"chat_id": forum, "text": "x"}))
            .code,
        429
    );
    scene.done(
        "sendChatAction",
        json!({"chat_id": forum, "action": "typing"}),
    );
}

/// Budgets are per bot and per chat; an album costs one unit per item.
#[test]
fn budgets_are_per_bot_and_chat_and_albums_cost_their_items() {
    let mut scene = limited();
    let forum = scene.forum;
    let uploaded = scene.upload("sendPhoto", json!({"chat_id": scene.client}), "photo");
    let file = uploaded.expect("allowed")["photo"][1]["file_id"].clone();
    let item = json!({"type": "photo", "media": file});
    let album = json!({"chat_id": forum, "media": vec![item; 10]});
    scene.done("sendMediaGroup", album.clone());
    scene.done("sendMediaGroup", album);
    assert_eq!(
        scene
            .refusal("sendMessage", json!({"chat_id": forum, "text": "x"}))
            .code,
        429
    );
    scene.move_ms(1_000);
    scene.sent(scene.client, "another chat");
    let relay = join_bot(&mut scene, forum, NewBot::default());
    let rights = AdminRights::bare();
    scene
        .world
        .promote(scene.owner, forum, relay.id, rights)
        .expect("exists");
    let call = Request::new("sendMessage", json!({"chat_id": forum, "text": "x"}));
    scene
        .world
        .call(&relay.token, &call)
        .expect("a budget of its own");
}

/// A private chat takes a short burst, then one message a second.
#[test]
fn a_private_chat_takes_a_burst_then_one_a_second() {
    let mut scene = limited();
    let client = scene.client;
    for number in 0..5 {
        scene.sent(client, &format!("{number}"));
    }
    let refusal = scene.refusal("sendMessage", json!({"chat_id": client, "text": "x"}));
    assert_eq!(refusal.retry_after, Some(1));
    for _ in 0..3 {
        scene.move_ms(1_000);
        scene.sent(client, "one");
        assert_eq!(
            scene
                .refusal("sendMessage", json!({"chat_id": client, "text": "x"}))
                .code,
            429
        );
    }
    scene.move_ms(60_000);
    for number in 0..5 {
        scene.sent(client, &format!("{number}"));
    }
}

/// One bot sends 30 messages a second over all chats.
#[test]
fn a_bot_takes_thirty_units_a_second() {
    let mut scene = limited();
    let bot = scene.bot.id;
    let people: Vec<i64> = (0..31)
        .map(|number| scene.world.make_named(&format!("P{number}")))
        .collect();
    for person in &people {
        scene.world.start_bot(*person, bot, None).expect("exists");
    }
    for person in &people[..30] {
        scene.sent(*person, "hello");
    }
    let last = json!({"chat_id": people[30], "text": "hello"});
    assert_eq!(
        scene.refusal("sendMessage", last.clone()).retry_after,
        Some(1)
    );
    scene.move_ms(1_000);
    scene.done("sendMessage", last);
}
