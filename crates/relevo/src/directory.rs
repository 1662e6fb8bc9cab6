//! Who serves what: identities, cells and connections as they are configured now, with a line to Telegram for each bot.
//!
//! A snapshot that intake and delivery read at every step; `app` replaces it when the configuration changes, so
//! `relevo connect` works while `relevo serve` runs. Nothing here is written back.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, RwLock, Weak};

use relevo_core::{
    AccountState, Cell, CellId, Change, Connection, ConnectionId, Frontend, IdentityId, Reading,
    Relay,
};
use relevo_telegram::{BusinessConnection, BusinessId, Gateway, UserId};
use tokio::sync::Notify;

use crate::store::{Owners, Spent};

/// The configuration at one moment.
#[derive(Clone, Default)]
pub struct Directory {
    /// The version of the configuration that it was read from, or an earlier one.
    pub version: i64,
    /// How often a connection has left each backend group.
    pub departures: HashMap<CellId, i64>,
    /// Backend groups.
    pub cells: HashMap<CellId, Cell>,
    /// Connections.
    pub connections: HashMap<ConnectionId, Connection>,
    /// Lines to Telegram.
    pub gateways: HashMap<IdentityId, Arc<dyn Gateway>>,
    /// What Telegram calls the connections of accounts now, as far as it has told.
    pub businesses: HashMap<IdentityId, BusinessId>,
    /// Extra bots of backend groups.
    pub relays: HashMap<CellId, Vec<Relay>>,
    /// Every bot of this installation; not connected accounts, whose owners are people.
    pub fleet: Vec<UserId>,
    /// The usernames of its bots, without `@`.
    pub bots: Vec<String>,
    /// The same, by bot.
    pub usernames: HashMap<IdentityId, String>,
    /// Who owns the installation, and who co-owns connections.
    pub owners: Owners,
    /// Whose bot each is, where somebody has claimed it.
    pub bot_owners: HashMap<IdentityId, UserId>,
    /// The bots at which every owner of the installation finds the setup.
    pub setups: HashSet<IdentityId>,
}

impl Directory {
    /// The relays of a cell.
    #[must_use]
    pub fn relays_of(&self, cell: CellId) -> &[Relay] {
        self.relays.get(&cell).map_or(&[], Vec::as_slice)
    }

    /// The connection whose frontend this identity is.
    #[must_use]
    pub fn connection_of(&self, identity: IdentityId) -> Option<&Connection> {
        self.connections
            .values()
            .find(|connection| connection.identity == identity)
    }

    /// The connections whose updates come in with this bot's: its own, and those of accounts; in the order of their ids.
    #[must_use]
    pub fn served_by(&self, bot: IdentityId) -> Vec<&Connection> {
        let connections = self.connections.values();
        let mut served: Vec<&Connection> = connections.filter(|one| one.bot() == bot).collect();
        served.sort_by_key(|one| one.id);
        served
    }

    /// The account whose connection is called so now.
    #[must_use]
    pub fn account_called(&self, id: &BusinessId) -> Option<IdentityId> {
        let found = self.businesses.iter().find(|(_, name)| *name == id);
        found.map(|(account, _)| *account)
    }

    /// Takes over how an account is connected.
    fn account_is(&mut self, account: IdentityId, now: &BusinessConnection) {
        self.businesses.insert(account, now.id.clone());
        let connections = self.connections.values_mut();
        for connection in connections.filter(|one| one.identity == account) {
            if let Frontend::Business(known) = &mut connection.frontend {
                known.state = AccountState::of(now);
            }
        }
    }

    /// Whether this person finds the setup, and not the client side, in their private chat with this bot.
    #[must_use]
    pub fn is_owner(&self, identity: IdentityId, person: UserId) -> bool {
        let of_connection = self.connection_of(identity).is_some_and(|connection| {
            connection.owner == Some(person) || self.co_owns(connection.id, person)
        });
        of_connection
            || self.bot_owners.get(&identity) == Some(&person)
            || self.setups.contains(&identity) && self.owns_something(person)
    }

    /// Whether somebody is an owner of the installation, or an owner or co-owner of a connection.
    fn owns_something(&self, person: UserId) -> bool {
        let owns = |connection: &Connection| connection.owner == Some(person);
        self.owners.all.contains_key(&person)
            || self.owners.of.values().any(|of| of.contains(&person))
            || self.connections.values().any(owns)
    }

    /// Whether this is still so under the lock of a cell: no connection has left it since.
    #[must_use]
    pub fn is_true_of(&self, cell: CellId, departures: i64) -> bool {
        self.departures.get(&cell) == Some(&departures)
    }

