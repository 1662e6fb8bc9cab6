//! `pinChatMessage` and `unpinChatMessage`; one pinned message per chat is kept.

use super::Call;
use crate::request::{Answer, ApiError};
use crate::world::message::Place;

pub(super) fn pin_chat_message(call: &mut Call) -> Answer {
    let place = pinnable(call)?;
    let id = call.needed_int("message_id")?;
    let key = call
        .world
        .find(call.bot, place, id)
        .ok_or_else(|| ApiError::bad_request("message to pin not found"))?;
    call.spend(place, 1)?;
    call.world.pin(place, call.bot, key);
    Ok(true.into())
}

pub(super) fn unpin_chat_message(call: &mut Call) -> Answer {
    let place = pinnable(call)?;
    call.world.unpin(place);
    Ok(true.into())
}

pub(super) fn unpin_all_chat_messages(call: &mut Call) -> Answer {
    unpin_chat_message(call)
}

fn pinnable(call: &Call) -> Result<Place, ApiError> {
    let place = call.workable_chat()?;
    let may = call.world.chat_of(place).is_none_or(|chat| {
        chat.standing(call.bot).has(|rights| {
            if chat.is_channel() {
                rights.can_edit_messages
            } else {
                rights.can_pin_messages
            }
        })
    });
    if may {
        Ok(place)
    } else {
        Err(ApiError::bad_request(
            "not enough rights to manage pinned messages in the chat",
        ))
    }
}
