//! Conversations, and which topic belongs to which.

use relevo_core::{
    CardId, CellId, Closed, ConnectionId, Conversation, ConversationId, Handling, Responsible,
    Standing, Status, Title, Topic, Wanted,
};
use relevo_telegram::{ChatId, ChatKind, ThreadId, UserId};

use super::bulk::Bulk;
use super::codes::Code as _;
use super::row::{Arg, Fields};
use super::{Result, Store, StoreError, Tx};

/// The columns, in the order of `read`.
macro_rules! conversation_columns {
    () => {
        "c.id, c.connection, c.chat, c.kind, c.card, c.card_digest, c.topic, c.topic_value, c.last_author, c.unreachable, c.standing, \
         c.title, c.wanted, c.closed, c.stop_told_ms, c.chat_before, c.status, c.status_ms, c.responsible, c.responsible_card, c.called, c.welcomed_ms, \
         c.away_day, c.error_told_ms, c.client_wrote_ms, c.window_told_ms, c.reactions_told, c.deletions_told_ms, c.ticker, \
         c.unanswered_ms, c.pings, c.pinged_ms"
    };
}
pub(super) use conversation_columns;

const COLUMNS: &str = conversation_columns!();

pub(super) const INSERT: Bulk = Bulk {
    sql: "INSERT INTO conversations (id, connection, chat, kind, card, card_digest, topic, topic_value, \
          last_author, unreachable, standing, title, wanted, closed, stop_told_ms, chat_before, \
          status, status_ms, responsible, responsible_card, called, welcomed_ms, away_day, error_told_ms, \
          client_wrote_ms, window_told_ms, reactions_told, deletions_told_ms, ticker, \
          unanswered_ms, pings, pinged_ms) VALUES {rows}",
    lead: 0,
    columns: 32,
};

pub(super) const UPDATE: Bulk = Bulk {
    sql: "UPDATE conversations SET connection = v.column2, chat = v.column3, kind = v.column4, card = v.column5, \
          card_digest = v.column6, topic = v.column7, topic_value = v.column8, last_author = v.column9, \
          unreachable = v.column10, standing = v.column11, title = v.column12, wanted = v.column13, \
          closed = v.column14, stop_told_ms = v.column15, chat_before = v.column16, \
          status = v.column17, status_ms = v.column18, responsible = v.column19, responsible_card = v.column20, \
          called = v.column21, welcomed_ms = v.column22, away_day = v.column23, error_told_ms = v.column24, \
          client_wrote_ms = v.column25, window_told_ms = v.column26, reactions_told = v.column27, deletions_told_ms = v.column28, \
          ticker = v.column29, unanswered_ms = v.column30, pings = v.column31, pinged_ms = v.column32 \
          FROM (VALUES {rows}) AS v WHERE conversations.id = v.column1",
    lead: 0,
    columns: 32,
};

/// A topic that has an owner keeps it, whichever of echo and outcome comes last.
pub(super) const PUT_TOPICS: Bulk = Bulk {
    sql: "INSERT INTO topics (cell, thread, conversation) VALUES {rows} ON CONFLICT (cell, thread) \
          DO UPDATE SET conversation = COALESCE(excluded.conversation, topics.conversation)",
    lead: 0,
    columns: 3,
};

pub(super) const BY_ID: Bulk = Bulk {
    sql: concat!(
        "SELECT ",
        conversation_columns!(),
        " FROM conversations c WHERE (c.id) IN ({rows})"
    ),
    lead: 0,
    columns: 1,
};

pub(super) const BY_CHAT: Bulk = Bulk {
    sql: concat!(
        "SELECT ",
        conversation_columns!(),
        " FROM conversations c WHERE c.connection = $1 AND c.chat IN ({rows})"
    ),
    lead: 1,
    columns: 1,
};

