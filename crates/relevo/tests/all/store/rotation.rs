//! A new master key: interrupted anywhere, beside a process that writes, and what is left of the old one.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use relevo::clock::Clock;
use relevo::parameters;
use relevo::rotation::{RotationError, rotate};
use relevo::secrets::{KeyFile, MasterKey};
use relevo::store::{By, Dialog, DialogBody, Store, StoreError};
use relevo_core::audience::{Listed, ListedPart};
use relevo_core::{Card, CardId, Change, Codebook, ConversationId, Seq};
use relevo_telegram::{BusinessConnection, BusinessId, BusinessRights, ChatId, User, UserId};
use tokio::sync::Notify;

use crate::database::{Backend, Database, on_both};

use super::desk::{Desk, NOW_MS, TOKEN, words};

on_both!(real interrupted_anywhere);
on_both!(real nothing_opens_with_the_old_key);
on_both!(real somebody_seals_meanwhile);
on_both!(real without_the_new_key_nothing_is_decided);
on_both!(real a_database_from_before);
on_both!(real what_no_key_opens_keeps_both_keys);

/// More than two bites of cards.
const CARDS: i64 = 450;

/// A desk with something sealed in every table, and its key's file.
async fn filled(backend: Backend) -> (Desk, KeyFile) {
    let database = Database::new(backend).await;
    let file = KeyFile::in_folder(database.folder.path());
    file.make().unwrap();
    let desk = Desk::make_with(database, file.masters().unwrap()).await;
    let cards: Vec<Change> = (1..=CARDS).map(|number| card(number, "Anna")).collect();
    desk.apply(&cards).await;
    let body = desk.delivery_of(Seq(1), words("waits"));
    desk.apply(&[Change::Deliver(body)]).await;
    for (name, text) in [
        ("WELCOME", "one"),
        ("WELCOME", "two"),
        ("TIMEZONE", "Asia/Tokyo"),
    ] {
        set(&desk.store, &desk, name, text).await;
    }
    let mut tx = desk.store.write().await.unwrap();
    tx.put_dialog(&talk(&desk)).await.unwrap();
    tx.put_listed(LISTED, &listed()).await.unwrap();
    let (connected, pending) = (account(501), account(502));
    let identity = tx
        .put_account(connected.user.id, "ann", desk.identity)
        .await;
    tx.set_account(identity.unwrap(), &connected).await.unwrap();
    tx.put_pending(desk.identity, &pending, NOW_MS)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    (desk, file)
}

fn card(number: i64, name: &str) -> Change {
    Change::PutCard {
        id: CardId(number),
        card: Card {
            name: format!("{name} {number}"),
            ..Card::default()
        },
    }
}

async fn set(store: &Store, desk: &Desk, name: &str, text: &str) {
    let wanted = [parameters::wanted(name, text)];
    parameters::change(store, desk.connection, &wanted, By::command_line(NOW_MS))
        .await
        .unwrap();
}

/// What Telegram tells of a person's account.
fn account(user: i64) -> BusinessConnection {
    BusinessConnection {
        id: BusinessId(format!("connection of {user}")),
        user: User {
            id: UserId(user),
            bot: false,
            first_name: "Ann".into(),
            last_name: None,
            username: Some("ann".into()),
            language: None,
        },
        enabled: true,
        rights: BusinessRights {
            reply: true,
            delete_sent: false,
            delete_all: false,
        },
    }
}

/// How far somebody has come with the setup bot.
fn talk(desk: &Desk) -> Dialog {
    Dialog {
        identity: desk.identity,
        person: UserId(77),
        message: None,
        owed: false,
        due_ms: None,
        body: DialogBody {
            screen: "some screen".into(),
            ..DialogBody::default()
        },
    }
}

/// The number of a file that came with a broadcast.
const LISTED: i64 = 9;

/// Whom it names: more than a row holds.
fn listed() -> Listed {
    Listed {
        chats: (1..=4_100).map(ChatId).collect(),
        conversations: vec![ConversationId(7)],
        misread: 0,
    }
}

