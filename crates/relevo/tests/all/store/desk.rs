//! A store with one bot, one cell and one connection in it, on a database of its own; and things to put there.

use std::future::Future;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use relevo::secrets::{MasterKey, Secret};
use relevo::store::{Store, StoreError, Tx};
use relevo_core::{
    Card, CardId, Cause, CellId, Change, ConnectionId, ContentKind, Conversation, ConversationId,
    Delivery, Direction, IdentityId, InboxMark, Job, Link, LinkRole, Seq, State, Topic,
};
use relevo_telegram::{ChatId, ChatKind, MessageId, Place, Text, UpdateId, UserId};

/// 2026-01-01T00:00:00Z, far from the edge of a day.
pub(crate) const NOW_MS: i64 = 1_767_225_600_000 + 43_200_000;
pub(crate) const DAY_MS: i64 = 86_400_000;
pub(crate) const GROUP: ChatId = ChatId(-1_001_234_567_890);
pub(crate) const TOKEN: &str = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw";

/// The store under test.
#[derive(Clone)]
pub(crate) struct Desk {
    pub(crate) store: Store,
    /// Where the database is, to open it again.
    pub(crate) url: String,
    /// The folder of the SQLite files.
    pub(crate) folder: Option<PathBuf>,
    pub(crate) identity: IdentityId,
    pub(crate) cell: CellId,
    pub(crate) connection: ConnectionId,
}

/// Runs a contract on a new SQLite file.
pub(crate) async fn on_sqlite<F: Future<Output = ()>>(contract: fn(Desk) -> F) {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("relevo.db").display());
    let desk = Desk::make(url, Some(folder.path().to_owned())).await;
    let store = desk.store.clone();
    contract(desk).await;
    store.close().await;
}

/// Runs a contract in a new PostgreSQL schema, dropped afterwards whatever happens.
pub(crate) async fn on_postgres<F>(contract: fn(Desk) -> F)
where
    F: Future<Output = ()> + Send + 'static,
{
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let schema = format!("relevo_test_{}_{count}", std::process::id());
    let base = postgres_url();
    run_script(&base, format!("CREATE SCHEMA {schema}")).await;
    let joint = if base.contains('?') { '&' } else { '?' };
    let url = format!("{base}{joint}options=-csearch_path%3D{schema}");
    let ended = tokio::spawn(async move {
        let desk = Desk::make(url, None).await;
        let store = desk.store.clone();
        contract(desk).await;
        store.close().await;
    })
    .await;
    run_script(&base, format!("DROP SCHEMA {schema} CASCADE")).await;
    if let Err(failure) = ended {
        std::panic::resume_unwind(failure.into_panic());
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the tests' one setting of their own"
)]
fn postgres_url() -> String {
    std::env::var("RELEVO_TEST_POSTGRES")
        .unwrap_or_else(|_| "postgres://root@127.0.0.1:5432/test".into())
}

async fn run_script(url: &str, script: String) {
    use sqlx::{Connection as _, Executor as _};
    let mut connection = sqlx::PgConnection::connect(url)
        .await
        .expect("no PostgreSQL for the tests: run `./test`, which starts one");
    let script = sqlx::raw_sql(sqlx::AssertSqlSafe(script));
    connection.execute(script).await.unwrap();
    connection.close().await.unwrap();
}

pub(crate) fn key() -> MasterKey {
    MasterKey::from_bytes([42; 32])
}

impl Desk {
    async fn make(url: String, folder: Option<PathBuf>) -> Desk {
        let store = Store::open(&url, key()).await.unwrap();
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
            url,
            folder,
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

    /// Runs a statement beside the store.
    pub(crate) async fn run_sql(&self, sql: &'static str) {
        use sqlx::{Connection as _, Executor as _};
        match self.url.strip_prefix("sqlite:") {
            Some(path) => {
                let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path);
                let mut connection = sqlx::SqliteConnection::connect_with(&options)
                    .await
                    .unwrap();
                connection.execute(sqlx::raw_sql(sql)).await.unwrap();
                connection.close().await.unwrap();
            }
            None => run_script(&self.url, sql.into()).await,
        }
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
            }),
            reply: None,
            made_ms: NOW_MS,
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
            role: LinkRole::Client,
            kind: ContentKind::Text,
            made_ms: NOW_MS,
        }
    }
}

pub(crate) fn words(text: &str) -> Job {
    Job::Text {
        text: Text::plain(text),
    }
}

pub(crate) fn card(name: &str) -> Card {
    Card {
        name: name.into(),
        ..Card::default()
    }
}
