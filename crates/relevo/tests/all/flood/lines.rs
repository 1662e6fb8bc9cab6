//! The line that says how much waits, when something goes wrong beside it: it never stands twice, and it stops no message.

use std::time::Duration;

use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::fault::Fault;

use super::{LINE, people, shown};
use crate::database::{Backend, on_both};
use crate::stage::Stage;

on_both!(a_crash_makes_no_second_line);
on_both!(a_lost_answer_makes_no_second_line);
on_both!(a_line_waits_with_its_group);
on_both!(a_line_goes_with_its_topic);
on_both!(what_waits_beyond_memory_can_be_taken_back);

const FLOOD: usize = 120;

async fn second(stage: &mut Stage) {
    stage.jump(Duration::from_secs(1)).await;
}

/// A client who has a topic writes so much at once.
async fn flood(stage: &mut Stage) -> i64 {
    let person = people(stage, 1).await[0];
    for number in 0..FLOOD {
        stage.say(
            person,
            stage.bot,
            Say::text(&format!("flood {number:03} of all")),
        );
    }
    person
}

fn all() -> Vec<String> {
    (0..FLOOD)
        .map(|number| format!("flood {number:03} of all"))
        .collect()
}

/// Until all of it is in the topic; how many seconds that took. There never is more than one line.
async fn until_there(stage: &mut Stage) -> usize {
    for seconds in 0..2_000 {
        if shown(stage, "flood").len() >= FLOOD && stage.pump.waiting() == 0 {
            return seconds;
        }
        second(stage).await;
        assert!(shown(stage, LINE).len() <= 1, "after {seconds} s");
    }
    panic!("{:?}", shown(stage, "flood").len());
}

/// Without a fault: after how many seconds the line is posted.
async fn seconds_until_the_line(backend: Backend) -> usize {
    let mut stage = Stage::new(backend, &[]).await;
    flood(&mut stage).await;
    for seconds in 1..100 {
        second(&mut stage).await;
        if !shown(&stage, LINE).is_empty() {
            return seconds;
        }
    }
    panic!("there is no line");
}

/// Promise: the process dies when the line was posted and nothing says so yet: no other one is posted for this
/// backlog, and all messages arrive in order.
async fn a_crash_makes_no_second_line(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    flood(&mut stage).await;
    for _ in 1..seconds_until_the_line(backend).await {
        second(&mut stage).await;
    }
    assert_eq!(shown(&stage, LINE), Vec::<String>::new());
    stage.clock.advance(Duration::from_secs(1));
    let now_ms = stage.clock.now_ms();
    stage.sim.with(|world| world.set_now_ms(now_ms));
    // What it is to say is noted first.
    stage.pump.round().await.expect("the store works");
    assert_eq!(shown(&stage, LINE), Vec::<String>::new());
    stage.crash_after_the_calls().await;
    assert_eq!(shown(&stage, LINE).len(), 1, "it was posted");
    until_there(&mut stage).await;
    let mut there = shown(&stage, "flood");
    there.dedup();
    assert_eq!(there, all());
    stage.adds_up().await;
}

/// Promise: the same where the answer to its posting is lost. What stays behind shows when it was true.
async fn a_lost_answer_makes_no_second_line(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    flood(&mut stage).await;
    stage.goes_wrong("sendMessage", Fault::AnswerLost, 1);
    until_there(&mut stage).await;
    assert_eq!(shown(&stage, "flood"), all());
    assert_eq!(shown(&stage, LINE).len(), 1, "nobody knows its number");
    stage.adds_up().await;
}

/// Promise: a group whose topics are switched off while a line stands, or just before it is posted: nothing of it stays in General, and
/// when topics are back the line counts down to the end and goes.
async fn a_line_waits_with_its_group(backend: Backend) {
    let posted = seconds_until_the_line(backend).await;
    for off_at in [posted - 1, posted + 5] {
        let mut stage = Stage::new(backend, &[]).await;
        flood(&mut stage).await;
        for _ in 0..off_at {
            second(&mut stage).await;
        }
        switch(&stage, false);
        for _ in 0..200 {
            second(&mut stage).await;
        }
        switch(&stage, true);
        until_there(&mut stage).await;
        assert_eq!(shown(&stage, "flood"), all(), "off at {off_at}");
        second(&mut stage).await;
        assert_eq!(shown(&stage, LINE), Vec::<String>::new(), "off at {off_at}");
        stage.adds_up().await;
    }
}

fn switch(stage: &Stage, on: bool) {
    stage
        .sim
        .with(|world| world.set_forum(stage.group, on))
        .expect("topics are switched");
}

/// Promise: somebody deletes the topic while its line stands: what waits goes to the new topic in order, and the line there goes at
/// the end.
async fn a_line_goes_with_its_topic(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    flood(&mut stage).await;
    for _ in 0..60 {
        second(&mut stage).await;
    }
    assert_eq!(shown(&stage, LINE).len(), 1);
    let before = shown(&stage, "flood").len();
    let thread = stage.topic("Client 0");
    stage
        .sim
        .with(|world| world.delete_topic(stage.owner, stage.group, thread))
        .expect("the owner deletes it");
    for _ in 0..1_000 {
        if stage.pump.waiting() == 0 {
            break;
        }
        second(&mut stage).await;
        assert!(shown(&stage, LINE).len() <= 1);
    }
    let said = all();
    assert_eq!(shown(&stage, "flood"), said[before..]);
    assert_eq!(shown(&stage, LINE), Vec::<String>::new());
    stage.adds_up().await;
}

/// Promise: an answer that waits far behind others, where memory does not reach, can be taken back: the client never sees it, and
/// gets all others in order.
async fn what_waits_beyond_memory_can_be_taken_back(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let client = people(&mut stage, 1).await[0];
    let marta = stage.operator("Marta");
    stage.settle().await;
    let thread = stage.topic("Client 0");
    let mut said = Vec::new();
    for number in 0..100 {
        let words = format!("answer {number:03} of all");
        said.push(stage.say(marta, stage.group, Say::text(&words).thread(thread)));
    }
    second(&mut stage).await;
    let del = Say::text("/del").thread(thread).reply_to(said[80]);
    stage.say(marta, stage.group, del);
    for _ in 0..300 {
        second(&mut stage).await;
    }
    let there: Vec<String> = stage
        .rows(stage.bot, client)
        .into_iter()
        .map(|row| row.text)
        .filter(|text| text.starts_with("answer"))
        .collect();
    let mut expected: Vec<String> = (0..100).map(|n| format!("answer {n:03} of all")).collect();
    expected.remove(80);
    assert_eq!(there, expected);
    assert_eq!(stage.pump.waiting(), 0);
    stage.adds_up().await;
}
