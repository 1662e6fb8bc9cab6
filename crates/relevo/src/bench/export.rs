//! How much memory an export takes that is far larger than memory should be, in the parts in which it is sent to General.
//!
//! The conversations are rows, each with a client's message and an answer; nothing of Telegram runs. Deliberately absent: the upload, which holds a
//! part once more: that is imitated.

use anyhow::{Context as _, Result};
use relevo_core::audience::Whom;
use relevo_core::{
    Card, CardId, Change, Closed, ConnectionId, ContentKind, Conversation, ConversationId, Link,
    LinkRole, Standing, Title, Topic, Wanted,
};
use relevo_telegram::{ChatId, ChatKind, MessageId, ThreadId, UserId};

use super::machine;
use super::stage::Database;
use crate::clock::Clock;
use crate::exports::{Exporter, HEADLINE, PART_BYTES_MAX};
use crate::secrets::{MasterKey, Secret};
use crate::sheet::Sheet;
use crate::store::Store;

/// Rows written in one transaction.
const PAGE: i64 = 1_000;

/// What was measured.
struct Measured {
    parts: u64,
    clients: u64,
    bytes: usize,
    took_ms: i64,
    idle_kib: i64,
    peak_kib: i64,
}

/// Measures and prints.
///
/// # Errors
/// If the database does not open, or the operating system does not tell of memory.
pub(super) async fn run(database: &Database, clients: u64) -> Result<()> {
    let url = database.url().to_owned();
    // The filling is another life of the store, so that its memory is not taken for the export's.
    let store = Store::open(&url, MasterKey::from_bytes([7; 32])).await?;
    fill(&store, i64::try_from(clients)?).await?;
    store.close().await;
    let store = Store::open(&url, MasterKey::from_bytes([7; 32])).await?;
    let measured = measure(&store).await?;
    store.close().await;
    let Measured {
        parts,
        clients,
        bytes,
        took_ms,
        idle_kib,
        peak_kib,
    } = measured;
    println!("clients           {clients}");
    println!("parts             {parts}, together {} MiB", bytes >> 20);
    println!("time              {took_ms} ms");
    println!("memory, idle      {} MiB", idle_kib >> 10);
    println!("memory, peak      {} MiB", peak_kib >> 10);
    println!("above idle        {} MiB", (peak_kib - idle_kib) >> 10);
    Ok(())
}

async fn measure(store: &Store) -> Result<Measured> {
    let clock = Clock::real();
    let cells = store.cells().await?;
    let cell = cells.first().context("the cell is gone")?;
    let connections = store.connections().await?;
    let whom = Whom::read("all").ok().context("everybody is somebody")?;
    let of = (cell, connections.iter());
    let exporter = Exporter::new(store, of, (&whom, clock.now_ms())).await?;
    let mut exporter = exporter.ok().context("no mark is asked for")?;
    machine::forget_peak();
    let (idle_kib, _) = machine::memory_kib().context("no figures of memory on this system")?;
    let began_ms = clock.now_ms();
    let (mut parts, mut clients, mut bytes) = (0, 0, 0);
    while exporter.after().is_some() {
        let mut sheet = Sheet::new(&HEADLINE);
        while sheet.bytes() < PART_BYTES_MAX {
            if exporter.write_some(&mut sheet).await?.is_none() {
                break;
            }
        }
        clients += sheet.rows();
        parts += 1;
        let part: std::sync::Arc<[u8]> = sheet.into_bytes().into();
        let sent = std::hint::black_box(part.to_vec());
        bytes += sent.len();
    }
    let (_, peak_kib) = machine::memory_kib().context("no figures of memory on this system")?;
    Ok(Measured {
        parts,
        clients,
        bytes,
        took_ms: clock.now_ms() - began_ms,
        idle_kib,
        peak_kib,
    })
}

async fn fill(store: &Store, clients: i64) -> Result<()> {
    let mut tx = store.write().await?;
    let token = Secret::new("1:token".into());
    let identity = tx.put_identity(UserId(1), "bench_bot", &token).await?;
    let cell = tx.put_cell(ChatId(-1_001_000_000_000), identity).await?;
    let connection = tx.add_connection(identity, cell, None).await?;
    tx.commit().await?;
    for from in (0..clients).step_by(usize::try_from(PAGE)?) {
        let mut tx = store.write().await?;
        let (_, mut fresh) = tx.lock_cell(cell, 0, 2 * PAGE).await?;
        let mut changes = Vec::new();
        for number in from..clients.min(from + PAGE) {
            let ids = (CardId(fresh.id()), ConversationId(fresh.id()));
            let links = Link {
                conversation: ids.1,
                cell,
                identity,
                client_chat: ChatId(7_000_000_000 + number),
                client_message: MessageId(1),
                topic_message: MessageId(2 * number + 1),
                relay: None,
                role: LinkRole::Client,
                kind: ContentKind::Text,
                digest: 1,
                author: 0,
                made_ms: 1_767_225_600_000 + number,
            };
            changes.extend(one(connection, number, ids));
            changes.push(Change::Link(links));
            changes.push(Change::Link(Link {
                client_message: MessageId(2),
                topic_message: MessageId(2 * number + 2),
                role: LinkRole::Team,
                ..links
            }));
        }
        tx.apply(&changes).await?;
        tx.commit().await?;
    }
    Ok(())
}

fn one(connection: ConnectionId, number: i64, (card, id): (CardId, ConversationId)) -> [Change; 2] {
    let names = Card {
        name: format!("Client number {number}"),
        last_name: Some("Gómez Fernández".into()),
        username: Some(format!("client_{number}")),
        language: Some("es".into()),
        start_parameter: Some("spring".into()),
        phone: Some("+34600000000".into()),
    };
    let conversation = Conversation {
        id,
        connection,
        chat: ChatId(7_000_000_000 + number),
        kind: ChatKind::Private,
        card,
        card_digest: number,
        topic: Topic::Open(ThreadId(number + 2)),
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
    [
        Change::NewConversation(conversation),
        Change::PutCard {
            id: card,
            card: names,
        },
    ]
}
