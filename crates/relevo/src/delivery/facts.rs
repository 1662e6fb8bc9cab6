//! The facts that `next_call` and `after_call` are given, fetched in sets inside the turn's transaction and kept true while
//! its deliveries are decided one after the other.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use relevo_core::{
    BacklogFacts, CallFacts, Card, CardId, Cell, Change, ClientFacts, Connection, ConnectionId,
    Conversation, ConversationId, Delivery, Direction, Drawn, IdentityId, InfoFacts, Job, Link,
    LinkRole, Notice, Panel, PanelFacts, Reading, Relay, ReplyId, Seq, Spoken, State, Topic,
};

use relevo_telegram::{ChatKind, MessageId, Outcome, Place, Refusal, ThreadId};

use super::Finished;
use super::reactions::Known;
use crate::directory::{Directory, Icons};
use crate::store::{ReplyAsk, Store, StoreError, Tx};
use crate::words;

/// The facts of one turn.
pub(super) struct Facts<'a> {
    pub(super) directory: &'a Directory,
    store: Store,
    /// The emoji of connections that want one for their topics.
    icons: Arc<Icons>,
    pub(super) cell: Cell,
    pub(super) conversations: HashMap<ConversationId, Conversation>,
    cards: HashMap<CardId, Card>,
    replies: HashMap<ReplyAsk, Option<i64>>,
    /// In which topic of a client's forum the other side of a reply is.
    reply_sources: HashMap<(ConversationId, i64), ThreadId>,
    /// For edits to clients: an earlier version that has not gone.
    originals: HashMap<Seq, Delivery>,
    /// For edits to clients whose group was upgraded: the copy in the chat of before.
    copies_of_before: HashMap<Seq, Place>,
    /// Whose group is said to have become a supergroup that has another conversation.
    taken: HashSet<Seq>,
    /// For reactions.
    pub(super) reactions: HashMap<Seq, Known>,
    /// What this turn links, which the store does not say yet.
    pub(super) new_links: Vec<Link>,
    /// What this turn took out of its lane.
    left: HashMap<Seq, State>,
    /// The one conversation of the cell whose topic may or may not have been made. The outer
    /// level is whether this is known: what this turn decides goes before what the store still says.
    unsure: Option<Option<(ConversationId, i64)>>,
    /// Of lines about backlogs: what waits.
    pub(super) backlogs: HashMap<Seq, BacklogFacts>,
    /// Of albums, and of those who await a topic's echo: how far their identity's updates have been read, and whether their author has
    /// gone on since.
    albums: HashMap<Seq, (Reading, bool)>,
    /// The cell's relays, whether in service or not.
    relays: Vec<Relay>,
    /// Of connections in which somebody is banned now: who is ignored.
    pub(super) ignored: HashMap<ConnectionId, Vec<i64>>,
    /// Of conversations whose card is posted now.
    pub(super) infos: HashMap<ConversationId, ClientFacts>,
    /// The topic "Replies", where something is to be put there; the outer level is whether this is known.
    pub(super) reply_topic: Option<Option<ThreadId>>,
    /// Quick replies that are put there, and that nobody wants any more.
    pub(super) overtaken: HashSet<ReplyId>,
    /// Panels, and how those are to look whose call is made now.
    pub(super) panels: HashMap<Seq, (Panel, Option<Drawn>, Option<i64>)>,
    /// Messages of the group that relays posted, as far as they are to be changed.
    posted: HashMap<i64, IdentityId>,
}

