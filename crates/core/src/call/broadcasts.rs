//! How a step of a broadcast ends: with its recipient's row, and in no topic.
//!
//! A step that may not go any more when its call is about to be made leaves its lane. What is unknown is never sent again, by nobody: the report tells it. Whoever has blocked the bot is marked as such. Neighbours: `next`
//! makes the call as for any words to a client; the store's `broadcasts` keeps the rows.

use relevo_telegram::{Method, Outcome, Receipt, Refusal};

use super::after::reached;
use super::refused;
use super::standing::Ended;
use crate::broadcast::{self, Go, Why};
use crate::{Change, Conversation, FactKind, FailReason, Fresh, Next, PauseWhy};

/// What becomes of a step that must not go now. What has begun to arrive goes on.
pub(super) fn must_not(asked: &Ended<'_>) -> Option<Next> {
    let go = asked.facts.go.filter(|_| asked.delivery.step == 0)?;
    let changes = match go {
        Go::Now => return None,
        Go::Later => over(asked, broadcast::Ended::Returned),
        Go::Never(why) => over(asked, broadcast::Ended::LeftOut(why)),
        Go::Forgotten => vec![asked.removed()],
    };
    Some(Next::Settle(changes))
}

pub(super) fn ended(
    ended: &Ended<'_>,
    (method, outcome): (Method, &Outcome),
    fresh: &mut Fresh,
) -> Vec<Change> {
    match outcome {
        Outcome::Done(receipt) => sent(ended, receipt),
        Outcome::Refused(refusal) => not_sent(ended, (method, refusal), fresh),
        Outcome::Wait(wait) => vec![ended.waits_out(*wait)],
        Outcome::NotSent => vec![ended.backs_off(|_| ())],
        Outcome::Unknown => over(ended, broadcast::Ended::Unknown),
    }
}

fn sent(ended: &Ended<'_>, receipt: &Receipt) -> Vec<Change> {
    let made = match receipt {
        Receipt::Message(made) => Some((*made, *made)),
        Receipt::Messages(made) | Receipt::Misplaced(made) => {
            made.iter().min().copied().zip(made.iter().max().copied())
        }
        _ => None,
    };
    if matches!(receipt, Receipt::Messages(made) if made.is_empty()) {
        // Telegram leaves out what is not there any more, without a word.
        return over(ended, broadcast::Ended::ContentGone);
    }
    let mut changes = reached(ended);
    changes.extend(over(ended, broadcast::Ended::Sent(made)));
    changes
}

fn not_sent(
    ended: &Ended<'_>,
    (method, refusal): (Method, &Refusal),
    fresh: &mut Fresh,
) -> Vec<Change> {
    match refusal {
        Refusal::TokenInvalid => return refused::paused(ended, PauseWhy::Token, fresh),
        Refusal::Migrated(chat) if !ended.facts.taken => return refused::migrated(ended, *chat),
        Refusal::SourceMissing => return over(ended, broadcast::Ended::ContentGone),
        _ => {}
    }
    if let Some(change) = refused::is_about_our_group(ended, method, refusal) {
        return vec![change];
    }
    let reason = refused::reason(refusal);
    let mut changes = gone(ended, &reason);
    changes.extend(over(ended, broadcast::Ended::Failed(Why::of(&reason))));
    changes
}

/// Whoever has blocked the bot or is gone is known to be out of reach.
fn gone(ended: &Ended<'_>, reason: &FailReason) -> Vec<Change> {
    let is_gone = matches!(reason, FailReason::Blocked | FailReason::Deactivated);
    let known = ended.facts.conversation;
    let Some(known) = known.filter(|known| is_gone && !known.unreachable) else {
        return Vec::new();
    };
    vec![
        Change::UpdateConversation(Conversation {
            unreachable: true,
            ..known.clone()
        }),
        ended.record(FactKind::ClientUnreachable),
    ]
}

/// The step is over, however it ended.
fn over(ended: &Ended<'_>, end: broadcast::Ended) -> Vec<Change> {
    let step = Change::StepEnded {
        cell: ended.delivery.cell,
        seq: ended.delivery.seq,
        end,
        at_ms: ended.now_ms,
    };
    vec![step, ended.removed()]
}
