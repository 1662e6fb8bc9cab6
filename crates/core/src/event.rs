//! Everything that can happen to the desk. A closed enum: to know what Relevo reacts to, read this file.

use relevo_telegram::{
    BusinessConnection, CallbackPress, ChatId, MemberChange, Message, MessageId, ReactionChange,
    ReactionCounts, User,
};

use crate::InboxMark;

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Somebody wrote in a client chat.
    ClientMessage {
        /// The update that brought it.
        mark: InboxMark,
        /// The message.
        message: Message,
    },
    /// The account itself wrote to a client, by its owner's hand or by Telegram for them.
    OwnMessage {
        /// The update that brought it.
        mark: InboxMark,
        /// The message.
        message: Message,
        /// To whom, as Telegram names them.
        with: Option<User>,
    },
    /// Messages of a client chat of an account are gone.
    ClientDeleted {
        /// The update that brought it.
        mark: InboxMark,
        /// The chat.
        chat: ChatId,
        /// Which.
        messages: Vec<MessageId>,
    },
    /// The account was connected to the bot, or its owner changed or ended that.
    Account {
        /// The update that brought it.
        mark: InboxMark,
        /// The connection as it is now.
        now: BusinessConnection,
    },
    /// Somebody wrote in the backend group, or something happened there.
    GroupMessage {
        /// The update that brought it.
        mark: InboxMark,
        /// The message.
        message: Message,
    },
    /// A message in a client chat was edited.
    ClientEdited {
        /// The update that brought it.
        mark: InboxMark,
        /// The message as it is now.
        message: Message,
    },
    /// A message in the backend group was edited.
    GroupEdited {
        /// The update that brought it.
        mark: InboxMark,
        /// The message as it is now.
        message: Message,
    },
    /// A button of ours was pressed.
    Pressed {
        /// The update that brought it.
        mark: InboxMark,
        /// The press.
        press: CallbackPress,
    },
    /// The connection's bot was added, removed, promoted, blocked or unblocked somewhere.
    OwnMembership {
        /// The update that brought it.
        mark: InboxMark,
        /// The change.
        change: MemberChange,
    },
    /// Somebody in a client chat reacts otherwise to a message than before.
    ClientReacted {
        /// The update that brought it.
        mark: InboxMark,
        /// Whose reactions to what.
        change: ReactionChange,
    },
    /// The counts of the reactions to a message changed, in a client chat that does not say whose they are.
    ClientCounted {
        /// The update that brought it.
        mark: InboxMark,
        /// The counts.
        counts: ReactionCounts,
    },
    /// Somebody in the backend group reacts otherwise to a message than before.
    GroupReacted {
        /// The update that brought it.
        mark: InboxMark,
        /// Whose reactions to what.
        change: ReactionChange,
    },
    /// An update of a kind that the desk does not act on, or does not know.
    Other {
        /// The update that brought it.
        mark: InboxMark,
    },
    /// Somebody else's place in the backend group changed.
    GroupMember {
        /// The update that brought it.
        mark: InboxMark,
        /// The change.
        change: MemberChange,
    },
}

impl Event {
    /// The update that brought it.
    #[must_use]
    pub fn mark(&self) -> InboxMark {
        match self {
            Event::ClientMessage { mark, .. }
            | Event::OwnMessage { mark, .. }
            | Event::ClientDeleted { mark, .. }
            | Event::Account { mark, .. }
            | Event::GroupMessage { mark, .. }
            | Event::ClientEdited { mark, .. }
            | Event::GroupEdited { mark, .. }
            | Event::Pressed { mark, .. }
            | Event::OwnMembership { mark, .. }
            | Event::Other { mark }
            | Event::ClientReacted { mark, .. }
            | Event::ClientCounted { mark, .. }
            | Event::GroupReacted { mark, .. }
            | Event::GroupMember { mark, .. } => *mark,
        }
    }
}
