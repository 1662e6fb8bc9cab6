//! `Message` as one bot sees it: its own numbers, its own file ids, its own view of the chat.

use serde_json::{Map, Value};

use super::message::{Message, MessageKey, Place, Reply};
use super::post::{ANONYMOUS_BOT, CHANNEL_BOT, TELEGRAM};
use super::{Kind, World, file};

impl World {
    /// `Message`, with the message it replies to.
    pub(crate) fn message_json(&self, key: MessageKey, viewer: i64) -> Value {
        let mut map = self.flat(key, viewer);
        let message = self.message(key);
        let (target, quote) = match message.reply.as_deref() {
            Some(Reply::Here { to, quote }) => (Some(*to), quote.as_ref()),
            Some(Reply::Elsewhere { info, quote }) => {
                let mut info = info.clone();
                own_file_ids(&mut info, viewer);
                map.insert("external_reply".into(), info);
                (None, quote.as_ref())
            }
            None => (self.implicit_target(message), None),
        };
        if let Some(to) = target
            && !self.message(to).deleted
            && self.message(to).id_for(viewer).is_some()
        {
            map.insert("reply_to_message".into(), self.flat(to, viewer).into());
        }
        if let Some(quote) = quote {
            map.insert("quote".into(), quote.clone());
        }
        Value::Object(map)
    }

    /// The topic's root, if the world shows it as the message replied to.
    fn implicit_target(&self, message: &Message) -> Option<MessageKey> {
        let thread = message.thread.filter(|_| self.switches.root_as_reply)?;
        let chat = self.chat_of(message.place).filter(|chat| chat.is_forum)?;
        let root = *chat.messages.get(usize::try_from(thread - 1).ok()?)?;
        (message.id_for(0) != Some(thread)).then_some(root)
    }

    /// `Message` without the message it replies to.
    pub(crate) fn flat(&self, key: MessageKey, viewer: i64) -> Map<String, Value> {
        let message = self.message(key);
        let mut map = Map::new();
        let mut put = |field: &str, value: Value| {
            map.insert(field.to_owned(), value);
        };
        put("message_id", message.id_for(viewer).unwrap_or(0).into());
        put("date", message.date().into());
        put("chat", self.chat_json(message.place, viewer));
        self.put_author(message, &mut put);
        self.put_thread(message, &mut put);
        if let Some(edited) = message.edited {
            put("edit_date", edited.into());
        }
        if let Some(origin) = &message.origin {
            put("forward_origin", (**origin).clone());
        }
        if let Some(album) = &message.album {
            put("media_group_id", (&**album).into());
        }
        if let Some(markup) = &message.markup {
            put("reply_markup", (**markup).clone());
        }
        if let Some(bot) = message.via_bot {
            put("via_bot", self.user_json(bot));
        }
        if message.protected {
            put("has_protected_content", true.into());
        }
        if message.automatic_forward {
            put("is_automatic_forward", true.into());
        }
        self.put_content(message, viewer, &mut put);
        map
    }

    fn put_author(&self, message: &Message, put: &mut impl FnMut(&str, Value)) {
        if let Some(signature) = &message.author.signature {
            put("author_signature", (&**signature).into());
        }
        let Some(sender) = message.author.chat else {
            put("from", self.user_json(message.author.account));
            return;
        };
        put("sender_chat", self.chat_json(Place::Chat(sender), 0));
        let shown = if message.automatic_forward {
            TELEGRAM
        } else if message.place != Place::Chat(sender) {
            CHANNEL_BOT
        } else if self
            .chat_of(message.place)
            .is_some_and(|chat| chat.is_channel())
        {
            return;
        } else {
            ANONYMOUS_BOT
        };
        put("from", self.user_json(shown));
    }

    /// In a forum the thread is a topic; in other supergroups it is a chain of replies. When a forum
    /// was switched off, the former topics are not shown.
    fn put_thread(&self, message: &Message, put: &mut impl FnMut(&str, Value)) {
        let (Some(thread), Some(chat)) = (message.thread, self.chat_of(message.place)) else {
            return;
        };
        let topic = chat.topics.contains_key(&thread);
        if topic == chat.is_forum {
            put("message_thread_id", thread.into());
        }
        if topic && chat.is_forum {
            put("is_topic_message", true.into());
        }
    }

    fn put_content(&self, message: &Message, viewer: i64, put: &mut impl FnMut(&str, Value)) {
        let content = &message.content;
        let text = content.kind == Kind::Text;
        if text || !content.text.is_empty() {
            let field = if text { "text" } else { "caption" };
            put(field, content.text.as_str().into());
            if !content.entities.is_empty() {
                let field = if text { "entities" } else { "caption_entities" };
                put(field, content.entities.clone().into());
            }
        }
        for (field, value) in &content.fields {
            let mut value = value.clone();
            if field == "pinned_message" {
                let key = value
                    .as_u64()
                    .and_then(|key| MessageKey::try_from(key).ok());
                value = key.map_or(Value::Null, |key| self.flat(key, viewer).into());
            } else if content.kind.has_files() {
                own_file_ids(&mut value, viewer);
            }
            put(field, value);
        }
        if content.kind == Kind::Location && !content.moves(self.now_s() - message.date()) {
            let mut body = content.body().clone();
            if let Some(body) = body.as_object_mut() {
                for field in ["live_period", "heading", "proximity_alert_radius"] {
                    body.remove(field);
                }
            }
            put("location", body);
        }
        if content.kind == Kind::Poll
            && self.message(self.polls_key(content)).author.account != viewer
            && content.body().get("is_closed") != Some(&Value::Bool(true))
            && !matches!(message.place, Place::Private(..))
            && !self.has_voted(content, viewer)
        {
            hide_solution(put, content.body().clone());
        }
    }

    fn has_voted(&self, poll: &super::Content, viewer: i64) -> bool {
        let id = poll.body()["id"].as_str();
        id.is_some_and(|id| self.vote_of(id, viewer).is_some())
    }

    /// The message that first carried the poll; its sender knows the right answers.
    fn polls_key(&self, content: &super::Content) -> MessageKey {
        let id = content.body().get("id").and_then(Value::as_str);
        id.and_then(|id| self.polls.get(id)).copied().unwrap_or(0)
    }
}

/// Before a quiz is closed only its sender, private chats and those who voted see the solution.
fn hide_solution(put: &mut impl FnMut(&str, Value), mut poll: Value) {
    if let Some(poll) = poll.as_object_mut() {
        for field in ["correct_option_ids", "explanation", "explanation_entities"] {
            poll.remove(field);
        }
    }
    put("poll", poll);
}

/// Replaces unique ids under `file_id` by the viewer's own ids.
pub(crate) fn own_file_ids(value: &mut Value, viewer: i64) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| own_file_ids(item, viewer)),
        Value::Object(map) => {
            for (field, item) in map {
                match item {
                    Value::String(unique_id) if field == "file_id" => {
                        *unique_id = file::file_id(viewer, unique_id);
                    }
                    Value::Array(_) | Value::Object(_) => own_file_ids(item, viewer),
                    _ => {}
                }
            }
        }
        _ => {}
    }
}
