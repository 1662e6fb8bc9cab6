//! The setup bot: owners configure everything in their private chats with their own bots. ADR 20.
//!
//! Intake sets aside what owners say (`intake::aside`); here it is dealt with, one after the other and outside every transaction, since it
//! takes calls to Telegram: the core says what follows (`relevo_core::setup`), `tasks` does it, and in one transaction the update is
//! ticked off and the dialog says what is to be shown. Showing it comes after that, and is made up for after a crash: what a person sees
//! is a wanted state. A task that a crash repeats finds its work done.
//!
//! Neighbours: `hear` reads what was said, `draw` makes a screen of facts and words, `show` puts it before the person, `button` signs,
//! `claim` makes codes, `values` changes parameters. It uses the operations that the command line uses: `connect`, `stopping`, `parameters`. Deliberately absent: the
//! clients' side of the same bots.

mod accounts;
mod button;
mod claim;
mod consent;
mod draw;
mod hear;
mod known;
mod left;
mod manage;
mod marks;
mod note;
mod replies;
mod show;
mod tasks;
mod values;

use std::collections::HashMap;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use futures_util::FutureExt as _;
use relevo_core::IdentityId;
use relevo_core::setup::{Act, Goal, Screen, Turn, turn};
use relevo_telegram::{Call, Gateway, UserId};
use tracing::{error, warn};

use crate::app::Lines;
use crate::clock::Clock;
use crate::directory::Shared;
use crate::store::{Dialog, DialogBody, SetAside, Store, StoreError};
pub use claim::{CLAIM_MS, Claimed, Host, claim_link, host_bot};
use hear::{Heard, What};
use known::Known;
pub use note::Note;

/// When something is shown that could not be, in milliseconds, after Telegram could not be reached.
const SHOW_AGAIN_MS: i64 = 5_000;

/// The setup bot of an installation.
pub struct Setup {
    store: Store,
    clock: Clock,
    shared: Shared,
    lines: Lines,
    /// Whom something could not be shown, and when it is tried again (Unix milliseconds).
    later: HashMap<(IdentityId, UserId), i64>,
    /// When it is looked next what is to be done in topics that were left behind (Unix milliseconds).
    left_ms: i64,
}

/// One person's talk with one bot, with what it takes to answer.
struct Talk {
    identity: IdentityId,
    person: UserId,
    line: Arc<dyn Gateway>,
    dialog: Dialog,
}

impl Setup {
    /// The setup bot over these lines.
    #[must_use]
    pub fn new(store: Store, clock: Clock, shared: Shared, lines: Lines) -> Setup {
        Setup {
            store,
            clock,
            shared,
            lines,
            later: HashMap::new(),
            left_ms: 0,
        }
    }

    /// Deals with what was said, looks at what people wait for, and shows what is to be shown. Says whether there was anything.
    ///
    /// # Errors
    /// If the store cannot be read or written; the next step does it again.
    pub async fn step(&mut self) -> Result<bool, StoreError> {
        let mut any = self.tell_left().await?;
        for said in self.store.for_setup().await? {
            let dealt = AssertUnwindSafe(self.deal_with(said.clone()));
            match dealt.catch_unwind().await {
                Ok(dealt) => dealt?,
                // A bug of ours must not keep everybody else waiting.
                Err(_) => {
                    error!("the setup bot panicked over something that was said; it is left aside");
                    self.tick_off(&said, None).await?;
                }
            }
            any = true;
        }
        let now_ms = self.clock.now_ms();
        for dialog in self.store.dialogs_due(now_ms).await? {
            let of = (dialog.identity, dialog.person);
            if self.later.get(&of).is_some_and(|later| now_ms < *later) {
                continue;
            }
            self.later.remove(&of);
            any = true;
            // Somebody before may have changed it.
            let Some(dialog) = self.store.dialog(of.0, of.1).await? else {
                continue;
            };
            if let Some(wait_ms) = self.go_on(dialog).await? {
                self.later.insert(of, now_ms + wait_ms);
            }
        }
        Ok(any)
    }

