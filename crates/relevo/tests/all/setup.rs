//! The setup bot: owners configure everything in their private chats with their bots.

mod accounts;
mod consent;
mod deaths;
mod faults;
mod first_minutes;
mod groups;
mod manage;
mod marks;
mod meanwhile;
mod moves;
mod numbers;
mod parameters;
mod promises;
mod replies;
mod strangers;
mod uses;

use std::sync::Arc;
use std::time::Duration;

use relevo::app::{App, Pump, Seen};
use relevo::clock::Clock;
use relevo::directory::Shared;
use relevo::intake::Intake;
use relevo::secrets::{MasterKey, Secret};
use relevo::setup::{Host, host_bot};
use relevo::sim_wire::SimWire;
use relevo::store::Store;
use relevo_core::{Budgets, Connection};
use relevo_telegram::ChatId;
use relevo_telegram_bot::Bot;
use relevo_telegram_sim::control::{NewBot, Say};
use relevo_telegram_sim::sim::{Checks, Sim, SimClock};
use relevo_telegram_sim::transcript::Row;
use relevo_telegram_sim::world::{AdminRights, World};

use crate::database::{Backend, Database};
use crate::death::Death;
use crate::groups::labels_of;
use crate::stage::lines_into;

/// When every scenario begins, Unix milliseconds: 2026-11-23 09:00:00 UTC.
const START_MS: i64 = 1_795_424_400_000;

/// A desk that was started with a bot's token and nothing else.
pub(crate) struct Cradle {
    pub(crate) sim: Arc<Sim>,
    pub(crate) clock: Clock,
    app: App,
    pub(crate) pump: Pump,
    pub(crate) store: Store,
    death: Arc<Death>,
    /// The bot that the desk was started with.
    first_bot: i64,
    /// The bot that people talk to: that one, unless a scenario says another.
    pub(crate) bot: i64,
    pub(crate) host: Host,
    /// Who is to become the owner.
    pub(crate) olivia: i64,
    /// Olivia's forum group.
    pub(crate) group: i64,
    /// What people did in Telegram's apps: taps, and what they typed.
    pub(crate) taps: usize,
    /// Dropped last: the store's connections end with it.
    _database: Database,
}

impl Cradle {
    pub(crate) async fn new(backend: Backend) -> Cradle {
        let clock = Clock::manual(START_MS);
        let mut world = World::new(7);
        world.set_now_ms(START_MS);
        let olivia = world.make_named("Olivia");
        let made = world.make_bot(NewBot {
            username: "acme_support_bot".into(),
            privacy: false,
            ..NewBot::default()
        });
        let group = world.make_forum("Support", olivia);
        let sim = Sim::new(world, SimClock::Manual, Checks::On);
        let database = Database::new(backend).await;
        let store = Store::open(&database.url, MasterKey::from_bytes([7; 32]))
            .await
            .expect("the store opens");
        let death = Death::watches(&store);
        let line = Bot::over(Arc::new(SimWire::new(Arc::clone(&sim), made.token.clone())));
        let token = Secret::new(made.token);
        let host = host_bot(&store, &line, &token, START_MS)
            .await
            .expect("the token is right");
        let app = App {
            store: store.clone(),
            clock: clock.clone(),
            shared: Shared::default(),
            lines: lines_into(&sim, &crate::stage::Asked::default()),
            budgets: Budgets::default(),
        };
        Cradle {
            pump: Pump::new(app.clone()),
            app,
            death,
            sim,
            clock,
            store,
            first_bot: made.id,
            bot: made.id,
            host,
            olivia,
            group,
            taps: 0,
            _database: database,
        }
    }

    /// The claim code of the link that the host sees.
    pub(crate) fn code(&self) -> String {
        let link = self.host.claim.as_ref().expect("nobody owns it yet");
        let (_, parameter) = link.link.split_once("?start=").expect("a link");
        parameter.to_owned()
    }

    /// The desk dies at the so many-th instant from now on: before or after a commit, in turn.
    pub(crate) fn dies_at(&self, instant: usize) {
        self.death.comes_at(instant);
    }

    /// Whether the desk has died as it was to.
    pub(crate) fn has_died(&self) -> bool {
        self.death.has_come()
    }

