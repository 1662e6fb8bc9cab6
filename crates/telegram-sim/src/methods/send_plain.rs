//! Messages without file or text: `sendLocation`, `sendVenue`, `sendContact`, `sendDice`.

use serde_json::{Map, Value};

use super::Call;
use crate::request::{Answer, ApiError};
use crate::world::{Content, Kind, dice_sides};

/// The named parameters that are there.
fn picked(call: &Call, names: &[&str]) -> Map<String, Value> {
    names
        .iter()
        .filter_map(|name| Some(((*name).to_owned(), call.params().get(*name)?.clone())))
        .collect()
}

pub(super) fn send_location(call: &mut Call) -> Answer {
    let target = call.target(Kind::Location)?;
    let fields = [
        "latitude",
        "longitude",
        "horizontal_accuracy",
        "live_period",
        "heading",
        "proximity_alert_radius",
    ];
    let body = picked(call, &fields);
    call.send(&target, Content::of(Kind::Location, body.into()))
}

pub(super) fn send_venue(call: &mut Call) -> Answer {
    let target = call.target(Kind::Venue)?;
    let fields = [
        "title",
        "address",
        "foursquare_id",
        "foursquare_type",
        "google_place_id",
        "google_place_type",
    ];
    let mut body = picked(call, &fields);
    let location = Value::from(picked(call, &["latitude", "longitude"]));
    body.insert("location".into(), location.clone());
    let mut content = Content::of(Kind::Venue, body.into());
    content.fields.insert("location".into(), location);
    call.send(&target, content)
}

pub(super) fn send_contact(call: &mut Call) -> Answer {
    let target = call.target(Kind::Contact)?;
    let body = picked(call, &["phone_number", "first_name", "last_name", "vcard"]);
    call.send(&target, Content::of(Kind::Contact, body.into()))
}

pub(super) fn send_dice(call: &mut Call) -> Answer {
    let target = call.target(Kind::Dice)?;
    let emoji = call.text("emoji").unwrap_or("🎲").to_owned();
    let sides = dice_sides(&emoji).ok_or_else(|| ApiError::bad_request("wrong dice emoji"))?;
    let value = 1 + call.world.seed.below(sides);
    call.send(&target, Content::dice(&emoji, value))
}
