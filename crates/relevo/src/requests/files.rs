//! Fetches the files that commands need, and lets their requests be dealt with then: beside all others, which wait for no file.
//!
//! Nothing of a file is kept here: a request waits until its file was fetched, and a process that ends meanwhile has it fetched by the next.
//! Each is tried a few times, then its command is answered without. Neighbours: `modules` say which command needs which file, and read it.

use std::collections::HashMap;

use relevo_core::Module;
use relevo_core::table::FileWrong;
use relevo_telegram::{Fetched, Message};
use tracing::warn;

use super::{Glance, Heard, Requests, author, command_of, heard};
use crate::clock::Clock;
use crate::directory::{Directory, Shared};
use crate::modules::{Brought, Needed, file_for, may_extend_in};
use crate::store::{Store, StoreError, Waiting};

/// How often a file is tried.
const ATTEMPTS_MAX: u32 = 5;

/// After how long it is tried again, in milliseconds.
const AGAIN_MS: i64 = 15_000;

/// The longest wait that anybody waits for, in milliseconds: who hears nothing for longer writes again.
const WAIT_MS_MAX: i64 = 120_000;

/// Whoever fetches files.
pub struct Files {
    requests: Requests,
    /// The requests whose files did not come yet.
    tried: HashMap<i64, Tried>,
    glance: Glance,
}

#[derive(Clone, Copy, Default)]
struct Tried {
    attempts: u32,
    /// Not before, Unix milliseconds.
    due_ms: i64,
}

impl Files {
    /// Over this store.
    #[must_use]
    pub fn new(store: Store, clock: Clock, shared: Shared) -> Files {
        Files {
            requests: Requests::new(store, clock, shared),
            tried: HashMap::new(),
            glance: Glance::default(),
        }
    }

    /// Fetches a file that is due, and deals with its request. Says whether there was any.
    ///
    /// # Errors
    /// If the store cannot be read or written; the next step does it again.
    pub async fn step(&mut self) -> Result<bool, StoreError> {
        let now_ms = self.requests.clock.now_ms();
        let asked = self.requests.shared.asked();
        if !self.glance.is_due(asked, now_ms) {
            return Ok(false);
        }
        let directory = self.requests.shared.now();
        let mut due = None;
        let mut after = i64::MIN;
        loop {
            let page = self.requests.store.requests(after).await?;
            let Some(last) = page.last() else {
                break;
            };
            after = last.request.number;
            let is_due = |one: &Waiting| {
                let tried = self.tried.get(&one.request.number);
                tried.is_none_or(|tried| tried.due_ms <= now_ms)
            };
            due = page
                .into_iter()
                .find(|one| is_due(one) && wants(&directory, one));
            if due.is_some() {
                break;
            }
        }
        self.glance.looked(asked, now_ms, due.is_some());
        match due {
            Some(waiting) => self.fetch(&directory, &waiting).await.map(|()| true),
            None => Ok(false),
        }
    }

    async fn fetch(&mut self, directory: &Directory, waiting: &Waiting) -> Result<(), StoreError> {
        let number = waiting.request.number;
        let brought = match self.brought(directory, waiting).await {
            Ok(brought) => brought,
            Err(after_ms) => {
                let tried = self.tried.entry(number).or_default();
                tried.attempts += 1;
                tried.due_ms = self.requests.clock.now_ms() + after_ms;
                if tried.attempts < ATTEMPTS_MAX && after_ms <= WAIT_MS_MAX {
                    return Ok(());
                }
                Brought::Wrong(FileWrong::NotFetched)
            }
        };
        self.requests.deal(waiting, Some(&brought)).await?;
        self.tried.remove(&number);
        Ok(())
    }

    /// What the file says; or after how many milliseconds to try again.
    async fn brought(&self, directory: &Directory, waiting: &Waiting) -> Result<Brought, i64> {
        let nothing = || Brought::Wrong(FileWrong::Missing);
        let Some(message) = written(directory, waiting) else {
            return Ok(nothing());
        };
        let Some((module, needed)) = needed(&message) else {
            return Ok(nothing());
        };
        // Whoever may not is told so, and has nothing fetched.
        if !may_extend_in(waiting.request.cell, author(&message).0, directory) {
            return Ok(nothing());
        }
        let wrong = |wrong| Ok(Brought::Wrong(wrong));
        let told = needed.file.size_bytes;
        if told.is_some_and(|told| usize::try_from(told).is_ok_and(|told| told > needed.bytes_max))
        {
            return wrong(FileWrong::TooLarge);
        }
        // A file's id is of use to the bot that was told it alone.
        let Some(line) = directory.gateways.get(&waiting.request.mark.identity) else {
            return wrong(FileWrong::NotFetched);
        };
        match line.fetch(&needed.file.file_id, needed.bytes_max).await {
            Fetched::Whole(bytes) => {
                // A large one takes a while: neither a lock nor a thread that serves others waits for it.
                let read = tokio::task::spawn_blocking(move || Brought::read(module, &bytes)).await;
                Ok(read.unwrap_or(Brought::Wrong(FileWrong::NoText)))
            }
            Fetched::TooLarge => wrong(FileWrong::TooLarge),
            Fetched::Refused(_) => wrong(FileWrong::NotFetched),
            Fetched::Wait(time) => Err(i64::try_from(time.as_millis()).unwrap_or(i64::MAX / 2)),
            Fetched::Line => Err(AGAIN_MS),
        }
    }
}

/// Whether a request has to wait for a file.
pub(super) fn wants(directory: &Directory, waiting: &Waiting) -> bool {
    written(directory, waiting).is_some_and(|message| needed(&message).is_some())
}

fn written(directory: &Directory, waiting: &Waiting) -> Option<Message> {
    let connection = directory.connections.get(&waiting.request.connection)?;
    match heard(directory, connection, waiting)? {
        Heard::Written(message) => Some(*message),
        Heard::Pressed(_) => None,
    }
}

fn needed(message: &Message) -> Option<(Module, Needed<'_>)> {
    let (module, argument) = command_of(message)?;
    Some((module, file_for(module, argument, message)?))
}

/// Fetches files until its future is dropped.
pub async fn run(mut files: Files) {
    let clock = files.requests.clock.clone();
    loop {
        match files.step().await {
            Ok(true) => {}
            Ok(false) => clock.wait_until(clock.now_ms() + 1_000).await,
            Err(problem) => {
                warn!(error = %problem, "files that commands need have to wait");
                clock.wait_until(clock.now_ms() + AGAIN_MS).await;
            }
        }
    }
}
