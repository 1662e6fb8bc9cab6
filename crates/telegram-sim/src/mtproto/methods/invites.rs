//! Invite links: the same ones that bots make. Requests to join are refused.

use grammers_tl_types as tl;

use super::send::refuse_options;
use crate::mtproto::rpc::{Answer, Call, Refusal};
use crate::mtproto::tell::{chat, count, int};
use crate::world::ChatKind;

/// `messages.exportChatInvite`: another link each time.
pub(super) fn export(
    call: &mut Call<'_>,
    request: &tl::functions::messages::ExportChatInvite,
) -> Answer<tl::enums::ExportedChatInvite> {
    refuse_options(&[
        ("request_needed", request.request_needed),
        ("expire_date", request.expire_date.is_some()),
        ("usage_limit", request.usage_limit.is_some()),
        (
            "subscription_pricing",
            request.subscription_pricing.is_some(),
        ),
    ])?;
    let chat = call.peer(&request.peer)?;
    let state = call.chat_inside(chat)?;
    if !state
        .standing(call.me)
        .has(|rights| rights.can_invite_users)
    {
        return Err(Refusal::new(403, "CHAT_ADMIN_REQUIRED"));
    }
    Ok(tl::types::ChatInviteExported {
        revoked: false,
        permanent: false,
        request_needed: false,
        link: call.world.new_invite_link(chat),
        admin_id: call.me,
        date: int(call.world.now_s()),
        start_date: None,
        expire_date: None,
        usage_limit: None,
        usage: None,
        requested: None,
        subscription_expired: None,
        title: request.title.clone(),
        subscription_pricing: None,
    }
    .into())
}

/// `messages.checkChatInvite`.
pub(super) fn check(
    call: &mut Call<'_>,
    request: &tl::functions::messages::CheckChatInvite,
) -> Answer<tl::enums::ChatInvite> {
    let id = call.invited_to(&request.hash)?;
    let state = &call.world.chats[&id];
    if state.standing(call.me).inside() {
        let chat = chat::chat(state, call.me);
        return Ok(tl::types::ChatInviteAlready { chat }.into());
    }
    let inside = state
        .members
        .values()
        .filter(|member| member.standing.inside());
    Ok(tl::types::ChatInvite {
        channel: state.kind != ChatKind::Group,
        broadcast: state.is_channel(),
        public: state.username.is_some(),
        megagroup: state.kind == ChatKind::Supergroup,
        request_needed: false,
        verified: false,
        scam: false,
        fake: false,
        can_refulfill_subscription: false,
        title: state.title.clone(),
        about: None,
        photo: tl::types::PhotoEmpty { id: 0 }.into(),
        participants_count: count(inside.count()),
        participants: None,
        color: 0,
        subscription_pricing: None,
        subscription_form_id: None,
        bot_verification: None,
    }
    .into())
}

/// `messages.importChatInvite`: the account comes in by a link.
pub(super) fn import(
    call: &mut Call<'_>,
    request: &tl::functions::messages::ImportChatInvite,
) -> Answer<tl::enums::messages::ChatInviteJoinResult> {
    let chat = call.invited_to(&request.hash)?;
    call.come_in(chat)
}

impl Call<'_> {
    fn invited_to(&self, hash: &str) -> Answer<i64> {
        let chat = self.world.invited_to(hash);
        chat.ok_or_else(|| Refusal::bad("INVITE_HASH_EXPIRED"))
    }
}
