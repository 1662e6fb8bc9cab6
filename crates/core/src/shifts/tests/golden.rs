//! Who is on duty and when that changes, worked out by hand: several zones, both hemispheres, every kind of change of the clocks.

use std::collections::BTreeSet;

use jiff::Timestamp;
use relevo_telegram::UserId;

use super::super::*;
use super::{person, zone};

/// Zone | rota | exceptions | moment (UTC) | who is on | next change (UTC).
/// Exceptions: `sub …` as it is written, `+A` and `-A`: said by hand at that moment.
const CASES: &str = "
UTC | A mon-fri 09:00-17:00 | | 2026-11-23T08:59 | | 2026-11-23T09:00
UTC | A mon-fri 09:00-17:00 | | 2026-11-23T09:00 | A | 2026-11-23T17:00
UTC | A mon-fri 09:00-17:00 | | 2026-11-23T17:00 | | 2026-11-24T09:00
UTC | A mon-fri 09:00-17:00 | | 2026-11-27T17:00 | | 2026-11-30T09:00
UTC | A mon 09:00-14:00, 15:00-18:00 | | 2026-11-23T14:30 | | 2026-11-23T15:00
UTC | A mon 09:00-14:00, 14:00-18:00 | | 2026-11-23T13:00 | A | 2026-11-23T18:00
UTC | A fri 22:00-06:00 | | 2026-11-28T05:59 | A | 2026-11-28T06:00
UTC | A sun 22:00-02:00 | | 2026-11-30T01:00 | A | 2026-11-30T02:00
UTC | A mon 00:00-24:00 | | 2026-11-23T23:59 | A | 2026-11-24T00:00
UTC | A mon-sun 00:00-24:00 | | 2026-11-23T12:00 | A |
UTC | A mon 09:00-15:00 / B mon 12:00-18:00 | | 2026-11-23T13:00 | AB | 2026-11-23T15:00
UTC | A mon 06:00-14:00 / B mon 14:00-22:00 | | 2026-11-23T14:00 | B | 2026-11-23T22:00
UTC | | | 2026-11-23T14:00 | |
UTC | A fri-mon 10:00-12:00 | | 2026-11-29T11:00 | A | 2026-11-29T12:00
Asia/Kolkata | A mon 09:00-17:00 | | 2026-11-23T03:29 | | 2026-11-23T03:30
Asia/Kathmandu | A mon 09:00-17:00 | | 2026-11-23T03:15 | A | 2026-11-23T11:15
Pacific/Kiritimati | A mon 09:00-17:00 | | 2026-11-22T19:00 | A | 2026-11-23T03:00
America/Los_Angeles | A mon 22:00-24:00 | | 2026-11-24T06:00 | A | 2026-11-24T08:00
Europe/Madrid | A mon 09:00-17:00 | | 2026-11-23T08:00 | A | 2026-11-23T16:00
Europe/Madrid | A mon 09:00-17:00 | | 2026-07-20T07:00 | A | 2026-07-20T15:00
Europe/Madrid | A sat 22:00-06:00 | | 2026-03-29T03:59 | A | 2026-03-29T04:00
Europe/Madrid | A sun 02:30-06:00 | | 2026-03-29T00:59 | | 2026-03-29T01:00
Europe/Madrid | A sun 02:10-02:50 | | 2026-03-29T00:59 | | 2026-04-05T00:10
Europe/Madrid | A sat 22:00-02:30 | | 2026-03-29T00:30 | A | 2026-03-29T01:00
Europe/Madrid | A sat 22:00-02:30 / B sun 02:30-08:00 | | 2026-03-29T00:30 | A | 2026-03-29T01:00
Europe/Madrid | A sat 22:00-02:30 / B sun 02:30-08:00 | | 2026-03-29T01:00 | B | 2026-03-29T06:00
Europe/Madrid | A sat 22:00-06:00 | | 2026-10-25T01:30 | A | 2026-10-25T05:00
Europe/Madrid | A sat 22:00-02:30 | | 2026-10-25T00:15 | A | 2026-10-25T00:30
Europe/Madrid | A sat 22:00-02:30 | | 2026-10-25T01:15 | | 2026-10-31T21:00
Europe/Madrid | A sun 02:30-06:00 | | 2026-10-25T00:29 | | 2026-10-25T00:30
Europe/Madrid | A sun 02:30-06:00 | | 2026-10-25T01:10 | A | 2026-10-25T05:00
Europe/Madrid | A sat 22:00-02:30 / B sun 02:30-08:00 | | 2026-10-25T01:15 | B | 2026-10-25T07:00
Europe/Madrid | A sun 00:00-24:00 | sub 2026-10-25 B for A | 2026-10-25T22:30 | B | 2026-10-25T23:00
America/New_York | A sun 01:00-03:00 | | 2026-03-08T06:30 | A | 2026-03-08T07:00
America/New_York | A sun 01:00-02:00 | | 2026-11-01T05:30 | A | 2026-11-01T07:00
America/St_Johns | A sun 02:00-04:00 | | 2026-03-08T05:29 | | 2026-03-08T05:30
America/Havana | A sun 00:00-08:00 | | 2026-03-08T04:59 | | 2026-03-08T05:00
America/Havana | A sat 16:00-24:00 | | 2026-11-01T03:30 | A | 2026-11-01T04:00
Africa/Cairo | A fri 00:00-08:00 | | 2026-04-23T21:59 | | 2026-04-23T22:00
Australia/Sydney | A sat 22:00-06:00 | | 2026-04-04T16:30 | A | 2026-04-04T20:00
Australia/Sydney | A sun 02:00-03:00 | | 2026-04-04T15:30 | A | 2026-04-04T17:00
Australia/Sydney | A sat 22:00-06:00 | | 2026-10-03T16:00 | A | 2026-10-03T19:00
Australia/Lord_Howe | A sun 02:15-05:00 | | 2026-10-03T15:29 | | 2026-10-03T15:30
Australia/Lord_Howe | A sun 01:45-05:00 | | 2026-04-04T14:44 | | 2026-04-04T14:45
America/Santiago | A sun 00:00-08:00 | | 2026-09-06T03:59 | | 2026-09-06T04:00
America/Santiago | A sat 16:00-24:00 | | 2026-09-06T03:59 | A | 2026-09-06T04:00
America/Santiago | A sat 16:00-24:00 | | 2026-04-05T03:30 | A | 2026-04-05T04:00
Pacific/Auckland | A sat 20:00-04:00 | | 2026-09-26T14:30 | A | 2026-09-26T15:00
Pacific/Chatham | A sun 03:00-06:00 | | 2026-04-04T13:14 | | 2026-04-04T13:15
Pacific/Apia | A fri 09:00-17:00 / B sat 09:00-17:00 | | 2011-12-30T09:00 | | 2011-12-30T19:00
Pacific/Apia | A thu 22:00-06:00 | | 2011-12-30T09:30 | A | 2011-12-30T10:00
UTC | A thu 09:00-17:00 | sub 2026-12-24 B for A | 2026-12-24T10:00 | B | 2026-12-24T17:00
UTC | A thu 09:00-17:00 | sub 2026-12-24 A off | 2026-12-24T10:00 | | 2026-12-31T09:00
UTC | A thu 22:00-06:00 | sub 2026-12-24 B for A | 2026-12-25T05:00 | B | 2026-12-25T06:00
UTC | A wed-thu 22:00-06:00 | sub 2026-12-24 B for A | 2026-12-24T05:00 | A | 2026-12-24T06:00
UTC | A thu 09:00-17:00 / B thu 09:00-17:00 | sub 2026-12-24 B off; sub 2026-12-24 B for A | 2026-12-24T10:00 | B | 2026-12-24T17:00
UTC | A mon-sun 00:00-24:00 | sub 2027-06-01 B for A | 2026-11-23T12:00 | A | 2027-06-01T00:00
UTC | A mon 09:00-17:00 | sub 2026-11-23 A off; sub 2026-11-30 A off; sub 2026-12-07 A off; sub 2026-12-14 A off | 2026-11-22T00:00 | | 2026-12-21T09:00
UTC | A mon 09:00-17:00 | +A 2026-11-23T08:30 | 2026-11-23T08:45 | A | 2026-11-23T17:00
UTC | A mon 09:00-17:00 | -A 2026-11-23T15:00 | 2026-11-23T16:00 | | 2026-11-30T09:00
UTC | A mon-tue 09:00-17:00 | -A 2026-11-23T15:00 | 2026-11-24T10:00 | A | 2026-11-24T17:00
UTC | A mon 09:00-17:00 | +C 2026-11-22T08:30 | 2026-11-23T08:45 | C | 2026-11-23T09:00
";

