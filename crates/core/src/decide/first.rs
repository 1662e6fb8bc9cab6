//! First contact: a client starts the bot, is greeted, and later says something that makes the topic.

use relevo_telegram::{ChatKind, Content, Message};

use super::client::{card, open, opened, ours};
use super::{Context, Decision, Order, deliver, filter};
use crate::{Card, Change, Conversation, Direction, Fate, Filter, Fresh, Job, Standing};

/// `/start`, with a parameter if the client came by a link (`t.me/bot?start=PARAMETER`).
pub(super) struct Start {
    parameter: Option<String>,
}

/// Whether nothing of the chat has been mirrored yet.
pub(super) fn is_new(context: &Context<'_>) -> bool {
    ours(context).is_none_or(|known| known.standing == Standing::Greeted)
}

/// Whether this is a start that makes no topic: a bare one never does, one with a parameter waits for the first message.
pub(super) fn start(message: &Message, context: &Context<'_>) -> Option<Start> {
    let (ChatKind::Private, Content::Text(text)) = (message.chat.kind, &message.content) else {
        return None;
    };
    let mut words = text.text.split_whitespace();
    let command = words.next()?;
    if command != "/start" && !command.starts_with("/start@") {
        return None;
    }
    let parameter = words.next().map(str::to_owned);
    (parameter.is_none() || is_new(context)).then_some(Start { parameter })
}

/// The client gets the welcome; the parameter is kept for the line above their first message. Without either there is nothing to
/// remember.
pub(super) fn greeted(
    start: Start,
    message: &Message,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Decision {
    let mut changes = Vec::new();
    let params = &context.connection.params;
    let welcome = filter::welcome(params, message).filter(|_| params.welcome_chats.private);
    let names = Card {
        start_parameter: start.parameter,
        ..card(message)
    };
    match ours(context) {
        None if welcome.is_none() && names.start_parameter.is_none() => {}
        None => {
            let mut conversation = Conversation {
                standing: Standing::Greeted,
                ..opened(&message.chat, context, fresh)
            };
            if welcome.is_some() {
                conversation.handling.welcomed_ms = context.now_ms;
            }
            open(&mut changes, &conversation, names, context);
            if let Some(text) = welcome {
                changes.push(said(text, &conversation, context, fresh));
            }
        }
        Some(known) if known.standing == Standing::Greeted && names.start_parameter.is_some() => {
            changes.push(Change::PutCard {
                id: known.card,
                card: names,
            });
        }
        Some(_) => {}
    }
    Decision {
        changes,
        fate: Fate::Filtered(Filter::Start),
    }
}

/// What the desk says by itself (the welcome, the away text) goes to the client like any words, but answers nothing and is caused by
/// nobody.
pub(super) fn said(
    text: relevo_telegram::Text,
    conversation: &Conversation,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Change {
    let order = Order {
        conversation: Some(conversation),
        direction: Direction::ToClient,
        job: Job::Text {
            text,
            no_preview: false,
        },
    };
    Change::Deliver(deliver(order, context, fresh))
}
