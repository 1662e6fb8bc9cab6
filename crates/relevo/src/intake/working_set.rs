//! The facts a page's events need, fetched in sets, and kept true while its events are decided one after the other.
//!
//! One loader for all kinds of event; each kind asks only for what it needs. Changes are applied here at once and
//! written by the caller at the end of the page.

use std::collections::{BTreeSet, HashMap, HashSet};

use relevo_core::{
    Callback, Card, Cell, Change, Connection, Context, Conversation, ConversationId, Creating,
    Delivery, Event, LinkRole, Operator, Participant, Seq, TitleNames, linked_topic, topic_title,
};
use relevo_telegram::{Author, Chat, ChatId, ChatKind, MessageId, Place, ThreadId, User, UserId};

use super::about::{self, Abouts};
use super::albums::{self, Albums};
use super::asked::{Asked, author_in_a_group, opts_out, upgraded_from, upgraded_to};
use super::digest;
use super::lists::Answers;
use super::reacted;
use super::retries::Retries;
use super::sayings::Sayings;
use super::scenes::Scenes;
use super::stopped::Stopped;
use crate::directory::Directory;
use crate::store::{Store, StoreError, Tx};

/// The facts of one page.
pub(super) struct WorkingSet<'a> {
    connection: &'a Connection,
    cell: Cell,
    fleet: &'a [UserId],
    /// Whether the group has other connections: a client group belongs to the first that saw it.
    shared: bool,
    /// The stopped ones among them.
    stopped: Stopped<'a>,
    store: Store,
    conversations: HashMap<ConversationId, Conversation>,
    by_chat: HashMap<ChatId, ConversationId>,
    by_thread: HashMap<ThreadId, ConversationId>,
    roles: HashMap<MessageId, LinkRole>,
    callbacks: HashMap<i64, Callback>,
    deliveries: HashMap<Seq, Delivery>,
    abouts: Abouts,
    scenes: Scenes<'a>,
    albums: Albums,
    retries: Retries,
    sayings: Sayings,
    creating: Option<InTheMaking>,
    participants: HashMap<(ConversationId, UserId), Participant>,
}

/// A topic on its way, by what its echo will be recognised.
struct InTheMaking {
    conversation: ConversationId,
    name: String,
    newest: Option<ThreadId>,
}

impl<'a> WorkingSet<'a> {
    pub(super) async fn load(
        tx: &mut Tx,
        (connection, cell, directory): (&'a Connection, Cell, &'a Directory),
        (team, answers): (&'a HashMap<UserId, Operator>, Answers),
        events: impl Iterator<Item = &Event>,
    ) -> Result<WorkingSet<'a>, StoreError> {
        let mut asked = Asked::default();
        for event in events {
            asked.by(event, cell.group, tx.store());
        }
        let mut set = WorkingSet {
            stopped: Stopped::of(connection, &cell, directory),
            connection,
            cell,
            fleet: &directory.fleet,
            shared: directory
                .connections
                .values()
                .filter(|other| other.cell == connection.cell)
                .count()
                > 1,
            store: tx.store().clone(),
            conversations: HashMap::new(),
            by_chat: HashMap::new(),
            by_thread: HashMap::new(),
            roles: HashMap::new(),
            callbacks: HashMap::new(),
            deliveries: HashMap::new(),
            abouts: Abouts::default(),
            scenes: Scenes::new(
                (team, &directory.bots),
                !directory.relays_of(connection.cell).is_empty(),
                answers,
            ),
            albums: Albums::default(),
            retries: Retries::default(),
            sayings: Sayings::default(),
            creating: None,
            participants: HashMap::new(),
        };
        set.fetch(tx, asked).await?;
        Ok(set)
    }

