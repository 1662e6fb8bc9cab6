//! Every update has exactly one fate, and that is proven: it adds up after everything that can happen, and whatever row is dropped or
//! changed behind the desk's back is named. ADR 18.

use std::time::Duration;

use relevo::reconcile::{Account, Wrong};
use relevo::store::Period;
use relevo_core::Fate;
use relevo_telegram_sim::control::{Edit, Say};
use relevo_telegram_sim::fault::{Deed, Fault, Rule};

use crate::database::{Backend, on_both};
use crate::edits::Room;

on_both!(a_day_of_everything_adds_up);
on_both!(whatever_is_dropped_is_named);
on_both!(each_item_of_an_album_is_named);

fn fault(room: &Room, method: &str, fault: Fault) {
    let rule = Rule {
        method: Some(method.into()),
        ..Rule::new(fault)
    };
    room.stage.sim.faults(|faults| faults.add(rule));
}

/// One of everything. Afterwards something waits, is held, has failed on either side, and is in quarantine.
async fn a_day_of_everything(backend: Backend) -> Room {
    let mut room = Room::new(backend, &[("RESTRICTED_KEYWORDS_BACKEND", "secret")]).await;
    // Words, both ways, and edits of them.
    let asked = room.anna_says(Say::text("where is my parcel?"));
    let answered = room.marta_says(Say::text("on its way"));
    room.stage.pass(Duration::from_secs(5)).await;
    room.anna_edits(asked, Edit::text("where is my parcel 4711?"));
    room.marta_edits(answered, Edit::text("on its way since Monday"));
    room.marta_edits(answered, Edit::text("on its way since Tuesday"));
    // Albums, both ways.
    for item in 0..3 {
        let words = if item == 0 { "three" } else { "" };
        room.anna_says(Say::photo(words).album("a"));
        room.marta_says(Say::photo(words).album("b"));
    }
    room.stage.pass(Duration::from_secs(5)).await;
    // What stays inside: notes, commands, talk, and what is taken back.
    room.marta_says(Say::text("/ she is our oldest client"));
    room.marta_says(Say::text("/nonsense"));
    room.marta_says(Say::text("a secret thing"));
    let regretted = room.marta_says(Say::text("forget it"));
    room.stage
        .say(room.marta, room.stage.group, Say::text("talk in General"));
    room.stage.pass(Duration::from_secs(5)).await;
    room.marta_withdraws(regretted);
    room.stage.pass(Duration::from_secs(5)).await;
    // A client's message that the group refuses, and one that cannot be read.
    let refusal = Fault::ServerError {
        code: 400,
        deed: Deed::Before,
    };
    fault(&room, "copyMessage", refusal.clone());
    room.anna_says(Say::text("refused by the group"));
    room.stage.pass(Duration::from_secs(5)).await;
    room.stage.poison();
    // Nobody knows whether this one arrived: a person said that it did.
    fault(&room, "sendMessage", Fault::Reset { deed: Deed::Before });
    room.marta_says(Say::text("did it arrive?"));
    room.stage.pass(Duration::from_secs(5)).await;
    room.marta_presses(1);
    room.stage.pass(Duration::from_secs(5)).await;
    // Nobody knows it of these either, and of an album.
    fault(&room, "sendMessage", Fault::Reset { deed: Deed::Before });
    room.marta_says(Say::text("perhaps"));
    room.stage.pass(Duration::from_secs(5)).await;
    fault(&room, "sendMediaGroup", Fault::Reset { deed: Deed::Before });
    for _ in 0..2 {
        room.marta_says(Say::photo("").album("c"));
    }
    room.stage.pass(Duration::from_secs(65)).await;
    // Refused by the client's chat.
    fault(&room, "sendMessage", refusal);
    room.marta_says(Say::text("refused by the chat"));
    room.stage.pass(Duration::from_secs(5)).await;
    // Waits: Telegram asks for a long pause, both ways.
    let wait = Fault::TooMany { retry_after: 900 };
    fault(&room, "sendMessage", wait.clone());
    fault(&room, "copyMessage", wait);
    room.marta_says(Say::text("waits for the chat"));
    room.anna_says(Say::text("waits for the group"));
    room.stage.settle().await;
    room
}

