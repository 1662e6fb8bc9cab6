//! Groups of clients have budgets too: what was answered there before a restart counts after it.

use std::time::Duration;

use relevo_core::Budgets;
use relevo_telegram_sim::control::Say;

use crate::database::{Backend, on_both};
use crate::stage::Stage;

on_both!(a_restart_overspends_nothing_in_a_client_group);
on_both!(nor_does_a_crash);

/// A client group with a topic, where somebody answers.
struct Acme {
    stage: Stage,
    marta: i64,
    acme: i64,
    since: usize,
}

impl Acme {
    async fn new(backend: Backend) -> Acme {
        let mut stage = Stage::new(backend, &[("MONITOR_GROUPS", "TRUE")]).await;
        let (marta, olga) = (stage.operator("Marta"), stage.person("Olga"));
        let acme = stage.client_group("Acme", &[olga]);
        stage.settle().await;
        stage.say(olga, acme, Say::text("hello"));
        stage.settle().await;
        stage.jump(Duration::from_secs(120)).await;
        let since = stage.log_len();
        Acme {
            stage,
            marta,
            acme,
            since,
        }
    }

    /// So many answers, two a second.
    async fn answer(&mut self, count: usize) {
        for number in 0..count {
            self.answers(Say::text(&format!("answer {number}")));
            if number % 2 == 1 {
                self.stage.second().await;
            }
        }
    }

    fn answers(&self, say: Say) {
        let topic = self.stage.topic("Acme");
        self.stage
            .say(self.marta, self.stage.group, say.thread(topic));
    }

    /// How many calls into the client group went well, and how many were refused for their speed.
    fn calls(&self) -> (usize, usize) {
        self.stage.sim.with(|world| {
            let deeds = world.log().iter().skip(self.since);
            let there = deeds.filter(|deed| deed.chat == self.acme && deed.who == self.stage.bot);
            let refused: Vec<u16> = there.map(|deed| deed.refused).collect();
            let count = |code| refused.iter().filter(|refused| **refused == code).count();
            (count(0), count(429))
        })
    }
}

/// Promise: a restart spends nothing in a client's group that is spent already.
async fn a_restart_overspends_nothing_in_a_client_group(backend: Backend) {
    let mut acme = Acme::new(backend).await;
    acme.answer(20).await;
    acme.stage.pass(Duration::from_secs(5)).await;
    assert_eq!(acme.calls(), (20, 0));
    acme.stage.restart(Budgets::default());
    acme.answer(20).await;
    acme.stage.pass(Duration::from_secs(15)).await;
    assert_eq!(acme.calls(), (20, 0), "the minute is not over");
    acme.stage.pass_minutes(2).await;
    assert_eq!(acme.calls(), (40, 0));
}

/// Promise: nor does a crash whose calls were made and never recorded.
async fn nor_does_a_crash(backend: Backend) {
    let mut acme = Acme::new(backend).await;
    acme.answer(10).await;
    acme.stage.pass(Duration::from_secs(2)).await;
    assert_eq!(acme.calls(), (10, 0));
    for number in 0..10 {
        let caption = format!("photo {number}");
        acme.answers(Say::photo(&caption).album("ten"));
    }
    acme.stage.settle().await;
    acme.stage.clock.advance(Duration::from_secs(2));
    let now_ms = acme.stage.clock.now_ms();
    acme.stage.sim.with(|world| world.set_now_ms(now_ms));
    acme.stage.crash_after_the_calls().await;
    let in_the_dark = acme.calls();
    assert!(in_the_dark > (10, 0), "the album went: {in_the_dark:?}");
    acme.answer(10).await;
    acme.stage.pass(Duration::from_secs(20)).await;
    assert_eq!(acme.calls(), in_the_dark, "the minute is not over");
    acme.stage.pass_minutes(2).await;
    assert_eq!(acme.calls(), (in_the_dark.0 + 10, 0));
}
