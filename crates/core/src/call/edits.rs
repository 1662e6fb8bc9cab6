//! Copies that follow edits, and words that are taken back: their calls, and what follows from them.

use relevo_telegram::{
    Call, ChatId, MediaFile, MessageId, Method, Outcome, Place, Receipt, Refusal, Text,
};

use super::after::reached;
use super::next::made_by_its_author;
use super::refused::{is_about_the_client, pause, reason};
use super::standing::Ended;
use super::{Next, account, albums, moves, reactions, relays};
use crate::decide::WITHDRAWABLE_MS;
use crate::{
    Callback, CallbackAction, Change, Conversation, Delivery, Direction, FactKind, FailReason,
    Fate, Fresh, Job, LinkRole, Matter, Notice, Recall, State, Version,
};

/// The call that lets a copy follow an edit. A copy that is not to be changed, or is not there, is answered by the new
/// version; to a client only what has a copy there.
pub(super) fn follow(asked: &Ended<'_>, chat: ChatId) -> Next {
    let Job::Edit {
        version,
        in_place,
        anew,
    } = &asked.delivery.job
    else {
        unreachable!("only edits follow");
    };
    let to_client = asked.delivery.direction.is_to_client();
    let here = asked.facts.reply_target.map(|copy| Place {
        chat,
        message: MessageId(copy),
    });
    // Telegram's refusal over there is what the operator is told.
    let Some(at) = here.or(asked.facts.copy_of_before.filter(|_| to_client)) else {
        if asked.delivery.is_move() && asked.facts.original.is_none() {
            return Next::Settle(moves::waits_for_copy(asked));
        }
        return Next::Settle(match asked.facts.original {
            Some(original) if to_client => folded(asked, original, version),
            None if to_client => settled(asked),
            _ => vec![instead(asked, anew)],
        });
    };
    let older = asked.facts.original.filter(|older| older.album().is_none());
    if let Some(older) = older.filter(|_| to_client) {
        // An older version whose arrival is a person's question: nobody needs it any more.
        let fate = older.cause.map(|cause| Change::Fate {
            mark: cause.mark,
            fate: Fate::Internal,
        });
        let gone = Change::Remove {
            cell: older.cell,
            seq: older.seq,
        };
        return Next::Settle([gone].into_iter().chain(fate).collect());
    }
    let by = asked.facts.copy_by.filter(|_| !to_client);
    let nobody_can = by.is_some_and(|relay| !relays::serves(asked, relay));
    let call = match version {
        _ if !in_place || nobody_can => None,
        Version::Text { text, no_preview } => Some(Call::EditText {
            at,
            text: text.clone(),
            no_preview: *no_preview,
            buttons: Vec::new(),
        }),
        Version::Caption { text, above } => Some(Call::EditCaption {
            at,
            caption: text.clone(),
            above: *above,
        }),
        Version::Media(media) => Some(Call::EditMedia {
            at,
            file: MediaFile {
                kind: media.kind,
                file_id: media.file_id.clone(),
                spoiler: media.spoiler,
                caption_above: media.caption_above,
            },
            caption: sent(&media.caption),
        }),
        Version::Location(place) if place.live.is_none() => Some(Call::StopLocation(at)),
        Version::Location(place) => Some(Call::EditLocation {
            at,
            location: *place,
        }),
        Version::Whole => None,
    };
    match call {
        Some(call) => made_by_its_author(asked, by, call),
        None => Next::Settle(vec![instead(asked, anew)]),
    }
}

fn sent(text: &Text) -> Text {
    let mut text = text.clone();
    text.entities.retain(|entity| entity.kind.is_sent());
    text
}

/// The new version as a message of its own, answering the copy.
pub(super) fn instead(ended: &Ended<'_>, anew: &Job) -> Change {
    Change::Replace(Delivery {
        job: anew.clone(),
        state: State::Waiting {
            due_ms: ended.now_ms,
        },
        ..ended.delivery.clone()
    })
}

/// Whatever it was an edit of did not arrive: nothing to follow.
pub(super) fn settled(asked: &Ended<'_>) -> Vec<Change> {
    let fate = asked.fates(Fate::Internal);
    [asked.removed()].into_iter().chain(fate).collect()
}

