//! The running desk: starts an intake per identity and a delivery worker per cell, and follows the configuration.
//!
//! `serve` runs them as tasks in real time; `Pump` runs the same steps by hand, so that a scenario on a manual clock is
//! over when nothing is left to do. Deliberately absent: what the steps do.

mod pump;

use std::collections::{HashMap, HashSet};
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use relevo_core::{Budgets, CellId, IdentityId};
use relevo_telegram::{Gateway, UserId};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tracing::{info, warn};

use crate::account_line::AccountLine;
use crate::broadcasts::{self, Broadcasts};
use crate::clock::Clock;
use crate::delivery::Worker;
use crate::directory::{Directory, Shared};
use crate::exports::{self, Exports};
use crate::icons::IconFinder;
use crate::intake::{Intake, Took};
use crate::menus::{self, Menus};
use crate::requests::{self, Files, Requests};
use crate::setup::{self, Setup};
use crate::store::{Identity, Store, StoreError};
use crate::timers::{self, TIMERS_MS};
pub use pump::Pump;

/// How often the configuration is looked at, in milliseconds: `relevo connect` in another process is noticed within it.
const CONFIG_POLL_MS: i64 = 1_000;

/// How long one pull waits for the first update.
const POLL_PATIENCE: Duration = Duration::from_secs(25);

/// How long to wait before trying again after the store failed, in milliseconds.
const STORE_RETRY_MS: i64 = 1_000;

/// How long menus wait after the store failed, in milliseconds: nobody misses them.
const MENUS_RETRY_MS: i64 = 60_000;

/// How often expired bodies, keys and buttons are swept out, in milliseconds.
const SWEEP_MS: i64 = 3_600_000;

/// Makes an identity's line to Telegram from its token.
pub type Lines = Arc<dyn Fn(&Identity) -> Arc<dyn Gateway> + Send + Sync>;

/// The running desk's parts, before anything runs.
#[derive(Clone)]
pub struct App {
    /// The store.
    pub store: Store,
    /// The clock.
    pub clock: Clock,
    /// What intake and delivery read.
    pub shared: Shared,
    /// How lines to Telegram are made.
    pub lines: Lines,
    /// Pacing of our own.
    pub budgets: Budgets,
}

/// What is configured, as `follow` last saw it.
#[derive(Default)]
pub struct Seen {
    version: Option<i64>,
    tokens: HashMap<IdentityId, (UserId, String)>,
}

impl Seen {
    /// What this version of the configuration says runs.
    pub fn saw(&mut self, version: i64) {
        self.version = Some(version);
    }
}

/// What must run after the configuration changed.
pub struct Roster {
    /// The configuration's version; `Seen` takes it over once everything runs.
    pub version: i64,
    /// A connected identity with its line; another line than before if its token has changed.
    pub identities: Vec<(IdentityId, Arc<dyn Gateway>)>,
    /// Cells.
    pub cells: Vec<CellId>,
}

