//! The steps of a life: what people do, what goes wrong, when the desk works. Every step can be left out of a program, and what
//! makes no sense at its moment does nothing, so that a failing program can be shortened.

use relevo_telegram_sim::fault::{Deed, Fault, Rule, When};
use relevo_telegram_sim::world::Kind;

/// What somebody says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    Text,
    /// With formatting, after signs that are two units each.
    Formatted,
    /// With a caption.
    Media(Kind),
    /// Without words: known by its file.
    Bare(Kind),
    Poll,
    Contact,
    Venue,
    /// So many photos.
    Album(usize),
    /// What Telegram lets nobody copy.
    Uncopyable,
}

impl What {
    /// Whether it has words that can be edited.
    pub(crate) fn is_wordy(self) -> bool {
        matches!(
            self,
            What::Text | What::Formatted | What::Media(_) | What::Album(_)
        )
    }
}

/// A call that goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Spoil {
    TooMany,
    ServerErrorBefore,
    ServerErrorAfter,
    ResetBefore,
    ResetAfter,
    RequestLost,
    AnswerLost,
    Refused,
    BrokenJson,
    HalfAnswer,
    /// Somebody else polls for a moment.
    SecondPoller,
    DoubleUpdates,
    LateUpdate,
    /// An update of a kind that nobody knows: said by [`Step::Strange`].
    UnknownKind,
    /// An update that cannot be read: said by [`Step::Strange`].
    Malformed,
}

impl Spoil {
    pub(crate) const ALL: [Spoil; 15] = [
        Spoil::TooMany,
        Spoil::ServerErrorBefore,
        Spoil::ServerErrorAfter,
        Spoil::ResetBefore,
        Spoil::ResetAfter,
        Spoil::RequestLost,
        Spoil::AnswerLost,
        Spoil::Refused,
        Spoil::BrokenJson,
        Spoil::HalfAnswer,
        Spoil::SecondPoller,
        Spoil::DoubleUpdates,
        Spoil::LateUpdate,
        Spoil::UnknownKind,
        Spoil::Malformed,
    ];

    /// Whether it spoils pulls alone.
    pub(crate) fn is_of_pulls(self) -> bool {
        matches!(
            self,
            Spoil::SecondPoller
                | Spoil::DoubleUpdates
                | Spoil::LateUpdate
                | Spoil::UnknownKind
                | Spoil::Malformed
        )
    }

    /// Whether it spoils what a pull brings, and not the pull.
    pub(crate) fn is_of_updates(self) -> bool {
        self.is_of_pulls() && self != Spoil::SecondPoller
    }

    /// Whether what was asked is done, and nobody hears of it.
    pub(crate) fn is_after(self) -> bool {
        matches!(
            self,
            Spoil::ServerErrorAfter
                | Spoil::ResetAfter
                | Spoil::AnswerLost
                | Spoil::BrokenJson
                | Spoil::HalfAnswer
        )
    }

    fn fault(self) -> Fault {
        use relevo_telegram_sim::fault::Strange;
        match self {
            Spoil::TooMany => Fault::TooMany { retry_after: 7 },
            Spoil::ServerErrorBefore => Fault::ServerError {
                code: 502,
                deed: Deed::Before,
            },
            Spoil::ServerErrorAfter => Fault::ServerError {
                code: 500,
                deed: Deed::After,
            },
            Spoil::ResetBefore => Fault::Reset { deed: Deed::Before },
            Spoil::ResetAfter => Fault::Reset { deed: Deed::After },
            Spoil::RequestLost => Fault::RequestLost,
            Spoil::AnswerLost => Fault::AnswerLost,
            Spoil::Refused => Fault::RefuseConnection,
            Spoil::BrokenJson => Fault::BrokenJson,
            Spoil::HalfAnswer => Fault::HalfAnswer,
            Spoil::SecondPoller => Fault::ServerError {
                code: 409,
                deed: Deed::Before,
            },
            Spoil::DoubleUpdates => Fault::DoubleUpdates,
            Spoil::LateUpdate => Fault::LateUpdate,
            Spoil::UnknownKind => Fault::StrangeUpdate {
                how: Strange::UnknownKind,
            },
            Spoil::Malformed => Fault::StrangeUpdate {
                how: Strange::Malformed,
            },
        }
    }

    /// The rule that lets it strike this method, from the n-th call on, so many times.
    pub(crate) fn rule(self, method: &str, nth: u32, times: u32) -> Rule {
        Rule {
            method: Some(method.to_owned()),
            when: When::Nth(nth),
            times,
            ..Rule::new(self.fault())
        }
    }

