//! The scheduler's promises, against a worker in miniature that keeps its own books.

mod wanted;

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;
use crate::ConversationId;

mod pools;

const BOT: IdentityId = IdentityId(1);
const GROUP: ChatId = ChatId(-100);

fn lane(conversation: i64, direction: Direction) -> Lane {
    Lane {
        part: 0,
        conversation: Some(ConversationId(conversation)),
        direction,
    }
}

fn ask(lane: Lane) -> Ask {
    let private = lane.direction == Direction::ToClient;
    let conversation = lane.conversation.expect("tests use conversations").0;
    Ask {
        lane,
        bot: BOT,
        pooled: false,
        chat: Some(if private { ChatId(conversation) } else { GROUP }),
        private,
        units: 1,
        creates_topic: false,
    }
}

/// One delivery of a generated day.
#[derive(Clone, Debug)]
struct Work {
    lane: Lane,
    offered_ms: i64,
    due_ms: i64,
    units: u32,
    creates_topic: bool,
    /// Calls that end with "later" before one ends well, and by how much.
    again_ms: Vec<i64>,
    /// Milliseconds that a call takes.
    takes_ms: i64,
}

fn work(units_max: u32) -> impl Strategy<Value = Work> {
    let directions = [
        Direction::ToClient,
        Direction::ToTopic,
        Direction::ToTopic,
        Direction::Aside,
    ];
    (
        (1..9_i64, prop::sample::select(directions.to_vec())),
        (0..90_000_i64, 0..5_000_i64),
        0..=units_max,
        prop::bool::weighted(0.2),
        prop::collection::vec(0..9_000_i64, 0..2),
        0..400_i64,
    )
        .prop_map(|(place, times, units, creates_topic, again_ms, takes_ms)| {
            let lane = lane(place.0, place.1);
            Work {
                lane,
                offered_ms: times.0,
                due_ms: times.0 + times.1,
                units,
                creates_topic: creates_topic && lane.direction == Direction::ToTopic,
                again_ms,
                takes_ms,
            }
        })
}

/// What the worker in miniature saw.
#[derive(Default)]
struct Day {
    /// When which ask was granted, and when its call ended.
    granted: Vec<(i64, i64, Ask)>,
    /// Deliveries in the order of their end.
    ended: Vec<(Lane, Seq)>,
    /// Times at which nothing could be picked, with the heads that were due and not in flight.
    idle: Vec<(i64, Vec<Ask>)>,
    creating_max: usize,
}

