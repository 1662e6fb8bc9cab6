//! How a reply hangs on its target: in the same chat and topic, or from elsewhere.

use serde_json::{Value, json};

use super::message::{MessageKey, Place, Reply};
use super::{ChatKind, World, entity};
use crate::request::ApiError;

/// Entities that a quote must carry exactly as its source.
const QUOTED: [&str; 7] = [
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
    "custom_emoji",
    "date_time",
];

/// Fields of the target that a reply from elsewhere shows.
const SHOWN_OUTSIDE: [&str; 23] = [
    "animation",
    "audio",
    "checklist",
    "contact",
    "dice",
    "document",
    "game",
    "giveaway",
    "giveaway_winners",
    "has_media_spoiler",
    "invoice",
    "link_preview_options",
    "live_photo",
    "location",
    "paid_media",
    "photo",
    "poll",
    "sticker",
    "story",
    "venue",
    "video",
    "video_note",
    "voice",
];

impl World {
    /// The reply to `to` from a message in `place` and `thread`, and the thread into which it goes:
    /// without a thread the target's topic, in a plain supergroup the chain of replies.
    pub(crate) fn hang(
        &self,
        place: Place,
        thread: Option<i64>,
        to: MessageKey,
        quote: Option<Value>,
    ) -> (Reply, Option<i64>) {
        let target = self.message(to);
        let Some(chat) = self.chat_of(place).filter(|_| target.place == place) else {
            return if target.place == place {
                (Reply::Here { to, quote }, thread)
            } else {
                (self.elsewhere(to, quote), thread)
            };
        };
        if chat.is_forum {
            let topic = target.thread.filter(|id| chat.topics.contains_key(id));
            return match thread {
                Some(_) if topic != thread => (self.elsewhere(to, quote), thread),
                _ => (Reply::Here { to, quote }, topic),
            };
        }
        let root = match chat.kind {
            ChatKind::Supergroup => target.thread.or(target.id_for(0)),
            ChatKind::Group | ChatKind::Channel => None,
        };
        let root = root.filter(|id| !chat.topics.contains_key(id));
        (Reply::Here { to, quote }, root)
    }

    fn elsewhere(&self, to: MessageKey, quote: Option<Value>) -> Reply {
        let target = self.message(to);
        let mut info = json!({"origin": self.origin_of(to)});
        if let Some(id) = target.id_for(0)
            && self.chat_of(target.place).is_some()
        {
            info["chat"] = self.chat_json(target.place, 0);
            info["message_id"] = id.into();
        }
        for field in SHOWN_OUTSIDE {
            if let Some(value) = target.content.fields.get(field) {
                info[field] = value.clone();
            }
        }
        if let Some(poll) = info.get_mut("poll").and_then(Value::as_object_mut) {
            for secret in ["correct_option_ids", "explanation", "explanation_entities"] {
                poll.remove(secret);
            }
        }
        Reply::Elsewhere { info, quote }
    }

    /// `TextQuote` of a part of the target: the words must stand there, with the same formatting.
    pub(crate) fn quote(
        &self,
        to: MessageKey,
        styled: &entity::Styled,
        position: Option<i64>,
    ) -> Result<Value, ApiError> {
        let invalid = || ApiError::bad_request("QUOTE_TEXT_INVALID");
        let (words, entities) = styled;
        let content = &self.message(to).content;
        let wanted = position.and_then(|at| usize::try_from(at).ok());
        let length = entity::units(words);
        let stands_at = |at: usize| entity::slice(&content.text, at, length) == Some(words);
        let at = wanted
            .filter(|at| stands_at(*at))
            .or_else(|| {
                let byte = content.text.find(words.as_str())?;
                Some(entity::units(&content.text[..byte]))
            })
            .filter(|_| !words.is_empty() && length <= entity::CAPTION_UNITS_MAX)
            .ok_or_else(invalid)?;
        let source = formatting(&content.entities, at, length);
        if formatting(entities, 0, length) != source {
            return Err(invalid());
        }
        let mut quote = json!({"text": words, "position": at, "is_manual": true});
        if !source.is_empty() {
            quote["entities"] = source.into();
        }
        Ok(quote)
    }
}

/// The entities that matter for a quote, cut to a part of the text and counted from its start.
fn formatting(entities: &[Value], at: usize, length: usize) -> Vec<Value> {
    let mut kept = entity::within(entities, at, length);
    kept.retain(|entity| {
        let kind = entity.get("type").and_then(Value::as_str);
        kind.is_some_and(|kind| QUOTED.contains(&kind))
    });
    kept
}
