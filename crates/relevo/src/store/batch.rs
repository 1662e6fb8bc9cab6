//! A list of changes folded to at most one change per row, grouped by table. Pure; `apply` writes the result.
//!
//! Maps are sorted, so that two transactions always touch rows in the same order.

use std::collections::BTreeMap;

use relevo_core::broadcast::Ended;
use relevo_core::{
    Callback, Card, CardId, CellId, CellState, Change, ChatVerdict, ConnectionId, Conversation,
    ConversationId, Delivery, Fact, Fate, Gathered, IdentityId, Ignoring, InboxMark, Link,
    LinkRole, Operator, PanelId, Participant, RelayOut, Seq,
};
use relevo_telegram::{BusinessConnection, ChatId, MessageId, Place, ThreadId, UserId};

use super::links::VersionKey;
use super::outbox::Stand;
use super::sources::NewSource;
use super::told::Told;

/// What remains of a list of changes: later changes of a row have won.
#[derive(Default)]
pub(super) struct Batch<'a> {
    pub(super) cards: BTreeMap<CardId, NewCard<'a>>,
    /// Those that nothing refers to any more.
    pub(super) dropped: Vec<CardId>,
    pub(super) conversations: BTreeMap<ConversationId, (Novelty, &'a Conversation)>,
    pub(super) topics: BTreeMap<(CellId, ThreadId), Option<ConversationId>>,
    pub(super) outbox: BTreeMap<(CellId, Seq), OutboxChange>,
    pub(super) links: BTreeMap<(CellId, MessageId, MessageId), Link>,
    pub(super) roles: BTreeMap<(CellId, MessageId), LinkRole>,
    pub(super) versions: BTreeMap<VersionKey, i64>,
    pub(super) fates: BTreeMap<InboxMark, Fate>,
    /// What tells of an update; `None`: nothing does any more.
    pub(super) told: BTreeMap<InboxMark, Option<Told>>,
    /// Where notices stand.
    pub(super) told_at: BTreeMap<(CellId, Seq), MessageId>,
    /// `None`: to be removed.
    pub(super) callbacks: BTreeMap<i64, Option<&'a Callback>>,
    pub(super) cell_states: BTreeMap<CellId, (CellState, Option<i64>)>,
    pub(super) cell_groups: BTreeMap<CellId, ChatId>,
    /// Why a relay is out of service since when, or that it is in it.
    pub(super) relays: BTreeMap<IdentityId, (Option<RelayOut>, i64)>,
    /// How accounts are connected.
    pub(super) accounts: BTreeMap<IdentityId, &'a BusinessConnection>,
    pub(super) facts: Vec<Fact>,
    pub(super) operators: BTreeMap<(CellId, UserId), Option<Operator>>,
    pub(super) sources: BTreeMap<(ConversationId, ThreadId), NewSource>,
    /// Whose what waits in a conversation is from now on.
    pub(super) taken_over: BTreeMap<(CellId, ConversationId), ConnectionId>,
    /// Identity, post, and its automatic forward.
    pub(super) discussions: BTreeMap<(IdentityId, Place), Place>,
    pub(super) source_messages: BTreeMap<(ConversationId, MessageId), ThreadId>,
    /// Who wrote, and when they are noted.
    pub(super) participants: BTreeMap<(ConversationId, UserId), (Participant, i64)>,
    /// In order.
    pub(super) ignored: Vec<Ignoring>,
    pub(super) verdicts: Vec<ChatVerdict>,
    /// In order.
    pub(super) reactions: Vec<&'a Change>,
    pub(super) items: BTreeMap<(IdentityId, ChatId, MessageId), Gathered>,
    /// Of quick replies, in order.
    pub(super) replies: Vec<&'a Change>,
    /// What panels' messages show, and which they are; `None`: the panel goes.
    pub(super) panels: BTreeMap<PanelId, Option<(Option<MessageId>, i64)>>,
    /// How steps of broadcasts ended, and when.
    pub(super) steps: BTreeMap<(CellId, Seq), (Ended, i64)>,
    /// Since when clients want no broadcasts; `None`: they do.
    pub(super) opted_out: BTreeMap<ConversationId, Option<i64>>,
}

