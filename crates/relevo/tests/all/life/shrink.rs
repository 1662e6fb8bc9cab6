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
    let size = program.size;
    println!(
        "seed {} on {backend:?}; again: RELEVO_LIFE_SEED={} RELEVO_LIFE_MESSAGES={} RELEVO_LIFE_KILLS={}",
        program.seed, program.seed, size.messages, size.kills
    );
    told(played);
    println!("{}", played.tally);
    let first = &played.findings[0];
    let (short, last) = shortest(backend, program, first).await;
    println!(
        "shortest: {} of {} steps",
        short.steps.len(),
        program.steps.len()
    );
    for step in &short.steps {
        println!("  {step:?}");
    }
    let last = last.as_ref().unwrap_or(played);
    told(last);
    show(
        last,
        last.findings
            .iter()
            .find(|finding| finding.breach == first.breach),
    );
}

fn told(played: &Played) {
    for finding in &played.findings {
        println!("  {finding}");
    }
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

/// Leaves out ever smaller pieces as long as the same promise breaks; before that, whatever is about other chats.
async fn shortest(
    backend: Backend,
    program: &Program,
    first: &Finding,
) -> (Program, Option<Played>) {
    let mut hunt = Hunt {
        backend,
        breach: first.breach,
        tries: 0,
        best: program.clone(),
        last: None,
    };
    if let Some(chat) = first.chat {
        let about = |step: &&Step| step.chat().is_none_or(|other| other == chat);
        let steps = program.steps.iter().filter(about).copied().collect();
        hunt.shorter(steps).await;
    }
    let mut piece = hunt.best.steps.len().div_ceil(2);
    while piece > 0 && hunt.tries < TRIES_MAX {
        let before = hunt.best.steps.len();
        let mut at = 0;
        while at < hunt.best.steps.len() && hunt.tries < TRIES_MAX {
            let steps = without(&hunt.best.steps, at, piece);
            if !hunt.shorter(steps).await {
                at += piece;
            }
        }
        // The same size again as long as it helps at the end.
        if piece > 1 || hunt.best.steps.len() == before {
            piece /= 2;
        }
    }
    (hunt.best, hunt.last)
}

struct Hunt {
    backend: Backend,
    breach: Breach,
    tries: usize,
    best: Program,
    last: Option<Played>,
}

impl Hunt {
    /// Takes these steps if they break the same promise.
    async fn shorter(&mut self, steps: Vec<Step>) -> bool {
        let shorter = Program {
            steps,
            ..self.best.clone()
        };
        let played = play(self.backend, &shorter).await;
        self.tries += 1;
        let breaks = played
            .findings
            .iter()
            .any(|finding| finding.breach == self.breach);
        if breaks {
            self.best = shorter;
            self.last = Some(played);
        }
        breaks
    }
}

fn without(steps: &[Step], at: usize, piece: usize) -> Vec<Step> {
    let end = (at + piece).min(steps.len());
    [&steps[..at], &steps[end..]].concat()
}
