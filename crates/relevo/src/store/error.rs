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
    /// Another process has taken the cell: this one delivers no more.
    #[error("another process has taken over this backend group")]
    Superseded,
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
    pub(crate) fn damaged(what: &'static str) -> StoreError {
        StoreError::Other(format!("{what} cannot be read"))
    }

    /// Whether trying again later may help: the database is away, rather than refusing this data.
    #[must_use]
    pub fn is_about_the_store(&self) -> bool {
        match self {
            StoreError::Unreachable(_)
            | StoreError::WrongKey
            | StoreError::NewerSchema
            | StoreError::Superseded => true,
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
            sqlx::Error::PoolTimedOut => StoreError::Unreachable(
                "no connection was free in time: the database does not answer, or is too busy",
            ),
            sqlx::Error::PoolClosed => StoreError::Unreachable("the store is closed"),
            sqlx::Error::WorkerCrashed => {
                StoreError::Unreachable("the connection's thread is gone")
            }
            sqlx::Error::BeginFailed | sqlx::Error::InvalidSavePointStatement => {
                StoreError::Unreachable("the connection is of no use any more")
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

/// What a database's error code asks for: most are bugs, some pass by themselves or with the operator's help, and then
/// no update may be blamed for them. SQLite's codes are numbers whose low byte counts, PostgreSQL's are five characters
/// whose first two are the class.
fn by_code(code: &str) -> StoreError {
    let sqlite = (code.len() < 5).then(|| code.parse::<u32>().ok());
    let why = match sqlite.flatten().map(|code| code & 0xff) {
        // BUSY, LOCKED, PROTOCOL.
        Some(5 | 6 | 15) => Some("another process keeps the file locked"),
        // PERM, READONLY, AUTH.
        Some(3 | 8 | 23) => Some("the file cannot be written"),
        // NOMEM.
        Some(7) => Some("there is no memory"),
        // CORRUPT, NOTADB.
        Some(11 | 26) => Some("the file is damaged"),
        // IOERR.
        Some(10) => Some("the disk failed"),
        Some(13) => Some("the disk is full"),
        Some(14) => Some("the file cannot be opened"),
        Some(_) => None,
        None => by_class(code),
    };
    match why {
        Some(why) => StoreError::Unreachable(why),
        None => StoreError::Other(format!("database error {code}")),
    }
}

/// The same for PostgreSQL (its documentation, appendix A).
fn by_class(code: &str) -> Option<&'static str> {
    match (code.get(..2)?, code) {
        (_, "53100") => Some("the disk is full"),
        // Connection exception, insufficient resources, operator intervention.
        ("08" | "53" | "57", _) => Some("the server is not ready"),
        // System error.
        ("58", _) => Some("the server's disk failed"),
        // Deadlock and the like; a standby after a failover; a lock or an idle transaction that took too long.
        ("40", _) | (_, "25006" | "25P03" | "55P03") => Some("the server refused for now"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Promise: what passes by itself, or when somebody frees the disk, is about the store, so that no update is put in
    /// quarantine for it; what a row caused is not.
    #[test]
    fn passing_trouble_is_about_the_store() {
        for code in [
            "5", "261", "517", "6", "8", "10", "11", "778", "13", "14", "57P01", "57P03", "53300",
            "53100", "08006", "40P01", "40001", "25006", "58030",
        ] {
            assert!(by_code(code).is_about_the_store(), "{code}");
        }
        for code in ["1", "19", "20", "22021", "42P01", "23502", "", "é"] {
            assert!(!by_code(code).is_about_the_store(), "{code}");
        }
        let lost = std::io::Error::other("reset");
        assert!(StoreError::from(sqlx::Error::Io(lost)).is_about_the_store());
        assert!(StoreError::from(sqlx::Error::BeginFailed).is_about_the_store());
        assert!(StoreError::from(sqlx::Error::PoolTimedOut).is_about_the_store());
        assert!(!StoreError::Conflict("x").is_about_the_store());
        assert!(!StoreError::damaged("x").is_about_the_store());
    }
}
