//! What is configured, read fresh: a screen shows what is so now, whoever changed it last.

use relevo_core::{Cell, CellId, Connection, ConnectionId, IdentityId};
use relevo_telegram::UserId;

use crate::store::{Identity, Owners, Store, StoreError, StoredRelay};

/// See the module.
pub(super) struct Known {
    pub(super) connections: Vec<Connection>,
    pub(super) cells: Vec<Cell>,
    pub(super) identities: Vec<Identity>,
    pub(super) relays: Vec<StoredRelay>,
    pub(super) owners: Owners,
}

impl Known {
    pub(super) async fn read(store: &Store) -> Result<Known, StoreError> {
        Ok(Known {
            connections: store.connections().await?,
            cells: store.cells().await?,
            identities: store.identities().await?,
            relays: store.relays().await?,
            owners: store.owners().await?,
        })
    }

    pub(super) fn connection(&self, id: ConnectionId) -> Option<&Connection> {
        self.connections.iter().find(|one| one.id == id)
    }

    pub(super) fn cell(&self, id: CellId) -> Option<&Cell> {
        self.cells.iter().find(|one| one.id == id)
    }

    pub(super) fn identity(&self, id: IdentityId) -> Option<&Identity> {
        self.identities.iter().find(|one| one.id == id)
    }

    /// A bot's username with `@`.
    pub(super) fn name(&self, id: IdentityId) -> String {
        let name = self.identity(id).map(|one| one.username.as_str());
        format!("@{}", name.unwrap_or_default())
    }

    /// Whether somebody owns a connection. One that the host made for nobody is every owner's.
    pub(super) fn owns(&self, connection: &Connection, person: UserId) -> bool {
        match connection.owner {
            Some(owner) => owner == person,
            None => self.owners.all.contains_key(&person),
        }
    }

    /// Whether somebody owns a connection of this cell.
    pub(super) fn owns_in(&self, cell: CellId, person: UserId) -> bool {
        let mut all = self.connections.iter();
        all.any(|one| one.cell == cell && self.owns(one, person))
    }

    /// Whether somebody may configure a connection: its owner and its co-owners may.
    pub(super) fn may(&self, id: ConnectionId, person: UserId) -> bool {
        let co_owns = |of: &Vec<UserId>| of.contains(&person);
        self.connection(id).is_some_and(|one| {
            self.owns(one, person) || self.owners.of.get(&one.id).is_some_and(co_owns)
        })
    }

    /// The connections that somebody may configure, in the order of their numbers.
    pub(super) fn of(&self, person: UserId) -> impl Iterator<Item = &Connection> {
        let all = self.connections.iter();
        all.filter(move |one| self.may(one.id, person))
    }
}
