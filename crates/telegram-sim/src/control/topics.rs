//! Topics by a person's hand. Making, renaming, closing and reopening post service messages; deleting
//! tells nobody.

use crate::request::ApiError;
use crate::world::{TopicEdit, TopicRow, World};

impl World {
    fn forum_of(&self, person: i64, chat: i64) -> Result<(), ApiError> {
        match self.chats.get(&chat) {
            Some(state) if !state.is_forum => Err(ApiError::bad_request("the chat is not a forum")),
            Some(state) if !state.standing(person).inside() => {
                Err(ApiError::bad_request("have no write access to the chat"))
            }
            Some(_) => Ok(()),
            None => Err(ApiError::bad_request("chat not found")),
        }
    }

    fn topic_of(&self, person: i64, chat: i64, thread: i64) -> Result<(), ApiError> {
        self.forum_of(person, chat)?;
        self.chats[&chat]
            .topics
            .get(&thread)
            .filter(|topic| !topic.deleted)
            .map(|_| ())
            .ok_or_else(|| ApiError::bad_request("message thread not found"))
    }

    /// A person makes a topic; its id is given.
    ///
    /// # Errors
    /// Not a forum, or the person is not inside.
    pub fn make_topic(&mut self, person: i64, chat: i64, name: &str) -> Result<i64, ApiError> {
        self.forum_of(person, chat)?;
        let thread = self.make_topic_in(chat, person, name, (None, None));
        self.record(person, "make_topic", (chat, thread), 0);
        Ok(thread)
    }

    /// A person renames a topic.
    ///
    /// # Errors
    /// No such topic, or the person is not inside.
    pub fn rename_topic(
        &mut self,
        person: i64,
        chat: i64,
        thread: i64,
        name: &str,
    ) -> Result<(), ApiError> {
        self.topic_of(person, chat, thread)?;
        let edit = TopicEdit {
            name: Some(name.to_owned()),
            ..TopicEdit::default()
        };
        self.edit_topic_in(chat, person, thread, edit);
        self.record(person, "rename_topic", (chat, thread), 0);
        Ok(())
    }

    /// A person closes a topic.
    ///
    /// # Errors
    /// No such topic, or the person is not inside.
    pub fn close_topic(&mut self, person: i64, chat: i64, thread: i64) -> Result<(), ApiError> {
        self.topic_of(person, chat, thread)?;
        self.close_topic_in(chat, person, thread, true);
        self.record(person, "close_topic", (chat, thread), 0);
        Ok(())
    }

    /// A person reopens a topic.
    ///
    /// # Errors
    /// No such topic, or the person is not inside.
    pub fn reopen_topic(&mut self, person: i64, chat: i64, thread: i64) -> Result<(), ApiError> {
        self.topic_of(person, chat, thread)?;
        self.close_topic_in(chat, person, thread, false);
        self.record(person, "reopen_topic", (chat, thread), 0);
        Ok(())
    }

    /// A person deletes a topic with everything in it. No bot hears of it.
    ///
    /// # Errors
    /// No such topic, or the person is not inside.
    pub fn delete_topic(&mut self, person: i64, chat: i64, thread: i64) -> Result<(), ApiError> {
        self.topic_of(person, chat, thread)?;
        self.delete_topic_in(chat, thread);
        self.record(person, "delete_topic", (chat, thread), 0);
        Ok(())
    }

    /// Telegram archives the topic's root message: bots can no longer use the topic, people can.
    ///
    /// # Errors
    /// No such topic.
    pub fn lose_topic_root(&mut self, chat: i64, thread: i64) -> Result<(), ApiError> {
        let topic = self
            .chat_mut(chat)?
            .topics
            .get_mut(&thread)
            .ok_or_else(|| ApiError::bad_request("message thread not found"))?;
        topic.root_lost = true;
        self.record(0, "lose_topic_root", (chat, thread), 0);
        Ok(())
    }

    /// A person closes or reopens General.
    ///
    /// # Errors
    /// Not a forum, or the person is not inside.
    pub fn close_general(&mut self, person: i64, chat: i64, closed: bool) -> Result<(), ApiError> {
        self.forum_of(person, chat)?;
        self.close_general_in(chat, person, closed);
        self.record(person, "close_general", (chat, i64::from(closed)), 0);
        Ok(())
    }

    /// A person hides General (which closes it) or shows it again.
    ///
    /// # Errors
    /// Not a forum, or the person is not inside.
    pub fn hide_general(&mut self, person: i64, chat: i64, hidden: bool) -> Result<(), ApiError> {
        self.forum_of(person, chat)?;
        self.hide_general_in(chat, person, hidden);
        self.record(person, "hide_general", (chat, i64::from(hidden)), 0);
        Ok(())
    }

    /// All topics ever made in a chat, General aside.
    pub fn topics(&self, chat: i64) -> Vec<TopicRow> {
        let Some(chat) = self.chats.get(&chat) else {
            return Vec::new();
        };
        chat.topics
            .iter()
            .map(|(thread, topic)| TopicRow {
                thread: *thread,
                name: topic.name.clone(),
                icon_color: topic.icon_color,
                icon_custom_emoji_id: topic.icon_custom_emoji_id.clone(),
                creator: topic.creator,
                closed: topic.closed,
                deleted: topic.deleted,
                root_lost: topic.root_lost,
                messages: topic.messages.len(),
            })
            .collect()
    }
}
