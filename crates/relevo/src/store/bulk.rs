//! Statements over many rows at once. Their sizes come from a small fixed set, so that each is prepared once and kept.

use std::fmt::Write as _;

use super::Result;
use super::db::Open;
use super::row::{Arg, Row};

/// The largest chunk: with the widest row (32 columns) far below SQLite's 32,766 variables.
pub(super) const ROWS_MAX: usize = 128;

/// The most bytes of values in one statement for PostgreSQL. sqlx leaves Nagle's algorithm on, and Linux takes about
/// 16 KiB into a fresh socket's buffer: the rest of a larger statement goes as a second small segment, which waits for
/// the server's delayed acknowledgement, 40 ms.
const POSTGRES_BYTES_MAX: usize = 10 * 1_024;

/// A statement whose text has `{rows}` where a list of `($1, $2), ($3, $4)` belongs.
pub(super) struct Bulk {
    /// The text.
    pub(super) sql: &'static str,
    /// How many placeholders come before the rows, the same for all chunks. Keys of several columns are asked for as
    /// `a = $1 AND b IN ({rows})`: SQLite scans the table for `(a, b) IN (VALUES …)`, and PostgreSQL without fresh
    /// statistics reads every row with that `a` for `b IN (VALUES …)`, while a list of values is always looked up.
    pub(super) lead: usize,
    /// Values per row.
    pub(super) columns: usize,
}

impl Bulk {
    /// The text for so many rows.
    pub(super) fn text(&self, rows: usize) -> String {
        let (before, after) = self
            .sql
            .split_once("{rows}")
            .expect("a bulk statement says where its rows go");
        let mut text = String::with_capacity(self.sql.len() + rows * self.columns * 6);
        text.push_str(before);
        for row in 0..rows {
            text.push_str(if row == 0 { "(" } else { "),(" });
            for column in 0..self.columns {
                if column > 0 {
                    text.push(',');
                }
                write!(text, "${}", self.lead + row * self.columns + column + 1)
                    .expect("writing to a string does not fail");
            }
        }
        text.push(')');
        text.push_str(after);
        text
    }

    /// Writes all rows, given one after the other in one list; how many were touched.
    pub(super) async fn run(&self, open: &mut Open, args: Vec<Arg>) -> Result<u64> {
        self.run_with(open, &[], args).await
    }

    /// Writes all rows behind the same leading values.
    pub(super) async fn run_with(
        &self,
        open: &mut Open,
        lead: &[Arg],
        mut args: Vec<Arg>,
    ) -> Result<u64> {
        debug_assert_eq!(lead.len(), self.lead, "all leading values");
        debug_assert_eq!(args.len() % self.columns, 0, "whole rows");
        let mut touched = 0;
        while !args.is_empty() {
            let rows = chunk(self.fitting(open, &args));
            let rest = args.split_off(rows * self.columns);
            touched += open.run(self.text(rows), [lead, &args].concat()).await?;
            args = rest;
        }
        Ok(touched)
    }

    /// How many of the rows may go in one statement; at least one.
    fn fitting(&self, open: &Open, args: &[Arg]) -> usize {
        let rows = args.len() / self.columns;
        if matches!(open, Open::Sqlite(_)) {
            return rows;
        }
        let mut bytes = 0;
        let fits = args.chunks(self.columns).take_while(|row| {
            bytes += row.iter().map(Arg::wire_bytes).sum::<usize>();
            bytes <= POSTGRES_BYTES_MAX
        });
        fits.count().clamp(1, rows)
    }

    /// Reads for all rows; a chunk that is not full repeats its last row, so the query must not care for repeats.
    pub(super) async fn read(
        &self,
        open: &mut Open,
        lead: &[Arg],
        mut args: Vec<Arg>,
    ) -> Result<Vec<Row>> {
        debug_assert_eq!(lead.len(), self.lead, "all leading values");
        debug_assert_eq!(args.len() % self.columns, 0, "whole rows");
        let mut found = Vec::new();
        while !args.is_empty() {
            let rest = args.split_off(args.len().min(ROWS_MAX * self.columns));
            let rows = self.pad(&mut args);
            found.extend(open.rows(self.text(rows), [lead, &args].concat()).await?);
            args = rest;
        }
        Ok(found)
    }

    /// Fills up to the next chunk size; how many rows that is.
    fn pad(&self, args: &mut Vec<Arg>) -> usize {
        let rows = (args.len() / self.columns).next_power_of_two();
        while args.len() < rows * self.columns {
            args.push(args[args.len() - self.columns].clone());
        }
        rows
    }
}

/// The largest chunk size that fits: 128, 64, … 1. Any number of rows takes at most seven statements beyond the full ones.
fn chunk(rows: usize) -> usize {
    let size = 1 << rows.ilog2();
    size.min(ROWS_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Promise: any number of rows is cut into whole chunks of the fixed sizes.
    #[test]
    fn chunks_come_from_a_fixed_set() {
        for rows in 1..1_000 {
            let mut rest: usize = rows;
            while rest > 0 {
                let size = chunk(rest);
                assert!(size <= ROWS_MAX && size.is_power_of_two());
                rest -= size;
            }
        }
    }

    /// Promise: placeholders count through all rows.
    #[test]
    fn placeholders_count_through() {
        let bulk = Bulk {
            sql: "INSERT INTO t (a, b) VALUES {rows} ON CONFLICT DO NOTHING",
            lead: 0,
            columns: 2,
        };
        assert_eq!(
            bulk.text(2),
            "INSERT INTO t (a, b) VALUES ($1,$2),($3,$4) ON CONFLICT DO NOTHING"
        );
    }
}
