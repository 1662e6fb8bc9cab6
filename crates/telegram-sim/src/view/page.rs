//! Pages of messages: a part of a chat or topic around some message. Found by binary search, so that a page of a long
//! chat costs no more than one of a short chat.

use serde::Serialize;

use super::messages::{MessageView, message_view};
use super::{Hidden, keys_of, keys_of_topic, open_place};
use crate::world::World;
use crate::world::message::{MessageKey, Place};

/// Messages in order, and whether there is more on either side.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Part {
    pub(crate) messages: Vec<MessageView>,
    pub(crate) older: bool,
    pub(crate) newer: bool,
}

/// Which part is wanted; ids are the viewer's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    Newest,
    Before(i64),
    After(i64),
    Around(i64),
}

/// A part of a chat, or of a topic if the chat is a forum (0 = General).
pub(crate) fn page(
    world: &World,
    viewer: i64,
    (chat, thread): (i64, i64),
    wanted: Wanted,
    limit: usize,
) -> Result<Part, Hidden> {
    let place = open_place(world, viewer, chat)?;
    let keys = match world.chat_of(place).filter(|chat| chat.is_forum) {
        Some(forum) => keys_of_topic(forum, thread).ok_or(Hidden("there is no such topic"))?,
        None => keys_of(world, place),
    };
    let below = |id: i64| keys.partition_point(|key| *key < key_at(world, viewer, place, id));
    // How much is wanted before and from there on; around a message one side fills up what the other lacks.
    let (at, before, after) = match wanted {
        Wanted::Newest => (keys.len(), limit, 0),
        Wanted::Before(id) => (below(id), limit, 0),
        Wanted::After(id) => (below(id.saturating_add(1)), 0, limit),
        Wanted::Around(id) => (below(id), limit, limit),
    };
    let visible = |key: &&MessageKey| world.sees(viewer, **key);
    // One more on each side tells whether there is more.
    let back: Vec<MessageKey> = keys[..at]
        .iter()
        .rev()
        .filter(visible)
        .take(before + 1)
        .copied()
        .collect();
    let front: Vec<MessageKey> = keys[at..]
        .iter()
        .filter(visible)
        .take(after + 1)
        .copied()
        .collect();
    let (backwards, onwards) = match wanted {
        Wanted::Around(_) => {
            let onwards = front
                .len()
                .min((limit - limit / 2).max(limit.saturating_sub(back.len())));
            (back.len().min(limit - onwards), onwards)
        }
        _ => (back.len().min(before), front.len().min(after)),
    };
    let shown = back[..backwards].iter().rev().chain(&front[..onwards]);
    Ok(Part {
        messages: shown
            .filter_map(|key| message_view(world, viewer, *key))
            .collect(),
        older: back.len() > backwards,
        newer: front.len() > onwards,
    })
}

/// The first message that the viewer numbers `id` or higher; above all keys if there is none.
fn key_at(world: &World, viewer: i64, place: Place, id: i64) -> MessageKey {
    let common = world
        .chat_of(place)
        .filter(|chat| chat.kind != crate::world::ChatKind::Group);
    let (keys, start) = match common {
        Some(chat) => (&chat.messages, 1),
        None => match world.account(viewer) {
            Some(account) => (&account.mailbox, account.mailbox_start),
            None => return MessageKey::MAX,
        },
    };
    let index = usize::try_from(id.saturating_sub(start)).unwrap_or(0);
    keys.get(index).copied().unwrap_or(MessageKey::MAX)
}
