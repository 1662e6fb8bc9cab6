//! The setup bot: owners configure everything in their private chats with their bots.

mod first_minutes;

use std::sync::Arc;
use std::time::Duration;

use relevo::app::{App, Pump};
use relevo::clock::Clock;
use relevo::directory::Shared;
use relevo::secrets::{MasterKey, Secret};
use relevo::setup::{Host, host_bot};
use relevo::sim_wire::SimWire;
use relevo::store::Store;
use relevo_core::Budgets;
use relevo_telegram_bot::Bot;
use relevo_telegram_sim::control::{NewBot, Say};
use relevo_telegram_sim::sim::{Checks, Sim, SimClock};
use relevo_telegram_sim::transcript::Row;
use relevo_telegram_sim::world::World;

use crate::database::{Backend, Database};
use crate::groups::labels_of;
use crate::stage::lines_into;

/// When every scenario begins, Unix milliseconds: 2026-11-23 09:00:00 UTC.
const START_MS: i64 = 1_795_424_400_000;

/// A desk that was started with a bot's token and nothing else.
pub(crate) struct Cradle {
    pub(crate) sim: Arc<Sim>,
    pub(crate) clock: Clock,
    pub(crate) pump: Pump,
    pub(crate) store: Store,
    /// The bot that the desk was started with.
    pub(crate) bot: i64,
    pub(crate) host: Host,
    /// Who is to become the owner.
    pub(crate) olivia: i64,
    /// Olivia's forum group.
    pub(crate) group: i64,
    /// What people did in Telegram's apps: taps, and what they typed.
    pub(crate) taps: usize,
    pub(crate) database: Database,
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
            pump: Pump::new(app),
            sim,
            clock,
            store,
            bot: made.id,
            host,
            olivia,
            group,
            taps: 0,
            database,
        }
    }

    /// The claim code of the link that the host sees.
    pub(crate) fn code(&self) -> String {
        let link = self.host.claim.as_ref().expect("nobody owns it yet");
        let (_, parameter) = link.link.split_once("?start=").expect("a link");
        parameter.to_owned()
    }

    pub(crate) async fn settle(&mut self) {
        self.pump.settle().await.expect("the store works");
        assert_eq!(self.sim.violations(), Vec::new(), "as the Bot API wants it");
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
        self.settle().await;
    }

    /// Somebody writes to the bot.
    pub(crate) async fn write(&mut self, person: i64, words: &str) {
        self.taps += 1;
        self.sim
            .with(|world| world.say(person, self.bot, Say::text(words)))
            .expect("anybody may");
        self.settle().await;
    }

    /// The owner chooses the group: the button, the group, and the confirmation.
    pub(crate) async fn choose(&mut self, group: i64) {
        self.taps += 3;
        let (olivia, bot) = (self.olivia, self.bot);
        self.sim
            .with(|world| world.pick_chat(olivia, bot, None, group))
            .expect("the group is offered");
        self.settle().await;
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
        self.settle().await;
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
