//! A stage for scenarios: an offline Telegram, a desk run by hand, and one clock for both.
//!
//! People talk, `settle` lets the desk do all it can, and transcripts are compared. Nothing waits, nothing is random.

mod wire;

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use relevo::app::{App, Pump};
use relevo::clock::Clock;
use relevo::connect::{Connected, NewBot, connect_bot};
use relevo::directory::Shared;
use relevo::parameters;
use relevo::reconcile::{self, Account};
use relevo::secrets::{KeyFile, Secret};
use relevo::sim_wire::SimWire;
use relevo::store::{By, Period, Store};
use relevo_core::Budgets;
use relevo_telegram::{ChatId, UserId};
use relevo_telegram_bot::Bot;
use relevo_telegram_sim::control::{Edit, NewBot as MakeBot, Say};
use relevo_telegram_sim::sim::{Checks, Sim, SimClock};
use relevo_telegram_sim::transcript::Row;
use relevo_telegram_sim::world::AdminRights;
use relevo_telegram_sim::world::World;

use serde_json::Value;

use crate::database::{Backend, Database};
use crate::death::Death;

use wire::POISON;
pub(crate) use wire::{OVERTAKEN, lines_into};

/// When every scenario begins, Unix milliseconds: 2026-11-23 09:00:00 UTC.
const START_MS: i64 = 1_795_424_400_000;

