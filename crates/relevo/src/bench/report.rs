//! The figures as tables for people, or as JSON for programs.

use serde_json::{Value, json};

use super::beside::Beside;
use super::cases::{Figures, Latency, Limited, Throughput};
use super::large::Large;

/// Everything measured so far.
#[derive(Default)]
pub(super) struct Report {
    measured: Vec<Measured>,
}

struct Measured {
    name: String,
    /// The disk just before the case: other programs may keep it busy.
    fsync_us: i64,
    figures: Figures,
}

impl Report {
    pub(super) fn add(&mut self, name: String, fsync_us: i64, figures: Figures) {
        self.measured.push(Measured {
            name,
            fsync_us,
            figures,
        });
    }

    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        let many = self.rows(|measured| match &measured.figures {
            Figures::Throughput(figures) => Some(many_row(figures)),
            _ => None,
        });
        let header = [
            "many messages",
            "fsync µs",
            "per second",
            "CPU µs each",
            "commits each",
            "bytes each",
            "MiB",
            "MiB at peak",
        ];
        table(&mut text, &header, &many);
        let single = self.rows(|measured| match &measured.figures {
            Figures::Latency(figures) => Some(single_row(figures, measured.fsync_us)),
            _ => None,
        });
        table(
            &mut text,
            &[
                "a single message",
                "fsync µs",
                "median µs",
                "p99 µs",
                "inside µs",
                "p99 inside",
                "commits",
                "own µs",
                "own p99",
            ],
            &single,
        );
        let large = self.rows(|measured| match &measured.figures {
            Figures::Large(figures) => Some(large_row(figures)),
            _ => None,
        });
        let header = [
            "100,000 conversations",
            "fsync µs",
            "first message ms",
            "MiB at rest",
            "MiB after 1,000 messages",
        ];
        table(&mut text, &header, &large);
        let limited = self.rows(|measured| match &measured.figures {
            Figures::Limits(figures) => Some(limited_row(figures)),
            _ => None,
        });
        let header = [
            "limits on",
            "fsync µs",
            "per minute",
            "429",
            "least of a lane",
            "most",
            "answers arrived",
        ];
        table(&mut text, &header, &limited);
        let beside = self.rows(|measured| match &measured.figures {
            Figures::Beside(figures) => Some(beside_row(figures)),
            _ => None,
        });
        let header = [
            "an answer to a client",
            "fsync µs",
            "median µs",
            "p99 µs",
            "beside a broadcast",
            "p99 µs",
            "ratio",
            "broadcast/s",
        ];
        table(&mut text, &header, &beside);
        text
    }

    fn rows(&self, row: impl Fn(&Measured) -> Option<Vec<String>>) -> Vec<Vec<String>> {
        let named = |measured: &Measured| {
            let lead = vec![measured.name.clone(), measured.fsync_us.to_string()];
            Some([lead, row(measured)?].concat())
        };
        self.measured.iter().filter_map(named).collect()
    }

    pub(super) fn json(&self) -> String {
        let cases = self.measured.iter().map(|measured| {
            let mut case = match &measured.figures {
                Figures::Throughput(figures) => json!({
                    "messages_per_second": figures.messages_per_second,
                    "cpu_us_per_message": figures.cpu_us_per_message,
                    "commits_per_message": figures.commits_per_message,
                    "bytes_per_message": figures.bytes_per_message,
                    "memory_kib": figures.memory_kib.map(|(now, _)| now),
                    "memory_peak_kib": figures.memory_kib.map(|(_, peak)| peak),
                }),
                Figures::Latency(figures) => json!({
                    "median_us": figures.whole.median,
                    "p99_us": figures.whole.p99,
                    "inside_median_us": figures.inside.median,
                    "inside_p99_us": figures.inside.p99,
                    "commits": figures.commits.median,
                }),
                Figures::Large(figures) => json!({
                    "first_message_ms": figures.first_ms,
                    "rest_kib": figures.rest_kib,
                    "active_kib": figures.active_kib,
                }),
                Figures::Limits(figures) => json!({
                    "messages_per_minute": figures.per_minute,
                    "told_to_wait": figures.told_to_wait,
                    "least_of_a_lane": figures.per_lane.0,
                    "most_of_a_lane": figures.per_lane.1,
                    "answers_arrived": figures.answers.0,
                    "answers": figures.answers.1,
                }),
                Figures::Beside(figures) => json!({
                    "median_us": figures.without.median,
                    "p99_us": figures.without.p99,
                    "beside_median_us": figures.with.median,
                    "beside_p99_us": figures.with.p99,
                    "broadcast_per_second": figures.per_second,
                }),
            };
            case["case"] = measured.name.as_str().into();
            case["fsync_us"] = measured.fsync_us.into();
            case
        });
        let all = json!({ "cases": cases.collect::<Vec<Value>>() });
        format!("{all}\n")
    }
}

