//! Formatting as text, for owner texts that are kept and typed as text: the tags of Telegram's HTML style.
//!
//! Only owners' configuration passes here. Messages never do: their formatting travels as entities, so that nobody can
//! smuggle markup. An unknown tag is an error, not words.

use relevo_telegram::{Entity, EntityKind, Text, UserId};

use super::Why;

/// Where `tg://user?id=…` names a person without a username.
const MENTION: &str = "tg://user?id=";

/// The names of the tags that are known.
const TAGS: [&str; 12] = [
    "b",
    "strong",
    "i",
    "em",
    "u",
    "s",
    "tg-spoiler",
    "code",
    "pre",
    "blockquote",
    "a",
    "tg-emoji",
];

/// Reads tags and the escapes `&lt; &gt; &amp; &quot; &#91;`. Another `&` is itself; another `<` is an error.
pub(super) fn read(source: &str) -> Result<Text, Why> {
    let mut text = Text::default();
    let mut units = 0;
    let mut open: Vec<(&str, usize)> = Vec::new();
    let mut rest = source;
    while let Some(letter) = rest.chars().next() {
        if let Some(inner) = rest.strip_prefix('<') {
            let (tag, after) = inner.split_once('>').ok_or(Why::StrayLess)?;
            rest = after;
            if let Some(name) = tag.strip_prefix('/') {
                match open.pop() {
                    Some((opened, index)) if opened == name.trim() => {
                        let entity = &mut text.entities[index];
                        entity.length = units - entity.offset;
                    }
                    _ => return Err(Why::WrongClosing),
                }
            } else {
                let name = tag.split_whitespace().next().unwrap_or_default();
                open.push((name, text.entities.len()));
                text.entities.push(Entity {
                    kind: kind(name, tag[name.len()..].trim())?,
                    offset: units,
                    length: 0,
                });
            }
            continue;
        }
        let escape = ESCAPES
            .iter()
            .find(|(written, _)| rest.starts_with(written));
        let (taken, letter) = escape.map_or((letter.len_utf8(), letter), |(written, letter)| {
            (written.len(), *letter)
        });
        text.text.push(letter);
        units += u32::try_from(letter.len_utf16()).expect("one or two");
        rest = &rest[taken..];
    }
    if !open.is_empty() {
        return Err(Why::TagOpen);
    }
    text.entities.retain(|entity| entity.length > 0);
    Ok(text)
}

/// The escapes that `print` writes and `read` reads.
const ESCAPES: [(&str, char); 5] = [
    ("&lt;", '<'),
    ("&gt;", '>'),
    ("&amp;", '&'),
    ("&quot;", '"'),
    ("&#91;", '['),
];

/// Whether a text holds a tag that is known, or an escape.
pub(super) fn holds_any(source: &str) -> bool {
    let has_escape = ESCAPES.iter().any(|(written, _)| source.contains(written));
    let mut tags = source.split('<').skip(1).filter_map(|rest| {
        let name = rest.strip_prefix('/').unwrap_or(rest);
        let end = name.find(['>', ' ', '/'])?;
        Some(&name[..end])
    });
    has_escape || tags.any(|name| TAGS.contains(&name))
}

/// What a tag means; `attributes` is what follows its name.
fn kind(name: &str, attributes: &str) -> Result<EntityKind, Why> {
    let value = |attribute: &str| {
        let quoted = attributes.strip_prefix(attribute)?.strip_prefix("=\"")?;
        let value = quoted.strip_suffix('"')?;
        let value = value.replace("&quot;", "\"").replace("&lt;", "<");
        Some(value.replace("&gt;", ">").replace("&amp;", "&"))
    };
    Ok(match (name, attributes) {
        ("b" | "strong", "") => EntityKind::Bold,
        ("i" | "em", "") => EntityKind::Italic,
        ("u", "") => EntityKind::Underline,
        ("s", "") => EntityKind::Strikethrough,
        ("tg-spoiler", "") => EntityKind::Spoiler,
        ("code", "") => EntityKind::Code,
        ("pre", "") => EntityKind::Pre(None),
        ("pre", _) => EntityKind::Pre(Some(value("lang").ok_or(Why::PreTakesLang)?)),
        ("blockquote", "") => EntityKind::Blockquote,
        ("blockquote", "expandable") => EntityKind::ExpandableBlockquote,
        ("a", _) => {
            let address = value("href").ok_or(Why::LinkNeedsAddress)?;
            let person = address.strip_prefix(MENTION).map(str::parse);
            match person {
                Some(Ok(id)) => EntityKind::TextMention(UserId(id)),
                _ => EntityKind::TextLink(address),
            }
        }
        ("tg-emoji", _) => EntityKind::CustomEmoji(value("emoji-id").ok_or(Why::EmojiNeedsId)?),
        _ => {
            return Err(Why::UnknownTag);
        }
    })
}

