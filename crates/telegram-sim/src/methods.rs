//! The Bot API on top of the world: one small file per method or tight family.
//!
//! What is not in the table is refused with code 501, and so is a parameter that would change the
//! outcome in a way that is not simulated. Whether a method exists in the Bot API at all, and the shape
//! of requests and answers, is the schema's concern.

mod arguments;
mod business;
mod callback;
mod carry;
mod chat_action;
mod copy_message;
mod delete_message;
mod edit_media;
mod edit_message;
mod forward_message;
mod general_topic;
mod get_chat;
mod get_file;
mod get_updates;
mod input_file;
mod invite_link;
mod location;
mod managed_bot;
mod moderation;
mod own_settings;
mod pin_message;
mod reaction;
mod reply_keyboard;
mod rich_message;
mod send_media;
mod send_media_group;
mod send_message;
mod send_plain;
mod send_poll;
mod target;
mod topic;
mod webhook;

use business::Behalf;
use serde_json::Value;

use crate::request::{Answer, ApiError, Request};
use crate::world::World;
pub(crate) use input_file::content_of;
pub(crate) use reaction::is_reaction;

/// One call on its way.
pub(crate) struct Call<'a> {
    world: &'a mut World,
    bot: i64,
    request: &'a Request,
    /// The business account on whose behalf the bot acts.
    business: Option<Behalf>,
}

type Method = fn(&mut Call) -> Answer;

/// Every simulated method.
const METHODS: &[(&str, Method)] = &[
    ("getUpdates", get_updates::get_updates),
    ("sendMessage", send_message::send_message),
    ("copyMessage", copy_message::copy_message),
    ("editMessageText", edit_message::edit_message_text),
    ("deleteMessage", delete_message::delete_message),
    ("setMessageReaction", reaction::set_message_reaction),
    ("answerCallbackQuery", callback::answer_callback_query),
    ("getMe", own_settings::get_me),
    ("setWebhook", webhook::set_webhook),
    ("deleteWebhook", webhook::delete_webhook),
    ("getWebhookInfo", webhook::get_webhook_info),
    ("sendRichMessage", rich_message::send_rich_message),
    ("sendPhoto", send_media::send_photo),
    ("sendLivePhoto", send_media::send_live_photo),
    ("sendDocument", send_media::send_document),
    ("sendVideo", send_media::send_video),
    ("sendAnimation", send_media::send_animation),
    ("sendAudio", send_media::send_audio),
    ("sendVoice", send_media::send_voice),
    ("sendVideoNote", send_media::send_video_note),
    ("sendSticker", send_media::send_sticker),
    ("sendMediaGroup", send_media_group::send_media_group),
    ("sendLocation", location::send_location),
    ("sendVenue", send_plain::send_venue),
    ("sendContact", send_plain::send_contact),
    ("sendDice", send_plain::send_dice),
    ("sendPoll", send_poll::send_poll),
    ("stopPoll", send_poll::stop_poll),
    ("sendChatAction", chat_action::send_chat_action),
    ("getBusinessConnection", business::get_business_connection),
    ("readBusinessMessage", business::read_business_message),
    ("deleteBusinessMessages", business::delete_business_messages),
    ("getFile", get_file::get_file),
    ("copyMessages", copy_message::copy_messages),
    ("forwardMessage", forward_message::forward_message),
    ("forwardMessages", forward_message::forward_messages),
    ("editMessageCaption", edit_message::edit_message_caption),
    (
        "editMessageReplyMarkup",
        edit_message::edit_message_reply_markup,
    ),
    ("editMessageMedia", edit_media::edit_message_media),
    (
        "editMessageLiveLocation",
        location::edit_message_live_location,
    ),
    (
        "stopMessageLiveLocation",
        location::stop_message_live_location,
    ),
    ("deleteMessages", delete_message::delete_messages),
    ("pinChatMessage", pin_message::pin_chat_message),
    ("unpinChatMessage", pin_message::unpin_chat_message),
    ("unpinAllChatMessages", pin_message::unpin_all_chat_messages),
    ("getChat", get_chat::get_chat),
    ("getChatMember", get_chat::get_chat_member),
    ("getChatAdministrators", get_chat::get_chat_administrators),
    ("getChatMemberCount", get_chat::get_chat_member_count),
    ("createChatInviteLink", invite_link::create_chat_invite_link),
    ("exportChatInviteLink", invite_link::export_chat_invite_link),
    ("leaveChat", moderation::leave_chat),
    ("banChatMember", moderation::ban_chat_member),
    ("unbanChatMember", moderation::unban_chat_member),
    ("setChatTitle", moderation::set_chat_title),
    ("createForumTopic", topic::create_forum_topic),
    ("editForumTopic", topic::edit_forum_topic),
    ("closeForumTopic", topic::close_forum_topic),
    ("reopenForumTopic", topic::reopen_forum_topic),
    ("deleteForumTopic", topic::delete_forum_topic),
    (
        "getForumTopicIconStickers",
        topic::get_forum_topic_icon_stickers,
    ),
    (
        "editGeneralForumTopic",
        general_topic::edit_general_forum_topic,
    ),
    (
        "closeGeneralForumTopic",
        general_topic::close_general_forum_topic,
    ),
    (
        "reopenGeneralForumTopic",
        general_topic::reopen_general_forum_topic,
    ),
    (
        "hideGeneralForumTopic",
        general_topic::hide_general_forum_topic,
    ),
    (
        "unhideGeneralForumTopic",
        general_topic::unhide_general_forum_topic,
    ),
    ("setMyCommands", own_settings::set_my_commands),
    ("getMyCommands", own_settings::get_my_commands),
    ("deleteMyCommands", own_settings::delete_my_commands),
    ("setMyName", own_settings::set_my_name),
    ("getMyName", own_settings::get_my_name),
    ("setMyDescription", own_settings::set_my_description),
    ("getMyDescription", own_settings::get_my_description),
    (
        "setMyShortDescription",
        own_settings::set_my_short_description,
    ),
    (
        "getMyShortDescription",
        own_settings::get_my_short_description,
    ),
    ("setChatMenuButton", own_settings::set_chat_menu_button),
    ("getChatMenuButton", own_settings::get_chat_menu_button),
    (
        "setMyDefaultAdministratorRights",
        own_settings::set_my_default_rights,
    ),
    (
        "getMyDefaultAdministratorRights",
        own_settings::get_my_default_rights,
    ),
    ("getManagedBotToken", managed_bot::get_managed_bot_token),
    (
        "replaceManagedBotToken",
        managed_bot::replace_managed_bot_token,
    ),
    ("logOut", own_settings::not_moving_log_out),
    ("close", own_settings::not_moving_close),
];

