//! Whatever the bytes are, reading and understanding end in a value, never in a panic.

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use relevo_telegram::{Gateway, RawUpdate, UpdateId};
use relevo_telegram_bot::{Bot, WireAnswer};
use serde_json::Value;

use crate::samples::{read, read_text, send, valid_updates};
use crate::script::Script;

/// Any JSON, with field names that mean something more often than chance would have it.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,8}".prop_map(Value::from),
    ];
    let name = prop_oneof![
        proptest::sample::select(vec![
            "message",
            "chat",
            "id",
            "message_id",
            "from",
            "text",
            "entities",
            "offset",
            "length",
            "type",
            "photo",
            "file_id",
            "reply_to_message",
            "quote",
            "position",
            "callback_query",
            "chat_member",
            "new_chat_member",
            "status",
            "user",
            "date",
            "update_id",
        ])
        .prop_map(str::to_owned),
        ".{0,4}",
    ];
    leaf.prop_recursive(5, 64, 8, move |inner| {
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Value::from),
            btree_map(name.clone(), inner, 0..8)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

/// All places in a JSON value, as pointers.
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Object(fields) => {
            for (name, inner) in fields {
                pointers(inner, &format!("{at}/{name}"), found);
            }
        }
        Value::Array(items) => {
            for (index, inner) in items.iter().enumerate() {
                pointers(inner, &format!("{at}/{index}"), found);
            }
        }
        _ => {}
    }
}

/// Promise: the samples that are mutated below are readable to begin with.
#[test]
fn samples_are_valid() {
    for update in valid_updates() {
        assert!(read(&update).is_ok(), "{update}");
    }
}

proptest! {
    /// Promise: arbitrary JSON never panics the reader.
    #[test]
    fn any_json_is_survived(json in any_json()) {
        let _ = read(&json);
        let _ = read(&serde_json::json!({ "update_id": 1, "message": json }));
    }

    /// Promise: a valid update with any part replaced by anything never panics the reader.
    #[test]
    fn mutated_updates_are_survived(
        sample in proptest::sample::select(valid_updates()),
        place in any::<proptest::sample::Index>(),
        with in any_json(),
    ) {
        let mut update = sample;
        let mut places = Vec::new();
        pointers(&update, "", &mut places);
        let chosen = place.get(&places).clone();
        if let Some(part) = update.pointer_mut(&chosen) {
            *part = with;
        }
        let _ = read(&update);
    }

    /// Promise: a valid update cut short or with a byte changed never panics the reader.
    #[test]
    fn broken_bytes_are_survived(
        sample in proptest::sample::select(valid_updates()),
        place in any::<proptest::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let mut body = sample.to_string().into_bytes();
        let at = place.index(body.len());
        body[at] = byte;
        let bot = Bot::over(Script::new([]));
        let _ = bot.read(&RawUpdate { id: UpdateId(1), body: body.clone() });
        body.truncate(at);
        let _ = read_text(&String::from_utf8_lossy(&body));
    }

    /// Promise: any answer to a call or a pull ends in an outcome.
    #[test]
    fn any_answer_is_survived(status in 100_u16..600, body in vec(any::<u8>(), 0..64), json in any_json()) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let json = serde_json::json!({ "ok": status % 2 == 0, "result": json, "parameters": json, "description": json });
        let answers = [body, json.to_string().into_bytes()].map(|body| WireAnswer::Http { status, body });
        for answer in answers {
            let bot = Bot::over(Script::new([answer.clone(), answer]));
            runtime.block_on(async {
                let _ = bot.call(&send()).await;
                let _ = bot.next_page(None, std::time::Duration::ZERO).await;
            });
        }
    }
}
