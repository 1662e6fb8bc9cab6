//! After a connection was stopped and started again: what came meanwhile is old by then, and is told to be.
//!
//! Clients' messages are mirrored with the time at which they were written; operators' messages and edits are held, as nobody wants an
//! old answer to arrive by itself. Outages that nobody planned are no stop: what came then is delivered normally.
//!
//! While it is stopped, operators are told so: by another bot of the same group, or by its own, where that goes on listening.

use relevo_telegram::{CallbackPress, Message};

use super::edited::stays_older;
use super::{Context, Incoming, Order, Scene, albums, deliver, group, outgoing, put_buttons};
use crate::{
    Callback, CallbackAction, Change, Conversation, Delivery, Direction, Event, FailReason, Fate,
    Fresh, HeldWhy, Job, Notice, State,
};

/// How old a client's message is before its time is told: five minutes.
const OLD_MS: i64 = 5 * 60 * 1_000;
/// How far apart messages are before the time is told again: ten minutes.
const TOLD_AGAIN_S: i64 = 10 * 60;
/// How long the buttons work, as long as what is held keeps its body: seven days.
const HELD_MS: i64 = 7 * 24 * 60 * 60 * 1_000;

/// How long a desk may take to notice that a connection was started: so long operators are still told that it is stopped.
const NOTICED_MS: i64 = 1_000;

/// How long after an operator was told that the connection is stopped they are told again.
const STOP_TOLD_AGAIN_MS: i64 = 60 * 1_000;

/// The buttons, in the order in which their rows are drawn.
const ACTIONS: [CallbackAction; 2] = [CallbackAction::SendHeld, CallbackAction::Discard];

/// Whether a message was written while the connection was stopped.
pub(super) fn meanwhile(message: &Message, context: &Context<'_>) -> bool {
    is_of_the_stop(message.date, context)
}

/// Whether its newest version was.
pub(super) fn edited_meanwhile(message: &Message, context: &Context<'_>) -> bool {
    is_of_the_stop(message.edit_date.unwrap_or(message.date), context)
}

fn is_of_the_stop(unix_s: i64, context: &Context<'_>) -> bool {
    let stop = context.connection.last_stop;
    stop.is_some_and(|(from_ms, to_ms)| {
        let before = to_ms.is_some_and(|to_ms| unix_s * 1_000 < to_ms + NOTICED_MS);
        before && is_after(from_ms, unix_s)
    })
}

/// Telegram tells seconds: the second in which the connection stopped counts.
fn is_after(stopped_ms: i64, unix_s: i64) -> bool {
    unix_s * 1_000 + 999 >= stopped_ms
}

/// An operator wrote in the topic of another connection, which is stopped: the client does not have it, and nobody else would say so.
pub(super) fn told(
    incoming: &Incoming<'_>,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Vec<Change> {
    let owner = context.scene.stopped_owner.filter(|_| context.scene.speaks);
    let (Some(owner), Some(known)) = (owner, context.conversation) else {
        return Vec::new();
    };
    let (told_ms, now_ms) = (known.stop_told_ms, context.now_ms);
    let stop = owner.last_stop;
    let meanwhile = stop.is_some_and(|(from_ms, _)| is_after(from_ms, incoming.message.date));
    // Of this stop, by a clock that may have been set back.
    let lately = stop.is_some_and(|(from_ms, _)| told_ms >= from_ms)
        && (0..STOP_TOLD_AGAIN_MS).contains(&(now_ms - told_ms));
    let as_owner = Context {
        connection: owner,
        ..*context
    };
    if lately || !meanwhile || !group::leaves(incoming, &as_owner) {
        return Vec::new();
    }
    let order = Order {
        conversation: Some(known),
        direction: Direction::Aside,
        job: Job::Notice {
            notice: Notice::ConnectionStopped,
            about: Some(incoming.message.place.message.0),
            buttons: Vec::new(),
        },
    };
    vec![
        Change::UpdateConversation(Conversation {
            stop_told_ms: context.now_ms,
            ..known.clone()
        }),
        Change::Deliver(deliver(order, context, fresh)),
    ]
}