/// Promise: after a day with one of everything it adds up, on both databases and for every part of the day; and every kind of fate is
/// among them.
async fn a_day_of_everything_adds_up(backend: Backend) {
    let room = a_day_of_everything(backend).await;
    let account = room.stage.account().await;
    assert!(account.adds_up(), "{account:#?}");
    for fate in [
        Fate::Delivered,
        Fate::Arrived,
        Fate::Internal,
        Fate::Waiting,
        Fate::Held,
        Fate::Failed,
        Fate::Quarantined,
    ] {
        assert!(account.with(fate) > 0, "nothing is {fate:?}: {account:#?}");
    }
    assert_eq!(account.with(Fate::Held), 3, "a message and an album of two");
    for open in &account.open.first {
        let told = matches!(open.fate, Fate::Held | Fate::Failed);
        assert!(!told || open.told_at.is_some(), "told nowhere: {open:?}");
    }
    let open = account.open.count;
    // Two halves are the whole.
    let middle = account.open.first[0].since_ms;
    let mut halves = 0;
    for (from_ms, to_ms) in [(i64::MIN, middle), (middle, i64::MAX)] {
        let period = Period { from_ms, to_ms };
        let half = relevo::reconcile::account(&room.stage.store, period, None)
            .await
            .expect("the store answers");
        assert!(half.adds_up(), "{half:#?}");
        halves += half.came_in;
    }
    assert_eq!(halves, account.came_in);
    // Marks that are old go, and how far the proof reaches is said.
    assert_eq!(account.reach[0].1, None);
    let store = &room.stage.store;
    let later_ms = room.stage.clock.now_ms() + 31 * 24 * 3_600 * 1_000;
    assert!(store.sweep(later_ms).await.expect("a sweep").marks > 0);
    let account = room.stage.account().await;
    assert!(account.adds_up(), "{account:#?}");
    assert!(account.reach[0].1.is_some());
    assert_eq!(account.open.count, open, "what is not at its end stays");
}

/// What is done behind the desk's back to rows of an update.
struct Loss {
    /// Which updates: a condition on the inbox. The first of them that is the only one about its message suffers, or both items of
    /// an album.
    of: &'static str,
    /// Where the row is.
    table: &'static str,
    /// Which row: `{u}` is the update, `{m}` its message.
    row: &'static str,
    /// What becomes of it; `None`: it is dropped.
    now: Option<&'static str>,
    /// What is said of the update, among others.
    said: fn(&Wrong) -> bool,
}

