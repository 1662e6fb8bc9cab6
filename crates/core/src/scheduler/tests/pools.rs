//! Promises about several bots in one group, and about limits that are lower than was thought. Telegram is played by a window of
//! its own for each bot, which knows nothing of the scheduler.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

const RELAYS: [IdentityId; 3] = [IdentityId(2), IdentityId(3), IdentityId(4)];

fn text(lane: Lane) -> Ask {
    Ask {
        pooled: true,
        ..ask(lane)
    }
}

fn pool() -> Scheduler {
    let mut scheduler = Scheduler::new(Budgets::default());
    scheduler.set_relays(&RELAYS);
    scheduler
}

/// Telegram: so many units of each bot in any minute, and what it refused.
struct Group {
    limit: u32,
    sent: BTreeMap<IdentityId, Vec<i64>>,
    refused: BTreeMap<IdentityId, Vec<i64>>,
}

impl Group {
    fn new(limit: u32) -> Group {
        Group {
            limit,
            sent: BTreeMap::new(),
            refused: BTreeMap::new(),
        }
    }

    /// Takes one unit, or tells for how long to wait.
    fn take(&mut self, bot: IdentityId, now_ms: i64) -> Result<(), i64> {
        let sent = self.sent.entry(bot).or_default();
        let limit = usize::try_from(self.limit).unwrap();
        let lately = sent
            .iter()
            .filter(|at_ms| **at_ms + 60_000 > now_ms)
            .count();
        if lately < limit {
            sent.push(now_ms);
            return Ok(());
        }
        self.refused.entry(bot).or_default().push(now_ms);
        let frees_ms = sent[sent.len() - limit] + 60_000;
        Err((frees_ms - now_ms + 999) / 1_000 * 1_000)
    }

    fn taken(&self) -> usize {
        self.sent.values().map(Vec::len).sum()
    }
}

/// Lives through the backlog of so many lanes with calls that take so long; each lane's head is a text until the end.
fn live_in(
    group: &mut Group,
    scheduler: &mut Scheduler,
    lanes: i64,
    (until_ms, takes_ms): (i64, i64),
) {
    let mut seq = 0;
    let mut offer = |scheduler: &mut Scheduler, conversation: i64, now_ms: i64| {
        seq += 1;
        scheduler.offer(lane(conversation, Direction::ToTopic), Seq(seq), 0, now_ms);
    };
    let mut calls: BTreeSet<(i64, Lane, IdentityId)> = BTreeSet::new();
    let mut now_ms = 0;
    for conversation in 1..=lanes {
        offer(scheduler, conversation, now_ms);
    }
    while now_ms < until_ms {
        while let Some((ends_ms, lane, bot)) = calls.first().copied()
            && ends_ms <= now_ms
        {
            calls.pop_first();
            match group.take(bot, now_ms) {
                Ok(()) => {
                    scheduler.taken(lane, now_ms);
                    scheduler.done(lane, now_ms);
                    offer(scheduler, lane.conversation.unwrap().0, now_ms);
                }
                Err(wait_ms) => {
                    scheduler.waited(bot, Some(GROUP), now_ms + wait_ms);
                    scheduler.refused(lane, now_ms);
                    scheduler.again(lane, now_ms, now_ms);
                }
            }
        }
        while let Some((lane, _)) = scheduler.pick(now_ms) {
            if let Grant::By(bot) = scheduler.grant(text(lane), now_ms) {
                calls.insert((now_ms + takes_ms, lane, bot));
            }
        }
        let ends = calls.first().map(|(ends_ms, ..)| *ends_ms);
        let due = scheduler.next_due_ms(now_ms);
        let next_ms = ends.into_iter().chain(due).min();
        now_ms = next_ms.expect("there is a backlog").max(now_ms);
    }
}

/// Promise: with a backlog every bot's budget is used, none is overspent, and nobody is refused.
#[test]
fn four_bots_have_four_budgets() {
    let (mut group, mut scheduler) = (Group::new(20), pool());
    live_in(&mut group, &mut scheduler, 60, (1_800_000, 150));
    assert_eq!(group.refused, BTreeMap::new());
    let all = 30 * 4 * 20;
    assert!(
        group.taken() * 100 >= all * 97,
        "{} of {all}",
        group.taken()
    );
}

