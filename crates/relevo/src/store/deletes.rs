//! What goes when a connection is deleted: everything that is known of its clients.

use relevo_core::{Connection, Seq};

use super::row::Arg;
use super::{Result, Tx};

/// Of its conversations, which go last.
const OF_CONVERSATIONS: [&str; 14] = [
    "DELETE FROM cards WHERE id IN (SELECT card FROM participants WHERE conversation IN \
     (SELECT id FROM conversations WHERE connection = $1))",
    "DELETE FROM cards WHERE id IN (SELECT card FROM sources WHERE card IS NOT NULL AND conversation IN \
     (SELECT id FROM conversations WHERE connection = $1))",
    "DELETE FROM participants WHERE conversation IN (SELECT id FROM conversations WHERE connection = $1)",
    "DELETE FROM sources WHERE conversation IN (SELECT id FROM conversations WHERE connection = $1)",
    "DELETE FROM source_messages WHERE conversation IN (SELECT id FROM conversations WHERE connection = $1)",
    "DELETE FROM callbacks WHERE conversation IN (SELECT id FROM conversations WHERE connection = $1)",
    "DELETE FROM left_topics WHERE conversation IN (SELECT id FROM conversations WHERE connection = $1)",
    "DELETE FROM topics WHERE conversation IN (SELECT id FROM conversations WHERE connection = $1)",
    "DELETE FROM opted_out WHERE conversation IN (SELECT id FROM conversations WHERE connection = $1)",
    "DELETE FROM broadcast_messages WHERE conversation IN (SELECT id FROM conversations WHERE connection = $1)",
    "DELETE FROM links WHERE conversation IN (SELECT id FROM conversations WHERE connection = $1)",
    "UPDATE marks SET held = held - (SELECT COUNT(*) FROM conversation_marks s CROSS JOIN conversations c \
     WHERE s.mark = marks.id AND c.id = s.conversation AND c.connection = $1) WHERE id IN (SELECT s.mark FROM conversations c \
     CROSS JOIN conversation_marks s WHERE c.connection = $1 AND s.conversation = c.id)",
    "DELETE FROM conversation_marks WHERE conversation IN (SELECT id FROM conversations WHERE connection = $1)",
    "DELETE FROM mark_events WHERE conversation IN (SELECT id FROM conversations WHERE connection = $1)",
];

/// Of the connection itself.
const OF_CONNECTION: [&str; 15] = [
    "DELETE FROM cards WHERE id IN (SELECT card FROM conversations WHERE connection = $1 \
     UNION SELECT called FROM conversations WHERE connection = $1 AND called IS NOT NULL \
     UNION SELECT ticker FROM conversations WHERE connection = $1 AND ticker IS NOT NULL)",
    "DELETE FROM outbox WHERE connection = $1",
    "DELETE FROM recipients WHERE connection = $1",
    "DELETE FROM reactions WHERE connection = $1",
    "DELETE FROM conversations WHERE connection = $1",
    "DELETE FROM parameters WHERE connection = $1",
    "DELETE FROM icons WHERE connection = $1",
    "DELETE FROM exports WHERE connection = $1",
    "DELETE FROM co_owners WHERE connection = $1",
    "DELETE FROM api_keys WHERE connection = $1",
    "DELETE FROM codes WHERE connection = $1",
    "DELETE FROM aside WHERE connection = $1",
    "DELETE FROM requests WHERE connection = $1",
    "DELETE FROM panels WHERE connection = $1",
    "DELETE FROM connections WHERE id = $1",
];

/// Of what its bot has taken in.
const OF_IDENTITY: [&str; 7] = [
    "DELETE FROM told WHERE identity = $1",
    "DELETE FROM inbox WHERE identity = $1",
    "DELETE FROM quarantine WHERE identity = $1",
    "DELETE FROM albums WHERE identity = $1",
    "DELETE FROM discussions WHERE identity = $1",
    "DELETE FROM menus WHERE identity = $1",
    "DELETE FROM aside WHERE identity = $1 AND connection <> 0",
];