impl<'a> Facts<'a> {
    pub(super) fn new(
        directory: &'a Directory,
        (store, icons): (Store, Arc<Icons>),
        (cell, relays): (Cell, Vec<Relay>),
    ) -> Facts<'a> {
        Facts {
            directory,
            store,
            icons,
            cell,
            conversations: HashMap::new(),
            cards: HashMap::new(),
            replies: HashMap::new(),
            reply_sources: HashMap::new(),
            originals: HashMap::new(),
            copies_of_before: HashMap::new(),
            taken: HashSet::new(),
            reactions: HashMap::new(),
            new_links: Vec::new(),
            left: HashMap::new(),
            unsure: None,
            backlogs: HashMap::new(),
            albums: HashMap::new(),
            relays,
            ignored: HashMap::new(),
            infos: HashMap::new(),
            reply_topic: None,
            overtaken: HashSet::new(),
            posted: HashMap::new(),
            panels: HashMap::new(),
        }
    }

    /// The conversations of these deliveries.
    pub(super) async fn load(
        &mut self,
        tx: &mut Tx,
        deliveries: impl Iterator<Item = &Delivery>,
    ) -> Result<(), StoreError> {
        let missing: HashSet<ConversationId> = deliveries
            .filter_map(|delivery| delivery.conversation)
            .filter(|id| !self.conversations.contains_key(id))
            .collect();
        if missing.is_empty() {
            return Ok(());
        }
        let ids: Vec<ConversationId> = missing.into_iter().collect();
        for conversation in tx.conversations(&ids).await? {
            self.conversations.insert(conversation.id, conversation);
        }
        Ok(())
    }

    /// Whatever else the heads need for their next call: the other side of replies, names for topics to be made.
    pub(super) async fn load_for_calls(
        &mut self,
        tx: &mut Tx,
        heads: &[&Delivery],
    ) -> Result<(), StoreError> {
        self.load(tx, heads.iter().copied()).await?;
        self.load_replies(tx, heads).await?;
        self.load_posted(tx, heads).await?;
        self.load_sources(tx, heads).await?;
        self.load_originals(tx, heads).await?;
        self.load_copies_of_before(tx, heads).await?;
        self.load_reactions(tx, heads).await?;
        self.load_infos(tx, heads.iter().copied()).await?;
        self.load_keeps(tx, heads.iter().copied()).await?;
        let topicless: HashSet<CardId> = heads
            .iter()
            .filter(|delivery| delivery.direction == Direction::ToTopic)
            .filter_map(|delivery| self.conversations.get(&delivery.conversation?))
            .filter(|conversation| conversation.topic.thread().is_none())
            .flat_map(Conversation::title_cards)
            .collect();
        let named = heads
            .iter()
            .filter(|head| matches!(head.job, Job::Rename { .. }))
            .filter_map(|head| self.conversations.get(&head.conversation?))
            .flat_map(Conversation::title_cards);
        for id in topicless
            .iter()
            .copied()
            .chain(named)
            .collect::<HashSet<_>>()
        {
            if let Some(card) = tx.card(id).await? {
                self.cards.insert(id, card);
            }
        }
        if !topicless.is_empty() && self.unsure.is_none() {
            self.unsure = Some(tx.unsure_topic(self.cell.id).await?);
        }
        Ok(())
    }

    /// Whom a client is told by name that their message could not be taken: only where one may have failed, which is rare.
    pub(super) async fn load_told(
        &mut self,
        tx: &mut Tx,
        finished: &[Finished],
    ) -> Result<(), StoreError> {
        for one in finished {
            let delivery = &one.delivery;
            let params = self.connection(delivery).map(|known| &known.params);
            let tells =
                params.is_some_and(|params| !params.silent_mode && params.error_text.is_some());
            let may_fail = matches!(one.outcome, Outcome::Refused(_))
                || delivery.album().is_some()
                || matches!(delivery.job, Job::Notice { .. });
            let is_a_message = delivery.direction == Direction::ToTopic && delivery.cause.is_some();
            let id = delivery
                .conversation
                .filter(|_| tells && may_fail && is_a_message);
            let Some(known) = id.and_then(|id| self.conversations.get(&id)) else {
                continue;
            };
            let card = known.card;
            if let Some(names) = tx.card(card).await? {
                self.cards.insert(card, names);
            }
        }
        Ok(())
    }

    async fn load_replies(&mut self, tx: &mut Tx, of: &[&Delivery]) -> Result<(), StoreError> {
        let asked: Vec<ReplyAsk> = of
            .iter()
            .filter_map(|delivery| reply_ask(delivery))
            .filter(|ask| !self.replies.contains_key(ask))
            .collect();
        if !asked.is_empty() {
            let targets = tx.reply_targets(&asked).await?;
            self.replies.extend(asked.into_iter().zip(targets));
        }
        Ok(())
    }

    /// Who posted the copies in the topic that are to follow edits.
    async fn load_posted(&mut self, tx: &mut Tx, heads: &[&Delivery]) -> Result<(), StoreError> {
        let edits = heads.iter().filter(|head| {
            matches!(head.job, Job::Edit { .. }) && head.direction == Direction::ToTopic
        });
        let copies: Vec<i64> = edits.filter_map(|head| self.reply_target(head)).collect();
        if !copies.is_empty() {
            let posted = tx.posted_by_relays(self.cell.id, &copies).await?;
            self.posted.extend(posted);
        }
        Ok(())
    }

    /// Where in a client's forum the other sides of replies are; what goes elsewhere has no aim and asks nothing.
    async fn load_sources(&mut self, tx: &mut Tx, of: &[&Delivery]) -> Result<(), StoreError> {
        for delivery in of.iter().filter(|one| one.aim.is_some()) {
            let target = self.reply_target(delivery);
            let (Some(conversation), Some(message)) = (delivery.conversation, target) else {
                continue;
            };
            let found = tx
                .source_messages(conversation, &[MessageId(message)])
                .await?;
            let found = found.into_iter();
            self.reply_sources
                .extend(found.map(|(message, thread)| ((conversation, message.0), thread)));
        }
        Ok(())
    }

    /// What is needed to tell where something went that had an aim.
    pub(super) async fn load_aims(
        &mut self,
        tx: &mut Tx,
        ended: impl Iterator<Item = &Delivery>,
    ) -> Result<(), StoreError> {
        let aimed: Vec<&Delivery> = ended.filter(|one| one.aim.is_some()).collect();
        self.load_replies(tx, &aimed).await?;
        self.load_sources(tx, &aimed).await
    }

    fn reply_source(&self, delivery: &Delivery) -> Option<ThreadId> {
        let target = (delivery.conversation?, self.reply_target(delivery)?);
        self.reply_sources.get(&target).copied()
    }

    /// Whether nobody knows if the delivery's topic was made.
    pub(super) fn is_unsure(&self, delivery: &Delivery) -> bool {
        let id = delivery.conversation;
        is_unsure(id.and_then(|id| self.conversations.get(&id)))
    }

    /// What an album's completeness depends on, and how long a topic's echo is awaited.
    pub(super) fn know_reading(&mut self, seq: Seq, reading: Reading, followed: bool) {
        self.albums.insert(seq, (reading, followed));
    }

    async fn load_originals(&mut self, tx: &mut Tx, heads: &[&Delivery]) -> Result<(), StoreError> {
        for head in heads {
            let edits =
                matches!(head.job, Job::Edit { .. }) && head.direction == Direction::ToClient;
            let Some(source) = head.cause.filter(|_| edits).map(|cause| cause.source) else {
                continue;
            };
            let mut all = tx.deliveries_of(self.cell.id, &[source]).await?;
            let unknown = all.iter().all(|one| one.seq == head.seq);
            if unknown && self.reply_target(head).is_none() {
                let identity = self.connection(head).map(|connection| connection.identity);
                let items = match identity {
                    Some(identity) => tx.items_at(identity, &[source]).await?,
                    None => Vec::new(),
                };
                let of_album = tx.deliveries_of_items(&items).await?;
                all.extend(
                    of_album
                        .into_iter()
                        .filter(|one| one.causes().any(|cause| cause.source == source)),
                );
            }
            for mut found in all {
                if let Some(state) = self.left.get(&found.seq) {
                    found.state = state.clone();
                }
                let has_not_gone = !matches!(found.state, State::Claimed { .. })
                    && !matches!(
                        found.job,
                        Job::Edit { .. } | Job::Withdraw { .. } | Job::React
                    )
                    && found.recalled().is_none();
                if has_not_gone && found.conversation == head.conversation {
                    self.originals.insert(head.seq, found);
                }
            }
        }
        Ok(())
    }

    /// Only of what a refusal says about an upgrade, which is rare.
    pub(super) async fn load_taken(
        &mut self,
        tx: &mut Tx,
        finished: &[Finished],
    ) -> Result<(), StoreError> {
        for one in finished {
            let Outcome::Refused(Refusal::Migrated(now)) = one.outcome else {
                continue;
            };
            let delivery = &one.delivery;
            let owners = tx
                .conversations_by_chat(delivery.connection, &[now])
                .await?;
            let is_other = |owner: &Conversation| Some(owner.id) != delivery.conversation;
            let of_the_client =
                delivery.direction == Direction::ToClient || matches!(delivery.job, Job::Invite(_));
            if of_the_client && owners.iter().any(is_other) {
                self.taken.insert(delivery.seq);
            }
        }
        Ok(())
    }

    /// Only of what has no copy where the client is now, which is rare.
    async fn load_copies_of_before(
        &mut self,
        tx: &mut Tx,
        heads: &[&Delivery],
    ) -> Result<(), StoreError> {
        for head in heads {
            let edits =
                matches!(head.job, Job::Edit { .. }) && head.direction == Direction::ToClient;
            let known = head.conversation.and_then(|id| self.conversations.get(&id));
            let (Some(cause), Some(known)) = (head.cause.filter(|_| edits), known) else {
                continue;
            };
            if known.kind != ChatKind::Supergroup || self.reply_target(head).is_some() {
                continue;
            }
            let (id, chat) = (known.id, known.chat);
            let links = tx
                .links_of_topic(self.cell.id, &[cause.source.message])
                .await?;
            let copy = links.into_iter().rfind(|link| {
                link.conversation == id
                    && link.client_chat != chat
                    && link.client_message.is_linkable()
                    && matches!(link.role, LinkRole::Team | LinkRole::TeamNote)
            });
            let place = copy.map(|link| Place {
                chat: link.client_chat,
                message: link.client_message,
            });
            self.copies_of_before
                .extend(place.map(|place| (head.seq, place)));
        }
        Ok(())
    }

    fn reply_target(&self, delivery: &Delivery) -> Option<i64> {
        let ask = reply_ask(delivery)?;
        self.replies.get(&ask).copied().flatten()
    }

    /// The facts for one delivery, if its connection still exists.
    pub(super) fn of<'b>(
        &'b self,
        delivery: &Delivery,
        say: &'b dyn Fn(&Notice) -> Spoken,
    ) -> Option<CallFacts<'b>> {
        let connection = self.connection(delivery)?;
        let conversation = delivery
            .conversation
            .and_then(|id| self.conversations.get(&id));
        let unread = (Reading::Behind { since_ms: i64::MAX }, false);
        let (reading, followed) = *self.albums.get(&delivery.seq).unwrap_or(&unread);
        Some(CallFacts {
            cell: &self.cell,
            connection,
            conversation,
            card: conversation.and_then(|conversation| self.cards.get(&conversation.card)),
            called: conversation
                .and_then(|conversation| conversation.handling.called)
                .and_then(|card| self.cards.get(&card)),
            ticker: conversation
                .and_then(|conversation| conversation.handling.ticker)
                .and_then(|card| self.cards.get(&card)),
            responsible: conversation
                .and_then(|conversation| conversation.handling.responsible)
                .and_then(|who| self.cards.get(&who.card)),
            icon: self
                .icons
                .get(&connection.id)
                .filter(|known| Some(known.wanted.as_str()) == connection.params.icon_color.emoji())
                .and_then(|known| known.id.as_deref()),
            reply_target: self.reply_target(delivery),
            reply_source: self.reply_source(delivery),
            original: self.originals.get(&delivery.seq),
            copy_of_before: self.copies_of_before.get(&delivery.seq).copied(),
            taken: self.taken.contains(&delivery.seq),
            codebook: &self.store,
            relays: &self.relays,
            copy_by: self
                .reply_target(delivery)
                .and_then(|copy| self.posted.get(&copy).copied()),
            reactions: self.reactions.get(&delivery.seq).map(|known| &known.facts),
            backlog: self.backlogs.get(&delivery.seq).copied(),
            reading,
            ignored: self.ignored.get(&connection.id).map(Vec::as_slice),
            info: conversation
                .and_then(|conversation| self.infos.get(&conversation.id))
                .map(|known| InfoFacts {
                    known,
                    tell: words::card,
                }),
            reply_topic: self.reply_topic.flatten(),
            reply_wanted: self.is_wanted(delivery),
            panel: self
                .panels
                .get(&delivery.seq)
                .map(|(panel, drawn, until_ms)| PanelFacts {
                    panel,
                    drawn: drawn.as_ref(),
                    until_ms: *until_ms,
                }),
            followed,
            say,
        })
    }

    /// Whether a delivery may not make a topic now, because the outcome of another one is awaited: its echo must not be taken
    /// for this one's.
    pub(super) fn awaits_an_echo(&self, delivery: &Delivery, now_ms: i64) -> bool {
        self.unsure.flatten().is_some_and(|(unsure, until_ms)| {
            delivery.conversation != Some(unsure) && now_ms < until_ms
        })
    }

    fn was_unsure(&self, conversation: ConversationId) -> bool {
        let before = self.conversations.get(&conversation);
        is_unsure(before)
            || self
                .unsure
                .flatten()
                .is_some_and(|(unsure, _)| unsure == conversation)
    }

    pub(super) fn connection(&self, delivery: &Delivery) -> Option<&Connection> {
        self.directory.connections.get(&delivery.connection)
    }

    /// Whose budget a call costs: an account has none of its own.
    pub(super) fn payer(&self, delivery: &Delivery, by: IdentityId) -> IdentityId {
        match self.connection(delivery) {
            Some(connection) if connection.identity == by => connection.bot(),
            _ => by,
        }
    }

    /// The words of a delivery's connection.
    pub(super) fn speaker(&self, delivery: &Delivery) -> impl Fn(&Notice) -> Spoken + use<> {
        let language = self
            .connection(delivery)
            .map(|connection| connection.params.language)
            .unwrap_or_default();
        move |notice| words::say(language, notice)
    }

    /// Makes changes part of the facts.
    pub(super) fn absorb(&mut self, change: &Change) {
        match change {
            Change::UpdateConversation(conversation) | Change::NewConversation(conversation) => {
                match conversation.topic {
                    Topic::Unsure { until_ms } => {
                        self.unsure = Some(Some((conversation.id, until_ms)));
                    }
                    _ if self.was_unsure(conversation.id) => self.unsure = Some(None),
                    _ => {}
                }
                self.conversations
                    .insert(conversation.id, conversation.clone());
            }
            Change::RefuseReaction {
                places, reaction, ..
            } => self.refuse(places, reaction),
            Change::Link(link) => {
                self.new_links.push(*link);
                if let Some(relay) = link.relay {
                    self.posted.insert(link.topic_message.0, relay);
                }
                let (client, topic) = (link.client_message.0, link.topic_message.0);
                let by_team = matches!(link.role, LinkRole::Team | LinkRole::TeamNote);
                if by_team || link.role.is_copy() {
                    self.replies.insert(
                        ReplyAsk {
                            conversation: link.conversation,
                            direction: Direction::ToTopic,
                            message: client,
                        },
                        Some(topic),
                    );
                    self.replies.insert(
                        ReplyAsk {
                            conversation: link.conversation,
                            direction: Direction::ToClient,
                            message: topic,
                        },
                        Some(client),
                    );
                }
            }
            Change::Role {
                conversation,
                topic_message,
                role: LinkRole::Withdrawn,
                ..
            } => {
                let ask = ReplyAsk {
                    conversation: *conversation,
                    direction: Direction::ToClient,
                    message: topic_message.0,
                };
                self.replies.insert(ask, None);
            }
            Change::Progress {
                seq,
                state: state @ (State::Held(_) | State::Failed(_)),
                ..
            } => {
                self.left.insert(*seq, state.clone());
            }
            Change::SourceMessage {
                conversation,
                message,
                thread,
            } => {
                self.reply_sources
                    .insert((*conversation, message.0), *thread);
            }
            Change::Ignore(change) => {
                if let Some(known) = self.ignored.get_mut(&change.connection) {
                    known.retain(|id| *id != change.whom);
                    known.extend(change.on.then_some(change.whom));
                }
            }
            Change::Relay { relay, out, .. } => {
                let known = self.relays.iter_mut().find(|known| known.id == *relay);
                if let Some(known) = known {
                    known.out = *out;
                }
            }
            Change::Cell {
                state, paused_ms, ..
            } => {
                self.cell.state = *state;
                self.cell.paused_ms = *paused_ms;
            }
            Change::CellGroup { group, .. } => self.cell.group = *group,
            Change::ReplyTopic { thread, .. } => self.reply_topic = Some(*thread),
            _ => {}
        }
    }
}

fn is_unsure(conversation: Option<&Conversation>) -> bool {
    conversation.is_some_and(|known| matches!(known.topic, Topic::Unsure { .. }))
}

fn reply_ask(delivery: &Delivery) -> Option<ReplyAsk> {
    let reply = delivery.reply.as_ref()?;
    Some(ReplyAsk {
        conversation: delivery.conversation?,
        direction: delivery.direction,
        message: reply.message,
    })
}
