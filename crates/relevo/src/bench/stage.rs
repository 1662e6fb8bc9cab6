//! The parts of one case: an offline Telegram behind HTTP on loopback, people in it, a store, and the desk that serves.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, anyhow, ensure};
use relevo_core::{Budgets, ConnectionId};
use relevo_telegram::{ChatId, UserId};
use relevo_telegram_bot::Bot;
use relevo_telegram_sim::control::{NewBot as MakeBot, Say};
use relevo_telegram_sim::serve::{Listeners, serve};
use relevo_telegram_sim::sim::{Checks, Sim, SimClock};
use relevo_telegram_sim::world::{AdminRights, Budgets as TelegramLimits, World};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::line::{Line, Tally};
use crate::app::{App, Lines, ServeError};
use crate::clock::Clock;
use crate::connect::{NewBot, connect_bot};
use crate::directory::Shared;
use crate::secrets::{MasterKey, Secret};
use crate::store::{By, ConnectionStatus, Store, StoreError};

/// The key of all benchmark databases: a database that serves somebody has another, so it is never measured by mistake.
pub(super) const KEY: [u8; 32] = *b"relevo benchmarks, not a secret.";

/// The longest wait for anything that should happen soon, in wall milliseconds.
pub(super) const PATIENCE_MS: i64 = 30_000;

/// Where a case keeps its data.
pub(super) enum Database {
    /// A file of its own, gone afterwards.
    Sqlite(TempDir),
    /// An address.
    Postgres(String),
}

/// How fast time goes and what Telegram allows.
#[derive(Clone, Copy)]
pub(super) struct Pace {
    /// Telegram's seconds in a second of the wall.
    pub(super) factor: u32,
    /// Whether flood limits and our budgets are in force.
    pub(super) limits: bool,
}

/// A client chat and its topic.
pub(super) struct Lane {
    pub(super) person: i64,
    pub(super) thread: i64,
}

/// One case's parts, running.
pub(super) struct Stage {
    pub(super) sim: Arc<Sim>,
    /// Real time.
    pub(super) wall: Clock,
    pub(super) store: Store,
    pub(super) tally: Arc<Tally>,
    pub(super) connection: ConnectionId,
    /// Where the offline Telegram's Bot API is.
    pub(super) url: String,
    pub(super) bot: i64,
    pub(super) group: i64,
    /// Writes in the topics.
    pub(super) operator: i64,
    pub(super) lanes: Vec<Lane>,
    /// The desk in this process, while there is one.
    desk: Option<Desk>,
    door: JoinHandle<std::io::Result<()>>,
}

struct Desk {
    stop: oneshot::Sender<()>,
    task: JoinHandle<Result<(), ServeError>>,
}

impl Database {
    pub(super) fn sqlite(folder: &Path) -> Result<Database> {
        Ok(Database::Sqlite(
            TempDir::with_prefix_in("relevo-bench-", folder)
                .context("no temporary folder; choose a --folder")?,
        ))
    }

    pub(super) fn url(&self) -> String {
        match self {
            Database::Sqlite(folder) => {
                format!("sqlite:{}", folder.path().join("relevo.db").display())
            }
            Database::Postgres(url) => url.clone(),
        }
    }

    async fn open(&self) -> Result<Store> {
        match Store::open(&self.url(), MasterKey::from_bytes(KEY)).await {
            Ok(store) => Ok(store),
            Err(StoreError::WrongKey) => Err(anyhow!(
                "the database is in use by a desk: give an empty one"
            )),
            Err(problem) => Err(anyhow::Error::new(problem).context("the database does not open")),
        }
    }
}

impl Stage {
    /// Makes everything, starts the desk, and lets every client write once, so that all topics exist.
    pub(super) async fn new(database: &Database, lanes: usize, pace: Pace) -> Result<Stage> {
        let wall = Clock::real();
        let clock = Clock::fast(pace.factor);
        let mut world = World::new(1);
        // Cases share a PostgreSQL database, so their people and groups must not be the same.
        world.number_from(wall.now_ms() / 10 % 900_000_000);
        world.set_now_ms(clock.now_ms());
        world.set_budgets(TelegramLimits {
            on: pace.limits,
            ..TelegramLimits::default()
        });
        world.set_logging(false);
        let operator = world.make_named("Operator");
        let made = world.make_bot(MakeBot {
            username: "bench_bot".into(),
            ..MakeBot::default()
        });
        let group = world.make_forum("Support", operator);
        world
            .add(operator, group, made.id)
            .map_err(|_| anyhow!("the offline Telegram refuses the bot"))?;
        world
            .promote(operator, group, made.id, AdminRights::all())
            .map_err(|_| anyhow!("the bot gets no rights"))?;
        let people: Vec<i64> = (0..lanes)
            .map(|lane| world.make_named(&name(lane)))
            .collect();
        let sim = Sim::new(
            world,
            SimClock::Real {
                factor: pace.factor,
            },
            Checks::Off,
        );
        let listener = TcpListener::bind("127.0.0.1:0")
            .await
            .context("no free port on loopback")?;
        let url = format!("http://{}", listener.local_addr()?);
        let listeners = Listeners {
            bot_api: Some(listener),
            control: None,
            ..Listeners::default()
        };
        let door = tokio::spawn(serve(Arc::clone(&sim), listeners, std::future::pending()));
        let store = database.open().await?;
        let connection = connect(&store, (&made.token, &url), (group, operator)).await?;
        let tally = Tally::new(wall.clone(), store.clone());
        let app = App {
            store: store.clone(),
            clock,
            shared: Shared::default(),
            lines: lines(UserId(made.id), url.clone(), Arc::clone(&tally)),
            budgets: Budgets {
                on: pace.limits,
                ..Budgets::default()
            },
        };
        let (stop, stopped) = oneshot::channel();
        let task = tokio::spawn(app.serve(async {
            // Told to stop or left alone, both mean the end.
            let _ = stopped.await;
        }));
        let bot = made.id;
        let lanes = Vec::with_capacity(lanes);
        let mut stage = Stage {
            sim,
            wall,
            store,
            tally,
            connection,
            url,
            bot,
            group,
            operator,
            lanes,
            desk: Some(Desk { stop, task }),
            door,
        };
        stage.furnish(people).await?;
        Ok(stage)
    }

