//! The two databases behind one enum: pools, and one way to run a statement.
//!
//! SQLite: one writer connection, so that writers queue here and never meet "locked"; a few readers with small caches.
//! PostgreSQL: one pool; READ COMMITTED, with the cell's row locked first by whoever decides for it.

use std::borrow::Cow;
use std::future::Future;
use std::str::FromStr as _;
use std::time::Duration;

use sqlx::Connection as _;
use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgConnectOptions, PgConnection, PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{AssertSqlSafe, Postgres, Sqlite, Transaction};

use super::row::{Arg, Row, postgres_arguments, sqlite_arguments};
use super::{Result, StoreError};

const SQLITE_READERS_MAX: u32 = 3;
const POSTGRES_CONNECTIONS_MAX: u32 = 6;
/// Statements kept prepared per connection: each query in each of its chunk sizes.
const STATEMENTS_MAX: usize = 300;
/// How long to wait for a free connection before the database counts as unreachable.
const ACQUIRE_MAX: Duration = Duration::from_secs(15);

/// How long a PostgreSQL server may take for a statement of a transaction before it counts as gone. SQLite has `busy_timeout`.
const STATEMENT_MAX: Duration = Duration::from_secs(15);
/// The same for a read outside any transaction: some count whole tables.
const READ_MAX: Duration = Duration::from_secs(60);
/// The same for a statement of a view of everything, and of a sweep: they walk through whole tables, which takes minutes where there are
/// millions of rows on a slow disk, and nobody waits for them.
const WALK_MAX: Duration = Duration::from_secs(600);
/// The same for a step of the schema's history.
const SCRIPT_MAX: Duration = Duration::from_secs(600);
/// What a server is that does not answer in time.
const SILENT: StoreError = StoreError::Unreachable("the server does not answer");

/// A statement's text: fixed, or built from fixed parts by `bulk`. Never contains data.
pub(super) type Sql = Cow<'static, str>;

/// The pools.
pub(super) enum Db {
    Sqlite {
        writer: SqlitePool,
        readers: SqlitePool,
    },
    Postgres(PgPool),
}

/// An open write transaction; dropped, it is rolled back.
pub(super) enum Open {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Held),
}

/// A connection with an open transaction, which can be given up when the server stays silent.
pub(super) struct Held {
    connection: PoolConnection<Postgres>,
    /// How long a statement may take.
    patience: Duration,
    committed: bool,
}

impl Held {
    /// What the server answers in time.
    async fn answer<T>(
        &mut self,
        patience: Duration,
        ask: impl AsyncFnOnce(&mut PgConnection) -> sqlx::Result<T>,
    ) -> Result<T> {
        let answer = within(patience, ask(&mut self.connection)).await;
        Ok(answer.ok_or(SILENT)??)
    }
}

impl Drop for Held {
    /// What was not committed is rolled back with its connection: it happens rarely, and the server may be silent.
    fn drop(&mut self) {
        if !self.committed {
            self.connection.close_on_drop();
        }
    }
}

/// Begins a transaction.
async fn held(pool: &PgPool, begin: &'static str) -> Result<Held> {
    let mut held = Held {
        connection: pool.acquire().await?,
        patience: STATEMENT_MAX,
        committed: false,
    };
    held.answer(STATEMENT_MAX, async |connection| {
        sqlx::raw_sql(begin).execute(connection).await
    })
    .await?;
    Ok(held)
}

impl Db {
    pub(super) async fn connect(url: &str) -> Result<Db> {
        if let Some(path) = url.strip_prefix("sqlite:") {
            return Db::connect_sqlite(path.strip_prefix("//").unwrap_or(path)).await;
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            let options = PgConnectOptions::from_str(url)?.statement_cache_capacity(STATEMENTS_MAX);
            let pool = PgPoolOptions::new()
                .max_connections(POSTGRES_CONNECTIONS_MAX)
                .acquire_timeout(ACQUIRE_MAX)
                .connect_with(options)
                .await?;
            return Ok(Db::Postgres(pool));
        }
        Err(StoreError::Other(
            "the database address must begin with sqlite: or postgres://".into(),
        ))
    }

