//! Which connection an update is for, where a bot serves several: one that clients write to themselves, and accounts to which it is
//! connected.
//!
//! What is told of an account goes to that account's connection. What happens in a backend group goes to the connection whose topic it
//! is; the rest of it to the one that speaks for the group. Everything else is the bot's own: of its own chats no account is ever told.
//! Neighbours: `parts` says first what is for the setup, `accounts` how Telegram calls the connections of accounts. Deliberately absent:
//! what an update means.

use std::collections::{HashMap, HashSet};

use relevo_core::{Cell, CellId, Connection, ConnectionId, ConnectionState, Filter, IdentityId};
use relevo_telegram::{
    BusinessId, ChatId, ChatKind, Content, Message, MessageId, Service, ThreadId, UpdateKind,
};

use super::Item;
use super::parts::Part;
use super::stopped::speaker;
use crate::directory::Directory;
use crate::store::{Store, StoreError, Tx};

/// See the module.
pub(super) struct Served<'a> {
    identity: IdentityId,
    directory: &'a Directory,
    /// All of them, in the order of their ids.
    all: Vec<&'a Connection>,
    /// Which account is meant by Telegram's name of its connection.
    names: HashMap<BusinessId, IdentityId>,
    /// Whose topics and messages of backend groups are.
    topics: HashMap<(CellId, ThreadId), ConnectionId>,
    messages: HashMap<(CellId, MessageId), ConnectionId>,
    /// Whose conversations buttons are about, by their data.
    buttons: HashMap<i64, ConnectionId>,
}

/// What a page asks of one backend group.
#[derive(Default)]
struct Asked {
    threads: HashSet<ThreadId>,
    messages: HashSet<MessageId>,
    buttons: HashSet<i64>,
    /// Topics whose making is echoed.
    echoed: HashSet<ThreadId>,
}

impl<'a> Served<'a> {
    /// Asks the store whose topics the page is about, where a group has several connections of this bot.
    pub(super) async fn of(
        items: &[Item],
        store: &Store,
        (identity, directory): (IdentityId, &'a Directory),
        names: HashMap<BusinessId, IdentityId>,
    ) -> Result<Served<'a>, StoreError> {
        let mut served = Served {
            identity,
            directory,
            all: directory.served_by(identity),
            names,
            topics: HashMap::new(),
            messages: HashMap::new(),
            buttons: HashMap::new(),
        };
        if served.all.len() < 2 {
            return Ok(served);
        }
        let mut asked: HashMap<CellId, Asked> = HashMap::new();
        for kind in items
            .iter()
            .filter_map(|item| item.read.as_ref()?.as_ref().ok())
        {
            let cell = place(kind).and_then(|chat| served.cell(chat));
            if let Some(cell) = cell.filter(|cell| served.in_cell(cell).count() > 1) {
                asked.entry(cell.id).or_default().by(kind);
            }
        }
        if asked.is_empty() {
            return Ok(served);
        }
        let mut tx = store.write().await?;
        for (cell, asked) in asked {
            served.fetch(&mut tx, cell, asked).await?;
        }
        tx.commit().await?;
        Ok(served)
    }

    async fn fetch(&mut self, tx: &mut Tx, cell: CellId, asked: Asked) -> Result<(), StoreError> {
        let threads: Vec<ThreadId> = asked.threads.into_iter().collect();
        for (thread, owner) in tx.conversations_by_thread(cell, &threads).await? {
            self.topics.insert((cell, thread), owner.connection);
        }
        let unknown = |thread: &ThreadId| !self.topics.contains_key(&(cell, *thread));
        let new: Vec<ThreadId> = asked.echoed.into_iter().filter(unknown).collect();
        if !new.is_empty()
            && let Some(making) = tx.creating_topic(cell).await?
        {
            for owner in tx.conversations(&[making]).await? {
                let topics = new.iter().map(|thread| ((cell, *thread), owner.connection));
                self.topics.extend(topics);
            }
        }
        let messages: Vec<MessageId> = asked.messages.into_iter().collect();
        let links = tx.links_of_topic(cell, &messages).await?;
        let ids: Vec<_> = links.iter().map(|link| link.conversation).collect();
        let owners = tx.conversations(&ids).await?;
        for link in links {
            let owner = owners.iter().find(|one| one.id == link.conversation);
            self.messages
                .extend(owner.map(|owner| ((cell, link.topic_message), owner.connection)));
        }
        let buttons: Vec<i64> = asked.buttons.into_iter().collect();
        let rows = tx.callbacks(&buttons).await?;
        let ids: Vec<_> = rows.iter().map(|row| row.conversation).collect();
        let owners = tx.conversations(&ids).await?;
        for row in rows {
            let owner = owners.iter().find(|one| one.id == row.conversation);
            self.buttons
                .extend(owner.map(|owner| (row.id, owner.connection)));
        }
        Ok(())
    }

    /// Whom an update is for, unless it is for the setup.
    pub(super) fn part(&self, kind: &UpdateKind) -> Part {
        match kind {
            UpdateKind::BusinessConnection(now) => {
                let mut all = self.all.iter();
                let account = all.find(|one| one.account().is_some() && one.user == now.user.id);
                // What its owner changes is known also while the connection is stopped.
                return account.map_or(Part::Account, |one| Part::Connection(one.id));
            }
            UpdateKind::BusinessMessage(told) | UpdateKind::BusinessEdited(told) => {
                return self.account(&told.connection);
            }
            UpdateKind::BusinessDeleted(gone) => return self.account(&gone.connection),
            _ => {}
        }
        match place(kind).and_then(|chat| self.cell(chat)) {
            Some(cell) => self.in_group(kind, cell),
            None if is_of_a_group(kind) => self.anybody(),
            None => self.own(),
        }
    }

