//! What a button of a `/shift` panel does. What a press does may be done twice: no act turns anything round.

use relevo_telegram::UserId;

use super::screen::{minute, person, weekday};
use super::{DutySpan, ShiftScreen};

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShiftAct {
    /// Shows a screen.
    Open(ShiftScreen),
    /// Whoever presses is on duty, or is not.
    Hand(bool),
    /// Somebody's week has this span too.
    Add(UserId, DutySpan),
    /// Somebody's week has the span that begins then no more.
    Remove(UserId, u8, u16),
    /// Somebody is in the rota no more.
    Clear(UserId),
    /// On a day somebody's spans are as usual.
    AsUsual(i64, UserId),
    /// Somebody is the shift lead; none: nobody is.
    Lead(Option<UserId>),
}

impl ShiftAct {
    /// The text that stands for it: at most 30 bytes.
    #[must_use]
    pub fn code(&self) -> String {
        match self {
            ShiftAct::Open(screen) => format!(">{}", screen.code()),
            ShiftAct::Hand(true) => "on".into(),
            ShiftAct::Hand(false) => "off".into(),
            ShiftAct::Add(person, span) => {
                let (day, from, until) = (span.day, span.from_minute, span.until_minute);
                format!("a.{}.{day}.{from}.{until}", person.0)
            }
            ShiftAct::Remove(person, day, from) => format!("r.{}.{day}.{from}", person.0),
            ShiftAct::Clear(person) => format!("c.{}", person.0),
            ShiftAct::AsUsual(day, person) => format!("s.{day}.{}", person.0),
            ShiftAct::Lead(Some(person)) => format!("l.{}", person.0),
            ShiftAct::Lead(None) => "l".into(),
        }
    }

    /// The act of a text; none for a text that this version does not know.
    #[must_use]
    pub fn from_code(code: &str) -> Option<ShiftAct> {
        if let Some(screen) = code.strip_prefix('>') {
            return ShiftScreen::from_code(screen).map(ShiftAct::Open);
        }
        let parts: Vec<&str> = code.split('.').collect();
        Some(match parts.as_slice() {
            ["on"] => ShiftAct::Hand(true),
            ["off"] => ShiftAct::Hand(false),
            ["a", of, day, from, until] => {
                let (from_minute, until_minute) = (minute(from)?, minute(until)?);
                let span = DutySpan {
                    day: weekday(day)?,
                    from_minute,
                    until_minute,
                };
                let is_span = DutySpan::new(span.day, from_minute, span.ends_at()) == Some(span);
                ShiftAct::Add(person(of)?, Some(span).filter(|_| is_span)?)
            }
            ["r", of, day, from] => ShiftAct::Remove(person(of)?, weekday(day)?, minute(from)?),
            ["c", of] => ShiftAct::Clear(person(of)?),
            ["s", day, of] => ShiftAct::AsUsual(day.parse().ok()?, person(of)?),
            ["l", of] => ShiftAct::Lead(Some(person(of)?)),
            ["l"] => ShiftAct::Lead(None),
            _ => return None,
        })
    }
}
