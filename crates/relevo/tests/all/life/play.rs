//! Plays a program: the world, the desk that dies and comes back, the clock of both, and the record of what was done.
//!
//! Neighbours: `says` is what people say, `deeds` what else they do, `events` what happens to chats, `eyes` what they have seen so far.

mod deeds;
mod events;
mod eyes;
mod says;
mod tests;

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt as _;
use relevo::app::{App, Pump};
use relevo::directory::Shared;
use relevo::secrets::MasterKey;
use relevo::store::Store;
use relevo_core::Budgets;

use super::book::{Book, ChatBook};
use super::check::{Breach, Finding, check};
use super::program::{CHATS, Program, Sort};
use super::step::{Spoil, Step};
use super::tally::Tally;
use super::view::{Places, View};
use super::wire::{Watch, commits_of, lines_of};
use crate::database::Backend;
use crate::stage::Stage;
use eyes::Eyes;

/// How often the desk may die in one piece of work.
const RISES_MAX: usize = 20;

/// How long nothing may move after the faults have ceased, in steps of ten seconds.
const STILL_MAX: usize = 400;

/// The topics of a client's own forum.
const SOURCES: [&str; 2] = ["Billing", "Ads"];

/// A client chat.
pub(super) struct Chat {
    sort: Sort,
    /// Who speaks there.
    people: Vec<i64>,
    /// Its ids in their eyes, the newest last: a group that is upgraded gets another.
    ids: Vec<i64>,
    /// The topics of a client's own forum.
    topics: Vec<i64>,
    /// The bot is inside.
    served: bool,
    /// Its person has blocked the bot.
    blocks: bool,
}

impl Chat {
    fn id(&self) -> i64 {
        *self.ids.last().expect("a chat has an id")
    }

    /// Its ids in the bot's eyes.
    fn ids_for_the_bot(&self) -> &[i64] {
        match self.sort {
            Sort::Private => &self.people,
            _ => &self.ids,
        }
    }
}

/// A life in progress.
pub(super) struct Life {
    pub(super) stage: Stage,
    watch: Arc<Watch>,
    book: Book,
    chats: Vec<Chat>,
    operators: [i64; 2],
    /// The desk's bots: its own and its relays.
    bots: Vec<i64>,
    eyes: Eyes,
    tally: Tally,
    findings: Vec<Finding>,
    budgets: bool,
    /// The bot is in the team's group.
    at_home: bool,
    forum: bool,
}

/// What came of a life.
#[derive(Default)]
pub(super) struct Played {
    pub(super) findings: Vec<Finding>,
    pub(super) tally: Tally,
    pub(super) book: Book,
    pub(super) view: View,
}

/// How a piece of work ended.
enum End {
    Rest,
    Died,
    Broke(String),
}

/// Plays it to the end and checks it.
pub(super) async fn play(backend: Backend, program: &Program) -> Played {
    let mut life = Life::new(backend, program.budgets, program.relay).await;
    for step in &program.steps {
        if life.act(step).await {
            *life.tally.steps.entry(step.name()).or_default() += 1;
        }
        if !life.findings.is_empty() {
            break;
        }
    }
    life.end().await
}

impl Life {
    async fn new(backend: Backend, budgets: bool, relay: bool) -> Life {
        let params = [("MONITOR_GROUPS", "TRUE"), ("MONITOR_CHANNELS", "TRUE")];
        let stage = Stage::new(backend, &params).await;
        let mut bots = vec![stage.bot];
        if relay {
            bots.push(stage.relay("relay_bot").await);
        }
        let operators = [stage.operator("Marta"), stage.operator("Omar")];
        let mut life = Life {
            stage,
            watch: Arc::default(),
            book: Book::default(),
            chats: Vec::new(),
            operators,
            bots,
            eyes: Eyes::new(CHATS.len()),
            tally: Tally {
                lives: 1,
                ..Tally::default()
            },
            findings: Vec::new(),
            budgets,
            at_home: true,
            forum: true,
        };
        life.stage.sim.with(|world| {
            let limits = world.budgets().clone();
            world.set_budgets(relevo_telegram_sim::world::Budgets {
                on: budgets,
                ..limits
            });
        });
        for (number, sort) in CHATS.into_iter().enumerate() {
            life.meet(number, sort);
        }
        life.start().await;
        life.work().await;
        life
    }

