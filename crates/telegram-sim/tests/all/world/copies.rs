//! Copying and forwarding.

use relevo_telegram_sim::control::{NewPerson, Say, SayContent};
use relevo_telegram_sim::world::Kind;
use serde_json::{Value, json};

use super::scene::Scene;

fn from_client(scene: &Scene, message: &Value) -> Value {
    json!({
        "chat_id": scene.forum,
        "from_chat_id": scene.client,
        "message_id": message["message_id"],
    })
}

fn many(scene: &Scene, ids: &[i64]) -> Value {
    json!({"chat_id": scene.forum, "from_chat_id": scene.client, "message_ids": ids})
}

fn id_of(message: &Value) -> i64 {
    message["message_id"].as_i64().expect("a number")
}

/// A copy has no origin and answers with its id alone; a forward names its author.
#[test]
fn copies_hide_and_forwards_name_the_author() {
    let mut scene = Scene::new();
    let heard = scene.heard(Say::photo("look"));
    let params = from_client(&scene, &heard);
    let copy = scene.done("copyMessage", params.clone());
    assert_eq!(copy.as_object().expect("an object").len(), 1);
    let forward = scene.done("forwardMessage", params);
    assert_eq!(forward["forward_origin"]["sender_user"]["id"], scene.client);
    assert_eq!(forward["caption"], "look");
    let rows = scene.world.transcript(scene.forum, scene.owner);
    let copied = &rows[rows.len() - 2];
    assert_eq!(copied.message_id, id_of(&copy));
    assert_eq!((copied.kind, copied.text.as_str()), (Kind::Photo, "look"));
    assert!(copied.origin.is_none());
    assert_eq!(copied.file, rows[rows.len() - 1].file);
}

/// A hidden person is named only, and a forward of a forward keeps the first origin.
#[test]
fn origins_may_be_hidden_and_survive() {
    let mut scene = Scene::new();
    let shy = scene.world.make_person(NewPerson {
        first_name: "Shy".to_owned(),
        last_name: Some("Person".to_owned()),
        private_forwards: true,
        ..NewPerson::default()
    });
    scene
        .world
        .start_bot(shy, scene.bot.id, None)
        .expect("exists");
    let first = scene.drain().pop().expect("one")["message"].clone();
    let params = json!({"chat_id": scene.client, "from_chat_id": shy, "message_id": id_of(&first)});
    let forward = scene.done("forwardMessage", params);
    assert_eq!(forward["forward_origin"]["type"], "hidden_user");
    assert_eq!(forward["forward_origin"]["sender_user_name"], "Shy Person");
    let again = json!({
        "chat_id": scene.forum, "from_chat_id": scene.client, "message_id": id_of(&forward),
    });
    let again = scene.done("forwardMessage", again);
    assert_eq!(again["forward_origin"], forward["forward_origin"]);
}

/// A caption given to a copy replaces the old one, for captioned media only.
#[test]
fn a_copy_may_change_the_caption() {
    let mut scene = Scene::new();
    let photo = scene.heard(Say::photo("old"));
    let text = scene.heard(Say::text("words"));
    for (message, expected) in [(photo, "new"), (text, "words")] {
        let mut params = from_client(&scene, &message);
        params["caption"] = "new".into();
        scene.done("copyMessage", params);
        let rows = scene.world.transcript(scene.forum, scene.owner);
        assert_eq!(rows.last().expect("one").text, expected);
    }
}

/// Missing and refused sources have words of their own.
#[test]
fn what_cannot_travel_is_refused() {
    let mut scene = Scene::new();
    let missing = json!({"message_id": 999_999});
    let params = from_client(&scene, &missing);
    let words = scene.refused("copyMessage", params.clone());
    assert_eq!(words, "Bad Request: message to copy not found");
    let words = scene.refused("forwardMessage", params);
    assert_eq!(words, "Bad Request: message to forward not found");
    let protected = scene.heard(Say {
        protect: true,
        ..Say::text("secret")
    });
    assert_eq!(protected["has_protected_content"], true);
    let params = from_client(&scene, &protected);
    assert_eq!(
        scene.refused("forwardMessage", params.clone()),
        "Bad Request: message has protected content and can't be forwarded"
    );
    scene.done("copyMessage", params);
    let body = json!({"paid_media": {"star_count": 5, "paid_media": []}});
    let paid = scene.heard(Say::new(SayContent::Raw {
        fields: body.as_object().expect("an object").clone(),
    }));
    let params = from_client(&scene, &paid);
    let words = scene.refused("copyMessage", params);
    assert_eq!(words, "Bad Request: the message can't be copied");
    let service = scene.done(
        "createForumTopic",
        json!({"chat_id": scene.forum, "name": "A"}),
    );
    let params = json!({
        "chat_id": scene.forum,
        "from_chat_id": scene.forum,
        "message_id": service["message_thread_id"],
    });
    let words = scene.refused("copyMessage", params);
    assert_eq!(words, "Bad Request: the message can't be copied");
}

