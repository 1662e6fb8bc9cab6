//! The check against the Bot API finds what is wrong at any depth, and nothing where all is well.

use relevo_telegram_sim::request::{Request, Upload};
use relevo_telegram_sim::schema::{Mismatch, schema};
use serde_json::{Value, json};

fn said(mismatches: &[Mismatch]) -> Vec<String> {
    mismatches.iter().map(ToString::to_string).collect()
}

fn request_check(method: &str, params: Value) -> Vec<String> {
    let method = schema()
        .method(method)
        .expect("the test names a method of the Bot API");
    said(&schema().check_request(method, &Request::new(&method.name, params)))
}

fn result_check(method: &str, result: &Value) -> Vec<String> {
    let method = schema()
        .method(method)
        .expect("the test names a method of the Bot API");
    said(&schema().check_result(method, result))
}

fn typed(method: &str, params: Value) -> Value {
    let method = schema()
        .method(method)
        .expect("the test names a method of the Bot API");
    let mut request = Request::new(&method.name, params);
    schema().type_parameters(method, &mut request.params);
    Value::Object(request.params)
}

fn message() -> Value {
    json!({
        "message_id": 7, "date": 1_790_000_000,
        "chat": {"id": 5, "type": "private", "first_name": "Ann"},
        "from": {"id": 5, "is_bot": false, "first_name": "Ann"},
        "text": "hi", "entities": [{"type": "bold", "offset": 0, "length": 2}],
    })
}

/// Methods are found in any mix of cases, and no others.
#[test]
fn methods_are_found_in_any_case() {
    for name in ["sendMessage", "SENDMESSAGE", "sendmessage"] {
        assert_eq!(
            schema().method(name).map(|method| method.name.as_str()),
            Some("sendMessage")
        );
    }
    assert!(schema().method("sendMessages").is_none());
}

/// Rights that a button asks for name every right that the documentation calls required.
#[test]
fn rights_asked_for_are_whole() {
    let rights = json!({"can_manage_chat": true});
    let asked =
        json!({"request_id": 1, "chat_is_channel": false, "user_administrator_rights": rights});
    let keyboard = json!({"keyboard": [[{"text": "Choose", "request_chat": asked}]]});
    let found = request_check(
        "sendMessage",
        json!({"chat_id": 5, "text": "Where?", "reply_markup": keyboard}),
    );
    let missing = |field: &str| {
        let path = format!("user_administrator_rights.{field}: missing required field");
        found.iter().any(|mismatch| mismatch.contains(&path))
    };
    assert!(missing("is_anonymous"), "{found:?}");
    assert!(missing("can_send_welcome_messages"), "{found:?}");
    assert!(!missing("can_manage_topics"), "optional: {found:?}");
}

