//! `setWebhook`, `deleteWebhook`, `getWebhookInfo`: the state only, a door delivers.

use serde_json::{Value, json};

use super::Call;
use crate::request::{Answer, ApiError};
use crate::world::Webhook;

pub(super) fn set_webhook(call: &mut Call) -> Answer {
    let url = call.text("url").unwrap_or_default().to_owned();
    let secret = call.text("secret_token").map(str::to_owned);
    let well_formed = |secret: &String| {
        (1..=256).contains(&secret.len())
            && secret
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
    };
    if secret.as_ref().is_some_and(|secret| !well_formed(secret)) {
        return Err(ApiError::bad_request(
            "secret token contains unallowed characters",
        ));
    }
    let max_connections = call.int("max_connections").unwrap_or(40).clamp(1, 100);
    let kinds: Option<Vec<&str>> = call
        .request
        .params
        .get("allowed_updates")
        .and_then(Value::as_array)
        .map(|kinds| kinds.iter().filter_map(Value::as_str).collect());
    let drop_pending = call.flag("drop_pending_updates");
    let bot = call.world.bot_mut(call.bot).expect("the caller is a bot");
    if let Some(kinds) = kinds {
        bot.queue.allow(&kinds);
    }
    if drop_pending {
        bot.queue.clear();
    }
    bot.webhook_error = None;
    bot.webhook = (!url.is_empty()).then(|| Webhook {
        url,
        secret,
        max_connections: u32::try_from(max_connections).expect("clamped"),
        allowed: bot.queue.allowed(),
    });
    Ok(true.into())
}

pub(super) fn delete_webhook(call: &mut Call) -> Answer {
    let drop_pending = call.flag("drop_pending_updates");
    let bot = call.world.bot_mut(call.bot).expect("the caller is a bot");
    bot.webhook = None;
    bot.webhook_error = None;
    if drop_pending {
        bot.queue.clear();
    }
    Ok(true.into())
}

pub(super) fn get_webhook_info(call: &mut Call) -> Answer {
    let now_ms = call.world.now_ms();
    let bot = call.world.bot_mut(call.bot).expect("the caller is a bot");
    bot.queue.expire(now_ms);
    let mut info = json!({
        "url": bot.webhook.as_ref().map_or("", |webhook| &webhook.url),
        "has_custom_certificate": false,
        "pending_update_count": bot.queue.count(now_ms),
    });
    if let Some(webhook) = &bot.webhook {
        info["max_connections"] = webhook.max_connections.into();
    }
    if let Some(allowed) = bot.queue.allowed() {
        info["allowed_updates"] = allowed.into();
    }
    if let Some((at, text)) = &bot.webhook_error {
        info["last_error_date"] = (*at).into();
        info["last_error_message"] = text.as_str().into();
    }
    Ok(info)
}
