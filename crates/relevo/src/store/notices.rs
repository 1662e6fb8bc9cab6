//! The store's own shape of a notice, by numbers that are for ever; sealed before it is written.
//!
//! Neighbours: `answer` has the shape of answers to commands, `shape` of texts and files.

use relevo_core::{ContentKind, FailReason, Notice, PauseWhy, RelayOut, Sight, Until};
use serde::{Deserialize, Serialize};

use super::answer::AnswerShape;
use super::codes::{Code as _, FailColumns, fail_columns, fail_reason};
use super::desk_status::StatusShape;
use super::reply_words::ReplyNoticeShape;
use super::shift_shape::ShiftShape;

#[derive(Serialize, Deserialize)]
pub(super) enum NoticeShape {
    #[serde(rename = "0")]
    RepeatMark,
    #[serde(rename = "1")]
    NotDelivered(FailColumns),
    #[serde(rename = "2")]
    OutcomeUnknown,
    #[serde(rename = "3")]
    SentAgain,
    #[serde(rename = "4")]
    Arrived,
    #[serde(rename = "5")]
    Retried,
    #[serde(rename = "6")]
    Placeholder(i64, FailColumns),
    #[serde(rename = "7")]
    ClientUnreachable,
    #[serde(rename = "8")]
    ClientReachable,
    #[serde(rename = "9")]
    UnknownCommand,
    #[serde(rename = "10")]
    NotSentAsChat,
    #[serde(rename = "11")]
    NotSentKind(i64),
    #[serde(rename = "12")]
    RemovedFromGroup,
    #[serde(rename = "13")]
    ButtonExpired,
    #[serde(rename = "301")]
    PressNotAllowed,
    #[serde(rename = "130")]
    NotInGroup,
    #[serde(rename = "131")]
    PressAgain,
    #[serde(rename = "132")]
    PressedWhileStopped,
    #[serde(rename = "14")]
    Quarantined,
    #[serde(rename = "15")]
    NotSentToChannel,
    #[serde(rename = "16")]
    StaysNote,
    #[serde(rename = "17")]
    EditNotSent,
    #[serde(rename = "18")]
    BecameNote,
    #[serde(rename = "19")]
    TakenBack,
    #[serde(rename = "20")]
    TakenBackUnsure,
    #[serde(rename = "21")]
    Withdrawing,
    #[serde(rename = "22")]
    Withdrawn,
    #[serde(rename = "23")]
    WithdrawHint,
    #[serde(rename = "24")]
    NotWithdrawn(FailColumns),
    #[serde(rename = "70")]
    Lost(i64, Option<String>, Option<i64>),
    #[serde(rename = "71")]
    QuizNotSent,
    #[serde(rename = "72")]
    ButtonsNotSent,
    #[serde(rename = "73")]
    PollIsCopy,
    #[serde(rename = "74")]
    QuizIsCopy,
    #[serde(rename = "230")]
    AnswersBroadcast(i64, String),
    #[serde(rename = "80")]
    Started(String),
    #[serde(rename = "81")]
    NotSentRestricted(String),
    #[serde(rename = "82")]
    GroupAsked(String, i64),
    #[serde(rename = "83")]
    GroupAccepted(String),
    #[serde(rename = "84")]
    GroupIgnored(String),
    #[serde(rename = "85")]
    GroupLeft(String),
    #[serde(rename = "86")]
    AddedToGroup,
    #[serde(rename = "87")]
    PeopleJoined(Vec<String>),
    #[serde(rename = "88")]
    PersonLeft(String),
    #[serde(rename = "89")]
    MessagePinned(String),
    #[serde(rename = "90")]
    WhichSource(Vec<String>),
    #[serde(rename = "91")]
    SourceChosen(String),
    #[serde(rename = "92")]
    Unpublished,
    #[serde(rename = "93")]
    NoDiscussion,
    #[serde(rename = "94")]
    Published,
    #[serde(rename = "50")]
    ArrivedAtLast,
    #[serde(rename = "l")]
    Backlog(u32, Option<u32>),
    #[serde(rename = "lg")]
    BacklogGone,
    #[serde(rename = "95")]
    WrittenAt(i64),
    #[serde(rename = "96")]
    HeldWhileStopped,
    #[serde(rename = "97")]
    Discarded,
    #[serde(rename = "98")]
    Gap(i64, i64),
    #[serde(rename = "60")]
    RelayOut(i64),
    #[serde(rename = "99")]
    TakenOver,
    #[serde(rename = "160")]
    MovedHere(String),
    #[serde(rename = "114")]
    Outage(i64, i64),
    #[serde(rename = "115")]
    GroupPaused(i64),
    #[serde(rename = "116")]
    GroupResumed(i64),
    #[serde(rename = "100")]
    EditRefused(FailColumns),
    #[serde(rename = "101")]
    SentLate,
    #[serde(rename = "110")]
    EditHeldWhileStopped,
    #[serde(rename = "111")]
    EditDiscarded,
    #[serde(rename = "112")]
    ConnectionStopped,
    #[serde(rename = "113")]
    TopicRightMissing,
    /// Missing, of how many, kind, why.
    #[serde(rename = "40")]
    AlbumIncomplete(u8, u8, i64, FailColumns),
    #[serde(rename = "41")]
    AlbumNotDelivered(u8, u8, i64, FailColumns),
    #[serde(rename = "120")]
    Status(Box<StatusShape>),
    #[serde(rename = "121")]
    Answer(AnswerShape),
    #[serde(rename = "122")]
    Closed,
    /// After so many hours.
    #[serde(rename = "123")]
    ClosedByItself(u32),
    /// What opens it again.
    #[serde(rename = "151")]
    ClosedUntil(i64),
    /// After so many hours; what opens it again.
    #[serde(rename = "152")]
    ClosedByItselfUntil(u32, i64),
    #[serde(rename = "150")]
    IconUnknown,
    #[serde(rename = "124")]
    OpenedAgain,
    #[serde(rename = "125")]
    OpenedToWrite,
    #[serde(rename = "42")]
    EditStaysInside,
    /// Names, who is now, whether the name given fits nobody or several.
    #[serde(rename = "140")]
    WhoIsResponsible(Vec<String>, Option<String>, bool),
    #[serde(rename = "141")]
    AssigneeLeft,
    #[serde(rename = "200")]
    AccountWindow,
    #[serde(rename = "201")]
    WindowCloses,
    #[serde(rename = "202")]
    HeldByAccount(FailColumns),
    #[serde(rename = "203")]
    AccountConnected,
    #[serde(rename = "204")]
    AccountLost(FailColumns),
    #[serde(rename = "205")]
    AccountBack,
    #[serde(rename = "206")]
    Deleted,
    #[serde(rename = "207")]
    ManyDeleted(u32),
    #[serde(rename = "208")]
    ReactionsStay,
    #[serde(rename = "250")]
    Shift(Box<ShiftShape>),
    #[serde(rename = "300")]
    Reply(ReplyNoticeShape),
}