/// Of a group in which nothing is connected any more.
const OF_CELL: [&str; 6] = [
    "DELETE FROM replies WHERE cell = $1 AND NOT EXISTS (SELECT 1 FROM connections WHERE cell = $1)",
    "DELETE FROM reply_topics WHERE cell = $1 AND NOT EXISTS (SELECT 1 FROM connections WHERE cell = $1)",
    "DELETE FROM group_albums WHERE cell = $1 AND NOT EXISTS (SELECT 1 FROM connections WHERE cell = $1)",
    "DELETE FROM mark_after WHERE mark IN (SELECT id FROM marks WHERE cell = $1) \
     AND NOT EXISTS (SELECT 1 FROM connections WHERE cell = $1)",
    "DELETE FROM mark_events WHERE cell = $1 AND NOT EXISTS (SELECT 1 FROM connections WHERE cell = $1)",
    "DELETE FROM marks WHERE cell = $1 AND NOT EXISTS (SELECT 1 FROM connections WHERE cell = $1)",
];

/// The bot or account itself, with what is known of its budgets.
const BOT: [&str; 4] = [
    "DELETE FROM pending_accounts WHERE bot = $1",
    "DELETE FROM budgets WHERE identity = $1",
    "DELETE FROM dialogs WHERE identity = $1",
    "DELETE FROM identities WHERE id = $1",
];

impl Tx {
    /// Deletes a connection and what is known of its clients; its bot as well, unless it is to be kept or accounts are
    /// reached over it.
    pub async fn delete_connection(&mut self, of: &Connection, keeps_bot: bool) -> Result<()> {
        self.open.walks();
        self.depart(of.id).await?;
        let waiting = "SELECT seq FROM outbox WHERE connection = $1";
        let waiting = self.open.rows(waiting, vec![of.id.0.into()]).await?;
        let waiting: Result<Vec<Seq>> = waiting.iter().map(|row| row.int().map(Seq)).collect();
        self.revise(of.cell, &waiting?).await?;
        let all = OF_CONVERSATIONS.iter().chain(&OF_CONNECTION);
        for sql in all {
            self.open.run(*sql, vec![of.id.0.into()]).await?;
        }
        for sql in OF_IDENTITY {
            self.open.run(sql, vec![of.identity.0.into()]).await?;
        }
        let sql = "UPDATE identities SET swept = taken WHERE id = $1";
        self.open.run(sql, vec![of.identity.0.into()]).await?;
        self.hand_over_desk(of.cell, of.bot()).await?;
        let unused: Vec<Arg> = vec![of.cell.0.into()];
        let relays = "DELETE FROM identities WHERE id IN (SELECT identity FROM relays WHERE cell = $1) \
                      AND NOT EXISTS (SELECT 1 FROM connections WHERE cell = $1)";
        self.open.run(relays, unused.clone()).await?;
        let relays = "DELETE FROM relays WHERE cell = $1 AND NOT EXISTS (SELECT 1 FROM connections WHERE cell = $1)";
        self.open.run(relays, unused).await?;
        for table in super::shifts::TABLES {
            let sql = format!(
                "DELETE FROM {table} WHERE cell = $1 AND NOT EXISTS (SELECT 1 FROM connections WHERE cell = $1)"
            );
            self.open.run(sql, vec![of.cell.0.into()]).await?;
        }
        for sql in OF_CELL {
            self.open.run(sql, vec![of.cell.0.into()]).await?;
        }
        let sql = "SELECT COUNT(*) FROM identities WHERE via = $1";
        let rows = self.open.rows(sql, vec![of.identity.0.into()]).await?;
        let carries = rows.first().map_or(Ok(0), super::row::Row::int)? > 0;
        // Accounts are reached over it.
        if !keeps_bot && !carries {
            for sql in BOT {
                self.open.run(sql, vec![of.identity.0.into()]).await?;
            }
        }
        self.bump_config().await
    }
}
