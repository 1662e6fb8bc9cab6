//! What those do who run a chat: titles, administrators, pins; and everything about a channel.

use grammers_tl_types as tl;

use super::dialogs::{notify_settings, read_id};
use super::send::refuse_options;
use crate::mtproto::peers::bare;
use crate::mtproto::rpc::{Answer, Call, Refusal};
use crate::mtproto::tell::{Cast, count, int};
use crate::world::AdminRights;
use crate::world::member::Standing;
use crate::world::message::Place;

/// `channels.editTitle`.
pub(super) fn edit_title(
    call: &mut Call<'_>,
    request: &tl::functions::channels::EditTitle,
) -> Answer<tl::enums::Updates> {
    let chat = call.channel(&request.channel)?;
    call.rename(chat, &request.title)
}

/// `messages.editChatTitle`: of a basic group.
pub(super) fn edit_chat_title(
    call: &mut Call<'_>,
    request: &tl::functions::messages::EditChatTitle,
) -> Answer<tl::enums::Updates> {
    let chat = call.known_group(request.chat_id)?;
    call.rename(chat, &request.title)
}

/// `messages.updatePinnedMessage`.
pub(super) fn pin(
    call: &mut Call<'_>,
    request: &tl::functions::messages::UpdatePinnedMessage,
) -> Answer<tl::enums::Updates> {
    refuse_options(&[("pm_oneside", request.pm_oneside)])?;
    let chat = call.peer(&request.peer)?;
    if let Some(state) = call.world.chats.get(&chat) {
        let standing = state.standing(call.me);
        let allowed = standing.inside() && state.permissions.can_pin_messages;
        if !allowed && !standing.has(|rights| rights.can_pin_messages) {
            return Err(Refusal::bad("CHAT_ADMIN_REQUIRED"));
        }
    }
    let key = call.message(chat, request.id)?;
    let place = Place::seen(call.me, chat);
    if request.unpin {
        call.world.unpin(place);
    } else {
        call.world.pin(place, call.me, key);
    }
    Ok(call.settle().into())
}

/// `channels.editAdmin`: makes an administrator, changes its rights, or takes them all.
pub(super) fn edit_admin(
    call: &mut Call<'_>,
    request: &tl::functions::channels::EditAdmin,
) -> Answer<tl::enums::Updates> {
    let chat = call.channel(&request.channel)?;
    let user = call.user(&request.user_id)?;
    let state = call.chat_inside(chat)?;
    let standing = state.standing(call.me);
    if !standing.has(|rights| rights.can_promote_members) {
        return Err(Refusal::bad("CHAT_ADMIN_REQUIRED"));
    }
    if matches!(state.standing(user), Standing::Owner { .. }) {
        return Err(Refusal::bad("USER_CREATOR"));
    }
    if !state.standing(user).inside() {
        return Err(Refusal::bad("USER_NOT_PARTICIPANT"));
    }
    let tl::enums::ChatAdminRights::Rights(given) = &request.admin_rights;
    let rights = rights_of(given, request.rank.clone());
    let none = AdminRights {
        custom_title: rights.custom_title.clone(),
        ..AdminRights::default()
    };
    if rights == none {
        call.world.demote(call.me, chat, user)?;
    } else {
        call.world.promote(call.me, chat, user, rights)?;
    }
    Ok(call.settle_about(chat).into())
}

fn rights_of(given: &tl::types::ChatAdminRights, rank: Option<String>) -> AdminRights {
    AdminRights {
        is_anonymous: given.anonymous,
        can_manage_chat: given.other,
        can_delete_messages: given.delete_messages,
        can_manage_video_chats: given.manage_call,
        can_restrict_members: given.ban_users,
        can_promote_members: given.add_admins,
        can_change_info: given.change_info,
        can_invite_users: given.invite_users,
        can_post_stories: given.post_stories,
        can_edit_stories: given.edit_stories,
        can_delete_stories: given.delete_stories,
        can_post_messages: given.post_messages,
        can_edit_messages: given.edit_messages,
        can_pin_messages: given.pin_messages,
        can_manage_topics: given.manage_topics,
        can_manage_direct_messages: given.manage_direct_messages,
        can_manage_tags: given.manage_ranks,
        can_send_welcome_messages: given.manage_welcome_messages,
        custom_title: rank.filter(|rank| !rank.is_empty()),
    }
}