/// Lives through the work: time jumps to the next thing that happens, as production does.
fn live(work: &[Work], budgets: Budgets) -> Day {
    let mut work: Vec<Work> = work.to_vec();
    work.sort_by_key(|work| work.offered_ms);
    let mut day = Day::default();
    let mut scheduler = Scheduler::new(budgets);
    let mut offered = 0;
    let mut not_before: BTreeMap<usize, i64> = BTreeMap::new();
    let mut calls: BTreeSet<(i64, usize, bool)> = BTreeSet::new();
    let mut open: BTreeMap<Lane, BTreeSet<usize>> = BTreeMap::new();
    let mut now_ms = 0;
    for _ in 0..100_000 {
        while offered < work.len() && work[offered].offered_ms <= now_ms {
            let (lane, due_ms) = (work[offered].lane, work[offered].due_ms);
            scheduler.offer(lane, Seq(offered as i64), due_ms, now_ms);
            not_before.insert(offered, due_ms.max(now_ms));
            open.entry(lane).or_default().insert(offered);
            offered += 1;
        }
        while let Some((ends_ms, index, creates)) = calls.first().copied()
            && ends_ms <= now_ms
        {
            calls.remove(&(ends_ms, index, creates));
            let lane = work[index].lane;
            if let Some(later_ms) = work[index].again_ms.pop() {
                scheduler.again(lane, now_ms + later_ms, now_ms);
                not_before.insert(index, now_ms + later_ms);
            } else {
                scheduler.taken(lane, now_ms);
                scheduler.done(lane, now_ms);
                open.get_mut(&lane).unwrap().remove(&index);
                day.ended.push((lane, Seq(index as i64)));
            }
        }
        let busy = |calls: &BTreeSet<(i64, usize, bool)>, lane: Lane| {
            calls.iter().any(|(_, index, _)| work[*index].lane == lane)
        };
        while let Some((lane, seq)) = scheduler.pick(now_ms) {
            let index = usize::try_from(seq.0).unwrap();
            assert!(!busy(&calls, lane), "a lane gave two at once");
            assert_eq!(open[&lane].first(), Some(&index), "not the head");
            assert!(not_before[&index] <= now_ms, "picked before it was due");
            let ask = Ask {
                units: work[index].units,
                creates_topic: work[index].creates_topic,
                ..ask(lane)
            };
            match scheduler.grant(ask, now_ms) {
                Grant::By(_) => {
                    let ends_ms = now_ms + work[index].takes_ms;
                    day.granted.push((now_ms, ends_ms, ask));
                    calls.insert((ends_ms, index, ask.creates_topic));
                    let creating = calls.iter().filter(|(.., creates)| *creates).count();
                    day.creating_max = day.creating_max.max(creating);
                }
                Grant::At(at_ms) => assert!(at_ms > now_ms),
            }
        }
        let due = open.iter().filter(|(lane, _)| !busy(&calls, **lane));
        let due = due.filter_map(|(lane, seqs)| {
            let index = *seqs.first()?;
            (not_before[&index] <= now_ms).then(|| Ask {
                units: work[index].units,
                creates_topic: work[index].creates_topic,
                ..ask(*lane)
            })
        });
        day.idle.push((now_ms, due.collect()));
        assert_eq!(
            scheduler.waiting(),
            open.values().map(BTreeSet::len).sum::<usize>()
        );
        let next_offer = work.get(offered).map(|work| work.offered_ms);
        let next_end = calls.first().map(|(ends_ms, ..)| *ends_ms);
        let next_due = scheduler.next_due_ms(now_ms);
        let Some(next_ms) = [next_offer, next_end, next_due].into_iter().flatten().min() else {
            assert_eq!(
                scheduler.waiting(),
                0,
                "work waits and nothing will wake it"
            );
            assert!(scheduler.lanes.is_empty(), "an empty lane is kept");
            scheduler.pick(now_ms + 200_000);
            assert!(
                scheduler.gates.keys().all(|id| id.is_about_lanes()),
                "a full budget is kept"
            );
            return day;
        };
        assert!(next_ms >= now_ms);
        now_ms = next_ms;
    }
    panic!("the day does not end");
}

/// Units granted to the asks that match, in the half-open window that ends with `until_ms`.
fn units_in(day: &Day, until_ms: i64, window_ms: i64, of: impl Fn(&Ask) -> bool) -> u32 {
    day.granted
        .iter()
        .filter(|(at_ms, _, ask)| *at_ms <= until_ms && *at_ms > until_ms - window_ms && of(ask))
        .map(|(.., ask)| ask.units)
        .sum()
}

