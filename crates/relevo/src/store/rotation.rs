//! What a change of the master key does in the database: it names the new key, and seals bite by bite anew what is sealed under the old one.
//!
//! Each row names its key, so it can be stopped anywhere and gone on with, and the desk works meanwhile with both keys. Whoever seals keeps
//! the name of the current key as it is until the end of the transaction (`keyring`): once the new one is named, nothing comes under the old one.
//! A table whose rows name a `master` must be listed here; a test insists. Neighbour: `crate::rotation` knows the order, and the key's file.

use super::keyring::{check_of, day_place, digest_place};
use super::row::{Arg, Row};
use super::setup::identity_place;
use super::{
    Result, Store, StoreError, Tx, accounts, audit, broadcasts, cards, dialogs, exports, listed,
    marks, panels, parameters, replies,
};
use crate::secrets::{Aad, MasterKey};
use relevo_core::{CardId, ConnectionId};

/// Rows of a bite: a few milliseconds, for which others wait.
const BITE: i64 = 200;

/// What is sealed under the master key itself, by table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sealed {
    /// The keys of waiting bodies.
    DataKeys,
    /// Bots' tokens, and by what name accounts are reached.
    Identities,
    /// Parameters of connections.
    Parameters,
    /// The keys of cards.
    Cards,
    /// Old and new values in the audit log.
    Audit,
    /// How far talks with the setup bot have come.
    Dialogs,
    /// Accounts that nobody has connected a backend group to.
    PendingAccounts,
    /// Quick replies.
    Replies,
    /// Names of marks, and what they say in titles.
    Marks,
    /// For whom exports are.
    Exports,
    /// What panels show.
    Panels,
    /// What broadcasts are.
    Broadcasts,
    /// Whom files name that came with broadcasts.
    Listed,
}

/// What became of a bite.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bite {
    /// How many rows are sealed anew.
    pub resealed: u64,
    /// How many rows no key opens: they stay as they are.
    pub unreadable: u64,
    /// The last row looked at, after which to go on; none at the end of the table.
    pub last: Option<i64>,
}

impl Sealed {
    /// All tables.
    pub const ALL: [Sealed; 13] = [
        Sealed::DataKeys,
        Sealed::Identities,
        Sealed::Parameters,
        Sealed::Cards,
        Sealed::Audit,
        Sealed::Dialogs,
        Sealed::PendingAccounts,
        Sealed::Replies,
        Sealed::Marks,
        Sealed::Exports,
        Sealed::Panels,
        Sealed::Broadcasts,
        Sealed::Listed,
    ];

