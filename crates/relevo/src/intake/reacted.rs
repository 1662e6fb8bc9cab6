//! What is known of messages that people react to: besides what `about` knows of the message itself, which message is meant and
//! what is already to show reactions to that one. ADR 11.

use std::collections::HashSet;

use relevo_core::{About, Connection, ConversationId, Event, Meant, meant};
use relevo_telegram::{ChatId, Place};

use super::about::Abouts;
use crate::store::{StoreError, Tx};

/// The message that somebody reacts to.
pub(super) fn place(event: &Event) -> Option<Place> {
    match event {
        Event::ClientReacted { change, .. } | Event::GroupReacted { change, .. } => {
            Some(change.place)
        }
        Event::ClientCounted { counts, .. } => Some(counts.place),
        _ => None,
    }
}

/// The client chat where somebody reacts.
pub(super) fn client_chat(event: &Event) -> Option<ChatId> {
    match event {
        Event::ClientReacted { change, .. } => Some(change.chat.id),
        Event::ClientCounted { counts, .. } => Some(counts.chat.id),
        _ => None,
    }
}

impl Abouts {
    /// Fetches what is to show reactions to the messages that are meant by these, of which the links are known; gives their
    /// conversations.
    pub(super) async fn fetch_meant(
        &mut self,
        tx: &mut Tx,
        (connection, group): (&Connection, ChatId),
        reacted: &HashSet<Place>,
    ) -> Result<Vec<ConversationId>, StoreError> {
        let mut originals = HashSet::new();
        let mut conversations = HashSet::new();
        for place in reacted {
            conversations.extend(self.conversation_of(*place));
            originals.extend(self.original(*place, group));
        }
        let copied: Vec<Place> = originals.difference(reacted).copied().collect();
        for original in &copied {
            self.known.entry(*original).or_default();
        }
        if !copied.is_empty() {
            for delivery in tx.deliveries_of(connection.cell, &copied).await? {
                if delivery.connection == connection.id {
                    self.hold(&delivery);
                }
            }
        }
        Ok(conversations.into_iter().collect())
    }

    /// Whose message this is, by its links, or by what is to bring it.
    pub(super) fn conversation_of(&self, place: Place) -> Option<ConversationId> {
        let known = self.known.get(&place)?;
        let linked = known.links.last().map(|link| link.conversation);
        linked.or_else(|| known.pending.last()?.conversation)
    }

    fn original(&self, place: Place, group: ChatId) -> Option<Place> {
        match meant(place, &self.known.get(&place)?.links, group) {
            Some(Meant::Message { original, .. }) => Some(original),
            Some(Meant::Nothing) | None => None,
        }
    }

    /// What is known of the message that a reaction to this one means.
    pub(super) fn of_reaction(&self, place: Place, group: ChatId) -> About<'_> {
        let original = self.original(place, group).unwrap_or(place);
        let reacting = self.known.get(&original).map(|known| &*known.reacting);
        About {
            reacting: reacting.unwrap_or_default(),
            ..self.of(Some(place))
        }
    }
}
