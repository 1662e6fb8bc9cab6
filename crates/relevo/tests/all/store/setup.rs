//! Setting up, and opening again.

use relevo::parameters;
use relevo::secrets::{MasterKey, Secret};
use relevo::store::{By, Store, StoreError};
use relevo_core::{CellState, Change, ConnectionState, PauseWhy};
use relevo_telegram::{ChatId, UserId};

use super::contracts;
use super::desk::{Desk, GROUP, NOW_MS, TOKEN, key};

contracts! {
    what_was_set_up_is_found_again
    a_wrong_key_is_refused
    a_later_schema_is_refused
    a_frontend_has_one_connection
    changes_are_noticed
}

/// Promise: a program that starts again finds its bots, tokens, cells and connections.
async fn what_was_set_up_is_found_again(desk: Desk) {
    let again = desk.reopen().await;
    let identities = again.identities().await.unwrap();
    assert_eq!(identities.len(), 1);
    assert_eq!(identities[0].username, "gardenia_bot");
    assert_eq!(identities[0].token.expose(), TOKEN);
    assert!(!format!("{identities:?}").contains(TOKEN));
    let cells = again.cells().await.unwrap();
    assert_eq!((cells[0].group, cells[0].desk), (GROUP, desk.identity));
    assert_eq!(cells[0].state, CellState::Running);
    let connections = again.connections().await.unwrap();
    assert_eq!(connections[0].id, desk.connection);
    assert_eq!(connections[0].user, UserId(110_201_543));
    assert_eq!(connections[0].owner, Some(UserId(77)));
    assert_eq!(connections[0].state, ConnectionState::Running);
    again.close().await;
}

/// Promise: another master key is a clear error before anything is read or written.
async fn a_wrong_key_is_refused(desk: Desk) {
    let error = Store::open(desk.url(), MasterKey::from_bytes([1; 32]))
        .await
        .unwrap_err();
    assert!(matches!(error, StoreError::WrongKey), "{error}");
    assert!(Store::open(desk.url(), key()).await.is_ok());
}

/// Promise: a database of a later version is not touched.
async fn a_later_schema_is_refused(desk: Desk) {
    desk.run_sql("INSERT INTO migrations (number, checksum) VALUES (9999, 'x')")
        .await;
    let error = Store::open(desk.url(), key()).await.unwrap_err();
    assert!(matches!(error, StoreError::NewerSchema), "{error}");
}

/// Promise: a bot serves one connection as frontend; a group has one cell; a bot set up again keeps its id.
async fn a_frontend_has_one_connection(desk: Desk) {
    let mut tx = desk.store.write().await.unwrap();
    let cell = tx.put_cell(GROUP, desk.identity).await.unwrap();
    assert_eq!(cell, desk.cell);
    let token = Secret::new("110201543:another".into());
    let identity = tx
        .put_identity(UserId(110_201_543), "renamed_bot", &token)
        .await
        .unwrap();
    assert_eq!(identity, desk.identity);
    tx.commit().await.unwrap();
    assert_eq!(desk.store.identities().await.unwrap()[0].token, token);
    let mut tx = desk.store.write().await.unwrap();
    let error = tx.add_connection(identity, cell, None).await.unwrap_err();
    assert!(matches!(error, StoreError::Conflict(_)), "{error}");
    assert!(error.to_string().contains("frontend"));
}

/// Promise: every change of the configuration moves its version, and can be read.
async fn changes_are_noticed(desk: Desk) {
    let mut version = desk.store.config_version().await.unwrap();
    let mut moved = async |what: &str| {
        let now = desk.store.config_version().await.unwrap();
        assert!(now > version, "{what}");
        version = now;
    };
    let wanted = [parameters::wanted("MONITOR_GROUPS", "true")];
    let by = By::command_line(NOW_MS);
    parameters::change(&desk.store, desk.connection, &wanted, by)
        .await
        .unwrap();
    moved("parameter").await;
    let paused = CellState::Paused(PauseWhy::ManageTopics);
    let group = ChatId(-1_009_999_999_999);
    desk.apply(&[
        Change::Cell {
            cell: desk.cell,
            state: paused,
            paused_ms: Some(NOW_MS),
        },
        Change::CellGroup {
            cell: desk.cell,
            group,
        },
    ])
    .await;
    moved("cell").await;
    let cell = &desk.store.cells().await.unwrap()[0];
    assert_eq!((cell.state, cell.group), (paused, group));
    assert_eq!(cell.paused_ms, Some(NOW_MS));
    let mut tx = desk.store.write().await.unwrap();
    tx.set_connection_state(desk.connection, ConnectionState::Stopped, NOW_MS)
        .await
        .unwrap();
    let epoch = tx.take_cell(desk.cell).await.unwrap();
    assert_eq!(tx.take_cell(desk.cell).await.unwrap(), epoch + 1);
    tx.commit().await.unwrap();
    moved("connection").await;
    let connection = &desk.store.connections().await.unwrap()[0];
    assert_eq!(connection.state, ConnectionState::Stopped);
    assert!(connection.params.monitor_groups);
    let texts = desk.store.parameters().await.unwrap();
    assert_eq!(
        texts[&desk.connection],
        [("MONITOR_GROUPS".to_owned(), "TRUE".to_owned())]
    );
}
