//! Marks, on which conversations they are set, and every time that one was set or taken away.
//!
//! Names and what stands in titles are sealed; they are few, so they are opened to be found. Neighbours: `crate::modules::marks` does what
//! the team asks, `audience` finds who has a mark. Deliberately absent: what follows from setting one, which the core says.

use std::collections::{BTreeMap, HashMap};

use relevo_core::marks::{Mark, MarkCause, MarkEvent, MarkId};
use relevo_core::{CellId, ConnectionId, Conversation, ConversationId, Name};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::bulk::Bulk;
use super::codes::Code as _;
use super::conversations::{conversation_columns, read};
use super::db::Open;
use super::keyring::Keyring;
use super::row::{Arg, Fields, Row};
use super::{Result, Store, StoreError, Tx};
use crate::secrets::Aad;

pub(super) const OF_CELL: &str =
    "SELECT id, hook, body FROM marks WHERE cell = $1 AND gone_ms IS NULL ORDER BY id";

pub(super) const AFTER: &str = "SELECT a.mark, a.removed FROM marks k CROSS JOIN mark_after a \
     WHERE k.cell = $1 AND a.mark = k.id ORDER BY a.mark, a.removed";

pub(super) const COUNTS: &str =
    "SELECT id, held FROM marks WHERE cell = $1 AND gone_ms IS NULL AND held > 0";

pub(super) const OF_CONVERSATIONS: Bulk = Bulk {
    sql: "SELECT conversation, mark, at_ms FROM conversation_marks WHERE (conversation) IN ({rows}) ORDER BY conversation, at_ms, mark",
    lead: 0,
    columns: 1,
};

pub(super) const SET: Bulk = Bulk {
    sql: "INSERT INTO conversation_marks (mark, conversation, at_ms) VALUES {rows} ON CONFLICT (mark, conversation) DO NOTHING",
    lead: 0,
    columns: 3,
};

pub(super) const EVENTS: Bulk = Bulk {
    sql: "INSERT INTO mark_events (cell, mark, conversation, is_set, at_ms, person, cause) VALUES {rows}",
    lead: 0,
    columns: 7,
};

pub(super) const CLEAR: &str =
    "DELETE FROM conversation_marks WHERE mark = $1 AND conversation = $2";

/// On how many conversations a mark is set; the second number is added.
const HOLD: &str = "UPDATE marks SET held = held + $2 WHERE id = $1";

/// The mark that was deleted first, of those that are set somewhere still.
pub(super) const LEAVING: &str = "SELECT cell, id, hook, body, gone_ms, gone_by FROM marks WHERE gone_ms IS NOT NULL ORDER BY gone_ms, id LIMIT 1";

/// A page of the conversations of a mark.
pub(super) const PAGE_OF: &str = "SELECT conversation FROM conversation_marks WHERE mark = $1 ORDER BY at_ms, conversation LIMIT $2";

/// The marks of a connection's conversations, and on how many they are set; by mark.
pub(super) const OF_CONNECTION: &str = "SELECT s.mark, COUNT(*) FROM conversations c CROSS JOIN conversation_marks s \
     WHERE c.connection = $1 AND s.conversation = c.id GROUP BY s.mark ORDER BY s.mark";

/// Topic 2 is one that is there.
macro_rules! with_mark {
    ($and:literal) => {
        concat!(
            "SELECT ",
            conversation_columns!(),
            " FROM conversation_marks m CROSS JOIN conversations c WHERE m.mark = $1 AND c.id = m.conversation AND c.topic = 2",
            $and,
            " ORDER BY m.at_ms DESC, m.conversation DESC LIMIT $2"
        )
    };
}

pub(super) const TOPICS_WITH: &str = with_mark!("");
/// Status 2 is ⬛.
pub(super) const OPEN_WITH: &str = with_mark!(" AND c.status < 2");

/// A mark that is set on a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MarkOf {
    /// On which.
    pub conversation: ConversationId,
    /// Which.
    pub mark: MarkId,
    /// Since when, Unix milliseconds.
    pub at_ms: i64,
}

/// A mark that was deleted, as long as conversations have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeavingMark {
    /// Whose it is.
    pub cell: CellId,
    /// What it was.
    pub mark: Mark,
    /// When it was deleted, Unix milliseconds.
    pub at_ms: i64,
    /// By whom.
    pub by: Option<relevo_telegram::UserId>,
}

#[derive(Serialize, Deserialize)]
struct Body {
    #[serde(rename = "n")]
    name: String,
    #[serde(rename = "t", default, skip_serializing_if = "Option::is_none")]
    ticker: Option<String>,
    #[serde(rename = "r", default, skip_serializing_if = "Option::is_none")]
    sends: Option<String>,
}

