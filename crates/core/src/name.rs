//! The names that a team gives to what it keeps: quick replies, and whatever else is called by one word in a command.
//!
//! Letters of any script (with the signs that belong to them), digits, `-` and `_`; 1 to 32 of them. A name is kept as it was written, in
//! its composed form (NFC), and found by its folded one, so that capitals do not matter in any script. Deliberately absent: words that
//! commands keep for themselves, which each command knows.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest name, in characters of its composed form.
pub const NAME_CHARS_MAX: usize = 32;

/// A name that is one.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Name(String);

impl Name {
    /// The name that somebody wrote; none if it cannot be one.
    #[must_use]
    pub fn read(written: &str) -> Option<Name> {
        let composed: String = written.nfc().collect();
        let length = composed.chars().count();
        let is_allowed = |letter: char| {
            letter.is_alphanumeric() || matches!(letter, '-' | '_') || is_mark(letter)
        };
        let begins = composed.chars().next().is_some_and(|first| !is_mark(first));
        let fits = (1..=NAME_CHARS_MAX).contains(&length);
        (begins && fits && composed.chars().all(is_allowed)).then_some(Name(composed))
    }

    /// As it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What it is found by: the same for every way of writing it.
    #[must_use]
    pub fn folded(&self) -> String {
        folded(&self.0)
    }
}

impl std::fmt::Debug for Name {
    /// Nothing: what owners call things never reaches a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Name(…)")
    }
}

/// A sign that belongs to the letter before it, which many scripts cannot be written without. A joiner of letters counts as one.
fn is_mark(letter: char) -> bool {
    is_combining_mark(letter) || matches!(letter, '\u{200C}' | '\u{200D}')
}

/// Words without what capitals and ways of composing make different. Letter by letter, since a final sigma is no other letter.
#[must_use]
pub(crate) fn folded(words: &str) -> String {
    let upper = words.nfc().flat_map(char::to_uppercase);
    let lower: String = upper.flat_map(char::to_lowercase).collect();
    lower
        .nfc()
        .filter(|letter| !matches!(letter, '\u{200C}' | '\u{200D}'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Promise: names of any script are names, as long as they are one word of 1 to 32 characters.
    #[test]
    fn what_a_name_is() {
        let good = [
            "hi",
            "Grüße",
            "привет-2",
            "問候",
            "مرحبا",
            "हिन्दी",
            "x",
            "_",
            "-",
            "٣",
            "άσος",
            "می\u{200C}خواهم",
        ];
        for written in good {
            assert_eq!(Name::read(written).unwrap().as_str(), written);
        }
        let longest = "ж".repeat(NAME_CHARS_MAX);
        assert!(Name::read(&longest).is_some());
        let long = format!("{longest}ж");
        for written in [
            "",
            " ",
            "two words",
            "a.b",
            "@anna",
            "a/b",
            "🙂",
            "a\n",
            "\u{301}a",
            "a*",
            &long,
        ] {
            assert!(Name::read(written).is_none(), "{written:?}");
        }
    }

    /// Promise: capitals and ways of composing letters do not make another name.
    #[test]
    fn names_are_found_in_any_case() {
        let same = [
            ("Grüße", "GRÜSSE"),
            ("e\u{301}te", "ÉTE"),
            ("ПРИВЕТ", "привет"),
            ("ΆΣΟΣ", "άσος"),
            ("ſ", "s"),
            ("می\u{200C}خواهم", "میخواهم"),
        ];
        for (one, other) in same {
            let (one, other) = (Name::read(one).unwrap(), Name::read(other).unwrap());
            assert_eq!(one.folded(), other.folded());
        }
        let (one, other) = (Name::read("resume").unwrap(), Name::read("resumé").unwrap());
        assert_ne!(one.folded(), other.folded());
        // Thirty-two of a letter that is written with two signs is still a name.
        assert!(Name::read(&"e\u{301}".repeat(NAME_CHARS_MAX)).is_some());
    }
}
