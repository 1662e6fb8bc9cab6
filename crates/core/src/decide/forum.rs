//! Whether the backend group is a forum: told with every message there. Telegram gives no error when Topics are switched off and posts
//! everything into one chat, so it has to be watched.
//!
//! Neighbour: `call::forum` looks by itself where nothing was told for a while, and deletes what was misplaced.

use relevo_telegram::{Chat, ChatKind};

use super::{Context, record};
use crate::{CellState, Change, Event, FactKind, PauseWhy};

/// What an event tells about the group, if that is news.
pub(super) fn watched(event: &Event, context: &Context<'_>) -> Vec<Change> {
    let Some(chat) = told(event).filter(|chat| is_it(chat, context)) else {
        return Vec::new();
    };
    let (state, kind) = match (context.cell.state, chat.forum) {
        (CellState::Running, false) => {
            let why = CellState::Paused(PauseWhy::NotForum);
            (why, FactKind::CellPaused)
        }
        (CellState::Paused(PauseWhy::NotForum), true) => {
            (CellState::Running, FactKind::CellResumed)
        }
        _ => return Vec::new(),
    };
    let cell = context.cell.id;
    vec![Change::Cell { cell, state }, record(kind, None, context)]
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
