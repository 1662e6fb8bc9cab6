//! The journal: an append-only list of facts.

use relevo_core::{CellId, ConversationId, Fact, FactKind};

use super::bulk::Bulk;
use super::codes::Code as _;
use super::row::Arg;
use super::{Result, Store, StoreError, Tx};

pub(super) const APPEND: Bulk = Bulk {
    sql: "INSERT INTO journal (cell, conversation, kind, at_ms) VALUES {rows}",
    lead: 0,
    columns: 4,
};

/// A line of the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JournalLine {
    /// Its number, ascending.
    pub id: i64,
    /// What it says.
    pub fact: Fact,
}

impl Store {
    /// The last lines, newest first.
    pub async fn journal(&self, limit: usize) -> Result<Vec<JournalLine>> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let sql =
            "SELECT id, cell, conversation, kind, at_ms FROM journal ORDER BY id DESC LIMIT $1";
        let rows = self.db().rows(sql, vec![limit.into()]).await?;
        rows.iter()
            .map(|row| {
                let mut fields = row.fields();
                Ok(JournalLine {
                    id: fields.int()?,
                    fact: Fact {
                        cell: CellId(fields.int()?),
                        conversation: fields.opt_int()?.map(ConversationId),
                        kind: FactKind::from_code(fields.int()?)
                            .ok_or(StoreError::damaged("a journal line"))?,
                        at_ms: fields.int()?,
                    },
                })
            })
            .collect()
    }
}

impl Tx {
    pub(super) async fn append_facts(&mut self, facts: &[Fact]) -> Result<()> {
        let columns = facts.iter().flat_map(|fact| {
            [
                fact.cell.0.into(),
                Arg::from(fact.conversation.map(|id| id.0)),
                fact.kind.code().into(),
                fact.at_ms.into(),
            ]
        });
        APPEND
            .run(&mut self.open, columns.collect())
            .await
            .map(drop)
    }
}
