//! Who owns the installation and its connections, and the single-use codes by which somebody becomes an owner or names a group.

use std::collections::HashMap;

use relevo_core::params::Language;
use relevo_core::{CellId, ConnectionId, IdentityId};
use relevo_telegram::{ChatId, ThreadId, UserId};

use super::codes::Code as _;
use super::{Result, Store, StoreError, Tx};

/// What a code is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Whoever opens the link becomes an owner.
    Claim,
    /// Where it is written is the backend group.
    Group,
    /// Whoever opens the link becomes a co-owner of a connection.
    CoOwner,
}

/// A code that has not been used yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenCode {
    /// What it is for.
    pub purpose: Purpose,
    /// The bot that it was made for.
    pub identity: IdentityId,
    /// Who made it; none: the host.
    pub person: Option<UserId>,
    /// The connection that it is about, if it is about one.
    pub connection: Option<ConnectionId>,
    /// The only chat in which it works, once it was written into one.
    pub chat: Option<ChatId>,
    /// When it expires, Unix milliseconds.
    pub expires_ms: i64,
}

/// Who may do what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Owners {
    /// The owners of the installation, with the language that each chose.
    pub all: HashMap<UserId, Option<Language>>,
    /// Co-owners, by connection, in the order in which they were added.
    pub of: HashMap<ConnectionId, Vec<UserId>>,
}

impl Store {
    /// Who owns what.
    pub async fn owners(&self) -> Result<Owners> {
        let mut owners = Owners::default();
        let sql = "SELECT person, language FROM owners ORDER BY since_ms, person";
        for row in self.db().rows(sql, vec![]).await? {
            let mut fields = row.fields();
            let person = UserId(fields.int()?);
            owners
                .all
                .insert(person, Language::from_code(fields.int()?));
        }
        let sql = "SELECT connection, person FROM co_owners ORDER BY connection, since_ms, person";
        for row in self.db().rows(sql, vec![]).await? {
            let mut fields = row.fields();
            let of = owners.of.entry(ConnectionId(fields.int()?)).or_default();
            of.push(UserId(fields.int()?));
        }
        Ok(owners)
    }

    /// The topic in which the first message of a client of this connection stands, with its group.
    pub async fn first_topic(
        &self,
        connection: ConnectionId,
    ) -> Result<Option<(ChatId, ThreadId)>> {
        let sql = "SELECT e.group_chat, t.thread FROM conversations c JOIN topics t ON t.conversation = c.id \
                   JOIN cells e ON e.id = t.cell WHERE c.connection = $1 \
                   AND EXISTS (SELECT 1 FROM links l WHERE l.conversation = c.id AND l.role = 0) LIMIT 1";
        let rows = self.db().rows(sql, vec![connection.0.into()]).await?;
        rows.first()
            .map(|row| {
                let mut fields = row.fields();
                Ok((ChatId(fields.int()?), ThreadId(fields.int()?)))
            })
            .transpose()
    }

    /// What a code stands for, if it is one of ours and may still be used.
    pub async fn code(&self, code: &str, now_ms: i64) -> Result<Option<OpenCode>> {
        let sql = "SELECT purpose, identity, person, connection, chat, expires_ms FROM codes WHERE digest = $1 AND expires_ms > $2";
        let args = vec![self.digest(&["code", code]).into(), now_ms.into()];
        let rows = self.db().rows(sql, args).await?;
        rows.first()
            .map(|row| {
                let mut fields = row.fields();
                Ok(OpenCode {
                    purpose: Purpose::from_code(fields.int()?)
                        .ok_or(StoreError::damaged("a code"))?,
                    identity: IdentityId(fields.int()?),
                    person: Some(fields.int()?)
                        .filter(|person| *person != 0)
                        .map(UserId),
                    connection: Some(fields.int()?)
                        .filter(|connection| *connection != 0)
                        .map(ConnectionId),
                    chat: Some(fields.int()?).filter(|chat| *chat != 0).map(ChatId),
                    expires_ms: fields.int()?,
                })
            })
            .transpose()
    }
}

impl Tx {
    /// Makes somebody an owner of the installation. Whoever is one stays as they are.
    pub async fn add_owner(&mut self, person: UserId, now_ms: i64) -> Result<()> {
        let sql = "INSERT INTO owners (person, language, since_ms) VALUES ($1, 0, $2) \
                   ON CONFLICT (person) DO NOTHING";
        self.open
            .run(sql, vec![person.0.into(), now_ms.into()])
            .await?;
        self.bump_config().await
    }

    /// The language in which the setup bot speaks to an owner of the installation; none: their app's. Nobody becomes an owner by it.
    pub async fn set_owner_language(
        &mut self,
        person: UserId,
        language: Option<Language>,
    ) -> Result<()> {
        let sql = "UPDATE owners SET language = $2 WHERE person = $1";
        let code = language.map_or(0, Language::code);
        let args = vec![person.0.into(), code.into()];
        self.open.run(sql, args).await.map(drop)
    }

