//! An entity while its text is being settled: what it covers, and what it may stand next to.

use serde_json::Value;

/// The five styles that are cut where others begin.
const STYLES: [&str; 5] = ["bold", "italic", "underline", "strikethrough", "spoiler"];

/// What an entity may contain and stand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// May stand in everything but code; the number is its place among the styles.
    Style(usize),
    /// Contains everything but another quotation.
    Quote,
    /// Contains nothing and stands in quotations only.
    Code,
    /// Mentions, links, emoji: contains styles only.
    Whole,
}

/// An entity that covers the UTF-16 units from `start` to before `end`.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) class: Class,
    /// `MessageEntity`; its offset and length are written at the end.
    pub(super) body: Value,
}

impl Mark {
    pub(super) fn new(start: usize, end: usize, body: Value) -> Mark {
        let kind = kind_of(&body);
        let class = match kind {
            "blockquote" | "expandable_blockquote" => Class::Quote,
            "pre" | "code" => Class::Code,
            _ => STYLES
                .iter()
                .position(|style| *style == kind)
                .map_or(Class::Whole, Class::Style),
        };
        Mark {
            start,
            end,
            class,
            body,
        }
    }

    pub(super) fn kind(&self) -> &str {
        kind_of(&self.body)
    }

    pub(super) fn overlaps(&self, other: &Mark) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether it says something that its words do not: such an entity stays even around blanks.
    pub(super) fn is_hidden_data(&self) -> bool {
        self.class == Class::Code || matches!(self.kind(), "text_link" | "text_mention")
    }

    /// Telegram's order: by place, then the longer first, then by kind.
    pub(super) fn order(&self) -> (usize, usize, u8) {
        let rank = match (self.class, self.kind()) {
            (Class::Quote, _) => 0,
            (Class::Code, "pre") => 10,
            (Class::Code, _) => 20,
            (Class::Style(place), _) => 90 + u8::try_from(place).unwrap_or(0),
            (Class::Whole, "text_link" | "text_mention") => 49,
            (Class::Whole, "custom_emoji") => 99,
            (Class::Whole, _) => 50,
        };
        (self.start, usize::MAX - self.end, rank)
    }

    /// `MessageEntity`.
    pub(super) fn written(self) -> Value {
        let mut body = self.body;
        body["offset"] = self.start.into();
        body["length"] = (self.end - self.start).into();
        body
    }
}

pub(super) fn kind_of(body: &Value) -> &str {
    body.get("type").and_then(Value::as_str).unwrap_or_default()
}

pub(super) fn sort(marks: &mut [Mark]) {
    marks.sort_by_key(Mark::order);
}
