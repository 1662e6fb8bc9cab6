//! The updates that wait for one bot.
//!
//! Ids ascend from a random start; after a week without updates they start anew at a random value.
//! An update is kept until it is confirmed or its 24 hours (counted from the event's own date) end.

use std::collections::VecDeque;

use serde_json::{Value, json};

use super::seed::Seed;

/// How long updates are kept, from the event's own date.
pub(crate) const RETENTION_MS: i64 = 86_400_000;
/// How long a callback query is kept.
pub(crate) const CALLBACK_MS: i64 = 150_000;
const SILENCE_MS: i64 = 7 * 86_400_000;
const EVENTS_MAX: usize = 100_000;
const EVENT_BYTES_MAX: usize = 512 << 10;
const ANSWER_BYTES_MAX: usize = 4 << 20;

/// Every kind of update, in the order of `Update`'s fields.
pub(crate) const KINDS: [&str; 27] = [
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "business_connection",
    "business_message",
    "edited_business_message",
    "deleted_business_messages",
    "guest_message",
    "message_reaction",
    "message_reaction_count",
    "inline_query",
    "chosen_inline_result",
    "callback_query",
    "shipping_query",
    "pre_checkout_query",
    "purchased_paid_media",
    "poll",
    "poll_answer",
    "my_chat_member",
    "chat_member",
    "chat_join_request",
    "chat_boost",
    "removed_chat_boost",
    "managed_bot",
    "subscription",
    "stopped_message_generation",
];

/// Kinds that are sent only when they are asked for.
const OPTIONAL: [&str; 3] = ["chat_member", "message_reaction", "message_reaction_count"];

/// One waiting update.
pub(crate) struct Queued {
    pub(crate) id: i64,
    pub(crate) expires_ms: i64,
    /// Updates of one lane are delivered to a webhook one after the other.
    pub(crate) lane: String,
    pub(crate) bytes: usize,
    pub(crate) json: Value,
}

/// A new update: its kind, the payload, and when its event happened.
pub(crate) struct Fresh {
    pub(crate) kind: &'static str,
    pub(crate) payload: Value,
    pub(crate) lane: String,
    pub(crate) event_ms: i64,
}

/// The queue of one bot.
pub(crate) struct UpdateQueue {
    waiting: VecDeque<Queued>,
    next_id: i64,
    last_added_ms: Option<i64>,
    earliest_expiry_ms: i64,
    allowed: u32,
}

fn bit(kind: &str) -> u32 {
    KINDS
        .iter()
        .position(|known| *known == kind)
        .map_or(0, |index| 1 << index)
}

fn default_kinds() -> u32 {
    let mask = KINDS.iter().fold(0, |mask, kind| mask | bit(kind));
    OPTIONAL.iter().fold(mask, |mask, kind| mask & !bit(kind))
}

impl UpdateQueue {
    pub(crate) fn new() -> UpdateQueue {
        UpdateQueue {
            waiting: VecDeque::new(),
            next_id: 0,
            last_added_ms: None,
            earliest_expiry_ms: i64::MAX,
            allowed: default_kinds(),
        }
    }

    /// Stores which kinds the bot wants; an empty list means the default ones.
    pub(crate) fn allow(&mut self, kinds: &[&str]) {
        self.allowed = if kinds.is_empty() {
            default_kinds()
        } else {
            kinds.iter().fold(0, |mask, kind| mask | bit(kind))
        };
    }

    /// The stored choice, or `None` if it is the default.
    pub(crate) fn allowed(&self) -> Option<Vec<String>> {
        (self.allowed != default_kinds()).then(|| {
            KINDS
                .iter()
                .filter(|kind| self.wants(kind))
                .map(|kind| (*kind).to_owned())
                .collect()
        })
    }

    pub(crate) fn wants(&self, kind: &str) -> bool {
        self.allowed & bit(kind) != 0
    }

