//! Life: seeded programs of people who talk, chats that change, calls that go wrong and processes that die, and checkers that look
//! from outside. By default a short one; `docs/reference/trust.md` says how the long one is run and what it gave last.
//!
//! `program` draws a life, `play` plays it, `check` holds what people see against what they did, `shrink` shortens a failing one.
//! Beside it stay `crash`, which kills the real process, and the scenarios that tell each fault's story.

pub(crate) mod book;
pub(crate) mod check;
mod check_tests;
pub(crate) mod notices;
mod play;
mod program;
mod shrink;
mod step;
mod tally;
pub(crate) mod view;
mod wire;
pub(crate) mod word;

use crate::database::{Backend, on_both};
use program::{Program, Size};
use relevo::clock::Clock;
use tally::Tally;

on_both!(lives);
on_both!(a_life_is_the_same_every_time);

/// Messages and kills of the short run, and how many messages one life has at most.
const SHORT: Size = Size {
    messages: 2_000,
    kills: 20,
};
const LIFE_MESSAGES_MAX: usize = 500;

/// The first seed, unless another is asked for.
const FIRST_SEED: u64 = 1;

/// How many of the kills asked for must fall. At the end of a life one may still wait for its instant.
const KILLS_PERCENT_MIN: usize = 95;

/// What each run must have seen at least once, beside every fault and every kill.
const STEPS: [&str; 25] = [
    "Client",
    "Team",
    "Note",
    "Strange",
    "EditByClient",
    "EditByTeam",
    "EditToNote",
    "DeleteByClient",
    "Withdraw",
    "ReactByClient",
    "ReactByTeam",
    "Press",
    "Upgrade",
    "DeleteTopic",
    "CloseTopic",
    "ReopenTopic",
    "ForumOff",
    "ForumOn",
    "Kick",
    "Return",
    "KickFromTeam",
    "ReturnToTeam",
    "RightsLost",
    "Block",
    "LongSilence",
];

/// Promise: whatever people do, whatever goes wrong, whenever the process dies: nothing is lost, reordered, misfiled or told outside,
/// repeats are marked, refusals are seen, and all lanes empty when nothing is wrong any more.
async fn lives(backend: Backend) {
    let size = Size {
        messages: wanted("RELEVO_LIFE_MESSAGES", SHORT.messages),
        kills: wanted("RELEVO_LIFE_KILLS", SHORT.kills),
    };
    let first = wanted("RELEVO_LIFE_SEED", FIRST_SEED);
    let lives = size.messages.div_ceil(LIFE_MESSAGES_MAX);
    let mut all = Tally::default();
    let wall = Clock::real();
    let began_ms = wall.now_ms();
    for life in 0..lives {
        let one = Size {
            messages: size.messages / lives,
            kills: size.kills * (life + 1) / lives - size.kills * life / lives,
        };
        let seed = first + u64::try_from(life).expect("few lives");
        let program = Program::new(seed, one);
        let played = play::play(backend, &program).await;
        all.add(&played.tally);
        if !played.findings.is_empty() {
            let plays = async |shorter: &Program| play::play(backend, shorter).await;
            println!(
                "{}",
                shrink::report(backend, &program, &played, plays).await
            );
            panic!("life {seed} broke a promise: see above");
        }
    }
    let seconds = (wall.now_ms() - began_ms) / 1_000;
    println!("{backend:?}, {seconds} s:\n{all}");
    assert!(
        all.killed() * 100 >= all.kills_asked * KILLS_PERCENT_MIN,
        "{} of {} kills fell",
        all.killed(),
        all.kills_asked
    );
    if lives > 1 {
        assert_eq!(
            all.never(&STEPS),
            Vec::<String>::new(),
            "never happened: the run shows nothing of it"
        );
    }
}

/// Promise: a seed tells everything: the same program on the same desk gives the same chats.
async fn a_life_is_the_same_every_time(backend: Backend) {
    let size = Size {
        messages: 60,
        kills: 2,
    };
    let program = Program::new(11, size);
    let first = play::play(backend, &program).await;
    let second = play::play(backend, &program).await;
    assert_eq!(first.view.group, second.view.group);
    assert_eq!(first.view.chats, second.view.chats);
    assert_eq!(first.tally.to_string(), second.tally.to_string());
}

/// A setting of the run.
#[expect(clippy::disallowed_methods, reason = "the tests' own settings")]
pub(crate) fn wanted<T: std::str::FromStr>(name: &str, default: T) -> T {
    match std::env::var(name) {
        Ok(text) => text
            .parse()
            .unwrap_or_else(|_| panic!("{name} is not a number")),
        Err(_) => default,
    }
}
