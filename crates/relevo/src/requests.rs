//! Deals with what somebody of the team asks of a module: one request after the other, each in one transaction that also ticks it off, so
//! that a crash repeats and loses nothing. ADR 23.
//!
//! Intake keeps requests with the update that says them (`store::requests`). Neighbours: `modules` does what is asked, `panels` shows
//! what it says, `files` fetches what a command needs besides.
//! Deliberately absent: `/say NAME` in a client's topic, whose place among what the team types matters; `decide` does that.

mod files;

use std::collections::HashSet;
use std::panic::AssertUnwindSafe;

use futures_util::FutureExt as _;
use relevo_core::{
    Cell, CellId, Change, Connection, Conversation, ConversationId, Delivery, Fresh, InboxMark,
    Job, Module, Notice, Panel, PanelId, Request, operator_name,
};
use relevo_telegram::{Author, CallbackPress, Message, Place, RawUpdate, UpdateKind, UserId};
use tracing::{error, warn};

use crate::clock::Clock;
use crate::directory::{Directory, Shared};
use crate::modules::{self, Asking, Brought, Said, What};
use crate::panels;
use crate::store::{Store, StoreError, Tx, Waiting};

pub use files::{Files, run as fetch};

/// How many delivery numbers, and how many ids, a request may use.
pub(crate) const ROOM: i64 = 64;

/// Whoever deals with requests.
pub struct Requests {
    store: Store,
    clock: Clock,
    shared: Shared,
    glance: Glance,
}

/// When to look whether something waits: as soon as somebody has asked, and every second for what another process has left.
#[derive(Default)]
pub(crate) struct Glance {
    /// How often somebody had asked when it was looked last, and when to look again (Unix milliseconds); none: at once.
    last: Option<(u64, i64)>,
}

/// How often it is looked where nobody has asked, in milliseconds.
const LOOK_MS: i64 = 1_000;

impl Glance {
    /// Whether to look now.
    pub(crate) fn is_due(&self, asked: u64, now_ms: i64) -> bool {
        self.last.is_none_or(|(seen, look_ms)| {
            // A clock that was set back does not make anybody wait.
            seen != asked || now_ms >= look_ms || look_ms - now_ms > LOOK_MS
        })
    }

    /// It was looked, after somebody had asked so often. `found`: there was something, so there may be more.
    pub(crate) fn looked(&mut self, asked: u64, now_ms: i64, found: bool) {
        self.last = (!found).then_some((asked, now_ms + LOOK_MS));
    }
}

/// What an update asks, as it was read again.
enum Heard {
    Written(Box<Message>),
    Pressed(CallbackPress),
}

impl Requests {
    /// Over this store.
    #[must_use]
    pub fn new(store: Store, clock: Clock, shared: Shared) -> Requests {
        Requests {
            store,
            clock,
            shared,
            glance: Glance::default(),
        }
    }

    /// Deals with what waits. Says whether there was anything.
    ///
    /// # Errors
    /// If the store cannot be read or written; the next step does it again.
    pub async fn step(&mut self) -> Result<bool, StoreError> {
        let (asked, now_ms) = (self.shared.asked(), self.clock.now_ms());
        if !self.glance.is_due(asked, now_ms) {
            return Ok(false);
        }
        let mut any = false;
        let mut pressed = HashSet::new();
        let mut after = i64::MIN;
        loop {
            let page = self.store.requests(after).await?;
            let Some(last) = page.last() else {
                break;
            };
            after = last.request.number;
            for waiting in &page {
                if files::wants(&self.shared.now(), waiting) {
                    continue;
                }
                match self.is_new(waiting, &mut pressed) {
                    true => self.deal(waiting, None).await?,
                    false => self.leave_aside(waiting.request.number).await?,
                }
                any = true;
            }
        }
        any |= self.leave().await?;
        self.glance.looked(asked, now_ms, any);
        Ok(any)
    }