/// The requests of bots: method and parameters.
pub(crate) type Asked = Arc<Mutex<Vec<(&'static str, Value)>>>;

/// The stage.
pub(crate) struct Stage {
    pub(crate) sim: Arc<Sim>,
    pub(crate) clock: Clock,
    pub(crate) pump: Pump,
    pub(crate) store: Store,
    pub(crate) bot: i64,
    /// The bot's token.
    pub(crate) token: String,
    pub(crate) group: i64,
    pub(crate) owner: i64,
    /// What the bots asked Telegram for, parameters included.
    pub(crate) asked: Asked,
    /// When the desk dies, where a scenario wants that.
    death: Arc<Death>,
    names: RefCell<HashMap<i64, String>>,
    /// The albums that were shown, in the order in which they were.
    albums: RefCell<Vec<String>>,
    /// Where the store's master key is.
    pub(crate) key: KeyFile,
    /// Dropped last: the store's connections end with it.
    pub(crate) database: Database,
}

/// Every scenario begins with the same master key, so that code names are the same.
fn key_file(database: &Database) -> KeyFile {
    use std::io::Write as _;
    use std::os::unix::fs::OpenOptionsExt as _;
    let key = KeyFile::in_folder(database.folder.path());
    let mut options = std::fs::File::options();
    let file = options
        .write(true)
        .create(true)
        .mode(0o600)
        .open(key.path());
    let mut file = file.expect("a key's file");
    file.write_all("07".repeat(32).as_bytes()).expect("a key");
    key
}

impl Stage {
    /// A desk with one bot, connected to a forum group with these parameters. No welcome unless asked for, and groups
    /// are not asked about.
    pub(crate) async fn new(backend: Backend, params: &[(&str, &str)]) -> Stage {
        let clock = Clock::manual(START_MS);
        let mut world = World::new(7);
        world.set_now_ms(START_MS);
        let owner = world.make_named("Olivia");
        let made = world.make_bot(MakeBot {
            username: "acme_support_bot".into(),
            privacy: false,
            ..MakeBot::default()
        });
        let group = world.make_forum("Support", owner);
        world
            .add(owner, group, made.id)
            .expect("the owner adds the bot");
        world
            .promote(owner, group, made.id, AdminRights::all())
            .expect("the owner promotes the bot");
        let sim = Sim::new(world, SimClock::Manual, Checks::On);
        let database = Database::new(backend).await;
        let key = key_file(&database);
        let store = Store::open(&database.url, key.masters().expect("the key is readable"))
            .await
            .expect("the store opens");
        let asked = Asked::default();
        let lines = lines_into(&sim, &asked);
        let app = App {
            store: store.clone(),
            clock: clock.clone(),
            shared: Shared::default(),
            lines,
            budgets: Budgets::default(),
        };
        let stage = Stage {
            sim,
            clock,
            pump: Pump::new(app),
            store,
            bot: made.id,
            token: made.token.clone(),
            group,
            owner,
            asked,
            death: Arc::default(),
            names: RefCell::new(HashMap::from([
                (owner, "Olivia".to_owned()),
                (made.id, "bot".to_owned()),
            ])),
            albums: RefCell::default(),
            database,
            key,
        };
        let welcome_off = [("WELCOME", "OFF"), ("ACCEPT_GROUPS", "all")];
        stage
            .connect_with(&made.token, &[&welcome_off[..], params].concat())
            .await;
        stage
    }

    pub(crate) async fn connect_with(&self, token: &str, params: &[(&str, &str)]) -> Connected {
        let wire = SimWire::new(Arc::clone(&self.sim), token.to_owned());
        let line = Bot::over(Arc::new(wire));
        let new = NewBot {
            token: Secret::new(token.to_owned()),
            group: ChatId(self.group),
            owner: Some(UserId(self.owner)),
            params: params
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
            by: By::command_line(self.clock.now_ms()),
        };
        connect_bot(&self.store, &line, new)
            .await
            .expect("the bot connects")
    }

    /// Another bot, connected to the same backend group with these parameters.
    pub(crate) async fn second_bot(&self, params: &[(&str, &str)]) -> i64 {
        let made = self.sim.with(|world| {
            let made = world.make_bot(MakeBot {
                username: "acme_sales_bot".into(),
                privacy: false,
                ..MakeBot::default()
            });
            world
                .add(self.owner, self.group, made.id)
                .expect("the owner adds the bot");
            world
                .promote(self.owner, self.group, made.id, AdminRights::all())
                .expect("the owner promotes the bot");
            made
        });
        self.names
            .borrow_mut()
            .insert(made.id, "second bot".to_owned());
        let welcome_off = [("WELCOME", "OFF"), ("ACCEPT_GROUPS", "all")];
        self.connect_with(&made.token, &[&welcome_off[..], params].concat())
            .await;
        made.id
    }

    /// A bot with a backend group of its own, which the owner has too.
    pub(crate) async fn other_desk(&self, params: &[(&str, &str)]) -> i64 {
        let (made, group) = self.sim.with(|world| {
            let made = world.make_bot(MakeBot {
                username: "other_desk_bot".into(),
                privacy: false,
                ..MakeBot::default()
            });
            let group = world.make_forum("Other desk", self.owner);
            world
                .add(self.owner, group, made.id)
                .and_then(|()| world.promote(self.owner, group, made.id, AdminRights::all()))
                .expect("the owner makes the bot an administrator");
            (made, group)
        });
        let wire = SimWire::new(Arc::clone(&self.sim), made.token.clone());
        let new = NewBot {
            token: Secret::new(made.token),
            group: ChatId(group),
            owner: Some(UserId(self.owner)),
            params: params
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
            by: By::command_line(self.clock.now_ms()),
        };
        connect_bot(&self.store, &Bot::over(Arc::new(wire)), new)
            .await
            .expect("the other bot connects");
        group
    }

    /// Stops or starts the first connection, as its owner would.
    pub(crate) async fn set_state(&self, state: relevo_core::ConnectionState) {
        let connection = self.store.connections().await.expect("the store answers")[0].id;
        relevo::stopping::set(
            &self.store,
            connection,
            state,
            By::command_line(self.clock.now_ms()),
        )
        .await
        .expect("the state is set");
    }

    /// Sets a parameter of the first connection.
    pub(crate) async fn set_parameter(&self, name: &str, value: &str) {
        let connection = self.store.connections().await.expect("the store answers")[0].id;
        let wanted = [parameters::wanted(name, value)];
        let by = By::command_line(self.clock.now_ms());
        parameters::change(&self.store, connection, &wanted, by)
            .await
            .expect("the parameter is set");
    }

    /// A person who has opened the chat with the bot.
    pub(crate) fn client(&self, name: &str) -> i64 {
        self.sim.with(|world| {
            let person = world.make_named(name);
            world
                .start_bot(person, self.bot, None)
                .expect("the person starts the bot");
            self.names.borrow_mut().insert(person, name.to_owned());
            person
        })
    }

    /// A person who has nothing to do with the desk yet.
    pub(crate) fn person(&self, name: &str) -> i64 {
        let person = self.sim.with(|world| world.make_named(name));
        self.names.borrow_mut().insert(person, name.to_owned());
        person
    }

    /// A group of these people and the bot, made by the first of them.
    pub(crate) fn client_group(&self, title: &str, people: &[i64]) -> i64 {
        self.sim.with(|world| {
            let group = world.make_supergroup(title, people[0]);
            for person in &people[1..] {
                world
                    .add(people[0], group, *person)
                    .expect("the person is added");
            }
            world
                .add(people[0], group, self.bot)
                .expect("the bot is added");
            group
        })
    }

    /// A member of the backend group.
    pub(crate) fn operator(&self, name: &str) -> i64 {
        self.sim.with(|world| {
            let person = world.make_named(name);
            world.join(person, self.group).expect("the operator joins");
            self.names.borrow_mut().insert(person, name.to_owned());
            person
        })
    }

    /// A person says something; the message's number in their eyes.
    pub(crate) fn say(&self, person: i64, chat: i64, say: Say) -> i64 {
        self.sim
            .with(|world| world.say(person, chat, say))
            .expect("the person may say it")
    }

    /// A person edits what they said.
    pub(crate) fn edit(&self, person: i64, chat: i64, message: i64, edit: Edit) {
        self.sim
            .with(|world| world.edit(person, chat, message, edit))
            .expect("the person may edit it");
    }

    /// How many calls of this method Telegram has seen, refused ones included.
    pub(crate) fn calls(&self, method: &str) -> usize {
        let is_meant = |what: &str| what == method;
        self.sim.with(|world| {
            let deeds = world.log().iter();
            deeds.filter(|deed| is_meant(&deed.what)).count()
        })
    }

    /// How many calls the bot has made, apart from asking for updates.
    pub(crate) fn posts(&self) -> usize {
        self.sim.with(|world| {
            let deeds = world.log().iter();
            let own = deeds.filter(|deed| deed.who == self.bot && deed.what != "getUpdates");
            own.count()
        })
    }

    /// Lets the desk do all it can at this moment.
    pub(crate) async fn settle(&mut self) {
        if self.death.interrupts(self.pump.settle()).await {
            self.restart(self.pump.app.budgets);
            self.pump.settle().await.expect("the store works");
        }
        assert_eq!(
            self.sim.violations(),
            Vec::new(),
            "every request and answer is as the Bot API describes it"
        );
    }

    /// The desk dies at the so many-th instant from now on, and another one begins: before or after a commit, in turn.
    pub(crate) fn dies_at(&mut self, instant: usize) {
        self.death = Death::watches(&self.store);
        self.death.comes_at(instant);
    }

    /// Whether the desk has died as it was to.
    pub(crate) fn has_died(&self) -> bool {
        self.death.has_come()
    }

    /// The desk dies after its calls were made and before they are recorded, and starts anew with the next `settle`.
    pub(crate) async fn crash_after_the_calls(&mut self) {
        self.pump
            .crash_after_calls()
            .await
            .expect("the store works");
    }

    /// The process dies in the middle of its calls, and another begins with nothing but the database.
    pub(crate) async fn dies(&mut self) {
        self.crash_after_the_calls().await;
        let masters = self.key.masters().expect("the key is readable");
        let store = Store::open(&self.database.url, masters).await;
        let store = store.expect("the store opens");
        let app = App {
            store: store.clone(),
            clock: self.clock.clone(),
            shared: Shared::default(),
            lines: lines_into(&self.sim, &self.asked),
            budgets: Budgets::default(),
        };
        self.pump = Pump::new(app);
        let before = std::mem::replace(&mut self.store, store);
        before.close().await;
    }

    /// Somebody of the team is an administrator who may write as the group.
    pub(crate) fn anonymous(&self, person: i64) {
        let rights = AdminRights {
            is_anonymous: true,
            ..AdminRights::all()
        };
        self.sim
            .with(|world| world.promote(self.owner, self.group, person, rights))
            .expect("the owner may");
    }

    /// A message whose update arrives unreadable.
    pub(crate) fn poison(&self) {
        let person = self.client("Poisoner");
        self.say(person, self.bot, Say::text(POISON));
    }

    /// Moves the clock of both, a second at a time, letting the desk work at each; at the end everything is accounted for.
    pub(crate) async fn pass(&mut self, time: Duration) {
        for _ in 0..time.as_secs() {
            self.second().await;
        }
        self.adds_up().await;
    }

    /// A second of many, in which the desk works: where each is talked in, accounting after each would take most of the time.
    pub(crate) async fn second(&mut self) {
        self.jump(Duration::from_secs(1)).await;
    }

    /// What came in and what became of it, from the beginning.
    pub(crate) async fn account(&self) -> Account {
        reconcile::account(&self.store, Period::always(), None)
            .await
            .expect("the store answers")
    }

    /// Everything that came in is accounted for.
    pub(crate) async fn adds_up(&self) {
        let account = self.account().await;
        assert!(account.adds_up(), "{account:#?}");
    }

    /// Moves the clock of both at once: nobody works in between.
    pub(crate) async fn jump(&mut self, time: Duration) {
        self.tick(time);
        self.settle().await;
    }

    /// Moves the clock of both, and nothing more.
    pub(crate) fn tick(&self, time: Duration) {
        self.clock.advance(time);
        let now_ms = self.clock.now_ms();
        self.sim.with(|world| world.set_now_ms(now_ms));
    }

    /// As `pass`, by the minute.
    pub(crate) async fn pass_minutes(&mut self, minutes: u64) {
        self.pass(Duration::from_secs(60 * minutes)).await;
    }

    /// A chat as a person sees it, without what is gone.
    pub(crate) fn rows(&self, chat: i64, reader: i64) -> Vec<Row> {
        let rows = self.sim.with(|world| world.transcript(chat, reader));
        rows.into_iter().filter(|row| !row.deleted).collect()
    }

    /// A chat as a person sees it, a line a message.
    pub(crate) fn chat(&self, chat: i64, reader: i64) -> String {
        self.rows(chat, reader)
            .iter()
            .map(|row| format!("{}\n", self.line(row)))
            .collect()
    }

    /// The newest message of a chat that holds these words, in a person's numbers.
    pub(crate) fn find(&self, chat: i64, reader: i64, words: &str) -> i64 {
        let rows = self.rows(chat, reader);
        let found = rows.iter().rev().find(|row| row.text.contains(words));
        found
            .unwrap_or_else(|| panic!("nobody said “{words}”"))
            .message_id
    }

    /// The thread of the topic with this name.
    pub(crate) fn topic(&self, name: &str) -> i64 {
        let topics = self.sim.with(|world| world.topics(self.group));
        let found = topics
            .iter()
            .find(|topic| !topic.deleted && relevo_core::without_square(&topic.name) == name);
        found
            .unwrap_or_else(|| panic!("there is no topic “{name}”"))
            .thread
    }

    /// The topics of the backend group with what is in them, General first: what an operator sees.
    pub(crate) fn topics(&self) -> String {
        let rows = self.rows(self.group, self.owner);
        let mut text = String::new();
        for topic in self
            .sim
            .with(|world| world.topics(self.group))
            .into_iter()
            .filter(|topic| !topic.deleted)
        {
            let state = if topic.closed { " (closed)" } else { "" };
            text.push_str(&format!("# {}{state}\n", topic.name));
            for row in rows.iter().filter(|row| row.thread == Some(topic.thread)) {
                text.push_str(&format!("{}\n", self.line(row)));
            }
        }
        text
    }

    /// The number by which an album is shown.
    fn number_of(&self, album: &str) -> usize {
        let mut albums = self.albums.borrow_mut();
        let known = albums.iter().position(|known| known == album);
        known.unwrap_or_else(|| {
            albums.push(album.to_owned());
            albums.len() - 1
        }) + 1
    }

    /// A person or bot is called so from now on.
    pub(crate) fn call(&self, id: i64, name: &str) {
        self.names.borrow_mut().insert(id, name.to_owned());
    }

    /// What a person or bot is called.
    pub(crate) fn name(&self, id: i64) -> String {
        let names = self.names.borrow();
        names.get(&id).map_or("?", String::as_str).to_owned()
    }

    pub(crate) fn line(&self, row: &Row) -> String {
        let name = self.name(row.from);
        let quote = row
            .quote
            .as_ref()
            .map(|words| format!(" “{words}”"))
            .unwrap_or_default();
        let reply = row
            .reply_to
            .map(|id| format!(" ↩{id}{quote}"))
            .unwrap_or_default();
        let kind = match row.kind {
            relevo_telegram_sim::world::Kind::Text => String::new(),
            kind => format!(" [{kind:?}]"),
        };
        let album = row
            .album
            .as_ref()
            .map(|album| format!(" ▦{}", self.number_of(album)))
            .unwrap_or_default();
        let buttons = row
            .markup
            .as_ref()
            .map(|_| " ⌨".to_owned())
            .unwrap_or_default();
        format!(
            "{} {name}{reply}{album}{kind}: {}{buttons}",
            row.message_id,
            row.text.replace('\n', " ⏎ ")
        )
    }
}
