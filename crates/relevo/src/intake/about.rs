//! What is known of the messages that a page's edits and withdrawals are about: their links, and what waits of them.
//!
//! Kept true while the page is decided: a message and its edit may stand in one page.

use std::collections::{BTreeSet, HashMap};

use relevo_core::{
    ALBUM_ITEMS_MAX, About, Callback, CallbackAction, Change, Delivery, Event, Job, Link, Seq,
    State, asks_about_its_reply,
};
use relevo_telegram::{ChatId, MessageId, Place};

use super::reacted;
use crate::store::{StoreError, Subject, Tx};

/// Everything that is known, by message.
#[derive(Default)]
pub(super) struct Abouts {
    pub(super) known: HashMap<Place, Known>,
    /// What was changed or taken away where it waited.
    revised: BTreeSet<Seq>,
}

#[derive(Default)]
pub(super) struct Known {
    pub(super) links: Vec<Link>,
    pub(super) pending: Vec<Delivery>,
    /// Deliveries that are to show reactions to it.
    pub(super) reacting: Vec<Delivery>,
}

/// The message that an event is about, apart from the one that it brings.
pub(super) fn target(event: &Event, callback: Option<&Callback>, group: ChatId) -> Option<Place> {
    match event {
        Event::ClientEdited { message, .. } | Event::GroupEdited { message, .. } => {
            Some(message.place)
        }
        Event::GroupMessage { message, .. } if asks_about_its_reply(message) => Some(Place {
            chat: message.chat.id,
            message: message.reply.as_ref()?.to?,
        }),
        Event::Pressed { .. } => Some(Place {
            chat: group,
            message: callback
                .filter(|row| is_about_a_message(row.action))?
                .about?,
        }),
        _ => reacted::place(event),
    }
}

/// The messages that an event says are gone, if they are few enough to be looked at one by one.
pub(super) fn gone(event: &Event) -> impl Iterator<Item = Place> {
    let (chat, messages) = match event {
        Event::ClientDeleted { chat, messages, .. } if messages.len() <= ALBUM_ITEMS_MAX => {
            (*chat, messages.as_slice())
        }
        _ => (ChatId(0), &[][..]),
    };
    messages.iter().map(move |message| Place {
        chat,
        message: *message,
    })
}

/// The message that an event brings, changes or reacts to, as the inbox keeps it.
pub(super) fn subject(event: &Event) -> Subject {
    match event {
        Event::ClientMessage { message, .. }
        | Event::OwnMessage { message, .. }
        | Event::ClientEdited { message, .. } => Subject::OfClient(message.place),
        Event::GroupMessage { message, .. } | Event::GroupEdited { message, .. } => {
            Subject::OfGroup(message.place.message)
        }
        Event::ClientReacted { change, .. } => Subject::OfClient(change.place),
        Event::ClientCounted { counts, .. } => Subject::OfClient(counts.place),
        Event::GroupReacted { change, .. } => Subject::OfGroup(change.place.message),
        Event::Pressed { .. }
        | Event::OwnMembership { .. }
        | Event::GroupMember { .. }
        | Event::ClientDeleted { .. }
        | Event::Account { .. }
        | Event::Other { .. } => Subject::Nothing,
    }
}

/// Whether `Callback::about` is a message of the group.
pub(super) fn is_about_a_message(action: CallbackAction) -> bool {
    !matches!(
        action,
        CallbackAction::PickSource | CallbackAction::Assign | CallbackAction::RemoveReply
    )
}

impl Abouts {
    /// Fetches what is known of messages of the backend group and of client chats.
    pub(super) async fn fetch(
        &mut self,
        tx: &mut Tx,
        of: (&relevo_core::Connection, &[ChatId]),
        places: &[Place],
    ) -> Result<(), StoreError> {
        let (connection, groups) = of;
        let (team, client): (Vec<Place>, Vec<Place>) = places
            .iter()
            .partition(|place| groups.contains(&place.chat));
        for place in places {
            self.known.entry(*place).or_default();
        }
        let ids: Vec<MessageId> = team.iter().map(|place| place.message).collect();
        if !ids.is_empty() {
            for link in tx.links_of_topic(connection.cell, &ids).await? {
                for place in team.iter().filter(|at| at.message == link.topic_message) {
                    self.known.entry(*place).or_default().links.push(link);
                }
            }
        }
        if !client.is_empty() {
            for link in tx.links_of_client(connection.identity, &client).await? {
                let place = Place {
                    chat: link.client_chat,
                    message: link.client_message,
                };
                self.known.entry(place).or_default().links.push(link);
            }
        }
        for delivery in tx.deliveries_of(connection.cell, places).await? {
            if delivery.connection == connection.id {
                self.hold(&delivery);
            }
        }
        Ok(())
    }

    /// What is known of a message.
    pub(super) fn of(&self, place: Option<Place>) -> About<'_> {
        match place.and_then(|place| self.known.get(&place)) {
            Some(known) => About {
                links: &known.links,
                pending: &known.pending,
                reacting: &[],
            },
            None => About::default(),
        }
    }

    /// Deliveries that were changed or taken away where they waited.
    pub(super) fn revised(&self) -> Vec<Seq> {
        self.revised.iter().copied().collect()
    }

    /// Keeps what waits of the messages that are asked about: an album for each of its items.
    pub(super) fn hold(&mut self, delivery: &Delivery) {
        for cause in delivery.causes() {
            let Some(known) = self.known.get_mut(&cause.source) else {
                continue;
            };
            let held = match delivery.job {
                Job::React => &mut known.reacting,
                _ => &mut known.pending,
            };
            match held.iter_mut().find(|one| one.seq == delivery.seq) {
                Some(before) => *before = delivery.clone(),
                None => {
                    held.push(delivery.clone());
                    held.sort_by_key(|one| one.seq);
                }
            }
        }
    }

    pub(super) fn apply(&mut self, change: &Change, group: ChatId) {
        match change {
            Change::Deliver(delivery) => self.hold(delivery),
            Change::Replace(delivery) => {
                if is_in_its_lane(delivery) {
                    self.revised.insert(delivery.seq);
                }
                self.hold(delivery);
            }
            Change::Remove { seq, .. } => {
                for known in self.known.values_mut() {
                    let gone = known.pending.iter().find(|one| one.seq == *seq);
                    if gone.is_some_and(is_in_its_lane) {
                        self.revised.insert(*seq);
                    }
                    known.pending.retain(|one| one.seq != *seq);
                }
            }
            Change::Link(link) => {
                let team = Place {
                    chat: group,
                    message: link.topic_message,
                };
                let client = Place {
                    chat: link.client_chat,
                    message: link.client_message,
                };
                for place in [team, client] {
                    if let Some(known) = self.known.get_mut(&place) {
                        known.put(*link);
                    }
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
            Change::Version { source, digest, .. } => {
                let links = self.known.get_mut(source).map(|known| &mut known.links);
                links
                    .into_iter()
                    .flatten()
                    .for_each(|link| link.digest = *digest);
            }
            _ => {}
        }
    }
}

impl Known {
    fn put(&mut self, link: Link) {
        let same = |known: &&mut Link| {
            (known.topic_message, known.client_message) == (link.topic_message, link.client_message)
        };
        match self.links.iter_mut().find(same) {
            Some(known) => *known = link,
            None => self.links.push(link),
        }
    }
}

fn is_in_its_lane(delivery: &Delivery) -> bool {
    matches!(
        delivery.state,
        State::Waiting { .. } | State::Claimed { .. }
    )
}