    /// Whom an update is for of which nothing can be read.
    pub(super) fn anybody(&self) -> Part {
        match self.own() {
            Part::Nobody(_) => self.all.first().map_or(nobody(), |one| to(one)),
            own => own,
        }
    }

    /// The bot's own connection; of a bot that serves nothing yet, the one that it will have.
    fn own(&self) -> Part {
        match self.directory.connection_of(self.identity) {
            Some(own) => to(own),
            None if self.all.is_empty() => Part::Future,
            None => nobody(),
        }
    }

    fn account(&self, name: &BusinessId) -> Part {
        let account = self.names.get(name);
        let mut all = self.all.iter();
        let found = account.and_then(|account| all.find(|one| one.identity == *account));
        found.map_or(nobody(), |one| to(one))
    }

    fn in_group(&self, kind: &UpdateKind, cell: &Cell) -> Part {
        let mut here = self.in_cell(cell);
        let Some(first) = here.next() else {
            return self.own();
        };
        if here.next().is_none() {
            return to(first);
        }
        let owner = match kind {
            UpdateKind::Message(message) | UpdateKind::Edited(message) => {
                let topic = message.thread.map(|thread| (cell.id, thread));
                topic.and_then(|topic| self.topics.get(&topic))
            }
            UpdateKind::Reaction(change) => self.messages.get(&(cell.id, change.place.message)),
            UpdateKind::Pressed(press) => {
                let row = press.data.parse().ok();
                row.and_then(|row: i64| self.buttons.get(&row))
            }
            _ => None,
        };
        let owner = owner.and_then(|owner| self.in_cell(cell).find(|one| one.id == *owner));
        to(owner.unwrap_or_else(|| self.speaks(cell, first)))
    }

    /// Who answers what is about no topic of a client's: as all bots of the group see it, and if that is another bot's business, the bot's
    /// own connection.
    fn speaks(&self, cell: &Cell, first: &'a Connection) -> &'a Connection {
        let speaker = speaker(cell, self.directory).map(|one| one.id);
        let runs = |one: &&Connection| one.state == ConnectionState::Running;
        let mut here: Vec<&Connection> = self.in_cell(cell).collect();
        here.sort_by_key(|one| {
            let is_own = one.identity == self.identity;
            (Some(one.id) != speaker, !runs(one), !is_own, one.id)
        });
        here.first().copied().unwrap_or(first)
    }

    fn in_cell(&self, cell: &Cell) -> impl Iterator<Item = &'a Connection> + use<'_, 'a> {
        let id = cell.id;
        self.all.iter().copied().filter(move |one| one.cell == id)
    }

    fn cell(&self, group: ChatId) -> Option<&'a Cell> {
        let mut cells = self.directory.cells.values();
        cells.find(|cell| cell.group == group)
    }
}

impl Asked {
    fn by(&mut self, kind: &UpdateKind) {
        match kind {
            UpdateKind::Message(message) | UpdateKind::Edited(message) => {
                self.threads.extend(message.thread);
                self.echoed.extend(echoed(message));
            }
            UpdateKind::Reaction(change) => {
                self.messages.insert(change.place.message);
            }
            UpdateKind::Pressed(press) => self.buttons.extend(press.data.parse::<i64>()),
            _ => {}
        }
    }
}

fn echoed(message: &Message) -> Option<ThreadId> {
    let is_echo = matches!(message.content, Content::Service(Service::TopicCreated(_)));
    message.thread.filter(|_| is_echo)
}

/// The chat in which something happened.
fn place(kind: &UpdateKind) -> Option<ChatId> {
    match kind {
        UpdateKind::Message(message) | UpdateKind::Edited(message) => Some(message.chat.id),
        UpdateKind::Reaction(change) => Some(change.chat.id),
        UpdateKind::ReactionCounts(counts) => Some(counts.chat.id),
        UpdateKind::Pressed(press) => press.at.map(|at| at.chat),
        UpdateKind::OwnMembership(change) | UpdateKind::Membership(change) => Some(change.chat.id),
        UpdateKind::BusinessConnection(_)
        | UpdateKind::BusinessMessage(_)
        | UpdateKind::BusinessEdited(_)
        | UpdateKind::BusinessDeleted(_)
        | UpdateKind::Deleted { .. }
        | UpdateKind::ManagedBot { .. }
        | UpdateKind::Other(_) => None,
    }
}

/// Whether it may tell that a backend group has another id now.
fn is_of_a_group(kind: &UpdateKind) -> bool {
    let UpdateKind::Message(message) = kind else {
        return false;
    };
    matches!(message.chat.kind, ChatKind::Group | ChatKind::Supergroup)
}

fn to(connection: &Connection) -> Part {
    match connection.state {
        ConnectionState::Running => Part::Connection(connection.id),
        ConnectionState::Stopped => Part::Stopped(connection.id),
    }
}

fn nobody() -> Part {
    Part::Nobody(Filter::NotActedOn)
}