/// A copied die is thrown anew, a forwarded one keeps its value.
#[test]
fn a_copied_die_is_thrown_anew() {
    let mut scene = Scene::new();
    let emoji = "🎰".to_owned();
    let die = scene.heard(Say::new(SayContent::Dice { emoji }));
    let params = from_client(&scene, &die);
    let forward = scene.done("forwardMessage", params.clone());
    assert_eq!(forward["dice"], die["dice"]);
    let mut values = Vec::new();
    for _ in 0..5 {
        scene.done("copyMessage", params.clone());
        let rows = scene.world.transcript(scene.forum, scene.owner);
        values.push(rows.last().expect("one").fields["dice"]["value"].clone());
    }
    assert!(values.iter().any(|value| *value != die["dice"]["value"]));
}

/// A quiz can be copied if the bot knows the answer: in a private chat, or its own; not a person's in
/// a group.
#[test]
fn a_quiz_is_copied_only_with_known_answers() {
    let mut scene = Scene::new();
    let quiz = || {
        Say::new(SayContent::Poll {
            question: "2+2?".to_owned(),
            options: vec!["3".to_owned(), "4".to_owned()],
            correct: Some(1),
            public: false,
        })
    };
    let private = scene.heard(quiz());
    assert_eq!(private["poll"]["correct_option_ids"], json!([1]));
    let params = from_client(&scene, &private);
    scene.done("copyMessage", params);
    let (owner, forum) = (scene.owner, scene.forum);
    let id = scene.world.say(owner, forum, quiz()).expect("allowed");
    let heard = scene.drain().pop().expect("one");
    assert!(heard["message"]["poll"].get("correct_option_ids").is_none());
    let params = json!({"chat_id": forum, "from_chat_id": forum, "message_id": id});
    let words = scene.refused("copyMessage", params);
    assert_eq!(words, "Bad Request: the message can't be copied");
}

/// The plural forms want strictly increasing ids, skip silently, and fail only if nothing is left.
#[test]
fn plural_forms_skip_silently() {
    let mut scene = Scene::new();
    let ids: Vec<i64> = (0..3)
        .map(|number| id_of(&scene.heard(Say::text(&format!("{number}")))))
        .collect();
    let params = many(&scene, &[ids[1], ids[0]]);
    assert_eq!(
        scene.refused("copyMessages", params),
        "Bad Request: message identifiers must be in a strictly increasing order"
    );
    scene
        .world
        .delete(scene.client, scene.bot.id, row_id(&scene, 1))
        .expect("exists");
    for method in ["copyMessages", "forwardMessages"] {
        let answer = scene.done(method, many(&scene, &ids));
        assert_eq!(
            answer.as_array().expect("a list").len(),
            2,
            "{method} is not positional"
        );
        let words = scene.refused(method, many(&scene, &[ids[1]]));
        assert_eq!(words, "Bad Request: messages can't be forwarded");
    }
}

/// The client's own number of the n-th message after the start.
fn row_id(scene: &Scene, at: usize) -> i64 {
    scene.world.transcript(scene.bot.id, scene.client)[at + 1].message_id
}

/// Albums stay albums; homogeneous single messages of one sender become one; mixed ones do not.
#[test]
fn albums_are_kept_and_made() {
    let mut scene = Scene::new();
    let first = id_of(&scene.heard(Say::photo("a").album("one")));
    let second = id_of(&scene.heard(Say::photo("b").album("one")));
    let text = id_of(&scene.heard(Say::text("between")));
    let single = id_of(&scene.heard(Say::media(Kind::Video, "c")));
    let copy = |scene: &mut Scene, ids: &[i64]| {
        scene.done("copyMessages", many(scene, ids));
        let rows = scene.world.transcript(scene.forum, scene.owner);
        let albums: Vec<Option<String>> = rows[rows.len() - ids.len()..]
            .iter()
            .map(|row| row.album.clone())
            .collect();
        albums
    };
    let pair = copy(&mut scene, &[first, second]);
    assert!(pair[0].is_some() && pair[0] == pair[1] && pair[0].as_deref() != Some("one"));
    let merged = copy(&mut scene, &[first, second, single]);
    assert!(merged[0].is_some() && merged.iter().all(|album| *album == merged[0]));
    let mixed = copy(&mut scene, &[first, second, text, single]);
    assert!(mixed[0].is_some() && mixed[0] == mixed[1]);
    assert_eq!(mixed[2..], [None, None]);
}

