//! Quick replies: sealed whole, found by a keyed digest of their folded names.
//!
//! One that holds files is not ready until these stand in Telegram; until then it is as if it were not there. Neighbours: `reply_shape` is
//! what is sealed, `group_albums` what is known of albums that may be saved. Deliberately absent: files.

use relevo_core::{CellId, Change, Name, REPLIES_MAX, RemovedReply, Reply, ReplyContent, ReplyId};
use relevo_telegram::{MessageId, ThreadId};

use super::keyring::DAY_MS;
use super::reply_shape::ReplyShape;
use super::row::Row;
use super::{Actor, By, Deed, Result, Store, StoreError, Tx};
use crate::secrets::Aad;

/// What is to be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewReply {
    /// What it is called.
    pub name: Name,
    /// What it says.
    pub content: ReplyContent,
    /// When it was saved, Unix milliseconds.
    pub saved_ms: i64,
}

/// What became of an attempt to save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is saved, or will be once its files stand in Telegram.
    As(ReplyId),
    /// The group has as many as it may have.
    Full,
}

/// What became of an attempt to rename.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renamed {
    /// It is called so.
    Done,
    /// Another one is called so.
    Taken,
    /// There is none of the old name.
    Missing,
}

/// How long a quick reply may be on its way into the topic.
const WAITING_DAYS: i64 = 7;

const COLUMNS: &str = "SELECT id, cell, used, saved_ms, body FROM replies";

impl Store {
    /// The quick replies of a group that can be sent, by name.
    pub async fn replies_of(&self, cell: CellId) -> Result<Vec<Reply>> {
        let sql = format!("{COLUMNS} WHERE cell = $1 AND ready = 1");
        let rows = self.db().rows(sql, vec![cell.0.into()]).await?;
        by_name(self, &rows)
    }

    /// The topic in which a group's quick replies are stored, if it was made.
    pub async fn reply_topic(&self, cell: CellId) -> Result<Option<ThreadId>> {
        let sql = "SELECT thread FROM reply_topics WHERE cell = $1";
        let rows = self.db().rows(sql, vec![cell.0.into()]).await?;
        rows.first().map(|row| row.int().map(ThreadId)).transpose()
    }

    fn name_digest(&self, name: &Name) -> i64 {
        self.digest(&["reply", &name.folded()])
    }

    fn read_reply(&self, row: &Row) -> Result<Reply> {
        let mut fields = row.fields();
        let (id, cell) = (fields.int()?, fields.int()?);
        let (used, saved_ms) = (fields.int()?, fields.int()?);
        let damaged = || StoreError::damaged("a quick reply");
        let plain = self.keys().open(&place(id), &fields.blob()?);
        let shape = plain.and_then(|plain| serde_json::from_slice::<ReplyShape>(&plain).ok());
        let (name, content, stored) = shape.and_then(ReplyShape::read).ok_or_else(damaged)?;
        Ok(Reply {
            id: ReplyId(id),
            cell: CellId(cell),
            name,
            content,
            stored,
            used,
            saved_ms,
        })
    }
}

impl Tx {
    /// The quick replies of a group that can be sent, by name.
    pub async fn replies_of(&mut self, cell: CellId) -> Result<Vec<Reply>> {
        let sql = format!("{COLUMNS} WHERE cell = $1 AND ready = 1");
        let rows = self.open.rows(sql, vec![cell.0.into()]).await?;
        by_name(&self.store, &rows)
    }

    /// The quick reply of a name, if there is one that can be sent.
    pub async fn reply_by_name(&mut self, cell: CellId, name: &Name) -> Result<Option<Reply>> {
        let digest = self.store.name_digest(name);
        let sql = format!("{COLUMNS} WHERE cell = $1 AND name_digest = $2 AND ready = 1");
        let args = vec![cell.0.into(), digest.into()];
        let rows = self.open.rows(sql, args).await?;
        rows.first()
            .map(|row| self.store.read_reply(row))
            .transpose()
    }

    /// A quick reply of a group by its number, also one that is not ready yet.
    pub async fn reply(&mut self, cell: CellId, id: ReplyId) -> Result<Option<Reply>> {
        let sql = format!("{COLUMNS} WHERE id = $1 AND cell = $2");
        let rows = self
            .open
            .rows(sql, vec![id.0.into(), cell.0.into()])
            .await?;
        rows.first()
            .map(|row| self.store.read_reply(row))
            .transpose()
    }

