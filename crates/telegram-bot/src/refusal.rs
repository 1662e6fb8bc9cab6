//! Every error text we act on, in one table.
//!
//! The texts are free words that the server lower-cases, prefixes and rewords at will (Bot API server,
//! `fail_query_with_error`; 403 and 406 with a code in capitals arrive as 400), so they are compared without prefix and
//! case, from their beginning. What is not in the table is `Other` with Telegram's own words.

use relevo_telegram::{ChatId, Refusal, Right};

/// Longest description that is kept, in characters.
const TEXT_CHARS_MAX: usize = 300;

/// What an error text begins with, in lower case, and what it means. `*` stands for anything. The first match counts.
static TABLE: &[(&str, Refusal)] = &[
    // The person or chat.
    ("bot was blocked by the user", Refusal::Blocked),
    ("user is deactivated", Refusal::Deactivated),
    ("input_user_deactivated", Refusal::Deactivated),
    (
        "bot can't initiate conversation with a user",
        Refusal::ChatMissing,
    ),
    ("peer_id_invalid", Refusal::ChatMissing),
    ("chat not found", Refusal::ChatMissing),
    ("private chat not found", Refusal::ChatMissing),
    (
        "the bot can't send messages to the bot",
        Refusal::ChatMissing,
    ),
    ("bot can't send messages to bots", Refusal::ChatMissing),
    ("user_bot_to_bot_disabled", Refusal::ChatMissing),
    ("bot was kicked from the ", Refusal::NotMember),
    ("bot is not a member of the ", Refusal::NotMember),
    ("the group chat was deleted", Refusal::NotMember),
    ("channel_private", Refusal::NotMember),
    ("user not found", Refusal::UserMissing),
    ("member not found", Refusal::UserMissing),
    ("participant_id_invalid", Refusal::UserMissing),
    ("user_not_participant", Refusal::UserMissing),
    // The topic.
    ("message thread not found", Refusal::TopicMissing),
    ("topic_deleted", Refusal::TopicMissing),
    ("topic_id_invalid", Refusal::TopicMissing),
    (
        "invalid forum topic identifier specified",
        Refusal::TopicMissing,
    ),
    ("topic_closed", Refusal::TopicClosed),
    ("topic_not_modified", Refusal::NotModified),
    ("chat is not a forum", Refusal::NotForum),
    ("the chat is not a forum", Refusal::NotForum),
    ("the chat is not a supergroup forum", Refusal::NotForum),
    ("chat doesn't have topics", Refusal::NotForum),
    (
        "method is available only for supergroups",
        Refusal::NotForum,
    ),
    // Rights.
    (
        "not enough rights to delete",
        Refusal::RightMissing(Right::Delete),
    ),
    (
        "not enough rights to * topic",
        Refusal::RightMissing(Right::ManageTopics),
    ),
    (
        "not enough rights to send ",
        Refusal::RightMissing(Right::Send),
    ),
    (
        "not enough rights",
        Refusal::RightMissing(Right::Administer),
    ),
    (
        "need administrator rights",
        Refusal::RightMissing(Right::Administer),
    ),
    (
        "chat_admin_required",
        Refusal::RightMissing(Right::Administer),
    ),
    (
        "have no write access to the chat",
        Refusal::RightMissing(Right::Send),
    ),
    (
        "have no rights to send a message",
        Refusal::RightMissing(Right::Send),
    ),
    ("chat_write_forbidden", Refusal::RightMissing(Right::Send)),
    ("chat_send_*_forbidden", Refusal::RightMissing(Right::Send)),
    ("chat_restricted", Refusal::RightMissing(Right::Send)),
    ("user_banned_in_channel", Refusal::RightMissing(Right::Send)),
    // The recipient's settings.
    ("voice_messages_forbidden", Refusal::KindForbidden),
    ("user restricted receiving of ", Refusal::KindForbidden),
    ("privacy_premium_required", Refusal::KindForbidden),
    ("user_privacy_restricted", Refusal::KindForbidden),
    ("allow_payment_required_", Refusal::KindForbidden),
    // The message answered.
    ("message to be replied not found", Refusal::ReplyMissing),
    ("reply message not found", Refusal::ReplyMissing),
    ("replied message not found", Refusal::ReplyMissing),
    ("reply_message_id_invalid", Refusal::ReplyMissing),
    ("quote_text_invalid", Refusal::QuoteInvalid),
    // The message copied, forwarded, edited or deleted.
    ("message to copy not found", Refusal::SourceMissing),
    ("message to forward not found", Refusal::SourceMissing),
    ("message to edit not found", Refusal::SourceMissing),
    ("message to delete not found", Refusal::SourceMissing),
    ("message_id_invalid", Refusal::SourceMissing),
    ("messages can't be forwarded", Refusal::Uncopyable),
    ("messages can't be copied", Refusal::Uncopyable),
    ("message can't be forwarded", Refusal::Uncopyable),
    ("message can't be copied", Refusal::Uncopyable),
    ("the message can't be forwarded", Refusal::Uncopyable),
    ("the message can't be copied", Refusal::Uncopyable),
    ("message has protected content", Refusal::Uncopyable),
    ("chat_forwards_restricted", Refusal::Uncopyable),
    ("message is not modified", Refusal::NotModified),
    ("message_not_modified", Refusal::NotModified),
    ("message can't be edited", Refusal::TooLate),
    ("message media can't be edited", Refusal::TooLate),
    ("there is no text in the message to edit", Refusal::TooLate),
    (
        "there is no caption in the message to edit",
        Refusal::TooLate,
    ),
    ("message_author_required", Refusal::TooLate),
    ("message_edit_time_expired", Refusal::TooLate),
    ("message can't be deleted", Refusal::TooLate),
    ("message_delete_forbidden", Refusal::TooLate),
    // Reactions.
    ("reaction_invalid", Refusal::ReactionInvalid),
    ("reactions_too_many", Refusal::ReactionInvalid),
    ("reaction_empty", Refusal::ReactionInvalid),
    ("anonymous_reactions_disabled", Refusal::ReactionInvalid),
    ("message to react not found", Refusal::SourceMissing),
    // Connected accounts.
    ("business connection not found", Refusal::BusinessGone),
    ("business_connection_invalid", Refusal::BusinessGone),
    (
        "business_connection_not_allowed",
        Refusal::BusinessForbidden,
    ),
    ("business_peer_invalid", Refusal::BusinessForbidden),
    ("bot_access_forbidden", Refusal::BusinessForbidden),
    ("business_peer_usage_missing", Refusal::BusinessQuiet),
    // The content.
    ("message is too long", Refusal::TooLong),
    ("message_too_long", Refusal::TooLong),
    ("message caption is too long", Refusal::TooLong),
    ("media_caption_too_long", Refusal::TooLong),
    ("file is too big", Refusal::TooLong),
    // The bot itself.
    ("logged out", Refusal::TokenInvalid),
];

