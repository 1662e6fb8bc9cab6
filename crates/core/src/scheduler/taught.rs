//! What Telegram's 429s teach, and what its answers prove: for one bot in one chat, kept beyond gates and restarts.

use relevo_telegram::ChatId;

use super::gate::GateId;
use super::log::Known;
use super::{Booked, Budgets, Scheduler, Stage, Told, chat_gate};
use crate::{IdentityId, Lane};

/// What is known of a bot's budget in a chat, as it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taught {
    /// The bot.
    pub bot: IdentityId,
    /// The chat; none: wherever it goes.
    pub chat: Option<ChatId>,
    /// Unix milliseconds until which Telegram wants nothing.
    pub wait_until_ms: i64,
    /// Units of a group's minute, if that is known: the most that are sent, the most that Telegram took, when that changed last,
    /// and for how many milliseconds it stays.
    pub rate: Option<(u32, u32, i64, i64)>,
}

impl Budgets {
    /// A group's budget that was never used.
    pub(super) fn untaught(&self) -> Known {
        Known::untaught(
            self.group_units_per_minute.max(1),
            self.group_units_at_once.max(1),
        )
    }
}

impl Scheduler {
    /// Telegram took the call of a lane in flight.
    pub fn taken(&mut self, lane: Lane, now_ms: i64) {
        let now_ms = self.see(now_ms);
        let Some((id, booked)) = self.told(lane, Told::Taken) else {
            return;
        };
        let proven = |known: Option<Known>| known.map(|known| known.proven);
        let before = proven(self.known(id));
        if let Some(log) = self.gate(id).budget.log() {
            log.take(booked.ask.units, booked.at_ms, now_ms);
        }
        if proven(self.known(id)) != before {
            self.keep(id);
        }
    }

    /// Telegram refused the call of a lane in flight for its speed: the budget is smaller than was thought. The wait itself is told
    /// by [`Scheduler::waited`].
    pub fn refused(&mut self, lane: Lane, now_ms: i64) {
        let now_ms = self.see(now_ms);
        let Some((id, booked)) = self.told(lane, Told::Refused) else {
            return;
        };
        if let Some(log) = self.gate(id).budget.log() {
            log.refuse(booked.ask.units, booked.at_ms, now_ms);
            self.keep(id);
        }
    }

    /// What was learned before a restart.
    pub fn recall_taught(&mut self, taught: &Taught) {
        if let (Some(chat), Some((ceiling, proven, since_ms, patience_ms))) =
            (taught.chat, taught.rate)
        {
            let known = Known {
                ceiling,
                proven: proven.min(ceiling),
                since_ms,
                patience_ms,
                crept: false,
                doubted_ms: i64::MIN / 2,
            };
            let id = chat_gate(taught.bot, chat, chat.0 > 0);
            self.rates.insert(id, known);
            if let Some(log) = self.gate(id).budget.log() {
                log.known = known;
            }
        }
        self.pause(taught.bot, taught.chat, taught.wait_until_ms);
    }

    /// What was learned since [`Scheduler::taught_is_stored`], to be stored.
    #[must_use]
    pub fn taught(&self) -> Vec<Taught> {
        let told = self.unstored.iter().filter_map(|id| {
            let (bot, chat) = match *id {
                GateId::Bot(bot) => (bot, None),
                GateId::Group(bot, chat) | GateId::Private(bot, chat) => (bot, Some(chat)),
                GateId::Pool(..) | GateId::Wanted(..) | GateId::Calm | GateId::Create => {
                    return None;
                }
            };
            let wait_until_ms = self
                .gates
                .get(id)
                .map_or(0, |gate| gate.wait_until_ms.max(0));
            let rate = self.rates.get(id).map(|known| {
                (
                    known.ceiling,
                    known.proven,
                    known.since_ms.max(0),
                    known.patience_ms,
                )
            });
            Some(Taught {
                bot,
                chat,
                wait_until_ms,
                rate,
            })
        });
        told.collect()
    }

    /// What was learned is stored.
    pub fn taught_is_stored(&mut self) {
        self.unstored.clear();
    }

    /// Nothing from that bot to that chat until then.
    pub(super) fn pause(&mut self, bot: IdentityId, chat: Option<ChatId>, until_ms: i64) -> GateId {
        // The sign of a chat's id tells a private chat from a group (`ChatId`).
        let id = chat.map_or(GateId::Bot(bot), |chat| chat_gate(bot, chat, chat.0 > 0));
        let gate = self.gate(id);
        gate.wait_until_ms = gate.wait_until_ms.max(until_ms);
        self.remember(id);
        self.time_gate(id, self.latest_ms);
        id
    }

    /// Notes what was said of the call of a lane in flight; the gate of its chat, if units of a group are meant.
    fn told(&mut self, lane: Lane, told: Told) -> Option<(GateId, Booked)> {
        let Some(Stage::InFlight {
            booked: Some(booked),
            ..
        }) = self.lanes.get_mut(&lane).map(|waiting| &mut waiting.stage)
        else {
            return None;
        };
        if booked.told != Told::Nothing || booked.ask.units == 0 || booked.ask.private {
            return None;
        }
        booked.told = told;
        let booked = *booked;
        Some((chat_gate(booked.ask.bot, booked.ask.chat?, false), booked))
    }

    fn known(&mut self, id: GateId) -> Option<Known> {
        self.gate(id).budget.log().map(|log| log.known)
    }

    /// Remembers what a gate knows beyond its life.
    fn keep(&mut self, id: GateId) {
        if let Some(known) = self.known(id) {
            self.rates.insert(id, known);
            self.unstored.insert(id);
        }
    }
}
