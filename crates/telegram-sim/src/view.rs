//! Telegram as one person sees it: pure reads of the world, ready to be sent to a page.
//!
//! One file per thing that is shown. `door/playground` serves it, `world/feed.rs` says when to look again. Chats and
//! messages are named as the person names them. It changes nothing, knows no HTTP, and shows a chat's content to those
//! inside only. The shapes are written down in `playground/README.md`.

mod calls;
mod chats;
mod commands;
mod details;
mod messages;
mod news;
mod page;
mod people;
mod topics;

pub(crate) use calls::call_row;
pub(crate) use chats::all_chats;
pub(crate) use details::details;
pub(crate) use news::{News, news};
pub(crate) use page::{Wanted, page};
pub(crate) use people::all_people;
pub(crate) use topics::all_topics;

use crate::world::World;
use crate::world::chat::Chat;
use crate::world::message::{MessageKey, Place};

/// Why there is nothing to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hidden(pub(crate) &'static str);

/// A person through whose eyes one can look.
pub(crate) fn viewer(world: &World, id: i64) -> Result<i64, Hidden> {
    match world.account(id) {
        Some(account) if !account.is_bot() => Ok(id),
        Some(_) => Err(Hidden("that is a bot; choose a person")),
        None => Err(Hidden("there is no such person")),
    }
}

/// A chat whose content the viewer may see; with a living account also one that has not begun.
fn open_place(world: &World, viewer: i64, chat: i64) -> Result<Place, Hidden> {
    let place = Place::seen(viewer, chat);
    let open = match place {
        Place::Private(..) => chat != viewer && world.account(chat).is_some(),
        Place::Chat(id) => world.chats.get(&id).is_some_and(|chat| is_in(chat, viewer)),
    };
    open.then_some(place)
        .ok_or(Hidden("this person has no such chat"))
}

/// Whether a chat of many is in the viewer's list.
fn is_in(chat: &Chat, viewer: i64) -> bool {
    chat.standing(viewer).inside() && chat.migrated_to.is_none() && !chat.deleted
}

/// Messages of a place, in order.
fn keys_of(world: &World, place: Place) -> &[MessageKey] {
    match place {
        Place::Chat(id) => world.chats.get(&id).map(|chat| &chat.messages),
        Place::Private(low, high) => world
            .dialogs
            .get(&(low, high))
            .map(|dialog| &dialog.messages),
    }
    .map_or(&[], Vec::as_slice)
}

/// Messages of a topic of a forum (0 = General), in order; `None` if there is no such topic.
fn keys_of_topic(chat: &Chat, thread: i64) -> Option<&[MessageKey]> {
    match thread {
        0 => Some(&chat.general.messages),
        _ => chat
            .topics
            .get(&thread)
            .filter(|topic| !topic.deleted)
            .map(|topic| topic.messages.as_slice()),
    }
}

/// The topic in which a message is shown; 0 outside topics.
fn thread_of(world: &World, key: MessageKey) -> i64 {
    let message = world.message(key);
    match (message.thread, world.chat_of(message.place)) {
        (Some(thread), Some(chat)) if chat.is_forum && chat.topics.contains_key(&thread) => thread,
        _ => 0,
    }
}
