//! How SQLite runs the statements of the hot path: each must search, none may scan.

use super::bulk::Bulk;
use super::{Store, callbacks, conversations, inbox, links, outbox};
use crate::secrets::MasterKey;

/// Every statement over many rows that looks for rows. Inserts have no plan.
const ALL: &[(&str, &Bulk)] = &[
    ("conversations.UPDATE", &conversations::UPDATE),
    ("conversations.BY_ID", &conversations::BY_ID),
    ("conversations.BY_CHAT", &conversations::BY_CHAT),
    ("conversations.BY_THREAD", &conversations::BY_THREAD),
    ("outbox.PROGRESS", &outbox::PROGRESS),
    ("outbox.REMOVE", &outbox::REMOVE),
    ("links.ROLES", &links::ROLES),
    ("links.TO_TOPIC", &links::TO_TOPIC),
    ("links.TO_CLIENT", &links::TO_CLIENT),
    ("inbox.SEEN", &inbox::SEEN),
    ("callbacks.REMOVE", &callbacks::REMOVE),
    ("callbacks.BY_ID", &callbacks::BY_ID),
];

/// Promise: the cost of a message does not grow with the number of messages: no statement scans a table.
#[tokio::test]
async fn every_statement_searches() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("plans.db").display());
    let store = Store::open(&url, MasterKey::from_bytes([1; 32]))
        .await
        .unwrap();
    for (name, bulk) in ALL {
        let values = bulk.lead + 4 * bulk.columns;
        let args = (0..values).map(|value| i64::try_from(value).unwrap().into());
        let sql = format!("EXPLAIN QUERY PLAN {}", bulk.text(4));
        let steps = store.db().rows(sql, args.collect()).await.unwrap();
        assert!(!steps.is_empty(), "{name} has a plan");
        for step in steps {
            let mut fields = step.fields();
            let _numbers = [fields.int(), fields.int(), fields.int()];
            let words = fields.text().unwrap();
            let own = words == "SCAN v" || words.contains("VALUES") || words.contains("CONSTANT");
            assert!(own || !words.starts_with("SCAN"), "{name}: {words}");
        }
    }
    store.close().await;
}
