//! Topics of forums.

use grammers_tl_types as tl;

use super::dialogs::{notify_settings, read_id};
use super::send::{GENERAL, refuse_options};
use crate::mtproto::rpc::{Answer, Call, Refusal};
use crate::mtproto::tell::message::message;
use crate::mtproto::tell::{Cast, count, int};
use crate::world::chat::Chat;
use crate::world::message::{MessageKey, Place};
use crate::world::{ICON_COLORS, TopicEdit};

/// Topics in one answer at most.
const TOPICS_MAX: usize = 100;
/// Characters of a title at most.
const TITLE_CHARS_MAX: usize = 128;

/// `messages.createForumTopic`.
pub(super) fn create(
    call: &mut Call<'_>,
    request: &tl::functions::messages::CreateForumTopic,
) -> Answer<tl::enums::Updates> {
    refuse_options(&[
        ("title_missing", request.title_missing),
        ("send_as", request.send_as.is_some()),
    ])?;
    let chat = call.peer(&request.peer)?;
    let drawn = (call.me, chat, request.random_id);
    if let Some(key) = call.state.boxes.sent(drawn) {
        return Ok(call.sent_before(&[(request.random_id, key)]));
    }
    let state = call.forum(chat)?;
    if !state.may_manage_topics(call.me) {
        return Err(Refusal::new(403, "CHAT_ADMIN_REQUIRED"));
    }
    let title = title(&request.title)?;
    let color = request
        .icon_color
        .map(i64::from)
        .filter(|color| ICON_COLORS.contains(color));
    let emoji = request.icon_emoji_id.map(|id| id.to_string());
    let thread = call
        .world
        .make_topic_in(chat, call.me, title, (color, emoji));
    let root = call.message(chat, int(thread))?;
    call.state.boxes.note_sent(drawn, root);
    Ok(call.settle_sent(&[(request.random_id, root)]))
}

/// `messages.editForumTopic`: name, icon, closed, and General hidden.
pub(super) fn edit(
    call: &mut Call<'_>,
    request: &tl::functions::messages::EditForumTopic,
) -> Answer<tl::enums::Updates> {
    let chat = call.peer(&request.peer)?;
    let state = call.forum(chat)?;
    let (me, thread) = (call.me, i64::from(request.topic_id));
    let manages = state.may_manage_topics(me);
    let changed = if thread == GENERAL {
        if !manages {
            return Err(Refusal::new(403, "CHAT_ADMIN_REQUIRED"));
        }
        let world = &mut *call.world;
        let renamed = request.title.as_deref().map(title).transpose()?;
        let renamed = renamed.is_some_and(|name| world.rename_general_in(chat, me, name));
        let closed = request
            .closed
            .is_some_and(|closed| world.close_general_in(chat, me, closed));
        let hidden = request
            .hidden
            .is_some_and(|hidden| world.hide_general_in(chat, me, hidden));
        renamed || closed || hidden
    } else {
        let topic = state.topics.get(&thread).filter(|topic| !topic.deleted);
        let topic = topic.ok_or_else(|| Refusal::bad("TOPIC_ID_INVALID"))?;
        if !manages && topic.creator != me {
            return Err(Refusal::new(403, "CHAT_ADMIN_REQUIRED"));
        }
        refuse_options(&[("hidden", request.hidden.is_some())])?;
        let edit = TopicEdit {
            name: request
                .title
                .as_deref()
                .map(title)
                .transpose()?
                .map(str::to_owned),
            icon_custom_emoji_id: request.icon_emoji_id.map(|id| match id {
                0 => String::new(),
                id => id.to_string(),
            }),
        };
        let edited = call.world.edit_topic_in(chat, me, thread, edit);
        let closed = request.closed;
        let closed =
            closed.is_some_and(|closed| call.world.close_topic_in(chat, me, thread, closed));
        edited || closed
    };
    match changed {
        true => Ok(call.settle().into()),
        false => Err(Refusal::bad("TOPIC_NOT_MODIFIED")),
    }
}

/// `messages.deleteTopicHistory`: the topic with everything in it.
pub(super) fn delete(
    call: &mut Call<'_>,
    request: &tl::functions::messages::DeleteTopicHistory,
) -> Answer<tl::enums::messages::AffectedHistory> {
    let chat = call.peer(&request.peer)?;
    let state = call.forum(chat)?;
    let thread = i64::from(request.top_msg_id);
    if !state
        .standing(call.me)
        .has(|rights| rights.can_delete_messages)
    {
        return Err(Refusal::new(403, "CHAT_ADMIN_REQUIRED"));
    }
    if state.topics.get(&thread).is_none_or(|topic| topic.deleted) {
        return Err(Refusal::bad("TOPIC_ID_INVALID"));
    }
    let before = call.state.boxes.channel_pts(chat);
    call.world.delete_topic(call.me, chat, thread)?;
    call.settle();
    let pts = call.state.boxes.channel_pts(chat);
    Ok(tl::types::messages::AffectedHistory {
        pts,
        pts_count: pts - before,
        offset: 0,
    }
    .into())
}

