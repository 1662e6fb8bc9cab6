//! How a client's content travels to the topic: the table of contents, client side (ADR 12).
//!
//! In a private chat the topic is the person, so messages are copied natively; plain words are said anew where relays can help,
//! which can copy nothing from a chat that they are not in. In groups and channels the author must be
//! seen: above the words where that fits, in a line of its own where it does not. Neighbours: `rebuilt` for what is made of a
//! content, `versions` for what a copy holds after an edit.

use relevo_telegram::{ChatKind, Content, EntityKind, Media, Message, Text};

use super::{Scene, account, buttons, rebuilt, sent};
use crate::byline::byline;
use crate::{ContentKind, Header, Job, Route, Way};

/// The longest text that Telegram takes, in UTF-16 units.
pub(crate) const TEXT_UNITS_MAX: usize = 4_096;
/// The longest caption that Telegram takes from a bot, in UTF-16 units; people with Premium may write longer ones.
pub(crate) const CAPTION_UNITS_MAX: usize = 1_024;

/// What mirrors a client's message.
pub(super) struct Mirrored {
    /// The message itself.
    pub(super) job: Job,
    /// What is left over of it, to answer the copy.
    pub(super) under: Option<Text>,
}

/// What mirrors this message in its topic. `at_ms`: when the delivery that is to do it was decided.
pub(super) fn mirrored(message: &Message, scene: &Scene<'_>, at_ms: i64) -> Mirrored {
    if is_forwarded(message, scene) {
        let job = Job::Forward;
        return Mirrored { job, under: None };
    }
    let line = line(message, scene);
    let resent = scene.account.is_some();
    let left_over = buttons::alone(&message.buttons, TEXT_UNITS_MAX);
    let way = ContentKind::of(&message.content).row().way(route(message));
    // Under words that are copied there is no room for buttons: then they are given, if everything fits.
    let given = match way {
        Way::Words | Way::Captioned => true,
        _ => resent || left_over.is_some() || (scene.relays && is_sayable(&message.content)),
    };
    if given && let Some((words, units_max)) = spoken(&message.content, way) {
        let whole = under(line.as_ref(), &words);
        if let Some(whole) = buttons::under(&whole, &message.buttons, units_max) {
            let job = saying(message, whole);
            return Mirrored { job, under: None };
        }
        if (way != Way::Copied || resent) && whole.units() <= units_max {
            return Mirrored {
                job: saying(message, whole),
                under: left_over,
            };
        }
    }
    let always = resent || matches!(way, Way::Words | Way::Captioned);
    let header = line.map(|text| Header { text, always });
    match way {
        Way::Copied | Way::Words | Way::Captioned | Way::Resent => Mirrored {
            job: copied(message, header, at_ms),
            under: left_over,
        },
        Way::Rebuilt => Mirrored {
            job: match rebuilt::matter(message, at_ms) {
                Some(matter) => Job::Anew { header, matter },
                None => copied(message, header, at_ms),
            },
            under: left_over,
        },
        Way::Placeholder | Way::NotSent | Way::Inside => Mirrored {
            job: told(message, header),
            under: None,
        },
    }
}

/// The line above a message where its author, or its origin, must be seen.
pub(super) fn line(message: &Message, scene: &Scene<'_>) -> Option<Text> {
    match message.chat.kind {
        ChatKind::Private => account::line(message, scene, false),
        _ => Some(byline(message, scene, false)),
    }
}

/// The way that a client's message takes.
fn route(message: &Message) -> Route {
    match message.chat.kind {
        ChatKind::Private => Route::FromPrivate,
        _ => Route::FromPublic,
    }
}

/// Whether the message goes to its topic as a forward: in a private chat, with its origin. Not a poll: its votes would be
/// shared.
pub(super) fn is_forwarded(message: &Message, scene: &Scene<'_>) -> bool {
    message.chat.kind == ChatKind::Private
        && scene.account.is_none()
        && message.origin.is_some()
        && !message.protected
        && !matches!(message.content, Content::Poll(_))
}

/// Whether a bot can say the same words as they stand.
fn is_sayable(content: &Content) -> bool {
    let Content::Text(text) = content else {
        return false;
    };
    let custom = |kind: &EntityKind| matches!(kind, EntityKind::CustomEmoji(_));
    !text.entities.iter().any(|entity| custom(&entity.kind))
}

/// The words that a message of this content can be given, and how long they may be.
fn spoken(content: &Content, way: Way) -> Option<(Text, usize)> {
    match content {
        Content::Media(media) if media.kind.has_caption() => {
            Some((sent(&media.caption), CAPTION_UNITS_MAX))
        }
        Content::Text(_) => Some((rebuilt::words(content)?, TEXT_UNITS_MAX)),
        _ if way == Way::Words => Some((rebuilt::words(content)?, TEXT_UNITS_MAX)),
        _ => None,
    }
}

/// The message with these words instead of its own.
fn saying(message: &Message, words: Text) -> Job {
    match &message.content {
        Content::Media(media) => copy(None, Some(words), Some(media)),
        _ => Job::Text {
            text: words,
            no_preview: message.no_preview,
        },
    }
}

/// A native copy, and what is to be done if Telegram refuses it.
pub(super) fn copied(message: &Message, header: Option<Header>, at_ms: i64) -> Job {
    if let Content::Media(media) = &message.content {
        return copy(header, None, Some(media));
    }
    let words = || match &message.content {
        Content::Rich(_) => rebuilt::words(&message.content),
        _ => None,
    };
    let otherwise = match rebuilt::matter(message, at_ms) {
        Some(matter) => Some(Job::Anew {
            header: header.clone(),
            matter,
        }),
        None => words()
            .filter(|words| words.units() <= TEXT_UNITS_MAX)
            .map(|text| Job::Text {
                text,
                no_preview: message.no_preview,
            }),
    };
    match otherwise.map(Box::new) {
        Some(otherwise) => Job::CopyOr { header, otherwise },
        None => copy(header, None, None),
    }
}

pub(super) fn copy(header: Option<Header>, caption: Option<Text>, media: Option<&Media>) -> Job {
    Job::Copy {
        header,
        caption,
        media: media.cloned(),
    }
}

/// A placeholder has no room for an author: what cannot be copied is tried with its line first, and the refusal makes the
/// placeholder, as an answer to the line.
fn told(message: &Message, header: Option<Header>) -> Job {
    let placeholder = Job::Notice {
        notice: rebuilt::lost(&message.content),
        about: None,
        buttons: Vec::new(),
    };
    match header {
        None => placeholder,
        header => Job::CopyOr {
            header,
            otherwise: Box::new(placeholder),
        },
    }
}

/// Words under an author line, if there is one, with the formatting that we may send.
pub(crate) fn under(line: Option<&Text>, words: &Text) -> Text {
    let Some(line) = line else {
        return sent(words);
    };
    let mut whole = line.clone();
    if !words.is_empty() {
        whole.push_str("\n");
        whole.push(&sent(words));
    }
    whole
}
