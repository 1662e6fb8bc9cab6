//! Texts with entities, counted in UTF-16 units: checking what a caller gave, trimming, and finding
//! the entities that Telegram finds by itself. Parse modes are in `markup`.

use serde_json::{Value, json};

use crate::request::ApiError;

/// Longest text, in UTF-16 units.
pub(crate) const TEXT_UNITS_MAX: usize = 4_096;
/// Longest caption, in UTF-16 units.
pub(crate) const CAPTION_UNITS_MAX: usize = 1_024;

/// A text and its `MessageEntity` objects.
pub(crate) type Styled = (String, Vec<Value>);

/// Length in UTF-16 units.
pub(crate) fn units(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else {
        text.encode_utf16().count()
    }
}

/// `offset` and `length` of an entity.
pub(crate) fn span(entity: &Value) -> (usize, usize) {
    let number = |field: &str| {
        entity
            .get(field)
            .and_then(Value::as_u64)
            .and_then(|number| usize::try_from(number).ok())
            .unwrap_or(0)
    };
    (number("offset"), number("length"))
}

/// The text as Telegram stores it: trimmed, entities checked, sorted and completed by the detected ones.
pub(crate) fn settle(text: &str, entities: Vec<Value>) -> Result<Styled, ApiError> {
    let total = units(text);
    for entity in &entities {
        let (offset, length) = span(entity);
        if offset.saturating_add(length) > total {
            return Err(ApiError::bad_request(format!(
                "can't parse entities: entity beginning at UTF-16 offset {offset} ends after the end of the text"
            )));
        }
    }
    let first = entities.iter().map(|entity| span(entity).0).min();
    let trimmed = text.trim_end();
    let leading = trimmed.len() - trimmed.trim_start().len();
    let leading = first.map_or(leading, |first| leading.min(first));
    let kept = trimmed.get(leading..).unwrap_or(trimmed);
    let cut = units(&trimmed[..trimmed.len() - kept.len()]);
    let mut entities = shifted(entities, cut, units(kept));
    for found in detect(kept) {
        let (offset, length) = span(&found);
        let taken = entities.iter().any(|entity| {
            let (other, other_length) = span(entity);
            offset < other + other_length && other < offset + length && excludes(entity)
        });
        if !taken {
            entities.push(found);
        }
    }
    entities.sort_by_key(|entity| {
        let (offset, length) = span(entity);
        (offset, usize::MAX - length)
    });
    Ok((kept.to_owned(), entities))
}

/// Entities inside which nothing is detected; the detected kinds themselves count too, because a
/// caller may pass them.
fn excludes(entity: &Value) -> bool {
    !matches!(
        entity.get("type").and_then(Value::as_str),
        Some(
            "bold"
                | "italic"
                | "underline"
                | "strikethrough"
                | "spoiler"
                | "blockquote"
                | "expandable_blockquote"
        )
    )
}

fn shifted(entities: Vec<Value>, cut: usize, total: usize) -> Vec<Value> {
    entities
        .into_iter()
        .filter_map(|mut entity| {
            let (offset, length) = span(&entity);
            let start = offset.saturating_sub(cut);
            let end = offset.saturating_add(length).saturating_sub(cut).min(total);
            if end <= start {
                return None;
            }
            entity["offset"] = start.into();
            entity["length"] = (end - start).into();
            Some(entity)
        })
        .collect()
}

/// Commands, mentions, hashtags, links and e-mail addresses, word by word. Simpler than Telegram's own
/// rules, but it never finds what Telegram would not.
fn detect(text: &str) -> Vec<Value> {
    if !text.contains(['/', '@', '#', '.']) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut offset = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        let bare = bare.trim_end_matches(['.', ',', '!', '?', ';', ':', ')']);
        if let Some(kind) = kind_of_word(bare) {
            found.push(json!({"type": kind, "offset": offset, "length": units(bare)}));
        }
        offset += units(word);
    }
    found
}

fn kind_of_word(word: &str) -> Option<&'static str> {
    let name = |text: &str| {
        !text.is_empty()
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    if let Some(command) = word.strip_prefix('/') {
        let (command, bot) = command.split_once('@').unwrap_or((command, "bot"));
        return (name(command) && name(bot)).then_some("bot_command");
    }
    if let Some(username) = word.strip_prefix('@') {
        return (name(username) && username.len() >= 4).then_some("mention");
    }
    if let Some(tag) = word.strip_prefix('#') {
        let is_tag = !tag.is_empty()
            && tag.chars().all(|c| c.is_alphanumeric() || c == '_')
            && tag.chars().any(char::is_alphabetic);
        return is_tag.then_some("hashtag");
    }
    let link = word
        .strip_prefix("https://")
        .or_else(|| word.strip_prefix("http://"))
        .or_else(|| word.strip_prefix("t.me/").map(|_| "t.me"));
    if let Some(rest) = link {
        return rest.contains('.').then_some("url");
    }
    let (user, host) = word.split_once('@')?;
    let is_address = !user.is_empty()
        && host.contains('.')
        && host
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'))
        && user
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b'+'));
    is_address.then_some("email")
}

/// The part of a text between two UTF-16 positions, if both fall between characters.
pub(crate) fn slice(text: &str, offset: usize, length: usize) -> Option<&str> {
    let at = |wanted: usize| {
        let mut position = 0;
        for (index, character) in text.char_indices() {
            if position == wanted {
                return Some(index);
            }
            position += character.len_utf16();
        }
        (position == wanted).then_some(text.len())
    };
    text.get(at(offset)?..at(offset.checked_add(length)?)?)
}

/// The entities of a part of a text, cut to it and counted from its start.
pub(crate) fn within(entities: &[Value], at: usize, length: usize) -> Vec<Value> {
    entities
        .iter()
        .filter_map(|whole| {
            let (offset, units) = span(whole);
            let start = offset.max(at);
            let end = offset.saturating_add(units).min(at + length);
            (start < end).then(|| {
                let mut part = whole.clone();
                part["offset"] = (start - at).into();
                part["length"] = (end - start).into();
                part
            })
        })
        .collect()
}