    /// The process ends and another one begins.
    pub(crate) fn restart(&mut self) {
        let app = App {
            shared: Shared::default(),
            ..self.app.clone()
        };
        self.pump = Pump::new(app);
    }

    pub(crate) async fn settle(&mut self) {
        if self.death.interrupts(self.pump.settle()).await {
            self.restart();
            self.pump.settle().await.expect("the store works");
        }
        assert_eq!(self.sim.violations(), Vec::new(), "as the Bot API wants it");
    }

    /// The desk does what it can, and so it does three seconds later: nobody taps faster, and a chat takes a message a second.
    async fn breathe(&mut self) {
        self.settle().await;
        self.pass(Duration::from_secs(3)).await;
    }

    pub(crate) async fn pass(&mut self, time: Duration) {
        for _ in 0..time.as_secs() {
            self.clock.advance(Duration::from_secs(1));
            let now_ms = self.clock.now_ms();
            self.sim.with(|world| world.set_now_ms(now_ms));
            self.settle().await;
        }
    }

    pub(crate) fn person(&self, name: &str) -> i64 {
        self.sim.with(|world| world.make_named(name))
    }

    /// Somebody opens the bot by a link and presses START: two taps.
    pub(crate) async fn start(&mut self, person: i64, parameter: Option<&str>) {
        self.taps += 2;
        self.sim
            .with(|world| world.start_bot(person, self.bot, parameter))
            .expect("anybody may");
        self.breathe().await;
    }

    /// The intake of the first bot by itself, with what it takes to tell it of a new configuration.
    pub(crate) async fn lone_intake(&self) -> (Intake, App, Seen) {
        let app = App {
            shared: Shared::default(),
            ..self.app.clone()
        };
        let mut seen = Seen::default();
        let roster = app.follow(&mut seen).await.expect("the store works");
        let roster = roster.expect("it is new");
        seen.saw(roster.version);
        let (identity, line) = roster.identities[0].clone();
        (app.intake(identity, line), app, seen)
    }

    /// The command line connects the first bot.
    pub(crate) async fn connect_by_hand(&self, group: ChatId) {
        let bots = self.store.identities().await.expect("the store answers");
        let token = bots[0].token.clone();
        let wire = SimWire::new(Arc::clone(&self.sim), token.expose().to_owned());
        let new = relevo::connect::NewBot {
            token,
            group,
            owner: None,
            params: Vec::new(),
            by: relevo::store::By::command_line(self.clock.now_ms()),
        };
        relevo::connect::connect_bot(&self.store, &Bot::over(Arc::new(wire)), new)
            .await
            .expect("the bot connects");
    }

    /// Another bot, of which somebody has the token.
    pub(crate) fn make_bot(&self, username: &str) -> (i64, String) {
        let made = self.sim.with(|world| {
            world.make_bot(NewBot {
                username: username.into(),
                privacy: false,
                ..NewBot::default()
            })
        });
        (made.id, made.token)
    }

    /// Somebody makes a bot an administrator of their group.
    pub(crate) fn promote(&self, person: i64, group: i64, bot: i64, rights: AdminRights) {
        self.sim
            .with(|world| {
                // It may be there already.
                let _ = world.add(person, group, bot);
                world.promote(person, group, bot, rights)
            })
            .expect("it is their group");
    }

    /// The only connection.
    pub(crate) async fn connection(&self) -> Connection {
        let mut all = self.connections().await;
        assert_eq!(all.len(), 1);
        all.remove(0)
    }

    pub(crate) async fn connections(&self) -> Vec<Connection> {
        self.store.connections().await.expect("the store answers")
    }

    /// Sets a parameter of the first connection, as the command line does.
    pub(crate) async fn set(&self, name: &str, value: &str) {
        let id = self.connections().await[0].id;
        let wanted = [relevo::parameters::wanted(name, value)];
        let by = relevo::store::By::command_line(self.clock.now_ms());
        let set = relevo::parameters::change(&self.store, id, &wanted, by).await;
        set.expect("the value is right");
    }

