//! The stopped connections of a backend group, seen by one that runs: it says in their topics that they are stopped.
//!
//! Only one connection of the group says so, and not of what the stopped one has taken in before it was.

use std::collections::{HashMap, HashSet};

use relevo_core::{Cell, Connection, ConnectionId, ConnectionState, Conversation, Delivery, Event};
use relevo_telegram::{MessageId, Place};

use crate::directory::Directory;
use crate::store::{StoreError, Tx};

/// See the module.
pub(super) struct Stopped<'a> {
    /// Other connections of the group.
    known: HashMap<ConnectionId, &'a Connection>,
    /// Whether this connection is the one to say so.
    speaks: bool,
    /// What was written in their topics, and taken in by them.
    taken: HashSet<MessageId>,
}

/// Whether this connection is the one that speaks for the group: the desk bot's if that runs, otherwise the first that does.
pub(super) fn speaks(connection: &Connection, cell: &Cell, directory: &Directory) -> bool {
    speaker(cell, directory).map(|one| one.id) == Some(connection.id)
}

/// The connection that speaks for the group; none if all are stopped.
pub(crate) fn speaker<'a>(cell: &Cell, directory: &'a Directory) -> Option<&'a Connection> {
    of_the_cell(cell, directory)
        .filter(|one| one.state != ConnectionState::Stopped)
        .min_by_key(|one| (one.bot() != cell.desk, one.identity != cell.desk, one.id))
}

fn of_the_cell<'a>(cell: &Cell, directory: &'a Directory) -> impl Iterator<Item = &'a Connection> {
    let id = cell.id;
    let all = directory.connections.values();
    all.filter(move |one| one.cell == id)
}

impl<'a> Stopped<'a> {
    pub(super) fn of(
        connection: &Connection,
        cell: &Cell,
        directory: &'a Directory,
    ) -> Stopped<'a> {
        let others = of_the_cell(cell, directory)
            .filter(|one| one.state == ConnectionState::Stopped && one.id != connection.id);
        Stopped {
            known: others.map(|one| (one.id, one)).collect(),
            speaks: speaks(connection, cell, directory),
            taken: HashSet::new(),
        }
    }

    /// The stopped connection whose conversation this is.
    fn owner(&self, conversation: Option<&Conversation>) -> Option<&'a Connection> {
        self.known.get(&conversation?.connection).copied()
    }

    /// Fetches which of the messages written in these conversations' topics their connections have taken in.
    pub(super) async fn fetch<'b>(
        &mut self,
        tx: &mut Tx,
        cell: &Cell,
        written: impl Iterator<Item = (Option<&'b Conversation>, MessageId)>,
    ) -> Result<(), StoreError> {
        if !self.speaks || self.known.is_empty() {
            return Ok(());
        }
        let messages: Vec<MessageId> = written
            .filter(|(conversation, _)| self.owner(*conversation).is_some())
            .map(|(_, message)| message)
            .collect();
        if messages.is_empty() {
            return Ok(());
        }
        let links = tx.links_of_topic(cell.id, &messages).await?;
        self.taken
            .extend(links.iter().map(|link| link.topic_message));
        let place = |message: &MessageId| Place {
            chat: cell.group,
            message: *message,
        };
        let places: Vec<Place> = messages.iter().map(place).collect();
        let waiting = tx.deliveries_of(cell.id, &places).await?;
        let causes = waiting.iter().flat_map(Delivery::causes);
        self.taken.extend(causes.map(|cause| cause.source.message));
        Ok(())
    }

    /// The stopped connection whose conversation an event is about, and whether that is to be said.
    pub(super) fn about(
        &self,
        event: &Event,
        conversation: Option<&Conversation>,
    ) -> (Option<&'a Connection>, bool) {
        let is_taken = match event {
            Event::GroupMessage { message, .. } => self.taken.contains(&message.place.message),
            _ => false,
        };
        (self.owner(conversation), self.speaks && !is_taken)
    }
}
