//! `relevo demo`: an offline Telegram and a desk in one process, and a story about them in the terminal.
//!
//! Nothing is played from a tape: the desk is the one that `relevo serve` runs, it talks over HTTP to the offline
//! Telegram's own door, and every line shown is read back from that Telegram. At the end the promises are checked, so the
//! demo can fail. `stage` puts the parts together, `story` holds the scenes, `view` reads what people see, `panes` and
//! `screen` show it, `promises` counts. Deliberately absent: anything that the desk does.

mod panes;
mod promises;
mod screen;
mod show;
mod stage;
mod story;
mod view;

use std::future::Future;

use anyhow::{Result, bail};
use tokio::net::TcpListener;

use crate::store::Store;
pub(crate) use screen::Screen;
use show::Show;
use stage::Stage;

/// What a visitor may choose.
pub(crate) struct Wishes {
    /// Where bots call.
    pub(crate) bot_api: TcpListener,
    /// Where people are played.
    pub(crate) control: TcpListener,
    /// A store without a desk, to be kept; none: a temporary one.
    pub(crate) kept: Option<Store>,
    /// Ends after the story.
    pub(crate) once: bool,
    /// Where it is shown.
    pub(crate) screen: Screen,
}

/// Plays the story, then goes on until `shutdown` unless it is to be played once. Leaves nothing behind.
///
/// # Errors
/// If something could not start, a promise was not kept, or the story was stopped although it was to be played once.
pub(crate) async fn run(wishes: Wishes, shutdown: impl Future<Output = ()>) -> Result<()> {
    let once = wishes.once;
    tokio::pin!(shutdown);
    // Biased: whoever stops the demo is heard from its first moment on.
    let stage = tokio::select! {
        biased;
        () = &mut shutdown => None,
        stage = Stage::open(wishes.bot_api, wishes.control, wishes.kept) => Some(stage?),
    };
    let Some(stage) = stage else {
        return stopped(once);
    };
    let mut show = Show::new(stage, wishes.screen);
    let ended = tokio::select! {
        biased;
        () = &mut shutdown => None,
        ended = play(&mut show, once) => Some(ended),
    };
    show.stage.close().await;
    ended.unwrap_or_else(|| stopped(once))
}

fn stopped(once: bool) -> Result<()> {
    if once {
        bail!("stopped before the end of the story")
    } else {
        Ok(())
    }
}

async fn play(show: &mut Show, once: bool) -> Result<()> {
    story::tell(show).await?;
    let kept = show.account().await?;
    if !kept {
        bail!("a promise was not kept: see the lines marked ✗ above");
    }
    if once { Ok(()) } else { show.your_turn().await }
}
