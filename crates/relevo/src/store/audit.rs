//! The audit log: who changed what, with the old and the new value. Entries are never changed, and go after a year.
//!
//! An entry is written in the transaction of the change that it tells of. Neighbour: `deed` knows what can be done. Deliberately absent:
//! who may do what, and the words in which it is shown.

use relevo_core::{ChatVerdict, ConnectionId};
use relevo_telegram::UserId;
use zeroize::Zeroizing;

use super::deed::{Deed, Values};
use super::keyring::DAY_MS;
use super::row::{Arg, Row};
use super::{Result, Store, StoreError, Tx};
use crate::secrets::Aad;

/// How long an entry is kept.
pub const AUDIT_DAYS: i64 = 365;

pub(super) const SWEEP: &str = "DELETE FROM audit WHERE at_ms <= $1";

const ADD: &str = "INSERT INTO audit (at_ms, via, person, deed, connection, subject, master, body) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

/// The newest entries of all connections, or of one.
const NEWEST: &str = "SELECT id, at_ms, via, person, deed, connection, subject, body FROM audit \
     WHERE at_ms >= $1 ORDER BY id DESC LIMIT $2";
const NEWEST_OF: &str = "SELECT id, at_ms, via, person, deed, connection, subject, body FROM audit \
     WHERE connection = $3 AND at_ms >= $1 ORDER BY id DESC LIMIT $2";

/// Who does something, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct By {
    /// Who.
    pub who: Actor,
    /// When, Unix milliseconds.
    pub at_ms: i64,
}

impl By {
    /// Whoever may run the program, at this moment.
    #[must_use]
    pub fn command_line(at_ms: i64) -> By {
        By {
            who: Actor::CommandLine,
            at_ms,
        }
    }
}

/// Who does something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Whoever may run the program.
    CommandLine,
    /// A person in Telegram.
    Person(UserId),
}

/// An entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEntry {
    /// Its number, ascending in the order in which entries were written.
    pub id: i64,
    /// Who did it, and when.
    pub by: By,
    /// The connection, if it is about one.
    pub connection: Option<ConnectionId>,
    /// What was done.
    pub deed: Deed,
}

impl Tx {
    /// Writes an entry; whoever changes something does so in the same transaction.
    pub async fn audit(
        &mut self,
        by: By,
        connection: Option<ConnectionId>,
        deed: &Deed,
    ) -> Result<()> {
        let plain = Zeroizing::new(serde_json::to_vec(&deed.sealed()).expect("texts become JSON"));
        let place = place(by.at_ms, connection, deed.subject());
        let (master, sealed) = self.seal(&place, &plain).await?;
        let (via, person) = match by.who {
            Actor::CommandLine => (1, None),
            Actor::Person(person) => (2, Some(person.0)),
        };
        let args = vec![
            by.at_ms.into(),
            via.into(),
            person.into(),
            deed.code().into(),
            connection.map(|connection| connection.0).into(),
            Arg::Text(deed.subject().into()),
            master,
            sealed,
        ];
        self.open.run(ADD, args).await.map(drop)
    }
}

impl Tx {
    /// Writes down what somebody of the team said to a group.
    pub(super) async fn audit_verdict(&mut self, said: &ChatVerdict) -> Result<()> {
        let by = By {
            who: Actor::Person(said.by),
            at_ms: said.at_ms,
        };
        let deed = Deed::Chat {
            chat: said.chat,
            verdict: said.verdict,
        };
        self.audit(by, Some(said.connection), &deed).await
    }
}

impl Store {
    /// The last entries since a moment, newest first, of one connection or of all.
    pub async fn audit(
        &self,
        connection: Option<ConnectionId>,
        since_ms: i64,
        limit: usize,
    ) -> Result<Vec<AuditEntry>> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let mut args = vec![since_ms.into(), limit.into()];
        let sql = match connection {
            Some(connection) => {
                args.push(connection.0.into());
                NEWEST_OF
            }
            None => NEWEST,
        };
        let rows = self.db().rows(sql, args).await?;
        rows.iter().map(|row| self.entry(row)).collect()
    }

    fn entry(&self, row: &Row) -> Result<AuditEntry> {
        let damaged = || StoreError::damaged("an audit entry");
        let mut fields = row.fields();
        let (id, at_ms) = (fields.int()?, fields.int()?);
        let who = match (fields.int()?, fields.opt_int()?) {
            (1, _) => Actor::CommandLine,
            (2, Some(person)) => Actor::Person(UserId(person)),
            _ => return Err(damaged()),
        };
        let deed = fields.int()?;
        let connection = fields.opt_int()?.map(ConnectionId);
        let (name, sealed) = (fields.text()?, fields.blob()?);
        let place = place(at_ms, connection, &name);
        let plain = self.keys().open(&place, &sealed);
        let values = plain.and_then(|plain| serde_json::from_slice::<Values>(&plain).ok());
        let values = values.ok_or_else(damaged)?;
        let deed = Deed::read(deed, name, values).ok_or_else(damaged)?;
        Ok(AuditEntry {
            id,
            by: By { who, at_ms },
            connection,
            deed,
        })
    }
}

/// Entries that may go now were made before this moment.
pub(super) fn kept_since_ms(now_ms: i64) -> i64 {
    now_ms - AUDIT_DAYS * DAY_MS
}

pub(super) fn place(at_ms: i64, connection: Option<ConnectionId>, subject: &str) -> Aad {
    let connection = connection.map_or(0, |connection| connection.0);
    Aad::named("audit", at_ms, &format!("{connection} {subject}"))
}
