//! Why a text is no value of a parameter.
//!
//! In English here, for the command line; the setup bot says it in the owner's language (`words` of the program). Deliberately absent: the
//! text that was typed. Of it only the tag of a language is ever repeated.

use super::keywords::KeywordsError;
use super::list::ENTRIES_MAX;
use super::owner_text::OWNER_TEXT_UNITS_MAX;
use super::webhook::WEBHOOKS_MAX;

/// Why a text is no value of a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is said in words by Display")]
pub enum Why {
    TrueOrFalse,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// Some of these words.
    SomeOf(&'static [&'static str]),
    Hours,
    Minutes,
    Days,
    DaysOrForever,
    /// One of these colours.
    Icon(Vec<&'static str>),
    Zone,
    /// Which entry of a list, from 1.
    NoId(usize),
    NoNumbers,
    NoWords,
    TooManyEntries,
    QuoteOpen,
    QuoteComma,
    /// What else fits, beside what is wrong with it as a list.
    NorEveryone(Box<Why>),
    Expression(KeywordsError),
    EverybodyFirst,
    /// The tag of a language.
    NothingUnder(String),
    /// The tag of a language.
    Twice(String),
    TextTooLong,
    StrayLess,
    WrongClosing,
    TagOpen,
    UnknownTag,
    PreTakesLang,
    LinkNeedsAddress,
    EmojiNeedsId,
    NoSpans,
    NoSpansOrOff,
    SpansOverlap,
    /// Which line, from 1.
    NoAddress(usize),
    /// Which line, from 1.
    NoEvent(usize),
    NoAddresses,
    TooManyAddresses,
}

impl std::fmt::Display for Why {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Why::OneOf(words) => return write!(f, "it is one of {}", words.join(", ")),
            Why::SomeOf(words) => return write!(f, "it is NONE or some of {}", words.join(", ")),
            Why::Icon(colors) => {
                let colors = colors.join(", ");
                return write!(f, "it is auto, an emoji, or one of {colors}");
            }
            Why::NoId(entry) => {
                return write!(f, "entry {entry} is not the number of a person or chat");
            }
            Why::TooManyEntries => return write!(f, "it holds more than {ENTRIES_MAX} entries"),
            Why::NorEveryone(why) => {
                return write!(f, "{why}; or everyone, or NONE for the owners alone");
            }
            Why::Expression(error) => return error.fmt(f),
            Why::NothingUnder(tag) => return write!(f, "there are no words under [{tag}]"),
            Why::Twice(tag) => return write!(f, "[{tag}] is there twice"),
            Why::TextTooLong => {
                return write!(f, "a text is longer than {OWNER_TEXT_UNITS_MAX} characters");
            }
            Why::NoAddress(line) => {
                return write!(f, "line {line} does not begin with an https:// address");
            }
            Why::NoEvent(line) => {
                return write!(f, "line {line} names an event that does not exist");
            }
            Why::TooManyAddresses => {
                return write!(f, "there are more than {WEBHOOKS_MAX} addresses");
            }
            Why::TrueOrFalse => "it is TRUE or FALSE",
            Why::Hours => "it is a whole number from 1 to 8760, or OFF",
            Why::Minutes => "it is a whole number from 1 to 1440, or OFF",
            Why::Days => "it is a number of days from 1 to 36500, NONE or forever",
            Why::DaysOrForever => "it is a number of days from 1 to 36500, or forever",
            Why::Zone => "there is no such time zone in the IANA database",
            Why::NoNumbers => "it is a list of numbers, or NONE",
            Why::NoWords => "it is a list of words, or NONE",
            Why::QuoteOpen => "a double quote is not closed",
            Why::QuoteComma => "a comma is missing after a double quote",
            Why::EverybodyFirst => "the words for everybody come first, before any [language]",
            Why::StrayLess => "a < that opens no tag is written &lt;",
            Why::WrongClosing => "a closing tag does not match the tag opened last",
            Why::TagOpen => "a tag is not closed",
            Why::UnknownTag => {
                "a tag is not known: b, i, u, s, tg-spoiler, code, pre, blockquote, a, tg-emoji are; \
                 other < are written &lt;"
            }
            Why::PreTakesLang => "<pre> takes only lang=\"…\"",
            Why::LinkNeedsAddress => "<a> needs href=\"…\" and nothing else",
            Why::EmojiNeedsId => "<tg-emoji> needs emoji-id=\"…\"",
            Why::NoSpans => "it is days and hours, separated by semicolons",
            Why::NoSpansOrOff => "it is days and hours, separated by semicolons, or OFF",
            Why::SpansOverlap => "two spans of a day overlap",
            Why::NoAddresses => "it is one address a line, with the events after it, or NONE",
        })
    }
}