/// `messages.getForumTopics`, General first, then those with the newest message.
pub(super) fn list(
    call: &mut Call<'_>,
    request: &tl::functions::messages::GetForumTopics,
) -> Answer<tl::enums::messages::ForumTopics> {
    let chat = call.peer(&request.peer)?;
    let state = call.forum(chat)?;
    let words = request.q.as_deref().unwrap_or_default().to_lowercase();
    let mut threads: Vec<(i64, MessageKey)> = state
        .topics
        .iter()
        .filter(|(_, topic)| !topic.deleted && topic.name.to_lowercase().contains(&words))
        .map(|(thread, topic)| (*thread, topic.messages.last().copied().unwrap_or(0)))
        .collect();
    threads.sort_unstable_by_key(|(_, newest)| std::cmp::Reverse(*newest));
    if words.is_empty() {
        threads.insert(0, (GENERAL, 0));
    }
    let total = threads.len();
    let offset = i64::from(request.offset_topic);
    let after = threads.iter().position(|(thread, _)| *thread == offset);
    let start = after.map_or(0, |at| at + 1);
    let limit = usize::try_from(request.limit).unwrap_or(0).min(TOPICS_MAX);
    let shown: Vec<i64> = threads
        .iter()
        .skip(start)
        .take(limit)
        .map(|(id, _)| *id)
        .collect();
    call.topics(chat, &shown, total)
}

/// `messages.getForumTopicsByID`.
pub(super) fn by_id(
    call: &mut Call<'_>,
    request: &tl::functions::messages::GetForumTopicsById,
) -> Answer<tl::enums::messages::ForumTopics> {
    let chat = call.peer(&request.peer)?;
    call.forum(chat)?;
    let wanted = request.topics.iter().take(TOPICS_MAX);
    let threads: Vec<i64> = wanted.map(|id| i64::from(*id)).collect();
    call.topics(chat, &threads, threads.len())
}

fn title(title: &str) -> Answer<&str> {
    match title.trim().is_empty() || title.chars().count() > TITLE_CHARS_MAX {
        true => Err(Refusal::bad("TOPIC_TITLE_EMPTY")),
        false => Ok(title),
    }
}

impl Call<'_> {
    fn forum(&self, chat: i64) -> Answer<&Chat> {
        let state = self.chat_inside(chat)?;
        match state.is_forum {
            true => Ok(state),
            false => Err(Refusal::bad("CHANNEL_FORUM_MISSING")),
        }
    }

    fn topics(
        &self,
        chat: i64,
        threads: &[i64],
        total: usize,
    ) -> Answer<tl::enums::messages::ForumTopics> {
        let state = self.forum(chat)?;
        let mut cast = Cast::new(self.me);
        cast.name(chat);
        let mut messages = Vec::new();
        let mut topics = Vec::new();
        for thread in threads {
            topics.push(self.topic(state, *thread, (&mut cast, &mut messages)));
        }
        Ok(tl::types::messages::ForumTopics {
            order_by_create_date: false,
            count: count(total),
            topics,
            messages,
            chats: cast.chats(self.world),
            users: cast.users(self.world),
            pts: self.state.boxes.channel_pts(chat),
        }
        .into())
    }

    fn topic(
        &self,
        state: &Chat,
        thread: i64,
        (cast, messages): (&mut Cast, &mut Vec<tl::enums::Message>),
    ) -> tl::enums::ForumTopic {
        let topic = state.topics.get(&thread).filter(|topic| !topic.deleted);
        let id = int(thread);
        if topic.is_none() && thread != GENERAL {
            return tl::types::ForumTopicDeleted { id }.into();
        }
        let general = &state.general;
        let list = topic.map_or(&general.messages, |topic| &topic.messages);
        let place = Place::Chat(state.id);
        let newest = list
            .iter()
            .rev()
            .find(|key| self.world.sees(self.me, **key));
        messages.extend(newest.and_then(|key| message(self.world, cast, *key)));
        let mark = if topic.is_some() { thread } else { 0 };
        let until = self.world.read_until(self.me, place, mark);
        let root = list.first().map(|key| self.world.message(*key));
        let creator = topic.map_or_else(|| state.owner(), |topic| topic.creator);
        let named = topic
            .map(|topic| topic.name.clone())
            .or(general.name.clone());
        let top_message = newest.and_then(|key| self.world.message(*key).id_for(self.me));
        tl::types::ForumTopic {
            my: creator == self.me,
            closed: topic.map_or(general.closed, |topic| topic.closed),
            pinned: false,
            short: false,
            hidden: topic.is_none() && general.hidden,
            title_missing: false,
            id,
            date: root.map_or(0, |root| int(root.date())),
            peer: cast.name(state.id),
            title: named.unwrap_or_else(|| "General".to_owned()),
            icon_color: topic.map_or(0, |topic| int(topic.icon_color)),
            icon_emoji_id: topic
                .and_then(|topic| topic.icon_custom_emoji_id.as_deref()?.parse().ok()),
            top_message: top_message.map_or(0, int),
            read_inbox_max_id: read_id(self.world, self.me, place, until),
            read_outbox_max_id: top_message.map_or(0, int),
            unread_count: count(self.world.unread(self.me, place, mark, list)),
            unread_mentions_count: 0,
            unread_reactions_count: 0,
            unread_poll_votes_count: 0,
            from_id: cast.name(creator),
            notify_settings: notify_settings(),
            draft: None,
        }
        .into()
    }
}
