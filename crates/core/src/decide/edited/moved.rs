//! A live location moved, or stands still from now on: its copy follows, at most once a minute and without a word.
//!
//! A move waits its minute in a lane of its own (`Lane::part`), and a newer one takes its place there. Where the location itself
//! still waits, it begins where it is now. `EDITS` does not matter here: nobody wants a message for every step.

use relevo_telegram::Location;

use super::super::rebuilt::still_live;
use super::super::{Context, Decision, Incoming, Order, deliver};
use super::{Known, instead, is_claimed};
use crate::{
    Change, ContentKind, Delivery, Direction, Fate, Filter, Fresh, Job, Matter, ReplySource, State,
    Version,
};

/// The shortest time between two moves of one copy.
const MOVE_MS: i64 = 60_000;

pub(super) fn decide(
    (known, direction): (&Known<'_>, Direction),
    place: &Location,
    incoming: &Incoming<'_>,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Decision {
    if known.holds(incoming.digest) {
        return Decision::nothing(Fate::Filtered(Filter::Unchanged));
    }
    if let Some(first) = known.first.filter(|first| !is_claimed(first)) {
        return begins_here(first, place, incoming);
    }
    let Some(since_ms) = live_since(known) else {
        return Decision::nothing(Fate::Filtered(Filter::NotActedOn));
    };
    // The copy's time runs since it was made.
    let place = still_live(place, incoming.message.date, since_ms);
    let job = Job::Edit {
        version: Version::Location(place),
        in_place: true,
        anew: Box::new(Job::Anew {
            header: None,
            matter: Matter::Location(place),
        }),
    };
    if let Some(waiting) = known.later.filter(|later| !is_claimed(later)) {
        return instead(waiting, job, incoming);
    }
    let order = Order {
        conversation: context.conversation,
        direction,
        job,
    };
    let delivery = Delivery {
        cause: Some(incoming.cause()),
        reply: Some(ReplySource {
            message: incoming.message.place.message.0,
            quote: None,
        }),
        state: State::Waiting {
            due_ms: context.now_ms + MOVE_MS,
        },
        ..deliver(order, context, fresh)
    };
    Decision {
        changes: vec![Change::Deliver(delivery)],
        fate: Fate::Waiting,
    }
}

/// What has not gone begins where it is now. A placeholder that waits in its stead says nothing about places.
fn begins_here(first: &Delivery, place: &Location, incoming: &Incoming<'_>) -> Decision {
    let Job::Anew { header, .. } = &first.job else {
        return Decision::nothing(Fate::Internal);
    };
    let job = Job::Anew {
        header: header.clone(),
        matter: Matter::Location(still_live(place, incoming.message.date, first.made_ms)),
    };
    // A place that stands still now was a live one: further edits are still its moves.
    let mut decision = instead(first, job, incoming);
    if let [
        Change::Replace(Delivery {
            cause: Some(cause), ..
        }),
    ] = decision.changes.as_mut_slice()
    {
        cause.kind = ContentKind::LiveLocation;
    }
    decision
}

/// Since when the copy has been live, or will have been: Unix milliseconds. `None` if it never was.
fn live_since(known: &Known<'_>) -> Option<i64> {
    let copy = known.copies.last().map(|copy| (copy.kind, copy.made_ms));
    let first = known
        .first
        .and_then(|first| Some((first.cause?.kind, first.made_ms)));
    let (kind, since_ms) = copy.or(first)?;
    (kind == ContentKind::LiveLocation).then_some(since_ms)
}
