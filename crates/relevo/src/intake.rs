//! Takes updates in: one intake per identity, page by page.
//!
//! A page is split by who has to do with each update (`parts`): a connection, or the setup. Each part is one transaction: facts are
//! fetched in sets, events are decided one after the other against a working set, and everything is flushed with one statement a table.
//! The cursor moves with the last part, so that a crash between two loses nothing. Only then is the next page asked for, which is what
//! confirms this one to Telegram. If a part fails, it is redone event by event and the offender is quarantined.
//!
//! Neighbours: `working_set` holds the facts, `relevo_core::decide` decides, `aside` keeps what others deal with, `delivery` and `setup`
//! are woken afterwards.
//! Deliberately absent: any call to Telegram but the pull itself, and the look of `members`.

mod about;
mod accounts;
mod albums;
mod aside;
mod asked;
mod decided;
mod digest;
mod heard;
mod left;
mod lists;
mod meanwhile;
mod members;
pub(crate) mod named;
mod parts;
mod reacted;
mod retries;
mod router;
mod sayings;
mod scenes;
mod served;
pub(crate) mod status;
pub(crate) mod stopped;
mod working_set;

use std::collections::{HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use relevo_core::{
    CellId, Change, Connection, ConnectionId, ConnectionState, Event, FRESH_PER_EVENT_MAX,
    IdentityId, InboxMark, Operator, Reading,
};
use relevo_telegram::{Gateway, Page, PageError, RawUpdate, UpdateId, UpdateKind, UserId};
use tracing::{info, warn};

use crate::clock::Clock;
use crate::directory::{Directory, Shared};
use crate::store::{Cursor, Store, StoreError, Taken, Trouble, Tx};
use decided::Decided;
use lists::Answers;
use members::Members;
use parts::{Part, Parts};
use router::Router;
use working_set::WorkingSet;

/// After so long without an update Telegram may number anew (it does after a week), so the old offset must not be used:
/// it would confirm, and so drop, updates with smaller numbers.
const SILENCE_MS: i64 = 6 * 24 * 3_600 * 1_000;

/// How often a stopped connection is looked at, in milliseconds.
const STOPPED_LOOK_MS: i64 = 1_000;

/// How soon a page is asked for again that came before it was known whose it is, in milliseconds.
const BEHIND_LOOK_MS: i64 = 100;

/// How long one pull waits for the first update while the connection is stopped, or there is none.
const STOPPED_PATIENCE: Duration = Duration::from_secs(2);

/// The intake of one identity.
pub struct Intake {
    store: Store,
    clock: Clock,
    shared: Shared,
    identity: IdentityId,
    gateway: Arc<dyn Gateway>,
    cursor: Option<Cursor>,
    line_failures: u32,
    /// What `relevo status` was told last.
    noted: Option<Option<Trouble>>,
    /// When Telegram last answered, as far as the store knows; read once.
    heard_ms: Option<i64>,
    /// Who is in the backend groups, and how they are called: read once, then learned from what is taken in. An intake learns it all by
    /// itself, as every bot of the group is told of everybody there.
    teams: HashMap<CellId, HashMap<UserId, Operator>>,
    members: HashMap<CellId, Members>,
    /// The connections of which nothing is set aside any more.
    unparked: HashSet<ConnectionId>,
}

/// How a part of a page moves the cursor.
#[derive(Clone, Copy)]
enum Arrival {
    /// It comes from Telegram.
    Now {
        /// How far the identity's updates are taken in with it.
        cursor: Cursor,
        /// Whether that is as far as the page goes: the last part.
        is_last: bool,
    },
    /// It was set aside while the connection was stopped.
    Late,
}

/// What one step did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Took {
    /// So many updates.
    Updates(usize),
    /// Nothing: ask again not before this time (Unix milliseconds).
    NotBefore(i64),
    /// Telegram refuses this identity until somebody acts; ask again not before this time.
    Refused(i64),
}