    /// Saves a quick reply. One without files takes the place of the one of its name at once, with its count; one with files once they are
    /// stored ([`Tx::reply_stored`]).
    pub async fn save_reply(&mut self, cell: CellId, new: &NewReply) -> Result<Kept> {
        let digest = self.store.name_digest(&new.name);
        let sql = "SELECT COUNT(*) FROM replies WHERE cell = $1 AND NOT (name_digest = $2)";
        let args = vec![cell.0.into(), digest.into()];
        let rows = self.open.rows(sql, args).await?;
        let others = rows.first().map_or(Ok(0), Row::int)?;
        if usize::try_from(others).is_ok_and(|others| others >= REPLIES_MAX) {
            return Ok(Kept::Full);
        }
        let mut reply = Reply {
            id: ReplyId(self.take_ids(1).await?.start),
            cell,
            name: new.name.clone(),
            content: new.content.clone(),
            stored: Vec::new(),
            used: 0,
            saved_ms: new.saved_ms,
        };
        self.forget_waiting_reply(cell, &new.name).await?;
        if reply.is_ready() {
            reply.used = self.replace_ready(cell, digest).await?;
        }
        self.put_reply(&reply).await?;
        Ok(Kept::As(reply.id))
    }

    /// The messages of a quick reply stand in the topic "Replies": it is ready from now on, in the place of the one of its name. Says
    /// whether it is still wanted.
    pub async fn reply_stored(
        &mut self,
        cell: CellId,
        id: ReplyId,
        stored: &[MessageId],
    ) -> Result<bool> {
        let Some(mut reply) = self.reply(cell, id).await? else {
            return Ok(false);
        };
        if !reply.is_ready() {
            let digest = self.store.name_digest(&reply.name);
            reply.used = self.replace_ready(cell, digest).await?;
        }
        reply.stored = stored.to_vec();
        self.put_reply(&reply).await?;
        Ok(true)
    }

    /// Takes the ready reply of a name away; its count.
    async fn replace_ready(&mut self, cell: CellId, digest: i64) -> Result<i64> {
        let sql =
            "DELETE FROM replies WHERE cell = $1 AND name_digest = $2 AND ready = 1 RETURNING used";
        let rows = self
            .open
            .rows(sql, vec![cell.0.into(), digest.into()])
            .await?;
        rows.first().map_or(Ok(0), Row::int)
    }

    async fn put_reply(&mut self, reply: &Reply) -> Result<()> {
        let plain = ReplyShape::of(reply).bytes();
        let (master, body) = self.seal(&place(reply.id.0), &plain).await?;
        let sql = "INSERT INTO replies (id, cell, name_digest, ready, used, saved_ms, master, body) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO UPDATE SET \
                   name_digest = excluded.name_digest, ready = excluded.ready, used = excluded.used, \
                   master = excluded.master, body = excluded.body";
        let args = vec![
            reply.id.0.into(),
            reply.cell.0.into(),
            self.store.name_digest(&reply.name).into(),
            reply.is_ready().into(),
            reply.used.into(),
            reply.saved_ms.into(),
            master,
            body,
        ];
        self.open.run(sql, args).await.map(drop)
    }

    /// A quick reply is called otherwise from now on.
    pub async fn rename_reply(
        &mut self,
        cell: CellId,
        (old, new): (&Name, &Name),
    ) -> Result<Renamed> {
        let Some(reply) = self.reply_by_name(cell, old).await? else {
            return Ok(Renamed::Missing);
        };
        // One that is on its way into the topic has its name already.
        let sql = "SELECT 1 FROM replies WHERE cell = $1 AND name_digest = $2 AND NOT (id = $3)";
        let digest = self.store.name_digest(new);
        let args = vec![cell.0.into(), digest.into(), reply.id.0.into()];
        let renames = new.folded() != old.folded();
        if renames && !self.open.rows(sql, args).await?.is_empty() {
            return Ok(Renamed::Taken);
        }
        let name = new.clone();
        self.put_reply(&Reply { name, ..reply }).await?;
        Ok(Renamed::Done)
    }

