//! `/status` in General: what the team is told, and who tells it.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_core::ConnectionState;
use relevo_telegram_sim::control::{Edit, Say};
use relevo_telegram_sim::fault::{Fault, Rule};
use relevo_telegram_sim::transcript::Row;
use relevo_telegram_sim::world::Budgets as Limits;

use crate::database::{Backend, on_both};
use crate::hiding::{ID, Masquerade, NAMES};
use crate::stage::Stage;

on_both!(an_idle_desk_says_so);
on_both!(a_backlog_is_counted_where_it_is);
on_both!(a_pause_and_what_it_taught_are_told);
on_both!(what_needs_a_person_is_told);
on_both!(without_topics_it_is_answered_all_the_same);
on_both!(a_right_that_is_back_is_noticed);
on_both!(the_team_is_told_no_hidden_name);
on_both!(one_bot_answers_for_all);
on_both!(as_any_other_command_it_stays_inside);

impl Stage {
    /// The answers that stand in the group.
    fn answers(&self) -> Vec<Row> {
        let rows = self.rows(self.group, self.owner);
        let said = rows.into_iter();
        said.filter(|row| row.text.contains("UTC)")).collect()
    }

    /// Somebody asks, and the newest answer is this.
    async fn status(&mut self, person: i64) -> String {
        let asked = self.say(person, self.group, Say::text("/status"));
        self.settle().await;
        let answers = self.answers();
        let answer = answers.last().expect("an answer");
        assert_eq!(answer.reply_to, Some(asked));
        answer.text.clone()
    }

    /// Where the lines of the newest answer lead.
    fn links(&self) -> Vec<String> {
        let answers = self.answers();
        let entities = &answers.last().expect("an answer").entities;
        let urls = entities.iter().filter_map(|entity| entity["url"].as_str());
        urls.map(str::to_owned).collect()
    }
}