/// Everything sealed can be read.
async fn is_whole(store: &Store, desk: &Desk) {
    let mut tx = store.write().await.unwrap();
    let ids: Vec<CardId> = (1..=CARDS).map(CardId).collect();
    let cards = tx.cards(&ids).await.unwrap();
    assert!(
        ids.iter()
            .all(|id| cards[id].name.ends_with(&format!(" {}", id.0)))
    );
    let delivery = tx.delivery(desk.cell, Seq(1)).await.unwrap().unwrap();
    assert_eq!(delivery.job, words("waits"));
    drop(tx);
    assert_eq!(store.identities().await.unwrap()[0].token.expose(), TOKEN);
    let parameters = store.parameters().await.unwrap();
    assert_eq!(parameters[&desk.connection].len(), 2);
    assert!(store.audit(None, 0, 100).await.unwrap().len() >= 3);
    let mut parts = Vec::new();
    while let Some(part) = store.listed(LISTED, parts.len() as i64).await.unwrap() {
        parts.push(part);
    }
    let chats = listed().chats;
    let expected = [
        ListedPart::Chats(chats[..4_000].into()),
        ListedPart::Chats(chats[4_000..].into()),
        ListedPart::Conversations(vec![ConversationId(7)]),
    ];
    assert_eq!(parts, expected);
    let dialog = store.dialog(desk.identity, UserId(77)).await.unwrap();
    assert_eq!(dialog, Some(talk(desk)));
    let snapshot = store.identities().await.unwrap();
    assert!(
        snapshot
            .iter()
            .any(|known| known.business == Some(account(501).id))
    );
    let pending = store.pending_accounts().await.unwrap();
    assert_eq!(pending[0].connection, account(502));
}

/// Changes the key to the end, as a process of its own.
async fn changed(desk: &Desk, file: &KeyFile) -> Result<relevo::rotation::Rotated, RotationError> {
    let store = Store::open(desk.url(), file.masters().unwrap())
        .await
        .unwrap();
    let done = rotate(&store, file, &Clock::real(), |_| {}).await;
    store.close().await;
    done
}

/// Changes the key, and dies at this instant: before or after a commit, counted from 0. Whether it came so far.
async fn dies(desk: &Desk, file: &KeyFile, instant: usize) -> bool {
    let store = Store::open(desk.url(), file.masters().unwrap())
        .await
        .unwrap();
    let (seen, reached) = (Arc::new(AtomicUsize::new(0)), Arc::new(Notify::new()));
    let watched = Arc::clone(&reached);
    store.watch_commits(Arc::new(move |_| {
        let (is_now, reached) = (
            seen.fetch_add(1, Ordering::Relaxed) == instant,
            Arc::clone(&watched),
        );
        Box::pin(async move {
            if is_now {
                reached.notify_one();
                std::future::pending::<()>().await;
            }
        })
    }));
    let clock = Clock::real();
    let died = tokio::select! {
        () = reached.notified() => true,
        done = rotate(&store, file, &clock, |_| {}) => done.is_err(),
    };
    store.close().await;
    died
}

/// Promise: killed before or after any commit, everything can be read with the file as it is then; running it again finishes it, and
/// the file holds the new key alone. Digests and code names are those from before all of it.
async fn interrupted_anywhere(backend: Backend) {
    let (desk, file) = filled(backend).await;
    let before = desk.store.digest(&["Anna"]);
    let mut instant = 0;
    loop {
        let old = file.read().unwrap();
        let died = dies(&desk, &file, instant).await;
        let store = Store::open(desk.url(), file.masters().unwrap())
            .await
            .unwrap();
        is_whole(&store, &desk).await;
        store.close().await;
        if !died {
            assert!(instant > 14, "{instant} instants are too few");
            break;
        }
        assert_eq!(file.read().unwrap().len(), 2, "the old key is still needed");
        let done = changed(&desk, &file).await.unwrap();
        assert!(done.went_on);
        let new = file.read().unwrap();
        assert!(new.len() == 1 && new != old, "at instant {instant}");
        instant += 1;
    }
    let store = Store::open(desk.url(), file.masters().unwrap())
        .await
        .unwrap();
    assert_eq!(store.digest(&["Anna"]), before);
    let code = |store: &Store| Codebook::code(store, desk.connection, 5);
    assert_eq!(code(&store), code(&desk.store));
    store.close().await;
}

