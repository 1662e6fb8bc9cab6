//! Whatever changes what somebody sees is heard of: every operation, one by one.

use serde_json::{Value, json};

use super::asking::Open;
use super::everything::Everything;
use super::live::{Cast, cast};

/// All that a person sees, details included.
async fn seen(open: &Open, person: i64) -> (String, String) {
    let mut all = Everything::read(open, person).await;
    all.seq = 0;
    let chats = open.read(&format!("/api/chats?as={person}")).await;
    let mut details = Vec::new();
    for row in chats["chats"].as_array().expect("a list") {
        details.push(
            open.read(&format!("/api/chat?as={person}&chat={}", row["id"]))
                .await,
        );
    }
    let people = open.read("/api/start").await["people"].take();
    (format!("{all:?}"), format!("{details:?}{people}"))
}

/// Operations in an order in which each can be done, with arguments.
fn story(cast: &Cast, message: i64, poll: i64, thread: i64) -> Vec<(&'static str, Value)> {
    let [ann, ben, cleo] = cast.people;
    let [forum, group, supergroup, channel] = cast.chats;
    let bot = cast.bot;
    let permissions = json!({"can_send_messages": false});
    vec![
        ("make_person", json!({"first_name": "Dora"})),
        ("make_bot", json!({"username": "other_bot"})),
        ("start_bot", json!({"person": ann, "bot": bot})),
        ("block_bot", json!({"person": ann, "bot": bot})),
        ("unblock_bot", json!({"person": ann, "bot": bot})),
        (
            "rename_account",
            json!({"account": ben, "first_name": "Benno"}),
        ),
        ("say", json!({"person": ben, "chat": ann, "text": "hello"})),
        (
            "say_service",
            json!({"person": ann, "chat": supergroup, "field": "group_chat_created", "body": true}),
        ),
        (
            "read",
            json!({"person": ann, "chat": supergroup, "message": message}),
        ),
        (
            "edit",
            json!({"person": ann, "chat": supergroup, "message": message, "text": "edited"}),
        ),
        (
            "pin",
            json!({"person": ann, "chat": supergroup, "message": message}),
        ),
        ("unpin", json!({"person": ann, "chat": supergroup})),
        (
            "react",
            json!({"person": ben, "chat": supergroup, "message": message, "emoji": ["👍"]}),
        ),
        (
            "react_with",
            json!({"person": ben, "chat": supergroup, "message": message, "reactions": []}),
        ),
        (
            "vote",
            json!({"person": ann, "chat": supergroup, "message": poll, "options": [0]}),
        ),
        (
            "close_poll",
            json!({"person": ann, "chat": supergroup, "message": poll}),
        ),
        (
            "delete",
            json!({"person": ann, "chat": supergroup, "message": message}),
        ),
        ("make_group", json!({"title": "New", "owner": ann})),
        (
            "set_reactions",
            json!({"chat": supergroup, "emoji": ["👍"]}),
        ),
        (
            "set_permissions",
            json!({"chat": supergroup, "permissions": permissions}),
        ),
        ("set_protected", json!({"chat": supergroup, "on": true})),
        (
            "rename_chat",
            json!({"person": ann, "chat": supergroup, "title": "Renamed"}),
        ),
        ("join", json!({"account": cleo, "chat": supergroup})),
        (
            "promote",
            json!({"person": ann, "chat": supergroup, "account": cleo, "rights": {"can_pin_messages": true}}),
        ),
        (
            "demote",
            json!({"person": ann, "chat": supergroup, "account": cleo}),
        ),
        (
            "restrict",
            json!({"person": ann, "chat": supergroup, "account": cleo, "permissions": permissions}),
        ),
        (
            "kick",
            json!({"person": ann, "chat": supergroup, "account": cleo}),
        ),
        (
            "add",
            json!({"person": ann, "chat": channel, "account": cleo}),
        ),
        ("leave", json!({"account": cleo, "chat": channel})),
        (
            "make_topic",
            json!({"person": ann, "chat": forum, "name": "Two"}),
        ),
        (
            "rename_topic",
            json!({"person": ann, "chat": forum, "thread": thread, "name": "First"}),
        ),
        (
            "close_topic",
            json!({"person": ann, "chat": forum, "thread": thread}),
        ),
        (
            "reopen_topic",
            json!({"person": ann, "chat": forum, "thread": thread}),
        ),
        (
            "delete_topic",
            json!({"person": ann, "chat": forum, "thread": thread}),
        ),
        (
            "hide_general",
            json!({"person": ann, "chat": forum, "on": true}),
        ),
        (
            "close_general",
            json!({"person": ann, "chat": forum, "on": false}),
        ),
        ("upgrade_group", json!({"group": group})),
        ("set_forum", json!({"chat": forum, "on": false})),
        ("delete_chat", json!({"chat": forum})),
        ("delete_account", json!({"person": ben})),
    ]
}

#[tokio::test]
async fn every_operation_that_shows_is_heard_of() {
    let (mut world, cast) = cast();
    let (ann, supergroup) = (cast.people[0], cast.chats[2]);
    let thread = world.topics(cast.chats[0])[0].thread;
    // Nothing of this needs the log.
    world.set_logging(false);
    let open = Open::new(world).await;
    let say = |content: Value| json!({"person": ann, "chat": supergroup, "content": content});
    let poll = say(json!({"kind": "poll", "question": "?", "options": ["a", "b"]}));
    let poll = open.act("say", &poll).await.1["result"]
        .as_i64()
        .expect("an id");
    let text = say(json!({"kind": "text", "text": "words"}));
    let message = open.act("say", &text).await.1["result"]
        .as_i64()
        .expect("an id");
    let seq = async || {
        open.read("/api/start").await["seq"]
            .as_u64()
            .expect("a number")
    };
    for (operation, arguments) in story(&cast, message, poll, thread) {
        let before = (seen(&open, ann).await, seq().await);
        let (status, answer) = open.act(operation, &arguments).await;
        assert_eq!(status, 200, "{operation}: {answer}");
        let after = (seen(&open, ann).await, seq().await);
        assert!(
            operation == "read" || before.0 != after.0,
            "{operation} shows nothing"
        );
        assert!(before.1 < after.1, "nobody hears of {operation}");
    }
}