    async fn fetch(&mut self, tx: &mut Tx, mut asked: Asked) -> Result<(), StoreError> {
        if !asked.chats.is_empty() {
            let chats: Vec<ChatId> = asked.chats.iter().copied().collect();
            let known = tx.conversations_by_chat(self.connection.id, &chats).await?;
            self.scenes.fetch_starts(tx, &known).await?;
            known.into_iter().for_each(|known| self.keep(known));
            let groups: Vec<ChatId> = chats.into_iter().filter(|chat| chat.0 < 0).collect();
            let unknown = groups
                .iter()
                .filter(|chat| !self.by_chat.contains_key(chat));
            let unknown: Vec<ChatId> = unknown.copied().collect();
            if !unknown.is_empty() {
                let id = self.connection.id;
                let upgraded = tx.conversations_by_chat_before(id, &unknown).await?;
                upgraded.into_iter().for_each(|known| self.keep(known));
            }
            if self.shared && !groups.is_empty() {
                for other in tx.conversations_in_cell(self.cell.id, &groups).await? {
                    self.by_chat.entry(other.chat).or_insert(other.id);
                    self.conversations.entry(other.id).or_insert(other);
                }
            }
        }
        if !asked.threads.is_empty() {
            let threads: Vec<ThreadId> = asked.threads.iter().copied().collect();
            for (thread, conversation) in tx.conversations_by_thread(self.cell.id, &threads).await?
            {
                self.by_thread.insert(thread, conversation.id);
                if asked.titled.contains(&thread) {
                    self.scenes.fetch_responsible(tx, &conversation).await?;
                }
                self.keep(conversation);
            }
        }
        if !asked.replies.is_empty() {
            let replies: Vec<MessageId> = asked.replies.iter().copied().collect();
            self.roles
                .extend(tx.link_roles(self.cell.id, &replies).await?);
        }
        if !asked.callbacks.is_empty() {
            let ids: Vec<i64> = asked.callbacks.iter().copied().collect();
            for callback in tx.callbacks(&ids).await? {
                if let Some(delivery) = tx.delivery(callback.cell, callback.seq).await? {
                    asked.albums.extend(delivery.album().map(|album| album.key));
                    self.deliveries.insert(delivery.seq, delivery);
                }
                let about = tx.conversations(&[callback.conversation]).await?;
                self.scenes.fetch_title(tx, &callback, &about).await?;
                self.scenes.fetch_beside(tx, &callback).await?;
                about
                    .into_iter()
                    .for_each(|conversation| self.keep(conversation));
                let about = callback
                    .about
                    .filter(|_| about::is_about_a_message(callback.action));
                let about = about.map(|message| Place {
                    chat: self.cell.group,
                    message,
                });
                asked.about.extend(about);
                asked.withdrawn.extend(about);
                self.callbacks.insert(callback.id, callback);
            }
        }
        let answered = (&asked.answered, &self.by_chat);
        self.scenes.fetch_broadcasts(tx, answered).await?;
        if asked.assigns {
            self.scenes.fetch_colleagues(tx, self.cell.id).await?;
        }
        let written = asked.written.iter().map(|(thread, message)| {
            let owner = self.by_thread.get(thread);
            (owner.and_then(|id| self.conversations.get(id)), *message)
        });
        self.stopped.fetch(tx, &self.cell, written).await?;
        if !asked.authors.is_empty() {
            let authors: Vec<UserId> = asked.authors.iter().copied().collect();
            let known = tx.participants(&authors).await?;
            let known = known
                .into_iter()
                .map(|one| ((one.conversation, one.person), one));
            self.participants.extend(known);
        }
        self.fetch_sources(tx, &asked).await?;
        self.fetch_comments(tx, &asked).await?;
        asked.groups.insert(self.cell.group);
        let groups: Vec<ChatId> = asked.groups.into_iter().collect();
        let withdrawn: Vec<Place> = asked.withdrawn.into_iter().collect();
        let of = (self.connection, groups.as_slice());
        self.albums
            .fetch(tx, of, (asked.albums, &withdrawn))
            .await?;
        if !asked.about.is_empty() {
            let places: Vec<Place> = asked.about.into_iter().collect();
            self.abouts.fetch(tx, of, &places).await?;
            for delivery in self.albums.pending() {
                self.abouts.hold(delivery);
            }
        }
        if !asked.retried.is_empty() {
            let of = (self.connection, self.cell.group);
            let asked = (&self.abouts, &asked.retried);
            self.retries.fetch(tx, of, asked).await?;
        }
        if !asked.said.is_empty() {
            let names = (self.cell.id, &asked.said);
            let clients = asked.threads.iter().filter_map(|thread| {
                let id = self.by_thread.get(thread)?;
                self.conversations.get(id)
            });
            self.sayings.fetch(tx, names, clients).await?;
        }
        if !asked.reacted.is_empty() {
            let of = (self.connection, self.cell.group);
            let meant = self.abouts.fetch_meant(tx, of, &asked.reacted).await?;
            let unknown = |id: &ConversationId| !self.conversations.contains_key(id);
            let missing: Vec<ConversationId> = meant.into_iter().filter(unknown).collect();
            for conversation in tx.conversations(&missing).await? {
                self.keep(conversation);
            }
        }
        if asked.echo
            && let Some(id) = tx.creating_topic(self.cell.id).await?
        {
            let found = tx.conversations(&[id]).await?;
            for conversation in found {
                let cards: Vec<_> = conversation.title_cards().collect();
                let cards = tx.cards(&cards).await?;
                let nameless = Card::default();
                let names = TitleNames::of(&conversation, &nameless, |card| cards.get(&card));
                let name = topic_title(names, &conversation, self.connection, &self.store);
                let newest = tx.newest_topic(self.cell.id).await?;
                self.creating = Some(InTheMaking {
                    conversation: id,
                    name,
                    newest,
                });
                self.keep(conversation);
            }
        }
        Ok(())
    }

