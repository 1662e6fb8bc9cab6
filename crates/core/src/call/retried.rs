//! What could not be delivered can be tried again, and then it is told what became of that.
//!
//! A client's message that the group refuses leaves a placeholder at its place; the message itself stands aside, failed, until
//! somebody presses *Retry*. Neighbours: `refused` decides what is given up, `decide::pressed` what a button does.

use relevo_telegram::{Call, MessageId, Outcome, Place};

use super::Next;
use super::next::made_by_us;
use super::reactions::looks_again;
use super::standing::Ended;
use super::unsettled::KEPT_MS;
use crate::{
    Callback, CallbackAction, Change, Delivery, FailReason, Fresh, LinkRole, Notice, State,
};

/// A message stands aside, failed, with a button that tries it again: what is to be kept, and the button's row.
pub(super) fn kept(
    ended: &Ended<'_>,
    reason: &FailReason,
    fresh: &mut Fresh,
) -> Option<(Vec<Change>, i64)> {
    let conversation = ended.delivery.conversation?;
    ended.delivery.cause.filter(|_| reason.may_pass())?;
    let aside = Delivery {
        seq: fresh.seq(),
        state: State::Failed(reason.clone()),
        attempts: ended.delivery.attempts.saturating_add(1),
        step: 0,
        header_message: None,
        ..ended.delivery.clone()
    };
    let row = fresh.id();
    let button = Change::PutCallback(Callback {
        id: row,
        cell: aside.cell,
        conversation,
        seq: aside.seq,
        about: None,
        action: CallbackAction::Retry,
        expires_ms: ended.now_ms + KEPT_MS,
    });
    Some((vec![Change::Deliver(aside), button], row))
}

/// The words of the notice, once what was sent again has arrived. What has not has a notice of its own.
pub(super) fn next(asked: &Ended<'_>, (notice, about): (i64, Place)) -> Next {
    let Some(known) = asked.facts.reactions else {
        return Next::Settle(vec![asked.removed()]);
    };
    if known.is_under_way() {
        return Next::Settle(vec![looks_again(asked)]);
    }
    let group = asked.facts.cell.group;
    let role = known.links.last().map(|link| link.role);
    let arrived = match role {
        Some(LinkRole::Team) => about.chat == group,
        Some(role) if role.is_copy() => about.chat != group,
        _ => false,
    };
    if !(arrived && known.is_settled()) {
        return Next::Settle(vec![asked.removed()]);
    }
    let call = Call::EditText {
        at: Place {
            chat: group,
            message: MessageId(notice),
        },
        text: (asked.facts.say)(&Notice::ArrivedAtLast).text,
        no_preview: true,
        buttons: Vec::new(),
    };
    made_by_us(asked, call)
}

/// Only looks are lost: whatever is refused is left as it is.
pub(super) fn ended(ended: &Ended<'_>, outcome: &Outcome) -> Vec<Change> {
    match outcome {
        Outcome::Done(_) | Outcome::Refused(_) => vec![ended.removed()],
        Outcome::Wait(wait) => vec![ended.waits_out(*wait)],
        Outcome::NotSent | Outcome::Unknown => vec![ended.backs_off(|_| ())],
    }
}
