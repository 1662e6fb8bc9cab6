//! A text without what Telegram marked in it: spans are replaced, all other formatting moves along, in UTF-16 units.

use std::ops::Range;

use relevo_telegram::{Entity, EntityKind, Text};
use unicode_segmentation::UnicodeSegmentation;

use super::{Hiding, StandIn, address};

/// What stands for anything hidden where the usual placeholders would make the text too long.
const SHORT: &str = "…";

/// A span that is taken out, in UTF-16 units, and what stands in its place.
struct Cut {
    span: Range<u32>,
    label: String,
}

impl Hiding<'_> {
    /// The text as the team may see it, of at most so many units if it had no more before; a longer one is cut with "…".
    pub(super) fn text(&self, text: &Text, units_max: usize) -> Text {
        let cuts = self.cuts(text);
        let usual = self.without(text, &cuts);
        if usual.units() <= units_max {
            return usual;
        }
        let short: Vec<Cut> = cuts
            .into_iter()
            .map(|cut| Cut {
                label: shortened(cut.label),
                ..cut
            })
            .collect();
        cut_off(self.without(text, &short), units_max)
    }

    /// What goes, in order and without overlaps.
    fn cuts(&self, text: &Text) -> Vec<Cut> {
        let mut cuts: Vec<Cut> = text
            .entities
            .iter()
            .filter(|entity| entity.length > 0)
            .filter_map(|entity| {
                let span = entity.offset..entity.offset.saturating_add(entity.length);
                self.cut(&entity.kind, span, text)
            })
            .collect();
        cuts.sort_by_key(|cut| (cut.span.start, std::cmp::Reverse(cut.span.end)));
        let mut joined: Vec<Cut> = Vec::with_capacity(cuts.len());
        for cut in cuts {
            match joined.last_mut() {
                Some(last) if cut.span.start < last.span.end => {
                    last.span.end = last.span.end.max(cut.span.end);
                }
                _ => joined.push(cut),
            }
        }
        joined
    }

    fn cut(&self, kind: &EntityKind, span: Range<u32>, text: &Text) -> Option<Cut> {
        let links = self.info.links;
        let (span, label) = match kind {
            EntityKind::TextMention(person) if self.info.name => (span, self.code_name(person.0)),
            EntityKind::TextLink(_) | EntityKind::TextMention(_) if links => {
                // Telegram would find an address among the words again.
                let words = part(&text.text, &span);
                if !address::is_in(&words) {
                    return None;
                }
                (span, self.without_addresses(&words).into_owned())
            }
            EntityKind::Found(name) if links => match name.as_str() {
                "mention" => (span, self.stand_in(StandIn::Username)),
                "url" => (span, self.stand_in(StandIn::Link)),
                "email" => (span, self.stand_in(StandIn::Email)),
                "phone_number" => (span, self.stand_in(StandIn::Phone)),
                // "/start@acme_bot", "#news@acme": the word stays, whose it is goes.
                "bot_command" | "hashtag" | "cashtag" => {
                    let words = part(&text.text, &span);
                    let at = words.find('@')?;
                    let start = span.start + units(&words[..at]);
                    (start..span.end, String::new())
                }
                _ => return None,
            },
            _ => return None,
        };
        Some(Cut { span, label })
    }

    /// Whether this formatting is shown.
    fn shows(&self, kind: &EntityKind) -> bool {
        match kind {
            EntityKind::TextLink(url) => !self.info.links && !self.is_profile(url),
            EntityKind::TextMention(_) => !self.rebuilds(),
            _ => true,
        }
    }

    /// Whether this address opens a person's profile, and those are hidden.
    fn is_profile(&self, url: &str) -> bool {
        let scheme = url.get(..3).unwrap_or_default();
        self.info.name && scheme.eq_ignore_ascii_case("tg:")
    }

    /// The text with the cuts made.
    fn without(&self, text: &Text, cuts: &[Cut]) -> Text {
        let (words, moved) = replaced(&text.text, cuts);
        let entities = text.entities.iter().filter_map(|entity| {
            if !self.shows(&entity.kind) {
                return None;
            }
            let end = entity.offset.saturating_add(entity.length);
            let is_cut = |cut: &Cut| cut.span.start <= entity.offset && end <= cut.span.end;
            if cuts.iter().any(is_cut) && !outlasts(&entity.kind) {
                return None;
            }
            let (start, end) = (at(&moved, entity.offset).end, at(&moved, end).start);
            (start < end).then(|| Entity {
                kind: entity.kind.clone(),
                offset: start,
                length: end - start,
            })
        });
        Text {
            entities: entities.collect(),
            text: words,
        }
    }
}

