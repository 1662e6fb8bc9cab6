//! The rota as a table: a line for each span, `name,day,from,until`, as a spreadsheet reads and writes it.
//!
//! Read with commas, semicolons or tabs between the fields, with or without a headline. Deliberately absent: whether there is anybody of a
//! name; a table is taken as a whole or not at all.

use std::fmt::Write;

use super::grammar::{clock, day_name, day_of, minute_of};
use super::week::DutySpan;

/// The longest table that is read, and that is written into a message, in UTF-16 units.
pub const CSV_UNITS_MAX: usize = 3_500;

/// A line of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CsvRow {
    /// Its number, from 1.
    pub line: u16,
    /// The name.
    pub name: String,
    /// The span.
    pub span: DutySpan,
}

/// The lines of a table.
///
/// # Errors
///
/// The numbers of the lines that are none, from 1; empty if there is no line.
pub fn csv_rows(table: &str) -> Result<Vec<CsvRow>, Vec<u16>> {
    let table = table.trim_start_matches('\u{feff}');
    let separator = separator(table);
    let (mut rows, mut wrong) = (Vec::new(), Vec::new());
    let mut is_begun = false;
    for (number, line) in (1..=u16::MAX).zip(table.lines()) {
        if line.trim().is_empty() {
            continue;
        }
        match row(number, line, separator) {
            Some(row) => rows.push(row),
            None if !is_begun && is_headline(line, separator) => {}
            None => wrong.push(number),
        }
        is_begun = true;
    }
    match wrong.is_empty() && !rows.is_empty() {
        true => Ok(rows),
        false => Err(wrong),
    }
}

fn row(line: u16, words: &str, separator: char) -> Option<CsvRow> {
    let fields = fields(words, separator)?;
    let [name, day, from, until, ..] = fields.as_slice() else {
        return None;
    };
    let is_rest_empty = fields[4..].iter().all(|field| field.trim().is_empty());
    let name = name.trim();
    let name = match name.strip_prefix('\'') {
        Some(rest) if is_formula(rest) => rest,
        _ => name,
    };
    let span = DutySpan::new(day_of(day)?, minute_of(from)?, minute_of(until)?)?;
    let is_right = is_rest_empty && !name.is_empty();
    is_right.then(|| CsvRow {
        line,
        name: name.to_owned(),
        span,
    })
}

/// Words without a number, where days and hours would be.
fn is_headline(line: &str, separator: char) -> bool {
    let has_number = line.chars().any(|c| c.is_ascii_digit());
    !has_number && fields(line, separator).is_some_and(|fields| fields.len() >= 4)
}

/// What stands most often in the first line.
fn separator(table: &str) -> char {
    let first = table.lines().next().unwrap_or_default();
    let count = |separator: &char| first.matches(*separator).count();
    let all = [',', ';', '\t'];
    all.into_iter().max_by_key(count).unwrap_or(',')
}

/// The fields of a line; none if a quote is left open.
fn fields(line: &str, separator: char) -> Option<Vec<String>> {
    let (mut fields, mut field) = (Vec::new(), String::new());
    let mut letters = line.chars().peekable();
    let mut is_quoted = false;
    while let Some(letter) = letters.next() {
        match letter {
            '"' if is_quoted && letters.peek() == Some(&'"') => {
                field.push('"');
                letters.next();
            }
            '"' if is_quoted => is_quoted = false,
            '"' if field.trim().is_empty() => {
                field.clear();
                is_quoted = true;
            }
            _ if letter == separator && !is_quoted => fields.push(std::mem::take(&mut field)),
            _ => field.push(letter),
        }
    }
    fields.push(field);
    (!is_quoted).then_some(fields)
}

/// A table of these lines, with a headline.
#[must_use]
pub fn csv_text<'a>(rows: impl IntoIterator<Item = (&'a str, DutySpan)>) -> String {
    let mut table = String::from("name,day,from,until\r\n");
    for (name, span) in rows {
        let (from, until) = (clock(span.from_minute), clock(span.ends_at()));
        let (name, day) = (quoted(name), day_name(span.day));
        write!(table, "{name},{day},{from},{until}\r\n").expect("writing to a string");
    }
    table
}

/// A name as a field: no spreadsheet takes it for a formula.
fn quoted(name: &str) -> String {
    let guard = if is_formula(name) { "'" } else { "" };
    let name = format!("{guard}{name}").replace(['\r', '\n'], " ");
    match name.contains([',', ';', '\t', '"']) || name != name.trim() {
        true => format!("\"{}\"", name.replace('"', "\"\"")),
        false => name,
    }
}

fn is_formula(name: &str) -> bool {
    name.starts_with(['=', '+', '-', '@', '\t'])
}
