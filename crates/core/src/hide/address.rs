//! Addresses in words that Telegram marked nothing in: names, titles, quotes, the words of links.
//!
//! Found too often rather than too seldom: a name loses little by it, and a quote only goes missing. Deliberately absent: the
//! words of messages, in which Telegram has marked what can be opened.

use std::borrow::Cow;

use super::StandIn;

/// The fewest digits that may be a phone number (Telegram's own rule is not told; local numbers have seven).
const PHONE_DIGITS_MIN: usize = 7;

/// Whether there is an address in these words.
pub(super) fn is_in(words: &str) -> bool {
    matches!(replaced(words, |_| String::new()), Cow::Owned(_))
}

/// The same words with something standing in for every address.
pub(super) fn replaced(words: &str, stand_in: impl Fn(StandIn) -> String) -> Cow<'_, str> {
    let mut kept = String::new();
    let mut changed = false;
    let mut rest = words;
    while let Some(first) = rest.chars().next() {
        let (part, label) = if let Some(number) = phone(rest) {
            (number, Some(StandIn::Phone))
        } else if first.is_whitespace() {
            (first.len_utf8(), None)
        } else {
            let word = rest.find(char::is_whitespace).unwrap_or(rest.len());
            // A number may begin inside a word: up to there.
            let word = (1..word)
                .find(|at| rest.is_char_boundary(*at) && phone(&rest[*at..]).is_some())
                .unwrap_or(word);
            (word, label(&rest[..word]))
        };
        match label {
            Some(label) => kept.push_str(&stand_in(label)),
            None => kept.push_str(&rest[..part]),
        }
        changed |= label.is_some();
        rest = &rest[part..];
    }
    if changed {
        Cow::Owned(kept)
    } else {
        Cow::Borrowed(words)
    }
}

/// What an unbroken word is, if it is an address.
fn label(word: &str) -> Option<StandIn> {
    if word.contains("://") || has_domain_without_at(word) {
        return Some(StandIn::Link);
    }
    let (before, after) = word.split_once('@')?;
    if !after.starts_with(is_name) {
        return None;
    }
    match before.ends_with(is_name) {
        true => Some(StandIn::Email),
        false => Some(StandIn::Username),
    }
}

/// Whether two parts with a dot between them might be a domain: "t.me", "example.com/x".
fn has_domain_without_at(word: &str) -> bool {
    let dots = word.match_indices('.');
    !word.contains('@')
        && dots.into_iter().any(|(at, _)| {
            let ending = word[at + 1..].chars().take_while(|c| c.is_alphabetic());
            word[..at].ends_with(is_name) && ending.count() >= 2
        })
}

fn is_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// How many bytes a phone number at the beginning of these words takes, if there is one.
fn phone(words: &str) -> Option<usize> {
    if !words.starts_with(['+', '(']) && !words.starts_with(|c: char| c.is_numeric()) {
        return None;
    }
    let mut digits = 0;
    let mut end = 0;
    for (at, letter) in words.char_indices() {
        if letter.is_numeric() {
            digits += 1;
            end = at + letter.len_utf8();
        } else if !matches!(letter, '+' | '(' | ')' | '-' | '.' | ' ' | '\u{a0}' | '/') {
            break;
        }
    }
    (digits >= PHONE_DIGITS_MIN).then_some(end)
}
