//! `relevo demo`: a desk at work, without Telegram.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::Result;
use clap::{Args, ValueEnum};

use super::sim::listen;
use super::{Place, told_to_stop};
use crate::demo::{Screen, Wishes, run as play};
use crate::store::Store;

#[derive(Args)]
pub(super) struct Options {
    /// End after the story; the exit code tells whether every promise was kept
    #[arg(long)]
    once: bool,
    /// Colours; auto = in a terminal, unless NO_COLOR is set
    #[arg(long, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    color: Colour,
    /// Rest between scenes in seconds [default: 2.5 in a terminal, none elsewhere]
    #[arg(long, value_name = "SECONDS", value_parser = rest)]
    pause: Option<Duration>,
    /// Where bots call; port 0 = any free one
    #[arg(long, default_value = "127.0.0.1:0", value_name = "ADDRESS")]
    bot_api: SocketAddr,
    /// Where people are played; port 0 = any free one
    #[arg(long, default_value = "127.0.0.1:0", value_name = "ADDRESS")]
    control: SocketAddr,
    /// Keep the demo's desk in this folder [default: a temporary one]; a folder that holds a desk is refused
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Database: sqlite:FILE or postgres://USER@HOST/NAME [default: sqlite in the folder]; one that holds a desk is refused
    #[arg(long, value_name = "URL", requires = "data")]
    database: Option<String>,
    /// Anything but nothing switches colours off, as <https://no-color.org> asks
    #[arg(long, env = "NO_COLOR", hide = true)]
    no_color: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Colour {
    Auto,
    Always,
    Never,
}

/// The longest rest between scenes, in seconds.
const REST_SECONDS_MAX: f64 = 60.0;

fn rest(text: &str) -> Result<Duration, String> {
    match text.parse::<f64>() {
        Ok(seconds) if (0.0..=REST_SECONDS_MAX).contains(&seconds) => {
            Ok(Duration::from_secs_f64(seconds))
        }
        _ => Err(format!("a number of seconds from 0 to {REST_SECONDS_MAX}")),
    }
}

pub(super) async fn run(options: Options) -> Result<()> {
    let plain = options.no_color.is_some_and(|value| !value.is_empty());
    let colour = match options.color {
        Colour::Always => Some(true),
        Colour::Never => Some(false),
        Colour::Auto if plain => Some(false),
        Colour::Auto => None,
    };
    let kept = match options.data {
        Some(data) => Some(
            empty(&Place {
                data: Some(data),
                database: options.database,
            })
            .await?,
        ),
        None => None,
    };
    let wishes = Wishes {
        kept,
        bot_api: listen(options.bot_api).await?,
        control: listen(options.control).await?,
        once: options.once,
        screen: Screen::new(colour, options.pause),
    };
    play(wishes, told_to_stop()).await
}

/// A store without a desk: the demo's people must not get among real ones.
async fn empty(place: &Place) -> Result<Store> {
    let store = place.open().await?;
    anyhow::ensure!(
        store.connections().await?.is_empty(),
        "there is a desk already: the demo needs an empty folder and database of its own"
    );
    Ok(store)
}
