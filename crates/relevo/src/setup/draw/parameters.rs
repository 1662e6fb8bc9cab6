//! The parameters of a connection: groups, the parameters of a group, and one of them with everything that can be done to it.
//!
//! Values are read from the store when they are shown, whoever changed them. Words for clients stand as clients will see them, everything
//! else as it is typed. Neighbours: `value` shows long values whole, `setup::values` changes them.

mod offers;
mod value;

use relevo_core::params::{Definition, Group, Params, definition};
use relevo_core::setup::{Act, Screen, back};
use relevo_core::{ConnectionId, cut_text};
use relevo_telegram::{EntityKind, Text};

use super::{Key, Page};

/// How much of a value a button shows, in UTF-16 units.
const LABEL_UNITS_MAX: usize = 24;
/// How much of a default is shown, in UTF-16 units.
const DEFAULT_UNITS_MAX: usize = 300;

/// Marks the current value, and what is in a set.
const CHOSEN: &str = "✓";
/// Stands for `FALSE`.
const NO: &str = "✗";
/// Marks what has no effect yet.
const IDLE: &str = "💤";

impl Page<'_> {
    /// The groups of parameters.
    pub(super) fn parameter_groups(&mut self, id: ConnectionId) {
        let Some(one) = self.known.connection(id) else {
            return self.plain("setup-not-here", Screen::ParameterGroups(id));
        };
        let bot = self.known.name(one.identity);
        let facts = [("bot", bot), ("id", format!("i{}", id.0))];
        self.say_of("setup-parameter-groups-text", &facts);
        for group in Group::ALL {
            let screen = Screen::ParameterGroup(id, group.number());
            self.row(&[(group_label(group), Key::Does(Act::Open(screen)))]);
        }
        self.way_back(Screen::ParameterGroups(id));
    }

    /// The parameters of a group, with their values.
    pub(super) fn parameter_group(&mut self, id: ConnectionId, number: u8) {
        let screen = Screen::ParameterGroup(id, number);
        let group = Group::of_number(number).zip(self.params(id));
        let Some((group, params)) = group else {
            return self.plain("setup-not-here", screen);
        };
        let title = self.voice.say(group_label(group), &[]);
        self.formatted.push_as(&title, EntityKind::Bold);
        self.add("\n", "setup-parameter-group-text");
        if group.definitions().any(|one| one.since.is_none()) {
            self.add("\n\n", "setup-parameter-group-idle");
        }
        for one in group.definitions() {
            let idle = match one.since {
                None => format!("{IDLE} "),
                Some(_) => String::new(),
            };
            let label = format!("{idle}{}: {}", one.name, in_short(one, &params));
            let open = Act::Open(Screen::Parameter(id, one.name));
            self.named_row(label, &Key::Does(open));
        }
        self.way_back(screen);
    }

    /// One parameter.
    pub(super) fn parameter(&mut self, id: ConnectionId, name: &'static str) {
        let screen = Screen::Parameter(id, name);
        let known = definition(name).ok().zip(self.params(id));
        let Some((known, params)) = known else {
            return self.plain("setup-not-here", screen);
        };
        let now = known.value(&params);
        self.formatted.push_as(name, EntityKind::Bold);
        let meaning = self.voice.meaning(known);
        self.formatted.push_str(&format!("\n{meaning}"));
        if known.since.is_none() {
            self.add("\n\n", "setup-parameter-idle");
        }
        let is_default = now == known.default();
        self.add(
            "\n\n",
            match is_default {
                true => "setup-parameter-now-default",
                false => "setup-parameter-now",
            },
        );
        let is_cut = value::put(&mut self.formatted, known, &params);
        if is_cut {
            self.add("\n", "setup-parameter-cut");
        }
        if !is_default {
            self.add("\n", "setup-parameter-default");
            let default = Text::plain(known.default());
            let default = cut_text(&default, DEFAULT_UNITS_MAX);
            value::put_code(&mut self.formatted, &default.text);
        }
        self.how(known);
        self.offers((id, known), &params);
        let mut row = Vec::new();
        if is_cut || value::has_source(known, &now) {
            let whole = Act::Open(Screen::Value(id, name, 0));
            row.push(("setup-parameter-whole", Key::Does(whole)));
        }
        if !is_default {
            let reset = Key::Does(Act::Reset(id, name));
            row.push(("setup-parameter-to-default", reset));
        }
        if !row.is_empty() {
            self.row(&row);
        }
        self.way_back(screen);
    }

    /// The parameters of a connection as they are now.
    fn params(&self, id: ConnectionId) -> Option<Params> {
        let connection = self.known.connection(id);
        connection.map(|one| one.params.clone())
    }

    /// Adds a sentence to what is formatted.
    fn add(&mut self, before: &str, sentence: &'static str) {
        let words = self.voice.say(sentence, &[]);
        self.formatted.push_str(before);
        self.formatted.push_str(&words);
    }

    fn way_back(&mut self, screen: Screen) {
        self.row(&[("setup-back", Key::Does(Act::Open(back(screen))))]);
    }
}

fn group_label(group: Group) -> &'static str {
    match group {
        Group::Mirroring => "setup-group-mirroring",
        Group::Talking => "setup-group-talking",
        Group::Desk => "setup-group-desk",
        Group::Keeping => "setup-group-keeping",
    }
}

/// A value on the button that leads to it.
fn in_short(known: &Definition, params: &Params) -> String {
    match known.value(params).as_str() {
        "TRUE" => CHOSEN.to_owned(),
        "FALSE" => NO.to_owned(),
        value => {
            let words = match value::owners_words(known, value) {
                Some(words) => words.text.text,
                None => value.to_owned(),
            };
            let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
            cut_text(&Text::plain(line), LABEL_UNITS_MAX).text
        }
    }
}
