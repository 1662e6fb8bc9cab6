//! What stands behind `/shift`: read without knowing anybody, as words.
//!
//! Days are read in the languages of the desk and printed in English, as `WORKING_HOURS` are. Deliberately absent: whether there is anybody
//! of that name.

use jiff::civil::Date;

use super::week::{DutySpan, MINUTES_IN_DAY, SPANS_MAX, Week};

/// The days as they are printed, Monday first.
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The days as they are read: English, Spanish, Russian, German.
const WORDS: [[&str; 6]; 7] = [
    ["mon", "monday", "lun", "lunes", "пн", "mo"],
    ["tue", "tuesday", "mar", "martes", "вт", "di"],
    ["wed", "wednesday", "mié", "mie", "ср", "mi"],
    ["thu", "thursday", "jue", "jueves", "чт", "do"],
    ["fri", "friday", "vie", "viernes", "пт", "fr"],
    ["sat", "saturday", "sáb", "sab", "сб", "sa"],
    ["sun", "sunday", "dom", "domingo", "вс", "so"],
];

/// What stands between whoever comes and whose spans they are.
const FOR: [&str; 5] = ["for", "por", "за", "für", "fuer"];

/// What somebody asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShiftCommand {
    /// Who is on duty.
    Show,
    /// Whoever asks is on duty, or is not.
    Hand(bool),
    /// Everybody's week.
    Rota,
    /// The same as a table.
    Table,
    /// A table to read: it replaces everybody's week.
    ReadTable(String),
    /// Somebody's week.
    WeekOf(String),
    /// Somebody's week is this; empty: they are in the rota no more.
    SetWeek(String, Week),
    /// The substitutions to come.
    Substitutions,
    /// Somebody's spans of a day.
    Substitute {
        /// In days since 1970-01-01.
        day: i64,
        /// Whose.
        instead_of: String,
        /// Who is on instead.
        by: SubstituteBy,
    },
    /// Who the shift lead is.
    Lead,
    /// Somebody is, or nobody.
    SetLead(Option<String>),
    /// None of these.
    Unclear(Unclear),
}

/// Who is on instead of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SubstituteBy {
    /// Somebody.
    Person(String),
    /// Nobody: a day off.
    Nobody,
    /// They themselves, as the rota says.
    AsUsual,
}

/// What is not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unclear {
    /// Which of the things that `/shift` does.
    What,
    /// Days and hours.
    Spans,
    /// The date, or who for whom.
    Substitution,
}

/// What somebody asks for, by the words behind the command.
#[must_use]
pub fn read(argument: &str) -> ShiftCommand {
    let argument = argument.trim();
    let (first, rest) = cut(argument);
    match &*first.to_lowercase() {
        "" => ShiftCommand::Show,
        "on" | "off" if rest.is_empty() => ShiftCommand::Hand(first.eq_ignore_ascii_case("on")),
        "rota" => rota(argument[first.len()..].trim_start_matches([' ', '\t', '\r'])),
        "sub" => substitution(rest),
        "lead" => match &*rest.to_lowercase() {
            "" => ShiftCommand::Lead,
            "off" | "clear" => ShiftCommand::SetLead(None),
            _ => ShiftCommand::SetLead(Some(rest.to_owned())),
        },
        _ => ShiftCommand::Unclear(Unclear::What),
    }
}

/// `rota`, `rota csv`, a table from the next line on, `rota NAME`, `rota NAME off`, `rota NAME SPANS`.
fn rota(rest: &str) -> ShiftCommand {
    if let Some(table) = rest.strip_prefix('\n') {
        return ShiftCommand::ReadTable(table.to_owned());
    }
    let rest = rest.trim();
    if rest.is_empty() {
        return ShiftCommand::Rota;
    }
    if rest.eq_ignore_ascii_case("csv") {
        return ShiftCommand::Table;
    }
    if let Some((name, last)) = rest.rsplit_once(char::is_whitespace)
        && last.eq_ignore_ascii_case("off")
    {
        return ShiftCommand::SetWeek(name.trim().to_owned(), Week::default());
    }
    // A name may be any words: the spans begin with the first from which all the rest are some.
    let begins = rest.char_indices().filter(|(_, c)| c.is_whitespace());
    for (at, _) in begins {
        let (name, words) = (rest[..at].trim(), rest[at..].trim());
        if let Some(week) = spans(words) {
            return ShiftCommand::SetWeek(name.to_owned(), week);
        }
    }
    match rest.chars().any(|c| c.is_ascii_digit()) && rest.contains(char::is_whitespace) {
        true => ShiftCommand::Unclear(Unclear::Spans),
        false => ShiftCommand::WeekOf(rest.to_owned()),
    }
}

/// `sub`, `sub DATE X for Y`, `sub DATE Y off`, `sub DATE Y clear`.
fn substitution(rest: &str) -> ShiftCommand {
    if rest.is_empty() {
        return ShiftCommand::Substitutions;
    }
    let (date, people) = cut(rest);
    let read = date_of(date).and_then(|day| {
        let (instead_of, by) = substitute(people)?;
        Some(ShiftCommand::Substitute {
            day,
            instead_of: instead_of.to_owned(),
            by,
        })
    });
    read.unwrap_or(ShiftCommand::Unclear(Unclear::Substitution))
}

