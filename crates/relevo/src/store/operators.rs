//! Who is a member of the backend group, as far as it was seen: ids alone.

use std::collections::{BTreeMap, HashSet};

use relevo_core::CellId;
use relevo_telegram::UserId;

use super::bulk::Bulk;
use super::row::Arg;
use super::{Result, Tx};

pub(super) const PUT: Bulk = Bulk {
    sql: "INSERT INTO operators (cell, person) VALUES {rows} ON CONFLICT (cell, person) DO NOTHING",
    lead: 0,
    columns: 2,
};

pub(super) const OF_CELL: &str = "SELECT person FROM operators WHERE cell = $1";

impl Tx {
    /// Everybody who is known to be in the backend group.
    pub async fn operators(&mut self, cell: CellId) -> Result<HashSet<UserId>> {
        let rows = self.open.rows(OF_CELL, vec![cell.0.into()]).await?;
        rows.iter().map(|row| Ok(UserId(row.int()?))).collect()
    }

    pub(super) async fn put_operators(
        &mut self,
        operators: &BTreeMap<(CellId, UserId), bool>,
    ) -> Result<()> {
        let came = operators.iter().filter(|(_, member)| **member);
        let came = came.flat_map(|((cell, person), _)| [cell.0, person.0]);
        PUT.run(&mut self.open, came.map(Arg::from).collect())
            .await?;
        for ((cell, person), _) in operators.iter().filter(|(_, member)| !**member) {
            let sql = "DELETE FROM operators WHERE cell = $1 AND person = $2";
            self.open
                .run(sql, vec![cell.0.into(), person.0.into()])
                .await?;
        }
        Ok(())
    }
}
