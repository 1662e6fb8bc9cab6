//! The quick replies that a page's commands ask for, and whom they are for: fetched only where `/say NAME` is written in a client's topic.

use std::collections::{HashMap, HashSet};

use relevo_core::{
    Card, CardId, CellId, Conversation, Event, IdentityId, Name, Reply, Saying, asks_to_say,
};
use relevo_telegram::{Author, Content, Message};

use crate::store::{StoreError, Tx};

/// See the module.
#[derive(Default)]
pub(super) struct Sayings {
    /// By folded names; none: there is none of that name.
    replies: HashMap<String, Option<Reply>>,
    cards: HashMap<CardId, Card>,
    nameless: Card,
}

/// The quick reply that an event asks for.
pub(super) fn asked(event: &Event) -> Option<(Name, bool)> {
    match event {
        Event::GroupMessage { message, .. } => asks_to_say(message),
        _ => None,
    }
}

impl Sayings {
    /// Fetches them, and the names of these clients.
    pub(super) async fn fetch(
        &mut self,
        tx: &mut Tx,
        (cell, names): (CellId, &HashSet<Name>),
        clients: impl Iterator<Item = &Conversation>,
    ) -> Result<(), StoreError> {
        for name in names {
            let reply = tx.reply_by_name(cell, name).await?;
            self.replies.insert(name.folded(), reply);
        }
        let cards: Vec<CardId> = clients.map(|known| known.card).collect();
        self.cards.extend(tx.cards(&cards).await?);
        Ok(())
    }

    /// What is known for the command that an event is.
    pub(super) fn of(&self, event: &Event, of: Option<&Conversation>) -> Option<Saying<'_>> {
        let (name, forwarded) = asked(event)?;
        let reply = self.replies.get(&name.folded())?;
        let card = self.cards.get(&of?.card).unwrap_or(&self.nameless);
        Some(Saying {
            reply: reply.as_ref(),
            card,
            forwarded,
            told: true,
        })
    }
}

/// Keeps the items of albums that people post in the backend group: whoever answers one of them may save all.
pub(super) async fn keep_items(
    tx: &mut Tx,
    (cell, identity): (CellId, IdentityId),
    events: impl Iterator<Item = &Event>,
    now_ms: i64,
) -> Result<(), StoreError> {
    for event in events {
        let Event::GroupMessage { message, .. } = event else {
            continue;
        };
        if let (Some(album), Content::Media(media), false) =
            (&message.album, &message.content, is_a_bots(message))
        {
            let item = (message.place.message, media);
            tx.put_group_item((cell, identity, album), item, now_ms)
                .await?;
        }
    }
    Ok(())
}

fn is_a_bots(message: &Message) -> bool {
    matches!(&message.author, Author::User(user) if user.bot)
}
