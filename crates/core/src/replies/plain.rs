//! What a quick reply says to whoever reads it: what the guard of forbidden words looks at, and how long it may be.
//!
//! Neighbour: `decide::restricted` does the same for what is typed. Deliberately absent: what Telegram makes of it, which no reader sees.

use relevo_telegram::{Content, Text};

use super::{ReplyContent, ReplyWhat};
use crate::Matter;
use crate::decide::{CAPTION_UNITS_MAX, TEXT_UNITS_MAX, words_in};
use crate::params::first_in;

impl ReplyContent {
    /// The first of the listed words that it says, in its words, captions, parts or buttons.
    #[must_use]
    pub fn says_one_of<'a>(&self, list: &'a [String]) -> Option<&'a str> {
        if list.is_empty() {
            return None;
        }
        first_in(list, &self.said())
    }

    /// Everything that it says in words, those on its buttons too, a line a part.
    fn said(&self) -> String {
        let texts = self.words().map(|text| text.text.clone());
        let labels = self.buttons.iter().map(|button| button.label.clone());
        let more = match &self.what {
            ReplyWhat::Matter(matter) => words_in(&as_content(matter)).into_owned(),
            ReplyWhat::Words { .. } | ReplyWhat::Blocks { .. } | ReplyWhat::Files(_) => {
                String::new()
            }
        };
        let parts: Vec<String> = texts.chain(labels).chain([more]).collect();
        parts.join("\n")
    }

    /// Whether Telegram takes its words, once variables are filled in: some, and not too many.
    pub(super) fn has_room(&self) -> bool {
        match &self.what {
            ReplyWhat::Words { text, .. } => {
                !text.text.trim().is_empty() && text.units() <= TEXT_UNITS_MAX
            }
            ReplyWhat::Files(files) => files
                .iter()
                .all(|file| file.caption.units() <= CAPTION_UNITS_MAX),
            ReplyWhat::Blocks { .. } | ReplyWhat::Matter(_) => true,
        }
    }
}

fn as_content(matter: &Matter) -> Content {
    match matter {
        Matter::Location(place) => Content::Location(*place),
        Matter::Venue(venue) => Content::Venue(venue.clone()),
        Matter::Contact(contact) => Content::Contact(contact.clone()),
        Matter::Poll(poll) => Content::Poll(poll.clone()),
        // Its words are those of `ReplyWhat::Blocks`.
        Matter::Rich(input) => Content::Text(Text::plain(input.clone())),
        Matter::Words(text) => Content::Text(text.clone()),
        Matter::File(media) => Content::Media(media.clone()),
    }
}
