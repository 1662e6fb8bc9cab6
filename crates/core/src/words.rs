//! What the desk says, as data: which sentence, with which facts. The program's catalogue turns it into words of the
//! connection's language when the call is made.

use relevo_telegram::Text;

use crate::shifts::ShiftNotice;
use crate::{Answer, ContentKind, DeskStatus, PauseWhy, RelayOut};

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
    /// A message of the client that could not be copied. Buttons: Retry, if that may help.
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
    /// The conversation is a channel: nothing is published there by merely writing in the topic. Kept for what waits from
    /// earlier versions.
    NotSentToChannel,
    /// The bot left or was removed from the client's group.
    RemovedFromGroup,
    /// A note was edited into something else: it stays a note.
    StaysNote,
    /// An edit of something that the client does not have: nothing was sent.
    EditNotSent,
    /// An edit of an album's item that another item keeps inside: nothing of it was sent.
    EditStaysInside,
    /// An edit of something that the client has and that cannot be changed.
    EditRefused {
        /// Why.
        reason: FailReason,
    },
    /// A message that the client has became a note: the copy stays as it was. Buttons: Withdraw.
    BecameNote,
    /// What follows answers a broadcast.
    AnswersBroadcast {
        /// Its number.
        number: i64,
        /// How it is called.
        name: String,
    },
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
    /// What is answered to a command.
    Answer(Answer),
    /// The conversation was closed, and its topic with it. Buttons: Open, Write.
    Closed {
        /// What opens it again.
        until: Until,
    },
    /// It was closed because its client did not answer. Buttons: Open, Write.
    ClosedByItself {
        /// For so long, in hours.
        hours: u32,
        /// What opens it again.
        until: Until,
    },
    /// Who is to be responsible? A button for each.
    WhoIsResponsible {
        /// Their names.
        names: Vec<String>,
        /// Who is now.
        now: Option<String>,
        /// Whether somebody was named whom nobody knows, or whom several people are called like.
        unmatched: bool,
    },
    /// `WhoIsResponsible`, to whoever chose somebody who has left.
    AssigneeLeft,
    /// `Closed`, after *Open*.
    OpenedAgain,
    /// `Closed`, after *Write*.
    OpenedToWrite,
    /// The button no longer works.
    ButtonExpired,
    /// Whoever pressed a button may not do what it does: that is for those whom the owner lets.
    PressNotAllowed,
    /// Whoever pressed a button is not in the group.
    NotInGroup,
    /// Telegram did not say whether whoever pressed a button is in the group.
    PressAgain,
    /// A panel's button was pressed while the connection is stopped.
    PressedWhileStopped,
    /// In General: an update could not be processed and is kept for seven days.
    Quarantined,
    /// A message of the client stands for itself: Telegram lets nobody copy such things.
    Lost {
        /// What it was.
        kind: ContentKind,
        /// What it calls itself.
        title: Option<String>,
        /// The stars that it costs, holds or is worth.
        stars: Option<i64>,
    },
    /// A quiz whose right answer Telegram does not tell: not sent to the client.
    QuizNotSent,
    /// A message went to the client without some of its buttons.
    ButtonsNotSent,
    /// In a poll of ours: it is a copy, votes are not shared.
    PollIsCopy,
    /// In a poll of ours: it is the copy of a quiz whose right answer is not known here.
    QuizIsCopy,
    /// With which link the client came, above their first message.
    Started {
        /// The parameter of the link.
        parameter: String,
    },
    /// An operator's message holds a restricted word: it was not sent.
    NotSentRestricted {
        /// The word.
        word: String,
    },
    /// In General: the bot was added to a group. Buttons: Accept, Ignore, Leave.
    GroupAsked {
        /// The group's title.
        title: String,
        /// What the bot reads there.
        sight: Sight,
    },
    /// `GroupAsked`, after *Accept*.
    GroupAccepted {
        /// The group's title.
        title: String,
    },
    /// `GroupAsked`, after *Ignore*.
    GroupIgnored {
        /// The group's title.
        title: String,
    },
    /// `GroupAsked`, after *Leave*.
    GroupLeft {
        /// The group's title.
        title: String,
    },
    /// The bot was added to the client's group again.
    AddedToGroup,
    /// People came into the client's group.
    PeopleJoined {
        /// Their names.
        names: Vec<String>,
    },
    /// Somebody left the client's group.
    PersonLeft {
        /// Their name.
        name: String,
    },
    /// Somebody pinned a message in the client's group.
    MessagePinned {
        /// Their name.
        name: String,
    },
    /// An operator's message to a client's forum: nobody knows for which topic. A button for each.
    WhichSource {
        /// The topics' names; empty for General.
        names: Vec<String>,
    },
    /// An operator's message in a channel's topic: nothing is published by merely writing. Buttons: Publish.
    Unpublished,
    /// `Unpublished`, for an answer to a post that has no discussion where the bot is. Buttons: Publish.
    NoDiscussion,
    /// `Unpublished`, after *Publish*.
    Published,
    /// Above a client's message that came while the connection was stopped.
    WrittenAt {
        /// Unix seconds.
        unix_s: i64,
    },
    /// An operator's message was written while the connection was stopped. Buttons: Send, Discard.
    HeldWhileStopped,
    /// An operator edited a message that the client has while the connection was stopped. Buttons: Send, Discard.
    EditHeldWhileStopped,
    /// By another bot of the group, to an operator who writes in the topic of a stopped connection.
    ConnectionStopped,
    /// The desk may not rename, close or open the topic.
    TopicRightMissing,
    /// `HeldWhileStopped` or `EditHeldWhileStopped`, after *Send*.
    SentLate,
    /// `EditHeldWhileStopped`, after *Discard*.
    EditDiscarded,
    /// `HeldWhileStopped`, after *Discard*.
    Discarded,
    /// In General: the connection was stopped for longer than Telegram keeps what clients write.
    Gap {
        /// When it was stopped, Unix seconds.
        from_s: i64,
        /// Since when everything is there, Unix seconds.
        to_s: i64,
    },
    /// In General: nothing came from Telegram for longer than it keeps what people write.
    Outage {
        /// When the last came, Unix seconds.
        from_s: i64,
        /// Since when everything is there, Unix seconds.
        to_s: i64,
    },
    /// In General: no topic can be written to.
    GroupPaused {
        /// Why.
        why: PauseWhy,
    },
    /// In General: topics can be written to again.
    GroupResumed {
        /// Since when they could not, Unix seconds.
        since_s: i64,
    },
    /// The client's group is served by another bot from now on.
    TakenOver,
    /// The connection moved to this group, and the conversation goes on here.
    MovedHere {
        /// The topic in the old group.
        link: String,
    },
    /// `WhichSource`, after one was chosen.
    SourceChosen {
        /// The topic's name; empty for General.
        name: String,
    },
    /// So many of the client's messages wait to be shown in the topic.
    Backlog {
        /// How many.
        more: u32,
        /// In about how many minutes they will be there, if that is known.
        minutes: Option<u32>,
    },
    /// `Backlog`, when none waits any more and the line could not be deleted.
    BacklogGone,
    /// What was sent again, or tried again, has arrived since.
    ArrivedAtLast,
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
    /// In a new topic of an account's client: how long answers are possible.
    AccountWindow,
    /// In the topic: in an hour nothing can be sent to the client any more.
    WindowCloses,
    /// An operator's message is held: the account's owner lets the bot not send it now. Buttons: Send, Discard.
    HeldByAccount {
        /// Why.
        reason: FailReason,
    },
    /// In General: the account is connected, and what can be done there.
    AccountConnected,
    /// In General: nothing can be sent in the account's name any more.
    AccountLost {
        /// Why.
        reason: FailReason,
    },
    /// In General: it can again.
    AccountBack,
    /// A message is gone from the client's chat.
    Deleted,
    /// Many messages are gone from the client's chat at once.
    ManyDeleted {
        /// How many.
        count: u32,
    },
    /// An operator reacted to a message: clients of an account see no reactions.
    ReactionsStay,
    /// In General: a relay is out of service.
    RelayOut {
        /// Why.
        why: RelayOut,
    },
    /// In General: the emoji of `ICON_COLOR` is none that Telegram offers for topics.
    IconUnknown,
    /// What is said of shifts.
    Shift(Box<ShiftNotice>),
    /// What the topic is called in which quick replies are stored.
    ReplyTopic,
    /// Below a command: which quick reply the client was sent.
    ReplySaid(Box<crate::ReplySaid>),
    /// The stored files of a quick reply are gone. Buttons: Remove.
    ReplyGone {
        /// What it is called.
        name: crate::Name,
        /// Whether some of it was sent.
        partly: bool,
    },
    /// `ReplyGone`, after *Remove*.
    ReplyRemoved,
    /// In General: how the desk stands.
    Status {
        /// Why nothing comes into topics, if that can be read in General.
        paused: Option<PauseWhy>,
        /// What was counted.
        counted: Box<DeskStatus>,
    },
}

