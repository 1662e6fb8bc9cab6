//! Updates that were taken in and wait for whoever deals with them: the setup bot, or a connection that is stopped while its bot serves the
//! setup. Sealed as they came, and gone once they have been dealt with.

use relevo_core::{ConnectionId, Fate, Filter, IdentityId, InboxMark};
use relevo_telegram::UpdateId;

use super::codes::fate_code;
use super::keyring::day_of;
use super::row::{Arg, Row};
use super::{Result, Store, StoreError, Tx};
use crate::secrets::Aad;

/// How long what is for a connection is kept, in milliseconds: as Telegram would keep it, a day.
pub const ASIDE_MS: i64 = 24 * 3_600 * 1_000;

/// How many are read at a time.
const PAGE: i64 = 100;

/// Stands for a connection that is not there yet.
const FUTURE: i64 = -1;

/// Who deals with an update.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum For {
    /// The setup bot.
    Setup,
    /// A connection, once it runs again.
    Connection(ConnectionId),
    /// Whatever connection the bot will have first.
    Future,
}

impl For {
    fn number(self) -> i64 {
        match self {
            For::Setup => 0,
            For::Connection(id) => id.0,
            For::Future => FUTURE,
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

    /// The first of the updates that wait for a connection, or came before it was made, in the order in which they came; at most a page.
    pub async fn for_connection(
        &self,
        identity: IdentityId,
        connection: ConnectionId,
    ) -> Result<Vec<SetAside>> {
        let sql = "SELECT identity, epoch, update_id, at_ms, body_key, body FROM aside WHERE identity = $1 AND connection IN ($2, $4) \
                   ORDER BY epoch, update_id LIMIT $3";
        let args = vec![
            identity.0.into(),
            connection.0.into(),
            PAGE.into(),
            FUTURE.into(),
        ];
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

    /// What is for a connection and was kept for a day goes, and counts as left out.
    pub(super) async fn sweep_aside(&mut self, now_ms: i64) -> Result<()> {
        let until_ms = now_ms - ASIDE_MS;
        let stopped = fate_code(Fate::Filtered(Filter::Stopped));
        let settle = "UPDATE inbox SET fate = $1 WHERE fate = $2 AND EXISTS (SELECT 1 FROM aside a \
                      WHERE a.identity = inbox.identity AND a.epoch = inbox.epoch AND a.update_id = inbox.update_id \
                      AND a.connection <> 0 AND a.at_ms <= $3)";
        let args = vec![
            stopped.into(),
            fate_code(Fate::SetAside).into(),
            until_ms.into(),
        ];
        self.open.run(settle, args).await?;
        let sql = "DELETE FROM aside WHERE connection <> 0 AND at_ms <= $1";
        self.open.run(sql, vec![until_ms.into()]).await.map(drop)
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
