//! `getChat`, `getChatMember`, `getChatAdministrators`, `getChatMemberCount`.

use serde_json::{Value, json};

use super::Call;
use crate::request::{Answer, ApiError};
use crate::world::message::Place;

pub(super) fn get_chat(call: &mut Call) -> Answer {
    let place = call.readable_chat()?;
    let mut full = call.world.chat_json(place, call.bot);
    full["accent_color_id"] = 0.into();
    full["max_reaction_count"] = 11.into();
    full["accepted_gift_types"] = json!({
        "unlimited_gifts": false,
        "limited_gifts": false,
        "unique_gifts": false,
        "premium_subscription": false,
        "gifts_from_channels": false,
    });
    let pinned = match place {
        Place::Private(low, high) => {
            let other = call.world.account(place.id_for(call.bot));
            if other.is_some_and(|who| who.private_forwards) {
                full["has_private_forwards"] = true.into();
            }
            if other.is_some_and(|who| who.no_voice) {
                full["has_restricted_voice_and_video_messages"] = true.into();
            }
            let dialog = call.world.dialogs.get(&(low, high));
            dialog.and_then(|dialog| dialog.pinned)
        }
        Place::Chat(id) => {
            let chat = &call.world.chats[&id];
            if !chat.is_channel() {
                full["permissions"] = serde_json::to_value(&chat.permissions).expect("plain");
            }
            if let Some(linked) = chat.linked {
                full["linked_chat_id"] = linked.into();
            }
            if chat.protected {
                full["has_protected_content"] = true.into();
            }
            if let Some(allowed) = &chat.reactions {
                let allowed = allowed
                    .iter()
                    .map(|emoji| json!({"type": "emoji", "emoji": emoji}));
                full["available_reactions"] = allowed.collect();
            }
            chat.pinned
        }
    };
    if let Some(key) = pinned.filter(|key| !call.world.message(*key).deleted) {
        full["pinned_message"] = call.world.message_json(key, call.bot);
    }
    Ok(full)
}

impl Call<'_> {
    /// The group or channel in `chat_id`.
    pub(super) fn readable_group(&self) -> Result<i64, ApiError> {
        match self.readable_chat()? {
            Place::Chat(id) => Ok(id),
            Place::Private(..) => Err(ApiError::bad_request(
                "there are no administrators in the private chat",
            )),
        }
    }
}

pub(super) fn get_chat_member(call: &mut Call) -> Answer {
    let user = call.needed_int("user_id")?;
    if call.world.account(user).is_none() {
        return Err(ApiError::bad_request("user not found"));
    }
    match call.readable_chat()? {
        Place::Chat(chat) => Ok(call.world.member_json(chat, user)),
        Place::Private(low, high) if user == low || user == high => {
            Ok(json!({"status": "member", "user": call.world.user_json(user)}))
        }
        Place::Private(..) => Err(ApiError::bad_request("user not found")),
    }
}

pub(super) fn get_chat_administrators(call: &mut Call) -> Answer {
    let bots_too = call.flag("return_bots");
    let id = call.readable_group()?;
    let chat = &call.world.chats[&id];
    let shown = |account: i64| {
        account == call.bot
            || bots_too
            || call.world.account(account).is_some_and(|who| !who.is_bot())
    };
    let admins: Vec<Value> = chat
        .members
        .iter()
        .filter(|(account, member)| member.standing.is_admin() && shown(**account))
        .map(|(account, _)| call.world.member_json(id, *account))
        .collect();
    Ok(admins.into())
}

pub(super) fn get_chat_member_count(call: &mut Call) -> Answer {
    let count = match call.readable_chat()? {
        Place::Private(..) => 2,
        Place::Chat(id) => call.world.chats[&id]
            .members
            .values()
            .filter(|member| member.standing.inside())
            .count(),
    };
    Ok(count.into())
}
