//! What topics are to be takes what messages leave: never ahead of one that waits, never more than a tenth, and not never.

use super::*;

/// How many units of the group's twenty may go to what topics are to be.
const SHARE: u32 = 2;

fn title(conversation: i64) -> Lane {
    Lane {
        part: Lane::TITLE,
        ..lane(conversation, Direction::Aside)
    }
}

fn openness(conversation: i64) -> Lane {
    Lane {
        part: Lane::OPENNESS,
        ..lane(conversation, Direction::Aside)
    }
}

/// Messages of one unit, and among them now and then what a topic is to be.
fn mixed() -> impl Strategy<Value = Vec<Work>> {
    let one = (work(1), prop::bool::weighted(0.3), prop::bool::ANY).prop_map(
        |(mut work, is_wanted, is_title)| {
            work.units = 1;
            if is_wanted {
                let conversation = work.lane.conversation.expect("tests use conversations").0;
                work.lane = match is_title {
                    true => title(conversation),
                    false => openness(conversation),
                };
                work.creates_topic = false;
            }
            work
        },
    );
    // So few that nobody waits for ten minutes.
    prop::collection::vec(one, 1..70)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Promise: what a topic is to be goes only when no message to the group waits or is on its way; it takes at most a tenth of that in any
    /// minute, wherever between its beginning and its end Telegram counts a call; and all of it is done in the end.
    #[test]
    fn wanted_states_take_what_is_left(work in mixed()) {
        let day = live(&work, Budgets::default());
        prop_assert_eq!(day.ended.len(), work.len());
        let wanted = day.granted.iter().filter(|(.., ask)| ask.lane.is_wanted());
        for (at_ms, ..) in wanted {
            let taken = units_counted(&day, *at_ms, 60_000, |other| other.lane.is_wanted());
            prop_assert!(taken <= SHARE, "{taken} units in the minute before {at_ms}");
            let all = units_counted(&day, *at_ms, 60_000, |other| other.chat == Some(GROUP));
            prop_assert!(all <= 20);
            // What could not be picked at that moment waited then.
            for (_, waiting) in day.idle.iter().filter(|(idle_ms, _)| idle_ms == at_ms) {
                let message = waiting.iter().find(|ask| {
                    ask.chat == Some(GROUP) && !ask.lane.is_wanted() && !ask.creates_topic
                });
                prop_assert!(message.is_none(), "{message:?} was passed at {at_ms}");
            }
            let busy = day.granted.iter().find(|(from_ms, to_ms, other)| {
                (*from_ms..*to_ms).contains(at_ms) && other.chat == Some(GROUP) && !other.lane.is_wanted()
            });
            prop_assert!(busy.is_none(), "more may be behind {busy:?}");
        }
    }
}

fn grant(scheduler: &mut Scheduler, now_ms: i64) -> Option<Lane> {
    while let Some((lane, _)) = scheduler.pick(now_ms) {
        if scheduler.grant(ask(lane), now_ms) == Grant::By(BOT) {
            scheduler.done(lane, now_ms);
            return Some(lane);
        }
    }
    None
}

/// Promise: of many titles two go at once, and the next when the first is a minute old, to the millisecond; messages lose nothing.
#[test]
fn a_tenth_is_counted_exactly() {
    let mut scheduler = Scheduler::new(Budgets::default());
    for number in 1..=5 {
        scheduler.offer(title(number), Seq(number), 0, 0);
    }
    assert_eq!(grant(&mut scheduler, 0), Some(title(1)));
    assert_eq!(grant(&mut scheduler, 7_000), Some(title(2)));
    for number in 10..28 {
        let message = lane(number, Direction::ToTopic);
        scheduler.offer(message, Seq(number), 8_000, 8_000);
        assert_eq!(grant(&mut scheduler, 8_000), Some(message));
    }
    assert_eq!(grant(&mut scheduler, 59_999), None);
    assert_eq!(scheduler.next_due_ms(59_999), Some(60_000));
    assert_eq!(grant(&mut scheduler, 60_000), Some(title(3)));
    assert_eq!(grant(&mut scheduler, 66_999), None);
    assert_eq!(grant(&mut scheduler, 67_000), Some(title(4)));
    assert_eq!(grant(&mut scheduler, 119_999), None);
}

