//! What somebody of the team asked of a module and waits to be dealt with: the update that says so, sealed as it came.

use relevo_core::{CellId, ConnectionId, ConversationId, IdentityId, InboxMark, Request};
use relevo_telegram::UpdateId;

use super::keyring::day_of;
use super::row::{Arg, Row};
use super::{Result, Store, Tx};
use crate::secrets::Aad;

/// How many are read at a time.
const PAGE: i64 = 50;

/// A request that waits, with the update that it came with.
#[derive(Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Which.
    pub request: Request,
    /// The update as Telegram sent it.
    pub raw: Vec<u8>,
}

impl std::fmt::Debug for Waiting {
    /// Without the update itself: bodies never reach a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Waiting({})", self.request.number)
    }
}

impl Store {
    /// The requests that wait after a number, in the order in which they are dealt with; at most a page.
    pub async fn requests(&self, after: i64) -> Result<Vec<Waiting>> {
        let sql = "SELECT number, identity, epoch, update_id, cell, connection, conversation, at_ms, body_key, body \
                   FROM requests WHERE number > $1 ORDER BY number LIMIT $2";
        let rows = self.db().rows(sql, vec![after.into(), PAGE.into()]).await?;
        let mut found = Vec::with_capacity(rows.len());
        for row in &rows {
            found.push(self.open_request(row).await?);
        }
        Ok(found)
    }

    async fn open_request(&self, row: &Row) -> Result<Waiting> {
        let mut fields = row.fields();
        let number = fields.int()?;
        let mark = InboxMark {
            identity: IdentityId(fields.int()?),
            epoch: fields.int()?,
            update: UpdateId(fields.int()?),
        };
        let request = Request {
            number,
            mark,
            cell: CellId(fields.int()?),
            connection: ConnectionId(fields.int()?),
            conversation: fields.opt_int()?.map(ConversationId),
            at_ms: fields.int()?,
        };
        let (day, sealed) = (fields.int()?, fields.blob()?);
        // One that cannot be opened must not keep the others waiting: nothing is read in it.
        let key = self.day_key(day).await?;
        let raw = key.and_then(|key| key.open(&place(number), &sealed));
        Ok(Waiting {
            request,
            raw: raw.map(|raw| raw.to_vec()).unwrap_or_default(),
        })
    }
}

impl Tx {
    /// Keeps a request until it is dealt with.
    pub async fn put_request(&mut self, request: &Request, raw: &[u8]) -> Result<()> {
        let day = day_of(request.at_ms);
        let place = place(request.number);
        let sealed = self.day_key_to_seal(day).await?.seal(&place, raw);
        let sql = "INSERT INTO requests (number, identity, epoch, update_id, cell, connection, conversation, at_ms, body_key, body) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
        let args = vec![
            request.number.into(),
            request.mark.identity.0.into(),
            request.mark.epoch.into(),
            request.mark.update.0.into(),
            request.cell.0.into(),
            request.connection.0.into(),
            request.conversation.map(|id| id.0).into(),
            request.at_ms.into(),
            day.into(),
            Arg::Blob(sealed),
        ];
        self.open.run(sql, args).await.map(drop)
    }

    /// A request has been dealt with. Says whether it still waited.
    pub async fn take_request(&mut self, number: i64) -> Result<bool> {
        let sql = "DELETE FROM requests WHERE number = $1";
        Ok(self.open.run(sql, vec![number.into()]).await? > 0)
    }
}

fn place(number: i64) -> Aad {
    Aad::row("requests", &[number])
}
