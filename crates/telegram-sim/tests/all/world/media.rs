//! Every kind of message that a bot sends or a person says.

use relevo_telegram_sim::control::{Say, SayContent};
use relevo_telegram_sim::world::Kind;
use serde_json::{Value, json};

use super::scene::Scene;

/// Every file method answers with a message of its kind.
#[test]
fn every_file_method_sends_its_kind() {
    let mut scene = Scene::new();
    let cases = [
        ("sendPhoto", "photo"),
        ("sendDocument", "document"),
        ("sendVideo", "video"),
        ("sendAnimation", "animation"),
        ("sendAudio", "audio"),
        ("sendVoice", "voice"),
        ("sendVideoNote", "video_note"),
        ("sendSticker", "sticker"),
    ];
    for (method, field) in cases {
        let params = json!({"chat_id": scene.client});
        let sent = scene
            .upload(method, params.clone(), field)
            .expect("allowed");
        assert!(sent.get(field).is_some(), "{method}");
        let words = scene.refused(method, params);
        let name = field.replace('_', " ");
        assert_eq!(
            words,
            format!("Bad Request: there is no {name} in the request")
        );
    }
}

/// Places, contacts and dice.
#[test]
fn plain_kinds_are_sent() {
    let mut scene = Scene::new();
    let client = scene.client;
    let place = json!({"chat_id": client, "latitude": 1.0, "longitude": 2.0});
    let sent = scene.done("sendLocation", place);
    assert_eq!(sent["location"]["longitude"], 2.0);
    let venue = json!({
        "chat_id": client, "latitude": 1.0, "longitude": 2.0, "title": "Office", "address": "Street 1",
    });
    let sent = scene.done("sendVenue", venue);
    assert_eq!(sent["venue"]["location"], sent["location"]);
    let contact = json!({"chat_id": client, "phone_number": "+100", "first_name": "Lee"});
    assert_eq!(
        scene.done("sendContact", contact)["contact"]["first_name"],
        "Lee"
    );
    let sent = scene.done("sendDice", json!({"chat_id": client, "emoji": "🏀"}));
    assert!((1..=5).contains(&sent["dice"]["value"].as_i64().expect("a number")));
}

/// Albums: 2-10 items, documents and audios only among themselves; each item is a message and, for
/// others, an update of its own.
#[test]
fn albums_have_rules() {
    let mut scene = Scene::new();
    let client = scene.client;
    let photo = scene
        .upload("sendPhoto", json!({"chat_id": client}), "photo")
        .expect("allowed");
    let file = scene.upload("sendDocument", json!({"chat_id": client}), "document");
    let file = file.expect("allowed")["document"]["file_id"].clone();
    let photo = json!({"type": "photo", "media": photo["photo"][1]["file_id"], "caption": "c"});
    let file = json!({"type": "document", "media": file});
    let album = |items: Vec<Value>| json!({"chat_id": client, "media": items});
    let sent = scene.done("sendMediaGroup", album(vec![photo.clone(), photo.clone()]));
    let sent = sent.as_array().expect("a list");
    assert_eq!(sent.len(), 2);
    assert!(sent[0]["media_group_id"].is_string());
    assert_eq!(sent[0]["media_group_id"], sent[1]["media_group_id"]);
    let words = scene.refused("sendMediaGroup", album(vec![photo.clone(), file]));
    assert_eq!(
        words,
        "Bad Request: can't use the media of the specified type in the album"
    );
    let words = scene.refused("sendMediaGroup", album(vec![photo; 11]));
    assert_eq!(words, "Bad Request: too many messages to send as an album");
    let one = scene.heard(Say::photo("").album("a"));
    let two = scene.heard(Say::photo("").album("a"));
    assert_eq!(one["media_group_id"], two["media_group_id"]);
}

/// A person can say anything, also what nobody knows; it arrives under its own fields.
#[test]
fn people_say_every_kind() {
    let mut scene = Scene::new();
    let files = [
        Kind::Photo,
        Kind::Video,
        Kind::Animation,
        Kind::Audio,
        Kind::Document,
        Kind::Voice,
        Kind::VideoNote,
        Kind::Sticker,
    ];
    for kind in files {
        let heard = scene.heard(Say::media(kind, ""));
        assert!(heard.get(kind.field()).is_some(), "{kind:?}");
    }
    scene.lenient = true;
    let raw = [
        (
            "story",
            json!({"chat": {"id": 5, "type": "private", "first_name": "S"}, "id": 3}),
            Kind::Story,
        ),
        (
            "checklist",
            json!({"title": "t", "tasks": []}),
            Kind::Checklist,
        ),
        ("rich_message", json!({"blocks": []}), Kind::RichMessage),
        ("field_of_tomorrow", json!({"a": 1}), Kind::Unknown),
    ];
    for (field, body, kind) in raw {
        let fields = json!({field: body});
        let content = SayContent::Raw {
            fields: fields.as_object().expect("an object").clone(),
        };
        let heard = scene.heard(Say::new(content));
        assert_eq!(heard[field], body);
        let rows = scene.world.transcript(scene.bot.id, scene.client);
        assert_eq!(rows.last().expect("one").kind, kind);
    }
    let contact = SayContent::Contact {
        phone_number: "+100".to_owned(),
        first_name: "Lee".to_owned(),
        user_id: None,
    };
    assert_eq!(
        scene.heard(Say::new(contact))["contact"]["phone_number"],
        "+100"
    );
}
