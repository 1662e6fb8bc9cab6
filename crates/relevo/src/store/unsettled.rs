//! Deliveries that left their lane and wait for a person: what failed, and what is held.

use relevo_core::{CellId, ContentKind, Delivery, LinkRole, Question, Seq, State};
use relevo_telegram::MessageId;

use super::codes::Code as _;
use super::db::Open;
use super::outbox::{COLUMNS, Stored};
use super::{Look, Result, Store, StoreError, Tx};

/// How many rows one query brings.
const PAGE: i64 = 512;

/// A delivery that waits for a person. What it says is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsettled {
    /// All of it but its job.
    pub delivery: Delivery,
    /// Whether what it says is gone, as it is after seven days.
    pub text_is_gone: bool,
}

impl Unsettled {
    /// What its message holds.
    #[must_use]
    pub fn kind(&self) -> Option<ContentKind> {
        self.delivery.cause.map(|cause| cause.kind)
    }

    /// Whether it failed; otherwise it is held.
    #[must_use]
    pub fn has_failed(&self) -> bool {
        matches!(self.delivery.state, State::Failed(_))
    }
}

impl Store {
    /// The next deliveries of a cell that wait for a person, in order; none at the end.
    pub async fn unsettled(&self, cell: CellId, after: Seq) -> Result<Vec<Unsettled>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM outbox WHERE cell = $1 AND seq > $2 AND state >= 2 ORDER BY seq LIMIT $3"
        );
        let args = vec![cell.0.into(), after.0.into(), PAGE.into()];
        let rows = self.db().rows(sql, args).await?;
        rows.iter()
            .map(|row| {
                let stored = Stored::read(row.fields())?;
                Ok(Unsettled {
                    text_is_gone: stored.text_is_gone(),
                    delivery: stored.delivery,
                })
            })
            .collect()
    }
}

impl Look {
    /// The message in the backend group that tells of a delivery: the notice, or the placeholder in its message's place.
    pub async fn told_at(&mut self, delivery: &Delivery) -> Result<Option<MessageId>> {
        told_at(&mut self.open, delivery).await
    }
}

impl Tx {
    /// What asks people about a delivery: the notice, or the placeholder in its message's place, and the rows of its buttons. Rare, so
    /// it needs no index.
    pub async fn question_of(&mut self, delivery: &Delivery) -> Result<Question> {
        let notice = told_at(&mut self.open, delivery).await?;
        // Withdraw (3) is about a message; the others of these are about the delivery.
        let sql = "SELECT id FROM callbacks WHERE cell = $1 AND seq = $2 AND action IN (0, 1, 2)";
        let rows = self
            .open
            .rows(sql, vec![delivery.cell.0.into(), delivery.seq.0.into()])
            .await?;
        let rows = rows
            .iter()
            .map(super::row::Row::int)
            .collect::<Result<_>>()?;
        Ok(Question { notice, rows })
    }
}

async fn told_at(open: &mut Open, delivery: &Delivery) -> Result<Option<MessageId>> {
    let sql =
        "SELECT message FROM told WHERE cell = $1 AND kept = $2 AND message IS NOT NULL LIMIT 1";
    let args = vec![delivery.cell.0.into(), delivery.seq.0.into()];
    if let Some(row) = open.rows(sql, args).await?.first() {
        return Ok(Some(MessageId(row.int()?)));
    }
    let Some(cause) = delivery.cause else {
        return Ok(None);
    };
    // The index begins with the identity; the chat comes last in it.
    let sql = "SELECT MAX(topic_message) FROM links WHERE identity = $1 AND client_message = $2 AND client_message <> 0 \
               AND client_chat = $3 AND role = $4";
    let args = vec![
        cause.mark.identity.0.into(),
        cause.source.message.0.into(),
        cause.source.chat.0.into(),
        LinkRole::Client.code().into(),
    ];
    let rows = open.rows(sql, args).await?;
    let row = rows.first().ok_or(StoreError::damaged("the links"))?;
    Ok(row.fields().opt_int()?.map(MessageId))
}
