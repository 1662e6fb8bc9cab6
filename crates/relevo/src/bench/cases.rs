//! The cases: throughput, a single message on an idle desk, many conversations, and Telegram's limits in force.

use anyhow::{Result, ensure};

use super::beside::{self, Beside};
use super::large::{self, Large};
use super::stage::{Database, PATIENCE_MS, Pace, Stage};
use super::talk::Mix;
use super::{machine, percentile};

/// Lanes of the cases that are not about their number.
const LANES: usize = 20;

/// Messages of the latency case.
const SINGLES: usize = 200;

/// Rest before each of them, in wall milliseconds: the desk has recorded the one before and waits in a long poll again.
const REST_MS: i64 = 20;

/// With limits on, time runs so much faster than the wall.
const SPEED_UP: u32 = 30;

/// With limits on, so many of Telegram's minutes are measured.
const MINUTES: i64 = 5;

/// Answers of the operator to each client during those minutes.
const ANSWERS: usize = 3;

const REAL: Pace = Pace {
    factor: 1,
    limits: false,
};

/// One thing to measure.
pub(super) struct Case {
    pub(super) postgres: bool,
    what: What,
}

enum What {
    Throughput {
        lanes: usize,
        mix: Mix,
        messages: usize,
    },
    Latency,
    Large,
    Limits,
    Beside,
}

/// What was measured.
pub(super) enum Figures {
    Throughput(Throughput),
    Latency(Latency),
    Large(Large),
    Limits(Limited),
    Beside(Beside),
}

/// Of many messages.
pub(super) struct Throughput {
    pub(super) messages_per_second: i64,
    /// Processor time of the whole process, offline Telegram included, a server's not.
    pub(super) cpu_us_per_message: Option<i64>,
    /// Write transactions of the desk.
    pub(super) commits_per_message: f64,
    pub(super) bytes_per_message: i64,
    /// Of the whole process with all messages in the offline Telegram: now, and at the peak.
    pub(super) memory_kib: Option<(i64, i64)>,
}

/// Of one message at a time.
pub(super) struct Latency {
    /// From its being said until the desk has Telegram's answer for its copy.
    pub(super) whole: Percentiles,
    /// From the update's arrival in the desk until the call is on its way.
    pub(super) inside: Percentiles,
    /// Write transactions between the two.
    pub(super) commits: Percentiles,
}

/// Two values of many.
#[derive(Clone, Copy)]
pub(super) struct Percentiles {
    pub(super) median: i64,
    pub(super) p99: i64,
}

impl Percentiles {
    pub(super) fn of(mut values: Vec<i64>) -> Percentiles {
        values.sort_unstable();
        Percentiles {
            median: percentile(&values, 50),
            p99: percentile(&values, 99),
        }
    }
}

/// Under Telegram's limits, which allow 20 a minute in a group.
pub(super) struct Limited {
    pub(super) per_minute: f64,
    pub(super) told_to_wait: u64,
    /// Messages delivered in the lane that got the fewest, and in that with the most.
    pub(super) per_lane: (usize, usize),
    /// Answers to clients that arrived, of how many.
    pub(super) answers: (usize, usize),
}

impl Case {
    /// Every case on one database.
    pub(super) fn all(postgres: bool, lanes: &[usize], messages: usize) -> Vec<Case> {
        let clients = lanes.iter().map(|&lanes| {
            let messages = if lanes == 1 { messages / 4 } else { messages };
            What::Throughput {
                lanes,
                mix: Mix::Clients,
                messages,
            }
        });
        let both = lanes.contains(&LANES).then_some(What::Throughput {
            lanes: LANES,
            mix: Mix::Both,
            messages,
        });
        let cases =
            clients
                .chain(both)
                .chain([What::Latency, What::Large, What::Limits, What::Beside]);
        cases.map(|what| Case { postgres, what }).collect()
    }

    /// What it is called, by people and by `--only`.
    pub(super) fn name(&self) -> String {
        let database = if self.postgres { "postgres" } else { "sqlite" };
        match &self.what {
            What::Throughput { lanes: 1, .. } => format!("{database}, 1 lane"),
            What::Throughput {
                lanes,
                mix: Mix::Clients,
                ..
            } => format!("{database}, {lanes} lanes"),
            What::Throughput {
                lanes,
                mix: Mix::Both,
                ..
            } => format!("{database}, {lanes} lanes, both ways"),
            What::Latency => format!("{database}, one message"),
            What::Large => format!("{database}, many conversations"),
            What::Limits => format!("{database}, limits on"),
            What::Beside => format!("{database}, beside a broadcast"),
        }
    }

    pub(super) fn has_limits(&self) -> bool {
        matches!(self.what, What::Limits | What::Beside)
    }

    pub(super) async fn measure(&self, database: &Database) -> Result<Figures> {
        match self.what {
            What::Throughput {
                lanes,
                mix,
                messages,
            } => throughput(database, lanes, mix, messages)
                .await
                .map(Figures::Throughput),
            What::Latency => latency(database).await.map(Figures::Latency),
            What::Large => large::measure(database).await.map(Figures::Large),
            What::Limits => limits(database).await.map(Figures::Limits),
            What::Beside => beside::measure(database).await.map(Figures::Beside),
        }
    }
}

