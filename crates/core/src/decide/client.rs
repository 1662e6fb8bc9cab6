//! A message in a client chat: filtered, or mirrored to the conversation's topic.
//!
//! Neighbours: `filter` knows the parameters, `mirror` how each content travels.

use relevo_telegram::{Author, ChatKind, Content, Message, Service};

use super::{Context, Decision, Incoming, Order, albums, deliver, filter, mirror, record};
use crate::render::{card_of_chat, card_of_user};
use crate::{
    Card, CardId, Change, Conversation, ConversationId, Direction, FactKind, Fate, Filter, Fresh,
    Job, Topic,
};

/// A bare `/start`, or one with a parameter (`t.me/bot?start=PARAMETER`).
enum Start {
    Bare,
    With(String),
}

pub(super) fn decide(
    incoming: &Incoming<'_>,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Decision {
    let message = incoming.message;
    if let Content::Service(service) = &message.content {
        return service_message(service, message, context);
    }
    if !message.place.message.is_linkable() {
        return Decision::nothing(Fate::Filtered(Filter::NotActedOn));
    }
    if mirrored_by_another(message, context) {
        return Decision::nothing(Fate::Filtered(Filter::Elsewhere));
    }
    let params = &context.connection.params;
    if let Some(reason) = filter::left_out(incoming, params, context.fleet) {
        return Decision::nothing(Fate::Filtered(reason));
    }
    match start(message) {
        Some(Start::Bare) => bare_start(message, context, fresh),
        Some(Start::With(parameter)) => mirrored(incoming, Some(parameter), context, fresh),
        None => mirrored(incoming, None, context, fresh),
    }
}

/// The conversation of the client chat, if it is this connection's.
fn ours<'a>(context: &Context<'a>) -> Option<&'a Conversation> {
    context
        .conversation
        .filter(|known| known.connection == context.connection.id)
}

/// Two connections of one backend group that see the same client group: one mirrors, the other stands by. Private chats
/// stay separate.
fn mirrored_by_another(message: &Message, context: &Context<'_>) -> bool {
    message.chat.kind != ChatKind::Private
        && context
            .conversation
            .is_some_and(|known| known.connection != context.connection.id)
}

/// The first contact may be a bare `/start`: it gets the welcome and no topic, which is made at the first real message.
/// Without a welcome there is nothing to remember.
fn bare_start(message: &Message, context: &Context<'_>, fresh: &mut Fresh) -> Decision {
    let mut changes = Vec::new();
    if ours(context).is_none()
        && let Some(text) = filter::welcome(&context.connection.params, message)
    {
        let conversation = opened(message, context, fresh);
        open(&mut changes, &conversation, card(message), context);
        changes.push(welcome(text, &conversation, context, fresh));
    }
    Decision {
        changes,
        fate: Fate::Filtered(Filter::Start),
    }
}