/// What a mark's words are bound to.
pub(super) fn place(id: i64) -> Aad {
    Aad::named("marks", id, "body")
}

impl Store {
    /// The marks of a backend group, in the order in which they were made.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub async fn marks(&self, cell: CellId) -> Result<Vec<Mark>> {
        let mut open = self.db().look().await?;
        let marks = marks(&mut open, self.keys(), cell).await?;
        open.commit().await?;
        Ok(marks)
    }

    /// On how many conversations each mark of a backend group is set; those that are set nowhere are left out.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub async fn mark_counts(&self, cell: CellId) -> Result<HashMap<MarkId, i64>> {
        let rows = self.db().rows(COUNTS, vec![cell.0.into()]).await?;
        rows.iter().map(pair).collect()
    }

    /// Every time that a mark of a backend group was set or taken away since then (Unix milliseconds), the oldest first.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub async fn mark_events(
        &self,
        cell: CellId,
        since_ms: i64,
        most: i64,
    ) -> Result<Vec<MarkEvent>> {
        let sql = "SELECT mark, conversation, is_set, at_ms, person, cause FROM mark_events \
                   WHERE cell = $1 AND at_ms >= $2 ORDER BY at_ms, id LIMIT $3";
        let args = vec![cell.0.into(), since_ms.into(), most.into()];
        let rows = self.db().rows(sql, args).await?;
        rows.iter().map(event).collect()
    }
}

impl Store {
    /// The mark that was deleted first, of those that conversations have still.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub async fn leaving_mark(&self) -> Result<Option<LeavingMark>> {
        let rows = self.db().rows(LEAVING, vec![]).await?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        let mut fields = row.fields();
        let cell = CellId(fields.int()?);
        let mark = mark_of(&mut fields, self.keys(), Vec::new())?;
        Ok(Some(LeavingMark {
            cell,
            mark,
            at_ms: fields.int()?,
            by: fields.opt_int()?.map(relevo_telegram::UserId),
        }))
    }
}

impl Tx {
    /// The marks of a backend group, in the order in which they were made.
    pub async fn marks(&mut self, cell: CellId) -> Result<Vec<Mark>> {
        marks(&mut self.open, self.store.keys(), cell).await
    }

    /// On how many conversations each mark of a backend group is set; those that are set nowhere are left out.
    pub async fn mark_counts(&mut self, cell: CellId) -> Result<HashMap<MarkId, i64>> {
        let rows = self.open.rows(COUNTS, vec![cell.0.into()]).await?;
        rows.iter().map(pair).collect()
    }

    /// The conversations with a topic on which a mark was set last, the newest first.
    pub async fn marked_topics(&mut self, mark: MarkId, most: i64) -> Result<Vec<Conversation>> {
        self.newest_with(TOPICS_WITH, mark, most).await
    }

    /// The same, without those that are closed.
    pub async fn open_with(&mut self, mark: MarkId, most: i64) -> Result<Vec<Conversation>> {
        self.newest_with(OPEN_WITH, mark, most).await
    }

    async fn newest_with(
        &mut self,
        sql: &'static str,
        mark: MarkId,
        most: i64,
    ) -> Result<Vec<Conversation>> {
        let rows = self
            .open
            .rows(sql, vec![mark.0.into(), most.into()])
            .await?;
        rows.iter().map(|row| read(&mut row.fields())).collect()
    }

    /// A mark that was not there before; how it is called must be nobody else's name.
    pub async fn new_mark(&mut self, cell: CellId, name: &Name) -> Result<Mark> {
        let mark = Mark {
            id: MarkId(self.take_ids(1).await?.start),
            name: name.clone(),
            ticker: None,
            after: Vec::new(),
            sends: None,
            hook: false,
        };
        self.put_mark(cell, &mark).await?;
        Ok(mark)
    }

    /// A mark as it is from now on.
    pub async fn put_mark(&mut self, cell: CellId, mark: &Mark) -> Result<()> {
        let body = Body {
            name: mark.name.as_str().to_owned(),
            ticker: mark.ticker.clone(),
            sends: mark.sends.as_ref().map(|name| name.as_str().to_owned()),
        };
        let plain = Zeroizing::new(serde_json::to_vec(&body).expect("texts always become JSON"));
        let (master, body) = self.seal(&place(mark.id.0), &plain).await?;
        let sql = "INSERT INTO marks (id, cell, hook, master, body) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) \
                   DO UPDATE SET hook = excluded.hook, master = excluded.master, body = excluded.body";
        let args = vec![
            mark.id.0.into(),
            cell.0.into(),
            mark.hook.into(),
            master,
            body,
        ];
        self.open.run(sql, args).await?;
        let clear = "DELETE FROM mark_after WHERE mark = $1";
        self.open.run(clear, vec![mark.id.0.into()]).await?;
        for removed in &mark.after {
            let sql = "INSERT INTO mark_after (mark, removed) VALUES ($1, $2)";
            let args = vec![mark.id.0.into(), removed.0.into()];
            self.open.run(sql, args).await?;
        }
        Ok(())
    }

