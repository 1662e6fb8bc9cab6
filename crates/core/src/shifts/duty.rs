//! Who is on duty at a moment, and when that changes next.
//!
//! A beginning or an end is one moment: the first at which a clock on the wall shows that time or a later one. So a time that comes twice in
//! autumn counts when it comes first, a time that is left out in spring is the moment at which the clocks are put forward, and where one
//! span ends and the next begins nobody is missing and nobody is on twice. Deliberately absent: who is still a member of the group.

use std::collections::{BTreeMap, BTreeSet};

use relevo_telegram::UserId;

use super::Week;
use crate::params::Timezone;

/// How many days are looked at for the next change besides those with substitutions: the only span of a week may be left out with its
/// hour, or with its whole day.
const LOOK_AHEAD_DAYS: i64 = 22;

/// How many days before and after one a span can begin that reaches into it: a zone may leave a day out.
const REACH: std::ops::RangeInclusive<i64> = -3..=1;

/// All that decides who is on duty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Where the clock on the wall hangs.
    pub zone: Timezone,
    /// Everybody's week.
    pub rota: BTreeMap<UserId, Week>,
    /// For single days; one for each day and person.
    pub substitutions: Vec<Substitution>,
    /// What people said themselves; one for each.
    pub by_hand: Vec<ByHand>,
}

/// On one day somebody's spans are another's, or nobody's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Substitution {
    /// The day of the local calendar, in days since 1970-01-01: what begins on it counts, also after midnight.
    pub day: i64,
    /// Whose spans.
    pub instead_of: UserId,
    /// Who is on instead; none: nobody.
    pub who: Option<UserId>,
}

/// Somebody said that they are on duty, or not, whatever the rota says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ByHand {
    /// Who.
    pub person: UserId,
    /// Whether they are.
    pub on: bool,
    /// Since when, Unix milliseconds.
    pub since_ms: i64,
    /// Until the rota changes for them, Unix milliseconds; none: it never does.
    pub until_ms: Option<i64>,
}

/// A change that is to come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upcoming {
    /// When, Unix milliseconds.
    pub at_ms: i64,
    /// Who is on since then.
    pub on: BTreeSet<UserId>,
}

/// A span on the day on which it is.
struct Stretch {
    person: UserId,
    from_ms: i64,
    until_ms: i64,
}

impl Plan {
    /// A plan in which nobody is ever on duty.
    #[must_use]
    pub fn empty(zone: Timezone) -> Plan {
        Plan {
            zone,
            rota: BTreeMap::new(),
            substitutions: Vec::new(),
            by_hand: Vec::new(),
        }
    }

    /// Who is on duty at a moment (Unix milliseconds).
    #[must_use]
    pub fn on_duty(&self, at_ms: i64) -> BTreeSet<UserId> {
        let today = self.zone.local_day(at_ms);
        self.on(&self.stretches(&BTreeSet::from([today]), None), at_ms)
    }

    /// The first moment after one (Unix milliseconds) at which others are on duty than then; none: it stays as it is.
    #[must_use]
    pub fn next_change_ms(&self, after_ms: i64) -> Option<i64> {
        self.next_where(after_ms, None, |on| on.clone())
    }

    /// The next changes after a moment, at most so many.
    #[must_use]
    pub fn upcoming(&self, after_ms: i64, most: usize) -> Vec<Upcoming> {
        let mut changes = Vec::new();
        let mut at_ms = after_ms;
        while changes.len() < most
            && let Some(next_ms) = self.next_change_ms(at_ms)
        {
            at_ms = next_ms;
            let on = self.on_duty(at_ms);
            changes.push(Upcoming { at_ms, on });
        }
        changes
    }

    /// What somebody says by hand now: it holds until the rota changes for them.
    #[must_use]
    pub fn said(&self, person: UserId, on: bool, now_ms: i64) -> ByHand {
        let rota = Plan {
            by_hand: Vec::new(),
            ..self.clone()
        };
        ByHand {
            person,
            on,
            since_ms: now_ms,
            until_ms: rota.next_where(now_ms, Some(person), |on| on.contains(&person)),
        }
    }

    /// The same plan after its rota or substitutions were changed: what people said by hand and still holds is to hold until the new rota
    /// changes for them.
    #[must_use]
    pub fn said_anew(&self, now_ms: i64) -> Vec<ByHand> {
        let holding = self.by_hand.iter().filter(|one| one.holds(now_ms));
        let anew = holding.map(|one| ByHand {
            since_ms: one.since_ms,
            ..self.said(one.person, one.on, now_ms)
        });
        anew.collect()
    }

