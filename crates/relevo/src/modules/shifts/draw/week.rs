//! The pages on which somebody's week is changed: the person, a day of theirs, when a new span begins and when it ends, by the hour. Other
//! times are written in one line.

use relevo_core::shifts::{
    DutySpan, MINUTES_IN_DAY, ShiftAct, ShiftScreen, Week, clock, days_text, hours_text,
};
use relevo_telegram::{EntityKind, Text, UserId};

use super::{Board, Key, Page, key};

/// How many buttons with times stand in a row.
const TIMES_IN_ROW: usize = 6;
/// How many buttons with days stand in a row.
const DAYS_IN_ROW: usize = 4;

impl Board {
    fn week(&self, person: UserId) -> Week {
        self.shifts.rota.get(&person).cloned().unwrap_or_default()
    }

    /// Somebody's week, with a button for each day.
    pub(super) fn person(&self, person: UserId) -> Page {
        let (week, name) = (self.week(person), self.name(person));
        let mut text = self.headed(&name);
        match week.is_empty() {
            true => text.push_str(&self.say("shift-not-in-rota", &[])),
            false => text.push_str(&days_text(&week)),
        }
        text.push_str(&format!("\n\n{}\n", self.say("shift-week-hint", &[])));
        let example = self.say("shift-week-example", &[("name", name)]);
        text.push_as(&example, EntityKind::Code);
        let day = |day: u8| {
            let sign = match week.of_day(day).next() {
                Some(_) => "✓ ",
                None => "",
            };
            let label = format!("{sign}{}", self.day_name(day));
            key(label, &ShiftAct::Open(ShiftScreen::Day(person, day)))
        };
        let mut rows = in_rows((0..7).map(day), DAYS_IN_ROW);
        let mut last = vec![self.back(ShiftScreen::Rota(0))];
        if !week.is_empty() {
            last.insert(0, self.key("shift-clear", &ShiftAct::Clear(person)));
        }
        rows.push(last);
        Page { text, rows }
    }

    /// A day of somebody's: each span with a button that takes it away.
    pub(super) fn day(&self, person: UserId, day: u8) -> Page {
        let mut text = self.headed(&format!("{}, {}", self.name(person), self.day_name(day)));
        let week = self.week(person);
        let spans: Vec<DutySpan> = week.of_day(day).collect();
        let hours: Vec<String> = spans.iter().map(|span| hours_text(*span)).collect();
        match hours.is_empty() {
            true => text.push_str(&self.say("shift-no-hours", &[])),
            false => text.push_str(&hours.join(", ")),
        }
        let remove = |span: &DutySpan| {
            let label = format!("✕ {}", hours_text(*span));
            key(label, &ShiftAct::Remove(person, day, span.from_minute))
        };
        let mut rows = in_rows(spans.iter().map(remove), 2);
        rows.push(vec![
            self.open("shift-add", ShiftScreen::From(person, day)),
            self.back(ShiftScreen::Person(person)),
        ]);
        Page { text, rows }
    }

    /// When a new span of a day begins.
    pub(super) fn from(&self, person: UserId, day: u8) -> Page {
        let mut text = self.headed(&format!("{}, {}", self.name(person), self.day_name(day)));
        text.push_str(&self.say("shift-from", &[]));
        let hour = |hour: u16| {
            let from = hour * 60;
            let screen = ShiftScreen::Until(person, day, from);
            key(clock(from), &ShiftAct::Open(screen))
        };
        let mut rows = in_rows((0..24).map(hour), TIMES_IN_ROW);
        rows.push(vec![self.back(ShiftScreen::Day(person, day))]);
        Page { text, rows }
    }

    /// When it ends: that day or the next.
    pub(super) fn until(&self, (person, day): (UserId, u8), from: u16) -> Page {
        let mut text = self.headed(&format!("{}, {}", self.name(person), self.day_name(day)));
        let from_time = ("time", clock(from));
        text.push_str(&self.say("shift-until", &[from_time]));
        let ends = (1..=24).map(|hours| {
            let minute = from / 60 * 60 + hours * 60;
            match minute > MINUTES_IN_DAY {
                true => minute - MINUTES_IN_DAY,
                false => minute,
            }
        });
        let spans = ends.filter_map(|until| DutySpan::new(day, from, until));
        let ends = spans.map(|span| key(clock(span.ends_at()), &ShiftAct::Add(person, span)));
        let mut rows = in_rows(ends, TIMES_IN_ROW);
        rows.push(vec![self.back(ShiftScreen::From(person, day))]);
        Page { text, rows }
    }

    /// A page that begins with what it is about.
    fn headed(&self, about: &str) -> Text {
        let mut text = Text::plain("🗓 ");
        text.push_as(about, EntityKind::Bold);
        text.push_str("\n");
        text
    }
}

fn in_rows(keys: impl Iterator<Item = Key>, length: usize) -> Vec<Vec<Key>> {
    let keys: Vec<Key> = keys.collect();
    keys.chunks(length).map(<[Key]>::to_vec).collect()
}
