//! The authorization keys that the server knows, who is logged in with each, and their salts.
//!
//! A key stays when its connection ends. A salt holds for half an hour of the wall's time, and the one before it is taken too;
//! `renew_salts` makes all of them worthless at once. How one logs in is `login`.

use std::collections::HashMap;

use super::cipher::{KeyBytes, KeyId, key_id, long, sha256};

/// Keys at most; the oldest one without a login makes room.
const KEYS_MAX: usize = 10_000;
/// How long a salt is handed out (s).
pub(super) const SALT_S: i64 = 1_800;

/// How far somebody is in logging in with a key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Login {
    #[default]
    None,
    /// The code was right; the password is missing.
    Password { account: i64 },
    /// Logged in.
    Done { account: i64 },
}

/// What is kept with a key.
pub(super) struct Key {
    pub(super) bytes: KeyBytes,
    pub(super) login: Login,
    /// Order in which keys were made.
    number: u64,
}

/// All keys.
#[derive(Default)]
pub(super) struct Keys {
    known: HashMap<KeyId, Key>,
    made: u64,
    /// Goes up when all salts are renewed.
    generation: u64,
}

impl Keys {
    pub(super) fn add(&mut self, bytes: KeyBytes) -> KeyId {
        if self.known.len() >= KEYS_MAX {
            let idle = self
                .known
                .iter()
                .filter(|(_, key)| key.login == Login::None);
            let oldest = idle.min_by_key(|(_, key)| key.number).map(|(id, _)| *id);
            oldest.and_then(|id| self.known.remove(&id));
        }
        let id = key_id(&bytes);
        let number = self.made;
        self.made += 1;
        self.known.entry(id).or_insert(Key {
            bytes,
            login: Login::None,
            number,
        });
        id
    }

    pub(super) fn bytes(&self, id: &KeyId) -> Option<KeyBytes> {
        self.known.get(id).map(|key| key.bytes)
    }

    pub(super) fn login(&self, id: &KeyId) -> Login {
        self.known
            .get(id)
            .map_or(Login::None, |key| key.login.clone())
    }

    pub(super) fn set_login(&mut self, id: &KeyId, login: Login) {
        if let Some(key) = self.known.get_mut(id) {
            key.login = login;
        }
    }

    /// The account that is logged in with a key.
    pub(super) fn account(&self, id: &KeyId) -> Option<i64> {
        match self.known.get(id)?.login {
            Login::Done { account } => Some(account),
            _ => None,
        }
    }

    /// Logs an account out everywhere; the keys stay, without a login.
    pub(super) fn log_out(&mut self, account: i64) -> Vec<KeyId> {
        let mut ended = Vec::new();
        for (id, key) in &mut self.known {
            if key.login == (Login::Done { account }) {
                key.login = Login::None;
                ended.push(*id);
            }
        }
        ended
    }

    /// How many keys the account is logged in with.
    pub(super) fn logins(&self, account: i64) -> usize {
        let done = Login::Done { account };
        self.known.values().filter(|key| key.login == done).count()
    }

    pub(super) fn renew_salts(&mut self) {
        self.generation += 1;
    }

    /// The salt of a key in the half hour that is `later` half hours from now.
    pub(super) fn salt(&self, id: &KeyId, now_s: i64, later: i64) -> i64 {
        let period = now_s.div_euclid(SALT_S) + later;
        let hash = sha256(&[id, &period.to_le_bytes(), &self.generation.to_le_bytes()]);
        // Zero is what clients begin with.
        long(&hash, 0).expect("32 bytes") | 1
    }

    pub(super) fn takes_salt(&self, id: &KeyId, now_s: i64, salt: i64) -> bool {
        [0, -1, 1]
            .iter()
            .any(|later| self.salt(id, now_s, *later) == salt)
    }
}