/// Promise: if Telegram allows less than was thought, each bot is refused at most once in five minutes, and what is allowed is used.
#[test]
fn a_lower_limit_is_learned() {
    for limit in [11, 15, 19] {
        let (mut group, mut scheduler) = (Group::new(limit), pool());
        live_in(&mut group, &mut scheduler, 60, (3_600_000, 150));
        for (bot, refused) in &group.refused {
            let quick = refused.windows(2).any(|two| two[1] - two[0] < 300_000);
            assert!(!quick, "limit {limit}: {bot:?} is refused at {refused:?}");
        }
        let all = 60 * 4 * usize::try_from(limit).unwrap();
        assert!(
            group.taken() * 100 >= all * 85,
            "limit {limit}: {} of {all}",
            group.taken()
        );
    }
}

/// Promise: a limit far below what anybody believes is found too, after a few refusals.
#[test]
fn a_tiny_limit_is_learned() {
    let (mut group, mut scheduler) = (Group::new(4), pool());
    live_in(&mut group, &mut scheduler, 60, (3_600_000, 150));
    let late = group
        .refused
        .values()
        .map(|refused| refused.iter().filter(|at_ms| **at_ms > 600_000).count());
    assert!(late.max() <= Some(11));
    assert!(group.taken() * 100 >= 60 * 4 * 4 * 85, "{}", group.taken());
}

/// Promise: a wait that has nothing to do with how much was sent is obeyed and teaches nothing.
#[test]
fn a_stray_wait_teaches_nothing() {
    let mut scheduler = Scheduler::new(Budgets::default());
    let mut serve = |conversation: i64, now_ms: i64| {
        let lane = lane(conversation, Direction::ToTopic);
        scheduler.offer(lane, Seq(conversation), 0, now_ms);
        let (picked, _) = scheduler.pick(now_ms)?;
        let granted = scheduler.grant(ask(picked), now_ms);
        (granted == Grant::By(BOT)).then_some(())?;
        if conversation == 2 {
            scheduler.waited(BOT, Some(GROUP), now_ms + 5_000);
            scheduler.refused(picked, now_ms);
            scheduler.again(picked, now_ms, now_ms);
            return None;
        }
        scheduler.taken(picked, now_ms);
        scheduler.done(picked, now_ms);
        Some(())
    };
    assert_eq!((serve(1, 0), serve(2, 0)), (Some(()), None));
    let served = (3..40).filter_map(|number| serve(number, 5_000)).count();
    assert_eq!(served, 19);
}

/// Promise: one that is refused takes away nothing of those that were sent in the same moment: all that were taken are counted.
#[test]
fn a_refusal_is_one_calls() {
    let budgets = Budgets {
        group_units_at_once: 20,
        ..Budgets::default()
    };
    let mut scheduler = Scheduler::new(budgets);
    for conversation in 1..=12 {
        let lane = lane(conversation, Direction::ToTopic);
        scheduler.offer(lane, Seq(conversation), 0, 0);
    }
    let mut refused = Vec::new();
    while let Some((lane, _)) = scheduler.pick(0) {
        assert_eq!(scheduler.grant(ask(lane), 0), Grant::By(BOT));
        refused.push(lane);
    }
    let taken = refused.split_off(1);
    let refuse = |scheduler: &mut Scheduler, now_ms: i64| {
        scheduler.refused(refused[0], now_ms);
        scheduler.again(refused[0], now_ms, now_ms);
    };
    refuse(&mut scheduler, 100);
    for lane in taken {
        scheduler.taken(lane, 200);
        scheduler.done(lane, 200);
    }
    let (lane, _) = scheduler.pick(300).expect("it is due");
    assert_eq!(scheduler.grant(ask(lane), 300), Grant::By(BOT));
    refuse(&mut scheduler, 400);
    // Eleven were taken, and where a window begins is not known to the millisecond.
    let ceiling = scheduler.taught()[0].rate.map(|(ceiling, ..)| ceiling);
    assert_eq!(ceiling, Some(10));
}

/// Promise: what was learned outlives a restart: the next process is not refused.
#[test]
fn what_was_learned_is_recalled() {
    let (mut group, mut before) = (Group::new(15), pool());
    live_in(&mut group, &mut before, 60, (200_000, 150));
    assert_eq!(group.refused.len(), 4);
    let mut scheduler = pool();
    let taught = before.taught();
    assert_eq!(taught.len(), 4);
    for taught in &taught {
        scheduler.recall_taught(taught);
    }
    before.taught_is_stored();
    assert_eq!(before.taught(), []);
    let mut group = Group::new(15);
    live_in(&mut group, &mut scheduler, 60, (200_000, 150));
    assert_eq!(group.refused, BTreeMap::new());
}