    /// Deals with a request, whatever becomes of that: it must not keep everybody else waiting.
    async fn deal(&self, waiting: &Waiting, file: Option<&Brought>) -> Result<(), StoreError> {
        let dealt = AssertUnwindSafe(self.deal_with(waiting, file));
        match dealt.catch_unwind().await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(problem)) if problem.is_about_the_store() => Err(problem),
            Ok(Err(problem)) => {
                error!(error = %problem, "the store refused what a request causes; it is left aside");
                self.leave_aside(waiting.request.number).await
            }
            Err(_) => {
                error!("a module panicked over a request; it is left aside");
                self.leave_aside(waiting.request.number).await
            }
        }
    }

    /// Whether the same person has not pressed the same button already, of what waits now: who sees nothing happen presses again, and
    /// means it once.
    fn is_new(
        &self,
        waiting: &Waiting,
        pressed: &mut HashSet<(CellId, Place, UserId, String)>,
    ) -> bool {
        let directory = self.shared.now();
        let request = &waiting.request;
        let connection = directory.connections.get(&request.connection);
        match connection.and_then(|known| heard(&directory, known, waiting)) {
            Some(Heard::Pressed(press)) => press.at.is_none_or(|at| {
                pressed.insert((request.cell, at, press.by.id, press.data.clone()))
            }),
            _ => true,
        }
    }

    /// A page of what a request has left to be done: see `modules::marks::leave_page`.
    async fn leave(&self) -> Result<bool, StoreError> {
        let (directory, now_ms) = (self.shared.now(), self.clock.now_ms());
        let cell = modules::marks::leave_page(&self.store, &directory, now_ms).await?;
        if let Some(cell) = cell {
            self.shared.wake(cell).notify_one();
        }
        Ok(cell.is_some())
    }

    async fn leave_aside(&self, number: i64) -> Result<(), StoreError> {
        let mut tx = self.store.write().await?;
        tx.take_request(number).await?;
        tx.commit().await
    }

    async fn deal_with(&self, waiting: &Waiting, file: Option<&Brought>) -> Result<(), StoreError> {
        let directory = self.shared.now();
        let request = &waiting.request;
        let connection = directory.connections.get(&request.connection);
        let heard = connection.and_then(|known| heard(&directory, known, waiting));
        let (Some(connection), Some(heard)) = (connection, heard) else {
            return self.leave_aside(request.number).await;
        };
        if connection.cell != request.cell {
            // It has moved: whoever asked sees nothing of it any more.
            return self.leave_aside(request.number).await;
        }
        let mut tx = self.store.write().await?;
        let (cell, mut fresh) = tx.lock_cell(request.cell, ROOM, ROOM).await?;
        if !directory.is_true_of(request.cell, tx.departures()) {
            return Err(StoreError::Unreachable(
                "the connection has moved, or was deleted",
            ));
        }
        if !tx.take_request(request.number).await? {
            return Ok(());
        }
        let of = Of {
            cell: &cell,
            connection,
            directory: &directory,
            now_ms: self.clock.now_ms(),
        };
        match &heard {
            Heard::Written(message) => {
                written(&mut tx, of, (request, message, file), &mut fresh).await?;
            }
            Heard::Pressed(press) => {
                pressed(&mut tx, of, (request, press), &mut fresh).await?;
            }
        }
        tx.commit().await?;
        self.shared.wake(request.cell).notify_one();
        self.shared.wake_broadcasts();
        Ok(())
    }
}

/// Whose request it is, and when it is dealt with.
#[derive(Clone, Copy)]
struct Of<'a> {
    cell: &'a Cell,
    connection: &'a Connection,
    directory: &'a Directory,
    now_ms: i64,
}

/// A command: what the module says stands below it.
async fn written(
    tx: &mut Tx,
    of: Of<'_>,
    (request, message, file): (&Request, &Message, Option<&Brought>),
    fresh: &mut Fresh,
) -> Result<(), StoreError> {
    let Some((module, argument)) = command_of(message) else {
        return Ok(());
    };
    let conversation = conversation(tx, request.conversation).await?;
    let (by, name) = author(message);
    let what = What::Written {
        argument,
        message,
        file,
    };
    let who = (by, &*name);
    let asking = asking(
        (&mut *tx, &mut *fresh),
        of,
        (request.mark, conversation.as_ref(), who),
        what,
    );
    let Said::Panel { screen, stands } = modules::asked(module, asking).await? else {
        return Ok(());
    };
    let panel = Panel {
        id: PanelId(fresh.id()),
        cell: of.cell.id,
        connection: of.connection.id,
        conversation: request.conversation,
        thread: message.thread,
        about: Some(message.place.message),
        by,
        module,
        screen,
        stands,
        message: None,
        shown: None,
    };
    panels::show(tx, (&panel, of.connection), (fresh, of.now_ms)).await
}

