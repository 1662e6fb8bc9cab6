//! Buttons: the row behind each, by whose number Telegram sends a press back.

use relevo_core::{Callback, CallbackAction, CellId, ConversationId, Seq};
use relevo_telegram::MessageId;

use super::bulk::Bulk;
use super::codes::Code as _;
use super::row::Arg;
use super::{Result, StoreError, Tx};

pub(super) const PUT: Bulk = Bulk {
    sql: "INSERT INTO callbacks (id, cell, conversation, seq, about, action, expires_ms) VALUES {rows} \
          ON CONFLICT (id) DO UPDATE SET cell = excluded.cell, conversation = excluded.conversation, \
          seq = excluded.seq, about = excluded.about, action = excluded.action, expires_ms = excluded.expires_ms",
    lead: 0,
    columns: 7,
};

pub(super) const REMOVE: Bulk = Bulk {
    sql: "DELETE FROM callbacks WHERE (id) IN ({rows})",
    lead: 0,
    columns: 1,
};

pub(super) const BY_ID: Bulk = Bulk {
    sql: "SELECT id, cell, conversation, seq, about, action, expires_ms FROM callbacks WHERE (id) IN ({rows})",
    lead: 0,
    columns: 1,
};

impl Tx {
    /// The rows of pressed buttons; those that are gone are left out. Whether one has expired is the caller's question.
    pub async fn callbacks(&mut self, ids: &[i64]) -> Result<Vec<Callback>> {
        let args = ids.iter().copied().map(Arg::from).collect();
        let rows = BY_ID.read(&mut self.open, &[], args).await?;
        rows.iter()
            .map(|row| {
                let mut fields = row.fields();
                Ok(Callback {
                    id: fields.int()?,
                    cell: CellId(fields.int()?),
                    conversation: ConversationId(fields.int()?),
                    seq: Seq(fields.int()?),
                    about: fields.opt_int()?.map(MessageId),
                    action: CallbackAction::from_code(fields.int()?)
                        .ok_or(StoreError::damaged("a button"))?,
                    expires_ms: fields.int()?,
                })
            })
            .collect()
    }

    /// The rows of all buttons under the prompt that a button is under. Rare, so it needs no index.
    pub async fn beside(&mut self, button: &Callback) -> Result<Vec<i64>> {
        let sql =
            "SELECT id FROM callbacks WHERE cell = $1 AND seq = $2 AND action = $3 ORDER BY id";
        let args = vec![
            button.cell.0.into(),
            button.seq.0.into(),
            button.action.code().into(),
        ];
        let rows = self.open.rows(sql, args).await?;
        rows.iter().map(super::row::Row::int).collect()
    }

    pub(super) async fn put_callbacks(&mut self, callbacks: &[&Callback]) -> Result<()> {
        let columns = callbacks.iter().flat_map(|callback| {
            [
                Arg::from(callback.id),
                callback.cell.0.into(),
                callback.conversation.0.into(),
                callback.seq.0.into(),
                callback.about.map(|about| about.0).into(),
                callback.action.code().into(),
                callback.expires_ms.into(),
            ]
        });
        PUT.run(&mut self.open, columns.collect()).await.map(drop)
    }

    pub(super) async fn remove_callbacks(&mut self, ids: &[i64]) -> Result<()> {
        let args = ids.iter().copied().map(Arg::from).collect();
        REMOVE.run(&mut self.open, args).await.map(drop)
    }
}
