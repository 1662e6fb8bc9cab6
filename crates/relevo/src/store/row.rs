//! Arguments and rows of both databases as one type each, so that every query is written once.

use sqlx::postgres::{PgArguments, PgRow};
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{Arguments as _, Row as _};

use super::{Result, StoreError};

/// A value for a `$n` placeholder. Integers are 64 bits wide everywhere.
#[derive(Clone)]
pub(super) enum Arg {
    Int(i64),
    OptInt(Option<i64>),
    Text(String),
    OptText(Option<String>),
    Blob(Vec<u8>),
    OptBlob(Option<Vec<u8>>),
}

impl Arg {
    /// About how many bytes it takes on the way to PostgreSQL: a length, and the value.
    pub(super) fn wire_bytes(&self) -> usize {
        4 + match self {
            Arg::Int(_) | Arg::OptInt(_) => 8,
            Arg::Text(text) | Arg::OptText(Some(text)) => text.len(),
            Arg::Blob(bytes) | Arg::OptBlob(Some(bytes)) => bytes.len(),
            Arg::OptText(None) | Arg::OptBlob(None) => 0,
        }
    }
}

impl From<i64> for Arg {
    fn from(value: i64) -> Arg {
        Arg::Int(value)
    }
}

impl From<bool> for Arg {
    fn from(value: bool) -> Arg {
        Arg::Int(i64::from(value))
    }
}

impl From<Option<i64>> for Arg {
    fn from(value: Option<i64>) -> Arg {
        Arg::OptInt(value)
    }
}

macro_rules! bind {
    ($args:expr, $into:ty) => {{
        let mut bound = <$into>::default();
        for arg in $args {
            match arg {
                Arg::Int(value) => bound.add(value),
                Arg::OptInt(value) => bound.add(value),
                Arg::Text(value) => bound.add(value),
                Arg::OptText(value) => bound.add(value),
                Arg::Blob(value) => bound.add(value),
                Arg::OptBlob(value) => bound.add(value),
            }
            .map_err(|_| StoreError::Other("an argument cannot be encoded".into()))?;
        }
        Ok(bound)
    }};
}

pub(super) fn sqlite_arguments(args: Vec<Arg>) -> Result<SqliteArguments> {
    bind!(args, SqliteArguments)
}

pub(super) fn postgres_arguments(args: Vec<Arg>) -> Result<PgArguments> {
    bind!(args, PgArguments)
}

/// A row of either database.
pub(super) enum Row {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

macro_rules! get {
    ($row:expr, $column:expr) => {
        match $row {
            Row::Sqlite(row) => row.try_get($column)?,
            Row::Postgres(row) => row.try_get($column)?,
        }
    };
}

impl Row {
    /// Reads the columns one after the other, in the order of the query.
    pub(super) fn fields(&self) -> Fields<'_> {
        Fields { row: self, next: 0 }
    }

    /// The first column, for queries that have one.
    pub(super) fn int(&self) -> Result<i64> {
        self.fields().int()
    }
}

/// A row being read from left to right.
pub(super) struct Fields<'a> {
    row: &'a Row,
    next: usize,
}

impl Fields<'_> {
    fn step(&mut self) -> usize {
        self.next += 1;
        self.next - 1
    }

    pub(super) fn int(&mut self) -> Result<i64> {
        let column = self.step();
        Ok(get!(self.row, column))
    }

    pub(super) fn opt_int(&mut self) -> Result<Option<i64>> {
        let column = self.step();
        Ok(get!(self.row, column))
    }

    /// An integer that is 0 or 1.
    pub(super) fn flag(&mut self) -> Result<bool> {
        Ok(self.int()? != 0)
    }

    pub(super) fn text(&mut self) -> Result<String> {
        let column = self.step();
        Ok(get!(self.row, column))
    }

    pub(super) fn opt_text(&mut self) -> Result<Option<String>> {
        let column = self.step();
        Ok(get!(self.row, column))
    }

    pub(super) fn blob(&mut self) -> Result<Vec<u8>> {
        let column = self.step();
        Ok(get!(self.row, column))
    }

    pub(super) fn opt_blob(&mut self) -> Result<Option<Vec<u8>>> {
        let column = self.step();
        Ok(get!(self.row, column))
    }
}