/// Promise: a bot has its tenth in each group by itself, at least one unit of it; switched off means off.
#[test]
fn each_bot_and_group_has_its_own_tenth() {
    let wanted = |scheduler: &mut Scheduler, number: i64, chat: i64| {
        scheduler.offer(title(number), Seq(number), 0, 0);
        let (lane, _) = scheduler.pick(0).expect("it is due");
        let chat = Some(ChatId(chat));
        scheduler.grant(Ask { chat, ..ask(lane) }, 0)
    };
    let small = Budgets {
        group_units_per_minute: 5,
        ..Budgets::default()
    };
    let mut scheduler = Scheduler::new(small);
    assert_eq!(wanted(&mut scheduler, 1, -100), Grant::By(BOT));
    assert_eq!(wanted(&mut scheduler, 2, -100), Grant::At(60_000));
    assert_eq!(wanted(&mut scheduler, 3, -200), Grant::By(BOT));
    let off = Budgets { on: false, ..small };
    let mut scheduler = Scheduler::new(off);
    for number in 1..=10 {
        assert_eq!(wanted(&mut scheduler, number, -100), Grant::By(BOT));
    }
}

/// Promise: while messages wait for the budget no title goes, although its own tenth is free; when none waits it does.
#[test]
fn messages_go_first() {
    let mut scheduler = Scheduler::new(Budgets::default());
    scheduler.offer(title(1), Seq(1), 0, 0);
    for number in 2..=42 {
        scheduler.offer(lane(number, Direction::ToTopic), Seq(number), 100_000, 0);
    }
    // Both are ready at the same moment, the title for longer.
    let order = serve(&mut scheduler, 100_000);
    assert_eq!(order.len(), 20);
    assert!(!order.contains(&title(1)));
    assert!(!serve(&mut scheduler, 160_000).contains(&title(1)));
    let last = serve(&mut scheduler, 220_000);
    assert_eq!(last, [lane(42, Direction::ToTopic), title(1)]);
}

/// Promise: what waits behind a message on its way is a message that waits.
#[test]
fn messages_behind_messages_go_first() {
    let mut scheduler = Scheduler::new(Budgets::default());
    let talk = lane(2, Direction::ToTopic);
    scheduler.offer(title(1), Seq(1), 0, 0);
    scheduler.offer(talk, Seq(2), 0, 0);
    scheduler.offer(talk, Seq(3), 0, 0);
    for now_ms in [0, 100] {
        assert_eq!(scheduler.pick(now_ms).map(|(lane, _)| lane), Some(talk));
        assert_eq!(scheduler.grant(ask(talk), now_ms), Grant::By(BOT));
        if let Some((lane, _)) = scheduler.pick(now_ms) {
            assert_eq!(lane, title(1));
            assert_ne!(scheduler.grant(ask(lane), now_ms), Grant::By(BOT));
        }
        assert_eq!(scheduler.pick(now_ms + 50), None);
        scheduler.done(talk, now_ms + 100);
    }
    assert_eq!(scheduler.next_due_ms(200), Some(200));
    assert_eq!(serve(&mut scheduler, 200), [title(1)]);
}

/// Promise: in a group that is over its budget for ever, a title that has waited for ten minutes goes before what is younger by that
/// much, and not earlier.
#[test]
fn age_lifts_what_is_wanted_at_last() {
    let mut scheduler = Scheduler::new(Budgets::default());
    let (mut seq, mut titled_ms) = (1, None);
    // More comes every minute than can go: what goes was always ready before.
    for minute in 0..40 {
        let now_ms = minute * 60_000;
        for _ in 0..20 {
            seq += 1;
            scheduler.offer(lane(seq, Direction::ToTopic), Seq(seq), now_ms, now_ms);
        }
        if minute == 0 {
            scheduler.offer(title(1), Seq(1), 0, 0);
            scheduler.offer(lane(0, Direction::ToTopic), Seq(0), 0, 0);
        }
        if serve(&mut scheduler, now_ms).contains(&title(1)) {
            titled_ms.get_or_insert(now_ms);
        }
    }
    assert_eq!(titled_ms, Some(600_000));
}
