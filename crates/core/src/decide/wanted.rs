//! What a topic is to be: its title, and whether it is open. Wanted states: a change marks the conversation and makes one delivery
//! beside the lanes, a while later, which does what is wanted by then.
//!
//! Neighbour: `call::topic` makes the calls. What people do to a topic with Telegram's own menu is
//! theirs: it is followed, not undone.

use relevo_telegram::{Author, ChatKind, Message, Service};

use super::{Context, Order, deliver, statuses};
use crate::render::{is_nameless, untitled};
use crate::{
    Card, CardId, Change, Closed, Conversation, Delivery, Direction, Fresh, Job, Notice, State,
    Status, Title, Topic, Wanted,
};

/// How long after a change its call is made, and after a call the next: many changes are one.
pub(crate) const WANTED_AFTER_MS: i64 = 30_000;

/// How long after a new status the topic is opened or closed: people wait for that.
pub(super) const STATUS_AFTER_MS: i64 = 2_000;

/// The client's names have changed: so does the title, unless the team has given the conversation a name.
pub(super) fn renamed(
    now: &mut Conversation,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Option<Change> {
    if now.handling.called.is_some() {
        return None;
    }
    retitled(now, context, fresh)
}

/// The topic's title is to say something else: it follows in a while. Without a topic the next one is made with what it says then.
pub(super) fn retitled(
    now: &mut Conversation,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Option<Change> {
    if now.topic == Topic::None || now.title != Title::Ours {
        return None;
    }
    now.title = Title::Due;
    let due_ms = context.now_ms + WANTED_AFTER_MS;
    Some(later(
        (Job::Rename { said: None }, due_ms),
        now,
        context,
        fresh,
    ))
}

/// The topic is closed while the bot is not in the client's group, and while the conversation is closed if the owner wants that.
pub(super) fn opened_or_closed(
    (now, after_ms): (&mut Conversation, i64),
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Option<Change> {
    if now.topic == Topic::None {
        return None;
    }
    let waits = now.wanted != Wanted::Settled;
    let closed = now.handling.status == Status::Closed;
    let outside = now.unreachable && now.kind != ChatKind::Private;
    now.wanted = match outside || closed && context.connection.params.close_natively {
        true => Wanted::Closed,
        false if closed => settled_by_hand(now),
        false => Wanted::Open,
    };
    if waits {
        return None;
    }
    if now.is_as_wanted() {
        now.wanted = Wanted::Settled;
        return None;
    }
    let due_ms = context.now_ms + after_ms;
    Some(later((Job::OpenOrClose, due_ms), now, context, fresh))
}

/// The topic is opened although the conversation is closed: whoever wants to write there can.
pub(super) fn opened_to_write(
    now: &mut Conversation,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Option<Change> {
    let waits = now.wanted != Wanted::Settled;
    now.wanted = Wanted::Open;
    if waits {
        return None;
    }
    if now.is_as_wanted() {
        now.wanted = Wanted::Settled;
        return None;
    }
    let due_ms = context.now_ms;
    Some(later((Job::OpenOrClose, due_ms), now, context, fresh))
}

fn later(
    (job, due_ms): (Job, i64),
    of: &Conversation,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Change {
    let order = Order {
        conversation: Some(of),
        direction: Direction::Aside,
        job,
    };
    Change::Deliver(Delivery {
        state: State::Waiting { due_ms },
        ..deliver(order, context, fresh)
    })
}

/// What a person did to the topic of this connection's conversation. Closing and opening it are `/close` and `/open`; the name in a new
/// title is the name that the team gives the conversation.
pub(super) fn by_a_person(
    service: &Service,
    message: &Message,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Vec<Change> {
    let is_one = match &message.author {
        Author::User(user) => !user.bot && !context.fleet.contains(&user.id),
        Author::Chat { .. } => true,
        Author::Nobody => false,
    };
    let ours = context.conversation;
    let Some(known) = ours.filter(|known| is_one && known.connection == context.connection.id)
    else {
        return Vec::new();
    };
    let mut now = known.clone();
    let mut changes = match service {
        Service::TopicEdited(Some(title)) => {
            let behind = [context.scene.ticker, context.scene.responsible];
            let behind: Vec<&str> = behind.into_iter().flatten().collect();
            let name = untitled(title, &behind);
            called(name, &mut now, context, fresh)
        }
        // The last word is theirs: it is as they made it.
        Service::TopicClosed => {
            now.closed = Closed::Yes;
            now.wanted = settled_by_hand(&now);
            let mut changes = statuses::set(&mut now, Status::Closed, context, fresh);
            if !changes.is_empty() {
                let words = Notice::Closed {
                    until: statuses::until(&now, context),
                };
                changes.extend(statuses::closing_line(&now, words, context, fresh));
            }
            changes
        }
        Service::TopicReopened => {
            now.closed = Closed::No;
            now.wanted = settled_by_hand(&now);
            match now.handling.status {
                Status::Closed => statuses::set(&mut now, Status::UserAnswered, context, fresh),
                _ => Vec::new(),
            }
        }
        _ => return Vec::new(),
    };
    if now != *known {
        changes.insert(0, Change::UpdateConversation(now));
    }
    changes
}

/// A delivery that waits to open or close finds it as it is wanted; without one nothing waits.
fn settled_by_hand(now: &Conversation) -> Wanted {
    match (now.wanted, now.closed) {
        (Wanted::Settled, _) => Wanted::Settled,
        (_, Closed::Yes) => Wanted::Closed,
        _ => Wanted::Open,
    }
}

/// The team gives the conversation a name, or takes it back with an empty one. The title follows.
pub(super) fn called(
    name: &str,
    now: &mut Conversation,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Vec<Change> {
    let before = now.handling.called.take();
    let mut changes: Vec<Change> = before.map(Change::DropCard).into_iter().collect();
    now.handling.called = (!is_nameless(name)).then(|| {
        let id = CardId(fresh.id());
        let name = name.to_owned();
        let card = Card {
            name,
            ..Card::default()
        };
        changes.push(Change::PutCard { id, card });
        id
    });
    changes.extend(retitled(now, context, fresh));
    changes
}
