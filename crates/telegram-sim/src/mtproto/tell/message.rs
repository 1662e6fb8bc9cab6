//! Messages.

use grammers_tl_types as tl;
use serde_json::Value;

use super::entity::entities;
use super::markup::inline;
use super::media::media;
use super::reaction::reactions;
use super::{Cast, int, service};
use crate::world::message::{Message, MessageKey, Place, Reply};
use crate::world::{Kind, World};

/// `Message` or `MessageService`, if the account has it and it is not deleted.
pub(in crate::mtproto) fn message(
    world: &World,
    cast: &mut Cast,
    key: MessageKey,
) -> Option<tl::enums::Message> {
    let message = world.message(key);
    if !world.sees(cast.viewer, key) {
        return None;
    }
    let id = int(message.id_for(cast.viewer)?);
    if message.content.kind == Kind::Service {
        return Some(service::service(world, cast, (key, id)).into());
    }
    let post = is_post(world, message);
    let reply_to = reply_header(world, cast, message);
    let content = &message.content;
    let media = media(world, cast.viewer, content);
    let fwd_from = message
        .origin
        .as_deref()
        .map(|origin| forward_header(cast, origin));
    Some(
        tl::types::Message {
            out: is_outgoing(world, cast.viewer, message),
            mentioned: false,
            media_unread: false,
            silent: false,
            post,
            from_scheduled: false,
            legacy: false,
            edit_hide: false,
            pinned: false,
            noforwards: message.protected,
            invert_media: false,
            offline: false,
            video_processing_pending: false,
            paid_suggested_post_stars: false,
            paid_suggested_post_ton: false,
            id,
            from_id: sender(world, cast, message),
            from_boosts_applied: None,
            from_rank: None,
            peer_id: cast.name(message.place.id_for(cast.viewer)),
            saved_peer_id: None,
            fwd_from,
            via_bot_id: message.via_bot,
            via_business_bot_id: message.business_bot,
            guestchat_via_from: None,
            reply_to,
            date: int(message.date()),
            message: content.text.clone(),
            media,
            reply_markup: message.markup.as_deref().and_then(inline),
            entities: entities(&content.entities),
            views: None,
            forwards: None,
            replies: None,
            edit_date: message.edited.map(int),
            post_author: message.author.signature.as_deref().map(str::to_owned),
            grouped_id: message
                .album
                .as_deref()
                .and_then(|album| album.parse().ok()),
            reactions: reactions(world, cast, key),
            restriction_reason: None,
            ttl_period: None,
            quick_reply_shortcut_id: None,
            effect: None,
            factcheck: None,
            report_delivery_until_date: None,
            paid_message_stars: None,
            suggested_post: None,
            schedule_repeat_period: None,
            summary_from_language: None,
            rich_message: None,
        }
        .into(),
    )
}

fn is_post(world: &World, message: &Message) -> bool {
    let chat = world.chat_of(message.place);
    chat.is_some_and(|chat| chat.is_channel())
}

pub(super) fn is_outgoing(world: &World, viewer: i64, message: &Message) -> bool {
    message.author.account == viewer && !is_post(world, message)
}

/// Who is shown to have said it; in channels nobody is.
pub(super) fn sender(world: &World, cast: &mut Cast, message: &Message) -> Option<tl::enums::Peer> {
    if is_post(world, message) {
        return None;
    }
    let shown = message.author.chat.unwrap_or(message.author.account);
    Some(cast.name(shown))
}

/// What the message answers, and its topic. A message of a topic that answers nothing else answers the topic's root.
pub(super) fn reply_header(
    world: &World,
    cast: &mut Cast,
    message: &Message,
) -> Option<tl::enums::MessageReplyHeader> {
    let chat = world.chat_of(message.place);
    let forum = chat.is_some_and(|chat| chat.is_forum);
    let thread = message.thread.map(int);
    let mut header = tl::types::MessageReplyHeader {
        reply_to_scheduled: false,
        forum_topic: false,
        quote: false,
        reply_to_ephemeral: false,
        reply_to_msg_id: None,
        reply_to_peer_id: None,
        reply_from: None,
        reply_media: None,
        reply_to_top_id: None,
        quote_text: None,
        quote_entities: None,
        quote_offset: None,
        todo_item_id: None,
        poll_option: None,
    };
    match message.reply.as_deref() {
        Some(Reply::Here { to, quote }) => {
            let target = world.message(*to).id_for(cast.viewer)?;
            header.reply_to_msg_id = Some(int(target));
            header.reply_to_top_id = thread.filter(|top| i64::from(*top) != target);
            quoted(&mut header, quote.as_ref());
        }
        Some(Reply::Elsewhere { info, quote }) => {
            header.reply_to_msg_id = info["message_id"].as_i64().map(int);
            header.reply_to_peer_id = info["chat"]["id"].as_i64().map(|id| cast.name(id));
            let origin = forward_header(cast, &info["origin"]);
            header.reply_from = Some(origin);
            header.reply_to_top_id = thread;
            quoted(&mut header, quote.as_ref());
        }
        None => header.reply_to_msg_id = Some(thread.filter(|_| forum)?),
    }
    header.forum_topic = forum && thread.is_some();
    Some(header.into())
}

fn quoted(header: &mut tl::types::MessageReplyHeader, quote: Option<&Value>) {
    let Some(quote) = quote else { return };
    header.quote = true;
    header.quote_text = quote["text"].as_str().map(str::to_owned);
    header.quote_offset = quote["position"].as_i64().map(int);
    let list = quote["entities"].as_array();
    header.quote_entities = list.and_then(|list| entities(list));
}

/// `MessageFwdHeader` of the Bot API's `MessageOrigin`.
fn forward_header(cast: &mut Cast, origin: &Value) -> tl::enums::MessageFwdHeader {
    let name = |field: &str| origin[field].as_str().map(str::to_owned);
    let chat = origin["sender_chat"]["id"]
        .as_i64()
        .or(origin["chat"]["id"].as_i64());
    let from = origin["sender_user"]["id"].as_i64().or(chat);
    let from_id = from.map(|id| cast.name(id));
    tl::types::MessageFwdHeader {
        imported: false,
        saved_out: false,
        from_id,
        from_name: name("sender_user_name"),
        date: int(origin["date"].as_i64().unwrap_or(0)),
        channel_post: origin["message_id"].as_i64().map(int),
        post_author: name("author_signature"),
        saved_from_peer: None,
        saved_from_msg_id: None,
        saved_from_id: None,
        saved_from_name: None,
        saved_date: None,
        psa_type: None,
    }
    .into()
}

/// The newest message of a place that the account has.
pub(in crate::mtproto) fn newest(world: &World, viewer: i64, place: Place) -> Option<MessageKey> {
    let list = in_place(world, place);
    let sees = |key: &&MessageKey| world.sees(viewer, **key);
    list.iter().rev().find(sees).copied()
}

/// All messages of a place, in order.
pub(in crate::mtproto) fn in_place(world: &World, place: Place) -> &[MessageKey] {
    match place {
        Place::Private(low, high) => world
            .dialogs
            .get(&(low, high))
            .map_or(&[][..], |dialog| &dialog.messages),
        Place::Chat(id) => world.chats.get(&id).map_or(&[][..], |chat| &chat.messages),
    }
}
