//! A bot's line to Telegram with a tally: what the desk did is counted where it leaves the desk.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use relevo_telegram::{
    BoxFuture, Call, Gateway, Method, Outcome, Page, PageError, RawUpdate, Unreadable, Update,
    UpdateId,
};
use relevo_telegram_bot::Bot;
use tokio::sync::Notify;

use crate::clock::Clock;
use crate::store::Store;

/// How long a silent line asks the desk to leave it alone: longer than any run.
const LONG: Duration = Duration::from_secs(24 * 3_600);

/// What came of the desk's calls so far.
pub(super) struct Tally {
    /// Tells real time, whatever clock the desk runs on.
    wall: Clock,
    posted: AtomicU64,
    last_posted_us: AtomicI64,
    told_to_wait: AtomicU64,
    failed: AtomicU64,
    more: Notify,
    /// The desk's, whose commits are counted.
    store: Store,
    arrived: Mutex<Mark>,
    called: Mutex<Mark>,
}

/// A moment of the desk.
#[derive(Clone, Copy, Default)]
pub(super) struct Mark {
    /// In wall microseconds.
    pub(super) at_us: i64,
    /// Write transactions made durable until then.
    pub(super) commits: u64,
}

impl Tally {
    pub(super) fn new(wall: Clock, store: Store) -> Arc<Tally> {
        Arc::new(Tally {
            wall,
            posted: AtomicU64::new(0),
            last_posted_us: AtomicI64::new(0),
            told_to_wait: AtomicU64::new(0),
            failed: AtomicU64::new(0),
            more: Notify::new(),
            store,
            arrived: Mutex::default(),
            called: Mutex::default(),
        })
    }

    /// Messages that Telegram has confirmed, to topics and to clients.
    pub(super) fn posted(&self) -> u64 {
        self.posted.load(Ordering::Acquire)
    }

    /// When the last of them was, in wall microseconds.
    pub(super) fn last_posted_us(&self) -> i64 {
        self.last_posted_us.load(Ordering::Acquire)
    }

    /// How often Telegram answered 429.
    pub(super) fn told_to_wait(&self) -> u64 {
        self.told_to_wait.load(Ordering::Acquire)
    }

    /// Calls that ended in any other way but done.
    pub(super) fn failed(&self) -> u64 {
        self.failed.load(Ordering::Acquire)
    }

    /// Resolves when one more message was confirmed since the last time this resolved.
    pub(super) async fn more(&self) {
        self.more.notified().await;
    }

    /// When the last page that was not empty had come, and when the last post was on its way.
    pub(super) fn last_way(&self) -> (Mark, Mark) {
        let read = |mark: &Mutex<Mark>| *mark.lock().expect(UNPOISONED);
        (read(&self.arrived), read(&self.called))
    }

    fn mark(&self, mark: &Mutex<Mark>) {
        *mark.lock().expect(UNPOISONED) = Mark {
            at_us: self.wall.now_us(),
            commits: self.store.commits(),
        };
    }

    fn note(&self, method: Method, outcome: &Outcome) {
        match outcome {
            Outcome::Done(_) if posts(method) => {
                self.last_posted_us
                    .store(self.wall.now_us(), Ordering::Release);
                self.posted.fetch_add(1, Ordering::AcqRel);
                self.more.notify_one();
            }
            Outcome::Done(_) => {}
            Outcome::Wait(_) => {
                self.told_to_wait.fetch_add(1, Ordering::AcqRel);
            }
            Outcome::Refused(_) | Outcome::NotSent | Outcome::Unknown => {
                self.failed.fetch_add(1, Ordering::AcqRel);
            }
        }
    }
}

const UNPOISONED: &str = "nothing panics while this lock is held";

fn posts(method: Method) -> bool {
    matches!(method, Method::SendText | Method::SendMedia | Method::Copy)
}

/// A line of the desk.
pub(super) enum Line {
    /// The bot of this case.
    Watched(Bot, Arc<Tally>),
    /// A bot that an earlier case left in the database: nothing comes from it, and what waits for it goes on waiting.
    Silent,
}

impl Gateway for Line {
    fn next_page(
        &self,
        after: Option<UpdateId>,
        patience: Duration,
    ) -> BoxFuture<'_, Result<Page, PageError>> {
        match self {
            Line::Watched(bot, tally) => Box::pin(async move {
                let page = bot.next_page(after, patience).await;
                if page.as_ref().is_ok_and(|page| !page.updates.is_empty()) {
                    tally.mark(&tally.arrived);
                }
                page
            }),
            Line::Silent => Box::pin(std::future::pending()),
        }
    }

    fn confirm(&self, through: UpdateId) -> BoxFuture<'_, Result<(), PageError>> {
        match self {
            Line::Watched(bot, _) => bot.confirm(through),
            Line::Silent => Box::pin(std::future::ready(Ok(()))),
        }
    }

    fn read(&self, raw: &RawUpdate) -> Result<Update, Unreadable> {
        match self {
            Line::Watched(bot, _) => bot.read(raw),
            Line::Silent => Err(Unreadable {
                reason: "a silent line has no updates",
            }),
        }
    }

    fn call<'a>(&'a self, call: &'a Call) -> BoxFuture<'a, Outcome> {
        match self {
            Line::Watched(bot, tally) => Box::pin(async move {
                if posts(call.method()) {
                    tally.mark(&tally.called);
                }
                let outcome = bot.call(call).await;
                tally.note(call.method(), &outcome);
                outcome
            }),
            Line::Silent => Box::pin(std::future::ready(Outcome::Wait(LONG))),
        }
    }
}
