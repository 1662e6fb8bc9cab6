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
    /// Words of the owner's, which `Params::set` looks at.
    Text,
    /// This, or `OFF`.
    OrOff(&'static Shape),
}
