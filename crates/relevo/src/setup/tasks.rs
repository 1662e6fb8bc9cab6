//! What the setup bot does for a person, with the operations that the command line uses. Each may be repeated after a crash: what is done
//! already is found done.

use relevo_core::setup::{Act, Goal, Screen, Task};
use relevo_core::{ConnectionState, IdentityId};
use relevo_telegram::{Call, ChatId, Outcome, Place, Receipt, UserId};

use super::note::{LackNote, ProblemNote};
use super::values::{Change, typed};
use super::{Heard, Note, Setup, Talk};
use crate::connect::{ConnectError, NewBot, Problem, connect_bot};
use crate::secrets::Secret;
use crate::stopping;
use crate::store::{Actor, By, Dialog, Identity, Purpose, StoreError, Trouble};

/// How often it is looked whether a group is ready, and whether somebody has written, in milliseconds.
const LOOK_MS: i64 = 2_000;
/// How long it takes at most until a bot that Telegram is adding has come in, in milliseconds; then the person is told what to do.
const COMES_IN_MS: i64 = 6_000;
/// How long it is looked by itself, in milliseconds: an hour.
const LOOKS_MS: i64 = 3_600_000;
/// How often it is looked after that whether somebody has written: a minute, in milliseconds.
const LOOK_SELDOM_MS: i64 = 60_000;

/// What follows from a task.
pub(super) type Done = (Screen, Option<Note>);

impl Setup {
    /// Does it, and says what is shown then.
    pub(super) async fn perform(
        &self,
        talk: &mut Talk,
        task: Task,
        heard: &Heard,
    ) -> Result<Done, StoreError> {
        match task {
            Task::UseGroup(goal, chat) => {
                talk.dialog.body.until_ms = self.clock.now_ms() + LOOKS_MS;
                let (next, note) = self.use_group(talk, (goal, chat), true).await?;
                // Telegram may still be adding the bot: what is missing is said if it stays so.
                let is_early = heard.press.is_none() && matches!(next, Screen::Waiting(..));
                Ok((next, note.filter(|_| !is_early)))
            }
            Task::TakeToken(token) => self.take_token(talk, &token, heard).await,
            Task::Set(id, name, value) => {
                let value = typed(name, value, heard);
                self.set(talk, (id, name), Change::To(value)).await
            }
            Task::Do(Act::Reset(id, name)) => self.set(talk, (id, name), Change::Default).await,
            Task::Do(Act::Toggle(id, name, word, is_in)) => {
                let change = Change::Word(word, is_in);
                self.set(talk, (id, name), change).await
            }
            Task::Speak(language) => {
                let mut tx = self.store.write().await?;
                tx.set_owner_language(talk.person, language).await?;
                tx.commit().await?;
                let tag = language.map(|language| language.tag().to_owned());
                talk.dialog.body.chosen = tag;
                Ok((Screen::Home, None))
            }
            Task::Do(Act::Stop(id)) => {
                let state = ConnectionState::Stopped;
                stopping::set(&self.store, id, state, self.by(talk)).await?;
                Ok((Screen::Connection(id), Some(Note::Stopped)))
            }
            Task::Do(Act::Start(id)) => {
                let state = ConnectionState::Running;
                stopping::set(&self.store, id, state, self.by(talk)).await?;
                Ok((Screen::Connection(id), Some(Note::Started)))
            }
            Task::TakeRelay(id, token) => self.take_relay(talk, (id, &token), heard).await,
            Task::RenameReply(id, reply, name) => self.rename_reply(talk, (id, reply), &name).await,
            Task::Do(Act::DeleteReply(id, reply)) => self.delete_reply(talk, (id, reply)).await,
            Task::Mark(id, mark, typed) => self.mark(talk, (id, mark), &typed).await,
            Task::Do(Act::HookMark(id, mark, on)) => self.hook_mark(talk, (id, mark), on).await,
            Task::Do(Act::DeleteMark(id, mark)) => self.delete_mark(talk, (id, mark)).await,
            Task::Delete(id, typed) => self.delete(talk, (id, &typed)).await,
            Task::Do(act) => self.manage(talk, act).await,
        }
    }

    pub(super) fn by(&self, talk: &Talk) -> By {
        By {
            who: Actor::Person(talk.person),
            at_ms: self.clock.now_ms(),
        }
    }

