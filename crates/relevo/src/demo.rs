//! `relevo demo`: an offline Telegram and a desk in one process, and a story about them in the browser.
//!
//! Nothing is played from a tape: the desk is the one that `relevo serve` runs, it talks over HTTP to the offline
//! Telegram's own door, and the page shows what people of that Telegram see. At the end the promises are counted, so the
//! demo can fail. `stage` puts the parts together, `cast` are the people, `desk` runs, dies and is started anew, `story`
//! holds the steps, `show` is what they are told with, `tour` turns the guide's pages, `promises` counts. Deliberately
//! absent: anything that the desk does, and the page (`crates/telegram-sim/playground`).

mod cast;
mod desk;
mod pace;
mod promises;
mod show;
mod stage;
mod story;
mod tour;

#[cfg(test)]
mod tests;

use std::future::Future;
use std::io::Write;

use anyhow::{Result, bail};
use relevo_telegram_sim::playground::{Phase, Wish};
use tokio::sync::mpsc;

use crate::store::Store;
use pace::Pace;
use promises::Promises;
use show::Show;
pub(crate) use stage::Doors;
use stage::Stage;
use story::Scene;
use tour::Tour;

/// What a visitor may choose.
pub(crate) struct Wishes {
    /// Where everything listens.
    pub(crate) doors: Doors,
    /// A store without a desk, to be kept; none: a temporary one.
    pub(crate) kept: Option<Store>,
    /// The world's seed.
    pub(crate) seed: u64,
    /// Waits for nobody, and ends after the story.
    pub(crate) once: bool,
    /// Opens the page in the visitor's browser.
    pub(crate) browse: bool,
}

/// Tells the story, then goes on until `shutdown` unless it is to be told once. Leaves nothing behind.
///
/// # Errors
/// If something could not start; and, if the story is to be told once, if a promise was not kept or the story was stopped.
pub(crate) async fn run(wishes: Wishes, shutdown: impl Future<Output = ()>) -> Result<()> {
    let Wishes {
        doors,
        kept,
        seed,
        once,
        browse,
    } = wishes;
    let keeps = kept.is_some();
    tokio::pin!(shutdown);
    // Biased: whoever stops the demo is heard from its first moment on.
    let opened = tokio::select! {
        biased;
        () = &mut shutdown => None,
        opened = Stage::open(doors, kept, seed) => Some(opened?),
    };
    let Some((stage, visitors)) = opened else {
        return stopped(once);
    };
    let welcome = || {
        print_addresses(&stage, once, keeps);
        if browse {
            open_browser(&stage);
        }
    };
    let ended = tokio::select! {
        biased;
        () = &mut shutdown => None,
        ended = play(&stage, visitors, once, (welcome, print)) => Some(ended),
    };
    stage.close().await;
    ended.unwrap_or_else(|| stopped(once))
}

fn stopped(once: bool) -> Result<()> {
    if once {
        bail!("stopped before the end of the story")
    } else {
        Ok(())
    }
}

/// Tells the story to the visitors. `welcome` is called when there is something to see, `print` with each line to be read.
async fn play(
    stage: &Stage,
    visitors: mpsc::UnboundedReceiver<Wish>,
    once: bool,
    (welcome, print): (impl FnOnce(), fn(&str)),
) -> Result<()> {
    let pace = Pace::new(once);
    let (cards, deeds): (Vec<_>, Vec<_>) = story::scenes(&stage.cast)
        .into_iter()
        .map(|Scene { card, tell }| (card, tell))
        .unzip();
    let titles: Vec<&str> = cards.iter().map(|card| card.title).collect();
    let mut tour = Tour::new(stage, cards, visitors, pace.clone());
    let mut show = yesterday(stage, &mut tour, pace).await?;
    tour.show(0, Phase::Ready);
    welcome();
    for (at, tell) in deeds.iter().enumerate() {
        tour.next().await;
        tour.show(at, Phase::Telling);
        print(&format!("{:>2}  {}", at + 1, titles[at]));
        if let Err(problem) = tour.during(tell(&mut show)).await {
            // A visitor may have got in the way: the tour goes on, and what went wrong is told at its end.
            let trouble = format!("“{}” did not come to its end: {problem:#}", titles[at]);
            show.tally.troubles.push(trouble);
        }
        if at + 1 < deeds.len() {
            tour.show(at, Phase::Waiting);
        }
    }
    let status = tour.during(show.at_rest()).await?;
    let promises = Promises::check(&show.tally, stage, &status);
    print_promises(&promises, print);
    let kept = promises.all_kept();
    tour.end(promises.list);
    if !once {
        tour.read_again().await;
    } else if !kept {
        bail!("a promise was not kept: see the lines marked ✗ above");
    }
    Ok(())
}

/// The talk of yesterday, told without a breath; then it is today.
async fn yesterday<'s>(stage: &'s Stage, tour: &mut Tour<'s>, pace: Pace) -> Result<Show<'s>> {
    let mut before = Show::new(stage, Pace::new(true));
    tour.during(story::yesterday(&mut before)).await?;
    stage.dawn();
    let mut show = Show::new(stage, pace);
    show.tally = before.tally;
    Ok(show)
}

fn print_addresses(stage: &Stage, once: bool, keeps: bool) {
    print(&format!("Playground   http://{}/", stage.page));
    print(&format!(
        "Control API  http://{}/  (GET lists what people can do)",
        stage.control
    ));
    print(&format!(
        "Bot API      http://{}/bot<token>/METHOD",
        stage.bot_api
    ));
    print("");
    if once {
        print("The story is told once, without a stop.");
    } else {
        print(
            "Open the playground in a browser and press Next: people talk, and a real desk works.",
        );
        let end = if keeps {
            "Ctrl-C ends it; the desk's data are kept, its Telegram is not."
        } else {
            "Ctrl-C ends it; nothing is kept."
        };
        print(end);
    }
    print("");
}

fn print_promises(promises: &Promises, print: fn(&str)) {
    print("");
    print("Counted afterwards, in the chats and in the desk's database");
    for check in &promises.list {
        let mark = if check.kept { "✓" } else { "✗" };
        print(&format!("  {mark} {}", check.words));
    }
}

/// A line for whoever reads. That nobody reads any more (`| head`) is no reason to end: the page goes on.
fn print(line: &str) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

/// That there is no browser is no failure: the address is printed.
fn open_browser(stage: &Stage) {
    if let Err(problem) = open::that_detached(format!("http://{}/", stage.page)) {
        tracing::debug!(error = %problem, "no browser could be opened");
    }
}
