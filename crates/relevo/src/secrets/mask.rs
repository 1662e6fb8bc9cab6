//! The last net: takes out of a text whatever looks like a secret, before it is shown or logged.
//!
//! No text of ours holds one; but what a library, a proxy or a slip of the hand puts into an error is not ours. Bot tokens, master keys and
//! passwords in addresses are known by their form. Deliberately absent: names and words of people, which have no form; they are kept out
//! by never being written.

use std::borrow::Cow;

/// What stands where a secret was.
const GONE: &str = "(secret)";

/// A token's part behind the colon has 35 characters; what is at least so long is taken out.
const TOKEN_CHARS_MIN: usize = 20;

/// Digits of a master key.
const KEY_DIGITS: usize = 64;

/// The text without what looks like a secret.
#[must_use]
pub fn masked(text: &str) -> Cow<'_, str> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let secret = passwords(rest).or_else(|| word(rest));
        match secret {
            Some((start, end)) if end > start => {
                found.push((at + start, at + end));
                at += end;
            }
            // On to the next border: what may begin within a word is looked at from the word's begin.
            _ => at += step(rest),
        }
    }
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let (mut out, mut from) = (String::with_capacity(text.len()), 0);
    for (start, end) in found {
        out.push_str(&text[from..start]);
        out.push_str(GONE);
        from = end;
    }
    out.push_str(&text[from..]);
    Cow::Owned(out)
}

fn is_of_word(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_' || letter == '-'
}

/// How far it is to the next place where a secret can begin.
fn step(text: &str) -> usize {
    let word = text.len() - text.trim_start_matches(is_of_word).len();
    word.max(text.chars().next().map_or(1, char::len_utf8))
}

/// Where a token or a master key is, if the text begins with the word that holds one.
fn word(text: &str) -> Option<(usize, usize)> {
    let end = text
        .find(|letter| !is_of_word(letter))
        .unwrap_or(text.len());
    let (first, rest) = text.split_at(end);
    if first.len() == KEY_DIGITS && first.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Some((0, end));
    }
    // In an address it stands behind "bot".
    let digits = first.len()
        - first
            .trim_end_matches(|letter: char| letter.is_ascii_digit())
            .len();
    let secret = rest
        .strip_prefix(':')
        .or_else(|| rest.strip_prefix("%3A"))?;
    let colon = rest.len() - secret.len();
    let chars = secret
        .find(|letter| !is_of_word(letter))
        .unwrap_or(secret.len());
    (digits > 0 && chars >= TOKEN_CHARS_MIN).then_some((end - digits, end + colon + chars))
}

/// Where a password is, if the text begins with what comes before one.
fn passwords(text: &str) -> Option<(usize, usize)> {
    const IN_QUERY: &str = "password=";
    let head = text.get(..IN_QUERY.len());
    if head.is_some_and(|head| head.eq_ignore_ascii_case(IN_QUERY)) {
        let value = &text[IN_QUERY.len()..];
        let end = value.find(|letter: char| letter == '&' || letter.is_whitespace());
        return Some((IN_QUERY.len(), IN_QUERY.len() + end.unwrap_or(value.len())));
    }
    let authority = text.strip_prefix("://")?;
    let end = authority.find(|letter: char| letter == '/' || letter.is_whitespace());
    let authority = &authority[..end.unwrap_or(authority.len())];
    let (user, _) = authority.rsplit_once('@')?;
    let (name, _) = user.split_once(':')?;
    Some((3 + name.len() + 1, 3 + user.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Promise: tokens, master keys and passwords are taken out wherever they stand, and everything else stays letter by letter.
    #[test]
    fn secrets_are_taken_out_and_nothing_else() {
        let token = "123456789:AAE-abc_defghijklmnopqrstuvwxyz12345";
        let key = "0123456789abcdef0123456789ABCDEF0123456789abcdef0123456789abcdef";
        for (text, expected) in [
            (
                format!("no {token}, sorry"),
                "no (secret), sorry".to_owned(),
            ),
            (
                format!("error for url (https://api.telegram.org/bot{token}/getMe)"),
                "error for url (https://api.telegram.org/bot(secret)/getMe)".into(),
            ),
            (token.replace(':', "%3A"), "(secret)".into()),
            (format!("é{token}é"), "é(secret)é".into()),
            (format!("key={key}."), "key=(secret).".into()),
            (
                "postgres://desk:p@ss:w@db:5432/desk?x=1".into(),
                "postgres://desk:(secret)@db:5432/desk?x=1".into(),
            ),
            (
                "postgres://db/desk?user=a&password=hunter2&x=1".into(),
                "postgres://db/desk?user=a&password=(secret)&x=1".into(),
            ),
        ] {
            assert_eq!(masked(&text), expected);
        }
        for plain in [
            "",
            "at 17:34:44, 5 of 12: https://api.telegram.org is away — ключ 🔥",
            "relevo::delivery: conversation.id=123:45 postgres://desk@db:5432/desk",
            "src/main.rs:12:5",
            "0123456789abcdef",
        ] {
            assert_eq!(masked(plain), plain);
        }
    }
}
