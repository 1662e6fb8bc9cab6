//! What Telegram takes out of a text: control characters, invisible marks, blanks at both ends. The entities move along.

use super::mark::{Class, Mark, sort};
use crate::request::ApiError;

/// Where a character begins, before and after the cleaning.
struct Step {
    units: usize,
    byte: usize,
    cleaned: usize,
}

/// The text without characters that Telegram does not keep. Refuses entities that end outside the text or inside of a
/// character.
pub(super) fn cleaned(text: &str, marks: &mut [Mark]) -> Result<String, ApiError> {
    if marks.is_empty() {
        // Nothing has to move along, and most texts are clean.
        return Ok(match text.chars().all(|one| kept(one) == Some(one)) {
            true => text.to_owned(),
            false => text.chars().filter_map(kept).collect(),
        });
    }
    let mut clean = String::with_capacity(text.len());
    let mut steps = Vec::new();
    let (mut units, mut cleaned) = (0, 0);
    for (byte, character) in text.char_indices() {
        steps.push(Step {
            units,
            byte,
            cleaned,
        });
        units += character.len_utf16();
        if let Some(kept) = kept(character) {
            clean.push(kept);
            cleaned += kept.len_utf16();
        }
    }
    steps.push(Step {
        units,
        byte: text.len(),
        cleaned,
    });
    for mark in marks {
        let (start, end) = (mark.start, mark.end);
        mark.start = moved(&steps, start, |at| match at {
            Some(byte) => {
                format!("entity begins in a middle of a UTF-16 symbol at byte offset {byte}")
            }
            None => format!("entity begins after the end of the text at UTF-16 offset {start}"),
        })?;
        mark.end = moved(&steps, end, |at| match at {
            Some(byte) => format!(
                "entity beginning at UTF-16 offset {start} ends in a middle of a UTF-16 symbol at byte offset {byte}"
            ),
            None => format!(
                "entity beginning at UTF-16 offset {start} ends after the end of the text at UTF-16 offset {end}"
            ),
        })?;
    }
    Ok(clean)
}

/// Where a position is after the cleaning; `words` make the refusal, with the byte if it is inside of a character.
fn moved(
    steps: &[Step],
    position: usize,
    words: impl Fn(Option<usize>) -> String,
) -> Result<usize, ApiError> {
    let next = steps.partition_point(|step| step.units < position);
    match steps.get(next) {
        Some(step) if step.units == position => Ok(step.cleaned),
        step => Err(ApiError::bad_request(words(step.map(|step| step.byte)))),
    }
}

/// A character as Telegram keeps it.
fn kept(character: char) -> Option<char> {
    match character {
        '\n' => Some('\n'),
        // Line separators and direction overrides, and marks that draw vertical lines.
        '\r' | '\u{2028}'..='\u{202e}' | '\u{30a}' | '\u{333}' | '\u{33f}' => None,
        '\0'..='\u{1f}' => Some(' '),
        other => Some(other),
    }
}

/// Takes blanks off the beginnings of entities and drops those that cover blanks only.
pub(super) fn without_blank_marks(text: &str, marks: Vec<Mark>) -> Vec<Mark> {
    if marks.is_empty() {
        return marks;
    }
    let blank = blanks(text);
    let hidden: Vec<(usize, usize)> = marks
        .iter()
        .filter(|mark| mark.is_hidden_data())
        .map(|mark| (mark.start, mark.end))
        .collect();
    let mut kept = Vec::new();
    for mut mark in marks {
        if !mark.is_hidden_data() {
            let held = |start: usize, end: usize| {
                hidden.iter().any(|(from, to)| *from == start && *to <= end)
            };
            let style = matches!(mark.class, Class::Style(_));
            while mark.start < mark.end
                && blank.get(mark.start) == Some(&true)
                && (style || !held(mark.start, mark.end))
            {
                mark.start += 1;
            }
        }
        if mark.start < mark.end {
            kept.push(mark);
        }
    }
    sort(&mut kept);
    kept
}

/// The text without blanks at its ends; blanks with which an entity begins stay.
pub(super) fn trimmed(text: &str, marks: &mut Vec<Mark>) -> String {
    let is_blank = |character: char| matches!(character, ' ' | '\n');
    let kept = text.trim_end_matches(is_blank);
    let end = super::units(kept);
    marks.retain_mut(|mark| {
        mark.end = mark.end.min(end);
        mark.start < mark.end
    });
    let leading = kept.len() - kept.trim_start_matches(is_blank).len();
    let first = marks.iter().map(|mark| mark.start).min();
    let leading = first.map_or(leading, |first| leading.min(first));
    for mark in marks.iter_mut() {
        mark.start -= leading;
        mark.end -= leading;
    }
    sort(marks);
    kept[leading..].to_owned()
}

/// Whether nothing of a text can be seen.
pub(super) fn is_invisible(text: &str) -> bool {
    text.chars().all(|character| {
        character.is_whitespace()
            || matches!(
                character,
                '\u{ad}'
                    | '\u{180e}'
                    | '\u{200b}'..='\u{200f}'
                    | '\u{2060}'..='\u{2064}'
                    | '\u{2800}'
                    | '\u{3164}'
                    | '\u{feff}'
                    | '\u{fffc}'
            )
    })
}

/// For every UTF-16 unit: whether it is a blank.
fn blanks(text: &str) -> Vec<bool> {
    text.encode_utf16()
        .map(|unit| unit == u16::from(b' ') || unit == u16::from(b'\n'))
        .collect()
}
