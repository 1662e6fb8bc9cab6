//! A throw-away database for one test: a file in a temporary folder, or a schema of its own in PostgreSQL.

use std::sync::atomic::{AtomicU32, Ordering};

use tempfile::TempDir;

/// How long a connection of the test may take to let go of the schema at the end.
const END_MAX: &str = "10s";

/// Which database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Backend {
    Sqlite,
    Postgres,
}

/// A database that nobody else uses. Dropped, it is gone, whatever is still connected to it.
pub(crate) struct Database {
    /// What the store opens.
    pub(crate) url: String,
    /// The SQLite file's folder; with PostgreSQL an empty one.
    pub(crate) folder: TempDir,
    /// The schema to be dropped, which is also the name that its connections give.
    schema: Option<String>,
}

impl Database {
    pub(crate) async fn new(backend: Backend) -> Database {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (url, schema) = match backend {
            Backend::Sqlite => {
                let file = folder.path().join("relevo.db");
                (format!("sqlite:{}", file.display()), None)
            }
            Backend::Postgres => {
                let count = COUNT.fetch_add(1, Ordering::Relaxed);
                let schema = format!("relevo_test_{}_{count}", std::process::id());
                let base = postgres_url();
                run_on_postgres(&base, format!("CREATE SCHEMA {schema}")).await;
                let joint = if base.contains('?') { '&' } else { '?' };
                let options = format!("options=-csearch_path%3D{schema}&application_name={schema}");
                (format!("{base}{joint}{options}"), Some(schema))
            }
        };
        Database {
            url,
            folder,
            schema,
        }
    }

    /// A database that somebody else makes and does away with.
    pub(crate) fn at(url: String) -> Database {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Database {
            url,
            folder,
            schema: None,
        }
    }

    pub(crate) fn backend(&self) -> Backend {
        match self.url.starts_with("sqlite:") {
            true => Backend::Sqlite,
            false => Backend::Postgres,
        }
    }

    /// Everything that PostgreSQL holds of it, row by row as text; binary columns are hexadecimal. Nothing for SQLite, whose
    /// files can be read as they are.
    pub(crate) async fn rows_as_text(&self) -> String {
        use sqlx::{Connection as _, Executor as _, Row as _};
        let mut text = String::new();
        if self.backend() == Backend::Sqlite {
            return text;
        }
        let mut connection = sqlx::PgConnection::connect(&self.url)
            .await
            .expect("the server answers");
        let tables = "SELECT table_name::text FROM information_schema.tables \
                      WHERE table_schema = current_schema()";
        let tables = connection.fetch_all(tables).await.expect("the tables");
        for table in tables {
            let table: String = table.get(0);
            let sql = format!("SELECT t::text FROM {table} t");
            let rows = connection.fetch_all(sqlx::raw_sql(sqlx::AssertSqlSafe(sql)));
            for row in rows.await.expect("the rows") {
                text.push_str(row.get(0));
                text.push('\n');
            }
        }
        connection.close().await.expect("a connection that closes");
        text
    }

