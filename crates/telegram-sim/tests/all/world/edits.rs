//! A bot's edits.

use relevo_telegram_sim::control::Say;
use serde_json::{Value, json};

use super::scene::Scene;

fn edit(chat: i64, message: i64, text: &str) -> Value {
    json!({"chat_id": chat, "message_id": message, "text": text})
}

/// A bot edits its own messages at any age; the bot itself gets no update of it.
#[test]
fn own_messages_can_be_edited_at_any_age() {
    let mut scene = Scene::new();
    let id = scene.sent(scene.client, "one");
    scene.move_ms(400 * 24 * 3_600_000);
    let edited = scene.done("editMessageText", edit(scene.client, id, "two"));
    assert_eq!(edited["text"], "two");
    assert_eq!(edited["edit_date"], scene.world.now_ms() / 1_000);
    assert!(scene.drain().is_empty());
    assert_eq!(
        scene.world.transcript(scene.bot.id, scene.client)[1].text,
        "two"
    );
}

/// An edit without a change is refused in Telegram's words; a changed keyboard is a change.
#[test]
fn an_edit_must_change_something() {
    let mut scene = Scene::new();
    let id = scene.sent(scene.client, "one");
    let words = scene.refused("editMessageText", edit(scene.client, id, "one"));
    assert_eq!(
        words,
        "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message"
    );
    let mut with_button = edit(scene.client, id, "one");
    with_button["reply_markup"] =
        json!({"inline_keyboard": [[{"text": "go", "callback_data": "1"}]]});
    scene.done("editMessageText", with_button);
    let without = scene.done("editMessageText", edit(scene.client, id, "one"));
    assert!(
        without.get("reply_markup").is_none(),
        "a missing keyboard removes the old one"
    );
}

/// Other people's messages, forwards and missing messages cannot be edited.
#[test]
fn only_own_originals_can_be_edited() {
    let mut scene = Scene::new();
    let heard = scene.heard(Say::text("theirs"));
    let theirs = heard["message_id"].as_i64().expect("a number");
    let words = scene.refused("editMessageText", edit(scene.client, theirs, "x"));
    assert_eq!(words, "Bad Request: message can't be edited");
    let params = json!({
        "chat_id": scene.forum, "from_chat_id": scene.client, "message_id": theirs,
    });
    let forward = scene.done("forwardMessage", params);
    let forward = forward["message_id"].as_i64().expect("a number");
    let words = scene.refused("editMessageText", edit(scene.forum, forward, "x"));
    assert_eq!(words, "Bad Request: message can't be edited");
    let words = scene.refused("editMessageText", edit(scene.forum, 777, "x"));
    assert_eq!(words, "Bad Request: message to edit not found");
}

/// Text is edited in texts, captions in captioned media.
#[test]
fn text_and_caption_are_not_the_same() {
    let mut scene = Scene::new();
    let client = scene.client;
    let text = scene.sent(client, "words");
    let photo = scene.upload(
        "sendPhoto",
        json!({"chat_id": client, "caption": "a"}),
        "photo",
    );
    let photo = photo.expect("allowed")["message_id"]
        .as_i64()
        .expect("a number");
    let words = scene.refused("editMessageText", edit(client, photo, "x"));
    assert_eq!(
        words,
        "Bad Request: there is no text in the message to edit"
    );
    let caption = |id: i64| json!({"chat_id": client, "message_id": id, "caption": "b"});
    let words = scene.refused("editMessageCaption", caption(text));
    assert_eq!(
        words,
        "Bad Request: there is no caption in the message to edit"
    );
    let edited = scene.done("editMessageCaption", caption(photo));
    assert_eq!(edited["caption"], "b");
}

/// The file of a message can be exchanged; a text has none.
#[test]
fn media_can_be_exchanged() {
    let mut scene = Scene::new();
    let client = scene.client;
    let sent = scene
        .upload("sendPhoto", json!({"chat_id": client}), "photo")
        .expect("allowed");
    let other = scene
        .upload("sendVideo", json!({"chat_id": client}), "video")
        .expect("allowed");
    let media = json!({"type": "video", "media": other["video"]["file_id"], "caption": "new"});
    let params = json!({"chat_id": client, "message_id": sent["message_id"], "media": media});
    let edited = scene.done("editMessageMedia", params);
    assert_eq!(
        edited["video"]["file_unique_id"],
        other["video"]["file_unique_id"]
    );
    assert_eq!(edited["caption"], "new");
    assert!(edited.get("photo").is_none());
    let text = scene.sent(client, "words");
    let params = json!({"chat_id": client, "message_id": text, "media": media});
    let words = scene.refused("editMessageMedia", params);
    assert_eq!(words, "Bad Request: message media can't be edited");
}

/// A live location moves by edits until it is stopped.
#[test]
fn live_locations_move() {
    let mut scene = Scene::new();
    let client = scene.client;
    let place = json!({"chat_id": client, "latitude": 1.0, "longitude": 2.0, "live_period": 600});
    let id = scene.done("sendLocation", place)["message_id"].clone();
    let moved = json!({"chat_id": client, "message_id": id, "latitude": 1.1, "longitude": 2.0});
    let moved = scene.done("editMessageLiveLocation", moved);
    assert_eq!(moved["location"]["latitude"], 1.1);
    let stop = json!({"chat_id": client, "message_id": id});
    let stopped = scene.done("stopMessageLiveLocation", stop.clone());
    assert!(stopped["location"].get("live_period").is_none());
    let words = scene.refused("stopMessageLiveLocation", stop);
    assert_eq!(words, "Bad Request: message can't be edited");
}
