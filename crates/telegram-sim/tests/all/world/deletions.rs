//! Deleting messages.

use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::world::AdminRights;
use serde_json::{Value, json};

use super::scene::Scene;

const HOUR_MS: i64 = 3_600_000;

fn at(chat: i64, message: &Value) -> Value {
    json!({"chat_id": chat, "message_id": message})
}

/// Private chats: both directions, for 48 hours.
#[test]
fn private_messages_are_deletable_for_48_hours() {
    let mut scene = Scene::new();
    let client = scene.client;
    let theirs = scene.heard(Say::text("theirs"))["message_id"].clone();
    let mine = json!(scene.sent(client, "mine"));
    let old = json!(scene.sent(client, "old"));
    scene.move_ms(47 * HOUR_MS);
    scene.done("deleteMessage", at(client, &theirs));
    scene.done("deleteMessage", at(client, &mine));
    let words = scene.refused("deleteMessage", at(client, &mine));
    assert_eq!(words, "Bad Request: message to delete not found");
    scene.move_ms(HOUR_MS);
    let words = scene.refused("deleteMessage", at(client, &old));
    assert_eq!(words, "Bad Request: message can't be deleted for everyone");
}

/// A die in a private chat is deletable only after 24 hours.
#[test]
fn a_die_is_deletable_after_a_day() {
    let mut scene = Scene::new();
    let client = scene.client;
    let die = scene.done("sendDice", json!({"chat_id": client}))["message_id"].clone();
    let words = scene.refused("deleteMessage", at(client, &die));
    assert_eq!(words, "Bad Request: message can't be deleted");
    scene.move_ms(25 * HOUR_MS);
    scene.done("deleteMessage", at(client, &die));
}

/// Groups: own messages, others' with the right; births of chats and topics never.
#[test]
fn group_messages_need_the_right() {
    let mut scene = Scene::new();
    let (owner, forum, bot) = (scene.owner, scene.forum, scene.bot.id);
    let say = |scene: &mut Scene| {
        let id = scene
            .world
            .say(owner, forum, Say::text("theirs"))
            .expect("allowed");
        json!(id)
    };
    let (first, second) = (say(&mut scene), say(&mut scene));
    scene.done("deleteMessage", at(forum, &first));
    scene
        .world
        .promote(owner, forum, bot, AdminRights::bare())
        .expect("exists");
    let words = scene.refused("deleteMessage", at(forum, &second));
    assert_eq!(words, "Bad Request: message can't be deleted");
    let mine = json!(scene.sent(forum, "mine"));
    scene.done("deleteMessage", at(forum, &mine));
    scene
        .world
        .promote(owner, forum, bot, AdminRights::all())
        .expect("exists");
    let topic = scene.done("createForumTopic", json!({"chat_id": forum, "name": "A"}));
    let words = scene.refused("deleteMessage", at(forum, &topic["message_thread_id"]));
    assert_eq!(words, "Bad Request: message can't be deleted");
}

/// The plural form skips what is missing, and nobody is told of a deletion.
#[test]
fn the_plural_form_skips_missing_messages() {
    let mut scene = Scene::new();
    let client = scene.client;
    let id = scene.sent(client, "mine");
    scene.done(
        "deleteMessages",
        json!({"chat_id": client, "message_ids": [id, id + 500]}),
    );
    assert!(scene.drain().is_empty());
    let rows = scene.world.transcript(scene.bot.id, client);
    assert!(rows.last().expect("one").deleted);
    let many: Vec<i64> = (1..=101).collect();
    let words = scene.refused(
        "deleteMessages",
        json!({"chat_id": client, "message_ids": many}),
    );
    assert_eq!(words, "Bad Request: too many message identifiers specified");
}
