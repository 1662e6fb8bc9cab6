//! What the desk's notices say about a message, in the words that people read. `check` asks it, and so does who deletes a topic.

use super::program::Sort;

/// What begins a notice of which an operator learns that the message did not reach the client, or may not have.
const NOT_THERE: [&str; 3] = [
    "⚠️ Not delivered",
    "❔ Telegram did not say whether this message reached the client",
    "❔ Taken back, but",
];

/// What begins a notice about a message that nobody can send.
const CANNOT: &str = "Not sent to the client: this kind of message cannot be sent yet";

/// Where a client's group has topics of its own, and nobody can know which is meant.
const WHICH_SOURCE: &str = "❔ This group has topics of its own";

/// Nothing is published in a channel by merely writing in its topic.
const UNPUBLISHED: [&str; 2] = [
    "📣 Not published yet",
    "📣 The bot knows no discussion of this post",
];

/// What `OutcomeUnknown` says after *It arrived*.
const NOTED: &str = "✓ Noted: it arrived.";

/// What begins a notice about something that has left its lane, or has been put at its end.
const OUT_OF_LINE: [&str; 5] = [
    "↻",
    NOTED,
    "✓ Tried again",
    "✓ Sent to the topic",
    "✓ Published",
];

/// What begins a notice that a client's copy is older than the operator's message.
const EDIT_NOT_THERE: [&str; 4] = [
    "✏️ The client still has",
    "✏️ Your edit went nowhere",
    "📝 Your edit stays inside",
    "📝 This is a note now",
];

/// What begins a notice that something was not taken back.
const NOT_WITHDRAWN: [&str; 2] = ["⚠️ Not withdrawn", "Nothing was withdrawn"];

fn begins(text: &str, list: &[&str]) -> bool {
    list.iter().any(|begin| text.starts_with(begin))
}

/// It did not arrive, or nobody knows. `noted`: somebody pressed *It arrived*.
pub(crate) fn says_that_it_is_not_there(text: &str, noted: bool) -> bool {
    let album = text.starts_with('⚠') && text.contains("items of this album w");
    begins(text, &NOT_THERE) || album || noted && text == NOTED
}

/// Nobody can send such a thing.
pub(crate) fn says_that_it_cannot_be_sent(text: &str) -> bool {
    text.starts_with(CANNOT)
}

/// It waits for somebody who says for which topic of this kind of chat it is, or that it is to be published there.
pub(crate) fn asks(text: &str, sort: Sort) -> bool {
    match sort {
        Sort::Forum => text.starts_with(WHICH_SOURCE),
        Sort::Channel => begins(text, &UNPUBLISHED),
        Sort::Private | Sort::Basic | Sort::Supergroup => false,
    }
}

/// It has left its lane, so it may stand after what was said later.
pub(crate) fn says_that_it_left_its_lane(text: &str) -> bool {
    let asked = [Sort::Forum, Sort::Channel]
        .into_iter()
        .any(|sort| asks(text, sort));
    asked || says_that_it_is_not_there(text, false) || begins(text, &OUT_OF_LINE)
}

/// The client has an older version.
pub(crate) fn says_that_it_is_older(text: &str) -> bool {
    begins(text, &EDIT_NOT_THERE)
}

/// The client still has what was to be taken back, or may have it.
pub(crate) fn says_that_it_is_still_there(text: &str) -> bool {
    says_that_it_is_not_there(text, false)
        || begins(text, &NOT_WITHDRAWN)
        || begins(text, &EDIT_NOT_THERE)
}

/// Something that Telegram told could not be read.
pub(crate) fn says_that_something_was_unreadable(text: &str) -> bool {
    text.starts_with("⚠️ Something that Telegram reported could not be processed")
}
