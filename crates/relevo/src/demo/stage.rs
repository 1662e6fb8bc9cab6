//! The stage of the demo: the offline Telegram with its doors and its playground, the people, and a desk that serves them.
//!
//! Both clocks run faster than the wall by one factor, so that Telegram's twenty messages a minute, which the offline
//! Telegram enforces, never make a visitor wait. The desk's database lies in a folder that is gone afterwards.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use relevo_telegram::{ChatId, UserId};
use relevo_telegram_bot::Bot;
use relevo_telegram_sim::playground::{Playground, Wish};
use relevo_telegram_sim::serve::{Listeners, serve};
use relevo_telegram_sim::sim::{Checks, Sim, SimClock};
use relevo_telegram_sim::world::World;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use super::cast::{Cast, Chat, gather};
use super::desk::{Desk, Parts};
use crate::clock::Clock;
use crate::connect::{NewBot, connect_bot};
use crate::secrets::{KeyFile, Secret};
use crate::store::{By, Store};

/// How many times faster than the wall both clocks run: the worst wait of a minute is two seconds.
const SPEED: u32 = 30;
/// How long ago, in Telegram's time, the talk took place that is there when the story begins.
const YESTERDAY: Duration = Duration::from_secs(20 * 60 * 60);

/// Where everything listens.
pub(crate) struct Doors {
    /// Where the page is.
    pub(crate) playground: TcpListener,
    /// Where bots call.
    pub(crate) bot_api: TcpListener,
    /// Where people are played.
    pub(crate) control: TcpListener,
}

/// The parts, running.
pub(super) struct Stage {
    pub(super) cast: Cast,
    pub(super) sim: Arc<Sim>,
    pub(super) store: Store,
    pub(super) playground: Arc<Playground>,
    pub(super) desk: Desk,
    /// Addresses of the playground, the control API and the Bot API.
    pub(super) page: SocketAddr,
    pub(super) control: SocketAddr,
    pub(super) bot_api: SocketAddr,
    clock: Clock,
    doors: JoinHandle<()>,
    folder: TempDir,
}

impl Stage {
    /// Makes the world, opens its doors, connects the bot as `relevo connect` does, and starts the desk. Beside the stage:
    /// what the visitors of the page want.
    pub(super) async fn open(
        doors: Doors,
        kept: Option<Store>,
        seed: u64,
    ) -> Result<(Stage, mpsc::UnboundedReceiver<Wish>)> {
        let page = doors.playground.local_addr()?;
        let (control, bot_api) = (doors.control.local_addr()?, doors.bot_api.local_addr()?);
        let clock = Clock::fast(SPEED);
        let mut world = World::new(seed);
        let before_ms = i64::try_from(YESTERDAY.as_millis()).expect("a short time");
        world.set_now_ms(clock.now_ms() - before_ms);
        let (cast, token) = gather(&mut world);
        let sim = Sim::new(world, SimClock::Real { factor: SPEED }, Checks::On);
        sim.seed_faults(seed);
        let (playground, wishes) = Playground::new("Relevo, a desk at work");
        let listeners = Listeners {
            playground: Some((doors.playground, Arc::clone(&playground))),
            bot_api: Some(doors.bot_api),
            control: Some(doors.control),
            mtproto: None,
        };
        let served = serve(Arc::clone(&sim), listeners, std::future::pending());
        let doors = tokio::spawn(async move {
            if let Err(problem) = served.await {
                tracing::error!(error = %problem, "the offline Telegram ended");
            }
        });
        let folder = tempfile::Builder::new()
            .prefix("relevo-demo-")
            .tempdir()
            .context("cannot make a temporary folder")?;
        let store = match kept {
            Some(store) => store,
            None => passing(&folder).await?,
        };
        let url = format!("http://{bot_api}");
        connect(&store, &cast, (token, &url)).await?;
        let desk = Desk::new(Parts {
            store: store.clone(),
            clock: clock.clone(),
            sim: Arc::clone(&sim),
            playground: Arc::clone(&playground),
            url,
        });
        let stage = Stage {
            cast,
            sim,
            store,
            playground,
            desk,
            page,
            control,
            bot_api,
            clock,
            doors,
            folder,
        };
        Ok((stage, wishes))
    }

    /// Telegram's time jumps from yesterday to now.
    pub(super) fn dawn(&self) {
        let now_ms = self.clock.now_ms();
        self.sim.with(|world| world.set_now_ms(now_ms));
    }

    /// The thread of a chat's topic, if there is one now.
    pub(super) fn thread(&self, chat: Chat) -> Option<i64> {
        let topics = self.sim.with(|world| world.topics(self.cast.support));
        topics
            .iter()
            .rev()
            .find(|topic| !topic.deleted && relevo_core::without_square(&topic.name) == chat.name)
            .map(|topic| topic.thread)
    }

    /// Ends the desk in peace, then its Telegram; removes the folder.
    pub(super) async fn close(self) {
        self.desk.close().await;
        self.doors.abort();
        self.store.close().await;
        if let Err(problem) = self.folder.close() {
            tracing::warn!(error = %problem, "the demo's temporary folder could not be removed");
        }
    }
}

/// A store that is gone with its folder.
async fn passing(folder: &TempDir) -> Result<Store> {
    let file = KeyFile::in_folder(folder.path());
    let key = file
        .make()
        .and_then(|_| file.masters())
        .context("cannot make a key in the temporary folder")?;
    let database = format!("sqlite:{}", folder.path().join("relevo.db").display());
    Store::open(&database, key)
        .await
        .context("cannot make a database in the temporary folder")
}

async fn connect(store: &Store, cast: &Cast, (token, url): (String, &str)) -> Result<()> {
    let line = Bot::over_http(&token, url)
        .ok()
        .context("the offline Telegram's address cannot be used")?;
    let new = NewBot {
        token: Secret::new(token),
        group: ChatId(cast.support),
        owner: Some(UserId(cast.marta)),
        params: [
            ("MONITOR_GROUPS", "TRUE"),
            ("ACCEPT_GROUPS", "all"),
            ("WELCOME", "OFF"),
        ]
        .map(|(name, value)| (name.into(), value.into()))
        .into(),
        by: By::command_line(Clock::real().now_ms()),
    };
    connect_bot(store, &line, new)
        .await
        .context("the bot could not be connected")?;
    Ok(())
}
