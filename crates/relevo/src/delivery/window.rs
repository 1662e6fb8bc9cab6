//! The part of the outbox that is in memory: deliveries that wait or are claimed, oldest first.
//!
//! Each direction has its own window, so that a long backlog into a group under flood limits never hides what goes to
//! clients. It is a cache: the outbox is the truth, and the window is thrown away whenever the two might differ.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use relevo_core::{Cause, CellId, Delivery, Direction, Job, Seq};

use crate::store::{Store, StoreError};

/// The most deliveries of one direction in memory.
const WINDOW_MAX: usize = 4_000;

/// How many rows one query brings.
const LOAD_MAX: usize = 500;

/// A window per direction.
#[derive(Default)]
pub(super) struct Window {
    known: BTreeMap<Seq, Delivery>,
    sides: [Side; 3],
    /// A side had no more room when last loaded: more may wait in the outbox.
    behind: bool,
}

#[derive(Default)]
struct Side {
    /// Everything up to here has been loaded.
    loaded: i64,
    /// How many of this direction are in memory.
    count: usize,
}

const DIRECTIONS: [Direction; 3] = [Direction::ToClient, Direction::ToTopic, Direction::Aside];

/// Whether this is a later message of the same author in the same lane. An edit is none, and neither is what was written before but
/// let go by a person afterwards.
pub(super) fn goes_on(album: &Delivery, next: &Delivery) -> bool {
    let author = |delivery: &Delivery| delivery.cause.map(|cause| cause.author);
    let is_edit = matches!(next.job, Job::Edit { .. } | Job::Withdraw { .. });
    let is_newer = |item: Cause| {
        let next = next.cause.map(|cause| cause.source);
        next.is_some_and(|next| next.chat != item.source.chat || next > item.source)
    };
    next.seq > album.seq
        && next.lane() == album.lane()
        && author(next).is_some_and(|next| author(album) == Some(next))
        && !is_edit
        && album.causes().all(is_newer)
}

fn side(direction: Direction) -> usize {
    DIRECTIONS
        .iter()
        .position(|known| *known == direction)
        .expect("every direction has a side")
}

impl Window {
    /// Loads what was added to the outbox since the last time, as far as there is room, and gives their numbers in order.
    pub(super) async fn load(
        &mut self,
        store: &Store,
        cell: CellId,
    ) -> Result<Vec<Seq>, StoreError> {
        let mut loaded = Vec::new();
        loop {
            let roomy = DIRECTIONS
                .into_iter()
                .filter(|direction| self.sides[side(*direction)].count < WINDOW_MAX);
            let after: Vec<(Direction, Seq)> = roomy
                .map(|direction| (direction, Seq(self.sides[side(direction)].loaded)))
                .collect();
            let rows = store.outbox(cell, &after, LOAD_MAX).await?;
            let mut brought = [0; DIRECTIONS.len()];
            for delivery in rows {
                let index = side(delivery.direction);
                brought[index] += 1;
                self.sides[index].loaded = delivery.seq.0;
                loaded.push(delivery.seq);
                // One that turned the other way may be known already.
                if let Entry::Vacant(vacant) = self.known.entry(delivery.seq) {
                    vacant.insert(delivery);
                    self.sides[index].count += 1;
                }
            }
            if brought.iter().all(|count| *count < LOAD_MAX) {
                self.behind = self.sides.iter().any(|side| side.count >= WINDOW_MAX);
                return Ok(loaded);
            }
        }
    }

    /// Whether the outbox may hold more although nothing was added to it since.
    pub(super) fn is_behind(&self) -> bool {
        self.behind
    }

    pub(super) fn get(&self, seq: Seq) -> Option<&Delivery> {
        self.known.get(&seq)
    }

    /// Whether the author of an album has written something behind it in its lane.
    pub(super) fn is_followed(&self, album: &Delivery) -> bool {
        let behind = self.known.range(Seq(album.seq.0 + 1)..);
        behind
            .map(|(_, next)| next)
            .any(|next| goes_on(album, next))
    }

    pub(super) fn get_mut(&mut self, seq: Seq) -> Option<&mut Delivery> {
        self.known.get_mut(&seq)
    }

    /// A delivery with another job: the same number, so the same place.
    pub(super) fn replace(&mut self, delivery: Delivery) {
        if let Some(known) = self.known.get_mut(&delivery.seq) {
            *known = delivery;
        }
    }

    /// A delivery that goes another way now.
    pub(super) fn turn(&mut self, delivery: Delivery) {
        self.remove(delivery.seq);
        self.sides[side(delivery.direction)].count += 1;
        self.known.insert(delivery.seq, delivery);
    }

    pub(super) fn remove(&mut self, seq: Seq) {
        if let Some(delivery) = self.known.remove(&seq) {
            self.sides[side(delivery.direction)].count -= 1;
        }
    }
}
