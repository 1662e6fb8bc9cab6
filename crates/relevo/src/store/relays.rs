//! Relays: extra bots of a cell, and which of them are out of service.

use relevo_core::{CellId, IdentityId, Relay, RelayOut};

use super::bulk::Bulk;
use super::codes::Code as _;
use super::{Result, Store, StoreError, Tx};

/// Which relay posted a message, where one did.
pub(super) const OF_MESSAGES: Bulk = Bulk {
    sql: "SELECT topic_message, relay FROM links WHERE cell = $1 AND topic_message IN ({rows}) AND relay IS NOT NULL",
    lead: 1,
    columns: 1,
};

/// A relay as it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoredRelay {
    /// Its cell.
    pub cell: CellId,
    /// The bot, and whether it is in service.
    pub relay: Relay,
    /// Since when it is out of service, Unix milliseconds.
    pub out_ms: Option<i64>,
}

impl Store {
    /// Every relay, in the order of their ids.
    pub async fn relays(&self) -> Result<Vec<StoredRelay>> {
        let sql = "SELECT identity, cell, out, out_ms FROM relays ORDER BY identity";
        let rows = self.db().rows(sql, vec![]).await?;
        rows.iter()
            .map(|row| {
                let mut fields = row.fields();
                let (id, cell) = (IdentityId(fields.int()?), CellId(fields.int()?));
                let out = match fields.int()? {
                    0 => None,
                    code => {
                        let out = RelayOut::from_code(code);
                        Some(out.ok_or(StoreError::damaged("a relay"))?)
                    }
                };
                Ok(StoredRelay {
                    cell,
                    relay: Relay { id, out },
                    out_ms: fields.opt_int()?,
                })
            })
            .collect()
    }
}

impl Tx {
    /// Makes a bot a relay of a cell; one that is, is in service again.
    pub async fn put_relay(&mut self, relay: IdentityId, cell: CellId) -> Result<()> {
        let sql = "INSERT INTO relays (identity, cell) VALUES ($1, $2) \
                   ON CONFLICT (identity) DO UPDATE SET cell = excluded.cell, out = 0, out_ms = NULL";
        let args = vec![relay.0.into(), cell.0.into()];
        self.open.run(sql, args).await?;
        self.bump_config().await
    }

    /// Forgets a relay, its token and what is known of its budgets. What it posted keeps its links.
    pub async fn remove_relay(&mut self, relay: IdentityId) -> Result<()> {
        for sql in [
            "DELETE FROM relays WHERE identity = $1",
            "DELETE FROM budgets WHERE identity = $1",
            "DELETE FROM identities WHERE id = $1",
        ] {
            self.open.run(sql, vec![relay.0.into()]).await?;
        }
        self.bump_config().await
    }

    pub(super) async fn set_relay_out(
        &mut self,
        relay: IdentityId,
        (out, at_ms): (Option<RelayOut>, i64),
    ) -> Result<()> {
        let sql = "UPDATE relays SET out = $2, out_ms = $3 WHERE identity = $1";
        let args = vec![
            relay.0.into(),
            out.map_or(0, RelayOut::code).into(),
            out.map(|_| at_ms).into(),
        ];
        self.open.run(sql, args).await.map(drop)
    }

    /// Which relay posted each of these messages of the backend group; those of frontends and people are left out.
    pub async fn posted_by_relays(
        &mut self,
        cell: CellId,
        messages: &[i64],
    ) -> Result<Vec<(i64, IdentityId)>> {
        let lead = [cell.0.into()];
        let messages = messages.iter().map(|message| (*message).into()).collect();
        let rows = OF_MESSAGES.read(&mut self.open, &lead, messages).await?;
        rows.iter()
            .map(|row| {
                let mut fields = row.fields();
                Ok((fields.int()?, IdentityId(fields.int()?)))
            })
            .collect()
    }
}
