//! How a client's content travels to the topic: the table of `10-mirroring`, client side.
//!
//! In a private chat the topic is the person, so messages are copied natively. In groups and channels the author must be
//! seen: above the words where that fits, in a line of its own where it does not.

use relevo_telegram::{ChatKind, Content, Media, Message, Text};

use super::albums::Manner;
use super::{author_id, sent};
use crate::render::{author_line, author_name};
use crate::{ContentKind, FailReason, Header, Job, Notice, Version};

/// The longest text that Telegram takes, in UTF-16 units.
pub(crate) const TEXT_UNITS_MAX: usize = 4_096;
/// The longest caption that Telegram takes from a bot, in UTF-16 units; people with Premium may write longer ones.
pub(crate) const CAPTION_UNITS_MAX: usize = 1_024;

/// What marks a new version of a message that is posted as a message of its own.
const EDITED: &str = "✏️";

/// How a message's words stand in a copy that follows an edit.
#[derive(Clone, Copy)]
pub(super) struct Dress {
    /// A line of its own stands above the copy.
    pub(super) headed: bool,
    /// The copy is itself a newer version, and says so.
    pub(super) marked: bool,
}

/// What the topic's copy of an edited message is to hold. `same_file`: the copy has its file already.
pub(super) fn version(message: &Message, dress: Dress, same_file: bool) -> Version {
    let whole = |words: &Text| match message.chat.kind {
        _ if dress.headed => sent(words),
        ChatKind::Private => maybe_marked(words, dress.marked),
        _ => under(&line(message, dress.marked), words),
    };
    fitting(&message.content, whole, same_file)
}

/// What the client's copy of an edited message is to hold.
pub(super) fn version_for_client(content: &Content, marked: bool, same_file: bool) -> Version {
    fitting(content, |words| maybe_marked(words, marked), same_file)
}

fn fitting(content: &Content, whole: impl Fn(&Text) -> Text, same_file: bool) -> Version {
    match content {
        Content::Text(text) => {
            let text = whole(text);
            if text.units() > TEXT_UNITS_MAX {
                return Version::Whole;
            }
            Version::Text(text)
        }
        Content::Media(media) if media.kind.has_caption() => {
            let text = whole(&media.caption);
            if text.units() > CAPTION_UNITS_MAX {
                return Version::Whole;
            }
            if same_file {
                let above = media.caption_above;
                return Version::Caption { text, above };
            }
            if !media.kind.replaces_others() {
                return Version::Whole;
            }
            Version::Media(Media {
                caption: text,
                ..media.clone()
            })
        }
        _ => Version::Whole,
    }
}

/// The new version as a message of its own in the topic.
pub(super) fn anew(message: &Message) -> Job {
    let dress = Dress {
        headed: false,
        marked: true,
    };
    let media = match &message.content {
        Content::Media(media) => Some(media),
        _ => None,
    };
    match version(message, dress, true) {
        Version::Text(text) => Job::Text { text },
        Version::Caption { text, .. } => copy(None, Some(text), media),
        Version::Media(_) | Version::Location(_) | Version::Whole => {
            let line = match message.chat.kind {
                ChatKind::Private => Text::plain(EDITED),
                _ => line(message, true),
            };
            copy(header(line, true), None, media)
        }
    }
}

/// The new version as a message of its own for the client: only words and files that were checked. Words too long to carry
/// the mark go without it; `None` for what is no message to clients.
pub(super) fn anew_for_client(content: &Content) -> Option<Job> {
    match (version_for_client(content, true, true), content) {
        (Version::Text(text), _) => Some(Job::Text { text }),
        (Version::Caption { text, .. }, Content::Media(media)) => Some(Job::Resend {
            media: Media {
                caption: text,
                ..media.clone()
            },
        }),
        (_, Content::Text(text)) => Some(Job::Text { text: sent(text) }),
        (_, Content::Media(media)) => Some(Job::Resend {
            media: Media {
                caption: sent(&media.caption),
                ..media.clone()
            },
        }),
        _ => None,
    }
}

fn maybe_marked(words: &Text, marked: bool) -> Text {
    if !marked {
        return sent(words);
    }
    let mut whole = Text::plain(EDITED);
    if !words.is_empty() {
        whole.push_str(" ");
        whole.push(&sent(words));
    }
    whole
}

fn line(message: &Message, marked: bool) -> Text {
    let mut line = author_line(&author_name(&message.author), author_id(&message.author));
    if marked {
        line.push_str(" ");
        line.push_str(EDITED);
    }
    line
}

/// What mirrors this message in its topic.
pub(super) fn job(message: &Message) -> Job {
    match message.chat.kind {
        ChatKind::Private => of_a_person(message),
        _ => of_a_member(message),
    }
}

/// How an album with such an item travels.
pub(super) fn album(message: &Message) -> Manner {
    let line = match message.chat.kind {
        ChatKind::Private => None,
        _ => Some(line(message, false)),
    };
    Manner {
        line,
        native: true,
        forwarded: is_forwarded(message),
    }
}

/// Whether it is forwarded, so that its origin is seen: in private chats, where it may be.
fn is_forwarded(message: &Message) -> bool {
    message.chat.kind == ChatKind::Private && message.origin.is_some() && !message.protected
}

fn of_a_person(message: &Message) -> Job {
    match &message.content {
        Content::Dice { emoji, value } => Job::Text {
            text: dice(emoji, *value),
        },
        Content::Uncopyable(_) | Content::Service(_) => placeholder(message),
        _ if is_forwarded(message) => Job::Forward,
        Content::Media(media) => copy(None, None, Some(media)),
        _ => copy(None, None, None),
    }
}

/// A placeholder has no room for an author, so what cannot be copied is tried with its line first: the refusal makes the
/// placeholder, as an answer to the line.
fn of_a_member(message: &Message) -> Job {
    let line = line(message, false);
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
        Content::Contact(_)
        | Content::Location(_)
        | Content::Venue(_)
        | Content::Poll(_)
        | Content::Story
        | Content::Checklist(_)
        | Content::Rich(_)
        | Content::Game
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
pub(crate) fn under(line: &Text, words: &Text) -> Text {
    let mut whole = line.clone();
    if !words.is_empty() {
        whole.push_str("\n");
        whole.push(&sent(words));
    }
    whole
}
