//! Shortens a failing program to the fewest steps that still break the same promise, and prints what people did and saw.

use super::check::{Breach, Finding};
use super::play::{Played, play};
use super::program::Program;
use super::step::Step;
use crate::database::Backend;

/// How many shorter programs are tried.
const TRIES_MAX: usize = 150;

/// Prints the seed, the findings, and the shortest program found with the chats it leaves.
pub(super) async fn report(backend: Backend, program: &Program, played: &Played) {
    println!(
        "seed {} on {backend:?}, budgets {}:",
        program.seed, program.budgets
    );
    for finding in &played.findings {
        println!("  {finding}");
    }
    println!("{}", played.tally);
    let breach = played.findings[0].breach;
    let (short, last) = shortest(backend, program, breach).await;
    println!(
        "shortest: {} of {} steps",
        short.steps.len(),
        program.steps.len()
    );
    for step in &short.steps {
        println!("  {step:?}");
    }
    let last = last.as_ref().unwrap_or(played);
    for finding in &last.findings {
        println!("  {finding}");
    }
    show(
        last,
        last.findings
            .iter()
            .find(|finding| finding.breach == breach),
    );
}

/// What people did and saw in the chat concerned.
fn show(played: &Played, finding: Option<&Finding>) {
    let Some(chat) = finding.and_then(|finding| finding.chat) else {
        return;
    };
    let book = &played.book.chats[chat];
    println!(
        "said in “{}” by its clients and by the team, oldest first:",
        book.name
    );
    for said in book.by_client.iter().chain(&book.by_team) {
        println!(
            "  {} {:?} message {} {:?}",
            said.word.spelled(said.version),
            said.what,
            said.place.1,
            said.excuses
        );
    }
    println!("its topics, and General:");
    for line in played
        .view
        .group
        .iter()
        .filter(|line| line.topic.is_none_or(|topic| topic == chat))
    {
        println!("  {}", line.shown());
    }
    println!("its chat:");
    for line in &played.view.chats[chat] {
        println!("  {}", line.shown());
    }
}

/// Leaves out ever smaller pieces as long as the same promise breaks.
async fn shortest(
    backend: Backend,
    program: &Program,
    breach: Breach,
) -> (Program, Option<Played>) {
    let mut best = program.clone();
    let mut last = None;
    let mut tries = 0;
    let mut piece = best.steps.len().div_ceil(2);
    while piece > 0 && tries < TRIES_MAX {
        let mut at = 0;
        let before = best.steps.len();
        while at < best.steps.len() && tries < TRIES_MAX {
            let steps = without(&best.steps, at, piece);
            let shorter = Program {
                steps,
                ..best.clone()
            };
            let played = play(backend, &shorter).await;
            tries += 1;
            if played
                .findings
                .iter()
                .any(|finding| finding.breach == breach)
            {
                best = shorter;
                last = Some(played);
            } else {
                at += piece;
            }
        }
        // The same size again as long as it helps at the end.
        if piece > 1 || best.steps.len() == before {
            piece /= 2;
        }
    }
    (best, last)
}

fn without(steps: &[Step], at: usize, piece: usize) -> Vec<Step> {
    let end = (at + piece).min(steps.len());
    [&steps[..at], &steps[end..]].concat()
}
