//! Store contracts: every query, on SQLite and on PostgreSQL.
//!
//! A contract is one function over [`Desk`]; `contracts!` makes a test of it for each database.

#![expect(clippy::unwrap_used, reason = "a contract fails by panicking")]

mod accounts;
mod albums;
mod audience;
mod audit;
mod broadcasts;
mod concurrency;
mod conversations;
pub(crate) mod desk;
mod edits;
mod groups;
mod inbox;
mod links;
mod lists;
mod many;
mod marks;
mod outbox;
mod participants;
mod reactions;
mod relays;
mod replies;
mod restart;
mod rotation;
mod secrecy;
mod setup;
mod shifts;
mod status;
mod sweep;

/// Makes two tests of each contract: one a database.
macro_rules! contracts {
    ($($(#[$doc:meta])* $name:ident)*) => {
        mod sqlite {
            $($(#[$doc])* #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                super::super::desk::on(crate::database::Backend::Sqlite, super::$name).await;
            })*
        }
        mod postgres {
            $($(#[$doc])* #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                super::super::desk::on(crate::database::Backend::Postgres, super::$name).await;
            })*
        }
    };
}
pub(crate) use contracts;
