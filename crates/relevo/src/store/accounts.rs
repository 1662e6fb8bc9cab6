//! Connected accounts: over which bot each is reached, the connection as Telegram told last, and those that nobody has connected a
//! backend group to yet. The connection's name is sealed: whoever knows it and the token writes in that person's name.
//!
//! Neighbours: `setup` writes bots, `admin` reads identities and connections.

use relevo_core::{Account, AccountState, ConnectionId, ConversationId, Frontend, IdentityId};
use relevo_telegram::{BusinessConnection, BusinessId, BusinessRights, User, UserId};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::row::Fields;
use super::setup::{IdentitySecret, identity_place};
use super::{Result, Store, StoreError, Tx};
use crate::secrets::Aad;

/// Status 0 is 🟪: the team has not answered.
pub(super) const WINDOWS: &str = "SELECT c.id FROM conversations c WHERE c.connection = $1 AND c.client_wrote_ms > $2 \
     AND c.client_wrote_ms <= $3 AND c.client_wrote_ms > 0 AND c.window_told_ms < c.client_wrote_ms AND c.status = 0 \
     ORDER BY c.client_wrote_ms LIMIT $4";

/// What is sealed of a connection.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct AccountShape {
    #[serde(rename = "i")]
    id: String,
    #[serde(rename = "on")]
    enabled: bool,
    #[serde(rename = "r")]
    reply: bool,
    #[serde(rename = "s")]
    delete_sent: bool,
    #[serde(rename = "a")]
    delete_all: bool,
}

impl AccountShape {
    fn of(now: &BusinessConnection) -> AccountShape {
        AccountShape {
            id: now.id.0.clone(),
            enabled: now.enabled,
            reply: now.rights.reply,
            delete_sent: now.rights.delete_sent,
            delete_all: now.rights.delete_all,
        }
    }

    fn rights(&self) -> BusinessRights {
        BusinessRights {
            reply: self.reply,
            delete_sent: self.delete_sent,
            delete_all: self.delete_all,
        }
    }

    /// What its owner lets the bot do.
    pub(super) fn state(&self) -> AccountState {
        match self.enabled {
            true => AccountState::Alive(self.rights()),
            false => AccountState::Ended,
        }
    }

    /// Its name.
    pub(super) fn id(&self) -> BusinessId {
        BusinessId(self.id.clone())
    }
}

/// What is sealed of an account that nobody has connected.
#[derive(Serialize, Deserialize)]
struct PendingSecret {
    #[serde(rename = "n")]
    first_name: String,
    #[serde(rename = "l")]
    last_name: Option<String>,
    #[serde(rename = "u")]
    username: Option<String>,
    #[serde(rename = "b")]
    account: AccountShape,
}

/// An account to which a bot is connected, but no backend group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingAccount {
    /// The bot.
    pub bot: IdentityId,
    /// The connection, with the names of whose account it is.
    pub connection: BusinessConnection,
    /// When Telegram told of it, Unix milliseconds.
    pub at_ms: i64,
}

impl Store {
    /// Accounts that nobody has connected a backend group to, the oldest first.
    pub async fn pending_accounts(&self) -> Result<Vec<PendingAccount>> {
        let sql = "SELECT bot, telegram_user, secret, at_ms FROM pending_accounts ORDER BY at_ms, bot, telegram_user";
        let rows = self.db().rows(sql, vec![]).await?;
        rows.iter()
            .map(|row| {
                let mut fields = row.fields();
                let (bot, user) = (fields.int()?, fields.int()?);
                let sealed = fields.blob()?;
                let opened = open(self, &pending_place(bot, user), &sealed);
                let secret: PendingSecret =
                    opened.ok_or(StoreError::damaged("a pending account"))?;
                Ok(PendingAccount {
                    bot: IdentityId(bot),
                    connection: secret.read(user),
                    at_ms: fields.int()?,
                })
            })
            .collect()
    }

    /// Conversations of an account in which the client wrote after `from_ms`, up to `to_ms`, which the team has neither answered nor was
    /// told of, the oldest first.
    pub async fn closing_windows(
        &self,
        connection: ConnectionId,
        (from_ms, to_ms): (i64, i64),
        limit: i64,
    ) -> Result<Vec<ConversationId>> {
        let args = vec![
            connection.0.into(),
            from_ms.into(),
            to_ms.into(),
            limit.into(),
        ];
        let rows = self.db().rows(WINDOWS, args).await?;
        rows.iter()
            .map(|row| row.int().map(ConversationId))
            .collect()
    }
}