/// What opens a closed conversation again, besides the team. Codes are the database's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Until {
    /// Whatever its client writes.
    Writes,
    /// What its client writes and the keywords match; the rest is not mirrored.
    Matches,
    /// Nothing: it stays closed, whatever is written (`LEAVE_CLOSED`).
    Team,
}

/// What a bot reads in a group. Codes are the database's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sight {
    /// Not known yet.
    Unknown,
    /// It is no administrator, so it depends on its privacy mode, which is not known yet.
    ByPrivacy,
    /// Everything.
    All,
    /// Only what is addressed to it: commands, mentions, answers.
    Addressed,
}

impl Notice {
    /// How many buttons it has.
    #[must_use]
    pub fn buttons(&self) -> usize {
        match self {
            Notice::NotDelivered { .. }
            | Notice::BecameNote
            | Notice::Unpublished
            | Notice::NoDiscussion
            | Notice::ReplyGone { .. }
            | Notice::AlbumNotDelivered { .. } => 1,
            Notice::Placeholder { reason, .. } if reason.may_pass() => 1,
            Notice::OutcomeUnknown
            | Notice::HeldWhileStopped
            | Notice::EditHeldWhileStopped
            | Notice::HeldByAccount { .. }
            | Notice::Closed { .. }
            | Notice::ClosedByItself { .. } => 2,
            Notice::GroupAsked { .. } => 3,
            Notice::WhichSource { names } | Notice::WhoIsResponsible { names, .. } => names.len(),
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
    /// It was sent before the client's group was upgraded, where Telegram let nothing of it be changed any more.
    Upgraded,
    /// The client has it under a number that Telegram never told.
    Unnumbered,
    /// The client's group was upgraded, and what is written there since has a topic of its own.
    SecondTopic,
    /// The topic of the client's forum is closed: the desk opens nothing there.
    SourceClosed,
    /// The topic of the client's forum is gone: the desk makes nothing there.
    SourceGone,
    /// The client wrote nothing to the account within 24 hours.
    AccountQuiet,
    /// The bot is not connected to the account (any more).
    AccountAway,
    /// The account's owner lets the bot not answer, or not in this chat.
    AccountForbids,
    /// The account's owner lets the bot delete nothing.
    AccountKeeps,
    /// Anything else: Telegram's code and words. Code 0 marks a failure of our own, of which people are told no more than that.
    Other {
        /// `error_code`.
        code: u16,
        /// `description`: names no client. With code 0: what failed, for whoever reads the store.
        text: String,
    },
}

impl FailReason {
    /// Whether trying again may help although nobody changed the message.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        !matches!(
            self,
            FailReason::Uncopyable | FailReason::SourceMissing | FailReason::TooLong
        )
    }
}

/// A notice in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// The words; some of them may open a topic.
    pub text: Text,
    /// A label for each button.
    pub labels: Vec<String>,
}
