//! Parameters in an owner's language: what each means, what its values are, and why a text is none.
//!
//! In English the meanings are exactly those of `relevo_core::params`, from which the reference is made (a test). Neighbour: `setup` says
//! the rest of what owners read. Deliberately absent: names and values, which are typed the same in every language.

use relevo_core::params::{
    Definition, KeywordsError, LIST_ENTRIES_MAX, Mistake, OWNER_TEXT_UNITS_MAX, Shape,
    WEBHOOKS_MAX, Why,
};

use super::catalogue::Fact;
use super::setup::Voice;

impl Voice {
    /// What a parameter means.
    pub(crate) fn meaning(self, of: &Definition) -> String {
        let facts = [
            ("title", "{title}".into()),
            ("first_name", "{first_name}".into()),
        ];
        let id = format!("parameter-{}", of.name);
        self.0.text(&id, None, &facts)
    }

    /// What its values are; nothing about those that have buttons.
    pub(crate) fn form(self, of: &Definition) -> String {
        self.say(form(of), &[])
    }

    /// Why a text is no value.
    pub(crate) fn why(self, why: &Why) -> String {
        let (id, facts) = reason(why);
        match why {
            Why::NorEveryone(inner) => self.say(id, &[("why", self.why(inner))]),
            Why::Expression(KeywordsError {
                mistake,
                place: Some(place),
            }) => {
                let why = self.say(mistaken(*mistake), &[]);
                let facts = [("why", why.into()), ("place", (*place).into())];
                self.0.text(id, None, &facts)
            }
            _ => self.0.text(id, None, &facts),
        }
    }
}

fn form(of: &Definition) -> &'static str {
    match (of.shape.without_off(), of.name) {
        (Shape::Text, _) => "form-text",
        (Shape::Keywords, _) => "form-keywords",
        (Shape::List { words, .. }, _) if words.contains(&"everyone") => "form-people",
        (shape @ Shape::List { .. }, _) if shape.is_of_ids() => "form-ids",
        (Shape::List { .. }, _) => "form-words",
        (_, "AUTOCLOSE") => "form-hours",
        (_, "SHIFT_PING") => "form-minutes",
        (_, "RETAIN_BODIES" | "RETAIN_LINKS") => "form-days",
        (_, "TIMEZONE") => "form-zone",
        (_, "WORKING_HOURS") => "form-spans",
        (_, "ICON_COLOR") => "form-icon",
        (_, "WEBHOOKS") => "form-addresses",
        _ => "form-example",
    }
}

/// The message of a reason, and the facts that are no sentences themselves.
fn reason(why: &Why) -> (&'static str, Vec<Fact<'static>>) {
    let plain = |id| (id, Vec::new());
    let words = |id, words: &[&str]| (id, vec![("words", words.join(", ").into())]);
    let number = |id, name, number: usize| (id, vec![(name, number.into())]);
    let tag = |id, tag: &str| (id, vec![("tag", format!("[{tag}]").into())]);
    match why {
        Why::TrueOrFalse => plain("value-true-or-false"),
        Why::OneOf(those) => words("value-one-of", those),
        Why::SomeOf(those) => words("value-some-of", those),
        Why::Hours => plain("value-hours"),
        Why::Minutes => plain("value-minutes"),
        Why::Days => plain("value-days"),
        Why::DaysOrForever => plain("value-days-or-forever"),
        Why::Icon(colors) => words("value-icon", colors),
        Why::Zone => plain("value-zone"),
        Why::NoId(entry) => number("value-no-id", "entry", *entry),
        Why::NoNumbers => plain("value-no-numbers"),
        Why::NoWords => plain("value-no-words"),
        Why::TooManyEntries => number("value-too-many-entries", "most", LIST_ENTRIES_MAX),
        Why::QuoteOpen => plain("value-quote-open"),
        Why::QuoteComma => plain("value-quote-comma"),
        Why::NorEveryone(_) => plain("value-nor-everyone"),
        Why::Expression(KeywordsError { place: Some(_), .. }) => plain("value-at-place"),
        Why::Expression(error) => plain(mistaken(error.mistake)),
        Why::EverybodyFirst => plain("value-everybody-first"),
        Why::NothingUnder(of) => tag("value-nothing-under", of),
        Why::Twice(of) => tag("value-twice", of),
        Why::TextTooLong => number("value-text-too-long", "most", OWNER_TEXT_UNITS_MAX),
        Why::StrayLess => plain("value-stray-less"),
        Why::WrongClosing => plain("value-wrong-closing"),
        Why::TagOpen => plain("value-tag-open"),
        Why::UnknownTag => plain("value-unknown-tag"),
        Why::PreTakesLang => plain("value-pre-takes-lang"),
        Why::LinkNeedsAddress => plain("value-link-needs-address"),
        Why::EmojiNeedsId => plain("value-emoji-needs-id"),
        Why::NoSpans => plain("value-no-spans"),
        Why::NoSpansOrOff => plain("value-no-spans-or-off"),
        Why::SpansOverlap => plain("value-spans-overlap"),
        Why::NoAddress(line) => number("value-no-address", "line", *line),
        Why::NoEvent(line) => number("value-no-event", "line", *line),
        Why::NoAddresses => plain("value-no-addresses"),
        Why::TooManyAddresses => number("value-too-many-addresses", "most", WEBHOOKS_MAX),
    }
}

fn mistaken(mistake: Mistake) -> &'static str {
    match mistake {
        Mistake::Empty => "value-no-keyword",
        Mistake::TooLong => "value-too-many-keywords",
        Mistake::QuoteOpen => "value-quote-open",
        Mistake::BracketOpen => "value-bracket-open",
        Mistake::BracketNested => "value-bracket-nested",
        Mistake::BracketStray => "value-bracket-stray",
        Mistake::BracketEmpty => "value-bracket-empty",
        Mistake::WordEmpty => "value-keyword-empty",
        Mistake::NotTwice => "value-not-twice",
        Mistake::StarInside => "value-star-inside",
        Mistake::CommaMissing => "value-keyword-comma",
    }
}