    /// Only for what is, or may be, a client's forum: a private chat never asks.
    async fn fetch_sources(&mut self, tx: &mut Tx, asked: &Asked) -> Result<(), StoreError> {
        let of_chats = asked
            .forums
            .iter()
            .filter_map(|chat| self.by_chat.get(chat));
        let of_topics = asked
            .threads
            .iter()
            .filter_map(|thread| self.by_thread.get(thread));
        let of_buttons = asked.callbacks.iter().filter_map(|id| {
            self.callbacks
                .get(id)
                .map(|callback| &callback.conversation)
        });
        let forums: HashSet<ConversationId> = of_chats
            .chain(of_topics)
            .chain(of_buttons)
            .copied()
            .collect();
        let forums: Vec<ConversationId> = forums
            .into_iter()
            .filter(|id| {
                self.conversations
                    .get(id)
                    .is_some_and(|known| known.kind == ChatKind::Supergroup)
            })
            .collect();
        self.scenes.fetch_sources(tx, &forums).await
    }

    /// Only for answers in channels' topics.
    async fn fetch_comments(&mut self, tx: &mut Tx, asked: &Asked) -> Result<(), StoreError> {
        let owners = asked
            .threads
            .iter()
            .filter_map(|thread| self.conversations.get(self.by_thread.get(thread)?));
        let channels: HashMap<ConversationId, ChatId> = owners
            .filter(|known| known.kind == ChatKind::Channel)
            .map(|known| (known.id, known.chat))
            .collect();
        let answered: Vec<MessageId> = asked.replies.iter().copied().collect();
        let of = (&channels, answered.as_slice());
        self.scenes.fetch_comments(tx, self.connection, of).await
    }

    fn keep(&mut self, conversation: Conversation) {
        if conversation.connection == self.connection.id {
            self.by_chat.insert(conversation.chat, conversation.id);
            if let Some(before) = conversation.chat_before {
                self.by_chat.insert(before, conversation.id);
            }
        }
        if let Some(thread) = conversation.topic.thread() {
            self.by_thread.insert(thread, conversation.id);
        }
        self.conversations.insert(conversation.id, conversation);
    }

