//! To whom broadcasts go: a row each, what becomes of it, and the messages as which it arrived.
//!
//! A row and the delivery of its step are written in one transaction: at the grant, and when the call's outcome is recorded. So whatever
//! ends the process, everybody is sent once, or told as unknown. Neighbour: `broadcasts`. Deliberately absent: who is left out, which
//! `relevo_core::broadcast` says.

use std::collections::{BTreeMap, HashMap, HashSet};

use relevo_core::broadcast::{Ended, Named, Recipient, Stage, Why};
use relevo_core::{CellId, ConnectionId, ConversationId, Seq};
use relevo_telegram::{ChatId, MessageId};

use super::bulk::Bulk;
use super::codes::Code as _;
use super::row::{Arg, Row};
use super::{Result, Store, StoreError, Tx};

const MINUTE_MS: i64 = 60_000;

const COUNT: &str =
    "SELECT state, why, COUNT(*) FROM recipients WHERE broadcast = $1 GROUP BY state, why";
const TALLY: &str = "SELECT tally FROM broadcasts WHERE id = $1";

const CHATS: Bulk = Bulk {
    sql: "SELECT chat FROM recipients WHERE broadcast = $1 AND chat IN ({rows})",
    lead: 1,
    columns: 1,
};

const ADD: Bulk = Bulk {
    sql: "INSERT INTO recipients (broadcast, connection, chat, conversation, state, step, due_ms, at_ms, why) VALUES {rows} \
          ON CONFLICT (broadcast, connection, chat) DO NOTHING",
    lead: 0,
    columns: 9,
};

pub(super) const OPTED_OUT: Bulk = Bulk {
    sql: "SELECT conversation FROM opted_out WHERE conversation IN ({rows})",
    lead: 0,
    columns: 1,
};

/// Somebody to whom a broadcast goes, or whom it leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewRecipient {
    /// Over which connection; none: nobody here has written from this chat.
    pub connection: Option<ConnectionId>,
    /// The client chat.
    pub chat: ChatId,
    /// The conversation.
    pub conversation: Option<ConversationId>,
    /// Why they are left out, if they are.
    pub why: Option<Why>,
}

/// Somebody whose next step may enter its lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DueRecipient {
    /// Over which connection.
    pub connection: ConnectionId,
    /// The client chat as it was when it was written down.
    pub chat: ChatId,
    /// The conversation.
    pub conversation: ConversationId,
    /// Which step, from 0.
    pub step: usize,
}

/// A line of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportRow {
    /// Over which connection; 0 for none.
    pub connection: ConnectionId,
    /// The client chat.
    pub chat: ChatId,
    /// The conversation; 0 for none.
    pub conversation: ConversationId,
    /// What has become of it.
    pub state: Recipient,
    /// Why.
    pub why: Option<Why>,
    /// When that was, Unix milliseconds.
    pub at_ms: i64,
}

/// How many recipients have come how far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecipientCounts {
    /// By state, and the reason of those that have one.
    pub by: BTreeMap<(Recipient, Option<Why>), u64>,
}

impl RecipientCounts {
    /// All of them.
    #[must_use]
    pub fn all(&self) -> u64 {
        self.by.values().sum()
    }

    /// Those in a state.
    #[must_use]
    pub fn of(&self, state: Recipient) -> u64 {
        let those = self.by.iter().filter(|((one, _), _)| *one == state);
        those.map(|(_, count)| count).sum()
    }

    /// The same once a broadcast was cancelled: who waited is left out.
    #[must_use]
    pub fn cancelled(mut self) -> RecipientCounts {
        let waited = (Recipient::Waiting, None);
        if let Some(count) = self.by.remove(&waited) {
            let left_out = (Recipient::LeftOut, Some(Why::Cancelled));
            *self.by.entry(left_out).or_default() += count;
        }
        self
    }

    fn tally(&self) -> String {
        let parts = self.by.iter().map(|((state, why), count)| {
            let why = why.map_or(0, Why::code);
            format!("{} {why} {count}", state.code())
        });
        parts.collect::<Vec<_>>().join(",")
    }

