//! An album that was taken back while its call was on its way.

use relevo_telegram::{MessageId, Outcome, Place, Receipt};

use super::super::after::reached;
use super::super::standing::Ended;
use super::super::{edits, reactions};
use super::links;
use crate::{Album, AlbumPart, Change, Direction, Fate, Fresh, Job, LinkRole, Notice, Recall};

/// The call of an album that was taken back meanwhile has ended: now it is known whether the client has it.
pub(in crate::call) fn recalled(
    ended: &Ended<'_>,
    (album, recall): (&Album, Recall),
    outcome: &Outcome,
    fresh: &mut Fresh,
) -> Vec<Change> {
    let made: &[MessageId] = match outcome {
        Outcome::Done(Receipt::Messages(made)) if made.len() == album.items.len() => made,
        Outcome::Done(Receipt::Message(made)) => std::slice::from_ref(made),
        _ => &[],
    };
    let (arrived, rest) = album.items.split_at(made.len().min(album.items.len()));
    let mut changes = vec![ended.removed()];
    let role = |_: &AlbumPart| edits::arrived_as(recall);
    changes.extend(links(ended, arrived, Some(made), role));
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
    changes.extend(arrived_anyway(ended, (arrived, made), recall, fresh));
    if let Some(missing) = rest.first().filter(|_| recall == Recall::Message) {
        let about = Some(missing.message().0);
        changes.push(ended.notice(Notice::TakenBack, (about, Vec::new()), fresh));
    }
    changes
}

/// What arrived although it was taken back is withdrawn, or can be, or is a message again.
fn arrived_anyway(
    ended: &Ended<'_>,
    (arrived, made): (&[AlbumPart], &[MessageId]),
    recall: Recall,
    fresh: &mut Fresh,
) -> Vec<Change> {
    let about = arrived[0].message();
    let Some(known) = ended.facts.conversation else {
        return Vec::new();
    };
    match recall {
        Recall::Message => {
            let receipt = reactions::receipt(ended, arrived[0].cause.source, fresh);
            return receipt.into_iter().collect();
        }
        Recall::Note => return edits::became_note(ended, known, about, fresh),
        Recall::Withdraw => {}
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
