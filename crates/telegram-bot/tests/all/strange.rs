//! What Telegram may send tomorrow: nothing of it may cost an update.
//!
//! The cases are those on which typed Bot API libraries lose fields, updates or whole pages.

use relevo_telegram::{ChatKind, Content, EntityKind, MessageId, Rich, Text, UpdateKind};
use serde_json::{Value, json};

use crate::samples::{content, message, read, read_message, read_text, update};

fn unreadable(update: &Value) -> &'static str {
    read(update).unwrap_err().reason
}

/// Promise: an unknown kind of update is passed on by name, whatever is in it.
#[test]
fn unknown_kind() {
    for body in [json!({ "deep": [1, { "x": null }] }), json!(3), json!([])] {
        let got = read(&update("telepathy", &body)).unwrap();
        assert_eq!(got.kind, UpdateKind::Other("telepathy".into()));
    }
}

/// Promise: a new field beside a known kind does not hide it.
#[test]
fn unknown_field_of_an_update() {
    let mut strange = update("message", &message(&json!({ "text": "x" })));
    strange["a_new_mark"] = json!({ "of": "the server" });
    assert!(matches!(
        read(&strange).unwrap().kind,
        UpdateKind::Message(_)
    ));
}

/// Promise: an unknown field in a message changes nothing.
#[test]
fn unknown_field_of_a_message() {
    let plain = read_message(&message(&json!({ "text": "x" })));
    let strange = read_message(&message(&json!({ "text": "x", "aura": { "color": 7 } })));
    assert_eq!(plain, strange);
}

/// Promise: a content nobody knows is named by the field that stands out, and can still be copied by its place.
#[test]
fn unknown_content() {
    let got = read_message(&message(
        &json!({ "caption": "c", "hologram": { "beams": 3 } }),
    ));
    assert_eq!(got.content, Content::Unknown(Some("hologram".into())));
    assert_eq!(got.place.message, MessageId(42));
    assert_eq!(content(&json!({})), Content::Unknown(None));
}

/// Promise: the first standing-out field in Telegram's own order is named, not the first by the alphabet.
#[test]
fn the_first_unknown_field_names_the_content() {
    let json = r#"{"update_id":5,"message":{"message_id":1,"chat":{"id":2},"date":3,"zeta":{},"alpha":{}}}"#;
    let UpdateKind::Message(got) = read_text(json).unwrap().kind else {
        panic!("a message");
    };
    assert_eq!(got.content, Content::Unknown(Some("zeta".into())));
}

/// Promise: known content of a shape nobody knows is unknown content by that name.
#[test]
fn malformed_content() {
    let table = [
        (json!({ "text": 5 }), "text"),
        (json!({ "photo": [] }), "photo"),
        (json!({ "photo": { "file_id": "F" } }), "photo"),
        (json!({ "video": { "no": "file_id" } }), "video"),
        (json!({ "dice": "six" }), "dice"),
        (json!({ "poll": true }), "poll"),
        (json!({ "forum_topic_created": "n" }), "forum_topic_created"),
        (json!({ "migrate_to_chat_id": "x" }), "migrate_to_chat_id"),
    ];
    for (extra, name) in table {
        assert_eq!(content(&extra), Content::Unknown(Some(name.into())));
    }
}

/// Promise: an unknown entity keeps its place and name, and costs no word.
#[test]
fn unknown_entity() {
    let got = content(&json!({ "text": "abc", "entities": [
        { "type": "hologram", "offset": 0, "length": 1, "beams": 3 },
        { "type": "bold", "offset": -1, "length": 1 },
        "nonsense",
        { "type": "bold", "offset": 1, "length": 1 },
    ] }));
    let Content::Text(Text { text, entities }) = got else {
        panic!("words");
    };
    let kinds: Vec<EntityKind> = entities.into_iter().map(|entity| entity.kind).collect();
    assert_eq!(text, "abc");
    assert_eq!(
        kinds,
        [EntityKind::Found("hologram".into()), EntityKind::Bold]
    );
}

/// Promise: an unknown kind of chat is a chat.
#[test]
fn unknown_chat_type() {
    for kind in [json!("holodeck"), json!(5), json!(null)] {
        let got = read_message(&message(
            &json!({ "chat": { "id": -9, "type": kind }, "text": "x" }),
        ));
        assert_eq!((got.chat.id.0, got.chat.kind), (-9, ChatKind::Other));
    }
}

