//! Groups, supergroups and channels as wholes: what they are, making them, coming and going.

use grammers_tl_types as tl;

use super::send::refuse_options;
use crate::control::NewChat;
use crate::mtproto::rpc::{Answer, Call, Refusal};
use crate::mtproto::tell::Cast;
use crate::world::ChatKind;
use crate::world::member::Standing;

/// Members that are added at once, at most.
const INVITED_MAX: usize = 100;
/// Characters of a title at most.
const TITLE_CHARS_MAX: usize = 128;

/// `channels.getChannels`.
pub(super) fn get_channels(
    call: &mut Call<'_>,
    request: &tl::functions::channels::GetChannels,
) -> Answer<tl::enums::messages::Chats> {
    let ids: Answer<Vec<_>> = request.id.iter().map(|input| call.channel(input)).collect();
    Ok(call.chats(&ids?))
}

/// `messages.getChats`.
pub(super) fn get_chats(
    call: &mut Call<'_>,
    request: &tl::functions::messages::GetChats,
) -> Answer<tl::enums::messages::Chats> {
    let ids: Answer<Vec<_>> = request.id.iter().map(|id| call.known_group(*id)).collect();
    Ok(call.chats(&ids?))
}

/// `messages.createChat`: a basic group.
pub(super) fn create_chat(
    call: &mut Call<'_>,
    request: &tl::functions::messages::CreateChat,
) -> Answer<tl::enums::messages::InvitedUsers> {
    refuse_options(&[("ttl_period", request.ttl_period.is_some())])?;
    let title = title(&request.title)?;
    let users = call.invited(&request.users)?;
    let chat = call.world.make_chat(NewChat {
        kind: ChatKind::Group,
        title,
        owner: call.me,
        forum: false,
        username: None,
    });
    call.invite(chat, &users)
}

/// `channels.createChannel`: a channel, a supergroup, or one with topics.
pub(super) fn create_channel(
    call: &mut Call<'_>,
    request: &tl::functions::channels::CreateChannel,
) -> Answer<tl::enums::Updates> {
    refuse_options(&[
        ("for_import", request.for_import),
        ("geo_point", request.geo_point.is_some()),
        ("ttl_period", request.ttl_period.is_some()),
    ])?;
    let group = request.megagroup || request.forum;
    if group == request.broadcast {
        return Err(Refusal::bad("CHANNEL_INVALID"));
    }
    let kind = match group {
        true => ChatKind::Supergroup,
        false => ChatKind::Channel,
    };
    let title = title(&request.title)?;
    let chat = call.world.make_chat(NewChat {
        kind,
        title,
        owner: call.me,
        forum: request.forum,
        username: None,
    });
    Ok(call.settle_about(chat).into())
}

/// `channels.inviteToChannel`. Who cannot be added is named in `missing_invitees`.
pub(super) fn invite_to_channel(
    call: &mut Call<'_>,
    request: &tl::functions::channels::InviteToChannel,
) -> Answer<tl::enums::messages::InvitedUsers> {
    let chat = call.channel(&request.channel)?;
    call.may_invite(chat)?;
    let users = call.invited(&request.users)?;
    call.invite(chat, &users)
}

/// `messages.addChatUser`.
pub(super) fn add_chat_user(
    call: &mut Call<'_>,
    request: &tl::functions::messages::AddChatUser,
) -> Answer<tl::enums::messages::InvitedUsers> {
    let chat = call.known_group(request.chat_id)?;
    call.may_invite(chat)?;
    let user = call.user(&request.user_id)?;
    if call.world.chats[&chat].standing(user).inside() {
        return Err(Refusal::bad("USER_ALREADY_PARTICIPANT"));
    }
    call.invite(chat, &[user])
}

/// `messages.deleteChatUser`: somebody is removed from a basic group, or leaves it.
pub(super) fn delete_chat_user(
    call: &mut Call<'_>,
    request: &tl::functions::messages::DeleteChatUser,
) -> Answer<tl::enums::Updates> {
    let chat = call.known_group(request.chat_id)?;
    let user = call.user(&request.user_id)?;
    let state = call.chat_inside(chat)?;
    if !state.standing(user).inside() {
        return Err(Refusal::bad("USER_NOT_PARTICIPANT"));
    }
    if user == call.me {
        call.world.leave(user, chat)?;
    } else if state
        .standing(call.me)
        .has(|rights| rights.can_restrict_members)
    {
        call.world.kick(call.me, chat, user)?;
    } else {
        return Err(Refusal::bad("CHAT_ADMIN_REQUIRED"));
    }
    Ok(call.settle_about(chat).into())
}