/// The first version has not gone, or nobody knows whether it did: whoever sends it sends the new version.
fn folded(asked: &Ended<'_>, original: &Delivery, version: &Version) -> Vec<Change> {
    let source = asked.delivery.cause.map(|cause| cause.source);
    let item = source.and_then(|source| albums::says(original, source, version));
    let job = match (version, &original.job) {
        _ if item.is_some() => item,
        (Version::Text { text, no_preview }, _) => Some(Job::Text {
            text: text.clone(),
            no_preview: *no_preview,
        }),
        (Version::Location(place), Job::Anew { header, .. }) => Some(Job::Anew {
            header: header.clone(),
            matter: Matter::Location(*place),
        }),
        (Version::Media(media), _) => Some(Job::Resend {
            media: media.clone(),
        }),
        (Version::Caption { text, .. }, Job::Copy { header, media, .. }) => Some(Job::Copy {
            header: header.clone(),
            caption: Some(text.clone()),
            media: media.clone(),
        }),
        (Version::Caption { text, .. }, Job::Resend { media }) => Some(Job::Resend {
            media: relevo_telegram::Media {
                caption: text.clone(),
                ..media.clone()
            },
        }),
        _ => None,
    };
    let mut changes = settled(asked);
    let digest = asked.delivery.cause.map(|cause| cause.digest);
    if let (Some(mut job), Some(digest), Some(cause)) = (job, digest, original.cause) {
        let mut cause = cause;
        match (&mut job, source) {
            (Job::Album(album), Some(source)) => {
                if let Some(part) = album.part_mut(source) {
                    part.cause.digest = digest;
                }
                cause = album.items.first().map_or(cause, |part| part.cause);
            }
            _ => cause.digest = digest,
        }
        changes.push(Change::Replace(Delivery {
            job,
            cause: Some(cause),
            ..original.clone()
        }));
    }
    changes
}

/// The copy holds the new version.
pub(super) fn followed(ended: &Ended<'_>, fresh: &mut Fresh) -> Vec<Change> {
    let mut changes = reached(ended);
    if let Some(cause) = ended.delivery.cause {
        changes.push(Change::Version {
            cell: ended.delivery.cell,
            identity: ended.facts.connection.identity,
            source: cause.source,
            direction: ended.delivery.direction,
            digest: cause.digest,
        });
    }
    changes.push(ended.removed());
    changes.extend(ended.fates(Fate::Delivered));
    changes.extend(reactions::receipt_of_cause(ended, fresh));
    changes
}

/// Telegram will not change the copy: the new version is posted, unless the chat itself is what is wrong (`None`). A move is
/// dropped: the next one comes by itself.
pub(super) fn not_followed(
    ended: &Ended<'_>,
    (method, refusal): (Method, &Refusal),
    anew: &Job,
) -> Option<Vec<Change>> {
    let about_the_chat = match ended.delivery.direction {
        Direction::ToClient | Direction::Broadcast => is_about_the_client(refusal),
        Direction::ToTopic | Direction::Aside => {
            method == Method::CreateTopic || pause(method, refusal).is_some()
        }
    };
    if ended.delivery.is_move() && (ended.delivery.direction.is_to_client() || !about_the_chat) {
        return Some(settled(ended));
    }
    (!about_the_chat).then(|| vec![instead(ended, anew)])
}

/// The client's copy is in the group of before its upgrade, where Telegram lets nothing be changed.
pub(super) fn out_of_reach(ended: &Ended<'_>, fresh: &mut Fresh) -> Vec<Change> {
    if ended.delivery.is_move() {
        return settled(ended);
    }
    let mut changes = vec![ended.removed()];
    changes.extend(ended.fates(Fate::Failed));
    changes.push(ended.record(FactKind::DeliveryFailed));
    let about = ended.delivery.cause.map(|cause| cause.source.message.0);
    let what = Notice::EditRefused {
        reason: FailReason::Upgraded,
    };
    changes.push(ended.notice(what, (about, Vec::new()), fresh));
    changes
}

/// Words that were taken back wait for nothing: they are a note.
pub(super) fn never(asked: &Ended<'_>) -> Next {
    let mut changes = vec![asked.removed()];
    changes.extend(asked.link(MessageId(0), LinkRole::Note));
    changes.extend(asked.fates(Fate::Internal));
    Next::Settle(changes)
}

