//! Calls and updates that several tests use.

use relevo_telegram::Gateway;
use relevo_telegram::{
    Call, ChatId, Content, MessageId, Place, RawUpdate, Send, Text, Unreadable, Update, UpdateId,
    UpdateKind,
};
use relevo_telegram_bot::Bot;
use serde_json::{Value, json};

use crate::script::Script;

pub(crate) const CHAT: ChatId = ChatId(-1_001_234_567_890);

pub(crate) fn to() -> Send {
    Send {
        chat: CHAT,
        thread: None,
        reply: None,
        silent: false,
    }
}

/// A call that must not be done twice.
pub(crate) fn send() -> Call {
    Call::SendText {
        to: to(),
        text: Text::plain("hello"),
        no_preview: false,
        buttons: Vec::new(),
    }
}

/// A call that may be repeated.
pub(crate) fn delete() -> Call {
    Call::Delete(Place {
        chat: CHAT,
        message: MessageId(7),
    })
}

/// A message in the group with these further fields.
pub(crate) fn message(extra: &Value) -> Value {
    let mut message = json!({
        "message_id": 42,
        "from": { "id": 100, "is_bot": false, "first_name": "Ada", "language_code": "pt-BR" },
        "chat": { "id": CHAT.0, "type": "supergroup", "title": "Desk", "is_forum": true },
        "date": 1_790_000_000,
    });
    for (name, value) in extra.as_object().unwrap() {
        message[name] = value.clone();
    }
    message
}

pub(crate) fn update(kind: &str, body: &Value) -> Value {
    json!({ "update_id": 5, kind: body })
}

pub(crate) fn read_text(json: &str) -> Result<Update, Unreadable> {
    Bot::over(Script::new([])).read(&RawUpdate {
        id: UpdateId(5),
        body: json.as_bytes().to_vec(),
    })
}

pub(crate) fn read(update: &Value) -> Result<Update, Unreadable> {
    read_text(&update.to_string())
}

/// The message that this body reads as.
pub(crate) fn read_message(body: &Value) -> relevo_telegram::Message {
    match read(&update("message", body)).unwrap().kind {
        UpdateKind::Message(message) => message,
        other => panic!("no message: {other:?}"),
    }
}

/// What a message with these further fields holds.
pub(crate) fn content(extra: &Value) -> Content {
    read_message(&message(extra)).content
}

/// One valid update of every kind that is read, and contents of all sorts.
pub(crate) fn valid_updates() -> Vec<Value> {
    let user = json!({ "id": 100, "is_bot": false, "first_name": "Ada" });
    let chat = json!({ "id": CHAT.0, "type": "supergroup", "title": "Desk" });
    let file = json!({ "file_id": "F", "file_unique_id": "U", "file_size": 9 });
    let mut all: Vec<Value> = [
        json!({ "text": "да 🙂", "entities": [
            { "type": "bold", "offset": 0, "length": 2 },
            { "type": "text_mention", "offset": 3, "length": 2, "user": user },
        ] }),
        json!({ "photo": [file, file], "caption": "c", "caption_entities": [], "media_group_id": "A" }),
        json!({ "live_photo": file, "photo": [file] }),
        json!({ "poll": { "type": "quiz" } }),
        json!({ "new_chat_members": [user], "is_topic_message": true, "message_thread_id": 9 }),
        json!({ "forum_topic_edited": { "name": "n" }, "sender_chat": chat }),
        json!({ "text": "a", "reply_to_message": message(&json!({ "text": "b" })),
            "quote": { "text": "b", "position": 0, "entities": [{ "type": "code", "offset": 0, "length": 1 }] } }),
    ]
    .iter()
    .map(|extra| update("message", &message(extra)))
    .collect();
    let place = json!({ "status": "administrator", "user": user, "can_manage_topics": true });
    all.push(update(
        "my_chat_member",
        &json!({ "chat": chat, "from": user, "date": 1, "old_chat_member": place, "new_chat_member": place }),
    ));
    all.push(update(
        "callback_query",
        &json!({ "id": "q", "from": user, "message": message(&json!({})), "data": "d" }),
    ));
    all
}
