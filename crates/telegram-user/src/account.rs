//! An account's line as the desk knows lines: pages of numbered updates, and calls.
//!
//! One batch of updates is one page, whatever its size, with the session that accounts for it: whoever keeps both in one transaction
//! takes each update in once. A page is given again until a later one is asked for. Neighbours: `batches` finds updates, `read` understands
//! them, `calls` makes calls.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use grammers_tl_types as tl;
use grammers_tl_types::{Deserializable as _, Serializable as _};
use relevo_telegram::{
    BoxFuture, Call, Gateway, Once, Outcome, Page, PageError, RawUpdate, Unreadable, Update,
    UpdateId,
};
use tokio::sync::Mutex;

use crate::batches::{Batch, Batches};
use crate::line::{App, Line, Trouble};
use crate::read;
use crate::refusal::refusal;
use crate::session::Session;

/// A personal account that is logged in.
pub struct Account {
    line: Line,
    intake: Mutex<Intake>,
}

/// What was taken from Telegram and not yet kept by the desk.
struct Intake {
    batches: Batches,
    /// Pages that were given, or wait to be, each with its last number.
    pages: VecDeque<(UpdateId, Page)>,
    /// The number given last.
    number: i64,
}

impl Account {
    /// The line of the account whose session this is. Connections are made when something is asked; they end with this.
    #[must_use]
    pub fn resume(session: Arc<Session>, app: App) -> Account {
        let state = session.updates();
        let (line, pushes) = Line::open(session, app);
        let intake = Intake {
            batches: Batches::resume(state, pushes),
            pages: VecDeque::new(),
            number: 0,
        };
        Account {
            line,
            intake: Mutex::new(intake),
        }
    }

    /// Its session, to be kept by whoever has changed something besides taking updates in.
    #[must_use]
    pub fn session(&self) -> &Arc<Session> {
        &self.line.session
    }

    /// Ends the login, at Telegram and in the session.
    ///
    /// # Errors
    /// If Telegram could not be told; the session is worthless afterwards all the same.
    pub async fn log_out(&self) -> Result<(), PageError> {
        let told = self.line.ask(&tl::functions::auth::LogOut {}).await;
        self.line.session.forget();
        told.map(drop).map_err(page_error)
    }

    async fn page(&self, after: Option<UpdateId>, patience: Duration) -> Result<Page, PageError> {
        let mut intake = self.intake.lock().await;
        intake.confirm(after);
        if intake.pages.is_empty() {
            let batch = intake.batches.next(&self.line, patience).await;
            if let Some(batch) = batch.map_err(page_error)? {
                let page = intake.numbered(&self.line.session, batch);
                intake.pages.push_back(page);
            }
        }
        let first = intake.pages.front();
        Ok(first.map(|(_, page)| page.clone()).unwrap_or_default())
    }
}

impl Intake {
    /// Everything up to here is kept.
    fn confirm(&mut self, through: Option<UpdateId>) {
        let Some(through) = through else { return };
        self.number = self.number.max(through.0);
        self.pages.retain(|(last, _)| *last > through);
    }

    fn numbered(&mut self, session: &Session, batch: Batch) -> (UpdateId, Page) {
        let kept = session.saved_at(batch.state);
        let peers = read::Peers::of(batch.users, batch.chats);
        let mut page = Page {
            kept: Some(kept.to_vec()),
            ..Page::default()
        };
        for update in batch.updates {
            self.number += 1;
            page.updates.push(RawUpdate {
                id: UpdateId(self.number),
                body: peers.around(update).to_bytes(),
            });
        }
        (UpdateId(self.number), page)
    }
}

fn page_error(trouble: Trouble) -> PageError {
    match trouble {
        Trouble::Refused(refused) => PageError::Refused(refusal(&refused)),
        Trouble::Wait(time) => PageError::Wait(time),
        Trouble::Lost => PageError::Line,
    }
}

impl Gateway for Account {
    fn next_page(
        &self,
        after: Option<UpdateId>,
        patience: Duration,
    ) -> BoxFuture<'_, Result<Page, PageError>> {
        Box::pin(self.page(after, patience))
    }

    fn confirm(&self, through: UpdateId) -> BoxFuture<'_, Result<(), PageError>> {
        Box::pin(async move {
            self.intake.lock().await.confirm(Some(through));
            Ok(())
        })
    }

    fn read(&self, raw: &RawUpdate) -> Result<Update, Unreadable> {
        let told = tl::enums::Updates::from_bytes(&raw.body);
        let told = told.map_err(|_| Unreadable {
            reason: "the update is no TL of this layer",
        })?;
        let kind = read::update(told).ok_or(Unreadable {
            reason: "the update is empty",
        })?;
        Ok(Update { id: raw.id, kind })
    }

    /// Without a number nobody can say later that it is the same call: one is drawn.
    fn call<'a>(&'a self, call: &'a Call) -> BoxFuture<'a, Outcome> {
        Box::pin(async move {
            let mut drawn = [0; 8];
            match getrandom::fill(&mut drawn) {
                Ok(()) => self.line.make(call, Once(u64::from_ne_bytes(drawn))).await,
                Err(_) => Outcome::NotSent,
            }
        })
    }

    fn call_once<'a>(&'a self, call: &'a Call, once: Once) -> BoxFuture<'a, Outcome> {
        Box::pin(self.line.make(call, once))
    }
}
