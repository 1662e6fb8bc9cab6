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
        (CellState::Paused(before), CellState::Paused(why)) => {
            let since_ms = cell.paused_ms.unwrap_or(now_ms);
            // A line that waits says what is so when it is posted. Reasons that calls find may alternate, so only one that ends the
            // bot's absence is news.
            let waits = now_ms - since_ms < TOLD_AFTER_MS;
            let told = |why| told_in(why, cell.group, by.owner).is_some();
            let was_absent = matches!(before, PauseWhy::NotMember | PauseWhy::Token);
            if was_absent && told(why) && !(waits && told(before)) {
                line(Notice::GroupPaused { why }, TOLD_AFTER_MS);
            }
            (None, Some(since_ms))
        }
        (CellState::Running, CellState::Running) => (None, None),
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

/// The owner's private chat, if that is where this delivery tells of a pause: because of its reason, or because General has refused it
/// (`bare`).
pub(crate) fn told_in_private(delivery: &Delivery, by: &Connection) -> Option<ChatId> {
    let Job::Notice {
        notice: Notice::GroupPaused { why },
        ..
    } = delivery.job
    else {
        return None;
    };
    let private = delivery.bare || matches!(why, PauseWhy::NotMember | PauseWhy::Send);
    by.owner.filter(|_| private).map(|owner| ChatId(owner.0))
}

/// The line tells of a pause whose reason has become another: it says that one.
pub(crate) fn says_now(delivery: &Delivery, cell: &Cell) -> Option<Change> {
    let Job::Notice {
        notice: Notice::GroupPaused { why },
        ..
    } = delivery.job
    else {
        return None;
    };
    let CellState::Paused(now) = cell.state else {
        return None;
    };
    let job = Job::Notice {
        notice: Notice::GroupPaused { why: now },
        about: None,
        buttons: Vec::new(),
    };
    (now != why).then(|| {
        Change::Replace(Delivery {
            job,
            bare: false,
            ..delivery.clone()
        })
    })
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
    let began = cell
        .paused_ms
        .is_some_and(|paused_ms| delivery.made_ms >= paused_ms);
    tells_of_a_pause(&delivery.job) && !began
}
