//! `/status` in General, or in a topic of the team's own: how the desk stands, told to whoever of the team asks. It changes nothing and goes to no client.
//!
//! Every bot of the group hears the question; one of them answers. Neighbours: `group` asks here first, `call::status` sees to it that
//! an answer is timely and goes away again. Deliberately absent: counting, which the program does where somebody asks.

use relevo_telegram::{Author, ChatKind, Content, Message};

use super::inside::{Inside, inside};
use super::{Context, Decision, Incoming, Order, deliver};
use crate::call::ANSWER_AGE_MAX_MS;
use crate::{Aim, CellState, Change, Delivery, Direction, Fate, Fresh, Job, Notice, PauseWhy};

/// Whether this message asks for the status, as far as its words decide that.
#[must_use]
pub fn asks_for_status(message: &Message) -> bool {
    asks(message).is_some()
}

/// `/status`: the bot that it names, if it names one.
fn asks(message: &Message) -> Option<Option<&str>> {
    let (name, bot) = asked(message)?;
    name.eq_ignore_ascii_case("status").then_some(bot)
}

/// The command that a message is, and the bot that it names, if it names one. What somebody forwards is not their own question.
pub(super) fn asked(message: &Message) -> Option<(&str, Option<&str>)> {
    let (Content::Text(text), None) = (&message.content, &message.origin) else {
        return None;
    };
    let Some(Inside::Command(word)) = inside(&text.text) else {
        return None;
    };
    Some(match word.split_once('@') {
        Some((name, bot)) => (name, Some(bot)),
        None => (word, None),
    })
}

/// The answer, if this is a question that this connection answers.
pub(super) fn answered(
    incoming: &Incoming<'_>,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Option<Decision> {
    let message = incoming.message;
    let counted = context.scene.status.filter(|_| asks_for_status(message))?;
    let is_ours = asks(message)?.is_none_or(|named| {
        let mut bots = counted.bots.iter();
        bots.any(|bot| bot.username.eq_ignore_ascii_case(named))
    });
    // Whoever asked long ago has seen that nobody answered.
    let is_late = message.date * 1_000 + ANSWER_AGE_MAX_MS < context.now_ms;
    let in_clients_topic = context.conversation.is_some();
    if in_clients_topic
        || !is_ours
        || is_late
        || !context.scene.speaks
        || !is_by_a_person(message, context)
    {
        return None;
    }
    let order = Order {
        conversation: None,
        direction: Direction::Aside,
        job: Job::Notice {
            notice: Notice::Status {
                paused: paused(message, context),
                counted: Box::new(counted.clone()),
            },
            about: Some(message.place.message.0),
            buttons: Vec::new(),
        },
    };
    let answer = Delivery {
        aim: message.thread.map(Aim::Team),
        ..deliver(order, context, fresh)
    };
    Some(Decision {
        changes: vec![Change::Deliver(answer)],
        fate: Fate::Internal,
    })
}

/// A member of the team, who may write as the group itself: an anonymous administrator.
pub(super) fn is_by_a_person(message: &Message, context: &Context<'_>) -> bool {
    let is_person = match &message.author {
        Author::User(user) => !user.bot && !context.fleet.contains(&user.id),
        Author::Chat { chat, .. } => chat.id == message.chat.id,
        Author::Nobody => false,
    };
    is_person && !message.offline && message.place.message.is_linkable()
}

/// Why nothing comes into topics, if that can be read in the group: what keeps the desk from writing at all is over once this answer
/// stands. The question itself tells whether there are topics.
fn paused(message: &Message, context: &Context<'_>) -> Option<PauseWhy> {
    if message.chat.kind == ChatKind::Supergroup && !message.chat.forum {
        return Some(PauseWhy::NotForum);
    }
    match context.cell.state {
        CellState::Paused(why @ PauseWhy::ManageTopics) => Some(why),
        CellState::Paused(_) | CellState::Running => None,
    }
}