/// `channels.getFullChannel`.
pub(super) fn full_channel(
    call: &mut Call<'_>,
    request: &tl::functions::channels::GetFullChannel,
) -> Answer<tl::enums::messages::ChatFull> {
    let chat = call.channel(&request.channel)?;
    let state = call.chat_inside(chat)?;
    let place = Place::Chat(chat);
    let standings = state.members.values().map(|member| &member.standing);
    let inside = standings
        .clone()
        .filter(|standing| standing.inside())
        .count();
    let admins = standings.filter(|standing| standing.is_admin()).count();
    let pinned = state
        .pinned
        .and_then(|key| call.world.message(key).id_for(call.me))
        .map(int);
    let last = count(state.messages.len());
    let full = tl::types::ChannelFull {
        can_view_participants: !state.is_channel(),
        can_set_username: false,
        can_set_stickers: false,
        hidden_prehistory: false,
        can_set_location: false,
        has_scheduled: false,
        can_view_stats: false,
        blocked: false,
        can_delete_channel: false,
        antispam: false,
        participants_hidden: false,
        translations_disabled: false,
        stories_pinned_available: false,
        view_forum_as_messages: false,
        restricted_sponsored: false,
        can_view_revenue: false,
        paid_media_allowed: false,
        can_view_stars_revenue: false,
        paid_reactions_available: false,
        stargifts_available: false,
        paid_messages_available: false,
        has_welcome_messages: false,
        id: bare(chat),
        about: String::new(),
        participants_count: Some(count(inside)),
        admins_count: Some(count(admins)),
        kicked_count: None,
        banned_count: None,
        online_count: None,
        read_inbox_max_id: read_id(
            call.world,
            call.me,
            place,
            call.world.read_until(call.me, place, 0),
        ),
        read_outbox_max_id: last,
        unread_count: count(call.world.unread(call.me, place, 0, &state.messages)),
        chat_photo: tl::types::PhotoEmpty { id: 0 }.into(),
        notify_settings: notify_settings(),
        exported_invite: None,
        bot_info: Vec::new(),
        migrated_from_chat_id: None,
        migrated_from_max_id: None,
        pinned_msg_id: pinned,
        stickerset: None,
        available_min_id: None,
        folder_id: None,
        linked_chat_id: state.linked.map(bare),
        location: None,
        slowmode_seconds: None,
        slowmode_next_send_date: None,
        stats_dc: None,
        pts: call.state.boxes.channel_pts(chat),
        call: None,
        ttl_period: None,
        pending_suggestions: None,
        groupcall_default_join_as: None,
        theme_emoticon: None,
        requests_pending: None,
        recent_requesters: None,
        default_send_as: None,
        available_reactions: None,
        reactions_limit: None,
        stories: None,
        wallpaper: None,
        boosts_applied: None,
        boosts_unrestrict: None,
        emojiset: None,
        bot_verification: None,
        stargifts_count: None,
        send_paid_messages_stars: None,
        main_tab: None,
        guard_bot_id: None,
    };
    let mut cast = Cast::new(call.me);
    cast.name(chat);
    if let Some(linked) = state.linked {
        cast.name(linked);
    }
    Ok(tl::types::messages::ChatFull {
        full_chat: full.into(),
        chats: cast.chats(call.world),
        users: cast.users(call.world),
    }
    .into())
}

impl Call<'_> {
    fn rename(&mut self, chat: i64, title: &str) -> Answer<tl::enums::Updates> {
        let state = self.chat_inside(chat)?;
        let standing = state.standing(self.me);
        let allowed = standing.inside() && state.permissions.can_change_info;
        if !allowed && !standing.has(|rights| rights.can_change_info) {
            return Err(Refusal::bad("CHAT_ADMIN_REQUIRED"));
        }
        if title.trim().is_empty() {
            return Err(Refusal::bad("CHAT_TITLE_EMPTY"));
        }
        if state.title == title.trim() {
            return Err(Refusal::bad("CHAT_NOT_MODIFIED"));
        }
        self.world.rename_chat(self.me, chat, title.trim())?;
        Ok(self.settle_about(chat).into())
    }
}
