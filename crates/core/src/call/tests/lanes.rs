//! Lanes run to their end, whatever Telegram answers: a small program around the three functions, with a Telegram that
//! answers at random for a while and then obeys.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use proptest::prelude::*;
use relevo_telegram::{
    Call, ChatId, MediaKind, MessageId, Method, Outcome, Receipt, Refusal, Right, ThreadId,
};

use super::{World, claimed};
use crate::call::{Next, after_call, next_call};
use crate::decide::tests::desk::{
    Desk, NOW_MS, client_event, from_ann, group_event, in_club, media, operator, person, photo,
    text,
};
use crate::{
    Change, Conversation, ConversationId, Delivery, Direction, Fate, Fresh, InboxMark, Lane, Seq,
    State, Topic,
};

/// A call that has been made and not yet answered.
struct Flight {
    seq: Seq,
    call: Call,
}

/// Everything the program keeps, and what Telegram saw.
struct Program {
    world: World,
    conversations: BTreeMap<ConversationId, Conversation>,
    outbox: BTreeMap<Seq, Delivery>,
    fates: BTreeMap<InboxMark, Fate>,
    flights: Vec<Flight>,
    next_seq: i64,
    next_message: i64,
    now_ms: i64,
    /// A topic that was made although the answer was lost.
    spare: Option<ThreadId>,
    /// How often each delivery may have reached a client.
    reached: BTreeMap<Seq, u32>,
    /// The deliveries that left each lane, in order.
    left: BTreeMap<Lane, Vec<Seq>>,
    owners: BTreeMap<ThreadId, ConversationId>,
}

impl Program {
    fn new() -> Program {
        let mut ann = Desk::with_ann().conversation.expect("there");
        let mut club = Desk::with_club().conversation.expect("there");
        club.id = ConversationId(6);
        ann.topic = Topic::None;
        club.topic = Topic::None;
        Program {
            world: World::of(Desk::new()),
            conversations: [(ann.id, ann), (club.id, club)].into(),
            outbox: BTreeMap::new(),
            fates: BTreeMap::new(),
            flights: Vec::new(),
            next_seq: 1,
            next_message: 1_000,
            now_ms: NOW_MS,
            spare: None,
            reached: BTreeMap::new(),
            left: BTreeMap::new(),
            owners: BTreeMap::new(),
        }
    }

    /// Six messages each way, in turns, each by an update of its own.
    fn talk(&mut self) {
        for turn in 0..6 {
            let (ann, club) = (ConversationId(5), ConversationId(6));
            let sticker = media(MediaKind::Sticker, "");
            let events = [
                (ann, client_event(from_ann(photo("look")))),
                (club, client_event(in_club(person(8, "Bob"), sticker))),
                (ann, group_event(operator(text("hi")))),
                (club, group_event(operator(photo("see")))),
            ];
            for (nth, (conversation, event)) in events.into_iter().enumerate() {
                self.world.desk.conversation = self.conversations.get(&conversation).cloned();
                let mut delivery = self.world.delivery(&event);
                delivery.seq = Seq(self.next_seq);
                self.next_seq += 1;
                let cause = delivery.cause.as_mut().expect("somebody's message");
                cause.mark.update.0 = 10 * turn + i64::try_from(nth).expect("four");
                self.fates.insert(cause.mark, Fate::Waiting);
                self.outbox.insert(delivery.seq, delivery);
            }
        }
    }

    /// The heads of the lanes that are due and not in flight.
    fn heads(&self) -> Vec<Seq> {
        let mut lanes = BTreeSet::new();
        let mut heads = Vec::new();
        for (seq, delivery) in &self.outbox {
            let in_lane = !matches!(delivery.state, State::Held(_) | State::Failed(_));
            if in_lane && lanes.insert(delivery.lane()) {
                let due =
                    matches!(delivery.state, State::Waiting { due_ms } if due_ms <= self.now_ms);
                if due {
                    heads.push(*seq);
                }
            }
        }
        heads
    }

