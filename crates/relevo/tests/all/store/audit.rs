//! Who changed which parameter, in the transaction of the change.

use relevo::parameters::{self, Wanted, wanted};
use relevo::store::{AUDIT_DAYS, Actor, AuditEntry, By, Deed};
use relevo_core::{Change, ConnectionId, Ignoring};
use relevo_telegram::UserId;

use super::contracts;
use super::desk::{DAY_MS, Desk, NOW_MS};

contracts! {
    every_change_has_an_entry
    what_changes_nothing_has_no_entry
    a_reset_forgets_what_is_stored
    entries_go_after_a_year
    an_entry_belongs_to_its_row
    a_ban_is_a_change_of_a_parameter
}

async fn change(desk: &Desk, wanted: &[Wanted], by: By) -> usize {
    let changes = parameters::change(&desk.store, desk.connection, wanted, by);
    changes.await.unwrap().len()
}

async fn entries(desk: &Desk) -> Vec<AuditEntry> {
    desk.store.audit(None, i64::MIN, 100).await.unwrap()
}

fn deed(name: &str, old: &str, new: &str) -> Deed {
    Deed::Parameter {
        name: name.into(),
        old: old.into(),
        new: new.into(),
    }
}

/// Promise: each changed parameter has one entry with who, when, old and new value; newest first, by connection and since a moment.
async fn every_change_has_an_entry(desk: Desk) {
    let owner = By {
        who: Actor::Person(UserId(77)),
        at_ms: NOW_MS + 1,
    };
    let first = [wanted("edits", "APPEND"), wanted("AUTOCLOSE", "12")];
    assert_eq!(change(&desk, &first, By::command_line(NOW_MS)).await, 2);
    assert_eq!(change(&desk, &[wanted("AUTOCLOSE", "off")], owner).await, 1);
    let found = entries(&desk).await;
    let said: Vec<_> = found.iter().map(|entry| (entry.by, &entry.deed)).collect();
    assert_eq!(
        said,
        [
            (owner, &deed("AUTOCLOSE", "12", "OFF")),
            (By::command_line(NOW_MS), &deed("AUTOCLOSE", "48", "12")),
            (
                By::command_line(NOW_MS),
                &deed("EDITS", "replace", "append")
            ),
        ]
    );
    assert!(
        found
            .iter()
            .all(|entry| entry.connection == Some(desk.connection))
    );
    let store = &desk.store;
    let of = async |connection, since_ms, limit| {
        let found = store.audit(Some(ConnectionId(connection)), since_ms, limit);
        found.await.unwrap().len()
    };
    let connection = desk.connection.0;
    assert_eq!(of(connection, NOW_MS, 100).await, 3);
    assert_eq!(of(connection, NOW_MS, 2).await, 2);
    assert_eq!(of(connection, NOW_MS + 1, 100).await, 1);
    assert_eq!(of(connection + 1, NOW_MS, 100).await, 0);
}

/// Promise: a value that is there already, and a change of which a part is refused, leave parameters and log as they were.
async fn what_changes_nothing_has_no_entry(desk: Desk) {
    let by = By::command_line(NOW_MS);
    assert_eq!(change(&desk, &[wanted("AUTOCLOSE", "48")], by).await, 0);
    let version = desk.store.config_version().await.unwrap();
    let half = [wanted("AUTOCLOSE", "12"), wanted("EDITS", "perhaps")];
    let refused = parameters::change(&desk.store, desk.connection, &half, by);
    let said = refused.await.unwrap_err().to_string();
    assert_eq!(
        said,
        "EDITS: it is one of replace, append. For example EDITS=append"
    );
    assert_eq!(entries(&desk).await, []);
    assert!(desk.store.parameters().await.unwrap().is_empty());
    assert_eq!(desk.store.config_version().await.unwrap(), version);
}

