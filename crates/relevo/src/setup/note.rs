//! What is said above a screen: how something went, or why it did not.

use serde::{Deserialize, Serialize};

use crate::connect::{Lack, Problem};
use crate::words::Voice;

/// One such sentence, with its facts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Note {
    /// What was said means nothing here.
    NotHere,
    /// The button is of an older screen, or none of ours.
    OldButton,
    /// The connection is somebody else's.
    NotYours,
    /// Why a bot or a group cannot be used yet.
    Problem(ProblemNote),
    /// The same where a token is asked for, which was not kept: nothing is tried by itself.
    TokenProblem(ProblemNote),
    /// Telegram has made a bot and did not say its token: nobody asks again.
    NotHandedOver,
    /// It was looked for long enough: a button looks again.
    LooksNoMore,
    /// It works, with these restrictions.
    Connected(Vec<LackNote>),
    /// The first message of a client stands in its topic, at this link.
    FirstArrived(String),
    /// Another bot was taken in: its username.
    TookBot(String),
    /// Only the owner may do that, not a co-owner.
    OwnerOnly,
    /// The link for a co-owner.
    Invite(String),
    /// The API key, shown this once.
    Key(String),
    /// An extra bot was added: its username, and what it lacks.
    RelayAdded(String, Vec<LackNote>),
    /// What was typed is not the name that deletes.
    NotTheName,
    /// A connection was deleted: the name of its bot.
    Deleted(String),
    /// A connection has moved.
    Moved,
    /// It has, and so many messages failed or are undecided where it was.
    MovedBut(i64),
    /// A connection moves once what is on its way has arrived.
    StillDelivers,
    /// So many messages are to be decided about in the old group first.
    Undecided(i64),
    /// A connection was stopped.
    Stopped,
    /// A connection was started.
    Started,
    /// Something has been saved.
    Saved,
    /// A value is wrong: why, in the person's language.
    Wrong(String),
}

/// See [`Problem`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ProblemNote {
    Token,
    Wait,
    Unreachable,
    NotForum,
    NotGroup,
    GroupUnknown,
    GroupSilent,
    NotMember,
    OnlyMember,
    ManageTopics,
    IsRelay,
    ServesAnother,
    IsFrontend,
    NotYours,
    NoConsent,
    ConsentAsked,
    NobodyToAsk,
}

impl ProblemNote {
    pub(super) fn of(problem: &Problem) -> ProblemNote {
        match problem {
            Problem::Token => ProblemNote::Token,
            Problem::Wait(_) => ProblemNote::Wait,
            Problem::Unreachable | Problem::Parameter { .. } => ProblemNote::Unreachable,
            Problem::NotForum => ProblemNote::NotForum,
            Problem::NotGroup => ProblemNote::NotGroup,
            Problem::GroupUnknown | Problem::Migrated(_) => ProblemNote::GroupUnknown,
            Problem::GroupSilent => ProblemNote::GroupSilent,
            Problem::NotMember => ProblemNote::NotMember,
            Problem::OnlyMember => ProblemNote::OnlyMember,
            Problem::ManageTopics => ProblemNote::ManageTopics,
            Problem::IsRelay => ProblemNote::IsRelay,
            Problem::ServesAnother(_) | Problem::AccountServesAnother(_) => {
                ProblemNote::ServesAnother
            }
            Problem::IsFrontend(_) => ProblemNote::IsFrontend,
            Problem::NotYours => ProblemNote::NotYours,
            Problem::ConsentAsked => ProblemNote::ConsentAsked,
            Problem::NobodyToAsk => ProblemNote::NobodyToAsk,
            Problem::NoConsent
            | Problem::NotAPerson
            | Problem::NoSuchRelay(_)
            | Problem::NotOurs
            | Problem::WhichGroup
            | Problem::NoGroup => ProblemNote::NoConsent,
        }
    }

    /// Whether it may pass without another group: the bot is about to come in, Telegram did not answer, or a person may think again.
    pub(super) fn may_pass(self) -> bool {
        matches!(
            self,
            ProblemNote::Wait
                | ProblemNote::Unreachable
                | ProblemNote::NotForum
                | ProblemNote::GroupUnknown
                | ProblemNote::GroupSilent
                | ProblemNote::NotMember
                | ProblemNote::OnlyMember
                | ProblemNote::ManageTopics
                | ProblemNote::ConsentAsked
                | ProblemNote::NoConsent
                | ProblemNote::NobodyToAsk
        )
    }

