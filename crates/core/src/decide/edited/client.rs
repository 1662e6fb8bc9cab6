//! A client edited a message: its copy in the topic follows, or the new version answers it.

use relevo_telegram::{Content, Message};

use super::super::mirror;
use super::super::versions::Dress;
use super::super::{Context, Decision, Incoming, albums, filter, hidden};
use super::{Known, first_says, follows, is_claimed, moved, replaces, superseded};
use crate::{Direction, Fate, Filter, Fresh, Job, Link, LinkRole, Version};

pub(in crate::decide) fn decide(
    incoming: &Incoming<'_>,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Decision {
    let message = incoming.message;
    if !message.place.message.is_linkable() || !is_followed(&message.content) {
        return Decision::nothing(Fate::Filtered(Filter::NotActedOn));
    }
    let ours = context
        .conversation
        .is_some_and(|known| known.connection == context.connection.id);
    if !ours {
        return Decision::nothing(Fate::Filtered(Filter::Elsewhere));
    }
    let params = &context.connection.params;
    if let Some(reason) = filter::left_out(incoming, params, context.fleet) {
        return Decision::nothing(Fate::Filtered(reason));
    }
    let known = Known::of(message.place, context, |link| {
        link.role == LinkRole::Client && link.client_chat == message.chat.id
    });
    if known.is_nothing() {
        // What was left out when it came stays out.
        return Decision::nothing(Fate::Filtered(Filter::NotActedOn));
    }
    if let Content::Location(place) = &message.content {
        let lane = (&known, Direction::ToTopic);
        return moved::decide(lane, place, incoming, context, fresh);
    }
    if known.holds(incoming.digest) {
        return Decision::nothing(Fate::Filtered(Filter::Unchanged));
    }
    if let Some(waiting) = known.first.filter(|first| !is_claimed(first)) {
        let job = hidden::mirrored(incoming, waiting.made_ms, context).job;
        let mut decision = first_says((&known, waiting), job, incoming);
        decision.changes.extend(superseded(context));
        return decision;
    }
    let dress = Dress {
        headed: is_headed(&known, context) || is_wordless_item(message, context),
        marked: known.copies.len() > 1,
    };
    let version = hidden::version(incoming, dress, known.has_file(incoming), context);
    // A forwarded message is nobody's to change.
    let forwarded = mirror::is_forwarded(incoming.shown);
    let job = Job::Edit {
        in_place: replaces(context) && version != Version::Whole && !forwarded,
        version,
        anew: Box::new(hidden::anew(incoming, context)),
    };
    let lane = (&known, Direction::ToTopic);
    let mut decision = follows(lane, job, incoming, context, fresh);
    decision.changes.extend(superseded(context));
    decision
}

/// What people can edit: words and files, checklists, rich messages, which are posted anew, and live locations, which move. A
/// poll that is over leaves its copies as they are.
fn is_followed(content: &Content) -> bool {
    matches!(
        content,
        Content::Text(_)
            | Content::Media(_)
            | Content::Rich(_)
            | Content::Checklist(_)
            | Content::Location(_)
    )
}

/// Whether the newest copy stands under a line of its own, which then carries the author.
fn is_headed(known: &Known<'_>, context: &Context<'_>) -> bool {
    let Some(copy) = known.copies.last() else {
        let job = known.first.map(|first| &first.job);
        return matches!(
            job,
            Some(
                Job::Copy {
                    header: Some(_),
                    ..
                } | Job::CopyOr {
                    header: Some(_),
                    ..
                } | Job::Anew {
                    header: Some(_),
                    ..
                }
            )
        );
    };
    let before = known.copies.iter().rev().nth(1);
    let is_its_line = |link: &&Link| {
        link.role == LinkRole::AuthorLine
            && link.topic_message < copy.topic_message
            && before.is_none_or(|before| link.topic_message > before.topic_message)
    };
    context.about.links.iter().any(|link| is_its_line(&link))
}

/// Whether this is an item of an album that shows no words: the author stands in another item's caption.
fn is_wordless_item(message: &Message, context: &Context<'_>) -> bool {
    let Content::Media(media) = &message.content else {
        return false;
    };
    let first =
        albums::of(message, context).is_some_and(|album| album.begins_with(message.place.message));
    message.album.is_some() && media.caption.is_empty() && !first
}
