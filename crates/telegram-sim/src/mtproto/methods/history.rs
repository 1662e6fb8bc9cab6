//! What was said before.

use grammers_tl_types as tl;

use super::send::refuse_options;
use crate::mtproto::boxes::is_channel_like;
use crate::mtproto::rpc::{Answer, Call, Refusal};
use crate::mtproto::tell::message::{in_place, message};
use crate::mtproto::tell::{Cast, count, int};
use crate::world::message::{MessageKey, Place};

/// Messages in one answer at most.
const MESSAGES_MAX: usize = 100;

/// Which part of a history is wanted; zeros mean nothing.
struct Window {
    offset_id: i32,
    offset_date: i32,
    add_offset: i32,
    limit: i32,
    max_id: i32,
    min_id: i32,
}

/// `messages.getHistory`, the newest first.
pub(super) fn get_history(
    call: &mut Call<'_>,
    request: &tl::functions::messages::GetHistory,
) -> Answer<tl::enums::messages::Messages> {
    let chat = call.peer(&request.peer)?;
    call.readable(chat)?;
    let window = Window {
        offset_id: request.offset_id,
        offset_date: request.offset_date,
        add_offset: request.add_offset,
        limit: request.limit,
        max_id: request.max_id,
        min_id: request.min_id,
    };
    let list = in_place(call.world, Place::seen(call.me, chat)).to_vec();
    Ok(call.part(chat, &list, &window))
}

/// `messages.getReplies`: the messages of a topic.
pub(super) fn get_replies(
    call: &mut Call<'_>,
    request: &tl::functions::messages::GetReplies,
) -> Answer<tl::enums::messages::Messages> {
    let chat = call.peer(&request.peer)?;
    let state = call.chat_inside(chat)?;
    let thread = i64::from(request.msg_id);
    let list = match state.topics.get(&thread) {
        Some(topic) => topic.messages.clone(),
        None if thread == super::send::GENERAL => state.general.messages.clone(),
        None => return Err(Refusal::bad("MSG_ID_INVALID")),
    };
    let window = Window {
        offset_id: request.offset_id,
        offset_date: request.offset_date,
        add_offset: request.add_offset,
        limit: request.limit,
        max_id: request.max_id,
        min_id: request.min_id,
    };
    Ok(call.part(chat, &list, &window))
}

/// `messages.getMessages`: of private chats and basic groups, by number.
pub(super) fn get_messages(
    call: &mut Call<'_>,
    request: &tl::functions::messages::GetMessages,
) -> Answer<tl::enums::messages::Messages> {
    let mut found = Vec::new();
    for id in numbers(&request.id)? {
        let account = call.world.account(call.me);
        let key = account.and_then(|who| who.box_key(i64::from(id)));
        found.push((id, key.filter(|key| call.world.sees(call.me, *key))));
    }
    Ok(call.exactly(None, &found))
}

/// `channels.getMessages`.
pub(super) fn get_channel_messages(
    call: &mut Call<'_>,
    request: &tl::functions::channels::GetMessages,
) -> Answer<tl::enums::messages::Messages> {
    let chat = call.channel(&request.channel)?;
    call.chat_inside(chat)?;
    let ids = numbers(&request.id)?;
    let found = ids.into_iter().map(|id| (id, call.message(chat, id).ok()));
    let found: Vec<_> = found.collect();
    Ok(call.exactly(Some(chat), &found))
}

/// `messages.search` without words: a history by another name, which clients use to count.
pub(super) fn search(
    call: &mut Call<'_>,
    request: &tl::functions::messages::Search,
) -> Answer<tl::enums::messages::Messages> {
    let unfiltered = matches!(
        request.filter,
        tl::enums::MessagesFilter::InputMessagesFilterEmpty
    );
    refuse_options(&[
        ("q", !request.q.is_empty()),
        ("filter", !unfiltered),
        ("from_id", request.from_id.is_some()),
        ("saved_peer_id", request.saved_peer_id.is_some()),
        ("saved_reaction", request.saved_reaction.is_some()),
        ("min_date", request.min_date != 0 || request.max_date != 0),
    ])?;
    let chat = call.peer(&request.peer)?;
    call.readable(chat)?;
    let place = Place::seen(call.me, chat);
    let thread = request.top_msg_id.map(i64::from);
    let its = |key: &&MessageKey| thread.is_none() || call.world.message(**key).thread == thread;
    let list: Vec<_> = in_place(call.world, place)
        .iter()
        .filter(its)
        .copied()
        .collect();
    let window = Window {
        offset_id: request.offset_id,
        offset_date: 0,
        add_offset: request.add_offset,
        limit: request.limit,
        max_id: request.max_id,
        min_id: request.min_id,
    };
    Ok(call.part(chat, &list, &window))
}