/// Units that Telegram may count in that window: their calls began before its end and ended after its beginning.
fn units_counted(day: &Day, until_ms: i64, window_ms: i64, of: impl Fn(&Ask) -> bool) -> u32 {
    day.granted
        .iter()
        .filter(|(at_ms, ends_ms, ask)| {
            *at_ms <= until_ms && *ends_ms > until_ms - window_ms && of(ask)
        })
        .map(|(.., ask)| ask.units)
        .sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Promise: no window ever holds more than its budget, wherever between its beginning and its end Telegram counts a
    /// call, one topic is created at a time, and each lane keeps its
    /// order, whatever happens.
    #[test]
    fn budgets_and_order_hold(work in prop::collection::vec(work(3), 1..150)) {
        let day = live(&work, Budgets::default());
        prop_assert_eq!(day.ended.len(), work.len());
        prop_assert!(day.creating_max <= 1);
        for (at_ms, _, ask) in &day.granted {
            prop_assert!(units_counted(&day, *at_ms, 60_000, |other| other.chat == Some(GROUP)) <= 20);
            prop_assert!(units_counted(&day, *at_ms, 1_000, |_| true) <= 30);
            if ask.private {
                // A bucket of three that gains one a second never gives more than 3 + n in n seconds.
                for seconds in [1, 5, 20] {
                    let most = 3 + u32::try_from(seconds).unwrap();
                    let sent = units_in(&day, *at_ms, seconds * 1_000, |other| other.chat == ask.chat);
                    prop_assert!(sent <= most);
                }
            }
        }
        for lane in day.ended.iter().map(|(lane, _)| *lane) {
            let seqs: Vec<Seq> = day.ended.iter().filter(|(other, _)| *other == lane).map(|(_, seq)| *seq).collect();
            prop_assert!(seqs.is_sorted());
        }
    }

    /// Promise: no budget is left idle while a delivery that could use it is due.
    #[test]
    fn no_budget_idles(work in prop::collection::vec(work(1), 1..150)) {
        let day = live(&work, Budgets { group_units_at_once: 20, ..Budgets::default() });
        for (at_ms, due) in &day.idle {

            for ask in due.iter().filter(|ask| !ask.creates_topic) {
                prop_assert!(ask.units > 0, "a free call waits");
                let bot = units_counted(&day, *at_ms, 1_000, |_| true);
                let chat = units_counted(&day, *at_ms, 60_000, |other| other.chat == ask.chat);
                let bucket = units_in(&day, *at_ms, 3_000, |other| other.chat == ask.chat);
                let closed = bot >= 30 || if ask.private { bucket >= 1 } else { chat >= 20 };
                prop_assert!(closed, "{ask:?} waits at {at_ms}");
            }
        }
    }

    /// Promise: switched off, nothing waits but for its own due time, its lane and the one topic being created.
    #[test]
    fn off_means_off(work in prop::collection::vec(work(9), 1..80)) {
        let day = live(&work, Budgets { on: false, ..Budgets::default() });
        for (_, due) in &day.idle {
            prop_assert!(due.iter().all(|ask| ask.creates_topic));
        }
    }
}

/// Grants and ends whatever can be picked; the lanes in order.
fn serve(scheduler: &mut Scheduler, now_ms: i64) -> Vec<Lane> {
    let mut served = Vec::new();
    while let Some((lane, _)) = scheduler.pick(now_ms) {
        if scheduler.grant(ask(lane), now_ms) == Grant::By(BOT) {
            served.push(lane);
            scheduler.done(lane, now_ms);
        }
    }
    served
}

/// Promise: a delivery can become due sooner or later while it waits; one that is being worked on is left as it is.
#[test]
fn a_delivery_is_due_at_another_time() {
    let mut scheduler = Scheduler::new(Budgets::default());
    let (one, lane) = (Seq(1), lane(1, Direction::ToTopic));
    scheduler.offer(lane, one, 5_000, 0);
    scheduler.offer(lane, Seq(2), 0, 0);
    assert_eq!(scheduler.head(lane), Some(one));
    assert_eq!(scheduler.pick(1_000), None);
    scheduler.due(lane, one, 2_000, 1_000);
    assert_eq!(scheduler.pick(1_999), None);
    scheduler.due(lane, one, 3_000, 1_999);
    assert_eq!(scheduler.pick(2_000), None);
    assert_eq!(scheduler.next_due_ms(2_000), Some(3_000));
    assert_eq!(scheduler.pick(3_000), Some((lane, one)));
    scheduler.due(lane, one, 9_000, 3_000);
    scheduler.done(lane, 3_000);
    assert_eq!(scheduler.head(lane), Some(Seq(2)));
    assert_eq!(scheduler.pick(3_000), Some((lane, Seq(2))));
}

/// Promise: one noisy client never starves the others: lanes of one priority take turns.
#[test]
fn lanes_take_turns() {
    let mut scheduler = Scheduler::new(Budgets::default());
    for seq in 0..100 {
        scheduler.offer(lane(1, Direction::ToTopic), Seq(seq), 0, 0);
    }
    for (seq, conversation) in (100..).zip(2..=4) {
        scheduler.offer(lane(conversation, Direction::ToTopic), Seq(seq), 0, 0);
    }
    let first: Vec<i64> = serve(&mut scheduler, 0)
        .iter()
        .map(|lane| lane.conversation.unwrap().0)
        .collect();
    assert_eq!(first[..6], [1, 2, 3, 4, 1, 1]);
    assert_eq!(first.len(), 20);
}

