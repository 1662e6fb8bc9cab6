//! `kill -9` of the real program, again and again, under load, through real sockets: nothing lost, nothing reordered, nothing
//! misfiled, and a repeat only where the outcome was unknown.
//!
//! The checker stands outside: it knows what people said and reads what people see. It asks neither the desk nor its store.

use crate::database::{Backend, on_both};
use crate::town::Town;

on_both!(real killed_fifty_times_under_load);

const KILLS: u64 = 50;
/// Promise: `kill -9` of the real process at 50 seeded instants under load: 0 lost, 0 reordered, 0 misfiled; a repeat only where the
/// outcome was unknown.
async fn killed_fifty_times_under_load(backend: Backend) {
    let mut town = Town::new(backend).await;
    town.connect();
    let mut seed = Seed(0x5eed);
    for round in 0..KILLS {
        let mut desk = town.serve();
        town.talk(round);
        // Between any two steps: after so many more calls have been made, or a moment later.
        let calls = town.calls() + seed.below(16);
        town.until("the desk works", |town| town.calls() >= calls)
            .await;
        town.clock
            .wait_until(town.clock.now_ms() + i64::try_from(seed.below(12)).expect("small"))
            .await;
        town.answer(round);
        desk.kill();
    }
    let mut desk = town.serve();
    let end_ms = town.clock.now_ms() + 40_000;
    town.until("all is seen", |town| {
        missing(town).is_empty() && unmarked(town).is_empty() || town.clock.now_ms() > end_ms
    })
    .await;
    assert_eq!(
        missing(&town),
        Vec::<String>::new(),
        "said, and neither seen nor asked about"
    );
    assert_eq!(
        unmarked(&town),
        Vec::<String>::new(),
        "repeated without a mark"
    );
    let unknown = check(&town);
    assert!(
        unknown > 0,
        "no kill fell between a call and its record: the test shows nothing"
    );
    // Each crash may leave one claim a lane, and no more.
    let lanes = town.chats.len() * 2;
    assert!(
        unknown <= lanes * usize::try_from(KILLS).expect("small"),
        "more unknown outcomes than crashes"
    );
    desk.kill();
}

/// What somebody said and nobody on the other side has seen, nor is asked about.
pub(crate) fn missing(town: &Town) -> Vec<String> {
    let asked = town.asked_about();
    let mut missing = Vec::new();
    for number in 0..town.chats.len() {
        let mirrored = town.mirrored(number);
        let said = town.said.get(&number).into_iter().flatten();
        missing.extend(
            said.filter(|words| !mirrored.iter().any(|(_, known)| known == *words))
                .cloned(),
        );
        let received = town.received(number);
        let answered = town.answered.get(&number).into_iter().flatten();
        missing.extend(
            answered
                .filter(|words| !received.contains(words) && !asked.contains(words))
                .cloned(),
        );
    }
    missing
}

/// What stands in a topic more than once, and whose last copy has no ⟳. (A copy whose record was lost cannot be marked, since
/// nobody learnt its number; the one that was recorded after it must be.)
pub(crate) fn unmarked(town: &Town) -> Vec<String> {
    let rows = town.rows(town.group, town.marta);
    let marked: Vec<i64> = rows
        .iter()
        .filter(|row| row.text.contains('⟳'))
        .filter_map(|row| row.reply_to)
        .collect();
    let mut unmarked = Vec::new();
    for number in 0..town.chats.len() {
        let mirrored = town.mirrored(number);
        for (place, (id, words)) in mirrored.iter().enumerate() {
            let again = mirrored[place + 1..]
                .iter()
                .any(|(_, later)| later == words);
            let before = mirrored[..place]
                .iter()
                .any(|(_, earlier)| earlier == words);
            if before && !again && !marked.contains(id) {
                unmarked.push(words.clone());
            }
        }
    }
    unmarked
}

/// What must hold when nothing is missing; how many outcomes were unknown.
pub(crate) fn check(town: &Town) -> usize {
    let asked = town.asked_about();
    let mut repeats = 0;
    for number in 0..town.chats.len() {
        let mirrored = town.mirrored(number);
        let mut firsts: Vec<&String> = Vec::new();
        for (_, words) in &mirrored {
            assert!(
                words.starts_with(&format!("client {number} says")),
                "misfiled: {words}"
            );
            if firsts.contains(&words) {
                repeats += 1;
            } else {
                firsts.push(words);
            }
        }
        assert_eq!(
            firsts,
            town.said[&number].iter().collect::<Vec<_>>(),
            "lost or reordered, from client {number}"
        );
        let received = town.received(number);
        for (place, words) in received.iter().enumerate() {
            assert!(
                words.ends_with(&format!("for {number}")),
                "misfiled: {words}"
            );
            assert!(
                !received[..place].contains(words),
                "twice to a client: {words}"
            );
        }
        let sure: Vec<&String> = town
            .answered
            .get(&number)
            .into_iter()
            .flatten()
            .filter(|words| !asked.contains(words))
            .collect();
        let got: Vec<&String> = received
            .iter()
            .filter(|words| !asked.contains(words))
            .collect();
        assert_eq!(got, sure, "lost or reordered, to client {number}");
    }
    repeats + asked.len()
}

/// A small seeded generator: the instants are the same at every run.
struct Seed(u64);

impl Seed {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }
}
