//! The list of chats.

use serde::Serialize;
use serde_json::{Map, Value};

use super::people::{author, name_of};
use super::{Hidden, is_in, keys_of, keys_of_topic, thread_of};
use crate::world::chat::Chat;
use crate::world::member::Standing;
use crate::world::message::{MessageKey, Place};
use crate::world::{ChatKind, Kind, World};

/// Counted at most, over all topics of a forum.
const UNREAD_MAX: usize = 999;
/// Characters of a text in the list.
const TEXT_CHARS_MAX: usize = 200;

/// A chat in the list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct ChatRow {
    pub(crate) id: i64,
    kind: &'static str,
    pub(crate) title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    username: Option<String>,
    is_bot: bool,
    pub(crate) is_forum: bool,
    unread: usize,
    last: Option<Last>,
    order: i64,
    standing: &'static str,
    can_write: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    why_not: Option<&'static str>,
    blocked: bool,
    started: bool,
}

/// What came last in a chat or topic.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Last {
    message_id: i64,
    date: i64,
    outgoing: bool,
    author: String,
    kind: Kind,
    text: String,
    thread: i64,
    /// `Message` without what it answers: for a label by its kind.
    message: Map<String, Value>,
    #[serde(skip)]
    pub(super) at_ms: i64,
}

/// All chats of a person, newest first.
pub(crate) fn all_chats(world: &World, viewer: i64) -> Vec<ChatRow> {
    let private = world
        .dialogs
        .iter()
        .filter(|((low, high), _)| *low == viewer || *high == viewer)
        .map(|((low, high), _)| Place::Private(*low, *high));
    let many = world
        .chats
        .values()
        .filter(|chat| is_in(chat, viewer))
        .map(|chat| Place::Chat(chat.id));
    let mut rows: Vec<ChatRow> = private
        .chain(many)
        .filter_map(|place| chat_row(world, viewer, place))
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse((row.order, row.id)));
    rows
}

/// The chat's line, if it is in the person's list.
pub(super) fn chat_row(world: &World, viewer: i64, place: Place) -> Option<ChatRow> {
    match place {
        Place::Chat(id) => {
            let chat = world.chats.get(&id).filter(|chat| is_in(chat, viewer))?;
            Some(row_of_chat(world, viewer, chat))
        }
        Place::Private(low, high) => {
            let mine = low == viewer || high == viewer;
            let dialog = world.dialogs.get(&(low, high)).filter(|_| mine)?;
            let begun = dialog.blocked || !dialog.messages.is_empty();
            begun.then(|| row_of_dialog(world, viewer, place)).flatten()
        }
    }
}

/// The line of a chat that may not have begun.
pub(super) fn row_of_dialog(world: &World, viewer: i64, place: Place) -> Option<ChatRow> {
    let Place::Private(low, high) = place else {
        return None;
    };
    let other = world.account(place.id_for(viewer))?;
    let dialog = world.dialogs.get(&(low, high));
    let blocked = dialog.is_some_and(|dialog| dialog.blocked);
    let keys = keys_of(world, place);
    let newest = last(world, viewer, keys);
    let why_not = match () {
        () if other.deleted => Some("This account was deleted."),
        () if blocked && other.is_bot() => Some("You blocked this bot."),
        () if blocked => Some("You cannot write to each other."),
        () => None,
    };
    Some(ChatRow {
        id: other.id,
        kind: "private",
        title: name_of(world, other.id),
        username: other.username.clone(),
        is_bot: other.is_bot(),
        is_forum: false,
        unread: world.unread(viewer, place, 0, keys),
        order: newest.as_ref().map_or(0, |last| last.at_ms),
        last: newest,
        standing: "member",
        can_write: why_not.is_none(),
        why_not,
        blocked,
        started: dialog.is_some_and(|dialog| dialog.started),
    })
}

fn row_of_chat(world: &World, viewer: i64, chat: &Chat) -> ChatRow {
    let place = Place::Chat(chat.id);
    let (unread, newest) = if chat.is_forum {
        over_topics(world, viewer, chat)
    } else {
        let keys = keys_of(world, place);
        (
            world.unread(viewer, place, 0, keys),
            newest(world, viewer, keys),
        )
    };
    let last = newest.map(|key| shown(world, viewer, key));
    let can_write = world.may_post(viewer, place, Kind::Text).is_ok();
    let why_not = match chat.kind {
        _ if can_write => None,
        ChatKind::Channel => Some("Only administrators can write here."),
        _ => Some("You are not allowed to write here."),
    };
    ChatRow {
        id: chat.id,
        kind: chat.kind.name(),
        title: chat.title.clone(),
        username: chat.username.clone(),
        is_bot: false,
        is_forum: chat.is_forum,
        unread,
        order: last.as_ref().map_or(0, |last| last.at_ms),
        last,
        standing: standing_name(chat.standing(viewer)),
        can_write,
        why_not,
        blocked: false,
        started: true,
    }
}

/// Unread messages and the newest message of a forum. Deleted topics cost nothing.
fn over_topics(world: &World, viewer: i64, chat: &Chat) -> (usize, Option<MessageKey>) {
    let mut unread = 0;
    let mut newest_key = None;
    for thread in std::iter::once(0).chain(chat.topics.keys().copied()) {
        let keys = keys_of_topic(chat, thread).unwrap_or_default();
        if unread < UNREAD_MAX {
            unread += world.unread(viewer, Place::Chat(chat.id), thread, keys);
        }
        newest_key = newest_key.max(newest(world, viewer, keys));
    }
    (unread.min(UNREAD_MAX), newest_key)
}

fn newest(world: &World, viewer: i64, keys: &[MessageKey]) -> Option<MessageKey> {
    keys.iter()
        .rev()
        .find(|key| world.sees(viewer, **key))
        .copied()
}

/// What came last among messages of one chat or topic.
pub(super) fn last(world: &World, viewer: i64, keys: &[MessageKey]) -> Option<Last> {
    newest(world, viewer, keys).map(|key| shown(world, viewer, key))
}

fn shown(world: &World, viewer: i64, key: MessageKey) -> Last {
    let message = world.message(key);
    Last {
        message_id: message.id_for(viewer).unwrap_or(0),
        date: message.date(),
        outgoing: message.author.account == viewer,
        author: author(world, message).into_name(),
        kind: message.content.kind,
        text: message.content.text.chars().take(TEXT_CHARS_MAX).collect(),
        thread: thread_of(world, key),
        message: world.flat(key, viewer),
        at_ms: message.at_ms,
    }
}

pub(super) fn standing_name(standing: &Standing) -> &'static str {
    match standing {
        Standing::Owner { .. } => "owner",
        Standing::Administrator(_) => "administrator",
        Standing::Member => "member",
        Standing::Restricted { .. } => "restricted",
        Standing::Left => "left",
        Standing::Kicked => "kicked",
    }
}

/// Refuses a chat that the person cannot open; a private one need not have begun.
pub(super) fn openable_row(world: &World, viewer: i64, chat: i64) -> Result<ChatRow, Hidden> {
    let place = super::open_place(world, viewer, chat)?;
    match place {
        Place::Private(..) => row_of_dialog(world, viewer, place),
        Place::Chat(_) => chat_row(world, viewer, place),
    }
    .ok_or(Hidden("this person has no such chat"))
}