impl NoticeShape {
    pub(super) fn of(notice: &Notice) -> NoticeShape {
        match notice {
            Notice::ReplyTopic
            | Notice::ReplySaid(_)
            | Notice::ReplyGone { .. }
            | Notice::ReplyRemoved => {
                let said = ReplyNoticeShape::of(notice);
                NoticeShape::Reply(said.expect("each of these is about quick replies"))
            }
            Notice::RepeatMark => NoticeShape::RepeatMark,
            Notice::NotDelivered { reason } => NoticeShape::NotDelivered(fail_columns(reason)),
            Notice::OutcomeUnknown => NoticeShape::OutcomeUnknown,
            Notice::SentAgain => NoticeShape::SentAgain,
            Notice::Arrived => NoticeShape::Arrived,
            Notice::Retried => NoticeShape::Retried,
            Notice::Placeholder { kind, reason } => {
                NoticeShape::Placeholder(kind.code(), fail_columns(reason))
            }
            Notice::ClientUnreachable => NoticeShape::ClientUnreachable,
            Notice::ClientReachable => NoticeShape::ClientReachable,
            Notice::UnknownCommand => NoticeShape::UnknownCommand,
            Notice::NotSentAsChat => NoticeShape::NotSentAsChat,
            Notice::NotSentKind { kind } => NoticeShape::NotSentKind(kind.code()),
            Notice::RemovedFromGroup => NoticeShape::RemovedFromGroup,
            Notice::ButtonExpired => NoticeShape::ButtonExpired,
            Notice::PressNotAllowed => NoticeShape::PressNotAllowed,
            Notice::NotInGroup => NoticeShape::NotInGroup,
            Notice::PressAgain => NoticeShape::PressAgain,
            Notice::PressedWhileStopped => NoticeShape::PressedWhileStopped,
            Notice::Quarantined => NoticeShape::Quarantined,
            Notice::NotSentToChannel => NoticeShape::NotSentToChannel,
            Notice::StaysNote => NoticeShape::StaysNote,
            Notice::EditNotSent => NoticeShape::EditNotSent,
            Notice::EditStaysInside => NoticeShape::EditStaysInside,
            Notice::BecameNote => NoticeShape::BecameNote,
            Notice::TakenBack => NoticeShape::TakenBack,
            Notice::TakenBackUnsure => NoticeShape::TakenBackUnsure,
            Notice::Withdrawing => NoticeShape::Withdrawing,
            Notice::Withdrawn => NoticeShape::Withdrawn,
            Notice::WithdrawHint => NoticeShape::WithdrawHint,
            Notice::NotWithdrawn { reason } => NoticeShape::NotWithdrawn(fail_columns(reason)),
            Notice::Lost { kind, title, stars } => {
                NoticeShape::Lost(kind.code(), title.clone(), *stars)
            }
            Notice::QuizNotSent => NoticeShape::QuizNotSent,
            Notice::ButtonsNotSent => NoticeShape::ButtonsNotSent,
            Notice::PollIsCopy => NoticeShape::PollIsCopy,
            Notice::QuizIsCopy => NoticeShape::QuizIsCopy,
            Notice::AnswersBroadcast { number, name } => {
                NoticeShape::AnswersBroadcast(*number, name.clone())
            }
            Notice::Started { parameter } => NoticeShape::Started(parameter.clone()),
            Notice::NotSentRestricted { word } => NoticeShape::NotSentRestricted(word.clone()),
            Notice::GroupAsked { title, sight } => {
                NoticeShape::GroupAsked(title.clone(), sight.code())
            }
            Notice::GroupAccepted { title } => NoticeShape::GroupAccepted(title.clone()),
            Notice::GroupIgnored { title } => NoticeShape::GroupIgnored(title.clone()),
            Notice::GroupLeft { title } => NoticeShape::GroupLeft(title.clone()),
            Notice::AddedToGroup => NoticeShape::AddedToGroup,
            Notice::PeopleJoined { names } => NoticeShape::PeopleJoined(names.clone()),
            Notice::PersonLeft { name } => NoticeShape::PersonLeft(name.clone()),
            Notice::MessagePinned { name } => NoticeShape::MessagePinned(name.clone()),
            Notice::WhichSource { names } => NoticeShape::WhichSource(names.clone()),
            Notice::SourceChosen { name } => NoticeShape::SourceChosen(name.clone()),
            Notice::Unpublished => NoticeShape::Unpublished,
            Notice::NoDiscussion => NoticeShape::NoDiscussion,
            Notice::Published => NoticeShape::Published,
            Notice::Backlog { more, minutes } => NoticeShape::Backlog(*more, *minutes),
            Notice::BacklogGone => NoticeShape::BacklogGone,
            Notice::ArrivedAtLast => NoticeShape::ArrivedAtLast,
            Notice::WrittenAt { unix_s } => NoticeShape::WrittenAt(*unix_s),
            Notice::HeldWhileStopped => NoticeShape::HeldWhileStopped,
            Notice::Discarded => NoticeShape::Discarded,
            Notice::RelayOut { why } => NoticeShape::RelayOut(why.code()),
            Notice::IconUnknown => NoticeShape::IconUnknown,
            Notice::Gap { from_s, to_s } => NoticeShape::Gap(*from_s, *to_s),
            Notice::Outage { from_s, to_s } => NoticeShape::Outage(*from_s, *to_s),
            Notice::GroupPaused { why } => NoticeShape::GroupPaused(why.code()),
            Notice::GroupResumed { since_s } => NoticeShape::GroupResumed(*since_s),
            Notice::TakenOver => NoticeShape::TakenOver,
            Notice::MovedHere { link } => NoticeShape::MovedHere(link.clone()),
            Notice::SentLate => NoticeShape::SentLate,
            Notice::EditHeldWhileStopped => NoticeShape::EditHeldWhileStopped,
            Notice::EditDiscarded => NoticeShape::EditDiscarded,
            Notice::ConnectionStopped => NoticeShape::ConnectionStopped,
            Notice::TopicRightMissing => NoticeShape::TopicRightMissing,
            Notice::Status { paused, counted } => {
                NoticeShape::Status(Box::new(StatusShape::of(*paused, counted)))
            }
            Notice::Answer(answer) => NoticeShape::Answer(AnswerShape::of(answer)),
            Notice::WhoIsResponsible {
                names,
                now,
                unmatched,
            } => NoticeShape::WhoIsResponsible(names.clone(), now.clone(), *unmatched),
            Notice::AssigneeLeft => NoticeShape::AssigneeLeft,
            Notice::AccountWindow => NoticeShape::AccountWindow,
            Notice::WindowCloses => NoticeShape::WindowCloses,
            Notice::HeldByAccount { reason } => NoticeShape::HeldByAccount(fail_columns(reason)),
            Notice::AccountConnected => NoticeShape::AccountConnected,
            Notice::AccountLost { reason } => NoticeShape::AccountLost(fail_columns(reason)),
            Notice::AccountBack => NoticeShape::AccountBack,
            Notice::Deleted => NoticeShape::Deleted,
            Notice::ManyDeleted { count } => NoticeShape::ManyDeleted(*count),
            Notice::ReactionsStay => NoticeShape::ReactionsStay,
            Notice::Shift(shift) => NoticeShape::Shift(Box::new(ShiftShape::of(shift))),
            Notice::Closed { until } => NoticeShape::ClosedUntil(until.code()),
            Notice::ClosedByItself { hours, until } => {
                NoticeShape::ClosedByItselfUntil(*hours, until.code())
            }
            Notice::OpenedAgain => NoticeShape::OpenedAgain,
            Notice::OpenedToWrite => NoticeShape::OpenedToWrite,
            Notice::EditRefused { reason } => NoticeShape::EditRefused(fail_columns(reason)),
            Notice::AlbumIncomplete {
                missing,
                of,
                kind,
                reason,
            } => NoticeShape::AlbumIncomplete(*missing, *of, kind.code(), fail_columns(reason)),
            Notice::AlbumNotDelivered {
                missing,
                of,
                kind,
                reason,
            } => NoticeShape::AlbumNotDelivered(*missing, *of, kind.code(), fail_columns(reason)),
        }
    }

