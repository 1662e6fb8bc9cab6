//! From numbers, deliveries, links and the quarantine back to updates.

use relevo_core::{CellId, ConversationId, Fate, IdentityId, InboxMark, LinkRole, Seq};
use relevo_telegram::{ChatId, MessageId, UpdateId};

use super::super::codes::Code as _;
use super::super::{Result, StoreError};
use super::{
    InboxOf, Look, PAGE, Period, Source, Stray, StrayLink, Trace, bearer, fate_of, source,
};

const DELIVERIES: &str = "SELECT o.cause_identity, o.cause_epoch, o.cause_update, o.seq, o.state, o.conversation, o.made_ms, i.fate \
     FROM outbox o LEFT JOIN inbox i ON i.identity = o.cause_identity AND i.epoch = o.cause_epoch \
     AND i.update_id = o.cause_update WHERE o.cell = $1 AND o.seq > $2 AND o.cause_identity IS NOT NULL AND o.job <> 50 \
     AND o.made_ms >= $3 AND o.made_ms < $4 ORDER BY o.seq LIMIT $5";

const QUARANTINE: &str = "SELECT q.epoch, q.update_id, q.at_ms, i.fate FROM quarantine q \
     LEFT JOIN inbox i ON i.identity = q.identity AND i.epoch = q.epoch AND i.update_id = q.update_id \
     WHERE q.identity = $1 AND (q.epoch, q.update_id) > ($2, $3) AND q.at_ms >= $4 AND q.at_ms < $5 \
     ORDER BY q.epoch, q.update_id LIMIT $6";

/// Notices (role 4) come from no update.
const LINKS: &str = "SELECT identity, client_chat, client_message, topic_message, role, conversation, made_ms FROM links \
     WHERE cell = $1 AND (topic_message, client_message) > ($2, $3) AND made_ms >= $4 AND made_ms < $5 AND role <> 4 \
     ORDER BY topic_message, client_message LIMIT $6";

/// Filtered updates (from 10) bring nothing.
const PLACES: &str = "SELECT epoch, update_id, chat, message, fate FROM inbox WHERE identity = $1 \
     AND (epoch, update_id) > ($2, $3) AND message IS NOT NULL AND fate < 10 ORDER BY epoch, update_id LIMIT $4";

const COUNT: &str =
    "SELECT COUNT(*) FROM inbox WHERE identity = $1 AND message IS NOT NULL AND fate < 10";

const BELOW: &str = "SELECT MAX(number) FROM inbox WHERE identity = $1 AND at_ms < $2";
const ABOVE: &str = "SELECT MIN(number) FROM inbox WHERE identity = $1 AND at_ms >= $2";
const NUMBERED: &str = "SELECT number, epoch, update_id, at_ms FROM inbox WHERE identity = $1 AND number >= $2 AND number <= $3 \
     ORDER BY number LIMIT $4";

const AT: &str = "SELECT epoch, update_id FROM inbox WHERE identity = $1 AND chat = $2 AND message = $3 ORDER BY epoch, update_id LIMIT 1";

/// A key and what follows it in a page.
type At = (i64, i64);

impl Look {
    /// The numbers around a period: the last before it, and the first after it. Between them none may be missing.
    pub async fn around(&mut self, of: &InboxOf, period: Period) -> Result<(i64, i64)> {
        let args = |bound: i64| vec![of.identity.0.into(), bound.into()];
        let below = self.open.rows(BELOW, args(period.from_ms)).await?;
        let above = self.open.rows(ABOVE, args(period.to_ms)).await?;
        let number = |rows: &[super::super::row::Row]| match rows.first() {
            Some(row) => row.fields().opt_int(),
            None => Ok(None),
        };
        let below = number(&below)?.unwrap_or(0).max(of.swept);
        Ok((below, number(&above)?.unwrap_or(of.taken + 1)))
    }

    /// The updates with these numbers, at most a page, in order: number, key, time of arrival.
    pub async fn numbered(
        &mut self,
        of: &InboxOf,
        (first, last): (i64, i64),
    ) -> Result<Vec<(i64, InboxMark, i64)>> {
        let args = vec![of.identity.0.into(), first.into(), last.into(), PAGE.into()];
        let rows = self.open.rows(NUMBERED, args).await?;
        rows.iter()
            .map(|row| {
                let mut fields = row.fields();
                let number = fields.int()?;
                let mark = InboxMark {
                    identity: of.identity,
                    epoch: fields.int()?,
                    update: UpdateId(fields.int()?),
                };
                Ok((number, mark, fields.opt_int()?.unwrap_or(0)))
            })
            .collect()
    }

