//! A connection is stopped and started again; and with two of them one takes over.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_core::ConnectionState;
use relevo_telegram_sim::control::{Edit, Say};
use relevo_telegram_sim::fault::{Fault, Rule};

use crate::database::{Backend, on_both};
use crate::stage::Stage;

on_both!(what_came_while_stopped_is_told_to_be_old);
on_both!(a_gap_is_named);
on_both!(the_second_bot_takes_over_when_the_first_leaves);
on_both!(the_second_bot_takes_over_when_the_first_is_stopped);
on_both!(only_answers_go_out_if_wanted);
on_both!(a_backend_group_is_no_client);

/// Promise: after a stop clients' messages come with the time at which they were written, operators' messages wait for *Send* or
/// *Discard*, and what is written from then on goes as always.
async fn what_came_while_stopped_is_told_to_be_old(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let (marta, anna, ben) = (
        stage.operator("Marta"),
        stage.client("Anna"),
        stage.client("Ben"),
    );
    stage.settle().await;
    stage.say(anna, stage.bot, Say::text("hello"));
    stage.settle().await;
    let topic = stage.topic("Anna");
    stage.pass(Duration::from_secs(60)).await;
    stage.set_state(ConnectionState::Stopped).await;
    stage.pass(Duration::from_secs(2)).await;
    for words in ["is anybody there?", "it is urgent"] {
        stage.say(anna, stage.bot, Say::text(words));
    }
    stage.say(ben, stage.bot, Say::text("me too"));
    let say =
        |stage: &Stage, words: &str| stage.say(marta, stage.group, Say::text(words).thread(topic));
    let first = say(&stage, "one momennt");
    say(&stage, "never mind");
    stage.jump(Duration::from_secs(3 * 3_600)).await;
    stage.say(anna, stage.bot, Say::text("still nothing?"));
    stage.set_state(ConnectionState::Running).await;
    stage.pass(Duration::from_secs(2)).await;
    say(&stage, "we are back");
    stage.edit(marta, stage.group, first, Edit::text("one moment"));
    stage.settle().await;
    stage.press(marta, "Discard");
    stage.settle().await;
    stage.press(marta, "Send");
    stage.settle().await;
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 Marta: one moment
    7 Marta: never mind
    8 bot ↩6: ⏸ Not sent: this connection is stopped, so nothing that you write here reaches the client. If it is started again within 24 hours, you are asked here whether to send it.
    9 bot: 🕓 Written 2026-11-23 09:01 UTC, while this connection was stopped:
    11 bot: is anybody there?
    13 bot: it is urgent
    15 bot ↩6: ✓ It is sent now, after everything that was waiting.
    16 bot ↩7: ✓ Not sent. It stays here as a note.
    17 bot: still nothing?
    18 Marta: we are back
    # 🟪 Ben
    10 bot [Service]: 
    12 bot: 🕓 Written 2026-11-23 09:01 UTC, while this connection was stopped:
    14 bot: me too
    ") };
    allow_duplicates! { assert_snapshot!(stage.chat(stage.bot, anna), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 Anna: is anybody there?
    8123 Anna: it is urgent
    8124 Anna: still nothing?
    8125 bot: we are back
    8126 bot: one moment
    ") };
    assert_eq!(stage.general(), "", "Telegram had kept everything");
}

/// Promise: a stop of more than a day is told of in General, with the time of which nothing is there.
async fn a_gap_is_named(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let anna = stage.client("Anna");
    stage.settle().await;
    stage.set_state(ConnectionState::Stopped).await;
    stage.pass(Duration::from_secs(2)).await;
    stage.say(anna, stage.bot, Say::text("lost"));
    stage.jump(Duration::from_secs(30 * 3_600)).await;
    stage.set_state(ConnectionState::Running).await;
    stage.pass(Duration::from_secs(2)).await;
    stage.set_state(ConnectionState::Running).await;
    stage.settle().await;
    allow_duplicates! { assert_snapshot!(stage.general(), @"⚠️ This connection was stopped for more than a day. Telegram keeps what clients write for 24 hours: what they wrote between 2026-11-23 09:00 UTC and 2026-11-23 15:00 UTC is not here.") };
    assert_eq!(stage.topics(), "");
}

/// Two bots of one backend group in one client group, which the first mirrors.
async fn shared(backend: Backend) -> (Stage, [i64; 4]) {
    let params = [("MONITOR_GROUPS", "TRUE")];
    let mut stage = Stage::new(backend, &params).await;
    let second = stage.second_bot(&params).await;
    let (marta, olga) = (stage.operator("Marta"), stage.person("Olga"));
    let acme = stage.client_group("Acme", &[olga]);
    stage
        .sim
        .with(|world| world.add(olga, acme, second))
        .expect("the second bot is added");
    stage.settle().await;
    stage.say(olga, acme, Say::text("the printer burns"));
    stage.settle().await;
    (stage, [second, marta, olga, acme])
}

async fn talks_on(stage: &mut Stage, [second, marta, olga, acme]: [i64; 4]) {
    let topic = stage.topic("Acme");
    stage.say(olga, acme, Say::text("and smokes"));
    stage.settle().await;
    let one = stage.find(stage.group, marta, "burns");
    stage.say(
        marta,
        stage.group,
        Say::text("an answer").thread(topic).reply_to(one),
    );
    stage.pass(Duration::from_secs(3)).await;
    let rows = stage.rows(acme, olga);
    let answer = rows.iter().find(|row| row.text == "an answer");
    let answer = answer.expect("the answer arrived");
    assert_eq!(answer.from, second);
    assert!(
        answer.reply_to.is_some(),
        "it answers what the first bot mirrored"
    );
}

/// Promise: when the first bot is removed from the group, the second goes on in the same topic, also with what waited.
async fn the_second_bot_takes_over_when_the_first_leaves(backend: Backend) {
    let (mut stage, cast) = shared(backend).await;
    let [_, marta, olga, acme] = cast;
    let topic = stage.topic("Acme");
    let rule = Rule {
        chat: Some(acme),
        ..Rule::new(Fault::RequestLost)
    };
    stage.sim.faults(|faults| faults.add(rule));
    stage.say(marta, stage.group, Say::text("waits").thread(topic));
    stage.settle().await;
    let first = stage.bot;
    stage
        .sim
        .with(|world| world.kick(olga, acme, first))
        .expect("the first bot is removed");
    stage.settle().await;
    talks_on(&mut stage, cast).await;
    stage.pass(Duration::from_secs(10)).await;
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Acme
    5 bot [Service]: 
    6 bot: 🟣 Olga ⏎ the printer burns
    7 Marta: waits
    8 bot: The bot is no longer in this group. What you write here will not arrive.
    9 second bot: 🔁 From here on another of your bots serves this group: the first one has left it, or its connection is stopped.
    10 second bot: 🟣 Olga ⏎ and smokes
    11 Marta ↩6: an answer
    ") };
    assert!(stage.chat(acme, olga).contains("waits"));
}

/// Promise: the same when the first connection is stopped; started again, it stands by.
async fn the_second_bot_takes_over_when_the_first_is_stopped(backend: Backend) {
    let (mut stage, cast) = shared(backend).await;
    stage.set_state(ConnectionState::Stopped).await;
    stage.pass(Duration::from_secs(2)).await;
    talks_on(&mut stage, cast).await;
    stage.set_state(ConnectionState::Running).await;
    stage.pass(Duration::from_secs(2)).await;
    stage.say(cast[2], cast[3], Say::text("three"));
    stage.settle().await;
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Acme
    5 bot [Service]: 
    6 bot: 🟣 Olga ⏎ the printer burns
    7 second bot: 🔁 From here on another of your bots serves this group: the first one has left it, or its connection is stopped.
    8 second bot: 🟣 Olga ⏎ and smokes
    9 Marta ↩6: an answer
    10 second bot: 🟣 Olga ⏎ three
    ") };
}

/// Promise: with `REPLY_ONLY` only answers to mirrored messages go out; everything else, and what answers it, stays inside.
async fn only_answers_go_out_if_wanted(backend: Backend) {
    let mut stage = Stage::new(backend, &[("REPLY_ONLY", "TRUE")]).await;
    let (marta, anna) = (stage.operator("Marta"), stage.client("Anna"));
    stage.settle().await;
    stage.say(anna, stage.bot, Say::text("hello"));
    stage.settle().await;
    let topic = stage.topic("Anna");
    let hello = stage.find(stage.group, marta, "hello");
    let say = |stage: &Stage, words: &str, to: Option<i64>| {
        let say = Say::text(words).thread(topic);
        let say = match to {
            Some(to) => say.reply_to(to),
            None => say,
        };
        stage.say(marta, stage.group, say)
    };
    let inside = say(&stage, "who takes this?", None);
    stage.settle().await;
    say(&stage, "I do", Some(inside));
    let sent = say(&stage, "hello Anna", Some(hello));
    stage.settle().await;
    say(&stage, "how can I help?", Some(sent));
    stage.settle().await;
    stage.edit(marta, stage.group, inside, Edit::text("who takes Anna?"));
    stage.settle().await;
    allow_duplicates! { assert_snapshot!(stage.chat(stage.bot, anna), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 bot ↩8121: hello Anna
    8123 bot ↩8122: how can I help?
    ") };
}

/// Promise: a backend group of this installation is never a client chat, also of another connection, and nobody is asked about it.
async fn a_backend_group_is_no_client(backend: Backend) {
    let params = [("MONITOR_GROUPS", "TRUE"), ("ACCEPT_GROUPS", "ask")];
    let mut stage = Stage::new(backend, &params).await;
    let (olga, other) = (stage.person("Olga"), stage.other_desk(&params).await);
    let bot = stage.bot;
    stage
        .sim
        .with(|world| {
            world.join(olga, other)?;
            world.add(olga, other, bot)
        })
        .expect("the first bot is added to the second desk's group");
    stage.settle().await;
    stage.say(olga, other, Say::text("team talk"));
    stage.settle().await;
    assert_eq!(stage.general(), "");
    assert_eq!(stage.topics(), "");
}