    /// Makes a group what it was chosen for, if it is ready. `wanted`: the person has just said so, and not only waits.
    async fn use_group(
        &self,
        talk: &Talk,
        (goal, chat): (Goal, ChatId),
        wanted: bool,
    ) -> Result<Done, StoreError> {
        let Some(identity) = self.identity(talk.identity).await? else {
            return Ok((Screen::Home, Some(Note::NotYours)));
        };
        if let Some(problem) = self.whose_group(talk, chat, wanted).await? {
            return Ok(refused(goal, chat, &problem));
        }
        match goal {
            Goal::Connect => self.connect(talk, &identity, chat).await,
            Goal::Move(id) => self.move_to(talk, (id, chat)).await,
            Goal::Account(person) => self.connect_account(talk, &identity, (person, chat)).await,
        }
    }

    async fn connect(
        &self,
        talk: &Talk,
        identity: &Identity,
        group: ChatId,
    ) -> Result<Done, StoreError> {
        if let Some(problem) = self.taken(Some(identity), talk.person).await? {
            return Ok(refused(Goal::Connect, group, &problem));
        }
        let new = NewBot {
            token: identity.token.clone(),
            group,
            owner: Some(talk.person),
            params: Vec::new(),
            by: self.by(talk),
        };
        match connect_bot(&self.store, &*talk.line, new).await {
            Ok(connected) => {
                self.drop_group_code(talk).await?;
                let lacks = connected.warnings.iter().filter_map(LackNote::of).collect();
                Ok((
                    Screen::FirstMessage(connected.connection),
                    Some(Note::Connected(lacks)),
                ))
            }
            Err(ConnectError::Refused(problem)) => Ok(refused(Goal::Connect, group, &problem)),
            Err(ConnectError::Store(problem)) => Err(problem),
        }
    }

    /// Takes another bot in by its token; the message that holds the token is deleted at once.
    async fn take_token(
        &self,
        talk: &Talk,
        token: &str,
        heard: &Heard,
    ) -> Result<Done, StoreError> {
        if let Some(message) = heard.message {
            let chat = ChatId(talk.person.0);
            let _ = talk.line.call(&Call::Delete(Place { chat, message })).await;
        }
        self.take_bot(talk, token).await
    }

    /// The code by which this person named a group has done its work.
    pub(super) async fn drop_group_code(&self, talk: &Talk) -> Result<(), StoreError> {
        let mut tx = self.store.write().await?;
        let of = (Purpose::Group, talk.identity);
        tx.drop_codes(of, Some(talk.person)).await?;
        tx.commit().await
    }

    /// Takes a bot in, for an owner of the installation.
    pub(super) async fn take_bot(&self, talk: &Talk, token: &str) -> Result<Done, StoreError> {
        let owners = self.store.owners().await?;
        if !owners.all.contains_key(&talk.person) {
            return Ok((Screen::Home, Some(Note::OwnerOnly)));
        }
        let wrong = |problem| {
            let note = Note::TokenProblem(ProblemNote::of(problem));
            Ok((Screen::AskToken, Some(note)))
        };
        let Some(line) = self.line_of(token) else {
            return wrong(&Problem::Token);
        };
        let me = match line.call(&Call::GetMe).await {
            Outcome::Done(Receipt::Me { user, .. }) => user,
            Outcome::Refused(_) => return wrong(&Problem::Token),
            Outcome::Wait(time) => return wrong(&Problem::Wait(time.as_secs())),
            Outcome::Done(_) | Outcome::NotSent | Outcome::Unknown => {
                return wrong(&Problem::Unreachable);
            }
        };
        let known = self.store.identities().await?;
        let known = known.iter().find(|one| one.user == me.id);
        if let Some(problem) = self.taken(known, talk.person).await? {
            return wrong(&problem);
        }
        let username = me.username.unwrap_or_default();
        let mut tx = self.store.write().await?;
        let secret = Secret::new(token.to_owned());
        let identity = tx.put_identity(me.id, &username, &secret).await?;
        tx.give_bot(identity, talk.person).await?;
        tx.commit().await?;
        Ok((Screen::NewConnection, Some(Note::TookBot(username))))
    }

    /// Why this person cannot have a bot that is known already.
    async fn taken(
        &self,
        known: Option<&Identity>,
        person: UserId,
    ) -> Result<Option<Problem>, StoreError> {
        let Some(known) = known else {
            return Ok(None);
        };
        let relays = self.store.relays().await?;
        if relays.iter().any(|one| one.relay.id == known.id) {
            return Ok(Some(Problem::IsRelay));
        }
        let connections = self.store.connections().await?;
        let connection = connections.iter().find(|one| one.identity == known.id);
        let owner = connection.and_then(|one| one.owner).or(known.owner);
        Ok(match (owner, connection) {
            (Some(owner), _) if owner != person => Some(Problem::NotYours),
            (_, Some(connection)) if connection.owner != Some(person) => Some(Problem::NotYours),
            _ => None,
        })
    }

