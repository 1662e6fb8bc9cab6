//! Shifts by example and by property: `golden` has the cases that were worked out by hand.

mod golden;
mod reading;

use std::collections::BTreeMap;

use proptest::prelude::*;
use relevo_telegram::UserId;

use super::*;
use crate::params::{Params, Timezone};

const MIN_MS: i64 = 60_000;
const DAY_MS: i64 = 24 * 60 * MIN_MS;

fn zone(name: &str) -> Timezone {
    let mut params = Params::default();
    params.set("TIMEZONE", name).expect("a zone");
    params.timezone
}

/// People are called by letters.
fn person(name: &str) -> UserId {
    UserId(i64::from(name.as_bytes()[0]))
}

fn any_span() -> impl Strategy<Value = DutySpan> {
    let quarter = || (0..96_u16).prop_map(|quarter| quarter * 15);
    let any = (0..7_u8, quarter(), quarter());
    any.prop_filter_map("a span", |(day, from, until)| {
        DutySpan::new(day, from, until)
    })
}

fn any_week() -> impl Strategy<Value = Week> {
    prop::collection::vec(any_span(), 0..6).prop_map(Week::new)
}

fn any_zone() -> impl Strategy<Value = Timezone> {
    let names = prop::sample::select(vec![
        "UTC",
        "Europe/Madrid",
        "America/New_York",
        "America/Santiago",
        "Australia/Lord_Howe",
        "Pacific/Chatham",
        "Africa/Casablanca",
        "Asia/Kathmandu",
    ]);
    names.prop_map(zone)
}

