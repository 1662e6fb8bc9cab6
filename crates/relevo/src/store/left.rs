//! Topics that connections have left behind, and what is still to be said in them. Only numbers: nothing of what was written there.

use relevo_core::{Cell, Connection, ConnectionId, ConversationId, IdentityId};
use relevo_telegram::{ChatId, MessageId, ThreadId};

use super::codes::Code as _;
use super::{Result, Store, StoreError, Tx};

/// How far apart the desk does things in a group that it has left, in milliseconds: Telegram takes twenty a minute.
const PACE_MS: i64 = 3_000;

/// What is still to be done in a topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owes {
    /// Nothing.
    Nothing,
    /// To say where the conversation goes on, and to close the topic then.
    Farewell,
    /// To close it.
    Closing,
    /// To tell whoever wrote there.
    Answer,
}

/// A topic that a connection has left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeftTopic {
    /// The bot that can write there.
    pub identity: IdentityId,
    /// The group.
    pub group: ChatId,
    /// The topic.
    pub thread: ThreadId,
    /// Whose it was.
    pub conversation: ConversationId,
    /// When it was left, Unix milliseconds.
    pub left_ms: i64,
    /// What is to be done.
    pub owes: Owes,
    /// What somebody wrote there, who is to be told.
    pub about: Option<MessageId>,
    /// When that is to be done, Unix milliseconds.
    pub due_ms: i64,
}

/// Where a conversation goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GoesOn {
    /// Its connection.
    pub connection: ConnectionId,
    /// The connection's group.
    pub group: ChatId,
    /// Its topic there, if it has one yet.
    pub thread: Option<ThreadId>,
}

impl Store {
    /// The topic in which something is to be done first, if anything is by now (Unix milliseconds).
    pub async fn left_due(&self, now_ms: i64) -> Result<Option<LeftTopic>> {
        let sql = "SELECT identity, group_chat, thread, conversation, left_ms, owes, about, due_ms FROM left_topics \
                   WHERE owes > 0 AND due_ms <= $1 ORDER BY due_ms, thread LIMIT 1";
        let rows = self.db().rows(sql, vec![now_ms.into()]).await?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        let mut fields = row.fields();
        Ok(Some(LeftTopic {
            identity: IdentityId(fields.int()?),
            group: ChatId(fields.int()?),
            thread: ThreadId(fields.int()?),
            conversation: ConversationId(fields.int()?),
            left_ms: fields.int()?,
            owes: Owes::from_code(fields.int()?).ok_or(StoreError::damaged("a left topic"))?,
            about: fields.opt_int()?.map(MessageId),
            due_ms: fields.int()?,
        }))
    }

    /// Where a conversation goes on; none if it is gone.
    pub async fn goes_on(&self, conversation: ConversationId) -> Result<Option<GoesOn>> {
        let sql = "SELECT n.id, e.group_chat, (SELECT MAX(t.thread) FROM topics t WHERE t.cell = e.id AND t.conversation = c.id) \
                   FROM conversations c JOIN connections n ON n.id = c.connection JOIN cells e ON e.id = n.cell WHERE c.id = $1";
        let rows = self.db().rows(sql, vec![conversation.0.into()]).await?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        let mut fields = row.fields();
        Ok(Some(GoesOn {
            connection: ConnectionId(fields.int()?),
            group: ChatId(fields.int()?),
            thread: fields.opt_int()?.map(ThreadId),
        }))
    }
}

impl Tx {
    /// Notes the topics that a connection has in a cell as left; in these it says farewell, one after the other.
    pub async fn leave_topics(
        &mut self,
        (connection, cell): (&Connection, &Cell),
        farewells: &[ThreadId],
        now_ms: i64,
    ) -> Result<()> {
        let sql = "INSERT INTO left_topics (identity, group_chat, thread, conversation, left_ms) \
                   SELECT $1, $2, t.thread, t.conversation, $3 FROM topics t JOIN conversations c ON c.id = t.conversation \
                   WHERE t.cell = $4 AND c.connection = $5 \
                   ON CONFLICT (identity, group_chat, thread) DO UPDATE SET conversation = excluded.conversation, \
                   left_ms = excluded.left_ms, owes = 0, about = NULL, told_ms = 0";
        let args = vec![
            connection.bot().0.into(),
            cell.group.0.into(),
            now_ms.into(),
            cell.id.0.into(),
            connection.id.0.into(),
        ];
        self.open.run(sql, args).await?;
        let sql = "UPDATE left_topics SET owes = $4, due_ms = $5 WHERE identity = $1 AND group_chat = $2 AND thread = $3";
        // Each is closed after its line.
        let times = (1..).map(|nth: i64| now_ms + nth * 2 * PACE_MS);
        for (thread, due_ms) in farewells.iter().zip(times) {
            let args = vec![
                connection.bot().0.into(),
                cell.group.0.into(),
                thread.0.into(),
                Owes::Farewell.code().into(),
                due_ms.into(),
            ];
            self.open.run(sql, args).await?;
        }
        Ok(())
    }

    /// Somebody wrote in a topic, at this message: if a connection has left it, and nobody was told there since `told_before_ms`, they are
    /// to be told. Says whether they are.
    pub async fn wrote_in_left(
        &mut self,
        (identity, group, thread): (IdentityId, ChatId, ThreadId),
        about: MessageId,
        (now_ms, told_before_ms): (i64, i64),
    ) -> Result<bool> {
        let sql = "UPDATE left_topics SET owes = $4, about = $5, due_ms = $6, told_ms = $6 \
                   WHERE identity = $1 AND group_chat = $2 AND thread = $3 AND owes = 0 AND (told_ms <= $7 OR told_ms > $6)";
        let args = vec![
            identity.0.into(),
            group.0.into(),
            thread.0.into(),
            Owes::Answer.code().into(),
            about.0.into(),
            now_ms.into(),
            told_before_ms.into(),
        ];
        Ok(self.open.run(sql, args).await? > 0)
    }

    /// Keeps what is to be done in a left topic, and when.
    pub async fn put_left(&mut self, topic: &LeftTopic) -> Result<()> {
        let sql = "UPDATE left_topics SET owes = $4, about = $5, due_ms = $6 WHERE identity = $1 AND group_chat = $2 AND thread = $3";
        let args = vec![
            topic.identity.0.into(),
            topic.group.0.into(),
            topic.thread.0.into(),
            topic.owes.code().into(),
            topic.about.map(|about| about.0).into(),
            topic.due_ms.into(),
        ];
        self.open.run(sql, args).await.map(drop)
    }

    /// In a group in which a bot has no business any more, nothing is to be done.
    pub async fn drop_left(&mut self, identity: IdentityId, group: ChatId) -> Result<()> {
        let sql = "UPDATE left_topics SET owes = 0, about = NULL WHERE identity = $1 AND group_chat = $2 AND owes > 0";
        let args = vec![identity.0.into(), group.0.into()];
        self.open.run(sql, args).await.map(drop)
    }

    /// What is due in a group is put off.
    pub async fn put_off_left(
        &mut self,
        (identity, group): (IdentityId, ChatId),
        until_ms: i64,
    ) -> Result<()> {
        let sql = "UPDATE left_topics SET due_ms = $3 WHERE identity = $1 AND group_chat = $2 AND owes > 0 AND due_ms < $3";
        let args = vec![identity.0.into(), group.0.into(), until_ms.into()];
        self.open.run(sql, args).await.map(drop)
    }
}
