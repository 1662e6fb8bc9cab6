//! Groups and channels as wholes: making, upgrading, forum mode, links, protection.

use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::request::ApiError;
use crate::world::chat::Chat;
use crate::world::feed::Touch;
use crate::world::member::{Member, Standing};
use crate::world::message::Place;
use crate::world::{ChatKind, Content, Permissions, World};

/// A chat to be made.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NewChat {
    /// What sort of chat.
    pub kind: ChatKind,
    /// Its title.
    pub title: String,
    /// Account that owns it.
    pub owner: i64,
    /// A supergroup with topics.
    #[serde(default)]
    pub forum: bool,
    /// Public name without the @.
    #[serde(default)]
    pub username: Option<String>,
}

impl World {
    /// Makes a chat and gives its id.
    pub fn make_chat(&mut self, new: NewChat) -> i64 {
        self.made += 1;
        let id = match new.kind {
            ChatKind::Group => -(4_500_000_000 + self.made),
            ChatKind::Supergroup | ChatKind::Channel => -(1_002_200_000_000 + self.made),
        };
        let mut chat = Chat::new(id, new.kind, new.title.clone());
        chat.is_forum = new.forum && new.kind == ChatKind::Supergroup;
        if let Some(username) = &new.username {
            self.usernames.insert(username.to_lowercase(), id);
        }
        chat.username = new.username;
        chat.members.insert(
            new.owner,
            Member {
                standing: Standing::Owner { anonymous: false },
                sees_all: true,
                joined: 0,
            },
        );
        self.chats.insert(id, chat);
        let birth = match new.kind {
            ChatKind::Group => "group_chat_created",
            ChatKind::Supergroup => "supergroup_chat_created",
            ChatKind::Channel => "channel_chat_created",
        };
        self.post_service(
            Place::Chat(id),
            new.owner,
            Content::service(birth, true.into()),
        );
        self.record(new.owner, "make_chat", (id, 0), 0);
        id
    }

    fn make(&mut self, kind: ChatKind, title: &str, owner: i64, forum: bool) -> i64 {
        self.make_chat(NewChat {
            kind,
            title: title.to_owned(),
            owner,
            forum,
            username: None,
        })
    }

    /// Makes a basic group.
    pub fn make_group(&mut self, title: &str, owner: i64) -> i64 {
        self.make(ChatKind::Group, title, owner, false)
    }

    /// Makes a supergroup without topics.
    pub fn make_supergroup(&mut self, title: &str, owner: i64) -> i64 {
        self.make(ChatKind::Supergroup, title, owner, false)
    }

    /// Makes a supergroup with topics.
    pub fn make_forum(&mut self, title: &str, owner: i64) -> i64 {
        self.make(ChatKind::Supergroup, title, owner, true)
    }

    /// Makes a channel.
    pub fn make_channel(&mut self, title: &str, owner: i64) -> i64 {
        self.make(ChatKind::Channel, title, owner, false)
    }

    /// A chat to be changed; whoever watches hears of it.
    pub(super) fn chat_mut(&mut self, chat: i64) -> Result<&mut Chat, ApiError> {
        self.feed.touch(Touch::Place(Place::Chat(chat)));
        self.chats
            .get_mut(&chat)
            .ok_or_else(|| ApiError::bad_request("chat not found"))
    }

    /// Switches topics on or off. Basic groups must be upgraded first.
    ///
    /// # Errors
    /// Not a supergroup, or a channel's discussion group.
    pub fn set_forum(&mut self, chat: i64, on: bool) -> Result<(), ApiError> {
        let state = self.chat_mut(chat)?;
        if state.kind != ChatKind::Supergroup {
            return Err(ApiError::bad_request("the chat is not a supergroup forum"));
        }
        if on && state.linked.is_some() {
            return Err(ApiError::bad_request("CHAT_DISCUSSION_UNALLOWED"));
        }
        state.is_forum = on;
        // Every message hangs elsewhere now.
        self.feed.touch_all();
        self.record(0, "set_forum", (chat, i64::from(on)), 0);
        Ok(())
    }

