//! The world's things in TL, as one account sees them.
//!
//! A [`Cast`] collects who and what is named on the way, since every answer carries its users and chats. It changes nothing.

pub(super) mod chat;
pub(super) mod entity;
pub(super) mod markup;
pub(super) mod media;
pub(super) mod message;
pub(super) mod reaction;
mod service;
pub(super) mod user;

use std::collections::BTreeSet;

use grammers_tl_types as tl;

use super::peers;
use crate::world::World;

/// Who and what an answer to one account names.
pub(super) struct Cast {
    pub(super) viewer: i64,
    users: BTreeSet<i64>,
    chats: BTreeSet<i64>,
}

impl Cast {
    pub(super) fn new(viewer: i64) -> Cast {
        Cast {
            viewer,
            users: BTreeSet::from([viewer]),
            chats: BTreeSet::new(),
        }
    }

    /// Names what the Bot API calls `id`.
    pub(super) fn name(&mut self, id: i64) -> tl::enums::Peer {
        match id {
            0.. => self.users.insert(id),
            _ => self.chats.insert(id),
        };
        peers::peer(id)
    }

    pub(super) fn users(&self, world: &World) -> Vec<tl::enums::User> {
        let known = self.users.iter().filter_map(|id| world.account(*id));
        known.map(|who| user::user(who, self.viewer)).collect()
    }

    pub(super) fn chats(&self, world: &World) -> Vec<tl::enums::Chat> {
        let known = self.chats.iter().filter_map(|id| world.chats.get(id));
        known.map(|state| chat::chat(state, self.viewer)).collect()
    }
}

/// A number of the world as TL has it.
pub(super) fn int(number: i64) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

/// A count as TL has it.
pub(super) fn count(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}
