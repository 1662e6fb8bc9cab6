//! A client group that is itself a forum: one conversation whose answers go back into the topic that they are for.
//!
//! What answers a mirrored message goes where that message is; its topic is looked up when the call is made. A plain message goes
//! to the one topic that was active in the last day; if there is not exactly one, it is held and a person chooses.

use relevo_telegram::{CallbackPress, Message, MessageId, ThreadId};

use super::{Context, Order, deliver, hidden};
use crate::{
    Aim, Callback, CallbackAction, Card, CardId, Change, Conversation, Delivery, Direction, Fate,
    Fresh, HeldWhy, Job, Notice, Source, State,
};

/// How long a topic counts as active after somebody wrote in it: a day.
const ACTIVE_MS: i64 = 24 * 60 * 60 * 1_000;

/// How long the buttons work, as long as what is held keeps its body: seven days.
const HELD_MS: i64 = 7 * 24 * 60 * 60 * 1_000;

/// How many topics are offered, the most active first.
const OFFERED_MAX: usize = 6;

/// General, which Telegram does not number.
pub(super) const GENERAL: ThreadId = ThreadId(0);

/// What a mirrored message of a client's forum teaches: where it is, that its topic is active, and how the topic is called.
pub(super) fn learned(
    conversation: &Conversation,
    message: &Message,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Vec<Change> {
    if !message.chat.forum {
        return Vec::new();
    }
    let thread = message.thread.unwrap_or(GENERAL);
    let mut changes = Vec::new();
    let name = message.thread_name.as_deref();
    let card = named(thread, name, (context, fresh), &mut changes);
    changes.push(Change::Source {
        conversation: conversation.id,
        thread,
        card,
        seen_ms: Some(context.now_ms),
    });
    changes.push(Change::SourceMessage {
        conversation: conversation.id,
        message: message.place.message,
        thread,
    });
    changes
}

/// A topic of a client's forum was made or renamed.
pub(super) fn called(
    conversation: &Conversation,
    (message, name): (&Message, &str),
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Vec<Change> {
    let Some(thread) = message.thread else {
        return Vec::new();
    };
    let mut changes = Vec::new();
    let card = named(thread, Some(name), (context, fresh), &mut changes);
    changes.push(Change::Source {
        conversation: conversation.id,
        thread,
        card,
        seen_ms: None,
    });
    changes
}

/// The card of a topic's name, if the name is news.
fn named(
    thread: ThreadId,
    name: Option<&str>,
    (context, fresh): (&Context<'_>, &mut Fresh),
    changes: &mut Vec<Change>,
) -> Option<CardId> {
    let known = context
        .scene
        .sources
        .iter()
        .find(|one| one.thread == thread);
    let name = name.filter(|name| known.is_none_or(|known| known.name != *name))?;
    let id = known
        .and_then(|known| known.card)
        .unwrap_or_else(|| CardId(fresh.id()));
    let card = Card {
        name: name.to_owned(),
        ..Card::default()
    };
    changes.push(Change::PutCard { id, card });
    Some(id)
}

/// The topics, the most active first.
fn by_activity<'a>(context: &Context<'a>) -> Vec<&'a Source> {
    let mut sources: Vec<&Source> = context.scene.sources.iter().collect();
    sources.retain(|source| source.seen_ms != 0);
    sources.sort_by_key(|source| -source.seen_ms);
    sources
}

/// Where an answer goes if the topic of what it answers cannot be found: to the topic in which was written last.
pub(super) fn newest(context: &Context<'_>) -> Option<Aim> {
    let newest = by_activity(context).first().map(|source| source.thread);
    newest.map(Aim::Source)
}

/// An operator's plain message: aimed, or held with a question.
pub(super) fn aimed(
    mut delivery: Delivery,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> (Vec<Change>, Fate) {
    delivery.aim = newest(context);
    let active = |source: &&&Source| source.seen_ms + ACTIVE_MS > context.now_ms;
    let sources = by_activity(context);
    let one_is_active = sources.iter().filter(active).count() == 1;
    if sources.is_empty() || delivery.reply.is_some() || one_is_active {
        return (vec![Change::Deliver(delivery)], Fate::Waiting);
    }
    delivery.state = State::Held(HeldWhy::WhichSource);
    let seq = delivery.seq;
    let about = delivery.cause.map(|cause| cause.source.message.0);
    let mut changes = vec![Change::Deliver(delivery)];
    let (mut names, mut buttons) = (Vec::new(), Vec::new());
    for source in sources.into_iter().take(OFFERED_MAX) {
        let id = fresh.id();
        buttons.push(id);
        names.push(shown(source, context));
        changes.push(Change::PutCallback(Callback {
            id,
            cell: context.cell.id,
            conversation: context.conversation.expect("words have a conversation").id,
            seq,
            about: Some(MessageId(source.thread.0)),
            action: CallbackAction::PickSource,
            expires_ms: context.now_ms + HELD_MS,
        }));
    }
    let order = Order {
        conversation: context.conversation,
        direction: Direction::ToTopic,
        job: Job::Notice {
            notice: Notice::WhichSource { names },
            about,
            buttons,
        },
    };
    changes.push(Change::Deliver(deliver(order, context, fresh)));
    (changes, Fate::Held)
}

/// A topic as a button names it; empty for General.
fn shown(source: &Source, context: &Context<'_>) -> String {
    let name = match source.thread == GENERAL || source.name.is_empty() {
        true => source.name.clone(),
        false => hidden::hiding(context).chat_title(&source.name, source.thread.0),
    };
    match crate::render::fit(&name, 48) {
        name if !name.is_empty() => name,
        _ if source.thread == GENERAL => String::new(),
        _ => format!("#{}", source.thread),
    }
}

/// A topic was chosen: the message goes there, at the end of its lane.
pub(super) fn picked(
    press: &CallbackPress,
    (callback, delivery): (&Callback, &Delivery),
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Option<Vec<Change>> {
    let thread = ThreadId(callback.about?.0);
    let sources = context.scene.sources.iter();
    let name = sources
        .filter(|source| source.thread == thread)
        .map(|source| shown(source, context))
        .next()
        .unwrap_or_default();
    let aim = Some(Aim::Source(thread));
    let mut changes = super::pressed::sent_now(delivery, aim, context, fresh);
    // The other buttons lead nowhere any more: what they were about is gone.
    changes.push(Change::RemoveCallback(callback.id));
    changes.push(super::pressed::answer(press, None, context, fresh));
    let words = Notice::SourceChosen { name };
    changes.extend(super::pressed::said(press, words, context, fresh));
    Some(changes)
}
