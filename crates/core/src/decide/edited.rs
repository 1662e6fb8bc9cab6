//! A message was edited, on either side: its copies follow, in the lane's order.
//!
//! What waits is changed where it waits. What was sent, or may just be on its way, gets a delivery of its own behind it.
//! An edit that changes nothing visible is told by the digest of what the message holds. ADR 9.
//!
//! Neighbours: `versions` knows how a version looks, `withdraw` takes words back, `call` what follows when Telegram refuses.

mod client;
mod moved;
mod team;

pub(super) use client::decide as by_client;
pub(super) use team::decide as by_team;

use relevo_telegram::{ChatKind, Place};

use super::pressed::untold;
use super::{
    About, Context, Decision, Incoming, Order, albums, deliver, sources, stopped, withdraw,
};
use crate::params::Edits;
use crate::{
    Aim, Cause, Change, ContentKind, Delivery, Direction, Fate, Fresh, InboxMark, Job, Link,
    Notice, ReplySource, State,
};

/// What is known of an edited message, sorted.
pub(super) struct Known<'a> {
    /// Its copies, oldest first.
    pub(super) copies: Vec<&'a Link>,
    /// The delivery that is to bring it, if it has not arrived.
    pub(super) first: Option<&'a Delivery>,
    /// The newest delivery that brings a later version.
    pub(super) later: Option<&'a Delivery>,
    newest: Option<i64>,
    /// The edited message.
    source: Place,
}

impl<'a> Known<'a> {
    pub(super) fn of(
        source: Place,
        context: &Context<'a>,
        is_copy: impl Fn(&Link) -> bool,
    ) -> Known<'a> {
        let about = context.about;
        let copies: Vec<&Link> = about.links.iter().filter(|link| is_copy(link)).collect();
        // The command that withdraws something else is no version of it; nor is what hangs under its copy, nor what stands aside
        // for *Retry*.
        let is_version = |one: &&Delivery| {
            !matches!(one.job, Job::Withdraw { .. } | Job::Under { .. }) && !is_aside(one, &about)
        };
        let pending = || about.pending.iter().filter(is_version);
        let is_first =
            |delivery: &&Delivery| copies.is_empty() && !matches!(delivery.job, Job::Edit { .. });
        let newest_pending = pending()
            .next_back()
            .and_then(|delivery| cause_at(delivery, source));
        Known {
            first: pending().rfind(is_first),
            later: pending().rfind(|one| !is_first(one)),
            newest: newest_pending
                .map(|cause| cause.digest)
                .or_else(|| copies.last().map(|copy| copy.digest)),
            copies,
            source,
        }
    }

    fn is_nothing(&self) -> bool {
        self.copies.is_empty() && self.first.is_none() && self.later.is_none()
    }

    /// Whether a command sent it: its own words are no version of it.
    fn is_said(&self) -> bool {
        self.newest == Some(Link::SAID)
    }

    /// Whether the newest version that is known holds the same.
    fn holds(&self, digest: i64) -> bool {
        self.newest == Some(digest)
    }

    /// Whether what the other side has, or is about to have, holds the same file.
    fn has_file(&self, incoming: &Incoming<'_>) -> bool {
        let kind = ContentKind::of(&incoming.message.content);
        let first = self.first.and_then(|first| cause_at(first, self.source));
        let copy = self.copies.last().map(|copy| (copy.kind, copy.digest));
        copy.or_else(|| first.map(|cause| (cause.kind, cause.digest)))
            .is_some_and(|(known, digest)| known == kind && digest >> 32 == incoming.digest >> 32)
    }
}

/// Whether a placeholder stands, or is to stand, where this was to go: it waits for *Retry*.
fn is_aside(delivery: &Delivery, about: &About<'_>) -> bool {
    let failed = |one: &Delivery| matches!(one.state, State::Failed(_));
    let stands = |link: &Link| link.role.is_copy();
    delivery.direction == Direction::ToTopic
        && failed(delivery)
        && !matches!(delivery.job, Job::Edit { .. })
        && (about.links.iter().any(stands) || about.pending.iter().any(|one| !failed(one)))
}

/// What stands aside for *Retry* is no version of the message any more: it goes. What becomes of its update is said when its
/// placeholder ends, or what the placeholder was changed into, as long as that waits.
fn superseded(context: &Context<'_>) -> Vec<Change> {
    let pending = context.about.pending.iter();
    let (aside, others): (Vec<_>, Vec<_>) = pending.partition(|one| is_aside(one, &context.about));
    let ends_later = |change: &Change| match change {
        Change::Fate { mark, .. } => others.iter().any(|one| brings(one, *mark)),
        _ => false,
    };
    let mut changes = Vec::new();
    for one in aside {
        let removed = withdraw::removed(one).into_iter();
        changes.extend(removed.filter(|change| !ends_later(change)));
        changes.extend(untold(one));
    }
    changes
}

