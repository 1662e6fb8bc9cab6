//! Entities that Telegram finds in the words by itself.

use serde_json::json;

use super::mark::Mark;
use super::units;

/// Commands, mentions, hashtags, cashtags, links and e-mail addresses, word by word. Simpler than Telegram's own
/// rules, but it never finds what Telegram would not.
pub(super) fn found(text: &str) -> Vec<Mark> {
    if !text.contains(['/', '@', '#', '.', '$']) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut offset = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        let bare = bare.trim_end_matches(['.', ',', '!', '?', ';', ':', ')']);
        if let Some(kind) = kind_of_word(bare) {
            let end = offset + units(bare);
            found.push(Mark::new(offset, end, json!({"type": kind})));
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
    if let Some(tag) = word.strip_prefix('$') {
        let is_tag =
            (1..=8).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_uppercase());
        return is_tag.then_some("cashtag");
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

/// Whether Telegram could find an entity of this kind in these words. It knows domains and phone numbers far better than
/// `found` does, so what a caller gives is believed if it looks like one.
pub(super) fn may_be(kind: &str, words: &str) -> bool {
    let digits = words.bytes().filter(u8::is_ascii_digit).count();
    match kind {
        "url" => words.contains('.') && !words.contains(char::is_whitespace),
        "phone_number" => {
            (5..=15).contains(&digits)
                && words
                    .chars()
                    .all(|c| c.is_ascii_digit() || "+-() ".contains(c))
        }
        "bank_card_number" => {
            (13..=19).contains(&digits)
                && words
                    .chars()
                    .all(|c| c.is_ascii_digit() || "- ".contains(c))
        }
        "hashtag" | "cashtag" => {
            let plain = words.split('@').next().unwrap_or(words);
            kind_of_word(plain) == Some(kind)
        }
        _ => kind_of_word(words) == Some(kind),
    }
}