/// Promise: killed between the last row and the file, when it holds both keys and the database has nothing of the old one, running it again
/// leaves the new key, not the old one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_before_the_old_key_leaves_the_file() {
    let (desk, file) = filled(Backend::Sqlite).await;
    assert!(dies(&desk, &file, 0).await);
    let both = std::fs::read(file.path()).unwrap();
    changed(&desk, &file).await.unwrap();
    let new = file.read().unwrap();
    std::fs::write(file.path(), both).unwrap();
    let done = changed(&desk, &file).await.unwrap();
    assert!(done.went_on && done.resealed == 0);
    assert!(file.read().unwrap() == new);
    let store = Store::open(desk.url(), file.masters().unwrap())
        .await
        .unwrap();
    is_whole(&store, &desk).await;
    store.close().await;
}

/// Promise: afterwards no row names the old key, nothing that was sealed under it is left in the rows or, for SQLite, in any byte of the
/// files, and a store does not open with it.
async fn nothing_opens_with_the_old_key(backend: Backend) {
    let (desk, file) = filled(backend).await;
    let old = file.read().unwrap();
    let mut sealed = Vec::new();
    for query in [
        "SELECT value FROM meta",
        "SELECT wrapped FROM data_keys",
        "SELECT secret FROM identities",
        "SELECT value FROM parameters",
        "SELECT wrapped FROM cards",
        "SELECT body FROM audit",
        "SELECT body FROM dialogs",
        "SELECT secret FROM pending_accounts",
    ] {
        let found = desk.database().blobs(query).await;
        assert!(!found.is_empty(), "{query}");
        sealed.extend(found);
    }
    let done = changed(&desk, &file).await.unwrap();
    assert!(!done.went_on && done.log_is_empty);
    assert!(done.resealed > 450, "{done:?}");
    let rows = desk.database().rows_as_text().await;
    for value in &sealed {
        let digits: String = value.iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(!rows.contains(&digits), "a row holds it as it was");
    }
    for entry in std::fs::read_dir(desk.folder()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        // A sealed value begins with a nonce of its own.
        let begins: std::collections::HashSet<&[u8]> = bytes.windows(24).collect();
        assert!(sealed.iter().all(|value| !begins.contains(&value[..24])));
    }
    for table in [
        "data_keys",
        "identities",
        "parameters",
        "cards",
        "audit",
        "dialogs",
        "pending_accounts",
    ] {
        let masters = format!("SELECT DISTINCT master FROM {table}");
        assert_eq!(desk.database().numbers(&masters).await, [2], "{table}");
    }
    let wrong = Store::open(desk.url(), old[0].clone()).await;
    assert!(matches!(wrong, Err(StoreError::WrongKey)));
}

/// Promise: a process that has been running since before the change reads and writes on without being told, during and after it, and
/// what it writes is sealed under the new key.
async fn somebody_seals_meanwhile(backend: Backend) {
    let (desk, file) = filled(backend).await;
    let store = Store::open(desk.url(), file.masters().unwrap())
        .await
        .unwrap();
    let clock = Clock::real();
    let writes = async {
        for round in 1..=20 {
            desk.apply(&[card(round, "Ben"), card(CARDS + 1 - round, "Zoë")])
                .await;
            let welcome = format!("round {round}");
            set(&desk.store, &desk, "WELCOME", &welcome).await;
            assert!(desk.store.audit(None, 0, 1_000).await.unwrap().len() >= 3);
        }
    };
    let (changed, ()) = tokio::join!(rotate(&store, &file, &clock, |_| {}), writes);
    assert!(changed.unwrap().resealed > 400);
    store.close().await;
    is_whole(&desk.store, &desk).await;
    desk.apply(&[card(7, "Eve")]).await;
    let masters = "SELECT DISTINCT master FROM cards";
    assert_eq!(desk.database().numbers(masters).await, [2]);
    let masters = "SELECT DISTINCT master FROM audit";
    assert_eq!(desk.database().numbers(masters).await, [2]);
}

