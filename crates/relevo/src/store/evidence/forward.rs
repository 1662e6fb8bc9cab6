//! From updates to what proves their fates.

use std::collections::HashMap;

use relevo_core::{ConversationId, IdentityId, InboxMark, LinkRole, Seq};
use relevo_telegram::{MessageId, UpdateId};

use super::super::bulk::Bulk;
use super::super::codes::Code as _;
use super::super::row::Arg;
use super::super::{Result, StoreError};
use super::{
    Bearer, InboxOf, Look, Notified, PAGE, Period, Source, Stored, Trace, bearer, fate_of, source,
};

/// Those without a time of arrival were not made by any intake: they belong to every period.
pub(in crate::store) const UPDATES: &str = "SELECT epoch, update_id, fate, at_ms, number, chat, message FROM inbox \
     WHERE identity = $1 AND (epoch, update_id) > ($2, $3) AND (at_ms IS NULL OR (at_ms >= $4 AND at_ms < $5)) \
     ORDER BY epoch, update_id LIMIT $6";

pub(in crate::store) const LINKS_OF_CLIENT: Bulk = Bulk {
    sql: "SELECT l.client_chat, l.client_message, l.role, l.conversation, l.topic_message \
          FROM (VALUES {rows}) AS v CROSS JOIN links l WHERE l.identity = $1 AND l.client_message = v.column2 \
          AND l.client_chat = v.column1 AND l.client_message <> 0",
    lead: 1,
    columns: 2,
};

pub(in crate::store) const LINKS_OF_TOPIC: Bulk = Bulk {
    sql: "SELECT topic_message, role, conversation FROM links WHERE cell = $1 AND topic_message IN ({rows})",
    lead: 1,
    columns: 1,
};

macro_rules! bearer_columns {
    () => {
        "o.cause_identity, o.cause_epoch, o.cause_update, o.seq, o.state, o.conversation, o.made_ms"
    };
}

/// Reactions are no part of any fate.
pub(in crate::store) const BEARERS: Bulk = Bulk {
    sql: concat!(
        "SELECT ",
        bearer_columns!(),
        " FROM (VALUES {rows}) AS v CROSS JOIN outbox o WHERE o.cell = $1 AND o.cause_chat = v.column1 \
          AND o.cause_message = v.column2 AND o.cause_message IS NOT NULL AND o.job <> 50"
    ),
    lead: 1,
    columns: 2,
};

/// For what the group's id of before hides. Rare, so it needs no index.
const BEARER_OF_MARK: &str = concat!(
    "SELECT ",
    bearer_columns!(),
    " FROM outbox o WHERE o.cause_identity = $1 AND o.cause_epoch = $2 AND o.cause_update = $3 AND o.job <> 50"
);

pub(in crate::store) const BEARERS_OF_ITEMS: Bulk = Bulk {
    sql: concat!(
        "SELECT ",
        bearer_columns!(),
        ", a.chat, a.message FROM (VALUES {rows}) AS v CROSS JOIN albums a CROSS JOIN outbox o \
          WHERE a.identity = $1 AND a.chat = v.column1 AND a.message = v.column2 \
          AND o.cell = a.cell AND o.seq = a.seq AND o.job <> 50 AND o.cause_identity IS NOT NULL"
    ),
    lead: 1,
    columns: 2,
};

pub(in crate::store) const TOLD: Bulk = Bulk {
    sql: "SELECT t.update_id, t.notice, t.kept, o.seq, l.role, l.conversation, l.topic_message FROM told t \
          LEFT JOIN outbox o ON o.cell = t.cell AND o.seq = t.notice \
          LEFT JOIN links l ON l.cell = t.cell AND l.topic_message = t.message AND l.client_message = 0 \
          WHERE t.identity = $1 AND t.epoch = $2 AND t.update_id IN ({rows})",
    lead: 2,
    columns: 1,
};

pub(in crate::store) const ASIDE: Bulk = Bulk {
    sql: "SELECT update_id FROM aside WHERE identity = $1 AND epoch = $2 AND update_id IN ({rows})",
    lead: 2,
    columns: 1,
};

