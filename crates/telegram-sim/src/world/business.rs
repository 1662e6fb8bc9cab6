//! Business connections: a bot reads and answers in a person's private chats. Chats and message numbers
//! are the owner's; file ids are the bot's.

use serde_json::{Value, json};

use super::message::{MessageKey, Place};
use super::queue::Fresh;
use super::{World, file};

/// One connection of a bot to an account. An account has one at a time.
#[derive(Clone)]
pub(crate) struct Connection {
    pub(crate) id: String,
    pub(crate) owner: i64,
    pub(crate) bot: i64,
    /// `BusinessBotRights`.
    pub(crate) rights: Value,
    pub(crate) enabled: bool,
    made_s: i64,
    /// A newer connection took its place.
    pub(crate) replaced: bool,
}

impl World {
    /// Gives the owner's connection a new id; the one before ends silently.
    pub(crate) fn renew_connection(&mut self, owner: i64, bot: i64, rights: Value) -> String {
        for old in self.business.values_mut().filter(|old| old.owner == owner) {
            old.replaced = true;
            old.enabled = false;
        }
        let id = self.seed.letters(24);
        let connection = Connection {
            id: id.clone(),
            owner,
            bot,
            rights,
            enabled: true,
            made_s: self.now_s(),
            replaced: false,
        };
        self.business.insert(id.clone(), connection);
        self.announce_connection(&id);
        id
    }

    /// Switches the owner's connection off.
    pub(crate) fn end_connection(&mut self, owner: i64) {
        let live = self
            .business
            .values_mut()
            .find(|one| one.owner == owner && one.enabled);
        if let Some(connection) = live {
            connection.enabled = false;
            let id = connection.id.clone();
            self.announce_connection(&id);
        }
    }

    /// `BusinessConnection`.
    pub(crate) fn connection_json(&self, connection: &Connection) -> Value {
        json!({
            "id": connection.id,
            "user": self.user_json(connection.owner),
            "user_chat_id": connection.owner,
            "date": connection.made_s,
            "is_enabled": connection.enabled,
            "rights": connection.rights,
        })
    }

    fn announce_connection(&mut self, id: &str) {
        let connection = self.business[id].clone();
        let payload = self.connection_json(&connection);
        self.enqueue_business(&connection, "business_connection", payload);
    }

    fn enqueue_business(&mut self, connection: &Connection, kind: &'static str, payload: Value) {
        let chat = payload["chat"]["id"].as_i64().unwrap_or(0);
        let event_ms = self.now_ms;
        self.enqueue(
            connection.bot,
            Fresh {
                kind,
                payload,
                lane: format!("business{}:{chat}", connection.owner),
                event_ms,
            },
        );
    }

    /// Live connections of either side of a dialog of two people.
    fn connections_in(&self, place: Place) -> Vec<Connection> {
        let Place::Private(low, high) = place else {
            return Vec::new();
        };
        if self.business.is_empty() || self.bot(low).is_some() || self.bot(high).is_some() {
            return Vec::new();
        }
        let of_side = |one: &&Connection| one.enabled && (one.owner == low || one.owner == high);
        self.business.values().filter(of_side).cloned().collect()
    }

    /// Tells connected bots of a message, incoming or the owner's own, but not of what they sent.
    pub(crate) fn announce_business(&mut self, key: MessageKey, edited: bool) {
        for connection in self.connections_in(self.message(key).place) {
            if self.message(key).business_bot == Some(connection.bot) {
                continue;
            }
            let kind = match edited {
                true => "edited_business_message",
                false => "business_message",
            };
            let payload = self.business_json(key, &connection);
            self.enqueue_business(&connection, kind, payload);
        }
    }

    /// Tells connected bots of deleted messages of one dialog.
    pub(crate) fn announce_business_deletion(&mut self, keys: &[MessageKey]) {
        let Some(first) = keys.first() else {
            return;
        };
        let place = self.message(*first).place;
        for connection in self.connections_in(place) {
            let ids: Vec<i64> = keys
                .iter()
                .filter_map(|key| self.message(*key).id_for(connection.owner))
                .collect();
            let payload = json!({
                "business_connection_id": connection.id,
                "chat": self.chat_json(place, connection.owner),
                "message_ids": ids,
            });
            self.enqueue_business(&connection, "deleted_business_messages", payload);
        }
    }

    /// `Message` as the owner sees it, with the bot's file ids.
    pub(crate) fn business_json(&self, key: MessageKey, connection: &Connection) -> Value {
        let mut json = self.message_json(key, connection.owner);
        hand_over(&mut json, connection.owner, connection.bot);
        json["business_connection_id"] = connection.id.as_str().into();
        if let Some(bot) = self.message(key).business_bot {
            json["sender_business_bot"] = self.user_json(bot);
        }
        json
    }
}

fn hand_over(value: &mut Value, from: i64, to: i64) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| hand_over(item, from, to)),
        Value::Object(map) => {
            for (field, item) in map {
                let handed = match item {
                    Value::String(known) if field == "file_id" => {
                        file::handed_over(from, to, known)
                    }
                    _ => None,
                };
                match handed {
                    Some(id) => *item = id.into(),
                    None => hand_over(item, from, to),
                }
            }
        }
        _ => {}
    }
}
