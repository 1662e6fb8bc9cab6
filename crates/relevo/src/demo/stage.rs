//! The stage of the demo: people, a bot, a backend group, the offline Telegram's doors, and a desk that serves them.
//!
//! Both clocks run faster than the wall by one factor, so that Telegram's twenty messages a minute, which the offline
//! Telegram enforces, never make a visitor wait. The desk's database lies in a folder that is gone afterwards.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use relevo_core::Budgets;
use relevo_telegram::{ChatId, UserId};
use relevo_telegram_bot::Bot;
use relevo_telegram_sim::control::{NewBot as MakeBot, NewPerson};
use relevo_telegram_sim::serve::{Listeners, serve};
use relevo_telegram_sim::sim::{Checks, Sim, SimClock};
use relevo_telegram_sim::world::{AdminRights, World};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::app::{App, Lines};
use crate::clock::Clock;
use crate::connect::{NewBot, connect_bot};
use crate::directory::Shared;
use crate::secrets::{MasterKey, Secret};
use crate::store::Store;

/// How many times faster than the wall both clocks run: the worst wait of a minute is two seconds.
const SPEED: u32 = 30;
/// The world's seed: the same people have the same numbers at every run.
const SEED: u64 = 20;
/// How long the desk may take to end; what it has not recorded by then is thrown away with its folder.
const END_PATIENCE: Duration = Duration::from_secs(10);

/// The bot's name, as clients see it.
pub(super) const DESK: &str = "Acme Support";

/// A client chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Chat {
    /// As its people name it.
    pub(super) id: i64,
    /// A person in it, through whose eyes it is shown.
    pub(super) reader: i64,
    /// The name of the chat, and so of its topic.
    pub(super) name: &'static str,
    /// Whether more than one client speaks in it.
    pub(super) group: bool,
}

/// Everybody and every place.
pub(super) struct Cast {
    pub(super) marta: i64,
    pub(super) olga: i64,
    pub(super) ben: i64,
    pub(super) chen: i64,
    pub(super) bot: i64,
    /// The backend group.
    pub(super) support: i64,
    pub(super) anna: Chat,
    pub(super) noa: Chat,
    pub(super) acme: Chat,
    names: Vec<(i64, &'static str)>,
}

impl Cast {
    /// What an account is called.
    pub(super) fn name(&self, account: i64) -> &'static str {
        self.names
            .iter()
            .find(|(id, _)| *id == account)
            .map_or("somebody", |(_, name)| name)
    }

    /// The client chats in the order in which they are shown.
    pub(super) fn chats(&self) -> [Chat; 3] {
        [self.anna, self.acme, self.noa]
    }
}

/// The parts, running.
pub(super) struct Stage {
    pub(super) cast: Cast,
    pub(super) sim: Arc<Sim>,
    pub(super) store: Store,
    pub(super) bot_api: SocketAddr,
    pub(super) control: SocketAddr,
    stop: watch::Sender<bool>,
    desk: JoinHandle<()>,
    doors: JoinHandle<()>,
    folder: TempDir,
}

/// A store that is gone with its folder.
async fn passing(folder: &TempDir) -> Result<Store> {
    let key = MasterKey::load_or_make(folder.path())
        .context("cannot make a key in the temporary folder")?;
    let database = format!("sqlite:{}", folder.path().join("relevo.db").display());
    Store::open(&database, key)
        .await
        .context("cannot make a database in the temporary folder")
}

