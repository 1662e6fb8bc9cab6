//! Everything that people can say reaches bots as the Bot API says it must.

use relevo_telegram_sim::control::{Edit, NewBot, Say, SayContent, UNKNOWN_FIELD};
use relevo_telegram_sim::world::Kind;
use serde_json::{Value, json};

use super::scene::{Scene, join_bot};

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

/// A forward keeps a keyboard of links and the inline bot, but no buttons that would be pressed.
#[test]
fn forwards_keep_links() {
    let mut scene = Scene::new();
    let (client, bot) = (scene.client, scene.bot.id);
    let link = json!({"text": "Site", "url": "https://e.example"});
    let press = json!({"text": "Press", "callback_data": "x"});
    for (buttons, kept) in [(json!([link]), true), (json!([link, press]), false)] {
        let markup = json!({"inline_keyboard": [buttons]});
        let params = json!({"chat_id": client, "text": "offer", "reply_markup": markup});
        let id = scene.done("sendMessage", params)["message_id"].clone();
        let own = scene
            .world
            .transcript(bot, client)
            .pop()
            .expect("one")
            .message_id;
        let by_person = scene.heard(Say::forward(bot, own));
        let params = json!({"chat_id": scene.forum, "from_chat_id": client, "message_id": id});
        let by_bot = scene.done("forwardMessage", params);
        for forward in [by_person, by_bot] {
            assert_eq!(forward["forward_origin"]["sender_user"]["id"], bot);
            assert_eq!(forward.get("reply_markup").is_some(), kept, "{forward}");
        }
    }
    let forum = scene.forum;
    let inline = join_bot(&mut scene, forum, NewBot::default());
    let heard = scene.heard(Say::text("found").via(inline.id));
    assert_eq!(heard["via_bot"]["id"], inline.id);
}

/// A forward can come from any of the four kinds of places, from this world or from outside.
#[test]
fn forwards_have_every_origin() {
    let mut scene = Scene::new();
    let (owner, client, bot) = (scene.owner, scene.client, scene.bot.id);
    let channel = scene.world.make_channel("News", owner);
    let group = scene.world.make_supergroup("Talk", owner);
    for chat in [channel, group] {
        scene.world.join(client, chat).expect("exists");
    }
    let shy = scene
        .world
        .make_person(relevo_telegram_sim::control::NewPerson {
            first_name: "Shy".to_owned(),
            private_forwards: true,
            ..Default::default()
        });
    scene.world.join(shy, group).expect("exists");
    let say = |scene: &mut Scene, who: i64, chat: i64, say: Say| {
        scene.world.say(who, chat, say).expect("allowed")
    };
    let sources = [
        (
            group,
            say(&mut scene, client, group, Say::text("own")),
            "user",
        ),
        (
            group,
            say(&mut scene, shy, group, Say::text("shy")),
            "hidden_user",
        ),
        (
            group,
            say(&mut scene, owner, group, Say::text("we").anonymously()),
            "chat",
        ),
        (
            group,
            say(
                &mut scene,
                owner,
                group,
                Say::text("ch").on_behalf_of(channel),
            ),
            "chat",
        ),
        (
            channel,
            say(&mut scene, owner, channel, Say::text("post")),
            "channel",
        ),
    ];
    for (chat, id, kind) in sources {
        let heard = scene.heard(Say::forward(chat, id));
        assert_eq!(heard["forward_origin"]["type"], kind);
    }
    let origin = json!({"type": "hidden_user", "date": 1_700_000_000, "sender_user_name": "Zoë"});
    let heard = scene.heard(Say::photo("x").from_outside(origin.clone()));
    assert_eq!(heard["forward_origin"], origin);
    let services = scene.world.transcript(group, client)[0].message_id;
    let refusal = scene.world.say(client, bot, Say::forward(group, services));
    assert_eq!(
        refusal.expect_err("a service message").description,
        "Bad Request: the message can't be forwarded"
    );
}

/// An answer to a message of another chat shows where it is from and what was in it, with files of the reader's own.
#[test]
fn replies_from_elsewhere_show_the_media() {
    let mut scene = Scene::new();
    let (owner, client) = (scene.owner, scene.client);
    let group = scene.world.make_supergroup("Talk", owner);
    scene.world.join(client, group).expect("exists");
    let photo = scene
        .world
        .say(owner, group, Say::photo("see"))
        .expect("allowed");
    let heard = scene.heard(Say::text("this one?").reply_across(group, photo));
    let external = &heard["external_reply"];
    assert_eq!(external["chat"]["id"], group);
    assert_eq!(external["message_id"], photo);
    let file_id = external["photo"][1]["file_id"].clone();
    scene.done("getFile", json!({"file_id": file_id}));
    let row = scene
        .world
        .transcript(scene.bot.id, client)
        .pop()
        .expect("one");
    assert!(row.external_reply.is_some());
}

/// Further fields of a message come along.
#[test]
fn more_fields_come_along() {
    let mut scene = Scene::new();
    let more =
        json!({"link_preview_options": {"is_disabled": true}, "effect_id": "5104841245755180586"});
    let heard = scene.heard(Say {
        more: more.as_object().expect("an object").clone(),
        ..Say::text("https://e.example")
    });
    assert_eq!(heard["link_preview_options"], more["link_preview_options"]);
    assert_eq!(heard["effect_id"], more["effect_id"]);
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
