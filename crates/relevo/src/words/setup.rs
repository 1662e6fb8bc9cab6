//! What the setup bot says to an owner, in the owner's language.

use relevo_core::params::{Language, Timezone};

use super::catalogue::{Catalogue, Fact};
use super::moment;

/// The setup bot's voice in one language.
#[derive(Clone, Copy)]
pub(crate) struct Voice(pub(super) &'static Catalogue);

impl Voice {
    /// The voice of a language.
    pub(crate) fn of(language: Language) -> Voice {
        Voice(Catalogue::of(language))
    }

    /// A sentence or a label, with its facts filled in.
    pub(crate) fn say(self, id: &str, facts: &[(&'static str, String)]) -> String {
        let facts: Vec<Fact<'_>> = facts
            .iter()
            .map(|(name, value)| (*name, value.clone().into()))
            .collect();
        self.0.text(id, None, &facts)
    }

    /// A moment (Unix milliseconds), as a clock in a zone shows it.
    pub(crate) fn moment(self, zone: &Timezone, at_ms: i64) -> String {
        moment::in_zone(self.0, zone, at_ms)
    }

    /// A sentence with a number, which chooses its plural form.
    pub(crate) fn count(self, id: &str, count: i64) -> String {
        self.0.text(id, None, &[("count", count.into())])
    }
}
