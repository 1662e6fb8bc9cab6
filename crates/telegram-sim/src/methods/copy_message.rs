//! `copyMessage` and `copyMessages`. Bots may copy protected content.

use serde_json::json;

use super::Call;
use super::carry::Way;
use crate::request::Answer;

pub(super) fn copy_message(call: &mut Call) -> Answer {
    let key = call.source_message(Way::Copy)?;
    let kind = call.world.message(key).content.kind;
    let target = call.target(kind)?;
    let caption = match call.params().contains_key("caption") {
        true if kind.has_caption() => Some(call.caption(call.params())?),
        _ => None,
    };
    call.spend(target.place, 1)?;
    let mut content = call.travelled(key, Way::Copy);
    if let Some((text, entities)) = caption {
        content = content.captioned(text, entities);
        content.fields.remove("show_caption_above_media");
        if call.flag("show_caption_above_media") {
            content
                .fields
                .insert("show_caption_above_media".into(), true.into());
        }
    }
    let arrived = call.arrive(key, target.draft(content), target.place);
    let id = call.world.message(arrived).id_for(call.bot);
    Ok(json!({"message_id": id.unwrap_or(0)}))
}

pub(super) fn copy_messages(call: &mut Call) -> Answer {
    call.carry_many(Way::Copy)
}