/// The opening and closing tag; none for what Telegram finds by itself.
fn tags(kind: &EntityKind) -> Option<(String, &'static str)> {
    let simple = |tag: &'static str| Some((tag.to_owned(), tag));
    match kind {
        EntityKind::Bold => simple("b"),
        EntityKind::Italic => simple("i"),
        EntityKind::Underline => simple("u"),
        EntityKind::Strikethrough => simple("s"),
        EntityKind::Spoiler => simple("tg-spoiler"),
        EntityKind::Code => simple("code"),
        EntityKind::Pre(None) => simple("pre"),
        EntityKind::Pre(Some(language)) => {
            Some((format!("pre lang=\"{}\"", escaped(language)), "pre"))
        }
        EntityKind::Blockquote => simple("blockquote"),
        EntityKind::ExpandableBlockquote => Some(("blockquote expandable".into(), "blockquote")),
        EntityKind::TextLink(address) => Some((format!("a href=\"{}\"", escaped(address)), "a")),
        EntityKind::TextMention(user) => Some((format!("a href=\"{MENTION}{user}\""), "a")),
        EntityKind::CustomEmoji(id) => {
            Some((format!("tg-emoji emoji-id=\"{}\"", escaped(id)), "tg-emoji"))
        }
        // An owner's text has no moments: the markup has no word for them.
        EntityKind::DateTime { .. } | EntityKind::Found(_) => None,
    }
}

fn escaped(words: &str) -> String {
    let words = words.replace('&', "&amp;").replace('<', "&lt;");
    words.replace('>', "&gt;").replace('"', "&quot;")
}

/// Prints a text so that `read` reads it; spans that cross are taken apart.
pub(super) fn print(text: &Text) -> String {
    let mut entities: Vec<&Entity> = text.entities.iter().collect();
    entities.sort_by_key(|entity| (entity.offset, std::cmp::Reverse(entity.length)));
    let mut coming = entities.into_iter().peekable();
    let mut source = String::new();
    // The end of each open span, and its tags.
    let mut open: Vec<(u32, (String, &str))> = Vec::new();
    let mut at = 0;
    for letter in text.text.chars() {
        close(&mut source, &mut open, at);
        while let Some(entity) = coming.next_if(|entity| entity.offset <= at) {
            let end = entity.offset.saturating_add(entity.length);
            if let Some(tags) = tags(&entity.kind).filter(|_| end > at) {
                source.push_str(&format!("<{}>", tags.0));
                open.push((end, tags));
            }
        }
        let mut buffer = [0; 4];
        source.push_str(&escaped(letter.encode_utf8(&mut buffer)));
        at += u32::try_from(letter.len_utf16()).expect("one or two");
    }
    close(&mut source, &mut open, u32::MAX);
    source
}

/// Closes the spans that end here; what was opened within them and goes on is opened anew.
fn close(source: &mut String, open: &mut Vec<(u32, (String, &str))>, at: u32) {
    let Some(first) = open.iter().position(|(end, _)| *end <= at) else {
        return;
    };
    for (_, (_, tag)) in open[first..].iter().rev() {
        source.push_str(&format!("</{tag}>"));
    }
    let cut = open.split_off(first);
    for span in cut.into_iter().filter(|(end, _)| *end > at) {
        source.push_str(&format!("<{}>", span.1.0));
        open.push(span);
    }
}
