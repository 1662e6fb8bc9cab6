//! Two connections of one backend group that see the same client group: the first mirrors and sends, the other stands by, and takes over
//! when the first bot has left the group or its connection is stopped. Private chats stay separate.
//!
//! What shows that the other is in the group is a message that it is told of. The topic stays; replies of clients to what the first
//! bot mirrored go without the reply, as each bot's links are its own.

use relevo_telegram::{ChatKind, Message};

use super::{Context, notice};
use crate::{Change, Conversation, Fresh, Notice, Standing, Topic};

/// Who has to do with a message.
pub(super) enum Whose {
    /// This connection.
    Ours,
    /// Another connection, which is there.
    Anothers,
    /// Another connection's, which is not there any more: the conversation as it is from now on.
    Orphaned(Conversation),
}

pub(super) fn whose(message: &Message, context: &Context<'_>) -> Whose {
    let known = match context.conversation {
        Some(known) if known.connection != context.connection.id => known,
        _ => return Whose::Ours,
    };
    if message.chat.kind == ChatKind::Private {
        return Whose::Ours;
    }
    let gone = known.unreachable || context.scene.stopped_owner.is_some();
    if !gone || known.standing != Standing::Served {
        return Whose::Anothers;
    }
    Whose::Orphaned(Conversation {
        connection: context.connection.id,
        ..known.clone()
    })
}

/// The conversation is this connection's from now on, with what waits in it.
pub(super) fn taken_over(
    now: &Conversation,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Vec<Change> {
    let mut changes = vec![
        Change::UpdateConversation(now.clone()),
        Change::TakeOver {
            cell: context.cell.id,
            conversation: now.id,
            connection: context.connection.id,
        },
    ];
    if now.topic != Topic::None {
        changes.push(notice(Notice::TakenOver, None, context, fresh));
    }
    changes
}