/// One update, ready to be decided.
struct Item {
    mark: InboxMark,
    raw: RawUpdate,
    /// What it says, or why it cannot be processed; taken by the transaction, and read anew if that has to be repeated.
    read: Option<Result<UpdateKind, &'static str>>,
}

impl Intake {
    /// An intake that begins where the last one of this identity ended.
    #[must_use]
    pub fn new(
        store: Store,
        clock: Clock,
        shared: Shared,
        line: (IdentityId, Arc<dyn Gateway>),
    ) -> Intake {
        let (identity, gateway) = line;
        shared.read_so_far(identity, false, clock.now_ms());
        Intake {
            store,
            clock,
            shared,
            identity,
            gateway,
            cursor: None,
            line_failures: 0,
            noted: None,
            heard_ms: None,
            teams: HashMap::new(),
            members: HashMap::new(),
            unparked: HashSet::new(),
        }
    }

    /// Pulls one page, waiting up to `patience` for it, and stores what it causes.
    ///
    /// # Errors
    /// If the store cannot be written: nothing of the page is confirmed, so the next step gets it again.
    pub async fn step(&mut self, patience: Duration) -> Result<Took, StoreError> {
        if !self.takes_in(&self.shared.now()) {
            // Nothing is pulled, so nothing is confirmed: Telegram keeps it for a day.
            return Ok(self.stopped());
        }
        if self.late().await? {
            return Ok(Took::Updates(1));
        }
        let cursor = self.cursor().await?;
        let silent = self.clock.now_ms() - cursor.at_ms > SILENCE_MS;
        let after = if silent { None } else { cursor.last };
        // Until it is known that nothing waits there, nobody waits for it.
        let up_to_date = matches!(
            self.shared.reading(self.identity, self.clock.now_ms()),
            Reading::UpToDate { .. }
        );
        let patience = match self.all_run(&self.shared.now()) {
            true if up_to_date => patience,
            true => Duration::ZERO,
            // As soon as it is started again, what was set aside has its turn.
            false => patience.min(STOPPED_PATIENCE),
        };
        let page = match self.gateway.next_page(after, patience).await {
            Ok(page) => page,
            Err(problem) => {
                self.shared
                    .read_so_far(self.identity, false, self.clock.now_ms());
                if let PageError::Refused(refusal) = &problem {
                    self.refused(refusal).await?;
                }
                return Ok(self.line_problem(&problem));
            }
        };
        let directory = self.shared.now();
        let epoch = if silent {
            cursor.epoch + 1
        } else {
            cursor.epoch
        };
        let (taken, full) = (page.updates.len(), page.full);
        let items = self.items(page, epoch);
        if !items.is_empty() && self.is_behind(&items, &directory).await? {
            return Ok(Took::NotBefore(self.clock.now_ms() + BEHIND_LOOK_MS));
        }
        if !self.takes_in(&directory) {
            // It was stopped while Telegram was asked: what came is not confirmed, and comes again.
            return Ok(self.stopped());
        }
        self.heard_again().await?;
        if items.is_empty() {
            // Looked at again when there is time: an intake that was retired meanwhile may have set something aside.
            self.unparked.clear();
            // What is set aside is not read yet.
            let is_read = self.is_running(&directory);
            self.shared
                .read_so_far(self.identity, is_read, self.clock.now_ms());
            return Ok(Took::Updates(0));
        }
        // It may have been started meanwhile: what is older goes first.
        while self.late().await? {}
        let last = items.iter().map(|item| item.mark.update).max();
        let before = cursor.last.filter(|_| !silent);
        let cursor = Cursor {
            epoch,
            last,
            at_ms: self.clock.now_ms(),
        };
        let result = self.take_in(items, (before, cursor), &directory).await;
        // Whatever happened, the next step reads the committed truth only if this one did not commit.
        self.cursor = result.is_ok().then_some(cursor);
        let up_to_date = result.is_ok() && !full && self.is_running(&directory);
        self.shared
            .read_so_far(self.identity, up_to_date, self.clock.now_ms());
        result.map(|()| Took::Updates(taken))
    }

