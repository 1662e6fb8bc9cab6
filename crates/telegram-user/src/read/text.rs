//! Words with formatting.

use grammers_tl_types as tl;
use relevo_telegram::{Entity, EntityKind, Text, UserId};

/// Words and their entities. Both count in UTF-16 units.
pub(crate) fn text(words: String, entities: Option<&Vec<tl::enums::MessageEntity>>) -> Text {
    Text {
        text: words,
        entities: entities.into_iter().flatten().filter_map(entity).collect(),
    }
}

/// One entity; none if its span is.
fn entity(told: &tl::enums::MessageEntity) -> Option<Entity> {
    use tl::enums::MessageEntity as Told;
    let found = |name: &str| EntityKind::Found(name.to_owned());
    let kind = match told {
        Told::Bold(_) => EntityKind::Bold,
        Told::Italic(_) => EntityKind::Italic,
        Told::Underline(_) => EntityKind::Underline,
        Told::Strike(_) => EntityKind::Strikethrough,
        Told::Spoiler(_) => EntityKind::Spoiler,
        Told::Code(_) => EntityKind::Code,
        Told::Pre(pre) => {
            EntityKind::Pre(Some(pre.language.clone()).filter(|name| !name.is_empty()))
        }
        Told::Blockquote(quote) if quote.collapsed => EntityKind::ExpandableBlockquote,
        Told::Blockquote(_) => EntityKind::Blockquote,
        Told::TextUrl(link) => EntityKind::TextLink(link.url.clone()),
        Told::MentionName(mention) => EntityKind::TextMention(UserId(mention.user_id)),
        Told::CustomEmoji(emoji) => EntityKind::CustomEmoji(emoji.document_id.to_string()),
        Told::Mention(_) => found("mention"),
        Told::Hashtag(_) => found("hashtag"),
        Told::Cashtag(_) => found("cashtag"),
        Told::BotCommand(_) => found("bot_command"),
        Told::Url(_) => found("url"),
        Told::Email(_) => found("email"),
        Told::Phone(_) => found("phone_number"),
        Told::BankCard(_) => found("bank_card"),
        _ => found("unknown"),
    };
    Some(Entity {
        kind,
        offset: u32::try_from(told.offset()).ok()?,
        length: u32::try_from(told.length()).ok()?,
    })
}
