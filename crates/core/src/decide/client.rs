//! A message in a client chat: filtered, or mirrored to the conversation's topic.
//!
//! Neighbours: `filter` knows the parameters, `first` the first contact, `accept` whether a group is served, `happened` what
//! Telegram tells about a group, `hidden` and `mirror` how each content travels.

use relevo_telegram::{Author, Chat, ChatKind, Content, Message};

use super::{
    Context, Decision, Incoming, Order, accept, account, albums, away, channels, deliver, filter,
    first, happened, hidden, notice, opting, participants, record, sources,
    standby::{self, Whose},
    statuses, stopped, wanted,
};
use crate::render::{card_of_chat, card_of_user};
use crate::{
    Card, CardId, Change, Closed, Conversation, ConversationId, Delivery, Direction, FactKind,
    Fate, Filter, Fresh, Handling, Job, Notice, ReplySource, Standing, Status, Title, Topic,
    Wanted,
};

pub(super) fn decide(
    incoming: &Incoming<'_>,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Decision {
    let mut decision = filtered_or_mirrored(incoming, context, fresh);
    decision
        .changes
        .extend(channels::learned(incoming.message, context));
    decision
        .changes
        .extend(opting::started(incoming.message, context));
    decision
}

fn filtered_or_mirrored(
    incoming: &Incoming<'_>,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Decision {
    let message = incoming.message;
    if let Content::Service(service) = &message.content {
        return happened::decide(service, incoming, context, fresh);
    }
    if !message.place.message.is_linkable() {
        return Decision::nothing(Fate::Filtered(Filter::NotActedOn));
    }
    match standby::whose(message, context) {
        Whose::Ours => {}
        Whose::Anothers => return Decision::nothing(Fate::Filtered(Filter::Elsewhere)),
        Whose::Orphaned(now) => return orphaned(&now, incoming, context, fresh),
    }
    if channels::mirrored_as_post(message, context) {
        return Decision::nothing(Fate::Filtered(Filter::AutomaticForward));
    }
    let params = &context.connection.params;
    if let Some(reason) = filter::left_out(incoming, params, context.fleet) {
        return Decision::nothing(Fate::Filtered(reason));
    }
    if let Some(decision) = accept::not_served(&message.chat, context, fresh) {
        return decision;
    }
    if opting::is_stop(message, context) {
        return opting::stopped(message, context, fresh);
    }
    if let Some(start) = first::start(message, context)
        && context.connection.account().is_none()
    {
        return first::greeted(start, message, context, fresh);
    }
    let sleeps = first::is_new(context) || is_closed(context);
    if sleeps && !filter::wakes(message, params) {
        return Decision::nothing(Fate::Filtered(Filter::Keywords));
    }
    mirrored(incoming, context, fresh)
}

/// The conversation of the client chat, if it is this connection's.
pub(super) fn ours<'a>(context: &Context<'a>) -> Option<&'a Conversation> {
    context
        .conversation
        .filter(|known| known.connection == context.connection.id)
}

/// Whether the conversation is there and closed.
fn is_closed(context: &Context<'_>) -> bool {
    ours(context).is_some_and(|known| known.handling.status == Status::Closed)
}

/// The conversation is taken over, and the message is mirrored as any other, if it is mirrored at all.
fn orphaned(
    now: &Conversation,
    incoming: &Incoming<'_>,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Decision {
    let context = Context {
        conversation: Some(now),
        ..*context
    };
    let mut changes = standby::taken_over(now, &context, fresh);
    let decision = filtered_or_mirrored(incoming, &context, fresh);
    if decision.fate != Fate::Waiting {
        return decision;
    }
    changes.extend(decision.changes);
    Decision {
        changes,
        fate: decision.fate,
    }
}

fn mirrored(incoming: &Incoming<'_>, context: &Context<'_>, fresh: &mut Fresh) -> Decision {
    let message = incoming.message;
    let mut changes = Vec::new();
    let conversation = match ours(context) {
        Some(known) => {
            let now = went_on(known, message, (context, fresh), &mut changes);
            if known.standing == Standing::Greeted
                && let Some(parameter) = context.scene.start
            {
                let parameter = parameter.to_owned();
                changes.push(notice(Notice::Started { parameter }, None, context, fresh));
            }
            now
        }
        None => {
            let mut new = opened(&message.chat, context, fresh);
            new.handling = new.handling.unanswered_since(context.now_ms);
            if statuses::is_welcomed(&new, context) {
                new.handling.welcomed_ms = context.now_ms;
            }
            new.handling.away_day = away::day(&new, context);
            account::client_wrote(&mut new, message, context);
            open(&mut changes, &new, card(message), context);
            changes.extend(account::explained(&new, context, fresh));
            new
        }
    };
    changes.extend(sources::learned(&conversation, message, context, fresh));
    changes.extend(participants::learned(
        &conversation,
        message,
        context,
        fresh,
    ));
    changes.extend(shared_phone(&conversation, message));
    changes.extend(stopped::written_at(message, &conversation, context, fresh));
    changes.extend(answers_a_broadcast(&conversation, context, fresh));
    changes.extend(to_topic(incoming, &conversation, context, fresh));
    changes.extend(said_back(message, &conversation, context, fresh));
    Decision {
        changes,
        fate: Fate::Waiting,
    }
}

