//! What a page's events need beyond their conversations: who is of the team, how a client came, what a button is about. Fetched
//! only where an event asks for it, and kept true while the page is decided.

use std::collections::{HashMap, HashSet};

use relevo_core::broadcast::Named;
use relevo_core::{
    Callback, CallbackAction, Card, CardId, CellId, Change, Colleague, Connection, Conversation,
    ConversationId, Delivery, Event, Job, Notice, Operator, Presence, Scene, Shown, Source,
    Standing, people_shown,
};
use relevo_telegram::{Author, ChatId, MessageId, Place, User, UserId};

use super::lists::Answers;
use super::{asked, digest};
use crate::store::{Store, StoreError, Tx};

/// See the module.
pub(super) struct Scenes<'a> {
    /// The team, as it was before this page.
    team: &'a HashMap<UserId, Operator>,
    /// Whether the cell has relays.
    relays: bool,
    /// The usernames of the installation's bots.
    bots: &'a [String],
    /// Who came and went in this page.
    learned: HashMap<UserId, Option<Operator>>,
    /// Who of the team is known by name, if this page needs that, the newest first.
    colleagues: Option<Vec<Colleague>>,
    /// The names that were written down last: a name comes before whose it is.
    put: Option<(CardId, Card)>,
    /// The rows of the buttons beside those that were pressed, by these.
    beside: HashMap<i64, Vec<i64>>,
    /// The start parameters of clients of whom nothing has been mirrored yet.
    starts: HashMap<CardId, String>,
    /// The broadcasts that clients answer, by conversation and message.
    broadcasts: HashMap<(ConversationId, MessageId), Named>,
    /// The titles of groups that buttons are about.
    titles: HashMap<CardId, String>,
    /// The topics of clients' own forums.
    sources: HashMap<ConversationId, Vec<Source>>,
    /// Where comments on what was answered in channels' topics go, by the message answered.
    comments: HashMap<MessageId, Place>,
    /// Which time of writing this page told in a conversation's topic last.
    told: HashMap<ConversationId, i64>,
    /// The names of topics and of responsible people, as far as this page tells or needs them.
    names: HashMap<CardId, String>,
    /// What this page asks for, as it was before it.
    answers: Answers,
}