    /// Those that ended so for a reason.
    pub fn reasons(&self, state: Recipient) -> impl Iterator<Item = (Why, u64)> {
        let those = self.by.iter().filter(move |((one, _), _)| *one == state);
        those.filter_map(|((_, why), count)| Some(((*why)?, *count)))
    }
}

impl Store {
    /// How many have come how far.
    pub async fn recipient_counts(&self, broadcast: i64) -> Result<RecipientCounts> {
        let rows = self.db().rows(COUNT, vec![broadcast.into()]).await?;
        read_counts(&rows)
    }

    /// Whose next step is due over a connection, those first who have waited longest.
    pub async fn recipients_due(
        &self,
        (broadcast, connection): (i64, ConnectionId),
        now_ms: i64,
        limit: u32,
    ) -> Result<Vec<DueRecipient>> {
        let by = self.db().indexed_by("recipients_waiting");
        let sql = format!(
            "SELECT chat, conversation, step FROM recipients {by} WHERE broadcast = $1 AND connection = $2 AND state = 0 \
             AND due_ms <= $3 ORDER BY due_ms LIMIT $4"
        );
        let args = [broadcast, connection.0, now_ms, i64::from(limit)];
        let rows = self.db().rows(sql, args.map(Arg::from).into()).await?;
        let due = |row: &Row| {
            let mut fields = row.fields();
            Ok(DueRecipient {
                connection,
                chat: ChatId(fields.int()?),
                conversation: ConversationId(fields.int()?),
                step: usize::try_from(fields.int()?).unwrap_or(0),
            })
        };
        rows.iter().map(due).collect()
    }

    /// Over which connections somebody waits, and from when on.
    pub async fn recipients_wait(&self, broadcast: i64) -> Result<Vec<(ConnectionId, i64)>> {
        let sql = "SELECT connection, MIN(due_ms) FROM recipients WHERE broadcast = $1 AND state = 0 GROUP BY connection \
                   ORDER BY connection";
        let rows = self.db().rows(sql, vec![broadcast.into()]).await?;
        let wait = |row: &Row| {
            let mut fields = row.fields();
            Ok((ConnectionId(fields.int()?), fields.int()?))
        };
        rows.iter().map(wait).collect()
    }

    /// A page of the report, in a fixed order, after a connection and a chat.
    pub async fn report(
        &self,
        broadcast: i64,
        after: (ConnectionId, ChatId),
        limit: i64,
    ) -> Result<Vec<ReportRow>> {
        let sql = "SELECT connection, chat, conversation, state, why, at_ms FROM recipients WHERE broadcast = $1 \
                   AND (connection, chat) > ($2, $3) ORDER BY connection, chat LIMIT $4";
        let args = [broadcast, after.0.0, after.1.0, limit];
        let rows = self.db().rows(sql, args.map(Arg::from).into()).await?;
        let line = |row: &Row| {
            let mut fields = row.fields();
            Ok(ReportRow {
                connection: ConnectionId(fields.int()?),
                chat: ChatId(fields.int()?),
                conversation: ConversationId(fields.int()?),
                state: read_state(fields.int()?)?,
                why: read_why(fields.opt_int()?)?,
                at_ms: fields.int()?,
            })
        };
        rows.iter().map(line).collect()
    }

    /// What was counted last, for the panel.
    pub async fn broadcast_counts(&self, broadcast: i64) -> Result<RecipientCounts> {
        let rows = self.db().rows(TALLY, vec![broadcast.into()]).await?;
        read_tally(&rows)
    }

    /// How many steps of a broadcast are in their lanes.
    pub async fn recipients_in_lane(&self, broadcast: i64) -> Result<u32> {
        let by = self.db().indexed_by("recipients_in_lane");
        let sql =
            format!("SELECT COUNT(*) FROM recipients {by} WHERE state = 1 AND broadcast = $1");
        let rows = self.db().rows(sql, vec![broadcast.into()]).await?;
        let count = rows.first().ok_or(StoreError::damaged("a count"))?.int()?;
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }
}