pub(super) const BY_CHAT_BEFORE: Bulk = Bulk {
    sql: concat!(
        "SELECT ",
        conversation_columns!(),
        " FROM conversations c WHERE c.connection = $1 \
          AND c.chat_before IS NOT NULL AND c.chat_before IN ({rows})"
    ),
    lead: 1,
    columns: 1,
};

pub(super) const IN_CELL: Bulk = Bulk {
    sql: concat!(
        "SELECT ",
        conversation_columns!(),
        " FROM connections n CROSS JOIN conversations c \
          WHERE n.cell = $1 AND c.connection = n.id AND c.chat IN ({rows})"
    ),
    lead: 1,
    columns: 1,
};

pub(super) const BY_THREAD: Bulk = Bulk {
    sql: concat!(
        "SELECT ",
        conversation_columns!(),
        ", t.thread FROM topics t JOIN conversations c ON c.id = t.conversation \
          WHERE t.cell = $1 AND t.thread IN ({rows})"
    ),
    lead: 1,
    columns: 1,
};

pub(super) const NEWEST_TOPIC: &str = "SELECT thread FROM topics WHERE cell = $1 AND conversation IS NOT NULL \
     ORDER BY thread DESC LIMIT 1";

pub(super) const UNSURE_TOPIC: &str = "SELECT c.id, c.topic_value FROM connections n \
     CROSS JOIN conversations c WHERE n.cell = $1 AND c.connection = n.id AND c.topic = 1 \
     ORDER BY c.topic_value DESC LIMIT 1";

/// Status 1 is 🟨.
pub(super) const ANSWERED_BEFORE: &str = "SELECT c.id FROM conversations c WHERE c.connection = $1 AND c.status = 1 \
     AND c.status_ms <= $2 ORDER BY c.status_ms LIMIT $3";

const NO_TOPIC: i64 = 0;
const UNSURE: i64 = 1;
const OPEN: i64 = 2;

impl Store {
    /// Conversations that have waited for their client since before then (Unix milliseconds), the longest first. Somebody may write
    /// meanwhile: to be read again where something is decided.
    pub async fn answered_before(
        &self,
        connection: ConnectionId,
        before_ms: i64,
        most: i64,
    ) -> Result<Vec<ConversationId>> {
        let args = vec![connection.0.into(), before_ms.into(), most.into()];
        let rows = self.db().rows(ANSWERED_BEFORE, args).await?;
        rows.iter()
            .map(|row| Ok(ConversationId(row.fields().int()?)))
            .collect()
    }

    /// Every conversation of a connection, in the order in which they began. For lists, not for the hot path.
    pub async fn conversations_of(&self, connection: ConnectionId) -> Result<Vec<Conversation>> {
        let sql =
            format!("SELECT {COLUMNS} FROM conversations c WHERE c.connection = $1 ORDER BY c.id");
        let rows = self.db().rows(sql, vec![connection.0.into()]).await?;
        rows.iter().map(|row| read(&mut row.fields())).collect()
    }
}

impl Tx {
    /// Conversations by id, in no particular order; unknown ids are left out.
    pub async fn conversations(&mut self, ids: &[ConversationId]) -> Result<Vec<Conversation>> {
        let ids = ids.iter().map(|id| id.0.into()).collect();
        let rows = BY_ID.read(&mut self.open, &[], ids).await?;
        rows.iter().map(|row| read(&mut row.fields())).collect()
    }

    /// The newest topic of the cell that has an owner.
    pub async fn newest_topic(&mut self, cell: CellId) -> Result<Option<ThreadId>> {
        let rows = self.open.rows(NEWEST_TOPIC, vec![cell.0.into()]).await?;
        rows.first().map(|row| row.int().map(ThreadId)).transpose()
    }

    /// The conversation of the cell whose topic may or may not have been made, and until when that is awaited (Unix
    /// milliseconds). Nobody makes a topic until then, so there is at most one whose time is not over.
    pub async fn unsure_topic(&mut self, cell: CellId) -> Result<Option<(ConversationId, i64)>> {
        let rows = self.open.rows(UNSURE_TOPIC, vec![cell.0.into()]).await?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        let mut fields = row.fields();
        Ok(Some((ConversationId(fields.int()?), fields.int()?)))
    }

