//! The numbers that stand for enums in the database. A number, once given, never changes its meaning and is never
//! given again; new variants take new numbers.

use relevo_core::broadcast::{Halt, Recipient, Stage, Why};
use relevo_core::marks::MarkCause;
use relevo_core::params::Language;
use relevo_core::{
    Banned, BotTrouble, CallbackAction, CellState, Closed, ConnectionState, ContentKind, Direction,
    FactKind, FailReason, Fate, Filter, HeldWhy, LinkRole, PauseWhy, RelayOut, Sight, Standing,
    Status, Title, Until, Wanted,
};
use relevo_telegram::{ChatKind, MediaKind, Method};

use super::{Consent, Owes, Purpose};

/// A plain enum with a number for each variant.
pub(super) trait Code: Copy + 'static {
    /// Every variant with its number.
    const TABLE: &'static [(Self, i64)];

    /// The number.
    fn code(self) -> i64;

    /// The variant; `None` for a number that this version does not know.
    fn from_code(code: i64) -> Option<Self> {
        let found = Self::TABLE.iter().find(|(_, number)| *number == code);
        found.map(|(variant, _)| *variant)
    }
}

macro_rules! codes {
    ($($name:ident { $($variant:ident = $code:literal),* $(,)? })*) => {
        $(impl Code for $name {
            const TABLE: &'static [($name, i64)] = &[$(($name::$variant, $code)),*];

            fn code(self) -> i64 {
                match self {
                    $($name::$variant => $code),*
                }
            }
        })*

        #[cfg(test)]
        fn check_every_table() {
            $(check_table::<$name>();)*
        }
    };
}

