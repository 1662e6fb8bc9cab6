//! How SQLite runs the statements of the hot path: each must search, none may scan.

use relevo_core::audience::{Selection, WhomKind};
use relevo_core::marks::MarkId;
use relevo_core::{ConversationId, Direction, Lane};

use super::bulk::Bulk;
use super::evidence::forward;
use super::lanes::Side;
use super::{
    Store, albums, audience, backlog, bots, callbacks, cards, conversations, discussions, exports,
    inbox, lanes, links, lists, marks, operators, outbox, participants, reactions, recipients,
    relays, shifts, sources, steps, sweep, told,
};
use crate::secrets::MasterKey;

/// Every statement over many rows that looks for rows. Inserts have no plan.
const ALL: &[(&str, &Bulk)] = &[
    ("conversations.UPDATE", &conversations::UPDATE),
    ("conversations.BY_ID", &conversations::BY_ID),
    ("conversations.BY_CHAT", &conversations::BY_CHAT),
    (
        "conversations.BY_CHAT_BEFORE",
        &conversations::BY_CHAT_BEFORE,
    ),
    ("conversations.IN_CELL", &conversations::IN_CELL),
    ("conversations.BY_THREAD", &conversations::BY_THREAD),
    ("outbox.PROGRESS", &outbox::PROGRESS),
    ("outbox.REMOVE", &outbox::REMOVE),
    ("outbox.BY_CAUSE", &outbox::BY_CAUSE),
    ("albums.BY_ALBUM", &albums::BY_ALBUM),
    ("albums.BY_MESSAGE", &albums::BY_MESSAGE),
    ("links.ROLES", &links::ROLES),
    ("links.OF_TOPIC", &links::OF_TOPIC),
    ("links.OF_CLIENT", &links::OF_CLIENT),
    ("links.TO_TOPIC", &links::TO_TOPIC),
    ("links.TO_CLIENT", &links::TO_CLIENT),
    ("relays.OF_MESSAGES", &relays::OF_MESSAGES),
    ("marks.OF_CONVERSATIONS", &marks::OF_CONVERSATIONS),
    ("exports.WROTE", &exports::WROTE),
    ("exports.HAVE", &exports::HAVE),
    ("inbox.SEEN", &inbox::SEEN),
    ("callbacks.REMOVE", &callbacks::REMOVE),
    ("callbacks.BY_ID", &callbacks::BY_ID),
    ("cards.BY_ID", &cards::BY_ID),
    ("cards.DROP", &cards::DROP),
    ("sources.OF", &sources::OF),
    ("participants.OF_PEOPLE", &participants::OF_PEOPLE),
    ("sources.OF_MESSAGES", &sources::OF_MESSAGES),
    ("reactions.NEWEST", &reactions::NEWEST),
    ("recipients.OPTED_OUT", &recipients::OPTED_OUT),
    ("recipients.MET", &recipients::MET),
    ("steps.OF", &steps::OF),
    ("steps.RETURN", &steps::RETURN),
    ("evidence.LINKS_OF_CLIENT", &forward::LINKS_OF_CLIENT),
    ("evidence.LINKS_OF_TOPIC", &forward::LINKS_OF_TOPIC),
    ("evidence.BEARERS", &forward::BEARERS),
    ("evidence.BEARERS_OF_ITEMS", &forward::BEARERS_OF_ITEMS),
    ("evidence.TOLD", &forward::TOLD),
    ("evidence.QUARANTINED", &forward::QUARANTINED),
    ("shifts.NOTES", &shifts::NOTES),
];

/// A selection with every condition that the database looks at, but a connection.
fn choosy() -> Selection {
    Selection {
        with: vec![MarkId(1)],
        without: vec![MarkId(2)],
        active_since_ms: Some(1),
        kind: Some(WhomKind::Group),
        ..Selection::default()
    }
}

