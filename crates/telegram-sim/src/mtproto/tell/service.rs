//! Service messages.

use grammers_tl_types as tl;
use serde_json::Value;

use super::message::{is_outgoing, reply_header, sender};
use super::reaction::reactions;
use super::{Cast, int};
use crate::mtproto::peers::bare;
use crate::world::World;
use crate::world::message::MessageKey;

/// A service message with its number for the account.
pub(super) fn service(
    world: &World,
    cast: &mut Cast,
    (key, id): (MessageKey, i32),
) -> tl::types::MessageService {
    let message = world.message(key);
    let (field, body) = message
        .content
        .fields
        .iter()
        .next()
        .map_or(("", &Value::Null), |(field, body)| (field.as_str(), body));
    let mut reply_to = reply_header(world, cast, message);
    if field == "pinned_message" {
        reply_to = pinned_header(world, cast, body).or(reply_to);
    }
    tl::types::MessageService {
        out: is_outgoing(world, cast.viewer, message),
        mentioned: false,
        media_unread: false,
        reactions_are_possible: false,
        silent: false,
        post: sender(world, cast, message).is_none(),
        legacy: false,
        id,
        from_id: sender(world, cast, message),
        peer_id: cast.name(message.place.id_for(cast.viewer)),
        saved_peer_id: None,
        reply_to,
        date: int(message.date()),
        action: action(world, cast, (key, field, body)),
        reactions: reactions(world, cast, key),
        ttl_period: None,
    }
}

fn pinned_header(
    world: &World,
    cast: &Cast,
    body: &Value,
) -> Option<tl::enums::MessageReplyHeader> {
    let key = MessageKey::try_from(body.as_u64()?).ok()?;
    let header = tl::types::MessageReplyHeader {
        reply_to_scheduled: false,
        forum_topic: false,
        quote: false,
        reply_to_ephemeral: false,
        reply_to_msg_id: world.message(key).id_for(cast.viewer).map(int),
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
    Some(header.into())
}

fn action(
    world: &World,
    cast: &mut Cast,
    (key, field, body): (MessageKey, &str, &Value),
) -> tl::enums::MessageAction {
    use tl::types as t;
    let message = world.message(key);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let title = || {
        world
            .chat_of(message.place)
            .map_or_else(String::new, |chat| chat.title.clone())
    };
    match field {
        "new_chat_members" => {
            let ids = body.as_array().into_iter().flatten();
            let users: Vec<i64> = ids.filter_map(|user| user["id"].as_i64()).collect();
            for id in &users {
                cast.name(*id);
            }
            t::MessageActionChatAddUser { users }.into()
        }
        "left_chat_member" => {
            let user_id = body["id"].as_i64().unwrap_or(0);
            cast.name(user_id);
            t::MessageActionChatDeleteUser { user_id }.into()
        }
        "group_chat_created" => t::MessageActionChatCreate {
            title: title(),
            users: vec![message.author.account],
        }
        .into(),
        "supergroup_chat_created" | "channel_chat_created" => {
            t::MessageActionChannelCreate { title: title() }.into()
        }
        "new_chat_title" => t::MessageActionChatEditTitle { title: text(body) }.into(),
        "pinned_message" => tl::enums::MessageAction::PinMessage,
        "forum_topic_created" => t::MessageActionTopicCreate {
            title_missing: false,
            title: text(&body["name"]),
            icon_color: int(body["icon_color"].as_i64().unwrap_or(0)),
            icon_emoji_id: emoji(body),
        }
        .into(),
        "forum_topic_edited" => topic_edit(
            body["name"].as_str().map(str::to_owned),
            emoji(body),
            None,
            None,
        ),
        "forum_topic_closed" | "general_forum_topic_closed" => {
            topic_edit(None, None, Some(true), None)
        }
        "forum_topic_reopened" => topic_edit(None, None, Some(false), None),
        "general_forum_topic_hidden" => topic_edit(None, None, None, Some(true)),
        "general_forum_topic_unhidden" => topic_edit(None, None, None, Some(false)),
        "migrate_to_chat_id" => {
            let id = body.as_i64().unwrap_or(0);
            cast.name(id);
            t::MessageActionChatMigrateTo {
                channel_id: bare(id),
            }
            .into()
        }
        "migrate_from_chat_id" => {
            let id = body.as_i64().unwrap_or(0);
            t::MessageActionChannelMigrateFrom {
                title: title(),
                chat_id: bare(id),
            }
            .into()
        }
        // What happened is said by its name in the Bot API.
        _ => t::MessageActionCustomAction {
            message: field.to_owned(),
        }
        .into(),
    }
}

fn emoji(body: &Value) -> Option<i64> {
    body["icon_custom_emoji_id"].as_str()?.parse().ok()
}

fn topic_edit(
    title: Option<String>,
    icon_emoji_id: Option<i64>,
    closed: Option<bool>,
    hidden: Option<bool>,
) -> tl::enums::MessageAction {
    tl::types::MessageActionTopicEdit {
        title,
        icon_emoji_id,
        closed,
        hidden,
    }
    .into()
}