    pub(super) fn read(self) -> Option<Notice> {
        let reason = |columns| -> Option<FailReason> { fail_reason(columns) };
        Some(match self {
            NoticeShape::Reply(said) => said.read()?,
            NoticeShape::RepeatMark => Notice::RepeatMark,
            NoticeShape::NotDelivered(columns) => Notice::NotDelivered {
                reason: reason(columns)?,
            },
            NoticeShape::OutcomeUnknown => Notice::OutcomeUnknown,
            NoticeShape::SentAgain => Notice::SentAgain,
            NoticeShape::Arrived => Notice::Arrived,
            NoticeShape::Retried => Notice::Retried,
            NoticeShape::Placeholder(kind, columns) => Notice::Placeholder {
                kind: ContentKind::from_code(kind)?,
                reason: reason(columns)?,
            },
            NoticeShape::ClientUnreachable => Notice::ClientUnreachable,
            NoticeShape::ClientReachable => Notice::ClientReachable,
            NoticeShape::UnknownCommand => Notice::UnknownCommand,
            NoticeShape::NotSentAsChat => Notice::NotSentAsChat,
            NoticeShape::NotSentKind(kind) => Notice::NotSentKind {
                kind: ContentKind::from_code(kind)?,
            },
            NoticeShape::RemovedFromGroup => Notice::RemovedFromGroup,
            NoticeShape::ButtonExpired => Notice::ButtonExpired,
            NoticeShape::PressNotAllowed => Notice::PressNotAllowed,
            NoticeShape::NotInGroup => Notice::NotInGroup,
            NoticeShape::PressAgain => Notice::PressAgain,
            NoticeShape::PressedWhileStopped => Notice::PressedWhileStopped,
            NoticeShape::Quarantined => Notice::Quarantined,
            NoticeShape::NotSentToChannel => Notice::NotSentToChannel,
            NoticeShape::StaysNote => Notice::StaysNote,
            NoticeShape::EditNotSent => Notice::EditNotSent,
            NoticeShape::EditStaysInside => Notice::EditStaysInside,
            NoticeShape::BecameNote => Notice::BecameNote,
            NoticeShape::TakenBack => Notice::TakenBack,
            NoticeShape::TakenBackUnsure => Notice::TakenBackUnsure,
            NoticeShape::Withdrawing => Notice::Withdrawing,
            NoticeShape::Withdrawn => Notice::Withdrawn,
            NoticeShape::WithdrawHint => Notice::WithdrawHint,
            NoticeShape::NotWithdrawn(columns) => Notice::NotWithdrawn {
                reason: reason(columns)?,
            },
            NoticeShape::Lost(kind, title, stars) => Notice::Lost {
                kind: ContentKind::from_code(kind)?,
                title,
                stars,
            },
            NoticeShape::QuizNotSent => Notice::QuizNotSent,
            NoticeShape::ButtonsNotSent => Notice::ButtonsNotSent,
            NoticeShape::PollIsCopy => Notice::PollIsCopy,
            NoticeShape::QuizIsCopy => Notice::QuizIsCopy,
            NoticeShape::AnswersBroadcast(number, name) => {
                Notice::AnswersBroadcast { number, name }
            }
            NoticeShape::Started(parameter) => Notice::Started { parameter },
            NoticeShape::NotSentRestricted(word) => Notice::NotSentRestricted { word },
            NoticeShape::GroupAsked(title, sight) => Notice::GroupAsked {
                title,
                sight: Sight::from_code(sight)?,
            },
            NoticeShape::GroupAccepted(title) => Notice::GroupAccepted { title },
            NoticeShape::GroupIgnored(title) => Notice::GroupIgnored { title },
            NoticeShape::GroupLeft(title) => Notice::GroupLeft { title },
            NoticeShape::AddedToGroup => Notice::AddedToGroup,
            NoticeShape::PeopleJoined(names) => Notice::PeopleJoined { names },
            NoticeShape::PersonLeft(name) => Notice::PersonLeft { name },
            NoticeShape::MessagePinned(name) => Notice::MessagePinned { name },
            NoticeShape::WhichSource(names) => Notice::WhichSource { names },
            NoticeShape::SourceChosen(name) => Notice::SourceChosen { name },
            NoticeShape::Unpublished => Notice::Unpublished,
            NoticeShape::NoDiscussion => Notice::NoDiscussion,
            NoticeShape::Published => Notice::Published,
            NoticeShape::Backlog(more, minutes) => Notice::Backlog { more, minutes },
            NoticeShape::BacklogGone => Notice::BacklogGone,
            NoticeShape::ArrivedAtLast => Notice::ArrivedAtLast,
            NoticeShape::WrittenAt(unix_s) => Notice::WrittenAt { unix_s },
            NoticeShape::HeldWhileStopped => Notice::HeldWhileStopped,
            NoticeShape::Discarded => Notice::Discarded,
            NoticeShape::RelayOut(why) => Notice::RelayOut {
                why: RelayOut::from_code(why)?,
            },
            NoticeShape::IconUnknown => Notice::IconUnknown,
            NoticeShape::Gap(from_s, to_s) => Notice::Gap { from_s, to_s },
            NoticeShape::Outage(from_s, to_s) => Notice::Outage { from_s, to_s },
            NoticeShape::GroupPaused(code) => Notice::GroupPaused {
                why: PauseWhy::from_code(code)?,
            },
            NoticeShape::GroupResumed(since_s) => Notice::GroupResumed { since_s },
            NoticeShape::TakenOver => Notice::TakenOver,
            NoticeShape::MovedHere(link) => Notice::MovedHere { link },
            NoticeShape::SentLate => Notice::SentLate,
            NoticeShape::EditHeldWhileStopped => Notice::EditHeldWhileStopped,
            NoticeShape::EditDiscarded => Notice::EditDiscarded,
            NoticeShape::ConnectionStopped => Notice::ConnectionStopped,
            NoticeShape::TopicRightMissing => Notice::TopicRightMissing,
            NoticeShape::Status(status) => status.read()?,
            NoticeShape::Answer(answer) => Notice::Answer(answer.read()?),
            NoticeShape::WhoIsResponsible(names, now, unmatched) => Notice::WhoIsResponsible {
                names,
                now,
                unmatched,
            },
            NoticeShape::AssigneeLeft => Notice::AssigneeLeft,
            NoticeShape::AccountWindow => Notice::AccountWindow,
            NoticeShape::WindowCloses => Notice::WindowCloses,
            NoticeShape::HeldByAccount(columns) => Notice::HeldByAccount {
                reason: reason(columns)?,
            },
            NoticeShape::AccountConnected => Notice::AccountConnected,
            NoticeShape::AccountLost(columns) => Notice::AccountLost {
                reason: reason(columns)?,
            },
            NoticeShape::AccountBack => Notice::AccountBack,
            NoticeShape::Deleted => Notice::Deleted,
            NoticeShape::ManyDeleted(count) => Notice::ManyDeleted { count },
            NoticeShape::ReactionsStay => Notice::ReactionsStay,
            NoticeShape::Shift(shift) => Notice::Shift(Box::new(shift.read()?)),
            // Kept by an earlier version, which knew nothing else.
            NoticeShape::Closed => Notice::Closed {
                until: Until::Writes,
            },
            NoticeShape::ClosedByItself(hours) => Notice::ClosedByItself {
                hours,
                until: Until::Writes,
            },
            NoticeShape::ClosedUntil(until) => Notice::Closed {
                until: Until::from_code(until)?,
            },
            NoticeShape::ClosedByItselfUntil(hours, until) => Notice::ClosedByItself {
                hours,
                until: Until::from_code(until)?,
            },
            NoticeShape::OpenedAgain => Notice::OpenedAgain,
            NoticeShape::OpenedToWrite => Notice::OpenedToWrite,
            NoticeShape::EditRefused(columns) => Notice::EditRefused {
                reason: reason(columns)?,
            },
            NoticeShape::AlbumIncomplete(missing, of, kind, columns) => Notice::AlbumIncomplete {
                missing,
                of,
                kind: ContentKind::from_code(kind)?,
                reason: reason(columns)?,
            },
            NoticeShape::AlbumNotDelivered(missing, of, kind, columns) => {
                Notice::AlbumNotDelivered {
                    missing,
                    of,
                    kind: ContentKind::from_code(kind)?,
                    reason: reason(columns)?,
                }
            }
        })
    }
}
