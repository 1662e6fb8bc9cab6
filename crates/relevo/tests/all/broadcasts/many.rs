//! Many recipients, while things go wrong: judged by what the people have, and by the world's log.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use relevo::clock::Clock;
use relevo::store::Broadcast;
use relevo_core::ConnectionId;
use relevo_core::broadcast::{Recipient, Stage as Come};
use relevo_telegram::ChatId;
use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::fault::{Deed, Fault, Rule, When};

use crate::database::{Backend, on_both};
use crate::stage::Stage;

on_both!(everybody_gets_it_once_whatever_goes_wrong);
on_both!(what_is_gone_stops_it);

/// How many people there are, unless `RELEVO_BROADCAST_PEOPLE` says otherwise: docs/benchmarks.md tells how many were judged so.
const MANY: usize = 600;

/// A fault that strikes some of the calls that send words.
fn sometimes(fault: Fault, per_mille: u32) -> Rule {
    Rule {
        method: Some("sendMessage".into()),
        when: When::PerMille(per_mille),
        times: u32::MAX,
        ..Rule::new(fault)
    }
}

/// Promise: with people who have blocked the bot unseen, waits, lost requests, lost answers all the time, and a death of the process at half of it, everybody has it
/// once, or is told as failed or unknown; the report adds up, and says what the people have. A client who writes meanwhile is answered at
/// once.
async fn everybody_gets_it_once_whatever_goes_wrong(backend: Backend) {
    let many = crate::life::wanted("RELEVO_BROADCAST_PEOPLE", MANY);
    let mut stage = Stage::new(backend, &[]).await;
    let marta = stage.operator("Marta");
    let ann = stage.client("Ann");
    stage.say(ann, stage.bot, Say::text("hello"));
    stage.saved("spring", "Spring!").await;
    let mut fans = Vec::new();
    while fans.len() < many {
        fans.extend(stage.fans(1_000.min(many - fans.len())));
        stage.seconds(1).await;
    }
    stage.seconds(10).await;
    let thread = stage.topic("Ann");
    let talk = (marta, ann, thread);
    let without = answered(&mut stage, "without", talk).await;
    stage.orders("/send spring to all");
    stage.seconds(2 + many as u64 / 1_000).await;
    stage.press(stage.owner, "▶️ Start");
    stage.settle().await;
    // Telegram tells of it only when it is tried.
    for fan in fans.iter().step_by(50) {
        stage.sim.with(|world| world.block_bot(*fan, stage.bot));
    }
    spoil(&stage);
    // While it is measured, steps go out for nine seconds.
    let half = (many as u64 / 40 - 9).max(4);
    let mut with = Vec::new();
    for second in 0..many as u64 {
        if second == half {
            stage.tick(Duration::from_secs(1));
            stage.dies().await;
        }
        if second == 2 {
            stage.sim.faults(|faults| faults.clear());
            with = answered(&mut stage, "with", talk).await;
            spoil(&stage);
        }
        stage.seconds(1).await;
        let is_over = second % 10 == 0 && newest(&stage).await.stage == Come::Done;
        if is_over {
            break;
        }
    }
    let median = |took: &[Duration]| took.get(took.len() / 2).copied();
    let (without, with) = (median(&without), median(&with));
    println!("an answer takes {without:?} without and {with:?} beside a broadcast to {many}");
    judged(&stage, many).await;
}

/// How long answers to a client take on the wall, from the moment at which steps of a broadcast are due too. Of the people's time they take
/// none.
async fn answered(
    stage: &mut Stage,
    what: &str,
    (marta, ann, thread): (i64, i64, i64),
) -> Vec<Duration> {
    let mut took = Vec::new();
    for number in 0..9 {
        let words = format!("at once, {what}: {number}");
        stage.tick(Duration::from_secs(1));
        stage.say(marta, stage.group, Say::text(&words).thread(thread));
        let before_us = Clock::real().now_us();
        while stage.got(ann, &words) == 0 {
            let is_busy = stage.pump.round().await.expect("the store works");
            assert!(is_busy, "live talk goes first");
        }
        let took_us = Clock::real().now_us() - before_us;
        took.push(Duration::from_micros(took_us.unsigned_abs()));
        stage.settle().await;
        assert_eq!(stage.got(ann, &words), 1);
    }
    took.sort_unstable();
    took
}

