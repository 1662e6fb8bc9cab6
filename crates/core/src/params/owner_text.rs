//! A text of the owner's that clients read: with formatting, per language of the client's app, with a fallback.
//!
//! As text: the words for everybody first, then for each language a line `[es]` and the words for it.

use std::collections::BTreeMap;

use relevo_telegram::{Entity, Text};

use super::value::Value;
use super::{Shape, Why, markup};

/// The longest owner text in UTF-16 units: room is left for the names that replace its variables.
pub const OWNER_TEXT_UNITS_MAX: usize = 3_800;
/// Telegram's limit for a message, in UTF-16 units (facts §2.3).
const MESSAGE_UNITS_MAX: usize = 4_096;

/// A text of the owner's for clients.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnerText {
    /// For everybody whose language has none of its own.
    pub text: Text,
    /// By IETF tag in lower case, such as `es` or `pt-br`.
    pub by_language: BTreeMap<String, Text>,
}

impl OwnerText {
    /// What a new connection greets with.
    #[must_use]
    pub fn greeting() -> OwnerText {
        OwnerText {
            text: Text::plain("Hello! Write your question here, and we will answer in this chat."),
            by_language: BTreeMap::new(),
        }
    }

    /// The text of a source, as a parameter holds it; none if it is none.
    #[must_use]
    pub fn of_source(source: &str) -> Option<OwnerText> {
        let text = <Option<OwnerText> as Value>::read(source);
        text.ok().flatten()
    }

    /// The words for a client with this language of the app: the tag's own, its language's, everybody's.
    #[must_use]
    pub fn in_language(&self, tag: Option<&str>) -> &Text {
        let tag = tag.map(str::to_lowercase).unwrap_or_default();
        let language = tag.split('-').next().unwrap_or_default();
        let own = self.by_language.get(&tag);
        own.or_else(|| self.by_language.get(language))
            .unwrap_or(&self.text)
    }

    /// The words for a client, with `{title}` (the chat's) and `{first_name}` (the author's) filled in; formatting
    /// moves along. At most 4,096 units: if the names are too long for that, the variables stay.
    #[must_use]
    pub fn filled(&self, tag: Option<&str>, title: &str, first_name: &str) -> Text {
        let text = self.in_language(tag);
        let filled = fill(text, &[("{title}", title), ("{first_name}", first_name)]);
        if filled.units() > MESSAGE_UNITS_MAX {
            return text.clone();
        }
        filled
    }
}

impl Value for OwnerText {
    const SHAPE: Shape = Shape::Text;

    fn read(source: &str) -> Result<OwnerText, Why> {
        let source = source.replace("\r\n", "\n");
        let mut sections: Vec<(Option<String>, String)> = vec![(None, String::new())];
        for line in source.split('\n') {
            if let Some(tag) = heading(line) {
                sections.push((Some(tag), String::new()));
            } else {
                let (_, section) = sections.last_mut().expect("there is always one");
                section.push_str(line);
                section.push('\n');
            }
        }
        let mut texts = BTreeMap::new();
        let mut everybody = None;
        for (tag, section) in sections {
            let text = markup::read(section.trim())?;
            if text.text.trim().is_empty() {
                return Err(match tag {
                    None => Why::EverybodyFirst,
                    Some(tag) => Why::NothingUnder(tag),
                });
            }
            if text.units() > OWNER_TEXT_UNITS_MAX {
                return Err(Why::TextTooLong);
            }
            match tag {
                None => everybody = Some(text),
                Some(tag) => {
                    if texts.insert(tag.clone(), text).is_some() {
                        return Err(Why::Twice(tag));
                    }
                }
            }
        }
        Ok(OwnerText {
            text: everybody.expect("the first section is everybody's"),
            by_language: texts,
        })
    }

    fn print(&self) -> String {
        let mut source = section(&self.text);
        for (tag, text) in &self.by_language {
            source.push_str(&format!("\n[{tag}]\n{}", section(text)));
        }
        source
    }
}

/// The language that a line such as `[es]` or `[pt-BR]` begins.
pub(super) fn heading(line: &str) -> Option<String> {
    let tag = line.trim().strip_prefix('[')?.strip_suffix(']')?;
    let (language, region) = tag.split_once('-').unwrap_or((tag, "xx"));
    let right = (2..=3).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_alphabetic())
        && (2..=8).contains(&region.len())
        && region.bytes().all(|byte| byte.is_ascii_alphanumeric());
    right.then(|| tag.to_lowercase())
}

/// A text's source, in which no line looks like a heading.
fn section(text: &Text) -> String {
    let source = markup::print(text);
    let lines: Vec<String> = source
        .split('\n')
        .map(|line| match heading(line) {
            Some(_) => line.replacen('[', "&#91;", 1),
            None => line.to_owned(),
        })
        .collect();
    lines.join("\n")
}

/// Puts names in the places of variables; a name is never looked into for variables.
fn fill(text: &Text, variables: &[(&str, &str)]) -> Text {
    let mut filled = Text::default();
    // For each variable found: where it stood and where its name stands, in units.
    let mut moved: Vec<[u32; 4]> = Vec::new();
    let (mut at, mut new_at) = (0, 0);
    let mut rest = text.text.as_str();
    while let Some(letter) = rest.chars().next() {
        let found = variables.iter().find(|(name, _)| rest.starts_with(name));
        let (taken, words) = match found {
            Some((name, words)) => (*name, *words),
            None => {
                let letter = &rest[..letter.len_utf8()];
                (letter, letter)
            }
        };
        filled.push_str(words);
        let (old_end, new_end) = (at + units(taken), new_at + units(words));
        if found.is_some() {
            moved.push([at, old_end, new_at, new_end]);
        }
        (at, new_at) = (old_end, new_end);
        rest = &rest[taken.len()..];
    }
    for entity in &text.entities {
        let start = place(entity.offset, &moved, false);
        let end = place(entity.offset + entity.length, &moved, true);
        if end > start {
            filled.entities.push(Entity {
                kind: entity.kind.clone(),
                offset: start,
                length: end - start,
            });
        }
    }
    filled
}

/// Where a unit of the old text is in the new one; within a variable, where its name begins or ends.
fn place(at: u32, moved: &[[u32; 4]], ends: bool) -> u32 {
    let mut shift = 0;
    for [old_start, old_end, new_start, new_end] in moved {
        if at <= *old_start {
            break;
        }
        if at < *old_end {
            return if ends { *new_end } else { *new_start };
        }
        shift = i64::from(*new_end) - i64::from(*old_end);
    }
    u32::try_from(i64::from(at) + shift).expect("a place in a text")
}

fn units(words: &str) -> u32 {
    u32::try_from(words.encode_utf16().count()).expect("a text is far shorter than 4 Gi units")
}
