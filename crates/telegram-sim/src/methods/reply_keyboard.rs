//! The reply keyboard of a call: whether its buttons are such as Telegram takes.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::Call;
use crate::request::ApiError;
use crate::world::chat_request::{ChatRequest, request_id};
use crate::world::managed::BotRequest;
use crate::world::message::Place;

/// What a button may ask for, and the refusal outside of private chats.
const WISHES: [(&str, &str); 7] = [
    (
        "request_contact",
        "phone number can be requested in private chats only",
    ),
    (
        "request_location",
        "location can be requested in private chats only",
    ),
    (
        "request_poll",
        "poll can be requested in private chats only",
    ),
    (
        "web_app",
        "web App buttons can be used in private chats only",
    ),
    (
        "request_users",
        "users can be requested in private chats only",
    ),
    (
        "request_chat",
        "chats can be requested in private chats only",
    ),
    (
        "request_managed_bot",
        "managed bots can be requested in private chats only",
    ),
];

impl Call<'_> {
    /// Refuses wrong buttons of a `ReplyKeyboardMarkup`.
    pub(super) fn check_reply_keyboard(&self, place: Place) -> Result<(), ApiError> {
        let markup = self.params().get("reply_markup");
        let rows = markup.and_then(|markup| markup.get("keyboard")?.as_array());
        let mut requests = BTreeSet::new();
        for button in rows
            .into_iter()
            .flatten()
            .filter_map(Value::as_array)
            .flatten()
        {
            let text = button.as_str().or_else(|| button.get("text")?.as_str());
            if text.is_none_or(|text| text.trim().is_empty()) {
                return Err(ApiError::bad_request(
                    "keyboard button text must be non-empty",
                ));
            }
            if let Some(button) = button.as_object() {
                check_wish(button, place, &mut requests)?;
                if button.contains_key("request_managed_bot") {
                    self.world.may_manage(self.bot)?;
                }
            }
        }
        Ok(())
    }
}

/// Checks what a button asks for; `requests` are the numbers of the requests before it.
fn check_wish(
    button: &Map<String, Value>,
    place: Place,
    requests: &mut BTreeSet<i32>,
) -> Result<(), ApiError> {
    let given = |name: &str| {
        let value = button.get(name)?;
        (!value.is_null() && *value != Value::Bool(false)).then_some(value)
    };
    let mut wishes = WISHES
        .iter()
        .filter_map(|(name, why)| Some((*name, *why, given(name)?)));
    let Some((name, why, value)) = wishes.next() else {
        return Ok(());
    };
    if wishes.next().is_some() {
        return Err(ApiError::bad_request("BUTTON_TYPE_INVALID"));
    }
    let misread =
        |what: String| ApiError::bad_request(format!("can't parse keyboard button: {what}"));
    let id = match name {
        "request_chat" => {
            let asked = ChatRequest::read(value).map_err(misread)?;
            if !asked.is_consistent() {
                return Err(ApiError::bad_request("BUTTON_INVALID"));
            }
            Some(asked.id)
        }
        "request_managed_bot" => Some(BotRequest::read(value).map_err(misread)?.id),
        "request_users" => {
            let object = value.as_object();
            object.map(request_id).transpose().map_err(misread)?
        }
        _ => None,
    };
    if !matches!(place, Place::Private(..)) {
        return Err(ApiError::bad_request(why));
    }
    match id {
        Some(id) if !requests.insert(id) => Err(ApiError::bad_request("BUTTON_ID_INVALID")),
        _ => Ok(()),
    }
}
