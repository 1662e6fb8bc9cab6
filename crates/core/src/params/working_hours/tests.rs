//! Working hours over the nights in which the clocks are changed, and in general.

use jiff::Timestamp;
use proptest::prelude::*;

use super::*;

/// Moments around both changes of 2026 in three zones. The local time is there for the reader, and checked as well.
const NIGHTS: &str = "
zone                | hours                        | moment               | local time       | works | works next
Europe/Madrid       | Sun 01:00-02:30              | 2026-03-29T00:59:59Z | Sun 29 Mar 01:59 | yes   | 2026-03-29T00:59:59Z
Europe/Madrid       | Sun 01:00-02:30              | 2026-03-29T01:00:00Z | Sun 29 Mar 03:00 | no    | 2026-04-04T23:00:00Z
Europe/Madrid       | Sun 02:10-02:40              | 2026-03-29T00:30:00Z | Sun 29 Mar 01:30 | no    | 2026-04-05T00:10:00Z
Europe/Madrid       | Sun 02:30-09:00              | 2026-03-29T00:30:00Z | Sun 29 Mar 01:30 | no    | 2026-03-29T01:00:00Z
Europe/Madrid       | Mon-Fri 09:00-18:00          | 2026-03-27T17:00:00Z | Fri 27 Mar 18:00 | no    | 2026-03-30T07:00:00Z
Europe/Madrid       | Sat 22:00-04:00              | 2026-03-29T01:59:00Z | Sun 29 Mar 03:59 | yes   | 2026-03-29T01:59:00Z
Europe/Madrid       | Sat 22:00-04:00              | 2026-03-29T02:00:00Z | Sun 29 Mar 04:00 | no    | 2026-04-04T20:00:00Z
Europe/Madrid       | Sun 02:00-02:30              | 2026-10-25T00:29:59Z | Sun 25 Oct 02:29 | yes   | 2026-10-25T00:29:59Z
Europe/Madrid       | Sun 02:00-02:30              | 2026-10-25T00:30:00Z | Sun 25 Oct 02:30 | no    | 2026-10-25T01:00:00Z
Europe/Madrid       | Sun 01:30-02:15              | 2026-10-25T00:15:00Z | Sun 25 Oct 02:15 | no    | 2026-10-25T01:00:00Z
Europe/Madrid       | Sun 01:30-02:15              | 2026-10-25T01:15:00Z | Sun 25 Oct 02:15 | no    | 2026-11-01T00:30:00Z
Europe/Madrid       | Mon-Fri 09:00-18:00          | 2026-10-23T16:00:00Z | Fri 23 Oct 18:00 | no    | 2026-10-26T08:00:00Z
America/New_York    | Sun 01:00-02:30              | 2026-03-08T06:59:59Z | Sun 8 Mar 01:59  | yes   | 2026-03-08T06:59:59Z
America/New_York    | Sun 01:00-02:30              | 2026-03-08T07:00:00Z | Sun 8 Mar 03:00  | no    | 2026-03-15T05:00:00Z
America/New_York    | Sun 02:30-03:30              | 2026-03-08T06:00:00Z | Sun 8 Mar 01:00  | no    | 2026-03-08T07:00:00Z
America/New_York    | Sat 20:00-03:10              | 2026-03-08T07:09:00Z | Sun 8 Mar 03:09  | yes   | 2026-03-08T07:09:00Z
America/New_York    | Sun 01:30-01:45              | 2026-11-01T05:45:00Z | Sun 1 Nov 01:45  | no    | 2026-11-01T06:30:00Z
America/New_York    | Sun 01:30-01:45              | 2026-11-01T06:45:00Z | Sun 1 Nov 01:45  | no    | 2026-11-08T06:30:00Z
America/New_York    | Sun 00:30-01:30              | 2026-11-01T05:30:00Z | Sun 1 Nov 01:30  | no    | 2026-11-01T06:00:00Z
America/New_York    | Mon-Fri 09:00-17:00          | 2026-10-30T21:00:00Z | Fri 30 Oct 17:00 | no    | 2026-11-02T14:00:00Z
Australia/Lord_Howe | Sun 01:40-01:50              | 2026-04-04T14:50:00Z | Sun 5 Apr 01:50  | no    | 2026-04-04T15:10:00Z
Australia/Lord_Howe | Sun 01:40-01:50              | 2026-04-04T15:10:00Z | Sun 5 Apr 01:40  | yes   | 2026-04-04T15:10:00Z
Australia/Lord_Howe | Sun 01:00-01:45              | 2026-04-04T14:45:00Z | Sun 5 Apr 01:45  | no    | 2026-04-04T15:00:00Z
Australia/Lord_Howe | Sun 01:00-01:45              | 2026-04-04T15:15:00Z | Sun 5 Apr 01:45  | no    | 2026-04-11T14:30:00Z
Australia/Lord_Howe | Mon-Fri 09:00-17:00          | 2026-04-03T06:00:00Z | Fri 3 Apr 17:00  | no    | 2026-04-05T22:30:00Z
Australia/Lord_Howe | Sun 02:00-02:20              | 2026-10-03T15:29:59Z | Sun 4 Oct 01:59  | no    | 2026-10-10T15:00:00Z
Australia/Lord_Howe | Sun 02:00-03:00              | 2026-10-03T15:29:59Z | Sun 4 Oct 01:59  | no    | 2026-10-03T15:30:00Z
Australia/Lord_Howe | Sun 02:00-03:00              | 2026-10-03T15:59:59Z | Sun 4 Oct 02:59  | yes   | 2026-10-03T15:59:59Z
Australia/Lord_Howe | Mon-Fri 09:00-17:00          | 2026-10-02T06:30:00Z | Fri 2 Oct 17:00  | no    | 2026-10-04T22:00:00Z
Pacific/Apia        | Fri 09:00-17:00              | 2011-12-30T09:59:59Z | Thu 29 Dec 23:59 | no    | 2012-01-05T19:00:00Z
";

