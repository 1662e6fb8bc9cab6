//! What can be made of a content without copying it: its words, the same thing anew, or what a placeholder says.
//!
//! Neighbours: `mirror` and `group` decide which of them is wanted, as the table of contents says.

use relevo_telegram::{Checklist, Content, EntityKind, Live, Location, Message, Text};

use super::mirror::TEXT_UNITS_MAX;
use super::sent;
use crate::hide::cut_off;
use crate::{ContentKind, Job, Matter, Notice};

/// The shortest time for which a location can be live, in seconds (Bot API, `sendLocation`).
const LIVE_MIN_S: i64 = 60;
/// The longest, unless it is for ever.
const LIVE_MAX_S: i64 = 86_400;
/// The period of a location that is live for ever.
const LIVE_FOREVER_S: i64 = 0x7FFF_FFFF;

/// The words of a content that is sent as words.
pub(crate) fn words(content: &Content) -> Option<Text> {
    match content {
        Content::Text(text) => Some(sent(text)),
        // A copy would throw the die anew, so its value is told.
        Content::Dice { emoji, value } => Some(Text::plain(format!("{emoji} {value}"))),
        Content::Checklist(list) => Some(checklist(list)),
        Content::Rich(rich) if !rich.words.is_empty() => Some(sent(&rich.words)),
        _ => None,
    }
}

fn checklist(list: &Checklist) -> Text {
    let mut words = Text::default();
    words.push_as(&list.title.text, EntityKind::Bold);
    words.entities.extend(sent(&list.title).entities);
    for (task, done) in &list.tasks {
        words.push_str(if *done { "\n☑ " } else { "\n☐ " });
        words.push(&sent(task));
    }
    cut_off(words, TEXT_UNITS_MAX)
}

/// The same content, to be made anew at the time when it was written.
pub(crate) fn matter_of(message: &Message) -> Option<Matter> {
    matter(message, message.date * 1_000)
}

/// The same content, to be made anew. `at_ms`: when the delivery that is to make it was decided, since when its time runs.
pub(super) fn matter(message: &Message, at_ms: i64) -> Option<Matter> {
    Some(match &message.content {
        Content::Contact(contact) => Matter::Contact(contact.clone()),
        Content::Location(place) => Matter::Location(still_live(place, message.date, at_ms)),
        Content::Venue(venue) => Matter::Venue(venue.clone()),
        Content::Poll(poll) => Matter::Poll(poll.clone()),
        Content::Rich(rich) => Matter::Rich(rich.input.clone()?),
        _ => return None,
    })
}

/// The place with the time that is left of a period which began at `date` (Unix seconds), counted from `at_ms`.
pub(super) fn still_live(place: &Location, date: i64, at_ms: i64) -> Location {
    let passed_s = at_ms / 1_000 - date;
    Location {
        live: place.live.and_then(|live| left_of(live, passed_s)),
        ..*place
    }
}

/// The same job, decided anew so much later.
pub(super) fn later(job: &Job, passed_ms: i64) -> Job {
    match job {
        Job::Anew {
            header,
            matter: Matter::Location(place),
        } => Job::Anew {
            header: header.clone(),
            matter: Matter::Location(still_live(place, 0, passed_ms)),
        },
        job => job.clone(),
    }
}

/// What is left of a live location's time, if it is enough to be live at all.
pub(crate) fn left_of(live: Live, passed_s: i64) -> Option<Live> {
    if live.period_s == LIVE_FOREVER_S {
        return Some(live);
    }
    let period_s = live.period_s.saturating_sub(passed_s.max(0));
    (period_s >= LIVE_MIN_S).then_some(Live {
        period_s: period_s.min(LIVE_MAX_S),
        ..live
    })
}

/// What stands for a content that nobody can copy.
pub(super) fn lost(content: &Content) -> Notice {
    let (title, stars) = match content {
        Content::Uncopyable(thing) => (thing.title.clone(), thing.stars),
        _ => (None, None),
    };
    Notice::Lost {
        kind: ContentKind::of(content),
        title,
        stars,
    }
}

/// Whether a content is a note or a command, by its words.
pub(crate) fn stays_inside(content: &Content) -> bool {
    let mut words = first_words(content).into_iter();
    words.any(|words| super::inside::inside(words).is_some())
}

/// Whatever a reader of the message reads first: by it a note or a command is known, whatever the kind.
pub(super) fn first_words(content: &Content) -> Vec<&str> {
    match content {
        Content::Text(text) => vec![&text.text],
        Content::Media(media) => vec![&media.caption.text],
        Content::Rich(rich) => vec![&rich.words.text],
        Content::Poll(poll) => vec![&poll.description.text, &poll.question.text],
        Content::Checklist(list) => vec![&list.title.text],
        Content::Venue(venue) => vec![&venue.title],
        Content::Contact(contact) => vec![&contact.first_name],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Promise: a checklist's words fit into one message, however long its parts are.
    #[test]
    fn a_checklist_fits_into_a_message() {
        let list = Checklist {
            title: Text::plain("a".repeat(TEXT_UNITS_MAX - 3)),
            tasks: vec![(Text::plain("pack"), true)],
        };
        let words = checklist(&list);
        assert!((TEXT_UNITS_MAX - 4..=TEXT_UNITS_MAX).contains(&words.units()));
    }
}