/// Above an answer to a broadcast, which is in no topic: which one it is.
fn answers_a_broadcast(
    conversation: &Conversation,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Option<Change> {
    let named = context.scene.broadcast?;
    let order = Order {
        conversation: Some(conversation),
        direction: Direction::ToTopic,
        job: Job::Notice {
            notice: Notice::AnswersBroadcast {
                number: named.number,
                name: named.name.clone(),
            },
            about: None,
            buttons: Vec::new(),
        },
    };
    Some(Change::Deliver(deliver(order, context, fresh)))
}

/// The phone number of a client who shares their own contact.
fn shared_phone(conversation: &Conversation, message: &Message) -> Option<Change> {
    let (Content::Contact(contact), Author::User(user)) = (&message.content, &message.author)
    else {
        return None;
    };
    let is_own = message.chat.kind == ChatKind::Private && contact.user == Some(user.id);
    is_own.then(|| Change::PutCard {
        id: conversation.card,
        card: Card {
            phone: Some(contact.phone.clone()),
            ..card(message)
        },
    })
}

/// What the client gets by itself for a message: the welcome, then the away text.
fn said_back(
    message: &Message,
    now: &Conversation,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Vec<Change> {
    let before = ours(context).map_or_else(Handling::default, |known| known.handling);
    let is_welcomed = now.handling.welcomed_ms != before.welcomed_ms;
    let is_told = now.handling.away_day != before.away_day;
    let welcome = filter::welcome(&context.connection.params, message);
    let away = away::text(message, context);
    let texts = [welcome.filter(|_| is_welcomed), away.filter(|_| is_told)];
    let texts = texts.into_iter().flatten();
    texts
        .map(|text| first::said(text, now, context, fresh))
        .collect()
}

/// What brings a message to its topic.
pub(super) fn to_topic(
    incoming: &Incoming<'_>,
    conversation: &Conversation,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Vec<Change> {
    let message = incoming.message;
    if let Some(album) = albums::of(message, context) {
        let lane = (conversation, Direction::ToTopic);
        let manner = hidden::album(incoming, context);
        return albums::gather((incoming, album), lane, manner, context, fresh);
    }
    let mirrored = hidden::mirrored(incoming, context.now_ms, context);
    let mut delivery = |job: Job, reply: Option<ReplySource>| {
        let order = Order {
            conversation: Some(conversation),
            direction: Direction::ToTopic,
            job,
        };
        Change::Deliver(Delivery {
            cause: Some(incoming.cause()),
            reply,
            ..deliver(order, context, fresh)
        })
    };
    let mut changes = vec![delivery(mirrored.job, incoming.reply())];
    if let Some(text) = mirrored.under {
        let copy = ReplySource {
            message: message.place.message.0,
            quote: None,
        };
        changes.push(delivery(Job::Under { text }, Some(copy)));
    }
    changes
}

/// What a message tells about a conversation that exists. Who writes can be written to.
fn went_on(
    known: &Conversation,
    message: &Message,
    (context, fresh): (&Context<'_>, &mut Fresh),
    changes: &mut Vec<Change>,
) -> Conversation {
    // What was written before the group was upgraded may come later.
    let kind = match message.chat.id == known.chat {
        true => message.chat.kind,
        false => known.kind,
    };
    let mut now = Conversation {
        kind,
        unreachable: false,
        standing: Standing::Served,
        ..known.clone()
    };
    let names_told = context.card_digest != 0;
    if names_told && context.card_digest != known.card_digest {
        now.card_digest = context.card_digest;
        changes.push(Change::PutCard {
            id: now.card,
            card: card(message),
        });
        changes.extend(wanted::renamed(&mut now, context, fresh));
    }
    account::client_wrote(&mut now, message, context);
    let is_first = known.topic == Topic::None && known.handling.welcomed_ms == 0;
    if known.standing != Standing::Served || (is_first && now.kind != ChatKind::Private) {
        now.handling = now.handling.unanswered_since(context.now_ms);
    }
    changes.extend(statuses::client_wrote(&mut now, context, fresh));
    let greets = match now.kind {
        ChatKind::Private => is_closed(context) && now.handling.status != Status::Closed,
        // An accepted group was known before anybody wrote.
        _ => is_first,
    };
    if greets && statuses::is_welcomed(&now, context) {
        now.handling.welcomed_ms = context.now_ms;
    }
    if let Some(today) = away::day(&now, context) {
        now.handling.away_day = Some(today);
    }
    // Otherwise a topic that somebody opened to write in it stays open.
    if known.unreachable {
        let later = (&mut now, wanted::WANTED_AFTER_MS);
        changes.extend(wanted::opened_or_closed(later, context, fresh));
    }
    if now != *known {
        changes.push(Change::UpdateConversation(now.clone()));
    }
    if known.unreachable {
        changes.push(record(FactKind::ClientReachable, Some(&now), context));
    }
    now
}

/// A conversation that begins now.
pub(super) fn opened(chat: &Chat, context: &Context<'_>, fresh: &mut Fresh) -> Conversation {
    Conversation {
        id: ConversationId(fresh.id()),
        connection: context.connection.id,
        chat: chat.id,
        kind: chat.kind,
        card: CardId(fresh.id()),
        card_digest: context.card_digest,
        topic: Topic::None,
        last_author: 0,
        unreachable: false,
        standing: Standing::Served,
        title: Title::Ours,
        wanted: Wanted::Settled,
        closed: Closed::No,
        stop_told_ms: 0,
        chat_before: None,
        handling: Handling {
            status_ms: context.now_ms,
            ..Handling::default()
        },
    }
}

pub(super) fn open(
    changes: &mut Vec<Change>,
    new: &Conversation,
    card: Card,
    context: &Context<'_>,
) {
    changes.push(Change::NewConversation(new.clone()));
    changes.push(Change::PutCard { id: new.card, card });
    changes.push(record(FactKind::ConversationCreated, Some(new), context));
}

/// The names that a message shows for its chat.
pub(super) fn card(message: &Message) -> Card {
    match (message.chat.kind, &message.author) {
        (ChatKind::Private, Author::User(user)) => card_of_user(user),
        _ => card_of_chat(&message.chat),
    }
}
