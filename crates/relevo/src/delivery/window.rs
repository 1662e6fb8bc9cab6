//! The part of the outbox that is in memory: the beginning of each lane.
//!
//! However much one client writes, their lane has no more room than any other; what does not fit stays in the outbox and is read when
//! the lane runs low. What was added is found by its number, side by side, so that no side hides another. It is a cache: the outbox is
//! the truth, and the window is thrown away whenever the two might differ.
//!
//! What holds between any two steps, for each side: whatever waits and is numbered up to `seen` is in memory, or in a lane that is in
//! memory and knows that there is `more` of it. For each lane: whatever waits in it and is numbered up to `last` is in memory.
//!
//! Neighbours: `store::outbox` reads, `turn` loads. Deliberately absent: counts of what is not in memory. Intake takes away what waits
//! there without a word, so that only the outbox can count it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use relevo_core::{BACKLOG_SHOWN_ABOVE, Cause, CellId, Delivery, Job, Lane, Seq};

use crate::store::{Side, Store, StoreError};

#[cfg(test)]
mod tests;

/// How many rows of a side one query brings.
const LOAD_MAX: usize = 500;

/// How many lanes are read on in one query.
const READ_ON_MAX: usize = 16;

/// How much room there is.
#[derive(Clone, Copy)]
struct Room {
    /// For one lane.
    lane: usize,
    /// Below how many a lane is read on.
    low: usize,
    /// For one lane where the side has no more room.
    crowded: usize,
    /// For a side.
    side: usize,
    /// How many lanes of a side.
    lanes: usize,
}

const ROOM: Room = Room {
    lane: 32,
    low: 8,
    crowded: 2,
    side: 4_000,
    lanes: 2_000,
};

/// For broadcasts there is less: their lanes are many, and all go the same way.
const BROADCAST_LANES_MAX: usize = 256;

/// The beginning of each lane.
pub(super) struct Window {
    room: Room,
    known: BTreeMap<Seq, Delivery>,
    lanes: HashMap<Lane, Queue>,
    sides: BTreeMap<Side, Read>,
    /// Lanes that have run low, with more in the outbox.
    low: BTreeSet<Lane>,
    /// Lanes that have run out, with more in the outbox.
    out: BTreeSet<Lane>,
    /// Lanes that have become long.
    long: BTreeSet<Lane>,
    /// Lanes that have emptied.
    emptied: BTreeSet<Lane>,
}

/// What is in memory of a lane.
#[derive(Default)]
struct Queue {
    seqs: BTreeSet<Seq>,
    /// Up to here everything is in memory.
    last: i64,
    /// Beyond it something waits in the outbox.
    more: bool,
}

/// How far a side has been read.
#[derive(Clone, Copy, Default)]
struct Read {
    seen: i64,
    lanes: usize,
    rows: usize,
    /// Lanes beyond `seen` had no room.
    behind: bool,
}

impl Default for Window {
    fn default() -> Window {
        Window::with(ROOM)
    }
}

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

impl Window {
    fn with(room: Room) -> Window {
        Window {
            room,
            known: BTreeMap::new(),
            lanes: HashMap::new(),
            sides: Side::ALL.map(|side| (side, Read::default())).into(),
            low: BTreeSet::new(),
            out: BTreeSet::new(),
            long: BTreeSet::new(),
            emptied: BTreeSet::new(),
        }
    }

    /// Loads what was added to the outbox since the last time, and what follows in lanes that run low, as far as there is room.
    /// Gives the numbers that are new in memory.
    pub(super) async fn load(
        &mut self,
        store: &Store,
        cell: CellId,
    ) -> Result<Vec<Seq>, StoreError> {
        let mut loaded = Vec::new();
        let mut asks = self.asks();
        while !asks.is_empty() {
            let rows = store.outbox(cell, &asks, LOAD_MAX).await?;
            let sides = asks.iter().map(|(side, _)| *side).collect();
            asks = self.meet(sides, (rows, LOAD_MAX), &mut loaded);
        }
        loop {
            let asks = self.reads_on();
            if asks.is_empty() {
                return Ok(loaded);
            }
            let rows = store.further_in(cell, &asks, self.room.lane).await?;
            let lanes = asks.iter().map(|(lane, _)| *lane).collect();
            self.read_on(lanes, rows, &mut loaded);
        }
    }

    /// After which number each side is to be read that has room for lanes. One that had none is read when a quarter is free.
    fn asks(&self) -> Vec<(Side, Seq)> {
        let roomy = self.sides.iter().filter(|(side, read)| {
            let most = self.lanes_max(**side);
            !read.behind || read.lanes <= most - most / 4
        });
        roomy.map(|(side, read)| (*side, Seq(read.seen))).collect()
    }

