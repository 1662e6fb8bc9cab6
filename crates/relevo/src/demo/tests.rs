//! The tour as a visitor walks it, without a browser: wishes go in, and what the page is told comes out.

use std::time::Duration;

use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::fault::{Deed, Fault, Rule};
use relevo_telegram_sim::playground::{Guide, Lever, Playground};

use tokio::net::TcpListener;

use super::*;
use crate::demo::desk::State;
use crate::demo::promises::Tally;

/// The longest wait for anything.
const PATIENCE: Duration = Duration::from_secs(60);
/// How soon a demo ends that has nothing to finish.
const SOON: Duration = Duration::from_secs(5);

async fn stage() -> (Stage, mpsc::UnboundedReceiver<Wish>) {
    let door = async || TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let doors = Doors {
        playground: door().await,
        bot_api: door().await,
        control: door().await,
    };
    Stage::open(doors, None, 20).await.expect("the stage opens")
}

/// Waits until the page is told what is waited for.
async fn until<T>(playground: &Playground, seen: impl Fn(&Playground) -> Option<T>) -> T {
    let mut changes = playground.changes();
    let wait = async {
        loop {
            changes.borrow_and_update();
            if let Some(found) = seen(playground) {
                return found;
            }
            changes.changed().await.expect("the stage is there");
        }
    };
    tokio::time::timeout(PATIENCE, wait)
        .await
        .expect("it comes in time")
}

async fn phase(playground: &Playground, at: usize, phase: Phase) -> Guide {
    until(playground, |playground| {
        playground
            .guide()
            .filter(|guide| (guide.at, guide.phase) == (at, phase))
    })
    .await
}

async fn lever(playground: &Playground, name: &str, enabled: bool) -> Lever {
    until(playground, |playground| {
        let mut levers = playground.levers().into_iter();
        levers.find(|lever| lever.name == name && lever.enabled == enabled)
    })
    .await
}

/// What is broken, if anything.
fn broken(guide: &Guide) -> Vec<&str> {
    let checks = guide.checks.iter().filter(|check| !check.kept);
    checks.map(|check| check.words.as_str()).collect()
}

/// Plays while a visitor walks; the demo must not end before.
async fn walk(
    stage: &Stage,
    visitors: mpsc::UnboundedReceiver<Wish>,
    visitor: impl Future<Output = ()>,
) {
    tokio::select! {
        ended = play(stage, visitors, false, (|| {}, |_| {})) => panic!("it ended by itself: {ended:?}"),
        () = visitor => {}
    }
}

/// Promise: nothing is told before the visitor wants it; each step waits for the next wish; the rest can be told at once;
/// afterwards the pages can be turned.
#[tokio::test]
async fn the_tour_waits_for_its_visitor() {
    let (stage, visitors) = stage().await;
    let playground = &stage.playground;
    let visitor = async {
        let ready = phase(playground, 0, Phase::Ready).await;
        let cast = &stage.cast;
        assert!(
            stage.thread(cast.freight).is_some(),
            "there was a yesterday"
        );
        assert_eq!(ready.steps[0].look[1].thread, None, "Anna has not written");
        playground.wish(Wish::Next);
        phase(playground, 0, Phase::Telling).await;
        // Who presses Next while a step is told does not mean the one after it.
        playground.wish(Wish::Next);
        let told = phase(playground, 0, Phase::Waiting).await;
        assert_eq!(told.steps[0].look[1].thread, stage.thread(cast.anna));
        assert_eq!(told.steps[0].look[0].person, cast.anna.reader);
        playground.wish(Wish::Skip);
        let last = told.steps.len() - 1;
        let over = phase(playground, last, Phase::Over).await;
        assert_eq!(broken(&over), Vec::<&str>::new());
        assert_eq!(over.checks.len(), 7);
        for (wish, at) in [
            (Wish::Next, last),
            (Wish::Again, 0),
            (Wish::Next, 1),
            (Wish::Skip, last),
        ] {
            playground.wish(wish);
            let read = phase(playground, at, Phase::Over).await;
            assert_eq!(read.checks, over.checks);
        }
    };
    walk(&stage, visitors, visitor).await;
    stage.close().await;
}

/// Promise: the desk may be killed at any moment, again and again, also while a step is told: it comes back, and every
/// promise is kept all the same.
#[tokio::test]
async fn the_desk_may_be_killed_at_any_moment() {
    let (stage, visitors) = stage().await;
    let playground = &stage.playground;
    let kill = || playground.wish(Wish::Lever("kill_desk"));
    let visitor = async {
        phase(playground, 0, Phase::Ready).await;
        playground.wish(Wish::Next);
        phase(playground, 0, Phase::Telling).await;
        assert!(kill());
        kill();
        assert_eq!(lever(playground, "kill_desk", false).await.state, "down");
        assert!(!kill(), "what is down cannot be killed");
        lever(playground, "start_desk", true).await;
        assert!(playground.wish(Wish::Lever("start_desk")));
        lever(playground, "kill_desk", true).await;
        assert!(kill());
        lever(playground, "kill_desk", false).await;
        // It starts anew by itself.
        phase(playground, 0, Phase::Waiting).await;
        playground.wish(Wish::Skip);
        for at in [2, 6] {
            until(playground, |playground| {
                playground.guide().filter(|guide| guide.at >= at)
            })
            .await;
            kill();
        }
        let last = playground.guide().expect("a tour").steps.len() - 1;
        let over = phase(playground, last, Phase::Over).await;
        assert_eq!(broken(&over), Vec::<&str>::new());
    };
    walk(&stage, visitors, visitor).await;
    stage.close().await;
}

