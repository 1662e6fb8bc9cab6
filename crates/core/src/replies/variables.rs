//! `{title}`, `{first_name}` and `{operator}` in words, filled in for one client without touching what is formatted.
//!
//! Offsets are UTF-16 units (Bot API, `MessageEntity`): what stands behind a variable shifts, and what is around or across one grows or
//! shrinks with it. What is written otherwise in braces stays as it is.

use relevo_telegram::{Entity, Text};

use crate::Card;
use crate::render::fit;

/// The longest that a variable stands for, in UTF-16 units.
const VALUE_UNITS_MAX: usize = 64;

/// What variables stand for. Not to be printed: names never reach a log.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Variables {
    /// What the conversation is called.
    pub title: String,
    /// The client's first name; of a group or channel its title.
    pub first_name: String,
    /// Who sends it.
    pub operator: String,
}

/// Where a variable stood, and what stands there now, in UTF-16 units.
struct Filled {
    from: usize,
    until: usize,
    now_from: usize,
    now_until: usize,
}

impl Variables {
    /// For the client of this card. What the team calls a client stays inside: these are the names that clients give themselves.
    #[must_use]
    pub fn of(card: &Card, operator: &str) -> Variables {
        let value = |words: &str| fit(words, VALUE_UNITS_MAX);
        let title = match &card.last_name {
            Some(last) => format!("{} {last}", card.name),
            None => card.name.clone(),
        };
        Variables {
            title: value(&title),
            first_name: value(&card.name),
            operator: value(operator),
        }
    }

    /// Whether there are variables in a text.
    #[must_use]
    pub fn are_in(text: &Text) -> bool {
        NAMES.iter().any(|name| text.text.contains(name))
    }

    /// Whether whoever sends a text is named in it.
    #[must_use]
    pub fn name_operator(text: &Text) -> bool {
        text.text.contains(OPERATOR)
    }

    /// The text with its variables filled in.
    #[must_use]
    pub fn fill(&self, text: &Text) -> Text {
        let mut filled = Vec::new();
        let mut now = String::with_capacity(text.text.len());
        let (mut units, mut now_units) = (0, 0);
        let mut rest = text.text.as_str();
        while let Some(letter) = rest.chars().next() {
            if let Some((name, value)) = self.at(rest) {
                let (long, now_long) = (wide(name), wide(value));
                filled.push(Filled {
                    from: units,
                    until: units + long,
                    now_from: now_units,
                    now_until: now_units + now_long,
                });
                now.push_str(value);
                (units, now_units) = (units + long, now_units + now_long);
                rest = &rest[name.len()..];
            } else {
                now.push(letter);
                (units, now_units) = (units + letter.len_utf16(), now_units + letter.len_utf16());
                rest = &rest[letter.len_utf8()..];
            }
        }
        Text {
            text: now,
            entities: text
                .entities
                .iter()
                .filter_map(|entity| moved(entity, &filled))
                .collect(),
        }
    }

    /// The variable with which these words begin, and what stands for it.
    fn at(&self, words: &str) -> Option<(&'static str, &str)> {
        let values = [&self.title, &self.first_name, &self.operator];
        let mut pairs = NAMES.into_iter().zip(values);
        let (name, value) = pairs.find(|(name, _)| words.starts_with(name))?;
        Some((name, value))
    }
}

/// Stands for the name of whoever sends a quick reply.
pub const OPERATOR: &str = "{operator}";
const NAMES: [&str; 3] = ["{title}", "{first_name}", OPERATOR];

fn wide(words: &str) -> usize {
    words.chars().map(char::len_utf16).sum()
}

/// The entity over the same words; none if nothing is left of them.
fn moved(entity: &Entity, filled: &[Filled]) -> Option<Entity> {
    let from = usize::try_from(entity.offset).ok()?;
    let until = from + usize::try_from(entity.length).ok()?;
    let (from, until) = (
        place(from, filled, |one| one.now_from),
        place(until, filled, |one| one.now_until),
    );
    (from < until).then(|| Entity {
        kind: entity.kind.clone(),
        offset: u32::try_from(from).unwrap_or(u32::MAX),
        length: u32::try_from(until - from).unwrap_or(u32::MAX),
    })
}

