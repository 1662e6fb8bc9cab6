//! When a broadcast begins, repeats and keeps quiet: what a clock on the wall of the connection's zone shows.
//!
//! Where the clocks are changed: a time that comes twice is the first of the two; one that is left out is refused for `at`, which somebody
//! can write otherwise, and is the moment at which the clocks go on for `every`, which nobody is there to correct. Quiet hours are what the
//! clock shows, as working hours are. Neighbours: `params::Timezone`; `pace` says how fast. Deliberately absent: the time, which is an
//! argument.

use jiff::civil::{Date, DateTime};
use jiff::{Span, Timestamp};

use crate::params::{Timezone, instant};

const MINUTES_IN_DAY: u16 = 24 * 60;
/// How far the next time of a repetition is looked for: every weekday is among so many days, and one may be left out whole.
const LOOK_AHEAD_DAYS: u8 = 22;

/// A time of the day, in minutes since midnight: 0 to 1,439.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Minute(pub(super) u16);

/// A day and a time of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocalTime {
    pub(super) date: Date,
    pub(super) time: Minute,
}

/// Days of the week and a time of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Every {
    /// By weekday, Monday first; at least one.
    pub(super) days: [bool; 7],
    pub(super) time: Minute,
}

/// A part of each day in which nothing is sent. It may go over midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quiet {
    pub(super) from: Minute,
    pub(super) until: Minute,
}

/// Why a time cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoMoment {
    /// The clocks leave it out.
    LeftOut,
    /// It is over.
    Past,
}

impl Minute {
    /// `09:30`; hours may have one digit.
    pub(super) fn read(text: &str) -> Option<Minute> {
        let (hour, minute) = text.split_once(':')?;
        let hour = number(hour, 1..=2).filter(|hour| *hour < 24)?;
        let minute = number(minute, 2..=2).filter(|minute| *minute < 60)?;
        Some(Minute(hour * 60 + minute))
    }

    pub(super) fn print(self) -> String {
        format!("{:02}:{:02}", self.0 / 60, self.0 % 60)
    }

    fn on(self, date: Date) -> DateTime {
        let clock = |part: u16| i8::try_from(part).expect("hours and minutes are small");
        date.at(clock(self.0 / 60), clock(self.0 % 60), 0, 0)
    }
}

/// Digits and nothing else, of such a number.
pub(super) fn number(text: &str, digits: std::ops::RangeInclusive<usize>) -> Option<u16> {
    let fits = digits.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| text.parse().ok()).flatten()
}

impl LocalTime {
    /// `2026-12-01` and `09:00`.
    pub(super) fn read(date: &str, time: &str) -> Option<LocalTime> {
        let mut parts = date.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() {
            return None;
        }
        let year = number(year, 4..=4)?.cast_signed();
        let small = |text: &str| number(text, 1..=2).and_then(|part| i8::try_from(part).ok());
        let date = Date::new(year, small(month)?, small(day)?).ok()?;
        let time = Minute::read(time)?;
        Some(LocalTime { date, time })
    }

    pub(super) fn print(self) -> String {
        let (year, month, day) = (self.date.year(), self.date.month(), self.date.day());
        format!("{year:04}-{month:02}-{day:02} {}", self.time.print())
    }

    /// The moment (Unix milliseconds) in a zone: the first of two.
    ///
    /// # Errors
    /// If there is none, or if it is over at `now_ms`.
    pub fn moment(self, zone: &Timezone, now_ms: i64) -> Result<i64, NoMoment> {
        let wanted = self.time.on(self.date);
        let shows_it = |at: &Timestamp| zone.local(*at) == wanted;
        let found = zone.moments(wanted).filter(shows_it).min();
        let at_ms = found.ok_or(NoMoment::LeftOut)?.as_millisecond();
        if at_ms <= now_ms {
            return Err(NoMoment::Past);
        }
        Ok(at_ms)
    }
}