    /// A mark is on no list any more. Its conversations lose it afterwards, a page after the other ([`Store::leaving_mark`]).
    pub async fn leave_mark(
        &mut self,
        mark: MarkId,
        (at_ms, by): (i64, Option<relevo_telegram::UserId>),
    ) -> Result<()> {
        for sql in [
            "DELETE FROM mark_after WHERE mark = $1",
            "DELETE FROM mark_after WHERE removed = $1",
        ] {
            self.open.run(sql, vec![mark.0.into()]).await?;
        }
        let sql = "UPDATE marks SET gone_ms = $2, gone_by = $3 WHERE id = $1 AND gone_ms IS NULL";
        let by = by.map(|person| person.0).into();
        self.open
            .run(sql, vec![mark.0.into(), at_ms.into(), by])
            .await
            .map(drop)
    }

    /// The next conversations that lose a mark, at most so many.
    pub async fn page_of_mark(&mut self, mark: MarkId, most: i64) -> Result<Vec<ConversationId>> {
        let rows = self
            .open
            .rows(PAGE_OF, vec![mark.0.into(), most.into()])
            .await?;
        rows.iter()
            .map(|row| row.int().map(ConversationId))
            .collect()
    }

    /// A mark that was deleted and is set nowhere any more. What was noted of it stays.
    pub async fn drop_mark(&mut self, mark: MarkId) -> Result<()> {
        let sql = "DELETE FROM marks WHERE id = $1";
        self.open.run(sql, vec![mark.0.into()]).await.map(drop)
    }

    async fn hold(&mut self, mark: MarkId, more: i64) -> Result<()> {
        let args = vec![mark.0.into(), more.into()];
        self.open.run(HOLD, args).await.map(drop)
    }

    /// The marks that are set on conversations, of each in the order in which they were set.
    pub async fn marks_on(&mut self, conversations: &[ConversationId]) -> Result<Vec<MarkOf>> {
        marks_on(&mut self.open, conversations).await
    }

    /// Marks are set or taken away, and every change is noted; those that change something, in order.
    pub async fn note_marks(
        &mut self,
        cell: CellId,
        events: &[MarkEvent],
    ) -> Result<Vec<MarkEvent>> {
        let mut done = Vec::new();
        let mut held: BTreeMap<MarkId, i64> = BTreeMap::new();
        for event in events {
            let key = [event.mark.0.into(), event.conversation.0.into()];
            let changed = match event.on {
                true => {
                    let [mark, conversation] = key;
                    let args = vec![mark, conversation, event.at_ms.into()];
                    SET.run(&mut self.open, args).await?
                }
                false => self.open.run(CLEAR, key.to_vec()).await?,
            };
            if changed > 0 {
                *held.entry(event.mark).or_default() += if event.on { 1 } else { -1 };
                done.push(*event);
            }
        }
        for (mark, more) in held {
            self.hold(mark, more).await?;
        }
        let columns = done.iter().flat_map(|event| {
            [
                cell.0.into(),
                event.mark.0.into(),
                event.conversation.0.into(),
                event.on.into(),
                event.at_ms.into(),
                Arg::from(event.person.map(|person| person.0)),
                event.cause.code().into(),
            ]
        });
        let columns = columns.collect();
        EVENTS.run(&mut self.open, columns).await?;
        Ok(done)
    }

    /// On how many of a connection's conversations marks are set.
    pub async fn marks_of_connection(
        &mut self,
        connection: ConnectionId,
    ) -> Result<Vec<(MarkId, i64)>> {
        let rows = self
            .open
            .rows(OF_CONNECTION, vec![connection.0.into()])
            .await?;
        rows.iter().map(pair).collect()
    }