impl App {
    /// Reads the configuration if it has changed, and replaces what intake and delivery read.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub async fn follow(&self, seen: &mut Seen) -> Result<Option<Roster>, StoreError> {
        let version = self.store.config_version().await?;
        if seen.version == Some(version) {
            return Ok(None);
        }
        let before = self.shared.now();
        let mut directory = Directory {
            version,
            ..Directory::default()
        };
        let mut roster = Roster {
            version,
            identities: Vec::new(),
            cells: Vec::new(),
        };
        directory.departures = self.store.departures().await?;
        for connection in self.store.connections().await? {
            directory.connections.insert(connection.id, connection);
        }
        for cell in self.store.cells().await? {
            roster.cells.push(cell.id);
            directory.cells.insert(cell.id, cell);
        }
        for stored in self.store.relays().await? {
            let relays = directory.relays.entry(stored.cell).or_default();
            relays.push(stored.relay);
        }
        directory.owners = self.store.owners().await?;
        for identity in self.store.identities().await? {
            if let Some(via) = identity.via {
                let line = AccountLine::new(self.shared.snapshots(), identity.id, via);
                directory.gateways.insert(identity.id, Arc::new(line));
                let name = identity.business.map(|name| (identity.id, name));
                directory.businesses.extend(name);
                continue;
            }
            directory.fleet.push(identity.user);
            directory.bots.push(identity.username.clone());
            let username = identity.username.clone();
            directory.usernames.insert(identity.id, username);
            if let Some(owner) = identity.owner {
                directory.bot_owners.insert(identity.id, owner);
            }
            if identity.is_setup {
                directory.setups.insert(identity.id);
            }
            let token = identity.token.expose().to_owned();
            let known = seen
                .tokens
                .get(&identity.id)
                .is_some_and(|(_, old)| *old == token);
            let line = match before.gateways.get(&identity.id) {
                Some(line) if known => Arc::clone(line),
                _ => (self.lines)(&identity),
            };
            seen.tokens.insert(identity.id, (identity.user, token));
            directory.gateways.insert(identity.id, Arc::clone(&line));
            if !directory.served_by(identity.id).is_empty() || directory.serves_setup(identity.id) {
                roster.identities.push((identity.id, line));
            }
        }
        self.shared.replace(directory);
        Ok(Some(roster))
    }

    /// An intake of this app.
    #[must_use]
    pub fn intake(&self, identity: IdentityId, line: Arc<dyn Gateway>) -> Intake {
        Intake::new(
            self.store.clone(),
            self.clock.clone(),
            self.shared.clone(),
            (identity, line),
        )
    }

    /// A delivery worker of this app.
    ///
    /// # Errors
    /// If the cell cannot be taken.
    pub async fn worker(&self, cell: CellId) -> Result<Worker, StoreError> {
        Worker::start(
            self.store.clone(),
            self.clock.clone(),
            self.shared.clone(),
            (cell, self.budgets),
        )
        .await
    }

    /// The setup bot of this app.
    #[must_use]
    pub fn setup(&self) -> Setup {
        Setup::new(
            self.store.clone(),
            self.clock.clone(),
            self.shared.clone(),
            Arc::clone(&self.lines),
        )
    }

    /// Whoever sends exports, of this app.
    #[must_use]
    pub fn exports(&self) -> Exports {
        let (store, clock) = (self.store.clone(), self.clock.clone());
        Exports::new(store, clock, self.shared.clone())
    }

    /// Whoever sends broadcasts, of this app.
    #[must_use]
    pub fn broadcasts(&self) -> Broadcasts {
        Broadcasts::new(self.store.clone(), self.clock.clone(), self.shared.clone())
    }

    /// Whoever fetches the files that requests need, of this app.
    #[must_use]
    pub fn files(&self) -> Files {
        Files::new(self.store.clone(), self.clock.clone(), self.shared.clone())
    }

    /// Whoever deals with requests, of this app.
    #[must_use]
    pub fn requests(&self) -> Requests {
        Requests::new(self.store.clone(), self.clock.clone(), self.shared.clone())
    }

    /// Runs until `shutdown`, then ends in peace: no new work, calls in flight are recorded.
    ///
    /// # Errors
    /// If the store fails at the start (later failures are waited out), if another process takes a backend group over, or if
    /// a worker panics: whoever supervises the process starts it anew, and nothing is lost by that.
    pub async fn serve(self, shutdown: impl Future<Output = ()>) -> Result<(), ServeError> {
        let (stop, stopped) = watch::channel(false);
        let mut running = Running {
            app: self,
            stopped,
            tasks: JoinSet::new(),
            intakes: HashMap::new(),
            workers: HashSet::new(),
        };
        let mut seen = Seen::default();
        running.follow(&mut seen).await?;
        let menus = Menus::new(
            running.app.store.clone(),
            running.app.shared.clone(),
            menus::menu(),
        );
        let menus = register(menus, running.app.clock.clone(), running.stopped.clone());
        running.tasks.spawn(menus);
        let icons = IconFinder::new(running.app.store.clone(), running.app.shared.clone());
        let icons = find_icons(icons, running.app.clock.clone(), running.stopped.clone());
        running.tasks.spawn(icons);
        let setup = serve_owners(running.app.setup(), running.stopped.clone());
        running.tasks.spawn(setup);
        let requests = serve_team(running.app.requests(), running.stopped.clone());
        running.tasks.spawn(requests);
        let files = serve_files(running.app.files(), running.stopped.clone());
        running.tasks.spawn(files);
        let exports = serve_exports(running.app.exports(), running.stopped.clone());
        running.tasks.spawn(exports);
        let broadcasts = send_broadcasts(running.app.broadcasts(), running.stopped.clone());
        running.tasks.spawn(broadcasts);
        info!(connections = running.intakes.len(), "the desk is running");
        let ended = running.run(&mut seen, shutdown).await;
        info!("stopping: calls in flight are finished and recorded");
        stop.send_replace(true);
        while let Some(joined) = running.tasks.join_next().await {
            if joined.is_err() {
                warn!("a worker had panicked; its claims count as unknown at the next start");
            }
        }
        ended
    }
}

