//! People and bots.

use grammers_tl_types as tl;

use crate::mtproto::peers::access_hash;
use crate::world::account::Account;

/// `User`. Its phone number is shown to itself alone: nobody is in anybody's contacts.
pub(in crate::mtproto) fn user(who: &Account, viewer: i64) -> tl::enums::User {
    let own = who.id == viewer;
    tl::types::User {
        is_self: own,
        contact: false,
        mutual_contact: false,
        deleted: who.deleted,
        bot: who.is_bot(),
        bot_chat_history: who.bot.as_deref().is_some_and(|bot| !bot.privacy),
        bot_nochats: false,
        verified: false,
        restricted: false,
        min: false,
        bot_inline_geo: false,
        support: false,
        scam: false,
        apply_min_photo: false,
        fake: false,
        bot_attach_menu: false,
        premium: false,
        attach_menu_enabled: false,
        bot_can_edit: false,
        close_friend: false,
        stories_hidden: false,
        stories_unavailable: false,
        contact_require_premium: false,
        bot_business: false,
        bot_has_main_app: false,
        bot_forum_view: false,
        bot_forum_can_manage_topics: false,
        bot_can_manage_bots: false,
        bot_guestchat: false,
        bot_guard: false,
        id: who.id,
        access_hash: Some(access_hash(viewer, who.id)),
        first_name: (!who.deleted).then(|| who.first_name.clone()),
        last_name: who.last_name.clone(),
        username: who.username.clone(),
        phone: who.phone.clone().filter(|_| own),
        photo: None,
        status: None,
        bot_info_version: who.is_bot().then_some(1),
        restriction_reason: None,
        bot_inline_placeholder: None,
        lang_code: None,
        emoji_status: None,
        usernames: None,
        stories_max_id: None,
        color: None,
        profile_color: None,
        bot_active_users: None,
        bot_verification_icon: None,
        send_paid_messages_stars: None,
        linked_community_id: None,
    }
    .into()
}
