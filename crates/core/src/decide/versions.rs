//! What a copy holds after its message was edited, and the new version as a message of its own (ADR 9).
//!
//! Neighbours: `edited` decides which of them is wanted, `mirror` and `group` how a first version travels.

use relevo_telegram::{ChatKind, Content, LinkButton, Media, Message, Text};

use super::mirror::{CAPTION_UNITS_MAX, TEXT_UNITS_MAX, copied, copy, under};
use super::{Scene, account, buttons, group, rebuilt, sent};
use crate::byline::{EDITED, byline};
use crate::{Header, Job, Version};

/// How a message's words stand in a copy that follows an edit.
#[derive(Clone, Copy)]
pub(super) struct Dress {
    /// A line of its own stands above the copy.
    pub(super) headed: bool,
    /// The copy is itself a newer version, and says so.
    pub(super) marked: bool,
}

/// What the topic's copy of an edited message is to hold. `same_file`: the copy has its file already.
pub(super) fn version(
    message: &Message,
    scene: &Scene<'_>,
    dress: Dress,
    same_file: bool,
) -> Version {
    let whole = |words: &Text| match message.chat.kind {
        _ if dress.headed => sent(words),
        ChatKind::Private => match account::line(message, scene, dress.marked) {
            Some(line) => under(Some(&line), words),
            None => maybe_marked(words, dress.marked),
        },
        _ => under(Some(&byline(message, scene, dress.marked)), words),
    };
    fitting((message, &message.buttons), whole, same_file)
}

/// What the client's copy of an edited message is to hold.
pub(super) fn version_for_client(message: &Message, marked: bool, same_file: bool) -> Version {
    let buttons = buttons::with_address(&message.buttons);
    let whole = |words: &Text| maybe_marked(words, marked);
    fitting((message, &buttons), whole, same_file)
}

fn fitting(
    (message, buttons): (&Message, &[LinkButton]),
    whole: impl Fn(&Text) -> Text,
    same_file: bool,
) -> Version {
    let fit = |words: &Text, units_max| {
        let whole = whole(words);
        let text = buttons::under(&whole, buttons, units_max).unwrap_or(whole);
        (text.units() <= units_max).then_some(text)
    };
    match &message.content {
        content @ (Content::Text(_) | Content::Checklist(_)) => {
            let words = rebuilt::words(content).and_then(|words| fit(&words, TEXT_UNITS_MAX));
            let no_preview = message.no_preview;
            words.map_or(Version::Whole, |text| Version::Text { text, no_preview })
        }
        Content::Media(media) if media.kind.has_caption() => {
            let Some(text) = fit(&media.caption, CAPTION_UNITS_MAX) else {
                return Version::Whole;
            };
            if same_file {
                let above = media.caption_above;
                return Version::Caption { text, above };
            }
            if !media.kind.replaces_others() {
                return Version::Whole;
            }
            Version::Media(with_caption(media, text))
        }
        _ => Version::Whole,
    }
}

/// The new version as a message of its own in the topic. `at_ms`: when the delivery that is to post it was decided.
pub(super) fn anew(message: &Message, scene: &Scene<'_>, at_ms: i64) -> Job {
    let dress = Dress {
        headed: false,
        marked: true,
    };
    match (version(message, scene, dress, true), &message.content) {
        (Version::Text { text, .. }, _) => said(message, text),
        (Version::Caption { text, .. }, Content::Media(media)) => {
            copy(None, Some(text), Some(media))
        }
        _ => {
            let text = match message.chat.kind {
                ChatKind::Private => {
                    account::line(message, scene, true).unwrap_or_else(|| Text::plain(EDITED))
                }
                _ => byline(message, scene, true),
            };
            let always = true;
            copied(message, Some(Header { text, always }), at_ms)
        }
    }
}

/// The new version as a message of its own for the client: only what was checked. Words too long to carry the mark go without
/// it, and so does what has no words of its own; `None` for what is no message to clients.
pub(super) fn anew_for_client(message: &Message, at_ms: i64) -> Option<Job> {
    match (version_for_client(message, true, true), &message.content) {
        (Version::Text { text, .. }, _) => Some(said(message, text)),
        (Version::Caption { text, .. }, Content::Media(media)) => Some(Job::Resend {
            media: with_caption(media, text),
        }),
        (_, Content::Media(media)) => Some(Job::Resend {
            media: with_caption(media, sent(&media.caption)),
        }),
        _ => group::job(message, at_ms),
    }
}

fn said(message: &Message, text: Text) -> Job {
    Job::Text {
        text,
        no_preview: message.no_preview,
    }
}

fn with_caption(media: &Media, caption: Text) -> Media {
    Media {
        caption,
        ..media.clone()
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
