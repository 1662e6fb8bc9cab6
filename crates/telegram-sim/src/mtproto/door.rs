//! What all connections of the door share: keys, logins, who is connected, and the boxes of updates.
//!
//! Its lock is taken with the world locked or alone, never the other way round, and never held over an await.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard};

use grammers_tl_types::{self as tl, Serializable};
use tokio::sync::mpsc;

use super::boxes::Boxes;
use super::cipher::{KeyBytes, KeyId};
use super::keys::{Keys, Login};
use super::login::Logins;
use super::uploads::Uploads;
use crate::fault::{CallSeen, Fault, Faults, PUSHES};
use crate::world::World;

/// Pushes that wait for one connection; more are lost, and the client fetches the difference.
pub(super) const PUSHES_MAX: usize = 1_024;

/// What the server says to a connection by itself.
pub(super) enum Push {
    /// `Updates`, serialized.
    Updates(Vec<u8>),
    /// The connection ends.
    Cut,
}

/// One connected session that wants updates.
pub(super) struct Live {
    pub(super) connection: u64,
    pub(super) key: KeyId,
    pub(super) sender: mpsc::Sender<Push>,
}

/// Everything behind the lock.
#[derive(Default)]
pub(super) struct State {
    pub(super) keys: Keys,
    pub(super) logins: Logins,
    pub(super) boxes: Boxes,
    pub(super) uploads: Uploads,
    pub(super) live: Vec<Live>,
    connections: u64,
}

/// The door's shared state.
#[derive(Default)]
pub(crate) struct Door {
    state: Mutex<State>,
    /// Somebody has logged in: from then on every deed is looked at.
    active: AtomicBool,
}

impl Door {
    pub(super) fn lock(&self) -> MutexGuard<'_, State> {
        self.state
            .lock()
            .expect("a panic while this was locked is a bug of the simulator")
    }

    pub(super) fn activate(&self) {
        self.active.store(true, Ordering::Release);
    }

    /// Turns what a deed has changed into updates and pushes them. The world is locked.
    pub(crate) fn after_deed(&self, world: &World, faults: &Mutex<Faults>) {
        if self.active.load(Ordering::Acquire) {
            let _nobody_asked = self.lock().catch_up(world, None, faults);
        }
    }

    /// Lets a client use a key of 256 bytes that both sides know, without a handshake; with an account it is logged in at once.
    pub(crate) fn share_key(&self, world: &World, key: KeyBytes, account: Option<i64>) {
        let mut state = self.lock();
        let id = state.keys.add(key);
        if let Some(account) = account {
            state.log_in(world, &id, account);
            self.activate();
        }
    }

    /// Ends the connections of an account, or all of them; the number of them is given.
    pub(crate) fn cut(&self, account: Option<i64>) -> usize {
        let state = self.lock();
        let mut ended = 0;
        for live in &state.live {
            let its = state.keys.account(&live.key);
            if account.is_none() || account == its {
                ended += usize::from(live.sender.try_send(Push::Cut).is_ok());
            }
        }
        ended
    }

    /// Logs an account out everywhere and ends its connections; the number of logins is given.
    pub(crate) fn revoke(&self, account: i64) -> usize {
        let mut state = self.lock();
        let ended = state.keys.log_out(account);
        for live in &state.live {
            if ended.contains(&live.key) {
                let _full_or_gone = live.sender.try_send(Push::Cut);
            }
        }
        ended.len()
    }

    /// All salts become worthless at once.
    pub(crate) fn renew_salts(&self) {
        self.lock().keys.renew_salts();
    }

    /// The code that the account behind a number was last sent, if it waits for it.
    pub(crate) fn login_code(&self, phone: &str) -> Option<String> {
        self.lock().logins.code(phone)
    }

    /// How many programs are logged in as the account.
    pub(crate) fn logins(&self, account: i64) -> usize {
        self.lock().keys.logins(account)
    }
}

impl State {
    pub(super) fn new_connection(&mut self) -> u64 {
        self.connections += 1;
        self.connections
    }

    /// The account has a box of updates from here on.
    pub(super) fn log_in(&mut self, world: &World, key: &KeyId, account: i64) {
        self.keys.set_login(key, Login::Done { account });
        self.boxes.open(world, account);
    }

    /// Notes what has changed and pushes it to everybody concerned but the connection whose call did it: that one is
    /// given its account's part, for its answer.
    pub(super) fn catch_up(
        &mut self,
        world: &World,
        own: Option<(u64, i64)>,
        faults: &Mutex<Faults>,
    ) -> Option<tl::enums::Updates> {
        let (connection, me) = own.unzip();
        let mut answer = None;
        for (account, updates) in self.boxes.catch_up(world) {
            self.push(account, &updates.to_bytes(), connection, faults);
            if Some(account) == me {
                answer = Some(updates);
            }
        }
        answer
    }

    /// Pushes to every connection of an account but one.
    pub(super) fn push(
        &mut self,
        account: i64,
        updates: &[u8],
        but: Option<u64>,
        faults: &Mutex<Faults>,
    ) {
        let keys = &self.keys;
        self.live.retain(|live| !live.sender.is_closed());
        for live in &self.live {
            if keys.account(&live.key) != Some(account) || Some(live.connection) == but {
                continue;
            }
            let seen = CallSeen {
                bot: Some(account),
                method: PUSHES,
                chat: None,
                updates: true,
            };
            let struck = faults
                .lock()
                .expect("a panic while this was locked is a bug of the simulator")
                .strike(seen);
            if struck != Some(Fault::WithheldPush) {
                let _full_or_gone = live.sender.try_send(Push::Updates(updates.to_vec()));
            }
        }
    }

    /// Tells one key's connections that its QR code was accepted.
    pub(super) fn tell_token_accepted(&self, key: &KeyId, now_s: i32) {
        let update = tl::types::UpdateShort {
            update: tl::enums::Update::LoginToken,
            date: now_s,
        };
        let bytes = tl::enums::Updates::UpdateShort(update).to_bytes();
        for live in self.live.iter().filter(|live| live.key == *key) {
            let _full_or_gone = live.sender.try_send(Push::Updates(bytes.clone()));
        }
    }
}
