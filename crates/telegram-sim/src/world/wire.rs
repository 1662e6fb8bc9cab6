//! What the doors ask of the world.

use super::{Waiting, Webhook, World, file};
use crate::methods;
use crate::request::{Answer, ApiError, Request};

impl World {
    /// One Bot API call. `getUpdates` answers at once with what is there.
    ///
    /// # Errors
    /// Telegram's refusal, or code 501 for what is not simulated.
    pub fn call(&mut self, token: &str, request: &Request) -> Answer {
        let Some(bot) = self.tokens.get(token).copied() else {
            let shaped = token.split_once(':').is_some_and(|(id, secret)| {
                !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit()) && !secret.is_empty()
            });
            return Err(if shaped {
                ApiError::unauthorized()
            } else {
                ApiError::not_found("")
            });
        };
        methods::call(self, bot, request)
    }

    /// Updates that wait for the bot.
    pub fn pending_updates(&self, token: &str) -> usize {
        self.bot_of(token)
            .map_or(0, |bot| bot.queue.count(self.now_ms()))
    }

    /// The bot's webhook, if one is set.
    pub fn webhook_of(&self, token: &str) -> Option<Webhook> {
        self.bot_of(token)?.webhook.clone()
    }

    /// Tokens of all bots with a webhook.
    pub fn webhook_tokens(&self) -> Vec<String> {
        self.accounts
            .values()
            .filter_map(|account| account.bot.as_deref())
            .filter(|bot| bot.webhook.is_some())
            .map(|bot| bot.token.clone())
            .collect()
    }

    /// The first `limit` updates that wait for the bot, for the webhook door.
    pub fn waiting_updates(&self, token: &str, limit: usize) -> Vec<Waiting> {
        let now_ms = self.now_ms();
        self.bot_of(token).map_or_else(Vec::new, |bot| {
            bot.queue
                .first(limit)
                .filter(|queued| queued.expires_ms > now_ms)
                .map(|queued| Waiting {
                    id: queued.id,
                    lane: queued.lane.clone(),
                    json: queued.json.clone(),
                })
                .collect()
        })
    }

    /// The webhook door delivered (or gave up) this update.
    pub fn confirm_update(&mut self, token: &str, update_id: i64) {
        let now_ms = self.now_ms();
        if let Some(id) = self.tokens.get(token).copied()
            && let Some(bot) = self.bot_mut(id)
        {
            bot.queue.expire(now_ms);
            bot.queue.confirm_one(update_id);
        }
    }

    /// What `getWebhookInfo` says about the last failed delivery.
    pub fn note_webhook_error(&mut self, token: &str, text: &str) {
        let at = self.now_s();
        if let Some(id) = self.tokens.get(token).copied()
            && let Some(bot) = self.bot_mut(id)
        {
            bot.webhook_error = Some((at, text.to_owned()));
        }
    }

    /// Content and media type of a file under the `file_path` that `getFile` gave.
    pub fn file_bytes(&self, token: &str, file_path: &str) -> Option<(Vec<u8>, String)> {
        self.bot_of(token)?;
        let number = file_path.rsplit_once("file_")?.1.split('.').next()?;
        let stored = self.files.numbered(number.parse().ok()?)?;
        (file::path_of(stored) == file_path).then(|| (stored.bytes.to_vec(), stored.mime.clone()))
    }

    /// Content of a file that somebody sent, by its unique id.
    pub fn file_content(&self, unique_id: &str) -> Option<Vec<u8>> {
        let stored = self.files.get(unique_id)?;
        Some(stored.bytes.to_vec())
    }

    fn bot_of(&self, token: &str) -> Option<&super::Bot> {
        self.bot(*self.tokens.get(token)?)
    }
}