/// Why a desk ended by itself.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The store could not be read or written at the start.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Another process delivers now.
    #[error(
        "another `relevo serve` has taken over a backend group of this database, so this one stops: run only one"
    )]
    Superseded,
    /// A bug: the log says where.
    #[error("a worker panicked, so the desk stops; start it again, nothing is lost")]
    Panicked,
}

/// The tasks of a serving desk.
struct Running {
    app: App,
    stopped: watch::Receiver<bool>,
    tasks: JoinSet<Result<(), StoreError>>,
    /// The line that each intake pulls from, and the switch that retires it.
    intakes: HashMap<IdentityId, (Arc<dyn Gateway>, watch::Sender<bool>)>,
    workers: HashSet<CellId>,
}

async fn sweep(store: Store, now_ms: i64) {
    if let Err(problem) = store.sweep(now_ms).await {
        warn!(error = %problem, "expired rows could not be swept out; tried again in an hour");
    }
}

impl Running {
    /// Follows the configuration and sweeps, until told to stop or until a task ends that should not.
    async fn run(
        &mut self,
        seen: &mut Seen,
        shutdown: impl Future<Output = ()>,
    ) -> Result<(), ServeError> {
        tokio::pin!(shutdown);
        let clock = self.app.clock.clone();
        let config = self.app.shared.clone();
        let mut sweep_ms = clock.now_ms();
        let mut timers_ms = clock.now_ms();
        // Beside the rest: it may take minutes.
        let mut sweeping = JoinSet::new();
        loop {
            let now_ms = clock.now_ms();
            if let Some(Err(_)) = sweeping.try_join_next() {
                return Err(ServeError::Panicked);
            }
            if now_ms >= sweep_ms && sweeping.is_empty() {
                sweep_ms = now_ms + SWEEP_MS;
                sweeping.spawn(sweep(self.app.store.clone(), now_ms));
            }
            if now_ms >= timers_ms {
                timers_ms = now_ms + TIMERS_MS;
                if let Err(problem) = timers::fire(&self.app.store, &self.app.shared, now_ms).await
                {
                    warn!(error = %problem, "what time brings about has to wait; tried again in a minute");
                }
            }
            tokio::select! {
                () = &mut shutdown => return Ok(()),
                () = clock.wait_until(now_ms + CONFIG_POLL_MS) => {}
                () = config.config_woken() => {}
                Some(joined) = self.tasks.join_next() => match joined {
                    Ok(Ok(())) => {}
                    Ok(Err(_)) => return Err(ServeError::Superseded),
                    Err(_) => return Err(ServeError::Panicked),
                },
            }
            if let Err(problem) = self.follow(seen).await {
                warn!(error = %problem, "the configuration could not be read; going on with the last one");
            }
        }
    }

    async fn follow(&mut self, seen: &mut Seen) -> Result<(), StoreError> {
        let Some(roster) = self.app.follow(seen).await? else {
            return Ok(());
        };
        for cell in roster.cells {
            if !self.workers.contains(&cell) {
                let worker = self.app.worker(cell).await?;
                let task = deliver(worker, self.app.clock.clone(), self.stopped.clone());
                self.tasks.spawn(task);
                self.workers.insert(cell);
            }
            self.app.shared.wake(cell).notify_one();
        }
        for (identity, line) in roster.identities {
            if let Some((known, retire)) = self.intakes.get(&identity) {
                if Arc::ptr_eq(known, &line) {
                    continue;
                }
                retire.send_replace(true);
            }
            let (retire, retired) = watch::channel(false);
            let intake = self.app.intake(identity, Arc::clone(&line));
            let switches = [self.stopped.clone(), retired];
            self.tasks
                .spawn(take_in(intake, self.app.clock.clone(), switches));
            self.intakes.insert(identity, (line, retire));
        }
        // Only now: what failed above is done with the next look.
        seen.saw(roster.version);
        Ok(())
    }
}

/// Registers menus of commands until told to stop; a call that is cut short by that is made anew by the next process.
async fn register(
    mut menus: Menus,
    clock: Clock,
    mut stopped: watch::Receiver<bool>,
) -> Result<(), StoreError> {
    let registering = async {
        loop {
            if let Err(problem) = menus.step(clock.now_ms()).await {
                warn!(error = %problem, "the menu of commands has to wait");
                clock.wait_until(clock.now_ms() + MENUS_RETRY_MS).await;
            }
            clock.wait_until(clock.now_ms() + CONFIG_POLL_MS).await;
        }
    };
    tokio::select! {
        _ = stopped.wait_for(|stopped| *stopped) => {}
        () = registering => {}
    }
    Ok(())
}

