//! What may become of a broadcast and of each of its recipients, and who is left out. Codes are the database's; never change one.
//!
//! A broadcast gathers its recipients, is looked at, begins, and ends when nobody waits any more. Each recipient ends once: sent, failed,
//! left out, or unknown, which is told and never tried again.

use relevo_telegram::{ChatKind, MessageId};

use crate::FailReason;

/// How long a plan that nobody starts is kept, in milliseconds: a day.
pub const PLAN_KEPT_MS: i64 = 24 * 60 * 60 * 1_000;

/// How far a broadcast has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Its recipients are being written down.
    Gathering,
    /// Somebody may look at it and start it.
    Ready,
    /// It begins by itself, once or again and again.
    Scheduled,
    /// It is being sent.
    Running,
    /// Nothing more is sent until somebody resumes it.
    Paused,
    /// Everybody has ended.
    Done,
    /// Somebody ended it; who waited is left out.
    Cancelled,
}

/// What somebody does with a broadcast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StageAct {
    /// It begins, or will at its time.
    Start,
    /// Nothing more is sent.
    Pause,
    /// It goes on.
    Resume,
    /// It ends here.
    Cancel,
}

impl Stage {
    /// Where it stands after this; none: it cannot be done now. `timed`: it has a time or times of its own.
    #[must_use]
    pub fn after(self, act: StageAct, timed: bool) -> Option<Stage> {
        match (self, act) {
            (Stage::Ready, StageAct::Start) if timed => Some(Stage::Scheduled),
            (Stage::Ready, StageAct::Start) | (Stage::Paused, StageAct::Resume) => {
                Some(Stage::Running)
            }
            (Stage::Running, StageAct::Pause) => Some(Stage::Paused),
            (
                Stage::Gathering | Stage::Ready | Stage::Scheduled | Stage::Running | Stage::Paused,
                StageAct::Cancel,
            ) => Some(Stage::Cancelled),
            _ => None,
        }
    }

    /// Whether nothing becomes of it any more.
    #[must_use]
    pub fn is_over(self) -> bool {
        matches!(self, Stage::Done | Stage::Cancelled)
    }
}

/// What keeps a paused broadcast, besides somebody's wish.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Halt {
    /// Nothing: it rests, if it does, because somebody wants it so.
    No,
    /// What it sends is gone, or not stored yet.
    Gone,
    /// The desk cannot go on with it; what is wrong stands in the log.
    Broken,
    /// Nobody has started it within [`PLAN_KEPT_MS`].
    Abandoned,
    /// What it sends says a word that must not go out: the list of words, or the quick reply, has changed since it was planned.
    Restricted,
}

/// How far a recipient has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Recipient {
    /// The next step waits.
    Waiting,
    /// A step is in its lane.
    InLane,
    /// All steps have arrived.
    Sent,
    /// A step did not arrive, and none follows.
    Failed,
    /// Nobody knows whether a step arrived, and none follows.
    Unknown,
    /// Nothing was sent, or nothing more.
    LeftOut,
}

/// Why somebody was left out, or a step did not arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Why {
    /// They have blocked the bot, or the bot is not in their group.
    Blocked,
    /// They want no broadcasts.
    OptedOut,
    /// `IGNORE_CHATS`, or a group that the team does not serve.
    Banned,
    /// They have never written to a bot of this group.
    NoDialog,
    /// A person's account: in its name no broadcast is sent.
    Account,
    /// A channel: posts are not for broadcasts.
    Channel,
    /// A group, and groups were not asked for.
    Group,
    /// The connection is stopped.
    Stopped,
    /// The connection is gone.
    Gone,
    /// Their account was deleted.
    Deactivated,
    /// The bot may not write there, or not this.
    Forbidden,
    /// Telegram says why in other words.
    Refused,
    /// The broadcast was cancelled.
    Cancelled,
    /// The connection does not let whoever wrote the command send to its clients.
    NotYours,
}

impl Why {
    /// Every reason, as reports list them.
    pub const ALL: [Why; 14] = [
        Why::Blocked,
        Why::OptedOut,
        Why::Banned,
        Why::NoDialog,
        Why::Account,
        Why::Channel,
        Why::Group,
        Why::Stopped,
        Why::Gone,
        Why::Deactivated,
        Why::Forbidden,
        Why::Refused,
        Why::Cancelled,
        Why::NotYours,
    ];

    /// Its word in a report's file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Why::Blocked => "blocked",
            Why::OptedOut => "opted_out",
            Why::Banned => "banned",
            Why::NoDialog => "no_dialog",
            Why::Account => "account",
            Why::Channel => "channel",
            Why::Group => "group",
            Why::Stopped => "stopped",
            Why::Gone => "connection_gone",
            Why::Deactivated => "deactivated",
            Why::Forbidden => "forbidden",
            Why::Refused => "refused",
            Why::Cancelled => "cancelled",
            Why::NotYours => "not_yours",
        }
    }

    /// What a failed call says of its recipient.
    #[must_use]
    pub fn of(reason: &FailReason) -> Why {
        match reason {
            FailReason::Blocked | FailReason::NotMember => Why::Blocked,
            FailReason::Deactivated => Why::Deactivated,
            FailReason::ChatMissing => Why::NoDialog,
            FailReason::RightMissing | FailReason::KindForbidden | FailReason::SourceClosed => {
                Why::Forbidden
            }
            _ => Why::Refused,
        }
    }
}

impl Recipient {
    /// Its word in a report's file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Recipient::Waiting => "waiting",
            Recipient::InLane => "being_sent",
            Recipient::Sent => "sent",
            Recipient::Failed => "failed",
            Recipient::Unknown => "unknown",
            Recipient::LeftOut => "left_out",
        }
    }
}

