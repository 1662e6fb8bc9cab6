//! The store's own shapes of contents that are neither words nor a file: see `shape`.

use relevo_core::Matter;
use relevo_telegram::{Contact, Live, Location, Point, Poll, UserId, Venue};
use serde::{Deserialize, Serialize};

use super::shape::{MediaShape, TextShape};

/// Latitude and longitude in ten-millionths of a degree, accuracy, and for what moves its period and direction.
#[derive(Serialize, Deserialize)]
pub(super) struct LocationShape(i32, i32, Option<u16>, Option<(i64, Option<u16>)>);

#[derive(Serialize, Deserialize)]
pub(super) enum MatterShape {
    #[serde(rename = "l")]
    Location(LocationShape),
    #[serde(rename = "v")]
    Venue(i32, i32, String, String, Vec<(String, String)>),
    #[serde(rename = "c")]
    Contact(String, String, Option<String>, Option<i64>, Option<String>),
    #[serde(rename = "p")]
    Poll(Box<PollShape>),
    #[serde(rename = "r")]
    Rich(String),
    #[serde(rename = "60")]
    Words(TextShape),
    #[serde(rename = "61")]
    File(MediaShape),
}

#[derive(Serialize, Deserialize)]
pub(super) struct PollShape {
    #[serde(rename = "q")]
    question: TextShape,
    #[serde(rename = "o")]
    options: Vec<TextShape>,
    #[serde(rename = "c", default)]
    correct: Option<Vec<u8>>,
    #[serde(rename = "e")]
    explanation: TextShape,
    #[serde(rename = "d")]
    description: TextShape,
    /// Anonymous, several answers, over.
    #[serde(rename = "f")]
    flags: (bool, bool, bool),
}

impl LocationShape {
    pub(super) fn of(place: &Location) -> LocationShape {
        let live = place.live.map(|live| (live.period_s, live.heading));
        LocationShape(
            place.point.latitude_e7,
            place.point.longitude_e7,
            place.accuracy_m,
            live,
        )
    }

    pub(super) fn read(self) -> Location {
        let LocationShape(latitude_e7, longitude_e7, accuracy_m, live) = self;
        Location {
            point: Point {
                latitude_e7,
                longitude_e7,
            },
            accuracy_m,
            live: live.map(|(period_s, heading)| Live { period_s, heading }),
        }
    }
}

impl MatterShape {
    pub(super) fn of(matter: &Matter) -> MatterShape {
        match matter {
            Matter::Location(place) => MatterShape::Location(LocationShape::of(place)),
            Matter::Venue(venue) => MatterShape::Venue(
                venue.point.latitude_e7,
                venue.point.longitude_e7,
                venue.title.clone(),
                venue.address.clone(),
                venue
                    .ids
                    .iter()
                    .map(|(name, id)| ((*name).to_owned(), id.clone()))
                    .collect(),
            ),
            Matter::Contact(contact) => MatterShape::Contact(
                contact.phone.clone(),
                contact.first_name.clone(),
                contact.last_name.clone(),
                contact.user.map(|user| user.0),
                contact.vcard.clone(),
            ),
            Matter::Poll(poll) => MatterShape::Poll(Box::new(PollShape::of(poll))),
            Matter::Rich(input) => MatterShape::Rich(input.clone()),
            Matter::Words(text) => MatterShape::Words(TextShape::of(text)),
            Matter::File(media) => MatterShape::File(MediaShape::of(media)),
        }
    }

    /// `None` for what this version does not know.
    pub(super) fn read(self) -> Option<Matter> {
        Some(match self {
            MatterShape::Location(place) => Matter::Location(place.read()),
            MatterShape::Venue(latitude_e7, longitude_e7, title, address, ids) => {
                let known = |(name, id): (String, String)| Some((venue_id(&name)?, id));
                Matter::Venue(Venue {
                    point: Point {
                        latitude_e7,
                        longitude_e7,
                    },
                    title,
                    address,
                    ids: ids.into_iter().map(known).collect::<Option<_>>()?,
                })
            }
            MatterShape::Contact(phone, first_name, last_name, user, vcard) => {
                Matter::Contact(Contact {
                    phone,
                    first_name,
                    last_name,
                    user: user.map(UserId),
                    vcard,
                })
            }
            MatterShape::Poll(poll) => Matter::Poll(Box::new(poll.read())),
            MatterShape::Rich(input) => Matter::Rich(input),
            MatterShape::Words(text) => Matter::Words(text.read()),
            MatterShape::File(media) => Matter::File(media.read()?),
        })
    }
}

/// The Bot API's names of a venue's ids in other services.
fn venue_id(name: &str) -> Option<&'static str> {
    let known = [
        "foursquare_id",
        "foursquare_type",
        "google_place_id",
        "google_place_type",
    ];
    known.into_iter().find(|known| *known == name)
}

impl PollShape {
    fn of(poll: &Poll) -> PollShape {
        PollShape {
            question: TextShape::of(&poll.question),
            options: poll.options.iter().map(TextShape::of).collect(),
            correct: poll.quiz.then(|| poll.correct.clone()),
            explanation: TextShape::of(&poll.explanation),
            description: TextShape::of(&poll.description),
            flags: (poll.anonymous, poll.multiple, poll.closed),
        }
    }

    fn read(self) -> Poll {
        let (anonymous, multiple, closed) = self.flags;
        Poll {
            question: self.question.read(),
            options: self.options.into_iter().map(TextShape::read).collect(),
            quiz: self.correct.is_some(),
            correct: self.correct.unwrap_or_default(),
            explanation: self.explanation.read(),
            description: self.description.read(),
            anonymous,
            multiple,
            closed,
        }
    }
}
