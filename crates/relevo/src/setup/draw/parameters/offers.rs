//! How a parameter is changed: its buttons, and what is said about the value that may be sent instead.
//!
//! Which values have buttons is the core's decision (`relevo_core::setup::offer`); what does not fit on one is written.

use relevo_core::ConnectionId;
use relevo_core::params::{Definition, Params};
use relevo_core::setup::{Act, Offer, is_written, offer};
use relevo_telegram::Button;

use super::super::{Key, Page};
use super::{CHOSEN, value};

/// How many letters of labels stand in a row.
const ROW_LETTERS_MAX: usize = 24;
/// How many buttons stand in a row.
const ROW_MAX: usize = 4;

impl Page<'_> {
    /// How it is changed.
    pub(super) fn how(&mut self, known: &Definition) {
        if !is_written(known) {
            let sentence = match offer(known) {
                Offer::One(_) => "setup-parameter-choose",
                Offer::Some(_) => "setup-parameter-choose-some",
            };
            return self.add("\n\n", sentence);
        }
        let form = self.voice.form(known);
        let words = self.voice.say("setup-parameter-write", &[("form", form)]);
        self.formatted.push_str(&format!("\n\n{words}"));
        self.add("\n", "setup-parameter-example");
        value::put_code(&mut self.formatted, known.example);
    }

    /// The buttons of its values.
    pub(super) fn offers(&mut self, (id, known): (ConnectionId, &Definition), params: &Params) {
        let now = known.value(params);
        let keys: Vec<(String, Act)> = match offer(known) {
            Offer::One(values) => values
                .into_iter()
                .map(|value| {
                    let label = marked(value, printed(known, value) == now);
                    (label, Act::Set(id, known.name, value.into()))
                })
                .collect(),
            Offer::Some(words) => {
                let is_in = |word: &str| now.split(", ").any(|one| one == word);
                let toggle = |word: &&str| {
                    let act = Act::Toggle(id, known.name, (*word).into(), !is_in(word));
                    (marked(word, is_in(word)), act)
                };
                let none = Act::Set(id, known.name, "NONE".into());
                let none = (marked("NONE", now == "NONE"), none);
                words.iter().map(toggle).chain([none]).collect()
            }
        };
        let mut row: Vec<Button> = Vec::new();
        let mut letters = 0;
        for (label, act) in keys {
            // What does not fit on a button is written.
            let width = label.chars().count();
            let Some(button) = self.button(label, &Key::Does(act)) else {
                continue;
            };
            if row.len() == ROW_MAX || letters + width > ROW_LETTERS_MAX && !row.is_empty() {
                self.rows.push(std::mem::take(&mut row));
                letters = 0;
            }
            letters += width;
            row.push(button);
        }
        if !row.is_empty() {
            self.rows.push(row);
        }
    }
}

/// A value as it is printed: hours are written in several ways.
fn printed(known: &Definition, value: &str) -> String {
    let mut params = Params::default();
    match params.set(known.name, value) {
        Ok(()) => known.value(&params),
        Err(_) => String::new(),
    }
}

fn marked(label: &str, is_chosen: bool) -> String {
    match is_chosen {
        true => format!("{CHOSEN} {label}"),
        false => label.to_owned(),
    }
}
