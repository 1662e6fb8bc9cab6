//! `relevo demo`: a desk at work in the browser, without Telegram.

use std::io::IsTerminal;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use tokio::net::TcpListener;

use super::sim::listen;
use super::{Place, told_to_stop};
use crate::config;
use crate::demo::{Doors, Wishes, run as play};
use crate::store::Store;

/// The playground's usual port.
const PORT: u16 = 8083;

#[derive(Args)]
pub(super) struct Options {
    /// The playground's port on 127.0.0.1; 0 = any free one [default: 8083, or any free one if that is taken]
    #[arg(long, value_name = "NUMBER")]
    port: Option<u16>,
    /// Do not open the browser
    #[arg(long)]
    no_open: bool,
    /// Tell the story without waiting for anybody and end; the exit code tells whether every promise was kept
    #[arg(long)]
    once: bool,
    /// The world's seed: it numbers messages and draws tokens
    #[arg(long, default_value_t = 20)]
    seed: u64,
    /// Where bots call; port 0 = any free one
    #[arg(long, default_value = "127.0.0.1:0", value_name = "ADDRESS")]
    bot_api: SocketAddr,
    /// Where people are played by programs; port 0 = any free one
    #[arg(long, default_value = "127.0.0.1:0", value_name = "ADDRESS")]
    control: SocketAddr,
    /// Keep the demo's desk in this folder [default: a temporary one]; a folder that holds a desk is refused
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Database: sqlite:FILE or postgres://USER@HOST/NAME [default: sqlite in the folder]; one that holds a desk is refused
    #[arg(
        long,
        env = "RELEVO_DEMO_DATABASE",
        value_name = "URL",
        requires = "data",
        hide_env_values = true
    )]
    database: Option<String>,
}

pub(super) async fn run(options: Options) -> Result<()> {
    let kept = match options.data {
        Some(data) => Some(
            empty(&Place {
                data: Some(data),
                database: options.database,
                config: None,
                master_key_file: None,
            })
            .await?,
        ),
        None => None,
    };
    let doors = Doors {
        playground: playground(options.port).await?,
        bot_api: listen(options.bot_api).await?,
        control: listen(options.control).await?,
    };
    let somebody_looks = std::io::stdout().is_terminal() && config::shows_windows();
    let wishes = Wishes {
        doors,
        kept,
        seed: options.seed,
        once: options.once,
        browse: somebody_looks && !options.once && !options.no_open,
    };
    play(wishes, told_to_stop()).await
}

/// A port that the visitor chose is insisted on; the usual one is not.
async fn playground(chosen: Option<u16>) -> Result<TcpListener> {
    let at = |port: u16| SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    if let Some(port) = chosen {
        return listen(at(port)).await;
    }
    match TcpListener::bind(at(PORT)).await {
        Ok(listener) => Ok(listener),
        Err(_) => listen(at(0)).await,
    }
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