/// How a step has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// It arrived, as messages numbered from one to the other; none where Telegram did not say.
    Sent(Option<(MessageId, MessageId)>),
    /// It did not arrive.
    Failed(Why),
    /// Nobody knows.
    Unknown,
    /// What was to be sent is gone: nobody gets it until somebody sees to that.
    ContentGone,
    /// Nothing was sent, and it may not go now: its recipient waits again.
    Returned,
    /// Nothing was sent, and nothing will be.
    LeftOut(Why),
}

/// Whether a step that waits in its lane may go, asked again when its call is about to be made: it may have waited there for long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Go {
    /// It may.
    Now,
    /// Not now: it leaves its lane, and its recipient waits.
    Later,
    /// Never: its recipient is left out.
    Never(Why),
    /// Nobody waits for it any more: its broadcast is forgotten, or its recipient.
    Forgotten,
}

impl Go {
    /// From the broadcast's stage, whether its connection is open to it now, and why the recipient would be left out.
    #[must_use]
    pub fn of(stage: Stage, is_open: bool, left_out: Option<Why>) -> Go {
        match left_out {
            Some(why) => Go::Never(why),
            None if stage == Stage::Running && is_open => Go::Now,
            None => Go::Later,
        }
    }
}

/// What is known of somebody who may be a recipient.
#[derive(Clone, Copy, Debug)]
pub struct Candidate {
    /// What kind of chat.
    pub kind: ChatKind,
    /// Whether the client has blocked the bot, or it is not in the group.
    pub unreachable: bool,
    /// Whether they want no broadcasts.
    pub opted_out: bool,
    /// Whether the connection ignores the chat, or the team does not serve it.
    pub banned: bool,
    /// Whether clients write to a person's account there.
    pub account: bool,
    /// Whether the connection is stopped.
    pub stopped: bool,
    /// Whether the connection does not let whoever wrote the command do such things.
    pub not_yours: bool,
}

impl Candidate {
    /// Why nothing is sent there. `groups`: groups were asked for.
    #[must_use]
    pub fn left_out(&self, groups: bool) -> Option<Why> {
        let is_group = matches!(self.kind, ChatKind::Group | ChatKind::Supergroup);
        let reasons = [
            (self.not_yours, Why::NotYours),
            (self.account, Why::Account),
            (self.kind == ChatKind::Channel, Why::Channel),
            (is_group && !groups, Why::Group),
            (self.banned, Why::Banned),
            (self.opted_out, Why::OptedOut),
            (self.unreachable, Why::Blocked),
            (self.stopped, Why::Stopped),
        ];
        let holds = reasons.into_iter().find(|(holds, _)| *holds);
        holds.map(|(_, why)| why)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOMEBODY: Candidate = Candidate {
        kind: ChatKind::Private,
        unreachable: false,
        opted_out: false,
        banned: false,
        account: false,
        stopped: false,
        not_yours: false,
    };

    /// Promise: what is over stays over; only what was looked at begins; what waits for its time does not begin before.
    #[test]
    fn stages_follow_each_other() {
        use Stage::{Cancelled, Done, Gathering, Paused, Ready, Running, Scheduled};
        use StageAct::{Cancel, Pause, Resume, Start};
        for (stage, act, timed, expected) in [
            (Gathering, Start, false, None),
            (Ready, Start, false, Some(Running)),
            (Ready, Start, true, Some(Scheduled)),
            (Ready, Pause, false, None),
            (Scheduled, Start, true, None),
            (Scheduled, Cancel, true, Some(Cancelled)),
            (Running, Start, false, None),
            (Running, Pause, false, Some(Paused)),
            (Running, Resume, false, None),
            (Paused, Resume, false, Some(Running)),
            (Paused, Cancel, false, Some(Cancelled)),
            (Done, Cancel, false, None),
            (Cancelled, Resume, false, None),
        ] {
            assert_eq!(stage.after(act, timed), expected, "{stage:?} {act:?}");
        }
        for stage in [Done, Cancelled] {
            for act in [Start, Pause, Resume, Cancel] {
                assert!(stage.is_over() && stage.after(act, true).is_none());
            }
        }
    }

    /// Promise: each reason to leave somebody out is told as itself, and nobody else is left out.
    #[test]
    fn who_is_left_out() {
        let of = |kind| Candidate { kind, ..SOMEBODY };
        for (candidate, groups, expected) in [
            (SOMEBODY, false, None),
            (of(ChatKind::Supergroup), false, Some(Why::Group)),
            (of(ChatKind::Supergroup), true, None),
            (of(ChatKind::Channel), true, Some(Why::Channel)),
            (
                Candidate {
                    unreachable: true,
                    ..SOMEBODY
                },
                false,
                Some(Why::Blocked),
            ),
            (
                Candidate {
                    opted_out: true,
                    ..SOMEBODY
                },
                false,
                Some(Why::OptedOut),
            ),
            (
                Candidate {
                    banned: true,
                    ..SOMEBODY
                },
                false,
                Some(Why::Banned),
            ),
            (
                Candidate {
                    account: true,
                    ..SOMEBODY
                },
                false,
                Some(Why::Account),
            ),
            (
                Candidate {
                    stopped: true,
                    ..SOMEBODY
                },
                false,
                Some(Why::Stopped),
            ),
            // What cannot be changed is told before what can.
            (
                Candidate {
                    account: true,
                    opted_out: true,
                    stopped: true,
                    ..SOMEBODY
                },
                false,
                Some(Why::Account),
            ),
        ] {
            assert_eq!(candidate.left_out(groups), expected, "{candidate:?}");
        }
    }
}
