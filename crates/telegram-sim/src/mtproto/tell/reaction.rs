//! Reactions under a message.

use grammers_tl_types as tl;
use serde_json::{Value, json};

use super::{Cast, count};
use crate::world::World;
use crate::world::message::MessageKey;

/// Names under the reactions at most.
const RECENT_MAX: usize = 10;

/// `MessageReactions`, if anybody reacted.
pub(in crate::mtproto) fn reactions(
    world: &World,
    cast: &mut Cast,
    key: MessageKey,
) -> Option<tl::enums::MessageReactions> {
    let message = world.message(key);
    if message.reactions.is_empty() {
        return None;
    }
    Some(all(world, cast, key))
}

/// As [`reactions`]; empty if nobody reacts any more.
pub(in crate::mtproto) fn all(
    world: &World,
    cast: &mut Cast,
    key: MessageKey,
) -> tl::enums::MessageReactions {
    let message = world.message(key);
    let named = !world
        .chat_of(message.place)
        .is_some_and(|chat| chat.is_channel());
    let mut results: Vec<(Value, i32, Option<i32>)> = Vec::new();
    let mut recent = Vec::new();
    for (who, list) in &message.reactions {
        for (order, what) in list.iter().enumerate() {
            let at = results.iter().position(|(known, ..)| known == what);
            let at = at.unwrap_or_else(|| {
                results.push((what.clone(), 0, None));
                results.len() - 1
            });
            results[at].1 += 1;
            if *who == cast.viewer {
                results[at].2 = Some(count(order));
            }
            if named && recent.len() < RECENT_MAX {
                recent.push(tl::enums::MessagePeerReaction::Reaction(
                    tl::types::MessagePeerReaction {
                        big: false,
                        unread: false,
                        my: *who == cast.viewer,
                        peer_id: cast.name(*who),
                        date: super::int(message.date()),
                        reaction: reaction(what),
                    },
                ));
            }
        }
    }
    let results = results.into_iter().map(|(what, count, chosen_order)| {
        tl::enums::ReactionCount::Count(tl::types::ReactionCount {
            chosen_order,
            reaction: reaction(&what),
            count,
        })
    });
    tl::types::MessageReactions {
        min: false,
        can_see_list: named,
        reactions_as_tags: false,
        results: results.collect(),
        recent_reactions: named.then_some(recent),
        top_reactors: None,
    }
    .into()
}

/// `Reaction` of the Bot API's `ReactionType`.
fn reaction(what: &Value) -> tl::enums::Reaction {
    let custom = what["custom_emoji_id"]
        .as_str()
        .and_then(|id| id.parse().ok());
    match (what["type"].as_str(), custom) {
        (Some("paid"), _) => tl::enums::Reaction::Paid,
        (_, Some(document_id)) => tl::types::ReactionCustomEmoji { document_id }.into(),
        _ => tl::types::ReactionEmoji {
            emoticon: what["emoji"].as_str().unwrap_or_default().to_owned(),
        }
        .into(),
    }
}

/// The Bot API's `ReactionType` of a `Reaction`; `None` for the empty one.
pub(in crate::mtproto) fn reaction_type(reaction: &tl::enums::Reaction) -> Option<Value> {
    match reaction {
        tl::enums::Reaction::Empty => None,
        tl::enums::Reaction::Emoji(emoji) => {
            Some(json!({"type": "emoji", "emoji": emoji.emoticon}))
        }
        tl::enums::Reaction::CustomEmoji(custom) => {
            Some(json!({"type": "custom_emoji", "custom_emoji_id": custom.document_id.to_string()}))
        }
        tl::enums::Reaction::Paid => Some(json!({"type": "paid"})),
    }
}