    async fn identity(&self, id: IdentityId) -> Result<Option<Identity>, StoreError> {
        let known = self.store.identities().await?;
        Ok(known.into_iter().find(|one| one.id == id))
    }

    pub(super) fn line_of(
        &self,
        token: &str,
    ) -> Option<std::sync::Arc<dyn relevo_telegram::Gateway>> {
        let token = token.trim();
        let looks_right = token.split_once(':').is_some_and(|(number, rest)| {
            let letters = |letter: u8| letter.is_ascii_alphanumeric() || b"_-".contains(&letter);
            !number.is_empty()
                && number.bytes().all(|digit| digit.is_ascii_digit())
                && !rest.is_empty()
                && rest.bytes().all(letters)
        });
        looks_right.then(|| {
            (self.lines)(&Identity {
                id: IdentityId(0),
                user: UserId(0),
                username: String::new(),
                token: Secret::new(token.to_owned()),
                cursor: crate::store::Cursor::default(),
                trouble: None::<Trouble>,
                via: None,
                business: None,
                owner: None,
                is_setup: false,
            })
        })
    }

    /// Looks at what the person waits for.
    pub(super) async fn look(&self, talk: &mut Talk) -> Result<(), StoreError> {
        match talk.screen() {
            Screen::Waiting(goal, chat) => {
                let (next, note) = self.use_group(talk, (goal, chat), false).await?;
                let waits = matches!(next, Screen::Waiting(..));
                let note = match waits && self.clock.now_ms() >= talk.dialog.body.until_ms {
                    true => note.map(ended),
                    false => note,
                };
                let known = talk.dialog.body.note == note;
                let came_in =
                    self.clock.now_ms() >= talk.dialog.body.until_ms - LOOKS_MS + COMES_IN_MS;
                if !waits || (came_in && !known) {
                    talk.show(next, note, false);
                }
            }
            Screen::FirstMessage(id) => {
                if let Some((group, thread)) = self.store.first_topic(id).await? {
                    let link = relevo_core::topic_link(group, thread).unwrap_or_default();
                    let note = Note::FirstArrived(link);
                    talk.show(Screen::Connection(id), Some(note), false);
                }
            }
            _ => {}
        }
        self.watch(talk);
        Ok(())
    }

    /// When to look next at what the person waits for.
    pub(super) fn watch(&self, talk: &mut Talk) {
        let now_ms = self.clock.now_ms();
        if let Screen::ChooseGroup(_) = talk.screen() {
            talk.dialog.body.until_ms = now_ms + LOOKS_MS;
        }
        let is_early = now_ms < talk.dialog.body.until_ms;
        let wait_ms = match talk.screen() {
            Screen::Waiting(..) | Screen::FirstMessage(_) if is_early => Some(LOOK_MS),
            Screen::FirstMessage(_) => Some(LOOK_SELDOM_MS),
            _ => None,
        };
        talk.dialog.due_ms = wait_ms.map(|wait_ms| now_ms + wait_ms);
    }

    /// An answer has come for somebody who waits for this group: it is looked at once, and told at once what came of it.
    pub(super) fn look_now(&self, dialog: &mut Dialog) {
        let now_ms = self.clock.now_ms();
        dialog.due_ms = Some(now_ms);
        dialog.body.until_ms = now_ms + LOOKS_MS - COMES_IN_MS;
    }
}

/// What is said when looking ends. An owner's answer is told whenever it comes.
fn ended(note: Note) -> Note {
    match note {
        Note::Problem(ProblemNote::ConsentAsked | ProblemNote::NoConsent) => note,
        _ => Note::LooksNoMore,
    }
}

/// What cannot pass by itself leads back to the choice.
pub(super) fn refused(goal: Goal, group: ChatId, problem: &Problem) -> Done {
    let problem = match problem {
        Problem::Migrated(to) => return (Screen::Waiting(goal, *to), None),
        other => ProblemNote::of(other),
    };
    let screen = match problem.may_pass() {
        true => Screen::Waiting(goal, group),
        false => Screen::ChooseGroup(goal),
    };
    (screen, Some(Note::Problem(problem)))
}