/// Promise: an operator's answer goes before what waits longer, but not before what has waited its priority's lead.
#[test]
fn age_lifts_priority() {
    let budgets = Budgets {
        bot_per_second: 1,
        ..Budgets::default()
    };
    let mut scheduler = Scheduler::new(budgets);
    let (notice, topic) = (lane(1, Direction::Aside), lane(2, Direction::ToTopic));
    scheduler.offer(notice, Seq(1), 0, 0);
    scheduler.offer(topic, Seq(2), 0, 0);
    let mut order = Vec::new();
    for step in 0..40 {
        scheduler.offer(
            lane(100 + step, Direction::ToClient),
            Seq(100 + step),
            step * 1_000,
            step * 1_000,
        );
        order.extend(serve(&mut scheduler, step * 1_000));
    }
    let place = |wanted: Lane| order.iter().position(|lane| *lane == wanted).unwrap();
    assert_eq!(place(topic), 10);
    assert_eq!(place(notice), 21);
}

/// Promise: broadcasts leave some of every second to the others: an answer goes at once, however many are sent one.
#[test]
fn a_broadcast_leaves_room() {
    let mut scheduler = Scheduler::new(Budgets::default());
    for seq in 0..1_000 {
        scheduler.offer(lane(seq, Direction::Broadcast), Seq(seq), 0, 0);
    }
    let mut now_ms = 0;
    for second in 0..20 {
        let sent = serve(&mut scheduler, now_ms).len();
        assert!(sent <= 20 && (second > 0 || sent == 20), "{sent}");
        let answer = lane(5_000 + second, Direction::ToClient);
        scheduler.offer(answer, Seq(5_000 + second), now_ms, now_ms);
        assert_eq!(serve(&mut scheduler, now_ms), [answer]);
        now_ms += 1_000;
    }
}

/// Promise: a 429 pauses that bot in that chat only, and wins over a free budget and over `on: false`.
#[test]
fn a_429_pauses_one_chat() {
    for on in [true, false] {
        let mut scheduler = Scheduler::new(Budgets {
            on,
            ..Budgets::default()
        });
        scheduler.waited(BOT, Some(GROUP), 120_000);
        scheduler.offer(lane(1, Direction::ToTopic), Seq(1), 0, 0);
        scheduler.offer(lane(1, Direction::ToClient), Seq(2), 0, 0);
        assert_eq!(serve(&mut scheduler, 0), [lane(1, Direction::ToClient)]);
        assert_eq!(scheduler.next_due_ms(0), Some(120_000));
        assert_eq!(serve(&mut scheduler, 119_999), []);
        assert_eq!(
            serve(&mut scheduler, 120_000),
            [lane(1, Direction::ToTopic)]
        );
        scheduler.waited(BOT, None, 200_000);
        scheduler.offer(lane(2, Direction::ToClient), Seq(3), 0, 120_000);
        assert_eq!(serve(&mut scheduler, 120_000), []);
        assert_eq!(serve(&mut scheduler, 200_000).len(), 1);
    }
}

/// Promise: an album is not passed for ever by single messages: units gather for it.
#[test]
fn a_large_call_is_served() {
    let mut scheduler = Scheduler::new(Budgets::default());
    let album = lane(1, Direction::ToTopic);
    for seq in 0..20 {
        scheduler.offer(lane(50 + seq, Direction::ToTopic), Seq(seq), 0, seq * 3_000);
        assert_eq!(serve(&mut scheduler, seq * 3_000).len(), 1);
    }
    scheduler.offer(album, Seq(20), 0, 57_000);
    for seq in 21..200 {
        scheduler.offer(lane(50 + seq, Direction::ToTopic), Seq(seq), 0, 57_001);
    }
    let mut now_ms = 57_001;
    for _ in 0..10_000 {
        while let Some((lane, _)) = scheduler.pick(now_ms) {
            let units = if lane == album { 10 } else { 1 };
            let ask = Ask { units, ..ask(lane) };
            if scheduler.grant(ask, now_ms) == Grant::By(BOT) {
                if lane == album {
                    assert!(now_ms <= 57_001 + 60_000);
                    return;
                }
                scheduler.done(lane, now_ms);
            }
        }
        now_ms = scheduler.next_due_ms(now_ms).unwrap();
    }
    panic!("the album was never sent");
}

