//! How often everything happened: a fault that never struck, or a kill that never fell, has shown nothing.

use std::collections::BTreeMap;
use std::fmt;

use super::check::{Breach, Counted, Finding};
use super::step::{KillPoint, Spoil};

/// Counts of one life, or of many.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    pub(crate) lives: usize,
    /// Said by clients and by the team.
    pub(crate) messages: usize,
    /// Calls that the desk made, and those that went wrong.
    pub(crate) calls: usize,
    pub(crate) struck: BTreeMap<Spoil, usize>,
    /// The same by method, for faults after the deed.
    pub(crate) pairs: BTreeMap<(Spoil, String), usize>,
    /// Those that fell, of those that were asked for.
    pub(crate) kills: BTreeMap<KillPoint, usize>,
    pub(crate) kills_asked: usize,
    /// Steps that did something, by name.
    pub(crate) steps: BTreeMap<String, usize>,
    pub(crate) counted: Counted,
    /// Updates that the desk accounts for.
    pub(crate) accounted: i64,
    pub(crate) breaches: BTreeMap<Breach, usize>,
}

impl Tally {
    /// Adds another life.
    pub(crate) fn add(&mut self, other: &Tally) {
        self.lives += other.lives;
        self.messages += other.messages;
        self.calls += other.calls;
        self.accounted += other.accounted;
        self.counted.arrived += other.counted.arrived;
        self.counted.repeats += other.counted.repeats;
        self.counted.marks += other.counted.marks;
        self.counted.shown += other.counted.shown;
        self.counted.excused += other.counted.excused;
        self.counted.refused += other.counted.refused;
        self.counted.doubts += other.counted.doubts;
        self.kills_asked += other.kills_asked;
        sum(&mut self.pairs, &other.pairs);
        sum(&mut self.struck, &other.struck);
        sum(&mut self.kills, &other.kills);
        sum(&mut self.steps, &other.steps);
        sum(&mut self.breaches, &other.breaches);
    }

    pub(crate) fn find(&mut self, findings: &[Finding]) {
        for finding in findings {
            *self.breaches.entry(finding.breach).or_default() += 1;
        }
    }

    /// Every fault that never struck, every instant at which nobody was killed, every step that never did anything.
    pub(crate) fn never(&self, steps: &[&str]) -> Vec<String> {
        let mut never: Vec<String> = Vec::new();
        let struck = |spoil: &Spoil| self.struck.contains_key(spoil);
        never.extend(
            Spoil::ALL
                .iter()
                .filter(|spoil| !struck(spoil))
                .map(|spoil| format!("{spoil:?}")),
        );
        let killed = |point: &KillPoint| self.kills.contains_key(point);
        never.extend(
            KillPoint::ALL
                .iter()
                .filter(|point| !killed(point))
                .map(|point| format!("{point:?}")),
        );
        never.extend(
            steps
                .iter()
                .filter(|name| !self.steps.contains_key(**name))
                .map(|name| (*name).to_owned()),
        );
        never
    }

    pub(crate) fn faults(&self) -> usize {
        self.struck.values().sum()
    }

    pub(crate) fn killed(&self) -> usize {
        self.kills.values().sum()
    }
}

fn sum<K: Ord + Clone>(all: &mut BTreeMap<K, usize>, more: &BTreeMap<K, usize>) {
    for (key, count) in more {
        *all.entry(key.clone()).or_default() += count;
    }
}

fn listed<K: fmt::Debug>(counts: &BTreeMap<K, usize>) -> String {
    let one =
        |(key, count): (&K, &usize)| format!("{} {count}", format!("{key:?}").trim_matches('"'));
    counts.iter().map(one).collect::<Vec<_>>().join(", ")
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let found = |breach| self.breaches.get(&breach).copied().unwrap_or_default();
        let faults = self.faults();
        let tenths = 1_000 * faults / self.calls.max(1);
        writeln!(
            f,
            "{} messages in {} lives, {} of {} kills",
            self.messages,
            self.lives,
            self.killed(),
            self.kills_asked
        )?;
        writeln!(
            f,
            "{} calls, {faults} faults ({}.{} %): {}",
            self.calls,
            tenths / 10,
            tenths % 10,
            listed(&self.struck)
        )?;
        let pair = |((spoil, method), count): (&(Spoil, String), &usize)| {
            format!("{spoil:?} × {method} {count}")
        };
        let pairs: Vec<String> = self.pairs.iter().map(pair).collect();
        writeln!(f, "done, and no answer: {}", pairs.join(", "))?;
        writeln!(f, "kills: {}", listed(&self.kills))?;
        writeln!(f, "steps: {}", listed(&self.steps))?;
        writeln!(
            f,
            "{} arrived, {} of clients shown in place, {} of operators excused, {} refused or held for {} unknown outcomes and the kills, \
             {} repeats, {} marks ⟳",
            self.counted.arrived,
            self.counted.shown - self.counted.excused - self.counted.refused,
            self.counted.excused,
            self.counted.refused,
            self.counted.doubts,
            self.counted.repeats,
            self.counted.marks
        )?;
        writeln!(
            f,
            "{} updates came in and are accounted for, {} accounts do not add up",
            self.accounted,
            found(Breach::Unaccounted)
        )?;
        write!(
            f,
            "{} lost, {} doubled unmarked or unasked, {} reordered, {} misfiled, {} notes outside, {} silent, {} refused without cause, {} out of date, {} stuck, {} broken",
            found(Breach::Lost),
            found(Breach::Doubled),
            found(Breach::Swapped),
            found(Breach::Misfiled),
            found(Breach::Leaked),
            found(Breach::Silent),
            found(Breach::Refused),
            found(Breach::Stale),
            found(Breach::Stuck),
            found(Breach::Broken)
        )
    }
}