    /// One thing that was said.
    async fn deal_with(&self, said: SetAside) -> Result<(), StoreError> {
        let directory = self.shared.now();
        let identity = said.mark.identity;
        let heard = directory.gateways.get(&identity).and_then(|line| {
            let raw = relevo_telegram::RawUpdate {
                id: said.mark.update,
                body: said.raw.clone(),
            };
            let update = line.read(&raw).ok()?;
            Some((
                Arc::clone(line),
                hear::heard(&self.store, identity, &update.kind)?,
            ))
        });
        let Some((line, heard)) = heard else {
            return self.tick_off(&said, None).await;
        };
        let Some((person, what)) = self.whose(identity, &heard).await? else {
            return self.tick_off(&said, None).await;
        };
        let mut talk = self.talk((identity, person), line, &heard).await?;
        self.answer(&mut talk, what, &heard).await?;
        self.tick_off(&said, Some(talk.dialog)).await
    }

    /// Whose talk goes on, and with what.
    async fn whose(
        &self,
        identity: IdentityId,
        heard: &Heard,
    ) -> Result<Option<(UserId, What)>, StoreError> {
        let What::Code(code, chat) = &heard.what else {
            return Ok(Some((heard.person, heard.what.clone())));
        };
        if let Some(known) = self.store.code(code, self.clock.now_ms()).await?
            && let Some(found) = self.by_code(code, known, heard, *chat).await?
        {
            return Ok(Some(found));
        }
        // Used up, perhaps by themselves just before a crash: to an owner it is a start like any other.
        let owns = self.shared.now().is_owner(identity, heard.person);
        let start = What::Said(relevo_core::setup::Said::Start);
        Ok(owns.then_some((heard.person, start)))
    }

    /// The update was dealt with, and this is how far the talk has come.
    async fn tick_off(&self, said: &SetAside, dialog: Option<Dialog>) -> Result<(), StoreError> {
        let mut tx = self.store.write().await?;
        tx.take_aside(said.mark).await?;
        if let Some(dialog) = dialog {
            tx.put_dialog(&dialog).await?;
        }
        tx.commit().await
    }

    async fn talk(
        &self,
        (identity, person): (IdentityId, UserId),
        line: Arc<dyn Gateway>,
        heard: &Heard,
    ) -> Result<Talk, StoreError> {
        let mut talk = self.talk_with((identity, person), line).await?;
        if heard.person == person && heard.language.is_some() {
            let language = &mut talk.dialog.body.language;
            language.clone_from(&heard.language);
        }
        Ok(talk)
    }

    async fn talk_with(
        &self,
        (identity, person): (IdentityId, UserId),
        line: Arc<dyn Gateway>,
    ) -> Result<Talk, StoreError> {
        let known = self.store.dialog(identity, person).await?;
        let dialog = known.unwrap_or_else(|| Dialog {
            identity,
            person,
            message: None,
            owed: false,
            due_ms: None,
            body: DialogBody {
                screen: Screen::Home.code(),
                ..DialogBody::default()
            },
        });
        Ok(Talk {
            identity,
            person,
            line,
            dialog,
        })
    }

    /// What follows from what was said, up to what is to be shown.
    async fn answer(&self, talk: &mut Talk, what: What, heard: &Heard) -> Result<(), StoreError> {
        let known = Known::read(&self.store).await?;
        let screen = talk.screen();
        let said = match what {
            What::Said(said) => said,
            What::Made(bot) => {
                let (next, note) = self.take_made_bot(talk, bot).await?;
                talk.show(next, note, false);
                return Ok(());
            }
            What::Joined if talk.waits() => return self.look(talk).await,
            What::Granted(Act::Open(next)) => {
                talk.show(next, None, false);
                return Ok(());
            }
            What::Joined | What::Code(..) | What::Granted(_) => return Ok(()),
        };
        let said = match talk.takes(said, heard, &known) {
            Ok(said) => said,
            Err(note) => {
                talk.answer_press(
                    heard,
                    Some(Setup::words_of(talk, &known.owners).note(&note)),
                )
                .await;
                talk.show(screen, Some(note), false);
                return Ok(());
            }
        };
        talk.answer_press(heard, None).await;
        match turn(screen, said) {
            Turn::Show(next) => {
                let next = self.landing(talk, next).await?;
                talk.show(next, None, heard.press.is_some());
            }
            Turn::Again => talk.show(screen, Some(Note::NotHere), false),
            Turn::Do(task) => {
                let (next, note) = self.perform(talk, task, heard).await?;
                talk.show(next, note, heard.press.is_some());
            }
        }
        self.watch(talk);
        Ok(())
    }

