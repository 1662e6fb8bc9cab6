//! The connection's own bot was added, removed, promoted, blocked or unblocked.
//!
//! Neighbour: `accept` knows whether a client group is served.

use relevo_telegram::{ChatKind, MemberChange, Membership};

use super::{Context, Decision, accept, notice, record};
use crate::pausing;
use crate::{CellState, Change, Conversation, FactKind, Fate, Fresh, Notice, PauseWhy, Topic};

pub(super) fn decide(change: &MemberChange, context: &Context<'_>, fresh: &mut Fresh) -> Decision {
    let changes = if change.chat.id == context.cell.group {
        in_the_group(change, context, fresh)
    } else if change.chat.kind == ChatKind::Private {
        by_a_client(change, context, fresh)
    } else {
        accept::moved(change, context, fresh)
    };
    Decision {
        changes,
        fate: Fate::Internal,
    }
}

/// Only the desk bot's place decides whether the group can be written to, and it says nothing of topics and tokens.
fn in_the_group(change: &MemberChange, context: &Context<'_>, fresh: &mut Fresh) -> Vec<Change> {
    if context.cell.desk != context.connection.bot() {
        return Vec::new();
    }
    let state = match change.new {
        Membership::Owner
        | Membership::Administrator {
            manage_topics: true,
            ..
        } => CellState::Running,
        Membership::Administrator { .. } | Membership::Member => {
            CellState::Paused(PauseWhy::ManageTopics)
        }
        Membership::Restricted { member: true } => CellState::Paused(PauseWhy::Send),
        Membership::Restricted { member: false } | Membership::Left | Membership::Banned => {
            CellState::Paused(PauseWhy::NotMember)
        }
        Membership::Other => return Vec::new(),
    };
    let other_trouble = matches!(
        context.cell.state,
        CellState::Paused(PauseWhy::NotForum | PauseWhy::Token)
    );
    if state == CellState::Running && other_trouble {
        return Vec::new();
    }
    let by = (context.connection, context.now_ms);
    pausing::turned(context.cell, state, by, fresh)
}

/// Told in the topic once each way; who never had a topic gets none for this.
fn by_a_client(change: &MemberChange, context: &Context<'_>, fresh: &mut Fresh) -> Vec<Change> {
    let unreachable = !change.new.is_in();
    let Some(known) = context
        .conversation
        .filter(|known| known.unreachable != unreachable)
    else {
        return Vec::new();
    };
    let (kind, words) = if unreachable {
        (FactKind::ClientUnreachable, Notice::ClientUnreachable)
    } else {
        (FactKind::ClientReachable, Notice::ClientReachable)
    };
    let now = Conversation {
        unreachable,
        ..known.clone()
    };
    let mut changes = vec![
        Change::UpdateConversation(now),
        record(kind, Some(known), context),
    ];
    if known.topic != Topic::None {
        changes.push(notice(words, None, context, fresh));
    }
    changes
}