const BY_CLIENT: &str = "fate = 1 AND chat > 0";
const BY_TEAM: &str = "fate = 1 AND chat = 0";
const ITSELF: (&str, &str) = ("inbox", "update_id = {u}");
const CAUSED: (&str, &str) = ("outbox", "cause_update = {u}");
const FROM_CLIENT: (&str, &str) = ("links", "client_message = {m} AND role = 0");
const FROM_TEAM: (&str, &str) = ("links", "topic_message = {m} AND role = 1");
const NOTICE: (&str, &str) = (
    "links",
    "topic_message = (SELECT message FROM told WHERE update_id = {u})",
);
fn losses() -> Vec<Loss> {
    let loss = |of, (table, row), now, said| Loss {
        of,
        table,
        row,
        now,
        said,
    };
    let gone: fn(&Wrong) -> bool = |what| matches!(what, Wrong::Gone { count: 1, .. });
    let unproven: fn(&Wrong) -> bool = |what| *what == Wrong::Unproven;
    let lost: fn(&Wrong) -> bool = |what| *what == Wrong::Lost;
    let not_held: fn(&Wrong) -> bool = |what| *what == Wrong::NotHeld;
    let not_asked: fn(&Wrong) -> bool = |what| *what == Wrong::NotAsked;
    let not_told: fn(&Wrong) -> bool = |what| *what == Wrong::NotTold;
    let not_kept: fn(&Wrong) -> bool = |what| *what == Wrong::NotKept;
    let stray: fn(&Wrong) -> bool = |what| matches!(what, Wrong::StrayDelivery { .. });
    let stray_link: fn(&Wrong) -> bool = |what| matches!(what, Wrong::StrayLink { .. });
    let freed: fn(&Wrong) -> bool = |what| matches!(what, Wrong::StrayQuarantine { .. });
    let waiting_in = "fate = 0 AND chat > 0";
    let waiting_out = "fate = 0 AND chat = 0";
    let held = "fate = 4 AND EXISTS (SELECT 1 FROM outbox WHERE cause_update = update_id)";
    let refused =
        "fate = 3 AND chat = 0 AND EXISTS (SELECT 1 FROM outbox WHERE cause_update = update_id)";
    let not_sent = "fate = 3 AND NOT EXISTS (SELECT 1 FROM outbox WHERE cause_update = update_id)";
    let refused_in = "fate = 3 AND chat > 0";
    let mut all = Vec::new();
    for of in [
        BY_CLIENT,
        BY_TEAM,
        waiting_in,
        waiting_out,
        held,
        refused,
        not_sent,
        refused_in,
        "fate = 5",
        "fate = 16",
        "fate = 2",
        "fate = 6",
    ] {
        all.push(loss(of, ITSELF, None, gone));
    }
    all.extend([
        // What was made is gone.
        loss(BY_CLIENT, FROM_CLIENT, None, unproven),
        loss(BY_TEAM, FROM_TEAM, None, unproven),
        loss(
            BY_TEAM,
            FROM_TEAM,
            Some("client_message = client_message + 1000, role = 3"),
            unproven,
        ),
        loss(
            BY_CLIENT,
            FROM_CLIENT,
            Some("client_message = client_message + 1000"),
            unproven,
        ),
        loss(
            BY_CLIENT,
            FROM_CLIENT,
            Some("client_message = client_message + 1000"),
            stray_link,
        ),
        // What was to be made is gone, or stands elsewhere.
        loss(waiting_in, CAUSED, None, lost),
        loss(waiting_out, CAUSED, None, lost),
        loss(waiting_out, CAUSED, Some("state = 2"), lost),
        loss(held, CAUSED, None, not_held),
        loss(held, CAUSED, Some("state = 0"), not_held),
        loss(refused, CAUSED, None, not_kept),
        loss(refused_in, CAUSED, None, not_kept),
        // Nobody would hear of it.
        loss(held, NOTICE, None, not_asked),
        loss(refused, NOTICE, None, not_told),
        loss(not_sent, NOTICE, None, not_told),
        loss(refused_in, FROM_CLIENT, None, not_told),
        loss(held, ("told", "update_id = {u}"), None, not_asked),
        loss(not_sent, ("told", "update_id = {u}"), None, not_told),
        loss(
            "fate = 5",
            ("quarantine", "update_id = {u}"),
            None,
            |what| *what == Wrong::NotInQuarantine,
        ),
        // Another fate than the true one.
        loss(BY_CLIENT, ITSELF, Some("fate = 16"), stray_link),
        loss(BY_TEAM, ITSELF, Some("fate = 2"), stray_link),
        loss(BY_TEAM, ITSELF, Some("fate = 0"), lost),
        loss(BY_TEAM, ITSELF, Some("fate = 4"), not_held),
        loss(BY_TEAM, ITSELF, Some("fate = 5"), |what| {
            *what == Wrong::NotInQuarantine
        }),
        loss(BY_TEAM, ITSELF, Some("fate = 999"), |what| {
            *what == Wrong::UnknownFate
        }),
        loss(waiting_in, ITSELF, Some("fate = 1"), unproven),
        loss(waiting_out, ITSELF, Some("fate = 2"), stray),
        loss(held, ITSELF, Some("fate = 1"), stray),
        loss(held, ITSELF, Some("fate = 6"), stray),
        loss(refused, ITSELF, Some("fate = 2"), stray),
        loss("fate = 16", ITSELF, Some("fate = 1"), unproven),
        loss("fate = 5", ITSELF, Some("fate = 2"), freed),
        loss(
            BY_CLIENT,
            ITSELF,
            Some("message = message + 1000"),
            unproven,
        ),
        loss(BY_CLIENT, ITSELF, Some("at_ms = NULL"), |what| {
            *what == Wrong::NeverCame
        }),
    ]);
    all
}

