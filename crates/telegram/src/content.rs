//! Contents that are more than words or a file, with all that is needed to make them anew.
//!
//! Neighbours: `message` says which of them a message holds, `call` sends them.
//! Deliberately absent: what nobody can send again (votes, who completed a task, who viewed a story).

use crate::{Text, UserId};

/// A point on the map, in ten-millionths of a degree: whole numbers, so that points can be compared. Telegram shows six
/// decimal places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// -900,000,000 to 900,000,000.
    pub latitude_e7: i32,
    /// -1,800,000,000 to 1,800,000,000.
    pub longitude_e7: i32,
}

/// A place, or a moving place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Location {
    /// Where.
    pub point: Point,
    /// The radius of uncertainty in metres, 0 to 1,500.
    pub accuracy_m: Option<u16>,
    /// How it moves, if it does.
    pub live: Option<Live>,
}

/// How a live location moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Live {
    /// For how long after it was sent, in seconds: 60 to 86,400, or 0x7FFFFFFF without end.
    pub period_s: i64,
    /// The direction, 1 to 360 degrees.
    pub heading: Option<u16>,
}

/// A named place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Venue {
    /// Where.
    pub point: Point,
    /// Its name.
    pub title: String,
    /// Its address.
    pub address: String,
    /// Its ids in other services, by the Bot API's names of them (`foursquare_id`, `google_place_id`, …).
    pub ids: Vec<(&'static str, String)>,
}

/// A shared contact.
#[derive(Clone, PartialEq, Eq)]
pub struct Contact {
    /// The phone number.
    pub phone: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: Option<String>,
    /// The person in Telegram, if the contact is one.
    pub user: Option<UserId>,
    /// The rest, as a vCard, at most 2,048 bytes.
    pub vcard: Option<String>,
}

impl std::fmt::Debug for Contact {
    /// Nothing: phone numbers and names never reach a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Contact(…)")
    }
}

/// A poll.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Poll {
    /// 1 to 300 characters.
    pub question: Text,
    /// 1 to 12 answers of 1 to 100 characters.
    pub options: Vec<Text>,
    /// Whether one answer is right.
    pub quiz: bool,
    /// The right answers of a quiz, counted from 0; known only to those who may know.
    pub correct: Vec<u8>,
    /// What a quiz shows after a wrong answer, at most 200 characters.
    pub explanation: Text,
    /// Words above the question, at most 1,024 characters.
    pub description: Text,
    /// Whether nobody sees who voted for what.
    pub anonymous: bool,
    /// Whether several answers may be chosen.
    pub multiple: bool,
    /// Whether it is over.
    pub closed: bool,
}

/// A checklist.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checklist {
    /// What it is about.
    pub title: Text,
    /// The tasks, and whether each is done.
    pub tasks: Vec<(Text, bool)>,
}

/// A message of rich blocks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rich {
    /// Its words in reading order, a block a line, with the formatting that plain messages have too.
    pub words: Text,
    /// The message as it can be sent again (the Bot API's `InputRichMessage`, JSON); none where a block cannot.
    pub input: Option<String>,
}

/// Something that no bot can copy: what can be told of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Uncopyable {
    /// The Bot API's name of it.
    pub name: String,
    /// What it calls itself, if it does.
    pub title: Option<String>,
    /// The stars that it costs, holds or is worth.
    pub stars: Option<i64>,
}

impl From<&str> for Uncopyable {
    /// One of which nothing but its kind is known.
    fn from(name: &str) -> Uncopyable {
        Uncopyable {
            name: name.to_owned(),
            ..Uncopyable::default()
        }
    }
}

/// A reaction to a message.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Reaction {
    /// One of Telegram's reaction emoji.
    Emoji(String),
    /// A custom emoji, by its id.
    Custom(String),
    /// A paid star: nobody can set it for others.
    Paid,
}
