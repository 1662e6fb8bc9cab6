//! Points on the map, standing and live: `sendLocation`, `editMessageLiveLocation`, `stopMessageLiveLocation`.

use serde_json::{Map, Value};

use super::Call;
use super::send_plain::picked;
use crate::request::{Answer, ApiError};
use crate::world::message::MessageKey;
use crate::world::{Content, FOREVER_S, Kind};

/// Seconds for which a location may be live.
const LIVE_S: std::ops::RangeInclusive<i64> = 60..=86_400;
/// Farthest distance of a proximity alert, in metres.
const ALERT_METRES_MAX: i64 = 100_000;

const FIELDS: [&str; 6] = [
    "latitude",
    "longitude",
    "horizontal_accuracy",
    "live_period",
    "heading",
    "proximity_alert_radius",
];

pub(super) fn send_location(call: &mut Call) -> Answer {
    let target = call.target(Kind::Location)?;
    let mut body = call.position()?;
    if call.int("live_period").is_none_or(|period| period == 0) {
        // Only what moves has a direction.
        for field in ["live_period", "heading", "proximity_alert_radius"] {
            body.remove(field);
        }
    }
    call.send(&target, Content::of(Kind::Location, body.into()))
}

pub(super) fn edit_message_live_location(call: &mut Call) -> Answer {
    let key = live(call)?;
    let body = call.position()?;
    let mut content = call.world.message(key).content.clone();
    if let Some(Value::Object(old)) = content.body_mut() {
        let period = old.get("live_period").cloned();
        *old = body;
        if let Some(period) = period.filter(|_| !old.contains_key("live_period")) {
            old.insert("live_period".to_owned(), period);
        }
    }
    call.edit(key, content)
}

pub(super) fn stop_message_live_location(call: &mut Call) -> Answer {
    let key = live(call)?;
    let mut content = call.world.message(key).content.clone();
    if let Some(Value::Object(body)) = content.body_mut() {
        body.retain(|field, _| {
            matches!(
                field.as_str(),
                "latitude" | "longitude" | "horizontal_accuracy"
            )
        });
    }
    call.edit(key, content)
}

/// The message of the call, if it is a live location that still moves.
fn live(call: &Call) -> Result<MessageKey, ApiError> {
    let key = call.editable()?;
    let message = call.world.message(key);
    if message.content.kind != Kind::Location {
        return Err(ApiError::bad_request(
            "there is no live location in the message to edit",
        ));
    }
    if !message.content.moves(call.world.now_s() - message.date()) {
        return Err(ApiError::bad_request("message can't be edited"));
    }
    Ok(key)
}

impl Call<'_> {
    /// The point of the call, with everything that belongs to it.
    pub(super) fn position(&self) -> Result<Map<String, Value>, ApiError> {
        let degrees = |field: &str, most: f64| {
            let value = self.params().get(field).and_then(Value::as_f64);
            value.is_some_and(|value| value.abs() <= most)
        };
        if !degrees("latitude", 90.0) || !degrees("longitude", 180.0) {
            return Err(ApiError::bad_request("invalid location specified"));
        }
        let period = self.int("live_period").unwrap_or(0);
        if period != 0 && period != FOREVER_S && !LIVE_S.contains(&period) {
            return Err(ApiError::bad_request(
                "wrong live location period specified",
            ));
        }
        let radius = self.int("proximity_alert_radius").unwrap_or(0);
        if !(0..=ALERT_METRES_MAX).contains(&radius) {
            return Err(ApiError::bad_request(
                "wrong live location proximity alert radius specified",
            ));
        }
        Ok(picked(self, &FIELDS))
    }
}
