//! What is written when a connection moves to another backend group.

use relevo_core::{CellId, ConnectionId, Delivery, IdentityId};

use super::outbox::{COLUMNS, HELD};
use super::{Result, Tx};

impl Tx {
    /// How many deliveries of a connection wait for somebody's decision.
    pub async fn held_of(&mut self, connection: ConnectionId) -> Result<i64> {
        let sql = "SELECT COUNT(*) FROM outbox WHERE connection = $1 AND state = $2";
        let args = vec![connection.0.into(), HELD.into()];
        let rows = self.open.rows(sql, args).await?;
        rows.first().map_or(Ok(0), super::row::Row::int)
    }

    /// How many deliveries of a connection failed or wait for somebody's decision in cells where it is not (any more).
    pub async fn left_behind(&mut self, connection: ConnectionId) -> Result<i64> {
        let sql = "SELECT COUNT(*) FROM outbox WHERE connection = $1 AND state >= $2 \
                   AND cell <> (SELECT cell FROM connections WHERE id = $1)";
        let args = vec![connection.0.into(), HELD.into()];
        let rows = self.open.rows(sql, args).await?;
        rows.first().map_or(Ok(0), super::row::Row::int)
    }

    /// Everything of a connection that is in a lane, in order.
    pub async fn waiting_of(&mut self, connection: ConnectionId) -> Result<Vec<Delivery>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM outbox WHERE connection = $1 AND state < $2 ORDER BY seq"
        );
        let args = vec![connection.0.into(), HELD.into()];
        let mut found = Vec::new();
        for row in self.open.rows(sql, args).await? {
            found.extend(self.opened(&row).await?);
        }
        Ok(found)
    }

    /// Puts a connection into another cell.
    pub async fn set_cell(&mut self, connection: ConnectionId, cell: CellId) -> Result<()> {
        self.depart(connection).await?;
        let sql = "UPDATE connections SET cell = $2 WHERE id = $1";
        let args = vec![connection.0.into(), cell.0.into()];
        self.open.run(sql, args).await?;
        self.bump_config().await
    }

    /// A connection leaves its cell.
    pub(super) async fn depart(&mut self, connection: ConnectionId) -> Result<()> {
        let sql = "UPDATE cells SET departures = departures + 1 \
                   WHERE id = (SELECT cell FROM connections WHERE id = $1)";
        self.open
            .run(sql, vec![connection.0.into()])
            .await
            .map(drop)
    }

    /// The topics that a connection has in a cell are nobody's any more.
    pub async fn forget_topics(
        &mut self,
        (connection, cell): (ConnectionId, CellId),
    ) -> Result<()> {
        let sql = "DELETE FROM topics WHERE cell = $1 \
                   AND conversation IN (SELECT id FROM conversations WHERE connection = $2)";
        let args = vec![cell.0.into(), connection.0.into()];
        self.open.run(sql, args).await.map(drop)
    }

    /// What modules did in a cell in the name of a connection that leaves it is over: panels that nobody can press any more, what was asked
    /// and not dealt with, tables that nobody can bring.
    pub async fn forget_modules(
        &mut self,
        (connection, cell): (ConnectionId, CellId),
    ) -> Result<()> {
        for sql in [
            "DELETE FROM panels WHERE cell = $1 AND connection = $2",
            "DELETE FROM requests WHERE cell = $1 AND connection = $2",
            "DELETE FROM exports WHERE cell = $1 AND connection = $2",
        ] {
            let args = vec![cell.0.into(), connection.0.into()];
            self.open.run(sql, args).await?;
        }
        Ok(())
    }

    /// Another bot of the cell does what one bot of a group does, if this one did and has no connection there any more.
    pub async fn hand_over_desk(&mut self, cell: CellId, from: IdentityId) -> Result<()> {
        let sql = "UPDATE cells SET desk = (SELECT MIN(COALESCE(i.via, i.id)) FROM connections n \
                   JOIN identities i ON i.id = n.identity WHERE n.cell = $1) \
                   WHERE id = $1 AND desk = $2 AND EXISTS (SELECT 1 FROM connections WHERE cell = $1) \
                   AND NOT EXISTS (SELECT 1 FROM connections n JOIN identities i ON i.id = n.identity \
                   WHERE n.cell = $1 AND COALESCE(i.via, i.id) = $2)";
        let args = vec![cell.0.into(), from.0.into()];
        self.open.run(sql, args).await?;
        self.bump_config().await
    }

    /// What a bot has taken in up to now is not proven by what follows any more; what is open stays.
    pub async fn close_books(&mut self, identity: IdentityId, now_ms: i64) -> Result<()> {
        let sql = "DELETE FROM inbox WHERE identity = $1 AND (fate IN (1, 2, 6) OR fate >= 10)";
        self.open.run(sql, vec![identity.0.into()]).await?;
        let sql = "UPDATE identities SET swept = taken, swept_ms = $2 WHERE id = $1";
        let args = vec![identity.0.into(), now_ms.into()];
        self.open.run(sql, args).await.map(drop)
    }
}