    /// The numbers that a query beside the store finds, in its first column.
    pub(crate) async fn numbers(&self, sql: &str) -> Vec<i64> {
        use sqlx::{Connection as _, Row as _};
        let query = sqlx::raw_sql(sqlx::AssertSqlSafe(sql.to_owned()));
        let Some(path) = self.url.strip_prefix("sqlite:") else {
            let mut connection = sqlx::PgConnection::connect(&self.url)
                .await
                .expect("the server answers");
            let rows = query.fetch_all(&mut connection).await;
            let rows = rows.expect("a query that runs");
            return rows.iter().map(|row| row.get(0)).collect();
        };
        let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path);
        let mut connection = sqlx::SqliteConnection::connect_with(&options)
            .await
            .expect("the file can be opened");
        let rows = query.fetch_all(&mut connection).await;
        let rows = rows.expect("a query that runs");
        rows.iter().map(|row| row.get(0)).collect()
    }

    /// The bytes that a query beside the store finds, in its first column.
    pub(crate) async fn blobs(&self, sql: &str) -> Vec<Vec<u8>> {
        use sqlx::{Connection as _, Row as _};
        let query = sqlx::raw_sql(sqlx::AssertSqlSafe(sql.to_owned()));
        let Some(path) = self.url.strip_prefix("sqlite:") else {
            let mut connection = sqlx::PgConnection::connect(&self.url)
                .await
                .expect("the server answers");
            let rows = query.fetch_all(&mut connection).await;
            let rows = rows.expect("a query that runs");
            return rows.iter().map(|row| row.get(0)).collect();
        };
        let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path);
        let mut connection = sqlx::SqliteConnection::connect_with(&options)
            .await
            .expect("the file can be opened");
        let rows = query.fetch_all(&mut connection).await;
        let rows = rows.expect("a query that runs");
        rows.iter().map(|row| row.get(0)).collect()
    }

    /// Somebody else writes, and keeps everybody else from it until they end.
    pub(crate) async fn held_by_somebody(&self) -> Somebody {
        use sqlx::{Connection as _, Executor as _};
        if let Some(path) = self.url.strip_prefix("sqlite:") {
            let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path);
            let mut connection = sqlx::SqliteConnection::connect_with(&options)
                .await
                .expect("the file can be opened");
            let begun = connection.execute("BEGIN IMMEDIATE").await;
            begun.expect("nobody else writes");
            return Somebody::Sqlite(connection);
        }
        let mut connection = sqlx::PgConnection::connect(&self.url)
            .await
            .expect("the server answers");
        let script = "BEGIN; LOCK TABLE cells IN ACCESS EXCLUSIVE MODE";
        let begun = connection.execute(sqlx::raw_sql(script)).await;
        begun.expect("the table can be locked");
        Somebody::Postgres(connection)
    }

    /// Runs a script beside the store.
    pub(crate) async fn run(&self, script: &str) {
        use sqlx::{Connection as _, Executor as _};
        let Some(path) = self.url.strip_prefix("sqlite:") else {
            return run_on_postgres(&self.url, script.to_owned()).await;
        };
        let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path);
        let mut connection = sqlx::SqliteConnection::connect_with(&options)
            .await
            .expect("the file can be opened");
        let script = sqlx::raw_sql(sqlx::AssertSqlSafe(script.to_owned()));
        connection
            .execute(script)
            .await
            .expect("a script that runs");
        connection.close().await.expect("a connection that closes");
    }
}

/// Somebody else who writes.
pub(crate) enum Somebody {
    Sqlite(sqlx::SqliteConnection),
    Postgres(sqlx::PgConnection),
}

impl Somebody {
    pub(crate) async fn end(self) {
        use sqlx::Connection as _;
        let ended = match self {
            Somebody::Sqlite(connection) => connection.close().await,
            Somebody::Postgres(connection) => connection.close().await,
        };
        ended.expect("a connection that closes");
    }
}

impl Drop for Database {
    /// On a thread with a runtime of its own: the test's may be blocked by this very drop.
    fn drop(&mut self) {
        let Some(schema) = self.schema.take() else {
            return;
        };
        let script = format!(
            "SET lock_timeout = '{END_MAX}'; \
             SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '{schema}'; \
             DROP SCHEMA {schema} CASCADE"
        );
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build();
            let runtime = runtime.expect("a runtime for the end of a test");
            runtime.block_on(run_on_postgres(&postgres_url(), script));
        })
        .join();
        if dropped.is_err() && !std::thread::panicking() {
            panic!("the test's schema was not dropped");
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the tests' one setting of their own"
)]
pub(crate) fn postgres_url() -> String {
    std::env::var("RELEVO_TEST_POSTGRES")
        .unwrap_or_else(|_| "postgres://postgres@127.0.0.1:5432/postgres".into())
}

async fn run_on_postgres(url: &str, script: String) {
    use sqlx::{Connection as _, Executor as _};
    let mut connection = sqlx::PgConnection::connect(url)
        .await
        .expect("no PostgreSQL for the tests: run `./test`, which starts one");
    let script = sqlx::raw_sql(sqlx::AssertSqlSafe(script));
    connection
        .execute(script)
        .await
        .expect("a script that runs");
    connection.close().await.expect("a connection that closes");
}

/// The same story on both databases, one task at a time, so that its transcript is the same at every run.
macro_rules! on_both {
    ($story:ident) => {
        $crate::database::on_both!($story, flavor = "current_thread");
    };
    // With the real program in a process of its own, whose calls must be answered meanwhile.
    (real $story:ident) => {
        $crate::database::on_both!($story, flavor = "multi_thread", worker_threads = 2);
    };
    ($story:ident, $($runtime:tt)*) => {
        mod $story {
            #[tokio::test($($runtime)*)]
            async fn on_sqlite() {
                super::$story(crate::database::Backend::Sqlite).await;
            }

            #[tokio::test($($runtime)*)]
            async fn on_postgres() {
                super::$story(crate::database::Backend::Postgres).await;
            }
        }
    };
}
pub(crate) use on_both;
