//! Reactions: the counterpart of a message shows what is wanted at the moment of the call. ADR 11.
//!
//! Nothing here troubles people: what cannot be set is skipped and counted. Neighbour: `reaction` says which message is meant.

use relevo_telegram::{Call, ChatKind, Outcome, Place, Reaction, Refusal, UpdateId};

use super::next::{PROBE_MS, made_by_us};
use super::standing::Ended;
use super::{Next, backoff_ms};
use crate::params::Receipts;
use crate::reaction::{RECEIPT, target};
use crate::{
    Cause, Change, ContentKind, Delivery, Direction, FactKind, Fresh, InboxMark, Job, Link,
    LinkRole, Meant, ReactionFacts, State, meant, reacting_places,
};

/// How long a reaction to a message of which nothing is known looks for it.
const PARKED_MS: i64 = 60 * 60 * 1_000;
/// How many refused reactions one delivery skips; `Delivery::step` counts them.
const REFUSED_MAX: u8 = 8;

/// The call that lets the counterpart show what is wanted.
pub(super) fn next(asked: &Ended<'_>) -> Next {
    let Some((original, known)) = asked.delivery.cause.zip(asked.facts.reactions) else {
        return Next::Settle(vec![asked.removed()]);
    };
    let original = original.source;
    if asked.delivery.direction == Direction::Aside {
        return Next::Settle(parked(asked, (original, known)));
    }
    let Some(conversation) = asked.facts.conversation else {
        return Next::Settle(vec![asked.removed()]);
    };
    let chats = (asked.facts.cell.group, conversation.chat);
    let side = (original, asked.delivery.direction);
    match target(side, &known.links, chats) {
        Some(at) => {
            let reaction = wanted(asked, known);
            made_by_us(asked, Call::React { at, reaction })
        }
        // Only its author line stands.
        None if known.is_awaited() => Next::Settle(vec![looks_again(asked)]),
        None => Next::Settle(vec![asked.removed()]),
    }
}

/// The newest that may be set; otherwise the receipt, if there is to be one.
fn wanted(asked: &Ended<'_>, known: &ReactionFacts) -> Option<Reaction> {
    let receipt = || is_delivered(asked, known).then(|| Reaction::Emoji(RECEIPT.to_owned()));
    known.reactions.first().cloned().or_else(receipt)
}

/// Whether the topic is to say that the client has this message of the team as it stands. Without, once Telegram has refused it.
fn is_delivered(asked: &Ended<'_>, known: &ReactionFacts) -> bool {
    let (facts, delivery) = (asked.facts, asked.delivery);
    let by_team = delivery
        .cause
        .is_some_and(|cause| cause.source.chat == facts.cell.group);
    // A group that was upgraded has lost its old messages; comments on a channel's posts are in another chat by nature.
    let is_theirs = |link: &Link| {
        facts.conversation.is_some_and(|conversation| {
            link.client_chat == conversation.chat || conversation.kind == ChatKind::Channel
        })
    };
    let at_the_client = known
        .links
        .last()
        .filter(|link| link.digest != Link::OLDER)
        .is_some_and(|link| link.client_message.is_linkable() && is_theirs(link));
    // A version that was on its way when it became a note is a copy like any other.
    let no_note = known.links.iter().all(|link| link.role == LinkRole::Team);
    facts.connection.params.receipts == Receipts::All
        && delivery.direction == Direction::ToTopic
        && !delivery.bare
        && by_team
        && at_the_client
        && no_note
        && known.is_settled()
}

/// Nobody knows yet whose message it is: it goes into its lane, looks again, or goes.
fn parked(asked: &Ended<'_>, (place, known): (Place, &ReactionFacts)) -> Vec<Change> {
    let facts = asked.facts;
    let identity = facts.connection.identity;
    let ours = known.links.iter().any(|link| link.identity == identity);
    match meant(place, &known.links, facts.cell.group) {
        Some(Meant::Message {
            original,
            conversation,
        }) if ours => {
            let direction = if place.chat == facts.cell.group {
                Direction::ToClient
            } else {
                Direction::ToTopic
            };
            let cause = asked.delivery.cause.map(|cause| Cause {
                source: original,
                ..cause
            });
            vec![Change::Replace(Delivery {
                conversation: Some(conversation),
                direction,
                cause,
                attempts: 0,
                state: State::Waiting {
                    due_ms: asked.now_ms,
                },
                ..asked.delivery.clone()
            })]
        }
        Some(_) => gone(asked, place),
        None if known.is_awaited() => vec![looks_again(asked)],
        None if known.is_settled() && asked.now_ms < asked.delivery.made_ms + PARKED_MS => {
            vec![looks_again(asked)]
        }
        None => {
            let mut changes = gone(asked, place);
            changes.push(asked.record(FactKind::ReactionDropped));
            changes
        }
    }
}

