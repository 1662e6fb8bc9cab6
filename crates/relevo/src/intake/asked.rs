//! What a page's events need to know, gathered before the store is asked for it in sets.
//!
//! Neighbour: `working_set` fetches it.

use std::collections::{BTreeSet, HashSet};

use relevo_core::broadcast::OPT_OUT;
use relevo_core::{Event, Name, asks_to_assign, linked_topic};
use relevo_telegram::{
    Author, CallbackPress, ChatId, ChatKind, Content, Message, MessageId, Place, Service, ThreadId,
    UserId,
};

use super::{about, albums, reacted, retries, sayings};
use crate::store::Store;

/// What a page asks the store for.
#[derive(Default)]
pub(super) struct Asked {
    pub(super) chats: HashSet<ChatId>,
    pub(super) threads: HashSet<ThreadId>,
    /// What was written in them.
    pub(super) written: Vec<(ThreadId, MessageId)>,
    pub(super) replies: HashSet<MessageId>,
    pub(super) callbacks: HashSet<i64>,
    /// Messages that were edited or are to be withdrawn.
    pub(super) about: HashSet<Place>,
    /// Those among them that somebody reacted to.
    pub(super) reacted: HashSet<Place>,
    /// Those of them that are to be withdrawn.
    pub(super) withdrawn: HashSet<Place>,
    /// Messages of the group that are to be tried again.
    pub(super) retried: HashSet<MessageId>,
    /// Albums with items here.
    pub(super) albums: BTreeSet<i64>,
    /// The ids that the backend group has in this page: two while it becomes a supergroup.
    pub(super) groups: HashSet<ChatId>,
    /// Whether a topic of ours is echoed.
    pub(super) echo: bool,
    /// Topics to which a title is given, or for which somebody is to be responsible.
    pub(super) titled: HashSet<ThreadId>,
    /// Whether somebody of the team is asked for by name.
    pub(super) assigns: bool,
    /// Quick replies that are to be sent.
    pub(super) said: HashSet<Name>,
    /// Client chats that are forums.
    pub(super) forums: HashSet<ChatId>,
    /// Messages of client chats that clients answer.
    pub(super) answered: HashSet<(ChatId, MessageId)>,
    /// Who wrote in clients' groups.
    pub(super) authors: HashSet<UserId>,
}

impl Asked {
    pub(super) fn by(&mut self, event: &Event, group: ChatId, store: &Store) {
        let about = about::target(event, None, group);
        self.about.extend(about);
        self.albums.extend(albums::key(event, store));
        match event {
            Event::ClientMessage { message, .. } => {
                self.chats.insert(message.chat.id);
                self.authors.extend(author_in_a_group(message));
                self.answered.extend(answered(message));
                self.chats.extend(upgraded_from(message));
                self.chats.extend(upgraded_to(message));
                self.chats
                    .extend(message.forwarded_post.map(|post| post.chat));
                self.forums
                    .extend(message.chat.forum.then_some(message.chat.id));
            }
            Event::GroupMessage { message, .. } | Event::GroupEdited { message, .. } => {
                self.groups.insert(message.chat.id);
                if matches!(event, Event::GroupMessage { .. }) {
                    self.said
                        .extend(sayings::asked(event).map(|(name, _)| name));
                    self.withdrawn.extend(about);
                    self.retried.extend(retries::target(event));
                }
                self.threads.extend(message.thread);
                self.threads.extend(linked_topic(message));
                let written = message.thread.map(|thread| (thread, message.place.message));
                self.written.extend(written);
                self.replies
                    .extend(message.reply.as_ref().and_then(|reply| reply.to));
                if let Content::Service(Service::TopicEdited(Some(_))) = message.content {
                    self.titled.extend(message.thread);
                }
                if matches!(event, Event::GroupMessage { .. }) && asks_to_assign(message) {
                    self.titled.extend(message.thread);
                    self.assigns = true;
                }
                self.echo |= matches!(message.content, Content::Service(Service::TopicCreated(_)));
            }
            Event::ClientEdited { message, .. } => {
                self.chats.insert(message.chat.id);
                self.forums
                    .extend(message.chat.forum.then_some(message.chat.id));
            }
            Event::Pressed { press, .. } => {
                self.callbacks.extend(press.data.parse::<i64>());
                self.chats.extend(opts_out(press));
            }
            Event::OwnMembership { change, .. } => {
                self.chats.insert(change.chat.id);
            }
            Event::ClientReacted { .. }
            | Event::ClientCounted { .. }
            | Event::GroupReacted { .. } => {
                self.reacted.extend(reacted::place(event));
                self.chats.extend(reacted::client_chat(event));
            }
            Event::OwnMessage { message, .. } => {
                self.chats.insert(message.chat.id);
            }
            Event::ClientDeleted { chat, .. } => {
                self.chats.insert(*chat);
                self.about.extend(about::gone(event));
            }
            Event::GroupMember { .. } | Event::Account { .. } | Event::Other { .. } => {}
        }
    }
}

/// The message of a client chat that this one answers.
pub(super) fn answered(message: &Message) -> Option<(ChatId, MessageId)> {
    let to = message.reply.as_ref()?.to.filter(|to| to.is_linkable())?;
    Some((message.chat.id, to))
}

/// The client chat in which the button under a broadcast was pressed.
pub(super) fn opts_out(press: &CallbackPress) -> Option<ChatId> {
    let at = press.at.filter(|_| press.data == OPT_OUT)?;
    Some(at.chat)
}

/// The person who wrote this in a group.
pub(super) fn author_in_a_group(message: &Message) -> Option<UserId> {
    match (&message.author, message.chat.kind) {
        (Author::User(user), ChatKind::Group | ChatKind::Supergroup) => Some(user.id),
        _ => None,
    }
}

/// The group that this supergroup was, if the message says so: its conversation is the one meant.
pub(super) fn upgraded_from(message: &Message) -> Option<ChatId> {
    match message.content {
        Content::Service(Service::MigratedFrom(old)) => Some(old),
        _ => None,
    }
}

/// The supergroup that this group becomes, if the message says so.
pub(super) fn upgraded_to(message: &Message) -> Option<ChatId> {
    match message.content {
        Content::Service(Service::MigratedTo(now)) => Some(now),
        _ => None,
    }
}