/// A correct request passes; every kind of departure is named with its path.
#[test]
fn requests_are_checked_deeply() {
    let keyboard = json!({"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]});
    let good = json!({"chat_id": 5, "text": "hi", "reply_markup": keyboard, "entities": message()["entities"]});
    assert_eq!(request_check("sendMessage", good), [""; 0]);
    assert_eq!(
        request_check("sendMessage", json!({"chat_id": "@name", "text": "hi"})),
        [""; 0]
    );

    let plain = json!({"keyboard": [["Yes", {"text": "No"}]]});
    let good = json!({"chat_id": 5, "text": "hi", "reply_markup": plain});
    assert_eq!(
        request_check("sendMessage", good),
        [""; 0],
        "a button of words alone may be a string"
    );

    let cases = [
        (json!({"chat_id": 5}), "text: missing required parameter"),
        (
            json!({"chat_id": 5, "text": "hi", "colour": 1}),
            "colour: unknown parameter",
        ),
        (
            json!({"chat_id": 5, "text": 6}),
            "text: a number where a string is expected",
        ),
        (
            json!({"chat_id": 5, "text": "hi", "protect_content": "yes"}),
            "protect_content: a string where a boolean is expected",
        ),
        (
            json!({"chat_id": 5, "text": "hi", "entities": [{"type": "bold", "offset": 0}]}),
            "entities[0].length: missing required field of MessageEntity",
        ),
        (
            json!({"chat_id": 5, "text": "hi", "reply_markup": {"inline_keyboard": [[{"text": "a", "data": "b"}]]}}),
            "reply_markup.inline_keyboard[0][0].data: unknown field of InlineKeyboardButton",
        ),
        (
            json!({"chat_id": 1.5, "text": "hi"}),
            "chat_id: a number where an integer is expected",
        ),
    ];
    for (params, expected) in cases {
        assert_eq!(request_check("sendMessage", params), [expected]);
    }
}

/// Albums may mix kinds, each item is held to its own kind, and uploads must be referred to.
#[test]
fn albums_and_uploads_are_checked() {
    let method = schema().method("sendMediaGroup").expect("it exists");
    let media =
        json!([{"type": "photo", "media": "attach://one"}, {"type": "video", "media": "file-id"}]);
    let upload = Upload {
        name: "a.png".to_owned(),
        mime: String::new(),
        bytes: vec![1],
    };
    let good = Request::new("sendMediaGroup", json!({"chat_id": 5, "media": media}))
        .with_file("one", upload.clone());
    assert_eq!(schema().check_request(method, &good), []);
    let stray = good.with_file("two", upload.clone());
    assert_eq!(
        said(&schema().check_request(method, &stray)),
        ["two: upload that no parameter refers to"]
    );

    let wrong = json!({"chat_id": 5, "media": [{"type": "photo", "media": "x", "duration": 5}]});
    assert_eq!(
        request_check("sendMediaGroup", wrong),
        ["media[0].duration: unknown field of InputMediaPhoto"]
    );

    let photo = schema().method("sendPhoto").expect("it exists");
    let uploaded = Request::new("sendPhoto", json!({"chat_id": 5})).with_file("photo", upload);
    assert_eq!(schema().check_request(photo, &uploaded), []);
}

/// Results that may be a message or true are accepted as either, and as nothing else.
#[test]
fn message_or_true_is_a_union() {
    assert_eq!(result_check("editMessageText", &message()), [""; 0]);
    assert_eq!(result_check("editMessageText", &json!(true)), [""; 0]);
    assert_eq!(result_check("editMessageText", &json!("done")).len(), 1);
    let mut broken = message();
    broken["chat"]
        .as_object_mut()
        .expect("an object")
        .remove("type");
    assert_eq!(
        result_check("sendMessage", &broken),
        ["result.chat.type: missing required field of Chat"]
    );
}

/// Variants are told apart by their constant field, and rich text by its shape.
#[test]
fn unions_are_told_apart() {
    let origin = json!({"type": "hidden_user", "date": 1, "sender_user_name": "Ann"});
    let mut forward = message();
    forward["forward_origin"] = origin;
    assert_eq!(schema().check_type("Message", &forward), []);
    forward["forward_origin"]["type"] = json!("user");
    let found = said(&schema().check_type("Message", &forward));
    assert!(
        found.contains(
            &"Message.forward_origin.sender_user: missing required field of MessageOriginUser"
                .to_owned()
        ),
        "{found:?}"
    );

    for text in [
        json!("plain"),
        json!(["a", {"type": "bold", "text": ["b", "c"]}]),
    ] {
        assert_eq!(schema().check_type("RichText", &text), []);
    }
    let wrong = json!(["a", {"type": "bold", "text": ["b", {"type": "bold"}]}]);
    assert!(!schema().check_type("RichText", &wrong).is_empty());
}

/// An update with a field that the Bot API does not know is named, however deep it lies.
#[test]
fn updates_are_checked_deeply() {
    let mut update = json!({"update_id": 1, "message": message()});
    assert_eq!(schema().check_type("Update", &update), []);
    update["message"]["chat"]["mood"] = json!("fine");
    assert_eq!(
        said(&schema().check_type("Update", &update)),
        ["Update.message.chat.mood: unknown field of Chat"]
    );
}

/// Strings of a form become what the schema says; what does not read as its type stays a string.
#[test]
fn form_strings_get_their_types() {
    let form = json!({"chat_id": "-1005", "text": "12", "protect_content": "True", "entities": "[]",
        "reply_markup": "{\"force_reply\":true}", "message_thread_id": "seven"});
    assert_eq!(
        typed("sendMessage", form),
        json!({"chat_id": -1005, "text": "12", "protect_content": true,
        "entities": [], "reply_markup": {"force_reply": true}, "message_thread_id": "seven"})
    );
    assert_eq!(
        typed("sendMessage", json!({"chat_id": "@name"})),
        json!({"chat_id": "@name"})
    );
    assert_eq!(
        typed("sendLocation", json!({"latitude": "1.5"})),
        json!({"latitude": 1.5})
    );
    assert_eq!(
        typed("sendPhoto", json!({"photo": "123"})),
        json!({"photo": "123"})
    );
}
