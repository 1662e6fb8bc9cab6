//! Who is mentioned in the topic of a new conversation that nobody answers (`SHIFT_PING`): those on duty once, then the shift lead once.
//!
//! New is a conversation since it began, or came back after it was closed, until the first answer (`Handling::unanswered_ms`). Neighbour:
//! `decide::statuses` keeps that. Deliberately absent: who is on duty.

use super::{DutyPerson, ShiftNotice};
use crate::{
    Change, Connection, Conversation, Delivery, Direction, Fresh, Handling, Job, Notice, Status,
};

/// Whoever has waited longer than this is no news any more: it stands in the hand-overs.
pub const PING_AGE_MAX_MS: i64 = 7 * 24 * 60 * 60 * 1_000;

const MINUTE_MS: i64 = 60_000;

/// What is known where it is decided.
#[derive(Clone, Copy, Debug)]
pub struct PingFacts<'a> {
    /// The conversation's handling.
    pub handling: &'a Handling,
    /// `SHIFT_PING`, in minutes.
    pub minutes: u32,
    /// Whether anybody is on duty.
    pub is_anybody_on: bool,
    /// Whether there is a shift lead.
    pub is_lead: bool,
    /// Unix milliseconds.
    pub now_ms: i64,
}

/// What is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PingStep {
    /// Those on duty are mentioned.
    OnDuty,
    /// The shift lead is.
    Lead,
    /// Nobody is left to be mentioned: nothing more comes.
    Over,
}

/// What is due in a conversation now, if anything is. While nobody is on duty and nobody leads, nothing is: who comes on is mentioned then.
#[must_use]
pub fn ping_due(facts: PingFacts<'_>) -> Option<PingStep> {
    let handling = facts.handling;
    let since_ms = handling.unanswered_ms;
    let waits = handling.status == Status::UserAnswered
        && handling.responsible.is_none()
        && since_ms > 0
        && facts.now_ms - since_ms <= PING_AGE_MAX_MS;
    let patience_ms = i64::from(facts.minutes) * MINUTE_MS;
    let waited_ms = facts.now_ms - since_ms;
    if !waits || waited_ms < patience_ms {
        return None;
    }
    match handling.pings {
        0 if facts.is_anybody_on => Some(PingStep::OnDuty),
        0 => facts.is_lead.then_some(PingStep::Lead),
        1 => {
            let is_due =
                waited_ms >= 2 * patience_ms && facts.now_ms - handling.pinged_ms >= patience_ms;
            let step = match facts.is_lead {
                true => PingStep::Lead,
                false => PingStep::Over,
            };
            is_due.then_some(step)
        }
        _ => None,
    }
}

/// The handling once a step is done.
#[must_use]
pub fn pinged(handling: &Handling, step: PingStep, now_ms: i64) -> Handling {
    let pings = match step {
        PingStep::OnDuty => 1,
        PingStep::Lead | PingStep::Over => 2,
    };
    Handling {
        pings,
        pinged_ms: now_ms,
        ..*handling
    }
}

/// What a step brings about in a conversation: the mention of those on duty or of the lead, and the note that it was made.
#[must_use]
pub fn mentions(
    step: PingStep,
    (on, lead): (&[DutyPerson], Option<&DutyPerson>),
    (conversation, of): (&Conversation, &Connection),
    fresh: &mut Fresh,
    now_ms: i64,
) -> Vec<Change> {
    let handling = &conversation.handling;
    let waited_ms = now_ms - handling.unanswered_ms;
    let notice = match (step, lead) {
        (PingStep::OnDuty, _) => Some(ShiftNotice::NobodyAnswers {
            on: on.to_vec(),
            waited_ms,
        }),
        (PingStep::Lead, Some(lead)) => Some(ShiftNotice::LeadNeeded {
            lead: lead.clone(),
            waited_ms,
        }),
        (PingStep::Lead, None) | (PingStep::Over, _) => None,
    };
    let mut changes = vec![Change::UpdateConversation(Conversation {
        handling: pinged(handling, step, now_ms),
        ..conversation.clone()
    })];
    changes.extend(notice.map(|notice| {
        let job = Job::Notice {
            notice: Notice::Shift(Box::new(notice)),
            about: None,
            buttons: Vec::new(),
        };
        Change::Deliver(Delivery {
            conversation: Some(conversation.id),
            direction: Direction::ToTopic,
            ..Delivery::beside(of, job, fresh, now_ms)
        })
    }));
    changes
}

#[cfg(test)]
mod tests {
    use relevo_telegram::UserId;

    use super::*;
    use crate::{CardId, Responsible};

    const MIN: i64 = MINUTE_MS;

    /// Waiting since minute 0 of the clock, which begins at a minute past nothing.
    fn waiting() -> Handling {
        Handling {
            unanswered_ms: MIN,
            ..Handling::default()
        }
    }

    /// What is due at each minute, carried out.
    fn course(
        begin: Handling,
        minutes: i64,
        who: impl Fn(i64) -> (bool, bool),
    ) -> Vec<(i64, PingStep)> {
        let mut handling = begin;
        let mut course = Vec::new();
        for minute in 0..=minutes {
            let (is_anybody_on, is_lead) = who(minute);
            let now_ms = MIN + minute * MIN;
            let facts = PingFacts {
                handling: &handling,
                minutes: 10,
                is_anybody_on,
                is_lead,
                now_ms,
            };
            if let Some(step) = ping_due(facts) {
                handling = pinged(&handling, step, now_ms);
                course.push((minute, step));
            }
        }
        course
    }

    /// Promise: those on duty are mentioned once, the lead once after twice the time, and nobody again.
    #[test]
    fn each_is_mentioned_once() {
        use PingStep::{Lead, OnDuty, Over};
        let rows = [
            ((true, true), vec![(10, OnDuty), (20, Lead)]),
            ((true, false), vec![(10, OnDuty), (20, Over)]),
            ((false, true), vec![(10, Lead)]),
            ((false, false), vec![]),
        ];
        for (who, expected) in rows {
            assert_eq!(course(waiting(), 1_000, |_| who), expected, "{who:?}");
        }
    }

    /// Promise: who comes on duty later is mentioned then, and the lead not in the same breath.
    #[test]
    fn whoever_comes_on_later_is_mentioned() {
        use PingStep::{Lead, OnDuty};
        let course = course(waiting(), 200, |minute| (minute >= 60, minute >= 60));
        assert_eq!(course, [(60, OnDuty), (70, Lead)]);
    }

    /// Promise: nothing is due where somebody has answered or is responsible, where it is not the team's turn, and where it is no news.
    #[test]
    fn nothing_is_due_elsewhere() {
        let responsible = Responsible {
            person: UserId(1),
            card: CardId(1),
        };
        let others = [
            Handling {
                unanswered_ms: 0,
                ..waiting()
            },
            Handling {
                responsible: Some(responsible),
                ..waiting()
            },
            Handling {
                status: Status::SupportAnswered,
                ..waiting()
            },
            Handling {
                status: Status::Closed,
                ..waiting()
            },
            Handling {
                unanswered_ms: -PING_AGE_MAX_MS,
                ..waiting()
            },
        ];
        for handling in others {
            assert_eq!(course(handling, 100, |_| (true, true)), [], "{handling:?}");
        }
    }
}
