//! 120 texts a minute from 60 clients into one group, for half an hour of simulated time. What is checked stands outside: the offline
//! Telegram's own limiter refuses whatever is too much, and its log tells who sent what when.

use std::collections::BTreeMap;
use std::time::Duration;

use relevo_core::Budgets;
use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::transcript::Row;
use relevo_telegram_sim::world::Budgets as Limits;

use crate::database::{Backend, on_both};
use crate::stage::Stage;

on_both!(four_bots_use_four_budgets);
on_both!(a_secret_limit_is_learned);
on_both!(one_bot_alone_loses_nothing);
on_both!(a_restart_overspends_nothing);
on_both!(a_crash_overspends_nothing);
on_both!(a_crash_is_remembered_by_the_next_restart);
on_both!(lines_and_titles_overspend_nothing);

const CLIENTS: usize = 60;

/// How many minutes of a rush are lived through: one database is enough for the long one.
fn minutes(backend: Backend) -> usize {
    match backend {
        Backend::Sqlite => 30,
        Backend::Postgres => 6,
    }
}

/// A town of clients with topics, their bots, and what they said.
struct Rush {
    stage: Stage,
    bots: Vec<i64>,
    clients: Vec<i64>,
    said: BTreeMap<usize, Vec<String>>,
    /// Where in the log it began.
    since: usize,
    began_ms: i64,
    turn: usize,
}

impl Rush {
    /// Everybody has a topic, nobody has spent anything, and Telegram allows so many units a minute.
    async fn new(backend: Backend, (relays, limit): (usize, u32)) -> Rush {
        let mut stage = Stage::new(backend, &[]).await;
        let mut bots = vec![stage.bot];
        for number in 0..relays {
            bots.push(stage.relay(&format!("relay_{number}_bot")).await);
        }
        let limits = |on, group_units_per_minute| Limits {
            on,
            group_units_per_minute,
            ..Limits::default()
        };
        let off = Budgets {
            on: false,
            ..Budgets::default()
        };
        stage.restart(off);
        stage
            .sim
            .with(|world| world.set_budgets(limits(false, limit)));
        let mut clients = Vec::new();
        for number in 0..CLIENTS {
            let client = stage.client(&format!("Client {number}"));
            stage.say(client, stage.bot, Say::text("hello"));
            clients.push(client);
        }
        stage.pass(Duration::from_secs(5)).await;
        stage.restart(Budgets::default());
        stage.jump(Duration::from_secs(120)).await;
        stage
            .sim
            .with(|world| world.set_budgets(limits(true, limit)));
        let (since, began_ms) = (stage.log_len(), stage.clock.now_ms());
        Rush {
            stage,
            bots,
            clients,
            said: BTreeMap::new(),
            since,
            began_ms,
            turn: 0,
        }
    }

    /// Two texts a second for so many seconds.
    async fn talk(&mut self, seconds: usize) {
        for _ in 0..seconds {
            for _ in 0..2 {
                let client = self.turn % CLIENTS;
                self.turn += 1;
                self.say(client);
            }
            self.stage.second().await;
        }
        self.stage.adds_up().await;
    }

    /// One text more of a client.
    fn say(&mut self, client: usize) {
        let said = self.said.entry(client).or_default();
        let words = format!("text {} of client {client}", said.len());
        self.stage
            .say(self.clients[client], self.stage.bot, Say::text(&words));
        said.push(words);
    }

    /// The desk dies with calls made that nobody has recorded, of those that a new minute allows.
    async fn crash_in_the_next_minute(&mut self) {
        self.stage.clock.advance(Duration::from_secs(60));
        let now_ms = self.stage.clock.now_ms();
        self.stage.sim.with(|world| world.set_now_ms(now_ms));
        self.stage.crash_after_the_calls().await;
    }

    /// How many calls of the bots were refused for their speed.
    fn refused(&self) -> usize {
        let spent = self.spent();
        spent.values().map(|(_, refused)| refused.len()).sum()
    }

    /// By bot: when it spent a unit, and when it was refused for its speed.
    fn spent(&self) -> BTreeMap<i64, (Vec<i64>, Vec<i64>)> {
        let mut spent: BTreeMap<i64, (Vec<i64>, Vec<i64>)> = BTreeMap::new();
        for (who, what, at_ms, refused) in self.stage.deeds_since(self.since) {
            let (done, too_fast) = spent.entry(who).or_default();
            match refused {
                0 if what.starts_with("send") || what.starts_with("copy") => done.push(at_ms),
                429 => too_fast.push(at_ms),
                _ => {}
            }
        }
        spent
    }

