//! Acting on behalf of a business account: who may, where, and the methods that only exist there.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Call;
use crate::request::{Answer, ApiError, Request};
use crate::world::World;
use crate::world::business::Connection;
use crate::world::message::{Author, MessageKey, Place};

/// A bot may write where something came in within this time.
const OPEN_MS: i64 = 24 * 3_600_000;

/// The connection that a call uses.
pub(super) type Behalf = Connection;

/// Methods that are simulated on behalf of an account, next to all `send…` methods.
const ON_BEHALF: [&str; 9] = [
    "editMessageText",
    "editMessageCaption",
    "editMessageMedia",
    "editMessageReplyMarkup",
    "editMessageLiveLocation",
    "stopMessageLiveLocation",
    "readBusinessMessage",
    "deleteBusinessMessages",
    "getBusinessConnection",
];

/// The live connection that a call names, if it names one.
pub(super) fn behalf(
    world: &World,
    bot: i64,
    method: &str,
    request: &Request,
) -> Result<Option<Behalf>, ApiError> {
    let id = request.params.get("business_connection_id");
    let Some(id) = id.and_then(Value::as_str) else {
        return Ok(None);
    };
    if !method.starts_with("send") && !ON_BEHALF.contains(&method) {
        return Err(ApiError::not_simulated(&format!(
            "{method}.business_connection_id"
        )));
    }
    let connection = world
        .business
        .get(id)
        .filter(|connection| connection.bot == bot)
        .ok_or_else(|| ApiError::bad_request("business connection not found"))?;
    if connection.replaced || (!connection.enabled && method != "getBusinessConnection") {
        return Err(ApiError::bad_request("BUSINESS_CONNECTION_INVALID"));
    }
    Ok(Some(connection.clone()))
}

impl Call<'_> {
    /// The account that the chat sees acting.
    pub(super) fn actor(&self) -> i64 {
        self.business
            .as_ref()
            .map_or(self.bot, |behalf| behalf.owner)
    }

    pub(super) fn author(&self, place: Place) -> Author {
        self.world.author_in(place, self.actor())
    }

    /// The message as the caller sees it.
    pub(super) fn shown(&self, key: MessageKey) -> Value {
        match &self.business {
            Some(behalf) => self.world.business_json(key, behalf),
            None => self.world.message_json(key, self.bot),
        }
    }

    /// The owner's chat in `chat_id`: needs the right to reply and something incoming within 24 hours.
    pub(super) fn business_chat(&self, behalf: &Behalf) -> Result<Place, ApiError> {
        if behalf.rights["can_reply"] != true {
            return Err(ApiError::bad_request("BUSINESS_CONNECTION_NOT_ALLOWED"));
        }
        let (id, place) = self.owners_chat(behalf)?;
        let Place::Private(_, high) = place else {
            return Err(ApiError::bad_request("BUSINESS_PEER_INVALID"));
        };
        let wrote_ms = self.world.dialogs[&self.pair(place)].wrote_ms[usize::from(id == high)];
        if wrote_ms == 0 || self.world.now_ms() - wrote_ms >= OPEN_MS {
            return Err(ApiError::bad_request("BUSINESS_PEER_USAGE_MISSING"));
        }
        Ok(place)
    }

    fn pair(&self, place: Place) -> (i64, i64) {
        match place {
            Place::Private(low, high) => (low, high),
            Place::Chat(id) => (id, id),
        }
    }

    fn owners_chat(&self, behalf: &Behalf) -> Result<(i64, Place), ApiError> {
        let id = self.chat_id("chat_id")?;
        let place = Place::seen(behalf.owner, id);
        let paused = behalf.paused.contains(&id);
        if !paused && self.world.dialogs.contains_key(&self.pair(place)) {
            Ok((id, place))
        } else {
            Err(ApiError::bad_request("BUSINESS_PEER_INVALID"))
        }
    }
}

pub(super) fn get_business_connection(call: &mut Call) -> Answer {
    let behalf = needed(call)?;
    Ok(call.world.connection_json(&behalf))
}

pub(super) fn read_business_message(call: &mut Call) -> Answer {
    let behalf = needed(call)?;
    if behalf.rights["can_read_messages"] != true {
        return Err(ApiError::bad_request("BUSINESS_CONNECTION_NOT_ALLOWED"));
    }
    call.owners_chat(&behalf)?;
    Ok(true.into())
}

pub(super) fn delete_business_messages(call: &mut Call) -> Answer {
    let behalf = needed(call)?;
    let all = behalf.rights["can_delete_all_messages"] == true;
    let own = all || behalf.rights["can_delete_sent_messages"] == true;
    let mut keys: Vec<MessageKey> = Vec::new();
    for id in call.list("message_ids").iter().filter_map(Value::as_i64) {
        let Some(account) = call.world.account(behalf.owner) else {
            break;
        };
        let Some(key) = account.box_key(id) else {
            continue;
        };
        let message = call.world.message(key);
        let sent = message.business_bot == Some(call.bot);
        if !(all || (own && sent)) {
            return Err(ApiError::bad_request("message can't be deleted"));
        }
        if matches!(message.place, Place::Private(..)) && !message.deleted {
            keys.push(key);
        }
    }
    for key in &keys {
        call.world.message_mut(*key).deleted = true;
    }
    // The other side of a dialog may have a bot, too.
    let mut dialogs: BTreeMap<Place, Vec<MessageKey>> = BTreeMap::new();
    for key in keys {
        let place = call.world.message(key).place;
        dialogs.entry(place).or_default().push(key);
    }
    for keys in dialogs.values() {
        call.world
            .announce_business_deletion(keys, Some(&behalf.id));
    }
    Ok(true.into())
}

fn needed(call: &Call) -> Result<Behalf, ApiError> {
    call.business
        .clone()
        .ok_or_else(|| ApiError::bad_request("business connection not found"))
}
