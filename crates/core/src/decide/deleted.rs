//! Messages are gone from a client's chat: the topic says so, or loses its copies (`DELETES`).
//!
//! Only accounts are told of it, and not by whom. Many at once are a clean-up: they are counted, and the topic keeps what it has. What
//! the team wrote itself stays in the topic in any case. Neighbour: `withdraw` deletes at the client's what the team takes back.

use relevo_telegram::{ChatId, MessageId, Place};

use super::client::ours;
use super::edited::is_claimed;
use super::{About, Context, Decision, Order, deliver, notice, withdraw};
use crate::params::Deletes;
use crate::{
    ALBUM_ITEMS_MAX, Change, Conversation, Delivery, Direction, Fate, Filter, Fresh, Job, Link,
    LinkRole, Notice, ReplySource,
};

/// How soon after it was told that many messages are gone it is told again, in milliseconds: a clean-up comes in pieces.
const TOLD_AGAIN_MS: i64 = 60_000;

/// `messages` of this chat are gone; what is known of each is `Scene::deleted`.
pub(super) fn decide(
    (chat, messages): (ChatId, &[MessageId]),
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Decision {
    let Some(known) = ours(context) else {
        return Decision::nothing(Fate::Filtered(Filter::Elsewhere));
    };
    let copies = context.scene.deleted.iter().map(|about| about.links.len());
    if messages.len() > ALBUM_ITEMS_MAX || copies.sum::<usize>() > ALBUM_ITEMS_MAX {
        return many(messages.len(), known, context, fresh);
    }
    let mut changes = Vec::new();
    for (message, about) in messages.iter().zip(context.scene.deleted) {
        let at = Place {
            chat,
            message: *message,
        };
        changes.extend(gone(at, about, context, fresh));
    }
    Decision {
        fate: match changes.is_empty() {
            true => Fate::Filtered(Filter::NotActedOn),
            false => Fate::Internal,
        },
        changes,
    }
}

fn many(count: usize, known: &Conversation, context: &Context<'_>, fresh: &mut Fresh) -> Decision {
    let told_ms = known.handling.deletions_told_ms;
    if (0..TOLD_AGAIN_MS).contains(&(context.now_ms - told_ms)) {
        return Decision::nothing(Fate::Internal);
    }
    let mut now = known.clone();
    now.handling.deletions_told_ms = context.now_ms;
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    Decision {
        changes: vec![
            Change::UpdateConversation(now),
            notice(Notice::ManyDeleted { count }, None, context, fresh),
        ],
        fate: Fate::Internal,
    }
}

fn gone(at: Place, about: &About<'_>, context: &Context<'_>, fresh: &mut Fresh) -> Vec<Change> {
    let team = about.links.iter().find(|link| is_of_the_team(link));
    if let Some(link) = team {
        // What the team took back is gone by its own will.
        let was_asked = link.role == LinkRole::Withdrawn;
        let mut pending = about.pending.iter();
        let is_asked = pending.any(|one| matches!(one.job, Job::Withdraw { .. }));
        return match was_asked || is_asked {
            true => Vec::new(),
            false => vec![notice(
                Notice::Deleted,
                Some(link.topic_message.0),
                context,
                fresh,
            )],
        };
    }
    let copies: Vec<&Link> = about
        .links
        .iter()
        .filter(|link| link.role.is_of_the_client())
        .collect();
    let mirrors = context.connection.params.deletes == Deletes::Mirror;
    if mirrors && !copies.is_empty() {
        return copies
            .into_iter()
            .map(|copy| unposted(copy, context, fresh))
            .collect();
    }
    let waits =
        |one: &&Delivery| one.direction == Direction::ToTopic && !matches!(one.job, Job::React);
    let waiting: Vec<&Delivery> = about.pending.iter().filter(waits).collect();
    let is_alone = |one: &&Delivery| !is_claimed(one) && one.album().is_none();
    if mirrors && !waiting.is_empty() && waiting.iter().all(is_alone) {
        return waiting.into_iter().flat_map(withdraw::removed).collect();
    }
    match copies.is_empty() && waiting.is_empty() {
        true => Vec::new(),
        false => vec![marked(at, context, fresh)],
    }
}

fn is_of_the_team(link: &Link) -> bool {
    matches!(
        link.role,
        LinkRole::Team | LinkRole::TeamNote | LinkRole::Withdrawn
    )
}

/// A line under the copy, wherever that stands when the line is posted.
fn marked(at: Place, context: &Context<'_>, fresh: &mut Fresh) -> Change {
    let order = Order {
        conversation: context.conversation,
        direction: Direction::ToTopic,
        job: Job::Notice {
            notice: Notice::Deleted,
            about: None,
            buttons: Vec::new(),
        },
    };
    Change::Deliver(Delivery {
        reply: Some(ReplySource {
            message: at.message.0,
            quote: None,
        }),
        ..deliver(order, context, fresh)
    })
}

fn unposted(copy: &Link, context: &Context<'_>, fresh: &mut Fresh) -> Change {
    let order = Order {
        conversation: context.conversation,
        direction: Direction::Aside,
        job: Job::Unpost {
            message: copy.topic_message.0,
            relay: copy.relay,
        },
    };
    Change::Deliver(deliver(order, context, fresh))
}
