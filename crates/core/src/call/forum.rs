//! The backend group may stop being a forum without a word of Telegram: it is looked at before what cannot be checked afterwards, and
//! what was misplaced is deleted and sent again when the group is repaired.

use relevo_telegram::{Chat, MessageId, Method, Outcome, Receipt};

use super::refused::{pause, paused};
use super::standing::Ended;
use crate::{CellState, Change, Direction, FactKind, Fresh, Job, PauseWhy};

/// How long it is believed that the group is a forum after that was seen, in milliseconds.
pub const FORUM_SEEN_MS: i64 = 60_000;

/// Whether a call puts something into a topic without telling afterwards where it is.
#[must_use]
pub fn is_blind(method: Method) -> bool {
    matches!(
        method,
        Method::Copy | Method::CopyMany | Method::ForwardMany
    )
}

/// What a look at the group has shown.
pub(super) fn looked(ended: &Ended<'_>, outcome: &Outcome) -> Vec<Change> {
    match outcome {
        Outcome::Done(Receipt::Chat(Chat { forum: true, .. })) => {
            let mut changes = Vec::new();
            if ended.facts.cell.state == CellState::Paused(PauseWhy::NotForum) {
                changes.push(Change::Cell {
                    cell: ended.delivery.cell,
                    state: CellState::Running,
                });
                changes.push(ended.record(FactKind::CellResumed));
            }
            changes.push(ended.waits(ended.now_ms, |_| ()));
            changes
        }
        Outcome::Done(Receipt::Chat(_)) => paused(ended, PauseWhy::NotForum),
        Outcome::Refused(refusal) => match pause(Method::GetChat, refusal) {
            Some(why) => paused(ended, why),
            None => vec![ended.backs_off(|_| ())],
        },
        Outcome::Wait(wait) => {
            let wait_ms = i64::try_from(wait.as_millis()).unwrap_or(i64::MAX);
            vec![ended.waits(ended.now_ms.saturating_add(wait_ms), |_| ())]
        }
        Outcome::Done(_) | Outcome::NotSent | Outcome::Unknown => vec![ended.backs_off(|_| ())],
    }
}

/// A post, or an album, that stands in no topic: it is deleted, and goes again when the group is a forum.
pub(super) fn misplaced(ended: &Ended<'_>, made: &[MessageId], fresh: &mut Fresh) -> Vec<Change> {
    let mut unpost = |made: &MessageId| {
        let job = Job::Unpost {
            message: made.0,
            relay: ended.relay(),
        };
        ended.deliver(Direction::Aside, job, fresh)
    };
    let mut changes: Vec<Change> = made.iter().map(&mut unpost).collect();
    changes.extend(paused(ended, PauseWhy::NotForum));
    changes
}
