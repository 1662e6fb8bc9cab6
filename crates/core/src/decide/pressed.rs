//! A button under a notice was pressed: *Send again*, *It arrived*, *Retry*.
//!
//! A button is a row of ours, bound to a group and a delivery; whatever does not fit together has expired. Pressing twice
//! does it once: the first press removes the rows of the notice.

use relevo_telegram::CallbackPress;

use super::{Context, Decision, Order, deliver, record};
use crate::{
    Callback, CallbackAction, Change, Delivery, Direction, FactKind, Fate, Fresh, Job, Notice,
    State,
};

pub(super) fn decide(press: &CallbackPress, context: &Context<'_>, fresh: &mut Fresh) -> Decision {
    let changes = match pressed(press, context) {
        Some((callback, delivery)) => act(press, (callback, delivery), context, fresh),
        None => vec![answer(press, Some(Notice::ButtonExpired), context, fresh)],
    };
    Decision {
        changes,
        fate: Fate::Internal,
    }
}

/// The button's row and the delivery it is about, if everything still fits together.
fn pressed<'a>(
    press: &CallbackPress,
    context: &Context<'a>,
) -> Option<(&'a Callback, &'a Delivery)> {
    let callback = context.callback?;
    let delivery = context.delivery?;
    let in_its_group = press.at.is_some_and(|at| at.chat == context.cell.group);
    let fits = callback.id.to_string() == press.data
        && callback.cell == context.cell.id
        && callback.expires_ms > context.now_ms
        && delivery.cell == callback.cell
        && delivery.seq == callback.seq
        && delivery.conversation == Some(callback.conversation)
        && delivery.connection == context.connection.id;
    let waits_for_a_person = match callback.action {
        CallbackAction::SendAgain | CallbackAction::Arrived => {
            matches!(delivery.state, State::Held(_))
        }
        CallbackAction::Retry => matches!(delivery.state, State::Failed(_)),
    };
    (in_its_group && fits && waits_for_a_person).then_some((callback, delivery))
}

fn act(
    press: &CallbackPress,
    (callback, delivery): (&Callback, &Delivery),
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Vec<Change> {
    let mut changes = vec![Change::Remove {
        cell: delivery.cell,
        seq: delivery.seq,
    }];
    let (fate, words) = match callback.action {
        CallbackAction::Arrived => (Fate::Delivered, Notice::Arrived),
        CallbackAction::SendAgain => (Fate::Waiting, Notice::SentAgain),
        CallbackAction::Retry => (Fate::Waiting, Notice::Retried),
    };
    if callback.action != CallbackAction::Arrived {
        changes.push(Change::Deliver(again(delivery, context, fresh)));
        changes.push(record(
            FactKind::DeliverySentAgain,
            context.conversation,
            context,
        ));
    }
    if let Some(cause) = delivery.cause {
        changes.push(Change::Fate {
            mark: cause.mark,
            fate,
        });
    }
    changes.extend(rows(callback).into_iter().map(Change::RemoveCallback));
    // The answer costs nothing and is awaited; the changed words may have to wait for the group's budget.
    changes.push(answer(press, None, context, fresh));
    if let Some(at) = press.at {
        let order = Order {
            conversation: context.conversation,
            direction: Direction::Aside,
            job: Job::EditNotice {
                message: at.message.0,
                notice: words,
            },
        };
        changes.push(Change::Deliver(deliver(order, context, fresh)));
    }
    changes
}

/// The same delivery at the end of its lane. A person asked for it, so a client's copy is not a repeat of ours.
fn again(delivery: &Delivery, context: &Context<'_>, fresh: &mut Fresh) -> Delivery {
    Delivery {
        seq: fresh.seq(),
        state: State::Waiting {
            due_ms: context.now_ms,
        },
        attempts: 0,
        repeat: delivery.repeat && delivery.direction == Direction::ToTopic,
        made_ms: context.now_ms,
        ..delivery.clone()
    }
}

/// All rows of the notice. The two buttons of a held message are drawn one after the other: *Send again*, *It arrived*.
fn rows(callback: &Callback) -> Vec<i64> {
    match callback.action {
        CallbackAction::SendAgain => vec![callback.id, callback.id + 1],
        CallbackAction::Arrived => vec![callback.id - 1, callback.id],
        CallbackAction::Retry => vec![callback.id],
    }
}

/// The line for the person, in the conversation's own order. A button that expired may be about another connection's
/// conversation: then it stands alone.
fn answer(
    press: &CallbackPress,
    notice: Option<Notice>,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Change {
    let order = Order {
        conversation: context
            .conversation
            .filter(|known| known.connection == context.connection.id),
        direction: Direction::Aside,
        job: Job::AnswerPress {
            press: press.id.clone(),
            notice,
        },
    };
    Change::Deliver(deliver(order, context, fresh))
}