    fn table(self) -> &'static str {
        match self {
            Sealed::DataKeys => "data_keys",
            Sealed::Identities => "identities",
            Sealed::Parameters => "parameters",
            Sealed::Cards => "cards",
            Sealed::Audit => "audit",
            Sealed::Dialogs => "dialogs",
            Sealed::PendingAccounts => "pending_accounts",
            Sealed::Replies => "replies",
            Sealed::Marks => "marks",
            Sealed::Exports => "exports",
            Sealed::Panels => "panels",
            Sealed::Broadcasts => "broadcasts",
            Sealed::Listed => "listed",
        }
    }

    /// A number to go on after, the sealed value, and what else its place is made of: after a number, not under a key, at most so many.
    fn read(self) -> &'static str {
        match self {
            Sealed::DataKeys => {
                "SELECT day, wrapped FROM data_keys WHERE day > $1 AND master <> $2 ORDER BY day LIMIT $3"
            }
            Sealed::Identities => {
                "SELECT id, secret FROM identities WHERE id > $1 AND master <> $2 ORDER BY id LIMIT $3"
            }
            // A bite may end among the rows of one number. Those that are done are not found again.
            Sealed::Parameters => {
                "SELECT connection, value, name FROM parameters WHERE connection >= $1 AND master <> $2 \
                 ORDER BY connection, name LIMIT $3"
            }
            Sealed::Cards => {
                "SELECT id, wrapped FROM cards WHERE id > $1 AND master <> $2 ORDER BY id LIMIT $3"
            }
            Sealed::Audit => {
                "SELECT id, body, at_ms, connection, subject FROM audit WHERE id > $1 AND master <> $2 \
                 ORDER BY id LIMIT $3"
            }
            Sealed::Dialogs => {
                "SELECT identity, body, person FROM dialogs WHERE identity >= $1 AND master <> $2 \
                 ORDER BY identity, person LIMIT $3"
            }
            Sealed::PendingAccounts => {
                "SELECT bot, secret, telegram_user FROM pending_accounts WHERE bot >= $1 AND master <> $2 \
                 ORDER BY bot, telegram_user LIMIT $3"
            }
            Sealed::Replies => {
                "SELECT id, body FROM replies WHERE id > $1 AND master <> $2 ORDER BY id LIMIT $3"
            }
            Sealed::Exports => {
                "SELECT id, body FROM exports WHERE id > $1 AND master <> $2 ORDER BY id LIMIT $3"
            }
            Sealed::Marks => {
                "SELECT id, body FROM marks WHERE id > $1 AND master <> $2 ORDER BY id LIMIT $3"
            }
            Sealed::Panels => {
                "SELECT id, screen FROM panels WHERE id > $1 AND master <> $2 ORDER BY id LIMIT $3"
            }
            Sealed::Broadcasts => {
                "SELECT id, body FROM broadcasts WHERE id > $1 AND master <> $2 ORDER BY id LIMIT $3"
            }
            Sealed::Listed => {
                "SELECT file, body, part FROM listed WHERE file >= $1 AND master <> $2 ORDER BY file, part LIMIT $3"
            }
        }
    }

    /// Key and value anew, for the row with a number and, of some tables, what finds it beside that.
    fn write(self) -> &'static str {
        match self {
            Sealed::DataKeys => "UPDATE data_keys SET master = $1, wrapped = $2 WHERE day = $3",
            Sealed::Identities => "UPDATE identities SET master = $1, secret = $2 WHERE id = $3",
            Sealed::Parameters => {
                "UPDATE parameters SET master = $1, value = $2 WHERE connection = $3 AND name = $4"
            }
            Sealed::Cards => "UPDATE cards SET master = $1, wrapped = $2 WHERE id = $3",
            Sealed::Audit => "UPDATE audit SET master = $1, body = $2 WHERE id = $3",
            Sealed::Dialogs => {
                "UPDATE dialogs SET master = $1, body = $2 WHERE identity = $3 AND person = $4"
            }
            Sealed::PendingAccounts => {
                "UPDATE pending_accounts SET master = $1, secret = $2 WHERE bot = $3 AND telegram_user = $4"
            }
            Sealed::Replies => "UPDATE replies SET master = $1, body = $2 WHERE id = $3",
            Sealed::Exports => "UPDATE exports SET master = $1, body = $2 WHERE id = $3",
            Sealed::Marks => "UPDATE marks SET master = $1, body = $2 WHERE id = $3",
            Sealed::Panels => "UPDATE panels SET master = $1, screen = $2 WHERE id = $3",
            Sealed::Broadcasts => "UPDATE broadcasts SET master = $1, body = $2 WHERE id = $3",
            Sealed::Listed => {
                "UPDATE listed SET master = $1, body = $2 WHERE file = $3 AND part = $4"
            }
        }
    }

    /// The number of a row, its sealed value, its place, and what finds it beside the number.
    fn row(self, row: &Row) -> Result<(i64, Vec<u8>, Aad, Option<Arg>)> {
        let mut fields = row.fields();
        let (id, sealed) = (fields.int()?, fields.blob()?);
        let (place, more) = match self {
            Sealed::DataKeys => (day_place(id), None),
            Sealed::Identities => (identity_place(id), None),
            Sealed::Parameters => {
                let name = fields.text()?;
                let place = parameters::place(ConnectionId(id), &name);
                (place, Some(Arg::Text(name)))
            }
            Sealed::Cards => (cards::key_place(CardId(id)), None),
            Sealed::Audit => {
                let (at_ms, connection) = (fields.int()?, fields.opt_int()?);
                let subject = fields.text()?;
                let place = audit::place(at_ms, connection.map(ConnectionId), &subject);
                (place, None)
            }
            Sealed::Dialogs => {
                let person = fields.int()?;
                (dialogs::place(id, person), Some(person.into()))
            }
            Sealed::Panels => (panels::place(id), None),
            Sealed::Broadcasts => (broadcasts::place(id), None),
            Sealed::Listed => {
                let part = fields.int()?;
                (listed::place(id, part), Some(part.into()))
            }
            Sealed::PendingAccounts => {
                let user = fields.int()?;
                (accounts::pending_place(id, user), Some(user.into()))
            }
            Sealed::Replies => (replies::place(id), None),
            Sealed::Marks => (marks::place(id), None),
            Sealed::Exports => (exports::place(id), None),
        };
        Ok((id, sealed, place, more))
    }
}

