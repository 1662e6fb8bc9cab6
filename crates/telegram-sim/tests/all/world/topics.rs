//! The life of forum topics as a bot sees it.

use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::world::AdminRights;
use serde_json::{Value, json};

use super::scene::Scene;

fn topic(scene: &mut Scene, name: &str) -> i64 {
    let made = scene.done(
        "createForumTopic",
        json!({"chat_id": scene.forum, "name": name}),
    );
    let thread = made["message_thread_id"].as_i64().expect("a number");
    scene.drain();
    thread
}

fn into(scene: &Scene, thread: i64) -> Value {
    json!({"chat_id": scene.forum, "message_thread_id": thread, "text": "hello"})
}

/// A topic's id is the number of the service message that made it; messages in it carry the id.
#[test]
fn the_id_is_the_creation_message() {
    let mut scene = Scene::new();
    let next = scene.sent(scene.forum, "before") + 1;
    let thread = topic(&mut scene, "Kim");
    assert_eq!(thread, next);
    let sent = scene.done("sendMessage", into(&scene, thread));
    assert_eq!(sent["message_thread_id"], thread);
    assert_eq!(sent["is_topic_message"], true);
    assert!(sent.get("reply_to_message").is_none());
    scene.world.set_root_as_reply(true);
    let sent = scene.done("sendMessage", into(&scene, thread));
    assert_eq!(sent["reply_to_message"]["message_id"], thread);
}

/// Names have 1-128 units, icons one of six colours.
#[test]
fn names_and_icons_have_limits() {
    let mut scene = Scene::new();
    let forum = scene.forum;
    let cases = [
        (json!({"name": "x".repeat(128)}), ""),
        (
            json!({"name": "x".repeat(129)}),
            "Bad Request: name is too long",
        ),
        (json!({"name": "  "}), "Bad Request: name must be non-empty"),
        (json!({"name": "x", "icon_color": 7322096}), ""),
        (
            json!({"name": "x", "icon_color": 1}),
            "Bad Request: invalid icon color specified",
        ),
        (
            json!({"name": "x", "icon_custom_emoji_id": "5312536423851630001"}),
            "",
        ),
        (
            json!({"name": "x", "icon_custom_emoji_id": "1"}),
            "Bad Request: DOCUMENT_INVALID",
        ),
    ];
    for (mut params, words) in cases {
        params["chat_id"] = forum.into();
        let answer = scene.call("createForumTopic", params);
        let refusal = answer
            .err()
            .map_or_else(String::new, |error| error.description);
        assert_eq!(refusal, words);
    }
}

/// What Telegram offers as icons can be taken, and is kept with the topic.
#[test]
fn icons_that_are_offered_can_be_taken() {
    let mut scene = Scene::new();
    let forum = scene.forum;
    let offered = scene.done("getForumTopicIconStickers", json!({}));
    let offered = offered.as_array().expect("stickers");
    for sticker in offered {
        let id = &sticker["custom_emoji_id"];
        let params = json!({"chat_id": forum, "name": "x", "icon_custom_emoji_id": id});
        let made = scene.done("createForumTopic", params);
        assert_eq!(&made["icon_custom_emoji_id"], id);
        let topics = scene.world.topics(forum);
        let kept = topics
            .last()
            .and_then(|topic| topic.icon_custom_emoji_id.as_deref());
        assert_eq!(kept, id.as_str());
    }
    assert!(!offered.is_empty());
}

