//! Every error name we act on, in one table. What is not in it is `Other` with Telegram's own name.
//!
//! Names: Telegram's `rpc_error` names, without the number at their end, as the documentation of each method lists them. What they mean for a
//! bot's line is `relevo-telegram-bot`'s table, whose texts the Bot API makes of the same names.

use grammers_mtsender::RpcError;
use relevo_telegram::{Refusal, Right};

/// What a name begins with, and what it means. The first match counts.
static TABLE: &[(&str, Refusal)] = &[
    // The account itself: its session is over, or it is.
    ("AUTH_KEY_", Refusal::TokenInvalid),
    ("SESSION_REVOKED", Refusal::TokenInvalid),
    ("SESSION_EXPIRED", Refusal::TokenInvalid),
    ("USER_DEACTIVATED", Refusal::TokenInvalid),
    // The person or chat.
    ("YOU_BLOCKED_USER", Refusal::Blocked),
    ("USER_IS_BLOCKED", Refusal::Blocked),
    ("INPUT_USER_DEACTIVATED", Refusal::Deactivated),
    ("PEER_ID_INVALID", Refusal::ChatMissing),
    ("CHAT_ID_INVALID", Refusal::ChatMissing),
    ("CHANNEL_INVALID", Refusal::ChatMissing),
    ("USERNAME_", Refusal::ChatMissing),
    ("CHANNEL_PRIVATE", Refusal::NotMember),
    ("USER_NOT_PARTICIPANT", Refusal::UserMissing),
    ("USER_ID_INVALID", Refusal::UserMissing),
    ("PARTICIPANT_ID_INVALID", Refusal::UserMissing),
    // The topic.
    ("TOPIC_DELETED", Refusal::TopicMissing),
    ("TOPIC_ID_INVALID", Refusal::TopicMissing),
    ("TOPIC_CLOSED", Refusal::TopicClosed),
    ("TOPIC_NOT_MODIFIED", Refusal::NotModified),
    ("CHANNEL_FORUM_MISSING", Refusal::NotForum),
    // Rights.
    (
        "CHAT_ADMIN_REQUIRED",
        Refusal::RightMissing(Right::Administer),
    ),
    ("CHAT_WRITE_FORBIDDEN", Refusal::RightMissing(Right::Send)),
    ("CHAT_SEND_", Refusal::RightMissing(Right::Send)),
    ("CHAT_RESTRICTED", Refusal::RightMissing(Right::Send)),
    ("USER_BANNED_IN_CHANNEL", Refusal::RightMissing(Right::Send)),
    (
        "CHAT_GUEST_SEND_FORBIDDEN",
        Refusal::RightMissing(Right::Send),
    ),
    // The recipient's settings.
    ("VOICE_MESSAGES_FORBIDDEN", Refusal::KindForbidden),
    ("PRIVACY_PREMIUM_REQUIRED", Refusal::KindForbidden),
    ("USER_PRIVACY_RESTRICTED", Refusal::KindForbidden),
    ("ALLOW_PAYMENT_REQUIRED", Refusal::KindForbidden),
    // The message.
    ("REPLY_MESSAGE_ID_INVALID", Refusal::ReplyMissing),
    ("REPLY_TO_INVALID", Refusal::ReplyMissing),
    ("QUOTE_TEXT_INVALID", Refusal::QuoteInvalid),
    ("MESSAGE_NOT_MODIFIED", Refusal::NotModified),
    ("MESSAGE_ID_INVALID", Refusal::SourceMissing),
    ("MSG_ID_INVALID", Refusal::SourceMissing),
    ("CHAT_FORWARDS_RESTRICTED", Refusal::Uncopyable),
    ("MESSAGE_EDIT_TIME_EXPIRED", Refusal::TooLate),
    ("MESSAGE_AUTHOR_REQUIRED", Refusal::TooLate),
    ("MESSAGE_DELETE_FORBIDDEN", Refusal::TooLate),
    ("REACTION_INVALID", Refusal::ReactionInvalid),
    ("REACTIONS_TOO_MANY", Refusal::ReactionInvalid),
    ("MESSAGE_TOO_LONG", Refusal::TooLong),
    ("MEDIA_CAPTION_TOO_LONG", Refusal::TooLong),
];

/// What an error means.
pub(crate) fn refusal(error: &RpcError) -> Refusal {
    let known = TABLE.iter().find(|(name, _)| error.name.starts_with(name));
    match known {
        Some((_, refusal)) => refusal.clone(),
        None => Refusal::Other {
            code: u16::try_from(error.code).unwrap_or(0),
            text: error.name.clone(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Promise: names lead to what is done about them; what nobody knows keeps its name; no entry hides a later one.
    #[test]
    fn names_mean_what_is_done_about_them() {
        let of = |code, words: &str| {
            refusal(&RpcError::from(grammers_tl_types::types::RpcError {
                error_code: code,
                error_message: words.into(),
            }))
        };
        assert_eq!(of(401, "AUTH_KEY_UNREGISTERED"), Refusal::TokenInvalid);
        assert_eq!(
            of(403, "CHAT_SEND_PHOTOS_FORBIDDEN"),
            Refusal::RightMissing(Right::Send)
        );
        assert_eq!(of(403, "ALLOW_PAYMENT_REQUIRED_15"), Refusal::KindForbidden);
        let unknown = Refusal::Other {
            code: 400,
            text: "PEER_FLOOD".into(),
        };
        assert_eq!(of(400, "PEER_FLOOD"), unknown);
        for (at, (name, _)) in TABLE.iter().enumerate() {
            let first = TABLE.iter().position(|(other, _)| name.starts_with(other));
            assert_eq!(first, Some(at), "{name}");
        }
    }
}
