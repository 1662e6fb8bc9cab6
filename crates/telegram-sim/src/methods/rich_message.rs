//! `sendRichMessage`: blocks of text. Blocks with files, maps and buttons are refused, and so are the ways to write a rich
//! message as HTML or Markdown.

use serde_json::{Map, Value};

use super::Call;
use crate::request::{Answer, ApiError};
use crate::world::entity::units;
use crate::world::{Content, Kind};

/// Longest text of all blocks together, in UTF-16 units.
const RICH_UNITS_MAX: usize = 32_768;
/// Blocks inside blocks that are read.
const DEPTH_MAX: usize = 16;

/// Blocks that are shown as they are given.
const BLOCKS: [&str; 12] = [
    "paragraph",
    "heading",
    "pre",
    "footer",
    "divider",
    "mathematical_expression",
    "anchor",
    "list",
    "blockquote",
    "expandable_blockquote",
    "pullquote",
    "details",
];

pub(super) fn send_rich_message(call: &mut Call) -> Answer {
    let content = call.rich_message()?;
    let target = call.target(Kind::RichMessage)?;
    call.send(&target, content)
}

impl Call<'_> {
    /// The `InputRichMessage` of the call as a message's content.
    pub(super) fn rich_message(&self) -> Result<Content, ApiError> {
        let given = self.params().get("rich_message").and_then(Value::as_object);
        let given = given.ok_or_else(|| ApiError::bad_request("rich_message isn't specified"))?;
        for field in ["html", "markdown", "media"] {
            if given.contains_key(field) {
                return Err(not_simulated(field));
            }
        }
        let mut rich = Map::new();
        let blocks = shown_blocks(given.get("blocks"), 0)?;
        let length = blocks.iter().map(text_units).sum::<usize>();
        if length == 0 {
            return Err(ApiError::bad_request("message text is empty"));
        }
        if length > RICH_UNITS_MAX {
            return Err(ApiError::bad_request("message is too long"));
        }
        rich.insert("blocks".to_owned(), blocks.into());
        if given.get("is_rtl") == Some(&Value::Bool(true)) {
            rich.insert("is_rtl".to_owned(), true.into());
        }
        Ok(Content::of(Kind::RichMessage, rich.into()))
    }
}

fn not_simulated(what: &str) -> ApiError {
    ApiError::not_simulated(&format!("InputRichMessage.{what}"))
}

fn shown_blocks(given: Option<&Value>, depth: usize) -> Result<Vec<Value>, ApiError> {
    let given = given
        .and_then(Value::as_array)
        .map_or(&[][..], Vec::as_slice);
    if depth > DEPTH_MAX {
        return Err(ApiError::bad_request("message is too long"));
    }
    given
        .iter()
        .map(|block| shown_block(block, depth))
        .collect()
}

fn shown_block(block: &Value, depth: usize) -> Result<Value, ApiError> {
    let kind = block
        .get("type")
        .and_then(Value::as_str)
        .unwrap_or_default();
    if !BLOCKS.contains(&kind) {
        return Err(not_simulated(&format!("blocks ({kind})")));
    }
    let mut shown = block.clone();
    if block.get("blocks").is_some() {
        shown["blocks"] = shown_blocks(block.get("blocks"), depth + 1)?.into();
    }
    let items = shown.get_mut("items").and_then(Value::as_array_mut);
    for (at, item) in items.into_iter().flatten().enumerate() {
        let inside = shown_blocks(item.get("blocks"), depth + 1)?;
        let Some(item) = item.as_object_mut() else {
            continue;
        };
        // Telegram's letters and Roman numbers are not made here.
        let label = match (item.get("value").and_then(Value::as_i64), item.get("type")) {
            (Some(value), _) => format!("{value}."),
            (None, Some(_)) => format!("{}.", at + 1),
            (None, None) => "•".to_owned(),
        };
        item.insert("label".to_owned(), label.into());
        item.insert("blocks".to_owned(), inside.into());
    }
    Ok(shown)
}

/// Length of all words in a block.
fn text_units(value: &Value) -> usize {
    match value {
        Value::String(words) => units(words),
        Value::Array(parts) => parts.iter().map(text_units).sum(),
        Value::Object(fields) => fields
            .iter()
            .filter(|(name, _)| WORDS.contains(&name.as_str()))
            .map(|(_, value)| text_units(value))
            .sum(),
        _ => 0,
    }
}

/// Fields in which a rich message has its words.
const WORDS: [&str; 6] = ["text", "blocks", "items", "summary", "credit", "expression"];