fn many_row(figures: &Throughput) -> Vec<String> {
    let mib = |kib: i64| (kib / 1_024).to_string();
    let missing = || "?".to_owned();
    vec![
        figures.messages_per_second.to_string(),
        figures
            .cpu_us_per_message
            .map_or_else(missing, |cpu_us| cpu_us.to_string()),
        format!("{:.2}", figures.commits_per_message),
        figures.bytes_per_message.to_string(),
        figures.memory_kib.map_or_else(missing, |(now, _)| mib(now)),
        figures
            .memory_kib
            .map_or_else(missing, |(_, peak)| mib(peak)),
    ]
}

fn limited_row(figures: &Limited) -> Vec<String> {
    vec![
        format!("{:.1}", figures.per_minute),
        figures.told_to_wait.to_string(),
        figures.per_lane.0.to_string(),
        figures.per_lane.1.to_string(),
        format!("{} of {}", figures.answers.0, figures.answers.1),
    ]
}

fn beside_row(figures: &Beside) -> Vec<String> {
    let (without, with) = (figures.without, figures.with);
    vec![
        without.median.to_string(),
        without.p99.to_string(),
        with.median.to_string(),
        with.p99.to_string(),
        format!("{:.2}", with.median as f64 / without.median as f64),
        format!("{:.1}", figures.per_second),
    ]
}

fn single_row(figures: &Latency, fsync_us: i64) -> Vec<String> {
    let commits_us = figures.commits.median * fsync_us;
    [
        figures.whole.median,
        figures.whole.p99,
        figures.inside.median,
        figures.inside.p99,
        figures.commits.median,
        figures.inside.median - commits_us,
        figures.inside.p99 - commits_us,
    ]
    .map(|value| value.to_string())
    .to_vec()
}

fn large_row(figures: &Large) -> Vec<String> {
    let mib =
        |kib: Option<i64>| kib.map_or_else(|| "?".to_owned(), |kib| (kib / 1_024).to_string());
    vec![
        figures.first_ms.to_string(),
        mib(figures.rest_kib),
        mib(figures.active_kib),
    ]
}

/// Adds a table: names to the left, numbers to the right. Nothing if there are no rows.
fn table(text: &mut String, header: &[&str], rows: &[Vec<String>]) {
    if rows.is_empty() {
        return;
    }
    let header: Vec<String> = header.iter().map(|&name| name.to_owned()).collect();
    let all: Vec<&Vec<String>> = std::iter::once(&header).chain(rows).collect();
    let width = |column: usize| {
        all.iter()
            .map(|row| row[column].chars().count())
            .max()
            .unwrap_or(0)
    };
    if !text.is_empty() {
        text.push('\n');
    }
    for row in &all {
        text.push_str(&format!("{:<1$}", row[0], width(0)));
        for (column, value) in row.iter().enumerate().skip(1) {
            text.push_str(&format!("  {value:>0$}", width(column)));
        }
        text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::table;

    /// Promise: names stand to the left, numbers to the right, and a table without rows is left out.
    #[test]
    fn numbers_stand_to_the_right() {
        let mut text = String::new();
        table(&mut text, &["none", "of these"], &[]);
        let rows = [
            vec!["one".to_owned(), "5".to_owned()],
            vec!["twenty".to_owned(), "1000".to_owned()],
        ];
        table(&mut text, &["lanes", "/s"], &rows);
        assert_eq!(text, "lanes     /s\none        5\ntwenty  1000\n");
    }
}
