//! Forwarding, with the author or without: `drop_author` is what copying is for bots.

use grammers_tl_types as tl;
use serde_json::{Map, Value};

use super::send::refuse_options;
use crate::control::{Say, SayContent};
use crate::mtproto::rpc::{Answer, Call, Refusal};
use crate::world::Kind;
use crate::world::message::MessageKey;

/// Messages at a time.
const FORWARDED_MAX: usize = 100;

/// `messages.forwardMessages`. What was an album stays one.
pub(super) fn forward_messages(
    call: &mut Call<'_>,
    request: &tl::functions::messages::ForwardMessages,
) -> Answer<tl::enums::Updates> {
    refuse_options(&[
        ("schedule_date", request.schedule_date.is_some()),
        ("send_as", request.send_as.is_some()),
        (
            "quick_reply_shortcut",
            request.quick_reply_shortcut.is_some(),
        ),
        ("effect", request.effect.is_some()),
        ("suggested_post", request.suggested_post.is_some()),
        ("from_ephemeral", request.from_ephemeral),
        ("video_timestamp", request.video_timestamp.is_some()),
    ])?;
    let count = request.id.len();
    if count == 0 || count > FORWARDED_MAX || count != request.random_id.len() {
        return Err(Refusal::bad("MESSAGE_IDS_EMPTY"));
    }
    let from = call.peer(&request.from_peer)?;
    call.readable(from)?;
    let target = call.target(
        &request.to_peer,
        request.reply_to.as_ref(),
        request.top_msg_id,
    )?;
    if let Some(sent) = call.sent_under(target.chat, &request.random_id) {
        return Ok(call.sent_before(&sent));
    }
    let keys: Answer<Vec<_>> = request
        .id
        .iter()
        .map(|id| call.message(from, *id))
        .collect();
    let keys = keys?;
    for key in &keys {
        let message = call.world.message(*key);
        if message.protected {
            return Err(Refusal::bad("CHAT_FORWARDS_RESTRICTED"));
        }
        if request.drop_author && message.content.kind == Kind::Poll {
            return Err(Refusal::not_simulated("a poll without its author"));
        }
        if !message.content.kind.can_travel(request.drop_author) {
            return Err(Refusal::bad("MESSAGE_ID_INVALID"));
        }
    }
    let mut albums: Vec<(String, String)> = Vec::new();
    let mut sent = Vec::new();
    for ((key, id), random_id) in keys.into_iter().zip(&request.id).zip(&request.random_id) {
        let say = if request.drop_author {
            Say::new(copied(call, key, request.drop_media_captions))
        } else {
            Say::forward(from, i64::from(*id))
        };
        let say = Say {
            media_group: album(call, key, &mut albums),
            protect: request.noforwards,
            ..say
        };
        sent.push((*random_id, call.say(&target, say, *random_id)?));
    }
    Ok(call.settle_sent(&sent))
}

/// The message's album in its new place.
fn album(
    call: &mut Call<'_>,
    key: MessageKey,
    known: &mut Vec<(String, String)>,
) -> Option<String> {
    let old = call.world.message(key).album.as_deref()?.to_owned();
    if let Some((_, new)) = known.iter().find(|(source, _)| *source == old) {
        return Some(new.clone());
    }
    let new = call.world.album_id();
    known.push((old, new.clone()));
    Some(new)
}

/// The content as fields of a new message.
fn copied(call: &Call<'_>, key: MessageKey, without_caption: bool) -> SayContent {
    let content = call.world.message(key).content.travelling();
    let mut fields: Map<String, Value> = content.fields.clone();
    let caption = content.kind.has_caption();
    let dropped = caption && without_caption;
    if !dropped && !content.text.is_empty() {
        let names = match caption {
            true => ("caption", "caption_entities"),
            false => ("text", "entities"),
        };
        fields.insert(names.0.to_owned(), content.text.into());
        fields.insert(names.1.to_owned(), content.entities.into());
    }
    SayContent::Raw { fields }
}
