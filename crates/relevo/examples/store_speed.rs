//! How fast and how small the store is: `cargo run -p relevo --release --example store_speed [postgres://…]`.
//!
//! Prints microseconds per mirrored message for its three transactions (taken in, claimed, done) at several page sizes,
//! bytes per message after 100,000, and the disk's fsync time, without which the other figures mean nothing.

use std::io::Write as _;
use std::time::Instant;

use relevo::secrets::{MasterKey, Secret};
use relevo::store::{Cursor, Store};
use relevo_core::{
    CardId, Cause, CellId, Change, Closed, ConnectionId, ContentKind, Conversation, Delivery,
    Direction, Fate, Fresh, IdentityId, InboxMark, Job, Link, LinkRole, Standing, State, Title,
    Topic, Wanted,
};
use relevo_telegram::{
    ChatId, ChatKind, MessageId, Method, Place, Text, ThreadId, UpdateId, UserId,
};

const NOW_MS: i64 = 1_767_225_600_000;
const CONVERSATIONS: i64 = 200;
const MESSAGES_STORED: i64 = 100_000;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    println!("fsync: {:.0} µs", fsync_us(folder.path())?);
    let url = format!("sqlite:{}", folder.path().join("speed.db").display());
    measure("SQLite", &url).await?;
    let base = std::env::args()
        .nth(1)
        .unwrap_or_else(|| "postgres://postgres@127.0.0.1:5432/postgres".into());
    run_script(&base, "DROP SCHEMA IF EXISTS store_speed CASCADE").await?;
    run_script(&base, "CREATE SCHEMA store_speed").await?;
    let url = format!("{base}?options=-csearch_path%3Dstore_speed");
    let measured = measure("PostgreSQL", &url).await;
    run_script(&base, "DROP SCHEMA store_speed CASCADE").await?;
    measured
}

async fn run_script(url: &str, script: &'static str) -> anyhow::Result<()> {
    use sqlx::{Connection as _, Executor as _};
    let mut connection = sqlx::PgConnection::connect(url).await?;
    connection.execute(sqlx::raw_sql(script)).await?;
    connection.close().await?;
    Ok(())
}

fn fsync_us(folder: &std::path::Path) -> anyhow::Result<f64> {
    let mut file = std::fs::File::create(folder.join("fsync"))?;
    let began = now();
    for _ in 0..100 {
        file.write_all(&[1; 4096])?;
        file.sync_all()?;
    }
    Ok(began.elapsed().as_secs_f64() * 1e6 / 100.0)
}

#[expect(clippy::disallowed_methods, reason = "a measurement reads the time")]
fn now() -> Instant {
    Instant::now()
}

struct Desk {
    store: Store,
    identity: IdentityId,
    cell: CellId,
    connection: ConnectionId,
    next: i64,
}

async fn measure(name: &str, url: &str) -> anyhow::Result<()> {
    let began = now();
    let store = Store::open(url, MasterKey::from_bytes([7; 32])).await?;
    println!(
        "{name}: opened and migrated in {} ms",
        began.elapsed().as_millis()
    );
    let mut desk = make(store).await?;
    let empty = desk.store.size_bytes().await?;
    for (page, pages) in [(1, 200), (10, 50), (100, 20)] {
        let mut spent = [0.0; 3];
        for _ in 0..pages {
            for (sum, part) in spent.iter_mut().zip(desk.mirror(page).await?) {
                *sum += part;
            }
        }
        let messages = (page * pages) as f64;
        let [taken, claimed, done] = spent.map(|part| part * 1e6 / messages);
        println!(
            "{name}: page of {page:3}: taken in {taken:6.0} + claimed {claimed:6.0} + done {done:6.0} = {:6.0} µs per message",
            taken + claimed + done
        );
    }
    while desk.next < MESSAGES_STORED {
        desk.mirror(100).await?;
    }
    let size = desk.store.size_bytes().await? - empty;
    println!(
        "{name}: {} bytes per message after {}",
        size / desk.next,
        desk.next
    );
    desk.store.close().await;
    Ok(())
}

async fn make(store: Store) -> anyhow::Result<Desk> {
    let mut tx = store.write().await?;
    let identity = tx
        .put_identity(UserId(1), "speed_bot", &Secret::new("1:x".into()))
        .await?;
    let cell = tx.put_cell(ChatId(-1_001_234_567_890), identity).await?;
    let connection = tx.add_connection(identity, cell, None).await?;
    tx.commit().await?;
    let desk = Desk {
        store,
        identity,
        cell,
        connection,
        next: 0,
    };
    let new = (0..CONVERSATIONS).map(|n| Change::NewConversation(desk.conversation(n)));
    let mut tx = desk.store.write().await?;
    tx.apply(&new.collect::<Vec<_>>()).await?;
    tx.commit().await?;
    Ok(desk)
}