    /// Gives somebody one event's facts as they are now.
    pub(super) fn within<T>(
        &self,
        event: &Event,
        now_ms: i64,
        then: impl FnOnce(&Context<'_>) -> T,
    ) -> T {
        let callback = match event {
            Event::Pressed { press, .. } => press
                .data
                .parse()
                .ok()
                .and_then(|id: i64| self.callbacks.get(&id)),
            _ => None,
        };
        let conversation = self.conversation(event, callback);
        let pressed = callback.and_then(|callback| self.deliveries.get(&callback.seq));
        let pressed_album = || Some(pressed?.album()?.key);
        let mut scene = self.scenes.of(
            event,
            (conversation, self.channel(event)),
            self.stopped.about(event, conversation),
        );
        scene.taken = self.is_taken(event, conversation);
        scene.linked = self.linked(event);
        scene.unsettled = self.retries.of(event);
        scene.saying = self.sayings.of(event, conversation);
        scene.beside = self.scenes.beside(callback);
        let shown = self.scenes.shown(event, &self.store);
        scene.shown = &shown;
        let gone: Vec<_> = about::gone(event)
            .map(|place| self.abouts.of(Some(place)))
            .collect();
        scene.deleted = &gone;
        (scene.participant, scene.author_digest) = self.author(event, conversation);
        scene.linked_stopped = self.stopped.about(event, scene.linked).0.is_some();
        let context = Context {
            now_ms,
            connection: self.connection,
            cell: &self.cell,
            fleet: self.fleet,
            conversation,
            card_digest: self.card_digest(event),
            content_digest: digest::of_event(event, &self.store),
            reply_role: self.reply_role(event),
            about: match reacted::place(event) {
                Some(place) => self.abouts.of_reaction(place, self.cell.group),
                None => self
                    .abouts
                    .of(about::target(event, callback, self.cell.group)),
            },
            album: self.albums.of(
                albums::key(event, &self.store).or_else(pressed_album),
                about::target(event, callback, self.cell.group),
            ),
            creating: self.creating(),
            codebook: &self.store,
            callback,
            delivery: pressed,
            scene,
        };
        then(&context)
    }

    fn creating(&self) -> Option<Creating<'_>> {
        let making = self.creating.as_ref()?;
        let conversation = self.conversations.get(&making.conversation)?;
        let creating = Creating {
            conversation,
            name: &making.name,
            newest: making.newest,
        };
        conversation.topic.thread().is_none().then_some(creating)
    }

    fn conversation(&self, event: &Event, callback: Option<&Callback>) -> Option<&Conversation> {
        let id = match event {
            Event::ClientMessage { message, .. } => {
                let old = upgraded_from(message).and_then(|old| self.by_chat.get(&old));
                old.or_else(|| self.by_chat.get(&message.chat.id))
            }
            Event::GroupMessage { message, .. } | Event::GroupEdited { message, .. } => message
                .thread
                .and_then(|thread| self.by_thread.get(&thread)),
            Event::ClientEdited { message, .. } | Event::OwnMessage { message, .. } => {
                self.by_chat.get(&message.chat.id)
            }
            Event::ClientDeleted { chat, .. } => self.by_chat.get(chat),
            Event::Pressed { press, .. } => match opts_out(press) {
                Some(chat) => self.by_chat.get(&chat),
                None => callback.map(|callback| &callback.conversation),
            },
            Event::OwnMembership { change, .. } => self.by_chat.get(&change.chat.id),
            Event::ClientReacted { .. } | Event::ClientCounted { .. } => {
                reacted::client_chat(event).and_then(|chat| self.by_chat.get(&chat))
            }
            Event::GroupReacted { change, .. } => {
                let id = self.abouts.conversation_of(change.place)?;
                return self.conversations.get(&id);
            }
            Event::GroupMember { .. } | Event::Account { .. } | Event::Other { .. } => None,
        };
        id.and_then(|id| self.conversations.get(id))
    }

    /// The conversation whose topic's link a command names.
    fn linked(&self, event: &Event) -> Option<&Conversation> {
        let Event::GroupMessage { message, .. } = event else {
            return None;
        };
        let id = self.by_thread.get(&linked_topic(message)?)?;
        self.conversations.get(id)
    }

    /// What is known of who wrote in a client's group, and the digest of their names.
    fn author(
        &self,
        event: &Event,
        conversation: Option<&Conversation>,
    ) -> (Option<Participant>, i64) {
        let Event::ClientMessage { message, .. } = event else {
            return (None, 0);
        };
        let (Author::User(user), Some(person)) = (&message.author, author_in_a_group(message))
        else {
            return (None, 0);
        };
        let known = conversation.and_then(|known| self.participants.get(&(known.id, person)));
        (known.copied(), digest::of_names(user, &self.store))
    }

    /// Whether the supergroup that a message says this group became has another conversation.
    fn is_taken(&self, event: &Event, conversation: Option<&Conversation>) -> bool {
        let (Event::ClientMessage { message, .. }, Some(known)) = (event, conversation) else {
            return false;
        };
        let now = match upgraded_from(message) {
            Some(_) => Some(message.chat.id),
            None => upgraded_to(message),
        };
        let owner = now.and_then(|chat| self.by_chat.get(&chat));
        owner.is_some_and(|owner| *owner != known.id)
    }

