//! Reactions as a wanted state: who reacts how, which message is meant, and what its counterpart is to show. ADR 11.
//!
//! Neighbours: `decide::reacted` keeps what people do, `call::reactions` lets the counterpart show it. Deliberately absent: any
//! memory of what is shown now.

use relevo_telegram::{ChatId, Place, Reaction};

use crate::{ConversationId, Direction, Link, LinkRole, State};

/// The actor for whom counts stand, where nobody sees who reacts.
pub const COUNTED: i64 = 0;

/// How many reactions of one actor are kept, the newest. Telegram lets people with Premium set three.
pub(crate) const KEPT_MAX: usize = 4;

/// The reaction that says that a message was delivered.
pub(crate) const RECEIPT: &str = "👌";

/// What is known when a reaction is to be set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReactionFacts {
    /// The links of the delivery's message.
    pub links: Vec<Link>,
    /// Where the versions of the message that are still in the outbox stand.
    pub versions: Vec<State>,
    /// The reactions to it, on the side where people react, that may be set; the newest first.
    pub reactions: Vec<Reaction>,
    /// What the call that has ended was to set.
    pub asked: Option<Reaction>,
}

impl ReactionFacts {
    /// Whether a version of the message waits, is under way or is held: it may still arrive.
    pub(crate) fn is_awaited(&self) -> bool {
        let failed = |state: &State| matches!(state, State::Failed(_));
        self.versions.iter().any(|state| !failed(state))
    }

    /// Whether a version of the message is in its lane.
    pub(crate) fn is_under_way(&self) -> bool {
        let in_its_lane =
            |state: &State| matches!(state, State::Waiting { .. } | State::Claimed { .. });
        self.versions.iter().any(in_its_lane)
    }

    /// Whether every version of the message has arrived, or none was known.
    pub(crate) fn is_settled(&self) -> bool {
        self.versions.is_empty()
    }
}

/// Which message a reaction means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meant {
    /// This one, of this conversation.
    Message {
        /// Where it was written.
        original: Place,
        /// Its conversation.
        conversation: ConversationId,
    },
    /// A message that has no other side.
    Nothing,
}

/// Which message a reaction to this one means, by its links; none if nothing is known of it.
#[must_use]
pub fn meant(place: Place, links: &[Link], group: ChatId) -> Option<Meant> {
    let link = links.last()?;
    let conversation = link.conversation;
    let original = match link.role {
        role if role.is_of_the_client() && place.chat == group => Place {
            chat: link.client_chat,
            message: link.client_message,
        },
        LinkRole::Team | LinkRole::TeamNote if place.chat != group => Place {
            chat: group,
            message: link.topic_message,
        },
        LinkRole::TeamNote | LinkRole::Note | LinkRole::Notice | LinkRole::Withdrawn => {
            return Some(Meant::Nothing);
        }
        _ => place,
    };
    Some(Meant::Message {
        original,
        conversation,
    })
}

/// The messages whose reactions count for an original with these links, on the side that a delivery of this direction comes from.
#[must_use]
pub fn reacting_places(
    (original, direction): (Place, Direction),
    links: &[Link],
    group: ChatId,
) -> Vec<Place> {
    let by_team = original.chat == group;
    let mut places: Vec<Place> = match (direction, by_team) {
        (Direction::ToTopic, false) | (Direction::ToClient, true) => vec![original],
        (Direction::ToTopic, true) => links
            .iter()
            .filter(|link| matches!(link.role, LinkRole::Team | LinkRole::TeamNote))
            .map(|link| Place {
                chat: link.client_chat,
                message: link.client_message,
            })
            .collect(),
        (Direction::ToClient, false) => links
            .iter()
            .filter(|link| link.role.is_of_the_client())
            .map(|link| Place {
                chat: group,
                message: link.topic_message,
            })
            .collect(),
        (Direction::Aside | Direction::Broadcast, _) => Vec::new(),
    };
    places.dedup();
    places
}

/// The message that is to show the reactions to an original: in the topic its copy or the team's message itself, at the client's
/// the newest copy or the client's message itself. None if the other side has nothing of it (any more).
pub(crate) fn target(
    (original, direction): (Place, Direction),
    links: &[Link],
    (group, client): (ChatId, ChatId),
) -> Option<Place> {
    let by_team = original.chat == group;
    match (direction, by_team) {
        (Direction::ToTopic, true) => links.last().map(|_| original),
        (Direction::ToTopic, false) => {
            let copies = links.iter().filter(|link| link.role.is_copy());
            let newest = copies.map(|link| link.topic_message).max()?;
            Some(Place {
                chat: group,
                message: newest,
            })
        }
        (Direction::ToClient, true) => {
            let copies = links.iter().filter(|link| {
                link.role == LinkRole::Team
                    && link.client_message.is_linkable()
                    && link.client_chat == client
            });
            let newest = copies.map(|link| link.client_message).max()?;
            Some(Place {
                chat: client,
                message: newest,
            })
        }
        (Direction::ToClient, false) => links
            .iter()
            .any(|link| link.role.is_copy() && link.client_chat == client)
            .then_some(original),
        (Direction::Aside | Direction::Broadcast, _) => None,
    }
}