    /// Where somebody lands who wants to begin: a bot of theirs that serves no group asks for one.
    async fn landing(&self, talk: &Talk, next: Screen) -> Result<Screen, StoreError> {
        if next != Screen::Home {
            return Ok(next);
        }
        let known = Known::read(&self.store).await?;
        let bot = known.identity(talk.identity);
        let is_theirs = bot.is_some_and(|bot| bot.owner == Some(talk.person));
        let mut connections = known.connections.iter();
        let is_free = connections.all(|one| one.identity != talk.identity);
        Ok(match is_theirs && is_free {
            true => Screen::ChooseGroup(Goal::Connect),
            false => next,
        })
    }

    /// Something is to be shown, or looked at. Says after how many milliseconds to try again, if that is needed.
    async fn go_on(&self, dialog: Dialog) -> Result<Option<i64>, StoreError> {
        let directory = self.shared.now();
        let Some(line) = directory.gateways.get(&dialog.identity) else {
            return Ok(Some(SHOW_AGAIN_MS));
        };
        let mut talk = Talk {
            identity: dialog.identity,
            person: dialog.person,
            line: Arc::clone(line),
            dialog,
        };
        if talk
            .dialog
            .due_ms
            .is_some_and(|due_ms| due_ms <= self.clock.now_ms())
        {
            self.look(&mut talk).await?;
        }
        let again_ms = match talk.dialog.owed {
            true => self.show(&mut talk).await?,
            false => None,
        };
        let mut tx = self.store.write().await?;
        tx.put_dialog(&talk.dialog).await?;
        tx.commit().await?;
        Ok(again_ms)
    }
}

impl Talk {
    fn screen(&self) -> Screen {
        Screen::from_code(&self.dialog.body.screen).unwrap_or(Screen::Home)
    }

    fn waits(&self) -> bool {
        matches!(self.screen(), Screen::Waiting(..))
    }

    /// From now on the person is to see this.
    fn show(&mut self, screen: Screen, note: Option<Note>, in_place: bool) {
        self.dialog.body.screen = screen.code();
        self.dialog.body.note = note;
        self.dialog.body.in_place = in_place;
        self.dialog.owed = true;
    }

    /// What was said, if this person may say it here: buttons that do not work any more and other people's connections are refused.
    fn takes(
        &self,
        said: relevo_core::setup::Said,
        heard: &Heard,
        known: &Known,
    ) -> Result<relevo_core::setup::Said, Note> {
        use relevo_core::setup::Said;
        let Said::Pressed(act) = &said else {
            let of = self.screen().connection();
            return match of.is_none_or(|id| known.may(id, self.person)) {
                true => Ok(said),
                false => Err(Note::NotYours),
            };
        };
        let is_current = heard.message.is_some() && heard.message == self.dialog.message;
        if !is_current {
            return Err(Note::OldButton);
        }
        match act.connection().is_none_or(|id| known.may(id, self.person)) {
            true => Ok(said),
            false => Err(Note::NotYours),
        }
    }

    async fn answer_press(&self, heard: &Heard, text: Option<String>) {
        let Some(id) = &heard.press else {
            return;
        };
        let call = Call::AnswerPress {
            id: id.clone(),
            text: text.map(|text| text.chars().take(200).collect()),
        };
        // Nothing hangs on it: the app stops turning its wheel a little later.
        let _ = self.line.call(&call).await;
    }
}

/// Runs the setup bot until its future is dropped.
pub async fn run(mut setup: Setup) {
    let (clock, shared) = (setup.clock.clone(), setup.shared.clone());
    loop {
        match setup.step().await {
            Ok(true) => shared.wake_config(),
            Ok(false) => {}
            Err(problem) => warn!(error = %problem, "the setup bot has to wait"),
        }
        tokio::select! {
            () = shared.setup_woken() => {}
            () = clock.wait_until(clock.now_ms() + 1_000) => {}
        }
    }
}
