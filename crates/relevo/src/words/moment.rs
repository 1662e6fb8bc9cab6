//! Moments as people read them, to the minute and in UTC, on cards in the connection's zone. How a language writes one, its catalogue says.

use relevo_core::params::Timezone;

use super::catalogue::{Catalogue, Fact};

/// A moment for the command line: `2026-11-23 09:05 UTC`.
pub(crate) fn utc(unix_s: i64) -> String {
    let [year, month, day, hour, minute] = parts(unix_s);
    format!("{year}-{month}-{day} {hour}:{minute} UTC")
}

/// A moment (Unix milliseconds) for programs and spreadsheets: `2026-11-23 09:05:00`, in UTC.
pub(crate) fn iso(at_ms: i64) -> String {
    let unix_s = at_ms.div_euclid(1_000);
    let [year, month, day, hour, minute] = parts(unix_s);
    let second = unix_s.rem_euclid(60);
    format!("{year}-{month}-{day} {hour}:{minute}:{second:02}")
}

/// Its day: `2026-11-23`.
pub(crate) fn day(at_ms: i64) -> String {
    let [year, month, day, ..] = parts(at_ms.div_euclid(1_000));
    format!("{year}-{month}-{day}")
}

/// A moment in a catalogue's language.
pub(super) fn day_and_time(catalogue: &Catalogue, unix_s: i64) -> String {
    let [year, month, day, hour, minute] = parts(unix_s);
    let facts: [Fact<'_>; 5] = [
        ("year", year.into()),
        ("month", month.into()),
        ("day", day.into()),
        ("hour", hour.into()),
        ("minute", minute.into()),
    ];
    catalogue.text("moment", None, &facts)
}

/// A moment (Unix milliseconds) in a catalogue's language, as a clock in a zone shows it.
pub(super) fn in_zone(catalogue: &Catalogue, zone: &Timezone, at_ms: i64) -> String {
    if *zone == Timezone::UTC {
        return day_and_time(catalogue, at_ms.div_euclid(1_000));
    }
    let [year, month, day, hour, minute] = parts(zone.wall_clock_s(at_ms));
    let facts: [Fact<'_>; 6] = [
        ("year", year.into()),
        ("month", month.into()),
        ("day", day.into()),
        ("hour", hour.into()),
        ("minute", minute.into()),
        ("zone", zone.name().into()),
    ];
    catalogue.text("moment-in-zone", None, &facts)
}

/// A time of day in a catalogue's language.
pub(super) fn time_of_day(catalogue: &Catalogue, unix_s: i64) -> String {
    let [_, _, _, hour, minute] = parts(unix_s);
    let facts: [Fact<'_>; 2] = [("hour", hour.into()), ("minute", minute.into())];
    catalogue.text("moment-time", None, &facts)
}

/// Year, month, day, hour and minute, in digits of fixed number.
fn parts(unix_s: i64) -> [String; 5] {
    let (days, second) = (unix_s.div_euclid(86_400), unix_s.rem_euclid(86_400));
    let (year, month, day) = civil(days);
    let (hour, minute) = (second / 3_600, second % 3_600 / 60);
    let two = |number: i64| format!("{number:02}");
    [
        format!("{year:04}"),
        two(month),
        two(day),
        two(hour),
        two(minute),
    ]
}

/// The date of a day, counted from 1970-01-01, in the Gregorian calendar. Years begin in March here, so that the leap day is the last.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468; // from 0000-03-01
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use relevo_core::params::Language;

    use super::{Catalogue, day_and_time, time_of_day};

    /// Promise: each language writes a moment in its own way.
    #[test]
    fn languages_write_moments() {
        let said = |language| {
            let catalogue = Catalogue::of(language);
            let unix_s = 1_795_424_699;
            let (moment, time) = (
                day_and_time(catalogue, unix_s),
                time_of_day(catalogue, unix_s),
            );
            format!("{moment} | {time}")
        };
        insta::assert_snapshot!(said(Language::En), @"2026-11-23 09:04 UTC | 09:04 UTC");
        insta::assert_snapshot!(said(Language::Es), @"23/11/2026 a las 09:04 UTC | 09:04 UTC");
        insta::assert_snapshot!(said(Language::Ru), @"23.11.2026 09:04 UTC | 09:04 UTC");
        insta::assert_snapshot!(said(Language::De), @"23.11.2026 um 09:04 Uhr UTC | 09:04 Uhr UTC");
    }

    /// Promise: dates are right at the edges of months, leap years and epochs.
    #[test]
    fn dates_are_right() {
        for (unix_s, words) in [
            (0, "1970-01-01 00:00 UTC"),
            (-60, "1969-12-31 23:59 UTC"),
            (951_782_340, "2000-02-28 23:59 UTC"),
            (951_868_800, "2000-03-01 00:00 UTC"),
            (1_709_164_800, "2024-02-29 00:00 UTC"),
            (1_795_424_699, "2026-11-23 09:04 UTC"),
            (4_107_542_400, "2100-03-01 00:00 UTC"),
        ] {
            assert_eq!(super::utc(unix_s), words);
            assert_eq!(day_and_time(Catalogue::of(Language::En), unix_s), words);
        }
    }
}
