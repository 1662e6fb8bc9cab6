//! Files that people send: content from JSON, and content of the world's own where none is given.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use serde_json::Map;

use crate::methods::content_of;
use crate::request::ApiError;
use crate::world::content::live_photo;
use crate::world::drawing::picture;
use crate::world::{Content, Kind, World};

/// The content of a message with one file.
pub(super) fn file(
    world: &mut World,
    kind: Kind,
    name: &str,
    bytes: Vec<u8>,
) -> Result<Content, ApiError> {
    let sendable = matches!(
        kind,
        Kind::Photo
            | Kind::LivePhoto
            | Kind::Video
            | Kind::Animation
            | Kind::Audio
            | Kind::Document
            | Kind::Voice
            | Kind::VideoNote
            | Kind::Sticker
    );
    if !sendable {
        return Err(ApiError::not_simulated("a file of this kind"));
    }
    let bytes = if bytes.is_empty() {
        let letters = world.seed.letters(24).into_bytes();
        match kind {
            Kind::Photo => picture(letters[0]),
            _ => Arc::new(letters),
        }
    } else {
        Arc::new(bytes)
    };
    let still = match kind {
        Kind::LivePhoto => Some(file(world, Kind::Photo, "", Vec::new())?),
        _ => None,
    };
    let unique_id = world.add_bytes(kind, (name, ""), bytes, &Map::new());
    let body = world
        .files
        .get(&unique_id)
        .expect("just stored")
        .body
        .clone();
    Ok(match still {
        Some(still) => live_photo(body, still.body().clone()),
        None => content_of(kind, body),
    })
}

/// Content from JSON.
pub(super) fn bytes<'de, D: Deserializer<'de>>(json: D) -> Result<Vec<u8>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Given {
        Base64(String),
        Numbers(Vec<u8>),
    }
    match Given::deserialize(json)? {
        Given::Base64(text) => BASE64
            .decode(text)
            .map_err(|_| D::Error::custom("bytes are not base64")),
        Given::Numbers(bytes) => Ok(bytes),
    }
}
