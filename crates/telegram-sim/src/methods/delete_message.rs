//! `deleteMessage` and `deleteMessages`. Nobody is told of a deletion.

use serde_json::Value;

use super::Call;
use crate::request::{Answer, ApiError};
use crate::world::Kind;
use crate::world::message::{MessageKey, Place};

const DELETABLE_S: i64 = 48 * 3_600;
const DICE_AGE_S: i64 = 24 * 3_600;
/// Service messages that stay.
const BIRTHS: [&str; 4] = [
    "supergroup_chat_created",
    "channel_chat_created",
    "forum_topic_created",
    "migrate_from_chat_id",
];

pub(super) fn delete_message(call: &mut Call) -> Answer {
    let place = call.workable_chat()?;
    let id = call.needed_int("message_id")?;
    let key = call
        .world
        .find(call.bot, place, id)
        .ok_or_else(|| ApiError::bad_request("message to delete not found"))?;
    call.may_delete(key)?;
    call.world.message_mut(key).deleted = true;
    Ok(true.into())
}

pub(super) fn delete_messages(call: &mut Call) -> Answer {
    let place = call.workable_chat()?;
    let ids: Vec<i64> = call
        .list("message_ids")
        .iter()
        .filter_map(Value::as_i64)
        .collect();
    if ids.is_empty() {
        return Err(ApiError::bad_request(
            "message identifiers are not specified",
        ));
    }
    if ids.len() > 100 {
        return Err(ApiError::bad_request(
            "too many message identifiers specified",
        ));
    }
    let keys: Vec<MessageKey> = ids
        .iter()
        .filter_map(|id| call.world.find(call.bot, place, *id))
        .collect();
    for key in &keys {
        call.may_delete(*key)?;
    }
    for key in keys {
        call.world.message_mut(key).deleted = true;
    }
    Ok(true.into())
}

impl Call<'_> {
    /// Messages younger than 48 hours: in private chats all but young dice, in groups its own ones or,
    /// with the right, any.
    fn may_delete(&self, key: MessageKey) -> Result<(), ApiError> {
        let message = self.world.message(key);
        let age_s = self.world.now_s() - message.date();
        let cannot = || Err(ApiError::bad_request("message can't be deleted"));
        if BIRTHS
            .iter()
            .any(|birth| message.content.fields.contains_key(*birth))
        {
            return cannot();
        }
        if age_s >= DELETABLE_S {
            return Err(ApiError::bad_request(
                "message can't be deleted for everyone",
            ));
        }
        match self.world.chat_of(message.place) {
            None => {
                debug_assert!(matches!(message.place, Place::Private(..)));
                if message.content.kind == Kind::Dice && age_s < DICE_AGE_S {
                    return cannot();
                }
            }
            Some(chat) => {
                let standing = chat.standing(self.bot);
                let own = message.author.account == self.bot
                    && (!chat.is_channel() || standing.has(|rights| rights.can_post_messages));
                if !own && !standing.has(|rights| rights.can_delete_messages) {
                    return cannot();
                }
            }
        }
        Ok(())
    }
}
