//! What a topic is to be: its title, and whether it is open. Wanted states: a change marks the conversation and makes one delivery
//! beside the lanes, a while later, which does what is wanted by then.
//!
//! Neighbour: `call::topic` makes the calls. Deliberately absent: undoing what people do to a topic.

use relevo_telegram::{Author, ChatKind, Message, Service};

use super::{Context, Order, deliver};
use crate::{
    Change, Closed, Conversation, Delivery, Direction, Fresh, Job, State, Title, Topic, Wanted,
};

/// How long after a change its call is made, and after a call the next: many changes are one.
pub(crate) const WANTED_AFTER_MS: i64 = 30_000;

/// The names have changed: the topic's title follows in a while, unless a person gave it. Without a topic the next one is made
/// with the new names.
pub(super) fn renamed(
    now: &mut Conversation,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Option<Change> {
    if now.topic == Topic::None || now.title != Title::Ours {
        return None;
    }
    now.title = Title::Due;
    Some(later(Job::Rename { said: None }, now, context, fresh))
}

/// The topic of a client group is closed while the bot is not in the group, and opened again if it was the desk that closed it.
pub(super) fn opened_or_closed(
    now: &mut Conversation,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Option<Change> {
    if now.kind == ChatKind::Private || now.topic == Topic::None {
        return None;
    }
    let waits = now.wanted != Wanted::Settled;
    now.wanted = match now.unreachable {
        true => Wanted::Closed,
        false => Wanted::Open,
    };
    if waits {
        return None;
    }
    if now.is_as_wanted() {
        now.wanted = Wanted::Settled;
        return None;
    }
    Some(later(Job::OpenOrClose, now, context, fresh))
}

fn later(job: Job, of: &Conversation, context: &Context<'_>, fresh: &mut Fresh) -> Change {
    let order = Order {
        conversation: Some(of),
        direction: Direction::Aside,
        job,
    };
    Change::Deliver(Delivery {
        state: State::Waiting {
            due_ms: context.now_ms + WANTED_AFTER_MS,
        },
        ..deliver(order, context, fresh)
    })
}

/// What a person did to the topic of this connection's conversation.
pub(super) fn by_a_person(
    service: &Service,
    message: &Message,
    context: &Context<'_>,
) -> Option<Change> {
    let is_one = match &message.author {
        Author::User(user) => !user.bot && !context.fleet.contains(&user.id),
        Author::Chat { .. } => true,
        Author::Nobody => false,
    };
    let known = context
        .conversation
        .filter(|known| is_one && known.connection == context.connection.id)?;
    let mut now = known.clone();
    match service {
        Service::TopicEdited(Some(_)) => now.title = Title::Theirs,
        // The last word is theirs: what they closed is not opened, what they opened is not closed again.
        Service::TopicClosed | Service::TopicReopened if now.closed == Closed::Ours => {
            now.closed = Closed::No;
        }
        _ => {}
    }
    (now != *known).then_some(Change::UpdateConversation(now))
}
