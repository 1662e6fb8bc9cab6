//! Accounts and those who speak in their stead.

use serde::Serialize;

use crate::world::World;
use crate::world::account::Account;
use crate::world::message::Message;

/// An account.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Person {
    pub(crate) id: i64,
    pub(crate) name: String,
    first_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    username: Option<String>,
    is_bot: bool,
    deleted: bool,
    /// Of a bot: people may connect it to their accounts.
    #[serde(skip_serializing_if = "is_off")]
    can_connect_to_business: bool,
    /// Of a bot: bots may be made that it manages.
    #[serde(skip_serializing_if = "is_off")]
    can_manage_bots: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives references")]
fn is_off(on: &bool) -> bool {
    !on
}

/// Who is shown as a message's author.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub(crate) enum Author {
    Person(Person),
    /// A chat that speaks itself.
    Chat {
        id: i64,
        name: String,
    },
}

/// All accounts, in the order of their ids.
pub(crate) fn all_people(world: &World) -> Vec<Person> {
    world.accounts.values().map(person).collect()
}

pub(super) fn person(account: &Account) -> Person {
    Person {
        id: account.id,
        name: name(account),
        first_name: account.first_name.clone(),
        last_name: account.last_name.clone(),
        username: account.username.clone(),
        is_bot: account.is_bot(),
        deleted: account.deleted,
        can_connect_to_business: account.bot.as_ref().is_some_and(|bot| bot.business),
        can_manage_bots: account.bot.as_ref().is_some_and(|bot| bot.manages_bots),
    }
}

pub(super) fn name(account: &Account) -> String {
    if account.deleted {
        "Deleted Account".to_owned()
    } else {
        account.full_name()
    }
}

pub(super) fn name_of(world: &World, account: i64) -> String {
    world.account(account).map_or_else(String::new, name)
}

pub(super) fn author(world: &World, message: &Message) -> Author {
    if let Some(id) = message.author.chat {
        let name = world.chats.get(&id).map(|chat| chat.title.clone());
        return Author::Chat {
            id,
            name: name.unwrap_or_default(),
        };
    }
    match world.account(message.author.account) {
        Some(account) => Author::Person(person(account)),
        None => Author::Chat {
            id: message.author.account,
            name: String::new(),
        },
    }
}

impl Author {
    pub(super) fn into_name(self) -> String {
        match self {
            Author::Person(person) => person.name,
            Author::Chat { name, .. } => name,
        }
    }
}
