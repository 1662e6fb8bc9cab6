//! Reads whom something is meant for. Words are separated by spaces; names may stand in quotation marks, as phones write them.

use std::fmt;

use relevo_telegram::ChatId;

use super::{
    ACTIVE_DAYS_MAX, CONDITIONS_MAX, Condition, LISTED_IDS_MAX, Whom, WhomError, WhomKind,
    WhomWrong,
};
use crate::{ConnectionId, Name};

/// Words that begin something, here or behind it: a mark that is called so is written in quotation marks.
const TAKEN: [&str; 15] = [
    "and",
    "test",
    "all",
    "list",
    "file",
    "mark",
    "not",
    "lang",
    "active",
    "kind",
    "connection",
    "at",
    "rate",
    "quiet",
    "every",
];
/// Opening quotation marks, and what closes them.
const QUOTES: [(char, &str); 4] = [('"', "\"”“"), ('“', "”\""), ('„', "“”\""), ('«', "»")];
const TAG_CHARS_MAX: usize = 35;
const HOURS_OF_DAY: u32 = 24;

/// A mark's name as it is read again.
pub(super) struct Quoted<'a>(pub(super) &'a Name);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.0.as_str();
        match TAKEN.contains(&&*name.to_lowercase()) {
            true => write!(f, "\"{name}\""),
            false => f.write_str(name),
        }
    }
}

/// A word, and where it stands.
#[derive(Clone, Copy)]
struct Word<'a> {
    at: usize,
    /// As it was written.
    whole: &'a str,
    /// Without quotation marks.
    text: &'a str,
    is_quoted: bool,
}

/// The words that are left.
struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl Whom {
    /// Reads the whole text.
    ///
    /// # Errors
    /// What is wrong, and where.
    pub fn read(text: &str) -> Result<Whom, WhomError> {
        let (whom, end) = Whom::read_first(text)?;
        let mut words = Words { text, at: end };
        match words.next()? {
            None => Ok(whom),
            Some(word) => Err(word.is(WhomWrong::Unknown)),
        }
    }

    /// Reads as far as conditions go, for commands in which something else follows; how many bytes that is.
    ///
    /// # Errors
    /// What is wrong, and where.
    pub fn read_first(text: &str) -> Result<(Whom, usize), WhomError> {
        let mut words = Words { text, at: 0 };
        let first = words.next()?;
        let first = first.ok_or_else(|| words.end(WhomWrong::Nothing))?;
        let condition = words.condition(first)?;
        let mut conditions = vec![condition.ok_or_else(|| first.is(WhomWrong::Unknown))?];
        loop {
            let end = words.at;
            let Some(next) = words.next()? else {
                return Ok((Whom { conditions }, end));
            };
            let head = match next.is_word("and") {
                true => words
                    .next()?
                    .ok_or_else(|| words.end(WhomWrong::Unfinished))?,
                false => next,
            };
            let condition = match words.condition(head)? {
                Some(condition) => condition,
                None if next.is_word("and") => return Err(head.is(WhomWrong::Unknown)),
                None => return Ok((Whom { conditions }, end)),
            };
            goes_with(&conditions, &condition).map_err(|wrong| head.is(wrong))?;
            conditions.push(condition);
        }
    }
}

/// Whether a condition may follow these.
fn goes_with(before: &[Condition], condition: &Condition) -> Result<(), WhomWrong> {
    let is_test = |one: &Condition| *one == Condition::Test;
    if is_test(condition) || before.iter().any(is_test) {
        return Err(WhomWrong::TestAlone);
    }
    if before.len() == CONDITIONS_MAX {
        return Err(WhomWrong::Many);
    }
    let may_repeat = matches!(condition, Condition::Mark(_) | Condition::NotMark(_));
    let same = |one: &Condition| std::mem::discriminant(one) == std::mem::discriminant(condition);
    match !may_repeat && before.iter().any(same) {
        true => Err(WhomWrong::Twice),
        false => Ok(()),
    }
}

impl<'a> Word<'a> {
    fn is(self, wrong: WhomWrong) -> WhomError {
        WhomError {
            wrong,
            word: self.whole.to_owned(),
            at: self.at,
        }
    }

    fn is_word(self, word: &str) -> bool {
        !self.is_quoted && self.text.eq_ignore_ascii_case(word)
    }

    fn is_taken(self) -> bool {
        TAKEN.iter().any(|taken| self.is_word(taken))
    }
}