/// Where a place of the text is now; one inside a variable goes to the end of it that is meant.
fn place(at: usize, filled: &[Filled], within: impl Fn(&Filled) -> usize) -> usize {
    let next = filled.partition_point(|one| one.until <= at);
    match filled.get(next).filter(|one| one.from < at) {
        Some(inside) => within(inside),
        None => match filled[..next].last() {
            Some(before) => before.now_until + (at - before.until),
            None => at,
        },
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use relevo_telegram::EntityKind;

    use super::*;

    fn ann() -> Variables {
        Variables {
            title: "Ann 🙂 Lee".into(),
            first_name: "Ann".into(),
            operator: "Marta".into(),
        }
    }

    fn over(text: &str, offset: u32, length: u32) -> Text {
        Text {
            text: text.into(),
            entities: vec![Entity {
                kind: EntityKind::Bold,
                offset,
                length,
            }],
        }
    }

    /// The words under an entity.
    fn under(text: &Text, entity: &Entity) -> String {
        let units: Vec<u16> = text.text.encode_utf16().collect();
        let from = entity.offset as usize;
        String::from_utf16(&units[from..from + entity.length as usize]).unwrap()
    }

    /// Promise: what is around, behind or across a variable covers the same words after it was filled in; where nothing is filled in,
    /// nothing changes.
    #[test]
    fn variables_are_filled_in() {
        let rows = [
            ("Hi {first_name}!", 0, 16, "Hi Ann!", "Hi Ann!"),
            ("🙂{title} x", 10, 1, "🙂Ann 🙂 Lee x", "x"),
            ("{operator}", 0, 10, "Marta", "Marta"),
            // Across an edge: it takes the whole name.
            ("a{title}b", 3, 6, "aAnn 🙂 Leeb", "Ann 🙂 Leeb"),
            ("a{title}b", 0, 3, "aAnn 🙂 Leeb", "aAnn 🙂 Lee"),
            ("{first_name}{operator}", 12, 10, "AnnMarta", "Marta"),
            ("{first_name}{operator}", 0, 12, "AnnMarta", "Ann"),
            ("{Title} {x} {", 0, 7, "{Title} {x} {", "{Title}"),
        ];
        for (text, offset, length, words, bold) in rows {
            let filled = ann().fill(&over(text, offset, length));
            assert_eq!(filled.text, words);
            assert_eq!(under(&filled, &filled.entities[0]), bold, "{text}");
        }
        let nobody = Variables::default().fill(&over("a{title}", 1, 7));
        assert_eq!(nobody, Text::plain("a"));
    }

    fn pieces() -> impl Strategy<Value = Vec<&'static str>> {
        let piece = prop::sample::select(vec![
            "a",
            "ж",
            "🙂",
            " ",
            "{",
            "}",
            "{title}",
            "{first_name}",
            "{operator}",
            "👩‍🚀",
        ]);
        prop::collection::vec(piece, 0..12)
    }

    proptest! {
        /// Promise: an entity over any run of whole pieces covers exactly what these pieces became.
        #[test]
        fn entities_cover_what_their_words_became(pieces in pieces(), a in 0_usize..13, b in 0_usize..13) {
            let (a, b) = (a.min(pieces.len()), b.min(pieces.len()));
            let (from, until) = (a.min(b), a.max(b));
            // Braces beside each other may make a variable of their own: those pieces are left out.
            let whole = pieces.concat();
            let text = over(
                &whole,
                u32::try_from(wide(&pieces[..from].concat())).unwrap(),
                u32::try_from(wide(&pieces[from..until].concat())).unwrap(),
            );
            let filled = ann().fill(&text);
            let parts = |pieces: &[&str]| -> String {
                pieces.iter().map(|one| ann().fill(&Text::plain(*one)).text).collect()
            };
            prop_assert_eq!(&filled.text, &parts(&pieces));
            let covered = filled.entities.first().map(|one| under(&filled, one));
            prop_assert_eq!(covered.unwrap_or_default(), parts(&pieces[from..until]));
        }

        /// Promise: an entity anywhere stays within the text and covers at least what it covered outside the variables.
        #[test]
        fn entities_stay_inside(pieces in pieces(), offset in 0_u32..60, length in 1_u32..60) {
            let whole = format!("{}x", pieces.concat());
            let units = u32::try_from(wide(&whole)).unwrap();
            let offset = offset % units;
            let length = length.min(units - offset);
            let filled = ann().fill(&over(&whole, offset, length));
            let now = u32::try_from(filled.units()).unwrap();
            for entity in &filled.entities {
                prop_assert!(entity.length > 0 && entity.offset + entity.length <= now);
            }
        }
    }
}