pub(in crate::store) const QUARANTINED: Bulk = Bulk {
    sql: "SELECT update_id FROM quarantine WHERE identity = $1 AND epoch = $2 AND update_id IN ({rows})",
    lead: 2,
    columns: 1,
};

impl Look {
    /// The next updates that came in a period, in the order of their keys; none at the end.
    pub async fn updates(
        &mut self,
        of: &InboxOf,
        period: Period,
        after: Option<InboxMark>,
    ) -> Result<Vec<Stored>> {
        let (epoch, update) =
            after.map_or((i64::MIN, i64::MIN), |mark| (mark.epoch, mark.update.0));
        let args = vec![
            of.identity.0.into(),
            epoch.into(),
            update.into(),
            period.from_ms.into(),
            period.to_ms.into(),
            PAGE.into(),
        ];
        let rows = self.open.rows(UPDATES, args).await?;
        rows.iter()
            .map(|row| {
                let mut fields = row.fields();
                let mark = InboxMark {
                    identity: of.identity,
                    epoch: fields.int()?,
                    update: UpdateId(fields.int()?),
                };
                Ok(Stored {
                    mark,
                    fate: fate_of(Some(fields.int()?)),
                    at_ms: fields.opt_int()?,
                    number: fields.opt_int()?,
                    source: source(fields.opt_int()?, fields.opt_int()?),
                })
            })
            .collect()
    }

    /// The links that lead from these messages. In a group another bot of the cell may have made them.
    pub async fn traces(
        &mut self,
        of: &InboxOf,
        identities: &[IdentityId],
        sources: &[Source],
    ) -> Result<HashMap<Source, Vec<Trace>>> {
        let mut found: HashMap<Source, Vec<Trace>> = HashMap::new();
        let in_group = sources.iter().filter(|source| source.chat.is_none());
        let in_group: Vec<Arg> = in_group.map(|source| source.message.0.into()).collect();
        let lead = [of.cell.0.into()];
        for row in LINKS_OF_TOPIC.read(&mut self.open, &lead, in_group).await? {
            let mut fields = row.fields();
            let topic_message = MessageId(fields.int()?);
            let source = Source {
                chat: None,
                message: topic_message,
            };
            let trace = Trace {
                role: role(fields.int()?)?,
                conversation: ConversationId(fields.int()?),
                topic_message,
            };
            found.entry(source).or_default().push(trace);
        }
        for identity in identities {
            let own = *identity == of.identity;
            let wanted = sources
                .iter()
                .filter_map(|source| Some((source, source.chat?)))
                .filter(|(source, chat)| own || (chat.0 < 0 && !found.contains_key(*source)));
            let wanted: Vec<Arg> = wanted
                .flat_map(|(source, chat)| [chat.0.into(), source.message.0.into()])
                .collect();
            let lead = [identity.0.into()];
            for row in LINKS_OF_CLIENT.read(&mut self.open, &lead, wanted).await? {
                let mut fields = row.fields();
                let from = source(Some(fields.int()?), Some(fields.int()?));
                let from = from.ok_or(StoreError::damaged("a link"))?;
                let trace = Trace {
                    role: role(fields.int()?)?,
                    conversation: ConversationId(fields.int()?),
                    topic_message: MessageId(fields.int()?),
                };
                found.entry(from).or_default().push(trace);
            }
        }
        Ok(found)
    }

