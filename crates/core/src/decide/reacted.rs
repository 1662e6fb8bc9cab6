//! Somebody reacts to a message: what they do is kept, and whatever is to show it is woken. ADR 11.
//!
//! Neighbours: `reaction` says which message is meant, `call::reactions` what its counterpart shows. Deliberately absent: which
//! reaction that is.

use relevo_telegram::{Actor, Chat, Place, Reaction, ReactionChange, ReactionCounts, UserId};

use super::edited::is_claimed;
use super::{Context, Decision, Order, account, deliver, filter, record};
use crate::params::Receipts;
use crate::reaction::KEPT_MAX;
use crate::{
    COUNTED, Cause, Change, ContentKind, Delivery, Direction, FactKind, Fate, Filter, Fresh,
    InboxMark, Job, Meant, State, meant,
};

/// A change of reactions, whoever told of it.
pub(super) struct Reacting<'a> {
    mark: InboxMark,
    place: Place,
    chat: &'a Chat,
    actor: i64,
    is_bot: bool,
    /// The newest, or the most frequent, last.
    now: Vec<Reaction>,
}

impl<'a> Reacting<'a> {
    pub(super) fn of(mark: InboxMark, change: &'a ReactionChange) -> Reacting<'a> {
        let (actor, is_bot) = match &change.by {
            Actor::User(user) => (user.id.0, user.bot),
            Actor::Chat(chat) => (chat.id.0, false),
        };
        Reacting {
            mark,
            place: change.place,
            chat: &change.chat,
            actor,
            is_bot,
            now: change.now.clone(),
        }
    }

    /// Of equally frequent reactions the first in Telegram's order is preferred.
    pub(super) fn counted(mark: InboxMark, counts: &'a ReactionCounts) -> Reacting<'a> {
        let mut counted: Vec<&(Reaction, i64)> = counts.counts.iter().rev().collect();
        counted.sort_by_key(|(_, count)| *count);
        let shown = counted.into_iter().filter(|(_, count)| *count > 0);
        Reacting {
            mark,
            place: counts.place,
            chat: &counts.chat,
            actor: COUNTED,
            is_bot: false,
            now: shown.map(|(reaction, _)| reaction.clone()).collect(),
        }
    }
}

pub(super) fn by_client(
    reacting: &Reacting<'_>,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Decision {
    let params = &context.connection.params;
    let who = (reacting.actor, reacting.chat);
    if let Some(reason) = filter::left_out_by(who, params, context.fleet) {
        return Decision::nothing(Fate::Filtered(reason));
    }
    decide(reacting, Direction::ToTopic, context, fresh)
}

pub(super) fn by_team(
    reacting: &Reacting<'_>,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Decision {
    if context.fleet.contains(&UserId(reacting.actor)) {
        return Decision::nothing(Fate::Filtered(Filter::OwnFleet));
    }
    decide(reacting, Direction::ToClient, context, fresh)
}

fn decide(
    reacting: &Reacting<'_>,
    direction: Direction,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Decision {
    if reacting.is_bot {
        return Decision::nothing(Fate::Internal);
    }
    if !reacting.place.message.is_linkable() {
        return Decision::nothing(Fate::Filtered(Filter::NotActedOn));
    }
    let others = |known: &crate::Conversation| known.connection != context.connection.id;
    if context.conversation.is_some_and(others) {
        return Decision::nothing(Fate::Filtered(Filter::Elsewhere));
    }
    let whose = whose(reacting.place, context);
    if let (Direction::ToClient, Whose::Known(_), Some(known)) =
        (direction, &whose, context.conversation)
        && context.connection.account().is_some()
    {
        let reacts = !reacting.now.is_empty();
        let about = reacting.place.message.0;
        let told = reacts.then(|| account::reacted(about, known, context, fresh));
        return Decision {
            changes: told.unwrap_or_default(),
            fate: Fate::Internal,
        };
    }
    let (original, direction) = match whose {
        Whose::Known(original) => (original, direction),
        Whose::NotYet => (reacting.place, Direction::Aside),
        Whose::Nobodys => return Decision::nothing(Fate::Internal),
    };
    let mut changes = kept(reacting, context, fresh);
    let waits = |one: &&Delivery| one.direction == direction && !is_claimed(one);
    if context.about.reacting.iter().find(waits).is_none() {
        let what = (reacting.mark, original, reacting.actor);
        changes.push(Change::Deliver(shows(what, direction, context, fresh)));
    }
    Decision {
        changes,
        fate: Fate::Internal,
    }
}

enum Whose {
    /// A message of a conversation: where it was written.
    Known(Place),
    /// Its link will come, or nothing is known of it.
    NotYet,
    /// It has no other side.
    Nobodys,
}

fn whose(place: Place, context: &Context<'_>) -> Whose {
    match meant(place, context.about.links, context.cell.group) {
        Some(Meant::Message { original, .. }) => Whose::Known(original),
        Some(Meant::Nothing) => Whose::Nobodys,
        None => {
            let pending = context.about.pending;
            let failed = |one: &Delivery| matches!(one.state, State::Failed(_));
            if !pending.is_empty() && pending.iter().all(failed) {
                Whose::Nobodys
            } else {
                Whose::NotYet
            }
        }
    }
}

/// What somebody does is kept; a star that was paid for is nobody else's to set.
fn kept(reacting: &Reacting<'_>, context: &Context<'_>, fresh: &mut Fresh) -> Vec<Change> {
    let settable = |reaction: &&Reaction| **reaction != Reaction::Paid;
    let mut now: Vec<Reaction> = reacting.now.iter().filter(settable).cloned().collect();
    let skipped = now.len() < reacting.now.len();
    now.drain(..now.len().saturating_sub(KEPT_MAX));
    let mut changes = vec![Change::Reactions {
        connection: context.connection.id,
        place: reacting.place,
        actor: reacting.actor,
        now,
        number: fresh.seq().0,
        at_ms: context.now_ms,
    }];
    if skipped {
        let kind = FactKind::ReactionSkipped;
        changes.push(record(kind, context.conversation, context));
    }
    changes
}

/// A delivery that lets the other side of a message show the reactions to it.
fn shows(
    (mark, original, author): (InboxMark, Place, i64),
    direction: Direction,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Delivery {
    let order = Order {
        conversation: context
            .conversation
            .filter(|_| direction != Direction::Aside),
        direction,
        job: Job::React,
    };
    let mut delivery = deliver(order, context, fresh);
    delivery.cause = Some(Cause {
        mark,
        source: original,
        kind: ContentKind::Unknown,
        author,
        digest: 0,
    });
    delivery
}

/// Whether a message of the team is at the client's has changed: what says so in the topic is looked at anew.
pub(super) fn receipt(
    (mark, message): (InboxMark, Place),
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Option<Change> {
    let wanted = context.connection.params.receipts == Receipts::All;
    wanted.then(|| {
        let what = (mark, message, 0);
        Change::Deliver(shows(what, Direction::ToTopic, context, fresh))
    })
}
