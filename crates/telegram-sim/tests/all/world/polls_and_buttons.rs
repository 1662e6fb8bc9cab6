//! Polls with votes, buttons with answers.

use serde_json::{Value, json};

use super::scene::Scene;

/// A vote reaches the bot that sent the poll; a public poll also tells who voted; a stopped poll takes
/// no votes.
#[test]
fn votes_reach_the_sender() {
    let mut scene = Scene::new();
    let (owner, forum) = (scene.owner, scene.forum);
    let poll = json!({
        "chat_id": forum, "question": "When?", "is_anonymous": false,
        "options": [{"text": "now"}, {"text": "later"}],
    });
    let sent = scene.done("sendPoll", poll);
    let id = sent["message_id"].as_i64().expect("a number");
    scene.world.vote(owner, forum, id, &[1]).expect("open");
    let updates = scene.drain();
    assert_eq!(updates[0]["poll"]["options"][1]["voter_count"], 1);
    assert_eq!(updates[1]["poll_answer"]["option_ids"], json!([1]));
    let stopped = scene.done("stopPoll", json!({"chat_id": forum, "message_id": id}));
    assert_eq!(stopped["is_closed"], true);
    scene
        .world
        .vote(owner, forum, id, &[0])
        .expect_err("closed");
}

/// A forwarded poll is the same poll: a vote for either counts in both, whoever watches hears of both, and both end together.
#[test]
fn a_forwarded_poll_is_the_same_poll() {
    let mut scene = Scene::new();
    let (owner, forum) = (scene.owner, scene.forum);
    let poll = json!({"chat_id": forum, "question": "When?", "options": [{"text": "now"}, {"text": "later"}]});
    let sent = scene.done("sendPoll", poll);
    let id = sent["message_id"].as_i64().expect("a number");
    let forward = json!({"chat_id": forum, "from_chat_id": forum, "message_id": id});
    let copy = scene.done("forwardMessage", forward)["message_id"]
        .as_i64()
        .expect("a number");
    let votes = |scene: &Scene| -> Vec<[i64; 2]> {
        let rows = scene.world.transcript(forum, owner);
        let polls = rows.iter().filter_map(|row| row.fields.get("poll"));
        let count = |poll: &Value, at: usize| poll["options"][at]["voter_count"].as_i64();
        polls
            .map(|poll| [0, 1].map(|at| count(poll, at).expect("a number")))
            .collect()
    };
    for (through, option, counts) in [(copy, 1, [0, 1]), (id, 0, [1, 0])] {
        scene
            .world
            .vote(owner, forum, through, &[option])
            .expect("open");
        assert_eq!(votes(&scene), [counts, counts]);
    }
    scene.done("stopPoll", json!({"chat_id": forum, "message_id": id}));
    let closed = scene.world.vote(owner, forum, copy, &[1]);
    closed.expect_err("closed");
}

/// A second vote takes the place of the first, and none takes it back; a quiz is answered once.
#[test]
fn a_vote_can_change_where_the_poll_allows_it() {
    let mut scene = Scene::new();
    let (owner, forum) = (scene.owner, scene.forum);
    let poll = |kind: &str| {
        let options = json!([{"text": "now"}, {"text": "later"}]);
        json!({"chat_id": forum, "question": "When?", "options": options, "type": kind,
            "allows_revoting": kind == "regular", "correct_option_ids": [0]})
    };
    let sent = scene.done("sendPoll", poll("regular"));
    let id = sent["message_id"].as_i64().expect("a number");
    for (options, counts) in [(&[1][..], (0, 1)), (&[0], (1, 0)), (&[], (0, 0))] {
        scene.world.vote(owner, forum, id, options).expect("open");
        let told = scene.drain();
        let poll = &told[0]["poll"];
        let count = |at: usize| poll["options"][at]["voter_count"].clone();
        assert_eq!((count(0), count(1)), (json!(counts.0), json!(counts.1)));
        assert_eq!(poll["total_voter_count"], counts.0 + counts.1);
    }
    let sent = scene.done("sendPoll", poll("quiz"));
    let id = sent["message_id"].as_i64().expect("a number");
    scene.world.vote(owner, forum, id, &[1]).expect("open");
    let again = scene.world.vote(owner, forum, id, &[0]);
    assert!(again.is_err());
}

/// A pressed button gives a callback query with its message and data; the answer counts for 150
/// seconds.
#[test]
fn buttons_give_callback_queries() {
    let mut scene = Scene::new();
    let (owner, forum) = (scene.owner, scene.forum);
    let markup = json!({"inline_keyboard": [
        [{"text": "site", "url": "https://e.example"}, {"text": "yes", "callback_data": "y"}],
    ]});
    let params = json!({"chat_id": forum, "text": "?", "reply_markup": markup});
    let sent = scene.done("sendMessage", params);
    assert_eq!(sent["reply_markup"], markup);
    let id = sent["message_id"].as_i64().expect("a number");
    scene
        .world
        .press_button(owner, forum, id, 0)
        .expect_err("a link");
    let query = scene
        .world
        .press_button(owner, forum, id, 1)
        .expect("exists");
    let update = scene.drain().pop().expect("one");
    assert_eq!(update["callback_query"]["id"], query);
    assert_eq!(update["callback_query"]["data"], "y");
    assert_eq!(update["callback_query"]["message"]["message_id"], id);
    assert_eq!(update["callback_query"]["from"]["id"], owner);
    scene.done(
        "answerCallbackQuery",
        json!({"callback_query_id": query, "text": "ok"}),
    );
    assert_eq!(
        scene.world.callback_answer(&query).expect("answered")["text"],
        "ok"
    );
    let late = scene
        .world
        .press_button(owner, forum, id, 1)
        .expect("exists");
    scene.move_ms(150_000);
    assert!(
        scene.drain().is_empty(),
        "a callback query is kept for 150 seconds"
    );
    let words = scene.refused("answerCallbackQuery", json!({"callback_query_id": late}));
    assert_eq!(
        words,
        "Bad Request: query is too old and response timeout expired or query ID is invalid"
    );
}

/// Callback data has 1-64 bytes.
#[test]
fn callback_data_has_a_length() {
    let mut scene = Scene::new();
    for (length, allowed) in [(0, false), (1, true), (64, true), (65, false)] {
        let button = json!({"text": "b", "callback_data": "x".repeat(length)});
        let params = json!({
            "chat_id": scene.client, "text": "?", "reply_markup": {"inline_keyboard": [[button]]},
        });
        match scene.call("sendMessage", params) {
            Ok(_) => assert!(allowed, "{length}"),
            Err(error) => {
                assert!(!allowed, "{length}");
                assert_eq!(error.description, "Bad Request: BUTTON_DATA_INVALID");
            }
        }
    }
}