/// Promise: a limit that is no longer lower is used again.
#[test]
fn a_ceiling_creeps_up() {
    let (mut group, mut scheduler) = (Group::new(15), pool());
    live_in(&mut group, &mut scheduler, 60, (120_000, 150));
    let taught = scheduler.taught();
    let (mut group, mut scheduler) = (Group::new(20), pool());
    for taught in &taught {
        scheduler.recall_taught(taught);
    }
    live_in(&mut group, &mut scheduler, 60, (3_600_000, 150));
    assert_eq!(group.refused, BTreeMap::new());
    let last = group
        .sent
        .values()
        .flatten()
        .filter(|at_ms| **at_ms > 3_000_000);
    assert!(last.count() >= 10 * 78);
}

/// Promise: a topic stays with its bot while that has budget; another begins with the bot that has most.
#[test]
fn a_topic_sticks() {
    let mut scheduler = pool();
    let (one, two) = (lane(1, Direction::ToTopic), lane(2, Direction::ToTopic));
    let mut say = |lane: Lane, now_ms: i64| {
        scheduler.offer(lane, Seq(now_ms), 0, now_ms);
        let (picked, _) = scheduler.pick(now_ms).expect("it is due");
        let granted = scheduler.grant(text(picked), now_ms);
        scheduler.taken(picked, now_ms);
        scheduler.done(picked, now_ms);
        granted
    };
    for now_ms in 1..=20 {
        assert_eq!(say(one, now_ms), Grant::By(BOT));
    }
    assert_eq!(say(two, 21), Grant::By(RELAYS[0]));
    for now_ms in 22..=30 {
        assert_eq!(say(one, now_ms), Grant::By(RELAYS[1]));
    }
    assert_eq!(say(two, 31), Grant::By(RELAYS[0]));
}

/// Promise: what only the frontend may send is not starved by texts that others could send, nor the other way round.
#[test]
fn the_frontends_own_calls_are_not_starved() {
    let mut scheduler = pool();
    for conversation in 1..=200 {
        scheduler.offer(
            lane(conversation, Direction::ToTopic),
            Seq(conversation),
            0,
            conversation,
        );
    }
    let own = |lane: Lane| lane.conversation.unwrap().0 % 4 == 0;
    let (mut now_ms, mut served) = (200, Vec::new());
    while served.len() < 200 {
        while let Some((lane, seq)) = scheduler.pick(now_ms) {
            let ask = if own(lane) { ask(lane) } else { text(lane) };
            if let Grant::By(bot) = scheduler.grant(ask, now_ms) {
                assert!(!own(lane) || bot == BOT);
                served.push((seq, now_ms));
                scheduler.taken(lane, now_ms);
                scheduler.done(lane, now_ms);
            }
        }
        now_ms = scheduler.next_due_ms(now_ms).unwrap_or(now_ms);
    }
    // 50 calls of its own take the frontend 2½ minutes; the 150 texts of the relays are not slower.
    assert!(now_ms <= 200 + 180_000, "{now_ms}");
    let texts = served.iter().filter(|(seq, _)| seq.0 % 4 != 0);
    assert!(texts.map(|(_, at_ms)| *at_ms).max() <= Some(200 + 120_000));
}

/// Promise: a relay that is taken away is asked nothing more, and what waits goes on by the others.
#[test]
fn relays_come_and_go() {
    let mut scheduler = pool();
    for conversation in 1..=200 {
        scheduler.offer(
            lane(conversation, Direction::ToTopic),
            Seq(conversation),
            0,
            0,
        );
    }
    let serve = |scheduler: &mut Scheduler, now_ms: i64| {
        let mut by: BTreeMap<IdentityId, u32> = BTreeMap::new();
        while let Some((lane, _)) = scheduler.pick(now_ms) {
            if let Grant::By(bot) = scheduler.grant(text(lane), now_ms) {
                *by.entry(bot).or_default() += 1;
                scheduler.taken(lane, now_ms);
                scheduler.done(lane, now_ms);
            }
        }
        by
    };
    assert_eq!(serve(&mut scheduler, 0).len(), 4);
    scheduler.set_relays(&RELAYS[..1]);
    assert_eq!(
        serve(&mut scheduler, 60_000),
        BTreeMap::from([(BOT, 20), (RELAYS[0], 20)])
    );
    scheduler.set_relays(&[]);
    assert_eq!(serve(&mut scheduler, 120_000), BTreeMap::from([(BOT, 20)]));
    scheduler.set_relays(&RELAYS);
    assert_eq!(serve(&mut scheduler, 180_000).len(), 4);
    assert_eq!(scheduler.waiting(), 0);
}

