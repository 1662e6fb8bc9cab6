//! When the team works: spans of the week, in the connection's time zone.
//!
//! A span means what a clock on the wall shows: what is left out of a night in spring is not worked, what comes twice in
//! autumn is worked twice. Neighbour: `timezone`. Deliberately absent: what follows for clients, which is `decide`'s business.

#[cfg(test)]
mod tests;

use jiff::{SignedDuration, Timestamp};

use super::timezone::instant;
use super::value::Value;
use super::{Shape, Timezone, Why};

/// The days as they are written, Monday first.
const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MINUTES_IN_DAY: u16 = 24 * 60;
/// Spans as a regular expression.
const SPANS: &str = concat!(
    "^",
    "(Mon|Tue|Wed|Thu|Fri|Sat|Sun)(-(Mon|Tue|Wed|Thu|Fri|Sat|Sun))? ([01][0-9]|2[0-4]):[0-5][0-9]-([01][0-9]|2[0-4]):[0-5][0-9]",
    "(; ?",
    "(Mon|Tue|Wed|Thu|Fri|Sat|Sun)(-(Mon|Tue|Wed|Thu|Fri|Sat|Sun))? ([01][0-9]|2[0-4]):[0-5][0-9]-([01][0-9]|2[0-4]):[0-5][0-9]",
    ")*$",
);
/// How far a beginning is looked for: the only span of a week may be left out with its hour, or with its whole day.
const LOOK_AHEAD_DAYS: u8 = 22;

/// The hours of a week; each span within one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkingHours {
    /// By day and beginning; none overlap. One that was written over midnight is two.
    pub spans: Vec<Span>,
}

/// A span of one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// 0 is Monday.
    pub day: u8,
    /// Minutes since midnight.
    pub from_minute: u16,
    /// Minutes since midnight, not included; at most 1,440.
    pub until_minute: u16,
}

impl WorkingHours {
    /// Whether the team works at a moment, in Unix milliseconds.
    #[must_use]
    pub fn are_at(&self, at_ms: i64, zone: &Timezone) -> bool {
        self.cover(instant(at_ms), zone)
    }

    /// When the team works next, in Unix milliseconds: the moment itself if it is within. None only beyond the year 9999.
    #[must_use]
    pub fn next_ms(&self, at_ms: i64, zone: &Timezone) -> Option<i64> {
        let now = instant(at_ms);
        if self.cover(now, zone) {
            return Some(at_ms);
        }
        let end = now
            .checked_add(SignedDuration::from_hours(i64::from(LOOK_AHEAD_DAYS) * 24))
            .unwrap_or(Timestamp::MAX);
        // A span is entered where it begins, or by a change of the clocks into its middle.
        let changes = zone.changes_after(now).take_while(|change| *change < end);
        self.beginnings(now, zone)
            .chain(changes)
            .filter(|at| *at > now && self.cover(*at, zone))
            .min()
            .map(Timestamp::as_millisecond)
    }

    fn cover(&self, at: Timestamp, zone: &Timezone) -> bool {
        let local = zone.local(at);
        let day = local.weekday().to_monday_zero_offset();
        let minute = i32::from(local.hour()) * 60 + i32::from(local.minute());
        self.spans.iter().any(|span| {
            i32::from(span.day) == i32::from(day)
                && (i32::from(span.from_minute)..i32::from(span.until_minute)).contains(&minute)
        })
    }

    /// Where spans begin on the days that follow, in no order.
    fn beginnings(&self, now: Timestamp, zone: &Timezone) -> impl Iterator<Item = Timestamp> {
        let days = zone.local(now).date().series(jiff::Span::new().days(1));
        days.take(LOOK_AHEAD_DAYS.into()).flat_map(move |date| {
            let day = date.weekday().to_monday_zero_offset();
            let of_day = move |span: &&Span| i32::from(span.day) == i32::from(day);
            self.spans.iter().filter(of_day).flat_map(move |span| {
                let (hour, minute) = (span.from_minute / 60, span.from_minute % 60);
                let clock = |part: u16| i8::try_from(part).expect("hours and minutes are small");
                zone.moments(date.at(clock(hour), clock(minute), 0, 0))
            })
        })
    }
}

impl Value for WorkingHours {
    const SHAPE: Shape = Shape::Pattern(SPANS);

    fn read(text: &str) -> Result<WorkingHours, Why> {
        let mut spans = Vec::new();
        for part in text.split([';', '\n', ',']).map(str::trim) {
            if part.is_empty() {
                continue;
            }
            let found = read_part(part).ok_or(Why::NoSpans)?;
            spans.extend(found);
        }
        spans.sort_unstable();
        if spans.is_empty() {
            return Err(Why::NoSpansOrOff);
        }
        let overlaps = |pair: &[Span]| {
            pair[0].day == pair[1].day && pair[0].until_minute > pair[1].from_minute
        };
        if spans.windows(2).any(overlaps) {
            return Err(Why::SpansOverlap);
        }
        Ok(WorkingHours { spans })
    }

    fn print(&self) -> String {
        let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
        let parts: Vec<String> = self
            .spans
            .iter()
            .map(|span| {
                let day = DAYS[usize::from(span.day)];
                let (from, until) = (clock(span.from_minute), clock(span.until_minute));
                format!("{day} {from}-{until}")
            })
            .collect();
        parts.join("; ")
    }
}

/// `Mon-Fri 09:00-18:00`, `Sat 10:00-14:00`, or over midnight `Fri 22:00-02:00`.
fn read_part(part: &str) -> Option<Vec<Span>> {
    let (days, hours) = part.split_once(char::is_whitespace)?;
    let (from, until) = hours.trim().split_once('-')?;
    let (from, until) = (minute(from)?, minute(until)?);
    let (first, last) = days.split_once('-').unwrap_or((days, days));
    let (first, last) = (day(first)?, day(last)?);
    if first > last || from == until || from == MINUTES_IN_DAY {
        return None;
    }
    let span = |day, from_minute, until_minute| Span {
        day,
        from_minute,
        until_minute,
    };
    let mut spans = Vec::new();
    for day in first..=last {
        if from < until {
            spans.push(span(day, from, until));
            continue;
        }
        spans.push(span(day, from, MINUTES_IN_DAY));
        if until > 0 {
            spans.push(span((day + 1) % 7, 0, until));
        }
    }
    Some(spans)
}

fn day(word: &str) -> Option<u8> {
    let place = DAYS.iter().position(|day| day.eq_ignore_ascii_case(word))?;
    u8::try_from(place).ok()
}

fn minute(word: &str) -> Option<u16> {
    let (hours, minutes) = word.trim().split_once(':')?;
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    let minute = hours.checked_mul(60)?.checked_add(minutes)?;
    (minutes < 60 && minute <= MINUTES_IN_DAY).then_some(minute)
}
