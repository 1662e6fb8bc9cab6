//! Message links: which message on one side is which on the other. Written once, kept for ever, about a hundred bytes.

use std::collections::{BTreeMap, HashMap};

use relevo_core::{CellId, ContentKind, ConversationId, Direction, IdentityId, Link, LinkRole};
use relevo_telegram::{ChatId, MessageId, Place};

use super::bulk::Bulk;
use super::codes::Code as _;
use super::row::{Arg, Row};
use super::{Result, StoreError, Tx};

pub(super) const PUT: Bulk = Bulk {
    sql: "INSERT INTO links (cell, topic_message, conversation, identity, client_chat, client_message, role, kind, \
          digest, made_ms, relay, author) VALUES {rows} ON CONFLICT (cell, topic_message, client_message) DO UPDATE SET \
          conversation = excluded.conversation, identity = excluded.identity, client_chat = excluded.client_chat, \
          role = excluded.role, kind = excluded.kind, digest = excluded.digest, made_ms = excluded.made_ms, \
          relay = excluded.relay, author = excluded.author",
    lead: 0,
    columns: 12,
};

pub(super) const ROLES: Bulk = Bulk {
    sql: "SELECT topic_message, role FROM links WHERE cell = $1 AND topic_message IN ({rows})",
    lead: 1,
    columns: 1,
};

/// From the client's message to the topic's: roles 0, 1, 5 and 9, never the author line or what was withdrawn. The order of the tables is fixed
/// (CROSS JOIN) because SQLite keeps no statistics.
pub(super) const TO_TOPIC: Bulk = Bulk {
    sql: "SELECT v.column1, v.column2, MAX(l.topic_message) FROM (VALUES {rows}) AS v \
          CROSS JOIN conversations c CROSS JOIN connections n CROSS JOIN links l \
          WHERE c.id = v.column1 AND n.id = c.connection AND l.identity = n.identity \
          AND l.client_message = v.column2 AND l.client_message <> 0 AND l.client_chat = c.chat \
          AND l.conversation = c.id AND l.role IN (0, 1, 5, 9) GROUP BY v.column1, v.column2",
    lead: 0,
    columns: 2,
};

/// From the topic's message to the client's, unless it was withdrawn (role 6). A message of the chat before its migration has no counterpart any more;
/// comments on a channel's (kind 3) posts are in another chat.
pub(super) const TO_CLIENT: Bulk = Bulk {
    sql: "SELECT v.column1, v.column2, MAX(l.client_message) FROM (VALUES {rows}) AS v \
          CROSS JOIN conversations c CROSS JOIN connections n CROSS JOIN links l \
          WHERE c.id = v.column1 AND n.id = c.connection AND l.cell = n.cell \
          AND l.topic_message = v.column2 AND l.client_message <> 0 AND (l.client_chat = c.chat OR c.kind = 3) \
          AND l.conversation = c.id AND l.role <> 6 GROUP BY v.column1, v.column2",
    lead: 0,
    columns: 2,
};

pub(super) const OF_TOPIC: Bulk = Bulk {
    sql: "SELECT conversation, cell, identity, client_chat, client_message, topic_message, role, kind, digest, made_ms, relay, author \
          FROM links WHERE cell = $1 AND topic_message IN ({rows})",
    lead: 1,
    columns: 1,
};

pub(super) const OF_CLIENT: Bulk = Bulk {
    sql: "SELECT conversation, cell, identity, client_chat, client_message, topic_message, role, kind, digest, made_ms, relay, author \
          FROM links WHERE identity = $1 AND client_chat = $2 AND client_message IN ({rows}) AND client_message <> 0",
    lead: 2,
    columns: 1,
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

/// Whose copies hold another version.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct VersionKey {
    pub(super) direction: Direction,
    pub(super) cell: CellId,
    pub(super) identity: IdentityId,
    pub(super) chat: ChatId,
    pub(super) message: MessageId,
}

fn sorted(rows: &[Row]) -> Result<Vec<Link>> {
    let links: Result<Vec<Link>> = rows.iter().map(read).collect();
    let mut links = links?;
    links.sort_by_key(|link| (link.topic_message, link.client_message));
    links.dedup();
    Ok(links)
}