/// Parameters that would change the outcome in ways nobody simulates yet.
const REFUSED: [&str; 13] = [
    "allow_paid_broadcast",
    "certificate",
    "country_codes",
    "cover",
    "direct_messages_topic_id",
    "ephemeral_message_parameters",
    "inline_message_id",
    "members_only",
    "message_effect_id",
    "start_timestamp",
    "suggested_post_parameters",
    "thumbnail",
    "video_start_timestamp",
];

/// Carries out one call of `bot` and writes it into the log of deeds.
pub(crate) fn call(world: &mut World, bot: i64, request: &Request) -> Answer {
    let known = METHODS
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(&request.method));
    let Some((name, method)) = known else {
        return Err(ApiError::not_simulated(&request.method));
    };
    let refused = REFUSED.iter().find(|name| {
        let value = request.params.get(**name);
        value.is_some_and(|value| !value.is_null() && *value != Value::Bool(false))
            || request.files.contains_key(**name)
    });
    if let Some(parameter) = refused {
        return Err(ApiError::not_simulated(&format!("{name}.{parameter}")));
    }
    let answer = business::behalf(world, bot, name, request).and_then(|business| {
        method(&mut Call {
            world: &mut *world,
            bot,
            request,
            business,
        })
    });
    if !name.starts_with("get") {
        let refused = answer.as_ref().err().map_or(0, |error| error.code);
        world.record(bot, *name, target_of(request, &answer), refused);
    }
    answer
}

/// Chat and message (or thread) of a call, for the log.
fn target_of(request: &Request, answer: &Answer) -> (i64, i64) {
    let number = |field: &str| request.params.get(field).and_then(Value::as_i64);
    let answered = |field: &str| {
        let answer = answer.as_ref().ok()?;
        answer.get(field).and_then(Value::as_i64)
    };
    let message = answered("message_id")
        .or_else(|| answered("message_thread_id"))
        .or_else(|| number("message_id"))
        .or_else(|| number("message_thread_id"));
    (number("chat_id").unwrap_or(0), message.unwrap_or(0))
}
