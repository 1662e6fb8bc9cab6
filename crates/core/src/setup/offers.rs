//! The values of a parameter that are offered as buttons.
//!
//! A parameter that takes one of a few words, or some of them, has all its buttons from its shape; others get the words that they take
//! beside their texts, and a few values that many want. Everything else is written. Deliberately absent: what a button says.

use crate::params::{Definition, Shape};

/// How a value is chosen with buttons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Offer {
    /// One of these values.
    One(Vec<&'static str>),
    /// Each of these words may be in the set or not.
    Some(&'static [&'static str]),
}

/// The buttons of a parameter.
#[must_use]
pub fn offer(of: &Definition) -> Offer {
    let words: &[&str] = match of.shape.without_off() {
        Shape::Subset(words) => return Offer::Some(words),
        Shape::Choice(words) | Shape::List { words, .. } => words,
        Shape::Pattern(_) | Shape::Text | Shape::Keywords | Shape::OrOff(_) => &[],
    };
    let off: &[&str] = match of.shape.has_off() {
        true => &["OFF"],
        false => &[],
    };
    // A list that can be off has no other way of being empty.
    let words = words
        .iter()
        .filter(|word| off.is_empty() || **word != "NONE");
    Offer::One(words.chain(of.common()).chain(off).copied().collect())
}

/// Whether a value can also be written: what has no more than its buttons needs no words about how.
#[must_use]
pub fn is_written(of: &Definition) -> bool {
    !matches!(of.shape, Shape::Choice(_) | Shape::Subset(_))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::params::{Params, definition, definitions};

    /// Promise: whatever is offered is a value, printed as it stands on the button, so that the current one can be marked.
    #[test]
    fn what_is_offered_is_a_value() {
        for known in definitions() {
            let (values, sets) = match offer(known) {
                Offer::One(values) => (values, &[][..]),
                Offer::Some(words) => (Vec::new(), words),
            };
            for value in values {
                let mut params = Params::default();
                params.set(known.name, value).unwrap();
                // Hours are printed a day each.
                if known.name != "WORKING_HOURS" {
                    assert_eq!(known.value(&params), value, "{}", known.name);
                }
            }
            for word in sets {
                Params::default().set(known.name, word).unwrap();
            }
        }
        assert!(definition("TIMEZONE").unwrap().common().len() > 5);
    }

    /// Promise: a parameter without a button for each of its values can be written.
    #[test]
    fn there_is_a_way_for_each() {
        for known in definitions() {
            assert!(is_written(known) || offer(known) != Offer::One(Vec::new()));
        }
    }
}