/// Promise: shifts are as a person reads them off the wall, also in nights in which the clocks are changed.
#[test]
fn cases() {
    let cases: Vec<&str> = CASES.lines().filter(|line| !line.is_empty()).collect();
    assert!(cases.len() >= 50);
    for case in cases {
        let parts: Vec<&str> = case.split('|').map(str::trim).collect();
        let [zone_name, rota, exceptions, at, on, next] = parts[..] else {
            panic!("{case}");
        };
        let mut plan = Plan::empty(zone(zone_name));
        for line in rota
            .split('/')
            .map(str::trim)
            .filter(|line| !line.is_empty())
        {
            let (name, words) = line.split_at(1);
            plan.rota.insert(person(name), spans(words).expect(case));
        }
        for exception in exceptions.split(';').map(str::trim) {
            except(&mut plan, exception, case);
        }
        let expected: BTreeSet<UserId> = on
            .split("")
            .filter(|name| !name.is_empty())
            .map(person)
            .collect();
        assert_eq!(plan.on_duty(ms(at)), expected, "{case}");
        let found = plan.next_change_ms(ms(at)).map(shown);
        assert_eq!(found.as_deref().unwrap_or_default(), next, "{case}");
    }
}

fn except(plan: &mut Plan, exception: &str, case: &str) {
    if exception.is_empty() {
        return;
    }
    if let Some((hand, at)) = exception.split_once(' ')
        && let Some(name) = hand.strip_prefix(['+', '-'])
    {
        let said = plan.said(person(name), hand.starts_with('+'), ms(at));
        plan.by_hand.push(said);
        return;
    }
    let ShiftCommand::Substitute {
        day,
        instead_of,
        by,
    } = read(exception)
    else {
        panic!("{case}");
    };
    plan.substitutions.push(Substitution {
        day,
        instead_of: person(&instead_of),
        who: match by {
            SubstituteBy::Person(name) => Some(person(&name)),
            SubstituteBy::Nobody | SubstituteBy::AsUsual => None,
        },
    });
}

fn ms(moment: &str) -> i64 {
    let at: Timestamp = format!("{moment}:00Z").parse().expect("a moment");
    at.as_millisecond()
}

fn shown(at_ms: i64) -> String {
    let at = Timestamp::from_millisecond(at_ms).expect("a moment");
    at.to_string()
        .strip_suffix(":00Z")
        .expect("a whole minute")
        .to_owned()
}
