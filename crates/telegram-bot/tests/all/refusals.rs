//! Every error text we act on, and those we deliberately do not.

use relevo_telegram::{ChatId, Outcome, Refusal, Right};
use serde_json::json;

use crate::samples::send;
use crate::script::{failed, http, outcome};

/// What a text means; `None` is "anything else, in Telegram's own words".
type Row = (u16, &'static str, Option<Refusal>);

async fn check(rows: &[Row]) {
    for (code, description, expected) in rows {
        for words in [(*description).to_owned(), description.to_uppercase()] {
            let expected = expected.clone().unwrap_or_else(|| Refusal::Other {
                code: *code,
                text: words.clone(),
            });
            let got = outcome(&send(), failed(*code, &words)).await;
            assert_eq!(got, Outcome::Refused(expected), "{code} {words}");
        }
    }
}

/// Promise: who cannot be reached, and why, is told apart as far as the desk acts differently.
#[tokio::test]
async fn people_and_chats() {
    use Refusal::{Blocked, ChatMissing, Deactivated, NotMember};
    check(&[
        (403, "Forbidden: bot was blocked by the user", Some(Blocked)),
        (403, "Forbidden: user is deactivated", Some(Deactivated)),
        (
            400,
            "Bad Request: INPUT_USER_DEACTIVATED",
            Some(Deactivated),
        ),
        (
            403,
            "Forbidden: bot can't initiate conversation with a user",
            Some(ChatMissing),
        ),
        (400, "Bad Request: PEER_ID_INVALID", Some(ChatMissing)),
        (400, "Bad Request: chat not found", Some(ChatMissing)),
        (
            400,
            "Bad Request: private chat not found",
            Some(ChatMissing),
        ),
        (
            403,
            "Forbidden: the bot can't send messages to the bot",
            Some(ChatMissing),
        ),
        (
            403,
            "Forbidden: bot can't send messages to bots",
            Some(ChatMissing),
        ),
        (
            400,
            "Bad Request: USER_BOT_TO_BOT_DISABLED",
            Some(ChatMissing),
        ),
        (
            403,
            "Forbidden: bot was kicked from the group chat",
            Some(NotMember),
        ),
        (
            403,
            "Forbidden: bot was kicked from the supergroup chat",
            Some(NotMember),
        ),
        (
            403,
            "Forbidden: bot was kicked from the channel chat",
            Some(NotMember),
        ),
        (
            403,
            "Forbidden: bot is not a member of the group chat",
            Some(NotMember),
        ),
        (
            403,
            "Forbidden: bot is not a member of the supergroup chat",
            Some(NotMember),
        ),
        (
            403,
            "Forbidden: bot is not a member of the channel chat",
            Some(NotMember),
        ),
        (
            403,
            "Forbidden: the group chat was deleted",
            Some(NotMember),
        ),
        (400, "Bad Request: CHANNEL_PRIVATE", Some(NotMember)),
    ])
    .await;
}

/// Promise: a missing right names the right that mends it; a forbidden kind is the recipient's wish, not a right.
#[tokio::test]
async fn rights_and_settings() {
    use Refusal::{KindForbidden, RightMissing};
    let right = |right| Some(RightMissing(right));
    check(&[
        (
            400,
            "Bad Request: have no write access to the chat",
            right(Right::Send),
        ),
        (
            400,
            "Bad Request: have no rights to send a message",
            right(Right::Send),
        ),
        (
            400,
            "Bad Request: need administrator rights in the channel chat",
            right(Right::Administer),
        ),
        (
            400,
            "Bad Request: not enough rights to send text messages to the chat",
            right(Right::Send),
        ),
        (
            400,
            "Bad Request: not enough rights to send voice notes to the chat",
            right(Right::Send),
        ),
        (400, "Bad Request: CHAT_WRITE_FORBIDDEN", right(Right::Send)),
        (
            400,
            "Bad Request: CHAT_SEND_PHOTOS_FORBIDDEN",
            right(Right::Send),
        ),
        (
            400,
            "Bad Request: CHAT_ADMIN_REQUIRED",
            right(Right::Administer),
        ),
        (400, "Bad Request: CHAT_RESTRICTED", right(Right::Send)),
        (
            400,
            "Bad Request: USER_BANNED_IN_CHANNEL",
            right(Right::Send),
        ),
        (
            400,
            "Bad Request: not enough rights to manage pinned messages in the chat",
            right(Right::Administer),
        ),
        (
            400,
            "Bad Request: not enough rights to create a topic",
            right(Right::ManageTopics),
        ),
        (
            400,
            "Bad Request: not enough rights to edit the topic",
            right(Right::ManageTopics),
        ),
        (
            400,
            "Bad Request: not enough rights to close or open the topic",
            right(Right::ManageTopics),
        ),
        (
            400,
            "Bad Request: not enough rights to delete the topic",
            right(Right::Delete),
        ),
        (
            400,
            "Bad Request: VOICE_MESSAGES_FORBIDDEN",
            Some(KindForbidden),
        ),
        (
            400,
            "Bad Request: user restricted receiving of voice note messages",
            Some(KindForbidden),
        ),
        (
            400,
            "Bad Request: user restricted receiving of video note messages",
            Some(KindForbidden),
        ),
        (
            400,
            "Bad Request: PRIVACY_PREMIUM_REQUIRED",
            Some(KindForbidden),
        ),
        (
            400,
            "Bad Request: USER_PRIVACY_RESTRICTED",
            Some(KindForbidden),
        ),
        (
            400,
            "Bad Request: ALLOW_PAYMENT_REQUIRED_50",
            Some(KindForbidden),
        ),
    ])
    .await;
}

/// Promise: a topic that is gone, closed, unchanged, or not possible here: four different things to do.
#[tokio::test]
async fn topics() {
    use Refusal::{NotForum, NotModified, TopicClosed, TopicMissing};
    check(&[
        (
            400,
            "Bad Request: message thread not found",
            Some(TopicMissing),
        ),
        (400, "Bad Request: TOPIC_DELETED", Some(TopicMissing)),
        (400, "Bad Request: TOPIC_ID_INVALID", Some(TopicMissing)),
        (
            400,
            "Bad Request: invalid forum topic identifier specified",
            Some(TopicMissing),
        ),
        (400, "Bad Request: TOPIC_CLOSED", Some(TopicClosed)),
        (400, "Bad Request: TOPIC_CLOSE_SEPARATELY", None),
        (400, "Bad Request: TOPIC_NOT_MODIFIED", Some(NotModified)),
        (400, "Bad Request: chat is not a forum", Some(NotForum)),
        (400, "Bad Request: the chat is not a forum", Some(NotForum)),
        (
            400,
            "Bad Request: the chat is not a supergroup forum",
            Some(NotForum),
        ),
        (400, "Bad Request: chat doesn't have topics", Some(NotForum)),
        (
            400,
            "Bad Request: method is available only for supergroups",
            Some(NotForum),
        ),
        (
            400,
            "Bad Request: wrong direct messages topic identifier specified",
            None,
        ),
        (400, "Bad Request: name must be non-empty", None),
    ])
    .await;
}

/// Promise: what is wrong with the message answered, copied, edited or deleted is told apart.
#[tokio::test]
async fn messages() {
    use Refusal::{
        NotModified, QuoteInvalid, ReplyMissing, SourceMissing, TooLate, TooLong, Uncopyable,
    };
    check(&[
        (400, "Bad Request: message to be replied not found", Some(ReplyMissing)),
        (400, "Bad Request: reply message not found", Some(ReplyMissing)),
        (400, "Bad Request: replied message not found", Some(ReplyMissing)),
        (400, "Bad Request: REPLY_MESSAGE_ID_INVALID", Some(ReplyMissing)),
        (400, "Bad Request: QUOTE_TEXT_INVALID", Some(QuoteInvalid)),
        (400, "Bad Request: message to copy not found", Some(SourceMissing)),
        (400, "Bad Request: message to forward not found", Some(SourceMissing)),
        (400, "Bad Request: message to edit not found", Some(SourceMissing)),
        (400, "Bad Request: message to delete not found", Some(SourceMissing)),
        (400, "Bad Request: MESSAGE_ID_INVALID", Some(SourceMissing)),
        (400, "Bad Request: messages can't be forwarded", Some(Uncopyable)),
        (400, "Bad Request: message has protected content and can't be forwarded", Some(Uncopyable)),
        (400, "Bad Request: CHAT_FORWARDS_RESTRICTED", Some(Uncopyable)),
        (400, "Bad Request: the message can't be copied", Some(Uncopyable)),
        (400, "Bad Request: the message can't be forwarded", Some(Uncopyable)),
        (400, "Bad Request: message can't be copied", Some(Uncopyable)),
        (
            400,
            "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
            Some(NotModified),
        ),
        (400, "Bad Request: message can't be edited", Some(TooLate)),
        (400, "Bad Request: there is no text in the message to edit", Some(TooLate)),
        (400, "Bad Request: there is no caption in the message to edit", Some(TooLate)),
        (400, "Bad Request: message media can't be edited", Some(TooLate)),
        (400, "Bad Request: MESSAGE_AUTHOR_REQUIRED", Some(TooLate)),
        (400, "Bad Request: MESSAGE_EDIT_TIME_EXPIRED", Some(TooLate)),
        (400, "Bad Request: message can't be deleted", Some(TooLate)),
        (400, "Bad Request: message can't be deleted for everyone", Some(TooLate)),
        (400, "Bad Request: MESSAGE_DELETE_FORBIDDEN", Some(TooLate)),
        (400, "Bad Request: message is too long", Some(TooLong)),
        (400, "Bad Request: message caption is too long", Some(TooLong)),
        (400, "Bad Request: MEDIA_CAPTION_TOO_LONG", Some(TooLong)),
        (400, "Bad Request: file is too big", Some(TooLong)),
    ])
    .await;
}

/// Promise: the bot's own trouble stops it: a bad token, a second poller.
#[tokio::test]
async fn the_bot_itself() {
    use Refusal::{SecondPoller, TokenInvalid, TooLong};
    check(&[
        (401, "Unauthorized", Some(TokenInvalid)),
        (401, "Unauthorized: invalid token specified", Some(TokenInvalid)),
        (404, "Not Found", Some(TokenInvalid)),
        (404, "Not Found: method not found", None),
        (400, "Logged out", Some(TokenInvalid)),
        (409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first", Some(SecondPoller)),
        (409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running", Some(SecondPoller)),
        (409, "Conflict: terminated by setWebhook request", Some(SecondPoller)),
        (413, "Request Entity Too Large", Some(TooLong)),
    ])
    .await;
}

/// Promise: what we do not act on keeps Telegram's code and words.
#[tokio::test]
async fn anything_else() {
    check(&[
        (400, "Bad Request: message text is empty", None),
        (400, "Bad Request: text must be non-empty", None),
        (
            400,
            "Bad Request: can't parse entities: unexpected end",
            None,
        ),
        (
            400,
            "Bad Request: wrong file identifier/HTTP URL specified",
            None,
        ),
        (
            400,
            "Bad Request: wrong file_id or the file is temporarily unavailable",
            None,
        ),
        (400, "Bad Request: MEDIA_EMPTY", None),
        (
            400,
            "Bad Request: can't use the media of the specified type in the album",
            None,
        ),
        (
            400,
            "Bad Request: too many messages to send as an album",
            None,
        ),
        (400, "Bad Request: reply markup is too long", None),
        (
            400,
            "Bad Request: polls can't be sent to the private chat",
            None,
        ),
        (
            400,
            "Bad Request: checklists can't be sent to channel chats",
            None,
        ),
        (
            400,
            "Bad Request: query is too old and response timeout expired or query ID is invalid",
            None,
        ),
        (
            400,
            "Bad Request: business connection not found",
            Some(Refusal::BusinessGone),
        ),
        (
            400,
            "Bad Request: BUSINESS_CONNECTION_INVALID",
            Some(Refusal::BusinessGone),
        ),
        (
            400,
            "Bad Request: BUSINESS_CONNECTION_NOT_ALLOWED",
            Some(Refusal::BusinessForbidden),
        ),
        (
            400,
            "Bad Request: BUSINESS_PEER_INVALID",
            Some(Refusal::BusinessForbidden),
        ),
        (
            400,
            "Bad Request: BUSINESS_PEER_USAGE_MISSING",
            Some(Refusal::BusinessQuiet),
        ),
        (
            400,
            "Bad Request: BOT_ACCESS_FORBIDDEN",
            Some(Refusal::BusinessForbidden),
        ),
        (400, "Bad Request: SELF_DELETE_RESTRICTED", None),
        (406, "Not Acceptable: FROZEN_METHOD_INVALID", None),
        (421, "Misdirected Request", None),
        (400, "", None),
    ])
    .await;
}

/// Promise: a migrated group is known by its parameter, whatever the words are.
#[tokio::test]
async fn migration() {
    let answer = http(
        400,
        &json!({
            "ok": false,
            "error_code": 400,
            "description": "Bad Request: group chat was upgraded to a supergroup chat",
            "parameters": { "migrate_to_chat_id": -100_123 },
        }),
    );
    assert_eq!(
        outcome(&send(), answer).await,
        Outcome::Refused(Refusal::Migrated(ChatId(-100_123)))
    );
}

/// Promise: a text that nobody limited does not travel on without limit.
#[tokio::test]
async fn long_words_are_cut() {
    let long = "я".repeat(5_000);
    match outcome(&send(), failed(400, &long)).await {
        Outcome::Refused(Refusal::Other { code: 400, text }) => {
            assert_eq!(text, "я".repeat(300));
        }
        other => panic!("{other:?}"),
    }
}