    /// What was said stands in each topic in order, without a gap, once each unless it is marked as a repeat; the rest waits.
    async fn nothing_is_lost(&self) {
        let mut there = 0;
        for (client, said) in &self.said {
            let thread = self.stage.topic(&format!("Client {client}"));
            let rows = self.stage.rows(self.stage.group, self.stage.owner);
            let in_topic = rows.iter().filter(|row| row.thread == Some(thread));
            let marked: Vec<i64> = in_topic
                .clone()
                .filter(|row| row.text.starts_with('⟳'))
                .filter_map(|row| row.reply_to)
                .collect();
            let copies: Vec<&Row> = in_topic
                .filter(|row| row.text.starts_with("text "))
                .collect();
            let mut stand = Vec::new();
            for same in copies.chunk_by(|one, other| one.text == other.text) {
                let last = same[same.len() - 1];
                let is_marked = marked.contains(&last.message_id);
                assert!(same.len() == 1 || is_marked, "“{}” twice", last.text);
                stand.push(last.text.as_str());
            }
            assert_eq!(stand, said[..stand.len()], "client {client}");
            there += stand.len();
        }
        let status = self.stage.store.status().await.expect("the store answers");
        let waiting = status.connections[0].waiting + status.connections[0].claimed;
        let said: usize = self.said.values().map(Vec::len).sum();
        assert_eq!(
            there + usize::try_from(waiting).expect("not negative"),
            said
        );
    }

    /// What share of so many units a minute each bot has used since the beginning, in percent.
    fn shares(&self, limit: usize) -> Vec<usize> {
        let minutes = usize::try_from((self.stage.clock.now_ms() - self.began_ms) / 60_000)
            .expect("time goes on");
        let spent = self.spent();
        let used = |bot: &i64| spent.get(bot).map_or(0, |(done, _)| done.len());
        self.bots
            .iter()
            .map(|bot| used(bot) * 100 / (limit * minutes))
            .collect()
    }
}

/// Promise: with a backlog, a main bot and three relays use four budgets, and none is overspent.
async fn four_bots_use_four_budgets(backend: Backend) {
    let mut rush = Rush::new(backend, (3, 20)).await;
    rush.talk(minutes(backend) * 60).await;
    rush.nothing_is_lost().await;
    let refused = rush.refused();
    let shares = rush.shares(20);
    println!("four bots, 120 texts a minute: {shares:?} % of their budgets, {refused} × 429");
    assert_eq!(refused, 0);
    assert!(shares.iter().all(|share| *share >= 95), "{shares:?}");
}

/// Promise: if Telegram allows fewer than everybody believes, each bot is told at most once in five minutes.
async fn a_secret_limit_is_learned(backend: Backend) {
    let mut rush = Rush::new(backend, (3, 15)).await;
    rush.talk(minutes(backend) * 60).await;
    rush.nothing_is_lost().await;
    let shares = rush.shares(15);
    let spent = rush.spent();
    for bot in &rush.bots {
        let refused = spent.get(bot).map_or(&[][..], |(_, refused)| refused);
        let began: Vec<i64> = refused
            .iter()
            .map(|at_ms| (at_ms - rush.began_ms) / 1_000)
            .collect();
        println!(
            "a limit of 15: {} is told at {began:?} s",
            rush.stage.name(*bot)
        );
        let quick = refused.windows(2).any(|two| two[1] - two[0] < 300_000);
        assert!(!quick, "{began:?}");
        assert!(!refused.is_empty(), "nobody else tells of the limit");
    }
    println!("a limit of 15, 120 texts a minute: {shares:?} % of it");
    let fits = |share: &usize| (85..=100).contains(share);
    assert!(shares.iter().all(fits), "{shares:?}");
}