fn mirrored(
    incoming: &Incoming<'_>,
    start_parameter: Option<String>,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Decision {
    let message = incoming.message;
    let mut changes = Vec::new();
    let conversation = match ours(context) {
        Some(known) => {
            let now = refreshed(known, message, context);
            if now.card_digest != known.card_digest {
                changes.push(Change::PutCard {
                    id: now.card,
                    card: card(message),
                });
            }
            if now != *known {
                changes.push(Change::UpdateConversation(now.clone()));
            }
            if known.unreachable {
                changes.push(record(FactKind::ClientReachable, Some(&now), context));
            }
            now
        }
        None => {
            let new = opened(message, context, fresh);
            let card = Card {
                start_parameter,
                ..card(message)
            };
            open(&mut changes, &new, card, context);
            new
        }
    };
    changes.extend(to_topic(incoming, &conversation, context, fresh));
    if ours(context).is_none()
        && message.chat.kind == ChatKind::Private
        && let Some(text) = filter::welcome(&context.connection.params, message)
    {
        changes.push(welcome(text, &conversation, context, fresh));
    }
    Decision {
        changes,
        fate: Fate::Waiting,
    }
}

/// What brings a message to its topic.
fn to_topic(
    incoming: &Incoming<'_>,
    conversation: &Conversation,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Vec<Change> {
    let message = incoming.message;
    if let Some(album) = albums::of(message, context) {
        let lane = (conversation, Direction::ToTopic);
        let manner = mirror::album(message);
        return albums::gather((incoming, album), lane, manner, context, fresh);
    }
    let order = Order {
        conversation: Some(conversation),
        direction: Direction::ToTopic,
        job: mirror::job(message),
    };
    let mut delivery = deliver(order, context, fresh);
    delivery.cause = Some(incoming.cause());
    delivery.reply = incoming.reply();
    vec![Change::Deliver(delivery)]
}

/// What a message tells about a conversation that exists. Who writes can be written to.
fn refreshed(known: &Conversation, message: &Message, context: &Context<'_>) -> Conversation {
    let names_told = context.card_digest != 0;
    Conversation {
        kind: message.chat.kind,
        card_digest: if names_told {
            context.card_digest
        } else {
            known.card_digest
        },
        unreachable: false,
        ..known.clone()
    }
}

/// A conversation that begins with this message.
fn opened(message: &Message, context: &Context<'_>, fresh: &mut Fresh) -> Conversation {
    Conversation {
        id: ConversationId(fresh.id()),
        connection: context.connection.id,
        chat: message.chat.id,
        kind: message.chat.kind,
        card: CardId(fresh.id()),
        card_digest: context.card_digest,
        topic: Topic::None,
        last_author: 0,
        unreachable: false,
    }
}

fn open(changes: &mut Vec<Change>, new: &Conversation, card: Card, context: &Context<'_>) {
    changes.push(Change::NewConversation(new.clone()));
    changes.push(Change::PutCard { id: new.card, card });
    changes.push(record(FactKind::ConversationCreated, Some(new), context));
}

/// The welcome goes to the client like any words, but answers nothing and is caused by nobody.
fn welcome(
    text: relevo_telegram::Text,
    conversation: &Conversation,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Change {
    let order = Order {
        conversation: Some(conversation),
        direction: Direction::ToClient,
        job: Job::Text { text },
    };
    Change::Deliver(deliver(order, context, fresh))
}

/// A group that becomes a supergroup keeps its conversation under a new id; both chats tell of it, in either order.
/// A new title is kept for the topic's name. Everything else stays where it is.
fn service_message(service: &Service, message: &Message, context: &Context<'_>) -> Decision {
    let mut changes = Vec::new();
    if let Some(known) = ours(context) {
        let mut now = known.clone();
        match service {
            Service::MigratedTo(chat) => now.chat = *chat,
            Service::MigratedFrom(_) => now.chat = message.chat.id,
            Service::NewTitle(_) if context.card_digest != 0 => {
                now.card_digest = context.card_digest;
            }
            _ => {}
        }
        if now.card_digest != known.card_digest {
            changes.push(Change::PutCard {
                id: now.card,
                card: card(message),
            });
        }
        if now.chat != known.chat {
            now.kind = ChatKind::Supergroup;
            changes.push(record(FactKind::GroupMigrated, Some(known), context));
        }
        if now != *known {
            changes.push(Change::UpdateConversation(now));
        }
    }
    Decision {
        changes,
        fate: Fate::Internal,
    }
}

fn start(message: &Message) -> Option<Start> {
    let (ChatKind::Private, Content::Text(text)) = (message.chat.kind, &message.content) else {
        return None;
    };
    let mut words = text.text.split_whitespace();
    let command = words.next()?;
    if command != "/start" && !command.starts_with("/start@") {
        return None;
    }
    Some(match words.next() {
        None => Start::Bare,
        Some(parameter) => Start::With(parameter.to_owned()),
    })
}

/// The names that a message shows for its chat.
fn card(message: &Message) -> Card {
    match (message.chat.kind, &message.author) {
        (ChatKind::Private, Author::User(user)) => card_of_user(user),
        _ => card_of_chat(&message.chat),
    }
}