/// Promise: an unknown kind of reaction, a reaction without a person, deletions of a business chat, all are passed on by name.
#[test]
fn kinds_that_are_not_read_cannot_be_misread() {
    let table = [
        (
            "message_reaction",
            json!({ "new_reaction": [{ "type": "telepathic" }] }),
        ),
        (
            "deleted_business_messages",
            json!({ "message_ids": [1, 2] }),
        ),
        ("guest_message", message(&json!({ "text": "x" }))),
        ("business_connection", json!({ "rights": "all" })),
    ];
    for (kind, body) in table {
        let got = read(&update(kind, &body)).unwrap();
        assert_eq!(got.kind, UpdateKind::Other(kind.into()));
    }
}

/// Promise: new blocks in a rich message, however deep, leave it a rich message.
#[test]
fn unknown_rich_blocks() {
    let deep = format!("{}{}", "[".repeat(5_000), "]".repeat(5_000));
    let json = format!(
        r#"{{"update_id":5,"message":{{"message_id":1,"chat":{{"id":2}},"rich_message":{{"blocks":[{{"type":"hologram","x":{deep}}}]}}}}}}"#
    );
    let UpdateKind::Message(got) = read_text(&json).unwrap().kind else {
        panic!("a message");
    };
    assert_eq!(got.content, Content::Rich(Rich::default()));
}

/// Promise: a message to a channel's direct messages is an ordinary message.
#[test]
fn direct_messages_topic() {
    let got = read_message(&message(
        &json!({ "direct_messages_topic": { "topic_id": 1 }, "text": "x" }),
    ));
    assert_eq!(got.content, Content::Text(Text::plain("x")));
    assert_eq!(got.thread, None);
}

/// Promise: ids of 52 bits and more are read as they are.
#[test]
fn large_numbers() {
    let got = read_message(&message(&json!({
        "message_id": 4_503_599_627_370_495_i64,
        "chat": { "id": -4_503_599_627_370_495_i64, "type": "group" },
    })));
    assert_eq!(got.place.message.0, 4_503_599_627_370_495);
    assert_eq!(got.place.chat.0, -4_503_599_627_370_495);
}

/// Promise: an ephemeral message keeps its number 0, which no link may point to.
#[test]
fn ephemeral_messages() {
    let got = read_message(&message(
        &json!({ "message_id": 0, "ephemeral_message_id": 3, "text": "x" }),
    ));
    assert!(!got.place.message.is_linkable());
}

/// Promise: malformed side parts count as missing and cost nothing else.
#[test]
fn malformed_side_parts() {
    let got = read_message(&message(&json!({
        "text": "x", "date": "yesterday", "edit_date": {}, "media_group_id": 7, "via_bot": [],
        "from": { "id": 100, "is_bot": "no", "first_name": null, "username": 5 },
        "reply_to_message": "that one", "quote": { "position": 1 }, "entities": {},
    })));
    assert_eq!(got.content, Content::Text(Text::plain("x")));
    assert_eq!(
        (got.date, got.edit_date, got.album, got.reply),
        (0, None, None, None)
    );
}

/// Promise: only an update without the parts every kind has is unreadable, and the reason holds none of its content.
#[test]
fn unreadable_updates() {
    let table = [
        (json!([]), "the update is no JSON object"),
        (json!({ "update_id": 5 }), "the update has no kind"),
        (
            update("message", &json!("words")),
            "the update's kind is no JSON object",
        ),
        (
            update("message", &json!({ "message_id": 1 })),
            "message.chat is missing",
        ),
        (
            update("message", &json!({ "chat": { "id": 1 } })),
            "message.message_id is missing",
        ),
        (
            update("callback_query", &json!({ "from": { "id": 1 } })),
            "callback_query.id is missing",
        ),
        (
            update("callback_query", &json!({ "id": "q" })),
            "callback_query.from is missing",
        ),
        (
            update("my_chat_member", &json!({})),
            "chat_member.new_chat_member is missing",
        ),
        (
            update("chat_member", &json!({ "new_chat_member": {} })),
            "chat_member.chat is missing",
        ),
    ];
    for (update, reason) in table {
        assert_eq!(unreadable(&update), reason);
    }
    assert_eq!(
        read_text("{half").unwrap_err().reason,
        "the update is no JSON object"
    );
}
