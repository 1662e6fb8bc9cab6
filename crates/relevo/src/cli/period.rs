//! Periods as owners write them: ISO dates and times in UTC, or how long back from now.

use anyhow::{Context as _, Result};
use clap::Args;

use crate::store::Period;

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

#[derive(Args, Clone)]
pub(super) struct Span {
    /// From this moment on, in UTC, like 2026-11-23 or 2026-11-23T09:00 [default: as far back as is known]
    #[arg(long, value_name = "MOMENT", conflicts_with = "last")]
    from: Option<String>,
    /// Until before this moment, in UTC; a date counts with its whole day [default: now]
    #[arg(long, value_name = "MOMENT", conflicts_with = "last")]
    to: Option<String>,
    /// The last so many minutes, hours or days, like 30m, 24h or 7d
    #[arg(long, value_name = "TIME")]
    last: Option<String>,
}

impl Span {
    /// The period that is meant.
    pub(super) fn read(&self, now_ms: i64) -> Result<Period> {
        let mut period = Period::always();
        if let Some(last) = &self.last {
            let words = "--last takes a number with m, h or d, like 30m, 24h or 7d";
            period.from_ms = now_ms - span_ms(last).context(words)?;
        }
        let words = "write a moment in UTC, like 2026-11-23 or 2026-11-23T09:00";
        if let Some(from) = &self.from {
            period.from_ms = moment(from).context(words)?.from_ms;
        }
        if let Some(to) = &self.to {
            period.to_ms = moment(to).context(words)?.to_ms;
        }
        anyhow::ensure!(
            period.from_ms < period.to_ms,
            "the period ends before it begins"
        );
        Ok(period)
    }
}

/// Since when, Unix milliseconds: a moment in UTC, or how long back from now.
pub(super) fn since_ms(words: &str, now_ms: i64) -> Result<i64> {
    let back = span_ms(words).map(|span| now_ms - span);
    back.or_else(|| moment(words).map(|at| at.from_ms))
        .context("--since takes a moment in UTC, like 2026-11-23 or 2026-11-23T09:00, or a time back from now, like 24h or 7d")
}

fn span_ms(words: &str) -> Option<i64> {
    let unit = words.chars().next_back()?;
    let number: u32 = words.strip_suffix(unit)?.parse().ok()?;
    let unit_ms = match unit {
        'm' => 60_000,
        'h' => 3_600_000,
        'd' => DAY_MS,
        _ => return None,
    };
    Some(i64::from(number) * unit_ms).filter(|span| *span > 0)
}

/// A moment; a date alone is the whole day, from its first to its last.
fn moment(words: &str) -> Option<Period> {
    let words = words.strip_suffix('Z').unwrap_or(words);
    let (date, time) = match words.split_once(['T', ' ']) {
        Some((date, time)) => (date, Some(time)),
        None => (words, None),
    };
    let day_ms = day(date)?.checked_mul(DAY_MS)?;
    let Some(time) = time else {
        return Some(Period {
            from_ms: day_ms,
            to_ms: day_ms + DAY_MS,
        });
    };
    let mut parts = time.split(':').map(number);
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().unwrap_or(Some(0))?;
    if parts.next().is_some() || hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let at_ms = day_ms + ((hour * 60 + minute) * 60 + second) * 1_000;
    Some(Period {
        from_ms: at_ms,
        to_ms: at_ms,
    })
}

/// Days since 1970-01-01.
fn day(date: &str) -> Option<i64> {
    let mut parts = date.split('-').map(number);
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let february = if is_leap { 29 } else { 28 };
    let lengths = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let before = usize::try_from(month - 1).ok()?;
    let length = *lengths.get(before)?;
    if parts.next().is_some() || !(1970..=9999).contains(&year) || !(1..=length).contains(&day) {
        return None;
    }
    let past = year - 1;
    let leaps = past / 4 - past / 100 + past / 400 - (1969 / 4 - 1969 / 100 + 1969 / 400);
    let months: i64 = lengths[..before].iter().sum();
    Some((year - 1970) * 365 + leaps + months + day - 1)
}

fn number(digits: &str) -> Option<i64> {
    let plain =
        !digits.is_empty() && digits.len() <= 4 && digits.bytes().all(|one| one.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Promise: dates and times mean what they say, also at the edges of months and leap years; what is no moment is none.
    #[test]
    fn moments_are_read() {
        for (words, unix_s) in [
            ("1970-01-01T00:00", 0),
            ("2000-02-28T23:59", 951_782_340),
            ("2000-03-01 00:00:00", 951_868_800),
            ("2024-02-29T00:00Z", 1_709_164_800),
            ("2026-11-23T09:04:59", 1_795_424_699),
            ("2100-03-01T00:00", 4_107_542_400),
        ] {
            assert_eq!(
                moment(words).map(|at| at.from_ms),
                Some(unix_s * 1_000),
                "{words}"
            );
        }
        let day = moment("2026-11-23").map(|day| day.to_ms - day.from_ms);
        assert_eq!(day, Some(DAY_MS));
        for words in [
            "",
            "2026",
            "2026-13-01",
            "2026-02-29",
            "2026-11-23T24:00",
            "2026-11-23T9",
            "yesterday",
            "2026-+1-01",
        ] {
            assert_eq!(moment(words), None, "{words}");
        }
        assert_eq!(span_ms("24h"), Some(DAY_MS));
        for words in ["", "h", "24", "0d", "-1h", "2w", "7é"] {
            assert_eq!(span_ms(words), None, "{words}");
        }
    }
}