/// The call of words that were taken back meanwhile has ended: now it is known whether the client has them.
pub(super) fn recalled(
    ended: &Ended<'_>,
    recall: Recall,
    (method, outcome): (Method, &Outcome),
    fresh: &mut Fresh,
) -> Vec<Change> {
    if matches!(
        method,
        Method::EditText
            | Method::EditCaption
            | Method::EditMedia
            | Method::EditLocation
            | Method::StopLocation
    ) {
        // It made no message; the one that it changed is withdrawn by itself.
        return settled(ended);
    }
    let about = ended.delivery.cause.map(|cause| cause.source.message);
    let mut changes = vec![ended.removed()];
    let say = |what: Notice, buttons: Vec<i64>, fresh: &mut Fresh| {
        ended.notice(what, (about.map(|about| about.0), buttons), fresh)
    };
    match outcome {
        Outcome::Done(Receipt::Message(made)) => {
            changes.extend(ended.link(*made, arrived_as(recall)));
            changes.extend(reached(ended));
            changes.extend(ended.fates(Fate::Delivered));
            let known = ended.facts.conversation;
            let (Some(known), Some(about)) = (known, about) else {
                return changes;
            };
            match recall {
                Recall::Message => changes.extend(reactions::receipt_of_cause(ended, fresh)),
                Recall::Note => changes.extend(became_note(ended, known, about, fresh)),
                Recall::Withdraw => {
                    let copy = Place {
                        chat: ended.client_chat(known),
                        message: *made,
                    };
                    let job = Job::Withdraw {
                        about,
                        copies: vec![copy],
                        rest: Vec::new(),
                    };
                    changes.push(ended.deliver(Direction::ToClient, job, fresh));
                }
            }
        }
        Outcome::Done(_) | Outcome::Unknown => {
            changes.extend(ended.link(MessageId(0), LinkRole::Note));
            changes.extend(ended.fates(Fate::Internal));
            changes.push(say(Notice::TakenBackUnsure, Vec::new(), fresh));
        }
        Outcome::Refused(_) | Outcome::Wait(_) | Outcome::NotSent => {
            changes.extend(ended.link(MessageId(0), LinkRole::Note));
            changes.extend(ended.fates(Fate::Internal));
            changes.push(say(Notice::TakenBack, Vec::new(), fresh));
        }
    }
    changes
}

/// What the copy of words that were taken back stands for.
pub(super) fn arrived_as(recall: Recall) -> LinkRole {
    match recall {
        Recall::Message | Recall::Withdraw => LinkRole::Team,
        Recall::Note => LinkRole::TeamNote,
    }
}

/// The client has what is a note now: it is said, with a button that takes it back.
pub(super) fn became_note(
    ended: &Ended<'_>,
    known: &Conversation,
    about: MessageId,
    fresh: &mut Fresh,
) -> Vec<Change> {
    let button = button(ended, known, about, fresh);
    let what = (Some(about.0), vec![button.id]);
    let told = ended.notice(Notice::BecameNote, what, fresh);
    vec![Change::PutCallback(button), told]
}

fn button(
    ended: &Ended<'_>,
    known: &Conversation,
    about: MessageId,
    fresh: &mut Fresh,
) -> Callback {
    Callback {
        id: fresh.id(),
        cell: ended.delivery.cell,
        conversation: known.id,
        seq: ended.delivery.seq,
        about: Some(about),
        action: CallbackAction::Withdraw,
        expires_ms: ended.now_ms + WITHDRAWABLE_MS,
    }
}

/// A copy is gone from the client, by us or before: the next one, or the end.
pub(super) fn copy_gone(
    ended: &Ended<'_>,
    (about, copies, rest): (MessageId, &[Place], &[MessageId]),
    fresh: &mut Fresh,
) -> Vec<Change> {
    let gone = usize::from(ended.delivery.step) + 1;
    if gone < copies.len() && gone < usize::from(u8::MAX) {
        return vec![ended.waits(ended.now_ms, |delivery| delivery.step += 1)];
    }
    let mut changes = vec![ended.removed()];
    changes.extend(ended.fates(Fate::Internal));
    for topic_message in [&[about], rest].concat() {
        changes.extend(ended.facts.conversation.map(|known| Change::Role {
            conversation: known.id,
            cell: ended.delivery.cell,
            topic_message,
            role: LinkRole::Withdrawn,
        }));
    }
    changes.push(ended.notice(Notice::Withdrawn, (Some(about.0), Vec::new()), fresh));
    let message = Place {
        chat: ended.facts.cell.group,
        // Of an album the first item shows whether the client has it.
        message: rest.iter().copied().fold(about, MessageId::min),
    };
    changes.extend(reactions::receipt(ended, message, fresh));
    changes
}

/// Telegram leaves the client's copy where it is.
pub(super) fn not_withdrawn(
    ended: &Ended<'_>,
    about: MessageId,
    refusal: &Refusal,
    fresh: &mut Fresh,
) -> Vec<Change> {
    let reason = match refusal {
        Refusal::TooLate | Refusal::BusinessForbidden => {
            account::keeps(ended).unwrap_or(FailReason::TooOld)
        }
        refusal => reason(refusal),
    };
    let mut changes = vec![ended.removed()];
    changes.extend(ended.fates(Fate::Failed));
    changes.push(ended.record(FactKind::DeliveryFailed));
    let what = Notice::NotWithdrawn { reason };
    changes.push(ended.notice(what, (Some(about.0), Vec::new()), fresh));
    changes
}
