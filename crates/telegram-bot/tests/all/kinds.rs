//! Each content once: what a message of that kind reads as.

use relevo_telegram::{
    ChatId, Checklist, Contact, Content, EntityKind, Live, Location, Media, MediaKind, Point, Poll,
    Service, Text, Uncopyable, User, UserId, Venue,
};
use serde_json::{Value, json};

use crate::samples::content;

fn file(id: &str) -> Value {
    json!({ "file_id": id, "file_unique_id": format!("u{id}"), "file_size": 1_000, "width": 1, "height": 1 })
}

fn media(kind: MediaKind) -> Media {
    Media {
        kind,
        file_id: "F".into(),
        file_unique_id: "uF".into(),
        size_bytes: Some(1_000),
        caption: Text::default(),
        caption_above: false,
        spoiler: false,
    }
}

/// Promise: every file kind is known by its own field, also where Telegram fills an older one beside it.
#[test]
fn files() {
    let table = [
        (
            json!({ "photo": [file("small"), file("F")] }),
            MediaKind::Photo,
        ),
        (
            json!({ "photo": [], "live_photo": file("F") }),
            MediaKind::LivePhoto,
        ),
        (json!({ "video": file("F") }), MediaKind::Video),
        (
            json!({ "document": file("old"), "animation": file("F") }),
            MediaKind::Animation,
        ),
        (json!({ "audio": file("F") }), MediaKind::Audio),
        (json!({ "document": file("F") }), MediaKind::Document),
        (json!({ "voice": file("F") }), MediaKind::Voice),
        (json!({ "video_note": file("F") }), MediaKind::VideoNote),
        (json!({ "sticker": file("F") }), MediaKind::Sticker),
    ];
    for (extra, kind) in table {
        assert_eq!(content(&extra), Content::Media(media(kind)), "{kind:?}");
    }
}

/// Promise: a live photo is known by the numbers of its film and of its largest picture, wherever Telegram tells the pictures.
#[test]
fn a_live_photo_has_two_numbers() {
    let mut film = file("F");
    let beside = content(&json!({ "photo": [file("small"), file("still")], "live_photo": film }));
    film["photo"] = json!([file("small"), file("still")]);
    for got in [beside, content(&json!({ "live_photo": film }))] {
        let Content::Media(got) = got else {
            panic!("a file");
        };
        assert_eq!(got.file_id, "F\nstill");
    }
}

/// Promise: a file keeps its caption, where that stands, and its cover.
#[test]
fn captions() {
    let got = content(&json!({
        "video": file("F"), "caption": "see", "caption_entities": [],
        "show_caption_above_media": true, "has_media_spoiler": true,
    }));
    let expected = Media {
        caption: Text::plain("see"),
        caption_above: true,
        spoiler: true,
        ..media(MediaKind::Video)
    };
    assert_eq!(got, Content::Media(expected));
}

