//! Topics of clients' own forums: how they are called, when somebody wrote there, and which message is in which.

use std::collections::{BTreeMap, HashMap};

use relevo_core::{CardId, ConversationId, Source};
use relevo_telegram::{MessageId, ThreadId};

use super::bulk::Bulk;
use super::row::Arg;
use super::{Result, Tx};

pub(super) const PUT: Bulk = Bulk {
    sql: "INSERT INTO sources (conversation, thread, card, seen_ms) VALUES {rows} ON CONFLICT (conversation, thread) \
          DO UPDATE SET card = COALESCE(excluded.card, sources.card), \
          seen_ms = CASE WHEN excluded.seen_ms > sources.seen_ms THEN excluded.seen_ms ELSE sources.seen_ms END",
    lead: 0,
    columns: 4,
};

pub(super) const PUT_MESSAGES: Bulk = Bulk {
    sql: "INSERT INTO source_messages (conversation, message, thread) VALUES {rows} \
          ON CONFLICT (conversation, message) DO UPDATE SET thread = excluded.thread",
    lead: 0,
    columns: 3,
};

pub(super) const OF: Bulk = Bulk {
    sql: "SELECT conversation, thread, card, seen_ms FROM sources WHERE (conversation) IN ({rows})",
    lead: 0,
    columns: 1,
};

pub(super) const OF_MESSAGES: Bulk = Bulk {
    sql: "SELECT message, thread FROM source_messages WHERE conversation = $1 AND message IN ({rows})",
    lead: 1,
    columns: 1,
};

/// What is new of a topic: the card with its name, and when somebody wrote there.
#[derive(Clone, Copy, Default)]
pub(super) struct NewSource {
    pub(super) card: Option<CardId>,
    pub(super) seen_ms: Option<i64>,
}

impl Tx {
    /// The topics of these conversations with their names, in no particular order.
    pub async fn sources(
        &mut self,
        conversations: &[ConversationId],
    ) -> Result<HashMap<ConversationId, Vec<Source>>> {
        let ids = conversations.iter().map(|id| id.0.into()).collect();
        let mut found: HashMap<_, Vec<Source>> = HashMap::new();
        for row in OF.read(&mut self.open, &[], ids).await? {
            let mut fields = row.fields();
            let conversation = ConversationId(fields.int()?);
            found.entry(conversation).or_default().push(Source {
                thread: ThreadId(fields.int()?),
                card: fields.opt_int()?.map(CardId),
                name: String::new(),
                seen_ms: fields.int()?,
            });
        }
        let cards: Vec<CardId> = found
            .values()
            .flatten()
            .filter_map(|source| source.card)
            .collect();
        let names = self.cards(&cards).await?;
        for source in found.values_mut().flatten() {
            let card = source.card.and_then(|card| names.get(&card));
            source.name = card.map(|card| card.name.clone()).unwrap_or_default();
        }
        Ok(found)
    }

    /// In which topic each of these messages is; those of which it is not known are left out.
    pub async fn source_messages(
        &mut self,
        conversation: ConversationId,
        messages: &[MessageId],
    ) -> Result<HashMap<MessageId, ThreadId>> {
        let messages = messages.iter().map(|message| message.0.into()).collect();
        let lead = [conversation.0.into()];
        let rows = OF_MESSAGES.read(&mut self.open, &lead, messages).await?;
        rows.iter()
            .map(|row| {
                let mut fields = row.fields();
                Ok((MessageId(fields.int()?), ThreadId(fields.int()?)))
            })
            .collect()
    }

    pub(super) async fn put_sources(
        &mut self,
        sources: &BTreeMap<(ConversationId, ThreadId), NewSource>,
    ) -> Result<()> {
        let columns = sources.iter().flat_map(|((conversation, thread), new)| {
            [
                Arg::from(conversation.0),
                thread.0.into(),
                new.card.map(|card| card.0).into(),
                new.seen_ms.unwrap_or(0).into(),
            ]
        });
        PUT.run(&mut self.open, columns.collect()).await.map(drop)
    }

    pub(super) async fn put_source_messages(
        &mut self,
        messages: &BTreeMap<(ConversationId, MessageId), ThreadId>,
    ) -> Result<()> {
        let columns = messages
            .iter()
            .flat_map(|((conversation, message), thread)| [conversation.0, message.0, thread.0]);
        PUT_MESSAGES
            .run(&mut self.open, columns.map(Arg::from).collect())
            .await
            .map(drop)
    }
}
