//! Typed reading of a call's parameters. Wrong types are refused here only if the schema is switched
//! off or lets them pass.

use serde_json::{Map, Value};

use super::Call;
use crate::request::ApiError;
use crate::world::entity::{self, CAPTION_UNITS_MAX, Styled, TEXT_UNITS_MAX};
use crate::world::markup;
use crate::world::message::Place;

/// Text of a parameter object.
pub(super) fn text_of<'a>(map: &'a Map<String, Value>, field: &str) -> Option<&'a str> {
    map.get(field).and_then(Value::as_str)
}

/// Whole number of a parameter object; digits in a string count.
pub(super) fn int_of(map: &Map<String, Value>, field: &str) -> Option<i64> {
    match map.get(field)? {
        Value::String(text) => text.parse().ok(),
        value => value.as_i64(),
    }
}

/// Text and entities as given: the field, its parse mode, its entities.
fn given_of(map: &Map<String, Value>, names: (&str, &str, &str)) -> Result<Styled, ApiError> {
    let text = text_of(map, names.0).unwrap_or_default();
    let entities = map.get(names.2).and_then(Value::as_array);
    match (text_of(map, names.1), entities) {
        (_, Some(entities)) => Ok((text.to_owned(), entities.clone())),
        (Some(mode), None) => markup::parse(text, mode),
        (None, None) => Ok((text.to_owned(), Vec::new())),
    }
}

impl Call<'_> {
    /// Text with entities: the field, its parse mode, its entities.
    pub(super) fn styled(
        &self,
        map: &Map<String, Value>,
        names: (&str, &str, &str),
    ) -> Result<Styled, ApiError> {
        let (text, entities) = given_of(map, names)?;
        self.world.settled(self.bot, &text, entities)
    }

    /// As [`Call::styled`], for words that are quoted.
    pub(super) fn styled_quote(
        &self,
        map: &Map<String, Value>,
        names: (&str, &str, &str),
    ) -> Result<Styled, ApiError> {
        let (text, entities) = given_of(map, names)?;
        self.world.quoted(self.bot, &text, entities)
    }

    /// Caption with its entities, at most 1,024 units.
    pub(super) fn caption(&self, map: &Map<String, Value>) -> Result<Styled, ApiError> {
        let styled = self.styled(map, ("caption", "parse_mode", "caption_entities"))?;
        if entity::units(&styled.0) > CAPTION_UNITS_MAX {
            return Err(ApiError::bad_request("message caption is too long"));
        }
        Ok(styled)
    }

    pub(super) fn params(&self) -> &Map<String, Value> {
        &self.request.params
    }

    pub(super) fn text(&self, field: &str) -> Option<&str> {
        text_of(&self.request.params, field)
    }

    pub(super) fn int(&self, field: &str) -> Option<i64> {
        int_of(&self.request.params, field)
    }

    pub(super) fn flag(&self, field: &str) -> bool {
        self.request.params.get(field) == Some(&Value::Bool(true))
    }

    pub(super) fn needed_int(&self, field: &str) -> Result<i64, ApiError> {
        self.int(field)
            .ok_or_else(|| ApiError::bad_request(format!("{field} isn't specified")))
    }

    /// The list under `field`; empty if it is missing.
    pub(super) fn list(&self, field: &str) -> &[Value] {
        self.request
            .params
            .get(field)
            .and_then(Value::as_array)
            .map_or(&[], Vec::as_slice)
    }

    /// Number of the chat in `field`.
    pub(super) fn chat_id(&self, field: &str) -> Result<i64, ApiError> {
        self.world.chat_id(self.request.params.get(field))
    }

    /// The chat in `chat_id`, which the bot may at least read.
    pub(super) fn readable_chat(&self) -> Result<Place, ApiError> {
        self.world.readable(self.bot, self.chat_id("chat_id")?)
    }

    /// The chat in `chat_id`, in which the bot may do things.
    pub(super) fn workable_chat(&self) -> Result<Place, ApiError> {
        if let Some(behalf) = &self.business {
            return self.business_chat(behalf);
        }
        self.world.workable(self.bot, self.chat_id("chat_id")?)
    }

    /// The message text, 1-4,096 units.
    pub(super) fn message_text(&self) -> Result<Styled, ApiError> {
        let styled = self.styled(self.params(), ("text", "parse_mode", "entities"))?;
        if styled.0.is_empty() {
            return Err(ApiError::bad_request("message text is empty"));
        }
        if entity::units(&styled.0) > TEXT_UNITS_MAX {
            return Err(ApiError::bad_request("message is too long"));
        }
        Ok(styled)
    }

    /// Spends flood budget in a place.
    pub(super) fn spend(&mut self, place: Place, units: usize) -> Result<(), ApiError> {
        let units = u32::try_from(units).unwrap_or(u32::MAX);
        let now_ms = self.world.now_ms();
        self.world.spending.spend(self.bot, place, units, now_ms)
    }
}
