//! What is done to messages that are there: edits, deletions, reactions, reading.
//!
//! Deleting for oneself alone is refused: the world has one fate for a message.

use grammers_tl_types as tl;

use super::send::refuse_options;
use crate::control::Edit;
use crate::mtproto::rpc::{Answer, Call, Refusal};
use crate::mtproto::tell::message::in_place;
use crate::mtproto::tell::reaction::reaction_type;
use crate::mtproto::tell::{count, int};
use crate::world::message::{MessageKey, Place};

/// Messages in one deletion at most.
const DELETED_MAX: usize = 100;

/// `messages.editMessage`: words alone.
pub(super) fn edit_message(
    call: &mut Call<'_>,
    request: &tl::functions::messages::EditMessage,
) -> Answer<tl::enums::Updates> {
    refuse_options(&[
        ("media", request.media.is_some()),
        ("schedule_date", request.schedule_date.is_some()),
        (
            "quick_reply_shortcut_id",
            request.quick_reply_shortcut_id.is_some(),
        ),
        ("rich_message", request.rich_message.is_some()),
        ("reply_markup", request.reply_markup.is_some()),
    ])?;
    let chat = call.peer(&request.peer)?;
    let key = call.message(chat, request.id)?;
    let text = request
        .message
        .clone()
        .ok_or_else(|| Refusal::bad("MESSAGE_EMPTY"))?;
    let edit = Edit {
        text: Some(text),
        entities: call.entities(request.entities.as_ref())?,
        content: None,
    };
    let before = call.world.message(key).content.clone();
    let (words, entities) = (edit.text.as_deref(), &edit.entities);
    if words == Some(before.text.as_str()) && *entities == before.entities {
        return Err(Refusal::bad("MESSAGE_NOT_MODIFIED"));
    }
    call.world
        .edit(call.me, chat, i64::from(request.id), edit)?;
    Ok(call.settle().into())
}

/// `messages.deleteMessages`: in private chats and basic groups, for everybody.
pub(super) fn delete_messages(
    call: &mut Call<'_>,
    request: &tl::functions::messages::DeleteMessages,
) -> Answer<tl::enums::messages::AffectedMessages> {
    refuse_options(&[("deletion for oneself alone", !request.revoke)])?;
    let account = call.world.account(call.me);
    let keys = request.id.iter().take(DELETED_MAX).filter_map(|id| {
        let key = account?.box_key(i64::from(*id))?;
        Some(key).filter(|key| call.world.sees(call.me, *key))
    });
    let keys: Vec<MessageKey> = keys.collect();
    for key in &keys {
        call.delete(*key)?;
    }
    call.settle();
    Ok(call.affected(None, keys.len()))
}

/// `channels.deleteMessages`.
pub(super) fn delete_channel_messages(
    call: &mut Call<'_>,
    request: &tl::functions::channels::DeleteMessages,
) -> Answer<tl::enums::messages::AffectedMessages> {
    let chat = call.channel(&request.channel)?;
    call.chat_inside(chat)?;
    let ids = request.id.iter().take(DELETED_MAX);
    let keys: Vec<_> = ids.filter_map(|id| call.message(chat, *id).ok()).collect();
    if !keys.iter().all(|key| call.may_delete(*key)) {
        return Err(Refusal::new(403, "MESSAGE_DELETE_FORBIDDEN"));
    }
    for key in &keys {
        call.delete(*key)?;
    }
    call.settle();
    Ok(call.affected(Some(chat), keys.len()))
}

/// `messages.sendReaction`.
pub(super) fn send_reaction(
    call: &mut Call<'_>,
    request: &tl::functions::messages::SendReaction,
) -> Answer<tl::enums::Updates> {
    let chat = call.peer(&request.peer)?;
    call.readable(chat)?;
    call.message(chat, request.msg_id)?;
    let reactions = request.reaction.iter().flatten();
    let list = reactions.filter_map(reaction_type).collect();
    let id = i64::from(request.msg_id);
    call.world.react_with(call.me, chat, id, list)?;
    Ok(call.settle().into())
}

/// `messages.readHistory`.
pub(super) fn read_history(
    call: &mut Call<'_>,
    request: &tl::functions::messages::ReadHistory,
) -> Answer<tl::enums::messages::AffectedMessages> {
    let chat = call.peer(&request.peer)?;
    let before = call.state.boxes.state(call.me).0;
    call.read(chat, 0, request.max_id)?;
    let moved = call.state.boxes.state(call.me).0 - before;
    Ok(call.affected(None, usize::try_from(moved).unwrap_or(0)))
}

/// `channels.readHistory`; in forums it is General's.
pub(super) fn read_channel_history(
    call: &mut Call<'_>,
    request: &tl::functions::channels::ReadHistory,
) -> Answer<bool> {
    let chat = call.channel(&request.channel)?;
    call.read(chat, 0, request.max_id)?;
    Ok(true)
}

/// `messages.readDiscussion`: a topic's own mark.
pub(super) fn read_discussion(
    call: &mut Call<'_>,
    request: &tl::functions::messages::ReadDiscussion,
) -> Answer<bool> {
    let chat = call.peer(&request.peer)?;
    let thread = i64::from(request.msg_id);
    let thread = if thread == super::send::GENERAL {
        0
    } else {
        thread
    };
    call.read(chat, thread, request.read_max_id)?;
    Ok(true)
}

impl Call<'_> {
    fn may_delete(&self, key: MessageKey) -> bool {
        let message = self.world.message(key);
        let chat = self.world.chat_of(message.place);
        let by_right = chat.is_none_or(|chat| {
            let standing = chat.standing(self.me);
            standing.has(|rights| rights.can_delete_messages)
        });
        message.author.account == self.me || by_right
    }

    fn delete(&mut self, key: MessageKey) -> Answer<()> {
        if !self.may_delete(key) {
            return Err(Refusal::new(403, "MESSAGE_DELETE_FORBIDDEN"));
        }
        let message = self.world.message(key);
        let chat = message.place.id_for(self.me);
        let id = message.id_for(self.me).unwrap_or(0);
        Ok(self.world.delete(self.me, chat, id)?)
    }

    /// The state of the box after a deed of the caller's own that moved it by `moved`.
    pub(super) fn affected(
        &self,
        channel: Option<i64>,
        moved: usize,
    ) -> tl::enums::messages::AffectedMessages {
        let boxes = &self.state.boxes;
        let pts = match channel {
            Some(chat) => boxes.channel_pts(chat),
            None => boxes.state(self.me).0,
        };
        tl::types::messages::AffectedMessages {
            pts,
            pts_count: count(moved),
        }
        .into()
    }

    /// Marks everything up to a number as read.
    fn read(&mut self, chat: i64, thread: i64, max_id: i32) -> Answer<()> {
        self.readable(chat)?;
        let place = Place::seen(self.me, chat);
        let up_to = |key: &&MessageKey| {
            let message = self.world.message(**key);
            let id = message.id_for(self.me).map(int);
            let its = thread == 0 || message.thread == Some(thread);
            its && id.is_some_and(|id| max_id == 0 || id <= max_id)
        };
        let last = in_place(self.world, place)
            .iter()
            .rev()
            .find(up_to)
            .copied();
        if let Some(key) = last {
            self.world.mark_read(self.me, place, thread, key);
        }
        self.settle();
        Ok(())
    }
}