/// Promise: where a kill leaves open whether an answer arrived, the desk asks, Marta decides, and nothing is missing or doubled.
#[tokio::test]
async fn what_the_desk_asks_is_decided() {
    let (stage, _visitors) = stage().await;
    let (anna, marta) = (stage.cast.anna, stage.cast.marta);
    let mut show = Show::new(&stage, Pace::new(true));
    let client = show.client(anna.reader, anna, Say::text("Hello?"));
    client.await.expect("she is heard");
    for (deed, words) in [(Deed::Before, "One"), (Deed::After, "Two")] {
        let rule = Rule {
            method: Some("sendMessage".into()),
            chat: Some(anna.reader),
            ..Rule::new(Fault::Reset { deed })
        };
        stage.sim.faults(|faults| faults.add(rule));
        let answer = show.answer(marta, anna, Say::text(words));
        answer.await.expect("it reaches her");
    }
    let status = show.at_rest().await.expect("the store can be read");
    let promises = Promises::check(&show.tally, &stage, &status);
    let words: Vec<&str> = promises.list.iter().map(|one| one.words.as_str()).collect();
    assert!(promises.all_kept(), "{words:?}");
    assert!(
        words[5].starts_with("3 delivered, 0 waiting, 0 held"),
        "{words:?}"
    );
    let spent = stage
        .sim
        .faults(|faults| faults.list().iter().map(|rule| rule.struck).sum::<u32>());
    assert_eq!(spent, 2, "both answers were in doubt");
    stage.close().await;
}

/// Promise: of a killed desk nothing is left that speaks to Telegram, and what is said meanwhile waits there.
#[tokio::test]
async fn a_killed_desk_is_silent() {
    let (stage, _visitors) = stage().await;
    stage.desk.kill();
    lever(&stage.playground, "kill_desk", false).await;
    assert_eq!(stage.desk.state(), State::Down);
    let mut polls = stage.sim.long_polls();
    let hung_up = polls.wait_for(|polls| *polls == 0);
    tokio::time::timeout(PATIENCE, hung_up)
        .await
        .expect("it hangs up in time")
        .expect("Telegram is there");
    let anna = stage.cast.anna;
    stage
        .sim
        .with(|world| world.say(anna.reader, anna.id, Say::text("Hello?")))
        .expect("she may write");
    assert_eq!(stage.thread(anna), None, "nobody is there to make a topic");
    stage.desk.start();
    let mut show = Show::new(&stage, Pace::new(true));
    show.arrives(anna, "Hello?").await.expect("it has waited");
    stage.close().await;
}

/// Promise: the demo ends in peace also while its desk is down.
#[tokio::test]
async fn it_ends_while_the_desk_is_down() {
    let (stage, _visitors) = stage().await;
    stage.desk.kill();
    lever(&stage.playground, "kill_desk", false).await;
    tokio::time::timeout(SOON, stage.close())
        .await
        .expect("there is nothing to wait for");
}

/// Promise: what a visitor says beside the story is not held against the desk.
#[tokio::test]
async fn a_visitor_may_join_in() {
    let (stage, visitors) = stage().await;
    let playground = &stage.playground;
    let visitor = async {
        phase(playground, 0, Phase::Ready).await;
        let noa = stage.cast.noa;
        let say = |words: &str| {
            let said = stage
                .sim
                .with(|world| world.say(noa.reader, noa.id, Say::text(words)));
            said.expect("she may write");
        };
        say("I was first");
        playground.wish(Wish::Next);
        phase(playground, 0, Phase::Waiting).await;
        say("And here again");
        playground.wish(Wish::Skip);
        let last = playground.guide().expect("a tour").steps.len() - 1;
        let over = phase(playground, last, Phase::Over).await;
        assert_eq!(broken(&over), Vec::<&str>::new());
    };
    walk(&stage, visitors, visitor).await;
    stage.close().await;
}

/// Promise: the demo can fail: what people did and nobody sees is not counted as done.
#[tokio::test]
async fn what_is_missing_is_missed() {
    let (stage, _visitors) = stage().await;
    let anna = stage.cast.anna;
    let tally = Tally {
        said: vec![(anna, "Hello?".into())],
        answered: vec![(anna, "Hello!".into())],
        marked: vec!["refund".into()],
        notes: Vec::new(),
        lost: vec![(anna, 1)],
        troubles: vec!["nobody came".into()],
    };
    let status = stage.store.status().await.expect("the store can be read");
    let promises = Promises::check(&tally, &stage, &status);
    let kept: Vec<bool> = promises.list.iter().map(|check| check.kept).collect();
    assert_eq!(kept, [false, false, true, false, false, false, true, false]);
    stage.close().await;
}

/// Promise: no words of the story end with other words of it: each is counted as itself.
#[tokio::test]
async fn every_word_is_its_own() {
    let (stage, visitors) = stage().await;
    let mut tour = Tour::new(&stage, Vec::new(), visitors, Pace::new(true));
    let mut show = yesterday(&stage, &mut tour, Pace::new(true))
        .await
        .expect("yesterday is told");
    for scene in story::scenes(&stage.cast) {
        (scene.tell)(&mut show).await.expect("it is told");
        let card = &scene.card;
        assert!(card.title.split(' ').count() <= 6, "{}", card.title);
    }
    let words: Vec<&String> = show
        .tally
        .said
        .iter()
        .chain(&show.tally.answered)
        .map(|(_, words)| words)
        .collect();
    for (place, one) in words.iter().enumerate() {
        let others = words
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != place);
        for (_, other) in others {
            assert!(!other.ends_with(one.as_str()), "{other} ends with {one}");
        }
    }
    stage.close().await;
}