    /// Until when somebody stays on duty or off it (Unix milliseconds), if that ends.
    #[must_use]
    pub fn stays_until_ms(&self, person: UserId, now_ms: i64) -> Option<i64> {
        self.next_where(now_ms, Some(person), |on| on.contains(&person))
    }

    /// The first moment after one at which something else is seen of who is on duty. `whose`: of one person alone.
    fn next_where<T: PartialEq>(
        &self,
        after_ms: i64,
        whose: Option<UserId>,
        seen: impl Fn(&BTreeSet<UserId>) -> T,
    ) -> Option<i64> {
        let today = self.zone.local_day(after_ms);
        // What is an exception now may be the rule's turn only after it.
        let hands = self.by_hand.iter();
        let hands = hands.flat_map(|one| [Some(one.since_ms), one.until_ms]);
        let hands = hands.flatten().map(|at_ms| self.zone.local_day(at_ms));
        let exceptions = self.substitutions.iter().map(|one| one.day).chain(hands);
        let exceptions = exceptions.filter(|day| *day >= today - 3);
        let days: BTreeSet<i64> = exceptions
            .chain([today])
            .flat_map(|day| day..=day.saturating_add(LOOK_AHEAD_DAYS))
            .collect();
        let now = seen(&self.on(&self.stretches(&BTreeSet::from([today]), whose), after_ms));
        let hands = self.by_hand.iter();
        let hands = hands
            .flat_map(|one| [Some(one.since_ms), one.until_ms])
            .flatten();
        let hands: Vec<i64> = hands.collect();
        // Day by day: the next change is mostly on one of the first.
        days.into_iter().find_map(|day| {
            let stretches = self.stretches(&BTreeSet::from([day]), whose);
            let ends = stretches.iter().flat_map(|one| [one.from_ms, one.until_ms]);
            let moments = ends.chain(hands.iter().copied());
            let moments: BTreeSet<i64> = moments
                .filter(|at_ms| *at_ms > after_ms && self.zone.local_day(*at_ms) == day)
                .collect();
            moments
                .into_iter()
                .find(|at_ms| seen(&self.on(&stretches, *at_ms)) != now)
        })
    }

    fn on(&self, stretches: &[Stretch], at_ms: i64) -> BTreeSet<UserId> {
        let covering = stretches
            .iter()
            .filter(|one| (one.from_ms..one.until_ms).contains(&at_ms));
        let mut on: BTreeSet<UserId> = covering.map(|one| one.person).collect();
        for hand in self.by_hand.iter().filter(|one| one.holds(at_ms)) {
            match hand.on {
                true => on.insert(hand.person),
                false => on.remove(&hand.person),
            };
        }
        on
    }

    /// Everything that may reach into these days, of one person or of all.
    fn stretches(&self, days: &BTreeSet<i64>, whose: Option<UserId>) -> Vec<Stretch> {
        let reached: BTreeSet<i64> = days
            .iter()
            .flat_map(|day| REACH.map(move |by| day.saturating_add(by)))
            .collect();
        let mut stretches = Vec::new();
        for day in reached {
            let weekday = weekday(day);
            for (owner, week) in &self.rota {
                let person = self.instead_of(*owner, day);
                let person = person.filter(|person| whose.is_none_or(|whose| whose == *person));
                let Some(person) = person else {
                    continue;
                };
                stretches.extend(week.of_day(weekday).map(|span| Stretch {
                    person,
                    from_ms: self.zone.first_shows_ms(day, span.from_minute),
                    until_ms: self.zone.first_shows_ms(day, span.until_minute),
                }));
            }
        }
        stretches
    }

    /// Who is on in somebody's spans of a day.
    fn instead_of(&self, owner: UserId, day: i64) -> Option<UserId> {
        let mut all = self.substitutions.iter();
        match all.find(|one| one.day == day && one.instead_of == owner) {
            Some(substitution) => substitution.who,
            None => Some(owner),
        }
    }
}

impl ByHand {
    /// Whether it counts at a moment.
    #[must_use]
    pub fn holds(&self, at_ms: i64) -> bool {
        self.since_ms <= at_ms && self.until_ms.is_none_or(|until_ms| at_ms < until_ms)
    }
}

/// The day of the week of a day since 1970-01-01, which was a Thursday; 0 is Monday.
#[must_use]
pub fn weekday(day: i64) -> u8 {
    u8::try_from((day.rem_euclid(7) + 3) % 7).expect("a day of the week")
}