/// Promise: one bot's wait holds back that bot alone.
#[test]
fn a_wait_holds_back_one_bot() {
    let mut scheduler = pool();
    scheduler.waited(BOT, Some(GROUP), 500_000);
    scheduler.waited(RELAYS[0], None, 500_000);
    for conversation in 1..=100 {
        scheduler.offer(
            lane(conversation, Direction::ToTopic),
            Seq(conversation),
            0,
            0,
        );
    }
    let mut by = BTreeSet::new();
    let mut count = 0;
    while let Some((lane, _)) = scheduler.pick(0) {
        if let Grant::By(bot) = scheduler.grant(text(lane), 0) {
            by.insert(bot);
            count += 1;
            scheduler.taken(lane, 0);
            scheduler.done(lane, 0);
        }
    }
    assert_eq!((by, count), (BTreeSet::from([RELAYS[1], RELAYS[2]]), 40));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Promise: whatever the limit, the pace of the calls, and the mix of what only the frontend may send: time goes on, everything
    /// is sent, each lane in order, and no bot sends more than what is configured.
    #[test]
    fn everything_is_sent(
        limit in 3..25_u32,
        takes_ms in 0..3_000_i64,
        lanes in prop::collection::vec((prop::bool::ANY, 1..6_usize), 1..60),
    ) {
        let (mut group, mut scheduler) = (Group::new(limit.min(20)), pool());
        let mut seq = 0;
        let mut left: BTreeMap<Lane, Vec<Seq>> = BTreeMap::new();
        for (number, (_, count)) in lanes.iter().enumerate() {
            let lane = lane(i64::try_from(number).unwrap(), Direction::ToTopic);
            for _ in 0..*count {
                seq += 1;
                scheduler.offer(lane, Seq(seq), 0, 0);
                left.entry(lane).or_default().push(Seq(seq));
            }
        }
        let mut calls: BTreeSet<(i64, Lane, IdentityId)> = BTreeSet::new();
        let (mut now_ms, mut steps) = (0, 0);
        while scheduler.waiting() > 0 {
            steps += 1;
            prop_assert!(steps < 20_000, "time stands still at {now_ms}");
            while let Some((ends_ms, lane, bot)) = calls.first().copied() && ends_ms <= now_ms {
                calls.pop_first();
                match group.take(bot, now_ms) {
                    Ok(()) => {
                        scheduler.taken(lane, now_ms);
                        scheduler.done(lane, now_ms);
                    }
                    Err(wait_ms) => {
                        scheduler.waited(bot, Some(GROUP), now_ms + wait_ms);
                        scheduler.refused(lane, now_ms);
                        scheduler.again(lane, now_ms, now_ms);
                        left.get_mut(&lane).unwrap().insert(0, Seq(0));
                    }
                }
            }
            while let Some((lane, seq)) = scheduler.pick(now_ms) {
                let own = lanes[usize::try_from(lane.conversation.unwrap().0).unwrap()].0;
                let ask = if own { ask(lane) } else { text(lane) };
                if let Grant::By(bot) = scheduler.grant(ask, now_ms) {
                    let expected = left.get_mut(&lane).unwrap().remove(0);
                    prop_assert!(expected == seq || expected == Seq(0));
                    calls.insert((now_ms + takes_ms, lane, bot));
                }
            }
            let ends = calls.first().map(|(ends_ms, ..)| *ends_ms);
            let due = scheduler.next_due_ms(now_ms);
            let Some(next_ms) = ends.into_iter().chain(due).min() else { break };
            now_ms = next_ms.max(now_ms);
        }
        prop_assert_eq!(scheduler.waiting(), 0);
        prop_assert!(now_ms < 60_000 * 200);
    }
}