    fn lanes_max(&self, side: Side) -> usize {
        match side {
            Side::Lanes(relevo_core::Direction::Broadcast) => {
                self.room.lanes.min(BROADCAST_LANES_MAX)
            }
            _ => self.room.lanes,
        }
    }

    /// Takes in what was read of sides, and says how to go on where there was more than one page.
    fn meet(
        &mut self,
        sides: Vec<Side>,
        (rows, limit): (Vec<(Side, Delivery)>, usize),
        loaded: &mut Vec<Seq>,
    ) -> Vec<(Side, Seq)> {
        let mut brought: BTreeMap<Side, usize> = sides.iter().map(|side| (*side, 0)).collect();
        for side in sides {
            self.read(side).behind = false;
        }
        for (side, row) in rows {
            let (lane, seq) = (row.lane(), row.seq);
            if self.read(side).behind {
                continue;
            }
            let full = self.sides[&Side::of(lane)].lanes >= self.lanes_max(side);
            if full && !self.lanes.contains_key(&lane) {
                self.read(side).behind = true;
                continue;
            }
            *brought.entry(side).or_default() += 1;
            self.read(side).seen = seq.0;
            self.meet_one(row, loaded);
        }
        let goes_on = brought
            .into_iter()
            .filter(|(side, count)| *count == limit && !self.sides[side].behind);
        goes_on
            .map(|(side, _)| (side, Seq(self.sides[&side].seen)))
            .collect()
    }

    fn meet_one(&mut self, row: Delivery, loaded: &mut Vec<Seq>) {
        let (lane, seq) = (row.lane(), row.seq);
        let share = self.share(lane);
        let queue = self.queue(lane);
        // Read on, or turned, before it was met here.
        if queue.more || seq.0 <= queue.last || queue.seqs.contains(&seq) {
            return;
        }
        if queue.seqs.len() >= share {
            queue.more = true;
            self.note_long(lane);
            return;
        }
        queue.last = seq.0;
        self.keep(row);
        loaded.push(seq);
    }

    /// The lanes that are to be read on, and after which number.
    fn reads_on(&self) -> Vec<(Lane, Seq)> {
        let low = self.low.iter().filter(|lane| self.has_room(**lane));
        let lanes = self.out.iter().chain(low).take(READ_ON_MAX);
        lanes
            .map(|lane| (*lane, Seq(self.lanes[lane].last)))
            .collect()
    }

    /// Takes in what was read of lanes, a whole room of each.
    fn read_on(&mut self, lanes: Vec<Lane>, rows: Vec<Delivery>, loaded: &mut Vec<Seq>) {
        let mut brought: BTreeMap<Lane, Vec<Delivery>> = BTreeMap::new();
        for row in rows {
            brought.entry(row.lane()).or_default().push(row);
        }
        for lane in lanes {
            let rows = brought.remove(&lane).unwrap_or_default();
            let mut more = rows.len() >= self.room.lane;
            for row in rows {
                let seq = row.seq;
                let share = self.share(lane);
                let queue = self.queue(lane);
                if !queue.seqs.contains(&seq) {
                    if queue.seqs.len() >= share {
                        more = true;
                        break;
                    }
                    self.keep(row);
                    loaded.push(seq);
                }
                self.queue(lane).last = seq.0;
            }
            self.queue(lane).more = more;
            self.settle(lane);
        }
    }

    fn read(&mut self, side: Side) -> &mut Read {
        self.sides.entry(side).or_default()
    }

    fn has_room(&self, lane: Lane) -> bool {
        self.sides[&Side::of(lane)].rows < self.room.side
    }

    /// How many deliveries of a lane may be in memory.
    fn share(&self, lane: Lane) -> usize {
        if self.has_room(lane) {
            self.room.lane
        } else {
            self.room.crowded
        }
    }

    /// What is in memory of a lane, which is known from now on.
    fn queue(&mut self, lane: Lane) -> &mut Queue {
        if !self.lanes.contains_key(&lane) {
            self.read(Side::of(lane)).lanes += 1;
        }
        self.lanes.entry(lane).or_default()
    }

    fn keep(&mut self, delivery: Delivery) {
        let (lane, seq) = (delivery.lane(), delivery.seq);
        self.queue(lane).seqs.insert(seq);
        self.read(Side::of(lane)).rows += 1;
        self.known.insert(seq, delivery);
        self.note_long(lane);
    }

