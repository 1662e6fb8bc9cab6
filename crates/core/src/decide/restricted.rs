//! Words that are not let through: `RESTRICTED_KEYWORDS_FRONTEND` keeps a client's message out, `RESTRICTED_KEYWORDS_BACKEND` stops
//! an operator's.

use std::borrow::Cow;

use relevo_telegram::Content;

use crate::params::first_in;

/// The first of the listed words that a content says.
pub(super) fn found<'a>(list: &'a [String], content: &Content) -> Option<&'a str> {
    if list.is_empty() {
        return None;
    }
    first_in(list, &said(content))
}

/// Everything that a content says in words, a line a part.
pub(super) fn said(content: &Content) -> Cow<'_, str> {
    match content {
        Content::Text(text) => Cow::Borrowed(&text.text),
        Content::Media(media) => Cow::Borrowed(&media.caption.text),
        Content::Rich(rich) => Cow::Borrowed(&rich.words.text),
        Content::Poll(poll) => {
            let options = poll.options.iter().map(|option| &option.text);
            let parts = [
                &poll.question.text,
                &poll.description.text,
                &poll.explanation.text,
            ];
            Cow::Owned(joined(parts.into_iter().chain(options)))
        }
        Content::Checklist(list) => {
            let tasks = list.tasks.iter().map(|(task, _)| &task.text);
            Cow::Owned(joined([&list.title.text].into_iter().chain(tasks)))
        }
        Content::Venue(venue) => Cow::Owned(joined([&venue.title, &venue.address].into_iter())),
        _ => Cow::Borrowed(""),
    }
}

fn joined<'a>(parts: impl Iterator<Item = &'a String>) -> String {
    parts.map(String::as_str).collect::<Vec<_>>().join("\n")
}
