//! A store with one bot, one cell and one connection in it, on a database of its own; and things to put there.

use std::future::Future;
use std::path::Path;
use std::sync::Arc;

use relevo::secrets::{MasterKey, Masters, Secret};
use relevo::store::{Side, Store, StoreError, Tx};
use relevo_core::{
    Card, CardId, Cause, CellId, Change, Closed, ConnectionId, ContentKind, Conversation,
    ConversationId, Delivery, Direction, IdentityId, InboxMark, Job, Link, LinkRole, Seq, Standing,
    State, Title, Topic, Wanted,
};
use relevo_telegram::{ChatId, ChatKind, MessageId, Place, Text, UpdateId, UserId};

use crate::database::{Backend, Database};

/// 2026-01-01T00:00:00Z, far from the edge of a day.
pub(crate) const NOW_MS: i64 = 1_767_225_600_000 + 43_200_000;
pub(crate) const DAY_MS: i64 = 86_400_000;
pub(crate) const GROUP: ChatId = ChatId(-1_001_234_567_890);
pub(crate) const TOKEN: &str = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw";

/// Each side from its first delivery.
pub(crate) const FROM_THE_START: [(Side, Seq); 5] = [
    (Side::ALL[0], Seq(0)),
    (Side::ALL[1], Seq(0)),
    (Side::ALL[2], Seq(0)),
    (Side::ALL[3], Seq(0)),
    (Side::ALL[4], Seq(0)),
];

/// The store under test.
#[derive(Clone)]
pub(crate) struct Desk {
    pub(crate) store: Store,
    database: Arc<Database>,
    pub(crate) identity: IdentityId,
    pub(crate) cell: CellId,
    pub(crate) connection: ConnectionId,
}

/// Runs a contract on a database of its own.
pub(crate) async fn on<F: Future<Output = ()>>(backend: Backend, contract: fn(Desk) -> F) {
    let database = Database::new(backend).await;
    let desk = Desk::make(database).await;
    contract(desk.clone()).await;
    desk.store.close().await;
}

pub(crate) fn key() -> MasterKey {
    MasterKey::from_bytes([42; 32])
}

impl Desk {
    pub(crate) async fn make(database: Database) -> Desk {
        Desk::make_with(database, key()).await
    }

    /// The same with these master keys.
    pub(crate) async fn make_with(database: Database, keys: impl Into<Masters>) -> Desk {
        let store = Store::open(&database.url, keys).await.unwrap();
        let mut tx = store.write().await.unwrap();
        let token = Secret::new(TOKEN.into());
        let identity = tx
            .put_identity(UserId(110_201_543), "gardenia_bot", &token)
            .await
            .unwrap();
        let cell = tx.put_cell(GROUP, identity).await.unwrap();
        let connection = tx
            .add_connection(identity, cell, Some(UserId(77)))
            .await
            .unwrap();
        tx.commit().await.unwrap();
        Desk {
            store,
            database: Arc::new(database),
            identity,
            cell,
            connection,
        }
    }

    /// Applies changes in a transaction of their own.
    pub(crate) async fn apply(&self, changes: &[Change]) {
        let mut tx = self.store.write().await.unwrap();
        tx.apply(changes).await.unwrap();
        tx.commit().await.unwrap();
    }

    pub(crate) async fn locked(&self) -> Tx {
        let mut tx = self.store.write().await.unwrap();
        tx.lock_cell(self.cell, 0, 0).await.unwrap();
        tx
    }

    /// The SQLite file's folder.
    pub(crate) fn folder(&self) -> &Path {
        self.database.folder.path()
    }

    /// Opens the same database a second time.
    pub(crate) async fn reopen(&self) -> Store {
        Store::open(self.url(), key()).await.unwrap()
    }

    pub(crate) fn backend(&self) -> Backend {
        self.database.backend()
    }

    pub(crate) fn database(&self) -> &Database {
        &self.database
    }

    pub(crate) fn url(&self) -> &str {
        &self.database.url
    }

    /// Runs a statement beside the store.
    pub(crate) async fn run_sql(&self, sql: &str) {
        self.database.run(sql).await;
    }

    /// Everything in the lanes.
    pub(crate) async fn lanes(&self) -> Vec<Delivery> {
        lanes_of(&self.store, self.cell).await
    }

    /// A delivery of any state, read in a transaction.
    pub(crate) async fn delivery(&self, seq: Seq) -> Result<Option<Delivery>, StoreError> {
        let mut tx = self.store.write().await?;
        tx.delivery(self.cell, seq).await
    }

    pub(crate) fn conversation(&self, id: i64, chat: i64) -> Conversation {
        Conversation {
            id: ConversationId(id),
            connection: self.connection,
            chat: ChatId(chat),
            kind: ChatKind::Private,
            card: CardId(id + 1_000_000),
            card_digest: -5,
            topic: Topic::None,
            last_author: 0,
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

    pub(crate) fn mark(&self, update: i64) -> InboxMark {
        InboxMark {
            identity: self.identity,
            epoch: 0,
            update: UpdateId(update),
        }
    }

    pub(crate) fn delivery_of(&self, seq: Seq, job: Job) -> Delivery {
        Delivery {
            seq,
            cell: self.cell,
            connection: self.connection,
            conversation: Some(ConversationId(5)),
            direction: Direction::ToTopic,
            state: State::Waiting { due_ms: NOW_MS },
            attempts: 0,
            step: 0,
            header_message: None,
            repeat: false,
            bare: false,
            cause: Some(Cause {
                mark: self.mark(900_000_000 + seq.0),
                source: Place {
                    chat: ChatId(5_000_000_001),
                    message: MessageId(seq.0),
                },
                kind: ContentKind::Text,
                author: 5_000_000_001,
                digest: 7_001,
            }),
            reply: None,
            made_ms: NOW_MS,
            aim: None,
            job,
        }
    }

    pub(crate) fn link(&self, conversation: &Conversation, client: i64, topic: i64) -> Link {
        Link {
            conversation: conversation.id,
            cell: self.cell,
            identity: self.identity,
            client_chat: conversation.chat,
            client_message: MessageId(client),
            topic_message: MessageId(topic),
            relay: None,
            role: LinkRole::Client,
            kind: ContentKind::Text,
            digest: 7_001,
            author: 0,
            made_ms: NOW_MS,
        }
    }
}

/// Everything in the lanes of a cell.
pub(crate) async fn lanes_of(store: &Store, cell: CellId) -> Vec<Delivery> {
    read(store, cell, (&FROM_THE_START, 10_000)).await
}

/// What is in the lanes of these sides.
pub(crate) async fn read(
    store: &Store,
    cell: CellId,
    (after, limit): (&[(Side, Seq)], usize),
) -> Vec<Delivery> {
    let found = store.outbox(cell, after, limit).await.unwrap();
    for (side, delivery) in &found {
        assert_eq!(*side, Side::of(delivery.lane()));
    }
    found.into_iter().map(|(_, delivery)| delivery).collect()
}

pub(crate) fn words(text: &str) -> Job {
    Job::Text {
        text: Text::plain(text),
        no_preview: false,
    }
}

pub(crate) fn card(name: &str) -> Card {
    Card {
        name: name.into(),
        ..Card::default()
    }
}
