//! What is known of the albums whose items are in a page, or are to be withdrawn by it. Kept true while the page is decided.
//!
//! Asked only for pages that hold such things: a page of plain words costs no statement.

use std::collections::{BTreeSet, HashMap};

use relevo_core::{AlbumFacts, Change, Connection, Delivery, Event, Gathered, Link, Seq, State};
use relevo_telegram::{Author, ChatId, Content, Message, MessageId, Place};

use crate::store::{Store, StoreError, Tx};

/// Every album that is known, by its key.
#[derive(Default)]
pub(super) struct Albums {
    known: HashMap<i64, Known>,
    /// Which album a message is of, where only the message is named.
    at: HashMap<Place, i64>,
    /// What was taken away where it waited.
    revised: BTreeSet<Seq>,
}

#[derive(Default)]
struct Known {
    items: Vec<Gathered>,
    links: Vec<Link>,
    pending: Vec<Delivery>,
}

/// The key of the album that an event's message is an item of.
pub(super) fn key(event: &Event, store: &Store) -> Option<i64> {
    match event {
        Event::ClientMessage { message, .. }
        | Event::OwnMessage { message, .. }
        | Event::GroupMessage { message, .. }
        | Event::ClientEdited { message, .. }
        | Event::GroupEdited { message, .. } => of(message, store),
        Event::Pressed { .. }
        | Event::OwnMembership { .. }
        | Event::GroupMember { .. }
        | Event::ClientDeleted { .. }
        | Event::Account { .. }
        | Event::ClientReacted { .. }
        | Event::ClientCounted { .. }
        | Event::GroupReacted { .. }
        | Event::Other { .. } => None,
    }
}

fn of(message: &Message, store: &Store) -> Option<i64> {
    let album = message.album.as_ref()?;
    if !matches!(message.content, Content::Media(_)) {
        return None;
    }
    let author = match &message.author {
        Author::User(user) => user.id.0,
        Author::Chat { chat, .. } => chat.id.0,
        Author::Nobody => 0,
    };
    let thread = message.thread.map_or(0, |thread| thread.0);
    let (author, thread) = (author.to_string(), thread.to_string());
    let chat = message.chat.id.to_string();
    Some(store.digest(&["album", album, &chat, &author, &thread]))
}

impl Albums {
    /// Fetches what is known of albums, by their keys and by messages of theirs.
    pub(super) async fn fetch(
        &mut self,
        tx: &mut Tx,
        (connection, groups): (&Connection, &[ChatId]),
        (keys, places): (BTreeSet<i64>, &[Place]),
    ) -> Result<(), StoreError> {
        let mut keys = keys;
        if !places.is_empty() {
            for item in tx.items_at(connection.identity, places).await? {
                self.at.insert(item.source, item.album);
                keys.insert(item.album);
            }
        }
        if keys.is_empty() {
            return Ok(());
        }
        for key in &keys {
            self.known.entry(*key).or_default();
        }
        let keys: Vec<i64> = keys.into_iter().collect();
        let items = tx.items_of_albums(connection.identity, &keys).await?;
        for delivery in tx.deliveries_of_items(&items).await? {
            if delivery.connection == connection.id {
                self.hold(&items, delivery);
            }
        }
        let team = items
            .iter()
            .filter(|item| groups.contains(&item.source.chat));
        let team: Vec<MessageId> = team.map(|item| item.source.message).collect();
        let links = match team.is_empty() {
            true => Vec::new(),
            false => tx.links_of_topic(connection.cell, &team).await?,
        };
        for item in items {
            let known = self.known.entry(item.album).or_default();
            let is_its = |link: &&Link| link.topic_message == item.source.message;
            if groups.contains(&item.source.chat) {
                known.links.extend(links.iter().filter(is_its));
            }
            known.items.push(item);
        }
        Ok(())
    }

    fn hold(&mut self, items: &[Gathered], delivery: Delivery) {
        let its = items.iter().find(|item| item.seq == delivery.seq);
        if let Some(item) = its {
            let known = self.known.entry(item.album).or_default();
            known.pending.push(delivery);
        }
    }

    /// What waits of all of them.
    pub(super) fn pending(&self) -> impl Iterator<Item = &Delivery> {
        self.known.values().flat_map(|known| &known.pending)
    }

    /// What is known of the album with this key, or of the one that holds this message.
    pub(super) fn of(&self, key: Option<i64>, place: Option<Place>) -> Option<AlbumFacts<'_>> {
        let at = || place.and_then(|place| self.at.get(&place).copied());
        let key = key.or_else(at)?;
        let known = self.known.get(&key)?;
        Some(AlbumFacts {
            key,
            items: &known.items,
            links: &known.links,
            pending: &known.pending,
        })
    }

    /// Deliveries that were taken away where they waited.
    pub(super) fn revised(&self) -> impl Iterator<Item = Seq> {
        self.revised.iter().copied()
    }

    pub(super) fn apply(&mut self, change: &Change) {
        match change {
            Change::Gather(item) => {
                self.at.insert(item.source, item.album);
                let items = &mut self.known.entry(item.album).or_default().items;
                items.retain(|known| known.source != item.source);
                items.push(*item);
                items.sort_by_key(|known| known.source.message);
            }
            Change::Deliver(delivery) | Change::Replace(delivery) => self.keep(delivery),
            Change::Remove { seq, .. } => {
                for known in self.known.values_mut() {
                    let gone = known.pending.iter().find(|one| one.seq == *seq);
                    let waits = |one: &Delivery| {
                        matches!(one.state, State::Waiting { .. } | State::Claimed { .. })
                    };
                    if gone.is_some_and(waits) {
                        self.revised.insert(*seq);
                    }
                    known.pending.retain(|one| one.seq != *seq);
                }
            }
            Change::Link(link) => {
                for known in self.known.values_mut() {
                    known.put(*link);
                }
            }
            Change::Role {
                topic_message,
                role,
                ..
            } => {
                let links = self.known.values_mut().flat_map(|known| &mut known.links);
                links
                    .filter(|link| {
                        link.topic_message == *topic_message && link.client_message.is_linkable()
                    })
                    .for_each(|link| link.role = *role);
            }
            _ => {}
        }
    }

    /// A delivery is new, or says something else.
    fn keep(&mut self, delivery: &Delivery) {
        let is_its = |known: &Known| known.items.iter().any(|item| item.seq == delivery.seq);
        let goes_alone = || self.known.iter().find(|(_, known)| is_its(known));
        let key = match delivery.album() {
            Some(album) => Some(album.key),
            None => goes_alone().map(|(key, _)| *key),
        };
        if let Some(key) = key {
            let pending = &mut self.known.entry(key).or_default().pending;
            pending.retain(|one| one.seq != delivery.seq);
            pending.push(delivery.clone());
            pending.sort_by_key(|one| one.seq);
        }
    }
}

impl Known {
    fn put(&mut self, link: Link) {
        let is_item = |item: &Gathered| item.source.message == link.topic_message;
        if !self.items.iter().any(is_item) {
            return;
        }
        let same = |known: &&mut Link| {
            (known.topic_message, known.client_message) == (link.topic_message, link.client_message)
        };
        match self.links.iter_mut().find(same) {
            Some(known) => *known = link,
            None => self.links.push(link),
        }
    }
}
