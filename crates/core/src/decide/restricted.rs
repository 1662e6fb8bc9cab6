//! Words that are not let through: `RESTRICTED_KEYWORDS_FRONTEND` keeps a client's message out, `RESTRICTED_KEYWORDS_BACKEND` stops
//! an operator's.

use std::borrow::Cow;

use relevo_telegram::{Content, Message};

use crate::params::first_in;

/// The first of the listed words that a message says.
pub(super) fn found<'a>(list: &'a [String], message: &Message) -> Option<&'a str> {
    if list.is_empty() {
        return None;
    }
    first_in(list, &said(message))
}

/// Everything that a message says in words, those on its buttons too, a line a part.
pub(super) fn said(message: &Message) -> Cow<'_, str> {
    let words = of_content(&message.content);
    if message.buttons.is_empty() {
        return words;
    }
    let labels = message.buttons.iter().map(|button| button.label.as_str());
    Cow::Owned(joined(std::iter::once(&*words).chain(labels)))
}

pub(crate) fn of_content(content: &Content) -> Cow<'_, str> {
    match content {
        Content::Text(text) => Cow::Borrowed(&text.text),
        Content::Media(media) => Cow::Borrowed(&media.caption.text),
        Content::Rich(rich) => Cow::Borrowed(&rich.words.text),
        Content::Poll(poll) => {
            let options = poll.options.iter().map(|option| &*option.text);
            let parts = [
                &*poll.question.text,
                &poll.description.text,
                &poll.explanation.text,
            ];
            Cow::Owned(joined(parts.into_iter().chain(options)))
        }
        Content::Checklist(list) => {
            let tasks = list.tasks.iter().map(|(task, _)| &*task.text);
            Cow::Owned(joined([&*list.title.text].into_iter().chain(tasks)))
        }
        Content::Venue(venue) => Cow::Owned(joined([&*venue.title, &venue.address].into_iter())),
        Content::Contact(contact) => {
            let names = [Some(&*contact.first_name), contact.last_name.as_deref()];
            Cow::Owned(joined(names.into_iter().flatten()))
        }
        _ => Cow::Borrowed(""),
    }
}

fn joined<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    parts.collect::<Vec<_>>().join("\n")
}