pub(super) fn looks_again(asked: &Ended<'_>) -> Change {
    let due_ms = asked.now_ms + backoff_ms(asked.delivery.attempts);
    asked.waits(due_ms, |delivery| {
        delivery.attempts = delivery.attempts.saturating_add(1);
    })
}

fn gone(asked: &Ended<'_>, place: Place) -> Vec<Change> {
    let forgotten = Change::ForgetReactions {
        connection: asked.facts.connection.id,
        place,
    };
    vec![asked.removed(), forgotten]
}

/// What follows from the call's outcome.
pub(super) fn ended(ended: &Ended<'_>, outcome: &Outcome) -> Vec<Change> {
    match outcome {
        Outcome::Done(_) | Outcome::Refused(Refusal::NotModified) => vec![ended.removed()],
        Outcome::Refused(Refusal::ReactionInvalid) => refused(ended),
        // Whatever else the bot is to do waits for its token as well.
        Outcome::Refused(Refusal::TokenInvalid)
            if ended.now_ms < ended.delivery.made_ms + PARKED_MS =>
        {
            vec![ended.waits(ended.now_ms + PROBE_MS, |_| ())]
        }
        Outcome::Refused(_) => vec![ended.removed(), ended.record(FactKind::ReactionSkipped)],
        Outcome::Wait(wait) => vec![ended.waits_out(*wait)],
        Outcome::NotSent | Outcome::Unknown => vec![ended.backs_off(|_| ())],
    }
}

/// The bot may not set it: the next newest is tried, or none.
fn refused(ended: &Ended<'_>) -> Vec<Change> {
    let skipped = ended.record(FactKind::ReactionSkipped);
    let facts = ended.facts.reactions.zip(ended.delivery.cause);
    let Some((known, cause)) = facts.filter(|_| ended.delivery.step < REFUSED_MAX) else {
        return vec![ended.removed(), skipped];
    };
    match known.asked.as_ref() {
        Some(reaction) if known.reactions.contains(reaction) => {
            let side = (cause.source, ended.delivery.direction);
            let places = reacting_places(side, &known.links, ended.facts.cell.group);
            let refused = Change::RefuseReaction {
                connection: ended.facts.connection.id,
                places,
                reaction: reaction.clone(),
            };
            let again = ended.waits(ended.now_ms, |delivery| delivery.step += 1);
            vec![refused, skipped, again]
        }
        // It was the receipt: whatever stands there is taken back.
        Some(_) if !ended.delivery.bare => {
            vec![
                skipped,
                ended.waits(ended.now_ms, |delivery| delivery.bare = true),
            ]
        }
        _ => vec![ended.removed(), skipped],
    }
}

/// Whether the client has a message of the team has changed: what says so in the topic is looked at anew.
pub(super) fn receipt(ended: &Ended<'_>, message: Place, fresh: &mut Fresh) -> Option<Change> {
    let facts = ended.facts;
    let by_team = message.chat == facts.cell.group && ended.delivery.direction.is_to_client();
    if facts.connection.params.receipts != Receipts::All || !by_team {
        return None;
    }
    // No update waits for what becomes of it.
    let nobodys = InboxMark {
        identity: facts.connection.identity,
        epoch: 0,
        update: UpdateId(0),
    };
    let mut delivery = ended.delivery_of(Direction::ToTopic, Job::React, fresh);
    delivery.cause = Some(Cause {
        mark: nobodys,
        source: message,
        kind: ContentKind::Unknown,
        author: 0,
        digest: 0,
    });
    Some(Change::Deliver(delivery))
}

/// [`receipt`] for the message that the ended delivery brought, or a version of it.
pub(super) fn receipt_of_cause(ended: &Ended<'_>, fresh: &mut Fresh) -> Option<Change> {
    let message = ended.delivery.cause?.source;
    receipt(ended, message, fresh)
}
