//! How an operator marks words that stay inside: a note begins with `/ `, a command with `/name`.
//!
//! Whatever a person takes for a slash at the beginning counts, and whatever cannot be seen before it does not: a note that leaves
//! because of an invisible character is the worst that this program can do.

use crate::render::is_unseen;

/// What a slash at the beginning makes of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Inside<'a> {
    /// A note: blank after the slash, or nothing.
    Note,
    /// A command: its first word, without the slash.
    Command(&'a str),
}

/// What these words are, if they stay inside.
pub(super) fn inside(words: &str) -> Option<Inside<'_>> {
    let rest = words.trim_start_matches(is_unseen).strip_prefix(is_slash)?;
    let is_note = rest.chars().next().is_none_or(is_unseen);
    Some(if is_note {
        Inside::Note
    } else {
        Inside::Command(rest.split(is_unseen).next().unwrap_or(rest))
    })
}

/// The slash, and the ones that other keyboards and fonts have in its place.
fn is_slash(c: char) -> bool {
    matches!(
        c,
        '/' | '\u{2044}' | '\u{2215}' | '\u{2571}' | '\u{29F8}' | '\u{FE68}' | '\u{FF0F}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Promise: what looks like a note or a command is one, whatever invisible thing stands around its slash.
    #[test]
    fn a_slash_that_people_see_counts() {
        let before = [
            "",
            " ",
            "\n",
            "\t",
            "\u{a0}",
            "\u{200b}",
            "\u{200e}",
            "\u{200f}",
            "\u{202b}",
            "\u{2066}",
            "\u{feff}",
            "\u{fe0f}",
            "\u{3164}",
            "\u{2800}",
            "\u{ad}",
            " \u{200f}\n",
            "\u{2028}",
            "\u{0}",
        ];
        let slashes = ["/", "／", "⁄", "∕", "╱", "⧸", "\u{fe68}"];
        for (before, slash) in before
            .iter()
            .flat_map(|b| slashes.iter().map(move |s| (b, s)))
        {
            for after in ["", " x", "\u{a0}x", "\nx", "\tx", "\u{200b}x", "\u{200f}x"] {
                let words = format!("{before}{slash}{after}");
                assert_eq!(inside(&words), Some(Inside::Note), "{words:?}");
            }
            let words = format!("{before}{slash}close now");
            assert_eq!(inside(&words), Some(Inside::Command("close")), "{words:?}");
        }
    }

    /// Promise: ordinary words are none.
    #[test]
    fn words_are_words() {
        for words in [
            "",
            " ",
            "x / y",
            "1/2",
            "http://x",
            "\\ x",
            "— / x",
            "\u{200b}x/",
        ] {
            assert_eq!(inside(words), None, "{words:?}");
        }
    }
}