/// Promise: a freed unit wakes one lane, not every lane of the group.
#[test]
fn a_freed_unit_wakes_one_lane() {
    let mut scheduler = Scheduler::new(Budgets::default());
    for seq in 0..1_000 {
        scheduler.offer(lane(seq, Direction::ToTopic), Seq(seq), 0, 0);
    }
    assert_eq!(serve(&mut scheduler, 0).len(), 20);
    let mut picks = 0;
    while let Some((lane, _)) = scheduler.pick(60_000) {
        picks += 1;
        if scheduler.grant(ask(lane), 60_000) == Grant::By(BOT) {
            scheduler.done(lane, 60_000);
        }
    }
    assert_eq!(picks, 20);
    assert_eq!(scheduler.waiting(), 960);
}

/// Promise: who notes something before each call, and again when the note has grown old at a budget, is served in its turn.
#[test]
fn a_note_costs_no_turn() {
    let mut scheduler = Scheduler::new(Budgets::default());
    let notes = lane(1, Direction::Aside);
    scheduler.offer(notes, Seq(1), 0, 0);
    for conversation in 2..=200 {
        scheduler.offer(lane(conversation, Direction::ToTopic), Seq(2), 0, 0);
    }
    let (mut now_ms, mut noted_ms) = (0, None);
    // Two hundred lanes, twenty units a minute, and somebody behind by a few.
    while now_ms <= 12 * 60_000 {
        while let Some((lane, seq)) = scheduler.pick(now_ms) {
            if lane == notes && noted_ms.is_none_or(|noted_ms| now_ms - noted_ms > 20_000) {
                noted_ms = Some(now_ms);
                scheduler.again(lane, now_ms, now_ms);
            } else if scheduler.grant(ask(lane), now_ms) == Grant::By(BOT) {
                if lane == notes {
                    return;
                }
                scheduler.done(lane, now_ms);
                scheduler.offer(lane, Seq(seq.0 + 1), 0, now_ms);
            }
        }
        now_ms = scheduler.next_due_ms(now_ms).expect("there is a backlog");
    }
    panic!("what was noted is never said");
}

/// Promise: what was sent before a restart still counts.
#[test]
fn recalled_sends_count() {
    let mut scheduler = Scheduler::new(Budgets::default());
    let lane = lane(1, Direction::ToTopic);
    for at_ms in (0..15).rev() {
        scheduler.recall(&ask(lane), at_ms);
    }
    for seq in 0..10 {
        scheduler.offer(lane, Seq(seq), 0, 1_000);
    }
    assert_eq!(serve(&mut scheduler, 1_000).len(), 5);
    assert_eq!(serve(&mut scheduler, 60_000).len(), 1);
}

/// Promise: a worker that begins anew has spent what it spent before.
#[test]
fn budgets_outlive_lanes() {
    let mut scheduler = Scheduler::new(Budgets::default());
    let group = lane(1, Direction::ToTopic);
    for seq in 1..=25 {
        scheduler.offer(group, Seq(seq), 0, 0);
    }
    while let Some((lane, _)) = scheduler.pick(0) {
        if scheduler.grant(ask(lane), 0) != Grant::By(BOT) {
            break;
        }
        scheduler.done(lane, 0);
    }
    scheduler.forget_lanes();
    assert_eq!((scheduler.waiting(), scheduler.next_due_ms(0)), (0, None));
    scheduler.offer(group, Seq(21), 0, 1_000);
    let (lane, _) = scheduler.pick(1_000).expect("it is due");
    assert_eq!(scheduler.grant(ask(lane), 1_000), Grant::At(60_000));
}

