//! Lists of topics that somebody of the team asks for (`/waiting`, `/mine`): counted by the program, said by an answer.
//!
//! Neighbour: `decide::lists` answers who asks. Deliberately absent: finding the topics, which the program does where somebody asks.

use crate::render::fit;
use crate::{Conversation, Status, TopicRef};

/// How many topics a list names: with names of any length it stays one message.
pub const LISTED_MAX: usize = 30;

/// The longest name that stands in a list, in UTF-16 units.
const NAME_UNITS_MAX: usize = 80;

/// A list of topics, in the order in which they are said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TopicList {
    /// When it was made, Unix milliseconds.
    pub at_ms: i64,
    /// At most [`LISTED_MAX`].
    pub topics: Vec<ListedTopic>,
    /// How many there are besides.
    pub more: u32,
}

/// A topic in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedTopic {
    /// Whose turn it is.
    pub status: Status,
    /// Since when, Unix milliseconds. None: since before that was noted.
    pub since_ms: Option<i64>,
    /// Which.
    pub topic: TopicRef,
}

impl ListedTopic {
    /// A conversation in a list; its name is cut if it is long.
    #[must_use]
    pub fn of(conversation: &Conversation, topic: TopicRef) -> ListedTopic {
        let handling = &conversation.handling;
        ListedTopic {
            status: handling.status,
            since_ms: Some(handling.status_ms).filter(|since_ms| *since_ms > 0),
            topic: TopicRef {
                title: fit(&topic.title, NAME_UNITS_MAX),
                ..topic
            },
        }
    }
}
