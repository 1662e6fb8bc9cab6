//! How a client's content travels to the topic: the table of `10-mirroring`, client side.
//!
//! In a private chat the topic is the person, so messages are copied natively. In groups and channels the author must be
//! seen: above the words where that fits, in a line of its own where it does not.

use relevo_telegram::{ChatKind, Content, Media, Message, Text};

use super::{author_id, sent};
use crate::render::{author_line, author_name};
use crate::{ContentKind, FailReason, Header, Job, Notice};

/// The longest text that Telegram takes, in UTF-16 units.
pub(crate) const TEXT_UNITS_MAX: usize = 4_096;
/// The longest caption that Telegram takes from a bot, in UTF-16 units; people with Premium may write longer ones.
pub(crate) const CAPTION_UNITS_MAX: usize = 1_024;

/// What mirrors this message in its topic.
pub(super) fn job(message: &Message) -> Job {
    match message.chat.kind {
        ChatKind::Private => of_a_person(message),
        _ => of_a_member(message),
    }
}

fn of_a_person(message: &Message) -> Job {
    match &message.content {
        Content::Dice { emoji, value } => Job::Text {
            text: dice(emoji, *value),
        },
        Content::Uncopyable(_) | Content::Service(_) => placeholder(message),
        _ if message.forwarded && !message.protected => Job::Forward,
        Content::Media(media) => copy(None, None, Some(media)),
        _ => copy(None, None, None),
    }
}

/// A placeholder has no room for an author, so what cannot be copied is tried with its line first: the refusal makes the
/// placeholder, as an answer to the line.
fn of_a_member(message: &Message) -> Job {
    let line = author_line(&author_name(&message.author), author_id(&message.author));
    match &message.content {
        Content::Text(text) => {
            let whole = under(&line, text);
            if whole.units() <= TEXT_UNITS_MAX {
                return Job::Text { text: whole };
            }
            copy(header(line, true), None, None)
        }
        Content::Dice { emoji, value } => Job::Text {
            text: under(&line, &dice(emoji, *value)),
        },
        Content::Media(media) if media.kind.has_caption() => {
            let whole = under(&line, &media.caption);
            if whole.units() <= CAPTION_UNITS_MAX {
                return copy(None, Some(whole), Some(media));
            }
            copy(header(line, true), None, Some(media))
        }
        Content::Media(media) => copy(header(line, false), None, Some(media)),
        Content::Contact
        | Content::Location { .. }
        | Content::Venue
        | Content::Poll { .. }
        | Content::Story
        | Content::Checklist
        | Content::Rich
        | Content::Uncopyable(_)
        | Content::Service(_)
        | Content::Unknown(_) => copy(header(line, false), None, None),
    }
}

fn copy(header: Option<Header>, caption: Option<Text>, media: Option<&Media>) -> Job {
    Job::Copy {
        header,
        caption,
        media: media.cloned(),
    }
}

fn header(text: Text, always: bool) -> Option<Header> {
    Some(Header { text, always })
}

fn placeholder(message: &Message) -> Job {
    Job::Notice {
        notice: Notice::Placeholder {
            kind: ContentKind::of(&message.content),
            reason: FailReason::Uncopyable,
        },
        about: None,
        buttons: Vec::new(),
    }
}

/// A copy would throw the die anew, so its value is told.
fn dice(emoji: &str, value: i64) -> Text {
    Text::plain(format!("{emoji} {value}"))
}

/// Words under an author line, with the formatting that we may send.
fn under(line: &Text, words: &Text) -> Text {
    let mut whole = line.clone();
    if !words.is_empty() {
        whole.push_str("\n");
        whole.push(&sent(words));
    }
    whole
}