    /// Another client chat.
    fn meet(&mut self, number: usize, sort: Sort) {
        let name = format!("{sort:?} {number}");
        let (bot, mut topics) = (self.stage.bot, Vec::new());
        let (people, id) = match sort {
            Sort::Private => (vec![self.stage.client(&name)], bot),
            _ => {
                let people: Vec<i64> = (0..3)
                    .map(|n| self.stage.person(&format!("Person {number}-{n}")))
                    .collect();
                let id = self.stage.sim.with(|world| {
                    let id = match sort {
                        Sort::Basic => world.make_group(&name, people[0]),
                        Sort::Forum => world.make_forum(&name, people[0]),
                        Sort::Channel => world.make_channel(&name, people[0]),
                        Sort::Private | Sort::Supergroup => world.make_supergroup(&name, people[0]),
                    };
                    for person in people.iter().skip(1).filter(|_| sort != Sort::Channel) {
                        world
                            .add(people[0], id, *person)
                            .expect("the person is added");
                    }
                    if sort == Sort::Forum {
                        let made = SOURCES
                            .map(|name| world.make_topic(people[0], id, name).expect("a topic"));
                        topics = made.to_vec();
                    }
                    world.add(people[0], id, bot).expect("the bot is added");
                    id
                });
                (people, id)
            }
        };
        self.book.chats.push(ChatBook {
            name,
            sort,
            ..ChatBook::default()
        });
        self.chats.push(Chat {
            sort,
            people,
            ids: vec![id],
            topics,
            served: true,
            blocks: false,
        });
    }

    /// A process begins: with the store as it is on disk, and nothing in memory.
    async fn start(&mut self) {
        let app = &self.stage.pump.app;
        let (clock, lines) = (app.clock.clone(), lines_of(&self.stage.sim, &self.watch));
        let budgets = Budgets {
            on: self.budgets,
            ..Budgets::default()
        };
        let app = |store: &Store| App {
            store: store.clone(),
            clock: clock.clone(),
            shared: Shared::default(),
            lines: Arc::clone(&lines),
            budgets,
        };
        // The dead process lets go of everything first.
        self.stage.pump = Pump::new(app(&self.stage.store));
        self.stage.store.close().await;
        let key = MasterKey::from_bytes([7; 32]);
        let store = Store::open(&self.stage.database.url, key)
            .await
            .expect("the store opens");
        store.watch_commits(commits_of(&self.watch));
        self.stage.pump = Pump::new(app(&store));
        self.stage.store = store;
        self.watch.rise();
    }

    /// The desk does all that it can at this moment, and dies on the way if it is its time.
    async fn work(&mut self) {
        for _ in 0..RISES_MAX {
            match self.work_once().await {
                End::Rest => return self.look(),
                End::Died => self.start().await,
                End::Broke(what) => return self.finds(Breach::Broken, what),
            }
        }
        let what = format!("the desk has no rest after {RISES_MAX} deaths");
        self.finds(Breach::Broken, what);
    }

    async fn work_once(&mut self) -> End {
        let settle = AssertUnwindSafe(self.stage.pump.settle()).catch_unwind();
        let ended = tokio::select! {
            biased;
            () = self.watch.death() => return End::Died,
            ended = settle => ended,
        };
        match ended {
            Ok(Ok(())) => End::Rest,
            // No fault of a life touches the store.
            Ok(Err(error)) => End::Broke(format!("the store failed: {error}")),
            Err(panic) => {
                let text = panic.downcast_ref::<String>().cloned();
                let text =
                    text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
                End::Broke(format!("the desk panicked: {}", text.unwrap_or_default()))
            }
        }
    }

    fn finds(&mut self, breach: Breach, what: String) {
        let chat = None;
        self.findings.push(Finding { breach, chat, what });
    }

    /// Time passes for both, and the desk works.
    async fn pass(&mut self, seconds: u64) {
        self.stage.clock.advance(Duration::from_secs(seconds));
        let now_ms = self.stage.clock.now_ms();
        self.stage.sim.with(|world| world.set_now_ms(now_ms));
        self.work().await;
    }

    /// Does one step. False if it makes no sense now.
    async fn act(&mut self, step: &Step) -> bool {
        match *step {
            Step::Work => self.work().await,
            Step::Wait { seconds } => {
                for _ in 0..4 {
                    self.pass(u64::from(seconds.div_ceil(4))).await;
                }
            }
            Step::LongSilence => return self.long_silence().await,
            Step::ForumOff => return self.forum_off().await,
            Step::Spoil {
                spoil,
                method,
                nth,
                times,
            } => {
                self.stage
                    .sim
                    .faults(|faults| faults.add(spoil.rule(method, nth, times)));
            }
            Step::Kill { at, nth } => self.watch.arm(at, nth),
            _ => return self.happens(step).is_some(),
        }
        true
    }

