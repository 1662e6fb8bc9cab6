//! Steps of broadcasts, as their recipients' rows know them: into a lane, out of it, and how it ended.
//!
//! A row and the delivery of its step are written in one transaction: at the grant, and when the call's outcome is recorded. So whatever
//! ends the process, everybody is sent once, or told as unknown. Neighbours: `recipients`, `outbox`. Deliberately absent: whether a step may
//! go, which `relevo_core::broadcast` says.

use std::collections::{BTreeMap, HashMap};

use relevo_core::broadcast::{Ended, Halt, Recipient, Stage, Why};
use relevo_core::{CellId, ConnectionId, Seq};

use super::bulk::Bulk;
use super::codes::Code as _;
use super::recipients::DueRecipient;
use super::row::{Arg, Row};
use super::{Result, Store, StoreError, Tx};

const MINUTE_MS: i64 = 60_000;

/// What a step that is in its lane belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepOf {
    /// The broadcast's row.
    pub broadcast: i64,
    /// Its number in its group.
    pub number: i64,
    /// Whether its recipient wants no broadcasts.
    pub opted_out: bool,
}

pub(super) const OF: Bulk = Bulk {
    sql: "SELECT r.seq, r.broadcast, b.number, (SELECT COUNT(*) FROM opted_out o WHERE o.conversation = r.conversation) \
          FROM recipients r CROSS JOIN broadcasts b WHERE r.state = 1 AND r.seq IN ({rows}) AND b.id = r.broadcast AND b.cell = $1",
    lead: 1,
    columns: 1,
};

pub(super) const RETURN: Bulk = Bulk {
    sql: "UPDATE recipients SET state = 0, seq = NULL WHERE broadcast = $1 AND state = 1 AND seq IN ({rows})",
    lead: 1,
    columns: 1,
};

impl Store {
    /// How many steps of all broadcasts there are in the lanes of each connection, and of which broadcasts: few, whatever waits.
    pub async fn steps_in_lanes(&self) -> Result<HashMap<(i64, ConnectionId), u32>> {
        let by = self.db().indexed_by("recipients_in_lane");
        let sql = format!(
            "SELECT broadcast, connection, COUNT(*) FROM recipients {by} WHERE state = 1 GROUP BY broadcast, connection"
        );
        let rows = self.db().rows(sql, vec![]).await?;
        let count = |row: &Row| {
            let mut fields = row.fields();
            let of = (fields.int()?, ConnectionId(fields.int()?));
            Ok((of, u32::try_from(fields.int()?).unwrap_or(u32::MAX)))
        };
        rows.iter().map(count).collect()
    }

    /// Steps whose deliveries were taken out of their lanes without an end (their connection moved or was deleted), by broadcast.
    pub async fn steps_lost(&self) -> Result<BTreeMap<(CellId, i64), Vec<Seq>>> {
        let by = self.db().indexed_by("recipients_in_lane");
        let sql = format!(
            "SELECT b.cell, r.broadcast, r.seq FROM recipients r {by} JOIN broadcasts b ON b.id = r.broadcast WHERE r.state = 1 \
             AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.cell = b.cell AND o.seq = r.seq)"
        );
        let mut lost: BTreeMap<(CellId, i64), Vec<Seq>> = BTreeMap::new();
        for row in self.db().rows(sql, vec![]).await? {
            let mut fields = row.fields();
            let of = (CellId(fields.int()?), fields.int()?);
            lost.entry(of).or_default().push(Seq(fields.int()?));
        }
        Ok(lost)
    }
}

