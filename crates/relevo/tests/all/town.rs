//! A town of clients and an operator, with the real program between them: its own process, real sockets, a real database.
//!
//! Checkers stand outside: they know what people said and read what people see.

use std::collections::BTreeMap;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use relevo::clock::Clock;
use relevo_telegram_sim::control::{NewBot, Say};
use relevo_telegram_sim::serve::{Listeners, serve};
use relevo_telegram_sim::sim::{Checks, Sim, SimClock};
use relevo_telegram_sim::transcript::Row;
use relevo_telegram_sim::world::{AdminRights, Budgets, World};
use tokio::net::TcpListener;

use crate::database::{Backend, Database};
use crate::life::book::{Book, ChatBook, Said};
use crate::life::view::{Places, View};
use crate::life::word::Side;

const CLIENTS: usize = 6;
const GROUPS: usize = 2;
/// How many looks, 50 ms apart, must find no new call before a desk is at rest.
const STILL_MIN: u32 = 40;

/// The longest wait for anything, in real time.
const PATIENCE: Duration = Duration::from_secs(180);

/// People, a bot, a backend group, and the offline Telegram's HTTP door.
pub(crate) struct Town {
    pub(crate) sim: Arc<Sim>,
    pub(crate) clock: Clock,
    pub(crate) database: Database,
    pub(crate) url: String,
    pub(crate) token: String,
    pub(crate) bot: i64,
    pub(crate) group: i64,
    pub(crate) marta: i64,
    /// The client chats: title of their topic, chat as its people name it, who speaks there.
    pub(crate) chats: Vec<(String, i64, i64)>,
    /// What was said in each client chat, in order.
    pub(crate) said: BTreeMap<usize, Vec<String>>,
    /// What the operator answered in each topic, in order.
    pub(crate) answered: BTreeMap<usize, Vec<String>>,
    /// The same, as the checkers of life read it.
    pub(crate) book: Book,
}

impl Town {
    pub(crate) async fn new(backend: Backend) -> Town {
        Town::at(Database::new(backend).await).await
    }

