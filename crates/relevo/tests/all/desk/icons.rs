//! What new topics look like: a colour for each connection, or an emoji that Telegram offers.

use std::sync::Arc;

use insta::{allow_duplicates, assert_snapshot};
use relevo::clock::Clock;
use relevo::directory::Shared;
use relevo::icons::IconFinder;
use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::fault::{Deed, Fault};

use crate::database::{Backend, on_both};
use crate::faults::refused;
use crate::stage::Stage;

on_both!(connections_can_be_told_apart);
on_both!(an_emoji_is_asked_for_once);
on_both!(one_that_is_not_offered_is_said_once);
on_both!(a_topic_is_worth_more_than_its_look);
on_both!(a_serving_desk_finds_it);

const METHOD: &str = "getForumTopicIconStickers";

/// What looks emoji up for a stage, as a process that has just begun.
fn process(stage: &Stage) -> IconFinder {
    let app = &stage.pump.app;
    IconFinder::new(app.store.clone(), app.shared.clone())
}

/// How often Telegram was asked.
fn asked(stage: &Stage) -> usize {
    let asked = stage.asked.lock().expect("nobody panicked while noting");
    asked.iter().filter(|(method, _)| *method == METHOD).count()
}

async fn step(stage: &mut Stage, icons: &mut IconFinder) {
    let now_ms = stage.clock.now_ms();
    while icons.step(now_ms).await.expect("the store works") {}
    stage.settle().await;
}

impl Stage {
    /// Somebody new writes to this bot.
    async fn newcomer(&mut self, name: &str, bot: i64) {
        let person = self.client(name);
        self.sim.with(|world| {
            world.start_bot(person, bot, None).expect("they start it");
        });
        self.settle().await;
        self.say(person, bot, Say::text("hello"));
        self.jump(std::time::Duration::from_secs(9)).await;
    }

    /// The topics with colour and emoji.
    fn looks(&self) -> String {
        let topics = self.sim.with(|world| world.topics(self.group));
        let looks = topics.iter().map(|topic| {
            let emoji = topic.icon_custom_emoji_id.as_deref().unwrap_or("-");
            format!("{} #{:06X} {emoji}", topic.name, topic.icon_color)
        });
        looks.collect::<Vec<_>>().join("\n")
    }

    fn in_general(&self) -> usize {
        let rows = self.rows(self.group, self.owner);
        let told = rows.iter().filter(|row| row.text.contains("ICON_COLOR"));
        told.count()
    }
}

