//! Entities as callers give them: numbers, kinds, links.

use serde_json::{Value, json};

use super::find::may_be;
use super::mark::{Mark, kind_of};
use super::slice;
use crate::request::ApiError;

/// Largest offset and length that is looked at.
const UNITS_MAX: i64 = 1_000_000;

/// Kinds that Telegram finds in the words by itself.
const FOUND: [&str; 8] = [
    "mention",
    "hashtag",
    "cashtag",
    "bot_command",
    "url",
    "email",
    "phone_number",
    "bank_card_number",
];

/// Kinds that callers may give.
const GIVEN: [&str; 13] = [
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
    "blockquote",
    "expandable_blockquote",
    "code",
    "pre",
    "text_link",
    "text_mention",
    "custom_emoji",
    "date_time",
];

fn cannot(what: &str) -> ApiError {
    ApiError::bad_request(format!("can't parse MessageEntity: {what}"))
}

/// The entities given for a text. Kinds that Telegram finds by itself count only where it could find them.
pub(super) fn read(text: &str, given: Vec<Value>) -> Result<Vec<Mark>, ApiError> {
    let mut marks = Vec::new();
    for entity in given {
        let number = |field: &str| entity.get(field).and_then(Value::as_i64);
        let (offset, length) = (number("offset"), number("length"));
        let within = |number: Option<i64>, what: &str| match number {
            Some(number @ 0..=UNITS_MAX) => Ok(usize::try_from(number).unwrap_or(0)),
            _ => Err(ApiError::bad_request(format!(
                "receive an entity with incorrect {what} {}",
                number.unwrap_or(i64::MAX)
            ))),
        };
        let (start, length) = (within(offset, "offset")?, within(length, "length")?);
        if length == 0 {
            continue;
        }
        let kind = kind_of(&entity);
        if FOUND.contains(&kind) {
            let words = slice(text, start, length);
            if words.is_none_or(|words| may_be(kind, words)) {
                marks.push(Mark::new(start, start + length, entity));
            }
        } else if GIVEN.contains(&kind) {
            let body = checked(entity)?;
            marks.push(Mark::new(start, start + length, body));
        } else {
            return Err(cannot("Unsupported type specified"));
        }
    }
    Ok(marks)
}

/// The entity, its own fields looked at.
fn checked(entity: Value) -> Result<Value, ApiError> {
    match kind_of(&entity) {
        "text_link" => link(entity),
        "text_mention" => {
            let user = entity.get("user").and_then(|user| user.get("id"));
            user.and_then(Value::as_i64)
                .ok_or_else(|| cannot("Can't find field \"user\""))?;
            Ok(entity)
        }
        "custom_emoji" => {
            let id = entity.get("custom_emoji_id").and_then(Value::as_str);
            let valid = id.is_some_and(|id| id.parse::<i64>().is_ok_and(|id| id != 0));
            let refusal = || ApiError::bad_request("invalid custom emoji identifier specified");
            valid.then_some(entity).ok_or_else(refusal)
        }
        "date_time" => {
            let time = entity.get("unix_time").and_then(Value::as_i64);
            time.ok_or_else(|| cannot("Can't find field \"unix_time\""))?;
            Ok(entity)
        }
        _ => Ok(entity),
    }
}

/// A link as Telegram writes it: with scheme and path. A link to a user is a mention.
fn link(mut entity: Value) -> Result<Value, ApiError> {
    let url = entity
        .get("url")
        .and_then(Value::as_str)
        .unwrap_or_default();
    if let Some(user) = user_of(url) {
        return Ok(json!({"type": "text_mention", "user": {"id": user}}));
    }
    let whole = whole_url(url).ok_or_else(|| {
        ApiError::bad_request(format!("entity URL '{url}' is invalid: Wrong HTTP URL"))
    })?;
    entity["url"] = whole.into();
    Ok(entity)
}

/// The user that a link names.
fn user_of(url: &str) -> Option<i64> {
    url.strip_prefix("tg://user?id=")?.parse().ok()
}

/// Whether Telegram takes it for a link.
pub(crate) fn is_link(url: &str) -> bool {
    user_of(url).is_some() || whole_url(url).is_some()
}

fn whole_url(url: &str) -> Option<String> {
    let url = url.trim();
    let (scheme, rest) = url.split_once("://").unwrap_or(("http", url));
    let scheme = scheme.to_ascii_lowercase();
    match scheme.as_str() {
        "tg" | "ton" | "tonsite" => return Some(url.to_owned()),
        "http" | "https" => {}
        _ => return None,
    }
    let host_end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(host_end);
    let named = host.split('@').next_back().unwrap_or(host);
    if !named.contains('.') || named.starts_with('.') || host.contains(char::is_whitespace) {
        return None;
    }
    let slash = if path.starts_with('/') { "" } else { "/" };
    Some(format!("{scheme}://{}{slash}{path}", host.to_lowercase()))
}
