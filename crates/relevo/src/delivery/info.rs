//! What is known of a client or chat, read when its card is posted and at no other time.
//!
//! Neighbour: `relevo_core` decides what of it may be seen.

use relevo_core::{CellId, ClientFacts, Conversation, Delivery, Job};
use relevo_telegram::ChatKind;

use super::facts::Facts;
use crate::store::{StoreError, Tx};

impl Facts<'_> {
    /// The facts for the cards among these deliveries.
    pub(super) async fn load_infos(
        &mut self,
        tx: &mut Tx,
        of: impl Iterator<Item = &Delivery>,
    ) -> Result<(), StoreError> {
        for delivery in of.filter(|one| matches!(one.job, Job::Info(_))) {
            let conversation = delivery.conversation;
            let known = conversation.and_then(|id| self.conversations.get(&id));
            let (Some(known), Some(connection)) = (known.cloned(), self.connection(delivery))
            else {
                continue;
            };
            let bot = self.directory.usernames.get(&connection.bot());
            let bot = bot.cloned().unwrap_or_default();
            let mut facts = client_facts(tx, connection.cell, &known).await?;
            facts.bot = bot;
            // What this turn has brought into the topic is not stored yet.
            let new = self
                .new_links
                .iter()
                .filter(|link| link.conversation == known.id && link.role.is_copy());
            for link in new {
                let (first_ms, last_ms) = facts.contact_ms.unwrap_or((link.made_ms, link.made_ms));
                let at_ms = link.made_ms;
                facts.contact_ms = Some((first_ms.min(at_ms), last_ms.max(at_ms)));
            }
            self.infos.insert(known.id, facts);
        }
        Ok(())
    }
}

async fn client_facts(
    tx: &mut Tx,
    cell: CellId,
    known: &Conversation,
) -> Result<ClientFacts, StoreError> {
    let responsible = known.handling.responsible.map(|who| who.card);
    let ids: Vec<_> = [Some(known.card), responsible]
        .into_iter()
        .flatten()
        .collect();
    let mut cards = tx.cards(&ids).await?;
    let (participants, more) = match known.kind {
        ChatKind::Group | ChatKind::Supergroup => tx.first_participants(known.id).await?,
        _ => (Vec::new(), 0),
    };
    Ok(ClientFacts {
        responsible: responsible.and_then(|id| cards.remove(&id)),
        card: cards.remove(&known.card).unwrap_or_default(),
        marks: mark_names(tx, cell, known).await?,
        bot: String::new(),
        contact_ms: tx.contact_ms(known.id).await?,
        participants,
        more,
    })
}

/// The marks that are set on a conversation, by name.
async fn mark_names(
    tx: &mut Tx,
    cell: CellId,
    known: &Conversation,
) -> Result<Vec<String>, StoreError> {
    let set = tx.marks_on(&[known.id]).await?;
    if set.is_empty() {
        return Ok(Vec::new());
    }
    let marks = tx.marks(cell).await?;
    let named = set.iter().filter_map(|one| {
        let mark = marks.iter().find(|mark| mark.id == one.mark)?;
        Some(mark.name.as_str().to_owned())
    });
    Ok(named.collect())
}