/// Making needs the right to manage topics; changing needs it or one's own topic; deleting needs the
/// right to delete messages.
#[test]
fn topic_operations_need_rights() {
    let mut scene = Scene::new();
    let (owner, forum, bot) = (scene.owner, scene.forum, scene.bot.id);
    let own = topic(&mut scene, "own");
    let foreign = scene
        .world
        .make_topic(owner, forum, "foreign")
        .expect("allowed");
    scene
        .world
        .promote(owner, forum, bot, AdminRights::bare())
        .expect("exists");
    let at = |thread: i64| json!({"chat_id": forum, "message_thread_id": thread, "name": "new"});
    let cases = [
        (
            "createForumTopic",
            json!({"chat_id": forum, "name": "x"}),
            "create a topic",
        ),
        ("editForumTopic", at(foreign), "edit the topic"),
        ("closeForumTopic", at(foreign), "close or open the topic"),
        ("deleteForumTopic", at(own), "delete the topic"),
    ];
    for (method, params, words) in cases {
        let refusal = scene.refused(method, params);
        assert_eq!(
            refusal,
            format!("Bad Request: not enough rights to {words}")
        );
    }
    scene.done("editForumTopic", at(own));
    let bare = json!({"chat_id": forum, "message_thread_id": own});
    scene.done("closeForumTopic", bare);
    let group = scene.world.make_supergroup("Plain", owner);
    scene.world.add(owner, group, bot).expect("exists");
    let refusal = scene.refused("createForumTopic", json!({"chat_id": group, "name": "x"}));
    assert_eq!(refusal, "Bad Request: the chat is not a forum");
}

/// General is never addressed by id, and unknown topics are not found.
#[test]
fn general_has_no_id() {
    let mut scene = Scene::new();
    for thread in [1, 555] {
        assert_eq!(
            scene.refused("sendMessage", into(&scene, thread)),
            "Bad Request: message thread not found"
        );
    }
    let sent = scene.done("sendMessage", json!({"chat_id": scene.forum, "text": "x"}));
    assert!(sent.get("message_thread_id").is_none() && sent.get("is_topic_message").is_none());
}

/// A topic deleted by hand gives no update; only the next send tells.
#[test]
fn deletion_by_hand_is_silent() {
    let mut scene = Scene::new();
    let thread = topic(&mut scene, "Kim");
    let sent = scene.done("sendMessage", into(&scene, thread))["message_id"].clone();
    scene
        .world
        .delete_topic(scene.owner, scene.forum, thread)
        .expect("exists");
    assert!(scene.drain().is_empty());
    let not_found = "Bad Request: message thread not found";
    assert_eq!(
        scene.refused("sendMessage", into(&scene, thread)),
        not_found
    );
    let params = json!({"chat_id": scene.forum, "message_thread_id": thread, "name": "x"});
    assert_eq!(scene.refused("editForumTopic", params.clone()), not_found);
    assert_eq!(scene.refused("deleteForumTopic", params), not_found);
    let edit = json!({"chat_id": scene.forum, "message_id": sent, "text": "x"});
    assert_eq!(
        scene.refused("editMessageText", edit),
        "Bad Request: message to edit not found"
    );
    assert!(scene.world.topics(scene.forum)[0].deleted);
}

/// When the root message is lost, bots cannot use the topic, people can.
#[test]
fn a_lost_root_shuts_bots_out() {
    let mut scene = Scene::new();
    let thread = topic(&mut scene, "Kim");
    scene
        .world
        .lose_topic_root(scene.forum, thread)
        .expect("exists");
    assert_eq!(
        scene.refused("sendMessage", into(&scene, thread)),
        "Bad Request: message thread not found"
    );
    let say = Say::text("still here").thread(thread);
    scene
        .world
        .say(scene.owner, scene.forum, say)
        .expect("people can");
    assert_eq!(scene.drain()[0]["message"]["message_thread_id"], thread);
}

/// With forum mode switched off the thread id is ignored without an error, and nothing is a topic
/// message; switched on again, the topics are back.
#[test]
fn forum_off_ignores_the_thread_silently() {
    let mut scene = Scene::new();
    let thread = topic(&mut scene, "Kim");
    scene
        .world
        .set_forum(scene.forum, false)
        .expect("a supergroup");
    let sent = scene.done("sendMessage", into(&scene, thread));
    assert!(sent.get("message_thread_id").is_none());
    assert!(sent["chat"].get("is_forum").is_none());
    let full = scene.done("getChat", json!({"chat_id": scene.forum}));
    assert!(full.get("is_forum").is_none());
    scene
        .world
        .set_forum(scene.forum, true)
        .expect("a supergroup");
    let sent = scene.done("sendMessage", into(&scene, thread));
    assert_eq!(sent["message_thread_id"], thread);
}

