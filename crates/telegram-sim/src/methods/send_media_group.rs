//! `sendMediaGroup`: 2-10 items, documents and audios only among themselves.

use serde_json::Value;

use super::Call;
use super::arguments::text_of;
use super::carry::breaks_at;
use crate::request::{Answer, ApiError};
use crate::world::message::Draft;
use crate::world::{Content, Kind};

/// Kinds that may stand in one album have the same number.
pub(super) fn album_class(kind: Kind) -> Option<u8> {
    match kind {
        Kind::Photo | Kind::Video | Kind::LivePhoto => Some(0),
        Kind::Document => Some(1),
        Kind::Audio => Some(2),
        _ => None,
    }
}

pub(super) fn media_kind(item: &Value) -> Result<Kind, ApiError> {
    match item.get("type").and_then(Value::as_str) {
        Some("photo") => Ok(Kind::Photo),
        Some("video") => Ok(Kind::Video),
        Some("animation") => Ok(Kind::Animation),
        Some("audio") => Ok(Kind::Audio),
        Some("document") => Ok(Kind::Document),
        Some("live_photo") => Ok(Kind::LivePhoto),
        _ => Err(ApiError::bad_request(
            "can't parse InputMedia: media type is unsupported",
        )),
    }
}

pub(super) fn send_media_group(call: &mut Call) -> Answer {
    let request = call.request;
    let items = request
        .params
        .get("media")
        .and_then(Value::as_array)
        .map_or(&[][..], Vec::as_slice);
    if items.len() > 10 {
        return Err(ApiError::bad_request(
            "too many messages to send as an album",
        ));
    }
    if items.len() < 2 {
        return Err(ApiError::bad_request(
            "too few messages to send as an album",
        ));
    }
    let kinds: Vec<Kind> = items.iter().map(media_kind).collect::<Result<_, _>>()?;
    let class = album_class(kinds[0]);
    if class.is_none() || kinds.iter().any(|kind| album_class(*kind) != class) {
        return Err(ApiError::bad_request(
            "can't use the media of the specified type in the album",
        ));
    }
    let target = call.target(kinds[0])?;
    for kind in &kinds {
        call.world.may_post(call.actor(), target.place, *kind)?;
    }
    let mut contents: Vec<Content> = Vec::new();
    for (item, kind) in items.iter().zip(kinds) {
        contents.push(call.input_media(item, kind)?);
    }
    call.spend(target.place, contents.len())?;
    let album = call.world.album_id();
    let mut sent = Vec::new();
    let breaking = call.world.breaking_items.remove(&call.bot);
    for content in contents {
        breaks_at(breaking, sent.len())?;
        let author = call.author(target.place);
        let draft = Draft {
            album: Some(album.clone()),
            ..target.draft(content)
        };
        let key = call.world.post(target.place, author, draft);
        sent.push(call.shown(key));
    }
    Ok(sent.into())
}

impl Call<'_> {
    /// Content of an `InputMedia…` object.
    pub(super) fn input_media(&mut self, item: &Value, kind: Kind) -> Result<Content, ApiError> {
        let Some(map) = item.as_object() else {
            return Err(ApiError::bad_request("can't parse InputMedia"));
        };
        for field in ["thumbnail", "cover", "start_timestamp"] {
            if map.contains_key(field) {
                return Err(ApiError::not_simulated(&format!("InputMedia.{field}")));
            }
        }
        if text_of(map, "media").is_none() {
            return Err(ApiError::bad_request("media not found"));
        }
        self.captioned_media(kind, "media", map)
    }
}