    /// Whether somebody is a co-owner of a connection.
    #[must_use]
    pub fn co_owns(&self, connection: ConnectionId, person: UserId) -> bool {
        let of = self.owners.of.get(&connection);
        of.is_some_and(|of| of.contains(&person))
    }

    /// Whether this bot's updates are taken in whatever becomes of its connection: its owners talk to the setup there.
    #[must_use]
    pub fn serves_setup(&self, identity: IdentityId) -> bool {
        let owned = |of: &Connection| of.owner.is_some() || self.owners.of.contains_key(&of.id);
        self.setups.contains(&identity)
            || match self.connection_of(identity) {
                Some(of) => owned(of),
                None => self.bot_owners.contains_key(&identity),
            }
    }
}

/// The directory as it is at each look, without keeping it: for what the directory itself holds.
#[derive(Clone)]
pub struct Snapshots(Weak<RwLock<Arc<Directory>>>);

impl Snapshots {
    /// The configuration now; none once the desk is gone.
    ///
    /// # Panics
    /// As [`Shared::now`].
    #[must_use]
    pub fn now(&self) -> Option<Arc<Directory>> {
        let current = self.0.upgrade()?;
        let current = current.read().expect("no panic while held");
        Some(Arc::clone(&current))
    }
}

/// The current directory and each cell's wake-up, shared by all workers.
#[derive(Clone, Default)]
pub struct Shared {
    current: Arc<RwLock<Arc<Directory>>>,
    wakes: Arc<RwLock<HashMap<CellId, Arc<Notify>>>>,
    /// When it was told last that a backend group is a forum, Unix milliseconds.
    forums: Arc<RwLock<HashMap<CellId, i64>>>,
    readings: Arc<RwLock<HashMap<IdentityId, Reading>>>,
    icons: Arc<RwLock<Arc<Icons>>>,
    setup: Arc<Notify>,
    requests: Arc<Notify>,
    /// How often somebody of the team has asked a module for something.
    asked: Arc<AtomicU64>,
    config: Arc<Notify>,
    /// What was done in the groups of cells beside their deliveries, until these have seen it.
    charges: Arc<Mutex<HashMap<CellId, Vec<Charge>>>>,
}

/// What somebody did in a backend group beside its deliveries, as their budgets must know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charge {
    /// It cost so much.
    Spent(Spent),
    /// Telegram wants the bot to wait.
    Waits {
        /// Which.
        bot: IdentityId,
        /// Until when, Unix milliseconds.
        until_ms: i64,
    },
}

/// How many charges are kept for deliveries that nobody makes in this process.
const CHARGES_MAX: usize = 64;

/// Which emoji is the icon of a connection's new topics.
pub type Icons = HashMap<ConnectionId, Icon>;

/// What became of the emoji that a connection wants for its topics (`ICON_COLOR`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Icon {
    /// The emoji as it was wanted: itself or its id.
    pub wanted: String,
    /// Its id; none if Telegram does not offer it.
    pub id: Option<String>,
}

impl Shared {
    /// The configuration now.
    ///
    /// # Panics
    /// If a thread panicked while replacing it, which no code path can.
    #[must_use]
    pub fn now(&self) -> Arc<Directory> {
        Arc::clone(
            &self
                .current
                .read()
                .expect("no panic while the directory is replaced"),
        )
    }

    /// Replaces the configuration.
    ///
    /// # Panics
    /// As `now`.
    pub fn replace(&self, directory: Directory) {
        *self
            .current
            .write()
            .expect("no panic while the directory is replaced") = Arc::new(directory);
    }

    /// For what the directory itself holds.
    #[must_use]
    pub fn snapshots(&self) -> Snapshots {
        Snapshots(Arc::downgrade(&self.current))
    }

    /// Accounts are connected otherwise, as is stored already: known here at once, and not only with the next look at the configuration.
    ///
    /// # Panics
    /// As `now`.
    pub fn accounts_are(&self, changes: &[Change]) {
        let is_news = |change: &&Change| matches!(change, Change::Account { .. });
        if !changes.iter().any(|change| is_news(&change)) {
            return;
        }
        let mut current = self.current.write().expect("no panic while held");
        let mut directory = Directory::clone(&current);
        for change in changes.iter().filter(is_news) {
            if let Change::Account { identity, now } = change {
                directory.account_is(*identity, now);
            }
        }
        *current = Arc::new(directory);
    }

