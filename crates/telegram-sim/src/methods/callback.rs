//! `answerCallbackQuery`.

use serde_json::Value;

use super::Call;
use crate::request::{Answer, ApiError};
use crate::world::feed::Touch;
use crate::world::queue::CALLBACK_MS;

pub(super) fn answer_callback_query(call: &mut Call) -> Answer {
    let now_ms = call.world.now_ms();
    let id = call
        .text("callback_query_id")
        .unwrap_or_default()
        .to_owned();
    let answer = Value::Object(call.params().clone());
    let bot = call.bot;
    let pressed = call
        .world
        .pressed
        .get_mut(&id)
        .filter(|pressed| pressed.bot == bot && now_ms - pressed.at_ms < CALLBACK_MS)
        .ok_or_else(|| {
            ApiError::bad_request(
                "query is too old and response timeout expired or query ID is invalid",
            )
        })?;
    pressed.answer = Some(answer);
    call.world.feed.touch(Touch::Answered);
    Ok(true.into())
}
