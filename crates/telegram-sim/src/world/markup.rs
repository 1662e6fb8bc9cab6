//! The parse modes HTML and MarkdownV2. The legacy Markdown mode is refused.

use serde_json::{Map, Value, json};

use super::entity::{Styled, units};
use crate::request::ApiError;

fn cannot(text: impl AsRef<str>) -> ApiError {
    ApiError::bad_request(format!("can't parse entities: {}", text.as_ref()))
}

/// Text and entities of a text written in a parse mode.
pub(crate) fn parse(text: &str, mode: &str) -> Result<Styled, ApiError> {
    match mode.to_ascii_lowercase().as_str() {
        "" => Ok((text.to_owned(), Vec::new())),
        "html" => html(text),
        "markdownv2" => markdown(text),
        "markdown" => Err(ApiError::not_simulated("parse_mode Markdown")),
        _ => Err(ApiError::bad_request("unsupported parse_mode")),
    }
}

/// An entity that has begun: its tag or mark, where (UTF-16), and its fields.
struct Open {
    mark: String,
    offset: usize,
    fields: Map<String, Value>,
}

/// Text written so far, entities found so far.
#[derive(Default)]
struct Parsed {
    text: String,
    units: usize,
    entities: Vec<Value>,
}

impl Parsed {
    fn push(&mut self, character: char) {
        self.text.push(character);
        self.units += character.len_utf16();
    }

    fn close(&mut self, open: Open) {
        let length = self.units - open.offset;
        if length > 0 {
            let mut fields = open.fields;
            fields.insert("offset".into(), open.offset.into());
            fields.insert("length".into(), length.into());
            self.add(Value::Object(fields));
        }
    }
}

impl Parsed {
    /// Adds an entity; `pre` and `code` around the same words are one, and what is no link is plain words.
    fn add(&mut self, entity: Value) {
        if let Some(inner) = self.entities.last_mut()
            && super::entity::span(inner) == super::entity::span(&entity)
        {
            let language = |one: &Value| one.get("language").cloned();
            let language = match (inner["type"].as_str(), entity["type"].as_str()) {
                (Some("code"), Some("pre")) => language(inner),
                (Some("pre"), Some("code")) => language(&entity),
                _ => None,
            };
            if let Some(language) = language {
                inner["type"] = "pre".into();
                inner["language"] = language;
                return;
            }
        }
        let broken = entity["type"] == "text_link"
            && !super::entity::is_link(entity["url"].as_str().unwrap_or_default());
        if !broken {
            self.entities.push(entity);
        }
    }
}

fn html(text: &str) -> Result<Styled, ApiError> {
    let mut parsed = Parsed::default();
    let mut open: Vec<Open> = Vec::new();
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let at = text.len() - rest.len();
        match character {
            '<' => {
                let end = rest
                    .find('>')
                    .ok_or_else(|| cannot(format!("Unclosed start tag at byte offset {at}")))?;
                let tag = &rest[1..end];
                rest = &rest[end + 1..];
                if let Some(name) = tag.strip_prefix('/') {
                    let begun = open
                        .pop()
                        .filter(|begun| begun.mark == name.trim().to_ascii_lowercase())
                        .ok_or_else(|| cannot(format!("Unexpected end tag at byte offset {at}")))?;
                    parsed.close(begun);
                } else {
                    open.push(begin_tag(tag, parsed.units, at)?);
                }
            }
            '&' => {
                let (decoded, used) = reference(rest);
                parsed.push(decoded);
                rest = &rest[used..];
            }
            _ => {
                parsed.push(character);
                rest = &rest[character.len_utf8()..];
            }
        }
    }
    match open.pop() {
        Some(begun) => Err(cannot(format!(
            "Can't find end tag corresponding to start tag \"{}\"",
            begun.mark
        ))),
        None => {
            for entity in &mut parsed.entities {
                if entity["type"] == "code"
                    && let Some(fields) = entity.as_object_mut()
                {
                    fields.remove("language");
                }
            }
            Ok((parsed.text, parsed.entities))
        }
    }
}