/// Promise: the topics of several bots in one group have different colours, each always its own; a chosen colour counts from the next topic
/// on.
async fn connections_can_be_told_apart(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let second = stage.second_bot(&[]).await;
    let first = stage.bot;
    stage.newcomer("Anna", first).await;
    stage.newcomer("Ben", second).await;
    stage.newcomer("Cleo", first).await;
    stage.set_parameter("ICON_COLOR", "red").await;
    stage.newcomer("Dora", first).await;
    allow_duplicates! { assert_snapshot!(stage.looks(), @"
    🟪 Anna #6FB9F0 -
    🟪 Ben #FFD67E -
    🟪 Cleo #6FB9F0 -
    🟪 Dora #FB6F5F -
    ") };
}

/// Promise: an emoji stands before the topics that are made once it is known. Telegram is asked once: neither for each topic nor by the next
/// process; another emoji is looked up anew.
async fn an_emoji_is_asked_for_once(backend: Backend) {
    let mut stage = Stage::new(backend, &[("ICON_COLOR", "💡")]).await;
    let bot = stage.bot;
    stage.newcomer("Anna", bot).await;
    let mut icons = process(&stage);
    step(&mut stage, &mut icons).await;
    stage.newcomer("Ben", bot).await;
    stage.newcomer("Cleo", bot).await;
    stage.pump.app.shared = Shared::default();
    stage.crash_after_the_calls().await;
    stage.settle().await;
    let mut icons = process(&stage);
    step(&mut stage, &mut icons).await;
    stage.newcomer("Dora", bot).await;
    assert_eq!(asked(&stage), 1);
    stage
        .set_parameter("ICON_COLOR", "5418085807791545980")
        .await;
    stage.newcomer("Eva", bot).await;
    step(&mut stage, &mut icons).await;
    stage.newcomer("Fritz", bot).await;
    assert_eq!(asked(&stage), 2);
    stage.set_parameter("ICON_COLOR", "green").await;
    stage.newcomer("Gina", bot).await;
    allow_duplicates! { assert_snapshot!(stage.looks(), @"
    🟪 Anna #6FB9F0 -
    🟪 Ben #6FB9F0 5312536423851630001
    🟪 Cleo #6FB9F0 5312536423851630001
    🟪 Dora #6FB9F0 5312536423851630001
    🟪 Eva #6FB9F0 -
    🟪 Fritz #6FB9F0 5418085807791545980
    🟪 Gina #8EEE98 -
    ") };
    assert_eq!(stage.in_general(), 0);
}

/// Promise: an emoji that Telegram does not offer is said in General, once, also over a restart; topics have the colour. So is the next one.
async fn one_that_is_not_offered_is_said_once(backend: Backend) {
    let mut stage = Stage::new(backend, &[("ICON_COLOR", "🦄")]).await;
    let bot = stage.bot;
    stage.settle().await;
    for _ in 0..2 {
        let mut icons = process(&stage);
        step(&mut stage, &mut icons).await;
        step(&mut stage, &mut icons).await;
        stage.pump.app.shared = Shared::default();
        stage.crash_after_the_calls().await;
        stage.settle().await;
    }
    assert_eq!((stage.in_general(), asked(&stage)), (1, 1));
    stage.set_parameter("ICON_COLOR", "12345").await;
    stage.settle().await;
    let mut icons = process(&stage);
    step(&mut stage, &mut icons).await;
    assert_eq!(stage.in_general(), 2);
    stage.newcomer("Anna", bot).await;
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Anna
    5 bot [Service]: 
    6 bot: hello
    ") };
}

/// Promise: whatever Telegram answers, messages arrive: asked again after a minute or when it says so; and where it refuses a topic with its
/// emoji, the topic is made without.
async fn a_topic_is_worth_more_than_its_look(backend: Backend) {
    let mut stage = Stage::new(backend, &[("ICON_COLOR", "⚡")]).await;
    let bot = stage.bot;
    stage.settle().await;
    let mut icons = process(&stage);
    let reset = Fault::Reset { deed: Deed::After };
    let wait = Fault::TooMany { retry_after: 7 };
    for (fault, seconds) in [(reset, 60), (wait, 7)] {
        stage.goes_wrong(METHOD, fault, 1);
        step(&mut stage, &mut icons).await;
        stage
            .pass(std::time::Duration::from_secs(seconds - 1))
            .await;
        let before = asked(&stage);
        step(&mut stage, &mut icons).await;
        assert_eq!(asked(&stage), before, "not before its time");
        stage.pass(std::time::Duration::from_secs(1)).await;
    }
    step(&mut stage, &mut icons).await;
    stage.newcomer("Anna", bot).await;
    stage.goes_wrong(
        "createForumTopic",
        refused(400, "Bad Request: DOCUMENT_INVALID"),
        3,
    );
    stage.newcomer("Ben", bot).await;
    stage.pass(std::time::Duration::from_secs(20)).await;
    allow_duplicates! { assert_snapshot!(stage.looks(), @"
    🟪 Anna #6FB9F0 5312016608254762256
    🟪 Ben #6FB9F0 -
    ") };
    assert_eq!(stage.standing().await, (0, 0, 0));
}

/// Promise: `relevo serve` does it by itself.
async fn a_serving_desk_finds_it(backend: Backend) {
    let stage = Stage::new(backend, &[("ICON_COLOR", "💡")]).await;
    let mut app = stage.pump.app.clone();
    app.shared = Shared::default();
    // A step that the store refuses is done again after a while.
    app.clock = Clock::fast(1_000);
    let shared = app.shared.clone();
    let known = async {
        while shared.icons().is_empty() {
            tokio::task::yield_now().await;
        }
    };
    app.serve(known).await.expect("the desk runs");
    let icons = Arc::clone(&shared.icons());
    let ids: Vec<_> = icons.values().map(|icon| icon.id.as_deref()).collect();
    assert_eq!(ids, [Some("5312536423851630001")]);
}