/// Whether the end of this delivery says what became of an update.
fn brings(delivery: &Delivery, mark: InboxMark) -> bool {
    !matches!(delivery.job, Job::Under { .. }) && delivery.causes().any(|cause| cause.mark == mark)
}

/// What a delivery brings of a message: of an album, its one item.
fn cause_at(delivery: &Delivery, source: Place) -> Option<Cause> {
    match delivery.album() {
        Some(_) => delivery.cause_at(source),
        None => delivery.cause,
    }
}

/// The call for a delivery may have been made: what it says can no longer be changed.
pub(super) fn is_claimed(delivery: &Delivery) -> bool {
    matches!(delivery.state, State::Claimed { .. })
}

/// A delivery that has not gone says this instead, at its place. Other words than those that stand above its file already are said first.
fn instead(delivery: &Delivery, job: Job, incoming: &Incoming<'_>) -> Decision {
    let now = incoming.cause();
    let cause = delivery.cause.map(|cause| Cause {
        kind: now.kind,
        digest: now.digest,
        ..cause
    });
    let words = job.words_above();
    let begins_anew = words.is_some() && words != delivery.job.words_above();
    let (step, header_message) = match begins_anew {
        true => (0, None),
        false => (delivery.step, delivery.header_message),
    };
    Decision {
        changes: vec![Change::Replace(Delivery {
            job,
            cause,
            step,
            header_message,
            bare: false,
            ..delivery.clone()
        })],
        fate: Fate::Internal,
    }
}

/// What has not gone says the new version at once; an edit that waited behind it has nothing left to change.
fn first_says(
    (known, first): (&Known<'_>, &Delivery),
    job: Job,
    incoming: &Incoming<'_>,
) -> Decision {
    let mut decision = match first.album() {
        Some(album) => Decision {
            changes: albums::revised((first, album), incoming)
                .into_iter()
                .collect(),
            fate: Fate::Internal,
        },
        None => instead(first, job, incoming),
    };
    if let Some(later) = known.later {
        decision.changes.extend(withdraw::removed(later));
    }
    decision
}

/// The copy follows: what already waits to change it says the newest version, otherwise a new delivery does. What the team wrote
/// while the connection was stopped is asked about, so it goes with nothing that is not.
fn follows(
    (known, direction): (&Known<'_>, Direction),
    job: Job,
    incoming: &Incoming<'_>,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Decision {
    let own = ReplySource {
        message: incoming.message.place.message.0,
        quote: None,
    };
    let is_late =
        direction == Direction::ToClient && stopped::edited_meanwhile(incoming.message, context);
    let takes_it = |later: &&Delivery| !is_claimed(later) && (!is_late || stopped::is_held(later));
    if let Some(waiting) = known.later.filter(takes_it) {
        let waiting = Delivery {
            reply: Some(own),
            ..waiting.clone()
        };
        return instead(&waiting, job, incoming);
    }
    let order = Order {
        conversation: context.conversation,
        direction,
        job,
    };
    let mut delivery = deliver(order, context, fresh);
    delivery.cause = Some(incoming.cause());
    delivery.reply = Some(own);
    if direction == Direction::ToClient {
        delivery.aim = beside(known, context).or_else(|| sources::newest(context));
    }
    if is_late {
        let question = Notice::EditHeldWhileStopped;
        let (changes, fate) = stopped::held(delivery, question, context, fresh);
        return Decision { changes, fate };
    }
    Decision {
        changes: vec![Change::Deliver(delivery)],
        fate: Fate::Waiting,
    }
}

/// Where the newest copy is, or will be, if it is a comment beside its channel.
fn beside(known: &Known<'_>, context: &Context<'_>) -> Option<Aim> {
    let Some(copy) = known.copies.last() else {
        let aim = known.first.and_then(|first| first.aim);
        return aim.filter(|aim| matches!(aim, Aim::Comment(_)));
    };
    let conversation = context.conversation?;
    let elsewhere = copy.client_chat != conversation.chat;
    (elsewhere && conversation.kind == ChatKind::Channel).then_some(Aim::Comment(Place {
        chat: copy.client_chat,
        message: copy.client_message,
    }))
}

/// A version of this message of the team is not sent: the client keeps an older one.
pub(super) fn stays_older(source: Place, context: &Context<'_>) -> Change {
    Change::Version {
        cell: context.cell.id,
        identity: context.connection.identity,
        source,
        direction: Direction::ToClient,
        digest: Link::OLDER,
    }
}

/// Whether a copy is changed, as the connection's owner wants it.
fn replaces(context: &Context<'_>) -> bool {
    context.connection.params.edits == Edits::Replace
}
