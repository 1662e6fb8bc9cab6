//! How a connection goes, in numbers, for its owner who asks.
//!
//! Neighbours: `status` counts everything for the host, `bots` a group's bots. Deliberately absent: names and words.

use relevo_core::{ConnectionId, ConversationId, Status};

use super::codes::Code as _;
use super::inbox::IN_THE_GROUP;
use super::outbox::{CLAIMED, FAILED, HELD, WAITING, is_message};
use super::{Result, Store, StoreError};

/// Counts of one connection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    /// Conversations that wait for the team.
    pub of_team: i64,
    /// Conversations that wait for the client.
    pub of_client: i64,
    /// The conversation that waits longest for the team.
    pub longest: Option<ConversationId>,
    /// Messages of clients that came in today, and answers that reached them.
    pub today: (i64, i64),
    /// The same for the week.
    pub week: (i64, i64),
    /// How many of those of the week have been delivered, both ways.
    pub delivered: i64,
    /// Deliveries in their lanes, and under way.
    pub on_the_way: i64,
    /// Deliveries that a person must decide about.
    pub held: i64,
    /// Deliveries that did not arrive.
    pub failed: i64,
}

/// The first of what became of each message: edits of it come later. What stays inside or was left out does not count; nor does an
/// answer that has not arrived. 1 and 6 are delivered and arrived, 0, 3 and 4 are waiting, failed and held.
const MESSAGES: &str = "SELECT is_answer, COUNT(*), SUM(CASE WHEN first_ms >= $3 THEN 1 ELSE 0 END), SUM(is_there) FROM (\
         SELECT CAST(CASE WHEN chat = 0 THEN 1 ELSE 0 END AS BIGINT) AS is_answer, MIN(at_ms) AS first_ms, \
         MAX(CASE WHEN fate IN (1, 6) THEN 1 ELSE 0 END) AS is_there \
         FROM inbox WHERE identity = (SELECT identity FROM connections WHERE id = $1) AND chat IS NOT NULL \
         AND (fate IN (1, 6) OR chat <> 0 AND fate IN (0, 3, 4)) \
         GROUP BY chat, message HAVING MIN(at_ms) >= $2) AS messages GROUP BY is_answer";

impl Store {
    /// How a connection goes; `week_ms` and `today_ms` are when the week and the day began. Reads the connection's inbox as far back as
    /// it is kept: for a person who asks, not for a loop.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub async fn numbers(
        &self,
        connection: ConnectionId,
        (week_ms, today_ms): (i64, i64),
    ) -> Result<Numbers> {
        const { assert!(IN_THE_GROUP == 0, "as the query has it") };
        let mut numbers = Numbers::default();
        self.count_conversations(connection, &mut numbers).await?;
        self.count_deliveries(connection, &mut numbers).await?;
        let args = vec![connection.0.into(), week_ms.into(), today_ms.into()];
        for row in self.db().rows(MESSAGES, args).await? {
            let mut fields = row.fields();
            let is_answer = fields.flag()?;
            let (week, today, delivered) = (fields.int()?, fields.int()?, fields.int()?);
            match is_answer {
                true => (numbers.week.1, numbers.today.1) = (week, today),
                false => (numbers.week.0, numbers.today.0) = (week, today),
            }
            numbers.delivered += delivered;
        }
        Ok(numbers)
    }

    async fn count_conversations(&self, of: ConnectionId, numbers: &mut Numbers) -> Result<()> {
        // Topic 2 is one that is there, standing 0 is served.
        let which = "FROM conversations WHERE connection = $1 AND topic = 2 AND standing = 0";
        let sql = format!("SELECT status, COUNT(*) {which} AND status < 2 GROUP BY status");
        for row in self.db().rows(sql, vec![of.0.into()]).await? {
            let mut fields = row.fields();
            let (status, count) = (fields.int()?, fields.int()?);
            match Status::from_code(status).ok_or(StoreError::damaged("a conversation"))? {
                Status::UserAnswered => numbers.of_team = count,
                Status::SupportAnswered => numbers.of_client = count,
                Status::Closed => {}
            }
        }
        let sql = format!("SELECT id {which} AND status = 0 ORDER BY status_ms, id LIMIT 1");
        let rows = self.db().rows(sql, vec![of.0.into()]).await?;
        let longest = rows.first().map(super::row::Row::int).transpose()?;
        numbers.longest = longest.map(ConversationId);
        Ok(())
    }

    async fn count_deliveries(&self, of: ConnectionId, numbers: &mut Numbers) -> Result<()> {
        let sql = format!(
            "SELECT state, COUNT(*) FROM outbox WHERE cell = (SELECT cell FROM connections WHERE id = $1) \
             AND connection = $1 AND {} GROUP BY state",
            is_message()
        );
        for row in self.db().rows(sql, vec![of.0.into()]).await? {
            let mut fields = row.fields();
            let (state, count) = (fields.int()?, fields.int()?);
            match state {
                WAITING | CLAIMED => numbers.on_the_way += count,
                HELD => numbers.held = count,
                FAILED => numbers.failed = count,
                _ => return Err(StoreError::damaged("a delivery")),
            }
        }
        Ok(())
    }
}
