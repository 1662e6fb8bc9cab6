//! What a store keeps of the changes, for the random programs: the outbox of one direction, links and buttons. Reactions, fates and
//! albums are kept by the program that looks at them.

use std::collections::BTreeMap;

use crate::{Callback, CallbackAction, Change, Delivery, Direction, Link, Seq};

pub(super) struct Kept {
    direction: Direction,
    pub(super) outbox: BTreeMap<Seq, Delivery>,
    /// By the numbers of both messages.
    pub(super) links: Vec<Link>,
    pub(super) callbacks: BTreeMap<i64, Callback>,
}

impl Kept {
    pub(super) fn new(direction: Direction) -> Kept {
        Kept {
            direction,
            outbox: BTreeMap::new(),
            links: Vec::new(),
            callbacks: BTreeMap::new(),
        }
    }

    pub(super) fn apply(&mut self, change: Change) {
        match change {
            Change::Deliver(one) | Change::Replace(one) if one.direction == self.direction => {
                self.outbox.insert(one.seq, one);
            }
            Change::Remove { seq, .. } => {
                self.outbox.remove(&seq);
            }
            Change::Progress {
                seq,
                state,
                attempts,
                step,
                header_message,
                repeat,
                bare,
                ..
            } => {
                if let Some(known) = self.outbox.get_mut(&seq) {
                    *known = Delivery {
                        state,
                        attempts,
                        step,
                        header_message,
                        repeat,
                        bare,
                        ..known.clone()
                    };
                }
            }
            Change::Link(link) => {
                let key = |link: &Link| (link.topic_message, link.client_message);
                self.links.retain(|known| key(known) != key(&link));
                self.links.push(link);
                self.links.sort_by_key(key);
            }
            Change::Role {
                topic_message,
                role,
                ..
            } => self
                .links
                .iter_mut()
                .filter(|link| {
                    link.topic_message == topic_message && link.client_message.is_linkable()
                })
                .for_each(|link| link.role = role),
            Change::PutCallback(row) => {
                self.callbacks.insert(row.id, row);
            }
            Change::RemoveCallback(id) => {
                self.callbacks.remove(&id);
            }
            _ => {}
        }
    }

    /// A button to press. Who says that it arrived knows more than a program.
    pub(super) fn button(&self, which: usize) -> Option<Callback> {
        let rows = self.callbacks.values();
        let mut rows = rows.filter(|row| row.action != CallbackAction::Arrived);
        rows.nth(which).cloned()
    }
}
