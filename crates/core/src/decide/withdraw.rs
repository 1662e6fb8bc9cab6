//! Words are taken back: with `/del` as a reply to them, with the *Withdraw* button, or because they became a note in time.
//!
//! What waits leaves the outbox; what may be on its way is recalled; what arrived is deleted in the lane's order.

use relevo_telegram::{ChatKind, Message, MessageId, Place};

use super::albums;
use super::edited::{Known, is_claimed};
use super::group::{is_of_the_team, note_link};
use super::inside::{Inside, inside};
use super::{Context, Decision, Incoming, Order, deliver, notice, rebuilt};
use crate::{
    Album, AlbumPart, Cause, Change, Conversation, Delivery, Direction, FailReason, Fate, Fresh,
    HeldWhy, Job, Link, LinkRole, Notice, Recall, Road, State,
};

/// How long Telegram lets a bot delete what it sent: 48 hours (Bot API, `deleteMessage`).
pub(crate) const WITHDRAWABLE_MS: i64 = 48 * 60 * 60 * 1_000;

/// Whether this is the command that withdraws what it answers.
pub(super) fn is_asked(message: &Message) -> bool {
    let first_words = rebuilt::first_words(&message.content);
    let mut marks = first_words.iter().filter_map(|words| inside(words));
    marks.any(
        |mark| matches!(mark, Inside::Command(name) if name == "del" || name.starts_with("del@")),
    )
}

/// Whether this link leads to something that the client has.
pub(super) fn is_at_the_client(link: &Link, conversation: &Conversation) -> bool {
    matches!(link.role, LinkRole::Team | LinkRole::TeamNote)
        && link.client_message.is_linkable()
        && is_of(link, conversation)
}

/// Why this message of the team cannot be changed or taken back although the client has it: it went to their group before that was
/// upgraded, or arrived under a number that nobody knows.
pub(super) fn out_of_reach(context: &Context<'_>) -> Option<FailReason> {
    if is_of_before(context) {
        return Some(FailReason::Upgraded);
    }
    let mut links = context.about.links.iter();
    let unnumbered = links.any(|link| {
        let at_the_client = matches!(link.role, LinkRole::Unnumbered | LinkRole::TeamNote);
        at_the_client && !link.client_message.is_linkable()
    });
    unnumbered.then_some(FailReason::Unnumbered)
}

/// Whether all that the client has of it went to their group before that was upgraded.
fn is_of_before(context: &Context<'_>) -> bool {
    let Some(conversation) = context.conversation else {
        return false;
    };
    let was_sent = |link: &&Link| {
        matches!(link.role, LinkRole::Team | LinkRole::TeamNote)
            && link.client_message.is_linkable()
    };
    let mut links = context.about.links.iter().filter(was_sent).peekable();
    links.peek().is_some() && links.all(|link| !is_of(link, conversation))
}

/// Whether the link is of the client chat as it is now: a group that was upgraded has lost its old messages, while comments on a
/// channel's posts are in the discussion group.
fn is_of(link: &Link, conversation: &Conversation) -> bool {
    link.client_chat == conversation.chat || conversation.kind == ChatKind::Channel
}

/// `/del`, written as a reply. Whoever writes as another chat is nobody's colleague.
pub(super) fn by_command(
    incoming: &Incoming<'_>,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Decision {
    let say = |what: Notice, fresh: &mut Fresh| Decision {
        changes: vec![notice(
            what,
            Some(incoming.message.place.message.0),
            context,
            fresh,
        )],
        fate: Fate::Failed,
    };
    if !is_of_the_team(incoming.message) {
        return say(Notice::NotSentAsChat, fresh);
    }
    let target = incoming.reply().map(|reply| MessageId(reply.message));
    let taken = target.and_then(|target| withdraw(target, Some(incoming.cause()), context, fresh));
    let why_not = match out_of_reach(context) {
        Some(reason) => Notice::NotWithdrawn { reason },
        None => Notice::WithdrawHint,
    };
    taken.unwrap_or_else(|| say(why_not, fresh))
}