    /// What a decision changes about quick replies.
    pub(super) async fn change_reply(&mut self, change: &Change) -> Result<()> {
        match change {
            Change::ReplyUsed { cell, reply } => self.reply_used(*cell, *reply).await,
            Change::ReplyStored {
                cell,
                reply,
                messages,
            } => self.reply_stored(*cell, *reply, messages).await.map(drop),
            Change::ReplyLost { cell, reply } => self.remove_reply(*cell, *reply).await.map(drop),
            Change::ReplyTopic { cell, thread } => self.set_reply_topic(*cell, *thread).await,
            Change::RemoveReply(removed) => self.remove_known(removed).await,
            _ => unreachable!("only changes of quick replies come here"),
        }
    }

    /// Takes a quick reply away and says so in the audit log.
    async fn remove_known(&mut self, removed: &RemovedReply) -> Result<()> {
        let Some(reply) = self.reply(removed.cell, removed.reply).await? else {
            return Ok(());
        };
        self.remove_reply(removed.cell, removed.reply).await?;
        let by = By {
            who: Actor::Person(removed.by),
            at_ms: removed.at_ms,
        };
        let deed = Deed::Reply {
            old: Some(reply.name),
            new: None,
        };
        self.audit(by, Some(removed.connection), &deed).await
    }

    /// What is on its way into the topic under a name is not wanted any more; whether there was anything.
    pub async fn forget_waiting_reply(&mut self, cell: CellId, name: &Name) -> Result<bool> {
        let sql = "DELETE FROM replies WHERE cell = $1 AND name_digest = $2 AND ready = 0";
        let digest = self.store.name_digest(name);
        let args = vec![cell.0.into(), digest.into()];
        Ok(self.open.run(sql, args).await? > 0)
    }

    /// What has been on its way for so long that nothing brings it any more, as where its connection was deleted meanwhile.
    pub(super) async fn sweep_replies(&mut self, now_ms: i64) -> Result<u64> {
        let sql = "DELETE FROM replies WHERE ready = 0 AND saved_ms <= $1";
        let until_ms = now_ms - WAITING_DAYS * DAY_MS;
        self.open.run(sql, vec![until_ms.into()]).await
    }

    /// Takes a quick reply away. Its messages in the topic stay where they are.
    pub async fn remove_reply(&mut self, cell: CellId, id: ReplyId) -> Result<bool> {
        let sql = "DELETE FROM replies WHERE id = $1 AND cell = $2";
        let args = vec![id.0.into(), cell.0.into()];
        Ok(self.open.run(sql, args).await? > 0)
    }

    /// A quick reply was sent.
    pub async fn reply_used(&mut self, cell: CellId, id: ReplyId) -> Result<()> {
        let sql = "UPDATE replies SET used = used + 1 WHERE id = $1 AND cell = $2";
        let args = vec![id.0.into(), cell.0.into()];
        self.open.run(sql, args).await.map(drop)
    }

    /// The topic in which a group's quick replies are stored, if it was made.
    pub async fn reply_topic(&mut self, cell: CellId) -> Result<Option<ThreadId>> {
        let sql = "SELECT thread FROM reply_topics WHERE cell = $1";
        let rows = self.open.rows(sql, vec![cell.0.into()]).await?;
        rows.first().map(|row| row.int().map(ThreadId)).transpose()
    }

    /// The topic in which a group's quick replies are stored is this one; none: there is none any more.
    pub async fn set_reply_topic(&mut self, cell: CellId, thread: Option<ThreadId>) -> Result<()> {
        let remove = "DELETE FROM reply_topics WHERE cell = $1";
        self.open.run(remove, vec![cell.0.into()]).await?;
        if let Some(thread) = thread {
            let sql = "INSERT INTO reply_topics (cell, thread) VALUES ($1, $2)";
            let args = vec![cell.0.into(), thread.0.into()];
            self.open.run(sql, args).await?;
        }
        Ok(())
    }
}

/// In the order in which people look for them.
fn by_name(store: &Store, rows: &[Row]) -> Result<Vec<Reply>> {
    let read = rows.iter().map(|row| store.read_reply(row));
    let mut replies = read.collect::<Result<Vec<Reply>>>()?;
    replies.sort_by_cached_key(|reply| reply.name.folded());
    Ok(replies)
}

pub(super) fn place(id: i64) -> Aad {
    Aad::row("replies", &[id])
}