    /// Faults have ceased: whatever was broken is repaired, everybody says a last word, and all lanes empty.
    async fn end(mut self) -> Played {
        self.stage.sim.faults(|faults| {
            for state in faults.list() {
                if let Some(spoil) = Spoil::of(&state.rule.fault).filter(|_| state.struck > 0) {
                    let struck = usize::try_from(state.struck).expect("small");
                    if let Some(method) = state.rule.method.clone().filter(|_| spoil.is_after()) {
                        *self.tally.pairs.entry((spoil, method)).or_default() += struck;
                    }
                    *self.tally.struck.entry(spoil).or_default() += struck;
                }
            }
            faults.clear();
        });
        self.watch.spare(true);
        self.repair();
        self.come_to_rest().await;
        for chat in 0..CHATS.len() {
            self.last_word(chat, true);
        }
        self.come_to_rest().await;
        for chat in 0..CHATS.len() {
            self.last_word(chat, false);
        }
        self.come_to_rest().await;
        self.judge().await
    }

    async fn come_to_rest(&mut self) {
        let mut still = 0;
        let mut before = usize::MAX;
        while still < STILL_MAX && self.findings.is_empty() {
            self.pass(10).await;
            let waiting = self.stage.pump.waiting() + self.pending();
            still = if waiting < before { 0 } else { still + 1 };
            before = waiting;
            if waiting == 0 && still > 6 {
                return;
            }
        }
        if self.findings.is_empty() {
            self.finds(
                Breach::Stuck,
                format!("{before} deliveries and updates wait although nothing is wrong any more"),
            );
        }
    }

    /// Updates that the bot has not taken.
    fn pending(&self) -> usize {
        self.stage.sim.with(|world| {
            let token = world.token_of(self.stage.bot).map(str::to_owned);
            token.map_or(0, |token| world.pending_updates(&token))
        })
    }

    /// The desk's own word for it, beside what people see.
    async fn says_that_it_is_done(&mut self) {
        let status = self.stage.store.status().await.expect("the store answers");
        let open: i64 = status
            .connections
            .iter()
            .map(|one| one.waiting + one.claimed)
            .sum();
        if open > 0 && self.findings.is_empty() {
            self.finds(
                Breach::Stuck,
                format!("{open} deliveries are open in the store, and nobody works on them"),
            );
        }
    }

    /// What came in and what became of it, as `relevo reconcile` would say.
    async fn adds_up(&mut self) {
        let account = self.stage.account().await;
        self.tally.accounted += account.came_in;
        if !account.adds_up() {
            self.finds(Breach::Unaccounted, format!("{:#?}", account.exceptions));
        }
    }

    /// How many posts had no clear outcome, and where.
    fn write_down_doubts(&mut self) {
        let (topics, group) = (self.topics(), self.stage.group);
        for ((place, thread), doubts) in self.watch.doubts() {
            let whose = |chat: &Chat| chat.ids_for_the_bot().contains(&place);
            if place != group {
                if let Some(chat) = self.chats.iter().position(whose) {
                    self.book.chats[chat].doubts_at_client += doubts;
                }
            } else if let Some(chat) = thread.and_then(|thread| topics.get(&thread)) {
                self.book.chats[*chat].doubts += doubts;
            } else {
                self.book.doubts_in_general += doubts;
            }
        }
    }

    async fn judge(mut self) -> Played {
        self.says_that_it_is_done().await;
        self.adds_up().await;
        for violation in self.stage.sim.violations() {
            self.finds(Breach::Broken, format!("not the Bot API: {violation:?}"));
        }
        let places = Places {
            bots: self.bots.clone(),
            group: self.stage.group,
            operator: self.operators[0],
            chats: self
                .chats
                .iter()
                .map(|chat| (chat.ids.clone(), chat.people[0]))
                .collect(),
        };
        self.write_down_doubts();
        self.tally.kills = self.watch.kills();
        self.tally.kills_asked = self.watch.asked();
        self.tally.calls = self.watch.calls();
        self.book.kills = self.tally.killed();
        let book = self.book;
        self.tally.messages = book
            .chats
            .iter()
            .map(|chat| chat.by_client.len() + chat.by_team.len())
            .sum();
        let view = self
            .stage
            .sim
            .with(|world| View::read(world, &book, &places));
        let mut findings = self.findings;
        if findings.is_empty() {
            let (found, counted) = check(&book, &view);
            findings.extend(found);
            self.tally.counted = counted;
        }
        self.tally.find(&findings);
        self.stage.store.close().await;
        Played {
            findings,
            tally: self.tally,
            book,
            view,
        }
    }
}
