//! Shortens a failing program to the fewest steps that still break the same promise, and tells what people did and saw.

use std::fmt::Write as _;

use super::check::{Breach, Finding};
use super::play::Played;
use super::program::Program;
use super::step::Step;
use crate::database::Backend;

/// How many shorter programs are tried.
const TRIES_MAX: usize = 150;

/// The command that plays this life again.
pub(super) fn again(backend: Backend, program: &Program) -> String {
    let (seed, size) = (program.seed, program.size);
    let database = match backend {
        Backend::Sqlite => "on_sqlite",
        Backend::Postgres => "on_postgres",
    };
    format!(
        "RELEVO_LIFE_SEED={seed} RELEVO_LIFE_MESSAGES={} RELEVO_LIFE_KILLS={} \
         cargo test -p relevo --test all life::lives::{database} -- --nocapture",
        size.messages, size.kills
    )
}

/// The command that plays it again, the findings, and the shortest program found with the chats it leaves.
pub(super) async fn report(
    backend: Backend,
    program: &Program,
    played: &Played,
    plays: impl AsyncFnMut(&Program) -> Played,
) -> String {
    let first = &played.findings[0];
    let (short, last) = shortest(program, first, plays).await;
    let last = last.as_ref().unwrap_or(played);
    let same = |finding: &&Finding| finding.breach == first.breach;
    let steps: String = short
        .steps
        .iter()
        .map(|step| format!("  {step:?}\n"))
        .collect();
    format!(
        "seed {} on {backend:?}; again:\n  {}\n{}{}\nshortest: {} of {} steps\n{steps}{}{}",
        program.seed,
        again(backend, program),
        told(played),
        played.tally,
        short.steps.len(),
        program.steps.len(),
        told(last),
        shown(last, last.findings.iter().find(same))
    )
}

fn told(played: &Played) -> String {
    let findings = played.findings.iter();
    findings.map(|finding| format!("  {finding}\n")).collect()
}

/// What people did and saw in the chat concerned.
fn shown(played: &Played, finding: Option<&Finding>) -> String {
    let mut text = String::new();
    let Some(chat) = finding.and_then(|finding| finding.chat) else {
        return text;
    };
    let book = &played.book.chats[chat];
    let mut line = |line: String| writeln!(text, "{line}").expect("a string takes it");
    line(format!(
        "said in “{}” by its clients and by the team, oldest first:",
        book.name
    ));
    for said in book.by_client.iter().chain(&book.by_team) {
        line(format!(
            "  {} {:?} message {} {:?}",
            said.word.spelled(said.version),
            said.what,
            said.place.1,
            said.excuses
        ));
    }
    line("its topics, and General:".into());
    let group = played.view.group.iter();
    for one in group.filter(|line| line.topic.is_none_or(|topic| topic == chat)) {
        line(format!("  {}", one.shown()));
    }
    line("its chat:".into());
    for one in &played.view.chats[chat] {
        line(format!("  {}", one.shown()));
    }
    text
}

/// Leaves out ever smaller pieces as long as the same promise breaks; before that, whatever is about other chats.
async fn shortest(
    program: &Program,
    first: &Finding,
    plays: impl AsyncFnMut(&Program) -> Played,
) -> (Program, Option<Played>) {
    let mut hunt = Hunt {
        plays,
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

struct Hunt<P> {
    /// Plays a program.
    plays: P,
    breach: Breach,
    tries: usize,
    best: Program,
    last: Option<Played>,
}

impl<P: AsyncFnMut(&Program) -> Played> Hunt<P> {
    /// Takes these steps if they break the same promise.
    async fn shorter(&mut self, steps: Vec<Step>) -> bool {
        let shorter = Program {
            steps,
            ..self.best.clone()
        };
        let played = (self.plays)(&shorter).await;
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

/// Promise: a failing life names the command that plays it again, and is shortened to what breaks the promise: here two steps that were
/// planted among many, in this order.
#[tokio::test]
async fn a_failing_life_names_itself_and_is_shortened() {
    use super::program::Size;
    let size = Size {
        messages: 200,
        kills: 3,
    };
    let mut program = Program::new(7, size);
    let planted = [Step::Upgrade { chat: 4 }, Step::LongSilence];
    program.steps.retain(|step| !planted.contains(step));
    program.steps.insert(60, planted[0]);
    program.steps.insert(170, planted[1]);
    let plays = async |program: &Program| {
        let at = |step| program.steps.iter().position(|known| *known == step);
        let breaks = at(planted[0]).is_some_and(|first| at(planted[1]) > Some(first));
        let finding = Finding {
            breach: Breach::Lost,
            chat: None,
            what: "as planted".into(),
        };
        Played {
            findings: breaks.then_some(finding).into_iter().collect(),
            ..Played::default()
        }
    };
    let played = plays(&program).await;
    let (short, last) = shortest(&program, &played.findings[0], plays).await;
    assert_eq!(short.steps, planted);
    assert_eq!(last.expect("it was played").findings, played.findings);
    let report = report(Backend::Postgres, &program, &played, plays).await;
    let command = "RELEVO_LIFE_SEED=7 RELEVO_LIFE_MESSAGES=200 RELEVO_LIFE_KILLS=3 \
                   cargo test -p relevo --test all life::lives::on_postgres -- --nocapture";
    assert!(report.contains(command), "{report}");
    assert!(report.contains("shortest: 2 of "), "{report}");
}