/// Closed topics take messages from their creator and from those who manage topics.
#[test]
fn closed_topics_need_the_right() {
    let mut scene = Scene::new();
    let (owner, forum, bot) = (scene.owner, scene.forum, scene.bot.id);
    let own = topic(&mut scene, "own");
    let foreign = scene
        .world
        .make_topic(owner, forum, "foreign")
        .expect("allowed");
    scene.done(
        "closeForumTopic",
        json!({"chat_id": forum, "message_thread_id": own}),
    );
    scene
        .world
        .close_topic(owner, forum, foreign)
        .expect("exists");
    scene
        .world
        .close_general(owner, forum, true)
        .expect("a forum");
    scene.done("sendMessage", into(&scene, foreign));
    scene
        .world
        .promote(owner, forum, bot, AdminRights::bare())
        .expect("exists");
    scene.done("sendMessage", into(&scene, own));
    let general = json!({"chat_id": forum, "text": "x"});
    for params in [into(&scene, foreign), general] {
        assert_eq!(
            scene.refused("sendMessage", params),
            "Bad Request: TOPIC_CLOSED"
        );
    }
    let member = scene.client;
    scene.world.join(member, forum).expect("exists");
    let refusal = scene.world.say(member, forum, Say::text("x").thread(own));
    assert_eq!(
        refusal.expect_err("closed").description,
        "Bad Request: TOPIC_CLOSED"
    );
}

/// A change that changes nothing is refused; real ones are told by service messages.
#[test]
fn changes_are_told_and_non_changes_refused() {
    let mut scene = Scene::new();
    let thread = topic(&mut scene, "Kim");
    let forum = scene.forum;
    let at = |name: &str| json!({"chat_id": forum, "message_thread_id": thread, "name": name});
    let bare = json!({"chat_id": forum, "message_thread_id": thread});
    let words = scene.refused("editForumTopic", at("Kim"));
    assert_eq!(words, "Bad Request: TOPIC_NOT_MODIFIED");
    scene.done("editForumTopic", at("Kim 2"));
    scene.done("closeForumTopic", bare.clone());
    let words = scene.refused("closeForumTopic", bare.clone());
    assert_eq!(words, "Bad Request: TOPIC_NOT_MODIFIED");
    scene.done("reopenForumTopic", bare);
    let updates = scene.drain();
    assert_eq!(
        updates[0]["message"]["forum_topic_edited"],
        json!({"name": "Kim 2"})
    );
    assert_eq!(updates[1]["message"]["forum_topic_closed"], json!({}));
    assert_eq!(updates[2]["message"]["forum_topic_reopened"], json!({}));
    scene
        .world
        .rename_topic(scene.owner, scene.forum, thread, "Kim 3")
        .expect("exists");
    let update = scene.drain().pop().expect("told");
    assert_eq!(update["message"]["forum_topic_edited"]["name"], "Kim 3");
    assert_eq!(update["message"]["message_thread_id"], thread);
}

/// Hiding General closes it; reopening shows it again.
#[test]
fn general_can_be_hidden() {
    let mut scene = Scene::new();
    let chat = json!({"chat_id": scene.forum});
    scene.done("hideGeneralForumTopic", chat.clone());
    let words = scene.refused("closeGeneralForumTopic", chat.clone());
    assert_eq!(words, "Bad Request: TOPIC_NOT_MODIFIED");
    scene.done("reopenGeneralForumTopic", chat);
    let updates = scene.drain();
    assert!(
        updates[0]["message"]
            .get("general_forum_topic_hidden")
            .is_some()
    );
    assert!(updates[1]["message"].get("forum_topic_reopened").is_some());
    assert!(
        updates[2]["message"]
            .get("general_forum_topic_unhidden")
            .is_some()
    );
}
