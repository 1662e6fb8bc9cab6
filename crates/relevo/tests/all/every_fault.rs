//! Every fault on every method: whatever goes wrong once, words arrive after the wait, in order. Where nobody knows whether they
//! arrived, the topic gets them again with a mark, and about a client's the operator is asked: never twice unasked.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::fault::{Deed, Fault, Rule};

use crate::database::{Backend, on_both};
use crate::stage::Stage;

on_both!(every_fault_on_every_method);

/// What can go wrong with one call.
const FAULTS: [(&str, Fault); 9] = [
    ("429", Fault::TooMany { retry_after: 7 }),
    (
        "502 before",
        Fault::ServerError {
            code: 502,
            deed: Deed::Before,
        },
    ),
    (
        "502 after",
        Fault::ServerError {
            code: 502,
            deed: Deed::After,
        },
    ),
    ("reset before", Fault::Reset { deed: Deed::Before }),
    ("reset after", Fault::Reset { deed: Deed::After }),
    ("time-out", Fault::AnswerLost),
    ("refused", Fault::RefuseConnection),
    ("broken JSON", Fault::BrokenJson),
    ("half answer", Fault::HalfAnswer),
];

/// What somebody does that makes the desk call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    /// A client writes.
    Client,
    /// A client forwards.
    Forward,
    /// Somebody writes in a client group.
    Group,
    /// An operator writes.
    Team,
    /// An operator sends a photo.
    Photo,
    /// A client sends an album of two.
    Album,
    /// An operator sends an album of two.
    Answer,
    /// An operator presses *Send again* under a question.
    Press,
}

/// Every call that mirroring makes, and what makes it.
const CALLS: [(&str, Act); 12] = [
    ("createForumTopic", Act::Client),
    ("copyMessage", Act::Client),
    ("forwardMessage", Act::Forward),
    ("sendMessage", Act::Group),
    ("getUpdates", Act::Client),
    ("sendMessage", Act::Team),
    ("copyMessage", Act::Photo),
    ("sendMediaGroup", Act::Album),
    ("sendMediaGroup", Act::Answer),
    ("getUpdates", Act::Album),
    ("editMessageText", Act::Press),
    ("answerCallbackQuery", Act::Press),
];