fn read(row: &Row) -> Result<Link> {
    let damaged = || StoreError::damaged("a link");
    let mut fields = row.fields();
    Ok(Link {
        conversation: ConversationId(fields.int()?),
        cell: CellId(fields.int()?),
        identity: IdentityId(fields.int()?),
        client_chat: ChatId(fields.int()?),
        client_message: MessageId(fields.int()?),
        topic_message: MessageId(fields.int()?),
        role: LinkRole::from_code(fields.int()?).ok_or_else(damaged)?,
        kind: ContentKind::from_code(fields.int()?).ok_or_else(damaged)?,
        digest: fields.int()?,
        made_ms: fields.int()?,
        relay: fields.opt_int()?.map(IdentityId),
        author: fields.int()?,
    })
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

    /// What messages of the backend group stand for; those without a link are left out. Of several links of a message those
    /// that keep it inside come last, so that they count.
    pub async fn link_roles(
        &mut self,
        cell: CellId,
        messages: &[MessageId],
    ) -> Result<Vec<(MessageId, LinkRole)>> {
        let messages = messages.iter().map(|message| message.0.into()).collect();
        let lead = [cell.0.into()];
        let rows = ROLES.read(&mut self.open, &lead, messages).await?;
        let roles = rows.iter().map(|row| {
            let mut fields = row.fields();
            let message = MessageId(fields.int()?);
            let role = LinkRole::from_code(fields.int()?);
            Ok((message, role.ok_or(StoreError::damaged("a link"))?))
        });
        let mut roles: Vec<(MessageId, LinkRole)> = roles.collect::<Result<_>>()?;
        roles.sort_by_key(|(_, role)| role.is_inside());
        Ok(roles)
    }

    /// Every link of messages of the backend group, oldest first.
    pub async fn links_of_topic(
        &mut self,
        cell: CellId,
        messages: &[MessageId],
    ) -> Result<Vec<Link>> {
        let messages = messages.iter().map(|message| message.0.into()).collect();
        let rows = OF_TOPIC
            .read(&mut self.open, &[cell.0.into()], messages)
            .await?;
        sorted(&rows)
    }

    /// Every link of messages of client chats, oldest first.
    pub async fn links_of_client(
        &mut self,
        identity: IdentityId,
        messages: &[Place],
    ) -> Result<Vec<Link>> {
        let mut by_chat: BTreeMap<i64, Vec<Arg>> = BTreeMap::new();
        for place in messages {
            let ids = by_chat.entry(place.chat.0).or_default();
            ids.push(place.message.0.into());
        }
        let mut rows = Vec::new();
        for (chat, ids) in by_chat {
            let lead = [identity.0.into(), chat.into()];
            rows.extend(OF_CLIENT.read(&mut self.open, &lead, ids).await?);
        }
        sorted(&rows)
    }

    /// What a team message stands for now, in its links to the client.
    pub(super) async fn set_link_roles(
        &mut self,
        roles: &BTreeMap<(CellId, MessageId), LinkRole>,
    ) -> Result<()> {
        for ((cell, message), role) in roles {
            let sql = "UPDATE links SET role = $3 WHERE cell = $1 AND topic_message = $2 AND client_message <> 0";
            let args = vec![cell.0.into(), message.0.into(), role.code().into()];
            self.open.run(sql, args).await?;
        }
        Ok(())
    }

    /// Which version the copies of a message hold.
    pub(super) async fn set_link_versions(
        &mut self,
        versions: &BTreeMap<VersionKey, i64>,
    ) -> Result<()> {
        for (key, digest) in versions {
            let (sql, mut args): (_, Vec<Arg>) = match key.direction {
                Direction::ToClient => (
                    "UPDATE links SET digest = $3 WHERE cell = $1 AND topic_message = $2",
                    vec![key.cell.0.into(), key.message.0.into()],
                ),
                Direction::ToTopic | Direction::Aside | Direction::Broadcast => (
                    "UPDATE links SET digest = $3 \
                     WHERE identity = $1 AND client_message = $2 AND client_chat = $4 AND client_message <> 0",
                    vec![key.identity.0.into(), key.message.0.into()],
                ),
            };
            args.push((*digest).into());
            if key.direction != Direction::ToClient {
                args.push(key.chat.0.into());
            }
            self.open.run(sql, args).await?;
        }
        Ok(())
    }

    pub(super) async fn put_links(&mut self, links: &[Link]) -> Result<()> {
        let columns = links.iter().flat_map(|link| {
            [
                link.cell.0.into(),
                link.topic_message.0.into(),
                link.conversation.0.into(),
                link.identity.0.into(),
                link.client_chat.0.into(),
                link.client_message.0.into(),
                link.role.code().into(),
                link.kind.code().into(),
                link.digest.into(),
                link.made_ms.into(),
                Arg::from(link.relay.map(|relay| relay.0)),
                link.author.into(),
            ]
        });
        PUT.run(&mut self.open, columns.collect()).await.map(drop)
    }
}
