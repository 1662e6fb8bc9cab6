//! A message of rich blocks: its words as plain messages could say them, and the same blocks as they can be sent again.
//!
//! What people may write and what bots may send have nearly one shape (Bot API, `RichMessage` and `InputRichMessage`): files
//! are named by their `file_id`, list items make their own labels, and buttons belong to whoever sent them.
//! Deliberately absent: tables, formulas and maps as anything but their words.

use relevo_telegram::{Entity, EntityKind, Rich, Text, UserId};
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};

/// Blocks that hold a file: the block's type, which is also its field, and the type of the `InputMedia`.
const FILES: [(&str, &str); 6] = [
    ("animation", "animation"),
    ("audio", "audio"),
    ("document", "document"),
    ("photo", "photo"),
    ("video", "video"),
    ("voice_note", "voice_note"),
];

/// Reads a rich message. One that is nested too deeply to be read has no words and cannot be sent again.
pub(super) fn rich(raw: &RawValue) -> Rich {
    let Ok(message) = serde_json::from_str::<Value>(raw.get()) else {
        return Rich::default();
    };
    let mut words = Text::default();
    blocks(&mut words, &message["blocks"]);
    let input = again(&message["blocks"]).map(|blocks| {
        let mut input = json!({ "blocks": blocks });
        if message["is_rtl"] == true {
            input["is_rtl"] = true.into();
        }
        input.to_string()
    });
    Rich { words, input }
}

fn blocks(words: &mut Text, list: &Value) {
    list.as_array()
        .into_iter()
        .flatten()
        .for_each(|one| block(words, one));
}

/// A block's words, each part on a line of its own.
fn block(words: &mut Text, block: &Value) {
    for part in ["summary", "text"] {
        line(words, &block[part]);
    }
    if let Some(formula) = block["expression"].as_str() {
        line(words, &formula.into());
    }
    blocks(words, &block["blocks"]);
    for item in block["items"].as_array().into_iter().flatten() {
        blocks(words, &item["blocks"]);
    }
    for row in block["cells"].as_array().into_iter().flatten() {
        for cell in row.as_array().into_iter().flatten() {
            line(words, &cell["text"]);
        }
    }
    match &block["caption"] {
        caption if caption["type"].is_string() || !caption.is_object() => line(words, caption),
        caption => {
            line(words, &caption["text"]);
            line(words, &caption["credit"]);
        }
    }
    line(words, &block["credit"]);
}

fn line(words: &mut Text, rich: &Value) {
    let mut part = Text::default();
    run(&mut part, rich);
    if part.is_empty() {
        return;
    }
    if !words.is_empty() {
        words.push_str("\n");
    }
    words.push(&part);
}

/// One `RichText`: a string, a list of them, or one that formats another.
fn run(words: &mut Text, rich: &Value) {
    match rich {
        Value::String(plain) => words.push_str(plain),
        Value::Array(parts) => parts.iter().for_each(|part| run(words, part)),
        Value::Object(fields) => formatted(words, fields),
        _ => {}
    }
}

fn formatted(words: &mut Text, fields: &Map<String, Value>) {
    let start = words.units();
    for name in ["text", "alternative_text", "expression"] {
        if let Some(inner) = fields.get(name) {
            run(words, inner);
        }
    }
    let length = words.units() - start;
    let (Some(kind), true) = (kind(fields), length > 0) else {
        return;
    };
    let units =
        |number: usize| u32::try_from(number).expect("a text is far shorter than 4 Gi units");
    words.entities.push(Entity {
        kind,
        offset: units(start),
        length: units(length),
    });
}

fn kind(fields: &Map<String, Value>) -> Option<EntityKind> {
    let string = |name: &str| fields.get(name).and_then(Value::as_str).map(str::to_owned);
    Some(match fields.get("type")?.as_str()? {
        "bold" => EntityKind::Bold,
        "italic" => EntityKind::Italic,
        "underline" => EntityKind::Underline,
        "strikethrough" => EntityKind::Strikethrough,
        "spoiler" => EntityKind::Spoiler,
        "code" => EntityKind::Code,
        "url" => EntityKind::TextLink(string("url")?),
        "custom_emoji" => EntityKind::CustomEmoji(string("custom_emoji_id")?),
        // What can be opened is marked as in plain messages, under the names that it has there.
        "email_address" => EntityKind::Found("email".into()),
        found @ ("mention" | "phone_number" | "hashtag" | "cashtag" | "bot_command") => {
            EntityKind::Found(found.into())
        }
        "text_mention" => EntityKind::TextMention(UserId(fields.get("user")?.get("id")?.as_i64()?)),
        "date_time" => EntityKind::DateTime {
            unix_s: fields.get("unix_time")?.as_i64()?,
            format: string("date_time_format"),
        },
        _ => return None,
    })
}

/// The blocks as they can be sent; none if one of them cannot.
fn again(list: &Value) -> Option<Vec<Value>> {
    list.as_array()?.iter().map(block_again).collect()
}

fn block_again(block: &Value) -> Option<Value> {
    let mut block = block.as_object()?.clone();
    let name = block.get("type")?.as_str()?.to_owned();
    if name == "buttons" || has_button(&Value::Object(block.clone())) {
        return None;
    }
    if let Some(inner) = block.get("blocks") {
        let inner = again(inner)?;
        block.insert("blocks".into(), inner.into());
    }
    if let Some(Value::Array(items)) = block.get_mut("items") {
        for item in items {
            let item = item.as_object_mut()?;
            item.remove("label");
            let inner = again(item.get("blocks")?)?;
            item.insert("blocks".into(), inner.into());
        }
    }
    if let Some((field, media)) = FILES.iter().find(|(field, _)| *field == name) {
        let file = match block.get(*field)? {
            Value::Array(sizes) => sizes.last()?.clone(),
            file => file.clone(),
        };
        let mut input = json!({ "type": media, "media": file.get("file_id")? });
        if block.remove("has_spoiler") == Some(true.into()) {
            input["has_spoiler"] = true.into();
        }
        block.insert((*field).into(), input);
    }
    Some(Value::Object(block))
}

/// Whether there is a button among the words: it would tell its presses to us.
fn has_button(value: &Value) -> bool {
    match value {
        Value::Array(parts) => parts.iter().any(has_button),
        Value::Object(fields) => {
            fields.get("type").is_some_and(|name| name == "button")
                || fields.values().any(has_button)
        }
        _ => false,
    }
}
