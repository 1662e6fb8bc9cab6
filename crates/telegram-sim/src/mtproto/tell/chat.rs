//! Groups, supergroups and channels.

use grammers_tl_types as tl;

use super::count;
use crate::mtproto::peers::{access_hash, bare};
use crate::world::chat::Chat;
use crate::world::member::Standing;
use crate::world::{AdminRights, ChatKind, Permissions};

/// `Chat` as the account sees it: whoever is kept out, or not in a private one, sees a forbidden one.
pub(in crate::mtproto) fn chat(state: &Chat, viewer: i64) -> tl::enums::Chat {
    let standing = state.standing(viewer);
    let shut_out = *standing == Standing::Kicked
        || (!standing.inside() && state.username.is_none())
        || state.deleted;
    match (state.kind == ChatKind::Group, shut_out) {
        (true, false) => group(state, viewer).into(),
        (true, true) => tl::types::ChatForbidden {
            id: bare(state.id),
            title: state.title.clone(),
        }
        .into(),
        (false, false) => channel(state, viewer).into(),
        (false, true) => tl::types::ChannelForbidden {
            broadcast: state.is_channel(),
            megagroup: !state.is_channel(),
            monoforum: false,
            id: bare(state.id),
            access_hash: access_hash(viewer, state.id),
            title: state.title.clone(),
            until_date: None,
        }
        .into(),
    }
}

fn members(state: &Chat) -> i32 {
    let inside = state
        .members
        .values()
        .filter(|member| member.standing.inside());
    count(inside.count())
}

fn group(state: &Chat, viewer: i64) -> tl::types::Chat {
    let standing = state.standing(viewer);
    tl::types::Chat {
        creator: matches!(standing, Standing::Owner { .. }),
        left: !standing.inside(),
        deactivated: state.migrated_to.is_some(),
        call_active: false,
        call_not_empty: false,
        noforwards: state.protected,
        id: bare(state.id),
        title: state.title.clone(),
        photo: tl::enums::ChatPhoto::Empty,
        participants_count: members(state),
        date: 0,
        version: 1,
        migrated_to: state.migrated_to.map(|id| {
            let hash = access_hash(viewer, id);
            let channel = tl::types::InputChannel {
                channel_id: bare(id),
                access_hash: hash,
            };
            channel.into()
        }),
        admin_rights: admin(standing),
        default_banned_rights: Some(banned(&state.permissions)),
    }
}

fn channel(state: &Chat, viewer: i64) -> tl::types::Channel {
    let standing = state.standing(viewer);
    let own_limits = match standing {
        Standing::Restricted { permissions, .. } => Some(banned(permissions)),
        _ => None,
    };
    tl::types::Channel {
        creator: matches!(standing, Standing::Owner { .. }),
        left: !standing.inside(),
        broadcast: state.is_channel(),
        verified: false,
        megagroup: !state.is_channel(),
        restricted: false,
        signatures: state.signatures,
        min: false,
        scam: false,
        has_link: state.linked.is_some(),
        has_geo: false,
        slowmode_enabled: false,
        call_active: false,
        call_not_empty: false,
        fake: false,
        gigagroup: false,
        noforwards: state.protected,
        join_to_send: false,
        join_request: false,
        forum: state.is_forum,
        stories_hidden: false,
        stories_hidden_min: false,
        stories_unavailable: false,
        signature_profiles: false,
        autotranslation: false,
        broadcast_messages_allowed: false,
        monoforum: false,
        forum_tabs: false,
        id: bare(state.id),
        access_hash: Some(access_hash(viewer, state.id)),
        title: state.title.clone(),
        username: state.username.clone(),
        photo: tl::enums::ChatPhoto::Empty,
        date: 0,
        restriction_reason: None,
        admin_rights: admin(standing),
        banned_rights: own_limits,
        default_banned_rights: Some(banned(&state.permissions)),
        participants_count: Some(members(state)),
        usernames: None,
        stories_max_id: None,
        color: None,
        profile_color: None,
        emoji_status: None,
        level: None,
        subscription_until_date: None,
        bot_verification_icon: None,
        send_paid_messages_stars: None,
        linked_monoforum_id: None,
        linked_community_id: None,
    }
}

fn admin(standing: &Standing) -> Option<tl::enums::ChatAdminRights> {
    match standing {
        Standing::Owner { anonymous } => Some(rights(&AdminRights {
            is_anonymous: *anonymous,
            ..AdminRights::all()
        })),
        Standing::Administrator(given) => Some(rights(given)),
        _ => None,
    }
}

/// An administrator's rights.
pub(in crate::mtproto) fn rights(given: &AdminRights) -> tl::enums::ChatAdminRights {
    tl::types::ChatAdminRights {
        change_info: given.can_change_info,
        post_messages: given.can_post_messages,
        edit_messages: given.can_edit_messages,
        delete_messages: given.can_delete_messages,
        ban_users: given.can_restrict_members,
        invite_users: given.can_invite_users,
        pin_messages: given.can_pin_messages,
        add_admins: given.can_promote_members,
        anonymous: given.is_anonymous,
        manage_call: given.can_manage_video_chats,
        other: given.can_manage_chat,
        manage_topics: given.can_manage_topics,
        post_stories: given.can_post_stories,
        edit_stories: given.can_edit_stories,
        delete_stories: given.can_delete_stories,
        manage_direct_messages: given.can_manage_direct_messages,
        manage_ranks: given.can_manage_tags,
        manage_linked_peers: false,
        manage_welcome_messages: given.can_send_welcome_messages,
    }
    .into()
}

/// What members may not do.
pub(in crate::mtproto) fn banned(allowed: &Permissions) -> tl::enums::ChatBannedRights {
    let media = allowed.can_send_photos
        || allowed.can_send_videos
        || allowed.can_send_audios
        || allowed.can_send_documents;
    tl::types::ChatBannedRights {
        view_messages: false,
        send_messages: !allowed.can_send_messages,
        send_media: !media,
        send_stickers: !allowed.can_send_other_messages,
        send_gifs: !allowed.can_send_other_messages,
        send_games: !allowed.can_send_other_messages,
        send_inline: !allowed.can_send_other_messages,
        embed_links: !allowed.can_add_web_page_previews,
        send_polls: !allowed.can_send_polls,
        change_info: !allowed.can_change_info,
        invite_users: !allowed.can_invite_users,
        pin_messages: !allowed.can_pin_messages,
        manage_topics: !allowed.can_manage_topics,
        send_photos: !allowed.can_send_photos,
        send_videos: !allowed.can_send_videos,
        send_roundvideos: !allowed.can_send_video_notes,
        send_audios: !allowed.can_send_audios,
        send_voices: !allowed.can_send_voice_notes,
        send_docs: !allowed.can_send_documents,
        send_plain: !allowed.can_send_messages,
        edit_rank: !allowed.can_edit_tag,
        send_reactions: !allowed.can_react_to_messages,
        manage_linked_peers: false,
        until_date: i32::MAX,
    }
    .into()
}