fn numbers(inputs: &[tl::enums::InputMessage]) -> Answer<Vec<i32>> {
    let ids = inputs.iter().take(MESSAGES_MAX).map(|input| match input {
        tl::enums::InputMessage::Id(id) => Ok(id.id),
        _ => Err(Refusal::not_simulated(
            "messages named otherwise than by number",
        )),
    });
    ids.collect()
}

impl Call<'_> {
    fn part(
        &self,
        chat: i64,
        list: &[MessageKey],
        window: &Window,
    ) -> tl::enums::messages::Messages {
        let numbered = list.iter().rev().filter_map(|key| {
            let message = self.world.message(*key);
            let seen = self.world.sees(self.me, *key);
            Some((int(message.id_for(self.me)?), *key)).filter(|_| seen)
        });
        let all: Vec<(i32, MessageKey)> = numbered.collect();
        let date = |key: MessageKey| int(self.world.message(key).date());
        let start = all.partition_point(|(id, key)| {
            (window.offset_id != 0 && *id >= window.offset_id)
                || (window.offset_date != 0 && date(*key) >= window.offset_date)
        });
        let moved = i64::try_from(start).unwrap_or(0) + i64::from(window.add_offset);
        let cut = usize::try_from(-moved).unwrap_or(0);
        let start = usize::try_from(moved).unwrap_or(0);
        let limit = usize::try_from(window.limit).unwrap_or(0).min(MESSAGES_MAX);
        let wanted = |(id, _): &&(i32, MessageKey)| {
            (window.max_id == 0 || *id < window.max_id) && *id > window.min_id
        };
        let page = all
            .iter()
            .skip(start)
            .take(limit.saturating_sub(cut))
            .filter(wanted);
        let page: Vec<_> = page.map(|(id, key)| (*id, Some(*key))).collect();
        let channel = Some(chat).filter(|chat| is_channel_like(self.world, *chat));
        self.told((channel, all.len()), &page)
    }

    fn exactly(
        &self,
        channel: Option<i64>,
        found: &[(i32, Option<MessageKey>)],
    ) -> tl::enums::messages::Messages {
        self.told((channel, found.len()), found)
    }

    fn told(
        &self,
        (channel, total): (Option<i64>, usize),
        found: &[(i32, Option<MessageKey>)],
    ) -> tl::enums::messages::Messages {
        let mut cast = Cast::new(self.me);
        let told = found.iter().map(|(id, key)| {
            let known = key.and_then(|key| message(self.world, &mut cast, key));
            known.unwrap_or_else(|| {
                tl::types::MessageEmpty {
                    id: *id,
                    peer_id: None,
                }
                .into()
            })
        });
        let messages: Vec<_> = told.collect();
        let (chats, users) = (cast.chats(self.world), cast.users(self.world));
        let topics = Vec::new();
        match channel {
            Some(chat) => tl::types::messages::ChannelMessages {
                inexact: false,
                pts: self.state.boxes.channel_pts(chat),
                count: count(total),
                offset_id_offset: None,
                messages,
                topics,
                chats,
                users,
            }
            .into(),
            None if total > messages.len() => tl::types::messages::MessagesSlice {
                inexact: false,
                count: count(total),
                next_rate: None,
                offset_id_offset: None,
                search_flood: None,
                messages,
                topics,
                chats,
                users,
            }
            .into(),
            None => tl::types::messages::Messages {
                messages,
                topics,
                chats,
                users,
            }
            .into(),
        }
    }
}
