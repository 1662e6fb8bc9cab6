//! The topics of a forum.

use serde::Serialize;

use super::chats::{Last, last};
use super::{Hidden, keys_of_topic, open_place};
use crate::world::chat::Chat;
use crate::world::message::Place;
use crate::world::{ICON_COLORS, World};

/// A topic in the list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct TopicRow {
    pub(crate) thread: i64,
    pub(crate) name: String,
    icon_color: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    icon_custom_emoji_id: Option<String>,
    closed: bool,
    hidden: bool,
    deleted: bool,
    unread: usize,
    last: Option<Last>,
    order: i64,
}

/// General, then the others, newest first. Deleted ones are left out.
pub(crate) fn all_topics(world: &World, viewer: i64, chat: i64) -> Result<Vec<TopicRow>, Hidden> {
    let place = open_place(world, viewer, chat)?;
    let Some(state) = world.chat_of(place).filter(|chat| chat.is_forum) else {
        return Err(Hidden("this chat has no topics"));
    };
    let mut rows: Vec<TopicRow> = state
        .topics
        .iter()
        .filter(|(_, topic)| !topic.deleted)
        .filter_map(|(thread, _)| topic_row(world, viewer, state, *thread))
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse((row.order, row.thread)));
    rows.splice(0..0, topic_row(world, viewer, state, 0));
    Ok(rows)
}

/// One topic, deleted or not; `None` if there never was one.
pub(super) fn topic_row(world: &World, viewer: i64, chat: &Chat, thread: i64) -> Option<TopicRow> {
    let place = Place::Chat(chat.id);
    let keys = keys_of_topic(chat, thread).unwrap_or_default();
    let newest = last(world, viewer, keys);
    let row = TopicRow {
        thread,
        name: chat
            .general
            .name
            .clone()
            .unwrap_or_else(|| "General".to_owned()),
        icon_color: ICON_COLORS[0],
        icon_custom_emoji_id: None,
        closed: chat.general.closed,
        hidden: chat.general.hidden,
        deleted: false,
        unread: world.unread(viewer, place, thread, keys),
        order: newest.as_ref().map_or(0, |last| last.at_ms),
        last: newest,
    };
    if thread == 0 {
        return Some(row);
    }
    let topic = chat.topics.get(&thread)?;
    Some(TopicRow {
        name: topic.name.clone(),
        icon_color: topic.icon_color,
        icon_custom_emoji_id: topic.icon_custom_emoji_id.clone(),
        closed: topic.closed,
        hidden: false,
        deleted: topic.deleted,
        ..row
    })
}