fn hours(text: &str) -> WorkingHours {
    WorkingHours::read(text).unwrap()
}

fn zone(name: &str) -> Timezone {
    Timezone::read(name).unwrap()
}

/// Promise: in the nights in which the clocks are changed, and around them, hours mean what the wall's clock shows.
#[test]
fn nights_of_changed_clocks() {
    let rows: Vec<&str> = NIGHTS.lines().filter(|line| line.contains("Z |")).collect();
    assert_eq!(rows.len(), 30);
    for row in rows {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let [name, text, at, local, works, next] = cells[..] else {
            panic!("six cells: {row}");
        };
        let at: Timestamp = at.parse().unwrap();
        let shown = zone(name).local(at);
        assert_eq!(
            shown.strftime("%a %-d %b %H:%M").to_string(),
            local,
            "{row}"
        );
        let next: Timestamp = next.parse().unwrap();
        let at_ms = at.as_millisecond();
        let (hours, zone) = (hours(text), zone(name));
        assert_eq!(hours.are_at(at_ms, &zone), works == "yes", "{row}");
        let found = hours.next_ms(at_ms, &zone).map(instant);
        assert_eq!(found, Some(next), "{row}");
    }
}

/// Promise: spans over midnight belong to both days, also from Sunday to Monday; what is no span is refused.
#[test]
fn spans_are_read() {
    for (text, printed) in [
        ("fri 22:00-02:00", "Fri 22:00-24:00; Sat 00:00-02:00"),
        ("Sun 23:30-00:00", "Sun 23:30-24:00"),
        ("Sun 20:00-6:00", "Mon 00:00-06:00; Sun 20:00-24:00"),
        ("Mon-Tue 00:00-24:00", "Mon 00:00-24:00; Tue 00:00-24:00"),
        (
            "Sat 10:00-14:00, Mon 9:00-9:30",
            "Mon 09:00-09:30; Sat 10:00-14:00",
        ),
    ] {
        assert_eq!(hours(text).print(), printed);
        assert_eq!(hours(printed), hours(text));
    }
    for text in [
        "Mon",
        "Mon 9-18",
        "Mon 09:00-09:00",
        "Mon 24:00-02:00",
        "Fri-Mon 09:00-10:00",
        "Mon 09:60-10:00",
    ] {
        assert!(WorkingHours::read(text).is_err(), "{text}");
    }
    let overlap = WorkingHours::read("Mon 22:00-02:00; Tue 01:00-03:00");
    assert_eq!(overlap, Err(crate::params::Why::SpansOverlap));
}

/// Any zone of the database.
fn any_zone() -> impl Strategy<Value = Timezone> {
    let names: Vec<String> = jiff::tz::db()
        .available()
        .map(|name| name.to_string())
        .filter(|name| Timezone::read(name).is_ok())
        .collect();
    assert!(names.len() > 400, "the database of zones is not there");
    prop::sample::select(names).prop_map(|name| zone(&name))
}

/// From 1970 to 2100.
fn any_moment() -> impl Strategy<Value = i64> {
    0..4_102_444_800_000_i64
}

proptest! {
    /// Promise: a week without gaps is always worked, in whatever zone.
    #[test]
    fn a_whole_week_is_always_worked(zone in any_zone(), at_ms in any_moment()) {
        let week = hours("Mon-Sun 00:00-24:00");
        prop_assert!(week.are_at(at_ms, &zone));
        prop_assert_eq!(week.next_ms(at_ms, &zone), Some(at_ms));
    }

    /// Promise: at the next moment of work there is work, and at none before it, minute by minute.
    #[test]
    fn the_next_moment_is_the_first(
        zone in any_zone(), at_ms in any_moment(), day in 0..7_u8, from in 0..1_440_u16, length in 1..1_439_u16,
    ) {
        let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
        let until = (from + length) % MINUTES_IN_DAY;
        let day = DAYS[usize::from(day)];
        let hours = hours(&format!("{day} {}-{}", clock(from), clock(until)));
        let next = hours.next_ms(at_ms, &zone).unwrap();
        prop_assert!(hours.are_at(next, &zone));
        prop_assert!(next >= at_ms);
        let mut before = next - 1;
        while before >= at_ms {
            prop_assert!(!hours.are_at(before, &zone), "already at {before}");
            before -= 60_000;
        }
    }

    /// Promise: the local day never goes back while clocks are not changed over midnight, and is within a day of UTC's.
    #[test]
    fn the_local_day_is_near(zone in any_zone(), at_ms in any_moment()) {
        let apart = zone.local_day(at_ms) - at_ms.div_euclid(86_400_000);
        prop_assert!((-1..=1).contains(&apart));
    }
}