impl Tx {
    /// How many have come how far, this transaction included.
    pub async fn recipient_counts(&mut self, broadcast: i64) -> Result<RecipientCounts> {
        let rows = self.open.rows(COUNT, vec![broadcast.into()]).await?;
        read_counts(&rows)
    }

    /// What was counted last, for the panel.
    pub async fn broadcast_counts(&mut self, broadcast: i64) -> Result<RecipientCounts> {
        let rows = self.open.rows(TALLY, vec![broadcast.into()]).await?;
        read_tally(&rows)
    }

    /// Keeps what was counted, for the panel.
    pub async fn put_broadcast_counts(
        &mut self,
        broadcast: i64,
        counts: &RecipientCounts,
    ) -> Result<()> {
        let sql = "UPDATE broadcasts SET tally = $2 WHERE id = $1";
        let args = vec![broadcast.into(), Arg::Text(counts.tally())];
        self.open.run(sql, args).await.map(drop)
    }

    /// Which of these chats are written down.
    pub async fn recipient_chats(
        &mut self,
        broadcast: i64,
        chats: &[ChatId],
    ) -> Result<Vec<ChatId>> {
        let args = chats.iter().map(|chat| chat.0.into()).collect();
        let rows = CHATS
            .read(&mut self.open, &[broadcast.into()], args)
            .await?;
        let mut found: Vec<ChatId> = rows
            .iter()
            .map(|row| row.int().map(ChatId))
            .collect::<Result<_>>()?;
        found.sort_unstable_by_key(|chat| chat.0);
        found.dedup();
        Ok(found)
    }

    /// Some conversations that wait.
    pub async fn sample_recipients(
        &mut self,
        broadcast: i64,
        limit: i64,
    ) -> Result<Vec<ConversationId>> {
        let by = self.store.db().indexed_by("recipients_waiting");
        let sql = format!(
            "SELECT conversation FROM recipients {by} WHERE broadcast = $1 AND state = 0 ORDER BY connection, due_ms LIMIT $2"
        );
        let args = vec![broadcast.into(), limit.into()];
        let rows = self.open.rows(sql, args).await?;
        rows.iter()
            .map(|row| row.int().map(ConversationId))
            .collect()
    }

    /// Writes down to whom a broadcast goes; those that are there already stay as they are.
    pub async fn add_recipients(
        &mut self,
        broadcast: i64,
        new: &[NewRecipient],
        now_ms: i64,
    ) -> Result<()> {
        let mut args = Vec::with_capacity(new.len() * ADD.columns);
        for one in new {
            let state = match one.why {
                None => Recipient::Waiting,
                Some(_) => Recipient::LeftOut,
            };
            args.extend([
                broadcast.into(),
                one.connection.map_or(0, |id| id.0).into(),
                one.chat.0.into(),
                one.conversation.map_or(0, |id| id.0).into(),
                state.code().into(),
                0.into(),
                0.into(),
                now_ms.into(),
                Arg::from(one.why.map(Why::code)),
            ]);
        }
        ADD.run(&mut self.open, args).await.map(drop)
    }

    /// Takes away all recipients that were written down: they are about to be gathered anew.
    pub async fn clear_recipients(&mut self, broadcast: i64) -> Result<()> {
        let sql = "DELETE FROM recipients WHERE broadcast = $1";
        self.open.run(sql, vec![broadcast.into()]).await.map(drop)
    }

    /// The next step of somebody who waits is in its lane. Says whether they do wait.
    pub async fn enter_lane(
        &mut self,
        broadcast: i64,
        who: &DueRecipient,
        (seq, now_ms): (Seq, i64),
    ) -> Result<bool> {
        let sql = "UPDATE recipients SET state = 1, seq = $4, at_ms = $5 \
                   WHERE broadcast = $1 AND connection = $2 AND chat = $3 AND state = 0";
        let args = [broadcast, who.connection.0, who.chat.0, seq.0, now_ms];
        let touched = self.open.run(sql, args.map(Arg::from).into()).await?;
        Ok(touched == 1)
    }