/// Promise: of every kind of row one is dropped or changed, and exactly the update that it belongs to is named.
async fn whatever_is_dropped_is_named(backend: Backend) {
    let room = a_day_of_everything(backend).await;
    room.stage.adds_up().await;
    for loss in losses() {
        let (update, message) = victim(&room, loss.of).await;
        suffers(&room, &loss, (update, message)).await;
    }
    room.stage.adds_up().await;
}

/// Promise: each item of an album that is held is accounted for, whatever names it; one that is lost is named.
async fn each_item_of_an_album_is_named(backend: Backend) {
    let room = a_day_of_everything(backend).await;
    let database = &room.stage.database;
    let held = "SELECT update_id FROM inbox WHERE fate = 4 ORDER BY update_id DESC LIMIT 2";
    let items = database.numbers(held).await;
    let (last, first) = (items[0], items[1]);
    // The delivery names its first item alone.
    let row = format!("cause_update = {first}");
    let named = named(&without(&room, ("outbox", &row), None).await);
    assert_eq!(named, [first, last]);
    let message = format!("SELECT message FROM inbox WHERE update_id = {last}");
    let message = database.numbers(&message).await[0];
    let row = format!("message = {message}");
    let account = without(&room, ("albums", &row), None).await;
    assert_eq!(self::named(&account), [last]);
    room.stage.adds_up().await;
}

/// An update, and the message that it alone is about.
async fn victim(room: &Room, of: &str) -> (i64, i64) {
    let alone = "NOT EXISTS (SELECT 1 FROM inbox other WHERE other.chat = inbox.chat AND other.message = inbox.message \
                 AND other.update_id <> inbox.update_id)";
    // Of albums the first item is named by the delivery.
    let rows =
        format!("FROM inbox WHERE {of} AND {alone} AND number > 1 ORDER BY update_id LIMIT 1");
    let database = &room.stage.database;
    let update = database.numbers(&format!("SELECT update_id {rows}")).await;
    let message = database
        .numbers(&format!("SELECT COALESCE(message, 0) {rows}"))
        .await;
    assert_eq!(update.len(), 1, "nobody is left for {of}");
    (update[0], message[0])
}

async fn suffers(room: &Room, loss: &Loss, (update, message): (i64, i64)) {
    let row = loss.row.replace("{u}", &update.to_string());
    let row = row.replace("{m}", &message.to_string());
    let what = format!("{} of {}: {row} -> {:?}", loss.table, loss.of, loss.now);
    let account = without(room, (loss.table, &row), loss.now).await;
    assert!(!account.adds_up(), "nobody notices {what}");
    assert_eq!(
        named(&account),
        [update],
        "{what}: {:#?}",
        account.exceptions
    );
    let said = account.exceptions.first.iter();
    assert!(
        said.clone().any(|one| (loss.said)(&one.what)),
        "{what}: {:#?}",
        account.exceptions
    );
}

/// The updates that are named.
fn named(account: &Account) -> Vec<i64> {
    let marks = account.exceptions.first.iter().filter_map(|one| one.mark);
    let mut updates: Vec<i64> = marks.map(|mark| mark.update.0).collect();
    updates.sort_unstable();
    updates.dedup();
    updates
}

/// How it adds up while rows are gone or changed. Afterwards they are there again.
async fn without(room: &Room, (table, row): (&str, &str), now: Option<&str>) -> Account {
    let database = &room.stage.database;
    let count = format!("SELECT COUNT(*) FROM {table} WHERE {row}");
    assert_eq!(
        database.numbers(&count).await,
        [1],
        "one {table} with {row}"
    );
    let deed = match now {
        None => format!("DELETE FROM {table} WHERE {row}"),
        Some(now) => format!("UPDATE {table} SET {now} WHERE {row}"),
    };
    let script = format!("CREATE TABLE before AS SELECT * FROM {table}; {deed}");
    database.run(&script).await;
    let account = room.stage.account().await;
    let script =
        format!("DELETE FROM {table}; INSERT INTO {table} SELECT * FROM before; DROP TABLE before");
    database.run(&script).await;
    account
}
