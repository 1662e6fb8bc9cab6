//! What the desk says of shifts by itself: mentions in topics, and the hand-over in General whenever others are on duty than before.
//!
//! Neighbours: `ping` decides about mentions, the program counts and finds the topics. Deliberately absent: words.

use std::collections::BTreeSet;

use relevo_telegram::UserId;

use crate::ListedTopic;

/// How many open topics a hand-over names: with names of any length, and a link to a note for each, it stays one message.
pub const OPEN_TOPICS_MAX: usize = 20;

/// Something said of shifts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShiftNotice {
    /// In a topic: nobody has answered; those on duty are mentioned.
    NobodyAnswers {
        /// They.
        on: Vec<DutyPerson>,
        /// For so long, in milliseconds.
        waited_ms: i64,
    },
    /// The same, and the shift lead is mentioned.
    LeadNeeded {
        /// They.
        lead: DutyPerson,
        /// For so long, in milliseconds.
        waited_ms: i64,
    },
    /// In General: others are on duty than before.
    HandOver(Box<HandOver>),
}

/// Somebody of the team, as they are called.
#[derive(Clone, PartialEq, Eq)]
pub struct DutyPerson {
    /// Who.
    pub person: UserId,
    /// Their name.
    pub name: String,
}

impl std::fmt::Debug for DutyPerson {
    /// Only the number: names never reach a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "DutyPerson({})", self.person.0)
    }
}

/// A change of who is on duty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandOver {
    /// When it was told, Unix milliseconds.
    pub at_ms: i64,
    /// Who came on: they are mentioned.
    pub came: Vec<DutyPerson>,
    /// Who stays on.
    pub stays: Vec<DutyPerson>,
    /// Who went off.
    pub left: Vec<DutyPerson>,
    /// What was done since the last change; none: that was the first.
    pub done: Option<ShiftDone>,
    /// The topics that need an answer, the longest first.
    pub open: Vec<OpenTopic>,
    /// How many there are besides.
    pub more: u32,
}

impl HandOver {
    /// Who was on duty before, of those who are in the group.
    #[must_use]
    pub fn before(&self) -> BTreeSet<UserId> {
        let people = self.stays.iter().chain(&self.left);
        people.map(|one| one.person).collect()
    }
}

/// A topic that needs an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenTopic {
    /// It.
    pub topic: ListedTopic,
    /// What opens the newest note in it.
    pub note: Option<String>,
}

/// What a shift has done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ShiftDone {
    /// Messages that clients got from the team.
    pub answers: u32,
    /// In so many conversations.
    pub conversations: u32,
    /// Conversations that were closed.
    pub closed: u32,
    /// Conversations that somebody took, or was given.
    pub taken: u32,
}