    /// Looks at one head: a call takes off, or the delivery is settled.
    fn step(&mut self, seq: Seq) {
        let delivery = self.outbox[&seq].clone();
        self.echo(&delivery);
        self.world.desk.conversation = self.of(&delivery);
        let unsure_elsewhere = self.conversations.values().any(|other| {
            Some(other.id) != delivery.conversation && matches!(other.topic, Topic::Unsure { .. })
        });
        match next_call(&delivery, &self.world.facts(), self.now_ms) {
            Next::Call { call, .. } => {
                let creates = call.method() == Method::CreateTopic;
                let creating = |flight: &Flight| flight.call.method() == Method::CreateTopic;
                if creates && (unsure_elsewhere || self.flights.iter().any(creating)) {
                    return; // the scheduler grants one at a time
                }
                self.outbox.insert(seq, claimed(&delivery, call.method()));
                self.flights.push(Flight { seq, call });
            }
            Next::Settle(changes) => self.apply(changes),
            Next::NotYet { .. } => {}
        }
    }

    /// One call is answered.
    fn land(&mut self, nth: usize, answer: u8) {
        let Flight { seq, call } = self.flights.remove(nth);
        let outcome = self.answer(&call, answer);
        let delivery = self.outbox[&seq].clone();
        let may_have_arrived = matches!(outcome, Outcome::Done(_) | Outcome::Unknown);
        if delivery.direction == Direction::ToClient && may_have_arrived {
            *self.reached.entry(seq).or_default() += 1;
        }
        self.world.desk.conversation = self.of(&delivery);
        let mut fresh = Fresh::new(self.next_seq..self.next_seq + 4, 1..5);
        self.next_seq += 4;
        let ended = (call.method(), &outcome);
        let changes = after_call(
            &delivery,
            &self.world.facts(),
            ended,
            self.now_ms,
            &mut fresh,
        );
        self.apply(changes);
    }

    /// The echo of a topic whose answer was lost: as `decide` does, it gives the topic to whom it was made for.
    fn echo(&mut self, delivery: &Delivery) {
        let awaited = delivery
            .conversation
            .and_then(|id| self.conversations.get_mut(&id));
        let Some(awaited) = awaited.filter(|known| matches!(known.topic, Topic::Unsure { .. }))
        else {
            return;
        };
        if let Some(thread) = self.spare.take() {
            awaited.topic = Topic::Open(thread);
            self.owners.insert(thread, awaited.id);
        }
    }

    fn of(&self, delivery: &Delivery) -> Option<Conversation> {
        let id = delivery.conversation?;
        self.conversations.get(&id).cloned()
    }

    fn answer(&mut self, call: &Call, answer: u8) -> Outcome {
        let refused = Outcome::Refused;
        match answer {
            0 | 1 => {
                if call.method() == Method::CreateTopic && answer == 0 {
                    self.spare = Some(ThreadId(self.fresh_message()));
                }
                Outcome::Unknown
            }
            2 => Outcome::NotSent,
            3 => Outcome::Wait(Duration::from_secs(5)),
            4 => refused(Refusal::TopicMissing),
            5 => refused(Refusal::ReplyMissing),
            6 => refused(Refusal::Uncopyable),
            7 => refused(Refusal::SourceMissing),
            8 => refused(Refusal::Blocked),
            9 => refused(Refusal::RightMissing(Right::ManageTopics)),
            10 => refused(Refusal::TooLong),
            11 => refused(Refusal::Migrated(ChatId(-100_777))),
            12 => refused(Refusal::TokenInvalid),
            _ => Outcome::Done(match call.method() {
                Method::CreateTopic => Receipt::Topic(ThreadId(self.fresh_message())),
                _ => Receipt::Message(MessageId(self.fresh_message())),
            }),
        }
    }

    fn fresh_message(&mut self) -> i64 {
        self.next_message += 1;
        self.next_message
    }

