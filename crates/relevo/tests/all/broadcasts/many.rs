//! Many recipients, while things go wrong: judged by what the people have, and by the world's log.

use std::collections::BTreeMap;

use relevo_core::ConnectionId;
use relevo_core::broadcast::{Recipient, Stage as Come};
use relevo_telegram::ChatId;
use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::fault::{Deed, Fault, Rule, When};

use crate::database::{Backend, on_both};
use crate::stage::Stage;

on_both!(everybody_gets_it_once_whatever_goes_wrong);
on_both!(what_is_gone_stops_it);

const MANY: usize = 300;

/// A fault that strikes some of the calls that send words.
fn sometimes(fault: Fault, per_mille: u32) -> Rule {
    Rule {
        method: Some("sendMessage".into()),
        when: When::PerMille(per_mille),
        times: u32::MAX,
        ..Rule::new(fault)
    }
}

/// Promise: with people who have blocked the bot unseen, waits, lost requests, lost answers, and a death at half of it, everybody has it
/// once, or is told as failed or unknown; the report adds up, and says what the people have. A client who writes meanwhile is answered at
/// once.
async fn everybody_gets_it_once_whatever_goes_wrong(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let marta = stage.operator("Marta");
    let ann = stage.client("Ann");
    stage.say(ann, stage.bot, Say::text("hello"));
    stage.saved("spring", "Spring!").await;
    let fans = stage.fans(MANY);
    stage.seconds(10).await;
    let thread = stage.topic("Ann");
    stage.orders("/send spring to all");
    stage.starts().await;
    stage.settle().await;
    // Telegram tells of it only when it is tried.
    for fan in fans.iter().step_by(50) {
        stage.sim.with(|world| world.block_bot(*fan, stage.bot));
    }
    stage.sim.faults(|faults| {
        faults.add(sometimes(Fault::TooMany { retry_after: 2 }, 20));
        faults.add(sometimes(Fault::RequestLost, 20));
        faults.add(sometimes(Fault::AnswerLost, 20));
        faults.add(sometimes(
            Fault::ServerError {
                code: 500,
                deed: Deed::After,
            },
            10,
        ));
    });
    let reached = |stage: &Stage| {
        fans.iter()
            .filter(|fan| stage.got(**fan, "Spring!") > 0)
            .count()
    };
    let mut has_died = false;
    for second in 0..600 {
        if !has_died && reached(&stage) >= MANY / 2 {
            stage.crash_after_the_calls().await;
            has_died = true;
        }
        if second == 5 {
            stage.sim.faults(|faults| faults.clear());
            stage.say(marta, stage.group, Say::text("at once").thread(thread));
            stage.settle().await;
            assert_eq!(stage.got(ann, "at once"), 1, "live talk goes first");
            stage.sim.faults(|faults| {
                faults.add(sometimes(Fault::TooMany { retry_after: 2 }, 20));
                faults.add(sometimes(Fault::AnswerLost, 20));
            });
        }
        stage.seconds(1).await;
        let one = &stage
            .store
            .broadcasts_of(cell(&stage).await)
            .await
            .expect("it answers")[0];
        if one.stage == Come::Done {
            break;
        }
    }
    assert!(has_died);
    let one = stage
        .store
        .broadcast(cell(&stage).await, 1)
        .await
        .expect("it answers");
    let one = one.expect("it is kept");
    assert_eq!(one.stage, Come::Done);
    let first = (ConnectionId(i64::MIN), ChatId(i64::MIN));
    let report = stage
        .store
        .report(one.id, first, 10_000)
        .await
        .expect("it answers");
    let counts = stage
        .store
        .recipient_counts(one.id)
        .await
        .expect("it answers");
    assert_eq!(report.len(), MANY + 1);
    assert_eq!(counts.all(), report.len() as u64);
    let mut states: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &report {
        let has = stage.got(row.chat.0, "Spring!");
        *states.entry(row.state.word()).or_default() += 1;
        match row.state {
            Recipient::Sent => assert_eq!(has, 1, "{row:?}"),
            Recipient::Failed | Recipient::LeftOut => assert_eq!(has, 0, "{row:?}"),
            Recipient::Unknown => assert!(has <= 1, "{row:?}"),
            Recipient::Waiting | Recipient::InLane => panic!("{row:?} has not ended"),
        }
    }
    assert!(states["sent"] > 250 && states["unknown"] > 0, "{states:?}");
    let blocked = states.get("failed").unwrap_or(&0) + states.get("left_out").unwrap_or(&0);
    assert_eq!(blocked, MANY / 50, "{states:?}");
    let edits = stage.calls("editMessageText");
    assert!(edits < 60, "{edits} edits");
    let panel = stage.panel();
    assert!(
        panel.contains(&format!("✅ {} have got it", states["sent"])),
        "{panel}"
    );
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
