//! Formatting: the Bot API's `MessageEntity` objects to TL and back.

use grammers_tl_types as tl;
use serde_json::{Value, json};

use super::int;
use crate::mtproto::rpc::{Answer, Call, Refusal};

/// The entities in TL; none if there are none.
pub(in crate::mtproto) fn entities(list: &[Value]) -> Option<Vec<tl::enums::MessageEntity>> {
    let told: Vec<_> = list.iter().filter_map(entity).collect();
    (!told.is_empty()).then_some(told)
}

/// One entity; dates with a format are left out, as nothing shows them here.
fn entity(given: &Value) -> Option<tl::enums::MessageEntity> {
    use tl::types as t;
    let offset = int(given["offset"].as_i64()?);
    let length = int(given["length"].as_i64()?);
    let text = |field: &str| given[field].as_str().unwrap_or_default().to_owned();
    Some(match given["type"].as_str()? {
        "mention" => t::MessageEntityMention { offset, length }.into(),
        "hashtag" => t::MessageEntityHashtag { offset, length }.into(),
        "cashtag" => t::MessageEntityCashtag { offset, length }.into(),
        "bot_command" => t::MessageEntityBotCommand { offset, length }.into(),
        "url" => t::MessageEntityUrl { offset, length }.into(),
        "email" => t::MessageEntityEmail { offset, length }.into(),
        "phone_number" => t::MessageEntityPhone { offset, length }.into(),
        "bold" => t::MessageEntityBold { offset, length }.into(),
        "italic" => t::MessageEntityItalic { offset, length }.into(),
        "underline" => t::MessageEntityUnderline { offset, length }.into(),
        "strikethrough" => t::MessageEntityStrike { offset, length }.into(),
        "spoiler" => t::MessageEntitySpoiler { offset, length }.into(),
        "code" => t::MessageEntityCode { offset, length }.into(),
        "pre" => t::MessageEntityPre {
            offset,
            length,
            language: text("language"),
        }
        .into(),
        "text_link" => t::MessageEntityTextUrl {
            offset,
            length,
            url: text("url"),
        }
        .into(),
        "text_mention" => t::MessageEntityMentionName {
            offset,
            length,
            user_id: given["user"]["id"].as_i64()?,
        }
        .into(),
        "custom_emoji" => t::MessageEntityCustomEmoji {
            offset,
            length,
            document_id: given["custom_emoji_id"].as_str()?.parse().ok()?,
        }
        .into(),
        kind @ ("blockquote" | "expandable_blockquote") => t::MessageEntityBlockquote {
            collapsed: kind == "expandable_blockquote",
            offset,
            length,
        }
        .into(),
        _ => return None,
    })
}

impl Call<'_> {
    /// The Bot API's entities of what a client gives. Those that a server finds by itself are left to it.
    pub(in crate::mtproto) fn entities(
        &self,
        given: Option<&Vec<tl::enums::MessageEntity>>,
    ) -> Answer<Vec<Value>> {
        let mut list = Vec::new();
        for entity in given.into_iter().flatten() {
            list.extend(self.entity(entity)?);
        }
        Ok(list)
    }

    fn entity(&self, given: &tl::enums::MessageEntity) -> Answer<Option<Value>> {
        use tl::enums::MessageEntity as E;
        let (kind, offset, length) = match given {
            E::Bold(e) => ("bold", e.offset, e.length),
            E::Italic(e) => ("italic", e.offset, e.length),
            E::Underline(e) => ("underline", e.offset, e.length),
            E::Strike(e) => ("strikethrough", e.offset, e.length),
            E::Spoiler(e) => ("spoiler", e.offset, e.length),
            E::Code(e) => ("code", e.offset, e.length),
            E::Pre(e) => ("pre", e.offset, e.length),
            E::TextUrl(e) => ("text_link", e.offset, e.length),
            E::CustomEmoji(e) => ("custom_emoji", e.offset, e.length),
            E::MentionName(e) => ("text_mention", e.offset, e.length),
            E::InputMessageEntityMentionName(e) => ("text_mention", e.offset, e.length),
            E::Blockquote(e) if e.collapsed => ("expandable_blockquote", e.offset, e.length),
            E::Blockquote(e) => ("blockquote", e.offset, e.length),
            E::FormattedDate(_) | E::DiffInsert(_) | E::DiffReplace(_) | E::DiffDelete(_) => {
                return Err(Refusal::not_simulated("this kind of formatting"));
            }
            _ => return Ok(None),
        };
        let mut entity = json!({"type": kind, "offset": offset, "length": length});
        match given {
            E::Pre(pre) if !pre.language.is_empty() => {
                entity["language"] = pre.language.as_str().into();
            }
            E::TextUrl(link) => entity["url"] = link.url.as_str().into(),
            E::CustomEmoji(emoji) => {
                entity["custom_emoji_id"] = emoji.document_id.to_string().into();
            }
            E::MentionName(mention) => entity["user"] = json!({"id": mention.user_id}),
            E::InputMessageEntityMentionName(mention) => {
                entity["user"] = json!({"id": self.user(&mention.user_id)?});
            }
            _ => {}
        }
        Ok(Some(entity))
    }
}
