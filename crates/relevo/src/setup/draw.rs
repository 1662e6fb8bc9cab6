//! Makes a screen of what is known and the words for it: what is said, the buttons under it, or the keyboard that asks for a group.

mod accounts;
mod manage;
mod marks;
mod numbers;
mod parameters;
mod replies;

use relevo_core::params::Language;
use relevo_core::setup::{Act, Goal, Screen, back};
use relevo_core::{Connection, ConnectionId, ConnectionState};
use relevo_telegram::{Button, ButtonAct, Call, ChatId, Keyboard, Outcome, Receipt, Text};

use super::known::Known;
use super::{Note, Setup, Talk, button};
use crate::store::{Owners, StoreError};
use crate::words::Voice;

/// How many connections are listed: Telegram takes 100 buttons, and nobody reads more.
const LISTED_MAX: usize = 30;

/// The number of the request for a group; there is one at a time.
const REQUEST: i32 = 1;

/// A screen, ready to be sent.
pub(super) struct Drawn {
    pub(super) text: Text,
    pub(super) buttons: Vec<Vec<Button>>,
    pub(super) keyboard: Option<Keyboard>,
}

/// What a button of a screen does.
enum Key {
    Does(Act),
    Opens(String),
}

/// A screen being drawn.
struct Page<'a> {
    setup: &'a Setup,
    talk: &'a Talk,
    voice: Voice,
    known: Known,
    words: Vec<String>,
    /// What is formatted, below the words.
    formatted: Text,
    rows: Vec<Vec<Button>>,
    keyboard: Option<Keyboard>,
}

impl Setup {
    /// In which language a person is spoken to.
    pub(super) fn words_of(talk: &Talk, owners: &Owners) -> Voice {
        let chosen = owners.all.get(&talk.person).copied();
        let body = &talk.dialog.body;
        let app = body.language.as_deref();
        let language = chosen
            .flatten()
            .or_else(|| body.chosen.as_deref().and_then(Language::of_tag))
            .or_else(|| app.and_then(Language::of_tag))
            .unwrap_or(Language::En);
        Voice::of(language)
    }

    /// The screen that a person is to see.
    pub(super) async fn draw(&self, talk: &Talk) -> Result<Drawn, StoreError> {
        let known = Known::read(&self.store).await?;
        let mut page = Page {
            setup: self,
            talk,
            voice: Setup::words_of(talk, &known.owners),
            known,
            words: Vec::new(),
            formatted: Text::default(),
            rows: Vec::new(),
            keyboard: None,
        };
        if let Some(note) = &talk.dialog.body.note {
            page.words.push(page.voice.note(note));
        }
        page.screen(talk.screen()).await?;
        let mut text = Text::plain(page.words.join("\n\n"));
        if !page.formatted.is_empty() {
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            text.push(&page.formatted);
        }
        Ok(Drawn {
            text,
            buttons: page.rows,
            keyboard: page.keyboard,
        })
    }
}

