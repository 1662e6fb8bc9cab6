//! An update: one thing that Telegram tells an identity. Kinds we do not act on keep their name, so that they can be counted.

use crate::{
    BusinessConnection, BusinessDeletion, BusinessMessage, Chat, ChatId, Message, MessageId, Place,
    Reaction, UpdateId, User, UserId,
};

/// One update, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Update {
    /// Its number.
    pub id: UpdateId,
    /// What it tells.
    pub kind: UpdateKind,
}

/// What an update tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UpdateKind {
    /// A new message or channel post.
    Message(Message),
    /// A message or channel post was edited.
    Edited(Message),
    /// A button under one of our messages was pressed.
    Pressed(CallbackPress),
    /// Our own place in a chat changed (for private chats: blocked or unblocked).
    OwnMembership(MemberChange),
    /// Somebody else's place in a chat changed.
    Membership(MemberChange),
    /// Somebody's reactions to a message changed.
    Reaction(ReactionChange),
    /// The reactions to a message changed where nobody sees who reacted (channels).
    ReactionCounts(ReactionCounts),
    /// A person connected the bot to their account, changed that, or ended it.
    BusinessConnection(BusinessConnection),
    /// A message in a private chat of a connected account: somebody's to its owner, or the owner's own.
    BusinessMessage(Box<BusinessMessage>),
    /// A message in a private chat of a connected account was edited.
    BusinessEdited(Box<BusinessMessage>),
    /// Messages of a private chat of a connected account were deleted.
    BusinessDeleted(BusinessDeletion),
    /// Messages were deleted, as accounts are told. In private chats and basic groups, which share an account's numbers, without the chat.
    Deleted {
        /// The supergroup or channel.
        chat: Option<ChatId>,
        /// Which.
        messages: Vec<MessageId>,
    },
    /// Somebody let this bot make another one, or changed it.
    ManagedBot {
        /// Who.
        by: User,
        /// The bot.
        bot: User,
    },
    /// A kind the desk does not act on, or does not know; the Bot API's name of it.
    Other(String),
}

/// Somebody's reactions to a message, all of them, as they are now. Telegram may tell it before it tells the message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReactionChange {
    /// The message.
    pub place: Place,
    /// Its chat.
    pub chat: Chat,
    /// Who reacts.
    pub by: Actor,
    /// Unix seconds.
    pub date: i64,
    /// Their reactions now, none if they took them back.
    pub now: Vec<Reaction>,
}

/// Who reacts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A person or bot.
    User(User),
    /// A chat, for those who are anonymous.
    Chat(Chat),
}

/// How often each reaction stands on a message, for chats that do not say whose they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReactionCounts {
    /// The message.
    pub place: Place,
    /// Its chat.
    pub chat: Chat,
    /// Unix seconds.
    pub date: i64,
    /// Each reaction with its number, as Telegram orders them.
    pub counts: Vec<(Reaction, i64)>,
}

/// A pressed button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallbackPress {
    /// The id by which it is answered, within 15 s or so.
    pub id: String,
    /// Who pressed.
    pub by: User,
    /// The message that carries the button, if Telegram told.
    pub at: Option<Place>,
    /// The button's data, 1–64 bytes.
    pub data: String,
}

/// Somebody's place in a chat changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberChange {
    /// The chat.
    pub chat: Chat,
    /// Who changed it.
    pub by: UserId,
    /// Whose place.
    pub who: User,
    /// Their place before.
    pub old: Membership,
    /// Their place now.
    pub new: Membership,
    /// Unix seconds.
    pub date: i64,
}

/// A place in a chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Membership {
    /// Owns it.
    Owner,
    /// Administers it, with these rights as far as the desk needs them.
    Administrator {
        /// May make, rename, close and open topics.
        manage_topics: bool,
        /// May delete others' messages.
        delete_messages: bool,
        /// May ban and restrict.
        restrict_members: bool,
        /// May pin messages.
        pin_messages: bool,
    },
    /// An ordinary member.
    Member,
    /// A member with fewer rights, or a restricted non-member.
    Restricted {
        /// Whether they are still in the chat.
        member: bool,
    },
    /// Not there, free to come back.
    Left,
    /// Banned; in a private chat: has blocked the bot.
    Banned,
    /// A place this version does not know.
    Other,
}

impl Membership {
    /// Whether this is somebody in the chat.
    #[must_use]
    pub fn is_in(self) -> bool {
        match self {
            Membership::Owner | Membership::Administrator { .. } | Membership::Member => true,
            Membership::Restricted { member } => member,
            Membership::Left | Membership::Banned | Membership::Other => false,
        }
    }
}

/// Why an update could not be read at all. It carries no content: it is shown to people and logged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Which field was wrong and how, without its value.
    pub reason: &'static str,
}

impl MessageId {
    /// Whether a link may point to it: ephemeral messages have id 0 and are gone at once.
    #[must_use]
    pub fn is_linkable(self) -> bool {
        self.0 > 0
    }
}
