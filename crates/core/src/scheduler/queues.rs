//! The queues at the gates: who is let through, who waits there, and when each gate opens next.

use super::gate::{Budget, Gate, GateId};
use super::log::Fate;
use super::{Ask, Booked, Key, Scheduler, Stage, Told};
use crate::Lane;

/// How long a gate with lanes parked at it is kept before its next look.
const FORGET_AGAIN_MS: i64 = 60_000;

impl Scheduler {
    pub(super) fn gate(&mut self, id: GateId) -> &mut Gate {
        let (budgets, latest_ms) = (self.budgets, self.latest_ms);
        let rates = &self.rates;
        self.gates.entry(id).or_insert_with(|| {
            let mut gate = Gate::new(id, &budgets, rates.get(&id).copied());
            if !id.is_about_lanes() {
                gate.forget_ms = Some(latest_ms);
                self.forgetting.insert((latest_ms, id));
            }
            gate
        })
    }

    pub(super) fn book(&mut self, ask: &Ask, now_ms: i64) {
        for (id, units) in ask.gates() {
            self.gate(id).budget.book(units, now_ms, Fate::Flying);
            self.remember(id);
            self.time_gate(id, now_ms);
        }
    }

    /// A call has ended. Telegram counted it at some moment between its booking and now; with the later one no later
    /// call, however quick on its way, comes before the window is over. One that was refused for its speed was not counted.
    pub(super) fn rebook(&mut self, booked: &Booked, now_ms: i64) {
        let gates = booked.ask.gates();
        for (id, units) in gates.filter(|(id, _)| !id.is_about_lanes()) {
            let is_told = matches!(id, GateId::Group(..));
            let taken = is_told && booked.told == Told::Taken;
            // What a refused one had booked is gone, and what looks like it is another's.
            let stands = !(is_told && booked.told == Told::Refused);
            if let Some(log) = self.gate(id).budget.log().filter(|_| stands) {
                log.land(units, (booked.at_ms, taken), now_ms);
            }
            self.remember(id);
            self.time_gate(id, now_ms);
        }
    }

    /// A lane begins to hold something, or holds nothing any more.
    pub(super) fn crowd(&mut self, lane: Lane, change: isize) {
        let of_messages = lane.part == 0 && !lane.direction.is_to_client();
        if !of_messages {
            return;
        }
        if let Budget::Crowd { lanes } = &mut self.gate(GateId::Calm).budget {
            *lanes = lanes.saturating_add_signed(change);
        }
        self.time_gate(GateId::Calm, self.latest_ms);
    }

    /// Parks a lane in flight at the gate that refused it.
    pub(super) fn put_back(
        &mut self,
        lane: Lane,
        (key, id, units): (Key, GateId, u32),
        now_ms: i64,
    ) {
        let seq = self.land(lane, now_ms);
        let waiting = self
            .lanes
            .get_mut(&lane)
            .expect("a lane in flight is known");
        if !seq.is_some_and(|seq| waiting.due_ms.contains_key(&seq)) {
            // Withdrawn while the call was being prepared.
            self.settle(lane);
            return;
        }
        waiting.stage = Stage::Parked {
            key,
            gate: id,
            units,
        };
        if let GateId::Pool(..) = id {
            self.pools.insert(id);
        }
        self.gate(id).parked.insert((key, lane));
        self.time_gate(id, now_ms);
    }

    /// A lane that was let go has asked, or will not ask.
    pub(super) fn keep_promise(&mut self, let_go: Option<(GateId, u32)>, now_ms: i64) {
        if let Some((id, units)) = let_go {
            self.gate(id).promised -= units;
            self.time_gate(id, now_ms);
        }
    }

    /// Lets go as many parked lanes as their gates can serve.
    pub(super) fn open_gates(&mut self, now_ms: i64) {
        while let Some((opens_ms, id)) = self.openings.first().copied()
            && opens_ms <= now_ms
        {
            let gate = self.gate(id);
            let (key, lane) = gate.parked.pop_first().expect("an opening has a lane");
            let Stage::Parked { units, .. } = self.lanes[&lane].stage else {
                unreachable!("a lane parked at a gate is parked");
            };
            self.gate(id).promised += units;
            self.make_ready(lane, key, Some((id, units)));
            self.time_gate(id, now_ms);
        }
    }

    /// Computes anew when a gate can let its best parked lane go, and what depends on it.
    pub(super) fn time_gate(&mut self, id: GateId, now_ms: i64) {
        let opens_ms = match id {
            GateId::Pool(..) => self.pool_opens(id, now_ms),
            _ => self.opens(id, now_ms),
        };
        let old_ms = std::mem::replace(&mut self.gate(id).opens_ms, opens_ms);
        if old_ms != opens_ms {
            if let Some(old_ms) = old_ms {
                self.openings.remove(&(old_ms, id));
            }
            if let Some(opens_ms) = opens_ms {
                self.openings.insert((opens_ms, id));
            }
        }
        if matches!(id, GateId::Group(..) | GateId::Bot(_)) {
            self.time_pools(now_ms);
        }
    }

    fn opens(&mut self, id: GateId, now_ms: i64) -> Option<i64> {
        let best = self.gate(id).parked.first().copied();
        let units = best.map(|(_, lane)| match self.lanes[&lane].stage {
            Stage::Parked { units, .. } => units,
            _ => unreachable!("a lane parked at a gate is parked"),
        });
        let gate = self.gate(id);
        units.and_then(|units| {
            let wanted = gate.promised + units;
            if units > 0 && gate.promised > 0 && wanted > gate.budget.capacity() {
                return None; // timed again when the promise is kept
            }
            let free_ms = gate.free_at(if units == 0 { 0 } else { wanted }, now_ms);
            // In a crowd it is age that lets the best one go.
            free_ms.or(best.filter(|_| id == GateId::Calm).map(|(key, _)| key.0))
        })
    }

    /// Sets when a gate may be forgotten.
    pub(super) fn remember(&mut self, id: GateId) {
        if id.is_about_lanes() {
            return;
        }
        let gate = self.gate(id);
        let idle_ms = gate.idle_at();
        let old_ms = gate.forget_ms.replace(idle_ms);
        if old_ms == Some(idle_ms) {
            return;
        }
        if let Some(old_ms) = old_ms {
            self.forgetting.remove(&(old_ms, id));
        }
        self.forgetting.insert((idle_ms, id));
    }

    pub(super) fn forget_idle(&mut self, now_ms: i64) {
        while let Some((forget_ms, id)) = self.forgetting.first().copied()
            && forget_ms <= now_ms
        {
            self.forgetting.pop_first();
            let gate = self.gate(id);
            if gate.parked.is_empty() && gate.promised == 0 {
                self.gates.remove(&id);
                self.pools.remove(&id);
            } else {
                gate.forget_ms = Some(now_ms + FORGET_AGAIN_MS);
                self.forgetting.insert((now_ms + FORGET_AGAIN_MS, id));
            }
        }
    }
}
