//! How long an answer to a client takes beside a broadcast, and without one. Telegram's limits and our budgets are in force, in real time.
//!
//! The broadcast goes to people who have only started the bot, as fast as it may. What is measured is what people see: from the operator's
//! message until the client has it.

use anyhow::{Context, Result, ensure};
use relevo_core::broadcast::{Recipient, Stage as Come};
use relevo_core::{CellId, Name, ReplyContent, ReplyWhat};
use relevo_telegram::{Text, UserId};
use relevo_telegram_sim::control::Say;

use super::cases::Percentiles;
use super::stage::{Database, PATIENCE_MS, Pace, Stage};
use crate::store::{Broadcast, BroadcastBody, BroadcastStep, Kept, NewReply};

/// Clients who are answered in turn.
const LANES: usize = 8;

/// To how many people the broadcast goes: it is not over while it is measured.
const PEOPLE: usize = 3_000;

/// Answers of each measurement, and the time between two of them in wall milliseconds: less than Telegram's limits would notice.
const ANSWERS: usize = 100;
const BETWEEN_MS: i64 = 250;

/// What was measured, in microseconds.
pub(super) struct Beside {
    /// Answers while nothing else is sent.
    pub(super) without: Percentiles,
    /// Answers while the broadcast is.
    pub(super) with: Percentiles,
    /// How many of the broadcast's messages arrived in a second.
    pub(super) per_second: f64,
}

pub(super) async fn measure(database: &Database) -> Result<Beside> {
    let pace = Pace {
        factor: 1,
        limits: true,
    };
    let stage = Stage::new(database, LANES, pace).await?;
    let cell = gather(&stage).await?;
    let without = answers(&stage, "without").await?;
    let one = begin(&stage, cell).await?;
    stage
        .until("the broadcast has begun", async |stage| {
            Ok(sent(stage, one.id).await? > 40)
        })
        .await?;
    let (sent_before, began_us) = (sent(&stage, one.id).await?, stage.wall.now_us());
    let with = answers(&stage, "with").await?;
    let count = sent(&stage, one.id).await? - sent_before;
    let took_us = stage.wall.now_us() - began_us;
    let now = stage.store.broadcast(cell, one.number).await?;
    let runs = now.is_some_and(|now| now.stage == Come::Running);
    ensure!(
        runs,
        "the broadcast was over before everything was measured"
    );
    stage.close().await?;
    Ok(Beside {
        without,
        with,
        per_second: count as f64 * 1e6 / took_us as f64,
    })
}

/// People who start the bot, and are known then.
async fn gather(stage: &Stage) -> Result<CellId> {
    let connections = stage.store.connections().await?;
    let own = connections.iter().find(|one| one.id == stage.connection);
    let own = own.context("the connection is gone")?;
    for number in 0..PEOPLE {
        let bot = stage.bot;
        let started = stage.sim.with(|world| {
            let person = world.make_named(&format!("Reader {number}"));
            world.start_bot(person, bot, Some("link"))
        });
        ensure!(started.is_ok(), "a person cannot start the bot");
    }
    let known = PEOPLE + LANES;
    stage
        .until("everybody is known", async |stage| {
            let all = stage.store.conversations_of(stage.connection).await?;
            Ok(all.len() >= known)
        })
        .await?;
    Ok(own.cell)
}

/// The broadcast, as if somebody had pressed *Start*.
async fn begin(stage: &Stage, cell: CellId) -> Result<Broadcast> {
    let connections = stage.store.connections().await?;
    let own = connections.iter().find(|one| one.id == stage.connection);
    let own = own.context("the connection is gone")?;
    let now_ms = stage.wall.now_ms();
    let mut tx = stage.store.write().await?;
    tx.lock_cell(cell, 0, 0).await?;
    let reply = NewReply {
        name: Name::read("news").context("a name")?,
        content: ReplyContent {
            what: ReplyWhat::Words {
                text: Text::plain("News of this week, for everybody who asked for them."),
                no_preview: true,
            },
            buttons: Vec::new(),
            seen_by: own.identity,
        },
        saved_ms: now_ms,
    };
    let Kept::As(reply) = tx.save_reply(cell, &reply).await? else {
        anyhow::bail!("the quick reply cannot be saved");
    };
    let broadcast = Broadcast {
        id: 0,
        cell,
        number: 0,
        connection: own.id,
        person: UserId(stage.operator),
        stage: Come::Gathering,
        starts: true,
        halted: false,
        gathered: (0, 0),
        made_ms: now_ms,
        due_ms: None,
        started_ms: None,
        ended_ms: None,
        panel: None,
        file: None,
        misread: 0,
        nobody: 0,
        body: BroadcastBody {
            order: "news to all".into(),
            name: "news".into(),
        },
        steps: vec![BroadcastStep {
            after_minutes: 0,
            reply: reply.0,
        }],
    };
    let made = tx.add_broadcast(broadcast).await?;
    tx.commit().await?;
    Ok(made)
}

async fn sent(stage: &Stage, broadcast: i64) -> Result<u64> {
    let counts = stage.store.recipient_counts(broadcast).await?;
    Ok(counts.of(Recipient::Sent))
}

/// The operator answers one client after the other.
async fn answers(stage: &Stage, what: &str) -> Result<Percentiles> {
    let mut took_us = Vec::new();
    for number in 0..ANSWERS {
        stage
            .wall
            .wait_until(stage.wall.now_ms() + BETWEEN_MS)
            .await;
        let lane = &stage.lanes[number % LANES];
        let words = format!("answer {number}, {what}");
        let said_us = stage.wall.now_us();
        let say = Say::text(&words).thread(lane.thread);
        stage.say(stage.operator, stage.group, say)?;
        let end_ms = stage.wall.now_ms() + PATIENCE_MS;
        loop {
            let rows = stage
                .sim
                .with(|world| world.transcript(stage.bot, lane.person));
            if rows.iter().any(|row| row.text == words) {
                break;
            }
            ensure!(stage.wall.now_ms() < end_ms, "an answer does not arrive");
            stage.wall.wait_until(stage.wall.now_ms() + 1).await;
        }
        took_us.push(stage.wall.now_us() - said_us);
    }
    Ok(Percentiles::of(took_us))
}