    fn note_long(&mut self, lane: Lane) {
        let queue = &self.lanes[&lane];
        let long = queue.more || queue.seqs.len() == BACKLOG_SHOWN_ABOVE as usize + 1;
        if long && lane.of_its_line().is_some() {
            self.long.insert(lane);
        }
    }

    /// A lane may have run low or out, or be empty.
    fn settle(&mut self, lane: Lane) {
        let Some(queue) = self.lanes.get(&lane) else {
            return;
        };
        let (count, more) = (queue.seqs.len(), queue.more);
        // Never in both: it would be read twice at once.
        self.low.remove(&lane);
        self.out.remove(&lane);
        if count == 0 && more {
            self.out.insert(lane);
        } else if count == 0 {
            self.lanes.remove(&lane);
            self.read(Side::of(lane)).lanes -= 1;
            if lane.of_its_line().is_some() {
                self.emptied.insert(lane);
            }
        } else if more && count < self.room.low {
            self.low.insert(lane);
        }
    }

    /// Whether the outbox holds more that could be loaded although nothing was added to it since.
    pub(super) fn is_behind(&self) -> bool {
        let waits = |(side, read): (&Side, &Read)| {
            let most = self.lanes_max(*side);
            read.behind && read.lanes <= most - most / 4
        };
        !self.out.is_empty()
            || self.low.iter().any(|lane| self.has_room(*lane))
            || self.sides.iter().any(waits)
    }

    pub(super) fn get(&self, seq: Seq) -> Option<&Delivery> {
        self.known.get(&seq)
    }

    /// Whether the author of an album has written something behind it in its lane.
    pub(super) fn is_followed(&self, album: &Delivery) -> bool {
        let Some(queue) = self.lanes.get(&album.lane()) else {
            return false;
        };
        let behind = queue.seqs.range(Seq(album.seq.0 + 1)..);
        behind
            .filter_map(|seq| self.known.get(seq))
            .any(|next| goes_on(album, next))
    }

    pub(super) fn get_mut(&mut self, seq: Seq) -> Option<&mut Delivery> {
        self.known.get_mut(&seq)
    }

    /// A delivery with another job: the same number and the same lane, so the same place.
    pub(super) fn replace(&mut self, delivery: Delivery) {
        if let Some(known) = self.known.get_mut(&delivery.seq) {
            debug_assert_eq!(known.lane(), delivery.lane());
            *known = delivery;
        }
    }

    /// A delivery that is in another lane now. Says whether it is still in memory: where older ones of that lane are not, it waits
    /// in the outbox with them. It says nothing about how far the lane has been read.
    pub(super) fn turn(&mut self, delivery: Delivery) -> bool {
        self.remove(delivery.seq);
        let lane = delivery.lane();
        let behind = self.sides[&Side::of(lane)].behind;
        let is_new = !self.lanes.contains_key(&lane);
        let queue = self.queue(lane);
        queue.more |= is_new && behind;
        let kept = !queue.more || delivery.seq.0 <= queue.last;
        if kept {
            self.keep(delivery);
        }
        self.settle(lane);
        kept
    }

    pub(super) fn remove(&mut self, seq: Seq) {
        if let Some(delivery) = self.known.remove(&seq) {
            let lane = delivery.lane();
            self.read(Side::of(lane)).rows -= 1;
            self.queue(lane).seqs.remove(&seq);
            self.settle(lane);
        }
    }

    /// A lane of which more than a few wait and that has no line yet that says so; none while not every line may be in memory.
    pub(super) fn take_long(&mut self) -> Option<&Delivery> {
        if self.sides[&Side::Beside].behind {
            return None;
        }
        while let Some(lane) = self.long.pop_first() {
            let line = lane.of_its_line();
            let told = line.is_some_and(|line| self.lanes.contains_key(&line));
            let first = self.lanes.get(&lane).and_then(|queue| queue.seqs.first());
            if let (Some(first), false) = (first, told) {
                return self.known.get(first);
            }
        }
        None
    }

    /// The lanes of lines about lanes that have emptied.
    pub(super) fn take_emptied(&mut self) -> Vec<Lane> {
        let emptied = std::mem::take(&mut self.emptied);
        emptied.into_iter().filter_map(Lane::of_its_line).collect()
    }

    /// How many lines about backlogs there are.
    pub(super) fn lines(&self) -> u32 {
        let lines = self.lanes.keys().filter(|lane| lane.is_of_a_line());
        u32::try_from(lines.count()).unwrap_or(u32::MAX)
    }
}