/// Promise: with nothing to do, the answer is four lines. It is no backlog while it waits to be taken away, which happens after ten
/// minutes, also across a restart; the question stays.
async fn an_idle_desk_says_so(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let (marta, anna) = (stage.operator("Marta"), stage.client("Anna"));
    stage.say(anna, stage.bot, Say::text("hello"));
    stage.settle().await;
    let answer = stage.status(marta).await;
    allow_duplicates! { assert_snapshot!(answer, @"
    ✅ The desk is running (09:00 UTC).
    Messages sent here in the last minute:
    🤖 @acme_support_bot: 3 of 20
    Nothing waits.
    ") };
    assert_eq!(stage.answers()[0].thread, None);
    let status = stage.store.status().await.expect("the store answers");
    assert_eq!(status.connections[0].waiting, 0);
    let bots = stage.store.bots(stage.clock.now_ms()).await;
    assert_eq!(bots.expect("the store answers")[0].backlog, []);
    stage.jump(Duration::from_secs(599)).await;
    assert_eq!(stage.answers().len(), 1);
    stage.restart(relevo_core::Budgets::default());
    stage.settle().await;
    stage.jump(Duration::from_secs(2)).await;
    assert_eq!(stage.answers().len(), 0);
    stage.find(stage.group, marta, "/status");
    let there = stage.chat(stage.bot, anna);
    assert!(
        !there.contains("status") && !there.contains("UTC"),
        "{there}"
    );
}

/// Promise: one bot with much to do: how much of its budget is spent, how much waits for how long, whose it is and where.
async fn a_backlog_is_counted_where_it_is(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let marta = stage.operator("Marta");
    let clients = ["Anna", "Ben", "Chen", "Dana"].map(|name| stage.client(name));
    for client in clients {
        stage.say(client, stage.bot, Say::text("hello"));
    }
    stage.settle().await;
    stage.jump(Duration::from_secs(61)).await;
    for (client, count) in clients.into_iter().zip([60, 30, 10, 1]) {
        for number in 0..count {
            stage.say(client, stage.bot, Say::text(&format!("text {number}")));
        }
    }
    stage.pass(Duration::from_secs(45)).await;
    stage.say(marta, stage.group, Say::text("/status"));
    stage.pass(Duration::from_secs(60)).await;
    let answer = stage.answers().pop().expect("an answer").text;
    allow_duplicates! { assert_snapshot!(answer, @"
    ✅ The desk is running (09:01 UTC).
    Messages sent here in the last minute:
    🤖 @acme_support_bot: 20 of 20
    📥 To topics: 81 waiting, the oldest for 45 s; all here in 5 min at best
    ↳ Anna: 53
    ↳ Ben: 24
    ↳ Chen: 4
    ") };
    let topics = ["Anna", "Ben", "Chen"].map(|name| stage.topic(name));
    let number = stage.group.to_string();
    let number = number.strip_prefix("-100").expect("a supergroup");
    let links = topics.map(|thread| format!("https://t.me/c/{number}/{thread}"));
    assert_eq!(stage.links(), links);
}

/// Promise: a relay that Telegram told to wait is shown with the wait that is left and the fewer messages that it may send since.
async fn a_pause_and_what_it_taught_are_told(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let (marta, anna) = (stage.operator("Marta"), stage.client("Anna"));
    stage.say(anna, stage.bot, Say::text("hello"));
    stage.settle().await;
    stage.jump(Duration::from_secs(61)).await;
    stage.relay("relay_bot").await;
    stage.sim.with(|world| {
        world.set_budgets(Limits {
            group_units_per_minute: 12,
            ..Limits::default()
        });
    });
    for number in 0..60 {
        stage.say(anna, stage.bot, Say::text(&format!("text {number}")));
    }
    stage.pass(Duration::from_secs(20)).await;
    let bots = stage.store.bots(stage.clock.now_ms()).await;
    let bots = bots.expect("the store answers").remove(0).bots;
    assert!(
        bots.iter()
            .any(|bot| bot.is_relay && bot.wait_until_ms.is_some())
    );
    stage.say(marta, stage.group, Say::text("/status"));
    stage.pass(Duration::from_secs(90)).await;
    let answer = stage.answers().pop().expect("an answer").text;
    allow_duplicates! { assert_snapshot!(answer, @"
    ✅ The desk is running (09:01 UTC).
    Messages sent here in the last minute:
    ⏸ @acme_support_bot: 12 of 11 (usually 20); it has to wait 40 s more
    ⏸ @relay_bot (relay): 12 of 11 (usually 20); it has to wait 40 s more
    📥 To topics: 36 waiting, the oldest for 20 s; all here in 2 min at best
    ↳ Anna: 36
    ") };
}

/// Promise: what is held and what failed is counted, and the answer leads to where a person decides.
async fn what_needs_a_person_is_told(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let marta = stage.operator("Marta");
    let (anna, ben) = (stage.client("Anna"), stage.client("Ben"));
    for client in [anna, ben] {
        stage.say(client, stage.bot, Say::text("hello"));
    }
    stage.settle().await;
    let lost = Rule {
        method: Some("sendMessage".into()),
        chat: Some(anna),
        ..Rule::new(Fault::AnswerLost)
    };
    stage.sim.faults(|faults| faults.add(lost));
    let to = |stage: &Stage, name: &str, words: &str| {
        let thread = stage.topic(name);
        stage.say(marta, stage.group, Say::text(words).thread(thread));
    };
    to(&stage, "Anna", "did you get this?");
    stage.settle().await;
    stage.sim.with(|world| world.block_bot(ben, stage.bot));
    to(&stage, "Ben", "are you there?");
    to(&stage, "Ben", "hello?");
    stage.pass(Duration::from_secs(5)).await;
    let answer = stage.status(marta).await;
    allow_duplicates! { assert_snapshot!(answer, @"
    ✅ The desk is running (09:00 UTC).
    Messages sent here in the last minute:
    🤖 @acme_support_bot: 10 of 20
    Nothing waits.
    ❔ Waiting for a decision, in their topics: 1
    ↳ Anna: 1
    ⚠️ Not delivered, their topics say why: 2
    ↳ Ben: 2
    ") };
    assert_eq!(stage.links().len(), 2);
    stage.press(marta, "It arrived");
    stage.settle().await;
    let answer = stage.status(marta).await;
    assert!(!answer.contains("decision"), "{answer}");
}

/// Promise: where topics are switched off the answer says so, at once, and does not take the group for repaired.
async fn without_topics_it_is_answered_all_the_same(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let (marta, anna) = (stage.operator("Marta"), stage.client("Anna"));
    stage.say(anna, stage.bot, Say::text("one"));
    stage.settle().await;
    let forum = |stage: &Stage, on| {
        stage
            .sim
            .with(|world| world.set_forum(stage.group, on))
            .expect("the owner may do so");
    };
    forum(&stage, false);
    stage.pass(Duration::from_secs(61)).await;
    stage.say(anna, stage.bot, Say::text("two"));
    stage.pass(Duration::from_secs(5)).await;
    let answer = stage.status(marta).await;
    allow_duplicates! { assert_snapshot!(answer, @"
    ⏸ Clients' messages wait: this group has no topics. Switch them on in the group's settings; then all goes on by itself (09:01 UTC).
    Messages sent here in the last minute:
    🤖 @acme_support_bot: 0 of 20
    📥 To topics: 1 waiting, the oldest for 4 s
    ↳ Anna: 1
    ") };
    let status = stage.store.status().await.expect("the store answers");
    assert_eq!(status.connections[0].waiting, 1);
    assert!(
        stage
            .rows(stage.group, marta)
            .iter()
            .all(|row| row.text != "two")
    );
    forum(&stage, true);
    let answer = stage.status(marta).await;
    assert!(answer.starts_with("✅"), "{answer}");
    stage.pass(Duration::from_secs(5)).await;
    stage.find(stage.group, marta, "two");
}

/// Promise: whoever gives the bot back its right to write and asks is answered at once, and what waited comes with the answer.
async fn a_right_that_is_back_is_noticed(backend: Backend) {
    use relevo_telegram_sim::world::AdminRights;
    let mut stage = Stage::new(backend, &[]).await;
    let (marta, anna) = (stage.operator("Marta"), stage.client("Anna"));
    stage.say(anna, stage.bot, Say::text("one"));
    stage.settle().await;
    let (owner, group, bot) = (stage.owner, stage.group, stage.bot);
    stage
        .sim
        .with(|world| world.kick(owner, group, bot))
        .expect("the owner removes the bot");
    stage.say(anna, bot, Say::text("two"));
    stage.pass(Duration::from_secs(70)).await;
    stage.say(marta, group, Say::text("/status, anybody?"));
    stage.settle().await;
    stage.sim.with(|world| {
        world.unban(owner, group, bot).expect("the owner forgives");
        world.add(owner, group, bot).expect("the owner adds it");
        world
            .promote(owner, group, bot, AdminRights::all())
            .expect("the owner promotes it");
    });
    let answer = stage.status(marta).await;
    assert!(answer.starts_with("✅"), "{answer}");
    assert_eq!(stage.answers().len(), 1, "nobody heard the first question");
    stage.settle().await;
    stage.find(group, marta, "two");
}

/// Promise: whose names are hidden is called in an answer as in the topic's title.
async fn the_team_is_told_no_hidden_name(backend: Backend) {
    let mut masquerade = Masquerade::new(backend, "name, title, links").await;
    let marta = masquerade.stage.operator("Marta");
    let client = masquerade.client;
    let stage = &mut masquerade.stage;
    for number in 0..30 {
        stage.say(client, stage.bot, Say::text(&format!("text {number}")));
    }
    stage.pass(Duration::from_secs(2)).await;
    stage.say(marta, stage.group, Say::text("/status"));
    stage.pass(Duration::from_secs(90)).await;
    let answer = stage.answers().pop().expect("an answer");
    let titles = stage.sim.with(|world| world.topics(stage.group));
    let title = relevo_core::without_square(&titles.last().expect("a topic").name);
    assert!(
        answer.text.contains(&format!("↳ {title}: ")),
        "{}",
        answer.text
    );
    assert!(!answer.text.contains(&ID.to_string()));
    assert_eq!(masquerade.found(&NAMES), Vec::<&str>::new());
}

/// Promise: of several bots of a group one answers: the desk bot's connection, or where that is stopped another; by name any of
/// them is asked, and nobody else's bot.
async fn one_bot_answers_for_all(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    stage.second_bot(&[]).await;
    let marta = stage.operator("Marta");
    stage.settle().await;
    let answer = stage.status(marta).await;
    allow_duplicates! { assert_snapshot!(answer, @"
    ✅ The desk is running (09:00 UTC).
    Messages sent here in the last minute:
    🤖 @acme_support_bot: 0 of 20
    🤖 @acme_sales_bot: 0 of 20
    Nothing waits.
    ") };
    assert_eq!(stage.answers().len(), 1);
    for words in ["/status@acme_sales_bot", "/status@Acme_Support_Bot"] {
        stage.say(marta, stage.group, Say::text(words));
        stage.settle().await;
    }
    assert_eq!(stage.answers().len(), 3);
    stage.say(marta, stage.group, Say::text("/status@other_bot"));
    stage.settle().await;
    assert_eq!(stage.answers().len(), 3);
    stage.set_state(ConnectionState::Stopped).await;
    stage.pass(Duration::from_secs(2)).await;
    let answer = stage.status(marta).await;
    assert!(
        answer.contains("acme_support_bot: 3 of 20; its connection is stopped"),
        "{answer}"
    );
    let answers = stage.answers();
    assert_eq!(answers.len(), 4);
    assert_eq!(stage.name(answers[3].from), "second bot");
}

/// Promise: in a topic it is a command like any other, edited into a message it is nothing, and a client who writes it says words.
async fn as_any_other_command_it_stays_inside(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let (marta, anna) = (stage.operator("Marta"), stage.client("Anna"));
    stage.say(anna, stage.bot, Say::text("/status"));
    stage.settle().await;
    let thread = stage.topic("Anna");
    stage.say(marta, stage.group, Say::text("/status").thread(thread));
    stage.settle().await;
    let words = stage.say(marta, stage.group, Say::text("how is it going?"));
    stage.settle().await;
    stage.edit(marta, stage.group, words, Edit::text("/status"));
    stage.pass(Duration::from_secs(2)).await;
    assert_eq!(stage.answers().len(), 0);
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: /status
    6 Marta: /status
    7 bot ↩6: /status belongs in General. Nothing was sent to the client.
    ") };
    let rows = stage.rows(stage.bot, anna);
    assert!(rows.iter().all(|row| row.from == anna), "nothing was sent");
}