impl Tx {
    /// An account by its Telegram id, reached over this bot from now on. What Telegram told of its connection stays if the bot does.
    ///
    /// # Errors
    /// `Conflict` if that id is a bot's.
    pub async fn put_account(
        &mut self,
        user: UserId,
        username: &str,
        via: IdentityId,
    ) -> Result<IdentityId> {
        let sql = "SELECT id, via, secret FROM identities WHERE telegram_user = $1";
        let rows = self.open.rows(sql, vec![user.0.into()]).await?;
        let (id, known) = match rows.first() {
            None => (self.take_ids(1).await?.start, None),
            Some(row) => {
                let mut fields = row.fields();
                let (id, before) = (fields.int()?, fields.opt_int()?);
                if before.is_none() {
                    return Err(StoreError::Conflict("this account is a bot of the desk"));
                }
                let known = self.identity_secret(id, &fields.blob()?)?;
                (id, known.account.filter(|_| before == Some(via.0)))
            }
        };
        let secret = IdentitySecret {
            username: username.into(),
            token: String::new(),
            account: known,
        };
        let (master, sealed) = self.seal(&identity_place(id), &json(&secret)).await?;
        let sql = "INSERT INTO identities (id, telegram_user, master, secret, via) VALUES ($1, $2, $3, $4, $5) \
                   ON CONFLICT (id) DO UPDATE SET master = excluded.master, secret = excluded.secret, via = excluded.via";
        let args = vec![id.into(), user.0.into(), master, sealed, via.0.into()];
        self.open.run(sql, args).await?;
        self.bump_config().await?;
        Ok(IdentityId(id))
    }

    /// An account's connection is this from now on.
    pub async fn set_account(
        &mut self,
        identity: IdentityId,
        now: &BusinessConnection,
    ) -> Result<()> {
        let secret = IdentitySecret {
            username: now.user.username.clone().unwrap_or_default(),
            token: String::new(),
            account: Some(AccountShape::of(now)),
        };
        let place = identity_place(identity.0);
        let (master, sealed) = self.seal(&place, &json(&secret)).await?;
        let sql =
            "UPDATE identities SET master = $2, secret = $3 WHERE id = $1 AND via IS NOT NULL";
        let args = vec![identity.0.into(), master, sealed];
        self.open.run(sql, args).await?;
        self.bump_config().await
    }

    /// Keeps an account that nobody has connected; one whose owner took the bot off is forgotten.
    pub async fn put_pending(
        &mut self,
        bot: IdentityId,
        now: &BusinessConnection,
        at_ms: i64,
    ) -> Result<()> {
        let user = now.user.id.0;
        if !now.enabled {
            return self.forget_pending(bot, now.user.id).await;
        }
        let secret = PendingSecret {
            first_name: now.user.first_name.clone(),
            last_name: now.user.last_name.clone(),
            username: now.user.username.clone(),
            account: AccountShape::of(now),
        };
        let place = pending_place(bot.0, user);
        let (master, sealed) = self.seal(&place, &json(&secret)).await?;
        let sql = "INSERT INTO pending_accounts (bot, telegram_user, master, secret, at_ms) VALUES ($1, $2, $3, $4, $5) \
                   ON CONFLICT (bot, telegram_user) DO UPDATE SET master = excluded.master, secret = excluded.secret, at_ms = excluded.at_ms";
        let args = vec![bot.0.into(), user.into(), master, sealed, at_ms.into()];
        self.open.run(sql, args).await.map(drop)
    }

    /// An account is connected now, or its owner took the bot off.
    pub async fn forget_pending(&mut self, bot: IdentityId, user: UserId) -> Result<()> {
        let sql = "DELETE FROM pending_accounts WHERE bot = $1 AND telegram_user = $2";
        let args = vec![bot.0.into(), user.0.into()];
        self.open.run(sql, args).await.map(drop)
    }

    fn identity_secret(&self, id: i64, sealed: &[u8]) -> Result<IdentitySecret> {
        let opened = open(&self.store, &identity_place(id), sealed);
        opened.ok_or(StoreError::damaged("an identity"))
    }
}

impl PendingSecret {
    fn read(self, user: i64) -> BusinessConnection {
        BusinessConnection {
            id: self.account.id(),
            enabled: self.account.enabled,
            rights: self.account.rights(),
            user: User {
                id: UserId(user),
                bot: false,
                first_name: self.first_name,
                last_name: self.last_name,
                username: self.username,
                language: None,
            },
        }
    }
}

fn json(secret: &impl Serialize) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(serde_json::to_vec(secret).expect("texts become JSON"))
}

/// Opens what was sealed under the master key.
pub(super) fn open<T: serde::de::DeserializeOwned>(
    store: &Store,
    place: &Aad,
    sealed: &[u8],
) -> Option<T> {
    let plain = store.keys().open(place, sealed)?;
    serde_json::from_slice(&plain).ok()
}

/// Reads the bot over which an identity is reached, that bot's Telegram id and the identity's secret.
pub(super) fn read_frontend(
    store: &Store,
    identity: IdentityId,
    fields: &mut Fields<'_>,
) -> Result<Frontend> {
    let (via, bot, sealed) = (fields.opt_int()?, fields.opt_int()?, fields.blob()?);
    let Some(via) = via else {
        return Ok(Frontend::Bot);
    };
    let opened: Option<IdentitySecret> = open(store, &identity_place(identity.0), &sealed);
    let secret = opened.ok_or(StoreError::damaged("an identity"))?;
    Ok(Frontend::Business(Account {
        via: IdentityId(via),
        bot: UserId(bot.ok_or(StoreError::damaged("an account"))?),
        state: secret
            .account
            .map_or(AccountState::Unheard, |account| account.state()),
    }))
}

pub(super) fn pending_place(bot: i64, user: i64) -> Aad {
    Aad::row("pending_accounts", &[bot, user])
}
