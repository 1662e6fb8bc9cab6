//! How a call ended, sorted by what must be done next, never by where it came from.
//!
//! A refusal has a variant only if we act differently on it; everything else is `Other` with Telegram's own words,
//! which are safe to show to operators (they name no client).

use std::time::Duration;

use crate::{ChatId, Receipt};

/// How a call ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Telegram did it.
    Done(Receipt),
    /// Telegram did not do it, and says why. Asking again the same way is pointless.
    Refused(Refusal),
    /// Telegram did not do it and asks us to wait (429, `retry_after`). Applies to this bot in this chat.
    Wait(Duration),
    /// It certainly was not done: the request never left, or Telegram answered 5xx to something repeatable. Try again later.
    NotSent,
    /// Nobody knows: the request left, and no readable answer came (time-out, reset, 5xx, broken answer).
    Unknown,
}

/// Why Telegram refused (`telegram` facts, error catalogue). Matched once, in the gateway.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The person is not in the chat, and never was as far as the bot can see.
    UserMissing,
    /// The topic does not exist any more.
    TopicMissing,
    /// The topic is closed and we may not write there.
    TopicClosed,
    /// The group has no topics.
    NotForum,
    /// Nothing changed: as good as done.
    NotModified,
    /// The message to answer does not exist (any more), or cannot be answered.
    ReplyMissing,
    /// The quoted words are no exact part of the original.
    QuoteInvalid,
    /// The message to copy, forward, edit or delete does not exist (any more).
    SourceMissing,
    /// The message cannot be copied or forwarded by anybody (service, paid media, quiz, …) or is protected.
    Uncopyable,
    /// The message can no longer be edited or deleted.
    TooLate,
    /// The person has blocked the bot.
    Blocked,
    /// The account was deleted.
    Deactivated,
    /// The person never wrote to the bot, or the chat does not exist for it.
    ChatMissing,
    /// The bot is not in the chat (any more).
    NotMember,
    /// A right is missing.
    RightMissing(Right),
    /// The group became a supergroup with this id.
    Migrated(ChatId),
    /// The recipient's settings forbid this kind of message.
    KindForbidden,
    /// The reaction is none of those that the chat allows, or that a bot may set.
    ReactionInvalid,
    /// There is no such business connection (any more): the account's owner has changed it or ended it.
    BusinessGone,
    /// The account's owner lets the bot not do that, or not in this chat.
    BusinessForbidden,
    /// Nothing came in from the person within 24 hours, so nothing can be sent or edited in the account's name.
    BusinessQuiet,
    /// Text, caption or file is over a limit.
    TooLong,
    /// The token is not valid (any more).
    TokenInvalid,
    /// Another program polls with this token, or a webhook is set.
    SecondPoller,
    /// Anything else.
    Other {
        /// Telegram's `error_code`.
        code: u16,
        /// Telegram's `description`.
        text: String,
    },
}

/// A right that is missing, as far as the fix differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    /// To write at all.
    Send,
    /// To make, rename, close and open topics.
    ManageTopics,
    /// To delete messages.
    Delete,
    /// Something else that only administrators may.
    Administer,
}