    /// The next deliveries of a period that an update caused, with its fate; none at the end.
    pub async fn caused(&mut self, cell: CellId, period: Period, after: Seq) -> Result<Vec<Stray>> {
        let args = vec![
            cell.0.into(),
            after.0.into(),
            period.from_ms.into(),
            period.to_ms.into(),
            PAGE.into(),
        ];
        let rows = self.open.rows(DELIVERIES, args).await?;
        rows.iter()
            .map(|row| {
                let mut fields = row.fields();
                let bearer = bearer(&mut fields)?;
                Ok(Stray {
                    mark: bearer.cause,
                    at_ms: bearer.made_ms,
                    fate: fate_of(fields.opt_int()?),
                    bearer: Some(bearer),
                })
            })
            .collect()
    }

    /// The next quarantined updates of a period, with what the inbox says of them; none at the end.
    pub async fn quarantine_of(
        &mut self,
        of: &InboxOf,
        period: Period,
        (epoch, update): At,
    ) -> Result<Vec<Stray>> {
        let args = vec![
            of.identity.0.into(),
            epoch.into(),
            update.into(),
            period.from_ms.into(),
            period.to_ms.into(),
            PAGE.into(),
        ];
        let rows = self.open.rows(QUARANTINE, args).await?;
        rows.iter()
            .map(|row| {
                let mut fields = row.fields();
                let mark = InboxMark {
                    identity: of.identity,
                    epoch: fields.int()?,
                    update: UpdateId(fields.int()?),
                };
                Ok(Stray {
                    bearer: None,
                    mark,
                    at_ms: fields.int()?,
                    fate: fate_of(fields.opt_int()?),
                })
            })
            .collect()
    }

    /// The next links of a period that an update must have caused; none at the end.
    pub async fn links_of_period(
        &mut self,
        cell: CellId,
        period: Period,
        (topic_message, client_message): At,
    ) -> Result<Vec<StrayLink>> {
        let args = vec![
            cell.0.into(),
            topic_message.into(),
            client_message.into(),
            period.from_ms.into(),
            period.to_ms.into(),
            PAGE.into(),
        ];
        let rows = self.open.rows(LINKS, args).await?;
        rows.iter()
            .map(|row| {
                let mut fields = row.fields();
                let identity = IdentityId(fields.int()?);
                let chat = ChatId(fields.int()?);
                let client_message = MessageId(fields.int()?);
                let topic_message = MessageId(fields.int()?);
                let role = LinkRole::from_code(fields.int()?);
                let role = role.ok_or(StoreError::damaged("a link"))?;
                let by_client = role.is_of_the_client();
                Ok(StrayLink {
                    identity,
                    source: Source {
                        chat: by_client.then_some(chat),
                        message: if by_client {
                            client_message
                        } else {
                            topic_message
                        },
                    },
                    trace: Trace {
                        role,
                        conversation: ConversationId(fields.int()?),
                        topic_message,
                    },
                    made_ms: fields.int()?,
                    client_message,
                })
            })
            .collect()
    }

    /// How many updates an inbox has that may have brought something.
    pub async fn count_places(&mut self, of: &InboxOf) -> Result<i64> {
        let rows = self.open.rows(COUNT, vec![of.identity.0.into()]).await?;
        rows.first().ok_or(StoreError::damaged("the inbox"))?.int()
    }

    /// The next updates that may have brought something: key, message, fate; none at the end.
    pub async fn places(
        &mut self,
        of: &InboxOf,
        (epoch, update): At,
    ) -> Result<Vec<(At, Source, Option<Fate>)>> {
        let args = vec![
            of.identity.0.into(),
            epoch.into(),
            update.into(),
            PAGE.into(),
        ];
        let rows = self.open.rows(PLACES, args).await?;
        rows.iter()
            .map(|row| {
                let mut fields = row.fields();
                let key = (fields.int()?, fields.int()?);
                let from = source(fields.opt_int()?, fields.opt_int()?);
                let from = from.ok_or(StoreError::damaged("an update"))?;
                Ok((key, from, fate_of(Some(fields.int()?))))
            })
            .collect()
    }

    /// The first update about a message. Reads the whole inbox: for exceptions only.
    pub async fn update_about(&mut self, of: &InboxOf, at: Source) -> Result<Option<InboxMark>> {
        let chat = at
            .chat
            .map_or(super::super::inbox::IN_THE_GROUP, |chat| chat.0);
        let args = vec![of.identity.0.into(), chat.into(), at.message.0.into()];
        let rows = self.open.rows(AT, args).await?;
        rows.first()
            .map(|row| {
                let mut fields = row.fields();
                Ok(InboxMark {
                    identity: of.identity,
                    epoch: fields.int()?,
                    update: UpdateId(fields.int()?),
                })
            })
            .transpose()
    }
}
