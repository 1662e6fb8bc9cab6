//! Which notice tells of what failed or is held. A promise of "never silently" that the store can be asked about (ADR 18).
//!
//! Neighbours: `decide` and `call` say it, the program asks here, once for each list of changes. Deliberately absent: the words.

use crate::{Change, Delivery, Direction, Fate, InboxMark, Job, LinkRole, Seq, State};

/// For each update that a decision fails or holds, the notice of the same decision that tells of it, and what is kept for a person. `own`:
/// the update that is decided, whose fate is not among the changes yet.
#[must_use]
pub fn told(changes: &[Change], own: Option<(InboxMark, Fate)>) -> Vec<Change> {
    let fates = changes.iter().filter_map(|change| match change {
        Change::Fate { mark, fate } => Some((*mark, *fate)),
        _ => None,
    });
    // Of an album that goes item by item, one list may hold the last item and fail those before it: each has a notice of its own.
    let kept = || changes.iter().filter_map(kept);
    let of = |fate: Fate| match fate {
        // The question has buttons; other notices may follow it.
        Fate::Held => notices(changes)
            .find(|one| has_buttons(one))
            .map(|notice| (notice, kept().find(|(_, fate)| *fate == Fate::Held))),
        Fate::Failed => notices(changes)
            .last()
            .map(|notice| (notice, kept().rfind(|(_, fate)| *fate == Fate::Failed))),
        _ => None,
    };
    let pairs = fates.chain(own);
    let told = pairs.filter_map(|(mark, fate)| {
        of(fate).map(|(notice, kept)| Change::Told {
            mark,
            cell: notice.cell,
            notice: notice.seq,
            kept: kept.map(|(seq, _)| seq),
        })
    });
    told.chain(set_aside(changes)).collect()
}

/// A placeholder tells of its own message, which stands aside.
fn set_aside(changes: &[Change]) -> Option<Change> {
    let aside = changes.iter().find_map(|change| match change {
        Change::Deliver(one) if matches!(one.state, State::Failed(_)) => Some(one),
        _ => None,
    })?;
    let placeholder = changes.iter().find_map(|change| match change {
        Change::Replace(one) if one.cause == aside.cause => Some(one),
        _ => None,
    })?;
    Some(Change::Told {
        mark: aside.cause?.mark,
        cell: aside.cell,
        notice: placeholder.seq,
        kept: Some(aside.seq),
    })
}

/// What leaves its lane to be kept for a person, and as what.
fn kept(change: &Change) -> Option<(Seq, Fate)> {
    let (seq, state) = match change {
        Change::Progress { seq, state, .. } => (*seq, state),
        Change::Deliver(one) | Change::Replace(one) => (one.seq, &one.state),
        _ => return None,
    };
    match state {
        State::Held(_) => Some((seq, Fate::Held)),
        State::Failed(_) => Some((seq, Fate::Failed)),
        State::Waiting { .. } | State::Claimed { .. } => None,
    }
}

/// Where a notice stands, once the changes say that it was delivered.
#[must_use]
pub fn told_at(notice: &Delivery, changes: &[Change]) -> Option<Change> {
    if !is_notice(notice) {
        return None;
    }
    changes.iter().find_map(|change| match change {
        Change::Link(link) if link.role == LinkRole::Notice => Some(Change::ToldAt {
            cell: notice.cell,
            notice: notice.seq,
            message: link.topic_message,
        }),
        _ => None,
    })
}

fn notices(changes: &[Change]) -> impl Iterator<Item = &Delivery> {
    changes.iter().filter_map(|change| match change {
        Change::Deliver(one) if is_notice(one) => Some(one),
        _ => None,
    })
}

/// Words of the desk of their own: a placeholder stands for its message, and has a link that says so.
fn is_notice(one: &Delivery) -> bool {
    one.cause.is_none()
        && one.direction == Direction::ToTopic
        && matches!(one.job, Job::Notice { .. })
}

fn has_buttons(one: &Delivery) -> bool {
    matches!(&one.job, Job::Notice { buttons, .. } if !buttons.is_empty())
}
