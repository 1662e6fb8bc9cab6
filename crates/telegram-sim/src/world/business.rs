//! Business connections: a bot reads and answers in a person's private chats. Chats and message numbers
//! are the owner's; file ids are the bot's.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::feed::Touch;
use super::message::{MessageKey, Place};
use super::queue::Fresh;
use super::{World, file};

/// The fields of `BusinessBotRights`.
pub(crate) const BUSINESS_RIGHTS: [&str; 14] = [
    "can_reply",
    "can_read_messages",
    "can_delete_sent_messages",
    "can_delete_all_messages",
    "can_edit_name",
    "can_edit_bio",
    "can_edit_profile_photo",
    "can_edit_username",
    "can_change_gift_settings",
    "can_view_gifts_and_stars",
    "can_convert_gifts_to_stars",
    "can_transfer_and_upgrade_gifts",
    "can_transfer_stars",
    "can_manage_stories",
];

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
    /// A newer connection took its place, or the owner ended it: it never comes back.
    pub(crate) replaced: bool,
    pub(crate) ended: bool,
    /// Chats in which the bot is paused, as the owner names them.
    pub(crate) paused: BTreeSet<i64>,
}

impl Connection {
    /// Whether the bot acts in the chat of its owner's with this account.
    pub(crate) fn acts_in(&self, chat: i64) -> bool {
        self.enabled && !self.paused.contains(&chat)
    }
}

impl World {
    /// The connection that an account has, paused or not.
    pub(crate) fn connection_of(&self, owner: i64) -> Option<&Connection> {
        let mut all = self.business.values();
        all.find(|one| one.owner == owner && !one.replaced && !one.ended)
    }

    /// Gives the owner's connection a new id. The one before ends: silently if it is the same bot's, else its bot is told.
    pub(crate) fn renew_connection(&mut self, owner: i64, bot: i64, rights: Value) -> String {
        let before = self.connection_of(owner).cloned();
        if before.as_ref().is_some_and(|old| old.bot != bot) {
            self.end_connection(owner);
        }
        for old in self.business.values_mut().filter(|old| old.owner == owner) {
            old.replaced = true;
            old.enabled = false;
        }
        let paused = before.map(|old| old.paused).unwrap_or_default();
        let id = self.seed.letters(24);
        let connection = Connection {
            id: id.clone(),
            owner,
            bot,
            rights,
            enabled: true,
            made_s: self.now_s(),
            replaced: false,
            ended: false,
            paused,
        };
        self.business.insert(id.clone(), connection);
        self.announce_connection(&id);
        id
    }

    /// Ends the owner's connection; its bot is told, unless it was told of the pause before.
    pub(crate) fn end_connection(&mut self, owner: i64) {
        let Some(id) = self.connection_of(owner).map(|one| one.id.clone()) else {
            return;
        };
        if let Some(connection) = self.business.get_mut(&id) {
            connection.ended = true;
        }
        self.switch_connection(&id, false);
        self.touch_dialogs(owner);
    }

    /// Lets a connection work or not; a change is told to its bot.
    pub(crate) fn switch_connection(&mut self, id: &str, enabled: bool) {
        let connection = self.business.get_mut(id);
        let Some(connection) = connection.filter(|one| one.enabled != enabled) else {
            return;
        };
        connection.enabled = enabled;
        self.announce_connection(id);
    }

    /// Pauses a connection in one chat, or lets it go on there. Its bot is not told.
    pub(crate) fn pause_in(&mut self, id: &str, chat: i64, on: bool) {
        let Some(connection) = self.business.get_mut(id) else {
            return;
        };
        match on {
            true => connection.paused.insert(chat),
            false => connection.paused.remove(&chat),
        };
        let owner = connection.owner;
        self.feed.touch(Touch::Place(Place::seen(owner, chat)));
    }

    /// The owner's chats with people show the connection.
    fn touch_dialogs(&mut self, owner: i64) {
        let dialogs = self.dialogs.keys();
        let mut pairs: Vec<(i64, i64)> = dialogs
            .filter(|(low, high)| *low == owner || *high == owner)
            .copied()
            .collect();
        pairs.sort_unstable();
        for (low, high) in pairs {
            self.feed.touch(Touch::Place(Place::Private(low, high)));
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
        self.touch_dialogs(connection.owner);
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
        let of_side = |one: &&Connection| {
            (one.owner == low && one.acts_in(high)) || (one.owner == high && one.acts_in(low))
        };
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

    /// Tells connected bots of deleted messages of one dialog, but not over the connection `by` which they were deleted.
    pub(crate) fn announce_business_deletion(&mut self, keys: &[MessageKey], by: Option<&str>) {
        let Some(first) = keys.first() else {
            return;
        };
        let place = self.message(*first).place;
        for connection in self.connections_in(place) {
            if by == Some(connection.id.as_str()) {
                continue;
            }
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
