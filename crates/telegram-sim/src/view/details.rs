//! What is known about one chat: members, pinned message, commands, keyboard, and what the person may do there.

use serde::Serialize;
use serde_json::Value;

use super::chats::{ChatRow, openable_row, standing_name};
use super::commands::{Command, about, commands};
use super::messages::{MessageView, message_view};
use super::people::{Person, person};
use super::{Hidden, open_place};
use crate::world::chat::Chat;
use crate::world::member::Standing;
use crate::world::message::Place;
use crate::world::{AdminRights, Permissions, World};

/// Everything about a chat but its messages.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct ChatDetails {
    chat: ChatRow,
    members: Vec<Member>,
    /// Who is kept out, for those who may let them in again.
    removed: Vec<Person>,
    pinned: Option<MessageView>,
    commands: Vec<Command>,
    /// What a bot says about itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<String>,
    /// `ReplyKeyboardMarkup`.
    keyboard: Option<Value>,
    protected: bool,
    reactions: Option<Vec<String>>,
    permissions: Option<Permissions>,
    /// The bot that is connected to the person's account, in chats with people.
    #[serde(skip_serializing_if = "Option::is_none")]
    business: Option<Business>,
    can: Can,
}

/// What a connected bot is in one chat.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Business {
    bot: Person,
    /// Paused here or everywhere.
    paused: bool,
    /// Paused everywhere.
    everywhere: bool,
}

/// Somebody inside.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Member {
    person: Person,
    standing: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    custom_title: Option<String>,
    anonymous: bool,
    /// Of a bot: whether it gets all messages here, or only what privacy mode lets through.
    #[serde(skip_serializing_if = "Option::is_none")]
    sees_all: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rights: Option<AdminRights>,
    /// Of somebody restricted.
    #[serde(skip_serializing_if = "Option::is_none")]
    permissions: Option<Permissions>,
}

/// What Telegram would offer to this person.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Can {
    manage_topics: bool,
    promote: bool,
    restrict: bool,
    change_info: bool,
    pin: bool,
    delete_others: bool,
}

/// The details of a chat that the person has or could begin.
pub(crate) fn details(world: &World, viewer: i64, chat: i64) -> Result<ChatDetails, Hidden> {
    let row = openable_row(world, viewer, chat)?;
    let place = open_place(world, viewer, chat)?;
    let state = world.chat_of(place);
    let pinned = match place {
        Place::Private(low, high) => world
            .dialogs
            .get(&(low, high))
            .and_then(|dialog| dialog.pinned),
        Place::Chat(_) => state.and_then(|chat| chat.pinned),
    };
    Ok(ChatDetails {
        chat: row,
        members: match state {
            Some(chat) => members(world, chat),
            None => [viewer, chat]
                .iter()
                .filter_map(|id| member(world, *id, (&Standing::Member, true)))
                .collect(),
        },
        removed: state.map_or_else(Vec::new, |chat| removed(world, viewer, chat)),
        pinned: pinned.and_then(|key| message_view(world, viewer, key)),
        commands: commands(world, viewer, place),
        about: about(world, viewer, chat),
        keyboard: world.keyboard(viewer, chat).cloned(),
        protected: state.is_some_and(|chat| chat.protected),
        reactions: state.and_then(|chat| chat.reactions.clone()),
        permissions: state.map(|chat| chat.permissions.clone()),
        business: business(world, viewer, chat),
        can: can(viewer, state),
    })
}

fn business(world: &World, viewer: i64, chat: i64) -> Option<Business> {
    let connection = world.connection_of(viewer)?;
    let other = world.account(chat).filter(|other| !other.is_bot())?;
    Some(Business {
        bot: person(world.account(connection.bot)?),
        paused: !connection.acts_in(other.id),
        everywhere: !connection.enabled,
    })
}

/// Everybody inside, owner and administrators first.
fn members(world: &World, chat: &Chat) -> Vec<Member> {
    let mut inside: Vec<(&i64, (&Standing, bool))> = chat
        .members
        .iter()
        .map(|(id, member)| (id, (&member.standing, member.sees_all)))
        .filter(|(_, (standing, _))| standing.inside())
        .collect();
    inside.sort_by_key(|(_, (standing, _))| match standing {
        Standing::Owner { .. } => 0,
        Standing::Administrator(_) => 1,
        _ => 2,
    });
    inside
        .into_iter()
        .filter_map(|(id, standing)| member(world, *id, standing))
        .collect()
}

/// Everybody who was removed and may not come back.
fn removed(world: &World, viewer: i64, chat: &Chat) -> Vec<Person> {
    if !chat
        .standing(viewer)
        .has(|rights| rights.can_restrict_members)
    {
        return Vec::new();
    }
    chat.members
        .iter()
        .filter(|(_, member)| member.standing == Standing::Kicked)
        .filter_map(|(id, _)| world.account(*id).map(person))
        .collect()
}

/// `sees_all`: without privacy mode when it was added.
fn member(world: &World, id: i64, (standing, sees_all): (&Standing, bool)) -> Option<Member> {
    let (anonymous, rights) = match standing {
        Standing::Owner { anonymous } => (*anonymous, None),
        Standing::Administrator(rights) => (rights.is_anonymous, Some((**rights).clone())),
        _ => (false, None),
    };
    let permissions = match standing {
        Standing::Restricted { permissions, .. } => Some((**permissions).clone()),
        _ => None,
    };
    Some(Member {
        person: person(world.account(id)?),
        standing: standing_name(standing),
        custom_title: rights
            .as_ref()
            .and_then(|rights| rights.custom_title.clone()),
        anonymous,
        sees_all: world.bot(id).map(|_| sees_all || standing.is_admin()),
        rights,
        permissions,
    })
}

fn can(viewer: i64, chat: Option<&Chat>) -> Can {
    let Some(chat) = chat else {
        return Can {
            manage_topics: false,
            promote: false,
            restrict: false,
            change_info: false,
            pin: true,
            delete_others: true,
        };
    };
    let standing = chat.standing(viewer);
    // A right that ordinary members may have too.
    let common = |right: fn(&Permissions) -> bool| match standing {
        Standing::Member => right(&chat.permissions),
        Standing::Restricted { permissions, .. } => right(permissions) && right(&chat.permissions),
        _ => false,
    };
    Can {
        manage_topics: chat.is_forum && chat.may_manage_topics(viewer),
        promote: standing.has(|rights| rights.can_promote_members),
        restrict: standing.has(|rights| rights.can_restrict_members),
        change_info: standing.has(|rights| rights.can_change_info)
            || common(|permissions| permissions.can_change_info),
        pin: standing.has(|rights| match chat.is_channel() {
            true => rights.can_edit_messages,
            false => rights.can_pin_messages,
        }) || common(|permissions| permissions.can_pin_messages),
        delete_others: standing.has(|rights| rights.can_delete_messages),
    }
}
