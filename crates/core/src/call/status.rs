//! An answer is of use only for a moment: one in General that is late is dropped, and one that was given is deleted after a while.

use relevo_telegram::MessageId;

use super::standing::Ended;
use crate::decide::OFFERED_MS;
use crate::{Change, Delivery, Direction, Fresh, Job, Notice, State};

/// How old an answer may be: what it says is not true any more, and whoever wants to know asks again.
pub(crate) const ANSWER_AGE_MAX_MS: i64 = 600_000;

/// How long an answer stands, in milliseconds. What asks something stands as long as its buttons work.
const STANDS_MS: i64 = 600_000;

/// Whether an answer comes too late.
pub(super) fn is_late(asked: &Ended<'_>) -> bool {
    asked.delivery.answers_in_general()
        && asked.now_ms - asked.delivery.made_ms >= ANSWER_AGE_MAX_MS
}

/// Until when an answer stands that this takes away: a group that is repaired wakes everything early.
pub(super) fn stands_until(asked: &Ended<'_>) -> Option<i64> {
    match asked.delivery.state {
        State::Waiting { due_ms } if asked.delivery.tidies_general() => {
            Some(due_ms).filter(|due_ms| *due_ms > asked.now_ms)
        }
        _ => None,
    }
}

/// An answer stands: what takes it away later.
pub(super) fn tidies(ended: &Ended<'_>, made: MessageId, fresh: &mut Fresh) -> Option<Change> {
    let stands_ms = match &ended.delivery.job {
        Job::Notice {
            notice: Notice::WhoIsResponsible { .. },
            ..
        } => OFFERED_MS,
        _ if ended.delivery.answers() => STANDS_MS,
        _ => return None,
    };
    let job = Job::Unpost {
        message: made.0,
        relay: ended.relay(),
    };
    Some(Change::Deliver(Delivery {
        state: State::Waiting {
            due_ms: ended.now_ms + stands_ms,
        },
        // Nobody waits for that, neither in General nor in a topic.
        conversation: None,
        ..ended.delivery_of(Direction::Aside, job, fresh)
    }))
}
