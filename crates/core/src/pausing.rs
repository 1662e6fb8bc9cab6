//! A backend group can be written to, or cannot: what follows when that turns.
//!
//! Whoever finds out (`decide` from what Telegram tells, `call` from how calls end) says so here, so that the owner is told
//! once, in the same words: in General, or in private where General is closed too. Deliberately absent: how it is found out, and what
//! waits meanwhile.

use relevo_telegram::{ChatId, UserId};

use crate::{
    Cell, CellState, Change, Connection, Delivery, Fact, FactKind, Fresh, Job, Notice, PauseWhy,
    State,
};

/// How long a pause lasts before it is told, in milliseconds: a right that is given a moment after the bot was added is no news.
const TOLD_AFTER_MS: i64 = 10_000;

/// The group's state is this from now on. Nothing follows if it was so already; a pause that changes its reason goes on.
pub(crate) fn turned(
    cell: &Cell,
    state: CellState,
    (by, now_ms): (&Connection, i64),
    fresh: &mut Fresh,
) -> Vec<Change> {
    if cell.state == state {
        return Vec::new();
    }
    let mut changes = Vec::new();
    let mut line = |notice: Notice, after_ms: i64| {
        let mut line = Delivery::in_general(notice, by, fresh, now_ms);
        line.state = State::Waiting {
            due_ms: now_ms + after_ms,
        };
        changes.push(Change::Deliver(line));
    };
    let (kind, paused_ms) = match (cell.state, state) {
        (CellState::Running, CellState::Paused(why)) => {
            if told_in(why, cell.group, by.owner).is_some() {
                line(Notice::GroupPaused { why }, TOLD_AFTER_MS);
            }
            (Some(FactKind::CellPaused), Some(now_ms))
        }
        (CellState::Paused(_), CellState::Running) => {
            let since_ms = cell.paused_ms.unwrap_or(now_ms);
            if now_ms - since_ms >= TOLD_AFTER_MS {
                let since_s = since_ms / 1_000;
                line(Notice::GroupResumed { since_s }, 0);
            }
            (Some(FactKind::CellResumed), None)
        }
        _ => (None, cell.paused_ms.or(Some(now_ms))),
    };
    let fact = kind.map(|kind| Fact {
        cell: cell.id,
        conversation: None,
        kind,
        at_ms: now_ms,
    });
    let turned = Change::Cell {
        cell: cell.id,
        state,
        paused_ms,
    };
    let first = [turned].into_iter().chain(fact.map(Change::Record));
    changes.splice(0..0, first);
    changes
}

/// Where a pause is told: in the group if General can be written to although topics cannot, else to its owner if they are known. A bot
/// whose token is not valid any more can tell nobody.
fn told_in(why: PauseWhy, group: ChatId, owner: Option<UserId>) -> Option<ChatId> {
    match why {
        PauseWhy::NotForum | PauseWhy::ManageTopics => Some(group),
        PauseWhy::NotMember | PauseWhy::Send => owner.map(|owner| ChatId(owner.0)),
        PauseWhy::Token => None,
    }
}

/// The owner's private chat, if that is where this delivery tells of a pause.
pub(crate) fn told_in_private(job: &Job, by: &Connection) -> Option<ChatId> {
    match job {
        Job::Notice {
            notice:
                Notice::GroupPaused {
                    why: why @ (PauseWhy::NotMember | PauseWhy::Send),
                },
            ..
        } => told_in(*why, ChatId(0), by.owner),
        _ => None,
    }
}

/// Whether it tells the owner of the pause: it goes to General all the same, and that it arrives proves nothing.
#[must_use]
pub fn tells_of_a_pause(job: &Job) -> bool {
    matches!(
        job,
        Job::Notice {
            notice: Notice::GroupPaused { .. },
            ..
        }
    )
}

/// Whether it tells of a pause that is over: nobody needs to be told any more.
#[must_use]
pub fn tells_too_late(delivery: &Delivery, cell: &Cell) -> bool {
    tells_of_a_pause(&delivery.job) && cell.paused_ms != Some(delivery.made_ms)
}
