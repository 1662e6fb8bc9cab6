//! A client who writes faster than the topic takes it: what the topic says about it, and what is kept for that.
//!
//! One line says how many of their messages wait, and is kept true until none does. It is wanted state: its delivery is the only
//! record of it and stays in the outbox as long as the line may stand, in a lane of its own. `call::backlog` decides the calls.
//! Deliberately absent: how the messages themselves are let through, which is the scheduler's.

use relevo_telegram::{MessageId, ThreadId};

use crate::{Delivery, Direction, Fresh, Job, Notice, Seq, State};

/// From how many waiting messages on the topic says so.
pub const BACKLOG_SHOWN_ABOVE: u32 = 20;

/// How long a backlog is watched before anything is said of it, in milliseconds: many are gone by then.
const WATCHED_MS: i64 = 10_000;

/// How often one line changes at most, in milliseconds.
const CHANGE_MS: i64 = 60_000;

/// How often any line of a group changes on average, in milliseconds: of a budget of twenty units a minute two.
const CHANGE_ANY_MS: i64 = 30_000;

/// Over how short a time nothing can be told about how fast messages arrive, in milliseconds.
const MEASURED_MS: i64 = 30_000;

/// What is kept of the line of a backlog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backlog {
    /// Where it is.
    pub line: Line,
    /// What it says, or is to say next.
    pub said: Option<Said>,
}

/// Where the line of a backlog is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// Nowhere yet.
    None,
    /// About to be posted in this topic.
    Posting(ThreadId),
    /// In a topic.
    Stands {
        /// The topic.
        thread: ThreadId,
        /// The message.
        message: MessageId,
        /// Whether it is about to say what is noted.
        changing: bool,
    },
    /// In this topic none stands that we know of, and for this backlog none is posted any more: somebody deleted it, or nobody
    /// knows whether it was posted, and two would be worse than none.
    Gone(ThreadId),
}

/// What the line of a backlog says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    /// How many wait; 0: all have arrived.
    pub more: u32,
    /// In about how many minutes they will be there; none where nothing can be told.
    pub minutes: Option<u32>,
    /// The newest of them.
    pub last: Seq,
    /// When they were counted, Unix milliseconds.
    pub at_ms: i64,
}

/// What waits in a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BacklogFacts {
    /// How many.
    pub waiting: u32,
    /// How many of those that the line spoke of last.
    pub left: u32,
    /// The newest.
    pub last: Seq,
    /// How many lines the group has.
    pub lines: u32,
}

impl BacklogFacts {
    /// What a line says now. When all will be there follows from how many of those counted last have arrived since.
    pub(crate) fn say(&self, before: Option<Said>, now_ms: i64) -> Said {
        let minutes = before.and_then(|before| {
            let passed_ms = now_ms - before.at_ms;
            let arrived = i64::from(before.more.saturating_sub(self.left));
            if arrived == 0 || passed_ms < MEASURED_MS {
                return None;
            }
            let takes_ms = i64::from(self.waiting).saturating_mul(passed_ms) / arrived;
            u32::try_from(takes_ms / 60_000 + 1).ok()
        });
        Said {
            more: self.waiting,
            minutes,
            last: self.last,
            at_ms: now_ms,
        }
    }

    /// When the line may change next.
    pub(crate) fn again_ms(&self, now_ms: i64) -> i64 {
        now_ms + CHANGE_MS.max(i64::from(self.lines) * CHANGE_ANY_MS)
    }
}

impl Said {
    /// The words.
    pub(crate) fn notice(self) -> Notice {
        match self.more {
            0 => Notice::BacklogGone,
            more => Notice::Backlog {
                more,
                minutes: self.minutes,
            },
        }
    }
}

impl Line {
    /// The topic that it is about.
    pub(crate) fn thread(self) -> Option<ThreadId> {
        match self {
            Line::None => None,
            Line::Posting(thread) | Line::Stands { thread, .. } | Line::Gone(thread) => {
                Some(thread)
            }
        }
    }
}

impl Delivery {
    /// What keeps the line of the lane in which this one waits.
    #[must_use]
    pub fn of_backlog(waits: &Delivery, fresh: &mut Fresh, now_ms: i64) -> Delivery {
        Delivery {
            seq: fresh.seq(),
            cell: waits.cell,
            connection: waits.connection,
            conversation: waits.conversation,
            direction: Direction::Aside,
            state: State::Waiting {
                due_ms: now_ms + WATCHED_MS,
            },
            attempts: 0,
            step: 0,
            header_message: None,
            repeat: false,
            bare: false,
            cause: None,
            reply: None,
            made_ms: now_ms,
            aim: None,
            job: Job::Backlog(Backlog {
                line: Line::None,
                said: None,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Promise: when all will be there is said only if it was measured, over a while, and never too early.
    #[test]
    fn the_time_is_measured() {
        let facts = BacklogFacts {
            waiting: 90,
            left: 70,
            last: Seq(200),
            lines: 1,
        };
        let before = Said {
            more: 80,
            minutes: None,
            last: Seq(100),
            at_ms: 0,
        };
        // Ten in a minute, ninety to come.
        assert_eq!(facts.say(Some(before), 60_000).minutes, Some(10));
        assert_eq!(facts.say(Some(before), 29_999).minutes, None);
        assert_eq!(facts.say(None, 60_000).minutes, None);
        let stuck = BacklogFacts { left: 80, ..facts };
        assert_eq!(stuck.say(Some(before), 60_000).minutes, None);
    }

    /// Promise: however many lines there are, they change twice a minute together.
    #[test]
    fn lines_share() {
        let facts = |lines| BacklogFacts {
            waiting: 90,
            left: 0,
            last: Seq(1),
            lines,
        };
        let times = [0, 1, 2, 3, 10].map(|lines| facts(lines).again_ms(5));
        assert_eq!(times, [60_005, 60_005, 60_005, 90_005, 300_005]);
    }
}
