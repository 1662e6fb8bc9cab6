//! Reactions: whose they are now, or how many there are.

use relevo_telegram::{Actor, Chat, Place, Reaction, ReactionChange, ReactionCounts};

use super::Fields;
use super::message::message_id;
use super::party::{chat, user};

/// Reads `message_reaction`; none without a place or an actor. The older list is not needed: the newer one is complete.
pub(super) fn change(fields: &Fields<'_>) -> Option<ReactionChange> {
    let (place, chat_of) = place(fields)?;
    let person = fields.object("user").as_ref().and_then(user);
    let speaker = || fields.object("actor_chat").as_ref().and_then(chat);
    let by = match person {
        Some(user) => Actor::User(user),
        None => Actor::Chat(speaker()?),
    };
    let now = fields.objects("new_reaction");
    Some(ReactionChange {
        place,
        chat: chat_of,
        by,
        date: fields.int("date").unwrap_or(0),
        now: now.iter().filter_map(reaction).collect(),
    })
}

/// Reads `message_reaction_count`.
pub(super) fn counts(fields: &Fields<'_>) -> Option<ReactionCounts> {
    let (place, chat) = place(fields)?;
    let counted = |item: &Fields<'_>| {
        let reaction = reaction(&item.object("type")?)?;
        Some((reaction, item.int("total_count").unwrap_or(1)))
    };
    let counts = fields.objects("reactions");
    Some(ReactionCounts {
        place,
        chat,
        date: fields.int("date").unwrap_or(0),
        counts: counts.iter().filter_map(counted).collect(),
    })
}

fn place(fields: &Fields<'_>) -> Option<(Place, Chat)> {
    let chat = fields.object("chat").as_ref().and_then(chat)?;
    let message = message_id(fields)?;
    let place = Place {
        chat: chat.id,
        message,
    };
    Some((place, chat))
}

fn reaction(fields: &Fields<'_>) -> Option<Reaction> {
    match fields.string("type")?.as_str() {
        "emoji" => fields.string("emoji").map(Reaction::Emoji),
        "custom_emoji" => fields.string("custom_emoji_id").map(Reaction::Custom),
        "paid" => Some(Reaction::Paid),
        _ => None,
    }
}