/// Promise: SQLite was built so that it plans a statement once (`.cargo/config.toml`). Otherwise each that has a limit or a range among its
/// arguments is prepared anew whenever it is used, which nothing else would show.
#[tokio::test]
async fn a_statement_is_planned_once() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("options.db").display());
    let store = Store::open(&url, MasterKey::from_bytes([1; 32]))
        .await
        .unwrap();
    let sql = "SELECT COUNT(*) FROM pragma_compile_options WHERE compile_options = 'ENABLE_QPSG'";
    let rows = store.db().rows(sql, Vec::new()).await.unwrap();
    assert_eq!(rows[0].int().unwrap(), 1);
}

/// Promise: the cost of a message does not grow with the number of messages: no statement scans a table.
#[tokio::test]
async fn every_statement_searches() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("plans.db").display());
    let store = Store::open(&url, MasterKey::from_bytes([1; 32]))
        .await
        .unwrap();
    let lane = |conversation| Lane {
        conversation,
        direction: Direction::ToTopic,
        part: 0,
    };
    let some = [lane(Some(ConversationId(1))), lane(None)];
    for (name, bulk) in ALL {
        let values = bulk.lead + 4 * bulk.columns;
        check(&store, (name, bulk.text(4), values)).await;
    }
    let single = [
        (
            "outbox.in_lanes",
            lanes::in_lanes(store.db(), &Side::ALL),
            7,
        ),
        ("outbox.further_in", lanes::further_in(store.db(), &some), 7),
        ("backlog.in_lane", backlog::in_lane(store.db()), 4),
        ("bots.by_lane", bots::by_lane(store.db()), 2),
        ("outbox.claimed", outbox::claimed(store.db()), 1),
        (
            "conversations.NEWEST_TOPIC",
            conversations::NEWEST_TOPIC.into(),
            1,
        ),
        (
            "conversations.UNSURE_TOPIC",
            conversations::UNSURE_TOPIC.into(),
            1,
        ),
        (
            "conversations.ANSWERED_BEFORE",
            conversations::ANSWERED_BEFORE.into(),
            3,
        ),
        ("lists.WAITING", lists::WAITING.into(), 2),
        ("lists.WAITING_COUNT", lists::WAITING_COUNT.into(), 1),
        ("lists.RESPONSIBLE", lists::RESPONSIBLE.into(), 3),
        (
            "lists.RESPONSIBLE_COUNT",
            lists::RESPONSIBLE_COUNT.into(),
            2,
        ),
        ("marks.OF_CELL", marks::OF_CELL.into(), 1),
        ("marks.AFTER", marks::AFTER.into(), 1),
        ("marks.COUNTS", marks::COUNTS.into(), 1),
        ("marks.LEAVING", marks::LEAVING.into(), 0),
        ("marks.PAGE_OF", marks::PAGE_OF.into(), 2),
        ("marks.TOPICS_WITH", marks::TOPICS_WITH.into(), 2),
        ("marks.OPEN_WITH", marks::OPEN_WITH.into(), 2),
        ("marks.CLEAR", marks::CLEAR.into(), 2),
        ("marks.OF_CONNECTION", marks::OF_CONNECTION.into(), 1),
        ("audience.MARKED_END", audience::MARKED_END.into(), 3),
        ("audience.stretch_end", audience::stretch_end(store.db()), 3),
        (
            "audience.of_connection",
            audience::of_connection(store.db(), &choosy()).0,
            7,
        ),
        ("audience.of_mark", audience::of_mark(&choosy()).0, 7),
        ("audience.of_list", audience::of_list(&choosy()).0, 133),
        ("audience.of_ids", audience::of_ids(&choosy()).0, 133),
        ("operators.OF_CELL", operators::OF_CELL.into(), 1),
        ("operators.FORGET", operators::FORGET.into(), 3),
        ("participants.FIRST", participants::FIRST.into(), 2),
        ("participants.COUNT", participants::COUNT.into(), 1),
        ("discussions.OF_POST", discussions::OF_POST.into(), 3),
        ("sweep.INBOX_BORDER", sweep::INBOX_BORDER.into(), 2),
        ("told.KEPT_AT", told::KEPT_AT.into(), 2),
        ("told.STANDS", told::STANDS.into(), 3),
        ("told.FORGET", told::FORGET.into(), 3),
        ("evidence.UPDATES", forward::UPDATES.into(), 6),
        ("sweep.INBOX_OLD", sweep::INBOX_OLD.into(), 5),
        ("reactions.OF_ACTOR", reactions::OF_ACTOR.into(), 4),
        ("reactions.REMOVE", reactions::REMOVE.into(), 6),
        ("reactions.REFUSE", reactions::REFUSE.into(), 5),
        ("reactions.FORGET", reactions::FORGET.into(), 3),
        ("shifts.UNANSWERED", shifts::UNANSWERED.into(), 5),
        ("shifts.ANSWERS", shifts::ANSWERS.into(), 3),
        ("shifts.FACTS", shifts::FACTS.into(), 2),
    ];
    for statement in single {
        check(&store, statement).await;
    }
    for (statement, index) in [
        (lanes::in_lanes(store.db(), &Side::ALL), "outbox_waiting"),
        (lanes::in_lanes(store.db(), &Side::ALL), "outbox_beside"),
        (lanes::further_in(store.db(), &some), "outbox_lane"),
        (backlog::in_lane(store.db()), "outbox_lane"),
        (bots::by_lane(store.db()), "outbox_lane"),
        (outbox::claimed(store.db()), "outbox_claimed"),
        (conversations::UNSURE_TOPIC.into(), "conversations_unsure"),
        (
            conversations::ANSWERED_BEFORE.into(),
            "conversations_of_client",
        ),
        (participants::FIRST.into(), "participants_of"),
        (participants::COUNT.into(), "participants_of"),
        (participants::FIRST_CONTACT.into(), "links_contact"),
        (participants::LAST_CONTACT.into(), "links_contact"),
        (audience::stretch_end(store.db()), "conversations_of"),
        (
            audience::of_connection(store.db(), &choosy()).0,
            "conversations_of",
        ),
        (
            audience::of_connection(store.db(), &choosy()).0,
            "links_contact",
        ),
        (audience::of_mark(&choosy()).0, "links_contact"),
        (exports::WROTE.text(4), "links_contact"),
        (exports::HAVE.text(4), "links_answers"),
        (lists::WAITING.into(), "conversations_of_team"),
        (shifts::UNANSWERED.into(), "conversations_unanswered"),
        (shifts::NOTES.text(4), "links_notes"),
        (shifts::FACTS.into(), "journal_shifts"),
        (lists::WAITING_COUNT.into(), "conversations_of_team"),
        (lists::RESPONSIBLE.into(), "conversations_of_responsible"),
        (
            lists::RESPONSIBLE_COUNT.into(),
            "conversations_of_responsible",
        ),
    ] {
        let steps = plan(&store, statement, 8).await;
        let step = steps.iter().find(|step| step.contains(index));
        assert!(
            step.is_some_and(|step| step.starts_with("SEARCH")),
            "{index}: {steps:?}"
        );
    }
    store.close().await;
}

/// No step of the statement reads a whole table.
async fn check(store: &Store, (name, sql, values): (&str, String, usize)) {
    let steps = plan(store, sql, values).await;
    assert!(!steps.is_empty(), "{name} has a plan");
    for words in steps {
        let own = ["SCAN v", "SCAN one", "SCAN (subquery"]
            .iter()
            .any(|scan| words.starts_with(scan));
        let own = own || words.contains("VALUES") || words.contains("CONSTANT");
        assert!(own || !words.starts_with("SCAN"), "{name}: {words}");
    }
}

/// What SQLite means to do, step by step. Values beyond those of the statement are left out.
async fn plan(store: &Store, sql: String, values: usize) -> Vec<String> {
    let values = (1..=values).filter(|value| sql.contains(&format!("${value}")));
    let args = values.map(|value| i64::try_from(value).unwrap().into());
    let args = args.collect();
    let sql = format!("EXPLAIN QUERY PLAN {sql}");
    let steps = store.db().rows(sql, args).await.unwrap();
    steps
        .iter()
        .map(|step| {
            let mut fields = step.fields();
            let _numbers = [fields.int(), fields.int(), fields.int()];
            fields.text().unwrap()
        })
        .collect()
}
