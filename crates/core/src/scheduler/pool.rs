//! Which bot makes a call that several may make: the one that its conversation stuck to while that has budget, otherwise the one
//! with the most left. Where none has, the lane waits at a gate of the whole pool, which opens with the first that has.
//!
//! A pool's gate keeps no budget of its own: it asks the gates of its bots, and is timed anew whenever one of those is.

use relevo_telegram::ChatId;

use super::gate::GateId;
use super::{Ask, Key, Scheduler};
use crate::{ConversationId, IdentityId};

/// How many conversations are remembered with their bot; then all are forgotten, which costs nothing but a change of bot.
const STUCK_MAX: usize = 10_000;

/// What one bot of a pool has left.
enum Room {
    /// So many units now.
    Free(u32),
    /// Nothing until then.
    At(i64),
    /// Nothing until something else has happened: a call under way ends, or who waits there before has gone.
    Behind,
}

impl Scheduler {
    /// The bots that may make calls for each other's lanes, beside the bot that asks.
    pub fn set_relays(&mut self, relays: &[IdentityId]) {
        if self.relays == relays {
            return;
        }
        self.relays = relays.to_vec();
        self.time_pools(self.latest_ms);
    }

    /// The gate at which a call for any bot waits; none if only its own may make it.
    pub(super) fn pool_of(&self, ask: &Ask) -> Option<GateId> {
        let chat = ask.chat.filter(|_| ask.pooled && !self.relays.is_empty())?;
        Some(GateId::Pool(ask.bot, chat))
    }

    /// The bot that makes the call now, or when to ask again.
    pub(super) fn choose(
        &mut self,
        ask: &Ask,
        key: Key,
        now_ms: i64,
    ) -> Result<IdentityId, Option<i64>> {
        let chat = ask.chat.expect("a pool is one of a chat");
        let stuck = ask
            .lane
            .conversation
            .and_then(|conversation| self.stuck.get(&conversation).copied());
        let (mut best, mut next_ms) = (None, None);
        for bot in self.pool(ask.bot) {
            match self.room(bot, chat, key, now_ms) {
                Room::Free(_) if stuck == Some(bot) => return Ok(bot),
                Room::Free(units) => {
                    if best.is_none_or(|(most, _)| units > most) {
                        best = Some((units, bot));
                    }
                }
                Room::At(at_ms) => next_ms = earlier(next_ms, at_ms),
                Room::Behind => {}
            }
        }
        let (_, bot) = best.ok_or(next_ms)?;
        if let Some(conversation) = ask.lane.conversation {
            self.stick(conversation, bot);
        }
        Ok(bot)
    }

    fn stick(&mut self, conversation: ConversationId, bot: IdentityId) {
        if self.stuck.len() >= STUCK_MAX {
            self.stuck.clear();
        }
        self.stuck.insert(conversation, bot);
    }

    /// The asking bot and the relays.
    fn pool(&self, bot: IdentityId) -> Vec<IdentityId> {
        let relays = self.relays.iter().copied().filter(|relay| *relay != bot);
        std::iter::once(bot).chain(relays).collect()
    }

    fn room(&mut self, bot: IdentityId, chat: ChatId, key: Key, now_ms: i64) -> Room {
        let (mut units, mut at_ms) = (u32::MAX, now_ms);
        for id in [GateId::Group(bot, chat), GateId::Bot(bot)] {
            let gate = self.gate(id);
            let passed = gate.parked.first().is_some_and(|(best, _)| *best < key);
            let Some(free_ms) = gate.free_at(1, now_ms).filter(|_| !passed) else {
                return Room::Behind;
            };
            at_ms = at_ms.max(free_ms);
            units = units.min(gate.budget.free(now_ms));
        }
        if at_ms > now_ms {
            return Room::At(at_ms);
        }
        Room::Free(units.max(1))
    }

    /// When the pool can let its best lane go, behind those that it has let go already.
    pub(super) fn pool_opens(&mut self, id: GateId, now_ms: i64) -> Option<i64> {
        let GateId::Pool(bot, chat) = id else {
            unreachable!("only pools are asked");
        };
        let gate = self.gate(id);
        let (key, _) = *gate.parked.first()?;
        let wanted = gate.promised.saturating_add(1);
        let (mut free, mut next_ms) = (0_u32, None);
        for bot in self.pool(bot) {
            match self.room(bot, chat, key, now_ms) {
                Room::Free(units) => {
                    free = free.saturating_add(units);
                    let sent = self.gate(GateId::Group(bot, chat)).budget.log();
                    if let Some(back_ms) = sent.and_then(|log| log.next_ms()) {
                        next_ms = earlier(next_ms, back_ms);
                    }
                }
                Room::At(at_ms) => next_ms = earlier(next_ms, at_ms),
                Room::Behind => {}
            }
        }
        if free >= wanted {
            Some(now_ms)
        } else {
            next_ms
        }
    }

    /// Times the gates of all pools anew: something of one of their bots has changed.
    pub(super) fn time_pools(&mut self, now_ms: i64) {
        let pools = std::mem::take(&mut self.pools);
        for id in &pools {
            self.time_gate(*id, now_ms);
        }
        self.pools = pools;
    }
}

fn earlier(known_ms: Option<i64>, at_ms: i64) -> Option<i64> {
    Some(known_ms.map_or(at_ms, |known_ms| known_ms.min(at_ms)))
}
