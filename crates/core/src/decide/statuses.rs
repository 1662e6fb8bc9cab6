//! Whose turn it is: what the client, the team and time make of a conversation's status.
//!
//! Neighbours: `commands` sets it by a person's word, `wanted` lets title and topic follow. An answer is a message that goes to the
//! client; edits, reactions, notes, the welcome and whatever the desk says by itself change nothing.

use relevo_telegram::{CallbackPress, ChatKind};

use super::{Context, Order, deliver, filter, pressed, put_buttons, record, wanted};
use crate::params::ChatKinds;
use crate::{
    Callback, CallbackAction, Change, Conversation, Direction, FactKind, Fresh, Job, Notice, Seq,
    Status, Topic, Until,
};

/// How long the buttons under a closing line work, in milliseconds.
const LINE_MS: i64 = 30 * 24 * 60 * 60 * 1_000;

/// Its buttons, in their order.
const ACTIONS: [CallbackAction; 2] = [CallbackAction::OpenAgain, CallbackAction::OpenToWrite];

/// How long after a welcome the next may go, in milliseconds.
const WELCOME_AGAIN_MS: i64 = HOUR_MS;

const HOUR_MS: i64 = 60 * 60 * 1_000;

/// The status is this from now on. The title follows; whoever calls stores the conversation.
pub(super) fn set(
    now: &mut Conversation,
    status: Status,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Vec<Change> {
    if now.handling.status == status {
        return Vec::new();
    }
    now.handling.status = status;
    now.handling.status_ms = context.now_ms;
    if status != Status::UserAnswered {
        now.handling.unanswered_ms = 0;
    }
    let fact = match status {
        Status::UserAnswered => FactKind::TurnOfTeam,
        Status::SupportAnswered => FactKind::TurnOfClient,
        Status::Closed => FactKind::ConversationClosed,
    };
    let mut changes = vec![record(fact, Some(now), context)];
    changes.extend(wanted::retitled(now, context, fresh));
    let soon = (now, wanted::STATUS_AFTER_MS);
    changes.extend(wanted::opened_or_closed(soon, context, fresh));
    changes
}

/// The client wrote: it is the team's turn, but where what is closed stays so.
pub(super) fn client_wrote(
    now: &mut Conversation,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Vec<Change> {
    let leaves = includes(context.connection.params.leave_closed, now.kind);
    if now.handling.status == Status::Closed {
        if leaves {
            return Vec::new();
        }
        now.handling = now.handling.unanswered_since(context.now_ms);
    }
    set(now, Status::UserAnswered, context, fresh)
}

/// An answer goes to the client.
pub(super) fn answered(
    now: &mut Conversation,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Vec<Change> {
    set(now, Status::SupportAnswered, context, fresh)
}

/// The same where nothing else of the conversation changes.
pub(super) fn answered_now(context: &Context<'_>, fresh: &mut Fresh) -> Vec<Change> {
    let Some(known) = context.conversation else {
        return Vec::new();
    };
    let mut now = known.clone();
    let mut changes = answered(&mut now, context, fresh);
    if now != *known {
        changes.insert(0, Change::UpdateConversation(now));
    }
    changes
}

/// Whether a conversation that opens now is welcomed: of those kinds that the owner chose, not twice within an hour.
pub(super) fn is_welcomed(now: &Conversation, context: &Context<'_>) -> bool {
    let chosen = includes(context.connection.params.welcome_chats, now.kind);
    let last_ms = now.handling.welcomed_ms;
    chosen && (last_ms == 0 || context.now_ms - last_ms >= WELCOME_AGAIN_MS)
}

fn includes(kinds: ChatKinds, kind: ChatKind) -> bool {
    match kind {
        ChatKind::Private => kinds.private,
        ChatKind::Group | ChatKind::Supergroup => kinds.group,
        ChatKind::Channel => kinds.channel,
        ChatKind::Other => false,
    }
}

/// The conversation of the context closes by itself, if its client has owed an answer for as long as the owner wants to wait.
#[must_use]
pub fn closed_by_itself(context: &Context<'_>, fresh: &mut Fresh) -> Vec<Change> {
    let params = &context.connection.params;
    let (Some(known), Some(hours)) = (context.conversation, params.autoclose_hours) else {
        return Vec::new();
    };
    let closes_ms = known.handling.status_ms + i64::from(hours) * HOUR_MS;
    if known.handling.status != Status::SupportAnswered || closes_ms > context.now_ms {
        return Vec::new();
    }
    let mut now = known.clone();
    let mut changes = set(&mut now, Status::Closed, context, fresh);
    changes.insert(0, Change::UpdateConversation(now.clone()));
    if params.close_natively {
        let until = until(&now, context);
        let words = Notice::ClosedByItself { hours, until };
        changes.extend(closing_line(&now, words, context, fresh));
    }
    changes
}

/// What opens a closed conversation again, as the parameters are now.
pub(super) fn until(now: &Conversation, context: &Context<'_>) -> Until {
    let params = &context.connection.params;
    if includes(params.leave_closed, now.kind) {
        Until::Team
    } else if filter::keywords(now.kind, params).is_some() {
        Until::Matches
    } else {
        Until::Writes
    }
}

/// The line in the topic that tells that the conversation is closed, with the ways to open it.
pub(super) fn closing_line(
    now: &Conversation,
    words: Notice,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Vec<Change> {
    if now.topic == Topic::None {
        return Vec::new();
    }
    let until = (Seq(0), context.now_ms + LINE_MS);
    let (buttons, mut changes) = put_buttons(&ACTIONS, until, now, (context, fresh));
    let order = Order {
        conversation: Some(now),
        direction: Direction::ToTopic,
        job: Job::Notice {
            notice: words,
            about: None,
            buttons,
        },
    };
    changes.push(Change::Deliver(deliver(order, context, fresh)));
    changes
}

/// *Open* or *Write*. `None`: the conversation is open already.
pub(super) fn pressed(
    press: &CallbackPress,
    callback: &Callback,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Option<Vec<Change>> {
    let known = context.conversation?;
    if known.handling.status != Status::Closed {
        return None;
    }
    let mut now = known.clone();
    let (mut changes, words) = match callback.action {
        CallbackAction::OpenAgain => {
            let changes = set(&mut now, Status::UserAnswered, context, fresh);
            (changes, Notice::OpenedAgain)
        }
        _ => {
            let changes = wanted::opened_to_write(&mut now, context, fresh);
            (changes.into_iter().collect(), Notice::OpenedToWrite)
        }
    };
    if now != *known {
        changes.insert(0, Change::UpdateConversation(now));
    }
    let nth = ACTIONS.iter().position(|one| *one == callback.action)?;
    let first = callback.id - i64::try_from(nth).expect("two buttons");
    let rows = (first..).take(ACTIONS.len());
    changes.extend(rows.map(Change::RemoveCallback));
    changes.push(pressed::answer(press, None, context, fresh));
    changes.extend(pressed::said(press, words, context, fresh));
    Some(changes)
}