    /// Somebody who waits is left out after all.
    pub async fn leave_out(
        &mut self,
        broadcast: i64,
        who: &DueRecipient,
        (why, now_ms): (Why, i64),
    ) -> Result<()> {
        let sql = "UPDATE recipients SET state = 5, why = $4, at_ms = $5 \
                   WHERE broadcast = $1 AND connection = $2 AND chat = $3 AND state = 0";
        let args = [broadcast, who.connection.0, who.chat.0, why.code(), now_ms];
        self.open
            .run(sql, args.map(Arg::from).into())
            .await
            .map(drop)
    }

    /// Everybody who waits over a connection is left out.
    pub async fn leave_out_all(
        &mut self,
        (broadcast, connection): (i64, ConnectionId),
        (why, now_ms): (Why, i64),
    ) -> Result<()> {
        let sql = "UPDATE recipients SET state = 5, why = $3, at_ms = $4 \
                   WHERE broadcast = $1 AND connection = $2 AND state = 0";
        let args = [broadcast, connection.0, why.code(), now_ms];
        self.open
            .run(sql, args.map(Arg::from).into())
            .await
            .map(drop)
    }

    /// Whose step was taken out of its lane without an end (the connection moved or was deleted) waits again: nothing was sent.
    pub async fn return_to_wait(&mut self, broadcast: i64, cell: CellId) -> Result<u64> {
        let sql = "UPDATE recipients SET state = 0, seq = NULL WHERE broadcast = $1 AND state = 1 \
                   AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.cell = $2 AND o.seq = recipients.seq)";
        self.open
            .run(sql, vec![broadcast.into(), cell.0.into()])
            .await
    }

    /// Who of these wants no broadcasts.
    pub async fn opted_out(&mut self, ids: &[ConversationId]) -> Result<HashSet<ConversationId>> {
        let args = ids.iter().map(|id| id.0.into()).collect();
        let rows = OPTED_OUT.read(&mut self.open, &[], args).await?;
        rows.iter()
            .map(|row| row.int().map(ConversationId))
            .collect()
    }

    /// The broadcasts that messages of client chats belong to, by conversation and message.
    pub async fn broadcasts_answered(
        &mut self,
        answered: &[(ConversationId, MessageId)],
    ) -> Result<HashMap<(ConversationId, MessageId), Named>> {
        let mut found = HashMap::new();
        for (conversation, message) in answered {
            let sql = "SELECT broadcast, last FROM broadcast_messages WHERE conversation = $1 AND message <= $2 \
                       ORDER BY message DESC LIMIT 1";
            let args = vec![conversation.0.into(), message.0.into()];
            let rows = self.open.rows(sql, args).await?;
            let Some(row) = rows.first() else {
                continue;
            };
            let mut fields = row.fields();
            let (broadcast, last) = (fields.int()?, fields.int()?);
            if last >= message.0
                && let Some(named) = self.broadcast_named(broadcast).await?
            {
                found.insert((*conversation, *message), named);
            }
        }
        Ok(found)
    }

    pub(super) async fn set_opted_out(
        &mut self,
        out: &BTreeMap<ConversationId, Option<i64>>,
    ) -> Result<()> {
        for (conversation, since_ms) in out {
            let conversation = conversation.0.into();
            match since_ms {
                Some(since_ms) => {
                    let sql = "INSERT INTO opted_out (conversation, since_ms) VALUES ($1, $2) ON CONFLICT (conversation) DO NOTHING";
                    self.open
                        .run(sql, vec![conversation, (*since_ms).into()])
                        .await?;
                }
                None => {
                    let sql = "DELETE FROM opted_out WHERE conversation = $1";
                    self.open.run(sql, vec![conversation]).await?;
                }
            }
        }
        Ok(())
    }

    /// Steps have ended, by the same transaction that does away with their deliveries.
    pub(super) async fn end_steps(
        &mut self,
        ended: &BTreeMap<(CellId, Seq), (Ended, i64)>,
    ) -> Result<()> {
        for ((cell, seq), (end, at_ms)) in ended {
            let by = self.store.db().indexed_by("recipients_in_lane");
            let sql = format!(
                "SELECT r.broadcast, r.connection, r.chat, r.conversation, r.step, \
                 (SELECT s.after_minutes FROM broadcast_steps s WHERE s.broadcast = r.broadcast AND s.step = r.step + 1) \
                 FROM recipients r {by} JOIN broadcasts b ON b.id = r.broadcast WHERE r.state = 1 AND r.seq = $2 AND b.cell = $1"
            );
            let rows = self
                .open
                .rows(sql, vec![cell.0.into(), seq.0.into()])
                .await?;
            if let Some(row) = rows.first() {
                self.end_step(row, *end, *at_ms).await?;
            }
        }
        Ok(())
    }

