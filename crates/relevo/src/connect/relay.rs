//! Adding a relay to a backend group, and removing one. Everything is checked with Telegram first; every refusal says what to do next.

use relevo_core::Cell;
use relevo_telegram::{Call, ChatId, Gateway, Membership, Outcome, Receipt, User, UserId};

use super::problem::refused;
use super::{ConnectError, Lack, Me, Problem, who};
use crate::secrets::Secret;
use crate::store::{By, Deed, Store, StoreError};

/// An added relay.
#[derive(Debug)]
pub struct Added {
    /// The bot's username, without `@`.
    pub username: String,
    /// The backend group.
    pub group: ChatId,
    /// Whether it was a relay before: its token is the new one now, and it is in service.
    pub renewed: bool,
    /// What works only in part, with its fix.
    pub warning: Option<Lack>,
}

/// Makes a bot a relay of a backend group; of the only one if none is named.
///
/// # Errors
/// If the token is not valid, the bot is a frontend, or it is not an administrator of the group.
pub async fn add_relay(
    store: &Store,
    line: &dyn Gateway,
    (token, group): (&Secret, Option<ChatId>),
    by: By,
) -> Result<Added, ConnectError> {
    let cell = cell_of(store, group).await?;
    let Me { me, .. } = who(line).await?;
    let warning = check(line, cell.group, me.id).await?;
    let renewed = write(store, (&me, token), &cell, by).await?;
    Ok(Added {
        username: me.username.unwrap_or_default(),
        group: cell.group,
        renewed,
        warning,
    })
}

/// Removes a relay by its username, with or without `@`. What it posted stays; edits of that are posted anew.
///
/// # Errors
/// If there is no such relay.
pub async fn remove_relay(store: &Store, username: &str, by: By) -> Result<String, ConnectError> {
    let name = username.trim_start_matches('@');
    let relays = store.relays().await?;
    let identities = store.identities().await?;
    let found = identities.iter().find(|identity| {
        let is_relay = relays.iter().any(|known| known.relay.id == identity.id);
        is_relay && identity.username.eq_ignore_ascii_case(name)
    });
    let Some(found) = found else {
        return refused(Problem::NoSuchRelay(name.to_owned()));
    };
    let mut tx = store.write().await?;
    tx.remove_relay(found.id).await?;
    let deed = Deed::Relay {
        username: found.username.clone(),
        added: false,
    };
    tx.audit(by, None, &deed).await?;
    tx.commit().await?;
    Ok(found.username.clone())
}

async fn cell_of(store: &Store, group: Option<ChatId>) -> Result<Cell, ConnectError> {
    let mut cells = store.cells().await?;
    match group {
        Some(group) => {
            let found = cells.into_iter().find(|cell| cell.group == group);
            found.map_or_else(|| refused(Problem::NotOurs), Ok)
        }
        None if cells.len() > 1 => refused(Problem::WhichGroup),
        None => match cells.pop() {
            Some(cell) => Ok(cell),
            None => refused(Problem::NoGroup),
        },
    }
}

/// Whether the bot can post in the group whatever happens to its members' rights: only administrators can.
async fn check(
    line: &dyn Gateway,
    group: ChatId,
    me: UserId,
) -> Result<Option<Lack>, ConnectError> {
    let membership = match line.call(&Call::GetMember(group, me)).await {
        Outcome::Done(Receipt::Member(membership)) => membership,
        Outcome::Wait(_) | Outcome::NotSent | Outcome::Unknown => {
            return refused(Problem::GroupSilent);
        }
        Outcome::Done(_) | Outcome::Refused(_) => {
            return refused(Problem::NotMember);
        }
    };
    match membership {
        Membership::Owner
        | Membership::Administrator {
            manage_topics: true,
            ..
        } => Ok(None),
        Membership::Administrator { .. } => Ok(Some(Lack::RelayTopics)),
        Membership::Member | Membership::Restricted { member: true } => {
            refused(Problem::OnlyMember)
        }
        Membership::Restricted { .. }
        | Membership::Left
        | Membership::Banned
        | Membership::Other => refused(Problem::NotMember),
    }
}

async fn write(
    store: &Store,
    (me, token): (&User, &Secret),
    cell: &Cell,
    by: By,
) -> Result<bool, ConnectError> {
    let connections = store.connections().await?;
    if let Some(known) = connections.iter().find(|known| known.user == me.id) {
        return refused(Problem::IsFrontend(known.id));
    }
    let before = is_relay(store, me.id).await?;
    let username = me.username.as_deref().unwrap_or_default();
    let mut tx = store.write().await?;
    let identity = tx.put_identity(me.id, username, token).await?;
    tx.put_relay(identity, cell.id).await?;
    if !before {
        let deed = Deed::Relay {
            username: username.into(),
            added: true,
        };
        tx.audit(by, None, &deed).await?;
    }
    tx.commit().await?;
    Ok(before)
}

/// Whether a bot is a relay.
pub(crate) async fn is_relay(store: &Store, bot: UserId) -> Result<bool, StoreError> {
    let identities = store.identities().await?;
    let Some(identity) = identities.iter().find(|identity| identity.user == bot) else {
        return Ok(false);
    };
    let relays = store.relays().await?;
    Ok(relays.iter().any(|known| known.relay.id == identity.id))
}