/// What goes wrong from now on with calls that send words.
fn spoil(stage: &Stage) {
    stage.sim.faults(|faults| {
        faults.add(sometimes(Fault::TooMany { retry_after: 2 }, 10));
        faults.add(sometimes(Fault::RequestLost, 10));
        faults.add(sometimes(Fault::AnswerLost, 10));
        let deed = Deed::After;
        faults.add(sometimes(Fault::ServerError { code: 500, deed }, 5));
    });
}

async fn newest(stage: &Stage) -> Broadcast {
    let all = stage.store.broadcasts_of(cell(stage).await).await;
    all.expect("it answers").remove(0)
}

/// The report against the world's own log.
async fn judged(stage: &Stage, many: usize) {
    let one = newest(stage).await;
    assert_eq!(one.stage, Come::Done);
    let mut got: HashMap<i64, usize> = HashMap::new();
    stage.sim.with(|world| {
        let done = |deed: &&relevo_telegram_sim::world::Deed| {
            deed.who == stage.bot && deed.what == "sendMessage" && deed.refused == 0
        };
        for deed in world.log().iter().filter(done) {
            *got.entry(deed.chat).or_default() += 1;
        }
    });
    let first = (ConnectionId(i64::MIN), ChatId(i64::MIN));
    let report = stage.store.report(one.id, first, 1_000_000).await;
    let report = report.expect("it answers");
    let counts = stage
        .store
        .recipient_counts(one.id)
        .await
        .expect("it answers");
    assert_eq!(report.len(), many + 1);
    assert_eq!(counts.all(), report.len() as u64);
    let mut states: BTreeMap<&str, usize> = BTreeMap::new();
    // Ann has been answered, too.
    let sent = |chat: i64| got.get(&chat).copied().unwrap_or(0);
    for row in report.iter().filter(|row| sent(row.chat.0) < 18) {
        let has = sent(row.chat.0);
        *states.entry(row.state.word()).or_default() += 1;
        match row.state {
            Recipient::Sent => assert_eq!(has, 1, "{row:?}"),
            Recipient::Failed | Recipient::LeftOut => assert_eq!(has, 0, "{row:?}"),
            Recipient::Unknown => assert!(has <= 1, "{row:?}"),
            Recipient::Waiting | Recipient::InLane => panic!("{row:?} has not ended"),
        }
    }
    println!("{states:?}, {} edits", stage.calls("editMessageText"));
    // What was on its way when the desk died, at least.
    let unknown = states.get("unknown").copied().unwrap_or(0);
    assert!(states["sent"] > many * 8 / 10 && unknown > 0);
    let blocked = states.get("failed").unwrap_or(&0) + states.get("left_out").unwrap_or(&0);
    assert_eq!(blocked, many / 50, "{states:?}");
    let seconds = many / 20;
    assert!(stage.calls("editMessageText") < 20 + seconds / 3);
    let panel = stage.panel();
    let told = format!("✅ {} have got it", counts.of(Recipient::Sent));
    assert!(panel.contains(&told), "{panel}");
}

async fn cell(stage: &Stage) -> relevo_core::CellId {
    stage.store.connections().await.expect("it answers")[0].cell
}

/// Promise: where the quick reply is deleted on the way, nobody gets anything else, and the panel says why it stands still.
async fn what_is_gone_stops_it(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    stage.saved("spring", "Spring!").await;
    stage.fans(10);
    stage.settle().await;
    stage.orders("/send spring to all rate 1/s");
    stage.starts().await;
    stage.seconds(4).await;
    let cell = cell(&stage).await;
    let reply = stage.store.replies_of(cell).await.expect("it answers")[0].id;
    let mut tx = stage.store.write().await.expect("the store is free");
    tx.remove_reply(cell, reply).await.expect("it is removed");
    tx.commit().await.expect("it is stored");
    stage.seconds(5).await;
    let panel = stage.panel();
    assert!(panel.contains("what it sends is gone"), "{panel}");
    assert!(panel.contains("are still waiting"), "{panel}");
}
