//! A throw-away database for one test: a file in a temporary folder, or a schema of its own in PostgreSQL.

use tempfile::TempDir;

/// Which database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Backend {
    Sqlite,
    Postgres,
}

/// A database that nobody else uses.
pub(crate) struct Database {
    pub(crate) url: String,
    pub(crate) folder: TempDir,
}

impl Database {
    pub(crate) async fn new(_backend: Backend) -> Database {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let url = format!("sqlite:{}", folder.path().join("relevo.db").display());
        Database { url, folder }
    }
}

/// The same test on both databases. Its inline snapshots are therefore the same transcript.
macro_rules! on_both {
    ($story:ident) => {
        mod $story {
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                super::$story(crate::database::Backend::Sqlite).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                super::$story(crate::database::Backend::Postgres).await;
            }
        }
    };
}
pub(crate) use on_both;