    /// It was told that the cell's group is a forum.
    ///
    /// # Panics
    /// As `now`.
    pub fn saw_forum(&self, cell: CellId, now_ms: i64) {
        let mut forums = self.forums.write().expect("no panic while held");
        forums.insert(cell, now_ms);
    }

    /// When it was told last that the cell's group is a forum, Unix milliseconds; long ago if never.
    ///
    /// # Panics
    /// As `now`.
    #[must_use]
    pub fn forum_seen_ms(&self, cell: CellId) -> i64 {
        let forums = self.forums.read().expect("no panic while held");
        forums.get(&cell).copied().unwrap_or(i64::MIN / 2)
    }

    /// The configuration has changed: it is read at once.
    pub fn wake_config(&self) {
        self.config.notify_one();
    }

    /// Resolves when the configuration has changed.
    pub async fn config_woken(&self) {
        self.config.notified().await;
    }

    /// Somebody spoke to the setup bot.
    pub fn wake_setup(&self) {
        self.setup.notify_one();
    }

    /// Somebody of the team asked a module for something.
    pub fn wake_requests(&self) {
        self.asked.fetch_add(1, Ordering::Relaxed);
        self.requests.notify_one();
    }

    /// How often somebody of the team has asked a module for something, since the start: who has seen this number need not look again.
    #[must_use]
    pub fn asked(&self) -> u64 {
        self.asked.load(Ordering::Relaxed)
    }

    /// Resolves when somebody of the team asked a module for something.
    pub async fn requests_woken(&self) {
        self.requests.notified().await;
    }

    /// Resolves when somebody spoke to the setup bot.
    pub async fn setup_woken(&self) {
        self.setup.notified().await;
    }

    /// The emoji that Telegram was asked for.
    ///
    /// # Panics
    /// As `now`.
    #[must_use]
    pub fn icons(&self) -> Arc<Icons> {
        Arc::clone(&self.icons.read().expect("no panic while held"))
    }

    /// What became of a connection's emoji.
    ///
    /// # Panics
    /// As `now`.
    pub fn put_icon(&self, connection: ConnectionId, icon: Icon) {
        let mut icons = self.icons.write().expect("no panic while held");
        Arc::make_mut(&mut icons).insert(connection, icon);
    }

    /// How far an identity's updates have been read; if nobody has said so yet, not far.
    ///
    /// # Panics
    /// As `now`.
    #[must_use]
    pub fn reading(&self, identity: IdentityId, now_ms: i64) -> Reading {
        let mut readings = self.readings.write().expect("no panic while held");
        let unread = Reading::Behind { since_ms: now_ms };
        *readings.entry(identity).or_insert(unread)
    }

    /// Notes whether an identity's updates have all been read. The time counts from the first of equal notes.
    ///
    /// # Panics
    /// As `now`.
    pub fn read_so_far(&self, identity: IdentityId, up_to_date: bool, now_ms: i64) {
        let mut readings = self.readings.write().expect("no panic while held");
        let now = match up_to_date {
            true => Reading::UpToDate { since_ms: now_ms },
            false => Reading::Behind { since_ms: now_ms },
        };
        let known = readings.entry(identity).or_insert(now);
        if matches!(known, Reading::UpToDate { .. }) != up_to_date {
            *known = now;
        }
    }

    /// Something was done in the cell's group beside its deliveries.
    ///
    /// # Panics
    /// As `now`.
    pub fn charge(&self, cell: CellId, charge: Charge) {
        let mut charges = self.charges.lock().expect("no panic while held");
        let of_cell = charges.entry(cell).or_default();
        if of_cell.len() < CHARGES_MAX {
            of_cell.push(charge);
        }
    }

    /// What was done beside the cell's deliveries since this was asked last.
    ///
    /// # Panics
    /// As `now`.
    #[must_use]
    pub fn take_charges(&self, cell: CellId) -> Vec<Charge> {
        let mut charges = self.charges.lock().expect("no panic while held");
        charges.remove(&cell).unwrap_or_default()
    }

    /// The wake-up of a cell's delivery: notified after every commit that gives it something to do.
    ///
    /// # Panics
    /// As `now`.
    #[must_use]
    pub fn wake(&self, cell: CellId) -> Arc<Notify> {
        if let Some(wake) = self.wakes.read().expect("no panic while held").get(&cell) {
            return Arc::clone(wake);
        }
        let mut wakes = self.wakes.write().expect("no panic while held");
        Arc::clone(wakes.entry(cell).or_default())
    }
}
