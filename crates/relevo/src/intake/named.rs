//! What conversations are called in an answer, as the team may see it, and what opens their topics.

use relevo_core::{
    Card, Cell, Conversation, ConversationId, TitleNames, TopicRef, topic_link, topic_name_shown,
};

use crate::directory::Directory;
use crate::store::{Store, StoreError, Tx};

/// See the module.
pub(crate) struct Named(Vec<(ConversationId, TopicRef)>);

impl Named {
    /// By id; unknown ones are left out.
    pub(crate) async fn fetch(
        store: &Store,
        of: (&Cell, &Directory),
        ids: &[ConversationId],
    ) -> Result<Named, StoreError> {
        if ids.is_empty() {
            return Ok(Named(Vec::new()));
        }
        let mut tx = store.write().await?;
        let known = tx.conversations(ids).await?;
        Named::of(&mut tx, of, &known).await
    }

    /// Those that are known already.
    pub(crate) async fn of(
        tx: &mut Tx,
        (cell, directory): (&Cell, &Directory),
        known: &[Conversation],
    ) -> Result<Named, StoreError> {
        let cards = known.iter().flat_map(Conversation::title_cards);
        let cards: Vec<_> = cards.collect();
        let cards = tx.cards(&cards).await?;
        let named = known.iter().filter_map(|conversation| {
            let connection = directory.connections.get(&conversation.connection)?;
            let nameless = Card::default();
            let names = TitleNames::of(conversation, &nameless, |card| cards.get(&card));
            let topic = TopicRef {
                title: topic_name_shown(names, conversation, connection, tx.store()),
                link: link(cell, conversation),
            };
            Some((conversation.id, topic))
        });
        Ok(Named(named.collect()))
    }

    pub(crate) fn topic(&self, conversation: ConversationId) -> Option<TopicRef> {
        let found = self.0.iter().find(|(id, _)| *id == conversation);
        found.map(|(_, topic)| topic.clone())
    }
}

fn link(cell: &Cell, conversation: &Conversation) -> Option<String> {
    topic_link(cell.group, conversation.topic.thread()?)
}
