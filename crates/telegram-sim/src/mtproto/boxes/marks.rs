//! How each message was last told, so that a touch can be read as what happened: new, edited, deleted, or reacted to.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::world::World;
use crate::world::message::{Message, MessageKey};

/// What happened to a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    New(MessageKey),
    Edited(MessageKey),
    Deleted(MessageKey),
    Reactions(MessageKey),
}

impl Change {
    pub(super) fn key(self) -> MessageKey {
        match self {
            Change::New(key)
            | Change::Edited(key)
            | Change::Deleted(key)
            | Change::Reactions(key) => key,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct Mark {
    deleted: bool,
    words: u64,
    reactions: u64,
}

/// By message.
#[derive(Default)]
pub(super) struct Marks(Vec<Mark>);

impl Marks {
    /// Everything that is there counts as told.
    pub(super) fn begin(&mut self, world: &World) {
        self.0 = world.messages.iter().map(mark).collect();
    }

    /// What happened to a message since it was last told. A message that was deleted before anybody heard of it is not told.
    pub(super) fn compare(&mut self, world: &World, key: MessageKey) -> Option<Change> {
        let at = usize::try_from(key).expect("an index");
        let new = mark(world.messages.get(at)?);
        let Some(known) = self.0.get_mut(at) else {
            // Messages are touched in the order of their keys.
            self.0.resize(at, UNTOLD);
            self.0.push(new);
            return (!new.deleted).then_some(Change::New(key));
        };
        let old = std::mem::replace(known, new);
        match (old, new) {
            _ if old == new || old.deleted => None,
            _ if old == UNTOLD => (!new.deleted).then_some(Change::New(key)),
            _ if new.deleted => Some(Change::Deleted(key)),
            _ if old.words != new.words => Some(Change::Edited(key)),
            _ => Some(Change::Reactions(key)),
        }
    }

    /// Compares every message: what was touched is not known any more.
    pub(super) fn everything(&mut self, world: &World) -> Vec<Change> {
        let last = MessageKey::try_from(world.messages.len()).unwrap_or(MessageKey::MAX);
        (0..last)
            .filter_map(|key| self.compare(world, key))
            .collect()
    }
}

/// Nothing was told of it.
const UNTOLD: Mark = Mark {
    deleted: false,
    words: 0,
    reactions: 0,
};

fn mark(message: &Message) -> Mark {
    let content = &message.content;
    Mark {
        deleted: message.deleted,
        words: digest(|hash| {
            message.edited.hash(hash);
            content.text.hash(hash);
            content.entities.hash(hash);
            content.fields.values().for_each(|value| value.hash(hash));
            message.markup.hash(hash);
        }),
        reactions: digest(|hash| message.reactions.hash(hash)),
    }
}

/// Never 0, which stands for nothing.
fn digest(write: impl FnOnce(&mut DefaultHasher)) -> u64 {
    let mut hash = DefaultHasher::new();
    write(&mut hash);
    hash.finish() | 1
}
