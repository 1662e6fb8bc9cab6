//! Each content once: what a message of that kind reads as.

use relevo_telegram::{ChatId, Content, Media, MediaKind, Service, Text, User, UserId};
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
            json!({ "photo": [file("still")], "live_photo": file("F") }),
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
            json!({ "contact": { "phone_number": "1", "first_name": "A" } }),
            Content::Contact,
        ),
        (
            json!({ "location": { "latitude": 1.5, "longitude": 2.5 } }),
            Content::Location { live: false },
        ),
        (
            json!({ "location": { "latitude": 1.5, "longitude": 2.5, "live_period": 60 } }),
            Content::Location { live: true },
        ),
        (
            json!({ "location": { "latitude": 1.5 }, "venue": { "title": "x" } }),
            Content::Venue,
        ),
        (
            json!({ "poll": { "type": "regular" } }),
            Content::Poll { quiz: false },
        ),
        (
            json!({ "poll": { "type": "quiz" } }),
            Content::Poll { quiz: true },
        ),
        (json!({ "story": { "id": 1 } }), Content::Story),
        (json!({ "checklist": { "title": "x" } }), Content::Checklist),
        (json!({ "rich_message": { "blocks": [] } }), Content::Rich),
    ];
    for (extra, expected) in table {
        assert_eq!(content(&extra), expected);
    }
    for name in ["paid_media", "invoice", "giveaway", "giveaway_winners"] {
        assert_eq!(
            content(&json!({ name: {} })),
            Content::Uncopyable(name.into())
        );
    }
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