fn begin_tag(tag: &str, offset: usize, at: usize) -> Result<Open, ApiError> {
    let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
    let name = name.to_ascii_lowercase();
    let attribute = |wanted: &str| {
        let from = attributes.find(&format!("{wanted}="))? + wanted.len() + 1;
        let value = attributes[from..].trim_start_matches(['"', '\'']);
        Some(value.split(['"', '\'', '>']).next()?.to_owned())
    };
    let fields = match name.as_str() {
        "b" | "strong" => json!({"type": "bold"}),
        "i" | "em" => json!({"type": "italic"}),
        "u" | "ins" => json!({"type": "underline"}),
        "s" | "strike" | "del" => json!({"type": "strikethrough"}),
        "tg-spoiler" => json!({"type": "spoiler"}),
        "span" if attribute("class").as_deref() == Some("tg-spoiler") => {
            json!({"type": "spoiler"})
        }
        "code" => match attribute("class") {
            Some(class) => json!({
                "type": "code", "language": class.trim_start_matches("language-"),
            }),
            None => json!({"type": "code"}),
        },
        "pre" => json!({"type": "pre"}),
        "blockquote" if attributes.contains("expandable") => {
            json!({"type": "expandable_blockquote"})
        }
        "blockquote" => json!({"type": "blockquote"}),
        "a" => link(&attribute("href").unwrap_or_default().replace("&amp;", "&"))?,
        "tg-emoji" => json!({
            "type": "custom_emoji",
            "custom_emoji_id": attribute("emoji-id").unwrap_or_default(),
        }),
        _ => {
            return Err(cannot(format!(
                "Unsupported start tag \"{name}\" at byte offset {at}"
            )));
        }
    };
    Ok(Open {
        mark: name,
        offset,
        fields: super::member::object(fields),
    })
}

fn link(url: &str) -> Result<Value, ApiError> {
    Ok(json!({"type": "text_link", "url": url}))
}

/// A character reference at the start of `rest`, and its length in bytes.
fn reference(rest: &str) -> (char, usize) {
    let known = [
        ("&lt;", '<'),
        ("&gt;", '>'),
        ("&amp;", '&'),
        ("&quot;", '"'),
    ];
    if let Some((name, character)) = known.iter().find(|(name, _)| rest.starts_with(name)) {
        return (*character, name.len());
    }
    let numeric = rest.strip_prefix("&#").and_then(|digits| {
        let end = digits.find(';')?;
        let number = match digits[..end].strip_prefix('x') {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => digits[..end].parse().ok()?,
        };
        Some((char::from_u32(number)?, end + 3))
    });
    numeric.unwrap_or(('&', 1))
}

const MARKS: [(&str, &str); 8] = [
    ("```", "pre"),
    ("||", "spoiler"),
    ("__", "underline"),
    ("*", "bold"),
    ("_", "italic"),
    ("~", "strikethrough"),
    ("`", "code"),
    ("[", "text_link"),
];

fn markdown(text: &str) -> Result<Styled, ApiError> {
    let mut parsed = Parsed::default();
    let mut open: Vec<Open> = Vec::new();
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let inside_code = open.last().is_some_and(|begun| begun.mark.starts_with('`'));
        if character == '\\' && rest.len() > 1 {
            let next = rest[1..].chars().next().expect("one more");
            parsed.push(next);
            rest = &rest[1 + next.len_utf8()..];
            continue;
        }
        if !inside_code && character == ']' && open.last().is_some_and(|begun| begun.mark == "[") {
            rest = close_link(&mut parsed, open.pop().expect("checked"), &rest[1..])?;
            continue;
        }
        let mark = MARKS.iter().find(|(mark, _)| rest.starts_with(mark));
        match mark {
            Some((mark, _)) if open.last().is_some_and(|begun| begun.mark == *mark) => {
                parsed.close(open.pop().expect("checked"));
                rest = &rest[mark.len()..];
            }
            Some((mark, kind)) if !inside_code => {
                open.push(Open {
                    mark: (*mark).to_owned(),
                    offset: units(&parsed.text),
                    fields: super::member::object(json!({"type": kind})),
                });
                rest = &rest[mark.len()..];
            }
            _ if !inside_code && "_*[]()~`>#+-=|{}.!".contains(character) => {
                return Err(cannot(format!(
                    "Character '{character}' is reserved and must be escaped with the preceding '\\'"
                )));
            }
            _ => {
                parsed.push(character);
                rest = &rest[character.len_utf8()..];
            }
        }
    }
    if open.is_empty() {
        return Ok((parsed.text, parsed.entities));
    }
    Err(cannot("Can't find end of the entity"))
}

/// Reads `(url)` behind `[text]` and returns what follows.
fn close_link<'a>(
    parsed: &mut Parsed,
    mut begun: Open,
    rest: &'a str,
) -> Result<&'a str, ApiError> {
    let url = rest
        .strip_prefix('(')
        .and_then(|url| url.split_once(')'))
        .ok_or_else(|| cannot("Can't find end of a URL"))?;
    begun.fields = super::member::object(link(&url.0.replace('\\', ""))?);
    parsed.close(begun);
    Ok(url.1)
}
