//! What Telegram gives for a call that was done.
//!
//! Neighbour: `call` holds the calls. Deliberately absent: refusals and what nobody knows, which are `outcome`'s.

use crate::{BusinessConnection, MessageId, ThreadId, TopicIcon};

/// What a done call gave back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Receipt {
    /// A message was made.
    Message(MessageId),
    /// These messages were made, but not in the topic that was asked for: the chat is no forum.
    Misplaced(Vec<MessageId>),
    /// Messages were made, one for each item asked for; fewer if Telegram left some out.
    Messages(Vec<MessageId>),
    /// A topic was made.
    Topic(ThreadId),
    /// Done, nothing to remember.
    Nothing,
    /// The identity itself, its username without `@`, and what is switched on for it.
    Me {
        /// The bot.
        user: crate::User,
        /// Privacy mode is off.
        reads_all: bool,
        /// People can connect it to their accounts (@BotFather's Business Mode).
        business: bool,
        /// It may make bots for people (@BotFather's Bot Management Mode).
        manages: bool,
    },
    /// The token of a bot that this one made.
    Token(BotToken),
    /// A chat.
    Chat(crate::Chat),
    /// A place in a chat.
    Member(crate::Membership),
    /// A link by which people come into a chat.
    Link(String),
    /// How many are in a chat.
    Count(u32),
    /// A business connection.
    Business(BusinessConnection),
    /// What may be the icon of a topic.
    Icons(Vec<TopicIcon>),
}

/// A bot's token; its debug output hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct BotToken(pub String);

impl std::fmt::Debug for BotToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("BotToken(…)")
    }
}