/// A plan around a day in 2026, with everything in it that there is.
fn any_plan() -> impl Strategy<Value = (Plan, i64)> {
    let weeks = prop::collection::vec(any_week(), 1..4);
    let exceptions = prop::collection::vec((0..12_i64, 0..4_i64, prop::option::of(0..4_i64)), 0..3);
    let hands = prop::collection::vec((0..4_i64, any::<bool>()), 0..2);
    let at = 0..365 * 96_i64;
    (any_zone(), weeks, exceptions, hands, at).prop_map(|(zone, weeks, exceptions, hands, at)| {
        let first_ms = 20_454 * DAY_MS; // 2026-01-01
        let now_ms = first_ms + at * 15 * MIN_MS;
        let people = (0..).map(UserId);
        let mut plan = Plan {
            rota: people.zip(weeks).collect::<BTreeMap<_, _>>(),
            ..Plan::empty(zone)
        };
        for (after, instead_of, who) in exceptions {
            plan.substitutions.push(Substitution {
                day: now_ms / DAY_MS + after,
                instead_of: UserId(instead_of),
                who: who.map(UserId),
            });
        }
        for (who, on) in hands {
            let said = plan.said(UserId(who), on, now_ms - 45 * MIN_MS);
            plan.by_hand.push(said);
        }
        (plan, now_ms)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    /// Promise: the next change is the first moment at which others are on duty, in every zone and over every change of the clocks.
    #[test]
    fn the_next_change_is_the_first((plan, now_ms) in any_plan()) {
        let now = plan.on_duty(now_ms);
        let next_ms = plan.next_change_ms(now_ms);
        let end_ms = next_ms.unwrap_or(i64::MAX).min(now_ms + 9 * DAY_MS);
        let mut at_ms = now_ms;
        while at_ms < end_ms {
            prop_assert_eq!(&plan.on_duty(at_ms), &now, "at {}", at_ms);
            at_ms += 15 * MIN_MS;
        }
        if let Some(next_ms) = next_ms {
            prop_assert_ne!(plan.on_duty(next_ms), now);
        }
    }

    /// Promise: what somebody says by hand holds at once, and no longer than until the rota changes for them.
    #[test]
    fn by_hand_until_the_rota_changes((plan, now_ms) in any_plan(), who in 0..4_i64, on in any::<bool>()) {
        let who = UserId(who);
        let plan = Plan { by_hand: Vec::new(), ..plan };
        let said = plan.said(who, on, now_ms);
        let spoken = Plan { by_hand: vec![said], ..plan.clone() };
        prop_assert_eq!(spoken.on_duty(now_ms).contains(&who), on);
        if let Some(until_ms) = said.until_ms {
            prop_assert_eq!(spoken.on_duty(until_ms - 1).contains(&who), on);
            prop_assert_eq!(spoken.on_duty(until_ms), plan.on_duty(until_ms));
            let before = plan.on_duty(now_ms).contains(&who);
            prop_assert_ne!(plan.on_duty(until_ms).contains(&who), before);
        }
    }

    /// Promise: at no moment is there no answer.
    #[test]
    fn there_is_always_an_answer((plan, _) in any_plan(), at_ms in any::<i64>()) {
        for at_ms in [at_ms, i64::MIN, i64::MAX] {
            let _ = (plan.on_duty(at_ms), plan.next_change_ms(at_ms));
        }
    }

    /// Promise: a week is read as it is printed.
    #[test]
    fn a_printed_week_is_read(week in any_week()) {
        let printed = days_text(&week);
        let read = spans(&printed);
        prop_assert_eq!(read, Some(week).filter(|week| !week.is_empty()), "{}", printed);
    }

    /// Promise: a table is read as it is written, whatever people are called.
    #[test]
    fn a_written_table_is_read(lines in prop::collection::vec(("[^\\p{C}']{1,20}", any_span()), 1..8)) {
        let lines: Vec<(String, DutySpan)> = lines
            .into_iter()
            .map(|(name, span)| (name.trim().to_owned(), span))
            .filter(|(name, _)| !name.is_empty())
            .collect();
        prop_assume!(!lines.is_empty());
        let written = csv_text(lines.iter().map(|(name, span)| (&**name, *span)));
        let read = csv_rows(&written).map_err(|lines| TestCaseError::fail(format!("{lines:?}: {written}")))?;
        let read: Vec<(String, DutySpan)> = read.into_iter().map(|row| (row.name, row.span)).collect();
        prop_assert_eq!(read, lines);
    }

    /// Promise: whatever somebody writes behind the command is read as something.
    #[test]
    fn whatever_is_written_is_read(words in "\\PC{0,60}", begin in prop::sample::select(vec!["", "rota ", "sub ", "lead ", "rota\n"])) {
        let _ = read(&format!("{begin}{words}"));
        let _ = csv_rows(&words);
    }
}

/// Promise: every screen and every act comes back from its code, which fits on a button; a code of another version is none.
#[test]
fn codes_come_back() {
    let who = UserId(9_007_199_254_740_991);
    let span = DutySpan::new(6, 1_439, 1_438).expect("a span");
    let screens = [
        ShiftScreen::Now,
        ShiftScreen::Rota(3),
        ShiftScreen::Person(who),
        ShiftScreen::Day(who, 6),
        ShiftScreen::From(who, 6),
        ShiftScreen::Until(who, 6, 1_439),
        ShiftScreen::Table,
        ShiftScreen::Substitutions,
        ShiftScreen::Lead(0),
    ];
    for screen in &screens {
        assert_eq!(ShiftScreen::from_code(&screen.code()), Some(screen.clone()));
    }
    let troubles = [
        ShiftTrouble::Unclear,
        ShiftTrouble::NoSpans,
        ShiftTrouble::NoSubstitution,
        ShiftTrouble::NobodyCalled,
        ShiftTrouble::SeveralCalled,
        ShiftTrouble::Anonymous,
        ShiftTrouble::MayNot,
        ShiftTrouble::WrongLines(vec![1, 20]),
        ShiftTrouble::WrongLines(vec![]),
        ShiftTrouble::WrongNames(vec![7]),
        ShiftTrouble::Full,
        ShiftTrouble::PastDay,
        ShiftTrouble::NoFile,
    ];
    for trouble in troubles {
        let screen = ShiftScreen::Trouble(trouble);
        assert_eq!(ShiftScreen::from_code(&screen.code()), Some(screen));
    }
    let mut acts: Vec<ShiftAct> = screens.into_iter().map(ShiftAct::Open).collect();
    acts.extend([
        ShiftAct::Hand(true),
        ShiftAct::Hand(false),
        ShiftAct::Add(who, span),
        ShiftAct::Remove(who, 6, 1_439),
        ShiftAct::Clear(who),
        ShiftAct::AsUsual(20_454, who),
        ShiftAct::Lead(Some(who)),
        ShiftAct::Lead(None),
    ]);
    for act in acts {
        let code = act.code();
        assert!(code.len() <= 30, "{code}");
        assert_eq!(ShiftAct::from_code(&code), Some(act));
    }
    for wrong in [
        "",
        "z",
        "a.1.2.3",
        "a.1.2.60.60",
        "d.1.7",
        ">d.1.7",
        "x.nothing",
        "r",
    ] {
        assert_eq!(ShiftAct::from_code(wrong), None, "{wrong}");
        assert_eq!(ShiftScreen::from_code(wrong), None, "{wrong}");
    }
}