    /// Everything that came in is accounted for.
    pub(crate) async fn adds_up(&self) {
        let always = relevo::store::Period::always();
        let account = relevo::reconcile::account(&self.store, always, None).await;
        let account = account.expect("the store answers");
        assert!(account.adds_up(), "{account:#?}");
    }

    /// Somebody writes to the bot.
    pub(crate) async fn write(&mut self, person: i64, words: &str) {
        self.taps += 1;
        self.sim
            .with(|world| world.say(person, self.bot, Say::text(words)))
            .expect("anybody may");
        self.breathe().await;
    }

    /// The owner chooses the group: the button, the group, and the confirmation.
    pub(crate) async fn choose(&mut self, group: i64) {
        self.taps += 3;
        let (olivia, bot) = (self.olivia, self.bot);
        self.sim
            .with(|world| world.pick_chat(olivia, bot, None, group))
            .expect("the group is offered");
        self.breathe().await;
    }

    /// Somebody presses a button of the newest message that has buttons, by a part of its label.
    pub(crate) async fn press(&mut self, person: i64, label: &str) {
        self.taps += 1;
        let row = self.newest(person);
        let labels = labels_of(&row);
        let place = labels.iter().position(|one| one.contains(label));
        let place = place.unwrap_or_else(|| panic!("no button “{label}” among {labels:?}"));
        self.press_on(person, row.message_id, place).await;
    }

    /// Somebody presses a button of a message.
    pub(crate) async fn press_on(&mut self, person: i64, message: i64, button: usize) {
        self.sim
            .with(|world| world.press_button(person, self.bot, message, button))
            .expect("the button is there");
        self.breathe().await;
    }

    /// The newest message with buttons.
    pub(crate) fn newest(&self, person: i64) -> Row {
        let rows = self.rows(person).into_iter().rev();
        let mut buttons = rows.filter(|row| row.markup.is_some() && row.from == self.bot);
        buttons.next().expect("there are buttons")
    }

    pub(crate) fn rows(&self, person: i64) -> Vec<Row> {
        let rows = self.sim.with(|world| world.transcript(self.bot, person));
        rows.into_iter().filter(|row| !row.deleted).collect()
    }

    /// The private chat with the bot as somebody sees it, with buttons.
    pub(crate) fn chat(&self, person: i64) -> String {
        let lines = self.rows(person).into_iter().map(|row| {
            let who = if row.from == self.bot { "bot" } else { "me" };
            let labels = labels_of(&row);
            let labels: String = labels
                .iter()
                .map(|label| format!("\n      [{label}]"))
                .collect();
            format!("{who}: {}{labels}\n", row.text.replace('\n', "\n    "))
        });
        let chat: String = lines.collect();
        let chat = chat.replace(&self.group.to_string(), "GROUP");
        let words = chat.split_inclusive([' ', '\n', '_']);
        let hidden = words.map(|word| match word.trim_end().len() {
            20 if word
                .trim_end()
                .bytes()
                .all(|one| one.is_ascii_alphanumeric()) =>
            {
                "CODE\n"
            }
            _ => word,
        });
        hidden.collect()
    }

    /// What the bot said last.
    pub(crate) fn last(&self, person: i64) -> String {
        let rows = self.rows(person).into_iter().rev();
        let mut said = rows.filter(|row| row.from == self.bot);
        said.next().map(|row| row.text).unwrap_or_default()
    }

    /// A chat as somebody sees it.
    pub(crate) fn rows_of(&self, chat: i64, reader: i64) -> Vec<Row> {
        let rows = self.sim.with(|world| world.transcript(chat, reader));
        rows.into_iter().filter(|row| !row.deleted).collect()
    }

    /// Whether exactly these words stand in the first group.
    pub(crate) fn said_in_group(&self, words: &str) -> bool {
        let rows = self.rows_of(self.group, self.olivia);
        rows.iter().any(|row| row.text == words)
    }

    /// Where on a message a button stands, by a part of its label.
    pub(crate) fn place_of(&self, person: i64, message: i64, label: &str) -> usize {
        let rows = self.rows(person);
        let row = rows.iter().find(|row| row.message_id == message);
        let labels = labels_of(row.expect("the message is there"));
        let place = labels.iter().position(|one| one.contains(label));
        place.expect("the button is there")
    }