/// Takes back a message of the team, wherever it is on its way. `None`: there is nothing of it to take back.
pub(super) fn withdraw(
    target: MessageId,
    cause: Option<Cause>,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Option<Decision> {
    let conversation = context.conversation?;
    let source = Place {
        chat: context.cell.group,
        message: target,
    };
    let known = Known::of(source, context, |link| is_at_the_client(link, conversation));
    let (mut changes, mut fate) = (Vec::new(), Fate::Internal);
    if let Some(first) = known.first {
        changes.extend(take_back(first, Recall::Withdraw, context, fresh));
        if !is_claimed(first) {
            changes.extend(albums::notes(first, conversation, context));
        }
    }
    let later = context.about.pending.iter().filter(|one| {
        let is_first = known.first.is_some_and(|first| first.seq == one.seq);
        !is_first && one.direction == Direction::ToClient
    });
    for one in later {
        if is_claimed(one) {
            changes.extend(recalled(one, Recall::Withdraw, context));
        } else {
            changes.extend(removed(one));
        }
    }
    let of_album = context.album.map_or(&[][..], |album| album.pending);
    let rest = of_album.iter().filter(|one| {
        let is_known = context
            .about
            .pending
            .iter()
            .any(|known| known.seq == one.seq);
        !is_known && one.direction == Direction::ToClient
    });
    for one in rest {
        changes.extend(hush(one, Recall::Withdraw, conversation, context));
    }
    let mut copies = known.copies.clone();
    copies.extend(albums::others_at_the_client(target, conversation, context));
    if !copies.is_empty() {
        let (more, what_follows) = delete(target, (&copies, cause), context, fresh);
        changes.push(more);
        fate = what_follows;
    }
    if changes.is_empty() {
        return None;
    }
    // What the client keeps is still theirs, and its edits follow.
    if fate != Fate::Failed {
        changes.extend(albums::marked(target, true, context));
    }
    Some(Decision { changes, fate })
}

/// Deletes the client's copies, behind everything that waits; too old ones are left where they are, and it is said.
fn delete(
    target: MessageId,
    (copies, cause): (&[&Link], Option<Cause>),
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> (Change, Fate) {
    let oldest_ms = copies.iter().map(|copy| copy.made_ms).min().unwrap_or(0);
    if oldest_ms + WITHDRAWABLE_MS <= context.now_ms {
        let reason = FailReason::TooOld;
        let told = notice(
            Notice::NotWithdrawn { reason },
            Some(target.0),
            context,
            fresh,
        );
        return (told, Fate::Failed);
    }
    let mut rest: Vec<MessageId> = copies.iter().map(|copy| copy.topic_message).collect();
    rest.retain(|message| *message != target);
    rest.dedup();
    let copies = copies.iter().map(|copy| Place {
        chat: copy.client_chat,
        message: copy.client_message,
    });
    let order = Order {
        conversation: context.conversation,
        direction: Direction::ToClient,
        job: Job::Withdraw {
            about: target,
            copies: copies.collect(),
            rest,
        },
    };
    let mut delivery = deliver(order, context, fresh);
    delivery.cause = cause;
    (Change::Deliver(delivery), Fate::Waiting)
}

/// Takes back words that have not arrived as far as is known, and says what is known. Of what is claimed the call may be
/// on its way: it is never made again, and what became of it is told when it ends (`call`).
pub(super) fn take_back(
    delivery: &Delivery,
    recall: Recall,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Vec<Change> {
    if is_claimed(delivery) {
        return match delivery.recalled() {
            Some(already) if already >= recall => Vec::new(),
            _ => recalled(delivery, recall, context),
        };
    }
    let what = taken_back(delivery);
    let about = delivery.cause.map(|cause| cause.source.message.0);
    let mut changes = removed(delivery);
    changes.push(notice(what, about, context, fresh));
    changes
}

/// What is known of words that are taken back where they wait.
pub(super) fn taken_back(delivery: &Delivery) -> Notice {
    match delivery.state {
        State::Held(HeldWhy::UnknownOutcome) => Notice::TakenBackUnsure,
        _ => Notice::TakenBack,
    }
}

/// As [`take_back`], without a word.
pub(super) fn hush(
    delivery: &Delivery,
    recall: Recall,
    conversation: &Conversation,
    context: &Context<'_>,
) -> Vec<Change> {
    if is_claimed(delivery) {
        return match delivery.recalled() {
            Some(already) if already >= recall => Vec::new(),
            _ => recalled(delivery, recall, context),
        };
    }
    let mut changes = removed(delivery);
    changes.extend(albums::notes(delivery, conversation, context));
    changes
}

/// Whether this is something that the client does not have as far as is known.
pub(super) fn is_to_take_back(delivery: &Delivery) -> bool {
    delivery.direction == Direction::ToClient && !is_claimed(delivery)
}

/// What became a note while its call was on its way is none any more. The call is not made again all the same.
pub(super) fn message_again(delivery: &Delivery) -> Option<Change> {
    (delivery.recalled() == Some(Recall::Note)).then(|| recalls(delivery, Recall::Message))
}

/// What is on its way is not made again. What was refused of its album before is a note at once: nothing on its way brings it any
/// more, and nobody was told of it yet.
fn recalled(delivery: &Delivery, recall: Recall, context: &Context<'_>) -> Vec<Change> {
    let mut changes = vec![recalls(delivery, recall)];
    let refused = delivery.album().map_or(&[][..], Album::refused);
    changes.extend(refused.iter().map(|part| Change::Fate {
        mark: part.cause.mark,
        fate: Fate::Internal,
    }));
    if let Some(conversation) = context.conversation {
        changes.extend(refused.iter().map(|AlbumPart { cause, .. }| {
            let what = (cause.source.message, cause.kind, cause.digest);
            note_link(what, conversation, context)
        }));
    }
    changes
}

fn recalls(delivery: &Delivery, recall: Recall) -> Change {
    let job = match &delivery.job {
        Job::Album(album) => Job::Album(Album {
            road: Road::Recalled(recall),
            ..album.clone()
        }),
        _ => Job::Recalled(recall),
    };
    Change::Replace(Delivery {
        job,
        ..delivery.clone()
    })
}

pub(super) fn removed(delivery: &Delivery) -> Vec<Change> {
    let gone = Change::Remove {
        cell: delivery.cell,
        seq: delivery.seq,
    };
    let fates = delivery.causes().map(|cause| Change::Fate {
        mark: cause.mark,
        fate: Fate::Internal,
    });
    [gone].into_iter().chain(fates).collect()
}
