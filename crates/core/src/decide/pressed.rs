//! A button under a notice was pressed: *Send again*, *It arrived*, *Retry*, *Withdraw*, and what `accept` asks.
//!
//! A button is a row of ours, bound to a group and a delivery; whatever does not fit together has expired. Pressing twice
//! does it once: the first press removes the rows of the notice.

use relevo_telegram::{CallbackPress, MessageId};

use super::{
    Context, Decision, Order, accept, assign, channels, deliver, opting, rebuilt, record, say,
    sources, statuses, stopped, withdraw,
};
use crate::{
    Aim, Callback, CallbackAction, Cause, Change, Delivery, Direction, FactKind, Fate, Fresh,
    HeldWhy, Job, Link, LinkRole, Notice, Presence, State,
};

pub(super) fn decide(press: &CallbackPress, context: &Context<'_>, fresh: &mut Fresh) -> Decision {
    if let Some(changes) = opting::pressed(press, context, fresh) {
        return Decision {
            changes,
            fate: Fate::Internal,
        };
    }
    if let Some(refused) = refused(press, context, fresh) {
        return refused;
    }
    let changes = match pressed(press, context) {
        Some(Pressed::Delivery(callback, delivery)) => {
            act(press, (callback, delivery), context, fresh)
        }
        Some(Pressed::Message(callback, about)) => {
            withdrawn(press, (callback, about), context, fresh)
        }
        Some(Pressed::Group(callback)) => accept::pressed(press, callback, context, fresh),
        Some(Pressed::Closed(callback)) => statuses::pressed(press, callback, context, fresh),
        Some(Pressed::Person(callback)) => assign::pressed(press, callback, context, fresh),
        Some(Pressed::Reply(callback)) => say::removed(press, callback, context, fresh),
        None => None,
    };
    let changes = changes.unwrap_or_else(|| vec![expired(press, context, fresh)]);
    Decision {
        changes,
        fate: Fate::Internal,
    }
}

