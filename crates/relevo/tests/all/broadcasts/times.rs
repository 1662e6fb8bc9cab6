//! Broadcasts that begin by themselves, come again, go on in steps, and keep quiet at night.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};

use relevo_telegram_sim::control::Say;

use crate::database::{Backend, on_both};
use crate::stage::Stage;

on_both!(it_begins_at_its_time);
on_both!(a_mark_that_is_gone_means_nobody);
on_both!(it_comes_again);
on_both!(a_chain_goes_on_later);
on_both!(it_is_quiet_at_night);

const HOUR: Duration = Duration::from_secs(3_600);

/// Jumps so far, and lets the desk work for some seconds then.
async fn later(stage: &mut Stage, time: Duration) {
    stage.jump(time).await;
    stage.seconds(5).await;
}

/// Promise: a broadcast with a time begins then, in the connection's zone, and goes to whoever is meant then; a time that is over or does
/// not exist is refused.
async fn it_begins_at_its_time(backend: Backend) {
    let zone = [("TIMEZONE", "Europe/Madrid")];
    let mut stage = Stage::new(backend, &zone).await;
    stage.saved("spring", "Spring!").await;
    let early = stage.fan("Early");
    stage.settle().await;
    for time in ["2026-11-23 09:00", "2027-03-28 02:30", "2026-11-23 12:00"] {
        stage.orders(&format!("/send spring to all at {time}"));
        stage.seconds(1).await;
    }
    let general = stage.general();
    assert!(general.contains("That time is over."), "{general}");
    assert!(general.contains("the clocks go forward"), "{general}");
    stage.press(stage.owner, "▶️ Start");
    stage.seconds(1).await;
    allow_duplicates! { assert_snapshot!(stage.panel(), @"
    📣 Broadcast 1, “spring”
    /send spring to all at 2026-11-23 12:00
    🕘 Begins by itself: 2026-11-23 12:00 (Europe/Madrid). Who gets it is decided then.
    1 chat in all.
    1 will get it.
    Takes about 1 minute.
    Among them: Early
    [⏹ Cancel]
    "); }
    let late = stage.fan("Late");
    // 10:59 in Madrid and a bit, then 12:00.
    later(&mut stage, HOUR * 119 / 60).await;
    assert_eq!(stage.got(early, "Spring!"), 0);
    later(&mut stage, HOUR).await;
    assert_eq!(
        (stage.got(early, "Spring!"), stage.got(late, "Spring!")),
        (1, 1)
    );
    later(&mut stage, HOUR * 24).await;
    assert_eq!(stage.got(early, "Spring!"), 1);
}

/// Promise: a broadcast to a mark that is called otherwise when its time comes goes to nobody, not to whoever made it either, and says so.
async fn a_mark_that_is_gone_means_nobody(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    stage.saved("spring", "Spring!").await;
    let fan = stage.fan("Fan");
    let owner = stage.owner;
    stage.say(owner, stage.bot, Say::text("hello"));
    stage.orders("/mark new vip");
    stage.seconds(1).await;
    stage.orders("/send spring to not vip every day 09:30");
    stage.starts().await;
    stage.seconds(1).await;
    stage.orders("/mark vip name gold");
    stage.seconds(1).await;
    later(&mut stage, HOUR * 24).await;
    assert_eq!(
        (stage.got(fan, "Spring!"), stage.got(owner, "Spring!")),
        (0, 0)
    );
    let general = stage.general();
    assert!(general.contains("Cancelled"), "{general}");
}

/// Promise: a repeating broadcast is made anew at each of its times, with what its quick reply says then and a report of its own, until it is
/// cancelled.
async fn it_comes_again(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    stage.saved("spring", "Spring!").await;
    let fan = stage.fan("Fan");
    stage.settle().await;
    stage.orders("/send spring to all every day 09:30");
    stage.starts().await;
    stage.seconds(1).await;
    for day in 1..=3 {
        later(&mut stage, HOUR * 24).await;
        assert_eq!(stage.got(fan, "Spring!"), day);
    }
    // Saved anew under its name, it is what goes out from then on.
    let summer = stage.say(stage.owner, stage.group, Say::text("Summer!"));
    let save = Say::text("/say save spring").reply_to(summer);
    stage.say(stage.owner, stage.group, save);
    stage.seconds(3).await;
    later(&mut stage, HOUR * 24).await;
    assert_eq!(
        (stage.got(fan, "Spring!"), stage.got(fan, "Summer!")),
        (3, 1)
    );
    stage.orders("/send list");
    stage.seconds(1).await;
    let general = stage.general();
    assert!(general.contains("Broadcast 5"), "{general}");
    stage.orders("/send cancel 1");
    stage.seconds(2).await;
    later(&mut stage, HOUR * 48).await;
    assert_eq!(stage.got(fan, "Spring!") + stage.got(fan, "Summer!"), 4);
}

/// Promise: each step of a chain comes so long after the one before, to each of its own; whoever opts out between gets no more.
async fn a_chain_goes_on_later(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    stage.saved("hello", "Hello!").await;
    stage.saved("offer", "An offer!").await;
    let (stays, stops) = (stage.fan("Stays"), stage.fan("Stops"));
    stage.settle().await;
    stage.orders("/send hello, 2h, offer to all");
    stage.starts().await;
    stage.seconds(3).await;
    assert_eq!(
        (stage.got(stays, "Hello!"), stage.got(stays, "An offer!")),
        (1, 0)
    );
    stage.say(
        stops,
        stage.bot,
        relevo_telegram_sim::control::Say::text("/stop"),
    );
    later(&mut stage, HOUR * 2 - Duration::from_secs(30)).await;
    assert_eq!(stage.got(stays, "An offer!"), 0);
    later(&mut stage, Duration::from_secs(30)).await;
    assert_eq!(
        (stage.got(stays, "Hello!"), stage.got(stays, "An offer!")),
        (1, 1)
    );
    assert_eq!(
        (stage.got(stops, "Hello!"), stage.got(stops, "An offer!")),
        (1, 0)
    );
    stage.seconds(10).await;
    let panel = stage.panel();
    assert!(
        panel.contains("✅ Finished") && panel.contains("wants no broadcasts: 1"),
        "{panel}"
    );
}

/// Promise: in quiet hours nothing goes out, and when they end it goes on.
async fn it_is_quiet_at_night(backend: Backend) {
    let zone = [("TIMEZONE", "Europe/Madrid")];
    let mut stage = Stage::new(backend, &zone).await;
    stage.saved("spring", "Spring!").await;
    let fan = stage.fan("Fan");
    stage.settle().await;
    // It is 10:00 there.
    stage.orders("/send spring to all quiet 09:30-11:00");
    stage.starts().await;
    stage.seconds(2).await;
    later(&mut stage, HOUR - Duration::from_secs(60)).await;
    assert_eq!(stage.got(fan, "Spring!"), 0);
    later(&mut stage, Duration::from_secs(60)).await;
    assert_eq!(stage.got(fan, "Spring!"), 1, "{}", stage.panel());
}