    /// Adds an update, unless its kind is unwanted, its time is over, it is above 512 KiB, or 100,000
    /// wait already: such updates are lost silently.
    pub(crate) fn push(&mut self, fresh: Fresh, now_ms: i64, seed: &mut Seed) {
        let keep = if fresh.kind == "callback_query" {
            CALLBACK_MS
        } else {
            RETENTION_MS
        };
        let expires_ms = fresh.event_ms + keep;
        let full = self.waiting.len() >= EVENTS_MAX;
        if !self.wants(fresh.kind) || expires_ms <= now_ms || full {
            return;
        }
        let bytes = json_bytes(&fresh.payload);
        if bytes > EVENT_BYTES_MAX {
            return;
        }
        if self
            .last_added_ms
            .is_none_or(|last| now_ms - last > SILENCE_MS)
        {
            self.clear();
            self.next_id = 1 + seed.below(1_000_000_000);
        }
        let id = self.next_id;
        self.next_id += 1;
        self.last_added_ms = Some(now_ms);
        self.earliest_expiry_ms = self.earliest_expiry_ms.min(expires_ms);
        let mut json = json!({"update_id": id});
        json[fresh.kind] = fresh.payload;
        self.waiting.push_back(Queued {
            id,
            expires_ms,
            lane: fresh.lane,
            bytes: bytes + 40,
            json,
        });
    }

    pub(crate) fn expire(&mut self, now_ms: i64) {
        if now_ms >= self.earliest_expiry_ms {
            self.waiting.retain(|queued| queued.expires_ms > now_ms);
            self.earliest_expiry_ms = self
                .waiting
                .iter()
                .map(|queued| queued.expires_ms)
                .min()
                .unwrap_or(i64::MAX);
        }
    }

    pub(crate) fn count(&self, now_ms: i64) -> usize {
        if now_ms < self.earliest_expiry_ms {
            return self.waiting.len();
        }
        self.waiting
            .iter()
            .filter(|queued| queued.expires_ms > now_ms)
            .count()
    }

    /// Confirms everything below `offset`, or, if it is negative, all but the last `-offset`.
    pub(crate) fn confirm_below(&mut self, offset: i64) {
        if offset < 0 {
            let keep = usize::try_from(offset.unsigned_abs()).unwrap_or(usize::MAX);
            while self.waiting.len() > keep {
                self.waiting.pop_front();
            }
        } else if offset > 0 && offset <= self.next_id {
            while self.waiting.front().is_some_and(|first| first.id < offset) {
                self.waiting.pop_front();
            }
        }
    }

    pub(crate) fn confirm_one(&mut self, id: i64) {
        if let Some(index) = self.waiting.iter().position(|queued| queued.id == id) {
            self.waiting.remove(index);
        }
    }

    pub(crate) fn clear(&mut self) {
        self.waiting.clear();
        self.earliest_expiry_ms = i64::MAX;
    }

    /// The first updates: at most `limit`, and about 4 MiB (but always one).
    pub(crate) fn page(&self, limit: usize) -> Vec<Value> {
        let mut bytes = 0;
        self.waiting
            .iter()
            .take(limit)
            .take_while(|queued| {
                let first = bytes == 0;
                bytes += queued.bytes;
                first || bytes <= ANSWER_BYTES_MAX
            })
            .map(|queued| queued.json.clone())
            .collect()
    }

    pub(crate) fn first(&self, limit: usize) -> impl Iterator<Item = &Queued> {
        self.waiting.iter().take(limit)
    }
}

/// Length of the JSON text, near enough for the 4 MiB cut and without writing it.
fn json_bytes(value: &Value) -> usize {
    match value {
        Value::Null | Value::Bool(_) => 5,
        Value::Number(_) => 11,
        Value::String(text) => text.len() + 2,
        Value::Array(items) => 2 + items.iter().map(|item| json_bytes(item) + 1).sum::<usize>(),
        Value::Object(map) => {
            2 + map
                .iter()
                .map(|(key, item)| key.len() + 4 + json_bytes(item))
                .sum::<usize>()
        }
    }
}
