//! The line above a message of a group or channel: who wrote it, as one composition.
//!
//! Neighbours: `render` makes names fit to be shown, `decide::mirror` puts the line where it belongs.

use relevo_telegram::{Author, Message, Origin, Text};

use crate::decide::Scene;
use crate::render::{author_line, author_name, chat_shown, fit, person_shown, shown_author};

/// What marks a new version of a message that is posted as a message of its own.
pub(crate) const EDITED: &str = "✏️";
/// What marks somebody of the team who writes from their own account.
pub(crate) const OPERATOR: &str = "👤";
/// The longest signature or topic in the line, in UTF-16 units.
const PART_UNITS_MAX: usize = 32;

/// The line: a dot and the name in bold, the signature of who speaks for a chat, the mark of the team, the topic of the
/// client's own forum, where it was forwarded from, and whether it is a newer version.
pub(crate) fn byline(message: &Message, scene: &Scene<'_>, edited: bool) -> Text {
    let author = &message.author;
    let mut line = author_line(&author_name(author), author_id(author));
    if let Author::Chat {
        signature: Some(signature),
        ..
    } = author
    {
        part(&mut line, " – ", signature);
    }
    if scene.operator {
        line.push_str(" ");
        line.push_str(OPERATOR);
    }
    if let Some(source) = scene.source_of(message) {
        part(&mut line, " · ", source);
    }
    // What Telegram forwards by itself comes from whoever is named already.
    if let Some(origin) = message
        .origin
        .as_ref()
        .filter(|_| !message.automatic_forward)
    {
        line.push_str(" ↪");
        part(&mut line, " ", &origin_name(origin));
    }
    if edited {
        line.push_str(" ");
        line.push_str(EDITED);
    }
    line
}

/// The line above a message whose author needs none: where it was forwarded from, if it was.
pub(crate) fn origin_line(message: &Message) -> Option<Text> {
    let origin = message.origin.as_ref()?;
    let mut line = Text::plain("↪");
    part(&mut line, " ", &origin_name(origin));
    Some(line)
}

/// Where a message was forwarded from; empty if Telegram does not tell.
fn origin_name(origin: &Origin) -> String {
    match origin {
        Origin::User(user) => person_shown(user),
        Origin::Hidden(name) => shown_author(name, 0),
        Origin::Chat(chat) => chat_shown(chat),
        Origin::Untold => String::new(),
    }
}

/// A part of the line; nothing for words that cannot be seen.
fn part(line: &mut Text, before: &str, words: &str) {
    let words = fit(words, PART_UNITS_MAX);
    if !words.is_empty() {
        line.push_str(before);
        line.push_str(&words);
    }
}

/// The number of a message's author: a person's or a chat's; 0 if Telegram did not say.
pub(crate) fn author_id(author: &Author) -> i64 {
    match author {
        Author::User(user) => user.id.0,
        Author::Chat { chat, .. } => chat.id.0,
        Author::Nobody => 0,
    }
}
