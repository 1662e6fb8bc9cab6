//! What happens to a broadcast while it runs, waits or is left behind, and who of the group's clients it concerns.

use std::time::Duration;

use relevo::store::{Actor, Broadcast, BroadcastBody, By};
use relevo_core::broadcast::{Halt, Stage as Come};
use relevo_telegram::UserId;
use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::fault::{Fault, Rule};

use crate::database::{Backend, on_both};
use crate::stage::Stage;

on_both!(one_slow_bot_keeps_no_other_waiting);
on_both!(what_waits_in_a_lane_is_asked_again);
on_both!(a_time_that_is_over_does_not_begin);
on_both!(trouble_of_one_is_nobody_elses);
on_both!(a_person_gets_it_once);
on_both!(only_who_lets_them_is_sent_to);
on_both!(a_plan_that_nobody_starts_ends);
on_both!(what_is_deleted_keeps_nothing_waiting);

/// From now on a bot that sends words is told to wait so long.
fn slow(stage: &Stage, bot: i64, seconds: u32) {
    let rule = Rule {
        bot: Some(bot),
        method: Some("sendMessage".into()),
        times: u32::MAX,
        ..Rule::new(Fault::TooMany {
            retry_after: seconds,
        })
    };
    stage.sim.faults(|faults| faults.add(rule));
}

/// Promise: a bot that Telegram wants nothing of keeps the clients of another bot of the group not waiting.
async fn one_slow_bot_keeps_no_other_waiting(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let second = stage.second_bot(&[]).await;
    stage.saved("spring", "Spring!").await;
    stage.fans(40);
    let others: Vec<i64> = (0..60)
        .map(|n| stage.person(&format!("Other {n}")))
        .collect();
    for other in &others {
        stage.follows(*other, second);
    }
    stage.seconds(5).await;
    stage.orders("/send spring to all");
    stage.starts().await;
    // It posts in the group, too: only now.
    slow(&stage, stage.bot, 600);
    stage.seconds(15).await;
    let got = |one: &&i64| stage.got_from(second, **one, "Spring!") == 1;
    assert_eq!(others.iter().filter(got).count(), 60, "{}", stage.panel());
}

/// Promise: a step that waits in its lane because Telegram wants nothing of its bot is asked again before it goes: not while its broadcast is
/// paused, not to who wants none any more, not once it is cancelled. The report adds up each time.
async fn what_waits_in_a_lane_is_asked_again(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    stage.saved("spring", "Spring!").await;
    let fans = stage.fans(5);
    stage.seconds(2).await;
    let got = |stage: &Stage| -> usize { fans.iter().map(|fan| stage.got(*fan, "Spring!")).sum() };
    for round in 0..2 {
        stage.orders("/send spring to all");
        stage.starts().await;
        slow(&stage, stage.bot, 60);
        stage.seconds(5).await;
        if round == 0 {
            stage.say(fans[0], stage.bot, Say::text("/stop"));
            stage.press(stage.owner, "⏸ Pause");
        } else {
            stage.press(stage.owner, "⏹ Cancel");
        }
        stage.seconds(2).await;
        stage.sim.faults(|faults| faults.clear());
        stage.seconds(130).await;
        let panel = stage.panel();
        if round == 0 {
            assert_eq!(got(&stage), 0, "{panel}");
            assert!(panel.contains("4 are still waiting"), "{panel}");
            stage.press(stage.owner, "▶️ Resume");
            stage.seconds(5).await;
            assert!(stage.panel().contains("✅ Finished"), "{}", stage.panel());
            assert!(stage.panel().contains("wants no broadcasts: 1"));
        } else {
            assert!(panel.contains("cancelled before their turn: 4"), "{panel}");
        }
        assert_eq!(got(&stage), 4);
    }
}

/// Promise: what was to begin at a time that is over when somebody presses *Start* does not begin at once: a single time is to be chosen anew,
/// a repetition begins the next time.
async fn a_time_that_is_over_does_not_begin(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    stage.saved("spring", "Spring!").await;
    let fan = stage.fan("Fan");
    stage.seconds(2).await;
    stage.orders("/send spring to all at 2026-11-23 09:10");
    stage.seconds(2).await;
    stage.jump(Duration::from_secs(900)).await;
    stage.press(stage.owner, "▶️ Start");
    stage.seconds(5).await;
    let panel = stage.panel();
    assert!(
        panel.contains("Its time is over") && !panel.contains("Start]"),
        "{panel}"
    );
    stage.orders("/send spring to all every day 09:20");
    stage.seconds(2).await;
    stage.jump(Duration::from_secs(900)).await;
    stage.press(stage.owner, "▶️ Start");
    stage.seconds(5).await;
    assert!(
        stage.panel().contains("2026-11-24 09:20"),
        "{}",
        stage.panel()
    );
    assert_eq!(stage.got(fan, "Spring!"), 0);
    stage.jump(Duration::from_secs(24 * 3_600)).await;
    stage.seconds(5).await;
    assert_eq!(stage.got(fan, "Spring!"), 1);
}

