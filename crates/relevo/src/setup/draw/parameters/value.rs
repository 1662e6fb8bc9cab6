//! A value as a person sees it: words for clients as they will look, everything else to copy; and long values page by page.

use relevo_core::params::{Definition, OwnerText, Params, Shape, definition};
use relevo_core::setup::{Act, Screen};
use relevo_core::{ConnectionId, cut_text};
use relevo_telegram::{EntityKind, Text};

use super::super::{Key, Page};

/// How much of a value is shown with its meaning and the ways to change it, in UTF-16 units: a message holds 4,096.
const VALUE_UNITS_MAX: usize = 2_000;
/// How much of a value is shown on a page of its own.
const PAGE_UNITS_MAX: usize = 3_500;
/// From how many units on a value stands by itself.
const LINE_UNITS_MAX: usize = 60;

impl Page<'_> {
    /// A page of a long value, as it is typed.
    pub(in super::super) fn value(&mut self, id: ConnectionId, name: &'static str, page: u16) {
        let screen = Screen::Value(id, name, page);
        let known = definition(name).ok().zip(self.params(id));
        let Some((known, params)) = known else {
            return self.plain("setup-not-here", screen);
        };
        let now = known.value(&params);
        let pages = pages(&now);
        // It may have become shorter since.
        let last = u16::try_from(pages.len() - 1).unwrap_or(u16::MAX);
        let page = page.min(last);
        let facts = [
            ("name", name.to_owned()),
            ("page", (page + 1).to_string()),
            ("pages", pages.len().to_string()),
        ];
        let title = self.voice.say("setup-value-page", &facts);
        self.formatted.push_str(&format!("{title}\n"));
        let words = &pages[usize::from(page)];
        self.formatted.push_as(words, EntityKind::Pre(None));
        let turns = |page| Key::Does(Act::Open(Screen::Value(id, name, page)));
        let mut row = Vec::new();
        if page > 0 {
            row.push(("setup-value-before", turns(page - 1)));
        }
        if page < last {
            row.push(("setup-value-after", turns(page + 1)));
        }
        if !row.is_empty() {
            self.row(&row);
        }
        self.way_back(screen);
    }
}

/// Adds a value. Says whether it was cut.
pub(super) fn put(text: &mut Text, known: &Definition, params: &Params) -> bool {
    let value = known.value(params);
    let Some(words) = owners_words(known, &value) else {
        let cut = cut_text(&Text::plain(&*value), VALUE_UNITS_MAX);
        put_code(text, &cut.text);
        return cut.text != value;
    };
    let mut all = words.text;
    for (tag, words) in &words.by_language {
        all.push_str("\n");
        all.push_as(&format!("[{tag}]"), EntityKind::Code);
        all.push_str("\n");
        all.push(words);
    }
    let cut = cut_text(&all, VALUE_UNITS_MAX);
    text.push_str("\n");
    text.push(&cut);
    cut.text != all.text
}

/// Adds a value as it is typed: on the line if it is short, otherwise by itself.
pub(super) fn put_code(text: &mut Text, value: &str) {
    if value.contains('\n') || value.encode_utf16().count() > LINE_UNITS_MAX {
        text.push_str("\n");
        text.push_as(value, EntityKind::Pre(None));
    } else {
        text.push_str(" ");
        text.push_as(value, EntityKind::Code);
    }
}

/// The words for clients, if that is what it holds.
pub(super) fn owners_words(known: &Definition, value: &str) -> Option<OwnerText> {
    let is_text = *known.shape.without_off() == Shape::Text;
    is_text.then(|| OwnerText::of_source(value)).flatten()
}

/// Whether what is typed for it looks otherwise than what is shown.
pub(super) fn has_source(known: &Definition, value: &str) -> bool {
    let words = owners_words(known, value);
    words.is_some_and(|words| words.text.text != value)
}

/// The pages of a value; at least one. A line is divided only if it is longer than a page.
fn pages(value: &str) -> Vec<String> {
    let mut pages = vec![String::new()];
    let mut units = 0;
    for line in value.split_inclusive('\n') {
        let length = line.encode_utf16().count();
        if length <= PAGE_UNITS_MAX && units + length > PAGE_UNITS_MAX {
            pages.push(String::new());
            units = 0;
        }
        for letter in line.chars() {
            if units + letter.len_utf16() > PAGE_UNITS_MAX {
                pages.push(String::new());
                units = 0;
            }
            units += letter.len_utf16();
            pages.last_mut().expect("there is one").push(letter);
        }
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Promise: the pages are the value, none is longer than a page, and lines stay whole where they fit.
    #[test]
    fn pages_are_the_value() {
        let lines = "a line of some words\n".repeat(400);
        for value in ["", "x", &*lines, &"🙂".repeat(4_000), &"1, ".repeat(9_000)] {
            let pages = pages(value);
            assert_eq!(pages.concat(), value);
            let fits = |page: &String| page.encode_utf16().count() <= PAGE_UNITS_MAX;
            assert!(pages.iter().all(fits));
        }
        assert!(pages(&lines).iter().all(|page| page.ends_with('\n')));
        assert_eq!(pages("").len(), 1);
    }
}