/// An operator wrote in a topic of this connection, or pressed a panel's button, while it is stopped and its bot goes on listening: the bot
/// tells them itself.
#[must_use]
pub fn told_while_stopped(event: &Event, context: &Context<'_>, fresh: &mut Fresh) -> Vec<Change> {
    if let Event::Pressed { press, .. } = event {
        let said = Some(Notice::PressedWhileStopped);
        return vec![super::pressed::answer(press, said, context, fresh)];
    }
    let Event::GroupMessage { mark, message } = event else {
        return Vec::new();
    };
    let own = Context {
        scene: Scene {
            stopped_owner: Some(context.connection),
            speaks: true,
            ..context.scene
        },
        ..*context
    };
    let message = &*outgoing::outgoing(message);
    told(&Incoming::new(*mark, message, &own), &own, fresh)
}

/// The line above a client's message that says when it was written.
pub(super) fn written_at(
    message: &Message,
    conversation: &Conversation,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Option<Change> {
    let old = message.date * 1_000 + OLD_MS < context.now_ms;
    let told = context.scene.told_s;
    let again = told.is_none_or(|told_s| message.date - told_s >= TOLD_AGAIN_S);
    if !(old && again && meanwhile(message, context)) {
        return None;
    }
    let order = Order {
        conversation: Some(conversation),
        direction: Direction::ToTopic,
        job: Job::Notice {
            notice: Notice::WrittenAt {
                unix_s: message.date,
            },
            about: None,
            buttons: Vec::new(),
        },
    };
    Some(Change::Deliver(deliver(order, context, fresh)))
}

/// Whether this waits for what a person says about that time, or for an account's owner.
pub(super) fn is_held(delivery: &Delivery) -> bool {
    matches!(
        delivery.state,
        State::Held(HeldWhy::WhileStopped | HeldWhy::AccountAway)
    )
}

/// What an operator wrote at that time: held with a question, under what was written.
pub(super) fn held(
    delivery: Delivery,
    question: Notice,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> (Vec<Change>, Fate) {
    let why = HeldWhy::WhileStopped;
    asked((delivery, why), question, context, fresh)
}

/// What an operator wrote while the account's owner lets nothing be sent: held in the same way.
pub(super) fn held_by_account(
    delivery: Delivery,
    reason: FailReason,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> (Vec<Change>, Fate) {
    let why = HeldWhy::AccountAway;
    let question = Notice::HeldByAccount { reason };
    asked((delivery, why), question, context, fresh)
}

fn asked(
    (mut delivery, why): (Delivery, HeldWhy),
    question: Notice,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> (Vec<Change>, Fate) {
    delivery.state = State::Held(why);
    let seq = delivery.seq;
    let about = delivery.cause.map(|cause| cause.source.message.0);
    let conversation = context.conversation.expect("words have a conversation");
    let mut changes = vec![Change::Deliver(delivery)];
    let until = (seq, context.now_ms + HELD_MS);
    let (buttons, rows) = put_buttons(&ACTIONS, until, conversation, (context, fresh));
    changes.extend(rows);
    let order = Order {
        conversation: Some(conversation),
        direction: Direction::ToTopic,
        job: Job::Notice {
            notice: question,
            about,
            buttons,
        },
    };
    changes.push(Change::Deliver(deliver(order, context, fresh)));
    (changes, Fate::Held)
}

/// *Send* or *Discard*. What is discarded stays as a note; of an edit the client keeps what was there before.
pub(super) fn settled(
    press: &CallbackPress,
    (callback, delivery): (&Callback, &Delivery),
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Option<Vec<Change>> {
    let (mut changes, words) = if callback.action == CallbackAction::SendHeld {
        let changes = super::pressed::sent_now(delivery, None, context, fresh);
        (changes, Notice::SentLate)
    } else if let Job::Edit { .. } = delivery.job {
        let mut changes = super::withdraw::removed(delivery);
        let older = delivery
            .cause
            .map(|cause| stays_older(cause.source, context));
        changes.extend(older);
        (changes, Notice::EditDiscarded)
    } else {
        let mut changes = super::withdraw::removed(delivery);
        let inside = albums::discarded(delivery, context.conversation?, context);
        changes.extend(inside);
        (changes, Notice::Discarded)
    };
    let nth = ACTIONS
        .iter()
        .position(|action| *action == callback.action)?;
    let first = callback.id - i64::try_from(nth).expect("two buttons");
    changes.extend((first..).take(ACTIONS.len()).map(Change::RemoveCallback));
    changes.push(super::pressed::answer(press, None, context, fresh));
    changes.extend(super::pressed::said(press, words, context, fresh));
    Some(changes)
}
