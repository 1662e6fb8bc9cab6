//! Updates that are withheld, cut off, or taken in by a process that dies.

use std::time::Duration;

use relevo_telegram_sim::fault::{Fault, Rule, When};

use crate::stage::{Stage, Taking, until, words};

/// Promise: with every fifth push withheld and the connection cut again and again, every message arrives once and in order.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_lost_or_doubled_on_a_bad_line() {
    let stage = Stage::new().await;
    let (dora, ann) = (
        stage.person("Dora", "15550100"),
        stage.person("Ann", "15550101"),
    );
    let mut taking = Taking::new(stage.session(1, Some(dora)));
    taking.listens().await;
    let rule = Rule {
        bot: Some(dora),
        when: When::PerMille(200),
        times: u32::MAX,
        ..Rule::new(Fault::WithheldPush)
    };
    stage.sim.faults(|faults| faults.add(rule));
    let mut heard = Vec::new();
    for number in 0..60 {
        stage.say(ann, dora, &number.to_string());
        if number % 15 == 7 {
            stage.sim.cut_connections(Some(dora));
        }
        if number % 4 == 3 {
            let message = taking.hears(dora).await;
            heard.extend(words(&message).map(str::to_owned));
        }
    }
    while heard.len() < 60 {
        let message = taking.hears(dora).await;
        heard.extend(words(&message).map(str::to_owned));
    }
    let expected: Vec<String> = (0..60).map(|number| number.to_string()).collect();
    assert_eq!(heard, expected);
}

/// Promise: a process that dies between two pages loses nothing and takes nothing in twice; what was said while nobody ran is taken in by
/// the next, in private chats and in groups.
#[tokio::test(flavor = "multi_thread")]
async fn another_process_goes_on_behind_the_last_page() {
    let stage = Stage::new().await;
    let (dora, ann) = (
        stage.person("Dora", "15550100"),
        stage.person("Ann", "15550101"),
    );
    let forum = stage.sim.with(|world| {
        let forum = world.make_forum("Desk", dora);
        world.add(dora, forum, ann).expect("she may");
        forum
    });
    let mut taking = Taking::new(stage.session(1, Some(dora)));
    taking.listens().await;
    let mut heard = Vec::new();
    let mut said = Vec::new();
    for round in 0..4 {
        for (chat, name) in [(dora, "private"), (forum, "forum")] {
            let words = format!("{name} {round}");
            stage.say(ann, chat, &words);
            said.push(words);
        }
        // The first page may bring one or both.
        let message = taking.hears(dora).await;
        heard.extend(words(&message).map(str::to_owned));
        heard.extend(taking.rest(dora));
        taking = taking.dies();
    }
    until(async {
        while heard.len() < said.len() {
            let message = taking.hears(dora).await;
            heard.extend(words(&message).map(str::to_owned));
        }
    })
    .await;
    // Nothing more comes.
    let more = tokio::time::timeout(Duration::from_secs(1), taking.hears(dora)).await;
    assert!(more.is_err(), "{more:?}");
    heard.sort_unstable();
    said.sort_unstable();
    assert_eq!(heard, said);
}