impl Stage {
    /// Makes the world, opens its doors, connects the bot as `relevo connect` does, and starts the desk.
    pub(super) async fn open(
        bot_api: TcpListener,
        control: TcpListener,
        kept: Option<Store>,
    ) -> Result<Stage> {
        let addresses = (bot_api.local_addr()?, control.local_addr()?);
        let clock = Clock::fast(SPEED);
        let mut world = World::new(SEED);
        world.set_now_ms(clock.now_ms());
        let (cast, token) = people(&mut world);
        let sim = Sim::new(world, SimClock::Real { factor: SPEED }, Checks::On);
        let (stop, stopped) = watch::channel(false);
        let doors = Listeners {
            bot_api: Some(bot_api),
            control: Some(control),
            ..Listeners::default()
        };
        let served = serve(Arc::clone(&sim), doors, std::future::pending());
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
        let url = format!("http://{}", addresses.0);
        connect(&store, &cast, (token, &url)).await?;
        let lines: Lines = Arc::new(move |identity| {
            let bot = Bot::over_http(identity.token.expose(), &url)
                .expect("the door's address is an address");
            Arc::new(bot)
        });
        let app = App {
            store: store.clone(),
            clock,
            shared: Shared::default(),
            lines,
            budgets: Budgets::default(),
        };
        let desk = tokio::spawn(run_desk(app, stopped));
        Ok(Stage {
            cast,
            sim,
            store,
            bot_api: addresses.0,
            control: addresses.1,
            stop,
            desk,
            doors,
            folder,
        })
    }

    /// Ends the desk in peace, then its Telegram; removes the folder.
    pub(super) async fn close(mut self) {
        self.stop.send_replace(true);
        if tokio::time::timeout(END_PATIENCE, &mut self.desk)
            .await
            .is_err()
        {
            self.desk.abort();
        }
        self.doors.abort();
        self.store.close().await;
        if let Err(problem) = self.folder.close() {
            tracing::warn!(error = %problem, "the demo's temporary folder could not be removed");
        }
    }
}

async fn run_desk(app: App, mut stopped: watch::Receiver<bool>) {
    let told = async move {
        // A stage that is gone counts as told, too.
        let _ = stopped.wait_for(|stopped| *stopped).await;
    };
    if let Err(problem) = app.serve(told).await {
        tracing::error!(error = %problem, "the desk ended");
    }
}

async fn connect(store: &Store, cast: &Cast, (token, url): (String, &str)) -> Result<()> {
    let line = Bot::over_http(&token, url)
        .ok()
        .context("the offline Telegram's address cannot be used")?;
    let new = NewBot {
        token: Secret::new(token),
        group: ChatId(cast.support),
        owner: Some(UserId(cast.marta)),
        params: [("MONITOR_GROUPS", "TRUE"), ("WELCOME", "OFF")]
            .map(|(name, value)| (name.into(), value.into()))
            .into(),
    };
    connect_bot(store, &line, new)
        .await
        .context("the bot could not be connected")?;
    Ok(())
}

/// The people of the story, their bot and their groups.
fn people(world: &mut World) -> (Cast, String) {
    let allowed = "an owner may do this";
    let mut names = Vec::new();
    let mut person = |world: &mut World, name: &'static str| {
        let id = world.make_person(NewPerson {
            first_name: name.into(),
            ..NewPerson::default()
        });
        names.push((id, name));
        id
    };
    let marta = person(world, "Marta");
    let [anna, noa] = ["Anna", "נועה"].map(|name| (person(world, name), name));
    let [olga, ben, chen] = ["Olga", "Ben", "Chen"].map(|name| person(world, name));
    let new = MakeBot {
        username: "acme_support_bot".into(),
        first_name: DESK.into(),
        privacy: false,
        ..MakeBot::default()
    };
    let bot = world.make_bot(new);
    names.push((bot.id, DESK));
    let support = world.make_forum("Support", marta);
    world.add(marta, support, bot.id).expect(allowed);
    world
        .promote(marta, support, bot.id, AdminRights::all())
        .expect(allowed);
    let acme = world.make_supergroup("Acme × Us", olga);
    for account in [ben, chen, bot.id] {
        world.add(olga, acme, account).expect(allowed);
    }
    let private = |(reader, name): (i64, &'static str)| Chat {
        id: bot.id,
        reader,
        name,
        group: false,
    };
    for (client, _) in [anna, noa] {
        world
            .start_bot(client, bot.id, None)
            .expect("anybody may start a bot");
    }
    let cast = Cast {
        marta,
        olga,
        ben,
        chen,
        bot: bot.id,
        support,
        anna: private(anna),
        noa: private(noa),
        acme: Chat {
            id: acme,
            reader: olga,
            name: "Acme × Us",
            group: true,
        },
        names,
    };
    (cast, bot.token)
}
