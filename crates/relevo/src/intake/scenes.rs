//! What a page's events need beyond their conversations: who is of the team, how a client came, what a button is about. Fetched
//! only where an event asks for it, and kept true while the page is decided.

use std::collections::{HashMap, HashSet};

use relevo_core::{Callback, CallbackAction, CardId, Change, Conversation, Event, Scene, Standing};
use relevo_telegram::{Author, UserId};

use crate::store::{StoreError, Tx};

/// See the module.
pub(super) struct Scenes<'a> {
    /// The team, as it was before this page.
    team: &'a HashSet<UserId>,
    /// Who came and went in this page.
    learned: HashMap<UserId, bool>,
    /// The start parameters of clients of whom nothing has been mirrored yet.
    starts: HashMap<CardId, String>,
    /// The titles of groups that buttons are about.
    titles: HashMap<CardId, String>,
}

impl<'a> Scenes<'a> {
    pub(super) fn new(team: &'a HashSet<UserId>) -> Scenes<'a> {
        Scenes {
            team,
            learned: HashMap::new(),
            starts: HashMap::new(),
            titles: HashMap::new(),
        }
    }

    /// Fetches what is known of conversations that wrote.
    pub(super) async fn fetch_starts(
        &mut self,
        tx: &mut Tx,
        known: &[Conversation],
    ) -> Result<(), StoreError> {
        let greeted = known
            .iter()
            .filter(|known| known.standing == Standing::Greeted);
        for conversation in greeted {
            let card = tx.card(conversation.card).await?;
            if let Some(start) = card.and_then(|card| card.start_parameter) {
                self.starts.insert(conversation.card, start);
            }
        }
        Ok(())
    }

    /// Fetches what a button's conversation is called, if the button is about a group.
    pub(super) async fn fetch_title(
        &mut self,
        tx: &mut Tx,
        callback: &Callback,
        about: &[Conversation],
    ) -> Result<(), StoreError> {
        let is_asked = matches!(
            callback.action,
            CallbackAction::AcceptGroup | CallbackAction::IgnoreGroup | CallbackAction::LeaveGroup
        );
        for conversation in about.iter().filter(|_| is_asked) {
            if let Some(card) = tx.card(conversation.card).await? {
                self.titles.insert(conversation.card, card.name);
            }
        }
        Ok(())
    }

    /// The scene of an event.
    pub(super) fn of(&self, event: &Event, conversation: Option<&Conversation>) -> Scene<'_> {
        let card = conversation.map(|known| known.card);
        Scene {
            operator: who(event).is_some_and(|who| self.is_of_the_team(who)),
            start: card
                .and_then(|card| self.starts.get(&card))
                .map(String::as_str),
            title: card
                .and_then(|card| self.titles.get(&card))
                .map(String::as_str),
            source: None,
        }
    }

    fn is_of_the_team(&self, who: UserId) -> bool {
        let learned = self.learned.get(&who).copied();
        learned.unwrap_or_else(|| self.team.contains(&who))
    }

    /// Makes a change part of what is known.
    pub(super) fn apply(&mut self, change: &Change) {
        match change {
            Change::Operator { person, member, .. } => {
                self.learned.insert(*person, *member);
            }
            Change::PutCard { id, card } => {
                if let Some(start) = &card.start_parameter {
                    self.starts.insert(*id, start.clone());
                }
            }
            _ => {}
        }
    }
}

/// The person who did this, if one is named.
fn who(event: &Event) -> Option<UserId> {
    match event {
        Event::ClientMessage { message, .. }
        | Event::GroupMessage { message, .. }
        | Event::ClientEdited { message, .. }
        | Event::GroupEdited { message, .. } => match &message.author {
            Author::User(user) => Some(user.id),
            Author::Chat { .. } | Author::Nobody => None,
        },
        Event::OwnMembership { change, .. } => Some(change.by),
        Event::Pressed { press, .. } => Some(press.by.id),
        Event::GroupMember { .. } | Event::Other { .. } => None,
    }
}
