//! What the desk says, as data: which sentence, with which facts. The program's catalogue turns it into words of the
//! connection's language when the call is made.

use crate::ContentKind;

/// One thing the desk says. The number of buttons is fixed by the kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// ⟳: the message answered may stand in the topic twice.
    RepeatMark,
    /// A message did not reach the client. Buttons: Retry.
    NotDelivered {
        /// Why.
        reason: FailReason,
    },
    /// Nobody knows whether a message reached the client. Buttons: Send again, It arrived.
    OutcomeUnknown,
    /// `OutcomeUnknown`, after *Send again*: sent again, after everything that waited.
    SentAgain,
    /// `OutcomeUnknown`, after *It arrived*.
    Arrived,
    /// `NotDelivered`, after *Retry*.
    Retried,
    /// A message of the client stands for itself: it could not be copied.
    Placeholder {
        /// What it was.
        kind: ContentKind,
        /// Why.
        reason: FailReason,
    },
    /// The client blocked the bot or is gone.
    ClientUnreachable,
    /// The client unblocked the bot.
    ClientReachable,
    /// A command nobody knows, not sent to the client. Says how to write a note.
    UnknownCommand,
    /// Written as a channel or another chat: not sent, because it is not known who wrote.
    NotSentAsChat,
    /// A kind of message this version cannot send to clients.
    NotSentKind {
        /// What it is.
        kind: ContentKind,
    },
    /// The conversation is a channel: nothing is published there by merely writing in the topic.
    NotSentToChannel,
    /// The bot left or was removed from the client's group.
    RemovedFromGroup,
    /// A note was edited into something else: it stays a note.
    StaysNote,
    /// An edit of something that the client does not have: nothing was sent.
    EditNotSent,
    /// A message that the client has became a note: the copy stays as it was. Buttons: Withdraw.
    BecameNote,
    /// Words were taken back before they were sent.
    TakenBack,
    /// Words were taken back, and nobody knows whether they had arrived.
    TakenBackUnsure,
    /// `BecameNote`, after *Withdraw*.
    Withdrawing,
    /// The client's copy is gone.
    Withdrawn,
    /// The client's copy could not be deleted.
    NotWithdrawn {
        /// Why.
        reason: FailReason,
    },
    /// How a message is withdrawn: the command answered nothing that could be.
    WithdrawHint,
    /// The button no longer works.
    ButtonExpired,
    /// In General: an update could not be processed and is kept for seven days.
    Quarantined,
    /// Some items of a client's album could not be brought into the topic.
    AlbumIncomplete {
        /// How many.
        missing: u8,
        /// Of how many.
        of: u8,
        /// What the first of them is.
        kind: ContentKind,
        /// Why the last of them was not.
        reason: FailReason,
    },
    /// Some items of the team's album did not reach the client. Buttons: Retry.
    AlbumNotDelivered {
        /// How many.
        missing: u8,
        /// Of how many.
        of: u8,
        /// What the first of them is.
        kind: ContentKind,
        /// Why the last of them did not.
        reason: FailReason,
    },
}

impl Notice {
    /// How many buttons it has.
    #[must_use]
    pub fn buttons(&self) -> usize {
        match self {
            Notice::NotDelivered { .. } | Notice::BecameNote | Notice::AlbumNotDelivered { .. } => {
                1
            }
            Notice::OutcomeUnknown => 2,
            _ => 0,
        }
    }
}

/// Why something did not arrive, as people are told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FailReason {
    /// The client has blocked the bot.
    Blocked,
    /// The client's account was deleted.
    Deactivated,
    /// The chat does not exist for the bot, or the client never wrote to it.
    ChatMissing,
    /// The bot is not in the client's group (any more).
    NotMember,
    /// The bot may not write there.
    RightMissing,
    /// The client's settings forbid this kind of message.
    KindForbidden,
    /// Too long or too large.
    TooLong,
    /// Deleted before it could be sent.
    SourceMissing,
    /// Telegram lets nobody copy it.
    Uncopyable,
    /// Older than 48 hours, or of a kind that Telegram lets no bot delete.
    TooOld,
    /// Anything else: Telegram's code and words; code 0 marks words of our own.
    Other {
        /// `error_code`.
        code: u16,
        /// `description`: names no client.
        text: String,
    },
}

/// A notice in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// The words.
    pub text: String,
    /// A label for each button.
    pub labels: Vec<String>,
}