    /// The conversation of the cell whose topic is being made: the call is claimed, or its outcome is unknown.
    pub async fn creating_topic(&mut self, cell: CellId) -> Result<Option<ConversationId>> {
        let sql = "SELECT conversation FROM outbox WHERE cell = $1 AND state = 1 AND state_code = $2 LIMIT 1";
        let args = vec![
            cell.0.into(),
            relevo_telegram::Method::CreateTopic.code().into(),
        ];
        let rows = self.open.rows(sql, args).await?;
        match rows.first() {
            Some(row) => Ok(row.fields().opt_int()?.map(ConversationId)),
            None => Ok(self.unsure_topic(cell).await?.map(|(unsure, _)| unsure)),
        }
    }

    /// The conversations of client chats over a connection; unknown chats are left out.
    pub async fn conversations_by_chat(
        &mut self,
        connection: ConnectionId,
        chats: &[ChatId],
    ) -> Result<Vec<Conversation>> {
        let chats = chats.iter().map(|chat| chat.0.into()).collect();
        let lead = [connection.0.into()];
        let rows = BY_CHAT.read(&mut self.open, &lead, chats).await?;
        rows.iter().map(|row| read(&mut row.fields())).collect()
    }

    /// The conversations of supergroups that these groups became; others are left out.
    pub async fn conversations_by_chat_before(
        &mut self,
        connection: ConnectionId,
        chats: &[ChatId],
    ) -> Result<Vec<Conversation>> {
        let chats = chats.iter().map(|chat| chat.0.into()).collect();
        let lead = [connection.0.into()];
        let rows = BY_CHAT_BEFORE.read(&mut self.open, &lead, chats).await?;
        rows.iter().map(|row| read(&mut row.fields())).collect()
    }

    /// The conversations of client chats over any connection of the cell; unknown chats are left out.
    pub async fn conversations_in_cell(
        &mut self,
        cell: CellId,
        chats: &[ChatId],
    ) -> Result<Vec<Conversation>> {
        let chats = chats.iter().map(|chat| chat.0.into()).collect();
        let rows = IN_CELL
            .read(&mut self.open, &[cell.0.into()], chats)
            .await?;
        rows.iter().map(|row| read(&mut row.fields())).collect()
    }

    /// The conversations that own topics of the cell, or owned them; topics of nobody are left out.
    pub async fn conversations_by_thread(
        &mut self,
        cell: CellId,
        threads: &[ThreadId],
    ) -> Result<Vec<(ThreadId, Conversation)>> {
        let threads = threads.iter().map(|thread| thread.0.into()).collect();
        let lead = [cell.0.into()];
        let rows = BY_THREAD.read(&mut self.open, &lead, threads).await?;
        rows.iter()
            .map(|row| {
                let mut fields = row.fields();
                let conversation = read(&mut fields)?;
                Ok((ThreadId(fields.int()?), conversation))
            })
            .collect()
    }

    pub(super) async fn insert_conversations(&mut self, new: &[Conversation]) -> Result<()> {
        let args = new.iter().flat_map(columns).collect();
        INSERT
            .run(&mut self.open, args)
            .await
            .map_err(|error| error.conflict_as("this client chat has a conversation already"))?;
        Ok(())
    }

    pub(super) async fn update_conversations(&mut self, changed: &[Conversation]) -> Result<()> {
        let args = changed.iter().flat_map(columns).collect();
        UPDATE.run(&mut self.open, args).await.map(drop)
    }

    pub(super) async fn put_topics(
        &mut self,
        topics: &[((CellId, ThreadId), Option<ConversationId>)],
    ) -> Result<()> {
        let columns = topics.iter().flat_map(|((cell, thread), conversation)| {
            let conversation = conversation.map(|id| id.0);
            [cell.0.into(), thread.0.into(), Arg::from(conversation)]
        });
        PUT_TOPICS
            .run(&mut self.open, columns.collect())
            .await
            .map(drop)
    }
}

