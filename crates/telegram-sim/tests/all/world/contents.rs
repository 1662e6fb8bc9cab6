//! Everything that people can say reaches bots as the Bot API says it must.

use relevo_telegram_sim::control::{Edit, Say, SayContent, UNKNOWN_FIELD};
use relevo_telegram_sim::world::Kind;
use serde_json::{Value, json};

use super::scene::Scene;

/// Every kind that carries itself under a field of its own.
const KINDS: [Kind; 24] = [
    Kind::Text,
    Kind::RichMessage,
    Kind::Photo,
    Kind::LivePhoto,
    Kind::Video,
    Kind::Animation,
    Kind::Audio,
    Kind::Document,
    Kind::Voice,
    Kind::VideoNote,
    Kind::Sticker,
    Kind::Contact,
    Kind::Location,
    Kind::Venue,
    Kind::Poll,
    Kind::Dice,
    Kind::Story,
    Kind::Checklist,
    Kind::PaidMedia,
    Kind::Invoice,
    Kind::Giveaway,
    Kind::GiveawayWinners,
    Kind::Game,
    Kind::Gift,
];

fn raw(fields: &Value) -> Say {
    let fields = fields.as_object().expect("an object").clone();
    Say::new(SayContent::Raw { fields })
}

/// All file ids somewhere in a value.
fn file_ids(value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().flat_map(file_ids).collect(),
        Value::Object(map) => {
            let own = map
                .get("file_id")
                .and_then(Value::as_str)
                .map(str::to_owned);
            own.into_iter()
                .chain(map.values().flat_map(file_ids))
                .collect()
        }
        _ => Vec::new(),
    }
}

/// One of every kind arrives under its own field, in the shape of the Bot API, and every file in it can be fetched.
#[test]
fn every_kind_arrives_whole() {
    let mut scene = Scene::new();
    for kind in KINDS {
        let heard = scene.heard(Say::sample(kind));
        assert!(heard.get(kind.field()).is_some(), "{kind:?}: {heard}");
        for file_id in file_ids(&heard) {
            scene.done("getFile", json!({"file_id": file_id}));
        }
        let row = scene.world.transcript(scene.bot.id, scene.client).pop();
        assert_eq!(row.expect("one").kind, kind);
    }
}

/// What captions belong to keeps them; what has none refuses them.
#[test]
fn captions_belong_to_some_kinds() {
    let mut scene = Scene::new();
    for kind in KINDS.into_iter().filter(|kind| *kind != Kind::Text) {
        let content = SayContent::Sample {
            of: kind,
            text: "see /help".to_owned(),
        };
        let said = scene
            .world
            .say(scene.client, scene.bot.id, Say::new(content));
        let heard = scene.drain().pop();
        match said {
            Ok(_) => {
                let heard = heard.expect("one")["message"].clone();
                assert_eq!(heard["caption"], "see /help", "{kind:?}");
                assert_eq!(heard["caption_entities"][0]["type"], "bot_command");
            }
            Err(refusal) => {
                assert_eq!(refusal.description, "Bad Request: this kind has no caption");
                assert!(heard.is_none());
            }
        }
    }
}

/// A content that nobody knows arrives under a field that is not in the Bot API.
#[test]
fn unknown_contents_arrive_too() {
    let mut scene = Scene::new();
    scene.lenient = true;
    let heard = scene.heard(Say::sample(Kind::Unknown));
    assert_eq!(heard[UNKNOWN_FIELD], json!({"depth": 3}));
    let row = scene.world.transcript(scene.bot.id, scene.client).pop();
    assert_eq!(row.expect("one").kind, Kind::Unknown);
}

/// Words with a field beside them are a text all the same.
#[test]
fn a_raw_text_is_a_text() {
    let mut scene = Scene::new();
    let fields = json!({"text": "hi", "link_preview_options": {"is_disabled": true}});
    let heard = scene.heard(raw(&fields));
    assert_eq!(heard["text"], "hi");
    assert_eq!(heard["link_preview_options"]["is_disabled"], true);
}

/// Service messages of every sort reach bots that are told nothing else, with files of their own.
#[test]
fn service_messages_arrive() {
    let mut scene = Scene::new();
    let (owner, forum) = (scene.owner, scene.forum);
    scene.heard(Say::photo(""));
    let photo = scene.world.transcript(scene.bot.id, scene.client).pop();
    let photo = photo.expect("one").fields["photo"].clone();
    let services = [
        ("new_chat_photo", photo),
        ("delete_chat_photo", json!(true)),
        ("new_chat_title", json!("Desk 2")),
        (
            "message_auto_delete_timer_changed",
            json!({"message_auto_delete_time": 86_400}),
        ),
        ("video_chat_scheduled", json!({"start_date": 1_790_000_100})),
        ("video_chat_started", json!({})),
        ("video_chat_ended", json!({"duration": 60})),
        ("boost_added", json!({"boost_count": 1})),
        ("giveaway_created", json!({"prize_star_count": 500})),
        ("giveaway_completed", json!({"winner_count": 2})),
        ("write_access_allowed", json!({"from_request": true})),
        (
            "users_shared",
            json!({"request_id": 1, "users": [{"user_id": owner}]}),
        ),
        ("chat_shared", json!({"request_id": 1, "chat_id": forum})),
        ("connected_website", json!("e.example")),
        (
            "proximity_alert_triggered",
            json!({
                "traveler": {"id": 1, "is_bot": false, "first_name": "A"},
                "watcher": {"id": 2, "is_bot": false, "first_name": "B"},
                "distance": 10,
            }),
        ),
        (
            "chat_background_set",
            json!({"type": {"type": "chat_theme", "theme_name": "x"}}),
        ),
        (
            "paid_message_price_changed",
            json!({"paid_message_star_count": 5}),
        ),
    ];
    for (field, body) in services {
        scene
            .world
            .say_service(owner, forum, field, body)
            .expect("allowed");
        let heard = scene.drain().pop().expect("one")["message"].clone();
        assert!(heard.get(field).is_some(), "{field}: {heard}");
        for file_id in file_ids(&heard) {
            scene.done("getFile", json!({"file_id": file_id}));
        }
    }
}

