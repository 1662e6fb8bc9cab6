//! The keys in use: the master key, the key of digests, and the daily data keys that are opened as needed.
//!
//! Another process may change the master key at any time (`relevo key rotate`). Rows are opened with whatever key opens them; when none does, the
//! key's file is looked at again. What is sealed is sealed under the key that the database names as current, which is read, and kept from
//! changing, in the transaction that seals: see [`Tx::sealing`].

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError, RwLock};

use zeroize::Zeroizing;

use super::db::Db;
use super::row::Arg;
use super::{Result, Store, StoreError, Tx};
use crate::secrets::{Aad, DigestKey, KeyFile, MasterKey, Masters, SealKey};

pub(super) const DAY_MS: i64 = 86_400_000;
const CHECK_WORDS: &[u8] = b"relevo";

/// The number of the first master key; each that follows has the next one.
const FIRST: i64 = 1;

/// The keys in use, shared by all clones of a store. Days are only remembered once committed.
pub(super) struct Keyring {
    digest: DigestKey,
    masters: RwLock<Ring>,
    /// Where a changed master key is found; none for a key that does not change.
    file: Option<KeyFile>,
    days: Mutex<HashMap<i64, SealKey>>,
}

/// The master keys that are known.
struct Ring {
    /// All of them.
    keys: Vec<MasterKey>,
    /// The one that the database named last, with its number.
    current: (i64, MasterKey),
}

impl Keyring {
    /// The keyed digest of texts.
    pub(super) fn digest(&self, parts: &[&str]) -> i64 {
        self.digest.digest(parts)
    }

    /// The key of digests.
    pub(super) fn digest_key(&self) -> &DigestKey {
        &self.digest
    }

    /// The newest key in the file, for a change of keys.
    pub(super) fn newest_of_file(&self) -> Option<MasterKey> {
        self.read_file();
        let keys = self.file.as_ref()?.read().ok()?;
        keys.last().cloned()
    }

    /// Opens what some master key has sealed; `None` if it is none of those that there are.
    pub(super) fn open(&self, place: &Aad, sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        self.find(|master| master.seal_key().open(place, sealed))
    }

    /// Opens a key that some master key has wrapped.
    pub(super) fn unwrap_key(&self, place: &Aad, wrapped: &[u8]) -> Option<SealKey> {
        self.find(|master| master.seal_key().unwrap_key(place, wrapped))
    }

    /// The key that is current now, if the database has named this number before.
    fn current(&self, number: i64) -> Option<MasterKey> {
        let ring = self.masters.read().unwrap_or_else(PoisonError::into_inner);
        (ring.current.0 == number).then(|| ring.current.1.clone())
    }

    /// Whether this is the number of the key that was current last.
    pub(super) fn knows(&self, number: i64) -> bool {
        self.current(number).is_some()
    }

    /// Finds the key that belongs to a number by the words sealed under it; it is the current one from now on.
    fn identify(&self, number: i64, check: &[u8]) -> Result<MasterKey> {
        let found =
            self.find(|master| is_checked_by(master, number, check).then(|| master.clone()));
        let found = found.ok_or(StoreError::WrongKey)?;
        let mut ring = self.masters.write().unwrap_or_else(PoisonError::into_inner);
        ring.current = (number, found.clone());
        Ok(found)
    }

    /// What one of the known keys gives, the current one first; if none does, the file is read again.
    fn find<T>(&self, attempt: impl Fn(&MasterKey) -> Option<T>) -> Option<T> {
        let among_known = || {
            let ring = self.masters.read().unwrap_or_else(PoisonError::into_inner);
            let others = ring.keys.iter().filter(|key| **key != ring.current.1);
            std::iter::once(&ring.current.1)
                .chain(others)
                .find_map(&attempt)
        };
        among_known().or_else(|| self.read_file().then(among_known).flatten())
    }

    /// Reads the file again; whether there was a key that was not known. A file that cannot be read has none.
    fn read_file(&self) -> bool {
        let keys = self.file.as_ref().and_then(|file| file.read().ok());
        let mut ring = self.masters.write().unwrap_or_else(PoisonError::into_inner);
        let before = ring.keys.len();
        for key in keys.unwrap_or_default() {
            if !ring.keys.contains(&key) {
                ring.keys.push(key);
            }
        }
        ring.keys.len() > before
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
        self.unwrap_key(&day_place(day), wrapped)
            .ok_or(StoreError::damaged("a data key"))
    }
}

/// What a data key is bound to.
pub(super) fn day_place(day: i64) -> Aad {
    Aad::row("data_keys", &[day])
}

/// What the words that tell master keys apart are bound to.
pub(super) fn check_place(number: i64) -> Aad {
    Aad::named("meta", number, "master")
}

/// What the key of digests is bound to.
pub(super) fn digest_place(number: i64) -> Aad {
    Aad::named("meta", number, "digest")
}