    /// Gives a bot to whoever has claimed it, unless it is somebody's.
    pub async fn give_bot(&mut self, identity: IdentityId, person: UserId) -> Result<()> {
        let sql = "UPDATE identities SET owner = $2 WHERE id = $1 AND owner IS NULL";
        let args = vec![identity.0.into(), person.0.into()];
        self.open.run(sql, args).await?;
        self.bump_config().await
    }

    /// The bot at which every owner of the installation finds the setup, instead of the one before.
    pub async fn serve_setup(&mut self, identity: IdentityId) -> Result<()> {
        let sql = "UPDATE identities SET is_setup = CASE WHEN id = $1 THEN 1 ELSE 0 END";
        self.open.run(sql, vec![identity.0.into()]).await?;
        self.bump_config().await
    }

    /// Keeps a code, and forgets those that have expired.
    pub async fn put_code(&mut self, code: &str, open: OpenCode, now_ms: i64) -> Result<()> {
        let clear = "DELETE FROM codes WHERE expires_ms <= $1";
        self.open.run(clear, vec![now_ms.into()]).await?;
        let sql = "INSERT INTO codes (digest, purpose, identity, person, expires_ms, connection) VALUES ($1, $2, $3, $4, $5, $6) \
                   ON CONFLICT (digest) DO NOTHING";
        let args = vec![
            self.store.digest(&["code", code]).into(),
            open.purpose.code().into(),
            open.identity.0.into(),
            open.person.map_or(0, |person| person.0).into(),
            open.expires_ms.into(),
            open.connection.map_or(0, |connection| connection.0).into(),
        ];
        self.open.run(sql, args).await.map(drop)
    }

    /// Forgets the codes of a purpose that were made for a bot and not used: a new one takes their place.
    pub async fn drop_codes(
        &mut self,
        (purpose, identity): (Purpose, IdentityId),
        person: Option<UserId>,
    ) -> Result<()> {
        let sql = "DELETE FROM codes WHERE purpose = $1 AND identity = $2 AND person = $3";
        let args = vec![
            purpose.code().into(),
            identity.0.into(),
            person.map_or(0, |person| person.0).into(),
        ];
        self.open.run(sql, args).await.map(drop)
    }

    /// From now on a code works in this chat alone.
    pub async fn bind_code(&mut self, code: &str, chat: ChatId) -> Result<()> {
        let sql = "UPDATE codes SET chat = $2 WHERE digest = $1 AND chat = 0";
        let args = vec![self.store.digest(&["code", code]).into(), chat.0.into()];
        self.open.run(sql, args).await.map(drop)
    }

    /// Uses a code up. Says whether it could still be used: of two at once, one is told so.
    pub async fn use_code(&mut self, code: &str, now_ms: i64) -> Result<bool> {
        let sql = "DELETE FROM codes WHERE digest = $1 AND expires_ms > $2";
        let args = vec![self.store.digest(&["code", code]).into(), now_ms.into()];
        Ok(self.open.run(sql, args).await? > 0)
    }

    /// Lets somebody do with a connection what its owner may, or not any more.
    pub async fn set_co_owner(
        &mut self,
        (connection, person): (ConnectionId, UserId),
        is_one: bool,
        now_ms: i64,
    ) -> Result<()> {
        let of = vec![connection.0.into(), person.0.into()];
        let remove = "DELETE FROM co_owners WHERE connection = $1 AND person = $2";
        self.open.run(remove, of.clone()).await?;
        if is_one {
            let add = "INSERT INTO co_owners (connection, person, since_ms) VALUES ($1, $2, $3)";
            let args = [of, vec![now_ms.into()]].concat();
            self.open.run(add, args).await?;
        }
        self.bump_config().await
    }
}

/// What the owner of a backend group said to somebody who wants to connect a bot to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consent {
    /// Nothing yet.
    Asked,
    /// They may.
    Yes,
    /// They may not.
    No,
}

impl Tx {
    /// Keeps what was said to somebody about a cell's group.
    pub async fn put_consent(
        &mut self,
        (cell, person): (CellId, UserId),
        consent: Consent,
        now_ms: i64,
    ) -> Result<()> {
        let sql = "INSERT INTO consents (cell, person, agreed, at_ms) VALUES ($1, $2, $3, $4) \
                   ON CONFLICT (cell, person) DO UPDATE SET agreed = excluded.agreed, at_ms = excluded.at_ms";
        let args = vec![
            cell.0.into(),
            person.0.into(),
            consent.code().into(),
            now_ms.into(),
        ];
        self.open.run(sql, args).await.map(drop)
    }
}
