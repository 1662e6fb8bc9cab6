//! The window against the outbox that it is the beginning of.

use std::collections::BTreeMap;

use proptest::prelude::*;
use relevo_core::{ConnectionId, ConversationId, Direction, Notice, State};

use super::*;

const SMALL: Room = Room {
    lane: 4,
    low: 2,
    crowded: 1,
    side: 12,
    lanes: 6,
};

/// How many rows the outbox gives at once.
const PAGE: usize = 5;

/// What may happen.
#[derive(Clone, Debug)]
enum Step {
    /// So many are decided for a lane.
    Insert(u8, u8),
    /// The head of a lane in memory, counted around, is done.
    Finish(u8),
    /// It is due later.
    Postpone(u8),
    /// Somebody takes away what waits, in memory or not, counted around.
    Withdraw(u8),
    /// The head of a lane in memory goes into another lane.
    Turn(u8, u8),
    /// The worker looks into the outbox.
    Load,
    /// The worker begins anew.
    Restart,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => (any::<u8>(), 1..9_u8).prop_map(|(lane, count)| Step::Insert(lane, count)),
        2 => (0..2_u8, 1..30_u8).prop_map(|(lane, count)| Step::Insert(lane, count)),
        6 => any::<u8>().prop_map(Step::Finish),
        1 => any::<u8>().prop_map(Step::Postpone),
        2 => any::<u8>().prop_map(Step::Withdraw),
        2 => (any::<u8>(), any::<u8>()).prop_map(|(from, to)| Step::Turn(from, to)),
        5 => Just(Step::Load),
        1 => Just(Step::Restart),
    ];
    prop::collection::vec(step, 1..120)
}

/// A delivery in one of 48 lanes: of four directions, in sequences and beside them.
fn delivery(seq: i64, lane: u8) -> Delivery {
    let lane = i64::from(lane) % 48;
    let direction = match lane % 4 {
        0 => Direction::ToTopic,
        1 => Direction::ToClient,
        2 => Direction::Aside,
        _ => Direction::Broadcast,
    };
    let notice = Notice::RepeatMark;
    let job = match lane / 4 % 3 {
        0 | 1 => Job::Leave,
        _ => Job::EditNotice {
            message: 1 + lane,
            notice,
        },
    };
    Delivery {
        seq: Seq(seq),
        cell: CellId(1),
        connection: ConnectionId(1),
        conversation: (lane % 5 > 0).then_some(ConversationId(lane / 4)),
        direction,
        state: State::Waiting { due_ms: 0 },
        attempts: 0,
        step: 0,
        header_message: None,
        repeat: false,
        bare: false,
        cause: None,
        reply: None,
        made_ms: 0,
        aim: None,
        job,
    }
}

/// The outbox, and the window to it.
struct Desk {
    outbox: BTreeMap<Seq, Delivery>,
    window: Window,
    next: i64,
    /// What was done, lane by lane.
    done: BTreeMap<Lane, Vec<Seq>>,
    /// What went into another lane: it keeps its number, so its place there is no promise.
    turned: BTreeSet<Seq>,
}

impl Desk {
    fn new(room: Room) -> Desk {
        Desk {
            outbox: BTreeMap::new(),
            window: Window::with(room),
            next: 1,
            done: BTreeMap::new(),
            turned: BTreeSet::new(),
        }
    }

    fn insert(&mut self, lane: u8, count: u8) {
        for _ in 0..count {
            self.outbox
                .insert(Seq(self.next), delivery(self.next, lane));
            self.next += 1;
        }
    }

