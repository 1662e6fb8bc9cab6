//! Who is on duty when: a weekly rota, substitutions for single days, and what people say by hand (`/shift`).
//!
//! `duty` computes it, `grammar` and `csv` read it, `ping` says who is mentioned where nobody answers, `handover` what is told at a change,
//! `screen` and `act` are its panels. It belongs to a backend group, in the time zone of the connection that speaks for it. Deliberately
//! absent: the time, which is an argument, and the names of people, which the group knows.

mod act;
mod csv;
mod duty;
mod grammar;
mod handover;
mod ping;
mod screen;
mod week;

#[cfg(test)]
mod tests;

pub use act::ShiftAct;
pub use csv::{CSV_UNITS_MAX, CsvRow, csv_rows, csv_text};
pub use duty::{ByHand, Plan, Substitution, Upcoming, weekday};
pub use grammar::{
    ShiftCommand, SubstituteBy, Unclear, clock, date_text, day_of, days_text, hours_text, read,
    spans,
};
pub use handover::{DutyPerson, HandOver, OPEN_TOPICS_MAX, OpenTopic, ShiftDone, ShiftNotice};
pub use ping::{PING_AGE_MAX_MS, PingFacts, PingStep, mentions, ping_due, pinged};
pub use screen::{ShiftScreen, ShiftTrouble};
pub use week::{DutySpan, MINUTES_IN_DAY, SPANS_MAX, Week};

/// The most people in a rota.
pub const PEOPLE_MAX: usize = 100;

/// The most substitutions that are kept at a time.
pub const SUBSTITUTIONS_MAX: usize = 400;