/// A button: what the module says stands in its panel.
async fn pressed(
    tx: &mut Tx,
    of: Of<'_>,
    (request, press): (&Request, &CallbackPress),
    fresh: &mut Fresh,
) -> Result<(), StoreError> {
    let panel = match press.at {
        Some(at) => tx.panel_at(of.cell.id, at.message).await?,
        None => None,
    };
    let until_ms = match &panel {
        Some(panel) => tx.panel_until(panel.id).await?,
        None => None,
    };
    let is_over = until_ms.is_some_and(|until_ms| until_ms <= of.now_ms);
    let conversation = match &panel {
        Some(panel) => conversation(tx, panel.conversation).await?,
        None => None,
    };
    // One bot may serve several connections of the group: what is pressed is the business of the one in whose topic the panel stands.
    let whose = panel.as_ref().and_then(|panel| {
        let id = conversation.as_ref().map(|known| known.connection);
        let mut whose = of
            .directory
            .connections
            .get(&id.unwrap_or(panel.connection));
        whose.take_if(|one| one.cell == of.cell.id)
    });
    let known = panel.zip(whose).filter(|_| !is_over);
    let known = known.and_then(|(panel, whose)| {
        let act = panels::read_act(tx.store(), &panel, &press.data)?;
        Some((panel, whose, act))
    });
    let Some((panel, connection, act)) = known else {
        return answer(tx, of, (press, Some(Notice::ButtonExpired)), fresh).await;
    };
    let bot = of;
    let of = Of { connection, ..of };
    let name = name_of(&press.by.first_name, press.by.last_name.as_deref());
    let who = (Some(press.by.id), &*name);
    let what = What::Pressed { panel: &panel, act };
    let asking = asking(
        (&mut *tx, &mut *fresh),
        of,
        (request.mark, conversation.as_ref(), who),
        what,
    );
    let said = modules::asked(panel.module, asking).await?;
    let told = (said == Said::NotAllowed).then_some(Notice::PressNotAllowed);
    answer(tx, bot, (press, told), fresh).await?;
    let Said::Panel { screen, stands } = said else {
        return Ok(());
    };
    let panel = Panel { screen, ..panel };
    panels::shows(tx, (&panel, stands), of.connection, (fresh, of.now_ms)).await
}

/// The update that asks, in which conversation's topic, and who.
type Asker<'a> = (
    InboxMark,
    Option<&'a Conversation>,
    (Option<UserId>, &'a str),
);

fn asking<'a>(
    (tx, fresh): (&'a mut Tx, &'a mut Fresh),
    of: Of<'a>,
    (mark, conversation, (by, name)): Asker<'a>,
    what: What<'a>,
) -> Asking<'a> {
    Asking {
        tx,
        fresh,
        cell: of.cell,
        connection: of.connection,
        directory: of.directory,
        conversation,
        by,
        mark,
        name,
        now_ms: of.now_ms,
        what,
    }
}

/// The press is answered: the app stops turning its wheel.
async fn answer(
    tx: &mut Tx,
    of: Of<'_>,
    (press, notice): (&CallbackPress, Option<Notice>),
    fresh: &mut Fresh,
) -> Result<(), StoreError> {
    let job = Job::AnswerPress {
        press: press.id.clone(),
        notice,
    };
    let delivery = Delivery::beside(of.connection, job, fresh, of.now_ms);
    tx.apply(&[Change::Deliver(delivery)]).await
}

async fn conversation(
    tx: &mut Tx,
    id: Option<ConversationId>,
) -> Result<Option<Conversation>, StoreError> {
    let Some(id) = id else {
        return Ok(None);
    };
    Ok(tx.conversations(&[id]).await?.into_iter().next())
}

/// What was asked, read again from the update.
fn heard(directory: &Directory, connection: &Connection, waiting: &Waiting) -> Option<Heard> {
    let line = directory.gateways.get(&connection.bot())?;
    let raw = RawUpdate {
        id: waiting.request.mark.update,
        body: waiting.raw.clone(),
    };
    match line.read(&raw).ok()?.kind {
        UpdateKind::Message(message) => Some(Heard::Written(Box::new(message))),
        UpdateKind::Pressed(press) => Some(Heard::Pressed(press)),
        _ => None,
    }
}

/// Which module a command is for, and what stands behind it.
fn command_of(message: &Message) -> Option<(Module, &str)> {
    let (command, argument) = relevo_core::written_command(message)?;
    Some((Module::of(command)?, argument))
}

fn author(message: &Message) -> (Option<UserId>, String) {
    match &message.author {
        Author::User(user) => (
            Some(user.id),
            name_of(&user.first_name, user.last_name.as_deref()),
        ),
        author @ (Author::Chat { .. } | Author::Nobody) => (None, operator_name(author)),
    }
}

fn name_of(first: &str, last: Option<&str>) -> String {
    match last {
        Some(last) => format!("{first} {last}"),
        None => first.to_owned(),
    }
}

/// Deals with requests until its future is dropped.
pub async fn run(mut requests: Requests) {
    let (clock, shared) = (requests.clock.clone(), requests.shared.clone());
    loop {
        if let Err(problem) = requests.step().await {
            warn!(error = %problem, "what the team asks of modules has to wait");
        }
        tokio::select! {
            () = shared.requests_woken() => {}
            () = clock.wait_until(clock.now_ms() + 1_000) => {}
        }
    }
}