/// A live photo fills `photo` too, for programs that know no live photos.
#[test]
fn live_photos_are_photos_too() {
    let mut scene = Scene::new();
    let heard = scene.heard(Say::media(Kind::LivePhoto, "look"));
    assert_eq!(heard["live_photo"]["photo"], heard["photo"]);
    assert_eq!(heard["caption"], "look");
    let params = json!({
        "chat_id": scene.client,
        "live_photo": heard["live_photo"]["file_id"],
        "photo": heard["photo"][1]["file_id"],
        "caption": "again",
    });
    let sent = scene.done("sendLivePhoto", params);
    assert_eq!(
        sent["photo"][1]["file_unique_id"],
        heard["photo"][1]["file_unique_id"]
    );
    assert_eq!(sent["caption"], "again");
}

/// A person's live location moves by edits, and stands still when it is stopped or its time is over.
#[test]
fn peoples_live_locations_move() {
    let mut scene = Scene::new();
    let (client, bot) = (scene.client, scene.bot.id);
    let at = |latitude: f64, live_period: Option<i64>| SayContent::Location {
        latitude,
        longitude: 2.0,
        live_period,
    };
    let said = scene.world.say(client, bot, Say::new(at(1.0, Some(60))));
    let id = said.expect("allowed");
    let edit = |content: SayContent| Edit {
        content: Some(content),
        ..Edit::default()
    };
    scene
        .world
        .edit(client, bot, id, edit(at(1.5, Some(60))))
        .expect("own");
    let updates = scene.drain();
    assert_eq!(updates[0]["message"]["location"]["live_period"], 60);
    let moved = &updates[1]["edited_message"]["location"];
    assert_eq!(
        (&moved["latitude"], &moved["live_period"]),
        (&json!(1.5), &json!(60))
    );
    scene.move_ms(60_000);
    scene
        .world
        .edit(client, bot, id, Edit::default())
        .expect("own");
    let over = scene.drain().pop().expect("one");
    assert!(
        over["edited_message"]["location"]
            .get("live_period")
            .is_none()
    );
    scene
        .world
        .edit(client, bot, id, edit(at(1.6, None)))
        .expect("own");
    let stopped = scene.drain().pop().expect("one");
    assert!(
        stopped["edited_message"]["location"]
            .get("live_period")
            .is_none()
    );
}

/// A poll of raw fields gets an id and takes votes.
#[test]
fn raw_polls_take_votes() {
    let mut scene = Scene::new();
    let (client, bot) = (scene.client, scene.bot.id);
    let poll = json!({"poll": {"question": "Which?", "allows_multiple_answers": true, "options": [
        {"persistent_id": "0", "text": "a", "voter_count": 0},
        {"persistent_id": "1", "text": "b", "voter_count": 0},
    ]}});
    let id = scene.world.say(client, bot, raw(&poll)).expect("allowed");
    let heard = scene.drain().pop().expect("one");
    assert_eq!(heard["message"]["poll"]["question"], "Which?");
    scene.world.vote(client, bot, id, &[0, 1]).expect("open");
    let row = scene.world.transcript(bot, client).pop().expect("one");
    assert_eq!(row.fields["poll"]["total_voter_count"], 1);
    let origin = json!({"type": "hidden_user", "date": 1, "sender_user_name": "Zed"});
    let outside = raw(&poll).from_outside(origin);
    let id = scene.world.say(client, bot, outside).expect("allowed");
    scene.world.vote(client, bot, id, &[0]).expect("open");
    let single = Say::sample(Kind::Poll);
    let id = scene.world.say(client, bot, single).expect("allowed");
    let refusal = scene.world.vote(client, bot, id, &[0, 1]);
    assert_eq!(
        refusal.expect_err("one answer only").description,
        "Bad Request: OPTIONS_TOO_MUCH"
    );
}

/// An album is as many updates as items, with one id and no mark at its end; others may speak in between.
#[test]
fn albums_come_in_pieces() {
    let mut scene = Scene::new();
    let (owner, client, forum) = (scene.owner, scene.client, scene.forum);
    scene.world.join(client, forum).expect("exists");
    scene.drain();
    for at in 0..10 {
        let kind = if at % 2 == 0 {
            Kind::Photo
        } else {
            Kind::Video
        };
        let item = Say::media(kind, "").album("summer");
        scene.world.say(client, forum, item).expect("allowed");
        if at == 4 {
            scene
                .world
                .say(owner, forum, Say::text("nice"))
                .expect("allowed");
        }
    }
    let updates = scene.drain();
    let album = |update: &&Value| update["message"]["media_group_id"] == "summer";
    assert_eq!(updates.iter().filter(album).count(), 10);
    assert_eq!(updates.len(), 11);
    assert_eq!(updates[5]["message"]["text"], "nice");
}