codes! {
    Banned { Client = 0, Participant = 1, Chat = 2 }
    Direction { ToTopic = 0, ToClient = 1, Aside = 2, Broadcast = 3 }
    HeldWhy { UnknownOutcome = 0, WhichSource = 80, Unpublished = 81, WhileStopped = 82, AccountAway = 200 }
    Purpose { Claim = 1, Group = 2, CoOwner = 3 }
    Consent { Asked = 0, Yes = 1, No = 2 }
    Owes { Nothing = 0, Farewell = 1, Closing = 2, Answer = 3 }
    Language { En = 1, Es = 2, Ru = 3, De = 4 }
    ConnectionState { Running = 0, Stopped = 1 }
    RelayOut { NotMember = 1, Send = 2, Token = 3 }
    BotTrouble { Stopped = 1, Token = 2, SecondPoller = 3, NoUpdates = 4, NotMember = 5, Send = 6 }
    PauseWhy { NotMember = 1, NotForum = 2, ManageTopics = 3, Send = 4, Token = 5 }
    ChatKind { Private = 0, Group = 1, Supergroup = 2, Channel = 3, Other = 4 }
    LinkRole { Client = 0, Team = 1, AuthorLine = 2, Note = 3, Notice = 4, TeamNote = 5, Withdrawn = 6, Words = 7, Under = 8, Item = 9, Unnumbered = 10 }
    CallbackAction {
        SendAgain = 0, Arrived = 1, Retry = 2, Withdraw = 3, AcceptGroup = 80, IgnoreGroup = 81, LeaveGroup = 82,
        PickSource = 83, Publish = 84, SendHeld = 85, Discard = 86, OpenAgain = 87, OpenToWrite = 88,
        Assign = 140, RemoveReply = 300,
    }
    Filter {
        OwnFleet = 10, Ignored = 11, NotWhite = 12, NotMonitored = 13, Start = 14, NotActedOn = 15,
        Elsewhere = 16, Stopped = 17, Keywords = 18, Unchanged = 19, Restricted = 80, NotAccepted = 81,
        AutomaticForward = 82, OptedOut = 230,
    }
    Stage { Gathering = 0, Ready = 1, Scheduled = 2, Running = 3, Paused = 4, Done = 5, Cancelled = 6 }
    Halt { No = 0, Gone = 1, Broken = 2, Abandoned = 3, Restricted = 4 }
    Recipient { Waiting = 0, InLane = 1, Sent = 2, Failed = 3, Unknown = 4, LeftOut = 5 }
    Why {
        Blocked = 1, OptedOut = 2, Banned = 3, NoDialog = 4, Account = 5, Channel = 6, Group = 7, Stopped = 8,
        Gone = 9, Deactivated = 10, Forbidden = 11, Refused = 12, Cancelled = 13,
        NotYours = 14,
    }
    FactKind {
        ConversationCreated = 0, TopicCreated = 1, TopicLost = 2, DeliveryFailed = 3, DeliveryHeld = 4,
        DeliverySentAgain = 5, ClientUnreachable = 6, ClientReachable = 7, CellPaused = 8,
        CellResumed = 9, GroupMigrated = 10, ReactionSkipped = 50, ReactionDropped = 51,
        TopicRenamed = 110, TopicClosed = 111, TopicReopened = 112,
        TurnOfTeam = 120, TurnOfClient = 121, ConversationClosed = 122, ConversationTaken = 130, MarkSet = 215, MarkCleared = 216,
    }
    ContentKind {
        Text = 0, Photo = 1, LivePhoto = 2, Video = 3, Animation = 4, Audio = 5, Document = 6,
        Voice = 7, VideoNote = 8, Sticker = 9, Dice = 10, Contact = 11, Location = 12, Venue = 13,
        Poll = 14, Story = 15, Checklist = 16, Rich = 17, Uncopyable = 18, Service = 19, Unknown = 20,
        LiveLocation = 21, Quiz = 22, Game = 23, PaidMedia = 24, Invoice = 25, Giveaway = 26, Gift = 27,
    }
    MediaKind {
        Photo = 0, LivePhoto = 1, Video = 2, Animation = 3, Audio = 4, Document = 5, Voice = 6,
        VideoNote = 7, Sticker = 8,
    }
    Method {
        GetMe = 0, GetChat = 1, GetMember = 2, SendText = 3, SendMedia = 4, Copy = 5, Forward = 6,
        EditText = 7, EditCaption = 8, Delete = 9, CreateTopic = 10, RenameTopic = 11,
        CloseTopic = 12, ReopenTopic = 13, AnswerPress = 14, EditMedia = 15, SendAlbum = 16, CopyMany = 17,
        SendLocation = 18, SendVenue = 19, SendContact = 20, SendPoll = 21, SendRich = 22, EditLocation = 23,
        StopLocation = 24, React = 25, LeaveChat = 26, ForwardMany = 40, SetCommands = 41,
        CreateInviteLink = 140,
        CountMembers = 150, SendFile = 265,
        TopicIcons = 47,
        GetBusiness = 200,
        SendKeyboard = 160, ManagedBotToken = 161,
    }
    Standing { Served = 0, Greeted = 1, Asked = 2, Ignored = 3 }
    Title { Ours = 0, Due = 1 }
    Status { UserAnswered = 0, SupportAnswered = 1, Closed = 2 }
    Wanted { Settled = 0, Open = 1, Closed = 2 }
    Closed { No = 0, Yes = 1, Refused = 2 }
    MarkCause { Person = 0, After = 1, Broadcast = 2, Move = 3, Deleted = 4 }
    Until { Writes = 0, Matches = 1, Team = 2 }
    Sight { Unknown = 0, ByPrivacy = 1, All = 2, Addressed = 3 }
}

/// The number of a fate: below 10 the fates, from 10 the filters.
pub(super) fn fate_code(fate: Fate) -> i64 {
    match fate {
        Fate::Waiting => 0,
        Fate::Delivered => 1,
        Fate::Internal => 2,
        Fate::Failed => 3,
        Fate::Held => 4,
        Fate::Quarantined => 5,
        Fate::Arrived => 6,
        Fate::SetAside => 7,
        Fate::Filtered(filter) => filter.code(),
    }
}

/// The fate of a number.
pub(super) fn fate(code: i64) -> Option<Fate> {
    Some(match code {
        0 => Fate::Waiting,
        1 => Fate::Delivered,
        2 => Fate::Internal,
        3 => Fate::Failed,
        4 => Fate::Held,
        5 => Fate::Quarantined,
        6 => Fate::Arrived,
        7 => Fate::SetAside,
        _ => Fate::Filtered(Filter::from_code(code)?),
    })
}

/// The number of a cell's state: 0 running, otherwise why it is paused.
pub(super) fn cell_state_code(state: CellState) -> i64 {
    match state {
        CellState::Running => 0,
        CellState::Paused(why) => why.code(),
    }
}

/// The cell's state of a number.
pub(super) fn cell_state(code: i64) -> Option<CellState> {
    match code {
        0 => Some(CellState::Running),
        _ => PauseWhy::from_code(code).map(CellState::Paused),
    }
}

const FAIL_OTHER: i64 = 10;
/// How much of Telegram's words about a refusal is kept, in characters.
const FAIL_TEXT_MAX: usize = 300;