/// Promise: 429, 502, reset and time-out on each method: delivered after the wait, or asked about.
async fn every_fault_on_every_method(backend: Backend) {
    let mut table = String::new();
    for (method, act) in CALLS {
        let mut stage = Stage::new(backend, &[("MONITOR_GROUPS", "TRUE")]).await;
        for (name, fault) in FAULTS {
            let seen = one_fault(&mut stage, (method, act), (name, fault)).await;
            table.push_str(&format!(
                "{method:<19} {:<8} {name:<13} {seen}\n",
                format!("{act:?}")
            ));
        }
    }
    allow_duplicates! { assert_snapshot!(table, @"
    createForumTopic    Client   429           one two · topics 1 · ⟳ 0 · asked 0
    createForumTopic    Client   502 before    one two · topics 1 · ⟳ 0 · asked 0
    createForumTopic    Client   502 after     one two · topics 1 · ⟳ 0 · asked 0
    createForumTopic    Client   reset before  one two · topics 1 · ⟳ 0 · asked 0
    createForumTopic    Client   reset after   one two · topics 1 · ⟳ 0 · asked 0
    createForumTopic    Client   time-out      one two · topics 1 · ⟳ 0 · asked 0
    createForumTopic    Client   refused       one two · topics 1 · ⟳ 0 · asked 0
    createForumTopic    Client   broken JSON   one two · topics 1 · ⟳ 0 · asked 0
    createForumTopic    Client   half answer   one two · topics 1 · ⟳ 0 · asked 0
    copyMessage         Client   429           one two · topics 1 · ⟳ 0 · asked 0
    copyMessage         Client   502 before    one two · topics 1 · ⟳ 1 · asked 0
    copyMessage         Client   502 after     one one two · topics 1 · ⟳ 1 · asked 0
    copyMessage         Client   reset before  one two · topics 1 · ⟳ 1 · asked 0
    copyMessage         Client   reset after   one one two · topics 1 · ⟳ 1 · asked 0
    copyMessage         Client   time-out      one one two · topics 1 · ⟳ 1 · asked 0
    copyMessage         Client   refused       one two · topics 1 · ⟳ 0 · asked 0
    copyMessage         Client   broken JSON   one one two · topics 1 · ⟳ 1 · asked 0
    copyMessage         Client   half answer   one one two · topics 1 · ⟳ 1 · asked 0
    forwardMessage      Forward  429           one two · topics 1 · ⟳ 0 · asked 0
    forwardMessage      Forward  502 before    one two · topics 1 · ⟳ 1 · asked 0
    forwardMessage      Forward  502 after     one one two · topics 1 · ⟳ 1 · asked 0
    forwardMessage      Forward  reset before  one two · topics 1 · ⟳ 1 · asked 0
    forwardMessage      Forward  reset after   one one two · topics 1 · ⟳ 1 · asked 0
    forwardMessage      Forward  time-out      one one two · topics 1 · ⟳ 1 · asked 0
    forwardMessage      Forward  refused       one two · topics 1 · ⟳ 0 · asked 0
    forwardMessage      Forward  broken JSON   one one two · topics 1 · ⟳ 1 · asked 0
    forwardMessage      Forward  half answer   one one two · topics 1 · ⟳ 1 · asked 0
    sendMessage         Group    429           one two · topics 1 · ⟳ 0 · asked 0
    sendMessage         Group    502 before    one two · topics 1 · ⟳ 1 · asked 0
    sendMessage         Group    502 after     one one two · topics 1 · ⟳ 1 · asked 0
    sendMessage         Group    reset before  one two · topics 1 · ⟳ 1 · asked 0
    sendMessage         Group    reset after   one one two · topics 1 · ⟳ 1 · asked 0
    sendMessage         Group    time-out      one one two · topics 1 · ⟳ 1 · asked 0
    sendMessage         Group    refused       one two · topics 1 · ⟳ 0 · asked 0
    sendMessage         Group    broken JSON   one one two · topics 1 · ⟳ 1 · asked 0
    sendMessage         Group    half answer   one one two · topics 1 · ⟳ 1 · asked 0
    getUpdates          Client   429           one two · topics 1 · ⟳ 0 · asked 0
    getUpdates          Client   502 before    one two · topics 1 · ⟳ 0 · asked 0
    getUpdates          Client   502 after     one two · topics 1 · ⟳ 0 · asked 0
    getUpdates          Client   reset before  one two · topics 1 · ⟳ 0 · asked 0
    getUpdates          Client   reset after   one two · topics 1 · ⟳ 0 · asked 0
    getUpdates          Client   time-out      one two · topics 1 · ⟳ 0 · asked 0
    getUpdates          Client   refused       one two · topics 1 · ⟳ 0 · asked 0
    getUpdates          Client   broken JSON   one two · topics 1 · ⟳ 0 · asked 0
    getUpdates          Client   half answer   one two · topics 1 · ⟳ 0 · asked 0
    sendMessage         Team     429           one two · topics 1 · ⟳ 0 · asked 0
    sendMessage         Team     502 before    two · topics 1 · ⟳ 0 · asked 1
    sendMessage         Team     502 after     one two · topics 1 · ⟳ 0 · asked 1
    sendMessage         Team     reset before  two · topics 1 · ⟳ 0 · asked 1
    sendMessage         Team     reset after   one two · topics 1 · ⟳ 0 · asked 1
    sendMessage         Team     time-out      one two · topics 1 · ⟳ 0 · asked 1
    sendMessage         Team     refused       one two · topics 1 · ⟳ 0 · asked 0
    sendMessage         Team     broken JSON   one two · topics 1 · ⟳ 0 · asked 1
    sendMessage         Team     half answer   one two · topics 1 · ⟳ 0 · asked 1
    copyMessage         Photo    429           one two · topics 1 · ⟳ 0 · asked 0
    copyMessage         Photo    502 before    two · topics 1 · ⟳ 0 · asked 1
    copyMessage         Photo    502 after     one two · topics 1 · ⟳ 0 · asked 1
    copyMessage         Photo    reset before  two · topics 1 · ⟳ 0 · asked 1
    copyMessage         Photo    reset after   one two · topics 1 · ⟳ 0 · asked 1
    copyMessage         Photo    time-out      one two · topics 1 · ⟳ 0 · asked 1
    copyMessage         Photo    refused       one two · topics 1 · ⟳ 0 · asked 0
    copyMessage         Photo    broken JSON   one two · topics 1 · ⟳ 0 · asked 1
    copyMessage         Photo    half answer   one two · topics 1 · ⟳ 0 · asked 1
    sendMediaGroup      Album    429           one two · topics 1 · ⟳ 0 · asked 0
    sendMediaGroup      Album    502 before    one two · topics 1 · ⟳ 1 · asked 0
    sendMediaGroup      Album    502 after     one two one two · topics 1 · ⟳ 1 · asked 0
    sendMediaGroup      Album    reset before  one two · topics 1 · ⟳ 1 · asked 0
    sendMediaGroup      Album    reset after   one two one two · topics 1 · ⟳ 1 · asked 0
    sendMediaGroup      Album    time-out      one two one two · topics 1 · ⟳ 1 · asked 0
    sendMediaGroup      Album    refused       one two · topics 1 · ⟳ 0 · asked 0
    sendMediaGroup      Album    broken JSON   one two one two · topics 1 · ⟳ 1 · asked 0
    sendMediaGroup      Album    half answer   one two one two · topics 1 · ⟳ 1 · asked 0
    sendMediaGroup      Answer   429           one two · topics 1 · ⟳ 0 · asked 0
    sendMediaGroup      Answer   502 before     · topics 1 · ⟳ 0 · asked 1
    sendMediaGroup      Answer   502 after     one two · topics 1 · ⟳ 0 · asked 1
    sendMediaGroup      Answer   reset before   · topics 1 · ⟳ 0 · asked 1
    sendMediaGroup      Answer   reset after   one two · topics 1 · ⟳ 0 · asked 1
    sendMediaGroup      Answer   time-out      one two · topics 1 · ⟳ 0 · asked 1
    sendMediaGroup      Answer   refused       one two · topics 1 · ⟳ 0 · asked 0
    sendMediaGroup      Answer   broken JSON   one two · topics 1 · ⟳ 0 · asked 1
    sendMediaGroup      Answer   half answer   one two · topics 1 · ⟳ 0 · asked 1
    getUpdates          Album    429           one two · topics 1 · ⟳ 0 · asked 0
    getUpdates          Album    502 before    one two · topics 1 · ⟳ 0 · asked 0
    getUpdates          Album    502 after     one two · topics 1 · ⟳ 0 · asked 0
    getUpdates          Album    reset before  one two · topics 1 · ⟳ 0 · asked 0
    getUpdates          Album    reset after   one two · topics 1 · ⟳ 0 · asked 0
    getUpdates          Album    time-out      one two · topics 1 · ⟳ 0 · asked 0
    getUpdates          Album    refused       one two · topics 1 · ⟳ 0 · asked 0
    getUpdates          Album    broken JSON   one two · topics 1 · ⟳ 0 · asked 0
    getUpdates          Album    half answer   one two · topics 1 · ⟳ 0 · asked 0
    editMessageText     Press    429           two one · topics 1 · ⟳ 0 · asked 0
    editMessageText     Press    502 before    two one · topics 1 · ⟳ 0 · asked 0
    editMessageText     Press    502 after     two one · topics 1 · ⟳ 0 · asked 0
    editMessageText     Press    reset before  two one · topics 1 · ⟳ 0 · asked 0
    editMessageText     Press    reset after   two one · topics 1 · ⟳ 0 · asked 0
    editMessageText     Press    time-out      two one · topics 1 · ⟳ 0 · asked 0
    editMessageText     Press    refused       two one · topics 1 · ⟳ 0 · asked 0
    editMessageText     Press    broken JSON   two one · topics 1 · ⟳ 0 · asked 0
    editMessageText     Press    half answer   two one · topics 1 · ⟳ 0 · asked 0
    answerCallbackQuery Press    429           two one · topics 1 · ⟳ 0 · asked 0
    answerCallbackQuery Press    502 before    two one · topics 1 · ⟳ 0 · asked 0
    answerCallbackQuery Press    502 after     two one · topics 1 · ⟳ 0 · asked 0
    answerCallbackQuery Press    reset before  two one · topics 1 · ⟳ 0 · asked 0
    answerCallbackQuery Press    reset after   two one · topics 1 · ⟳ 0 · asked 0
    answerCallbackQuery Press    time-out      two one · topics 1 · ⟳ 0 · asked 0
    answerCallbackQuery Press    refused       two one · topics 1 · ⟳ 0 · asked 0
    answerCallbackQuery Press    broken JSON   two one · topics 1 · ⟳ 0 · asked 0
    answerCallbackQuery Press    half answer   two one · topics 1 · ⟳ 0 · asked 0
    ") };
}

/// Does it once, with a client of its own, and tells what people see half a minute later.
async fn one_fault(
    stage: &mut Stage,
    (method, act): (&str, Act),
    (name, fault): (&str, Fault),
) -> String {
    let marta = stage.operator("Marta");
    let anna = stage.client(name);
    let chat = match act {
        Act::Group => stage.client_group(&format!("Group {name}"), &[anna]),
        _ => stage.bot,
    };
    let topic_name = if act == Act::Group {
        format!("Group {name}")
    } else {
        name.to_owned()
    };
    stage.settle().await;
    if matches!(act, Act::Team | Act::Photo | Act::Answer | Act::Press) {
        stage.say(anna, chat, Say::text("hello"));
        stage.settle().await;
    }
    let rule = Rule {
        method: Some(method.to_owned()),
        ..Rule::new(fault)
    };
    match act {
        Act::Client | Act::Group => {
            stage.sim.faults(|faults| faults.add(rule));
            stage.say(anna, chat, Say::text("one"));
            stage.say(anna, chat, Say::text("two"));
        }
        Act::Forward => {
            let friend = stage.person("Friend");
            stage.say(friend, anna, Say::text("one"));
            let received = stage.find(friend, anna, "one");
            stage.sim.faults(|faults| faults.add(rule));
            stage.say(anna, chat, Say::forward(friend, received));
            stage.say(anna, chat, Say::text("two"));
        }
        Act::Team | Act::Photo => {
            let topic = stage.topic(&topic_name);
            let say = |words| {
                if act == Act::Photo {
                    Say::photo(words)
                } else {
                    Say::text(words)
                }
            };
            stage.sim.faults(|faults| faults.add(rule));
            stage.say(marta, stage.group, say("one").thread(topic));
            stage.say(marta, stage.group, say("two").thread(topic));
        }
        Act::Album => {
            stage.sim.faults(|faults| faults.add(rule));
            stage.say(anna, chat, Say::photo("one").album(name));
            stage.say(anna, chat, Say::photo("two").album(name));
        }
        Act::Answer => {
            let topic = stage.topic(&topic_name);
            let say = |words| Say::photo(words).album(name).thread(topic);
            stage.sim.faults(|faults| faults.add(rule));
            stage.say(marta, stage.group, say("one"));
            stage.say(marta, stage.group, say("two"));
        }
        Act::Press => {
            let topic = stage.topic(&topic_name);
            let lost = Rule {
                method: Some("sendMessage".into()),
                ..Rule::new(Fault::Reset { deed: Deed::Before })
            };
            stage.sim.faults(|faults| faults.add(lost));
            stage.say(marta, stage.group, Say::text("one").thread(topic));
            stage.say(marta, stage.group, Say::text("two").thread(topic));
            stage.settle().await;
            stage
                .sim
                .faults(|faults| (faults.clear(), faults.add(rule)));
            let rows = stage.rows(stage.group, marta);
            let question = rows
                .iter()
                .rev()
                .find(|row| row.markup.is_some())
                .expect("the operator is asked")
                .message_id;
            let group = stage.group;
            stage
                .sim
                .with(|world| world.press_button(marta, group, question, 0))
                .expect("the button is there");
        }
    }
    stage.settle().await;
    stage.pass(Duration::from_secs(61)).await;
    let struck: u32 = stage
        .sim
        .faults(|faults| faults.list().iter().map(|rule| rule.struck).sum());
    stage.sim.faults(|faults| faults.clear());
    assert_eq!(struck, 1, "{method} was called and went wrong");
    summary(stage, act, (chat, anna, marta), &topic_name)
}

/// Which words stand where they belong, how many topics there are, how many repeats are marked, how many questions are open.
fn summary(
    stage: &Stage,
    act: Act,
    (chat, anna, marta): (i64, i64, i64),
    topic_name: &str,
) -> String {
    let topics = stage.sim.with(|world| world.topics(stage.group));
    let own: Vec<i64> = topics
        .iter()
        .filter(|topic| relevo_core::without_square(&topic.name) == topic_name)
        .map(|topic| topic.thread)
        .collect();
    let group = stage.rows(stage.group, marta);
    let in_topic: Vec<_> = group
        .iter()
        .filter(|row| row.thread.is_some_and(|thread| own.contains(&thread)))
        .collect();
    let to_client = stage.rows(chat, anna);
    let target: Vec<_> = match act {
        Act::Client | Act::Forward | Act::Group | Act::Album => in_topic.clone(),
        Act::Team | Act::Photo | Act::Answer | Act::Press => to_client.iter().collect(),
    };
    let words: Vec<&str> = target
        .iter()
        .filter(|row| row.from == stage.bot)
        .filter_map(|row| row.text.lines().last())
        .filter(|words| matches!(*words, "one" | "two"))
        .collect();
    let marks = in_topic.iter().filter(|row| row.text.contains('⟳')).count();
    let asked = in_topic.iter().filter(|row| row.markup.is_some()).count();
    format!(
        "{} · topics {} · ⟳ {marks} · asked {asked}",
        words.join(" "),
        own.len()
    )
}