impl Desk {
    fn conversation(&self, n: i64) -> Conversation {
        Conversation {
            id: relevo_core::ConversationId(1_000 + n),
            connection: self.connection,
            chat: ChatId(5_000_000_000 + n),
            kind: ChatKind::Private,
            card: CardId(n),
            card_digest: n,
            topic: Topic::Open(ThreadId(n + 1)),
            last_author: 5_000_000_000 + n,
            unreachable: false,
            standing: Standing::Served,
            title: Title::Ours,
            wanted: Wanted::Settled,
            closed: Closed::No,
            stop_told_ms: 0,
            chat_before: None,
            handling: relevo_core::Handling::default(),
        }
    }

    /// One page through its three transactions; seconds spent in each.
    async fn mirror(&mut self, page: i64) -> anyhow::Result<[f64; 3]> {
        let first = self.next;
        self.next += page;
        let began = now();
        let deliveries = self.take_in(first, page).await?;
        let taken = began.elapsed().as_secs_f64();
        let claims: Vec<Change> = deliveries.iter().map(claim).collect();
        let began = now();
        self.apply(&claims).await?;
        let claimed = began.elapsed().as_secs_f64();
        let ends: Vec<Change> = deliveries
            .iter()
            .flat_map(|delivery| self.done(delivery))
            .collect();
        let began = now();
        self.apply(&ends).await?;
        Ok([taken, claimed, began.elapsed().as_secs_f64()])
    }

    async fn take_in(&self, first: i64, page: i64) -> anyhow::Result<Vec<Delivery>> {
        let mut tx = self.store.write().await?;
        let (_, mut fresh) = tx.lock_cell(self.cell, page, page).await?;
        let cursor = tx.cursor(self.identity).await?;
        let updates: Vec<_> = (first..first + page)
            .map(|n| UpdateId(900_000_000 + n))
            .collect();
        tx.seen(self.identity, cursor.epoch, &updates).await?;
        let chats: Vec<_> = (first..first + page)
            .map(|n| self.conversation(n % CONVERSATIONS).chat)
            .collect();
        tx.conversations_by_chat(self.connection, &chats).await?;
        let deliveries: Vec<_> = (first..first + page)
            .map(|n| self.delivery(n, &mut fresh))
            .collect();
        let changes: Vec<_> = deliveries
            .iter()
            .flat_map(|delivery| {
                let cause = delivery.cause.expect("every delivery here has a cause");
                [
                    Change::Deliver(delivery.clone()),
                    Change::Fate {
                        mark: cause.mark,
                        fate: Fate::Waiting,
                    },
                ]
            })
            .collect();
        let last = updates.last().copied();
        tx.set_cursor(
            self.identity,
            Cursor {
                last,
                at_ms: NOW_MS,
                ..cursor
            },
        )
        .await?;
        tx.apply(&changes).await?;
        tx.commit().await?;
        Ok(deliveries)
    }

    async fn apply(&self, changes: &[Change]) -> anyhow::Result<()> {
        let mut tx = self.store.write().await?;
        tx.apply(changes).await?;
        tx.commit().await?;
        Ok(())
    }

    fn delivery(&self, n: i64, fresh: &mut Fresh) -> Delivery {
        let conversation = self.conversation(n % CONVERSATIONS);
        let text = "A client's usual message, of about the length that people write. ".repeat(2);
        Delivery {
            seq: fresh.seq(),
            cell: self.cell,
            connection: self.connection,
            conversation: Some(conversation.id),
            direction: Direction::ToTopic,
            state: State::Waiting { due_ms: NOW_MS },
            attempts: 0,
            step: 0,
            header_message: None,
            repeat: false,
            bare: false,
            cause: Some(Cause {
                mark: InboxMark {
                    identity: self.identity,
                    epoch: 0,
                    update: UpdateId(900_000_000 + n),
                },
                source: Place {
                    chat: conversation.chat,
                    message: MessageId(50_000 + n),
                },
                kind: ContentKind::Text,
                author: conversation.chat.0,
                digest: 7,
            }),
            reply: None,
            made_ms: NOW_MS,
            aim: None,
            job: Job::Text {
                text: Text::plain(text),
                no_preview: false,
            },
        }
    }

    fn done(&self, delivery: &Delivery) -> [Change; 3] {
        let cause = delivery.cause.expect("every delivery here has a cause");
        let link = Link {
            conversation: delivery.conversation.expect("every delivery here has one"),
            cell: self.cell,
            identity: self.identity,
            client_chat: cause.source.chat,
            client_message: cause.source.message,
            topic_message: MessageId(cause.source.message.0 + 7),
            relay: None,
            role: LinkRole::Client,
            kind: cause.kind,
            digest: cause.digest,
            author: 0,
            made_ms: NOW_MS,
        };
        [
            Change::Remove {
                cell: self.cell,
                seq: delivery.seq,
            },
            Change::Link(link),
            Change::Fate {
                mark: cause.mark,
                fate: Fate::Delivered,
            },
        ]
    }
}

fn claim(delivery: &Delivery) -> Change {
    Change::Progress {
        cell: delivery.cell,
        seq: delivery.seq,
        state: State::Claimed {
            epoch: 1,
            method: Method::SendText,
            relay: None,
        },
        attempts: 0,
        step: 0,
        header_message: None,
        repeat: false,
        bare: false,
    }
}