impl Store {
    /// Has everything sealed under the newest key of the key's file from now on, here and in every other process. Idempotent.
    ///
    /// # Errors
    /// `Other` if the file cannot be read, `Conflict` if somebody else changes the key at this moment.
    pub async fn name_newest_master(&self) -> Result<()> {
        let newest = self.keys().newest_of_file();
        let newest = newest
            .ok_or_else(|| StoreError::Other("the master key's file cannot be read".into()))?;
        let mut tx = self.write().await?;
        let (number, current) = tx.current_master().await?;
        if current == newest {
            return Ok(());
        }
        tx.name_master(number, &newest).await?;
        tx.commit().await
    }

    /// Seals some rows of a table anew: after a number, those that are sealed under another key than the current one.
    pub async fn reseal(&self, sealed: Sealed, after: i64) -> Result<Bite> {
        let mut tx = self.write().await?;
        let (number, master) = tx.sealing().await?;
        let sql = format!("{} {}", sealed.read(), self.db().free_to_change());
        let args = vec![after.into(), number.into(), BITE.into()];
        let rows = tx.open.rows(sql, args).await?;
        let mut bite = Bite::default();
        for row in &rows {
            let (id, old, place, more) = sealed.row(row)?;
            if i64::try_from(rows.len()).is_ok_and(|rows| rows == BITE) {
                bite.last = Some(id);
            }
            let Some(plain) = self.keys().open(&place, &old) else {
                bite.unreadable += 1;
                continue;
            };
            let new = master.seal_key().seal(&place, &plain);
            let mut args = vec![number.into(), Arg::Blob(new), id.into()];
            args.extend(more);
            bite.resealed += tx.open.run(sealed.write(), args).await?;
        }
        tx.commit().await?;
        Ok(bite)
    }

    /// How many rows are sealed under another key than the current one.
    pub async fn sealed_before(&self) -> Result<u64> {
        let mut open = self.db().look().await?;
        let mut left = 0;
        for sealed in Sealed::ALL {
            let table = sealed.table();
            let sql = format!(
                "SELECT COUNT(*) FROM {table} WHERE master <> (SELECT next FROM counters WHERE name = 'master')"
            );
            let rows = open.rows(sql, vec![]).await?;
            let count = rows.first().ok_or(StoreError::damaged("a count"))?.int()?;
            left += u64::try_from(count).unwrap_or(0);
        }
        Ok(left)
    }

    /// Takes what was written over out of SQLite's log; whether that was possible.
    pub async fn forget_what_was(&self) -> Result<bool> {
        self.db().empty_log().await
    }
}

impl Tx {
    /// The key that is current, and whose name is about to be changed: others who do so wait.
    async fn current_master(&mut self) -> Result<(i64, MasterKey)> {
        // The same as a lock, before anybody shares it: two who first shared it would wait for each other.
        let lock = "UPDATE counters SET next = next WHERE name = 'master'";
        self.open.run(lock, vec![]).await?;
        self.sealing().await
    }

    /// The key of this number is followed by the next: the words that tell keys apart, and the key of digests, are sealed under it.
    async fn name_master(&mut self, number: i64, newest: &MasterKey) -> Result<()> {
        let next = number + 1;
        let digest = self.store.keys().digest_key().bytes();
        let digest = newest.seal_key().seal(&digest_place(next), digest);
        let name = "UPDATE counters SET next = $1 WHERE name = 'master' AND next = $2";
        let named = self
            .open
            .run(name, vec![next.into(), number.into()])
            .await?;
        if named != 1 {
            return Err(StoreError::Conflict(
                "the master key was changed by another process",
            ));
        }
        let put = "UPDATE meta SET value = $1 WHERE name = 'master'";
        let check = check_of(newest, next);
        self.open.run(put, vec![Arg::Blob(check)]).await?;
        let put = "UPDATE meta SET value = $1 WHERE name = 'digest'";
        self.open.run(put, vec![Arg::Blob(digest)]).await.map(drop)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Promise: every table whose rows name a master key is sealed anew when the key is changed.
    #[tokio::test]
    async fn no_table_is_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("x.db").display());
        let store = Store::open(&url, MasterKey::from_bytes([1; 32]))
            .await
            .unwrap();
        let sql = "SELECT t.name FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE c.name = 'master'";
        let rows = store.db().rows(sql, vec![]).await.unwrap();
        let named: BTreeSet<String> = rows
            .iter()
            .map(|row| row.fields().text().unwrap())
            .collect();
        let listed = Sealed::ALL.map(|sealed| sealed.table().to_owned()).into();
        assert_eq!(named, listed);
    }
}