fn columns(conversation: &Conversation) -> [Arg; 32] {
    let (topic, value) = match conversation.topic {
        Topic::None => (NO_TOPIC, None),
        Topic::Unsure { until_ms } => (UNSURE, Some(until_ms)),
        Topic::Open(thread) => (OPEN, Some(thread.0)),
    };
    let handling = &conversation.handling;
    [
        conversation.id.0.into(),
        conversation.connection.0.into(),
        conversation.chat.0.into(),
        conversation.kind.code().into(),
        conversation.card.0.into(),
        conversation.card_digest.into(),
        topic.into(),
        value.into(),
        conversation.last_author.into(),
        conversation.unreachable.into(),
        conversation.standing.code().into(),
        conversation.title.code().into(),
        conversation.wanted.code().into(),
        conversation.closed.code().into(),
        conversation.stop_told_ms.into(),
        conversation.chat_before.map(|chat| chat.0).into(),
        handling.status.code().into(),
        handling.status_ms.into(),
        handling.responsible.map(|who| who.person.0).into(),
        handling.responsible.map(|who| who.card.0).into(),
        handling.called.map(|card| card.0).into(),
        handling.welcomed_ms.into(),
        handling.away_day.into(),
        handling.error_told_ms.into(),
        handling.client_wrote_ms.into(),
        handling.window_told_ms.into(),
        handling.reactions_told.into(),
        handling.deletions_told_ms.into(),
        handling.ticker.map(|card| card.0).into(),
        handling.unanswered_ms.into(),
        handling.pings.into(),
        handling.pinged_ms.into(),
    ]
}

pub(super) fn read(fields: &mut Fields<'_>) -> Result<Conversation> {
    let damaged = || StoreError::damaged("a conversation");
    Ok(Conversation {
        id: ConversationId(fields.int()?),
        connection: ConnectionId(fields.int()?),
        chat: ChatId(fields.int()?),
        kind: ChatKind::from_code(fields.int()?).ok_or_else(damaged)?,
        card: CardId(fields.int()?),
        card_digest: fields.int()?,
        topic: match (fields.int()?, fields.opt_int()?) {
            (NO_TOPIC, _) => Topic::None,
            (UNSURE, Some(until_ms)) => Topic::Unsure { until_ms },
            (OPEN, Some(thread)) => Topic::Open(ThreadId(thread)),
            _ => return Err(damaged()),
        },
        last_author: fields.int()?,
        unreachable: fields.flag()?,
        standing: Standing::from_code(fields.int()?).ok_or_else(damaged)?,
        title: Title::from_code(fields.int()?).ok_or_else(damaged)?,
        wanted: Wanted::from_code(fields.int()?).ok_or_else(damaged)?,
        closed: Closed::from_code(fields.int()?).ok_or_else(damaged)?,
        stop_told_ms: fields.int()?,
        chat_before: fields.opt_int()?.map(ChatId),
        handling: Handling {
            status: Status::from_code(fields.int()?).ok_or_else(damaged)?,
            status_ms: fields.int()?,
            responsible: match (fields.opt_int()?, fields.opt_int()?) {
                (Some(person), Some(card)) => Some(Responsible {
                    person: UserId(person),
                    card: CardId(card),
                }),
                _ => None,
            },
            called: fields.opt_int()?.map(CardId),
            welcomed_ms: fields.int()?,
            away_day: fields.opt_int()?,
            error_told_ms: fields.int()?,
            client_wrote_ms: fields.int()?,
            window_told_ms: fields.int()?,
            reactions_told: fields.flag()?,
            deletions_told_ms: fields.int()?,
            ticker: fields.opt_int()?.map(CardId),
            unanswered_ms: fields.int()?,
            pings: fields.int()?,
            pinged_ms: fields.int()?,
        },
    })
}
