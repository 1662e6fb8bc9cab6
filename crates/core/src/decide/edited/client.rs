//! A client edited a message: its copy in the topic follows, or the new version answers it.

use relevo_telegram::Content;

use super::super::mirror;
use super::super::versions::Dress;
use super::super::{Context, Decision, Incoming, filter, hidden};
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
        link.role.is_copy() && link.client_chat == message.chat.id
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
    let above = above(&known, context);
    let dress = Dress {
        headed: above.is_some(),
        marked: known.copies.len() > 1,
    };
    let version = match above {
        // Words above their file stay as they are, so the copy does too.
        Some(LinkRole::Words) => Version::Whole,
        _ => hidden::version(incoming, dress, known.has_file(incoming), context),
    };
    // A forwarded message is nobody's to change.
    let forwarded = mirror::is_forwarded(incoming.shown, &context.scene)
        && context.connection.account().is_none();
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

/// What the newest copy stands under, or will: its author's line, or its words, if they are not in the copy.
fn above(known: &Known<'_>, context: &Context<'_>) -> Option<LinkRole> {
    let Some(copy) = known.copies.last() else {
        let first = known.first?;
        return match first.album() {
            Some(album) => {
                let dressed = album.dressed(first.step > 0, first.reply.is_some());
                album.above_item(known.source, &dressed)
            }
            None => first.job.above(),
        };
    };
    let before = known.copies.iter().rev().nth(1);
    let is_its_own = |link: &&Link| {
        link.topic_message < copy.topic_message
            && before.is_none_or(|before| link.topic_message > before.topic_message)
    };
    let own = context.about.links.iter().filter(is_its_own);
    let own: Vec<LinkRole> = own.map(|link| link.role).collect();
    let is_lined = copy.role == LinkRole::Item || own.contains(&LinkRole::AuthorLine);
    match is_lined {
        _ if own.contains(&LinkRole::Words) => Some(LinkRole::Words),
        true => Some(LinkRole::AuthorLine),
        false => None,
    }
}
