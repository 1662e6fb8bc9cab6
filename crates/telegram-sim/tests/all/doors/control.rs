//! The control API over HTTP: a whole small story told in JSON, its list, and its refusals.

use std::net::SocketAddr;

use relevo_telegram_sim::sim::{Checks, Sim, SimClock};
use relevo_telegram_sim::world::World;
use serde_json::{Value, json};

use super::wire::{Doors, exchange, get, post_json};

async fn operate(address: SocketAddr, operation: &str, arguments: Value) -> (u16, Value) {
    exchange(address, &post_json(&format!("/{operation}"), &arguments))
        .await
        .json()
}

async fn did(address: SocketAddr, operation: &str, arguments: Value) -> Value {
    let (status, mut answer) = operate(address, operation, arguments).await;
    assert_eq!(status, 200, "{operation}: {answer}");
    answer["result"].take()
}

async fn opened() -> Doors {
    Doors::open(&Sim::new(World::new(1), SimClock::Manual, Checks::On)).await
}

/// People, chats, talk, buttons, topics, faults and time can all be driven by JSON alone.
#[tokio::test]
async fn a_story_is_told_in_json() {
    let doors = opened().await;
    let at = doors.control;
    let ann = did(at, "make_person", json!({"first_name": "Ann"})).await;
    let bot = did(at, "make_bot", json!({"username": "desk_bot"})).await;
    let (token, bot) = (
        bot["token"].as_str().expect("a token").to_owned(),
        bot["id"].clone(),
    );
    let forum = did(at, "make_forum", json!({"title": "Desk", "owner": ann})).await;
    did(
        at,
        "add",
        json!({"person": ann, "chat": forum, "account": bot}),
    )
    .await;
    let rights = json!({"can_manage_topics": true});
    did(
        at,
        "promote",
        json!({"person": ann, "chat": forum, "account": bot, "rights": rights}),
    )
    .await;
    let thread = did(
        at,
        "make_topic",
        json!({"person": ann, "chat": forum, "name": "Client"}),
    )
    .await;
    let first = did(
        at,
        "say",
        json!({"person": ann, "chat": forum, "thread": thread, "text": "hello"}),
    )
    .await;
    let reply = json!({"person": ann, "chat": forum, "thread": thread, "reply_to": first,
        "content": {"kind": "media", "media": "photo", "caption": "look"}});
    did(at, "say", reply).await;
    did(
        at,
        "edit",
        json!({"person": ann, "chat": forum, "message": first, "text": "hello!"}),
    )
    .await;
    did(
        at,
        "react",
        json!({"person": ann, "chat": forum, "message": first, "emoji": ["👍"]}),
    )
    .await;

    let keyboard = json!({"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]});
    let sent = json!({"chat_id": forum, "message_thread_id": thread, "text": "press", "reply_markup": keyboard});
    let (status, sent) = exchange(
        doors.bot_api,
        &post_json(&format!("/bot{token}/sendMessage"), &sent),
    )
    .await
    .json();
    assert_eq!(status, 200, "{sent}");
    let message = &sent["result"]["message_id"];
    did(
        at,
        "press_button",
        json!({"person": ann, "chat": forum, "message": message, "button": 0}),
    )
    .await;

    let rows = did(at, "transcript", json!({"chat": forum, "reader": ann})).await;
    let texts: Vec<&str> = rows
        .as_array()
        .expect("rows")
        .iter()
        .filter_map(|row| row["text"].as_str())
        .collect();
    assert_eq!(texts[texts.len() - 3..], ["hello!", "look", "press"]);
    let topics = did(at, "topics", json!({"chat": forum})).await;
    assert_eq!(
        (&topics[0]["name"], &topics[0]["thread"]),
        (&json!("Client"), &thread)
    );
    assert!(
        did(at, "log", json!({}))
            .await
            .as_array()
            .is_some_and(|log| log.len() > 5)
    );

    let before = did(at, "now", json!({})).await.as_i64().expect("a time");
    assert_eq!(
        did(at, "move_time", json!({"by_ms": 5_000})).await,
        before + 5_000
    );
    let rule = json!({"method": "getMe", "fault": {"kind": "too_many", "retry_after": 3}});
    did(at, "add_fault", rule).await;
    let (status, _) = exchange(doors.bot_api, &get(&format!("/bot{token}/getMe")))
        .await
        .json();
    assert_eq!(status, 429);
    assert_eq!(did(at, "faults", json!({})).await[0]["struck"], 1);
    assert_eq!(did(at, "violations", json!({})).await, json!([]));
    doors.shut().await;
}

/// The list names every operation with its arguments and what it does, each name once.
#[tokio::test]
async fn the_list_is_complete() {
    let doors = opened().await;
    let (status, list) = exchange(doors.control, &get("/")).await.json();
    assert_eq!(status, 200);
    let list = list["result"].as_array().expect("a list");
    let mut names: Vec<&str> = list
        .iter()
        .filter_map(|entry| entry["name"].as_str())
        .collect();
    assert!(names.len() > 60, "{} operations", names.len());
    assert!(
        list.iter()
            .all(|entry| entry["does"].as_str().is_some_and(|does| !does.is_empty()))
    );
    names.sort_unstable();
    let before = names.len();
    names.dedup();
    assert_eq!(names.len(), before, "a name stands twice");
    doors.shut().await;
}

/// Mistakes are refused with a reason, and nothing happens.
#[tokio::test]
async fn mistakes_are_refused() {
    let doors = opened().await;
    let cases = [
        (
            "make_persons",
            json!({}),
            404,
            "no such operation; GET / lists them",
        ),
        (
            "make_group",
            json!({"title": "x"}),
            400,
            "missing argument: owner",
        ),
        (
            "make_group",
            json!({"title": "x", "owner": 1, "colour": 2}),
            400,
            "unknown argument: colour",
        ),
        (
            "set_forum",
            json!({"chat": -5, "on": true}),
            400,
            "Bad Request: chat not found",
        ),
        ("move_time", json!({}), 400, "give either by_ms or to_ms"),
    ];
    for (operation, arguments, status, error) in cases {
        assert_eq!(
            operate(doors.control, operation, arguments).await,
            (status, json!({"error": error})),
            "{operation}"
        );
    }
    let (status, _) = exchange(doors.control, &get("/make_group")).await.json();
    assert_eq!(status, 405);
    assert_eq!(did(doors.control, "log", json!({})).await, json!([]));
    doors.shut().await;
}

/// A website that is open in a browser of this machine can neither play people nor make faults, under whatever name it
/// reaches this door.
#[tokio::test]
async fn pages_of_a_browser_are_refused() {
    let doors = opened().await;
    let body = json!({"first_name": "Mallory"}).to_string();
    let by = |line: &str| {
        let length = body.len();
        format!(
            "POST /make_person HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\
             Content-Type: text/plain\r\nContent-Length: {length}\r\n{line}\r\n{body}"
        )
    };
    for line in [
        "Origin: https://evil.example\r\n",
        "Origin: http://evil.example\r\n",
        "Origin: null\r\n",
        "Sec-Fetch-Site: same-origin\r\n",
    ] {
        let (status, answer) = exchange(doors.control, by(line).as_bytes()).await.json();
        assert_eq!(status, 403, "{line}");
        assert!(answer["error"].is_string());
    }
    assert_eq!(did(doors.control, "log", json!({})).await, json!([]));
    // As curl and other programs ask, which name no page.
    let (status, _) = exchange(doors.control, by("").as_bytes()).await.json();
    assert_eq!(status, 200);
    doors.shut().await;
}

/// Every kind of content, forwards from outside, replies across chats and reactions as a channel can be driven by JSON too.
#[tokio::test]
async fn every_content_is_said_in_json() {
    let doors = opened().await;
    let at = doors.control;
    let ann = did(at, "make_person", json!({"first_name": "Ann"})).await;
    let bot = json!({"username": "desk_bot", "owner_premium": true});
    let bot = did(at, "make_bot", bot).await["id"].clone();
    did(at, "set_owner_premium", json!({"bot": bot, "on": false})).await;
    let group = json!({"title": "Talk", "owner": ann});
    let group = did(at, "make_supergroup", group).await;
    let channel = json!({"title": "News", "owner": ann});
    let channel = did(at, "make_channel", channel).await;
    let kinds = ["text", "story", "giveaway_winners", "unknown"];
    for kind in kinds {
        let content = json!({"kind": "sample", "of": kind});
        let say = json!({"person": ann, "chat": bot, "content": content});
        did(at, "say", say).await;
    }
    let rows = json!({"chat": bot, "reader": ann});
    let rows = did(at, "transcript", rows).await;
    for (row, kind) in rows.as_array().expect("rows").iter().zip(kinds) {
        assert_eq!(row["kind"], kind);
    }
    let said = did(
        at,
        "say",
        json!({"person": ann, "chat": group, "text": "hello"}),
    )
    .await;
    let say = json!({
        "person": ann, "chat": bot, "text": "this?", "reply_to": said, "reply_chat": group,
        "forward_origin": {"type": "hidden_user", "date": 1, "sender_user_name": "Zed"},
        "more": {"link_preview_options": {"is_disabled": true}},
    });
    did(at, "say", say).await;
    let rows = json!({"chat": bot, "reader": ann, "start": 4});
    let row = did(at, "transcript", rows).await[0].clone();
    assert_eq!(row["external_reply"]["message_id"], said);
    assert_eq!(row["origin"]["sender_user_name"], "Zed");
    assert_eq!(row["fields"]["link_preview_options"]["is_disabled"], true);
    let reaction = json!([{"type": "emoji", "emoji": "👍"}]);
    let react = json!({
        "person": ann, "chat": group, "message": said, "reactions": reaction, "as_chat": channel,
    });
    did(at, "react_with", react).await;
    let rows = json!({"chat": group, "reader": ann});
    let rows = did(at, "transcript", rows).await;
    let row = rows.as_array().expect("rows").last().expect("one").clone();
    assert_eq!(row["reactions"][0][0], channel);
    let fault = json!({"bot": bot, "item": 2});
    did(at, "break_next_multi_send", fault).await;
    doors.shut().await;
}

/// The picker of chats is played by JSON: what is offered, the order of events, picking one.
#[tokio::test]
async fn a_chat_is_picked_in_json() {
    let doors = opened().await;
    let at = doors.control;
    let ann = did(at, "make_person", json!({"first_name": "Ann"})).await;
    let bot = did(at, "make_bot", json!({"username": "desk_bot"})).await;
    let token = bot["token"].as_str().expect("a token").to_owned();
    let bot = bot["id"].clone();
    let forum = did(at, "make_forum", json!({"title": "Desk", "owner": ann})).await;
    did(at, "start_bot", json!({"person": ann, "bot": bot})).await;
    let request = json!({
        "request_id": 7, "chat_is_channel": false, "chat_is_forum": true,
        "bot_is_member": true, "request_title": true,
    });
    let keyboard = json!({"keyboard": [[{"text": "Choose", "request_chat": request}]]});
    let sent = json!({"chat_id": ann, "text": "Where?", "reply_markup": keyboard});
    let path = format!("/bot{token}/sendMessage");
    let (status, _) = exchange(doors.bot_api, &post_json(&path, &sent))
        .await
        .json();
    assert_eq!(status, 200);
    let button = json!({"person": ann, "bot": bot, "request": 7});
    let offered = did(at, "pickable_chats", button).await;
    assert_eq!(offered, json!([forum]));
    did(at, "set_picking", json!({"picking": "shared_first"})).await;
    let pick = json!({"person": ann, "bot": bot, "chat": forum});
    let message = did(at, "pick_chat", pick).await;
    let told = did(
        at,
        "transcript",
        json!({"chat": bot, "reader": ann, "start": 2}),
    )
    .await;
    assert_eq!(told[0]["message_id"], message);
    assert_eq!(
        told[0]["fields"]["chat_shared"],
        json!({"request_id": 7, "chat_id": forum, "title": "Desk"})
    );
    let other = json!({"person": ann, "bot": bot, "request": 8, "chat": forum});
    let (status, _) = operate(at, "pick_chat", other).await;
    assert_eq!(status, 400, "no such button");
}

/// Promise: a bot on an account and a bot for another to manage are played by JSON alone, with what its maker sets.
#[tokio::test]
async fn accounts_and_makers_are_played_in_json() {
    let doors = opened().await;
    let at = doors.control;
    let ann = did(at, "make_person", json!({"first_name": "Ann"})).await;
    let bob = did(at, "make_person", json!({"first_name": "Bob"})).await;
    let bot = did(at, "make_bot", json!({"username": "desk_bot"})).await["id"].take();
    let rights = json!({"can_reply": true, "can_read_messages": false});
    let connect = json!({"owner": ann, "bot": bot, "rights": rights});
    let id = did(at, "connect_business", connect.clone()).await;
    let pause = json!({"owner": ann, "on": true, "chat": bob});
    did(at, "pause_business", pause).await;
    let row = did(at, "business_connection", json!({"owner": ann})).await;
    let rights = json!({"can_reply": true});
    let expected =
        json!({"id": id, "bot": bot, "rights": rights, "enabled": true, "paused": [bob]});
    assert_eq!(row, expected);
    did(at, "disconnect_business", json!({"owner": ann})).await;
    let row = did(at, "business_connection", json!({"owner": ann})).await;
    assert_eq!(row, Value::Null);
    did(at, "set_business_mode", json!({"bot": bot, "on": false})).await;
    let (status, refused) = operate(at, "connect_business", connect).await;
    let words = json!({"error": "Bad Request: BOT_BUSINESS_MISSING"});
    assert_eq!((status, refused), (400, words));

    let make = json!({"person": ann, "manager": bot, "name": "Shop", "username": "shop_bot"});
    assert_eq!(operate(at, "make_managed_bot", make.clone()).await.0, 400);
    did(at, "set_manages_bots", json!({"bot": bot, "on": true})).await;
    let shop = did(at, "make_managed_bot", make).await;
    let settings = did(at, "bot_settings", json!({"bot": shop["id"]})).await;
    assert_eq!(settings["manager"], bot);
    let token = did(at, "token_of", json!({"bot": shop["id"]})).await;
    assert_eq!(token, shop["token"]);

    let said = json!({"person": ann, "chat": bob, "text": "x"});
    let mut messages = Vec::new();
    for _ in 0..2 {
        messages.push(did(at, "say", said.clone()).await);
    }
    let delete = json!({"person": ann, "chat": bob, "messages": messages});
    did(at, "delete_many", delete.clone()).await;
    assert_eq!(operate(at, "delete_many", delete).await.0, 400);
    doors.shut().await;
}