/// Formatting that suits whatever stands in the place of the words.
fn outlasts(kind: &EntityKind) -> bool {
    !matches!(
        kind,
        EntityKind::Found(_)
            | EntityKind::CustomEmoji(_)
            | EntityKind::DateTime { .. }
            | EntityKind::TextLink(_)
            | EntityKind::TextMention(_)
    )
}

/// Where each old position is now: what begins there begins at `end`, what ends there ends at `start`. Both are the same but
/// inside of something replaced, which formatting neither begins nor ends in.
type Moved = Vec<Range<u32>>;

fn at(moved: &Moved, position: u32) -> Range<u32> {
    let last = moved.last().expect("the end of the text has a place");
    let index = usize::try_from(position).expect("32 bits fit");
    moved.get(index).unwrap_or(last).clone()
}

/// The words with the cuts made, and where every position of the old ones is now. A letter of two units that is cut in part
/// goes whole.
fn replaced(words: &str, cuts: &[Cut]) -> (String, Moved) {
    let mut kept = String::with_capacity(words.len());
    let mut moved = Moved::new();
    let (mut old, mut new) = (0, 0);
    let mut cuts = cuts.iter().peekable();
    let mut open: Option<(&Cut, u32)> = None;
    for letter in words.chars() {
        let length = units_of(letter);
        if let Some((cut, start)) = open
            && old >= cut.span.end
        {
            new = start + units(&cut.label);
            open = None;
        }
        if open.is_none() {
            moved.push(new..new);
            while cuts.peek().is_some_and(|cut| cut.span.end <= old) {
                cuts.next();
            }
            if let Some(cut) = cuts.next_if(|cut| cut.span.start < old + length) {
                kept.push_str(&cut.label);
                open = Some((cut, new));
            } else {
                kept.push(letter);
                new += length;
            }
        } else if let Some((cut, start)) = open {
            moved.push(start..start + units(&cut.label));
        }
        for _ in 1..length {
            // No formatting begins or ends in the middle of a letter.
            let inside = match open {
                Some((cut, start)) => start..start + units(&cut.label),
                None => new - length..new,
            };
            moved.push(inside);
        }
        old += length;
    }
    if let Some((cut, start)) = open {
        new = start + units(&cut.label);
    }
    moved.push(new..new);
    (kept, moved)
}

/// At most so many units, with "…" at the end of what was longer, cut between characters as people see them.
pub(crate) fn cut_off(text: Text, units_max: usize) -> Text {
    if text.units() <= units_max {
        return text;
    }
    let (mut kept, _) = split(text, units_max - 1);
    kept.push_str("…");
    kept
}

/// A beginning of at most so many units, and the rest, divided between characters as people see them.
pub(crate) fn split(text: Text, units_max: usize) -> (Text, Text) {
    let room = u32::try_from(units_max).expect("a text is far shorter than 4 Gi units");
    let (mut bytes, mut used) = (0, 0);
    for grapheme in text.text.graphemes(true) {
        let length = units(grapheme);
        if used + length > room {
            break;
        }
        bytes += grapheme.len();
        used += length;
    }
    let (mut before, mut behind) = (Vec::new(), Vec::new());
    for entity in text.entities {
        let end = entity.offset.saturating_add(entity.length);
        if entity.offset < used.min(end) {
            before.push(Entity {
                length: used.min(end) - entity.offset,
                ..entity.clone()
            });
        }
        if used.max(entity.offset) < end {
            let offset = used.max(entity.offset);
            behind.push(Entity {
                offset: offset - used,
                length: end - offset,
                ..entity
            });
        }
    }
    let (first, rest) = text.text.split_at(bytes);
    let part = |words: &str, entities| Text {
        text: words.to_owned(),
        entities,
    };
    (part(first, before), part(rest, behind))
}

fn shortened(label: String) -> String {
    if label.is_empty() {
        label
    } else {
        SHORT.to_owned()
    }
}

/// The words of a span; letters that it cuts in half belong to it.
fn part(words: &str, span: &Range<u32>) -> String {
    let mut position = 0;
    words
        .chars()
        .filter(|letter| {
            let start = position;
            position += units_of(*letter);
            start < span.end && span.start < position
        })
        .collect()
}

fn units(words: &str) -> u32 {
    words.chars().map(units_of).sum()
}

fn units_of(letter: char) -> u32 {
    u32::try_from(letter.len_utf16()).expect("one or two")
}
