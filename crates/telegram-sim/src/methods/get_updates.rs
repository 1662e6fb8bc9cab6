//! `getUpdates`, without the waiting: a door that polls asks again when something happened.

use serde_json::Value;

use super::Call;
use crate::request::{Answer, ApiError};

pub(super) fn get_updates(call: &mut Call) -> Answer {
    let offset = call.int("offset").unwrap_or(0);
    let limit = call
        .int("limit")
        .filter(|limit| (1..=100).contains(limit))
        .and_then(|limit| usize::try_from(limit).ok())
        .unwrap_or(100);
    let allowed: Option<Vec<&str>> = call
        .request
        .params
        .get("allowed_updates")
        .and_then(Value::as_array)
        .map(|kinds| kinds.iter().filter_map(Value::as_str).collect());
    let now_ms = call.world.now_ms();
    let bot = call.world.bot_mut(call.bot).expect("the caller is a bot");
    if bot.webhook.is_some() {
        return Err(ApiError::conflict(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        ));
    }
    if let Some(kinds) = allowed {
        bot.queue.allow(&kinds);
    }
    bot.queue.expire(now_ms);
    bot.queue.confirm_below(offset);
    Ok(bot.queue.page(limit).into())
}