    /// What `Window::load` does, with the outbox at hand.
    fn load(&mut self) {
        let mut loaded = Vec::new();
        let mut asks = self.window.asks();
        while !asks.is_empty() {
            let of = |side: Side, after: Seq| {
                let rows = self.outbox.range(Seq(after.0 + 1)..);
                let rows = rows.map(|(_, row)| row.clone());
                rows.filter(move |row| Side::of(row.lane()) == side)
                    .take(PAGE)
            };
            let mut rows: Vec<(Side, Delivery)> = Vec::new();
            for (side, after) in &asks {
                rows.extend(of(*side, *after).map(|row| (*side, row)));
            }
            rows.sort_by_key(|(_, row)| row.seq);
            let sides = asks.iter().map(|(side, _)| *side).collect();
            asks = self.window.meet(sides, (rows, PAGE), &mut loaded);
        }
        loop {
            let asks = self.window.reads_on();
            if asks.is_empty() {
                break;
            }
            let most = self.window.room.lane;
            let mut rows = Vec::new();
            for (lane, after) in &asks {
                let further = self.outbox.range(Seq(after.0 + 1)..);
                let further = further.map(|(_, row)| row.clone());
                rows.extend(further.filter(|row| row.lane() == *lane).take(most));
            }
            let lanes = asks.iter().map(|(lane, _)| *lane).collect();
            self.window.read_on(lanes, rows, &mut loaded);
        }
        for seq in loaded {
            assert!(self.window.get(seq).is_some(), "{seq:?} is not in memory");
        }
        assert!(!self.window.is_behind(), "it would look again at once");
    }

    /// The head of a lane in memory.
    fn head(&self, number: u8) -> Option<Seq> {
        let mut heads: Vec<Seq> = self
            .window
            .lanes
            .values()
            .filter_map(|queue| queue.seqs.first().copied())
            .collect();
        heads.sort();
        let count = heads.len();
        (count > 0).then(|| heads[usize::from(number) % count])
    }

    fn finish(&mut self, seq: Seq) {
        let done = self.outbox.remove(&seq).expect("what is done had waited");
        self.window.remove(seq);
        if !self.turned.contains(&seq) {
            self.done.entry(done.lane()).or_default().push(seq);
        }
    }

    fn step(&mut self, step: &Step) {
        match *step {
            Step::Insert(lane, count) => self.insert(lane, count),
            Step::Finish(number) => {
                if let Some(seq) = self.head(number) {
                    self.finish(seq);
                }
            }
            Step::Postpone(number) => {
                if let Some(seq) = self.head(number) {
                    let state = State::Waiting { due_ms: 9 };
                    self.window.get_mut(seq).expect("it is there").state = state.clone();
                    self.outbox.get_mut(&seq).expect("it is there").state = state;
                }
            }
            Step::Withdraw(number) => {
                let count = self.outbox.len().max(1);
                let seq = self.outbox.keys().nth(usize::from(number) % count).copied();
                if let Some(seq) = seq {
                    self.outbox.remove(&seq);
                    self.window.remove(seq);
                }
            }
            Step::Turn(number, lane) => {
                if let Some(seq) = self.head(number) {
                    let now = delivery(seq.0, lane);
                    self.turned.insert(seq);
                    self.outbox.insert(seq, now.clone());
                    let kept = self.window.turn(now);
                    assert_eq!(kept, self.window.get(seq).is_some());
                }
            }
            Step::Load => {
                self.load();
                self.nothing_is_hidden();
            }
            Step::Restart => self.window = Window::with(self.window.room),
        }
        self.is_the_beginning();
    }

    /// What is in memory is the beginning of each lane, as it is in the outbox, and no more than there is room for.
    fn is_the_beginning(&self) {
        let mut lanes: BTreeMap<Lane, Vec<Seq>> = BTreeMap::new();
        for (seq, row) in &self.outbox {
            lanes.entry(row.lane()).or_default().push(*seq);
        }
        let mut count = 0;
        for (lane, queue) in &self.window.lanes {
            let of_it = lanes.get(lane).map_or(&[][..], Vec::as_slice);
            let known: Vec<Seq> = queue.seqs.iter().copied().collect();
            assert_eq!(known, of_it[..known.len()], "{lane:?} begins otherwise");
            // What turned into a lane comes on top.
            let turned = known.iter().filter(|seq| self.turned.contains(seq));
            assert!(known.len() <= self.window.room.lane + turned.count());
            count += known.len();
            for seq in &known {
                assert_eq!(self.window.get(*seq), self.outbox.get(seq));
            }
        }
        assert_eq!(count, self.window.known.len());
        for (side, read) in &self.window.sides {
            let of_it = || {
                let lanes = self.window.lanes.iter();
                lanes.filter(|(lane, _)| Side::of(**lane) == *side)
            };
            assert_eq!(read.lanes, of_it().count());
            let rows: usize = of_it().map(|(_, queue)| queue.seqs.len()).sum();
            assert_eq!(read.rows, rows);
            let most = self.window.room.side + self.window.room.lanes * self.window.room.crowded;
            assert!(rows <= most + self.turned.len());
        }
    }

