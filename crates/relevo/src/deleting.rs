//! Deleting a connection: what is stored of its clients goes, with the keys of their names, so that no copy of the database can be read any
//! more. Topics and messages stay in Telegram, and the audit log says who deleted it.

use relevo_core::ConnectionId;

use crate::store::{By, Deed, Store, StoreError};

/// Deletes a connection. One that is gone is gone.
///
/// # Errors
/// If the store cannot be read or written.
pub async fn delete(store: &Store, id: ConnectionId, by: By) -> Result<(), StoreError> {
    let known = store.connections().await?;
    let Some(connection) = known.into_iter().find(|one| one.id == id) else {
        return Ok(());
    };
    let identities = store.identities().await?;
    let bot = identities.iter().find(|one| one.id == connection.identity);
    let username = bot.map(|bot| bot.username.clone()).unwrap_or_default();
    let keeps_bot = bot.is_some_and(|bot| bot.is_setup);
    let mut tx = store.write().await?;
    tx.lock_cell(connection.cell, 0, 0).await?;
    tx.delete_connection(&connection, keeps_bot).await?;
    let deed = Deed::Deleted { username };
    tx.audit(by, Some(id), &deed).await?;
    tx.commit().await
}
