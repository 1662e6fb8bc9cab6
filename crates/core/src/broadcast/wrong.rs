//! What may be wrong with a line, where, and a line that is right. Lines are written so in every language.

#[cfg(doc)]
use super::grammar::STEPS_MAX;
use crate::audience::WhomError;

/// Why a line is no broadcast.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SendError {
    /// What is wrong.
    pub why: SendWhy,
    /// After how many characters.
    pub at: usize,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SendWhy {
    /// Here the name of a quick reply is expected.
    Name,
    /// Between two quick replies the time from one to the next is expected.
    Delay,
    /// More steps than [`STEPS_MAX`].
    TooManySteps,
    /// `to` and whom it goes to are missing.
    Whom,
    /// Whom it goes to cannot be read.
    Audience(WhomError),
    /// After `at` a date and a time are expected.
    At,
    /// After `every` days and a time are expected.
    Every,
    /// After `rate` a number a second or a minute is expected.
    Rate,
    /// After `quiet` two times are expected.
    Quiet,
    /// An option stands twice, or `at` and `every` stand together.
    Twice,
    /// Nothing of this is known.
    Unknown,
}

impl SendWhy {
    /// A line, or the part of one, that is right.
    #[must_use]
    pub fn example(&self) -> &'static str {
        match self {
            SendWhy::Name | SendWhy::Whom | SendWhy::Unknown => "/send spring to mark vip",
            SendWhy::Delay | SendWhy::TooManySteps => "/send hello, 2h, offer to all",
            SendWhy::Audience(_) => "/send spring to mark vip and active 30d",
            SendWhy::At => "/send spring to all at 2026-12-01 09:00",
            SendWhy::Every | SendWhy::Twice => "/send spring to all every mon,fri 09:00",
            SendWhy::Rate => "/send spring to all rate 20/s",
            SendWhy::Quiet => "/send spring to all quiet 21:00-09:00",
        }
    }
}
