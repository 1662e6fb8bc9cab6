//! From what Telegram tells to what happened to the desk.

use relevo_core::{Cell, Connection, Event, InboxMark};
use relevo_telegram::{Author, BusinessMessage, ChatId, Content, Service, UpdateKind, UserId};

use crate::directory::Directory;

/// Tells where a message was written: in the cell's own group, in a client chat, or in another backend group of this
/// installation, which is never a client chat. It knows the group as it is under the cell's lock, and follows it when it
/// becomes a supergroup in the middle of a page. Of an account it knows its chats by the updates that say so, and no others: of the bot's
/// own chats an account is never told, though they have the same numbers.
pub(super) struct Router {
    /// The account whose updates these are, if they are one's.
    account: Option<UserId>,
    own: Vec<ChatId>,
    others: Vec<ChatId>,
}

impl Router {
    pub(super) fn new(connection: &Connection, cell: &Cell, directory: &Directory) -> Router {
        let others = directory.cells.values().filter(|other| other.id != cell.id);
        Router {
            account: connection.account().map(|_| connection.user),
            own: vec![cell.group],
            others: others.map(|other| other.group).collect(),
        }
    }

    fn is_client_chat(&self, chat: ChatId) -> bool {
        !self.own.contains(&chat) && !self.others.contains(&chat)
    }

    pub(super) fn event(&mut self, mark: InboxMark, kind: UpdateKind) -> Event {
        match (kind, self.account) {
            (
                UpdateKind::BusinessConnection(_)
                | UpdateKind::BusinessMessage(_)
                | UpdateKind::BusinessEdited(_)
                | UpdateKind::BusinessDeleted(_),
                None,
            ) => Event::Other { mark },
            (kind, Some(account)) => self.of_account(mark, kind, account),
            (kind, None) => self.of_bot(mark, kind),
        }
    }

    /// What an account is told, and what happens in its backend group.
    fn of_account(&mut self, mark: InboxMark, kind: UpdateKind, account: UserId) -> Event {
        match kind {
            UpdateKind::BusinessConnection(now) => Event::Account { mark, now },
            // What a bot sent in the account's name is in the topic already, or another program's.
            UpdateKind::BusinessMessage(told) | UpdateKind::BusinessEdited(told)
                if told.by_bot.is_some() =>
            {
                Event::Other { mark }
            }
            UpdateKind::BusinessMessage(told) => {
                let BusinessMessage { message, with, .. } = *told;
                let is_own = matches!(&message.author, Author::User(user) if user.id == account);
                match is_own {
                    true => Event::OwnMessage {
                        mark,
                        message,
                        with,
                    },
                    false => Event::ClientMessage { mark, message },
                }
            }
            UpdateKind::BusinessEdited(told) => Event::ClientEdited {
                mark,
                message: told.message,
            },
            UpdateKind::BusinessDeleted(gone) => Event::ClientDeleted {
                mark,
                chat: gone.chat,
                messages: gone.messages,
            },
            kind => match self.of_bot(mark, kind) {
                Event::ClientMessage { .. }
                | Event::ClientEdited { .. }
                | Event::ClientReacted { .. }
                | Event::ClientCounted { .. } => Event::Other { mark },
                Event::OwnMembership { mark, change } if !self.own.contains(&change.chat.id) => {
                    Event::Other { mark }
                }
                event => event,
            },
        }
    }

    fn of_bot(&mut self, mark: InboxMark, kind: UpdateKind) -> Event {
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
            | UpdateKind::Deleted { .. }
            | UpdateKind::ManagedBot { .. }
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
