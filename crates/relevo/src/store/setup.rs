//! What is written when the desk is set up: identities, cells, connections; and taking a cell over.

use relevo_core::{CellId, ConnectionId, ConnectionState, IdentityId};
use relevo_telegram::{ChatId, UserId};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::accounts::AccountShape;
use super::codes::Code as _;
use super::{Result, StoreError, Tx};
use crate::secrets::{Aad, Secret};

/// What is sealed of an identity.
#[derive(Serialize, Deserialize)]
pub(super) struct IdentitySecret {
    #[serde(rename = "u")]
    pub(super) username: String,
    #[serde(rename = "t")]
    pub(super) token: String,
    /// Of an account: its connection, if Telegram has told of one.
    #[serde(rename = "b", default, skip_serializing_if = "Option::is_none")]
    pub(super) account: Option<AccountShape>,
}

impl Tx {
    /// Becomes the cell's owner: a new epoch, under which claims are made from now on.
    pub async fn take_cell(&mut self, cell: CellId) -> Result<i64> {
        let sql =
            "UPDATE cells SET owner_epoch = owner_epoch + 1 WHERE id = $1 RETURNING owner_epoch";
        let rows = self.open.rows(sql, vec![cell.0.into()]).await?;
        let row = rows.first();
        row.ok_or_else(|| StoreError::Other("there is no such cell".into()))?
            .int()
    }

    /// A bot by its Telegram id: new, or with this username and token from now on. Its cursor stays.
    pub async fn put_identity(
        &mut self,
        user: UserId,
        username: &str,
        token: &Secret,
    ) -> Result<IdentityId> {
        let known = self
            .id_of("SELECT id FROM identities WHERE telegram_user = $1", user.0)
            .await?;
        let id = match known {
            Some(id) => id,
            None => self.take_ids(1).await?.start,
        };
        let secret = IdentitySecret {
            username: username.into(),
            token: token.expose().into(),
            account: None,
        };
        let plain = Zeroizing::new(serde_json::to_vec(&secret).expect("texts become JSON"));
        let (master, sealed) = self.seal(&identity_place(id), &plain).await?;
        let sql = "INSERT INTO identities (id, telegram_user, master, secret) VALUES ($1, $2, $3, $4) \
                   ON CONFLICT (id) DO UPDATE SET master = excluded.master, secret = excluded.secret";
        let args = vec![id.into(), user.0.into(), master, sealed];
        self.open.run(sql, args).await?;
        self.bump_config().await?;
        Ok(IdentityId(id))
    }

    /// The cell of a backend group: the one there is, as it is, or a new one with this desk bot.
    pub async fn put_cell(&mut self, group: ChatId, desk: IdentityId) -> Result<CellId> {
        let known = self
            .id_of("SELECT id FROM cells WHERE group_chat = $1", group.0)
            .await?;
        if let Some(id) = known {
            // A group that nothing serves any more begins anew with this bot.
            let sql = "UPDATE cells SET desk = $2, state = 0, paused_ms = NULL WHERE id = $1 \
                       AND NOT EXISTS (SELECT 1 FROM connections WHERE cell = $1)";
            self.open.run(sql, vec![id.into(), desk.0.into()]).await?;
            return Ok(CellId(id));
        }
        let id = self.take_ids(1).await?.start;
        let sql = "INSERT INTO cells (id, group_chat, desk, state) VALUES ($1, $2, $3, 0)";
        let args = vec![id.into(), group.0.into(), desk.0.into()];
        self.open.run(sql, args).await?;
        self.bump_config().await?;
        Ok(CellId(id))
    }

    /// Joins a frontend to a backend group.
    ///
    /// # Errors
    /// `Conflict` if the bot is the frontend of a connection already.
    pub async fn add_connection(
        &mut self,
        identity: IdentityId,
        cell: CellId,
        owner: Option<UserId>,
    ) -> Result<ConnectionId> {
        // People see and say this number, so it counts from 1, and is never given again: links and notes may name it.
        let sql = "UPDATE counters SET next = next + $1 WHERE name = 'connections' RETURNING next";
        let id = self.id_of(sql, 1).await?;
        let id = id.ok_or(StoreError::damaged("a counter"))?;
        let sql = "INSERT INTO connections (id, cell, identity, owner, state) VALUES ($1, $2, $3, $4, $5)";
        let args = vec![
            id.into(),
            cell.0.into(),
            identity.0.into(),
            owner.map(|user| user.0).into(),
            ConnectionState::Running.code().into(),
        ];
        self.open.run(sql, args).await.map_err(|error| {
            error.conflict_as("this bot is the frontend of a connection already")
        })?;
        self.bump_config().await?;
        Ok(ConnectionId(id))
    }

    /// Names the owner of a connection: the person to alert.
    pub async fn set_owner(&mut self, connection: ConnectionId, owner: UserId) -> Result<()> {
        let sql = "UPDATE connections SET owner = $2 WHERE id = $1";
        let args = vec![connection.0.into(), owner.0.into()];
        self.open.run(sql, args).await?;
        self.bump_config().await
    }

    /// Keeps why Telegram gives an identity no updates; `None`: it does.
    pub async fn set_trouble(
        &mut self,
        identity: IdentityId,
        trouble: Option<Trouble>,
    ) -> Result<()> {
        let sql = "UPDATE identities SET trouble = $2 WHERE id = $1";
        let code = trouble.map_or(0, Trouble::code);
        let args = vec![identity.0.into(), code.into()];
        self.open.run(sql, args).await.map(drop)
    }

    /// Starts or stops a connection. What is so already keeps its time.
    pub async fn set_connection_state(
        &mut self,
        connection: ConnectionId,
        state: ConnectionState,
        now_ms: i64,
    ) -> Result<()> {
        let sql = match state {
            ConnectionState::Stopped => {
                "UPDATE connections SET state = $2, stopped_ms = $3, started_ms = NULL \
                 WHERE id = $1 AND state <> $2"
            }
            ConnectionState::Running => {
                "UPDATE connections SET state = $2, started_ms = $3 WHERE id = $1 AND state <> $2"
            }
        };
        let args = vec![connection.0.into(), state.code().into(), now_ms.into()];
        self.open.run(sql, args).await?;
        self.bump_config().await
    }

    /// Tells everybody who keeps the configuration in memory that it has changed.
    pub(super) async fn bump_config(&mut self) -> Result<()> {
        let sql = "UPDATE counters SET next = next + 1 WHERE name = 'config'";
        self.open.run(sql, vec![]).await.map(drop)
    }

    async fn id_of(&mut self, sql: &'static str, key: i64) -> Result<Option<i64>> {
        let rows = self.open.rows(sql, vec![key.into()]).await?;
        rows.first().map(super::row::Row::int).transpose()
    }
}

/// Why Telegram gives an identity no updates, as far as the fix differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The token is not valid (any more).
    Token,
    /// Another program receives its updates.
    SecondPoller,
    /// Something else; the log says what.
    Other,
}

impl Trouble {
    fn code(self) -> i64 {
        match self {
            Trouble::Token => 1,
            Trouble::SecondPoller => 2,
            Trouble::Other => 3,
        }
    }

    pub(super) fn from_code(code: i64) -> Option<Trouble> {
        [Trouble::Token, Trouble::SecondPoller, Trouble::Other]
            .into_iter()
            .find(|trouble| trouble.code() == code)
    }
}

pub(super) fn identity_place(id: i64) -> Aad {
    Aad::row("identities", &[id])
}
