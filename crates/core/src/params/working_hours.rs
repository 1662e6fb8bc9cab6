//! When the team works: spans of the week, in the connection's time zone.

use super::value::Value;

/// The days as they are written, Monday first.
const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MINUTES_IN_DAY: u16 = 24 * 60;

/// The hours of a week; each span within one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkingHours {
    /// By day and beginning; none overlap.
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
    /// Whether a minute of the week (local time; 0 is Monday's midnight) is within.
    #[must_use]
    pub fn covers(&self, minute_of_week: u16) -> bool {
        let day = minute_of_week / MINUTES_IN_DAY;
        let minute = minute_of_week % MINUTES_IN_DAY;
        self.spans.iter().any(|span| {
            u16::from(span.day) == day && (span.from_minute..span.until_minute).contains(&minute)
        })
    }
}

impl Value for WorkingHours {
    fn read(text: &str) -> Result<WorkingHours, String> {
        let mut spans = Vec::new();
        for part in text.split([';', '\n', ',']).map(str::trim) {
            if part.is_empty() {
                continue;
            }
            let found = read_part(part).ok_or("it is days and hours, separated by semicolons")?;
            spans.extend(found);
        }
        spans.sort_unstable();
        if spans.is_empty() {
            return Err("it is days and hours, separated by semicolons, or OFF".into());
        }
        let overlaps = |pair: &[Span]| {
            pair[0].day == pair[1].day && pair[0].until_minute > pair[1].from_minute
        };
        if spans.windows(2).any(overlaps) {
            return Err("two spans of a day overlap".into());
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

/// `Mon-Fri 09:00-18:00` or `Sat 10:00-14:00`.
fn read_part(part: &str) -> Option<Vec<Span>> {
    let (days, hours) = part.split_once(char::is_whitespace)?;
    let (from, until) = hours.trim().split_once('-')?;
    let (from_minute, until_minute) = (minute(from)?, minute(until)?);
    let (first, last) = days.split_once('-').unwrap_or((days, days));
    let (first, last) = (day(first)?, day(last)?);
    let right = first <= last && from_minute < until_minute;
    let span = |day| Span {
        day,
        from_minute,
        until_minute,
    };
    right.then(|| (first..=last).map(span).collect())
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
