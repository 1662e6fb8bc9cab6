//! API keys: one a connection, kept as a keyed digest, so that nobody can read it again.

use relevo_core::ConnectionId;

use super::{Result, Store, Tx};

impl Store {
    /// When a connection's key was made, if it has one, Unix milliseconds.
    pub async fn api_key_made_ms(&self, connection: ConnectionId) -> Result<Option<i64>> {
        let sql = "SELECT made_ms FROM api_keys WHERE connection = $1";
        let rows = self.db().rows(sql, vec![connection.0.into()]).await?;
        rows.first().map(super::row::Row::int).transpose()
    }

    /// Whose key this is.
    pub async fn connection_of_key(&self, key: &str) -> Result<Option<ConnectionId>> {
        let sql = "SELECT connection FROM api_keys WHERE digest = $1";
        let args = vec![self.digest(&["api key", key]).into()];
        let rows = self.db().rows(sql, args).await?;
        rows.first()
            .map(|row| row.int().map(ConnectionId))
            .transpose()
    }
}

impl Tx {
    /// Gives a connection this key instead of the one before; none: it has none any more.
    pub async fn set_api_key(
        &mut self,
        connection: ConnectionId,
        key: Option<&str>,
        now_ms: i64,
    ) -> Result<()> {
        let remove = "DELETE FROM api_keys WHERE connection = $1";
        self.open.run(remove, vec![connection.0.into()]).await?;
        if let Some(key) = key {
            let sql = "INSERT INTO api_keys (connection, digest, made_ms) VALUES ($1, $2, $3)";
            let args = vec![
                connection.0.into(),
                self.store.digest(&["api key", key]).into(),
                now_ms.into(),
            ];
            self.open.run(sql, args).await?;
        }
        Ok(())
    }
}
