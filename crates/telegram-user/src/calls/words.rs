//! Formatting, as MTProto writes it. What Telegram finds by itself it finds again.

use grammers_session::types::{PeerAuth, PeerId, PeerInfo};
use grammers_tl_types as tl;
use relevo_telegram::{Entity, EntityKind, Text};

use crate::session::Session;

/// The entities of a text; none if there are none.
pub(crate) fn entities(session: &Session, text: &Text) -> Option<Vec<tl::enums::MessageEntity>> {
    let entities: Vec<_> = text
        .entities
        .iter()
        .filter_map(|entity| written(session, entity))
        .collect();
    (!entities.is_empty()).then_some(entities)
}

fn written(session: &Session, entity: &Entity) -> Option<tl::enums::MessageEntity> {
    let offset = i32::try_from(entity.offset).ok()?;
    let length = i32::try_from(entity.length).ok()?;
    let quote = |collapsed| tl::types::MessageEntityBlockquote {
        collapsed,
        offset,
        length,
    };
    Some(match &entity.kind {
        EntityKind::Bold => tl::types::MessageEntityBold { offset, length }.into(),
        EntityKind::Italic => tl::types::MessageEntityItalic { offset, length }.into(),
        EntityKind::Underline => tl::types::MessageEntityUnderline { offset, length }.into(),
        EntityKind::Strikethrough => tl::types::MessageEntityStrike { offset, length }.into(),
        EntityKind::Spoiler => tl::types::MessageEntitySpoiler { offset, length }.into(),
        EntityKind::Code => tl::types::MessageEntityCode { offset, length }.into(),
        EntityKind::Pre(language) => tl::types::MessageEntityPre {
            offset,
            length,
            language: language.clone().unwrap_or_default(),
        }
        .into(),
        EntityKind::Blockquote => quote(false).into(),
        EntityKind::ExpandableBlockquote => quote(true).into(),
        EntityKind::TextLink(url) => tl::types::MessageEntityTextUrl {
            offset,
            length,
            url: url.clone(),
        }
        .into(),
        EntityKind::TextMention(person) => {
            let PeerInfo::User { auth, .. } = session.known(PeerId::user(person.0)?)? else {
                return None;
            };
            let user_id = tl::types::InputUser {
                user_id: person.0,
                access_hash: auth.map(PeerAuth::hash)?,
            };
            tl::types::InputMessageEntityMentionName {
                offset,
                length,
                user_id: user_id.into(),
            }
            .into()
        }
        EntityKind::CustomEmoji(id) => tl::types::MessageEntityCustomEmoji {
            offset,
            length,
            document_id: id.parse().ok()?,
        }
        .into(),
        EntityKind::DateTime { .. } | EntityKind::Found(_) => return None,
    })
}