/// A reason as columns: its number, and Telegram's code and words for `Other`.
pub(super) type FailColumns = (i64, Option<i64>, Option<String>);

/// The columns of a reason.
pub(super) fn fail_columns(reason: &FailReason) -> FailColumns {
    let code = match reason {
        FailReason::Blocked => 0,
        FailReason::Deactivated => 1,
        FailReason::ChatMissing => 2,
        FailReason::NotMember => 3,
        FailReason::RightMissing => 4,
        FailReason::KindForbidden => 5,
        FailReason::TooLong => 6,
        FailReason::SourceMissing => 7,
        FailReason::Uncopyable => 8,
        FailReason::TooOld => 9,
        FailReason::SourceClosed => 80,
        FailReason::Upgraded => 82,
        FailReason::SourceGone => 81,
        FailReason::Unnumbered => 83,
        FailReason::SecondTopic => 84,
        FailReason::AccountQuiet => 200,
        FailReason::AccountAway => 201,
        FailReason::AccountForbids => 202,
        FailReason::AccountKeeps => 203,
        FailReason::Other { code, text } => {
            return (FAIL_OTHER, Some(i64::from(*code)), Some(storable(text)));
        }
    };
    (code, None, None)
}

/// Telegram's words as a column takes them: PostgreSQL has no NUL in texts, and no row is to grow with somebody's answer.
fn storable(text: &str) -> String {
    let kept = text.chars().filter(|letter| *letter != '\0');
    kept.take(FAIL_TEXT_MAX).collect()
}

/// The reason of its columns.
pub(super) fn fail_reason((code, telegram, text): FailColumns) -> Option<FailReason> {
    Some(match code {
        0 => FailReason::Blocked,
        1 => FailReason::Deactivated,
        2 => FailReason::ChatMissing,
        3 => FailReason::NotMember,
        4 => FailReason::RightMissing,
        5 => FailReason::KindForbidden,
        6 => FailReason::TooLong,
        7 => FailReason::SourceMissing,
        8 => FailReason::Uncopyable,
        9 => FailReason::TooOld,
        80 => FailReason::SourceClosed,
        82 => FailReason::Upgraded,
        81 => FailReason::SourceGone,
        83 => FailReason::Unnumbered,
        84 => FailReason::SecondTopic,
        200 => FailReason::AccountQuiet,
        201 => FailReason::AccountAway,
        202 => FailReason::AccountForbids,
        203 => FailReason::AccountKeeps,
        FAIL_OTHER => FailReason::Other {
            code: u16::try_from(telegram?).ok()?,
            text: text?,
        },
        _ => return None,
    })
}

#[cfg(test)]
fn check_table<T: Code + std::fmt::Debug + PartialEq>() {
    for (variant, code) in T::TABLE {
        assert_eq!(variant.code(), *code);
        assert_eq!(T::from_code(*code), Some(*variant), "a number given twice");
    }
    assert!(T::from_code(-1).is_none() && T::from_code(1_000).is_none());
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Promise: every variant has a number of its own and comes back from it. (That every variant is in its table is the
    /// compiler's promise: `code` matches them all from the same list.)
    #[test]
    fn every_code_comes_back() {
        check_every_table();
    }

    /// Promise: fates, cell states and reasons come back too, and share no number.
    #[test]
    fn composed_codes_come_back() {
        let filters = Filter::TABLE
            .iter()
            .map(|(filter, _)| Fate::Filtered(*filter));
        let fates = [
            Fate::Waiting,
            Fate::Delivered,
            Fate::Internal,
            Fate::Failed,
            Fate::Held,
            Fate::Quarantined,
            Fate::Arrived,
            Fate::SetAside,
        ];
        for one in fates.into_iter().chain(filters) {
            assert_eq!(fate(fate_code(one)), Some(one));
        }
        let paused = PauseWhy::TABLE
            .iter()
            .map(|(why, _)| CellState::Paused(*why));
        for state in paused.chain([CellState::Running]) {
            assert_eq!(cell_state(cell_state_code(state)), Some(state));
        }
        let other = FailReason::Other {
            code: 400,
            text: "Bad Request".into(),
        };
        let plain = (0..10)
            .chain(80..85)
            .chain(200..204)
            .map(|code| fail_reason((code, None, None)).unwrap());
        for reason in plain.chain([other]) {
            assert_eq!(fail_reason(fail_columns(&reason)), Some(reason));
        }
        assert_eq!(fail_reason((FAIL_OTHER, None, None)), None);
    }
}
