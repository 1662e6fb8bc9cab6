//! From what Telegram tells to what happened to the desk.

use relevo_core::{Cell, Event, InboxMark};
use relevo_telegram::{ChatId, Content, Service, UpdateKind};

use crate::directory::Directory;

/// Tells where a message was written: in the cell's own group, in a client chat, or in another backend group of this
/// installation, which is never a client chat. It knows the group as it is under the cell's lock, and follows it when it
/// becomes a supergroup in the middle of a page.
pub(super) struct Router {
    own: Vec<ChatId>,
    others: Vec<ChatId>,
}

impl Router {
    pub(super) fn new(cell: &Cell, directory: &Directory) -> Router {
        let others = directory.cells.values().filter(|other| other.id != cell.id);
        Router {
            own: vec![cell.group],
            others: others.map(|other| other.group).collect(),
        }
    }

    fn is_client_chat(&self, chat: ChatId) -> bool {
        !self.own.contains(&chat) && !self.others.contains(&chat)
    }

    pub(super) fn event(&mut self, mark: InboxMark, kind: UpdateKind) -> Event {
        match kind {
            UpdateKind::Message(message) if self.own.contains(&message.chat.id) => {
                if let Content::Service(Service::MigratedTo(group)) = message.content {
                    self.own.push(group);
                }
                Event::GroupMessage { mark, message }
            }
            UpdateKind::Message(message) if self.others.contains(&message.chat.id) => {
                Event::Other { mark }
            }
            UpdateKind::Message(message) => Event::ClientMessage { mark, message },
            UpdateKind::Edited(message) if self.own.contains(&message.chat.id) => {
                Event::GroupEdited { mark, message }
            }
            UpdateKind::Edited(message) if self.others.contains(&message.chat.id) => {
                Event::Other { mark }
            }
            UpdateKind::Edited(message) => Event::ClientEdited { mark, message },
            UpdateKind::Pressed(press) => Event::Pressed { mark, press },
            UpdateKind::OwnMembership(change) if self.others.contains(&change.chat.id) => {
                Event::Other { mark }
            }
            UpdateKind::OwnMembership(change) => Event::OwnMembership { mark, change },
            UpdateKind::Membership(change) if self.own.contains(&change.chat.id) => {
                Event::GroupMember { mark, change }
            }
            UpdateKind::Reaction(change) if self.own.contains(&change.chat.id) => {
                Event::GroupReacted { mark, change }
            }
            UpdateKind::Reaction(change) if !self.others.contains(&change.chat.id) => {
                Event::ClientReacted { mark, change }
            }
            UpdateKind::ReactionCounts(counts) if self.is_client_chat(counts.chat.id) => {
                Event::ClientCounted { mark, counts }
            }
            UpdateKind::Membership(_)
            | UpdateKind::BusinessConnection(_)
            | UpdateKind::BusinessMessage(_)
            | UpdateKind::BusinessEdited(_)
            | UpdateKind::BusinessDeleted(_)
            | UpdateKind::Reaction(_)
            | UpdateKind::ReactionCounts(_)
            | UpdateKind::Other(_) => Event::Other { mark },
        }
    }
}

/// When an event shows the backend group to have been a forum, Unix milliseconds.
pub(super) fn forum_seen_ms(event: &Event) -> Option<i64> {
    match event {
        Event::GroupMessage { message, .. } if message.chat.forum => Some(message.date * 1_000),
        _ => None,
    }
}
