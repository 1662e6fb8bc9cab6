//! The call that makes a content anew: what has changed since it was decided, and what the desk has to say in it.

use relevo_telegram::{Call, Location, Poll, Send, Text};

use super::next::{file_call, text_call};
use super::standing::Ended;
use crate::decide::{CAPTION_UNITS_MAX, left_of};
use crate::render::cut_text;
use crate::{Direction, Matter, Notice};

/// The longest description of a poll, in UTF-16 units (Bot API, `sendPoll`: 0-1024 characters).
const DESCRIPTION_UNITS_MAX: usize = CAPTION_UNITS_MAX;

/// The call that makes this content anew.
pub(super) fn call(asked: &Ended<'_>, to: Send, matter: &Matter) -> Call {
    match matter.clone() {
        Matter::Location(location) => {
            let location = still_live(asked, location);
            Call::SendLocation { to, location }
        }
        Matter::Venue(venue) => Call::SendVenue { to, venue },
        Matter::Contact(contact) => Call::SendContact { to, contact },
        Matter::Poll(poll) => {
            let poll = match asked.delivery.direction {
                Direction::ToTopic => Box::new(copy_of(asked, *poll)),
                _ => poll,
            };
            Call::SendPoll { to, poll }
        }
        Matter::Rich(input) => Call::SendRich { to, input },
        Matter::Words(text) => text_call(to, text),
        Matter::File(media) => file_call(to, &media),
    }
}

/// What waited has less time left.
fn still_live(asked: &Ended<'_>, location: Location) -> Location {
    let passed_s = (asked.now_ms - asked.delivery.made_ms) / 1_000;
    Location {
        live: location.live.and_then(|live| left_of(live, passed_s)),
        ..location
    }
}

/// A poll that says that it is a copy. A quiz whose right answer is not known becomes a plain poll.
fn copy_of(asked: &Ended<'_>, poll: Poll) -> Poll {
    let quiz = poll.quiz && !poll.correct.is_empty();
    let notice = match poll.quiz && !quiz {
        true => Notice::QuizIsCopy,
        false => Notice::PollIsCopy,
    };
    let said = (asked.facts.say)(&notice).text;
    let mut description = Text::default();
    if !poll.description.is_empty() {
        let room = DESCRIPTION_UNITS_MAX.saturating_sub(said.units() + 1);
        description = cut_text(&poll.description, room);
        description.push_str("\n");
    }
    description.push(&said);
    Poll {
        quiz,
        description,
        ..poll
    }
}
