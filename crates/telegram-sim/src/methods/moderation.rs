//! What a bot does to a chat and its members: `leaveChat`, `banChatMember`, `unbanChatMember`,
//! `setChatTitle`.

use super::Call;
use crate::request::{Answer, ApiError};
use crate::world::member::Standing;
use crate::world::message::Place;

impl Call<'_> {
    fn workable_group(&self) -> Result<i64, ApiError> {
        match self.workable_chat()? {
            Place::Chat(id) => Ok(id),
            Place::Private(..) => Err(ApiError::bad_request(
                "method is available only for supergroups",
            )),
        }
    }

    /// The chat and the user to be moderated.
    fn restrictable(&self) -> Result<(i64, i64), ApiError> {
        let chat = self.workable_group()?;
        let user = self.needed_int("user_id")?;
        let state = &self.world.chats[&chat];
        if !state
            .standing(self.bot)
            .has(|rights| rights.can_restrict_members)
        {
            return Err(ApiError::bad_request(
                "not enough rights to restrict/unrestrict chat member",
            ));
        }
        if self.world.account(user).is_none() {
            return Err(ApiError::bad_request("user not found"));
        }
        if state.standing(user).is_admin() {
            return Err(ApiError::bad_request(
                "user is an administrator of the chat",
            ));
        }
        Ok((chat, user))
    }
}

pub(super) fn leave_chat(call: &mut Call) -> Answer {
    let chat = call.workable_group()?;
    call.world
        .set_standing(chat, call.bot, call.bot, Standing::Left);
    Ok(true.into())
}

pub(super) fn ban_chat_member(call: &mut Call) -> Answer {
    if call.int("until_date").is_some_and(|until| until > 0) {
        return Err(ApiError::not_simulated("banChatMember.until_date"));
    }
    if call.flag("revoke_messages") {
        return Err(ApiError::not_simulated("banChatMember.revoke_messages"));
    }
    let (chat, user) = call.restrictable()?;
    call.world
        .set_standing(chat, call.bot, user, Standing::Kicked);
    Ok(true.into())
}

pub(super) fn unban_chat_member(call: &mut Call) -> Answer {
    let (chat, user) = call.restrictable()?;
    let inside = call.world.chats[&chat].standing(user).inside();
    if !(inside && call.flag("only_if_banned")) {
        call.world
            .set_standing(chat, call.bot, user, Standing::Left);
    }
    Ok(true.into())
}

pub(super) fn set_chat_title(call: &mut Call) -> Answer {
    let chat = call.workable_group()?;
    let title = call.text("title").unwrap_or_default().trim().to_owned();
    if title.is_empty() {
        return Err(ApiError::bad_request("title must be non-empty"));
    }
    let standing = call.world.chats[&chat].standing(call.bot);
    if !standing.has(|rights| rights.can_change_info) {
        return Err(ApiError::bad_request(
            "not enough rights to change chat title",
        ));
    }
    call.spend(Place::Chat(chat), 1)?;
    call.world.set_title(chat, call.bot, &title);
    Ok(true.into())
}
