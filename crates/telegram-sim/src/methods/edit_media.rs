//! Edits of a message's file.

use serde_json::Value;

use super::Call;
use super::send_media_group::{album_class, media_kind};
use crate::request::{Answer, ApiError};
use crate::world::Kind;

pub(super) fn edit_message_media(call: &mut Call) -> Answer {
    let key = call.editable()?;
    let request = call.request;
    let item = request.params.get("media").unwrap_or(&Value::Null);
    let kind = media_kind(item)?;
    let message = call.world.message(key);
    let old = message.content.kind;
    if !old.has_caption() || matches!(old, Kind::Voice | Kind::PaidMedia) {
        return Err(ApiError::bad_request("message media can't be edited"));
    }
    if message.album.is_some() && album_class(kind) != album_class(old) {
        return Err(ApiError::bad_request(
            "can't use the media of the specified type in the album",
        ));
    }
    let content = call.input_media(item, kind)?;
    call.edit(key, content)
}