impl Every {
    /// Whether it is every day.
    pub(super) fn is_daily(self) -> bool {
        self.days.iter().all(|day| *day)
    }

    /// The next time after a moment (Unix milliseconds). None only beyond the year 9999.
    #[must_use]
    pub fn next_ms(self, after_ms: i64, zone: &Timezone) -> Option<i64> {
        let today = zone.local(instant(after_ms)).date();
        // Yesterday's, too: where the clocks leave it out it may be of today.
        let from = today.saturating_sub(Span::new().days(1));
        let days = from
            .series(Span::new().days(1))
            .take(LOOK_AHEAD_DAYS.into());
        let wanted = days.filter(|date| {
            self.days[usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or(0)]
        });
        let moments = wanted.filter_map(|date| begins(self.time.on(date), zone));
        moments.filter(|at_ms| *at_ms > after_ms).min()
    }
}

/// The first moment at which a clock on the wall shows this or, where it is left out, something later.
fn begins(wanted: DateTime, zone: &Timezone) -> Option<i64> {
    let near: Vec<Timestamp> = zone.moments(wanted).collect();
    let exact = near.iter().filter(|at| zone.local(**at) == wanted).min();
    if let Some(exact) = exact {
        return Some(exact.as_millisecond());
    }
    let from = near.into_iter().min()?;
    let change = zone.changes_after(from).next()?;
    Some(change.as_millisecond())
}

impl Quiet {
    /// `21:00-09:00`; two equal times would be no part of the day.
    pub(super) fn read(text: &str) -> Option<Quiet> {
        let (from, until) = text.split_once('-')?;
        let (from, until) = (Minute::read(from)?, Minute::read(until)?);
        (from != until).then_some(Quiet { from, until })
    }

    pub(super) fn print(self) -> String {
        format!("{}-{}", self.from.print(), self.until.print())
    }

    /// Whether nothing is sent at a moment (Unix milliseconds).
    #[must_use]
    pub fn is_at(self, at_ms: i64, zone: &Timezone) -> bool {
        let local = zone.local(instant(at_ms));
        let minute = u16::try_from(i32::from(local.hour()) * 60 + i32::from(local.minute()));
        let minute = Minute(minute.unwrap_or(0));
        match self.from < self.until {
            true => (self.from..self.until).contains(&minute),
            false => minute >= self.from || minute < self.until,
        }
    }

