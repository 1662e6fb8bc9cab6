//! Whether those who look into the store for work of their own would find any: one question instead of a dozen.
//!
//! For `app::pump`, which has everybody look at each step of its clock. Generous: where a row might mean work, there is work; whoever looks
//! decides. Deliberately absent: the outbox and the connections, which are looked at anyway.

use super::{Result, Store};

/// Who would find something.
#[derive(Clone, Copy, Debug, Default)]
pub struct Pending {
    /// The setup bot.
    pub setup: bool,
    /// Modules: what somebody has asked of them, and marks that conversations are losing.
    pub requests: bool,
    /// Exports.
    pub exports: bool,
    /// Broadcasts.
    pub broadcasts: bool,
}

impl Store {
    /// Who would find something now (Unix milliseconds).
    ///
    /// # Errors
    /// If the store cannot be read.
    pub async fn pending(&self, now_ms: i64) -> Result<Pending> {
        let sql = "SELECT CAST(0 AS BIGINT) WHERE EXISTS (SELECT 1 FROM aside) \
                   OR EXISTS (SELECT 1 FROM left_topics WHERE owes <> 0) \
                   OR EXISTS (SELECT 1 FROM dialogs WHERE owed = 1 OR due_ms <= $1) \
                   UNION ALL SELECT 1 WHERE EXISTS (SELECT 1 FROM requests) \
                   OR EXISTS (SELECT 1 FROM marks WHERE gone_ms IS NOT NULL) \
                   UNION ALL SELECT 2 WHERE EXISTS (SELECT 1 FROM exports) \
                   UNION ALL SELECT 3 WHERE EXISTS (SELECT 1 FROM broadcasts)";
        let rows = self.db().rows(sql, vec![now_ms.into()]).await?;
        let mut pending = Pending::default();
        for row in &rows {
            match row.int()? {
                0 => pending.setup = true,
                1 => pending.requests = true,
                2 => pending.exports = true,
                _ => pending.broadcasts = true,
            }
        }
        Ok(pending)
    }
}