    /// Its sentence where a token is asked for.
    fn id_of_token(self) -> &'static str {
        match self {
            ProblemNote::Wait => "setup-token-wait",
            ProblemNote::Unreachable => "setup-token-unreachable",
            ProblemNote::GroupSilent => "setup-token-group-silent",
            ProblemNote::GroupUnknown | ProblemNote::NotMember => "setup-token-not-member",
            ProblemNote::OnlyMember => "setup-token-only-member",
            other => other.id(),
        }
    }

    /// Its sentence.
    pub(super) fn id(self) -> &'static str {
        match self {
            ProblemNote::Token => "setup-problem-token",
            ProblemNote::Wait => "setup-problem-wait",
            ProblemNote::Unreachable => "setup-problem-unreachable",
            ProblemNote::NotForum => "setup-problem-not-forum",
            ProblemNote::NotGroup => "setup-problem-not-group",
            ProblemNote::GroupUnknown => "setup-problem-group-unknown",
            ProblemNote::GroupSilent => "setup-problem-group-silent",
            ProblemNote::NotMember => "setup-problem-not-member",
            ProblemNote::OnlyMember => "setup-problem-only-member",
            ProblemNote::ManageTopics => "setup-problem-manage-topics",
            ProblemNote::IsRelay => "setup-problem-is-relay",
            ProblemNote::ServesAnother => "setup-problem-serves-another",
            ProblemNote::IsFrontend => "setup-problem-is-frontend",
            ProblemNote::NotYours => "setup-problem-not-yours",
            ProblemNote::NoConsent => "setup-problem-no-consent",
            ProblemNote::ConsentAsked => "setup-problem-consent-asked",
            ProblemNote::NobodyToAsk => "setup-problem-nobody-to-ask",
        }
    }
}

/// See [`Lack`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LackNote {
    DeleteMessages,
    PinMessages,
    Privacy,
    RelayTopics,
}

impl LackNote {
    pub(super) fn of(lack: &Lack) -> Option<LackNote> {
        match lack {
            Lack::DeleteMessages => Some(LackNote::DeleteMessages),
            Lack::PinMessages => Some(LackNote::PinMessages),
            Lack::Privacy => Some(LackNote::Privacy),
            Lack::RelayTopics => Some(LackNote::RelayTopics),
            Lack::NoEffect(_) | Lack::BusinessMode => None,
        }
    }

    /// Its sentence.
    pub(super) fn id(self) -> &'static str {
        match self {
            LackNote::DeleteMessages => "setup-lack-delete-messages",
            LackNote::PinMessages => "setup-lack-pin-messages",
            LackNote::Privacy => "setup-lack-privacy",
            LackNote::RelayTopics => "setup-lack-relay-topics",
        }
    }
}

impl Note {
    /// Whether it holds what only the person may have: once it has been shown, nothing keeps it.
    pub(super) fn is_secret(&self) -> bool {
        matches!(self, Note::Key(_) | Note::Invite(_))
    }
}

impl Voice {
    /// What is said above a screen.
    pub(super) fn note(self, note: &Note) -> String {
        let plain = |id: &str| self.say(id, &[]);
        match note {
            Note::NotHere => plain("setup-note-not-here"),
            Note::OldButton => plain("setup-note-old-button"),
            Note::NotYours => plain("setup-note-not-yours"),
            Note::Problem(problem) => plain(problem.id()),
            Note::TokenProblem(problem) => plain(problem.id_of_token()),
            Note::NotHandedOver => plain("setup-note-not-handed-over"),
            Note::LooksNoMore => plain("setup-note-looks-no-more"),
            Note::Connected(lacks) => {
                let mut lines = vec![plain("setup-note-connected")];
                lines.extend(lacks.iter().map(|lack| plain(lack.id())));
                lines.join("\n")
            }
            Note::FirstArrived(_) => plain("setup-note-first-arrived"),
            Note::TookBot(username) => {
                self.say("setup-note-took-bot", &[("bot", format!("@{username}"))])
            }
            Note::OwnerOnly => plain("setup-note-owner-only"),
            Note::Invite(link) => self.say("setup-note-invite", &[("link", link.clone())]),
            Note::Key(key) => self.say("setup-note-key", &[("key", key.clone())]),
            Note::RelayAdded(username, lacks) => {
                let bot = format!("@{username}");
                let mut lines = vec![self.say("setup-note-relay-added", &[("bot", bot)])];
                lines.extend(lacks.iter().map(|lack| plain(lack.id())));
                lines.join("\n")
            }
            Note::NotTheName => plain("setup-note-not-the-name"),
            Note::Deleted(bot) => self.say("setup-note-deleted", &[("bot", bot.clone())]),
            Note::Moved => plain("setup-note-moved"),
            Note::MovedBut(count) => {
                let left = self.count("setup-note-left-behind", *count);
                format!("{}\n\n{left}", plain("setup-note-moved"))
            }
            Note::StillDelivers => plain("setup-note-still-delivers"),
            Note::Undecided(count) => self.count("setup-note-undecided", *count),
            Note::Stopped => plain("setup-note-stopped"),
            Note::Started => plain("setup-note-started"),
            Note::Saved => plain("setup-note-saved"),
            Note::Wrong(why) => self.say("setup-note-wrong", &[("why", why.clone())]),
        }
    }
}