/// Promise: a broadcast that cannot be read is halted and told in General, and the others go on.
async fn trouble_of_one_is_nobody_elses(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    stage.saved("spring", "Spring!").await;
    let fan = stage.fan("Fan");
    stage.seconds(2).await;
    let connection = stage.store.connections().await.expect("it answers")[0].clone();
    let broken = Broadcast {
        id: 0,
        cell: connection.cell,
        number: 0,
        connection: connection.id,
        person: UserId(stage.owner),
        stage: Come::Running,
        starts: false,
        halt: Halt::No,
        recount: false,
        gathered: (0, 0),
        made_ms: stage.clock.now_ms(),
        due_ms: None,
        started_ms: None,
        ended_ms: None,
        panel: None,
        file: None,
        misread: 0,
        nobody: 0,
        body: BroadcastBody {
            order: "for all".into(),
            name: "broken".into(),
        },
        steps: Vec::new(),
    };
    let mut tx = stage.store.write().await.expect("the store is free");
    tx.add_broadcast(broken).await.expect("it is written");
    tx.commit().await.expect("it is stored");
    stage.orders("/send spring to all");
    stage.starts().await;
    stage.seconds(5).await;
    assert_eq!(stage.got(fan, "Spring!"), 1);
    let general = stage.general();
    assert!(general.contains("Broadcast 1, “broken”"), "{general}");
    assert!(
        general.contains("it cannot go on. The others do."),
        "{general}"
    );
}

/// Promise: whoever has chats with two bots of the group is one recipient, and gets it where they wrote last.
async fn a_person_gets_it_once(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let second = stage.second_bot(&[]).await;
    stage.saved("spring", "Spring!").await;
    let fan = stage.fan("Fan");
    stage.follows(fan, second);
    stage.seconds(2).await;
    for (bot, other) in [(second, stage.bot), (stage.bot, second)] {
        stage.say(fan, bot, Say::text("hello"));
        stage.seconds(10).await;
        let before = stage.got_from(bot, fan, "Spring!");
        stage.orders("/send spring to all");
        stage.seconds(2).await;
        let panel = stage.panel();
        assert!(
            panel.contains("1 chat in all.") && panel.contains("1 will get it."),
            "{panel}"
        );
        let elsewhere = stage.got_from(other, fan, "Spring!");
        stage.press(stage.owner, "▶️ Start");
        stage.seconds(5).await;
        assert_eq!(stage.got_from(bot, fan, "Spring!"), before + 1);
        assert_eq!(stage.got_from(other, fan, "Spring!"), elsewhere);
    }
}

/// Promise: an operator sends to the clients of those connections that let them, and the plan says of how many others it is not theirs to
/// send; whom no connection lets makes no broadcast.
async fn only_who_lets_them_is_sent_to(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let second = stage.second_bot(&[]).await;
    let marta = stage.operator("Marta");
    stage.saved("spring", "Spring!").await;
    let (fan, other) = (stage.fan("Fan"), stage.person("Other"));
    stage.follows(other, second);
    stage.seconds(2).await;
    stage.say(marta, stage.group, Say::text("/send spring to all"));
    stage.seconds(2).await;
    assert!(stage.general().contains("Broadcasts are for those"));
    stage
        .set_parameter("EXTENSIONS_ALLOWED", &marta.to_string())
        .await;
    stage.seconds(2).await;
    stage.say(marta, stage.group, Say::text("/send spring to all"));
    stage.seconds(2).await;
    let panel = stage.panel();
    assert!(
        panel.contains("1 will get it.") && panel.contains("not yours to send: 1"),
        "{panel}"
    );
    stage.press(marta, "▶️ Start");
    stage.seconds(5).await;
    assert_eq!(stage.got(fan, "Spring!"), 1);
    assert_eq!(stage.got_from(second, other, "Spring!"), 0);
}

/// Promise: a plan that nobody starts within a day ends, says so, and begins no more.
async fn a_plan_that_nobody_starts_ends(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    stage.saved("spring", "Spring!").await;
    let fan = stage.fan("Fan");
    stage.seconds(2).await;
    stage.orders("/send spring to all");
    stage.seconds(2).await;
    stage.jump(Duration::from_secs(25 * 3_600)).await;
    stage.seconds(3).await;
    let panel = stage.panel();
    assert!(panel.contains("nobody started it within a day"), "{panel}");
    assert_eq!(stage.got(fan, "Spring!"), 0);
}

/// Promise: a connection that is deleted takes its recipients and its steps along, and the broadcast ends; with a group's last connection its
/// broadcasts go.
async fn what_is_deleted_keeps_nothing_waiting(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let second = stage.second_bot(&[]).await;
    stage.saved("spring", "Spring!").await;
    let (fan, other) = (stage.fan("Fan"), stage.person("Other"));
    stage.follows(other, second);
    stage.seconds(2).await;
    slow(&stage, second, 600);
    stage.orders("/send spring to all");
    stage.starts().await;
    stage.seconds(5).await;
    assert_eq!(stage.got(fan, "Spring!"), 1);
    let connections = stage.store.connections().await.expect("it answers");
    let cell = connections[0].cell;
    let by = || By {
        who: Actor::Person(UserId(stage.owner)),
        at_ms: stage.clock.now_ms(),
    };
    let deleted = relevo::deleting::delete(&stage.store, connections[1].id, by()).await;
    deleted.expect("it is deleted");
    stage.seconds(70).await;
    assert!(stage.panel().contains("✅ Finished"), "{}", stage.panel());
    let by = By {
        who: Actor::Person(UserId(stage.owner)),
        at_ms: stage.clock.now_ms(),
    };
    let deleted = relevo::deleting::delete(&stage.store, connections[0].id, by).await;
    deleted.expect("it is deleted");
    let left = stage.store.broadcasts_of(cell).await.expect("it answers");
    assert!(left.is_empty(), "{left:?}");
}