    /// Every lane that waits has a head in memory, unless its side is full of lanes.
    fn nothing_is_hidden(&self) {
        for (seq, row) in &self.outbox {
            let lane = row.lane();
            let read = &self.window.sides[&Side::of(lane)];
            let queue = self.window.lanes.get(&lane);
            let has_head = queue.is_some_and(|queue| !queue.seqs.is_empty());
            let full = read.behind && read.lanes > self.window.lanes_max(Side::of(lane)) / 2;
            assert!(has_head || full, "{seq:?} of {lane:?} is hidden");
        }
    }

    /// Everything that waits is done in the end, a head of each lane after the other.
    fn drain(&mut self) {
        for _ in 0..10_000 {
            if self.outbox.is_empty() {
                break;
            }
            self.load();
            let queues = self.window.lanes.values();
            let heads: Vec<Seq> = queues
                .filter_map(|queue| queue.seqs.first().copied())
                .collect();
            assert!(!heads.is_empty(), "what waits is never loaded");
            for seq in heads {
                self.finish(seq);
            }
        }
        self.load();
        assert!(self.window.known.is_empty() && self.window.lanes.is_empty());
        for (lane, done) in &self.done {
            assert!(done.is_sorted(), "{lane:?} was done out of order: {done:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 150 } else { 20_000 }))]

    /// Promise: whatever is decided, done, postponed, taken away and turned, across restarts: memory holds the beginning of each lane,
    /// within its bounds; no lane is hidden by another; nothing is skipped, and each lane keeps its order.
    #[test]
    fn it_is_the_beginning_of_each_lane(steps in steps()) {
        let mut desk = Desk::new(SMALL);
        for step in &steps {
            desk.step(step);
        }
        desk.drain();
    }
}

/// Promise: who writes more than memory holds fills their own lane alone; another's message is there after one look.
#[test]
fn a_flood_hides_nobody() {
    let mut desk = Desk::new(ROOM);
    for _ in 0..50 {
        desk.insert(4, 100);
    }
    desk.insert(16, 1);
    desk.load();
    let read = desk.window.sides[&Side::Lanes(Direction::ToTopic)];
    assert_eq!((read.rows, read.lanes), (ROOM.lane + 1, 2));
    assert!(desk.window.get(Seq(5_001)).is_some());
}

/// Promise: however many are sent a broadcast, a few hundred of its deliveries are in memory, and all go in the end.
#[test]
fn a_broadcast_stays_in_the_outbox() {
    let mut desk = Desk::new(ROOM);
    for seq in 1..=1_000 {
        let conversation = Some(ConversationId(seq));
        let row = Delivery {
            conversation,
            ..delivery(seq, 3)
        };
        desk.outbox.insert(Seq(seq), row);
    }
    desk.load();
    assert_eq!(desk.window.known.len(), BROADCAST_LANES_MAX);
    desk.drain();
}

/// Promise: a lane that has become long is told once, a lane that has emptied too, and neither is told that has a line, or no topic.
#[test]
fn long_lanes_are_told() {
    let mut desk = Desk::new(ROOM);
    // 4: sequence to the topic of conversation 1; 1: to a client.
    desk.insert(4, 21);
    desk.insert(1, 30);
    desk.load();
    let first = desk.window.take_long().map(|row| row.seq);
    assert_eq!(first, Some(Seq(1)));
    assert_eq!(desk.window.take_long(), None);
    for seq in 1..=21 {
        desk.finish(Seq(seq));
    }
    let line = desk.window.take_emptied();
    assert_eq!(line, [delivery(1, 4).lane().of_its_line().unwrap()]);
    assert_eq!(desk.window.lines(), 0);
    desk.insert(4, 100);
    desk.load();
    assert!(desk.window.take_long().is_some());
}
