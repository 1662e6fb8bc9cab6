//! Reads without a scope: for the program itself (intake, delivery, command line), never for a person or key.

use std::collections::HashMap;

use relevo_core::{Cell, CellId, Connection, ConnectionId, ConnectionState, IdentityId, Params};
use relevo_telegram::{BusinessId, ChatId, UpdateId, UserId};

use super::accounts::read_frontend;
use super::codes::{Code as _, cell_state};
use super::row::Fields;
use super::setup::{IdentitySecret, Trouble, identity_place};
use super::{Cursor, Result, Store, StoreError};
use crate::secrets::Secret;

/// A bot with its token, or an account, and how far its updates have been taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Its id.
    pub id: IdentityId,
    /// Its Telegram id.
    pub user: UserId,
    /// Its username without `@`.
    pub username: String,
    /// Its token; empty for an account.
    pub token: Secret,
    /// The bot over which it is reached, if it is an account.
    pub via: Option<IdentityId>,
    /// The name of an account's connection, if Telegram has told of one.
    pub business: Option<BusinessId>,
    /// How far its updates have been taken in.
    pub cursor: Cursor,
    /// Why Telegram gives it no updates, if it does not.
    pub trouble: Option<Trouble>,
    /// Whose bot it is, if somebody has claimed it.
    pub owner: Option<UserId>,
    /// Whether every owner of the installation finds the setup there.
    pub is_setup: bool,
}

impl Store {
    /// A number that grows with every change of identities, cells, connections and parameters: whoever keeps those in
    /// memory reads them again when it has changed.
    pub async fn config_version(&self) -> Result<i64> {
        let sql = "SELECT next FROM counters WHERE name = 'config'";
        let rows = self.db().rows(sql, vec![]).await?;
        let row = rows.first().ok_or(StoreError::damaged("a counter"))?;
        row.int()
    }

    /// Every bot and account.
    pub async fn identities(&self) -> Result<Vec<Identity>> {
        let sql = "SELECT id, telegram_user, secret, cursor_epoch, cursor_last, cursor_at_ms, trouble, via, owner, is_setup \
                   FROM identities ORDER BY id";
        let rows = self.db().rows(sql, vec![]).await?;
        rows.iter()
            .map(|row| {
                let mut fields = row.fields();
                let (id, user) = (fields.int()?, fields.int()?);
                let sealed = fields.blob()?;
                let plain = self.keys().open(&identity_place(id), &sealed);
                let secret: Option<IdentitySecret> =
                    plain.and_then(|plain| serde_json::from_slice(&plain).ok());
                let secret = secret.ok_or(StoreError::damaged("an identity"))?;
                Ok(Identity {
                    id: IdentityId(id),
                    user: UserId(user),
                    username: secret.username,
                    token: Secret::new(secret.token),
                    cursor: Cursor {
                        epoch: fields.int()?,
                        last: fields.opt_int()?.map(UpdateId),
                        at_ms: fields.int()?,
                    },
                    trouble: Trouble::from_code(fields.int()?),
                    via: fields.opt_int()?.map(IdentityId),
                    business: secret.account.map(|account| account.id()),
                    owner: fields.opt_int()?.map(UserId),
                    is_setup: fields.flag()?,
                })
            })
            .collect()
    }

    /// Every cell.
    pub async fn cells(&self) -> Result<Vec<Cell>> {
        let sql = "SELECT id, group_chat, desk, state, paused_ms FROM cells ORDER BY id";
        let rows = self.db().rows(sql, vec![]).await?;
        rows.iter()
            .map(|row| read_cell(&mut row.fields()))
            .collect()
    }

    /// How often a connection has left each cell.
    pub async fn departures(&self) -> Result<HashMap<CellId, i64>> {
        let sql = "SELECT id, departures FROM cells";
        let rows = self.db().rows(sql, vec![]).await?;
        rows.iter()
            .map(|row| {
                let mut fields = row.fields();
                Ok((CellId(fields.int()?), fields.int()?))
            })
            .collect()
    }

    /// Every connection with its parameters. A parameter that this version does not know, or does not accept any more, is
    /// left at its default.
    pub async fn connections(&self) -> Result<Vec<Connection>> {
        let mut texts = self.parameters().await?;
        let sql = "SELECT c.id, c.cell, c.identity, i.telegram_user, c.owner, c.state, \
                   c.stopped_ms, c.started_ms, i.via, v.telegram_user, i.secret \
                   FROM connections c JOIN identities i ON i.id = c.identity \
                   LEFT JOIN identities v ON v.id = i.via ORDER BY c.id";
        let rows = self.db().rows(sql, vec![]).await?;
        rows.iter()
            .map(|row| {
                let mut fields = row.fields();
                let id = ConnectionId(fields.int()?);
                let cell = CellId(fields.int()?);
                let identity = IdentityId(fields.int()?);
                Ok(Connection {
                    id,
                    cell,
                    identity,
                    user: UserId(fields.int()?),
                    owner: fields.opt_int()?.map(UserId),
                    state: ConnectionState::from_code(fields.int()?)
                        .ok_or(StoreError::damaged("a connection"))?,
                    last_stop: last_stop(&mut fields)?,
                    frontend: read_frontend(self, identity, &mut fields)?,
                    params: read_params(&texts.remove(&id).unwrap_or_default()),
                })
            })
            .collect()
    }
}

/// When it was stopped, and when it was started again.
fn last_stop(fields: &mut Fields<'_>) -> Result<Option<(i64, Option<i64>)>> {
    let (stopped_ms, started_ms) = (fields.opt_int()?, fields.opt_int()?);
    Ok(stopped_ms.map(|stopped_ms| (stopped_ms, started_ms)))
}

fn read_params(texts: &[(String, String)]) -> Params {
    let mut params = Params::default();
    for (name, text) in texts {
        if params.set(name, text).is_err() {
            tracing::warn!(parameter = %name, "a stored parameter is not understood and stays at its default");
        }
    }
    params
}

/// Reads id, group, desk, state and the pause's beginning of a cell.
pub(super) fn read_cell(fields: &mut Fields<'_>) -> Result<Cell> {
    Ok(Cell {
        id: CellId(fields.int()?),
        group: ChatId(fields.int()?),
        desk: IdentityId(fields.int()?),
        state: cell_state(fields.int()?).ok_or(StoreError::damaged("a cell"))?,
        paused_ms: fields.opt_int()?,
    })
}
