//! Whether the backend group is a forum: told with every message there. Telegram gives no error when Topics are switched off and posts
//! everything into one chat, so it has to be watched.
//!
//! Neighbour: `call::forum` looks by itself where nothing was told for a while, and deletes what was misplaced.

use relevo_telegram::{Chat, ChatKind};

use super::Context;
use crate::pausing;
use crate::{CellState, Change, Event, Fresh, PauseWhy};

/// What an event tells about the group, if that is news.
pub(super) fn watched(event: &Event, context: &Context<'_>, fresh: &mut Fresh) -> Vec<Change> {
    let Some(chat) = told(event).filter(|chat| is_it(chat, context)) else {
        return Vec::new();
    };
    let state = match (context.cell.state, chat.forum) {
        (CellState::Running, false) => CellState::Paused(PauseWhy::NotForum),
        (CellState::Paused(PauseWhy::NotForum), true) => CellState::Running,
        _ => return Vec::new(),
    };
    let by = (context.connection, context.now_ms);
    pausing::turned(context.cell, state, by, fresh)
}

fn told(event: &Event) -> Option<&Chat> {
    match event {
        Event::GroupMessage { message, .. } | Event::GroupEdited { message, .. } => {
            Some(&message.chat)
        }
        Event::GroupMember { change, .. } => Some(&change.chat),
        _ => None,
    }
}

/// A group on its way to another number tells nothing.
fn is_it(chat: &Chat, context: &Context<'_>) -> bool {
    chat.kind == ChatKind::Supergroup && chat.id == context.cell.group
}
