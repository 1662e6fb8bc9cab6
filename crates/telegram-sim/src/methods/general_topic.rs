//! The General topic by a bot.

use super::Call;
use super::topic::modified;
use crate::request::{Answer, ApiError};
use crate::world::message::Place;

pub(super) fn edit_general_forum_topic(call: &mut Call) -> Answer {
    let chat = manageable(call, "not enough rights to edit the topic")?;
    let name = call.topic_name()?;
    call.spend(Place::Chat(chat), 1)?;
    modified(call.world.rename_general_in(chat, call.bot, &name))
}

pub(super) fn close_general_forum_topic(call: &mut Call) -> Answer {
    close(call, true)
}

pub(super) fn reopen_general_forum_topic(call: &mut Call) -> Answer {
    close(call, false)
}

pub(super) fn hide_general_forum_topic(call: &mut Call) -> Answer {
    hide(call, true)
}

pub(super) fn unhide_general_forum_topic(call: &mut Call) -> Answer {
    hide(call, false)
}

fn close(call: &mut Call, closed: bool) -> Answer {
    let chat = manageable(call, "not enough rights to close or open the topic")?;
    call.spend(Place::Chat(chat), 1)?;
    modified(call.world.close_general_in(chat, call.bot, closed))
}

fn hide(call: &mut Call, hidden: bool) -> Answer {
    let chat = manageable(call, "not enough rights to close or open the topic")?;
    call.spend(Place::Chat(chat), 1)?;
    modified(call.world.hide_general_in(chat, call.bot, hidden))
}

fn manageable(call: &Call, refusal: &str) -> Result<i64, ApiError> {
    let chat = call.forum()?;
    if call.world.chats[&chat].may_manage_topics(call.bot) {
        Ok(chat)
    } else {
        Err(ApiError::bad_request(refusal))
    }
}