    /// Whether the bot, or an account over it, may have been connected since the configuration was read: then what came is left with Telegram until that is known.
    async fn is_behind(&self, items: &[Item], directory: &Directory) -> Result<bool, StoreError> {
        let is_free = directory.connection_of(self.identity).is_none();
        let is_unknown = is_free || self.tells_of_somebody_unknown(items, directory);
        Ok(is_unknown && self.store.config_version().await? != directory.version)
    }

    /// Whether its connection is there and runs, or its owners are to be heard whatever it does.
    fn takes_in(&self, directory: &Directory) -> bool {
        self.is_running(directory) || directory.serves_setup(self.identity)
    }

    /// Whether everything that it serves runs: nothing has been set aside that waits for a start.
    fn all_run(&self, directory: &Directory) -> bool {
        let served = directory.served_by(self.identity);
        !served.is_empty() && served.iter().all(runs)
    }

    /// Whether anything that it serves runs.
    fn is_running(&self, directory: &Directory) -> bool {
        directory.served_by(self.identity).iter().any(runs)
    }

    fn stopped(&self) -> Took {
        let now_ms = self.clock.now_ms();
        self.shared.read_so_far(self.identity, false, now_ms);
        Took::NotBefore(now_ms + STOPPED_LOOK_MS)
    }

    /// Confirms what is stored, so that a successor on another machine does not get it again. Losing this is harmless.
    pub async fn confirm(&self) {
        if let Some(Cursor {
            last: Some(last), ..
        }) = &self.cursor
            && self.gateway.confirm(*last).await.is_err()
        {
            info!(
                identity.id = self.identity.0,
                "the last page could not be confirmed; it will be recognised when it comes again"
            );
        }
    }

    async fn cursor(&mut self) -> Result<Cursor, StoreError> {
        if let Some(cursor) = &self.cursor {
            return Ok(*cursor);
        }
        let mut tx = self.store.write().await?;
        let cursor = tx.cursor(self.identity).await?;
        tx.commit().await?;
        self.cursor = Some(cursor);
        Ok(cursor)
    }

    fn line_problem(&mut self, problem: &PageError) -> Took {
        let now = self.clock.now_ms();
        match problem {
            PageError::Wait(time) => {
                Took::NotBefore(now + i64::try_from(time.as_millis()).unwrap_or(60_000))
            }
            PageError::Line => {
                self.line_failures += 1;
                if self.line_failures == 3 {
                    warn!(
                        identity.id = self.identity.0,
                        "Telegram cannot be reached; trying on"
                    );
                }
                Took::NotBefore(now + relevo_core::backoff_ms(self.line_failures).min(30_000))
            }
            PageError::Refused(_) => {
                self.line_failures += 1;
                Took::Refused(now + heard::refused_wait_ms(self.line_failures))
            }
        }
    }

    /// `before`: how far updates were taken in until now.
    async fn take_in(
        &mut self,
        items: Vec<Item>,
        (before, cursor): (Option<UpdateId>, Cursor),
        directory: &Directory,
    ) -> Result<(), StoreError> {
        self.note_left(&items, directory).await?;
        let of = (self.identity, directory);
        let names = self.names(&items, directory).await?;
        let asked = (names, cursor.at_ms);
        let parts = Parts::of(&items, &self.store, of, asked).await?;
        let mut parts = parts.split(items);
        let last = parts.pop();
        let held_back = Cursor {
            last: before,
            ..cursor
        };
        for (part, items) in parts {
            let arrival = Arrival::Now {
                cursor: held_back,
                is_last: false,
            };
            self.take_part(part, items, arrival, directory).await?;
        }
        if let Some((part, items)) = last {
            let arrival = Arrival::Now {
                cursor,
                is_last: true,
            };
            self.take_part(part, items, arrival, directory).await?;
        }
        Ok(())
    }

