//! The life of forum topics, for bots and people alike. Rights were asked for before.

use serde_json::{Value, json};

use super::feed::Touch;
use super::message::{Draft, Place};
use super::topic::{General, Topic};
use super::{Content, ICON_COLORS, World};

/// A new name, a new custom emoji, or both; an empty emoji removes it.
#[derive(Default)]
pub(crate) struct TopicEdit {
    pub(crate) name: Option<String>,
    pub(crate) icon_custom_emoji_id: Option<String>,
}

impl World {
    /// Makes a topic. Its id is the number of the service message that says so.
    pub(crate) fn make_topic_in(
        &mut self,
        chat: i64,
        creator: i64,
        name: &str,
        icon: (Option<i64>, Option<String>),
    ) -> i64 {
        let icon_color = icon.0.unwrap_or(ICON_COLORS[0]);
        let mut body = json!({"name": name, "icon_color": icon_color});
        if let Some(emoji) = &icon.1 {
            body["icon_custom_emoji_id"] = emoji.as_str().into();
        }
        let state = self.chats.get_mut(&chat).expect("a forum");
        let thread = i64::try_from(state.messages.len()).expect("fits") + 1;
        state.topics.insert(
            thread,
            Topic {
                name: name.to_owned(),
                icon_color,
                icon_custom_emoji_id: icon.1,
                creator,
                closed: false,
                deleted: false,
                root_lost: false,
                messages: Vec::new(),
            },
        );
        self.topic_service(chat, creator, Some(thread), ("forum_topic_created", body));
        thread
    }

    /// Changes name or icon; `false` if nothing would change.
    pub(crate) fn edit_topic_in(
        &mut self,
        chat: i64,
        editor: i64,
        thread: i64,
        edit: TopicEdit,
    ) -> bool {
        let topic = self.topic_mut(chat, thread);
        let mut body = json!({});
        if let Some(name) = edit.name.filter(|name| *name != topic.name) {
            body["name"] = name.as_str().into();
            topic.name = name;
        }
        if let Some(emoji) = edit.icon_custom_emoji_id
            && emoji != topic.icon_custom_emoji_id.as_deref().unwrap_or_default()
        {
            body["icon_custom_emoji_id"] = emoji.as_str().into();
            topic.icon_custom_emoji_id = (!emoji.is_empty()).then_some(emoji);
        }
        let changed = body.as_object().is_some_and(|fields| !fields.is_empty());
        if changed {
            self.topic_service(chat, editor, Some(thread), ("forum_topic_edited", body));
        }
        changed
    }

    /// Closes or reopens; `false` if it already was so.
    pub(crate) fn close_topic_in(
        &mut self,
        chat: i64,
        who: i64,
        thread: i64,
        closed: bool,
    ) -> bool {
        let topic = self.topic_mut(chat, thread);
        if topic.closed == closed {
            return false;
        }
        topic.closed = closed;
        self.topic_service(chat, who, Some(thread), (closing(closed), json!({})));
        true
    }

    /// Deletes a topic with all its messages. Nobody is told.
    pub(crate) fn delete_topic_in(&mut self, chat: i64, thread: i64) {
        let topic = self.topic_mut(chat, thread);
        topic.deleted = true;
        // One touch for the topic stands for all its messages.
        for key in topic.messages.clone() {
            self.messages[key as usize].deleted = true;
        }
    }

    /// Closes or reopens General; reopening also unhides it.
    pub(crate) fn close_general_in(&mut self, chat: i64, who: i64, closed: bool) -> bool {
        let general = self.general_mut(chat);
        if general.closed == closed {
            return false;
        }
        general.closed = closed;
        let unhidden = !closed && std::mem::take(&mut general.hidden);
        self.topic_service(chat, who, None, (closing(closed), json!({})));
        if unhidden {
            self.topic_service(chat, who, None, ("general_forum_topic_unhidden", json!({})));
        }
        true
    }

    /// Hides General, which closes it too, or shows it again.
    pub(crate) fn hide_general_in(&mut self, chat: i64, who: i64, hidden: bool) -> bool {
        let general = self.general_mut(chat);
        if general.hidden == hidden {
            return false;
        }
        general.hidden = hidden;
        general.closed |= hidden;
        let field = if hidden {
            "general_forum_topic_hidden"
        } else {
            "general_forum_topic_unhidden"
        };
        self.topic_service(chat, who, None, (field, json!({})));
        true
    }

    /// Renames General.
    pub(crate) fn rename_general_in(&mut self, chat: i64, who: i64, name: &str) -> bool {
        let general = self.general_mut(chat);
        if general.name.as_deref().unwrap_or("General") == name {
            return false;
        }
        general.name = Some(name.to_owned());
        self.topic_service(
            chat,
            who,
            None,
            ("forum_topic_edited", json!({"name": name})),
        );
        true
    }

    fn general_mut(&mut self, chat: i64) -> &mut General {
        self.feed.touch(Touch::Topic { chat, thread: 0 });
        &mut self.chats.get_mut(&chat).expect("a forum").general
    }

    fn topic_mut(&mut self, chat: i64, thread: i64) -> &mut Topic {
        self.feed.touch(Touch::Topic { chat, thread });
        self.chats
            .get_mut(&chat)
            .and_then(|chat| chat.topics.get_mut(&thread))
            .expect("the caller looked it up")
    }

    fn topic_service(
        &mut self,
        chat: i64,
        account: i64,
        thread: Option<i64>,
        service: (&str, Value),
    ) {
        let place = Place::Chat(chat);
        let content = Content::service(service.0, service.1);
        let author = self.author_in(place, account);
        self.post(place, author, Draft::in_thread(content, thread));
    }
}

fn closing(closed: bool) -> &'static str {
    if closed {
        "forum_topic_closed"
    } else {
        "forum_topic_reopened"
    }
}
