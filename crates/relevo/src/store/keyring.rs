//! The keys in use: the master key, and the daily data keys that are opened as needed.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use super::db::Db;
use super::row::Arg;
use super::{Result, Store, StoreError, Tx};
use crate::secrets::{Aad, MasterKey, SealKey};

/// The number of the one master key there is; rows name it so that it can be changed some day.
pub(super) const MASTER: i64 = 1;
pub(super) const DAY_MS: i64 = 86_400_000;
const CHECK_WORDS: &[u8] = b"relevo";

/// The keys in use, shared by all clones of a store. Days are only remembered once committed.
pub(super) struct Keyring {
    master: MasterKey,
    days: Mutex<HashMap<i64, SealKey>>,
}

impl Keyring {
    pub(super) fn new(master: MasterKey) -> Keyring {
        Keyring {
            master,
            days: Mutex::new(HashMap::new()),
        }
    }

    pub(super) fn master(&self) -> &MasterKey {
        &self.master
    }

    fn known(&self, day: i64) -> Option<SealKey> {
        let days = self.days.lock().unwrap_or_else(PoisonError::into_inner);
        days.get(&day).cloned()
    }

    fn newest(&self) -> Option<i64> {
        let days = self.days.lock().unwrap_or_else(PoisonError::into_inner);
        days.keys().max().copied()
    }

    pub(super) fn remember(&self, days: impl IntoIterator<Item = (i64, SealKey)>) {
        let mut known = self.days.lock().unwrap_or_else(PoisonError::into_inner);
        known.extend(days);
    }

    /// Forgets all days: those whose rows are gone must not stay in memory.
    pub(super) fn forget_days(&self) {
        let mut days = self.days.lock().unwrap_or_else(PoisonError::into_inner);
        days.clear();
    }

    fn open_day(&self, day: i64, wrapped: &[u8]) -> Result<SealKey> {
        self.master
            .seal_key()
            .unwrap_key(&Aad::row("data_keys", &[day]), wrapped)
            .ok_or(StoreError::damaged("a data key"))
    }
}

/// The data key's number for a time.
pub(super) fn day_of(ms: i64) -> i64 {
    ms.div_euclid(DAY_MS)
}

const DAY_SQL: &str = "SELECT wrapped FROM data_keys WHERE day = $1";

impl Store {
    /// The key of a day, for reading; `None` if it was destroyed.
    pub(super) async fn day_key(&self, day: i64) -> Result<Option<SealKey>> {
        if let Some(key) = self.keys().known(day) {
            return Ok(Some(key));
        }
        let rows = self.db().rows(DAY_SQL, vec![day.into()]).await?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        let key = self.keys().open_day(day, &row.fields().blob()?)?;
        self.keys().remember([(day, key.clone())]);
        Ok(Some(key))
    }
}

impl Tx {
    /// The key of a day, for reading inside the transaction.
    pub(super) async fn day_key(&mut self, day: i64) -> Result<Option<SealKey>> {
        if let Some(key) = self.store.keys().known(day) {
            return Ok(Some(key));
        }
        self.stored_day_key(day).await
    }

    async fn stored_day_key(&mut self, day: i64) -> Result<Option<SealKey>> {
        if let Some(key) = self.new_day(day) {
            return Ok(Some(key));
        }
        let rows = self.open.rows(DAY_SQL, vec![day.into()]).await?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        let key = self.store.keys().open_day(day, &row.fields().blob()?)?;
        self.new_days.push((day, key.clone()));
        Ok(Some(key))
    }

    /// The key of a day, for sealing: made if the day has none yet.
    pub(super) async fn day_key_to_seal(&mut self, day: i64) -> Result<SealKey> {
        // A remembered key may have been destroyed by another process, unless it is the newest.
        let newest = self.store.keys().newest();
        let key = if newest.is_some_and(|newest| newest <= day) {
            self.day_key(day).await?
        } else {
            self.stored_day_key(day).await?
        };
        if let Some(key) = key {
            return Ok(key);
        }
        let master = self.store.keys().master().seal_key();
        let wrapped = master.wrap(&Aad::row("data_keys", &[day]), &SealKey::random());
        // Whoever comes second waits for the first and takes its key.
        self.open
            .run(
                "INSERT INTO data_keys (day, master, wrapped) VALUES ($1, $2, $3) ON CONFLICT (day) DO NOTHING",
                vec![day.into(), MASTER.into(), Arg::Blob(wrapped)],
            )
            .await?;
        self.stored_day_key(day)
            .await?
            .ok_or(StoreError::damaged("a data key"))
    }

    fn new_day(&self, day: i64) -> Option<SealKey> {
        let found = self.new_days.iter().find(|(made, _)| *made == day);
        found.map(|(_, key)| key.clone())
    }
}

/// Checks that the database belongs to this master key; a new database is marked with it.
pub(super) async fn check_master(db: &Db, master: &MasterKey) -> Result<()> {
    let aad = Aad::named("meta", MASTER, "master");
    let mut open = db.begin().await?;
    open.run(
        "INSERT INTO meta (name, value) VALUES ('master', $1) ON CONFLICT (name) DO NOTHING",
        vec![Arg::Blob(master.seal_key().seal(&aad, CHECK_WORDS))],
    )
    .await?;
    let rows = open
        .rows("SELECT value FROM meta WHERE name = 'master'", vec![])
        .await?;
    let row = rows.first().ok_or(StoreError::WrongKey)?;
    let words = master.seal_key().open(&aad, &row.fields().blob()?);
    if words.is_none_or(|words| words.as_slice() != CHECK_WORDS) {
        return Err(StoreError::WrongKey);
    }
    open.commit().await
}
