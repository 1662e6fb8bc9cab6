//! `sendChatAction`: shown for five seconds, costs nothing.

use super::Call;
use crate::request::{Answer, ApiError};

const SHOWN_MS: i64 = 5_000;
const ACTIONS: [&str; 11] = [
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
];

pub(super) fn send_chat_action(call: &mut Call) -> Answer {
    let place = call.workable_chat()?;
    let thread = call.int("message_thread_id");
    let thread = call.world.postable_thread(call.bot, place, thread)?;
    let action = call.text("action").unwrap_or_default().to_owned();
    if !ACTIONS.contains(&action.as_str()) {
        return Err(ApiError::bad_request("wrong parameter action in request"));
    }
    let until_ms = call.world.now_ms() + SHOWN_MS;
    call.world
        .chat_actions
        .insert((call.bot, place, thread), (action, until_ms));
    Ok(true.into())
}
