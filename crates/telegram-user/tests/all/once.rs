//! Calls that are made again are done once.

use relevo_telegram::{Call, ChatId, Outcome, Receipt, Text};
use relevo_telegram_sim::fault::{Fault, Rule};

use crate::stage::{Stage, Taking, send, to};

/// Promise: a message whose answer is lost, or that is simply sent again under its number, is there once, with one number; under another
/// number it is another message.
#[tokio::test(flavor = "multi_thread")]
async fn a_message_is_sent_once() {
    let stage = Stage::new().await;
    let (dora, ann) = (
        stage.person("Dora", "15550100"),
        stage.person("Ann", "15550101"),
    );
    stage.say(ann, dora, "hello");
    let mut taking = Taking::new(stage.session(1, Some(dora)));
    taking.listens().await;
    stage.say(ann, dora, "are you there?");
    taking.hears(dora).await;
    let rule = Rule {
        bot: Some(dora),
        method: Some("messages.sendMessage".into()),
        ..Rule::new(Fault::AnswerLost)
    };
    stage.sim.faults(|faults| faults.add(rule));
    let lost = taking.makes(&send(ann, Text::plain("yes")), 7).await;
    assert_eq!(lost, Outcome::NotSent);
    let first = taking.sends(ann, "yes", 7).await;
    assert_eq!(taking.sends(ann, "yes", 7).await, first);
    assert_ne!(taking.sends(ann, "yes", 8).await, first);
    let seen = stage.seen(ann, dora);
    assert_eq!(
        seen.iter().filter(|words| *words == "yes").count(),
        2,
        "{seen:?}"
    );
}

/// Promise: an album that is forwarded again under its number is there once, and without its author where that is wanted.
#[tokio::test(flavor = "multi_thread")]
async fn forwards_are_made_once() {
    let stage = Stage::new().await;
    let (dora, ann) = (
        stage.person("Dora", "15550100"),
        stage.person("Ann", "15550101"),
    );
    let bo = stage.person("Bo", "15550102");
    let mut taking = Taking::new(stage.session(1, Some(dora)));
    taking.listens().await;
    stage.say(bo, dora, "hi");
    taking.hears(dora).await;
    stage.say(ann, dora, "one");
    let one = taking.hears(dora).await.place.message;
    stage.say(ann, dora, "two");
    let two = taking.hears(dora).await.place.message;
    for (once, is_copy) in [(1, true), (2, false)] {
        let (to, chat, messages) = (to(bo), ChatId(ann), vec![one, two]);
        let call = match is_copy {
            true => Call::CopyMany { to, chat, messages },
            false => Call::ForwardMany { to, chat, messages },
        };
        let first = taking.makes(&call, once).await;
        assert!(
            matches!(&first, Outcome::Done(Receipt::Messages(made)) if made.len() == 2),
            "{first:?}"
        );
        assert_eq!(taking.makes(&call, once).await, first);
    }
    let rows = stage.sim.with(|world| world.transcript(bo, dora));
    let seen: Vec<(&str, bool)> = rows
        .iter()
        .skip(1)
        .map(|row| (row.text.as_str(), row.origin.is_some()))
        .collect();
    assert_eq!(
        seen,
        [("one", false), ("two", false), ("one", true), ("two", true)]
    );
}
