//! Keyword expressions: which messages wake a conversation.
//!
//! Comma = any of; `[a, b]` = all of; `~a` = not; words in double quotes may hold spaces; a final `*` stands for any
//! ending. `"refund", ["price","enterprise"], ["demo","~video"]`. Case and accents do not matter, and words are whole
//! words as Unicode divides them (UAX #29), so the same holds for scripts that write no spaces.

mod reader;
#[cfg(test)]
mod tests;

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use self::reader::Reader;
use super::value::Value;
use super::{Shape, Why};

/// The longest expression, in bytes.
const EXPRESSION_BYTES_MAX: usize = 20_000;

/// A keyword expression that has been understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keywords {
    /// Any of these matches.
    any: Vec<Group>,
}

/// All of these words, in brackets or a single word.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Group {
    terms: Vec<Term>,
    /// Whether it is written in brackets.
    bracketed: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Term {
    /// Whether it must be absent.
    not: bool,
    /// As typed, without quotes, `~` and `*`.
    phrase: String,
    /// Whether its last word may go on.
    open: bool,
    /// The phrase's words, folded; never none.
    words: Vec<String>,
}

/// What is wrong with an expression, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeywordsError {
    /// What is wrong.
    pub mistake: Mistake,
    /// The character at which it is, from 1; none where the whole is meant.
    pub place: Option<usize>,
}

/// A mistake in an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is said in words by Display")]
pub enum Mistake {
    Empty,
    TooLong,
    QuoteOpen,
    BracketOpen,
    BracketNested,
    BracketStray,
    BracketEmpty,
    WordEmpty,
    NotTwice,
    StarInside,
    CommaMissing,
}

impl std::fmt::Display for KeywordsError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self.mistake {
            Mistake::Empty => "there is no keyword",
            Mistake::TooLong => "there are more than 500 keywords or 20,000 bytes",
            Mistake::QuoteOpen => "a double quote is not closed",
            Mistake::BracketOpen => "a [ is not closed",
            Mistake::BracketNested => "brackets stand within brackets",
            Mistake::BracketStray => "a ] closes nothing",
            Mistake::BracketEmpty => "brackets are empty",
            Mistake::WordEmpty => "a keyword has neither letter nor digit",
            Mistake::NotTwice => "a ~ stands twice before a keyword",
            Mistake::StarInside => "a * stands elsewhere than at the end of a keyword",
            Mistake::CommaMissing => "a comma is missing between two keywords",
        })?;
        match self.place {
            Some(place) => write!(f, " (character {place})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for KeywordsError {}

impl Keywords {
    /// Reads an expression.
    ///
    /// # Errors
    ///
    /// If it is not one.
    pub fn parse(source: &str) -> Result<Keywords, KeywordsError> {
        if source.len() > EXPRESSION_BYTES_MAX {
            return Err(Mistake::TooLong.of_the_whole());
        }
        let mut reader = Reader {
            source,
            rest: source,
            terms: 0,
        };
        let mut any = Vec::new();
        while reader.next_is_word()? {
            any.push(reader.group()?);
        }
        if any.is_empty() {
            return Err(Mistake::Empty.of_the_whole());
        }
        Ok(Keywords { any })
    }

    /// Whether a text matches.
    #[must_use]
    pub fn matches(&self, text: &str) -> bool {
        let words = folded_words(text);
        let holds = |term: &Term| term.is_in(&words) != term.not;
        self.any.iter().any(|group| group.terms.iter().all(holds))
    }
}

impl std::fmt::Display for Keywords {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let groups: Vec<String> = self.any.iter().map(Group::print).collect();
        f.write_str(&groups.join(", "))
    }
}

impl Value for Keywords {
    const SHAPE: Shape = Shape::Keywords;

    fn read(text: &str) -> Result<Keywords, Why> {
        Keywords::parse(text).map_err(Why::Expression)
    }

    fn print(&self) -> String {
        self.to_string()
    }
}

impl Group {
    fn print(&self) -> String {
        let terms: Vec<String> = self.terms.iter().map(Term::print).collect();
        if self.bracketed {
            format!("[{}]", terms.join(", "))
        } else {
            terms.join(", ")
        }
    }
}

impl Term {
    fn print(&self) -> String {
        let not = if self.not { "~" } else { "" };
        let open = if self.open { "*" } else { "" };
        format!("\"{not}{}{open}\"", self.phrase)
    }

    /// Whether its words follow each other somewhere.
    fn is_in(&self, text: &[String]) -> bool {
        let last = self.words.len() - 1;
        text.windows(self.words.len()).any(|window| {
            window[..last] == self.words[..last]
                && (window[last] == self.words[last]
                    || self.open && window[last].starts_with(&self.words[last]))
        })
    }
}

/// The first of these words and phrases that is in a text, as it was typed. A final `*` stands for any ending; what holds
/// neither letter nor digit is in no text.
#[must_use]
pub fn first_in<'a>(list: &'a [String], text: &str) -> Option<&'a str> {
    if list.is_empty() || text.is_empty() {
        return None;
    }
    let words = folded_words(text);
    let is_in = |entry: &&String| Term::new(false, entry).is_ok_and(|term| term.is_in(&words));
    list.iter().find(is_in).map(String::as_str)
}

/// The words of a text without case and accents. Lowered, raised and lowered again: ß, ẞ and ss are one then, and so
/// are all sigmas.
fn folded_words(text: &str) -> Vec<String> {
    // Only the accents of European scripts: elsewhere combining marks are letters of their own.
    let accent = |letter: &char| ('\u{300}'..='\u{36f}').contains(letter);
    let plain = text.nfkd().filter(|letter| !accent(letter));
    let raised = plain
        .flat_map(char::to_lowercase)
        .flat_map(char::to_uppercase);
    let lowered = raised.flat_map(char::to_lowercase);
    let folded = lowered.nfkd().filter(|letter| !accent(letter));
    // Composed, so that an open Korean word does not end within a syllable.
    let folded: String = folded.nfc().collect();
    // A mark that follows a space alone makes a word of both: which kind of space it is must not matter.
    let pieces = folded.split_whitespace();
    let words = pieces.flat_map(UnicodeSegmentation::unicode_words);
    words.map(str::to_owned).collect()
}