/// The plural form keeps captions, or takes all of them away.
#[test]
fn copies_keep_or_lose_captions() {
    let mut scene = Scene::new();
    let ids: Vec<i64> = ["one", "two"]
        .iter()
        .map(|words| id_of(&scene.heard(Say::photo(words))))
        .collect();
    for (remove, captions) in [(false, ["one", "two"]), (true, ["", ""])] {
        let mut params = many(&scene, &ids);
        params["remove_caption"] = remove.into();
        scene.done("copyMessages", params);
        let rows = scene.world.transcript(scene.forum, scene.owner);
        let texts: Vec<&str> = rows[rows.len() - 2..]
            .iter()
            .map(|row| row.text.as_str())
            .collect();
        assert_eq!(texts, captions);
    }
}

/// A copied live location stands still.
#[test]
fn a_copied_live_location_stands_still() {
    let mut scene = Scene::new();
    let live = scene.heard(Say::new(SayContent::Location {
        latitude: 1.5,
        longitude: 2.5,
        live_period: Some(900),
    }));
    assert_eq!(live["location"]["live_period"], 900);
    let params = from_client(&scene, &live);
    scene.done("copyMessage", params);
    let rows = scene.world.transcript(scene.forum, scene.owner);
    let location = &rows.last().expect("one").fields["location"];
    assert_eq!(*location, json!({"latitude": 1.5, "longitude": 2.5}));
}

/// A copied checklist has nothing done; a forwarded one is as it was.
#[test]
fn a_copied_checklist_has_nothing_done() {
    let mut scene = Scene::new();
    let user = json!({"id": scene.client, "is_bot": false, "first_name": "Kim"});
    let done = json!({"id": 1, "text": "Ask", "completed_by_user": user, "completion_date": 1_790_000_000});
    let fields = json!({"checklist": {"title": "To do", "tasks": [done]}});
    let list = scene.heard(Say::new(SayContent::Raw {
        fields: fields.as_object().expect("an object").clone(),
    }));
    let params = from_client(&scene, &list);
    let forward = scene.done("forwardMessage", params.clone());
    assert_eq!(forward["checklist"], list["checklist"]);
    scene.done("copyMessage", params);
    let row = scene
        .world
        .transcript(scene.forum, scene.owner)
        .pop()
        .expect("one");
    assert_eq!(
        row.fields["checklist"]["tasks"],
        json!([{"id": 1, "text": "Ask"}])
    );
}

/// An effect is for the chat in which it was sent; the link preview goes along.
#[test]
fn what_belongs_to_one_sending_stays_behind() {
    let mut scene = Scene::new();
    let more =
        json!({"effect_id": "5104841245755180586", "link_preview_options": {"is_disabled": true}});
    let heard = scene.heard(Say {
        more: more.as_object().expect("an object").clone(),
        ..Say::text("https://e.example/")
    });
    let params = from_client(&scene, &heard);
    let forward = scene.done("forwardMessage", params);
    assert!(forward.get("effect_id").is_none());
    assert_eq!(
        forward["link_preview_options"],
        more["link_preview_options"]
    );
}

/// When one of several items fails, the call answers with an error, but the earlier ones were sent.
#[test]
fn a_broken_multi_send_leaves_what_was_sent() {
    let mut scene = Scene::new();
    let ids: Vec<i64> = (0..3)
        .map(|number| id_of(&scene.heard(Say::text(&format!("{number}")))))
        .collect();
    let before = scene.world.transcript(scene.forum, scene.owner).len();
    scene.world.break_next_multi_send(scene.bot.id, 3);
    let params = many(&scene, &ids);
    let words = scene.refused("copyMessages", params.clone());
    assert!(words.starts_with("Bad Request: failed to send message #3 with the error message"));
    let rows = scene.world.transcript(scene.forum, scene.owner);
    assert_eq!(rows.len(), before + 2);
    scene.done("copyMessages", params);
}