    async fn take_part(
        &mut self,
        part: Part,
        mut items: Vec<Item>,
        arrival: Arrival,
        directory: &Directory,
    ) -> Result<(), StoreError> {
        let connection = match part {
            Part::Connection(id) => directory.connections.get(&id),
            _ => None,
        };
        let Some(connection) = connection else {
            return self.put_aside(part, items, arrival, directory).await;
        };
        match self
            .transact(&mut items, arrival, directory, connection)
            .await
        {
            Ok(()) => {}
            Err(problem) if problem.is_about_the_store() => return Err(problem),
            Err(problem) => {
                warn!(identity.id = self.identity.0, error = %problem, "a page failed and is redone update by update");
                self.one_by_one(items, arrival, directory, connection)
                    .await?;
            }
        }
        self.shared.wake(connection.cell).notify_one();
        Ok(())
    }

    /// The road for a page that failed as a whole: whoever fails alone is quarantined.
    async fn one_by_one(
        &mut self,
        items: Vec<Item>,
        arrival: Arrival,
        directory: &Directory,
        connection: &Connection,
    ) -> Result<(), StoreError> {
        let final_one = items.len().saturating_sub(1);
        for (place, item) in items.into_iter().enumerate() {
            let arrival = match arrival {
                Arrival::Now {
                    cursor,
                    is_last: true,
                } if place < final_one => Arrival::Now {
                    cursor: Cursor {
                        last: Some(item.mark.update),
                        ..cursor
                    },
                    is_last: true,
                },
                other => other,
            };
            let mut alone = [item];
            match self
                .transact(&mut alone, arrival, directory, connection)
                .await
            {
                Ok(()) => {}
                Err(problem) if problem.is_about_the_store() => return Err(problem),
                Err(_) => {
                    alone[0].read = Some(Err("the store refused what it causes"));
                    self.transact(&mut alone, arrival, directory, connection)
                        .await?;
                }
            }
        }
        Ok(())
    }

    fn items(&self, page: Page, epoch: i64) -> Vec<Item> {
        let mut known = HashSet::with_capacity(page.updates.len());
        page.updates
            .into_iter()
            .filter(|raw| known.insert(raw.id))
            .map(|raw| {
                let mark = InboxMark {
                    identity: self.identity,
                    epoch,
                    update: raw.id,
                };
                let read = Some(self.read(&raw));
                Item { mark, raw, read }
            })
            .collect()
    }