/// Promise: what is withdrawn is not picked, in flight or not, and never takes its successor along.
#[test]
fn withdrawn_is_gone() {
    let mut scheduler = Scheduler::new(Budgets::default());
    let lane = lane(1, Direction::ToTopic);
    for seq in 1..=4 {
        scheduler.offer(lane, Seq(seq), 0, 0);
        scheduler.offer(lane, Seq(seq), 9_000, 0);
    }
    scheduler.remove(lane, Seq(1));
    assert_eq!(scheduler.pick(0), Some((lane, Seq(2))));
    scheduler.remove(lane, Seq(2));
    scheduler.done(lane, 0);
    assert_eq!(scheduler.pick(0), Some((lane, Seq(3))));
    scheduler.remove(lane, Seq(4));
    scheduler.again(lane, 0, 0);
    assert_eq!(scheduler.lane_depth(lane), 1);
    assert_eq!(scheduler.pick(0), Some((lane, Seq(3))));
    scheduler.done(lane, 0);
    assert_eq!((scheduler.waiting(), scheduler.next_due_ms(0)), (0, None));
}

/// Promise: what one lane waits for may come early: its head is due at once, and no other lane's; nothing in flight is disturbed.
#[test]
fn one_lane_is_hurried() {
    let mut scheduler = Scheduler::new(Budgets::default());
    let [one, two, unknown] = [1, 2, 3].map(|number| lane(number, Direction::Aside));
    for lane in [one, two] {
        let seq = Seq(lane.conversation.expect("it has one").0);
        scheduler.offer(lane, seq, 9_000, 0);
        scheduler.offer(lane, Seq(seq.0 + 10), 9_000, 0);
    }
    scheduler.hurry_lane(unknown, 0);
    assert_eq!(scheduler.pick(0), None);
    scheduler.hurry_lane(one, 0);
    assert_eq!(scheduler.pick(0), Some((one, Seq(1))));
    scheduler.hurry_lane(one, 0);
    assert_eq!(scheduler.pick(0), None);
    scheduler.done(one, 0);
    assert_eq!(scheduler.next_due_ms(0), Some(9_000));
}

/// Promise: a clock set back by an hour neither opens a budget early nor closes it for the hour.
#[test]
fn a_clock_set_back_costs_nothing() {
    let hour_ms = 3_600_000;
    let mut scheduler = Scheduler::new(Budgets::default());
    for seq in 0..30 {
        scheduler.offer(lane(seq, Direction::ToTopic), Seq(seq), 0, hour_ms);
    }
    scheduler.offer(
        lane(99, Direction::ToClient),
        Seq(99),
        hour_ms + 5_000,
        hour_ms,
    );
    assert_eq!(serve(&mut scheduler, hour_ms).len(), 20);
    assert_eq!(serve(&mut scheduler, 0), []);
    assert_eq!(serve(&mut scheduler, 5_000).len(), 1);
    assert_eq!(serve(&mut scheduler, 59_999), []);
    assert_eq!(serve(&mut scheduler, 60_000).len(), 10);
}

/// Promise: many lanes are nothing special: each is served once before any is served twice, and what
/// it costs is counted in picks, not in lanes.
#[test]
fn many_lanes() {
    let mut scheduler = Scheduler::new(Budgets {
        bot_per_second: 1_000,
        ..Budgets::default()
    });
    let lanes = 20_000;
    for round in 0..2 {
        for conversation in 1..=lanes {
            let seq = Seq(round * lanes + conversation);
            scheduler.offer(lane(conversation, Direction::ToClient), seq, 0, 0);
        }
    }
    let (mut now_ms, mut picks) = (0, 0);
    for served in 0..lanes {
        let mut granted = false;
        while !granted {
            picks += 1;
            let Some((picked, seq)) = scheduler.pick(now_ms) else {
                now_ms = scheduler.next_due_ms(now_ms).unwrap();
                continue;
            };
            granted = scheduler.grant(ask(picked), now_ms) == Grant::By(BOT);
            if granted {
                assert_eq!(seq, Seq(served + 1));
                scheduler.done(picked, now_ms);
            }
        }
    }
    // One look for each that is served, and one idle look a second. Whoever is ready beside an exhausted budget asks
    // once to learn that, and is then called.
    assert!(picks <= 3 * lanes, "{picks} picks");
    assert_eq!(now_ms, 19_000);
}
