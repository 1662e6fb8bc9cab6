//! Of what shape the texts of a parameter are, as data: forms, the API and the JSON schema are made of it.
//!
//! A text of another shape may be taken as well, such as `yes` for `TRUE`, and one of this shape may be refused, such as markup that is not
//! closed: `Params::set` decides. What is printed, and every example, is of the shape (a test).

/// The shape of the texts that a parameter is set by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One of these words.
    Choice(&'static [&'static str]),
    /// Some of these words between commas, or `NONE`.
    Subset(&'static [&'static str]),
    /// Entries between commas, each of which is this regular expression, or one of these words.
    List {
        /// Of one entry.
        item: &'static str,
        /// Instead of a list.
        words: &'static [&'static str],
    },
    /// A regular expression for the whole text, in the part of the language that ECMA 262 and Rust share.
    Pattern(&'static str),
    /// Words of the owner's for clients, with formatting.
    Text,
    /// A keyword expression.
    Keywords,
    /// This, or `OFF`.
    OrOff(&'static Shape),
}

impl Shape {
    /// The shape of what is not `OFF`.
    #[must_use]
    pub fn without_off(&self) -> &Shape {
        match self {
            Shape::OrOff(inner) => inner.without_off(),
            other => other,
        }
    }

    /// Whether it is a list of the numbers of people and chats.
    #[must_use]
    pub fn is_of_ids(&self) -> bool {
        matches!(self, Shape::List { item, .. } if *item == super::value::ID)
    }

    /// Whether `OFF` stands for no value at all.
    #[must_use]
    pub fn has_off(&self) -> bool {
        matches!(self, Shape::OrOff(_))
    }
}