    async fn end_step(&mut self, row: &Row, end: Ended, at_ms: i64) -> Result<()> {
        let mut fields = row.fields();
        let (broadcast, connection, chat) = (fields.int()?, fields.int()?, fields.int()?);
        let (conversation, step, next) = (fields.int()?, fields.int()?, fields.opt_int()?);
        let (state, step, due_ms, why) = match (end, next) {
            (Ended::Sent(_), Some(minutes)) => (
                Recipient::Waiting,
                step + 1,
                at_ms + minutes * MINUTE_MS,
                None,
            ),
            (Ended::Sent(_), None) => (Recipient::Sent, step, 0, None),
            (Ended::Failed(why), _) => (Recipient::Failed, step, 0, Some(why)),
            (Ended::Unknown, _) => (Recipient::Unknown, step, 0, None),
            (Ended::ContentGone, _) => (Recipient::Waiting, step, at_ms, None),
        };
        let sql = "UPDATE recipients SET state = $4, step = $5, due_ms = $6, at_ms = $7, why = $8, seq = NULL \
                   WHERE broadcast = $1 AND connection = $2 AND chat = $3";
        let mut args: Vec<Arg> = [
            broadcast,
            connection,
            chat,
            state.code(),
            step,
            due_ms,
            at_ms,
        ]
        .map(Arg::from)
        .into();
        args.push(why.map(Why::code).into());
        self.open.run(sql, args).await?;
        if let Ended::Sent(Some((first, last))) = end {
            let sql = "INSERT INTO broadcast_messages (conversation, message, last, broadcast) VALUES ($1, $2, $3, $4) \
                       ON CONFLICT (conversation, message) DO NOTHING";
            let args = [conversation, first.0, last.0, broadcast];
            self.open.run(sql, args.map(Arg::from).into()).await?;
        }
        if end == Ended::ContentGone {
            let sql = "UPDATE broadcasts SET stage = $2, halted = 1 WHERE id = $1 AND stage = $3";
            let args = [broadcast, Stage::Paused.code(), Stage::Running.code()];
            self.open.run(sql, args.map(Arg::from).into()).await?;
        }
        Ok(())
    }
}

fn read_state(code: i64) -> Result<Recipient> {
    Recipient::from_code(code).ok_or(StoreError::damaged("a recipient"))
}

fn read_why(code: Option<i64>) -> Result<Option<Why>> {
    code.map(|code| Why::from_code(code).ok_or(StoreError::damaged("a recipient")))
        .transpose()
}

fn read_counts(rows: &[Row]) -> Result<RecipientCounts> {
    let mut counts = RecipientCounts::default();
    for row in rows {
        let mut fields = row.fields();
        let state = read_state(fields.int()?)?;
        let why = read_why(fields.opt_int()?)?;
        let count = u64::try_from(fields.int()?).unwrap_or(0);
        counts.by.insert((state, why), count);
    }
    Ok(counts)
}

fn read_tally(rows: &[Row]) -> Result<RecipientCounts> {
    let damaged = || StoreError::damaged("a broadcast");
    let mut counts = RecipientCounts::default();
    let Some(row) = rows.first() else {
        return Ok(counts);
    };
    let tally = row.fields().text()?;
    for part in tally.split(',').filter(|part| !part.is_empty()) {
        let numbers: Vec<i64> = part.split(' ').filter_map(|one| one.parse().ok()).collect();
        let [state, why, count] = numbers[..] else {
            return Err(damaged());
        };
        let why = read_why((why != 0).then_some(why))?;
        let count = u64::try_from(count).map_err(|_| damaged())?;
        counts.by.insert((read_state(state)?, why), count);
    }
    Ok(counts)
}