    /// Which of them a rule is.
    pub(crate) fn of(fault: &Fault) -> Option<Spoil> {
        Spoil::ALL.into_iter().find(|spoil| spoil.fault() == *fault)
    }
}

/// Where the process dies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum KillPoint {
    /// A call is claimed and not made.
    BeforeCall,
    /// A call is made and not recorded.
    AfterCall,
    BeforePull,
    /// A page has come and is not stored.
    AfterPull,
    /// In a transaction: everything is written, nothing committed.
    BeforeCommit,
    /// Everything is committed, and nobody knows.
    AfterCommit,
}

impl KillPoint {
    pub(crate) const ALL: [KillPoint; 6] = [
        KillPoint::BeforeCall,
        KillPoint::AfterCall,
        KillPoint::BeforePull,
        KillPoint::AfterPull,
        KillPoint::BeforeCommit,
        KillPoint::AfterCommit,
    ];
}

/// What an operator answers to a question of the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Answer {
    /// What is true: looks whether it arrived.
    Truth,
    /// The n-th button, or the one that many presses further round.
    Any(usize),
}

/// One step. `chat` is a client chat, `who` one of those who may speak there, `back` counts from the newest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Client {
        chat: usize,
        who: usize,
        what: What,
        answers: Option<usize>,
    },
    Team {
        chat: usize,
        who: usize,
        what: What,
        answers: Option<usize>,
    },
    Note {
        chat: usize,
        who: usize,
    },
    /// A client's message whose update comes in a strange shape.
    Strange {
        chat: usize,
        how: Spoil,
    },
    EditByClient {
        chat: usize,
        back: usize,
    },
    EditByTeam {
        chat: usize,
        back: usize,
    },
    /// A message is edited into a note.
    EditToNote {
        chat: usize,
        back: usize,
    },
    DeleteByClient {
        chat: usize,
        back: usize,
    },
    /// `/del` as an answer.
    Withdraw {
        chat: usize,
        back: usize,
    },
    ReactByClient {
        chat: usize,
        back: usize,
    },
    ReactByTeam {
        chat: usize,
        back: usize,
    },
    Press {
        pick: usize,
        answer: Answer,
    },
    /// A basic group becomes a supergroup.
    Upgrade {
        chat: usize,
    },
    DeleteTopic {
        chat: usize,
    },
    CloseTopic {
        chat: usize,
    },
    ReopenTopic {
        chat: usize,
    },
    ForumOff,
    ForumOn,
    /// The bot is kicked from a client group.
    Kick {
        chat: usize,
    },
    Return {
        chat: usize,
    },
    /// The bot is kicked from the team's group.
    KickFromTeam,
    ReturnToTeam,
    RightsLost,
    RightsBack,
    /// A private client blocks the bot.
    Block {
        chat: usize,
    },
    Unblock {
        chat: usize,
    },
    Spoil {
        spoil: Spoil,
        method: &'static str,
        nth: u32,
        times: u32,
    },
    Kill {
        at: KillPoint,
        nth: u32,
    },
    /// The desk does all that it can at this moment.
    Work,
    /// Time passes, and the desk works.
    Wait {
        seconds: u32,
    },
    /// Nobody says anything for more than a week: Telegram numbers its updates anew.
    LongSilence,
}

impl Step {
    /// The client chat that it is about, if it is about one alone.
    pub(crate) fn chat(&self) -> Option<usize> {
        match *self {
            Step::Client { chat, .. }
            | Step::Team { chat, .. }
            | Step::Note { chat, .. }
            | Step::Strange { chat, .. }
            | Step::EditByClient { chat, .. }
            | Step::EditByTeam { chat, .. }
            | Step::EditToNote { chat, .. }
            | Step::DeleteByClient { chat, .. }
            | Step::Withdraw { chat, .. }
            | Step::ReactByClient { chat, .. }
            | Step::ReactByTeam { chat, .. }
            | Step::Upgrade { chat }
            | Step::DeleteTopic { chat }
            | Step::CloseTopic { chat }
            | Step::ReopenTopic { chat }
            | Step::Kick { chat }
            | Step::Return { chat }
            | Step::Block { chat }
            | Step::Unblock { chat } => Some(chat),
            Step::Press { .. }
            | Step::ForumOff
            | Step::ForumOn
            | Step::KickFromTeam
            | Step::ReturnToTeam
            | Step::RightsLost
            | Step::RightsBack
            | Step::Spoil { .. }
            | Step::Kill { .. }
            | Step::Work
            | Step::Wait { .. }
            | Step::LongSilence => None,
        }
    }

    /// By which it is counted.
    pub(crate) fn name(&self) -> String {
        let text = format!("{self:?}");
        let end = text.find([' ', '{']).unwrap_or(text.len());
        text[..end].to_owned()
    }
}
