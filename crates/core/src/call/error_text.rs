//! The error text: with `SILENT_MODE=FALSE` a client is told that their message could not be taken, in the owner's words.
//!
//! Told is what has failed for good: a placeholder stands in the topic, or not even that could be put there. It goes to the client as the
//! welcome and the away text do: it answers nothing and is caused by nobody, so when it fails itself nothing is said of that to the client.
//! Neighbour: `after` asks here for whatever has ended. Deliberately absent: what the parameters leave out (no delivery is made of it);
//! new versions of what the team has, and reactions; what the client deleted before it could be copied; and updates that could not be
//! processed at all, of which nobody knows whose they are before `relevo retry` has brought them.

use relevo_telegram::ChatKind;

use super::standing::Ended;
use crate::{
    Change, Conversation, Delivery, Direction, FailReason, Fate, Fresh, Handling, Job, Notice,
};

/// How long after a client was told they are told again, in milliseconds.
const AGAIN_MS: i64 = 60 * 1_000;

/// What is said to the client after `changes`, which are what follows from the call.
pub(super) fn said(ended: &Ended<'_>, changes: &[Change], fresh: &mut Fresh) -> Vec<Change> {
    let params = &ended.facts.connection.params;
    let words = params.error_text.as_ref().filter(|_| !params.silent_mode);
    let (Some(words), Some(known)) = (words, ended.facts.conversation) else {
        return Vec::new();
    };
    // What else changes in the conversation stays.
    let now = changes.iter().rev().find_map(|change| match change {
        Change::UpdateConversation(now) if now.id == known.id => Some(now),
        _ => None,
    });
    let now = now.unwrap_or(known);
    let ignored = params.ignore_chats.contains(&now.chat.0);
    if now.kind != ChatKind::Private || now.unreachable || ignored || was_told(now, ended.now_ms) {
        return Vec::new();
    }
    if !(is_a_message(ended.delivery) && has_failed(ended.delivery, changes)) {
        return Vec::new();
    }
    let (language, name) = match ended.facts.card {
        Some(card) => (card.language.as_deref(), card.name.as_str()),
        None => (None, ""),
    };
    let job = Job::Text {
        text: words.filled(language, name, name),
        no_preview: false,
    };
    let told = Conversation {
        handling: Handling {
            error_told_ms: ended.now_ms,
            ..now.handling
        },
        ..now.clone()
    };
    vec![
        Change::UpdateConversation(told),
        ended.deliver(Direction::ToClient, job, fresh),
    ]
}

/// Whether it was told lately, by a clock that may have been set back.
fn was_told(known: &Conversation, now_ms: i64) -> bool {
    (0..AGAIN_MS).contains(&(now_ms - known.handling.error_told_ms))
}

/// Whether it brings a client's message to the topic. A new version answers the message that it is a version of.
fn is_a_message(delivery: &Delivery) -> bool {
    let Some(cause) = delivery
        .cause
        .filter(|_| delivery.direction == Direction::ToTopic)
    else {
        return false;
    };
    let answered = delivery.reply.as_ref().map(|reply| reply.message);
    answered != Some(cause.source.message.0) && !matches!(delivery.job, Job::Edit { .. })
}

/// Whether the team does not have it, and will not by itself.
fn has_failed(delivery: &Delivery, changes: &[Change]) -> bool {
    let is_over = |change: &Change| match change {
        Change::Fate { fate, .. } => !matches!(fate, Fate::Waiting),
        _ => false,
    };
    let fails = |change: &Change| match change {
        Change::Fate { fate, .. } => *fate == Fate::Failed,
        _ => false,
    };
    match &delivery.job {
        Job::Notice {
            notice: Notice::Placeholder { reason, .. },
            ..
        } => *reason != FailReason::SourceMissing && changes.iter().any(is_over),
        _ => changes.iter().any(fails),
    }
}