    /// The same with this database.
    pub(crate) async fn at(database: Database) -> Town {
        let clock = Clock::real();
        let mut world = World::new(1);
        world.set_now_ms(clock.now_ms());
        world.set_budgets(Budgets {
            on: false,
            ..Budgets::default()
        });
        let marta = world.make_named("Marta");
        let bot = world.make_bot(NewBot {
            username: "desk_bot".into(),
            privacy: false,
            ..NewBot::default()
        });
        let group = world.make_forum("Support", marta);
        world.add(marta, group, bot.id).expect("the bot is added");
        world
            .promote(marta, group, bot.id, AdminRights::all())
            .expect("the bot is promoted");
        let mut chats = Vec::new();
        for number in 0..CLIENTS {
            let name = format!("Client {number}");
            let person = world.make_named(&name);
            world
                .start_bot(person, bot.id, None)
                .expect("the person starts the bot");
            chats.push((name, bot.id, person));
        }
        for number in 0..GROUPS {
            let title = format!("Group {number}");
            let person = world.make_named("Member");
            let chat = world.make_supergroup(&title, person);
            world.add(person, chat, bot.id).expect("the bot is added");
            chats.push((title, chat, person));
        }
        let sim = Sim::new(world, SimClock::Real { factor: 1 }, Checks::On);
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!(
            "http://{}",
            listener.local_addr().expect("the listener has an address")
        );
        let listeners = Listeners {
            bot_api: Some(listener),
            control: None,
            ..Listeners::default()
        };
        tokio::spawn(serve(Arc::clone(&sim), listeners, std::future::pending()));
        let (said, answered) = (BTreeMap::new(), BTreeMap::new());
        let named = |(name, ..): &(String, i64, i64)| ChatBook {
            name: name.clone(),
            ..ChatBook::default()
        };
        let book = Book {
            chats: chats.iter().map(named).collect(),
            ..Book::default()
        };
        Town {
            sim,
            clock,
            database,
            url,
            token: bot.token,
            bot: bot.id,
            group,
            marta,
            chats,
            said,
            answered,
            book,
        }
    }

    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_relevo"));
        command
            .env_clear()
            .env("RELEVO_DATA", self.database.folder.path())
            .env("RELEVO_DATABASE", &self.database.url);
        let log = std::fs::File::options()
            .create(true)
            .append(true)
            .open(self.log_file())
            .expect("a log file");
        command
            .env("RELEVO_LOG", "trace")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log);
        command
    }

    /// Connects the bot to the backend group, as its owner would.
    pub(crate) fn connect(&self) {
        let group = self.group.to_string();
        let connect = [
            "connect",
            "bot",
            "--token",
            &self.token,
            "--group",
            &group,
            "--bot-api-url",
            &self.url,
        ];
        let params = [
            "--param",
            "WELCOME=OFF",
            "--param",
            "MONITOR_GROUPS=TRUE",
            "--param",
            "ACCEPT_GROUPS=all",
        ];
        self.relevo(&[&connect[..], &params[..]].concat());
    }

    /// The end of what the desk has logged.
    pub(crate) fn log(&self) -> String {
        let log = std::fs::read_to_string(self.log_file()).unwrap_or_default();
        let lines: Vec<&str> = log
            .lines()
            .filter(|line| line.contains(" relevo"))
            .collect();
        lines[lines.len().saturating_sub(20)..].join("\n")
    }

    fn log_file(&self) -> std::path::PathBuf {
        self.database.folder.path().join("log")
    }

    /// Runs the program to its end; it must succeed.
    pub(crate) fn relevo(&self, arguments: &[&str]) {
        let output = self
            .command()
            .args(arguments)
            .output()
            .expect("the program starts");
        assert!(output.status.success(), "the desk said: {}", self.log());
    }

    pub(crate) fn serve(&self) -> Desk {
        let mut command = self.command();
        command.args(["serve", "--limits", "off", "--bot-api-url", &self.url]);
        Desk::start(&mut command)
    }

    /// The same, able to meet a limit on the size of its files as it would meet a full disk: with an error, not with a signal.
    pub(crate) fn serve_on_a_small_disk(&self) -> Desk {
        let relevo = self.command();
        let mut command = Command::new("sh");
        command
            .env_clear()
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        let settings = relevo
            .get_envs()
            .filter_map(|(name, value)| Some((name, value?)));
        command.envs(settings).env("RELEVO_LOG", "warn");
        let log = std::fs::File::options().append(true).open(self.log_file());
        command.stderr(log.expect("a log file"));
        let script = "trap '' XFSZ; exec \"$0\" serve --limits off --bot-api-url \"$1\"";
        command.args(["-c", script, env!("CARGO_BIN_EXE_relevo"), &self.url]);
        Desk::start(&mut command)
    }

    /// How many lines of the log hold these words.
    pub(crate) fn logged(&self, words: &str) -> usize {
        let log = std::fs::read_to_string(self.log_file()).unwrap_or_default();
        log.lines().filter(|line| line.contains(words)).count()
    }

    /// Everybody says two things.
    pub(crate) fn talk(&mut self, round: u64) {
        for (number, (_, chat, person)) in self.chats.iter().enumerate() {
            for part in 0..2 {
                let word = self.book.next(Side::Client, number);
                let words = format!("client {number} says {round}.{part} {}", word.spelled(0));
                let message = self
                    .sim
                    .with(|world| world.say(*person, *chat, Say::text(&words)))
                    .expect("the person may say it");
                self.book.add(Said::words(word, *person, (*chat, message)));
                self.said.entry(number).or_default().push(words);
            }
        }
    }

    /// The operator answers in every topic there is.
    pub(crate) fn answer(&mut self, round: u64) {
        let topics = self.sim.with(|world| world.topics(self.group));
        for (number, (name, _, _)) in self.chats.iter().enumerate() {
            let Some(topic) = topics
                .iter()
                .find(|topic| relevo_core::without_square(&topic.name) == *name)
            else {
                continue;
            };
            let word = self.book.next(Side::Team, number);
            let words = format!("answer {round} {} for {number}", word.spelled(0));
            let say = Say::text(&words).thread(topic.thread);
            let message = self
                .sim
                .with(|world| world.say(self.marta, self.group, say))
                .expect("the operator may say it");
            self.book
                .add(Said::words(word, self.marta, (self.group, message)));
            self.answered.entry(number).or_default().push(words);
        }
    }

    /// How many calls of the Bot API have changed something.
    pub(crate) fn calls(&self) -> u64 {
        self.sim.with(|world| {
            world
                .log()
                .iter()
                .filter(|deed| deed.who == self.bot && &*deed.what != "getUpdates")
                .count() as u64
        })
    }

    pub(crate) async fn until(&self, what: &str, reached: impl Fn(&Town) -> bool) {
        let patience_ms = i64::try_from(PATIENCE.as_millis()).expect("short");
        let end_ms = self.clock.now_ms() + patience_ms;
        while !reached(self) {
            let late = self.clock.now_ms() >= end_ms;
            assert!(
                !late,
                "waited in vain until {what}; the desk said: {}",
                self.log()
            );
            self.clock.wait_until(self.clock.now_ms() + 2).await;
        }
    }

    /// Until all is as it should be and stays so: the desk makes no call any more for as long as it takes to notice what it lacks.
    pub(crate) async fn until_it_rests(&self, what: &str, is_well: impl Fn(&Town) -> bool) {
        let mut calls = u64::MAX;
        let mut still = 0;
        while still < STILL_MIN {
            self.until(what, &is_well).await;
            let now = self.calls();
            still = if now == calls { still + 1 } else { 0 };
            calls = now;
            self.clock.wait_until(self.clock.now_ms() + 50).await;
        }
        assert!(is_well(self), "{what}, and not for long");
    }

    pub(crate) fn rows(&self, chat: i64, reader: i64) -> Vec<Row> {
        self.sim.with(|world| world.transcript(chat, reader))
    }

    /// What the bot posted in the topics of one client chat, without its author lines, in order; with the number of each message.
    pub(crate) fn mirrored(&self, number: usize) -> Vec<(i64, String)> {
        let topics = self.sim.with(|world| world.topics(self.group));
        let own: Vec<i64> = topics
            .iter()
            .filter(|topic| relevo_core::without_square(&topic.name) == self.chats[number].0)
            .map(|topic| topic.thread)
            .collect();
        let rows = self.rows(self.group, self.marta);
        let from_bot = rows.into_iter().filter(|row| row.from == self.bot);
        from_bot
            .filter(|row| row.thread.is_some_and(|thread| own.contains(&thread)))
            .filter_map(|row| {
                let words = row.text.lines().last().unwrap_or_default().to_owned();
                words
                    .starts_with("client ")
                    .then_some((row.message_id, words))
            })
            .collect()
    }

    /// What people see, as the checkers of life read it.
    pub(crate) fn view(&self) -> View {
        let chat = |(_, chat, person): &(String, i64, i64)| (vec![*chat], *person);
        let places = Places {
            bots: vec![self.bot],
            group: self.group,
            operator: self.marta,
            chats: self.chats.iter().map(chat).collect(),
        };
        self.sim
            .with(|world| View::read(world, &self.book, &places))
    }
}

/// The running program. It ends with the test, also when that fails.
pub(crate) struct Desk(Child);

impl Desk {
    /// Starts it.
    pub(crate) fn start(command: &mut Command) -> Desk {
        Desk(command.spawn().expect("the program starts"))
    }

    /// The process.
    pub(crate) fn id(&self) -> u32 {
        self.0.id()
    }

    /// Whether it still runs.
    pub(crate) fn runs(&mut self) -> bool {
        self.0.try_wait().is_ok_and(|ended| ended.is_none())
    }

    /// `kill -9`.
    pub(crate) fn kill(&mut self) {
        self.0.kill().expect("the desk was running");
        self.0.wait().expect("the desk is gone");
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        if self.0.try_wait().is_ok_and(|ended| ended.is_none()) {
            self.0.kill().expect("the desk was running");
            self.0.wait().expect("the desk is gone");
        }
    }
}