    /// On a connection's conversations another mark stands for one, since the same moments; the connection has left the mark's group.
    pub async fn exchange_mark(
        &mut self,
        connection: ConnectionId,
        (old, new): (MarkId, MarkId),
        at_ms: i64,
    ) -> Result<()> {
        self.open.walks();
        let set = "INSERT INTO conversation_marks (mark, conversation, at_ms) \
                   SELECT $3, s.conversation, s.at_ms FROM conversations c CROSS JOIN conversation_marks s \
                   WHERE c.connection = $1 AND s.conversation = c.id AND s.mark = $2 \
                   ON CONFLICT (mark, conversation) DO NOTHING";
        let args = vec![connection.0.into(), old.0.into(), new.0.into()];
        let more = self.open.run(set, args).await?;
        self.hold(new, i64::try_from(more).unwrap_or(i64::MAX))
            .await?;
        let note = "INSERT INTO mark_events (cell, mark, conversation, is_set, at_ms, cause) \
                    SELECT k.cell, k.id, s.conversation, 1, $4, $5 FROM conversations c CROSS JOIN conversation_marks s \
                    CROSS JOIN marks k WHERE c.connection = $1 AND s.conversation = c.id AND s.mark = $2 AND k.id = $3";
        let args = vec![
            connection.0.into(),
            old.0.into(),
            new.0.into(),
            at_ms.into(),
            MarkCause::Move.code().into(),
        ];
        self.open.run(note, args).await?;
        self.clear_mark_of(connection, old).await
    }

    /// A mark is set on none of a connection's conversations any more.
    pub async fn clear_mark_of(&mut self, connection: ConnectionId, mark: MarkId) -> Result<()> {
        let clear = "DELETE FROM conversation_marks WHERE mark = $2 \
                     AND conversation IN (SELECT id FROM conversations WHERE connection = $1)";
        let args = vec![connection.0.into(), mark.0.into()];
        let fewer = self.open.run(clear, args).await?;
        self.hold(mark, -i64::try_from(fewer).unwrap_or(i64::MAX))
            .await
    }
}

/// The marks that are set on conversations, of each in the order in which they were set.
pub(super) async fn marks_on(
    open: &mut Open,
    conversations: &[ConversationId],
) -> Result<Vec<MarkOf>> {
    let ids = conversations.iter().map(|id| id.0.into()).collect();
    let rows = OF_CONVERSATIONS.read(open, &[], ids).await?;
    let read = |row: &Row| {
        let mut fields = row.fields();
        Ok(MarkOf {
            conversation: ConversationId(fields.int()?),
            mark: MarkId(fields.int()?),
            at_ms: fields.int()?,
        })
    };
    rows.iter().map(read).collect()
}

/// The marks of a backend group.
pub(super) async fn marks(open: &mut Open, keys: &Keyring, cell: CellId) -> Result<Vec<Mark>> {
    let mut after: BTreeMap<i64, Vec<MarkId>> = BTreeMap::new();
    for row in open.rows(AFTER, vec![cell.0.into()]).await? {
        let mut fields = row.fields();
        let mark = after.entry(fields.int()?).or_default();
        mark.push(MarkId(fields.int()?));
    }
    let mut marks = Vec::new();
    for row in open.rows(OF_CELL, vec![cell.0.into()]).await? {
        let mut fields = row.fields();
        let mut mark = mark_of(&mut fields, keys, Vec::new())?;
        mark.after = after.remove(&mark.id.0).unwrap_or_default();
        marks.push(mark);
    }
    Ok(marks)
}

/// Its number, whether webhooks hear of it, and its words.
fn mark_of(fields: &mut Fields<'_>, keys: &Keyring, after: Vec<MarkId>) -> Result<Mark> {
    let damaged = || StoreError::damaged("a mark");
    let id = fields.int()?;
    let hook = fields.flag()?;
    let plain = keys.open(&place(id), &fields.blob()?).ok_or_else(damaged)?;
    let body: Body = serde_json::from_slice(&plain).map_err(|_| damaged())?;
    Ok(Mark {
        id: MarkId(id),
        name: Name::read(&body.name).ok_or_else(damaged)?,
        ticker: body.ticker,
        after,
        sends: body.sends.as_deref().and_then(Name::read),
        hook,
    })
}

fn pair(row: &Row) -> Result<(MarkId, i64)> {
    let mut fields = row.fields();
    Ok((MarkId(fields.int()?), fields.int()?))
}

fn event(row: &Row) -> Result<MarkEvent> {
    let mut fields = row.fields();
    Ok(MarkEvent {
        mark: MarkId(fields.int()?),
        conversation: ConversationId(fields.int()?),
        on: fields.flag()?,
        at_ms: fields.int()?,
        person: fields.opt_int()?.map(relevo_telegram::UserId),
        cause: MarkCause::from_code(fields.int()?).ok_or(StoreError::damaged("a mark's event"))?,
    })
}
