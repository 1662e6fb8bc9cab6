//! How much room the store takes: for benchmarks and for people who plan a disk.

use super::db::Db;
use super::{Result, Store, StoreError};

/// Pages that hold something. Free ones are reused before the file grows.
const SQLITE: &str = "SELECT (c.page_count - f.freelist_count) * s.page_size \
     FROM pragma_page_count AS c, pragma_freelist_count AS f, pragma_page_size AS s";

/// Tables with their indexes and long values. The outbox is a queue whose room is reused: it is left out, as its size
/// says when it was last vacuumed and not how much is kept.
const POSTGRES: &str = "SELECT COALESCE(SUM(pg_total_relation_size(c.oid)), 0)::BIGINT FROM pg_class AS c \
     JOIN pg_namespace AS n ON n.oid = c.relnamespace \
     WHERE n.nspname = current_schema() AND c.relkind = 'r' AND c.relname <> 'outbox'";

impl Store {
    /// Bytes of what stays, indexes included: without free pages and without the outbox, which is empty when all is delivered.
    ///
    /// # Errors
    /// If the database cannot be asked.
    pub async fn kept_bytes(&self) -> Result<i64> {
        let sql = match self.db() {
            Db::Sqlite { .. } => SQLITE,
            Db::Postgres(_) => POSTGRES,
        };
        let rows = self.db().rows(sql, Vec::new()).await?;
        rows.first()
            .ok_or(StoreError::damaged("the database's own figures"))?
            .int()
    }
}