impl<'a> Words<'a> {
    fn next(&mut self) -> Result<Option<Word<'a>>, WhomError> {
        let rest = &self.text[self.at..];
        let at = self.at + rest.len() - rest.trim_start().len();
        let rest = &self.text[at..];
        let Some(begin) = rest.chars().next() else {
            return Ok(None);
        };
        let quote = QUOTES.iter().find(|(open, _)| *open == begin);
        let word = match quote {
            None => {
                let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
                Word {
                    at,
                    whole: &rest[..end],
                    text: &rest[..end],
                    is_quoted: false,
                }
            }
            Some((_, close)) => {
                let inside = &rest[begin.len_utf8()..];
                let end = inside.find(|c| close.contains(c));
                let word = |whole, text| Word {
                    at,
                    whole,
                    text,
                    is_quoted: true,
                };
                let Some(end) = end else {
                    return Err(word(rest, inside).is(WhomWrong::Quote));
                };
                let closing = inside[end..].chars().next().map_or(0, char::len_utf8);
                let whole = begin.len_utf8() + end + closing;
                word(&rest[..whole], inside[..end].trim())
            }
        };
        self.at = at + word.whole.len();
        Ok(Some(word))
    }

    /// The next word, left where it is.
    fn peek(&self) -> Result<Option<Word<'a>>, WhomError> {
        let (text, at) = (self.text, self.at);
        Words { text, at }.next()
    }

    fn end(&self, wrong: WhomWrong) -> WhomError {
        WhomError {
            wrong,
            word: String::new(),
            at: self.text.len(),
        }
    }

    /// The word that says more about a condition.
    fn more<T>(
        &mut self,
        wrong: WhomWrong,
        read: impl FnOnce(Word<'a>) -> Option<T>,
    ) -> Result<T, WhomError> {
        match self.next()? {
            None => Err(self.end(wrong)),
            Some(word) => read(word).ok_or_else(|| word.is(wrong)),
        }
    }

    /// The condition that begins with a word; none if none does.
    fn condition(&mut self, word: Word<'a>) -> Result<Option<Condition>, WhomError> {
        if word.is_quoted {
            return Ok(None);
        }
        let name = |word: Word<'_>| (!word.is_taken()).then(|| Name::read(word.text))?;
        Ok(Some(match &*word.text.to_ascii_lowercase() {
            "test" => Condition::Test,
            "all" => Condition::All,
            "file" => Condition::File,
            "list" => Condition::List(self.ids()?),
            "mark" => Condition::Mark(self.more(WhomWrong::Name, name)?),
            "not" => {
                // What many would write.
                if self.peek()?.is_some_and(|word| word.is_word("mark")) {
                    self.next()?;
                }
                Condition::NotMark(self.more(WhomWrong::Name, name)?)
            }
            "lang" => Condition::Language(self.more(WhomWrong::Language, language)?),
            "active" => Condition::ActiveHours(self.more(WhomWrong::Span, hours)?),
            "kind" => Condition::Kind(self.more(WhomWrong::Kind, |word| {
                let mut all = WhomKind::ALL.into_iter();
                all.find(|kind| word.is_word(kind.word()))
            })?),
            "connection" => Condition::Connection(self.more(WhomWrong::Connection, connection)?),
            _ => return Ok(None),
        }))
    }

    /// The ids that follow, separated by spaces or commas.
    fn ids(&mut self) -> Result<Vec<ChatId>, WhomError> {
        let mut ids = Vec::new();
        while let Some(word) = self.peek()? {
            let parts = word.text.split(',').filter(|part| !part.is_empty());
            let read: Result<Vec<i64>, _> = parts.map(str::parse).collect();
            let Ok(read) = read else {
                break;
            };
            self.next()?;
            ids.extend(read.into_iter().map(ChatId));
            if ids.len() > LISTED_IDS_MAX {
                return Err(word.is(WhomWrong::ManyIds));
            }
        }
        if ids.is_empty() {
            return self.more(WhomWrong::Ids, |_| None);
        }
        Ok(ids)
    }
}

/// `es`, `pt-br`: letters, then parts of letters and digits.
fn language(word: Word<'_>) -> Option<String> {
    let tag = word.text.to_ascii_lowercase().replace('_', "-");
    let mut parts = tag.split('-');
    let first = parts.next()?;
    let begins = (2..=8).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_lowercase());
    let goes_on = parts.all(|part| {
        (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    });
    (begins && goes_on && tag.len() <= TAG_CHARS_MAX && !word.is_taken()).then_some(tag)
}

/// `12h`, `30d`, `2w`.
fn hours(word: Word<'_>) -> Option<u32> {
    let text = word.text.to_ascii_lowercase();
    let (number, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    let unit = match unit {
        "h" => 1,
        "d" => HOURS_OF_DAY,
        "w" => 7 * HOURS_OF_DAY,
        _ => return None,
    };
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let hours = number
        .parse::<u32>()
        .ok()
        .filter(|_| is_number)?
        .checked_mul(unit)?;
    (1..=ACTIVE_DAYS_MAX * HOURS_OF_DAY)
        .contains(&hours)
        .then_some(hours)
}

/// `i12`.
fn connection(word: Word<'_>) -> Option<ConnectionId> {
    let number = word.text.strip_prefix(['i', 'I'])?;
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
    let number = number.parse().ok().filter(|_| is_number)?;
    (number > 0).then_some(ConnectionId(number))
}