    fn apply(&mut self, changes: Vec<Change>) {
        for change in changes {
            match change {
                Change::UpdateConversation(now) => {
                    self.conversations.insert(now.id, now);
                }
                Change::PutTopic {
                    thread,
                    conversation,
                    ..
                } => {
                    let owner = conversation.expect("made for one");
                    assert!(
                        self.owners
                            .insert(thread, owner)
                            .is_none_or(|old| old == owner),
                        "a topic changed hands"
                    );
                }
                Change::Deliver(delivery) | Change::Replace(delivery) => {
                    self.outbox.insert(delivery.seq, delivery);
                }
                Change::Progress { .. } => self.progress(&change),
                Change::Remove { seq, .. } => {
                    let gone = self.outbox.remove(&seq).expect("it was there");
                    self.left.entry(gone.lane()).or_default().push(seq);
                }
                Change::Fate { mark, fate } => {
                    self.fates.insert(mark, fate);
                }
                Change::Cell {
                    state, paused_ms, ..
                } => {
                    self.world.desk.cell.state = state;
                    self.world.desk.cell.paused_ms = paused_ms;
                }
                Change::CellGroup { group, .. } => self.world.desk.cell.group = group,
                Change::Link(_) | Change::PutCallback(_) | Change::Record(_) => {}
                other => panic!("not of a call: {other:?}"),
            }
        }
    }

    fn progress(&mut self, change: &Change) {
        let Change::Progress {
            seq,
            state,
            attempts,
            step,
            header_message,
            repeat,
            bare,
            ..
        } = change.clone()
        else {
            return;
        };
        let row = self.outbox.get_mut(&seq).expect("it is there");
        let left = matches!(state, State::Held(_) | State::Failed(_));
        *row = Delivery {
            state,
            attempts,
            step,
            header_message,
            repeat,
            bare,
            ..row.clone()
        };
        if left {
            let lane = row.lane();
            self.left.entry(lane).or_default().push(seq);
        }
    }

    /// Time passes until something is due.
    fn rest(&mut self) {
        let due = self
            .outbox
            .values()
            .filter_map(|delivery| match delivery.state {
                State::Waiting { due_ms } => Some(due_ms),
                _ => None,
            })
            .filter(|due_ms| *due_ms > self.now_ms)
            .min();
        self.now_ms = due.unwrap_or(self.now_ms + 1_000);
    }

    fn is_settled(&self) -> bool {
        self.flights.is_empty()
            && self
                .outbox
                .values()
                .all(|row| matches!(row.state, State::Held(_) | State::Failed(_)))
    }

    /// One move: a landing, a take-off, or rest.
    fn advance(&mut self, choice: u8, answer: u8) {
        let heads = self.heads();
        let ways = self.flights.len() + heads.len();
        if ways == 0 {
            return self.rest();
        }
        let way = usize::from(choice) % ways;
        if way < self.flights.len() {
            self.land(way, answer);
        } else {
            let before = self.flights.len();
            self.step(heads[way - before]);
            if self.flights.len() == before {
                self.rest();
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Promise: whatever Telegram answers, every delivery ends done, failed or held; each lane keeps its order; nothing may
    /// have reached a client twice; no conversation ever has two topics being made; every message has its fate.
    #[test]
    fn lanes_run_to_their_end(moves in prop::collection::vec((any::<u8>(), 0_u8..26), 0..250)) {
        let mut program = Program::new();
        program.talk();
        for (choice, answer) in moves {
            program.advance(choice, answer);
            let creating = program
                .flights
                .iter()
                .filter(|flight| flight.call.method() == Method::CreateTopic)
                .map(|flight| program.outbox[&flight.seq].conversation)
                .collect::<Vec<_>>();
            prop_assert_eq!(creating.iter().collect::<BTreeSet<_>>().len(), creating.len());
        }
        for turn in 0..5_000_u32 {
            if program.is_settled() {
                break;
            }
            let choice = u8::try_from(turn % 251).expect("below 251");
            program.advance(choice, u8::MAX);
        }
        prop_assert!(program.is_settled(), "work is left over");
        for (lane, left) in &program.left {
            prop_assert!(left.is_sorted(), "{:?} left in the order {:?}", lane, left);
        }
        prop_assert!(program.reached.values().all(|times| *times == 1));
        prop_assert!(program.fates.values().all(|fate| matches!(
            fate,
            Fate::Delivered | Fate::Arrived | Fate::Failed | Fate::Held
        )));
    }
}