/// Promise: everything that is no file and no event is known by kind.
#[test]
fn other_contents() {
    let table = [
        (
            json!({ "text": "hello" }),
            Content::Text(Text::plain("hello")),
        ),
        (
            json!({ "dice": { "emoji": "🎲", "value": 4 } }),
            Content::Dice {
                emoji: "🎲".into(),
                value: 4,
            },
        ),
        (
            json!({ "contact": { "phone_number": "1", "first_name": "A", "user_id": 7 } }),
            Content::Contact(Contact {
                phone: "1".into(),
                first_name: "A".into(),
                last_name: None,
                user: Some(UserId(7)),
                vcard: None,
            }),
        ),
        (
            json!({ "location": { "latitude": 1.5, "longitude": -2.500_000_1, "horizontal_accuracy": 12.4 } }),
            Content::Location(Location {
                accuracy_m: Some(12),
                ..place(None)
            }),
        ),
        (
            json!({ "location": { "latitude": 1.5, "longitude": -2.500_000_1, "live_period": 60, "heading": 90 } }),
            Content::Location(place(Some(Live {
                period_s: 60,
                heading: Some(90),
            }))),
        ),
        (
            json!({
                "location": { "latitude": 1.5, "longitude": 2 },
                "venue": {
                    "location": { "latitude": 1.5, "longitude": -2.500_000_1 },
                    "title": "x",
                    "address": "y",
                    "google_place_id": "z",
                },
            }),
            Content::Venue(Venue {
                point: place(None).point,
                title: "x".into(),
                address: "y".into(),
                ids: vec![("google_place_id", "z".into())],
            }),
        ),
        (
            json!({ "poll": { "type": "quiz", "question": "q", "options": [{ "text": "a" }, { "text": "b" }],
                "is_anonymous": false, "correct_option_ids": [1], "explanation": "e" } }),
            Content::Poll(Box::new(Poll {
                question: Text::plain("q"),
                options: vec![Text::plain("a"), Text::plain("b")],
                quiz: true,
                correct: vec![1],
                explanation: Text::plain("e"),
                ..Poll::default()
            })),
        ),
        (json!({ "story": { "id": 1 } }), Content::Story),
        (json!({ "game": { "title": "x" } }), Content::Game),
        (
            json!({ "checklist": { "title": "x", "tasks": [
                { "id": 1, "text": "a", "completion_date": 5 }, { "id": 2, "text": "b", "completion_date": 0 },
            ] } }),
            Content::Checklist(Checklist {
                title: Text::plain("x"),
                tasks: vec![(Text::plain("a"), true), (Text::plain("b"), false)],
            }),
        ),
    ];
    for (extra, expected) in table {
        assert_eq!(content(&extra), expected);
    }
    for name in [
        "paid_media",
        "invoice",
        "giveaway",
        "giveaway_winners",
        "gift",
        "unique_gift",
    ] {
        assert_eq!(
            content(&json!({ name: {} })),
            Content::Uncopyable(name.into())
        );
    }
}

/// Promise: what a placeholder can tell of such a content is read: its title and its stars.
#[test]
fn what_cannot_be_copied_is_told_about() {
    let told = |name: &str, title: Option<&str>, stars: Option<i64>| {
        Content::Uncopyable(Uncopyable {
            name: name.into(),
            title: title.map(Into::into),
            stars,
        })
    };
    let rows = [
        (
            json!({ "invoice": { "title": "Ticket", "total_amount": 1_250, "currency": "EUR" } }),
            told("invoice", Some("Ticket"), None),
        ),
        (
            json!({ "paid_media": { "star_count": 5, "paid_media": [] } }),
            told("paid_media", None, Some(5)),
        ),
        (
            json!({ "giveaway": { "prize_star_count": 500, "prize_description": "A trip" } }),
            told("giveaway", Some("A trip"), Some(500)),
        ),
        (
            json!({ "gift": { "gift": { "star_count": 15 }, "text": "For you" } }),
            told("gift", None, Some(15)),
        ),
        (
            json!({ "unique_gift": { "gift": { "base_name": "Plush Pepe" } } }),
            told("unique_gift", Some("Plush Pepe"), None),
        ),
    ];
    for (fields, expected) in rows {
        assert_eq!(content(&fields), expected);
    }
}

fn place(live: Option<Live>) -> Location {
    Location {
        point: Point {
            latitude_e7: 15_000_000,
            longitude_e7: -25_000_001,
        },
        accuracy_m: None,
        live,
    }
}

/// Promise: a content that lacks what is needed to make it anew is still copied by its number, as one of a new kind.
#[test]
fn halves_are_unknown() {
    for half in [
        json!({ "poll": { "type": "regular" } }),
        json!({ "location": { "latitude": 91, "longitude": 0 } }),
        json!({ "contact": {} }),
        json!({ "checklist": { "tasks": [] } }),
    ] {
        assert!(
            matches!(content(&half), Content::Unknown(Some(_))),
            "{half}"
        );
    }
}

/// Promise: what can be opened among the words of a rich message is marked as it is in plain messages.
#[test]
fn marks_in_rich_messages() {
    let mark = |kind: &str| json!({ "type": kind, "text": kind });
    let kinds = [
        "mention",
        "email_address",
        "phone_number",
        "hashtag",
        "cashtag",
        "bot_command",
    ];
    let message = json!({ "rich_message": { "blocks": [
        { "type": "paragraph", "text": kinds.map(mark) },
    ] } });
    let Content::Rich(rich) = content(&message) else {
        panic!("a rich message");
    };
    let marks = rich.words.entities.iter().map(|entity| match &entity.kind {
        EntityKind::Found(name) => name.as_str(),
        other => panic!("{other:?}"),
    });
    let expected = [
        "mention",
        "email",
        "phone_number",
        "hashtag",
        "cashtag",
        "bot_command",
    ];
    assert_eq!(marks.collect::<Vec<_>>(), expected);
}

