//! Who has to do with each update of a page: one token may be the frontend of a connection and the setup bot of its owners at once.
//!
//! Owners find the setup in their own chats with their bots, everybody else is a client; a code says itself what it is for. What is for
//! nobody is counted and goes no further. Neighbours: `served` tells one connection from another, `aside` keeps what is for the setup, `setup` deals with it. Deliberately absent:
//! what an update means.

use std::collections::{HashMap, HashSet};

use relevo_core::setup::{Screen, claim_code, connect_code};
use relevo_core::{ConnectionId, Filter, IdentityId};
use relevo_telegram::{Author, BusinessId, ChatKind, Content, Message, Text, UpdateKind, UserId};

use super::Item;
use super::served::Served;
use crate::directory::Directory;
use crate::store::{Purpose, Store, StoreError};

/// Who has to do with an update.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// A connection, which runs.
    Connection(ConnectionId),
    /// A connection that is stopped, once it runs again.
    Stopped(ConnectionId),
    /// The connection that the bot will have.
    Future,
    /// The setup.
    Setup,
    /// Nobody yet: an account that somebody connected to the bot, and that has no backend group.
    Account,
    /// Nobody.
    Nobody(Filter),
}

impl Part {
    /// In whose inbox its updates are kept: an account has one of its own, so that they are accounted for with its conversations.
    pub(super) fn inbox(self, bot: IdentityId, directory: &Directory) -> IdentityId {
        match self {
            Part::Connection(id) | Part::Stopped(id) => {
                let connection = directory.connections.get(&id);
                connection.map_or(bot, |connection| connection.identity)
            }
            Part::Setup | Part::Account | Part::Future | Part::Nobody(_) => bot,
        }
    }
}

/// What it takes to tell the parts of a page.
pub(super) struct Parts<'a> {
    identity: IdentityId,
    directory: &'a Directory,
    /// The codes in this page that still work.
    codes: HashSet<String>,
    /// The owners who are choosing a group.
    choosing: HashSet<UserId>,
    served: Served<'a>,
}

impl<'a> Parts<'a> {
    /// Asks the store about the codes of a page, if there are any, and about owners who add the bot somewhere.
    pub(super) async fn of(
        items: &[Item],
        store: &Store,
        (identity, directory): (IdentityId, &'a Directory),
        (names, now_ms): (HashMap<BusinessId, IdentityId>, i64),
    ) -> Result<Parts<'a>, StoreError> {
        let served = Served::of(items, store, (identity, directory), names).await?;
        let mut parts = Parts {
            identity,
            directory,
            codes: HashSet::new(),
            choosing: HashSet::new(),
            served,
        };
        for item in items {
            match &item.read {
                Some(Ok(UpdateKind::Message(message))) => {
                    let Some((purpose, code)) = named_code(message) else {
                        continue;
                    };
                    let known = store.code(code, now_ms).await?;
                    if known.is_some_and(|known| {
                        (known.purpose == Purpose::Group) == (purpose == Purpose::Group)
                            && known.identity == identity
                    }) {
                        parts.codes.insert(code.to_owned());
                    }
                }
                Some(Ok(UpdateKind::OwnMembership(change)))
                    if directory.is_owner(identity, change.by) =>
                {
                    let dialog = store.dialog(identity, change.by).await?;
                    let lately = dialog.filter(|known| known.body.until_ms > now_ms);
                    let screen = lately.and_then(|known| Screen::from_code(&known.body.screen));
                    if screen.is_some_and(Screen::is_about_a_group) {
                        parts.choosing.insert(change.by);
                    }
                }
                _ => {}
            }
        }
        Ok(parts)
    }

    /// The parts in the order in which each begins, each in the order of the page.
    pub(super) fn split(&self, items: Vec<Item>) -> Vec<(Part, Vec<Item>)> {
        let mut parts: Vec<(Part, Vec<Item>)> = Vec::new();
        for mut item in items {
            if let Some(Ok(UpdateKind::Message(message))) = &mut item.read {
                self.forget_claim(message);
            }
            let part = match &item.read {
                Some(Ok(kind)) => self.part(kind),
                _ => self.served.anybody(),
            };
            item.mark.identity = part.inbox(self.identity, self.directory);
            match parts.iter_mut().find(|(known, _)| *known == part) {
                Some((_, items)) => items.push(item),
                None => parts.push((part, vec![item])),
            }
        }
        parts
    }

    fn part(&self, kind: &UpdateKind) -> Part {
        match kind {
            UpdateKind::Message(message) => self.of_message(kind, message),
            UpdateKind::Edited(message) if self.is_owners_chat(message) => {
                Part::Nobody(Filter::NotActedOn)
            }
            UpdateKind::Pressed(press) => {
                let in_own_chat = press.at.is_none_or(|at| at.chat.0 == press.by.id.0);
                match in_own_chat && self.owns(press.by.id) {
                    true => Part::Setup,
                    false => self.served.part(kind),
                }
            }
            UpdateKind::OwnMembership(change) if change.chat.kind == ChatKind::Private => {
                match self.owns(UserId(change.chat.id.0)) {
                    true => Part::Nobody(Filter::NotActedOn),
                    false => self.served.part(kind),
                }
            }
            UpdateKind::ManagedBot { by, .. } => match self.owns(by.id) {
                true => Part::Setup,
                false => Part::Nobody(Filter::NotActedOn),
            },
            UpdateKind::OwnMembership(change) if self.choosing.contains(&change.by) => Part::Setup,
            UpdateKind::Reaction(change)
                if change.chat.kind == ChatKind::Private && self.owns(UserId(change.chat.id.0)) =>
            {
                Part::Nobody(Filter::NotActedOn)
            }
            _ => self.served.part(kind),
        }
    }

    fn of_message(&self, kind: &UpdateKind, message: &Message) -> Part {
        if named_code(message).is_some_and(|(_, code)| self.codes.contains(code)) {
            return Part::Setup;
        }
        match self.is_owners_chat(message) {
            true => Part::Setup,
            false => self.served.part(kind),
        }
    }

    /// A claim link that was used, or was never made, is a start like any other: neither who opened it nor the team learns of it.
    fn forget_claim(&self, message: &mut Message) {
        let is_dead = named_code(message)
            .is_some_and(|(purpose, code)| purpose == Purpose::Claim && !self.codes.contains(code));
        if is_dead && !self.is_owners_chat(message) {
            message.content = Content::Text(Text::plain("/start"));
        }
    }

    /// Whether this was written in the private chat of somebody who finds the setup there.
    fn is_owners_chat(&self, message: &Message) -> bool {
        message.chat.kind == ChatKind::Private && self.owns(UserId(message.chat.id.0))
    }

    fn owns(&self, person: UserId) -> bool {
        self.directory.is_owner(self.identity, person)
    }
}

/// The code that a message carries, and what it is for.
fn named_code(message: &Message) -> Option<(Purpose, &str)> {
    match message.chat.kind {
        ChatKind::Private => match message.author {
            Author::User(_) => Some((Purpose::Claim, claim_code(message)?)),
            _ => None,
        },
        ChatKind::Group | ChatKind::Supergroup => Some((Purpose::Group, connect_code(message)?)),
        ChatKind::Channel | ChatKind::Other => None,
    }
}
