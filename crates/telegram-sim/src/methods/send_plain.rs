//! Messages without file or text: `sendVenue`, `sendContact`, `sendDice`. Locations are in `location`.

use serde_json::{Map, Value};

use super::Call;
use crate::request::{Answer, ApiError};
use crate::world::{Content, Kind, dice_sides};

/// Longest additional data of a contact.
const VCARD_BYTES_MAX: usize = 2_048;

/// The named parameters that are there.
pub(super) fn picked(call: &Call, names: &[&str]) -> Map<String, Value> {
    names
        .iter()
        .filter_map(|name| Some(((*name).to_owned(), call.params().get(*name)?.clone())))
        .collect()
}

pub(super) fn send_venue(call: &mut Call) -> Answer {
    let target = call.target(Kind::Venue)?;
    call.position()?;
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
    for field in ["phone_number", "first_name"] {
        if call.text(field).is_none_or(|text| text.trim().is_empty()) {
            let name = field.replace('_', " ");
            return Err(ApiError::bad_request(format!("{name} not specified")));
        }
    }
    if call
        .text("vcard")
        .is_some_and(|card| card.len() > VCARD_BYTES_MAX)
    {
        return Err(ApiError::bad_request("vCard is too long"));
    }
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