/// `channels.leaveChannel`.
pub(super) fn leave_channel(
    call: &mut Call<'_>,
    request: &tl::functions::channels::LeaveChannel,
) -> Answer<tl::enums::Updates> {
    let chat = call.channel(&request.channel)?;
    if !call.world.chats[&chat].standing(call.me).inside() {
        return Err(Refusal::bad("USER_NOT_PARTICIPANT"));
    }
    if matches!(
        call.world.chats[&chat].standing(call.me),
        Standing::Owner { .. }
    ) {
        return Err(Refusal::bad("USER_CREATOR"));
    }
    call.world.leave(call.me, chat)?;
    Ok(call.settle_about(chat).into())
}

/// `channels.joinChannel`: public ones.
pub(super) fn join_channel(
    call: &mut Call<'_>,
    request: &tl::functions::channels::JoinChannel,
) -> Answer<tl::enums::messages::ChatInviteJoinResult> {
    let chat = call.channel(&request.channel)?;
    if call.world.chats[&chat].username.is_none() {
        return Err(Refusal::bad("CHANNEL_PRIVATE"));
    }
    call.come_in(chat)
}

/// `channels.toggleForum`.
pub(super) fn toggle_forum(
    call: &mut Call<'_>,
    request: &tl::functions::channels::ToggleForum,
) -> Answer<tl::enums::Updates> {
    let chat = call.channel(&request.channel)?;
    let state = call.chat_inside(chat)?;
    if !matches!(state.standing(call.me), Standing::Owner { .. }) {
        return Err(Refusal::bad("CHAT_ADMIN_REQUIRED"));
    }
    if state.is_forum == request.enabled {
        return Err(Refusal::bad("CHAT_NOT_MODIFIED"));
    }
    call.world.set_forum(chat, request.enabled)?;
    Ok(call.settle_about(chat).into())
}

fn title(title: &str) -> Answer<String> {
    match title.trim().is_empty() || title.chars().count() > TITLE_CHARS_MAX {
        true => Err(Refusal::bad("CHAT_TITLE_EMPTY")),
        false => Ok(title.trim().to_owned()),
    }
}

impl Call<'_> {
    fn chats(&self, ids: &[i64]) -> tl::enums::messages::Chats {
        let mut cast = Cast::new(self.me);
        for id in ids {
            cast.name(*id);
        }
        let chats = cast.chats(self.world);
        tl::types::messages::Chats { chats }.into()
    }

    /// As `settle`, with the chat named even if nothing in it was told.
    pub(super) fn settle_about(&mut self, chat: i64) -> tl::types::Updates {
        let mut updates = self.settle();
        let mut cast = Cast::new(self.me);
        cast.name(chat);
        for told in cast.chats(self.world) {
            if !updates.chats.iter().any(|known| known.id() == told.id()) {
                updates.chats.push(told);
            }
        }
        updates
    }

    fn invited(&self, inputs: &[tl::enums::InputUser]) -> Answer<Vec<i64>> {
        if inputs.len() > INVITED_MAX {
            return Err(Refusal::bad("USERS_TOO_MUCH"));
        }
        inputs.iter().map(|input| self.user(input)).collect()
    }

    fn may_invite(&self, chat: i64) -> Answer<()> {
        let state = self.chat_inside(chat)?;
        let standing = state.standing(self.me);
        let member = standing.inside() && !state.is_channel() && state.permissions.can_invite_users;
        match member || standing.has(|rights| rights.can_invite_users) {
            true => Ok(()),
            false => Err(Refusal::new(403, "CHAT_ADMIN_REQUIRED")),
        }
    }

    /// Adds people; those who let nobody add them, or were kicked, are named.
    fn invite(&mut self, chat: i64, users: &[i64]) -> Answer<tl::enums::messages::InvitedUsers> {
        let mut missing = Vec::new();
        for user in users {
            let refuses = self
                .world
                .account(*user)
                .is_none_or(|who| who.no_invites || who.deleted);
            let kicked = *self.world.chats[&chat].standing(*user) == Standing::Kicked;
            if refuses || kicked {
                missing.push(tl::enums::MissingInvitee::Invitee(
                    tl::types::MissingInvitee {
                        premium_would_allow_invite: false,
                        premium_required_for_pm: false,
                        user_id: *user,
                    },
                ));
            } else {
                self.world.add(self.me, chat, *user)?;
            }
        }
        let updates = self.settle_about(chat).into();
        Ok(tl::types::messages::InvitedUsers {
            updates,
            missing_invitees: missing,
        }
        .into())
    }

    /// The account comes in by itself.
    pub(super) fn come_in(
        &mut self,
        chat: i64,
    ) -> Answer<tl::enums::messages::ChatInviteJoinResult> {
        if self.world.chats[&chat].standing(self.me).inside() {
            return Err(Refusal::bad("USER_ALREADY_PARTICIPANT"));
        }
        self.world.join(self.me, chat)?;
        let updates = self.settle_about(chat).into();
        Ok(tl::types::messages::ChatInviteJoinResultOk { updates }.into())
    }
}