    async fn furnish(&mut self, people: Vec<i64>) -> Result<()> {
        for person in &people {
            self.say(*person, self.bot, Say::text("hello"))?;
        }
        let all = people.len() as u64;
        self.until("all topics are made", async |stage| {
            Ok(stage.tally.posted() >= all)
        })
        .await?;
        let topics = self.sim.with(|world| world.topics(self.group));
        for (lane, person) in people.into_iter().enumerate() {
            let topic = topics
                .iter()
                .find(|topic| relevo_core::without_square(&topic.name) == name(lane));
            let topic = topic.with_context(|| format!("there is no topic for lane {lane}"))?;
            self.lanes.push(Lane {
                person,
                thread: topic.thread,
            });
        }
        self.settle().await
    }

    /// A person says something.
    pub(super) fn say(&self, person: i64, chat: i64, say: Say) -> Result<()> {
        let said = self.sim.with(|world| world.say(person, chat, say));
        said.map(drop).map_err(|refusal| {
            anyhow!("the offline Telegram refuses what a person says: {refusal:?}")
        })
    }

    /// Waits until everything said is delivered and recorded.
    pub(super) async fn settle(&self) -> Result<()> {
        self.until("every outcome is recorded", async |stage| {
            let status = stage.status().await?;
            Ok(status.waiting + status.claimed == 0)
        })
        .await?;
        let status = self.status().await?;
        ensure!(
            status.held + status.failed == 0,
            "{} messages could not be delivered",
            status.held + status.failed
        );
        Ok(())
    }

    async fn status(&self) -> Result<ConnectionStatus> {
        let status = self.store.status().await?;
        let own = status
            .connections
            .into_iter()
            .find(|connection| connection.id == self.connection);
        own.context("the connection is gone")
    }

    /// Waits for something, not for ever: as long as messages go on being posted, and `PATIENCE_MS` beyond.
    pub(super) async fn until(
        &self,
        what: &str,
        reached: impl AsyncFn(&Stage) -> Result<bool>,
    ) -> Result<()> {
        let mut posted = self.tally.posted();
        let mut end_ms = self.wall.now_ms() + PATIENCE_MS;
        while !reached(self).await? {
            if self.tally.posted() > posted {
                posted = self.tally.posted();
                end_ms = self.wall.now_ms() + PATIENCE_MS;
            }
            ensure!(
                self.wall.now_ms() < end_ms,
                "waited in vain until {what}: {posted} messages so far"
            );
            let ended = self
                .desk
                .as_ref()
                .is_some_and(|desk| desk.task.is_finished());
            ensure!(!ended, "the desk ended by itself");
            self.wall.wait_until(self.wall.now_ms() + 5).await;
        }
        Ok(())
    }

    /// Stops this process's desk in peace.
    pub(super) async fn stop_desk(&mut self) -> Result<()> {
        let Some(desk) = self.desk.take() else {
            return Ok(());
        };
        // A desk that has ended already is noticed in the next line.
        let _ = desk.stop.send(());
        let limit = Duration::from_millis(PATIENCE_MS.unsigned_abs());
        let ended = tokio::time::timeout(limit, desk.task)
            .await
            .context("the desk does not stop")?;
        ended.context("the desk panicked")??;
        Ok(())
    }

    /// Ends everything.
    pub(super) async fn close(mut self) -> Result<()> {
        self.stop_desk().await?;
        self.door.abort();
        self.store.close().await;
        Ok(())
    }
}

fn name(lane: usize) -> String {
    format!("Client {lane}")
}

async fn connect(
    store: &Store,
    (token, url): (&str, &str),
    (group, owner): (i64, i64),
) -> Result<ConnectionId> {
    let line = Bot::over_http(token, url)?;
    let new = NewBot {
        token: Secret::new(token.to_owned()),
        group: ChatId(group),
        owner: Some(UserId(owner)),
        params: vec![("WELCOME".to_owned(), "OFF".to_owned())],
        by: By::command_line(Clock::real().now_ms()),
    };
    Ok(connect_bot(store, &line, new).await?.connection)
}

fn lines(bot: UserId, url: String, tally: Arc<Tally>) -> Lines {
    Arc::new(move |identity| {
        if identity.user != bot {
            return Arc::new(Line::Silent);
        }
        let bot =
            Bot::over_http(identity.token.expose(), &url).expect("the address was used to connect");
        Arc::new(Line::Watched(bot, Arc::clone(&tally)))
    })
}