    async fn connect_sqlite(path: &str) -> Result<Db> {
        let common = SqliteConnectOptions::new()
            .filename(path)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(Duration::from_secs(10))
            .statement_cache_capacity(STATEMENTS_MAX)
            // What is deleted is overwritten, in the file as in the log.
            .pragma("secure_delete", "ON")
            .pragma("temp_store", "MEMORY")
            .pragma("journal_size_limit", "16777216");
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(ACQUIRE_MAX)
            // A file does not go away as a server does.
            .test_before_acquire(false)
            // When the disk is full SQLite itself ends the transaction, and the driver goes on believing in it: such a connection
            // begins nothing any more.
            .before_acquire(|connection, _| {
                let is_free = !connection.is_in_transaction();
                Box::pin(std::future::ready(Ok(is_free)))
            })
            .connect_with(
                common
                    .clone()
                    .create_if_missing(true)
                    .journal_mode(SqliteJournalMode::Wal)
                    .pragma("cache_size", "-8192"),
            )
            .await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(SQLITE_READERS_MAX)
            .acquire_timeout(ACQUIRE_MAX)
            .test_before_acquire(false)
            .connect_lazy_with(
                common
                    .pragma("query_only", "ON")
                    .pragma("cache_size", "-2048"),
            );
        Ok(Db::Sqlite { writer, readers })
    }

    pub(super) async fn close(&self) {
        match self {
            Db::Sqlite { writer, readers } => {
                // The writer last: it folds the log into the file.
                readers.close().await;
                writer.close().await;
            }
            Db::Postgres(pool) => pool.close().await,
        }
    }

    /// Begins to write. On SQLite at once as a writer: a reader that turns writer later would meet "locked".
    pub(super) async fn begin(&self) -> Result<Open> {
        Ok(match self {
            Db::Sqlite { writer, .. } => Open::Sqlite(writer.begin_with("BEGIN IMMEDIATE").await?),
            Db::Postgres(pool) => Open::Postgres(held(pool, "BEGIN").await?),
        })
    }

    /// Begins to read: one view of everything, whatever is written meanwhile. To be committed at the end: PostgreSQL's connection is
    /// closed otherwise, as nobody knows how far it has come.
    pub(super) async fn look(&self) -> Result<Open> {
        let mut open = match self {
            Db::Sqlite { readers, .. } => Open::Sqlite(readers.begin().await?),
            Db::Postgres(pool) => {
                let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
                Open::Postgres(held(pool, begin).await?)
            }
        };
        open.walks();
        Ok(open)
    }

    /// Names the index to be used. SQLite keeps no statistics and, left alone, walks along the primary key through
    /// whatever the partial index leaves out; PostgreSQL chooses by itself.
    pub(super) fn indexed_by(&self, index: &'static str) -> String {
        match self {
            Db::Sqlite { .. } => format!("INDEXED BY {index}"),
            Db::Postgres(_) => String::new(),
        }
    }

