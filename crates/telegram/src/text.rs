//! Text with formatting, measured as Telegram measures it: in UTF-16 code units.
//!
//! Formatting travels as explicit entities, never as markup, so that no client can smuggle any.

/// A text and what is formatted in it. Offsets and lengths are UTF-16 units.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// The words. At most 4,096 units in a message, 1,024 in a caption sent by a bot.
    pub text: String,
    /// Formatting, in Telegram's order.
    pub entities: Vec<Entity>,
}

/// One formatted span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// First UTF-16 unit.
    pub offset: u32,
    /// Number of UTF-16 units.
    pub length: u32,
}

/// What a span is. Spans that Telegram finds by itself (links, hashtags, …) are `Found`: they are read, never sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntityKind {
    /// Bold.
    Bold,
    /// Italic.
    Italic,
    /// Underlined.
    Underline,
    /// Struck through.
    Strikethrough,
    /// Hidden until tapped.
    Spoiler,
    /// Inline code.
    Code,
    /// A code block, with its language.
    Pre(Option<String>),
    /// A quotation block.
    Blockquote,
    /// A quotation block, folded.
    ExpandableBlockquote,
    /// A word that opens an address.
    TextLink(String),
    /// A mention of a person without a username.
    TextMention(crate::UserId),
    /// A moment, shown in the reader's own time.
    DateTime {
        /// Unix seconds.
        unix_s: i64,
        /// How it is shown (Bot API, `date_time_format`).
        format: Option<String>,
    },
    /// A custom emoji, by id. Telegram replaces it with a plain one where the bot may not use it.
    CustomEmoji(String),
    /// Recognised by Telegram in any text (mention, hashtag, url, email, phone number, …); the Bot API's name.
    Found(String),
}

impl EntityKind {
    /// Whether we send it: what Telegram finds by itself it finds again.
    #[must_use]
    pub fn is_sent(&self) -> bool {
        !matches!(self, EntityKind::Found(_))
    }
}

impl Text {
    /// Plain words.
    pub fn plain(text: impl Into<String>) -> Text {
        Text {
            text: text.into(),
            entities: Vec::new(),
        }
    }

    /// Length in UTF-16 units, which is what Telegram's limits count.
    #[must_use]
    pub fn units(&self) -> usize {
        units(&self.text)
    }

    /// Whether there are no words.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Appends another text; its entities shift by our length.
    pub fn push(&mut self, other: &Text) {
        let shift = u32::try_from(self.units()).expect("a text is far shorter than 4 Gi units");
        self.text.push_str(&other.text);
        self.entities
            .extend(other.entities.iter().map(|entity| Entity {
                offset: entity.offset + shift,
                ..entity.clone()
            }));
    }

    /// Appends plain words.
    pub fn push_str(&mut self, words: &str) {
        self.text.push_str(words);
    }

    /// Appends words under one formatting.
    pub fn push_as(&mut self, words: &str, kind: EntityKind) {
        let offset = u32::try_from(self.units()).expect("a text is far shorter than 4 Gi units");
        let length = u32::try_from(units(words)).expect("a text is far shorter than 4 Gi units");
        self.text.push_str(words);
        if length > 0 {
            self.entities.push(Entity {
                kind,
                offset,
                length,
            });
        }
    }
}

fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Promise: an author line above a text never moves the text's formatting by a unit, whatever the alphabet.
    #[test]
    fn entities_shift_in_utf16_units() {
        let mut line = Text::default();
        line.push_as("Zoë 👩‍🚀", EntityKind::Bold);
        line.push_str("\n");
        let body = Text {
            text: "да 🙂!".into(),
            entities: vec![Entity {
                kind: EntityKind::Italic,
                offset: 3,
                length: 2,
            }],
        };
        line.push(&body);
        let shifted = &line.entities[1];
        let wide: Vec<u16> = line.text.encode_utf16().collect();
        let span = &wide[shifted.offset as usize..(shifted.offset + shifted.length) as usize];
        assert_eq!(String::from_utf16(span).unwrap(), "🙂");
    }
}