fn substitute(people: &str) -> Option<(&str, SubstituteBy)> {
    let (name, last) = people.rsplit_once(char::is_whitespace)?;
    match &*last.to_lowercase() {
        "off" => return Some((name.trim(), SubstituteBy::Nobody)),
        "clear" => return Some((name.trim(), SubstituteBy::AsUsual)),
        _ => {}
    }
    let mut at = 0;
    for word in people.split_whitespace() {
        let found = at + people[at..].find(word)?;
        let (before, after) = (people[..found].trim(), &people[found + word.len()..]);
        let is_for = FOR.iter().any(|one| *one == word.to_lowercase());
        if is_for && !before.is_empty() && !after.trim().is_empty() {
            let by = SubstituteBy::Person(before.to_owned());
            return Some((after.trim(), by));
        }
        at = found + word.len();
    }
    None
}

/// A date as `2026-12-24`, in days since 1970-01-01.
fn date_of(words: &str) -> Option<i64> {
    let mut parts = words.splitn(3, '-');
    let year = parts.next()?.parse().ok().filter(|year| *year >= 1970)?;
    let (month, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let date = Date::new(year, month, day).ok()?;
    Some(date.duration_since(Date::constant(1970, 1, 1)).as_hours() / 24)
}

/// A day since 1970-01-01 as `2026-12-24`.
#[must_use]
pub fn date_text(day: i64) -> String {
    let days = jiff::Span::new().try_days(day).unwrap_or_default();
    Date::constant(1970, 1, 1).saturating_add(days).to_string()
}

/// Days and hours: `mon-fri 09:00-14:00, 15:00-18:00; sat 10:00-14:00`. None if they are none, or too many.
#[must_use]
pub fn spans(words: &str) -> Option<Week> {
    let mut days: Vec<u8> = Vec::new();
    let mut is_told = false;
    let mut spans = Vec::new();
    let words = words.split(|c: char| c.is_whitespace() || c == ',' || c == ';');
    for word in words.filter(|word| !word.is_empty()) {
        if let Some(more) = days_of(word) {
            // Days behind hours begin anew.
            if is_told {
                days.clear();
                is_told = false;
            }
            days.extend(more);
            continue;
        }
        let (from, until) = hours_of(word)?;
        is_told = true;
        for day in &days {
            spans.push(DutySpan::new(*day, from, until)?);
        }
    }
    let week = Week::new(spans);
    let is_right = is_told && !week.is_empty() && week.spans().len() <= SPANS_MAX;
    is_right.then_some(week)
}

/// A day, or the days from one to another, also over the end of the week.
fn days_of(word: &str) -> Option<Vec<u8>> {
    let (first, last) = word.split_once(['-', '–']).unwrap_or((word, word));
    let (first, last) = (day_of(first)?, day_of(last)?);
    let length = (last + 7 - first) % 7;
    Some((first..=first + length).map(|day| day % 7).collect())
}

/// A day of the week, 0 for Monday.
#[must_use]
pub fn day_of(word: &str) -> Option<u8> {
    let word = word.trim().to_lowercase();
    let place = WORDS.iter().position(|all| all.contains(&&*word))?;
    u8::try_from(place).ok()
}

fn hours_of(word: &str) -> Option<(u16, u16)> {
    let (from, until) = word.split_once(['-', '–'])?;
    Some((minute_of(from)?, minute_of(until)?))
}

/// A time of day as minutes since midnight: `09:00`, `9:00` or `9`; `24:00` is the end of the day.
pub(super) fn minute_of(word: &str) -> Option<u16> {
    let word = word.trim();
    let is_number =
        |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|c| c.is_ascii_digit());
    let (hours, minutes) = word.split_once(':').unwrap_or((word, "00"));
    if !is_number(hours) || !is_number(minutes) {
        return None;
    }
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    let minute = hours * 60 + minutes;
    (minutes < 60 && minute <= MINUTES_IN_DAY).then_some(minute)
}

/// A week as [`spans`] reads it; empty for an empty one.
#[must_use]
pub fn days_text(week: &Week) -> String {
    let hours = |day: u8| {
        let all: Vec<String> = week.of_day(day).map(hours_text).collect();
        all.join(", ")
    };
    let mut parts: Vec<(u8, u8, String)> = Vec::new();
    for day in 0..7 {
        let now = hours(day);
        match parts.last_mut() {
            Some((_, last, same)) if *last + 1 == day && *same == now => *last = day,
            _ if now.is_empty() => {}
            _ => parts.push((day, day, now)),
        }
    }
    let part = |(first, last, hours): &(u8, u8, String)| {
        let (from, to) = (DAYS[usize::from(*first)], DAYS[usize::from(*last)]);
        match first == last {
            true => format!("{from} {hours}"),
            false => format!("{from}-{to} {hours}"),
        }
    };
    let parts: Vec<String> = parts.iter().map(part).collect();
    parts.join("; ")
}

/// The hours of a span: `22:00-06:00`.
#[must_use]
pub fn hours_text(span: DutySpan) -> String {
    format!("{}-{}", clock(span.from_minute), clock(span.ends_at()))
}

/// A minute of the day as a clock shows it.
#[must_use]
pub fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// The name of a day as it is printed.
pub(super) fn day_name(day: u8) -> &'static str {
    DAYS[usize::from(day % 7)]
}

/// The first word, and what stands behind it.
fn cut(words: &str) -> (&str, &str) {
    let (first, rest) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
    (first, rest.trim())
}