impl<'a> Scenes<'a> {
    pub(super) fn new(
        (team, bots): (&'a HashMap<UserId, Operator>, &'a [String]),
        relays: bool,
        answers: Answers,
    ) -> Scenes<'a> {
        Scenes {
            team,
            relays,
            bots,
            learned: HashMap::new(),
            colleagues: None,
            put: None,
            beside: HashMap::new(),
            starts: HashMap::new(),
            broadcasts: HashMap::new(),
            titles: HashMap::new(),
            sources: HashMap::new(),
            comments: HashMap::new(),
            told: HashMap::new(),
            names: HashMap::new(),
            answers,
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

    /// Fetches which broadcasts these messages of client chats are of.
    pub(super) async fn fetch_broadcasts(
        &mut self,
        tx: &mut Tx,
        (answered, by_chat): (
            &HashSet<(ChatId, MessageId)>,
            &HashMap<ChatId, ConversationId>,
        ),
    ) -> Result<(), StoreError> {
        let answered = answered
            .iter()
            .filter_map(|(chat, message)| Some((*by_chat.get(chat)?, *message)));
        let answered: Vec<_> = answered.collect();
        self.broadcasts = tx.broadcasts_answered(&answered).await?;
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

    /// Fetches who of the team is known by name.
    pub(super) async fn fetch_colleagues(
        &mut self,
        tx: &mut Tx,
        cell: CellId,
    ) -> Result<(), StoreError> {
        if self.colleagues.is_none() {
            self.colleagues = Some(tx.colleagues(cell).await?);
        }
        Ok(())
    }

    /// Fetches what else a button's prompt offers, if it offers people, and who they are.
    pub(super) async fn fetch_beside(
        &mut self,
        tx: &mut Tx,
        callback: &Callback,
    ) -> Result<(), StoreError> {
        if callback.action == CallbackAction::Assign {
            self.beside.insert(callback.id, tx.beside(callback).await?);
            self.fetch_colleagues(tx, callback.cell).await?;
        }
        Ok(())
    }

    /// Fetches what stands behind the name in a conversation's title.
    pub(super) async fn fetch_responsible(
        &mut self,
        tx: &mut Tx,
        known: &Conversation,
    ) -> Result<(), StoreError> {
        let responsible = known.handling.responsible.map(|who| who.card);
        for id in responsible.into_iter().chain(known.handling.ticker) {
            if let Some(card) = tx.card(id).await? {
                self.names.insert(id, card.name);
            }
        }
        Ok(())
    }

    /// Fetches the topics of the clients' forums in which something was written, and of those for which something was.
    pub(super) async fn fetch_sources(
        &mut self,
        tx: &mut Tx,
        forums: &[ConversationId],
    ) -> Result<(), StoreError> {
        if !forums.is_empty() {
            self.sources.extend(tx.sources(forums).await?);
        }
        Ok(())
    }

    /// Fetches where comments go that answer these messages of channels' topics.
    pub(super) async fn fetch_comments(
        &mut self,
        tx: &mut Tx,
        connection: &Connection,
        (channels, answered): (&HashMap<ConversationId, ChatId>, &[MessageId]),
    ) -> Result<(), StoreError> {
        if channels.is_empty() || answered.is_empty() {
            return Ok(());
        }
        for link in tx.links_of_topic(connection.cell, answered).await? {
            let Some(channel) = channels.get(&link.conversation) else {
                continue;
            };
            if !link.client_message.is_linkable() {
                continue;
            }
            let there = Place {
                chat: link.client_chat,
                message: link.client_message,
            };
            // What answers a comment goes where that is.
            let place = if there.chat == *channel {
                tx.discussion(connection.identity, there).await?
            } else {
                Some(there)
            };
            self.comments
                .extend(place.map(|place| (link.topic_message, place)));
        }
        Ok(())
    }

    /// The scene of an event. `stopped`: see [`super::stopped::Stopped::about`].
    pub(super) fn of<'b>(
        &'b self,
        event: &Event,
        (conversation, channel): (Option<&Conversation>, Option<&'b Conversation>),
        stopped: (Option<&'b Connection>, bool),
    ) -> Scene<'b> {
        let card = conversation.map(|known| known.card);
        Scene {
            relays: self.relays,
            operator: who(event).is_some_and(|who| self.is_of_the_team(who)),
            presence: who(event).map_or(Presence::Unseen, |who| self.presence(who)),
            start: card
                .and_then(|card| self.starts.get(&card))
                .map(String::as_str),
            broadcast: conversation.and_then(|known| {
                let Event::ClientMessage { message, .. } = event else {
                    return None;
                };
                let (_, to) = asked::answered(message)?;
                self.broadcasts.get(&(known.id, to))
            }),
            title: card
                .and_then(|card| self.titles.get(&card))
                .map(String::as_str),
            sources: conversation
                .and_then(|known| self.sources.get(&known.id))
                .map_or(&[], Vec::as_slice),
            stopped_owner: stopped.0,
            speaks: stopped.1,
            told_s: conversation.and_then(|known| self.told.get(&known.id).copied()),
            channel,
            comment: answered(event).and_then(|message| self.comments.get(&message).copied()),
            taken: false,
            bots: self.bots,
            responsible: conversation
                .and_then(|known| self.names.get(&known.handling.responsible?.card))
                .map(String::as_str),
            ticker: conversation
                .and_then(|known| self.names.get(&known.handling.ticker?))
                .map(String::as_str),
            participant: None,
            author_digest: 0,
            linked: None,
            linked_stopped: false,
            status: self.answers.status.as_ref(),
            waiting: self.answers.waiting.as_ref(),
            unsettled: &[],
            saying: None,
            shown: &[],
            colleagues: self.colleagues.as_deref().unwrap_or_default(),
            beside: &[],
            account: None,
            deleted: &[],
            mine: who(event).and_then(|who| self.answers.mine.get(&who)),
        }
    }

    fn is_of_the_team(&self, who: UserId) -> bool {
        self.known(who).is_some()
    }

    fn known(&self, who: UserId) -> Option<Operator> {
        let learned = self.learned.get(&who).copied();
        learned.unwrap_or_else(|| self.team.get(&who).copied())
    }

    /// Whom an event shows in the backend group.
    pub(super) fn shown(&self, event: &Event, store: &Store) -> Vec<Shown> {
        let shown = |(user, _): (&User, bool)| Shown {
            person: user.id,
            digest: digest::of_names(user, store),
            known: self.known(user.id),
        };
        people_shown(event).into_iter().map(shown).collect()
    }

    /// Somebody has come, is called otherwise than before, or has left.
    fn named(&mut self, person: UserId, place: Option<Operator>) {
        let Some(colleagues) = &mut self.colleagues else {
            return;
        };
        colleagues.retain(|one| one.person != person);
        if let Some((id, names)) = &self.put
            && place.is_some_and(|place| place.card == Some(*id))
        {
            let names = names.clone();
            colleagues.insert(0, Colleague { person, names });
        }
    }

    /// The rows of all buttons under the prompt of a pressed one.
    pub(super) fn beside(&self, callback: Option<&Callback>) -> &[i64] {
        let beside = callback.and_then(|callback| self.beside.get(&callback.id));
        beside.map_or(&[], Vec::as_slice)
    }

    fn presence(&self, who: UserId) -> Presence {
        match self.learned.get(&who) {
            Some(Some(_)) => Presence::Present,
            Some(None) => Presence::Absent,
            None => self.answers.present.get(&who).copied().unwrap_or_default(),
        }
    }

    /// Makes a change part of what is known.
    pub(super) fn apply(&mut self, change: &Change) {
        match change {
            Change::Operator { person, place, .. } => {
                self.learned.insert(*person, *place);
                self.named(*person, *place);
            }
            Change::PutCard { id, card } => {
                self.put = Some((*id, card.clone()));
                if let Some(start) = &card.start_parameter {
                    self.starts.insert(*id, start.clone());
                }
                self.names.insert(*id, card.name.clone());
            }
            Change::Source {
                conversation,
                thread,
                card,
                seen_ms,
            } => {
                let name = card.and_then(|card| self.names.get(&card)).cloned();
                let sources = self.sources.entry(*conversation).or_default();
                let known = sources.iter_mut().find(|one| one.thread == *thread);
                let known = match known {
                    Some(known) => known,
                    None => {
                        sources.push(Source {
                            thread: *thread,
                            card: None,
                            name: String::new(),
                            seen_ms: 0,
                        });
                        sources.last_mut().expect("just pushed")
                    }
                };
                known.card = card.or(known.card);
                known.name = name.unwrap_or_else(|| known.name.clone());
                known.seen_ms = seen_ms.unwrap_or(known.seen_ms);
            }
            Change::Deliver(Delivery {
                conversation: Some(conversation),
                job:
                    Job::Notice {
                        notice: Notice::WrittenAt { unix_s },
                        ..
                    },
                ..
            }) => {
                self.told.insert(*conversation, *unix_s);
            }
            _ => {}
        }
    }
}

/// What a message in the backend group answers.
fn answered(event: &Event) -> Option<MessageId> {
    match event {
        Event::GroupMessage { message, .. } => message.reply.as_ref()?.to,
        _ => None,
    }
}

/// The person who did this, if one is named.
fn who(event: &Event) -> Option<UserId> {
    match event {
        Event::ClientMessage { message, .. }
        | Event::OwnMessage { message, .. }
        | Event::GroupMessage { message, .. }
        | Event::ClientEdited { message, .. }
        | Event::GroupEdited { message, .. } => match &message.author {
            Author::User(user) => Some(user.id),
            Author::Chat { .. } | Author::Nobody => None,
        },
        Event::OwnMembership { change, .. } => Some(change.by),
        Event::Pressed { press, .. } => Some(press.by.id),
        Event::GroupMember { .. }
        | Event::ClientDeleted { .. }
        | Event::Account { .. }
        | Event::ClientReacted { .. }
        | Event::ClientCounted { .. }
        | Event::GroupReacted { .. }
        | Event::Other { .. } => None,
    }
}