/// Promise: without relays nothing is lost, the order is kept, and the backlog can be seen.
async fn one_bot_alone_loses_nothing(backend: Backend) {
    let mut rush = Rush::new(backend, (0, 20)).await;
    rush.talk(10 * 60).await;
    rush.nothing_is_lost().await;
    let shares = rush.shares(20);
    assert!(shares[0] >= 95, "{shares:?}");
    assert_eq!(rush.refused(), 0);
    let cells = rush
        .stage
        .store
        .bots(rush.stage.clock.now_ms())
        .await
        .expect("the store answers");
    let backlog = &cells[0].backlog;
    println!("one bot, 10 minutes: {shares:?} % of its budget, {backlog:?}");
    assert_eq!(backlog.len(), 1);
    assert!(backlog[0].waiting > 900);
    assert!(rush.stage.clock.now_ms() - backlog[0].oldest_ms > 400_000);
    assert_eq!(cells[0].bots[0].used, 20);
    // More than twenty messages of each client wait now.
    rush.talk(10 * 60).await;
    rush.nothing_is_lost().await;
    let lines = rush.stage.topics().matches("more waiting").count();
    assert_eq!(lines, CLIENTS);
    assert_eq!(rush.refused(), 0);
}

/// Promise: a restart in the middle of a rush spends nothing that is spent already, whoever spent it.
async fn a_restart_overspends_nothing(backend: Backend) {
    for limit in [20, 15] {
        let mut rush = Rush::new(backend, (3, limit)).await;
        rush.talk(2 * 60 + 25).await;
        let before = rush.refused();
        assert_eq!(before > 0, limit < 20, "limit {limit}: {before}");
        for _ in 0..3 {
            rush.stage.restart(Budgets::default());
            rush.talk(20).await;
        }
        rush.nothing_is_lost().await;
        assert_eq!(rush.refused(), before, "limit {limit}");
    }
}

/// Promise: nor does a crash whose calls were made and never recorded.
async fn a_crash_overspends_nothing(backend: Backend) {
    let mut rush = Rush::new(backend, (3, 20)).await;
    rush.talk(70).await;
    for _ in 0..3 {
        rush.crash_in_the_next_minute().await;
        rush.talk(25).await;
    }
    // The marks of repeats follow.
    rush.stage.pass_minutes(4).await;
    rush.nothing_is_lost().await;
    assert!(
        rush.stage.topics().contains(": ⟳"),
        "calls were in the dark"
    );
    assert_eq!(rush.refused(), 0);
}

/// Promise: what a crash left in the dark counts for a minute, however often the desk starts anew meanwhile.
async fn a_crash_is_remembered_by_the_next_restart(backend: Backend) {
    let mut rush = Rush::new(backend, (3, 20)).await;
    rush.talk(70).await;
    rush.crash_in_the_next_minute().await;
    for _ in 0..4 {
        rush.talk(20).await;
        rush.stage.restart(Budgets::default());
    }
    rush.stage.pass_minutes(4).await;
    rush.nothing_is_lost().await;
    assert!(
        rush.stage.topics().contains(": ⟳"),
        "calls were in the dark"
    );
    assert_eq!(rush.refused(), 0);
}

/// Promise: nor do the lines that tell of backlogs, which are posted and changed meanwhile, and titles, across restarts and crashes.
async fn lines_and_titles_overspend_nothing(backend: Backend) {
    let mut rush = Rush::new(backend, (3, 20)).await;
    for turn in 0..4 * 120 {
        rush.say(turn % 4);
    }
    rush.stage.pass(Duration::from_secs(11)).await;
    for client in 4..10 {
        let id = rush.clients[client];
        rush.stage
            .sim
            .with(|world| world.rename_account(id, "Renamed", None));
        rush.stage.say(id, rush.stage.bot, Say::text("it is me"));
    }
    let mut lines = 0;
    for turn in 0..20 {
        rush.stage.pass(Duration::from_secs(31)).await;
        lines = lines.max(rush.stage.topics().matches("more waiting").count());
        match turn {
            2 | 4 | 12 => rush.stage.restart(Budgets::default()),
            3 | 5 | 13 => rush.crash_in_the_next_minute().await,
            _ => {}
        }
    }
    rush.nothing_is_lost().await;
    let calls = ["editMessageText", "editForumTopic"].map(|what| rush.stage.calls(what));
    let [changed, titles] = calls;
    assert_eq!((lines, titles), (4, 6));
    assert!(changed >= 4, "{changed}");
    let topics = rush.stage.topics();
    assert!(topics.contains(": ⟳"), "calls were in the dark");
    assert!(!topics.contains("more waiting"), "{topics}");
    assert_eq!(rush.refused(), 0);
}
