//! Who writes in clients' groups: noted when somebody is new, or their names are others than before, and never again for each message.
//!
//! Neighbour: `crate::info` names them on the group's card. Deliberately absent: members who never write, whom no bot can list.

use relevo_telegram::{Author, ChatKind, Message};

use super::Context;
use crate::render::card_of_user;
use crate::{CardId, Change, Conversation, Fresh, Participant};

/// What a mirrored message tells of its author.
pub(super) fn learned(
    conversation: &Conversation,
    message: &Message,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Vec<Change> {
    let in_a_group = matches!(message.chat.kind, ChatKind::Group | ChatKind::Supergroup);
    let Author::User(user) = &message.author else {
        return Vec::new();
    };
    let (known, digest) = (context.scene.participant, context.scene.author_digest);
    let is_news = known.is_none_or(|known| known.digest != digest);
    if !in_a_group || !is_news || context.fleet.contains(&user.id) {
        return Vec::new();
    }
    let card = known.map_or_else(|| CardId(fresh.id()), |known| known.card);
    vec![
        Change::PutCard {
            id: card,
            card: card_of_user(user),
        },
        Change::Participant {
            participant: Participant {
                conversation: conversation.id,
                person: user.id,
                card,
                digest,
            },
            at_ms: context.now_ms,
        },
    ]
}
