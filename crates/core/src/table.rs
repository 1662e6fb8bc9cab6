//! Tables that people send as files: CSV, as spreadsheets, databases and the desk's own exports write it.
//!
//! Read with commas, semicolons or tabs, quotation marks across lines, a byte order mark, in UTF-8 or UTF-16. Nothing that somebody sends
//! makes it fail or take long: what is odd is read as it stands. Neighbours: `audience::listed` reads whom a file names, `shifts` a rota.
//! Deliberately absent: how the file comes here.

use std::borrow::Cow;

use relevo_telegram::{Content, Media, MediaKind, Message};

/// The largest file that is read: Telegram gives bots no larger ones.
pub const FILE_BYTES_MAX: usize = 20 << 20;

/// The longest cell in quotation marks: one that goes on for longer was never meant to, and begins with a mark that means itself.
const QUOTED_BYTES_MAX: usize = 8 << 10;

/// Why a file is of no use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileWrong {
    /// None came with the command, and it answers none.
    Missing,
    /// It is too large.
    TooLarge,
    /// Telegram does not give it, or not now.
    NotFetched,
    /// It is no text.
    NoText,
    /// It names nobody.
    Nobody,
    /// It names too many.
    TooMany,
}

impl FileWrong {
    const WORDS: [(FileWrong, &'static str); 6] = [
        (FileWrong::Missing, ""),
        (FileWrong::TooLarge, "large"),
        (FileWrong::NotFetched, "fetch"),
        (FileWrong::NoText, "text"),
        (FileWrong::Nobody, "nobody"),
        (FileWrong::TooMany, "many"),
    ];

    /// The text that stands for it in a screen.
    #[must_use]
    pub fn code(self) -> &'static str {
        let found = Self::WORDS.iter().find(|(wrong, _)| *wrong == self);
        found.map_or("", |(_, word)| word)
    }

    /// What a text stands for.
    #[must_use]
    pub fn from_code(code: &str) -> Option<FileWrong> {
        let found = Self::WORDS.iter().find(|(_, word)| *word == code);
        found.map(|(wrong, _)| *wrong)
    }
}

/// The document that a command is the caption of.
#[must_use]
pub fn attached(message: &Message) -> Option<&Media> {
    match &message.content {
        Content::Media(media) if media.kind == MediaKind::Document => Some(media),
        _ => None,
    }
}

/// The document that a command answers.
#[must_use]
pub fn answered(message: &Message) -> Option<&Media> {
    let reply = message.reply.as_ref()?;
    attached(reply.answered.as_deref()?)
}

/// What a file says.
///
/// # Errors
/// If it is no text. Letters that are broken are replaced: whoever is named is named by numbers.
pub fn text_of(bytes: &[u8]) -> Result<Cow<'_, str>, FileWrong> {
    let text = match bytes {
        [0xFF, 0xFE, rest @ ..] => Cow::Owned(wide(rest, u16::from_le_bytes)),
        [0xFE, 0xFF, rest @ ..] => Cow::Owned(wide(rest, u16::from_be_bytes)),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest),
        _ => String::from_utf8_lossy(bytes),
    };
    match text.contains('\0') {
        true => Err(FileWrong::NoText),
        false => Ok(text),
    }
}

fn wide(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let (pairs, _) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|pair| unit(*pair));
    char::decode_utf16(units)
        .map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

/// The rows of a table, those in which nothing stands left out.
pub struct Rows<'a> {
    rest: &'a str,
    separator: char,
    /// Whether quotation marks still hold cells together.
    has_quotes: bool,
}

/// A row: its cells, without the blanks around them.
pub type Cells<'a> = Vec<Cow<'a, str>>;

