//! What is written behind `/mark`.

use super::TICKER_UNITS_MAX;
use crate::Name;
use crate::render::fit;

/// What takes something away again.
const CLEAR: &str = "CLEAR";
/// Names that would be taken for something else.
const TAKEN: [&str; 2] = ["new", "del"];

/// What somebody wants of marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarkCommand {
    /// `/mark`: in General the list, in a topic what is set there.
    Show,
    /// `/mark new NAME`.
    New(Name),
    /// `/mark NAME`: in General what it is, in a topic to set it.
    One(Name),
    /// `/mark del NAME`: in General for good, in a topic from this conversation.
    Remove(Name),
    /// `/mark NAME name NEW`.
    Rename(Name, Name),
    /// `/mark NAME after M1,M2|CLEAR`: these go when it is set.
    After(Name, Vec<Name>),
    /// `/mark NAME sends REPLY|CLEAR`.
    Sends(Name, Option<Name>),
    /// `/mark NAME ticker TEXT|CLEAR`.
    Ticker(Name, Option<String>),
    /// `/mark NAME hook on|off`.
    Hook(Name, bool),
}

/// What is wrong with what was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkMistake {
    /// What.
    pub wrong: MarkWrong,
    /// The word that is wrong; empty: one is missing.
    pub word: String,
}

/// What can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MarkWrong {
    /// A name is missing, or cannot be one.
    Name,
    /// A mark cannot be called so: the word says something else.
    Taken,
    /// There is no such property.
    Property,
    /// More was written than the command takes.
    TooMuch,
    /// The text for titles is missing, or shows nothing, or is too long.
    Ticker,
    /// `on` or `off` is missing.
    OnOff,
}

impl MarkWrong {
    /// Everything that can be wrong.
    pub const ALL: [MarkWrong; 6] = [
        MarkWrong::Name,
        MarkWrong::Taken,
        MarkWrong::Property,
        MarkWrong::TooMuch,
        MarkWrong::Ticker,
        MarkWrong::OnOff,
    ];

    fn of(self, word: &str) -> MarkMistake {
        MarkMistake {
            wrong: self,
            word: word.to_owned(),
        }
    }
}

impl MarkCommand {
    /// Reads what stands behind the command.
    ///
    /// # Errors
    /// What is wrong.
    pub fn read(argument: &str) -> Result<MarkCommand, MarkMistake> {
        let (first, rest) = word(argument);
        if first.is_empty() {
            return Ok(MarkCommand::Show);
        }
        if first.eq_ignore_ascii_case("new") {
            return Ok(MarkCommand::New(new_name(rest)?));
        }
        if first.eq_ignore_ascii_case("del") {
            return Ok(MarkCommand::Remove(last_name(rest)?));
        }
        let mark = name(first)?;
        let (property, value) = word(rest);
        Ok(match &*property.to_ascii_lowercase() {
            "" => MarkCommand::One(mark),
            "name" => MarkCommand::Rename(mark, new_name(value)?),
            "after" => MarkCommand::After(mark, names(value)?),
            "sends" if is_clear(value) => MarkCommand::Sends(mark, None),
            "sends" => MarkCommand::Sends(mark, Some(last_name(value)?)),
            "ticker" if is_clear(value) => MarkCommand::Ticker(mark, None),
            "ticker" => MarkCommand::Ticker(mark, Some(ticker(value)?)),
            "hook" if value.eq_ignore_ascii_case("on") => MarkCommand::Hook(mark, true),
            "hook" if value.eq_ignore_ascii_case("off") => MarkCommand::Hook(mark, false),
            "hook" => return Err(MarkWrong::OnOff.of(value)),
            _ => return Err(MarkWrong::Property.of(property)),
        })
    }
}

/// The first word, and what follows.
fn word(text: &str) -> (&str, &str) {
    let text = text.trim();
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    (first, rest.trim())
}

fn is_clear(value: &str) -> bool {
    value.eq_ignore_ascii_case(CLEAR)
}

fn name(word: &str) -> Result<Name, MarkMistake> {
    Name::read(word).ok_or_else(|| MarkWrong::Name.of(word))
}

/// One name and nothing else.
fn last_name(text: &str) -> Result<Name, MarkMistake> {
    let (first, rest) = word(text);
    let name = name(first)?;
    match rest.is_empty() {
        true => Ok(name),
        false => Err(MarkWrong::TooMuch.of(rest)),
    }
}

