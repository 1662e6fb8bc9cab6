//! Relays: which calls they may make, and what follows when Telegram does not let one of them.
//!
//! A relay lends its budget for texts that mirror a client's words. Whatever goes wrong with one is no trouble of the group: it is
//! out of service, told once, and the delivery goes on by the others at once. What only a relay could do (changing a post of its
//! own) is done in another way then.

use relevo_telegram::{Call, Method, Refusal};

use super::edits;
use super::standing::Ended;
use crate::{Change, Delivery, Direction, Fresh, IdentityId, Job, Notice, RelayOut};

/// Whether a relay may make this call instead of the frontend: plain words of clients. After any attempt that did not succeed the
/// frontend tries, whose refusals tell of the group.
pub(super) fn may_make(delivery: &Delivery, call: &Call) -> bool {
    let plain = matches!(call, Call::SendText { buttons, .. } if buttons.is_empty());
    let mirrors = !matches!(delivery.job, Job::Notice { .. } | Job::Info(_));
    plain && mirrors && delivery.direction == Direction::ToTopic && delivery.attempts == 0
}

/// Whether a relay is in service.
pub(super) fn serves(asked: &Ended<'_>, relay: IdentityId) -> bool {
    let known = asked.facts.relays.iter().find(|known| known.id == relay);
    known.is_some_and(|known| known.out.is_none())
}

/// Whether somebody else may make the call that has to wait.
pub(super) fn others_may(ended: &Ended<'_>, method: Method) -> bool {
    let delivery = ended.delivery;
    method == Method::SendText
        && delivery.direction == Direction::ToTopic
        && delivery.attempts == 0
        && !matches!(delivery.job, Job::Notice { .. } | Job::Info(_))
        && !ended.facts.relays.is_empty()
}

/// A relay was refused: if that is about the relay, it is out of service; what it found out about the group the frontend finds out
/// for itself. `None`: the refusal is about the message, like one of the frontend's.
pub(super) fn refused(
    ended: &Ended<'_>,
    relay: IdentityId,
    refusal: &Refusal,
    fresh: &mut Fresh,
) -> Option<Vec<Change>> {
    let out = match refusal {
        Refusal::TokenInvalid => RelayOut::Token,
        Refusal::NotMember | Refusal::ChatMissing => RelayOut::NotMember,
        Refusal::RightMissing(_) => RelayOut::Send,
        Refusal::TopicClosed | Refusal::NotForum => return Some(vec![otherwise(ended)]),
        _ => return None,
    };
    let known = ended.facts.relays.iter().find(|known| known.id == relay);
    let mut changes = Vec::new();
    if known.is_some_and(|known| known.out != Some(out)) {
        changes.push(Change::Relay {
            relay,
            out: Some(out),
            at_ms: ended.now_ms,
        });
    }
    if known.is_some_and(|known| known.out.is_none()) {
        let notice = Notice::RelayOut { why: out };
        let told = Delivery::in_general(notice, ended.facts.connection, fresh, ended.now_ms);
        changes.push(Change::Deliver(told));
    }
    changes.push(ended.waits(ended.now_ms, |_| ()));
    Some(changes)
}

/// By the frontend. It cannot change what a relay posted: the new version answers that.
fn otherwise(ended: &Ended<'_>) -> Change {
    if let Job::Edit { anew, .. } = &ended.delivery.job {
        return edits::instead(ended, anew);
    }
    ended.waits(ended.now_ms, |delivery| delivery.attempts += 1)
}

/// A relay that was out of service has done something.
pub(super) fn serves_again(ended: &Ended<'_>) -> Option<Change> {
    let relay = ended.relay()?;
    let known = ended.facts.relays.iter().find(|known| known.id == relay)?;
    known.out.is_some().then_some(Change::Relay {
        relay,
        out: None,
        at_ms: ended.now_ms,
    })
}
