//! Message links: which message on one side is which on the other. Written once, kept for ever, about a hundred bytes.

use std::collections::HashMap;

use relevo_core::{CellId, ConversationId, Direction, IdentityId, Link, LinkRole};
use relevo_telegram::MessageId;

use super::bulk::Bulk;
use super::codes::Code as _;
use super::row::Arg;
use super::{Result, StoreError, Tx};

pub(super) const PUT: Bulk = Bulk {
    sql: "INSERT INTO links (cell, topic_message, conversation, identity, client_chat, client_message, role, kind, \
          made_ms) VALUES {rows} ON CONFLICT (cell, topic_message) DO UPDATE SET \
          conversation = excluded.conversation, identity = excluded.identity, client_chat = excluded.client_chat, \
          client_message = excluded.client_message, role = excluded.role, kind = excluded.kind, \
          made_ms = excluded.made_ms",
    lead: 0,
    columns: 9,
};

pub(super) const ROLES: Bulk = Bulk {
    sql: "SELECT topic_message, role FROM links WHERE cell = $1 AND topic_message IN ({rows})",
    lead: 1,
    columns: 1,
};

/// From the client's message to the topic's: roles 0 and 1, never the author line. The order of the tables is fixed
/// (CROSS JOIN) because SQLite keeps no statistics.
pub(super) const TO_TOPIC: Bulk = Bulk {
    sql: "SELECT v.column1, v.column2, MAX(l.topic_message) FROM (VALUES {rows}) AS v \
          CROSS JOIN conversations c CROSS JOIN connections n CROSS JOIN links l \
          WHERE c.id = v.column1 AND n.id = c.connection AND l.identity = n.identity \
          AND l.client_message = v.column2 AND l.client_message <> 0 AND l.client_chat = c.chat \
          AND l.conversation = c.id AND l.role <= 1 GROUP BY v.column1, v.column2",
    lead: 0,
    columns: 2,
};

/// From the topic's message to the client's. A message of the chat before its migration has no counterpart any more.
pub(super) const TO_CLIENT: Bulk = Bulk {
    sql: "SELECT v.column1, v.column2, MAX(l.client_message) FROM (VALUES {rows}) AS v \
          CROSS JOIN conversations c CROSS JOIN connections n CROSS JOIN links l \
          WHERE c.id = v.column1 AND n.id = c.connection AND l.cell = n.cell \
          AND l.topic_message = v.column2 AND l.client_message <> 0 AND l.client_chat = c.chat \
          AND l.conversation = c.id GROUP BY v.column1, v.column2",
    lead: 0,
    columns: 2,
};

/// A question for the other side of a message that a delivery answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ReplyAsk {
    /// The delivery's conversation.
    pub conversation: ConversationId,
    /// Which way the delivery goes; `Aside` has no other side.
    pub direction: Direction,
    /// The message answered, on the side where the answer was written.
    pub message: i64,
}

impl Tx {
    /// The counterparts, in the order of the questions; `None` where no link gives one.
    ///
    /// Towards the topic: the client's or team's message itself, the latest if it was sent twice. Towards the client: the
    /// message behind the topic message, an author line standing for its message; notes and notices have none.
    pub async fn reply_targets(&mut self, asked: &[ReplyAsk]) -> Result<Vec<Option<i64>>> {
        let mut found = HashMap::new();
        for (direction, bulk) in [
            (Direction::ToTopic, TO_TOPIC),
            (Direction::ToClient, TO_CLIENT),
        ] {
            let args: Vec<Arg> = asked
                .iter()
                .filter(|ask| ask.direction == direction)
                .flat_map(|ask| [ask.conversation.0, ask.message])
                .map(Arg::from)
                .collect();
            for row in bulk.read(&mut self.open, &[], args).await? {
                let mut fields = row.fields();
                let key = (direction, fields.int()?, fields.int()?);
                found.insert(key, fields.int()?);
            }
        }
        let answers = asked.iter().map(|ask| {
            let key = (ask.direction, ask.conversation.0, ask.message);
            found.get(&key).copied()
        });
        Ok(answers.collect())
    }

    /// What messages of the backend group stand for; those without a link are left out.
    pub async fn link_roles(
        &mut self,
        cell: CellId,
        messages: &[MessageId],
    ) -> Result<Vec<(MessageId, LinkRole)>> {
        let messages = messages.iter().map(|message| message.0.into()).collect();
        let lead = [cell.0.into()];
        let rows = ROLES.read(&mut self.open, &lead, messages).await?;
        rows.iter()
            .map(|row| {
                let mut fields = row.fields();
                let message = MessageId(fields.int()?);
                let role = LinkRole::from_code(fields.int()?);
                Ok((message, role.ok_or(StoreError::damaged("a link"))?))
            })
            .collect()
    }

    /// The desk's last posts in the group, newest first: who made them and when (Unix milliseconds). Words of the team are not
    /// the desk's.
    pub async fn recent_posts(
        &mut self,
        cell: CellId,
        limit: i64,
    ) -> Result<Vec<(IdentityId, i64)>> {
        let sql = "SELECT identity, made_ms, role FROM links WHERE cell = $1 \
                   ORDER BY topic_message DESC LIMIT $2";
        let args = vec![cell.0.into(), limit.into()];
        let mut posts = Vec::new();
        for row in self.open.rows(sql, args).await? {
            let mut fields = row.fields();
            let (identity, made_ms) = (IdentityId(fields.int()?), fields.int()?);
            let ours = matches!(
                LinkRole::from_code(fields.int()?),
                Some(LinkRole::Client | LinkRole::AuthorLine | LinkRole::Notice)
            );
            if ours {
                posts.push((identity, made_ms));
            }
        }
        Ok(posts)
    }

    pub(super) async fn put_links(&mut self, links: &[Link]) -> Result<()> {
        let columns = links.iter().flat_map(|link| {
            [
                link.cell.0,
                link.topic_message.0,
                link.conversation.0,
                link.identity.0,
                link.client_chat.0,
                link.client_message.0,
                link.role.code(),
                link.kind.code(),
                link.made_ms,
            ]
        });
        PUT.run(&mut self.open, columns.map(Arg::from).collect())
            .await
            .map(drop)
    }
}
