//! The store: everything that survives a restart, on SQLite or PostgreSQL, every query written once for both.
//!
//! Layout: `db` opens the pools, `row` and `bulk` are the argument and row layer, `tx` is the write transaction with the
//! cell's lock, `apply` writes changes. One file per aggregate: `inbox`, `conversations`, `cards`, `links`, `outbox`,
//! `callbacks`, `reactions`, `journal`, `operators`, `sources`, `discussions`, `relays`, `budgets`, `parameters`,
//! `audit`, `owners`, `consents`, `dialogs`, `aside`, `left`, `replies`, `group_albums`, `shifts`. `admin` holds the unscoped reads, `setup` what is
//! written once, `status` and `sweep` the rest.
//! `codes` and `body` turn the core's types into numbers and bytes. SQL appears nowhere else in the program.
//!
//! Deliberately absent: decisions, clocks (`now` is an argument) and an in-memory copy of the data.

mod accounts;
mod admin;
mod album;
mod albums;
mod answer;
mod apply;
mod aside;
mod audience;
mod audit;
mod backlog;
mod batch;
mod body;
mod bots;
mod broadcasts;
mod budgets;
mod bulk;
mod callbacks;
mod cards;
mod codes;
mod consents;
mod conversations;
mod db;
mod deed;
mod deletes;
mod desk_status;
mod dialogs;
mod discussions;
mod error;
mod evidence;
mod exports;
mod group_albums;
mod icons;
mod ignored;
mod inbox;
mod journal;
mod keyring;
mod keys;
mod lanes;
mod left;
mod links;
mod listed;
mod lists;
mod marks;
mod matter;
mod menus;
mod migrate;
mod moves;
mod notices;
mod numbers;
mod operators;
mod outbox;
mod owners;
mod panels;
mod parameters;
mod participants;
mod pending;
#[cfg(test)]
mod plans;
mod reactions;
mod recipients;
mod relays;
mod replies;
mod reply_shape;
mod reply_words;
mod requests;
mod rotation;
mod row;
mod setup;
mod shape;
mod shift_shape;
mod shifts;
mod size;
mod sources;
mod status;
mod steps;
mod sweep;
mod told;
mod tx;
mod unsettled;

use std::sync::Arc;

pub use accounts::PendingAccount;
pub use admin::Identity;
pub use aside::{ASIDE_MS, For, SetAside};
pub(crate) use audience::LISTED_AT_ONCE;
pub use audience::{AudienceAfter, AudiencePage};
pub use audit::{AUDIT_DAYS, Actor, AuditEntry, By};
pub use bots::{Backlog, BotStatus, Busiest, CellBots, InQuestion};
pub use broadcasts::{Broadcast, BroadcastBody, BroadcastStep};
pub use budgets::Spent;
pub(crate) use budgets::part_of;
pub use deed::Deed;
pub use dialogs::{Dialog, DialogBody};
pub use error::StoreError;
pub use evidence::{
    Bearer, InboxOf, Look, Notified, Period, Source, Stands, Stored, Stray, StrayLink, Trace,
};
pub use exports::{Export, ExportFacts, ExportPage, ExportState, Messages};
pub use inbox::{Cursor, Quarantined, Subject, Taken};
pub use journal::JournalLine;
pub use lanes::Side;
pub use left::{GoesOn, LeftTopic, Owes};
pub use links::ReplyAsk;
pub use lists::Counted;
pub use marks::{LeavingMark, MarkOf};
pub use numbers::Numbers;
pub use owners::{Consent, OpenCode, Owners, Purpose};
pub use parameters::ParameterChange;
pub use recipients::{DueRecipient, NewRecipient, RecipientCounts, ReportRow};
pub use relays::StoredRelay;
pub use replies::{Kept, NewReply, Renamed};
pub use requests::Waiting;
pub use rotation::{Bite, Sealed};
pub use setup::Trouble;
pub use shifts::{Shifts, ToldAt};
pub use status::{ConnectionStatus, Status};
pub use steps::StepOf;
pub use sweep::{INBOX_DAYS, Swept};
pub use tx::{Commit, CommitWatch, Tx};
pub use unsettled::Unsettled;

use relevo_core::params::Language;
use relevo_core::{ConnectionId, StandIn};

use crate::secrets::Masters;
use db::Db;
use keyring::Keyring;

/// What every operation of the store returns.
pub type Result<T> = std::result::Result<T, StoreError>;

/// The store. Cheap to clone; all clones share pools, keys and the block of row ids.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

struct Inner {
    db: Db,
    keys: Keyring,
    /// Row ids reserved by a committed transaction and not drawn yet.
    spare_ids: std::sync::Mutex<std::ops::Range<i64>>,
    commits: std::sync::atomic::AtomicU64,
    /// Who is told of commits, if anybody.
    commit_watch: std::sync::OnceLock<CommitWatch>,
}

impl Store {
    /// Opens `sqlite:/path/file.db` (made if missing) or `postgres://…`, brings the schema up to date and checks that the
    /// master key is the one with which the store was made, or the one that followed it.
    ///
    /// # Errors
    /// `WrongKey`, `NewerSchema` (made by a later version), `Unreachable`, `Other` for an address that is neither.
    pub async fn open(url: &str, masters: impl Into<Masters>) -> Result<Store> {
        let db = Db::connect(url).await?;
        let opened = async {
            migrate::migrate(&db).await?;
            keyring::open_keyring(&db, masters.into()).await
        }
        .await;
        let keys = match opened {
            Ok(keys) => keys,
            Err(error) => {
                db.close().await;
                return Err(error);
            }
        };
        Ok(Store(Arc::new(Inner {
            db,
            keys,
            spare_ids: std::sync::Mutex::new(0..0),
            commits: std::sync::atomic::AtomicU64::new(0),
            commit_watch: std::sync::OnceLock::new(),
        })))
    }

    /// Closes the pools; open transactions are waited for.
    pub async fn close(&self) {
        self.0.db.close().await;
    }

    /// Begins a write transaction. Dropped without a commit it leaves no trace. On SQLite there is one at a time.
    pub async fn write(&self) -> Result<Tx> {
        let open = self.0.db.begin().await?;
        Ok(Tx::new(self.clone(), open))
    }

    /// How many write transactions this process has made durable: what a message costs is counted with it.
    #[must_use]
    pub fn commits(&self) -> u64 {
        self.0.commits.load(std::sync::atomic::Ordering::Relaxed)
    }

    /// Has every commit wait for this before and after it, so that a test can end the desk at exactly these instants. Only the first
    /// watch counts.
    pub fn watch_commits(&self, watch: CommitWatch) {
        let _ = self.0.commit_watch.set(watch);
    }

    /// A keyed digest of texts: notices that they changed without keeping them. Never 0, so that 0 can mean "none". The same for as long as
    /// this database lives, whatever becomes of the master key.
    #[must_use]
    pub fn digest(&self, parts: &[&str]) -> i64 {
        self.0.keys.digest(parts)
    }

    fn db(&self) -> &Db {
        &self.0.db
    }

    fn keys(&self) -> &Keyring {
        &self.0.keys
    }
}

impl relevo_core::Codebook for Store {
    fn code(&self, connection: ConnectionId, id: i64) -> i64 {
        let (connection, id) = (connection.0.to_string(), id.to_string());
        self.digest(&["code name", &connection, &id])
    }

    fn stand_in(&self, language: Language, what: StandIn) -> String {
        crate::words::stand_in(language, what)
    }
}

impl std::fmt::Debug for Store {
    /// Only its name: addresses may hold passwords.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Store(…)")
    }
}
