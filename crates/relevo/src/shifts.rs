//! What shifts bring about by themselves, once a minute: a hand-over in General whenever others are on duty than before, and mentions in the
//! topics of new conversations that nobody answers.
//!
//! Found out here is who is on duty and what is due; `relevo_core::shifts` computes, and what was told or mentioned is noted in the
//! transaction of the delivery that does it. Who has left the group is not on duty. Neighbours: `timers` calls it. Deliberately absent:
//! `/shift`.

mod handover;
mod pings;

use std::collections::HashMap;

use relevo_core::params::Timezone;
use relevo_core::shifts::DutyPerson;
use relevo_core::{CardId, CellId, Colleague};
use relevo_telegram::UserId;

use crate::directory::{Directory, Shared};
use crate::intake::stopped::speaker;
use crate::store::{Shifts, Store, StoreError, Tx};

/// Does for every group what it is time for. Says whether anything was done.
///
/// # Errors
/// If the store cannot be read or written; what was not done is found again.
pub async fn fire(store: &Store, shared: &Shared, now_ms: i64) -> Result<bool, StoreError> {
    let directory = shared.now();
    let mut any = false;
    for id in store.groups_with_shifts().await? {
        let Some(cell) = directory.cells.get(&id) else {
            continue;
        };
        let Some(speaker) = speaker(cell, &directory) else {
            continue;
        };
        let zone = &zone(id, &directory);
        let told = handover::tell(store, (cell, speaker, &directory), (zone, now_ms)).await?;
        let mentioned = pings::mention(store, (cell, zone), shared, now_ms).await?;
        if told || mentioned {
            any = true;
            shared.wake(id).notify_one();
        }
    }
    Ok(any)
}

/// The time zone of a group's shifts: that of its first connection, also while that is stopped, so that nobody's hours move because
/// somebody stops a bot.
pub(crate) fn zone(cell: CellId, directory: &Directory) -> Timezone {
    let connections = directory.connections.values();
    let first = connections
        .filter(|one| one.cell == cell)
        .min_by_key(|one| one.id);
    first.map_or(Timezone::UTC, |one| one.params.timezone.clone())
}

/// People of a group, by their names.
pub(crate) struct Names(HashMap<UserId, String>);

impl Names {
    /// Those of these people.
    pub(crate) async fn of(
        tx: &mut Tx,
        shifts: &Shifts,
        people: impl IntoIterator<Item = UserId>,
    ) -> Result<Names, StoreError> {
        let people = people.into_iter();
        let cards: HashMap<UserId, CardId> = people
            .filter_map(|person| Some((person, (*shifts.team.get(&person)?)?)))
            .collect();
        let ids: Vec<CardId> = cards.values().copied().collect();
        let mut known = tx.cards(&ids).await?;
        let name = |(person, card)| {
            let names = known.remove(&card)?;
            let name = Colleague { person, names }.shown();
            Some((person, name)).filter(|(_, name)| !name.is_empty())
        };
        Ok(Names(cards.into_iter().filter_map(name).collect()))
    }

    /// Somebody with their name, or the number that stands for one.
    pub(crate) fn one(&self, person: UserId) -> DutyPerson {
        let name = self.0.get(&person).cloned();
        DutyPerson {
            person,
            name: name.unwrap_or_else(|| person.0.to_string()),
        }
    }

    /// Several, in the order of their names.
    pub(crate) fn all<'a>(&self, people: impl IntoIterator<Item = &'a UserId>) -> Vec<DutyPerson> {
        let mut named: Vec<DutyPerson> = people.into_iter().map(|one| self.one(*one)).collect();
        named.sort_by_key(|one| (one.name.to_lowercase(), one.person));
        named
    }
}