/// Promise: a reset gives the default again and forgets what is stored, in whatever case its name is given.
async fn a_reset_forgets_what_is_stored(desk: Desk) {
    let by = By::command_line(NOW_MS);
    let reset = Wanted {
        name: "autoclose".into(),
        value: None,
    };
    assert_eq!(change(&desk, std::slice::from_ref(&reset), by).await, 0);
    assert_eq!(change(&desk, &[wanted("AUTOCLOSE", "12")], by).await, 1);
    assert_eq!(change(&desk, &[reset], by).await, 1);
    assert!(desk.store.parameters().await.unwrap().is_empty());
    let newest = &entries(&desk).await[0];
    assert_eq!(newest.deed, deed("AUTOCLOSE", "12", "48"));
}

/// Promise: an entry is there for a year and then gone.
async fn entries_go_after_a_year(desk: Desk) {
    change(
        &desk,
        &[wanted("AUTOCLOSE", "12")],
        By::command_line(NOW_MS),
    )
    .await;
    let end_ms = NOW_MS + AUDIT_DAYS * DAY_MS;
    assert_eq!(desk.store.sweep(end_ms - 1).await.unwrap().audit, 0);
    assert_eq!(entries(&desk).await.len(), 1);
    assert_eq!(desk.store.sweep(end_ms).await.unwrap().audit, 1);
    assert_eq!(entries(&desk).await, []);
}

/// Promise: values that are moved to another entry do not open.
async fn an_entry_belongs_to_its_row(desk: Desk) {
    change(
        &desk,
        &[wanted("AUTOCLOSE", "12")],
        By::command_line(NOW_MS),
    )
    .await;
    desk.run_sql("UPDATE audit SET subject = 'EDITS'").await;
    let refused = desk.store.audit(None, i64::MIN, 1).await.unwrap_err();
    assert!(refused.to_string().contains("audit entry"), "{refused}");
}

/// Promise: bans of one list are one entry each, by the person who asked, in their order; what is so already has none; what else is ignored
/// stays, and other connections' lists too.
async fn a_ban_is_a_change_of_a_parameter(desk: Desk) {
    let command_line = By::command_line(NOW_MS);
    change(&desk, &[wanted("IGNORE_CHATS", "5, -6")], command_line).await;
    let ban = |whom, on, at_ms| {
        Change::Ignore(Ignoring {
            connection: desk.connection,
            whom,
            on,
            by: UserId(77),
            at_ms,
        })
    };
    let version = desk.store.config_version().await.unwrap();
    desk.apply(&[
        ban(501, true, NOW_MS + 1),
        ban(501, true, NOW_MS + 2),
        ban(-6, false, NOW_MS + 3),
        ban(7, false, NOW_MS + 4),
        ban(501, false, NOW_MS + 5),
        ban(502, true, NOW_MS + 6),
    ])
    .await;
    let mut found = entries(&desk).await;
    found.reverse();
    let by = |at_ms| By {
        who: Actor::Person(UserId(77)),
        at_ms,
    };
    let said: Vec<_> = found.iter().map(|entry| (entry.by, &entry.deed)).collect();
    let name = "IGNORE_CHATS";
    let expected = [
        (command_line, &deed(name, "777000", "5, -6")),
        (by(NOW_MS + 1), &deed(name, "5, -6", "5, -6, 501")),
        (by(NOW_MS + 3), &deed(name, "5, -6, 501", "5, 501")),
        (by(NOW_MS + 5), &deed(name, "5, 501", "5")),
        (by(NOW_MS + 6), &deed(name, "5", "5, 502")),
    ];
    assert_eq!(said, expected);
    let mut tx = desk.locked().await;
    assert_eq!(tx.ignored(desk.connection).await.unwrap(), [5, 502]);
    let other = ConnectionId(desk.connection.0 + 1);
    assert_eq!(tx.ignored(other).await.unwrap(), [777_000]);
    drop(tx);
    let now = desk.store.config_version().await.unwrap();
    assert!(now > version, "other workers read it anew");
}