/// Promise: a rich message is read as its words, and as blocks that can be sent again; what belongs to others cannot.
#[test]
fn rich_messages() {
    let message = json!({ "rich_message": { "is_rtl": true, "blocks": [
        { "type": "heading", "size": 1, "text": "Plan" },
        { "type": "paragraph", "text": ["see ", { "type": "bold", "text": "🙂 this" }] },
        { "type": "list", "items": [{ "label": "1.", "blocks": [{ "type": "paragraph", "text": "one" }] }] },
        { "type": "photo", "has_spoiler": true, "photo": [{ "file_id": "small" }, { "file_id": "large" }],
          "caption": { "text": "a view" } },
    ] } });
    let Content::Rich(rich) = content(&message) else {
        panic!("a rich message");
    };
    assert_eq!(rich.words.text, "Plan\nsee 🙂 this\none\na view");
    let bold = &rich.words.entities[0];
    assert_eq!((bold.offset, bold.length), (9, 7));
    let input: serde_json::Value =
        serde_json::from_str(&rich.input.expect("it can be sent")).unwrap();
    assert_eq!(
        input,
        json!({ "is_rtl": true, "blocks": [
            { "type": "heading", "size": 1, "text": "Plan" },
            { "type": "paragraph", "text": ["see ", { "type": "bold", "text": "🙂 this" }] },
            { "type": "list", "items": [{ "blocks": [{ "type": "paragraph", "text": "one" }] }] },
            { "type": "photo", "photo": { "type": "photo", "media": "large", "has_spoiler": true },
              "caption": { "text": "a view" } },
        ] })
    );
    let pressed = json!({ "rich_message": { "blocks": [{ "type": "paragraph",
        "text": { "type": "button", "button": { "text": "x" } } }] } });
    let Content::Rich(rich) = content(&pressed) else {
        panic!("a rich message");
    };
    assert_eq!(rich.input, None);
}

/// Promise: events the desk acts on are told apart, all others keep their name.
#[test]
fn events() {
    let ada = User {
        id: UserId(1),
        bot: false,
        first_name: "Ada".into(),
        last_name: None,
        username: None,
        language: None,
    };
    let person = json!({ "id": 1, "is_bot": false, "first_name": "Ada" });
    let table = [
        (
            json!({ "forum_topic_created": { "name": "n", "icon_color": 1 } }),
            Service::TopicCreated("n".into()),
        ),
        (
            json!({ "forum_topic_edited": { "name": "m" } }),
            Service::TopicEdited(Some("m".into())),
        ),
        (
            json!({ "forum_topic_edited": { "icon_custom_emoji_id": "" } }),
            Service::TopicEdited(None),
        ),
        (json!({ "forum_topic_closed": {} }), Service::TopicClosed),
        (
            json!({ "forum_topic_reopened": {} }),
            Service::TopicReopened,
        ),
        (
            json!({ "migrate_to_chat_id": -1_005 }),
            Service::MigratedTo(ChatId(-1_005)),
        ),
        (
            json!({ "migrate_from_chat_id": -5 }),
            Service::MigratedFrom(ChatId(-5)),
        ),
        (
            json!({ "new_chat_title": "New" }),
            Service::NewTitle("New".into()),
        ),
        (
            json!({ "new_chat_members": [person] }),
            Service::Joined(vec![ada.clone()]),
        ),
        (json!({ "left_chat_member": person }), Service::Left(ada)),
        (
            json!({ "pinned_message": { "message_id": 1, "date": 0, "chat": {} } }),
            Service::Pinned,
        ),
        (
            json!({ "new_chat_photo": [] }),
            Service::Other("new_chat_photo".into()),
        ),
        (
            json!({ "supergroup_chat_created": true }),
            Service::Other("supergroup_chat_created".into()),
        ),
        (
            json!({ "general_forum_topic_hidden": {} }),
            Service::Other("general_forum_topic_hidden".into()),
        ),
    ];
    for (extra, expected) in table {
        assert_eq!(content(&extra), Content::Service(expected));
    }
}