    /// The conversation of the channel whose post an event's message forwards by itself.
    fn channel(&self, event: &Event) -> Option<&Conversation> {
        let Event::ClientMessage { message, .. } = event else {
            return None;
        };
        let id = self.by_chat.get(&message.forwarded_post?.chat)?;
        self.conversations.get(id)
    }

    fn reply_role(&self, event: &Event) -> Option<LinkRole> {
        let (Event::GroupMessage { message, .. } | Event::GroupEdited { message, .. }) = event
        else {
            return None;
        };
        let to = message.reply.as_ref()?.to?;
        self.roles.get(&to).copied()
    }

    /// The cell as it is after what was decided so far.
    pub(super) fn connection(&self) -> &'a Connection {
        self.connection
    }

    pub(super) fn cell(&self) -> &Cell {
        &self.cell
    }

    /// Deliveries that were changed or taken away where they waited: see [`Tx::revise`].
    pub(super) fn revised(&self) -> Vec<Seq> {
        let mut revised: BTreeSet<Seq> = self.abouts.revised().into_iter().collect();
        revised.extend(self.albums.revised());
        revised.into_iter().collect()
    }

    /// A digest of the names that an event shows for its client chat: they are compared without being decrypted.
    fn card_digest(&self, event: &Event) -> i64 {
        let title = |chat: &Chat| {
            self.store
                .digest(&[chat.title.as_deref().unwrap_or_default()])
        };
        let message = match event {
            Event::ClientMessage { message, .. } => message,
            Event::OwnMembership { change, .. } if change.chat.kind != ChatKind::Private => {
                return title(&change.chat);
            }
            Event::OwnMessage { with, .. } => {
                return with.as_ref().map_or(0, |with| self.names_digest(with));
            }
            _ => return 0,
        };
        match (&message.author, message.chat.kind) {
            (Author::User(user), ChatKind::Private) => self.names_digest(user),
            (_, ChatKind::Private) => 0,
            _ => title(&message.chat),
        }
    }

    fn names_digest(&self, user: &User) -> i64 {
        self.store.digest(&[
            &user.first_name,
            user.last_name.as_deref().unwrap_or_default(),
            user.username.as_deref().unwrap_or_default(),
            user.language.as_deref().unwrap_or_default(),
        ])
    }

    /// Makes one decision's changes part of the facts.
    pub(super) fn apply(&mut self, changes: &[Change]) {
        for change in changes {
            self.abouts.apply(change, self.cell.group);
            self.scenes.apply(change);
            self.albums.apply(change);
            self.retries.apply(change);
            match change {
                Change::NewConversation(conversation)
                | Change::UpdateConversation(conversation) => {
                    self.keep(conversation.clone());
                }
                Change::PutTopic {
                    thread,
                    conversation: Some(conversation),
                    ..
                } => {
                    self.by_thread.insert(*thread, *conversation);
                }
                Change::Link(link) => {
                    self.roles.insert(link.topic_message, link.role);
                }
                Change::Role {
                    topic_message,
                    role,
                    ..
                } => {
                    self.roles.insert(*topic_message, *role);
                }
                Change::RemoveCallback(id) => {
                    self.callbacks.remove(id);
                }
                Change::Remove { seq, .. } => {
                    self.deliveries.remove(seq);
                }
                // What is said since, a press later in the page is about.
                Change::Replace(delivery) => {
                    if let Some(known) = self.deliveries.get_mut(&delivery.seq) {
                        known.clone_from(delivery);
                    }
                }
                Change::Cell {
                    state, paused_ms, ..
                } => {
                    self.cell.state = *state;
                    self.cell.paused_ms = *paused_ms;
                }
                Change::CellGroup { group, .. } => self.cell.group = *group,
                Change::Participant { participant, .. } => {
                    let key = (participant.conversation, participant.person);
                    self.participants.insert(key, *participant);
                }
                // By the rest nothing later in the page is decided.
                _ => {}
            }
        }
    }
}
