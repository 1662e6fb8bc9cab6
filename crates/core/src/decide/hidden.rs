//! Nothing blind: how a client's message travels to a team that may not see everything of it. ADR 13.
//!
//! `mirror` decides about the message that the team may see; here a copy of the original, which would carry more than that, is
//! replaced by the same content made anew. Only a file with words is still copied, with the words that are shown: given a
//! caption, Telegram sends the file anew and nothing that hangs on the message.

use relevo_telegram::{Checklist, Content, Location, Media, Message, Poll, Text};

use super::albums::Manner;
use super::mirror::{self, CAPTION_UNITS_MAX, Mirrored, TEXT_UNITS_MAX};
use super::versions::{self, Dress};
use super::{Context, Incoming, Scene, account, sent};
use crate::hide::{Hiding, cut_off, split};
use crate::{Header, Job, Matter, Version};

/// What mirrors this message in its topic. `at_ms`: when the delivery that is to do it was decided.
pub(super) fn mirrored(incoming: &Incoming<'_>, at_ms: i64, context: &Context<'_>) -> Mirrored {
    let mirrored = mirror::mirrored(incoming.shown, &scene(context), at_ms);
    Mirrored {
        job: not_blind(mirrored.job, incoming, context),
        ..mirrored
    }
}

/// How an album with such an item travels: natively only if the team may see all of it.
pub(super) fn album(incoming: &Incoming<'_>, context: &Context<'_>) -> Manner {
    let shown = incoming.shown;
    let line = mirror::line(shown, &scene(context));
    let is_other = shown.content != incoming.message.content;
    let native = !is_other && !hiding(context).rebuilds() && account::account(context).is_none();
    Manner {
        line,
        native,
        forwarded: native && mirror::is_forwarded(shown, &scene(context)),
    }
}

/// The new version of an edited message as a message of its own in the topic.
pub(super) fn anew(incoming: &Incoming<'_>, context: &Context<'_>) -> Job {
    let anew = versions::anew(incoming.shown, &scene(context), context.now_ms);
    not_blind(anew, incoming, context)
}

/// What the topic's copy of an edited message is to hold.
pub(super) fn version(
    incoming: &Incoming<'_>,
    dress: Dress,
    same_file: bool,
    context: &Context<'_>,
) -> Version {
    versions::version(incoming.shown, &scene(context), dress, same_file)
}

/// What is known besides, without the topics of the client's forum if titles are hidden.
fn scene<'a>(context: &Context<'a>) -> Scene<'a> {
    let sources = match hiding(context).hides_titles() {
        true => &[],
        false => context.scene.sources,
    };
    Scene {
        sources,
        account: account::account(context),
        ..context.scene
    }
}

pub(super) fn hiding<'a>(context: &Context<'a>) -> Hiding<'a> {
    Hiding::of(context.connection, context.codebook)
}

/// A content that the team does not see as it is must not be copied either, whatever else is hidden.
fn not_blind(job: Job, incoming: &Incoming<'_>, context: &Context<'_>) -> Job {
    let is_other = incoming.shown.content != incoming.message.content;
    let job = match is_other || hiding(context).rebuilds() {
        true => seen(job, incoming.shown),
        false => job,
    };
    match account::account(context) {
        Some(_) => account::resent(job, incoming.shown),
        None => job,
    }
}

/// The same job without a copy that would carry more than is shown.
fn seen(job: Job, shown: &Message) -> Job {
    let (header, caption) = match job {
        Job::Copy {
            header, caption, ..
        } => (header, caption),
        Job::CopyOr { header, .. } => (header, None),
        Job::Forward => (None, None),
        other => return other,
    };
    let anew = |matter: Matter, header: Option<Header>| Job::Anew { header, matter };
    match &shown.content {
        Content::Text(text) => words(header, &sent(text), shown),
        Content::Checklist(list) => words(header, &checklist(list), shown),
        Content::Poll(poll) => anew(Matter::Poll(Box::new(own(poll))), header),
        Content::Media(file) if file.kind.has_caption() => captioned(header, caption, file),
        Content::Media(file) => anew(Matter::File(file.clone()), header),
        Content::Location(place) => anew(Matter::Location(still(place)), header),
        Content::Venue(venue) => anew(Matter::Venue(venue.clone()), header),
        Content::Dice { emoji, value } => {
            words(header, &Text::plain(format!("{emoji} {value}")), shown)
        }
        Content::Contact(_)
        | Content::Story
        | Content::Rich(_)
        | Content::Game
        | Content::Uncopyable(_)
        | Content::Service(_)
        | Content::Unknown(_) => words(header, &Text::plain("Message (hidden)"), shown),
    }
}

fn words(header: Option<Header>, text: &Text, shown: &Message) -> Job {
    let Some(line) = header else {
        return said(shown, text.clone());
    };
    let whole = below(&line.text, text);
    if whole.units() <= TEXT_UNITS_MAX {
        return said(shown, whole);
    }
    Job::Anew {
        header: Some(Header {
            always: true,
            ..line
        }),
        matter: Matter::Words(text.clone()),
    }
}

fn said(shown: &Message, text: Text) -> Job {
    Job::Text {
        text,
        no_preview: shown.no_preview,
    }
}

/// The caption is always given, also an empty one, so that the copy is the file and nothing else. One that is too long goes above,
/// and what finds no room there behind the author's line stays below.
pub(super) fn captioned(header: Option<Header>, caption: Option<Text>, file: &Media) -> Job {
    let words = caption.unwrap_or_else(|| sent(&file.caption));
    let copy = |header: Option<Header>, caption: Text| Job::Copy {
        header,
        caption: Some(caption),
        media: Some(Media {
            caption: words.clone(),
            ..file.clone()
        }),
    };
    if words.units() <= CAPTION_UNITS_MAX {
        return copy(header, words.clone());
    }
    let line = header.map(|line| line.text).unwrap_or_default();
    let room = match line.units() {
        0 => TEXT_UNITS_MAX,
        units => TEXT_UNITS_MAX.saturating_sub(units + 1),
    };
    let (first, rest) = split(words.clone(), room);
    let text = match line.is_empty() {
        true => first,
        false => below(&line, &first),
    };
    let above = Header { text, always: true };
    copy(Some(above), cut_off(rest, CAPTION_UNITS_MAX))
}

/// The place as a copy of it would be: where it is now, and not moving.
fn still(place: &Location) -> Location {
    Location {
        live: None,
        ..*place
    }
}

/// A poll of our own: a quiz whose answer is not told can only be asked as a poll.
fn own(poll: &Poll) -> Poll {
    Poll {
        quiz: poll.quiz && !poll.correct.is_empty(),
        ..poll.clone()
    }
}

fn checklist(list: &Checklist) -> Text {
    let mut text = sent(&list.title);
    for (task, done) in &list.tasks {
        text.push_str(if *done { "\n☑ " } else { "\n☐ " });
        text.push(&sent(task));
    }
    cut_off(text, TEXT_UNITS_MAX)
}

fn below(line: &Text, words: &Text) -> Text {
    let mut whole = line.clone();
    if !words.is_empty() {
        whole.push_str("\n");
        whole.push(words);
    }
    whole
}
