//! Texts with entities, counted in UTF-16 units, as TDLib keeps them. Parse modes are in `markup`.
//!
//! `given` checks what a caller gave, `nesting` says what may overlap, `clean` takes out what Telegram does not keep, and
//! `find` finds the entities that Telegram finds by itself.

mod clean;
mod find;
mod given;
mod mark;
mod nesting;

pub(crate) use given::is_link;
use mark::Mark;
use nesting::{nested, with_found};
use serde_json::Value;

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

/// The text as Telegram stores it: cleaned, trimmed, entities checked, cut to what may stand together, sorted and
/// completed by those that are found in the words. A mentioned user is no more than an id.
pub(crate) fn settle(text: &str, entities: Vec<Value>) -> Result<Styled, ApiError> {
    let mut marks = nested(given::read(text, entities)?);
    let text = clean::cleaned(text, &mut marks)?;
    if clean::is_invisible(&text) {
        return Ok((String::new(), Vec::new()));
    }
    let mut marks = nested(clean::without_blank_marks(&text, marks));
    let text = clean::trimmed(&text, &mut marks);
    let marks = with_found(marks, find::found(&text));
    let marks = clean::without_blank_marks(&text, marks);
    Ok((text, marks.into_iter().map(Mark::written).collect()))
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