/// What whoever may not press is told.
pub(super) fn refused(
    press: &CallbackPress,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Option<Decision> {
    let why = may_not(press, context)?;
    let mut changes = vec![answer(press, Some(why), context, fresh)];
    changes.extend(gone(press, context));
    Some(Decision {
        changes,
        fate: Fate::Internal,
    })
}

/// There is no such button any more.
pub(super) fn expired(press: &CallbackPress, context: &Context<'_>, fresh: &mut Fresh) -> Change {
    answer(press, Some(Notice::ButtonExpired), context, fresh)
}

/// Why whoever pressed may not: a button stays in the sight of who has left the group. Nobody is locked out because Telegram does not
/// answer, who is known to be there.
fn may_not(press: &CallbackPress, context: &Context<'_>) -> Option<Notice> {
    if !is_in_its_group(press, context) {
        return None;
    }
    match context.scene.presence {
        Presence::Present => None,
        Presence::Absent => Some(Notice::NotInGroup),
        Presence::Unseen if context.scene.operator => None,
        Presence::Unseen => Some(Notice::PressAgain),
    }
}

/// Telegram did not tell that they left: from now on they are none of the team.
fn gone(press: &CallbackPress, context: &Context<'_>) -> Option<Change> {
    let is_news = context.scene.presence == Presence::Absent && context.scene.operator;
    is_news.then_some(Change::Operator {
        cell: context.cell.id,
        person: press.by.id,
        place: None,
    })
}

pub(super) fn is_in_its_group(press: &CallbackPress, context: &Context<'_>) -> bool {
    press.at.is_some_and(|at| at.chat == context.cell.group)
}

/// The button's row and what it is about.
enum Pressed<'a> {
    Delivery(&'a Callback, &'a Delivery),
    Message(&'a Callback, MessageId),
    Group(&'a Callback),
    Closed(&'a Callback),
    Person(&'a Callback),
    Reply(&'a Callback),
}

/// What was pressed, if everything still fits together.
fn pressed<'a>(press: &CallbackPress, context: &Context<'a>) -> Option<Pressed<'a>> {
    let callback = context.callback?;
    let fits = callback.id.to_string() == press.data
        && callback.cell == context.cell.id
        && callback.expires_ms > context.now_ms;
    if !(is_in_its_group(press, context) && fits) {
        return None;
    }
    if is_about_a_group(callback.action) {
        return Some(Pressed::Group(callback));
    }
    let is_about_a_status = matches!(
        callback.action,
        CallbackAction::OpenAgain | CallbackAction::OpenToWrite
    );
    let is_about_a_person = callback.action == CallbackAction::Assign;
    if is_about_a_status || is_about_a_person {
        let known = context.conversation?;
        let fits = known.id == callback.conversation && known.connection == context.connection.id;
        return fits.then_some(match is_about_a_person {
            true => Pressed::Person(callback),
            false => Pressed::Closed(callback),
        });
    }
    if callback.action == CallbackAction::RemoveReply {
        return Some(Pressed::Reply(callback));
    }
    if callback.action == CallbackAction::Withdraw {
        let known = context.conversation?;
        let fits = known.id == callback.conversation && known.connection == context.connection.id;
        return callback
            .about
            .filter(|_| fits)
            .map(|about| Pressed::Message(callback, about));
    }
    let delivery = context.delivery?;
    let fits = delivery.cell == callback.cell
        && delivery.seq == callback.seq
        && delivery.conversation == Some(callback.conversation)
        && delivery.connection == context.connection.id;
    let waits_for_a_person = match callback.action {
        CallbackAction::SendAgain | CallbackAction::Arrived => {
            delivery.state == State::Held(HeldWhy::UnknownOutcome)
        }
        CallbackAction::PickSource => delivery.state == State::Held(HeldWhy::WhichSource),
        CallbackAction::SendHeld | CallbackAction::Discard => stopped::is_held(delivery),
        CallbackAction::Publish => delivery.state == State::Held(HeldWhy::Unpublished),
        CallbackAction::Retry => matches!(delivery.state, State::Failed(_)),
        _ => false,
    };
    (fits && waits_for_a_person).then_some(Pressed::Delivery(callback, delivery))
}

fn is_about_a_group(action: CallbackAction) -> bool {
    matches!(
        action,
        CallbackAction::AcceptGroup | CallbackAction::IgnoreGroup | CallbackAction::LeaveGroup
    )
}

/// *Withdraw* does what the command does. `None`: there is nothing left to withdraw.
fn withdrawn(
    press: &CallbackPress,
    (callback, about): (&Callback, MessageId),
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Option<Vec<Change>> {
    let mut changes = withdraw::withdraw(about, None, context, fresh)?.changes;
    changes.push(Change::RemoveCallback(callback.id));
    changes.push(answer(press, None, context, fresh));
    changes.extend(said(press, Notice::Withdrawing, context, fresh));
    Some(changes)
}

/// The notice says something else now.
pub(super) fn said(
    press: &CallbackPress,
    notice: Notice,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Option<Change> {
    Some(says(press.at?.message, notice, context, fresh))
}

fn says(message: MessageId, notice: Notice, context: &Context<'_>, fresh: &mut Fresh) -> Change {
    let order = Order {
        conversation: context.conversation,
        direction: Direction::Aside,
        job: Job::EditNotice {
            message: message.0,
            notice,
        },
    };
    Change::Deliver(deliver(order, context, fresh))
}

fn act(
    press: &CallbackPress,
    (callback, delivery): (&Callback, &Delivery),
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Option<Vec<Change>> {
    if callback.action == CallbackAction::PickSource {
        return sources::picked(press, (callback, delivery), context, fresh);
    }
    if let CallbackAction::SendHeld | CallbackAction::Discard = callback.action {
        return stopped::settled(press, (callback, delivery), context, fresh);
    }
    if callback.action == CallbackAction::Publish {
        return Some(channels::published(
            press,
            (callback, delivery),
            context,
            fresh,
        ));
    }
    let question = Question {
        notice: press.at.map(|at| at.message),
        rows: rows(callback),
    };
    let mut changes = match callback.action {
        CallbackAction::Arrived => {
            let mut changes = settled(delivery, (Fate::Arrived, &question));
            changes.extend(arrived(delivery, context));
            changes
        }
        CallbackAction::SendAgain | CallbackAction::Retry => {
            at_the_end(delivery, &question, context, fresh)
        }
        _ => return None,
    };
    // The answer costs nothing and is awaited; the changed words may have to wait for the group's budget.
    changes.push(answer(press, None, context, fresh));
    changes.extend(match callback.action {
        CallbackAction::Arrived => said(press, Notice::Arrived, context, fresh)
            .into_iter()
            .collect(),
        _ => told_of_it(delivery, &question, context, fresh),
    });
    Some(changes)
}

/// What asks a person about a delivery.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// The notice, as far as it is known where it stands.
    pub notice: Option<MessageId>,
    /// The rows of its buttons.
    pub rows: Vec<i64>,
}

/// *Retry* and *Send again* without a press, as the owner asks for it: the same delivery at the end of its lane, and the notice says so.
/// `None`: it is none of those that such a button is under, or somebody else's.
#[must_use]
pub fn retry(
    delivery: &Delivery,
    question: &Question,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Option<Vec<Change>> {
    let fits = delivery.cell == context.cell.id
        && delivery.connection == context.connection.id
        && delivery.conversation == context.conversation.map(|known| known.id);
    let waits_for_a_person = matches!(
        delivery.state,
        State::Held(HeldWhy::UnknownOutcome) | State::Failed(_)
    );
    if !(fits && waits_for_a_person) {
        return None;
    }
    let mut changes = at_the_end(delivery, question, context, fresh);
    changes.extend(told_of_it(delivery, question, context, fresh));
    Some(changes)
}

/// It is out of the outbox, and its question is answered.
fn settled(delivery: &Delivery, (fate, question): (Fate, &Question)) -> Vec<Change> {
    let gone = Change::Remove {
        cell: delivery.cell,
        seq: delivery.seq,
    };
    let fates = delivery.causes().map(|cause| Change::Fate {
        mark: cause.mark,
        fate,
    });
    let rows = question.rows.iter().copied().map(Change::RemoveCallback);
    let settled = [gone].into_iter().chain(fates).chain(untold(delivery));
    settled.chain(rows).collect()
}

/// The client has it, as a person says; under which number nobody knows.
fn arrived(delivery: &Delivery, context: &Context<'_>) -> Vec<Change> {
    let Some(known) = context.conversation else {
        return Vec::new();
    };
    let link = |cause: Cause| {
        Change::Link(Link {
            conversation: known.id,
            cell: delivery.cell,
            identity: context.connection.identity,
            client_chat: delivery.client_chat(known),
            client_message: MessageId(0),
            topic_message: cause.source.message,
            relay: None,
            role: LinkRole::Unnumbered,
            kind: cause.kind,
            digest: cause.digest,
            author: 0,
            made_ms: context.now_ms,
        })
    };
    delivery.causes().map(link).collect()
}

/// What was told of its updates names a delivery that is gone.
pub(super) fn untold(delivery: &Delivery) -> impl Iterator<Item = Change> {
    let marks = delivery.causes().map(|cause| cause.mark);
    marks.map(|mark| Change::Untold { mark })
}

/// It waits at the end of its lane.
fn at_the_end(
    delivery: &Delivery,
    question: &Question,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Vec<Change> {
    let mut changes = settled(delivery, (Fate::Waiting, question));
    let again = again(delivery, context, fresh);
    let gathered = again.gathered(context.now_ms);
    let fact = record(FactKind::DeliverySentAgain, context.conversation, context);
    let new = gathered.into_iter().chain([Change::Deliver(again), fact]);
    changes.splice(1..1, new);
    if answers(delivery) {
        changes.extend(statuses::answered_now(context, fresh));
    }
    changes
}

/// Whether it is a message of the team's for the client, and no new version of one: the welcome is nobody's.
fn answers(delivery: &Delivery) -> bool {
    let follows = matches!(
        delivery.job,
        Job::Edit { .. } | Job::Withdraw { .. } | Job::Recalled(_)
    );
    delivery.direction == Direction::ToClient && delivery.cause.is_some() && !follows
}

/// The notice says so; behind that change, when what was sent again has arrived, it says that.
fn told_of_it(
    delivery: &Delivery,
    question: &Question,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Vec<Change> {
    let Some(notice) = question.notice else {
        return Vec::new();
    };
    let words = match delivery.state {
        State::Held(_) => Notice::SentAgain,
        _ => Notice::Retried,
    };
    let mut changes = vec![says(notice, words, context, fresh)];
    let arrived = delivery.cause.map(|cause| Order {
        conversation: context.conversation,
        direction: Direction::Aside,
        job: Job::TellArrived {
            notice: notice.0,
            about: cause.source,
        },
    });
    changes.extend(arrived.map(|order| Change::Deliver(deliver(order, context, fresh))));
    changes
}

/// The same delivery at the end of its lane. A person asked for it, so a client's copy is not a repeat of ours.
fn again(delivery: &Delivery, context: &Context<'_>, fresh: &mut Fresh) -> Delivery {
    let whole = delivery
        .album()
        .map(|album| delivery.with_album(album.anew()));
    let delivery = whole.as_ref().unwrap_or(delivery);
    Delivery {
        seq: fresh.seq(),
        state: State::Waiting {
            due_ms: context.now_ms,
        },
        attempts: 0,
        repeat: delivery.repeat && delivery.direction == Direction::ToTopic,
        made_ms: context.now_ms,
        job: rebuilt::later(&delivery.job, context.now_ms - delivery.made_ms),
        ..delivery.clone()
    }
}

/// What was held goes now, at the end of its lane.
pub(super) fn sent_now(
    delivery: &Delivery,
    aim: Option<Aim>,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Vec<Change> {
    let now = Delivery {
        seq: fresh.seq(),
        state: State::Waiting {
            due_ms: context.now_ms,
        },
        aim: aim.or(delivery.aim),
        made_ms: context.now_ms,
        ..delivery.clone()
    };
    let gathered = now.gathered(context.now_ms);
    let mut changes = vec![
        Change::Remove {
            cell: delivery.cell,
            seq: delivery.seq,
        },
        Change::Deliver(now),
    ];
    changes.extend(gathered);
    changes.extend(delivery.causes().map(|cause| Change::Fate {
        mark: cause.mark,
        fate: Fate::Waiting,
    }));
    changes.extend(untold(delivery));
    if answers(delivery) {
        changes.extend(statuses::answered_now(context, fresh));
    }
    changes
}

/// All rows of the notice. The two buttons of a held message are drawn one after the other: *Send again*, *It arrived*.
fn rows(callback: &Callback) -> Vec<i64> {
    match callback.action {
        CallbackAction::SendAgain => vec![callback.id, callback.id + 1],
        CallbackAction::Arrived => vec![callback.id - 1, callback.id],
        _ => vec![callback.id],
    }
}

/// The line for the person, in the conversation's own order. A button that expired may be about another connection's
/// conversation: then it stands alone.
pub(super) fn answer(
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