impl Page<'_> {
    async fn screen(&mut self, screen: Screen) -> Result<(), StoreError> {
        match screen {
            Screen::Home => self.home().await?,
            Screen::ChooseGroup(goal) => self.choose_group(goal).await?,
            Screen::Waiting(goal, _) => {
                if self.talk.dialog.body.note.is_none() {
                    self.say("setup-waiting");
                }
                self.row(&[("setup-check", Key::Does(Act::Check))]);
                self.row(&[(
                    "setup-other-group",
                    Key::Does(Act::Open(Screen::ChooseGroup(goal))),
                )]);
            }
            Screen::FirstMessage(_) => {
                let bot = self.bot();
                self.say_of("setup-first-message", &[("bot", bot)]);
                self.row(&[("setup-home", Key::Does(Act::Open(Screen::Home)))]);
            }
            Screen::NewConnection => self.new_connection().await,
            Screen::AskToken => self.plain("setup-ask-token", screen),
            Screen::Business => self.business().await?,
            Screen::Account => self.plain("setup-account", screen),
            Screen::Connections => self.connections(),
            Screen::Connection(id) => self.connection(id).await,
            Screen::Language => self.languages(),
            Screen::ParameterGroups(id) => self.parameter_groups(id),
            Screen::ParameterGroup(id, group) => self.parameter_group(id, group),
            Screen::Parameter(id, name) => self.parameter(id, name),
            Screen::Value(id, name, page) => self.value(id, name, page),
            Screen::Numbers(id) => self.numbers(id).await?,
            Screen::Relays(id) => self.relays(id),
            Screen::Replies(id, page) => self.replies(id, page).await?,
            Screen::Reply(id, reply) => self.reply(id, reply).await?,
            Screen::Marks(id) => self.marks(id).await?,
            Screen::Mark(id, mark) => self.mark(id, mark).await?,
            Screen::DeleteMark(id, mark) => self.delete_mark(id, mark).await?,
            Screen::AskRelay(_) => self.plain("setup-ask-relay", screen),
            Screen::Team(id) => self.team(id),
            Screen::ApiKey(id) => self.api_key(id).await?,
            Screen::Delete(id) => self.delete(id),
            Screen::Consent(cell, person) => self.consent(cell, person).await,
        }
        Ok(())
    }

    async fn home(&mut self) -> Result<(), StoreError> {
        self.say("setup-home-text");
        self.open_questions().await?;
        let connections = Key::Does(Act::Open(Screen::Connections));
        let new = Key::Does(Act::Open(Screen::NewConnection));
        let language = Key::Does(Act::Open(Screen::Language));
        self.row(&[("setup-connections", connections)]);
        // A co-owner of something has no bots of their own here.
        if self.known.owners.all.contains_key(&self.talk.person) {
            self.row(&[("setup-new-connection", new)]);
        }
        self.row(&[("setup-language", language)]);
        Ok(())
    }

    async fn choose_group(&mut self, goal: Goal) -> Result<(), StoreError> {
        let code = self.setup.group_code(self.talk).await?;
        let sentence = match goal {
            Goal::Connect => "setup-choose-group",
            Goal::Account(_) => "setup-choose-group-for-account",
            Goal::Move(_) => "setup-choose-group-to-move",
        };
        let bot = self.bot();
        self.say_of(sentence, &[("bot", bot), ("code", code)]);
        self.keyboard = Some(Keyboard {
            request: REQUEST,
            choose: self.voice.say("setup-choose", &[]),
            instead: "/cancel".into(),
        });
        Ok(())
    }

    async fn new_connection(&mut self) {
        self.say("setup-new-connection-text");
        if let Some(Note::TookBot(username)) = &self.talk.dialog.body.note {
            let link = format!("https://t.me/{username}?start=group");
            self.row(&[("setup-open-bot", Key::Opens(link))]);
        }
        if let Some(link) = self.maker().await {
            self.row(&[("setup-make-bot", Key::Opens(link))]);
        }
        for (label, screen) in [
            ("setup-kind-bot", Screen::AskToken),
            ("setup-kind-business", Screen::Business),
            ("setup-kind-account", Screen::Account),
            ("setup-back", Screen::Home),
        ] {
            self.row(&[(label, Key::Does(Act::Open(screen)))]);
        }
    }

    fn connections(&mut self) {
        let own: Vec<Connection> = self.known.of(self.talk.person).cloned().collect();
        self.say(match own.is_empty() {
            true => "setup-no-connections",
            false => "setup-connections-text",
        });
        for one in own.iter().take(LISTED_MAX) {
            let name = self.known.name(one.identity);
            let label = format!("{} {name} · i{}", state_mark(one.state), one.id.0);
            self.named_row(label, &Key::Does(Act::Open(Screen::Connection(one.id))));
        }
        let new = Key::Does(Act::Open(Screen::NewConnection));
        self.row(&[("setup-new-connection", new)]);
        self.row(&[("setup-back", Key::Does(Act::Open(Screen::Home)))]);
    }

    async fn connection(&mut self, id: ConnectionId) {
        let Some(one) = self.known.connection(id).cloned() else {
            return self.plain("setup-not-here", Screen::Connection(id));
        };
        if let Some(Note::FirstArrived(link)) = &self.talk.dialog.body.note
            && !link.is_empty()
        {
            self.row(&[("setup-open-topic", Key::Opens(link.clone()))]);
        }
        let group = self.known.cell(one.cell).map(|cell| cell.group);
        let title = match group {
            Some(group) => self.title(group).await,
            None => String::new(),
        };
        let facts = [
            ("bot", self.known.name(one.identity)),
            ("id", format!("i{}", id.0)),
            ("group", title),
            ("number", group.map_or(0, |group| group.0).to_string()),
        ];
        let (sentence, switch) = match one.state {
            ConnectionState::Running => (
                "setup-connection-running",
                ("setup-stop", Key::Does(Act::Stop(id))),
            ),
            ConnectionState::Stopped => (
                "setup-connection-stopped",
                ("setup-start", Key::Does(Act::Start(id))),
            ),
        };
        self.say_of(sentence, &facts);
        let opens = |screen| Key::Does(Act::Open(screen));
        self.row(&[
            ("setup-parameters", opens(Screen::ParameterGroups(id))),
            ("setup-numbers", opens(Screen::Numbers(id))),
        ]);
        self.row(&[
            ("setup-relays", opens(Screen::Relays(id))),
            ("setup-team", opens(Screen::Team(id))),
        ]);
        self.row(&[
            ("setup-replies", opens(Screen::Replies(id, 0))),
            ("setup-marks", opens(Screen::Marks(id))),
        ]);
        self.row(&[("setup-api-key", opens(Screen::ApiKey(id))), switch]);
        let goal = Goal::Move(id);
        self.row(&[
            ("setup-move", opens(Screen::ChooseGroup(goal))),
            ("setup-delete", opens(Screen::Delete(id))),
        ]);
        self.row(&[("setup-back", opens(Screen::Connections))]);
    }

    fn languages(&mut self) {
        self.say("setup-language-text");
        for language in [Language::En, Language::Es, Language::Ru, Language::De] {
            // Each is called as its speakers call it.
            let name = Voice::of(language).say("setup-language-name", &[]);
            let act = Act::Speak(Some(language));
            self.named_row(name, &Key::Does(act));
        }
        self.row(&[("setup-language-app", Key::Does(Act::Speak(None)))]);
        self.row(&[("setup-back", Key::Does(Act::Open(Screen::Home)))]);
    }

    /// A sentence and the way back.
    fn plain(&mut self, sentence: &'static str, screen: Screen) {
        self.say(sentence);
        self.row(&[("setup-back", Key::Does(Act::Open(back(screen))))]);
    }

    /// How the group is called now; nothing if Telegram does not say.
    async fn title(&self, group: ChatId) -> String {
        let cell = self.known.cells.iter().find(|cell| cell.group == group);
        let mut connections = self.known.connections.iter();
        let there = connections.find(|one| Some(one.cell) == cell.map(|cell| cell.id));
        let directory = self.setup.shared.now();
        // A bot that is in the group knows, others do not.
        let line = there.and_then(|one| directory.gateways.get(&one.bot()));
        let line = line.unwrap_or(&self.talk.line);
        match line.call(&Call::GetChat(group)).await {
            Outcome::Done(Receipt::Chat(chat)) => chat.title.unwrap_or_default(),
            _ => String::new(),
        }
    }

    fn bot(&self) -> String {
        self.known.name(self.talk.identity)
    }

    fn say(&mut self, sentence: &'static str) {
        self.say_of(sentence, &[]);
    }

    fn say_of(&mut self, sentence: &'static str, facts: &[(&'static str, String)]) {
        let words = self.voice.say(sentence, facts);
        self.words.push(words);
    }

    fn row(&mut self, keys: &[(&'static str, Key)]) {
        let row = keys.iter();
        let row = row.filter_map(|(label, key)| self.button(self.voice.say(label, &[]), key));
        let row = row.collect();
        self.rows.push(row);
    }

    fn named_row(&mut self, label: String, key: &Key) {
        let row = self.button(label, key);
        self.rows.push(row.into_iter().collect());
    }

    fn button(&self, label: String, key: &Key) -> Option<Button> {
        let of = (self.talk.identity, self.talk.person);
        let act = match key {
            Key::Does(act) => ButtonAct::Tell(button::write(&self.setup.store, of, act)?),
            Key::Opens(link) => ButtonAct::Open(link.clone()),
        };
        Some(Button { label, act })
    }
}

fn state_mark(state: ConnectionState) -> &'static str {
    match state {
        ConnectionState::Running => "🟢",
        ConnectionState::Stopped => "⏸",
    }
}