    /// Nobody may forward from the chat any more, or again.
    ///
    /// # Errors
    /// No such chat.
    pub fn set_protected(&mut self, chat: i64, protected: bool) -> Result<(), ApiError> {
        let state = self.chat_mut(chat)?;
        state.protected = protected;
        for key in &state.messages.clone() {
            self.messages[*key as usize].protected = protected;
        }
        self.feed.touch_all();
        Ok(())
    }

    /// Channel posts show their author's name, or no longer.
    ///
    /// # Errors
    /// No such chat.
    pub fn set_signatures(&mut self, channel: i64, on: bool) -> Result<(), ApiError> {
        self.chat_mut(channel)?.signatures = on;
        Ok(())
    }

    /// Limits the emoji by which one can react; `None` allows all.
    ///
    /// # Errors
    /// No such chat.
    pub fn set_reactions(&mut self, chat: i64, emoji: Option<Vec<String>>) -> Result<(), ApiError> {
        self.chat_mut(chat)?.reactions = emoji;
        Ok(())
    }

    /// What ordinary members may do.
    ///
    /// # Errors
    /// No such chat.
    pub fn set_permissions(&mut self, chat: i64, permissions: Permissions) -> Result<(), ApiError> {
        self.chat_mut(chat)?.permissions = permissions;
        Ok(())
    }

    /// A person changes the title.
    ///
    /// # Errors
    /// No such chat.
    pub fn rename_chat(&mut self, person: i64, chat: i64, title: &str) -> Result<(), ApiError> {
        self.chat_mut(chat)?;
        self.set_title(chat, person, title);
        self.record(person, "rename_chat", (chat, 0), 0);
        Ok(())
    }

    /// Makes a supergroup the discussion group of a channel.
    ///
    /// # Errors
    /// No such chats, not a channel and a supergroup, or the group is a forum.
    pub fn link_discussion(&mut self, channel: i64, group: i64) -> Result<(), ApiError> {
        // What is posted in the one is forwarded to the other: two of a kind would do so for ever.
        let has_posts = self.chat_mut(channel)?.is_channel();
        let state = self.chat_mut(group)?;
        if !has_posts || state.kind != ChatKind::Supergroup || state.is_forum {
            return Err(ApiError::bad_request("CHAT_DISCUSSION_UNALLOWED"));
        }
        state.linked = Some(channel);
        self.chat_mut(channel)?.linked = Some(group);
        Ok(())
    }

    /// The owner deletes the chat.
    ///
    /// # Errors
    /// No such chat.
    pub fn delete_chat(&mut self, chat: i64) -> Result<(), ApiError> {
        self.chat_mut(chat)?.deleted = true;
        self.record(0, "delete_chat", (chat, 0), 0);
        Ok(())
    }

    /// A basic group becomes a supergroup with a new id; calls to the old id name the new one.
    ///
    /// # Errors
    /// Not a basic group, or upgraded before.
    pub fn upgrade_group(&mut self, group: i64) -> Result<i64, ApiError> {
        let state = self.chat_mut(group)?;
        if state.kind != ChatKind::Group || state.migrated_to.is_some() {
            return Err(ApiError::bad_request("the group can't be upgraded"));
        }
        let owner = state.owner();
        let (title, members, bots) = (
            state.title.clone(),
            state.members.clone(),
            state.bots.clone(),
        );
        let permissions = state.permissions.clone();
        self.made += 1;
        let id = -(1_002_200_000_000 + self.made);
        let mut chat = Chat::new(id, ChatKind::Supergroup, title);
        chat.members = members;
        chat.bots = bots;
        chat.permissions = permissions;
        self.chats.insert(id, chat);
        let there = Content::service("migrate_to_chat_id", json!(id));
        self.post_service(Place::Chat(group), owner, there);
        self.chat_mut(group)?.migrated_to = Some(id);
        let back = Content::service("migrate_from_chat_id", json!(group));
        self.post_service(Place::Chat(id), owner, back);
        self.record(owner, "upgrade_group", (group, 0), 0);
        Ok(id)
    }
}
