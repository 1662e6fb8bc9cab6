//! Albums, whatever comes between: each item arrives exactly once, in one album where none was late, and no note leaves.
//!
//! A small program around `decide`, `next_call` and `after_call`, with one sender, a Telegram that answers at random, and a
//! clock.

mod program;

use proptest::prelude::*;

use crate::decide::tests::channels::{newsroom, place};
use crate::decide::tests::desk::{CLUB, Desk};
use crate::decide::tests::held::started_again;
use crate::{Direction, Fate};
use program::Program;

/// What happens next.
#[derive(Clone, Debug)]
enum Step {
    /// The sender's next item.
    Item {
        album: usize,
        note: bool,
    },
    /// The sender writes something else.
    Words,
    Edit {
        which: usize,
        note: bool,
    },
    Withdraw {
        which: usize,
    },
    Pass {
        ms: i64,
    },
    /// More updates wait at Telegram, or none.
    Read {
        up_to_date: bool,
    },
    Claim,
    End {
        done: bool,
        heard: Heard,
    },
    Press {
        which: usize,
    },
}

#[derive(Clone, Copy, Debug)]
enum Heard {
    Answer,
    NotSent,
    /// The answer is lost, or the process died.
    Lost,
    Refused,
}

fn step() -> impl Strategy<Value = Step> {
    let heard = prop_oneof![
        6 => Just(Heard::Answer),
        2 => Just(Heard::NotSent),
        1 => Just(Heard::Lost),
        1 => Just(Heard::Refused),
    ];
    prop_oneof![
        6 => (0_usize..2, prop::bool::weighted(0.05)).prop_map(|(album, note)| Step::Item { album, note }),
        1 => Just(Step::Words),
        2 => (0_usize..12, prop::bool::weighted(0.3)).prop_map(|(which, note)| Step::Edit { which, note }),
        1 => (0_usize..12).prop_map(|which| Step::Withdraw { which }),
        4 => (1_i64..2_000).prop_map(|ms| Step::Pass { ms }),
        1 => any::<bool>().prop_map(|up_to_date| Step::Read { up_to_date }),
        4 => Just(Step::Claim),
        4 => (any::<bool>(), heard).prop_map(|(done, heard)| Step::End { done, heard }),
        1 => (0_usize..4).prop_map(|which| Step::Press { which }),
    ]
}

fn bare(words: &str) -> &str {
    words.strip_prefix("✏️ ").unwrap_or(words)
}

fn check_rest(program: &Program) -> Result<(), TestCaseError> {
    let waiting = program
        .fates
        .values()
        .filter(|fate| **fate == Fate::Waiting);
    prop_assert_eq!(waiting.count(), 0, "an update without an end");
    for (which, said) in program.said.iter().enumerate() {
        let there = program.there.values().filter(|(of, _)| *of == which);
        let copies: Vec<&str> = there.map(|(_, words)| bare(words)).collect();
        if program.must_be_there(which) && said.left && !said.refused {
            prop_assert!(
                copies.contains(&said.words.as_str()),
                "{} is lost: {:?}",
                said.words,
                copies
            );
            prop_assert!(said.unsure || copies.len() == 1, "twice: {:?}", copies);
        }
        if program.must_be_there(which) && program.direction == Direction::ToTopic {
            prop_assert!(said.left, "{} never left", said.words);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    /// Promise: whatever a client sends and edits, while calls fail, answers are lost and the process dies: every item arrives, once
    /// unless its answer was lost, in one album where none was late, with its last words, and every update has its end.
    #[test]
    fn a_clients_albums_arrive(steps in prop::collection::vec(step(), 1..60)) {
        let mut program = Program::new(Direction::ToTopic);
        for step in &steps {
            program.step(step);
        }
        program.come_to_rest();
        check_rest(&program)?;
    }

    /// Promise: the same where a person is asked about them: in a channel's topic, and after a stop.
    #[test]
    fn held_albums_go_whole(steps in prop::collection::vec(step(), 1..60), channel in any::<bool>()) {
        let desk = match channel {
            true => newsroom(),
            false => started_again(Desk::with_ann()),
        };
        let mut program = Program::of_the_team(desk);
        for step in &steps {
            program.step(step);
        }
        program.come_to_rest();
        check_rest(&program)?;
    }

    /// Promise: the same for comments on a channel's posts, where whoever is subscribed reads at once.
    #[test]
    fn comments_arrive_and_no_note_leaves(steps in prop::collection::vec(step(), 1..60), late in any::<bool>()) {
        let discussed = Desk { comment: Some(place(CLUB, 88)), ..newsroom() };
        let desk = if late { started_again(discussed) } else { discussed };
        let mut program = Program::of_the_team(desk);
        for step in &steps {
            program.step(step);
        }
        program.come_to_rest();
        check_rest(&program)?;
    }

    /// Promise: the same to a client; and no item leaves while a note is in its album, or after it was withdrawn.
    #[test]
    fn the_teams_albums_arrive_and_no_note_leaves(steps in prop::collection::vec(step(), 1..60)) {
        let mut program = Program::new(Direction::ToClient);
        for step in &steps {
            program.step(step);
        }
        program.come_to_rest();
        check_rest(&program)?;
    }
}

/// Promise: the same for every way in which four edits of an album into notes and back can meet its call: the last words that were none
/// stand, or it was said that they stay inside.
#[test]
fn four_edits_around_an_albums_call() {
    let ends = [
        (Heard::Answer, true),
        (Heard::NotSent, false),
        (Heard::Lost, true),
        (Heard::Lost, false),
        (Heard::Refused, false),
    ];
    let edit = |code: usize| Step::Edit {
        which: code % 2,
        note: code > 1,
    };
    for codes in 0..256 {
        let edits = [codes % 4, codes / 4 % 4, codes / 16 % 4, codes / 64].map(edit);
        for before in 0..=edits.len() {
            for (heard, done) in ends {
                let item = |album| Step::Item { album, note: false };
                let mut steps = vec![item(0), item(0), item(1), Step::Claim];
                steps.extend_from_slice(&edits[..before]);
                steps.push(Step::End { done, heard });
                steps.extend_from_slice(&edits[before..]);
                let mut program = Program::new(Direction::ToClient);
                steps.iter().for_each(|step| program.step(step));
                program.come_to_rest();
                check_rest(&program).unwrap_or_else(|why| panic!("{why}: {steps:?}"));
            }
        }
    }
}