    /// The deliveries that bring these updates, albums' items included.
    pub async fn bearers(
        &mut self,
        of: &InboxOf,
        updates: &[Stored],
    ) -> Result<HashMap<InboxMark, Vec<Bearer>>> {
        let at = |source: Source| [source.chat.unwrap_or(of.group).0, source.message.0];
        let places: Vec<Arg> = updates
            .iter()
            .filter_map(|update| update.source)
            .flat_map(at)
            .map(Arg::from)
            .collect();
        let mut found: HashMap<InboxMark, Vec<Bearer>> = HashMap::new();
        let lead = [of.cell.0.into()];
        for row in BEARERS.read(&mut self.open, &lead, places.clone()).await? {
            let one = bearer(&mut row.fields())?;
            add(&mut found, one.cause, one);
        }
        let by_place: HashMap<[i64; 2], Vec<InboxMark>> =
            updates.iter().fold(HashMap::new(), |mut marks, update| {
                if let Some(source) = update.source {
                    marks.entry(at(source)).or_default().push(update.mark);
                }
                marks
            });
        let lead = [of.identity.0.into()];
        for row in BEARERS_OF_ITEMS.read(&mut self.open, &lead, places).await? {
            let mut fields = row.fields();
            let one = bearer(&mut fields)?;
            let place = [fields.int()?, fields.int()?];
            for mark in by_place.get(&place).into_iter().flatten() {
                add(&mut found, *mark, one);
            }
        }
        for update in updates {
            if found.contains_key(&update.mark) {
                continue;
            }
            let mark = update.mark;
            let args = vec![
                mark.identity.0.into(),
                mark.epoch.into(),
                mark.update.0.into(),
            ];
            for row in self.open.rows(BEARER_OF_MARK, args).await? {
                add(&mut found, mark, bearer(&mut row.fields())?);
            }
        }
        Ok(found)
    }

    /// What tells of these updates.
    pub async fn notices(&mut self, marks: &[InboxMark]) -> Result<HashMap<InboxMark, Notified>> {
        let mut found = HashMap::new();
        for same in
            marks.chunk_by(|one, other| (one.identity, one.epoch) == (other.identity, other.epoch))
        {
            let lead = [same[0].identity.0.into(), same[0].epoch.into()];
            let updates = same.iter().map(|mark| mark.update.0.into()).collect();
            for row in TOLD.read(&mut self.open, &lead, updates).await? {
                let mut fields = row.fields();
                let mark = InboxMark {
                    update: UpdateId(fields.int()?),
                    ..same[0]
                };
                let notice = Seq(fields.int()?);
                let kept = fields.opt_int()?.map(Seq);
                let waits = fields.opt_int()?.is_some();
                let link = (fields.opt_int()?, fields.opt_int()?, fields.opt_int()?);
                let stands = match link {
                    (Some(code), Some(conversation), Some(message)) => Some(Trace {
                        role: role(code)?,
                        conversation: ConversationId(conversation),
                        topic_message: MessageId(message),
                    }),
                    _ => None,
                };
                let notified = Notified {
                    notice,
                    kept,
                    waits,
                    stands,
                };
                found.insert(mark, notified);
            }
        }
        Ok(found)
    }

    /// Which of these updates are in quarantine.
    pub async fn in_quarantine(&mut self, marks: &[InboxMark]) -> Result<Vec<InboxMark>> {
        self.those_in(&QUARANTINED, marks).await
    }

    /// Which of these updates are set aside.
    pub async fn set_aside(&mut self, marks: &[InboxMark]) -> Result<Vec<InboxMark>> {
        self.those_in(&ASIDE, marks).await
    }

    async fn those_in(&mut self, table: &Bulk, marks: &[InboxMark]) -> Result<Vec<InboxMark>> {
        let mut found = Vec::new();
        for same in
            marks.chunk_by(|one, other| (one.identity, one.epoch) == (other.identity, other.epoch))
        {
            let lead = [same[0].identity.0.into(), same[0].epoch.into()];
            let updates = same.iter().map(|mark| mark.update.0.into()).collect();
            for row in table.read(&mut self.open, &lead, updates).await? {
                let update = UpdateId(row.int()?);
                found.push(InboxMark { update, ..same[0] });
            }
        }
        Ok(found)
    }
}

fn add(found: &mut HashMap<InboxMark, Vec<Bearer>>, mark: InboxMark, one: Bearer) {
    let known = found.entry(mark).or_default();
    if !known.contains(&one) {
        known.push(one);
    }
}

fn role(code: i64) -> Result<LinkRole> {
    LinkRole::from_code(code).ok_or(StoreError::damaged("a link"))
}
