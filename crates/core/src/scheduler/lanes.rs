//! How a lane moves between its places: asleep, ready, parked, in flight.
//!
//! The sets of the scheduler mirror each lane's stage; only here and in `queues` are they changed together.

use super::gate::{Budget, GateId};
use super::{Key, Priority, Scheduler, Stage};
use crate::{Lane, Seq};

impl Scheduler {
    /// Takes a number out of a lane; the lane's stage is the caller's.
    pub(super) fn take_out(&mut self, lane: Lane, seq: Seq) {
        if let Some(waiting) = self.lanes.get_mut(&lane)
            && waiting.due_ms.remove(&seq).is_some()
        {
            self.waiting -= 1;
        }
    }

    /// Ends a flight: the head, and whatever the lane held is free. None if the lane is not in flight.
    pub(super) fn land(&mut self, lane: Lane, now_ms: i64) -> Option<Seq> {
        let Stage::InFlight {
            seq,
            let_go,
            booked,
            creates_topic,
            ..
        } = self.lanes.get(&lane)?.stage
        else {
            return None;
        };
        self.keep_promise(let_go, now_ms);
        if let Some(booked) = booked {
            self.rebook(&booked, now_ms);
        }
        if creates_topic {
            self.gate(GateId::Create).budget = Budget::Slot { taken: false };
            self.time_gate(GateId::Create, now_ms);
        }
        Some(seq)
    }

    /// A lane in flight that made no call is ready again with the place and the promise that it had. Says whether it is such a lane.
    pub(super) fn resume(&mut self, lane: Lane) -> bool {
        let Some(waiting) = self.lanes.get(&lane) else {
            return false;
        };
        let head = waiting.due_ms.first_key_value().map(|(head, _)| *head);
        match waiting.stage {
            Stage::InFlight {
                seq,
                key,
                let_go,
                booked: None,
                creates_topic: false,
            } if head == Some(seq) => {
                self.make_ready(lane, key, let_go);
                true
            }
            _ => false,
        }
    }

    /// Puts a lane to sleep until its head is due, wherever it was; forgets an empty one.
    pub(super) fn settle(&mut self, lane: Lane) {
        let now_ms = self.latest_ms;
        let Some(waiting) = self.lanes.get_mut(&lane) else {
            return;
        };
        // Ready from now on at the earliest: after its turn a lane is behind those that have not had theirs.
        let until_ms = waiting
            .due_ms
            .first_key_value()
            .map(|(_, due_ms)| (*due_ms).max(now_ms));
        let stage = std::mem::replace(
            &mut waiting.stage,
            Stage::Asleep {
                until_ms: until_ms.unwrap_or(now_ms),
            },
        );
        match until_ms {
            None => {
                self.lanes.remove(&lane);
                self.crowd(lane, -1);
            }
            Some(until_ms) => {
                self.asleep.insert((until_ms, lane));
            }
        }
        match stage {
            Stage::Asleep { until_ms: old_ms } => {
                if Some(old_ms) != until_ms {
                    self.asleep.remove(&(old_ms, lane));
                }
            }
            Stage::Ready { key, let_go } => {
                self.ready.remove(&(key, lane));
                self.keep_promise(let_go, now_ms);
            }
            Stage::Parked { key, gate, .. } => {
                self.gate(gate).parked.remove(&(key, lane));
                self.time_gate(gate, now_ms);
            }
            Stage::InFlight { .. } => {}
        }
    }

    /// Lanes whose head is due become ready.
    pub(super) fn wake(&mut self, now_ms: i64) {
        while let Some((until_ms, lane)) = self.asleep.first().copied()
            && until_ms <= now_ms
        {
            self.asleep.pop_first();
            self.turn += 1;
            let key = (until_ms + Priority::of(lane).behind_ms(), self.turn);
            self.make_ready(lane, key, None);
        }
    }

    pub(super) fn make_ready(&mut self, lane: Lane, key: Key, let_go: Option<(GateId, u32)>) {
        let waiting = self.lanes.get_mut(&lane).expect("a listed lane is known");
        waiting.stage = Stage::Ready { key, let_go };
        self.ready.insert((key, lane));
    }
}
