//! `setMessageReaction`: at most one reaction per bot, from Telegram's own list; an album gets it on its first item.

use serde_json::Value;

use super::Call;
use crate::request::{Answer, ApiError};

/// Emoji that Telegram offers as reactions.
const EMOJI: &str = "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡";

/// Whether an emoji can be a reaction at all.
pub(crate) fn is_reaction(emoji: &str) -> bool {
    EMOJI.split(' ').any(|known| known == emoji)
}

pub(super) fn set_message_reaction(call: &mut Call) -> Answer {
    let place = call.workable_chat()?;
    let id = call.needed_int("message_id")?;
    let key = call
        .world
        .find(call.bot, place, id)
        .ok_or_else(|| ApiError::bad_request("message to react not found"))?;
    let key = call.world.first_of_album(key);
    let wanted = call.list("reaction").to_vec();
    if wanted.len() > 1 {
        return Err(ApiError::bad_request("REACTIONS_TOO_MANY"));
    }
    for reaction in &wanted {
        match reaction.get("type").and_then(Value::as_str) {
            Some("emoji") => {
                let emoji = reaction.get("emoji").and_then(Value::as_str);
                let emoji = emoji.unwrap_or_default();
                if !is_reaction(emoji) || !call.world.allows_reaction(place, emoji) {
                    return Err(ApiError::bad_request("REACTION_INVALID"));
                }
            }
            Some("custom_emoji") => {
                let there = call.world.message(key).reactions.iter();
                if !there.flat_map(|(_, list)| list).any(|one| one == reaction) {
                    return Err(ApiError::bad_request("REACTION_INVALID"));
                }
            }
            _ => return Err(ApiError::bad_request("REACTION_INVALID")),
        }
    }
    call.world.react_as(key, call.bot, wanted);
    Ok(true.into())
}
