//! One box: its `pts`, and what happened lately.

use std::collections::VecDeque;

use crate::world::message::{MessageKey, Place};

/// Entries that are kept; whoever is further behind is told that the difference is too long.
const KEPT_MAX: usize = 5_000;

/// What happened.
#[derive(Clone, Debug)]
pub(super) enum Event {
    New(MessageKey),
    Edited(MessageKey),
    Deleted(Vec<MessageKey>),
    Reactions(MessageKey),
    /// The account itself has read up to a message.
    ReadInbox {
        key: MessageKey,
        thread: i64,
    },
    /// The other side has read up to a message.
    ReadOutbox {
        key: MessageKey,
    },
    /// An account stands otherwise to the chat.
    Standing {
        account: i64,
    },
    /// An account has read; becomes the two above.
    Read {
        account: i64,
        thread: i64,
    },
}

impl Event {
    /// The message that it is about, if it is one.
    pub(super) fn key(&self) -> Option<MessageKey> {
        match self {
            Event::New(key)
            | Event::Edited(key)
            | Event::Reactions(key)
            | Event::ReadInbox { key, .. }
            | Event::ReadOutbox { key } => Some(*key),
            Event::Deleted(keys) => keys.first().copied(),
            Event::Standing { .. } | Event::Read { .. } => None,
        }
    }

    /// By how much it moves `pts`: reactions and standings do not.
    fn count(&self, channel: bool) -> i32 {
        match self {
            Event::New(_) | Event::Edited(_) => 1,
            Event::Deleted(keys) => i32::try_from(keys.len()).unwrap_or(i32::MAX),
            Event::ReadInbox { .. } | Event::ReadOutbox { .. } if !channel => 1,
            _ => 0,
        }
    }
}

/// Something that happened, with the state of the box after it.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) pts: i32,
    pub(super) count: i32,
    pub(super) at_s: i64,
    pub(super) place: Place,
    pub(super) event: Event,
}

/// The box of an account or a channel.
pub(super) struct UpdateBox {
    pub(super) pts: i32,
    pub(super) seq: i32,
    entries: VecDeque<Entry>,
    /// Up to here nothing is kept.
    forgotten: i32,
}

impl Default for UpdateBox {
    fn default() -> UpdateBox {
        UpdateBox {
            pts: 1,
            seq: 0,
            entries: VecDeque::new(),
            forgotten: 1,
        }
    }
}

impl UpdateBox {
    pub(super) fn enter(&mut self, at_s: i64, place: Place, event: Event) -> &Entry {
        let in_channel = matches!(place, Place::Chat(id) if id <= -1_000_000_000_000);
        let count = event.count(in_channel);
        self.pts = self.pts.saturating_add(count);
        if self.entries.len() == KEPT_MAX
            && let Some(oldest) = self.entries.pop_front()
        {
            self.forgotten = oldest.pts;
        }
        self.entries.push_back(Entry {
            pts: self.pts,
            count,
            at_s,
            place,
            event,
        });
        self.entries.back().expect("just pushed")
    }

    pub(super) fn next_seq(&mut self) -> i32 {
        self.seq += 1;
        self.seq
    }

    pub(super) fn forget(&mut self) {
        self.entries.clear();
        self.forgotten = self.pts;
    }

    /// What happened after `pts`, and what moves no `pts` since `at_s`; `None` if not all of it is kept.
    pub(super) fn since(&self, pts: i32, at_s: i64) -> Option<impl Iterator<Item = &Entry>> {
        (pts >= self.forgotten).then(|| {
            self.entries.iter().filter(move |entry| match entry.count {
                0 => entry.pts >= pts && entry.at_s >= at_s,
                _ => entry.pts > pts,
            })
        })
    }

    /// The entry by which a message came, if it is kept.
    pub(super) fn birth_of(&self, key: MessageKey) -> Option<&Entry> {
        let born = |entry: &&Entry| matches!(entry.event, Event::New(new) if new == key);
        self.entries.iter().rev().find(born)
    }

    /// Whether anything happened since then.
    pub(super) fn moved_since(&self, at_s: i64) -> bool {
        self.entries.back().is_some_and(|entry| entry.at_s >= at_s)
    }
}
