//! What bots called, the host's levers and guide, and the commands that a person is offered.

use relevo_telegram_sim::fault::{Fault, Rule};
use relevo_telegram_sim::playground::{Lever, Wish};
use relevo_telegram_sim::request::Request;
use serde_json::json;

use super::asking::Open;
use super::live::cast;

#[tokio::test]
async fn calls_are_listed_and_told() {
    let (world, cast) = cast();
    let open = Open::new(world).await;
    let forum = cast.chats[0];
    let start = open.read("/api/start").await["seq"]
        .as_u64()
        .expect("a number");
    let mut events = open.events(&cast.people[0].to_string(), start).await;
    open.sim
        .faults(|faults| faults.add(Rule::new(Fault::TooMany { retry_after: 7 })));
    let send = || {
        Request::new(
            "sendMessage",
            json!({"chat_id": forum, "text": "secret words"}),
        )
    };
    for _ in 0..2 {
        open.sim.request(&cast.token, send()).await;
    }
    // A poll that nothing happened to is not worth a line.
    open.sim
        .request(&cast.token, Request::new("getUpdates", json!({})))
        .await;
    let told = events.next_of("call").await;
    let calls = open.read("/api/calls").await;
    assert_eq!(calls["calls"].as_array().expect("a list").len(), 2);
    assert_eq!(calls["calls"][0], told);
    assert_eq!(told["bot"]["id"], cast.bot);
    assert_eq!(told["chat"], json!({"id": forum, "title": "Forum"}));
    assert_eq!(
        (&told["status"], &told["retry_after"], &told["fault"]),
        (&json!(429), &json!(7), &json!("too_many"))
    );
    assert_eq!(calls["calls"][1]["status"], 200);
    assert!(!calls.to_string().contains("secret"));
    let later = open.read("/api/calls?from=2").await;
    assert_eq!(later["calls"].as_array().expect("a list").len(), 1);
}

#[tokio::test]
async fn wishes_reach_the_host() {
    let mut open = Open::new(cast().0).await;
    open.playground.set_levers(vec![Lever {
        name: "restart",
        label: "Restart".to_owned(),
        does: "Restarts it.".to_owned(),
        enabled: true,
        state: String::new(),
    }]);
    let host = [("Host", "localhost")];
    for (path, status) in [
        ("levers/restart", 200),
        ("levers/other", 404),
        ("guide/next", 200),
        ("guide/other", 404),
    ] {
        let answer = open.ask(&format!("POST /api/{path}"), &host, b"").await;
        assert_eq!(answer.status, status, "{path}");
    }
    assert_eq!(open.wishes.recv().await, Some(Wish::Lever("restart")));
    assert_eq!(open.wishes.recv().await, Some(Wish::Next));
    open.playground.set_lever("restart", false, "busy");
    assert_eq!(
        open.ask("POST /api/levers/restart", &host, b"")
            .await
            .status,
        409
    );
    assert_eq!(
        open.read("/api/start").await["host"]["levers"][0]["state"],
        "busy"
    );
}

/// The narrowest scope that has commands wins.
#[tokio::test]
async fn commands_follow_their_scopes() {
    let (world, cast) = cast();
    let open = Open::new(world).await;
    let [ann, ben, _] = cast.people;
    let forum = cast.chats[0];
    for (name, scope) in [
        ("everywhere", json!({"type": "default"})),
        (
            "admins",
            json!({"type": "chat_administrators", "chat_id": forum}),
        ),
        ("alone", json!({"type": "all_private_chats"})),
    ] {
        let commands = json!([{"command": name, "description": "Does it"}]);
        let set = json!({"commands": commands, "scope": scope});
        open.sim
            .request(&cast.token, Request::new("setMyCommands", set))
            .await;
    }
    for (person, chat, name) in [
        (ann, forum, "admins"),
        (ben, forum, "everywhere"),
        (ann, cast.bot, "alone"),
    ] {
        let details = open
            .read(&format!("/api/chat?as={person}&chat={chat}"))
            .await;
        assert_eq!(details["commands"][0]["command"], name);
    }
}

/// The answer to a pressed button is there as soon as the bot gives it.
#[tokio::test]
async fn a_pressed_button_waits_for_its_answer() {
    let (world, cast) = cast();
    let open = Open::new(world).await;
    let ann = cast.people[0];
    let markup = json!({"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]});
    let sent = json!({"chat_id": ann, "text": "press", "reply_markup": markup});
    open.sim
        .request(&cast.token, Request::new("sendMessage", sent))
        .await;
    let page = open
        .read(&format!("/api/messages?as={ann}&chat={}&limit=1", cast.bot))
        .await;
    let press =
        json!({"person": ann, "chat": cast.bot, "message": page["messages"][0]["id"], "button": 0});
    let query = open.act("press_button", &press).await.1["result"].clone();
    let path = format!("/api/answer?query={}", query.as_str().expect("an id"));
    let answer = Request::new(
        "answerCallbackQuery",
        json!({"callback_query_id": query, "text": "done"}),
    );
    let (waited, _) = tokio::join!(open.read(&path), open.sim.request(&cast.token, answer));
    assert_eq!(waited["answer"]["text"], "done");
}