/// Promise: a process that cannot find the new key decides nothing and blames no update for it; it goes on when the key is there.
async fn without_the_new_key_nothing_is_decided(backend: Backend) {
    let (desk, file) = filled(backend).await;
    let elsewhere = tempfile::tempdir().unwrap();
    let copy = KeyFile::in_folder(elsewhere.path());
    std::fs::copy(file.path(), copy.path()).unwrap();
    let other = Store::open(desk.url(), copy.masters().unwrap())
        .await
        .unwrap();
    changed(&desk, &file).await.unwrap();
    let mut tx = other.write().await.unwrap();
    let refused = tx.lock_cell(desk.cell, 1, 1).await.unwrap_err();
    assert!(matches!(refused, StoreError::WrongKey) && refused.is_about_the_store());
    drop(tx);
    std::fs::copy(file.path(), copy.path()).unwrap();
    let mut tx = other.write().await.unwrap();
    tx.lock_cell(desk.cell, 1, 1).await.unwrap();
    drop(tx);
    is_whole(&other, &desk).await;
    other.close().await;
}

/// Promise: a database that was made before keys could be changed opens as it is, has the digests that it had, and its key can be changed.
async fn a_database_from_before(backend: Backend) {
    let (desk, file) = filled(backend).await;
    let digest = desk.store.digest(&["Anna"]);
    desk.run_sql("DELETE FROM counters WHERE name = 'master'")
        .await;
    desk.run_sql("DELETE FROM meta WHERE name = 'digest'").await;
    let done = changed(&desk, &file).await.unwrap();
    assert!(done.resealed > 450);
    let store = Store::open(desk.url(), file.masters().unwrap())
        .await
        .unwrap();
    assert_eq!(store.digest(&["Anna"]), digest);
    is_whole(&store, &desk).await;
    store.close().await;
}

/// Promise: a row that opens with no key does not cost the old key: both stay, the rest is sealed anew and can be read, and when the row
/// is gone the change is finished.
async fn what_no_key_opens_keeps_both_keys(backend: Backend) {
    let (desk, file) = filled(backend).await;
    let put = "INSERT INTO cards (id, master, wrapped, body) SELECT 900, 1, body, body FROM cards WHERE id = 1";
    desk.run_sql(put).await;
    let refused = changed(&desk, &file).await.unwrap_err();
    assert!(
        matches!(refused, RotationError::Unreadable(1)),
        "{refused:?}"
    );
    assert_eq!(file.read().unwrap().len(), 2);
    let store = Store::open(desk.url(), file.masters().unwrap())
        .await
        .unwrap();
    is_whole(&store, &desk).await;
    store.close().await;
    desk.run_sql("DELETE FROM cards WHERE id = 900").await;
    assert!(changed(&desk, &file).await.unwrap().went_on);
    assert_eq!(file.read().unwrap().len(), 1);
}

/// Promise: a key that does not come from a file is not changed, and two do not change it at once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_at_a_time_and_only_in_a_file() {
    let (desk, file) = filled(Backend::Sqlite).await;
    let held = file.lock().unwrap();
    assert!(matches!(
        changed(&desk, &file).await,
        Err(RotationError::Key(_))
    ));
    drop(held);
    assert_eq!(file.read().unwrap().len(), 1, "nothing was begun");
    let fixed = Desk::make_with(
        Database::new(Backend::Sqlite).await,
        MasterKey::from_bytes([3; 32]),
    )
    .await;
    assert!(fixed.store.name_newest_master().await.is_err());
}