/// A card's last version, and the last start parameter and phone number that any of its versions had.
#[derive(Clone, Copy)]
pub(super) struct NewCard<'a> {
    pub(super) card: &'a Card,
    pub(super) start: Option<&'a str>,
    pub(super) phone: Option<&'a str>,
}

/// Whether a row is new in this batch.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Novelty {
    New,
    Known,
}

/// What happens to one delivery's row.
pub(super) enum OutboxChange {
    /// A new row, or an old one written whole.
    Write(Novelty, Delivery),
    /// Only where it stands.
    Move(Stand),
    /// Gone.
    Remove,
}

impl<'a> Batch<'a> {
    pub(super) fn of(changes: &'a [Change]) -> Batch<'a> {
        let mut batch = Batch::default();
        for change in changes {
            batch.add(change);
        }
        batch
    }

    fn add(&mut self, change: &'a Change) {
        match change {
            Change::NewConversation(conversation) => {
                let row = (Novelty::New, conversation);
                self.conversations.insert(conversation.id, row);
            }
            Change::UpdateConversation(conversation) => {
                let row = self.conversations.entry(conversation.id);
                row.or_insert((Novelty::Known, conversation)).1 = conversation;
            }
            Change::PutCard { id, card } => {
                let earlier = self.cards.get(id);
                let start = earlier.and_then(|card| card.start);
                let phone = earlier.and_then(|card| card.phone);
                let now = NewCard {
                    card,
                    start: card.start_parameter.as_deref().or(start),
                    phone: card.phone.as_deref().or(phone),
                };
                self.cards.insert(*id, now);
            }
            Change::DropCard(id) => self.dropped.push(*id),
            Change::PutTopic {
                cell,
                thread,
                conversation,
            } => {
                let owner = self.topics.entry((*cell, *thread)).or_insert(None);
                *owner = conversation.or(*owner);
            }
            Change::Deliver(_)
            | Change::Progress { .. }
            | Change::Replace(_)
            | Change::Remove { .. } => self.add_to_outbox(change),
            Change::Link(link) => {
                let key = (link.cell, link.topic_message, link.client_message);
                self.links.insert(key, *link);
            }
            Change::Role {
                cell,
                topic_message,
                role,
                ..
            } => {
                self.roles.insert((*cell, *topic_message), *role);
            }
            Change::Version {
                cell,
                identity,
                source,
                direction,
                digest,
            } => {
                let key = VersionKey {
                    direction: *direction,
                    cell: *cell,
                    identity: *identity,
                    chat: source.chat,
                    message: source.message,
                };
                self.versions.insert(key, *digest);
            }
            Change::Fate { mark, fate } => {
                self.fates.insert(*mark, *fate);
            }
            Change::Told {
                mark,
                cell,
                notice,
                kept,
            } => {
                self.told.insert(*mark, Some((*cell, *notice, *kept)));
            }
            Change::Untold { mark } => {
                self.told.insert(*mark, None);
            }
            Change::ToldAt {
                cell,
                notice,
                message,
            } => {
                self.told_at.insert((*cell, *notice), *message);
            }
            Change::PutCallback(callback) => {
                self.callbacks.insert(callback.id, Some(callback));
            }
            Change::RemoveCallback(id) => {
                self.callbacks.insert(*id, None);
            }
            Change::Cell {
                cell,
                state,
                paused_ms,
            } => {
                self.cell_states.insert(*cell, (*state, *paused_ms));
            }
            Change::CellGroup { cell, group } => {
                self.cell_groups.insert(*cell, *group);
            }
            Change::Relay { relay, out, at_ms } => {
                self.relays.insert(*relay, (*out, *at_ms));
            }
            Change::Account { identity, now } => {
                self.accounts.insert(*identity, now);
            }
            Change::Ignore(change) => self.ignored.push(*change),
            Change::Verdict(said) => self.verdicts.push(*said),
            Change::PanelShown {
                panel,
                message,
                shown,
            } => {
                self.panels.insert(*panel, Some((*message, *shown)));
            }
            Change::PanelGone(panel) => {
                self.panels.insert(*panel, None);
            }
            // Whoever takes the page in keeps it, with the update.
            Change::Request(_) => {}
            Change::Record(fact) => self.facts.push(*fact),
            Change::Operator {
                cell,
                person,
                place,
            } => {
                self.operators.insert((*cell, *person), *place);
            }
            Change::Source {
                conversation,
                thread,
                card,
                seen_ms,
            } => {
                let new = self.sources.entry((*conversation, *thread)).or_default();
                new.card = card.or(new.card);
                new.seen_ms = (*seen_ms).max(new.seen_ms);
            }
            Change::TakeOver {
                cell,
                conversation,
                connection,
            } => {
                self.taken_over.insert((*cell, *conversation), *connection);
            }
            Change::Discussion {
                identity,
                post,
                copy,
            } => {
                self.discussions.insert((*identity, *post), *copy);
            }
            Change::Participant { participant, at_ms } => {
                let key = (participant.conversation, participant.person);
                let row = self.participants.entry(key);
                row.or_insert((*participant, *at_ms)).0 = *participant;
            }
            Change::SourceMessage {
                conversation,
                message,
                thread,
            } => {
                self.source_messages
                    .insert((*conversation, *message), *thread);
            }
            Change::Reactions { .. }
            | Change::RefuseReaction { .. }
            | Change::ForgetReactions { .. } => self.reactions.push(change),
            Change::ReplyUsed { .. }
            | Change::ReplyStored { .. }
            | Change::ReplyLost { .. }
            | Change::ReplyTopic { .. }
            | Change::RemoveReply(_) => self.replies.push(change),
            Change::StepEnded {
                cell,
                seq,
                end,
                at_ms,
            } => {
                self.steps.insert((*cell, *seq), (*end, *at_ms));
            }
            Change::OptedOut(conversation, since_ms) => {
                self.opted_out.insert(*conversation, *since_ms);
            }
            Change::Gather(item) => {
                let key = (item.identity, item.source.chat, item.source.message);
                self.items.insert(key, *item);
            }
        }
    }

    fn add_to_outbox(&mut self, change: &Change) {
        match change {
            Change::Deliver(delivery) => {
                let row = OutboxChange::Write(Novelty::New, delivery.clone());
                self.outbox.insert((delivery.cell, delivery.seq), row);
            }
            Change::Replace(delivery) => {
                let key = (delivery.cell, delivery.seq);
                let novelty = match self.outbox.get(&key) {
                    Some(OutboxChange::Write(novelty, _)) => *novelty,
                    _ => Novelty::Known,
                };
                let row = OutboxChange::Write(novelty, delivery.clone());
                self.outbox.insert(key, row);
            }
            Change::Progress {
                cell,
                seq,
                state,
                attempts,
                step,
                header_message,
                repeat,
                bare,
            } => {
                let stand = Stand {
                    state: state.clone(),
                    attempts: *attempts,
                    step: *step,
                    header_message: *header_message,
                    repeat: *repeat,
                    bare: *bare,
                };
                match self.outbox.get_mut(&(*cell, *seq)) {
                    Some(OutboxChange::Write(_, delivery)) => stand.put_into(delivery),
                    // What is gone does not move.
                    Some(OutboxChange::Remove) => {}
                    _ => {
                        self.outbox.insert((*cell, *seq), OutboxChange::Move(stand));
                    }
                }
            }
            Change::Remove { cell, seq } => match self.outbox.get(&(*cell, *seq)) {
                Some(OutboxChange::Write(Novelty::New, _)) => {
                    self.outbox.remove(&(*cell, *seq));
                }
                _ => {
                    self.outbox.insert((*cell, *seq), OutboxChange::Remove);
                }
            },
            _ => unreachable!("only changes of deliveries come here"),
        }
    }
}