    /// The labels of the newest message with buttons.
    pub(crate) fn labels(&self, person: i64) -> Vec<String> {
        labels_of(&self.newest(person))
    }

    /// What a button tells the bot.
    pub(crate) fn data_of(&self, row: &Row, button: usize) -> String {
        let rows = row.markup.as_ref().map(|markup| &markup["inline_keyboard"]);
        let rows = rows.and_then(|rows| rows.as_array()).expect("buttons");
        let mut all = rows.iter().filter_map(|row| row.as_array()).flatten();
        let button = all.nth(button).expect("the button is there");
        button["callback_data"]
            .as_str()
            .expect("it tells")
            .to_owned()
    }

    /// Somebody whose app was tampered with brings this data, as a press on a message.
    pub(crate) async fn press_data(&mut self, person: i64, message: i64, data: &str) {
        self.sim
            .with(|world| world.press_data(person, self.bot, message, data));
        self.breathe().await;
    }

    /// From now on people talk to this bot.
    pub(crate) fn in_chat_of(&mut self, bot: i64) {
        self.bot = bot;
    }

    /// The bot that the desk was started with.
    pub(crate) fn host_bot(&self) -> i64 {
        self.first_bot
    }

    /// Another owner, with a bot that serves no group yet.
    pub(crate) async fn second_owner(&mut self, name: &str) -> (i64, i64) {
        let (bot, token) = self.make_bot("second_desk_bot");
        let person = self.person(name);
        let wire = SimWire::new(Arc::clone(&self.sim), token.clone());
        let line = Bot::over(Arc::new(wire));
        let now_ms = self.clock.now_ms();
        let host = host_bot(&self.store, &line, &Secret::new(token), now_ms).await;
        let host = host.expect("the token is right");
        let of = (host.identity, host.username.as_str());
        let claimed = relevo::setup::claim_link(&self.store, of, now_ms).await;
        let link = claimed.expect("the store answers").link;
        let (_, parameter) = link.split_once("?start=").expect("a link");
        let before = self.bot;
        self.bot = bot;
        self.settle().await;
        self.start(person, Some(parameter)).await;
        self.bot = before;
        (bot, person)
    }

    /// As `choose`, by somebody.
    pub(crate) async fn choose_as(&mut self, person: i64, group: i64) {
        let bot = self.bot;
        self.sim
            .with(|world| world.pick_chat(person, bot, None, group))
            .expect("the group is offered");
        self.breathe().await;
    }

    /// Moves the clock at once.
    pub(crate) async fn jump(&mut self, time: Duration) {
        self.clock.advance(time);
        let now_ms = self.clock.now_ms();
        self.sim.with(|world| world.set_now_ms(now_ms));
        self.settle().await;
    }

    /// Somebody writes in a group, perhaps in a topic.
    pub(crate) async fn say_in(
        &mut self,
        person: i64,
        group: i64,
        words: &str,
        thread: Option<i64>,
    ) {
        let say = Say::text(words);
        let say = match thread {
            Some(thread) => say.thread(thread),
            None => say,
        };
        self.sim
            .with(|world| world.say(person, group, say))
            .expect("they may");
        self.settle().await;
    }

    /// The topic of a group whose name holds this.
    pub(crate) fn thread(&self, group: i64, name: &str) -> i64 {
        let topics = self.sim.with(|world| world.topics(group));
        let found = topics.iter().find(|topic| topic.name.contains(name));
        found.expect("the topic is there").thread
    }

    /// The names of the topics of a group.
    pub(crate) fn topics(&self, group: i64) -> Vec<String> {
        let topics = self.sim.with(|world| world.topics(group));
        let topics = topics.into_iter().filter(|topic| !topic.deleted);
        topics.map(|topic| topic.name).collect()
    }

    /// The owner, with a connection.
    pub(crate) async fn connected(backend: Backend) -> Cradle {
        let mut cradle = Cradle::new(backend).await;
        let code = cradle.code();
        cradle.start(cradle.olivia, Some(&code)).await;
        cradle.choose(cradle.group).await;
        cradle
    }
}
