//! Values as text: one reading and one printing for each type that a parameter can have.
//!
//! What is printed reads back as the same value (a property test). `OFF` and `NONE` clear what can be cleared.

use super::{Shape, Why, list};

/// A type that a parameter can have.
pub(super) trait Value: Sized {
    /// Of what shape the texts are that it prints.
    const SHAPE: Shape;
    /// Reads a trimmed text.
    fn read(text: &str) -> Result<Self, Why>;
    /// Prints it so that `read` reads it.
    fn print(&self) -> String;
}

/// The number of a person or chat, as a regular expression.
pub(super) const ID: &str = "-?[1-9][0-9]*";

/// Whether a text clears a parameter.
pub(super) fn clears(text: &str) -> bool {
    text.eq_ignore_ascii_case("off") || text.eq_ignore_ascii_case("none")
}

impl Value for bool {
    const SHAPE: Shape = Shape::Choice(&["TRUE", "FALSE"]);

    fn read(text: &str) -> Result<bool, Why> {
        match text.to_lowercase().as_str() {
            "true" | "on" | "yes" | "1" => Ok(true),
            "false" | "off" | "none" | "no" | "0" => Ok(false),
            _ => Err(Why::TrueOrFalse),
        }
    }

    fn print(&self) -> String {
        if *self { "TRUE" } else { "FALSE" }.into()
    }
}

/// Hours: a year at most.
impl Value for u32 {
    const SHAPE: Shape = Shape::Pattern("^[1-9][0-9]{0,3}$");

    fn read(text: &str) -> Result<u32, Why> {
        match text.parse() {
            Ok(hours @ 1..=8_760) => Ok(hours),
            _ => Err(Why::Hours),
        }
    }

    fn print(&self) -> String {
        self.to_string()
    }
}

impl<T: Value> Value for Option<T> {
    const SHAPE: Shape = Shape::OrOff(&T::SHAPE);

    fn read(text: &str) -> Result<Option<T>, Why> {
        if clears(text) {
            return Ok(None);
        }
        T::read(text).map(Some)
    }

    fn print(&self) -> String {
        self.as_ref().map_or_else(|| "OFF".into(), T::print)
    }
}

/// Ids of people and chats.
impl Value for Vec<i64> {
    const SHAPE: Shape = Shape::List {
        item: ID,
        words: &["NONE"],
    };

    fn read(text: &str) -> Result<Vec<i64>, Why> {
        if clears(text) {
            return Ok(Vec::new());
        }
        let mut ids = Vec::new();
        // `"1, 2"` in one pair of quotes is two ids: no id holds a comma.
        for item in list::read(text)?.iter().flat_map(|item| item.split(',')) {
            let place = ids.len() + 1;
            match item.trim().parse() {
                Ok(0) | Err(_) => {
                    return Err(Why::NoId(place));
                }
                Ok(id) => ids.push(id),
            }
        }
        if ids.is_empty() {
            return Err(Why::NoNumbers);
        }
        Ok(ids)
    }

    fn print(&self) -> String {
        if self.is_empty() {
            return "NONE".into();
        }
        let ids: Vec<String> = self.iter().map(i64::to_string).collect();
        ids.join(", ")
    }
}

/// Words and phrases.
impl Value for Vec<String> {
    const SHAPE: Shape = Shape::List {
        item: r#""([^"]|"")+""#,
        words: &["NONE"],
    };

    fn read(text: &str) -> Result<Vec<String>, Why> {
        if clears(text) {
            return Ok(Vec::new());
        }
        let words = list::read(text)?;
        if words.is_empty() {
            return Err(Why::NoWords);
        }
        Ok(words)
    }

    fn print(&self) -> String {
        if self.is_empty() {
            return "NONE".into();
        }
        list::print(self)
    }
}
