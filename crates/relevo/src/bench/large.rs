//! A desk with many conversations, as a process of its own: how soon it works after its start, and how much memory it takes.
//!
//! Few of the conversations are active; the others are rows that a desk of some years would have. The process is
//! `relevo serve`, so nothing of the offline Telegram or of the people is in its figures.

use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result};
use relevo_core::{
    Card, CardId, Change, Closed, Conversation, ConversationId, Standing, Title, Topic, Wanted,
};
use relevo_telegram::{ChatId, ChatKind, ThreadId};

use super::machine;
use super::stage::{Database, KEY, Pace, Stage};
use super::talk::Mix;

/// Conversations in the database.
const CONVERSATIONS: usize = 100_000;

/// Those of them whose clients write while it is measured.
const ACTIVE: usize = 1_000;

/// Rows written in one transaction.
const PAGE: usize = 1_000;

/// How long the process is left alone before its memory is read, in wall milliseconds.
const REST_MS: i64 = 5_000;

/// Ids and topics that the offline Telegram gives nobody.
const BEYOND: i64 = 7_000_000_000;

/// What was measured.
pub(super) struct Large {
    /// From the start of the process until a message that had waited was in its topic, in wall milliseconds.
    pub(super) first_ms: i64,
    /// Memory at rest, in KiB.
    pub(super) rest_kib: Option<i64>,
    /// Memory after each active client has written, in KiB.
    pub(super) active_kib: Option<i64>,
}

pub(super) async fn measure(database: &Database) -> Result<Large> {
    let pace = Pace {
        factor: 1,
        limits: false,
    };
    let mut stage = Stage::new(database, ACTIVE, pace).await?;
    stage.stop_desk().await?;
    fill(&stage).await?;
    stage.speak(Mix::Clients, 0)?;
    let began_ms = stage.wall.now_ms();
    let desk = Desk::start(database, &stage.url)?;
    stage
        .until("the waiting message is in its topic", async |stage| {
            Ok(stage.mirrored() > 0)
        })
        .await?;
    let first_ms = stage.wall.now_ms() - began_ms;
    stage.wall.wait_until(stage.wall.now_ms() + REST_MS).await;
    let rest_kib = desk.memory_kib();
    for number in 1..ACTIVE {
        stage.speak(Mix::Clients, number)?;
    }
    stage
        .until("every active client is heard", async |stage| {
            Ok(stage.mirrored() >= ACTIVE)
        })
        .await?;
    stage.settle().await?;
    let active_kib = desk.memory_kib();
    stage.check(Mix::Clients, ACTIVE)?;
    drop(desk);
    stage.close().await?;
    Ok(Large {
        first_ms,
        rest_kib,
        active_kib,
    })
}

/// The rows of the conversations in which nothing happens.
async fn fill(stage: &Stage) -> Result<()> {
    let connections = stage.store.connections().await?;
    let own = connections.iter().find(|one| one.id == stage.connection);
    let cell = own.context("the connection is gone")?.cell;
    let quiet: Vec<usize> = (ACTIVE..CONVERSATIONS).collect();
    for page in quiet.chunks(PAGE) {
        let mut tx = stage.store.write().await?;
        let wanted = i64::try_from(2 * page.len())?;
        let (_, mut fresh) = tx.lock_cell(cell, 0, wanted).await?;
        let mut changes = Vec::with_capacity(3 * page.len());
        for number in page {
            let beyond = BEYOND + i64::try_from(*number)?;
            let id = CardId(fresh.id());
            let conversation = Conversation {
                id: ConversationId(fresh.id()),
                connection: stage.connection,
                chat: ChatId(beyond),
                kind: ChatKind::Private,
                card: id,
                card_digest: beyond,
                topic: Topic::Open(ThreadId(beyond)),
                last_author: 0,
                unreachable: false,
                standing: Standing::Served,
                title: Title::Ours,
                wanted: Wanted::Settled,
                closed: Closed::No,
                stop_told_ms: 0,
                chat_before: None,
                handling: relevo_core::Handling::default(),
            };
            let card = Card {
                name: format!("Client number {number}"),
                ..Card::default()
            };
            changes.push(Change::PutTopic {
                cell,
                thread: ThreadId(beyond),
                conversation: Some(conversation.id),
            });
            changes.push(Change::NewConversation(conversation));
            changes.push(Change::PutCard { id, card });
        }
        tx.apply(&changes).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// `relevo serve` on the case's database; ended when dropped.
struct Desk(Child);

impl Desk {
    fn start(database: &Database, url: &str) -> Result<Desk> {
        let program = std::env::current_exe().context("this program cannot find itself")?;
        let key: String = KEY.iter().map(|byte| format!("{byte:02x}")).collect();
        let desk = Command::new(program)
            .args(["serve", "--limits", "off", "--bot-api-url", url])
            .arg("--data")
            .arg(std::env::temp_dir())
            .env("RELEVO_DATABASE", database.url())
            .env("RELEVO_MASTER_KEY", key)
            .env("RELEVO_LOG", "error")
            .stdin(Stdio::null())
            .spawn()
            .context("the desk does not start")?;
        Ok(Desk(desk))
    }

    fn memory_kib(&self) -> Option<i64> {
        let process = self.0.id().to_string();
        machine::memory_kib_of(&process).map(|(now, _)| now)
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        // One that has ended already cannot be killed: that is no news.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
