//! Forum topics by a bot. Every change posts a service message and costs a unit; deleting costs one
//! too and posts nothing.

use serde_json::json;

use super::Call;
use crate::request::{Answer, ApiError};
use crate::world::entity::units;
use crate::world::message::Place;
use crate::world::{ChatKind, ICON_COLORS, TopicEdit};

/// Longest topic name, in UTF-16 units.
const NAME_UNITS_MAX: usize = 128;

/// Some of the custom emoji that Telegram offers to everybody for topics.
const ICONS: [(&str, &str); 6] = [
    ("📰", "5434144690511290129"),
    ("💡", "5312536423851630001"),
    ("⚡️", "5312016608254762256"),
    ("🎙", "5377544228505134960"),
    ("🔝", "5418085807791545980"),
    ("❗️", "5379748062124056162"),
];

pub(super) fn create_forum_topic(call: &mut Call) -> Answer {
    let chat = call.forum()?;
    let name = call.topic_name()?;
    if !call.world.chats[&chat].may_manage_topics(call.bot) {
        return Err(ApiError::bad_request("not enough rights to create a topic"));
    }
    let color = call.int("icon_color");
    if color.is_some_and(|color| !ICON_COLORS.contains(&color)) {
        return Err(ApiError::bad_request("invalid icon color specified"));
    }
    let emoji = icon(call)?;
    call.spend(Place::Chat(chat), 1)?;
    let thread = call
        .world
        .make_topic_in(chat, call.bot, &name, (color, emoji.clone()));
    let mut topic = json!({
        "message_thread_id": thread,
        "name": name,
        "icon_color": color.unwrap_or(ICON_COLORS[0]),
    });
    if let Some(emoji) = emoji {
        topic["icon_custom_emoji_id"] = emoji.into();
    }
    Ok(topic)
}

pub(super) fn edit_forum_topic(call: &mut Call) -> Answer {
    let (chat, thread) = call.own_topic("not enough rights to edit the topic")?;
    let name = match call.params().contains_key("name") {
        true => Some(call.topic_name()?),
        false => None,
    };
    let edit = TopicEdit {
        name,
        icon_custom_emoji_id: icon(call)?,
    };
    call.spend(Place::Chat(chat), 1)?;
    modified(call.world.edit_topic_in(chat, call.bot, thread, edit))
}

pub(super) fn close_forum_topic(call: &mut Call) -> Answer {
    close(call, true)
}

pub(super) fn reopen_forum_topic(call: &mut Call) -> Answer {
    close(call, false)
}

fn close(call: &mut Call, closed: bool) -> Answer {
    let (chat, thread) = call.own_topic("not enough rights to close or open the topic")?;
    call.spend(Place::Chat(chat), 1)?;
    modified(call.world.close_topic_in(chat, call.bot, thread, closed))
}

pub(super) fn delete_forum_topic(call: &mut Call) -> Answer {
    let (chat, thread) = call.topic()?;
    let standing = call.world.chats[&chat].standing(call.bot);
    if !standing.has(|rights| rights.can_delete_messages) {
        return Err(ApiError::bad_request(
            "not enough rights to delete the topic",
        ));
    }
    call.spend(Place::Chat(chat), 1)?;
    call.world.delete_topic_in(chat, thread);
    Ok(true.into())
}

pub(super) fn get_forum_topic_icon_stickers(_call: &mut Call) -> Answer {
    let sticker = |(emoji, id): &(&str, &str)| {
        json!({
            "file_id": format!("topic-icon-{id}"),
            "file_unique_id": format!("icon-{id}"),
            "type": "custom_emoji",
            "width": 100,
            "height": 100,
            "is_animated": true,
            "is_video": false,
            "emoji": emoji,
            "custom_emoji_id": id,
        })
    };
    Ok(ICONS.iter().map(sticker).collect())
}

/// The custom emoji of a topic's icon: one that everybody may take, or none to remove it.
fn icon(call: &Call) -> Result<Option<String>, ApiError> {
    let Some(id) = call.text("icon_custom_emoji_id") else {
        return Ok(None);
    };
    let offered = ICONS.iter().any(|(_, known)| *known == id);
    match offered || id.is_empty() {
        true => Ok(Some(id.to_owned())),
        false => Err(ApiError::bad_request("DOCUMENT_INVALID")),
    }
}

/// `True`, or the refusal that bots get for a change that changes nothing.
pub(super) fn modified(changed: bool) -> Answer {
    if changed {
        Ok(true.into())
    } else {
        Err(ApiError::bad_request("TOPIC_NOT_MODIFIED"))
    }
}

impl Call<'_> {
    /// The forum in `chat_id`.
    pub(super) fn forum(&self) -> Result<i64, ApiError> {
        let Place::Chat(id) = self.workable_chat()? else {
            return Err(ApiError::bad_request("the chat is not a supergroup forum"));
        };
        let chat = &self.world.chats[&id];
        if chat.kind != ChatKind::Supergroup {
            return Err(ApiError::bad_request("the chat is not a supergroup forum"));
        }
        if !chat.is_forum {
            return Err(ApiError::bad_request("the chat is not a forum"));
        }
        Ok(id)
    }

    /// The name, 1-128 units.
    pub(super) fn topic_name(&self) -> Result<String, ApiError> {
        let name = self.text("name").unwrap_or_default().trim().to_owned();
        if name.is_empty() {
            return Err(ApiError::bad_request("name must be non-empty"));
        }
        if units(&name) > NAME_UNITS_MAX {
            return Err(ApiError::bad_request("name is too long"));
        }
        Ok(name)
    }

    /// Forum and topic of the call. General is never addressed by id.
    fn topic(&self) -> Result<(i64, i64), ApiError> {
        let chat = self.forum()?;
        let thread = self.int("message_thread_id").unwrap_or(0);
        self.world.chats[&chat]
            .topics
            .get(&thread)
            .filter(|topic| !topic.deleted && !topic.root_lost)
            .map(|_| (chat, thread))
            .ok_or_else(|| ApiError::bad_request("message thread not found"))
    }

    /// The topic, if the bot made it or may manage topics.
    fn own_topic(&self, refusal: &str) -> Result<(i64, i64), ApiError> {
        let (chat, thread) = self.topic()?;
        let state = &self.world.chats[&chat];
        let own = state.topics[&thread].creator == self.bot;
        if !own && !state.may_manage_topics(self.bot) {
            return Err(ApiError::bad_request(refusal));
        }
        Ok((chat, thread))
    }
}