/// What this error means.
pub(crate) fn refusal(code: u16, description: &str, migrated_to: Option<i64>) -> Refusal {
    if let Some(chat) = migrated_to {
        return Refusal::Migrated(ChatId(chat));
    }
    let text = normalised(description);
    match code {
        401 => return Refusal::TokenInvalid,
        // A method this server does not have says nothing about the token.
        404 if text != "method not found" => return Refusal::TokenInvalid,
        409 => return Refusal::SecondPoller,
        413 => return Refusal::TooLong,
        _ => {}
    }
    TABLE
        .iter()
        .find(|(pattern, _)| matches(pattern, &text))
        .map_or_else(
            || Refusal::Other {
                code,
                text: description.chars().take(TEXT_CHARS_MAX).collect(),
            },
            |(_, refusal)| refusal.clone(),
        )
}

/// How long Telegram asks to wait, in seconds, if that is what the text says: `retry after N`, and the RPC codes
/// `FLOOD_WAIT_N`, `SLOWMODE_WAIT_N`, `FLOOD_PREMIUM_WAIT_N`.
pub(crate) fn wait_seconds(description: &str) -> Option<u64> {
    let text = normalised(description);
    let (before, number) = text.rsplit_once(['_', ' '])?;
    let asks = before.ends_with("retry after")
        || ["flood_wait", "slowmode_wait", "flood_premium_wait"].contains(&before);
    asks.then(|| number.parse().ok()).flatten()
}

/// Whether some messages of a call that sends several were sent before one was refused (Bot API server,
/// `on_message_send_failed`): nobody says which, so the outcome is unknown.
pub(crate) fn is_partial(description: &str) -> bool {
    let text = normalised(description);
    text.starts_with("failed to send message #") || text.starts_with("group send failed")
}

/// Without the prefix that names the code's class, and in lower case.
fn normalised(description: &str) -> String {
    let text = description.trim();
    let bare = ["Bad Request: ", "Forbidden: ", "Not Found: ", "Error: "]
        .iter()
        .find_map(|prefix| {
            text.get(..prefix.len())
                .filter(|start| start.eq_ignore_ascii_case(prefix))
                .map(|_| &text[prefix.len()..])
        });
    bare.unwrap_or(text).to_lowercase()
}

fn matches(pattern: &str, text: &str) -> bool {
    match pattern.split_once('*') {
        None => text.starts_with(pattern),
        Some((start, rest)) => text
            .strip_prefix(start)
            .is_some_and(|tail| tail.contains(rest)),
    }
}