/// A name that a mark may get.
fn new_name(text: &str) -> Result<Name, MarkMistake> {
    let name = last_name(text)?;
    match TAKEN.contains(&&*name.folded()) {
        true => Err(MarkWrong::Taken.of(name.as_str())),
        false => Ok(name),
    }
}

/// Names, separated by commas or spaces; none for CLEAR.
fn names(value: &str) -> Result<Vec<Name>, MarkMistake> {
    if is_clear(value) {
        return Ok(Vec::new());
    }
    let words = value.split(|c: char| c == ',' || c.is_whitespace());
    let words = words.filter(|word| !word.is_empty());
    let names: Vec<Name> = words.map(name).collect::<Result<_, _>>()?;
    match names.is_empty() {
        true => Err(MarkWrong::Name.of("")),
        false => Ok(names),
    }
}

fn ticker(value: &str) -> Result<String, MarkMistake> {
    let shown = fit(value, usize::MAX);
    let is_short = shown.encode_utf16().count() <= TICKER_UNITS_MAX;
    match !shown.is_empty() && is_short {
        true => Ok(shown),
        false => Err(MarkWrong::Ticker.of(value)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        match MarkCommand::read(text) {
            Ok(command) => match command {
                MarkCommand::Show => "show".into(),
                MarkCommand::New(name) => format!("new {}", name.as_str()),
                MarkCommand::One(name) => format!("one {}", name.as_str()),
                MarkCommand::Remove(name) => format!("remove {}", name.as_str()),
                MarkCommand::Rename(one, to) => format!("{} name {}", one.as_str(), to.as_str()),
                MarkCommand::After(one, names) => {
                    let names: Vec<_> = names.iter().map(Name::as_str).collect();
                    format!("{} after {names:?}", one.as_str())
                }
                MarkCommand::Sends(one, reply) => {
                    format!(
                        "{} sends {:?}",
                        one.as_str(),
                        reply.as_ref().map(Name::as_str)
                    )
                }
                MarkCommand::Ticker(one, text) => format!("{} ticker {text:?}", one.as_str()),
                MarkCommand::Hook(one, on) => format!("{} hook {on}", one.as_str()),
            },
            Err(mistake) => format!("{:?} {:?}", mistake.wrong, mistake.word),
        }
    }

    /// Promise: every line of the help is understood, with names in any script; a mistake is named and nothing is guessed.
    #[test]
    fn what_is_written_behind_mark() {
        let long = "я".repeat(41);
        for (text, expected) in [
            ("", "show"),
            ("  ", "show"),
            ("new vip", "new vip"),
            ("NEW Новый", "new Новый"),
            ("new new", "Taken \"new\""),
            ("new Del", "Taken \"Del\""),
            ("new", "Name \"\""),
            ("new two words", "TooMuch \"words\""),
            ("new a.b", "Name \"a.b\""),
            ("vip", "one vip"),
            ("顧客", "one 顧客"),
            ("del vip", "remove vip"),
            ("del", "Name \"\""),
            ("vip name Gold", "vip name Gold"),
            ("vip name del", "Taken \"del\""),
            ("vip after new,trial", "vip after [\"new\", \"trial\"]"),
            (
                "vip after new, trial  old",
                "vip after [\"new\", \"trial\", \"old\"]",
            ),
            ("vip after clear", "vip after []"),
            ("vip after", "Name \"\""),
            ("vip after ,", "Name \"\""),
            ("vip sends hello", "vip sends Some(\"hello\")"),
            ("vip sends CLEAR", "vip sends None"),
            ("vip sends", "Name \"\""),
            ("vip ticker ★ paid up", "vip ticker Some(\"★ paid up\")"),
            ("vip ticker clear", "vip ticker None"),
            ("vip ticker", "Ticker \"\""),
            ("vip ticker \u{200b}", "Ticker \"\\u{200b}\""),
            (&format!("vip ticker {long}"), &format!("Ticker {long:?}")),
            ("vip hook ON", "vip hook true"),
            ("vip hook off", "vip hook false"),
            ("vip hook maybe", "OnOff \"maybe\""),
            ("vip colour red", "Property \"colour\""),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    proptest::proptest! {
        /// Promise: nothing that somebody can write makes it fall over.
        #[test]
        fn any_text_is_read(text in ".{0,60}") {
            let _ = MarkCommand::read(&text);
        }
    }
}
