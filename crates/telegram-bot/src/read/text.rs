//! Words with formatting.

use relevo_telegram::{Entity, EntityKind, Text, UserId};

use super::Fields;

/// The words in one field with the entities in another; none if the words are missing.
pub(super) fn text(fields: &Fields<'_>, words: &str, entities: &str) -> Option<Text> {
    Some(Text {
        text: fields.string(words)?,
        entities: fields.objects(entities).iter().filter_map(entity).collect(),
    })
}

/// One entity; none without a span. A kind without its own detail (a link without an address) is only `Found`.
fn entity(fields: &Fields<'_>) -> Option<Entity> {
    let name = fields.string("type")?;
    let kind = match name.as_str() {
        "bold" => Some(EntityKind::Bold),
        "italic" => Some(EntityKind::Italic),
        "underline" => Some(EntityKind::Underline),
        "strikethrough" => Some(EntityKind::Strikethrough),
        "spoiler" => Some(EntityKind::Spoiler),
        "code" => Some(EntityKind::Code),
        "pre" => Some(EntityKind::Pre(fields.string("language"))),
        "blockquote" => Some(EntityKind::Blockquote),
        "expandable_blockquote" => Some(EntityKind::ExpandableBlockquote),
        "text_link" => fields.string("url").map(EntityKind::TextLink),
        "text_mention" => fields
            .object("user")
            .and_then(|user| user.int("id"))
            .map(|id| EntityKind::TextMention(UserId(id))),
        "date_time" => fields.int("unix_time").map(|unix_s| EntityKind::DateTime {
            unix_s,
            format: fields.string("date_time_format"),
        }),
        "custom_emoji" => fields
            .string("custom_emoji_id")
            .map(EntityKind::CustomEmoji),
        _ => None,
    };
    Some(Entity {
        kind: kind.unwrap_or(EntityKind::Found(name)),
        offset: u32::try_from(fields.int("offset")?).ok()?,
        length: u32::try_from(fields.int("length")?).ok()?,
    })
}