impl<'a> Rows<'a> {
    /// Of this text.
    #[must_use]
    pub fn of(text: &'a str) -> Rows<'a> {
        let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
        // What Excel writes so that it reads its own files.
        let told = first.trim_end().strip_prefix("sep=");
        let told = told.and_then(|told| told.chars().next().filter(|_| told.chars().count() == 1));
        Rows {
            rest: if told.is_some() { rest } else { text },
            separator: told.unwrap_or_else(|| separator(text)),
            has_quotes: true,
        }
    }

    fn row(&mut self) -> Cells<'a> {
        let mut cells = Vec::new();
        loop {
            let (cell, goes_on) = self.cell();
            cells.push(cell);
            if !goes_on {
                return cells;
            }
        }
    }

    /// The next cell, and whether another follows in its row.
    fn cell(&mut self) -> (Cow<'a, str>, bool) {
        let blank = |c: char| c.is_whitespace() && c != '\n' && c != self.separator;
        let begin = self.rest.trim_start_matches(blank);
        if self.has_quotes
            && let Some(inside) = begin.strip_prefix('"')
        {
            match quoted(inside) {
                Some((words, rest)) => {
                    let (more, goes_on) = self.plain(rest);
                    return match more.is_empty() {
                        true => (words, goes_on),
                        false => (Cow::Owned(format!("{words}{more}")), goes_on),
                    };
                }
                None => self.has_quotes = false,
            }
        }
        let (words, goes_on) = self.plain(self.rest);
        (Cow::Borrowed(words), goes_on)
    }

    /// What stands before the next separator, or in the rest of the line; what follows is left.
    fn plain(&mut self, from: &'a str) -> (&'a str, bool) {
        let separator = self.separator;
        let end = from.find([separator, '\n']);
        let (words, rest) = from.split_at(end.unwrap_or(from.len()));
        let goes_on = rest.starts_with(separator);
        let mut rest = rest.chars();
        rest.next();
        self.rest = rest.as_str();
        (words.trim(), goes_on)
    }
}

impl<'a> Iterator for Rows<'a> {
    type Item = Cells<'a>;

    fn next(&mut self) -> Option<Cells<'a>> {
        while !self.rest.is_empty() {
            let cells = self.row();
            if cells.iter().any(|cell| !cell.trim().is_empty()) {
                return Some(cells);
            }
        }
        None
    }
}

/// What stands most often in the first line in which anything stands.
fn separator(text: &str) -> char {
    let first = text.lines().find(|line| !line.trim().is_empty());
    let first = first.unwrap_or_default();
    let count = |separator: &char| first.matches(*separator).count();
    // Of those that stand there as often, the last counts.
    [';', '\t', ',']
        .into_iter()
        .max_by_key(count)
        .unwrap_or(',')
}

/// What stands in quotation marks, and what follows them; none if they have no end.
fn quoted(inside: &str) -> Option<(Cow<'_, str>, &str)> {
    let mut at = 0;
    loop {
        let found = inside[at..].find('"')? + at;
        if found > QUOTED_BYTES_MAX {
            return None;
        }
        if !inside[found + 1..].starts_with('"') {
            let words = &inside[..found];
            let words = match words.contains('"') {
                true => Cow::Owned(words.replace("\"\"", "\"")),
                false => Cow::Borrowed(words),
            };
            return Some((words, &inside[found + 1..]));
        }
        at = found + 2;
    }
}

/// A whole number, as people and programs write ids: with an apostrophe that keeps spreadsheets from calculating, or as a fraction of nothing.
#[must_use]
pub fn number(cell: &str) -> Option<i64> {
    let is_mark = |c: char| c.is_whitespace() || matches!(c, '\'' | '"' | '’');
    let cell = cell.trim_matches(is_mark);
    let cell = cell.strip_suffix(".0").unwrap_or(cell);
    let (sign, digits) = match cell.strip_prefix(['-', '−']) {
        Some(digits) => (-1, digits),
        None => (1, cell),
    };
    let is_number = (1..=18).contains(&digits.len()) && digits.bytes().all(|c| c.is_ascii_digit());
    let number: i64 = digits.parse().ok().filter(|_| is_number)?;
    (number != 0).then_some(sign * number)
}

#[cfg(test)]
mod tests;
