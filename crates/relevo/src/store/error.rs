//! What can go wrong in the store, sorted by what to do next. No message carries a value of a row or an address.

use sqlx::error::ErrorKind;

/// Why an operation of the store failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database cannot be reached, or no connection was free in time: try again later.
    #[error("the database cannot be reached ({0})")]
    Unreachable(&'static str),
    /// The store was made with another master key.
    #[error("the master key is not the one this database was made with")]
    WrongKey,
    /// A row with this key exists already; which one.
    #[error("{0}")]
    Conflict(&'static str),
    /// The database was made by a later version of the program.
    #[error("the database was made by a later version of Relevo: run that version")]
    NewerSchema,
    /// Anything else: a bug, a damaged database, or a full disk.
    #[error("the store failed: {0}")]
    Other(String),
}

impl StoreError {
    /// A row that cannot be read: a code nobody knows, or bytes that do not open.
    pub(super) fn damaged(what: &'static str) -> StoreError {
        StoreError::Other(format!("{what} cannot be read"))
    }

    /// Whether trying again later may help: the database is away, rather than refusing this data.
    #[must_use]
    pub fn is_about_the_store(&self) -> bool {
        match self {
            StoreError::Unreachable(_) | StoreError::WrongKey | StoreError::NewerSchema => true,
            StoreError::Conflict(_) | StoreError::Other(_) => false,
        }
    }

    /// Gives a broken unique key a name that says what to do.
    pub(super) fn conflict_as(self, what: &'static str) -> StoreError {
        match self {
            StoreError::Conflict(_) => StoreError::Conflict(what),
            other => other,
        }
    }
}

impl From<sqlx::Error> for StoreError {
    /// Keeps codes, never texts: a database's messages may quote values.
    fn from(error: sqlx::Error) -> StoreError {
        match error {
            sqlx::Error::Io(_) => StoreError::Unreachable("connection lost"),
            sqlx::Error::Tls(_) => StoreError::Unreachable("TLS failed"),
            sqlx::Error::PoolTimedOut => StoreError::Unreachable("no connection was free in time"),
            sqlx::Error::PoolClosed => StoreError::Unreachable("the store is closed"),
            sqlx::Error::WorkerCrashed => {
                StoreError::Unreachable("the connection's thread is gone")
            }
            sqlx::Error::Database(error) if error.kind() == ErrorKind::UniqueViolation => {
                StoreError::Conflict("a row with this key exists")
            }
            sqlx::Error::Database(error) => by_code(&error.code().unwrap_or_default()),
            sqlx::Error::RowNotFound => StoreError::Other("a row is missing".into()),
            sqlx::Error::ColumnDecode { index, .. } => {
                StoreError::Other(format!("column {index} has an unexpected type"))
            }
            sqlx::Error::Configuration(_) => {
                StoreError::Other("the database address is not valid".into())
            }
            _ => StoreError::Other("the database driver failed".into()),
        }
    }
}

/// What a database's error code asks for: most are bugs, some pass by themselves.
fn by_code(code: &str) -> StoreError {
    match code {
        // SQLite: SQLITE_CANTOPEN.
        "14" => StoreError::Unreachable("the file cannot be opened"),
        // SQLite: SQLITE_FULL; PostgreSQL: disk_full.
        "13" | "53100" => StoreError::Unreachable("the disk is full"),
        // PostgreSQL: too_many_connections, admin_shutdown, crash_shutdown, cannot_connect_now.
        "53300" | "57P01" | "57P02" | "57P03" => StoreError::Unreachable("the server is not ready"),
        // PostgreSQL: deadlock_detected, read_only_sql_transaction (a standby after a failover).
        "40P01" | "25006" => StoreError::Unreachable("the server refused for now"),
        _ => StoreError::Other(format!("database error {code}")),
    }
}