    fn read(&self, raw: &RawUpdate) -> Result<UpdateKind, &'static str> {
        match catch_unwind(AssertUnwindSafe(|| self.gateway.read(raw))) {
            Ok(Ok(update)) => Ok(update.kind),
            Ok(Err(unreadable)) => Err(unreadable.reason),
            Err(_) => Err("reading it panicked"),
        }
    }

    async fn transact(
        &mut self,
        items: &mut [Item],
        arrival: Arrival,
        directory: &Directory,
        connection: &Connection,
    ) -> Result<(), StoreError> {
        let now_ms = self.clock.now_ms();
        let page: Vec<Result<UpdateKind, &'static str>> = items
            .iter_mut()
            .map(|item| item.read.take().unwrap_or_else(|| self.read(&item.raw)))
            .collect();
        let mut answers = Answers::to(&page, &self.store, (connection, directory), now_ms).await?;
        if let Some(cell) = directory.cells.get(&connection.cell) {
            let asked = (&*self.gateway, cell.group);
            let members = self.members.entry(cell.id).or_default();
            answers.present = members.of_page(&page, asked, now_ms).await;
        }
        let mut tx = self.store.write().await?;
        let room = i64::try_from(items.len()).expect("a page is short") * FRESH_PER_EVENT_MAX + 1;
        let (cell, mut fresh) = tx.lock_cell(connection.cell, room, room).await?;
        if !directory.is_true_of(connection.cell, tx.departures()) {
            return Err(StoreError::Unreachable(
                "the connection has moved, or was deleted",
            ));
        }
        let mut team = match self.teams.remove(&connection.cell) {
            Some(team) => team,
            None => tx.operators(connection.cell).await?,
        };
        let inbox = connection.identity;
        let seen = seen(&mut tx, items, (inbox, arrival)).await?;
        let mut router = Router::new(connection, &cell, directory);
        let events: Vec<Result<Event, &'static str>> = items
            .iter()
            .zip(page)
            .map(|(item, read)| read.map(|kind| router.event(item.mark, kind)))
            .collect();
        let forum_ms = events
            .iter()
            .flatten()
            .filter_map(router::forum_seen_ms)
            .max();
        let readable = events.iter().filter_map(|event| event.as_ref().ok());
        let whose = (connection.cell, connection.bot());
        sayings::keep_items(&mut tx, whose, events.iter().flatten(), now_ms).await?;
        let mut set = WorkingSet::load(
            &mut tx,
            (connection, cell, directory),
            (&team, answers),
            readable,
        )
        .await?;
        let Decided {
            changes,
            taken,
            poisoned,
        } = Decided::page((&*items, events), &seen, &mut set, (now_ms, &mut fresh));
        match arrival {
            Arrival::Now { cursor, .. } => self.number(&mut tx, inbox, (cursor, &taken)).await?,
            Arrival::Late => {
                for item in &*items {
                    tx.take_aside(item.mark).await?;
                }
            }
        }
        for (mark, raw, why) in poisoned {
            tx.quarantine(mark, raw, why, now_ms).await?;
        }
        tx.apply(&changes).await?;
        put_requests(&mut tx, &changes, items).await?;
        tx.revise(connection.cell, &set.revised()).await?;
        tx.commit().await?;
        if changes.iter().any(|one| matches!(one, Change::Request(_))) {
            self.shared.wake_requests();
        }
        if let Some(seen_ms) = forum_ms {
            self.shared.saw_forum(connection.cell, seen_ms);
        }
        self.shared.accounts_are(&changes);
        // What failed above is read from the store again.
        learn(&mut team, &changes);
        let members = self.members.entry(connection.cell).or_default();
        members.learn(&changes, now_ms);
        self.teams.insert(connection.cell, team);
        Ok(())
    }

    /// Moves the cursor, which is the bot's, and numbers what is new in the inbox that it is kept in.
    async fn number(
        &self,
        tx: &mut Tx,
        inbox: IdentityId,
        (cursor, taken): (Cursor, &[Taken]),
    ) -> Result<(), StoreError> {
        if inbox != self.identity {
            tx.set_cursor(self.identity, cursor).await?;
        }
        tx.take_in(inbox, cursor, taken).await
    }
}

fn runs(connection: &&Connection) -> bool {
    connection.state == ConnectionState::Running
}

/// Which of these were taken in before. What was set aside was, and is decided about only now.
async fn seen(
    tx: &mut Tx,
    items: &[Item],
    (inbox, arrival): (IdentityId, Arrival),
) -> Result<HashSet<UpdateId>, StoreError> {
    match arrival {
        Arrival::Now { cursor, .. } => {
            let ids: Vec<UpdateId> = items.iter().map(|item| item.mark.update).collect();
            tx.seen(inbox, cursor.epoch, &ids).await
        }
        Arrival::Late => Ok(HashSet::new()),
    }
}

/// What is asked of modules is kept with the update that says it.
async fn put_requests(tx: &mut Tx, changes: &[Change], items: &[Item]) -> Result<(), StoreError> {
    for change in changes {
        let Change::Request(request) = change else {
            continue;
        };
        let item = items.iter().find(|item| item.mark == request.mark);
        if let Some(item) = item {
            tx.put_request(request, &item.raw.body).await?;
        }
    }
    Ok(())
}

/// Who came into the backend group and who left it.
fn learn(team: &mut HashMap<UserId, Operator>, changes: &[Change]) {
    for change in changes {
        if let Change::Operator { person, place, .. } = change {
            match place {
                Some(place) => team.insert(*person, *place),
                None => team.remove(person),
            };
        }
    }
}
