//! `getFile`.

use serde_json::json;

use super::Call;
use crate::request::{Answer, ApiError};
use crate::world::file;

const DOWNLOAD_BYTES_MAX: usize = 20 << 20;

pub(super) fn get_file(call: &mut Call) -> Answer {
    let file_id = call.text("file_id").unwrap_or_default();
    let (unique_id, stored) = call.world.files.of_bot(call.bot, file_id).ok_or_else(|| {
        ApiError::bad_request("wrong file_id or the file is temporarily unavailable")
    })?;
    if stored.bytes.len() > DOWNLOAD_BYTES_MAX {
        return Err(ApiError::bad_request("file is too big"));
    }
    Ok(json!({
        "file_id": file::file_id(call.bot, &unique_id),
        "file_unique_id": unique_id,
        "file_size": stored.bytes.len(),
        "file_path": file::path_of(stored),
    }))
}
