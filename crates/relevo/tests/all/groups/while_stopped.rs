//! A connection is stopped while another of the same backend group runs: its bot says so to operators.

use std::sync::Arc;
use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo::directory::{Directory, Shared};
use relevo::intake::Took;
use relevo_core::ConnectionState;
use relevo_telegram::{
    BoxFuture, Call, Gateway, Outcome, Page, PageError, RawUpdate, Unreadable, Update, UpdateId,
};
use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::fault::{Fault, Rule};

use crate::database::{Backend, on_both};
use crate::stage::Stage;

on_both!(who_writes_to_a_stopped_connection_is_told);
on_both!(one_bot_speaks_and_only_of_what_was_not_taken_in);
on_both!(what_comes_while_the_stop_is_noticed_is_not_lost);

/// Anna has a topic over the first bot; Marta answers there.
async fn talking(backend: Backend) -> (Stage, [i64; 4]) {
    let mut stage = Stage::new(backend, &[]).await;
    let second = stage.second_bot(&[]).await;
    let (marta, anna) = (stage.operator("Marta"), stage.client("Anna"));
    stage.settle().await;
    stage.say(anna, stage.bot, Say::text("hello"));
    stage.settle().await;
    let topic = stage.topic("Anna");
    (stage, [marta, anna, topic, second])
}

/// Promise: an operator learns at once that nothing arrives, once a minute, and not for notes and commands; started again, the
/// connection asks about what was written and takes nothing that the other bot said for a message.
async fn who_writes_to_a_stopped_connection_is_told(backend: Backend) {
    let (mut stage, [marta, anna, topic, _]) = talking(backend).await;
    let say = |stage: &Stage, say: Say| stage.say(marta, stage.group, say.thread(topic));
    stage.set_state(ConnectionState::Stopped).await;
    stage.pass(Duration::from_secs(5)).await;
    say(&stage, Say::text("/ a note"));
    say(&stage, Say::text("/close"));
    stage.settle().await;
    say(&stage, Say::text("one"));
    stage.settle().await;
    say(&stage, Say::text("two"));
    stage.pass(Duration::from_secs(60)).await;
    say(&stage, Say::photo("three"));
    stage.settle().await;
    let told = stage.find(stage.group, marta, "Not sent");
    say(&stage, Say::text("I see").reply_to(told));
    stage.pass(Duration::from_secs(1)).await;
    stage.set_state(ConnectionState::Running).await;
    stage.pass(Duration::from_secs(2)).await;
    say(&stage, Say::text("noted").reply_to(told));
    stage.settle().await;
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Anna
    5 bot [Service]: 
    6 bot: hello
    7 Marta: / a note
    8 Marta: /close
    9 Marta: one
    10 bot ↩9: ⏸ Not sent: this connection is stopped, so nothing that you write here reaches the client. If it is started again within 24 hours, you are asked here whether to send it.
    11 Marta: two
    12 Marta [Photo]: three
    13 bot ↩12: ⏸ Not sent: this connection is stopped, so nothing that you write here reaches the client. If it is started again within 24 hours, you are asked here whether to send it.
    14 Marta ↩13: I see
    15 bot: ⬛ Closed. When the client writes, it opens by itself. ⌨
    16 bot ↩9: ⏸ You wrote this while the connection was stopped, so it was not sent. Is it still right? ⌨
    17 bot ↩11: ⏸ You wrote this while the connection was stopped, so it was not sent. Is it still right? ⌨
    18 bot ↩12: ⏸ You wrote this while the connection was stopped, so it was not sent. Is it still right? ⌨
    19 Marta ↩13: noted
    ") };
    allow_duplicates! { assert_snapshot!(stage.chat(stage.bot, anna), @"
    8138 Anna: /start
    8139 Anna: hello
    ") };
}

/// Promise: of several bots one answers; the desk's if it runs. What the stopped connection has sent is not said to be lost, nor what is
/// older than the stop.
async fn one_bot_speaks_and_only_of_what_was_not_taken_in(backend: Backend) {
    let (mut stage, [marta, anna, topic, second]) = talking(backend).await;
    let third = stage.second_bot(&[]).await;
    stage.settle().await;
    let say =
        |stage: &Stage, words: &str| stage.say(marta, stage.group, Say::text(words).thread(topic));
    for bot in [second, third] {
        let late = Rule {
            method: Some("getUpdates".into()),
            bot: Some(bot),
            times: u32::MAX,
            ..Rule::new(Fault::RequestLost)
        };
        stage.sim.faults(|faults| faults.add(late));
    }
    say(&stage, "sent before");
    stage.pass(Duration::from_secs(2)).await;
    say(&stage, "sent in the second of the stop");
    stage.settle().await;
    stage.set_state(ConnectionState::Stopped).await;
    stage.settle().await;
    stage.sim.faults(|faults| faults.clear());
    stage.pass_minutes(1).await;
    assert!(!stage.topics().contains("Not sent"));
    say(&stage, "lost");
    stage.settle().await;
    assert_eq!(stage.topics().matches("⏸ Not sent").count(), 1);
    allow_duplicates! { assert_snapshot!(stage.chat(stage.bot, anna), @"
    8138 Anna: /start
    8139 Anna: hello
    8140 bot: sent before
    8141 bot: sent in the second of the stop
    ") };
}

/// A line whose connection is stopped while it waits for updates.
struct StoppedMeanwhile {
    line: Arc<dyn Gateway>,
    shared: Shared,
}

impl Gateway for StoppedMeanwhile {
    fn next_page(
        &self,
        after: Option<UpdateId>,
        patience: Duration,
    ) -> BoxFuture<'_, Result<Page, PageError>> {
        Box::pin(async move {
            let page = self.line.next_page(after, patience).await;
            let mut directory = Directory::clone(&self.shared.now());
            for connection in directory.connections.values_mut() {
                connection.state = ConnectionState::Stopped;
            }
            self.shared.replace(directory);
            page
        })
    }

    fn confirm(&self, through: UpdateId) -> BoxFuture<'_, Result<(), PageError>> {
        self.line.confirm(through)
    }

    fn read(&self, raw: &RawUpdate) -> Result<Update, Unreadable> {
        self.line.read(raw)
    }

    fn call<'a>(&'a self, call: &'a Call) -> BoxFuture<'a, Outcome> {
        self.line.call(call)
    }
}

/// Promise: what Telegram gives to a connection that is stopped just then is kept until it is started again, whoever took it in.
async fn what_comes_while_the_stop_is_noticed_is_not_lost(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let anna = stage.client("Anna");
    stage.settle().await;
    let app = stage.pump.app.clone();
    let (identity, line) = {
        let directory = app.shared.now();
        let (identity, line) = directory.gateways.iter().next().expect("there is a bot");
        (*identity, Arc::clone(line))
    };
    let before = app.shared.now();
    let shared = app.shared.clone();
    let mut intake = app.intake(identity, Arc::new(StoppedMeanwhile { line, shared }));
    stage.say(anna, stage.bot, Say::text("did you get this?"));
    let took = intake.step(Duration::ZERO).await.expect("the store works");
    assert!(matches!(took, Took::Updates(1)), "{took:?}");
    app.shared.replace(Directory::clone(&before));
    for _ in 0..2 {
        stage.settle().await;
    }
    assert!(stage.topics().contains("did you get this?"));
}
