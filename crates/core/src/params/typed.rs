//! What somebody means who writes a value as a message: people format words with Telegram's menus, and phones type quotation marks and
//! dashes of their own.
//!
//! Gives the text that `Params::set` reads. Neighbours: `markup` and `owner_text`. Deliberately absent: whether it is a value.

use relevo_telegram::{Entity, Text};

use super::{Definition, Shape, markup, owner_text};

/// Quotation marks and dashes that phones and editors make of `"` and `-`.
const QUOTES: [char; 6] = ['“', '”', '„', '‟', '«', '»'];
const DASHES: [char; 4] = ['–', '—', '−', '‑'];

/// The text of a value that was written as a message.
#[must_use]
pub fn typed(definition: &Definition, message: &Text) -> String {
    let text = message.text.trim();
    if super::value::clears(text) {
        return text.to_owned();
    }
    match definition.shape.without_off() {
        Shape::Text if !is_markup(message) => source(message),
        Shape::Text => message.text.clone(),
        _ => text.replace(QUOTES, "\"").replace(DASHES, "-"),
    }
}

/// Whether the words hold tags, as the command line takes them and the setup shows them: nobody who formats with Telegram's menus types
/// any, and without a tag a `<` is a `<`.
fn is_markup(message: &Text) -> bool {
    let is_formatted = message.entities.iter().any(|entity| entity.kind.is_sent());
    !is_formatted && markup::holds_any(&message.text)
}

/// The words with tags for their formatting; a line such as `[es]` goes on beginning the words for a language.
fn source(message: &Text) -> String {
    let mut sections = Vec::new();
    let (mut begin, mut at) = (0, 0);
    let mut headings = Vec::new();
    for line in message.text.split_inclusive('\n') {
        let end = at + units(line);
        if owner_text::heading(line).is_some() {
            // Without the line's end before the heading.
            sections.push((begin, at.saturating_sub(1).max(begin)));
            headings.push(line.trim().to_owned());
            begin = end;
        }
        at = end;
    }
    sections.push((begin, at));
    let mut parts = Vec::new();
    for (place, span) in sections.into_iter().enumerate() {
        if let Some(heading) = place.checked_sub(1).map(|place| headings[place].clone()) {
            parts.push(heading);
        }
        parts.push(markup::print(&part(message, span)).trim().to_owned());
    }
    parts.join("\n").trim().to_owned()
}

/// The units of a text from one to another, with the formatting that is within.
fn part(text: &Text, (begin, end): (u32, u32)) -> Text {
    let mut words = String::new();
    let mut at = 0;
    for letter in text.text.chars() {
        if (begin..end).contains(&at) {
            words.push(letter);
        }
        at += units(letter.encode_utf8(&mut [0; 4]));
    }
    let entities = text.entities.iter().filter_map(|entity| {
        let from = entity.offset.max(begin);
        let until = entity.offset.saturating_add(entity.length).min(end);
        (until > from).then(|| Entity {
            kind: entity.kind.clone(),
            offset: from - begin,
            length: until - from,
        })
    });
    Text {
        entities: entities.collect(),
        text: words,
    }
}

fn units(words: &str) -> u32 {
    u32::try_from(words.encode_utf16().count()).expect("a message is far shorter than 4 Gi units")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::params::{Params, definition};
    use relevo_telegram::EntityKind;

    fn read(name: &str, message: &Text) -> String {
        let known = definition(name).unwrap();
        let mut params = Params::default();
        params.set(name, &typed(known, message)).unwrap();
        known.value(&params)
    }

    fn bold(words: &str, offset: u32, length: u32) -> Text {
        Text {
            text: words.into(),
            entities: vec![Entity {
                kind: EntityKind::Bold,
                offset,
                length,
            }],
        }
    }

    /// Promise: what was formatted with Telegram's menus stays so, within each language's words, and signs stay signs.
    #[test]
    fn formatting_is_kept() {
        let message = bold("Hi 🙂 you\n[es]\n1 < 2, <hola>\n", 3, 18);
        assert_eq!(
            read("WELCOME", &message),
            "Hi <b>🙂 you</b>\n[es]\n<b>1 &lt; 2,</b> &lt;hola&gt;"
        );
        assert_eq!(
            read("AWAY", &Text::plain("I <3 you & me")),
            "I &lt;3 you &amp; me"
        );
        let mut link = Text::plain("see example.org");
        link.entities.push(Entity {
            kind: EntityKind::Found("url".into()),
            offset: 4,
            length: 11,
        });
        assert_eq!(read("AWAY", &link), "see example.org");
    }

    /// Promise: what the setup shows as the value's source can be sent back, tags and all, and a mistake in it is said.
    #[test]
    fn tags_are_read_where_nothing_is_formatted() {
        let source = "<b>Hi</b> 1 &lt; 2\n[es]\n<i>Hola</i>";
        assert_eq!(read("WELCOME", &Text::plain(source)), source);
        let known = definition("WELCOME").unwrap();
        let open = typed(known, &Text::plain("<b>Hi"));
        assert!(Params::default().set("WELCOME", &open).is_err());
    }

    /// Promise: quotation marks and dashes of phones are those of expressions, lists and hours; OFF clears, also in bold.
    #[test]
    fn phones_have_signs_of_their_own() {
        let read = |name, words: &str| read(name, &Text::plain(words));
        assert_eq!(
            read("PRIVATE_KEYWORDS", "“money back”, «refund*»"),
            r#""money back", "refund*""#
        );
        assert_eq!(read("CUSTOM_COMMANDS", "„a, b“"), r#""a, b""#);
        assert_eq!(read("IGNORE_CHATS", "−1001234567890"), "-1001234567890");
        assert_eq!(read("WORKING_HOURS", "Mon 9:00–18:00"), "Mon 09:00-18:00");
        let known = definition("WELCOME").unwrap();
        assert_eq!(typed(known, &bold("OFF", 0, 3)), "OFF");
    }
}
