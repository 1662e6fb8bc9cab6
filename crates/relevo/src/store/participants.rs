//! Who was seen writing in clients' groups, and when clients wrote first and last: what their cards tell.

use std::collections::{BTreeMap, HashMap};

use relevo_core::{Card, CardId, ConversationId, PARTICIPANTS_NAMED_MAX, Participant};
use relevo_telegram::UserId;

use super::bulk::Bulk;
use super::row::{Arg, Row};
use super::{Result, Tx};

/// Since when somebody is there stays as it was first noted.
pub(super) const PUT: Bulk = Bulk {
    sql: "INSERT INTO participants (person, conversation, card, digest, first_ms) VALUES {rows} ON CONFLICT (person, conversation) \
          DO UPDATE SET card = excluded.card, digest = excluded.digest",
    lead: 0,
    columns: 5,
};

pub(super) const OF_PEOPLE: Bulk = Bulk {
    sql: "SELECT conversation, person, card, digest FROM participants WHERE (person) IN ({rows})",
    lead: 0,
    columns: 1,
};

pub(super) const FIRST: &str = "SELECT person, card FROM participants WHERE conversation = $1 ORDER BY first_ms, person LIMIT $2";

pub(super) const COUNT: &str = "SELECT COUNT(*) FROM participants WHERE conversation = $1";

/// Roles: Client and Item.
pub(super) const FIRST_CONTACT: &str =
    "SELECT MIN(made_ms) FROM links WHERE conversation = $1 AND role IN (0, 9)";
pub(super) const LAST_CONTACT: &str =
    "SELECT MAX(made_ms) FROM links WHERE conversation = $1 AND role IN (0, 9)";

impl Tx {
    /// What is known of these people as participants of clients' groups, whichever those are.
    pub async fn participants(&mut self, people: &[UserId]) -> Result<Vec<Participant>> {
        let people = people.iter().map(|person| person.0.into()).collect();
        let rows = OF_PEOPLE.read(&mut self.open, &[], people).await?;
        let read = |row: &Row| {
            let mut fields = row.fields();
            Ok(Participant {
                conversation: ConversationId(fields.int()?),
                person: UserId(fields.int()?),
                card: CardId(fields.int()?),
                digest: fields.int()?,
            })
        };
        rows.iter().map(read).collect()
    }

    /// The first who wrote in a group, with their names, and how many more did.
    pub async fn first_participants(
        &mut self,
        conversation: ConversationId,
    ) -> Result<(Vec<(i64, Card)>, u32)> {
        let most = i64::from(PARTICIPANTS_NAMED_MAX);
        let args = vec![conversation.0.into(), most.into()];
        let mut people = Vec::new();
        for row in self.open.rows(FIRST, args).await? {
            let mut fields = row.fields();
            people.push((fields.int()?, CardId(fields.int()?)));
        }
        let ids: Vec<CardId> = people.iter().map(|(_, card)| *card).collect();
        let mut cards: HashMap<CardId, Card> = self.cards(&ids).await?;
        let named: Vec<(i64, Card)> = people
            .into_iter()
            .map(|(person, card)| (person, cards.remove(&card).unwrap_or_default()))
            .collect();
        let rows = self.open.rows(COUNT, vec![conversation.0.into()]).await?;
        let all = rows.first().map_or(Ok(0), Row::int)?;
        let read = i64::try_from(named.len()).expect("few are named");
        let more = u32::try_from((all - read).max(0)).unwrap_or(u32::MAX);
        Ok((named, more))
    }

    /// When the first and the last message of the client came into the topic, Unix milliseconds.
    pub async fn contact_ms(&mut self, conversation: ConversationId) -> Result<Option<(i64, i64)>> {
        let mut ends = [None, None];
        for (end, sql) in ends.iter_mut().zip([FIRST_CONTACT, LAST_CONTACT]) {
            let rows = self.open.rows(sql, vec![conversation.0.into()]).await?;
            *end = rows
                .first()
                .map_or(Ok(None), |row| row.fields().opt_int())?;
        }
        let [first, last] = ends;
        Ok(first.zip(last))
    }

    pub(super) async fn put_participants(
        &mut self,
        participants: &BTreeMap<(ConversationId, UserId), (Participant, i64)>,
    ) -> Result<()> {
        let columns = participants.values().flat_map(|(one, at_ms)| {
            [
                one.person.0,
                one.conversation.0,
                one.card.0,
                one.digest,
                *at_ms,
            ]
        });
        PUT.run(&mut self.open, columns.map(Arg::from).collect())
            .await
            .map(drop)
    }
}
