//! The store's own shape of what is kept of the line of a backlog, and what the line has to say.

use relevo_core::{BacklogFacts, CellId, ConversationId, Direction, Line, Said, Seq};
use relevo_telegram::{MessageId, ThreadId};
use serde::{Deserialize, Serialize};

use super::codes::Code as _;
use super::db::Db;
use super::{Result, StoreError, Tx};

#[derive(Serialize, Deserialize)]
pub(super) enum LineShape {
    #[serde(rename = "n")]
    None,
    #[serde(rename = "p")]
    Posting(i64),
    #[serde(rename = "s")]
    Stands(i64, i64, bool),
    #[serde(rename = "g")]
    Gone(i64),
}

/// How many, in how many minutes, the newest, and when that was counted.
#[derive(Serialize, Deserialize)]
pub(super) struct SaidShape(u32, Option<u32>, i64, i64);

impl LineShape {
    pub(super) fn of(line: Line) -> LineShape {
        match line {
            Line::None => LineShape::None,
            Line::Posting(thread) => LineShape::Posting(thread.0),
            Line::Stands {
                thread,
                message,
                changing,
            } => LineShape::Stands(thread.0, message.0, changing),
            Line::Gone(thread) => LineShape::Gone(thread.0),
        }
    }

    pub(super) fn read(self) -> Line {
        match self {
            LineShape::None => Line::None,
            LineShape::Posting(thread) => Line::Posting(ThreadId(thread)),
            LineShape::Stands(thread, message, changing) => Line::Stands {
                thread: ThreadId(thread),
                message: MessageId(message),
                changing,
            },
            LineShape::Gone(thread) => Line::Gone(ThreadId(thread)),
        }
    }
}

impl SaidShape {
    pub(super) fn of(said: &Said) -> SaidShape {
        SaidShape(said.more, said.minutes, said.last.0, said.at_ms)
    }

    pub(super) fn read(self) -> Said {
        let SaidShape(more, minutes, last, at_ms) = self;
        Said {
            more,
            minutes,
            last: Seq(last),
            at_ms,
        }
    }
}

/// Counts what is in a lane to a topic: cell, direction, conversation, and a number.
pub(super) fn in_lane(db: &Db) -> String {
    let by = db.indexed_by("outbox_lane");
    format!(
        "SELECT COUNT(*), COUNT(CASE WHEN seq <= $4 THEN 1 END), MAX(seq) FROM outbox {by} \
         WHERE cell = $1 AND direction = $2 AND conversation = $3 AND part = 0 AND state <= 1"
    )
}

impl Tx {
    /// What waits for the topic of a conversation, and how much of that up to a number. The count of lines is the caller's.
    pub async fn backlog(
        &mut self,
        (cell, conversation): (CellId, ConversationId),
        up_to: Option<Seq>,
    ) -> Result<BacklogFacts> {
        let args = vec![
            cell.0.into(),
            Direction::ToTopic.code().into(),
            conversation.0.into(),
            up_to.map_or(0, |seq| seq.0).into(),
        ];
        let sql = in_lane(self.store.db());
        let rows = self.open.rows(sql, args).await?;
        let row = rows.first().ok_or(StoreError::damaged("a count"))?;
        let mut fields = row.fields();
        let (waiting, left) = (fields.int()?, fields.int()?);
        Ok(BacklogFacts {
            waiting: u32::try_from(waiting).unwrap_or(u32::MAX),
            left: u32::try_from(left).unwrap_or(u32::MAX),
            last: Seq(fields.opt_int()?.unwrap_or_default()),
            lines: 0,
        })
    }
}