/// The words by which a master key is known, sealed under it.
pub(super) fn check_of(master: &MasterKey, number: i64) -> Vec<u8> {
    master.seal_key().seal(&check_place(number), CHECK_WORDS)
}

fn is_checked_by(master: &MasterKey, number: i64, check: &[u8]) -> bool {
    let words = master.seal_key().open(&check_place(number), check);
    words.is_some_and(|words| words.as_slice() == CHECK_WORDS)
}

/// The data key's number for a time.
pub(super) fn day_of(ms: i64) -> i64 {
    ms.div_euclid(DAY_MS)
}

/// The number of the current master key.
const NUMBER: &str = "SELECT next FROM counters WHERE name = 'master'";
const CHECK: &str = "SELECT value FROM meta WHERE name = 'master'";
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
    /// The master key to seal under, with its number. It stays the current one until this transaction ends: whoever changes it waits. Nothing is
    /// ever sealed under another.
    ///
    /// # Errors
    /// `WrongKey` if it has been changed and the new one is not to be found: nothing is written then, and it may be tried again.
    pub(super) async fn sealing(&mut self) -> Result<(i64, MasterKey)> {
        if let Some(known) = &self.master {
            return Ok(known.clone());
        }
        let sql = format!("{NUMBER} {}", self.store.db().kept_as_it_is());
        let rows = self.open.rows(sql, vec![]).await?;
        let number = rows.first().ok_or(StoreError::WrongKey)?.int()?;
        let key = match self.store.keys().current(number) {
            Some(key) => key,
            None => {
                let rows = self.open.rows(CHECK, vec![]).await?;
                let row = rows.first().ok_or(StoreError::WrongKey)?;
                let check = row.fields().blob()?;
                self.store.keys().identify(number, &check)?
            }
        };
        self.master = Some((number, key.clone()));
        Ok((number, key))
    }

    /// Seals under the master key: its number and the sealed bytes, as two values of a row.
    pub(super) async fn seal(&mut self, place: &Aad, plain: &[u8]) -> Result<(Arg, Arg)> {
        let (number, master) = self.sealing().await?;
        let sealed = master.seal_key().seal(place, plain);
        Ok((number.into(), Arg::Blob(sealed)))
    }

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
        let (number, master) = self.sealing().await?;
        let wrapped = master.seal_key().wrap(&day_place(day), &SealKey::random());
        // Whoever comes second waits for the first and takes its key.
        self.open
            .run(
                "INSERT INTO data_keys (day, master, wrapped) VALUES ($1, $2, $3) ON CONFLICT (day) DO NOTHING",
                vec![day.into(), number.into(), Arg::Blob(wrapped)],
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

/// The keys of a database, which must be among those given; a new database is marked with the newest of them.
pub(super) async fn open_keyring(db: &Db, masters: Masters) -> Result<Keyring> {
    let newest = masters.keys.last().ok_or(StoreError::WrongKey)?.clone();
    let mut open = db.begin().await?;
    let put =
        "INSERT INTO counters (name, next) VALUES ('master', $1) ON CONFLICT (name) DO NOTHING";
    open.run(put, vec![FIRST.into()]).await?;
    let put = "INSERT INTO meta (name, value) VALUES ('master', $1) ON CONFLICT (name) DO NOTHING";
    let check = Arg::Blob(check_of(&newest, FIRST));
    open.run(put, vec![check]).await?;
    let number = format!("{NUMBER} {}", db.kept_as_it_is());
    let number = open.rows(number, vec![]).await?;
    let number = number.first().ok_or(StoreError::WrongKey)?.int()?;
    let check = open.rows(CHECK, vec![]).await?;
    let check = check.first().ok_or(StoreError::WrongKey)?.fields().blob()?;
    let mut keyring = Keyring {
        digest: newest.digest_key().clone(),
        masters: RwLock::new(Ring {
            keys: masters.keys,
            current: (number, newest),
        }),
        file: masters.file,
        days: Mutex::new(HashMap::new()),
    };
    let master = keyring.identify(number, &check)?;
    // Until now it was derived anew at each start; from now on it outlives the master key.
    let digest = master
        .seal_key()
        .seal(&digest_place(number), master.digest_key().bytes());
    let put = "INSERT INTO meta (name, value) VALUES ('digest', $1) ON CONFLICT (name) DO NOTHING";
    open.run(put, vec![Arg::Blob(digest)]).await?;
    let found = open
        .rows("SELECT value FROM meta WHERE name = 'digest'", vec![])
        .await?;
    let sealed = found.first().map(|row| row.fields().blob()).transpose()?;
    let plain = sealed.and_then(|sealed| master.seal_key().open(&digest_place(number), &sealed));
    let bytes = plain.and_then(|plain| plain.as_slice().try_into().ok());
    keyring.digest = DigestKey::from_bytes(bytes.ok_or(StoreError::damaged("the key of digests"))?);
    open.commit().await?;
    Ok(keyring)
}
