//! Whose turn it is: what the client, the team and time make of a conversation's status.
//!
//! Neighbours: `commands` sets it by a person's word, `wanted` lets title and topic follow. An answer is a message that goes to the
//! client; edits, reactions, notes, the welcome and whatever the desk says by itself change nothing.

use relevo_telegram::ChatKind;

use super::{Context, record, wanted};
use crate::params::ChatKinds;
use crate::{Change, Conversation, FactKind, Fresh, Status};

/// How long after a welcome the next may go, in milliseconds.
const WELCOME_AGAIN_MS: i64 = 60 * 60 * 1_000;

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
    if now.handling.status == Status::Closed && leaves {
        return Vec::new();
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