/// Looks up the emoji of topics until told to stop.
async fn find_icons(
    mut icons: IconFinder,
    clock: Clock,
    mut stopped: watch::Receiver<bool>,
) -> Result<(), StoreError> {
    let finding = async {
        loop {
            if let Err(problem) = icons.step(clock.now_ms()).await {
                warn!(error = %problem, "the emoji of topics have to wait");
                clock.wait_until(clock.now_ms() + MENUS_RETRY_MS).await;
            }
            clock.wait_until(clock.now_ms() + CONFIG_POLL_MS).await;
        }
    };
    tokio::select! {
        _ = stopped.wait_for(|stopped| *stopped) => {}
        () = finding => {}
    }
    Ok(())
}

/// Serves owners until told to stop; what is cut short by that is done again by the next process.
async fn serve_owners(setup: Setup, mut stopped: watch::Receiver<bool>) -> Result<(), StoreError> {
    tokio::select! {
        _ = stopped.wait_for(|stopped| *stopped) => {}
        () = setup::run(setup) => {}
    }
    Ok(())
}

/// Deals with what the team asks of modules until told to stop; what is cut short by that is done again by the next process.
async fn serve_team(
    requests: Requests,
    mut stopped: watch::Receiver<bool>,
) -> Result<(), StoreError> {
    tokio::select! {
        _ = stopped.wait_for(|stopped| *stopped) => {}
        () = requests::run(requests) => {}
    }
    Ok(())
}

/// Fetches files that commands need until told to stop; one that is cut short by that is fetched by the next process.
async fn serve_files(files: Files, mut stopped: watch::Receiver<bool>) -> Result<(), StoreError> {
    tokio::select! {
        _ = stopped.wait_for(|stopped| *stopped) => {}
        () = requests::fetch(files) => {}
    }
    Ok(())
}

/// Sends exports until told to stop; a part that is cut short by that is sent by the next process.
async fn serve_exports(
    exports: Exports,
    mut stopped: watch::Receiver<bool>,
) -> Result<(), StoreError> {
    tokio::select! {
        _ = stopped.wait_for(|stopped| *stopped) => {}
        () = exports::run(exports) => {}
    }
    Ok(())
}

/// Sends broadcasts until told to stop; the next process goes on with them.
async fn send_broadcasts(
    broadcasts: Broadcasts,
    mut stopped: watch::Receiver<bool>,
) -> Result<(), StoreError> {
    tokio::select! {
        _ = stopped.wait_for(|stopped| *stopped) => {}
        () = broadcasts::run(broadcasts) => {}
    }
    Ok(())
}

/// Resolves when one of the switches is thrown.
async fn thrown(switches: &mut [watch::Receiver<bool>; 2]) {
    let [first, second] = switches;
    tokio::select! {
        _ = first.wait_for(|thrown| *thrown) => {}
        _ = second.wait_for(|thrown| *thrown) => {}
    }
}

async fn take_in(
    mut intake: Intake,
    clock: Clock,
    mut switches: [watch::Receiver<bool>; 2],
) -> Result<(), StoreError> {
    loop {
        let took = tokio::select! {
            () = thrown(&mut switches) => break,
            took = intake.step(POLL_PATIENCE) => took,
        };
        let wait_ms = match took {
            Ok(Took::Updates(_)) => continue,
            Ok(Took::NotBefore(until_ms) | Took::Refused(until_ms)) => until_ms,
            Err(problem) => {
                warn!(error = %problem, "a page could not be stored; it is asked for again");
                clock.now_ms() + STORE_RETRY_MS
            }
        };
        tokio::select! {
            () = thrown(&mut switches) => break,
            () = clock.wait_until(wait_ms) => {}
        }
    }
    intake.confirm().await;
    Ok(())
}

/// Delivers until told to stop. It ends by itself only when somebody else has taken the cell.
async fn deliver(
    mut worker: Worker,
    clock: Clock,
    mut stopped: watch::Receiver<bool>,
) -> Result<(), StoreError> {
    while !*stopped.borrow() {
        match worker.turn().await {
            Ok(true) => {}
            Ok(false) => tokio::select! {
                _ = stopped.wait_for(|stopped| *stopped) => break,
                () = worker.idle() => {}
            },
            Err(StoreError::Superseded) => return Err(StoreError::Superseded),
            Err(_) => clock.wait_until(clock.now_ms() + STORE_RETRY_MS).await,
        }
    }
    if let Err(problem) = worker.stop().await {
        warn!(error = %problem, "the last outcomes could not be stored; they count as unknown at the next start");
    }
    Ok(())
}