impl Tx {
    /// What these steps, which are in their lanes, belong to; those that nobody waits for are left out.
    pub async fn steps_of(&mut self, cell: CellId, seqs: &[Seq]) -> Result<HashMap<Seq, StepOf>> {
        let args = seqs.iter().map(|seq| seq.0.into()).collect();
        let rows = OF.read(&mut self.open, &[cell.0.into()], args).await?;
        let of = |row: &Row| {
            let mut fields = row.fields();
            let seq = Seq(fields.int()?);
            let of = StepOf {
                broadcast: fields.int()?,
                number: fields.int()?,
                opted_out: fields.int()? > 0,
            };
            Ok((seq, of))
        };
        rows.iter().map(of).collect()
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

    /// Some of those who wait over a connection are left out; how many.
    pub async fn leave_out_some(
        &mut self,
        (broadcast, connection): (i64, ConnectionId),
        (why, now_ms): (Why, i64),
        bite: i64,
    ) -> Result<u64> {
        let by = self.store.db().indexed_by("recipients_waiting");
        let sql = format!(
            "UPDATE recipients SET state = 5, why = $3, at_ms = $4 WHERE broadcast = $1 AND connection = $2 AND chat IN \
             (SELECT chat FROM recipients {by} WHERE broadcast = $1 AND connection = $2 AND state = 0 ORDER BY due_ms LIMIT $5)"
        );
        let args = [broadcast, connection.0, why.code(), now_ms, bite];
        self.open.run(sql, args.map(Arg::from).into()).await
    }

    /// Whose step was taken out of its lane without an end waits again: nothing was sent. Needs the cell's lock.
    pub async fn return_steps(&mut self, broadcast: i64, seqs: &[Seq]) -> Result<u64> {
        let args = seqs.iter().map(|seq| seq.0.into()).collect();
        let lead = [broadcast.into()];
        let returned = RETURN.run_with(&mut self.open, &lead, args).await?;
        let sql = "UPDATE broadcasts SET recount = 1 WHERE id = $1";
        self.open.run(sql, vec![broadcast.into()]).await?;
        Ok(returned)
    }

    /// Steps have ended, by the same transaction that does away with their deliveries.
    pub(super) async fn end_steps(
        &mut self,
        ended: &BTreeMap<(CellId, Seq), (Ended, i64)>,
    ) -> Result<()> {
        for ((cell, seq), (end, at_ms)) in ended {
            let by = self.store.db().indexed_by("recipients_in_lane");
            let sql = format!(
                "SELECT r.broadcast, b.stage, r.connection, r.chat, r.conversation, r.step, \
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
        let (broadcast, stage) = (fields.int()?, fields.int()?);
        let stage = Stage::from_code(stage).ok_or(StoreError::damaged("a broadcast"))?;
        let (connection, chat, conversation) = (fields.int()?, fields.int()?, fields.int()?);
        let (step, next) = (fields.int()?, fields.opt_int()?);
        let (state, step, due_ms, why) = match (end, next) {
            (Ended::Sent(_), Some(minutes)) => {
                let due_ms = at_ms + minutes * MINUTE_MS;
                (Recipient::Waiting, step + 1, due_ms, None)
            }
            (Ended::Sent(_), None) => (Recipient::Sent, step, 0, None),
            (Ended::Failed(why), _) => (Recipient::Failed, step, 0, Some(why)),
            (Ended::Unknown, _) => (Recipient::Unknown, step, 0, None),
            (Ended::ContentGone | Ended::Returned, _) => (Recipient::Waiting, step, at_ms, None),
            (Ended::LeftOut(why), _) => (Recipient::LeftOut, step, 0, Some(why)),
        };
        let sql = "UPDATE recipients SET state = $4, step = $5, due_ms = $6, at_ms = $7, why = $8, seq = NULL \
                   WHERE broadcast = $1 AND connection = $2 AND chat = $3";
        let (state, why) = (state.code(), why.map(Why::code));
        let args = [broadcast, connection, chat, state, step, due_ms, at_ms];
        let mut args: Vec<Arg> = args.map(Arg::from).into();
        args.push(why.into());
        self.open.run(sql, args).await?;
        if let Ended::Sent(Some((first, last))) = end {
            let sql = "INSERT INTO broadcast_messages (conversation, message, last, broadcast) VALUES ($1, $2, $3, $4) \
                       ON CONFLICT (conversation, message) DO NOTHING";
            let args = [conversation, first.0, last.0, broadcast];
            self.open.run(sql, args.map(Arg::from).into()).await?;
        }
        self.follows(broadcast, stage, end).await
    }

    /// What the broadcast itself has of an end: it rests where nothing is left to send, and its panel follows where it does not run.
    async fn follows(&mut self, broadcast: i64, stage: Stage, end: Ended) -> Result<()> {
        let (stage, halt) = match (stage, end) {
            (Stage::Running, Ended::ContentGone) => (Stage::Paused, Halt::Gone),
            (Stage::Running, _) => return Ok(()),
            _ => {
                let sql = "UPDATE broadcasts SET recount = 1 WHERE id = $1";
                let args = vec![broadcast.into()];
                return self.open.run(sql, args).await.map(drop);
            }
        };
        let sql = "UPDATE broadcasts SET stage = $2, halted = $3, recount = 1 WHERE id = $1";
        let args = [broadcast, stage.code(), halt.code()];
        self.open
            .run(sql, args.map(Arg::from).into())
            .await
            .map(drop)
    }
}
