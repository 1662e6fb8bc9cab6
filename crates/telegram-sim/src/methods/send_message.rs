//! `sendMessage`.

use super::Call;
use crate::request::Answer;
use crate::world::{Content, Kind};

pub(super) fn send_message(call: &mut Call) -> Answer {
    let (text, entities) = call.message_text()?;
    let target = call.target(Kind::Text)?;
    let mut content = Content::text(text, entities);
    if let Some(options) = call.params().get("link_preview_options") {
        content
            .fields
            .insert("link_preview_options".into(), options.clone());
    }
    call.send(&target, content)
}
