//! Telegram's numbers as distinct types, so that a chat is never taken for a message.
//!
//! All fit in 52 bits (Bot API, `User.id`, `Chat.id`). Telegram makes them; we only compare and store them.

use std::fmt;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

id! {
    /// A person or a bot, the same number everywhere.
    UserId
}
id! {
    /// A chat: a person's id in private chats, negative for groups, `-100…` for supergroups and channels.
    ChatId
}
id! {
    /// A message within its chat. In private chats and basic groups each side numbers for itself.
    /// 0 marks an ephemeral message, which is never linked.
    MessageId
}
id! {
    /// A forum topic within its group: the message id of its creation message. General has none.
    ThreadId
}
id! {
    /// An update of one bot: ascending, but restarting at a random value after a silent week.
    UpdateId
}

/// Where a message is: what a link points to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// The chat, as the identity that saw the message numbers it.
    pub chat: ChatId,
    /// The message in that chat.
    pub message: MessageId,
}

impl UserId {
    /// Who Telegram names as the author of an anonymous administrator's message.
    pub const GROUP_ANONYMOUS_BOT: UserId = UserId(1_087_968_824);
    /// Who Telegram names when somebody posts on behalf of a channel.
    pub const CHANNEL_BOT: UserId = UserId(136_817_688);
    /// Telegram itself: service notifications, and automatic forwards into discussion groups.
    pub const TELEGRAM: UserId = UserId(777_000);
}
