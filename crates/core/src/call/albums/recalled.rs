//! An album that was taken back while its call was on its way.

use relevo_telegram::{MessageId, Outcome, Place, Receipt};

use super::super::after::reached;
use super::super::edits;
use super::super::standing::Ended;
use super::links;
use crate::{Album, AlbumPart, Change, Direction, Fate, Fresh, Job, LinkRole, Notice};

/// The call of an album that was taken back meanwhile has ended: now it is known whether the client has it.
pub(in crate::call) fn recalled(
    ended: &Ended<'_>,
    (album, withdraw): (&Album, bool),
    outcome: &Outcome,
    fresh: &mut Fresh,
) -> Vec<Change> {
    let made: &[MessageId] = match outcome {
        Outcome::Done(Receipt::Messages(made)) if made.len() == album.items.len() => made,
        Outcome::Done(Receipt::Message(made)) => std::slice::from_ref(made),
        _ => &[],
    };
    let (arrived, rest) = album.items.split_at(made.len().min(album.items.len()));
    let role = if withdraw {
        LinkRole::Team
    } else {
        LinkRole::TeamNote
    };
    let mut changes = vec![ended.removed()];
    changes.extend(links(ended, arrived, Some(made), |_| role));
    changes.extend(links(ended, rest, None, |_| LinkRole::Note));
    for (parts, fate) in [(arrived, Fate::Delivered), (rest, Fate::Internal)] {
        let marks = parts.iter().map(|part| part.cause.mark);
        changes.extend(marks.map(|mark| Change::Fate { mark, fate }));
    }
    let about = album.items.first().map(AlbumPart::message);
    let Some(about) = about else {
        return changes;
    };
    if arrived.is_empty() {
        let what = match outcome {
            Outcome::Done(_) | Outcome::Unknown => Notice::TakenBackUnsure,
            Outcome::Refused(_) | Outcome::Wait(_) | Outcome::NotSent => Notice::TakenBack,
        };
        changes.push(ended.notice(what, (Some(about.0), Vec::new()), fresh));
        return changes;
    }
    changes.extend(reached(ended));
    changes.extend(arrived_anyway(ended, (arrived, made), withdraw, fresh));
    changes
}

/// What arrived although it was taken back is withdrawn, or can be.
fn arrived_anyway(
    ended: &Ended<'_>,
    (arrived, made): (&[AlbumPart], &[MessageId]),
    withdraw: bool,
    fresh: &mut Fresh,
) -> Vec<Change> {
    let about = arrived[0].message();
    let Some(known) = ended.facts.conversation else {
        return Vec::new();
    };
    if !withdraw {
        return edits::became_note(ended, known, about, fresh);
    }
    let copies = made.iter().map(|message| Place {
        chat: ended.client_chat(known),
        message: *message,
    });
    let job = Job::Withdraw {
        about,
        copies: copies.collect(),
        rest: arrived[1..].iter().map(AlbumPart::message).collect(),
    };
    vec![ended.deliver(Direction::ToClient, job, fresh)]
}