    /// Behind a SELECT of a write transaction: what it finds is not changed by others until the transaction ends. SQLite has one writer anyway.
    pub(super) fn kept_as_it_is(&self) -> &'static str {
        match self {
            Db::Sqlite { .. } => "",
            Db::Postgres(_) => "FOR SHARE",
        }
    }

    /// Behind a SELECT of a write transaction: its rows are to be changed; those that others are changing are left out.
    pub(super) fn free_to_change(&self) -> &'static str {
        match self {
            Db::Sqlite { .. } => "",
            Db::Postgres(_) => "FOR UPDATE SKIP LOCKED",
        }
    }

    /// A read outside any transaction.
    pub(super) async fn rows(&self, sql: impl Into<Sql>, args: Vec<Arg>) -> Result<Vec<Row>> {
        let sql = AssertSqlSafe(sql.into());
        match self {
            Db::Sqlite { readers, .. } => {
                let query = sqlx::query_with(sql, sqlite_arguments(args)?);
                let rows = query.fetch_all(readers).await?;
                Ok(rows.into_iter().map(Row::Sqlite).collect())
            }
            Db::Postgres(pool) => {
                let query = sqlx::query_with(sql, postgres_arguments(args)?);
                let mut connection = pool.acquire().await?;
                let asked = query.fetch_all(&mut *connection);
                let Some(rows) = within(READ_MAX, asked).await else {
                    connection.close_on_drop();
                    return Err(SILENT);
                };
                Ok(rows?.into_iter().map(Row::Postgres).collect())
            }
        }
    }

    /// Moves SQLite's log into the file and empties it, so that destroyed keys are gone from it too; whether that was possible: a reader
    /// that goes on for long is in the way.
    pub(super) async fn empty_log(&self) -> Result<bool> {
        let Db::Sqlite { writer, .. } = self else {
            return Ok(true);
        };
        let checkpoint = sqlx::raw_sql("PRAGMA wal_checkpoint(TRUNCATE)");
        let row = Row::Sqlite(checkpoint.fetch_one(writer).await?);
        let was_busy = row.fields().flag()?;
        Ok(!was_busy)
    }
}

impl Open {
    pub(super) async fn rows(&mut self, sql: impl Into<Sql>, args: Vec<Arg>) -> Result<Vec<Row>> {
        let sql = AssertSqlSafe(sql.into());
        match self {
            Open::Sqlite(tx) => {
                let query = sqlx::query_with(sql, sqlite_arguments(args)?);
                let rows = query.fetch_all(&mut **tx).await?;
                Ok(rows.into_iter().map(Row::Sqlite).collect())
            }
            Open::Postgres(held) => {
                let query = sqlx::query_with(sql, postgres_arguments(args)?);
                let patience = held.patience;
                let rows = held
                    .answer(patience, async |connection| {
                        query.fetch_all(connection).await
                    })
                    .await?;
                Ok(rows.into_iter().map(Row::Postgres).collect())
            }
        }
    }

    /// Its statements walk through whole tables: they have the time for it. The commit is as short as any.
    pub(super) fn walks(&mut self) {
        if let Open::Postgres(held) = self {
            held.patience = WALK_MAX;
        }
    }

    /// Runs a statement; how many rows it touched.
    pub(super) async fn run(&mut self, sql: impl Into<Sql>, args: Vec<Arg>) -> Result<u64> {
        let sql = AssertSqlSafe(sql.into());
        Ok(match self {
            Open::Sqlite(tx) => {
                let query = sqlx::query_with(sql, sqlite_arguments(args)?);
                query.execute(&mut **tx).await?.rows_affected()
            }
            Open::Postgres(held) => {
                let query = sqlx::query_with(sql, postgres_arguments(args)?);
                let patience = held.patience;
                let done = held
                    .answer(patience, async |connection| query.execute(connection).await)
                    .await?;
                done.rows_affected()
            }
        })
    }

    /// Runs a script of several statements without arguments.
    pub(super) async fn script(&mut self, sql: String) -> Result<()> {
        let script = sqlx::raw_sql(AssertSqlSafe(sql));
        match self {
            Open::Sqlite(tx) => script.execute(&mut **tx).await.map(drop)?,
            Open::Postgres(held) => {
                held.answer(SCRIPT_MAX, async |connection| {
                    script.execute(connection).await.map(drop)
                })
                .await?;
            }
        }
        Ok(())
    }

    pub(super) async fn commit(self) -> Result<()> {
        match self {
            Open::Sqlite(tx) => tx.commit().await?,
            Open::Postgres(mut held) => {
                held.answer(STATEMENT_MAX, async |connection| {
                    sqlx::raw_sql("COMMIT").execute(connection).await
                })
                .await?;
                held.committed = true;
            }
        }
        Ok(())
    }
}

/// What comes of it in time.
async fn within<T>(patience: Duration, work: impl Future<Output = T>) -> Option<T> {
    tokio::time::timeout(patience, work).await.ok()
}
