//! What did not reach a client, or may not have: it leaves its lane, and the topic is told with a way to decide.

use super::reactions;
use super::standing::Ended;
use crate::{
    Callback, CallbackAction, Change, Conversation, Delivery, FactKind, FailReason, Fate, Fresh,
    HeldWhy, Notice, State, Topic,
};

/// How long a held or failed delivery keeps its body, and its buttons their meaning: seven days.
pub(super) const KEPT_MS: i64 = 7 * 24 * 60 * 60 * 1_000;

/// Nobody knows whether it reached the client: a person decides.
pub(super) fn held(ended: &Ended<'_>, fresh: &mut Fresh) -> Vec<Change> {
    let Some(mut changes) = left(ended, State::Held(HeldWhy::UnknownOutcome)) else {
        return vec![ended.removed()];
    };
    changes.extend(ended.fates(Fate::Held));
    changes.push(ended.record(FactKind::DeliveryHeld));
    let actions = [CallbackAction::SendAgain, CallbackAction::Arrived];
    tell(
        ended,
        Notice::OutcomeUnknown,
        (&actions, &mut changes),
        fresh,
    );
    changes.extend(reactions::receipt_of_cause(ended, fresh));
    changes
}

/// The account's owner lets it not be sent now: a person decides when it may be right again.
pub(super) fn held_by_account(
    ended: &Ended<'_>,
    reason: FailReason,
    fresh: &mut Fresh,
) -> Vec<Change> {
    let Some(mut changes) = left(ended, State::Held(HeldWhy::AccountAway)) else {
        return vec![ended.removed()];
    };
    changes.extend(ended.fates(Fate::Held));
    changes.push(ended.record(FactKind::DeliveryHeld));
    let actions = [CallbackAction::SendHeld, CallbackAction::Discard];
    let question = Notice::HeldByAccount { reason };
    tell(ended, question, (&actions, &mut changes), fresh);
    changes.extend(reactions::receipt_of_cause(ended, fresh));
    changes
}

/// It did not reach the client and will not by itself.
pub(super) fn failed(ended: &Ended<'_>, reason: FailReason, fresh: &mut Fresh) -> Vec<Change> {
    let gone = matches!(reason, FailReason::Blocked | FailReason::Deactivated);
    let mut changes = Vec::new();
    if let Some(known) = ended
        .facts
        .conversation
        .filter(|known| gone && !known.unreachable)
    {
        changes.push(Change::UpdateConversation(Conversation {
            unreachable: true,
            ..known.clone()
        }));
        changes.push(ended.record(FactKind::ClientUnreachable));
    }
    let Some(stands) = left(ended, State::Failed(reason.clone())) else {
        changes.push(ended.removed());
        return changes;
    };
    changes.extend(stands);
    changes.extend(ended.fates(Fate::Failed));
    changes.push(ended.record(FactKind::DeliveryFailed));
    let notice = Notice::NotDelivered { reason };
    tell(
        ended,
        notice,
        (&[CallbackAction::Retry], &mut changes),
        fresh,
    );
    changes.extend(reactions::receipt_of_cause(ended, fresh));
    changes
}

/// Some items of an album did not reach the client; `left` is what remains of it, for a person to try again. What became of
/// their updates is recorded already.
pub(super) fn album_failed(
    ended: &Ended<'_>,
    left: Delivery,
    (told, reason): (Notice, FailReason),
    fresh: &mut Fresh,
) -> Vec<Change> {
    let left = Delivery { step: 0, ..left };
    let ended = ended.of(&left);
    let mut changes = vec![
        Change::Replace(left.clone()),
        ended.stands(State::Failed(reason), |_| ()),
        ended.record(FactKind::DeliveryFailed),
    ];
    let actions = [CallbackAction::Retry];
    tell(&ended, told, (&actions, &mut changes), fresh);
    changes
}

/// The delivery out of its lane. None if nobody asked for it and there is no topic to tell it in (a welcome).
fn left(ended: &Ended<'_>, state: State) -> Option<Vec<Change>> {
    let has_topic = ended
        .facts
        .conversation
        .is_some_and(|known| known.topic != Topic::None);
    (ended.delivery.cause.is_some() || has_topic).then(|| {
        vec![ended.stands(state, |delivery| {
            delivery.attempts = delivery.attempts.saturating_add(1);
        })]
    })
}

/// A reply to the operator's message (plainly in the topic if there is none), with a button for each action.
fn tell(
    ended: &Ended<'_>,
    notice: Notice,
    (actions, changes): (&[CallbackAction], &mut Vec<Change>),
    fresh: &mut Fresh,
) {
    let conversation = ended.facts.conversation;
    let conversation = conversation.expect("a delivery to a client has a conversation");
    let mut buttons = Vec::new();
    for action in actions {
        let id = fresh.id();
        buttons.push(id);
        changes.push(Change::PutCallback(Callback {
            id,
            cell: ended.delivery.cell,
            conversation: conversation.id,
            seq: ended.delivery.seq,
            about: None,
            action: *action,
            expires_ms: ended.now_ms + KEPT_MS,
        }));
    }
    let about = ended.delivery.cause.map(|cause| cause.source.message.0);
    changes.push(ended.notice(notice, (about, buttons), fresh));
}
