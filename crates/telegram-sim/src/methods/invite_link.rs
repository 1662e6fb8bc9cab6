//! `exportChatInviteLink` and `createChatInviteLink`. Links are words only: people join through
//! `control`, and links that create join requests are refused.

use serde_json::json;

use super::Call;
use crate::request::{Answer, ApiError};
use crate::world::message::Place;

pub(super) fn export_chat_invite_link(call: &mut Call) -> Answer {
    Ok(fresh(call)?.into())
}

pub(super) fn create_chat_invite_link(call: &mut Call) -> Answer {
    if call.flag("creates_join_request") {
        return Err(ApiError::not_simulated(
            "createChatInviteLink.creates_join_request",
        ));
    }
    let mut link = json!({
        "invite_link": fresh(call)?,
        "creator": call.world.user_json(call.bot),
        "creates_join_request": false,
        "is_primary": false,
        "is_revoked": false,
    });
    for field in ["name", "expire_date", "member_limit"] {
        if let Some(value) = call.params().get(field) {
            link[field] = value.clone();
        }
    }
    Ok(link)
}

fn fresh(call: &mut Call) -> Result<String, ApiError> {
    let chat = match call.workable_chat()? {
        Place::Chat(id) => {
            let standing = call.world.chats[&id].standing(call.bot);
            standing.has(|rights| rights.can_invite_users).then_some(id)
        }
        Place::Private(..) => None,
    };
    let refusal = "not enough rights to manage chat invite link";
    let chat = chat.ok_or_else(|| ApiError::bad_request(refusal))?;
    Ok(call.world.new_invite_link(chat))
}