    /// How many minutes of a day it leaves.
    #[must_use]
    pub fn open_minutes(self) -> u16 {
        let quiet = (self.until.0 + MINUTES_IN_DAY - self.from.0) % MINUTES_IN_DAY;
        MINUTES_IN_DAY - quiet
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::params::Params;

    fn zone(name: &str) -> Timezone {
        let mut params = Params::default();
        params.set("TIMEZONE", name).expect("the zone exists");
        params.timezone
    }

    fn utc(text: &str) -> i64 {
        text.parse::<Timestamp>()
            .expect("a moment")
            .as_millisecond()
    }

    /// Promise: a time means what the clock of the zone shows; one that comes twice is the first; one that the clocks leave out, and one
    /// that is over, are refused.
    #[test]
    fn a_time_is_a_moment() {
        let before = utc("2026-01-01T00:00:00Z");
        for (place, date, time, expected) in [
            ("UTC", "2026-12-01", "09:00", Ok("2026-12-01T09:00:00Z")),
            (
                "Europe/Madrid",
                "2026-12-01",
                "9:00",
                Ok("2026-12-01T08:00:00Z"),
            ),
            (
                "Europe/Madrid",
                "2026-07-01",
                "09:00",
                Ok("2026-07-01T07:00:00Z"),
            ),
            // The night of 29 March has no 02:30; that of 25 October has two.
            (
                "Europe/Madrid",
                "2026-03-29",
                "02:30",
                Err(NoMoment::LeftOut),
            ),
            (
                "Europe/Madrid",
                "2026-03-29",
                "03:00",
                Ok("2026-03-29T01:00:00Z"),
            ),
            (
                "Europe/Madrid",
                "2026-10-25",
                "02:30",
                Ok("2026-10-25T00:30:00Z"),
            ),
            (
                "Australia/Lord_Howe",
                "2026-10-04",
                "02:15",
                Err(NoMoment::LeftOut),
            ),
            (
                "America/New_York",
                "2026-11-01",
                "01:30",
                Ok("2026-11-01T05:30:00Z"),
            ),
            ("UTC", "2025-12-31", "23:59", Err(NoMoment::Past)),
        ] {
            let at = LocalTime::read(date, time).expect("a time");
            let expected = expected.map(utc);
            assert_eq!(
                at.moment(&zone(place), before),
                expected,
                "{place} {date} {time}"
            );
        }
    }

    /// Promise: a repetition comes on its days at its time of the clock, through both changes of the clocks; where the time is left out it
    /// comes when the clocks go on, where it comes twice once.
    #[test]
    fn repetitions_follow_the_clock() {
        let days = |written: &str| {
            let mut days = [false; 7];
            for day in written.bytes() {
                days[usize::from(day - b'0')] = true;
            }
            days
        };
        for (place, written, time, after, expected) in [
            (
                "UTC",
                "0",
                "09:00",
                "2026-11-27T21:00:00Z",
                "2026-11-30T09:00:00Z",
            ),
            (
                "UTC",
                "0",
                "09:00",
                "2026-11-30T09:00:00Z",
                "2026-12-07T09:00:00Z",
            ),
            (
                "UTC",
                "0123456",
                "09:00",
                "2026-11-27T08:59:59Z",
                "2026-11-27T09:00:00Z",
            ),
            (
                "Europe/Madrid",
                "6",
                "02:30",
                "2026-03-22T12:00:00Z",
                "2026-03-29T01:00:00Z",
            ),
            (
                "Europe/Madrid",
                "6",
                "02:30",
                "2026-03-29T01:00:00Z",
                "2026-04-05T00:30:00Z",
            ),
            (
                "Europe/Madrid",
                "6",
                "02:30",
                "2026-10-18T12:00:00Z",
                "2026-10-25T00:30:00Z",
            ),
            (
                "Europe/Madrid",
                "6",
                "02:30",
                "2026-10-25T00:30:00Z",
                "2026-11-01T01:30:00Z",
            ),
            // Samoa had no 30 December 2011: the Friday is over where Saturday begins.
            (
                "Pacific/Apia",
                "4",
                "09:00",
                "2011-12-29T00:00:00Z",
                "2011-12-30T10:00:00Z",
            ),
        ] {
            let every = Every {
                days: days(written),
                time: Minute::read(time).unwrap(),
            };
            let next = every.next_ms(utc(after), &zone(place));
            assert_eq!(
                next,
                Some(utc(expected)),
                "{place} {written} {time} after {after}"
            );
        }
    }

    /// Promise: quiet hours are what the clock shows, over midnight too.
    #[test]
    fn quiet_hours_are_what_the_clock_shows() {
        let night = Quiet::read("21:00-09:00").unwrap();
        let noon = Quiet::read("12:00-13:30").unwrap();
        let madrid = zone("Europe/Madrid");
        for (quiet, at, expected) in [
            (night, "2026-12-01T19:59:59Z", false),
            (night, "2026-12-01T20:00:00Z", true),
            (night, "2026-12-02T07:59:59Z", true),
            (night, "2026-12-02T08:00:00Z", false),
            (night, "2026-07-01T19:00:00Z", true),
            (noon, "2026-12-01T11:00:00Z", true),
            (noon, "2026-12-01T12:30:00Z", false),
        ] {
            assert_eq!(quiet.is_at(utc(at), &madrid), expected, "{quiet:?} {at}");
        }
        assert_eq!(Quiet::read("09:00-09:00"), None);
        assert_eq!((night.open_minutes(), noon.open_minutes()), (720, 1_350));
    }
}
