//! Tables for people: CSV as spreadsheets open it (UTF-8 with a byte order mark, RFC 4180), in which no cell is a formula.
//!
//! Names come from strangers: a cell that a spreadsheet would take for a formula begins with an apostrophe. Numbers of our own are written as they
//! are. Deliberately absent: what stands in the cells.

use std::borrow::Cow;

/// Stands at the beginning of a file, so that Excel takes it for UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// A table that is being written, in memory.
pub struct Sheet {
    writer: csv::Writer<Vec<u8>>,
    rows: u64,
    bytes: usize,
}

impl Sheet {
    /// An empty table with this headline.
    #[must_use]
    pub fn new(headline: &[&str]) -> Sheet {
        let writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(BYTE_ORDER_MARK.to_vec());
        let mut sheet = Sheet {
            writer,
            rows: 0,
            bytes: BYTE_ORDER_MARK.len(),
        };
        sheet.put(headline.iter().copied());
        sheet.rows = 0;
        sheet
    }

    /// A row of words and numbers.
    pub fn row<'a>(&mut self, cells: impl IntoIterator<Item = Cell<'a>>) {
        let cells: Vec<Cow<'_, str>> = cells.into_iter().map(Cell::written).collect();
        self.put(cells.iter().map(|cell| &**cell));
    }

    fn put<'a>(&mut self, cells: impl Iterator<Item = &'a str>) {
        let mut bytes = 0;
        let cells = cells.inspect(|cell| bytes += cell.len() + 1);
        self.writer
            .write_record(cells)
            .expect("rows of a table are equally long, and memory takes them");
        self.bytes += bytes + 1;
        self.rows += 1;
    }

    /// How many rows there are below the headline.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// About how large it is: quotation marks are not counted.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// What was written since the last time, for a file that is written bit by bit.
    pub fn take(&mut self) -> Vec<u8> {
        let fresh = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(Vec::new());
        let written = std::mem::replace(&mut self.writer, fresh);
        (self.rows, self.bytes) = (0, 0);
        inner(written)
    }

    /// The whole file.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        inner(self.writer)
    }
}

fn inner(writer: csv::Writer<Vec<u8>>) -> Vec<u8> {
    writer
        .into_inner()
        .expect("memory takes what is written to it")
}

/// A cell.
#[derive(Clone, Debug)]
pub enum Cell<'a> {
    /// Words, whoever wrote them.
    Words(Cow<'a, str>),
    /// A number of our own.
    Number(i64),
    /// Nothing.
    Empty,
}

impl<'a> Cell<'a> {
    /// Words.
    pub fn words(words: impl Into<Cow<'a, str>>) -> Cell<'a> {
        Cell::Words(words.into())
    }

    /// A number, if there is one.
    #[must_use]
    pub fn number(number: Option<i64>) -> Cell<'a> {
        number.map_or(Cell::Empty, Cell::Number)
    }

    fn written(self) -> Cow<'a, str> {
        match self {
            Cell::Words(words) => safe(words),
            Cell::Number(number) => Cow::Owned(number.to_string()),
            Cell::Empty => Cow::Borrowed(""),
        }
    }
}

/// Words that no spreadsheet calculates: those that begin like a formula, also behind blanks, get an apostrophe. Wide signs count too, which
/// some turn into narrow ones.
fn safe(words: Cow<'_, str>) -> Cow<'_, str> {
    let begins = |c: char| {
        matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '−') || c.is_control()
    };
    let is_blank = |c: char| c.is_whitespace() && !c.is_control();
    let first = words.trim_start_matches(is_blank).chars().next();
    match first.is_some_and(begins) {
        true => Cow::Owned(format!("'{words}")),
        false => words,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(rows: &[[&str; 2]]) -> Vec<u8> {
        let mut sheet = Sheet::new(&["name", "phone"]);
        for row in rows {
            sheet.row(row.map(Cell::words));
        }
        sheet.into_bytes()
    }

    /// Promise: the file begins with a byte order mark and its headline, lines end as RFC 4180 wants it, and what needs quotation marks has
    /// them.
    #[test]
    fn as_spreadsheets_open_it() {
        let file = of(&[
            ["Ann, \"A\"", "+34 600"],
            ["line\nbreak", ""],
            [" =1+1", "-"],
        ]);
        let expected = "\u{feff}name,phone\r\n\"Ann, \"\"A\"\"\",'+34 600\r\n\"line\nbreak\",\r\n' =1+1,'-\r\n";
        assert_eq!(String::from_utf8(file).unwrap(), expected);
        let mut sheet = Sheet::new(&["id"]);
        sheet.row([Cell::number(Some(-100_500))]);
        sheet.row([Cell::number(None)]);
        assert_eq!(sheet.rows(), 2);
        assert_eq!(
            sheet.into_bytes(),
            "\u{feff}id\r\n-100500\r\n\"\"\r\n".as_bytes()
        );
    }

    proptest! {
        /// Promise: whatever people call themselves, a reader of CSV finds the same words in the same cells, none of them a formula.
        #[test]
        fn words_come_back_and_none_is_a_formula(
            rows in proptest::collection::vec(
                ("[ \t\r]{0,2}[=+@＝-]?.{0,12}", "\\PC{0,12}"), 1..8)
        ) {
            let cells: Vec<[&str; 2]> = rows.iter().map(|(one, two)| [one.as_str(), two.as_str()]).collect();
            let file = of(&cells);
            let body = file.strip_prefix("\u{feff}".as_bytes()).unwrap();
            let mut reader = csv::ReaderBuilder::new().from_reader(body);
            let read: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
            prop_assert_eq!(read.len(), cells.len());
            for (record, row) in read.iter().zip(&cells) {
                for (cell, words) in record.iter().zip(row) {
                    prop_assert!(cell == *words || cell.strip_prefix('\'') == Some(words));
                    let first = cell.trim_start_matches(' ').chars().next();
                    prop_assert!(!first.is_some_and(|c| "=+-@\t\r\n".contains(c)), "{:?}", cell);
                }
            }
        }
    }
}
