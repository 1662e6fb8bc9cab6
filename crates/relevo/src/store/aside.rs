//! Updates that were taken in and wait for whoever deals with them: the setup bot, or a connection that is stopped while its bot serves the
//! setup. Sealed as they came, and gone once they have been dealt with.

use relevo_core::{ConnectionId, IdentityId, InboxMark};
use relevo_telegram::UpdateId;

use super::keyring::day_of;
use super::row::{Arg, Row};
use super::{Result, Store, StoreError, Tx};
use crate::secrets::Aad;

/// How many are read at a time.
const PAGE: i64 = 100;

/// Who deals with an update.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum For {
    /// The setup bot.
    Setup,
    /// A connection, once it runs again.
    Connection(ConnectionId),
}

impl For {
    fn number(self) -> i64 {
        match self {
            For::Setup => 0,
            For::Connection(id) => id.0,
        }
    }
}

/// An update that waits.
#[derive(Clone, PartialEq, Eq)]
pub struct SetAside {
    /// Which.
    pub mark: InboxMark,
    /// When it was taken in, Unix milliseconds.
    pub at_ms: i64,
    /// As Telegram sent it.
    pub raw: Vec<u8>,
}

impl std::fmt::Debug for SetAside {
    /// Without the update itself: bodies never reach a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SetAside")
            .field("mark", &self.mark)
            .finish_non_exhaustive()
    }
}

impl Store {
    /// The first of the updates that wait for the setup, bot by bot in the order in which they came; at most a page.
    pub async fn for_setup(&self) -> Result<Vec<SetAside>> {
        let sql = "SELECT identity, epoch, update_id, at_ms, body_key, body FROM aside WHERE connection = 0 \
                   ORDER BY identity, epoch, update_id LIMIT $1";
        let rows = self.db().rows(sql, vec![PAGE.into()]).await?;
        self.open_aside(&rows).await
    }

    /// The first of the updates that wait for a connection, in the order in which they came; at most a page.
    pub async fn for_connection(
        &self,
        identity: IdentityId,
        connection: ConnectionId,
    ) -> Result<Vec<SetAside>> {
        let sql = "SELECT identity, epoch, update_id, at_ms, body_key, body FROM aside WHERE identity = $1 AND connection = $2 \
                   ORDER BY epoch, update_id LIMIT $3";
        let args = vec![identity.0.into(), connection.0.into(), PAGE.into()];
        let rows = self.db().rows(sql, args).await?;
        self.open_aside(&rows).await
    }

    async fn open_aside(&self, rows: &[Row]) -> Result<Vec<SetAside>> {
        let mut found = Vec::with_capacity(rows.len());
        for row in rows {
            let mut fields = row.fields();
            let mark = InboxMark {
                identity: IdentityId(fields.int()?),
                epoch: fields.int()?,
                update: UpdateId(fields.int()?),
            };
            let (at_ms, day, sealed) = (fields.int()?, fields.int()?, fields.blob()?);
            let damaged = || StoreError::damaged("an update that was set aside");
            let key = self.day_key(day).await?.ok_or_else(damaged)?;
            let raw = key.open(&place(mark), &sealed).ok_or_else(damaged)?;
            found.push(SetAside {
                mark,
                at_ms,
                raw: raw.to_vec(),
            });
        }
        Ok(found)
    }
}

impl Tx {
    /// Sets an update aside.
    pub async fn put_aside(
        &mut self,
        mark: InboxMark,
        whom: For,
        raw: &[u8],
        now_ms: i64,
    ) -> Result<()> {
        let day = day_of(now_ms);
        let sealed = self.day_key_to_seal(day).await?.seal(&place(mark), raw);
        let sql = "INSERT INTO aside (identity, epoch, update_id, connection, at_ms, body_key, body) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (identity, epoch, update_id) DO NOTHING";
        let args = vec![
            mark.identity.0.into(),
            mark.epoch.into(),
            mark.update.0.into(),
            whom.number().into(),
            now_ms.into(),
            day.into(),
            Arg::Blob(sealed),
        ];
        self.open.run(sql, args).await.map(drop)
    }

    /// An update has been dealt with. Says whether it still waited.
    pub async fn take_aside(&mut self, mark: InboxMark) -> Result<bool> {
        let sql = "DELETE FROM aside WHERE identity = $1 AND epoch = $2 AND update_id = $3";
        let args = vec![
            mark.identity.0.into(),
            mark.epoch.into(),
            mark.update.0.into(),
        ];
        Ok(self.open.run(sql, args).await? > 0)
    }
}

fn place(mark: InboxMark) -> Aad {
    Aad::row("aside", &[mark.identity.0, mark.epoch, mark.update.0])
}