async fn throughput(
    database: &Database,
    lanes: usize,
    mix: Mix,
    messages: usize,
) -> Result<Throughput> {
    machine::forget_peak();
    let stage = Stage::new(database, lanes, REAL).await?;
    let size = stage.store.kept_bytes().await?;
    let (cpu, commits) = (machine::cpu_us(), stage.store.commits());
    let took_us = stage.talk(mix, messages).await?;
    let cpu_us = machine::cpu_us()
        .zip(cpu)
        .map(|(after, before)| after - before);
    stage.settle().await?;
    let commits = stage.store.commits() - commits;
    let memory_kib = machine::memory_kib();
    let grown = stage.store.kept_bytes().await? - size;
    stage.check(mix, messages)?;
    ensure!(
        stage.tally.failed() == 0,
        "{} calls failed",
        stage.tally.failed()
    );
    stage.close().await?;
    let count = i64::try_from(messages)?;
    Ok(Throughput {
        messages_per_second: count * 1_000_000 / took_us.max(1),
        cpu_us_per_message: cpu_us.map(|cpu_us| cpu_us / count),
        commits_per_message: commits as f64 / messages as f64,
        bytes_per_message: grown / count,
        memory_kib,
    })
}

async fn latency(database: &Database) -> Result<Latency> {
    let stage = Stage::new(database, LANES, REAL).await?;
    let (mut whole, mut inside, mut commits) = (Vec::new(), Vec::new(), Vec::new());
    for number in 0..SINGLES {
        stage.wall.wait_until(stage.wall.now_ms() + REST_MS).await;
        let before = stage.tally.posted();
        let said_us = stage.wall.now_us();
        stage.speak(Mix::Clients, number)?;
        let end_ms = stage.wall.now_ms() + PATIENCE_MS;
        while stage.tally.posted() == before {
            ensure!(
                stage.wall.now_ms() < end_ms,
                "a single message does not arrive"
            );
            stage.wall.wait(Some(end_ms), stage.tally.more()).await;
        }
        whole.push(stage.tally.last_posted_us() - said_us);
        let (arrived, called) = stage.tally.last_way();
        inside.push(called.at_us - arrived.at_us);
        commits.push(i64::try_from(called.commits - arrived.commits)?);
    }
    stage.settle().await?;
    stage.check(Mix::Clients, SINGLES)?;
    stage.close().await?;
    Ok(Latency {
        whole: Percentiles::of(whole),
        inside: Percentiles::of(inside),
        commits: Percentiles::of(commits),
    })
}

/// Every client has written more than may pass, the operator answers everybody: what comes through, and to whom?
async fn limits(database: &Database) -> Result<Limited> {
    let stage = Stage::new(
        database,
        LANES,
        Pace {
            factor: SPEED_UP,
            limits: true,
        },
    )
    .await?;
    let told_before = stage.tally.told_to_wait();
    let enough = LANES * usize::try_from(MINUTES)? * 4;
    let (topics_before, clients_before) = (stage.in_topics(), stage.at_clients());
    let began_us = stage.wall.now_us();
    for number in 0..enough {
        stage.speak(Mix::Clients, number)?;
    }
    for number in 0..LANES * ANSWERS {
        stage.speak(Mix::Both, 2 * number + 1)?;
    }
    let minutes_us = MINUTES * 60_000_000 / i64::from(SPEED_UP);
    stage.wall.wait_until((began_us + minutes_us) / 1_000).await;
    let took_us = stage.wall.now_us() - began_us;
    let topics = stage
        .in_topics()
        .into_iter()
        .zip(topics_before)
        .map(|(after, before)| after - before);
    let topics: Vec<usize> = topics.collect();
    let at_clients = stage.at_clients() - clients_before;
    let told_to_wait = stage.tally.told_to_wait() - told_before;
    stage.close().await?;
    let passed_minutes = took_us as f64 * f64::from(SPEED_UP) / 60e6;
    Ok(Limited {
        per_minute: topics.iter().sum::<usize>() as f64 / passed_minutes,
        told_to_wait,
        per_lane: (
            topics.iter().min().copied().unwrap_or(0),
            topics.iter().max().copied().unwrap_or(0),
        ),
        answers: (at_clients, LANES * ANSWERS),
    })
}

impl Stage {
    /// How many messages the bot has in each lane's topic.
    fn in_topics(&self) -> Vec<usize> {
        let rows = self
            .sim
            .with(|world| world.transcript(self.group, self.operator));
        let count = |thread: i64| {
            rows.iter()
                .filter(|row| row.from == self.bot && row.thread == Some(thread))
                .count()
        };
        self.lanes.iter().map(|lane| count(lane.thread)).collect()
    }

    /// How many messages the bot has sent to clients.
    fn at_clients(&self) -> usize {
        let chats = self.lanes.iter().map(|lane| {
            self.sim
                .with(|world| world.transcript(self.bot, lane.person))
        });
        chats.flatten().filter(|row| row.from == self.bot).count()
    }
}
