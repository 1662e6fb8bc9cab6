//! The store's own shape of what is said of shifts. Neighbour: `notices`.

use relevo_core::shifts::{DutyPerson, HandOver, OpenTopic, ShiftDone, ShiftNotice};
use relevo_core::{ListedTopic, Status, TopicRef};
use relevo_telegram::UserId;
use serde::{Deserialize, Serialize};

use super::codes::Code as _;

/// Somebody's number and name.
type PersonShape = (i64, String);

#[derive(Serialize, Deserialize)]
pub(super) struct HandOverShape {
    #[serde(rename = "a")]
    at_ms: i64,
    #[serde(rename = "c")]
    came: Vec<PersonShape>,
    #[serde(rename = "s")]
    stays: Vec<PersonShape>,
    #[serde(rename = "l")]
    left: Vec<PersonShape>,
    /// Answers, in conversations, closed, taken.
    #[serde(rename = "d")]
    done: Option<[u32; 4]>,
    #[serde(rename = "o")]
    open: Vec<OpenShape>,
    #[serde(rename = "m")]
    more: u32,
}

/// Status, since when, title, link, note.
#[derive(Serialize, Deserialize)]
struct OpenShape(i64, Option<i64>, String, Option<String>, Option<String>);

/// What is said of shifts. Exactly one of the variants of [`ShiftNotice`].
#[derive(Serialize, Deserialize)]
pub(super) enum ShiftShape {
    /// Those on duty, for so long.
    #[serde(rename = "p")]
    NobodyAnswers(Vec<PersonShape>, i64),
    /// The lead, for so long.
    #[serde(rename = "l")]
    LeadNeeded(PersonShape, i64),
    #[serde(rename = "h")]
    HandOver(HandOverShape),
}

impl ShiftShape {
    pub(super) fn of(notice: &ShiftNotice) -> ShiftShape {
        match notice {
            ShiftNotice::NobodyAnswers { on, waited_ms } => {
                ShiftShape::NobodyAnswers(people(on), *waited_ms)
            }
            ShiftNotice::LeadNeeded { lead, waited_ms } => {
                ShiftShape::LeadNeeded(person(lead), *waited_ms)
            }
            ShiftNotice::HandOver(hand_over) => ShiftShape::HandOver(HandOverShape {
                at_ms: hand_over.at_ms,
                came: people(&hand_over.came),
                stays: people(&hand_over.stays),
                left: people(&hand_over.left),
                done: hand_over
                    .done
                    .map(|done| [done.answers, done.conversations, done.closed, done.taken]),
                open: hand_over.open.iter().map(open).collect(),
                more: hand_over.more,
            }),
        }
    }

    pub(super) fn read(self) -> Option<ShiftNotice> {
        Some(match self {
            ShiftShape::NobodyAnswers(on, waited_ms) => ShiftNotice::NobodyAnswers {
                on: read_people(on),
                waited_ms,
            },
            ShiftShape::LeadNeeded(lead, waited_ms) => ShiftNotice::LeadNeeded {
                lead: read_person(lead),
                waited_ms,
            },
            ShiftShape::HandOver(shape) => ShiftNotice::HandOver(Box::new(HandOver {
                at_ms: shape.at_ms,
                came: read_people(shape.came),
                stays: read_people(shape.stays),
                left: read_people(shape.left),
                done: shape
                    .done
                    .map(|[answers, conversations, closed, taken]| ShiftDone {
                        answers,
                        conversations,
                        closed,
                        taken,
                    }),
                open: shape
                    .open
                    .into_iter()
                    .map(read_open)
                    .collect::<Option<_>>()?,
                more: shape.more,
            })),
        })
    }
}

fn person(of: &DutyPerson) -> PersonShape {
    (of.person.0, of.name.clone())
}

fn people(of: &[DutyPerson]) -> Vec<PersonShape> {
    of.iter().map(person).collect()
}

fn read_person((person, name): PersonShape) -> DutyPerson {
    let person = UserId(person);
    DutyPerson { person, name }
}

fn read_people(shapes: Vec<PersonShape>) -> Vec<DutyPerson> {
    shapes.into_iter().map(read_person).collect()
}

fn open(of: &OpenTopic) -> OpenShape {
    let ListedTopic {
        status,
        since_ms,
        topic,
    } = &of.topic;
    let (title, link) = (topic.title.clone(), topic.link.clone());
    OpenShape(status.code(), *since_ms, title, link, of.note.clone())
}

fn read_open(OpenShape(status, since_ms, title, link, note): OpenShape) -> Option<OpenTopic> {
    Some(OpenTopic {
        topic: ListedTopic {
            status: Status::from_code(status)?,
            since_ms,
            topic: TopicRef { title, link },
        },
        note,
    })
}
