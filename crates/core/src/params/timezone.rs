//! A connection's time zone, by its name in the IANA database, which the program carries: it needs no files of the machine.
//!
//! Neighbour: `working_hours`. Deliberately absent: the time, which is an argument, and the zone of the machine.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::{AmbiguousOffset, TimeZone};

use super::value::Value;
use super::{Shape, Why};

/// A time zone of the IANA database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timezone(TimeZone);

impl Timezone {
    /// Without summer time, and the default.
    pub const UTC: Timezone = Timezone(TimeZone::UTC);

    /// Its name, such as `Europe/Madrid`.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// The day of the local calendar on which a moment (Unix milliseconds) is, in days since 1970-01-01. It grows with the
    /// moment, except where a zone leaves a day out.
    #[must_use]
    pub fn local_day(&self, at_ms: i64) -> i64 {
        let date = self.local(instant(at_ms)).date();
        date.duration_since(Date::constant(1970, 1, 1)).as_hours() / 24
    }

    /// When a local day began (Unix milliseconds): that of a moment, or so many days before it.
    #[must_use]
    pub fn day_begins_ms(&self, at_ms: i64, days_before: u8) -> i64 {
        let days = jiff::Span::new().days(i64::from(days_before));
        let date = self.local(instant(at_ms)).date().saturating_sub(days);
        let begins = self.0.to_zoned(date.at(0, 0, 0, 0));
        begins.map_or(at_ms, |begins| begins.timestamp().as_millisecond())
    }

    /// What a clock on the wall shows at a moment (Unix milliseconds), as seconds since 1970-01-01 00:00 on that clock.
    #[must_use]
    pub fn wall_clock_s(&self, at_ms: i64) -> i64 {
        let at = instant(at_ms);
        at.as_second() + i64::from(self.0.to_offset(at).seconds())
    }

    /// The first moment (Unix milliseconds) at which a clock on the wall shows so many minutes of a local day (in days since 1970-01-01),
    /// or a later time: of a time that comes twice the first, of one that is left out the moment at which the clocks are put forward.
    #[must_use]
    pub fn first_shows_ms(&self, day: i64, minute: u16) -> i64 {
        let days = jiff::Span::new().try_days(day).unwrap_or_default();
        let midnight = Date::constant(1970, 1, 1).saturating_add(days);
        let minutes = jiff::Span::new().minutes(i64::from(minute));
        let local = midnight.at(0, 0, 0, 0).saturating_add(minutes);
        let found = self.0.to_ambiguous_timestamp(local);
        let is_left_out = matches!(found.offset(), AmbiguousOffset::Gap { .. });
        let Ok(shown) = found.earlier() else {
            return instant(i64::MAX).as_millisecond();
        };
        let shown = match is_left_out {
            true => self.changes_after(shown).next().unwrap_or(shown),
            false => shown,
        };
        shown.as_millisecond()
    }

    /// What a clock on the wall shows at a moment.
    pub(crate) fn local(&self, at: Timestamp) -> DateTime {
        self.0.to_datetime(at)
    }

    /// The moments at which a clock on the wall shows this: one, two where an hour comes twice, and where it is left out
    /// some moment near it.
    pub(crate) fn moments(&self, local: DateTime) -> impl Iterator<Item = Timestamp> {
        let found = self.0.to_ambiguous_timestamp(local);
        [found.earlier(), found.later()].into_iter().flatten()
    }

    /// The moments after one at which the clocks are changed.
    pub(crate) fn changes_after(&self, at: Timestamp) -> impl Iterator<Item = Timestamp> {
        self.0.following(at).map(|change| change.timestamp())
    }
}

/// A moment from Unix milliseconds; beyond the year 9999 the last there is.
pub(crate) fn instant(at_ms: i64) -> Timestamp {
    Timestamp::from_millisecond(at_ms).unwrap_or(match at_ms {
        ..0 => Timestamp::MIN,
        _ => Timestamp::MAX,
    })
}

impl Value for Timezone {
    const SHAPE: Shape = Shape::Pattern("^[A-Za-z][A-Za-z0-9_+/-]*$");

    fn read(text: &str) -> Result<Timezone, Why> {
        let found = TimeZone::get(text).ok().filter(|zone| !zone.is_unknown());
        found.map(Timezone).ok_or(Why::Zone)
    }

    fn print(&self) -> String {
        self.name().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Promise: a zone is known by its name in any case, printed as the database writes it, and nothing else is one.
    #[test]
    fn only_zones_that_exist() {
        for (text, name) in [
            ("europe/madrid", "Europe/Madrid"),
            ("UTC", "UTC"),
            (
                "America/Argentina/Buenos_Aires",
                "America/Argentina/Buenos_Aires",
            ),
        ] {
            assert_eq!(
                Timezone::read(text).map(|zone| zone.print()),
                Ok(name.into())
            );
        }
        for text in [
            "",
            "Madrid",
            "Europe/Nowhere",
            "+02:00",
            "Etc/Unknown",
            "../etc/passwd",
            "OFF",
        ] {
            assert!(Timezone::read(text).is_err(), "{text}");
        }
    }

    /// Promise: the local day changes at local midnight, whatever the clocks do in that night.
    #[test]
    fn the_local_day_changes_at_midnight() {
        for (zone, before_ms, day) in [
            ("UTC", -1, -1),
            ("Europe/Madrid", 1_774_738_799_999, 20_540), // 2026-03-28 23:59:59.999, before the short day
            ("Europe/Madrid", 1_774_821_599_999, 20_541), // 2026-03-29, 23 hours later
            ("America/New_York", 1_793_595_599_999, 20_758), // 2026-11-01, a day of 25 hours
            ("Australia/Lord_Howe", 1_775_395_799_999, 20_548), // 2026-04-05, a day of 24 hours and a half
        ] {
            let zone = Timezone::read(zone).unwrap();
            assert_eq!(zone.local_day(before_ms), day, "{zone:?}");
            assert_eq!(zone.local_day(before_ms + 1), day + 1, "{zone:?}");
        }
    }
}
