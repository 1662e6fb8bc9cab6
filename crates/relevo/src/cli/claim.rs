//! `relevo claim`: a link that makes whoever opens it first an owner; also shown by `relevo serve` while nobody owns the desk.

use std::io::IsTerminal;

use anyhow::{Context, Result};
use clap::Args;
use fast_qr::QRBuilder;
use relevo_telegram_bot::Bot;

use super::Place;
use super::reconcile::at;
use crate::clock::Clock;
use crate::secrets::Secret;
use crate::setup::{Claimed, claim_link, host_bot};
use crate::store::{Identity, Store};

#[derive(Args)]
pub(super) struct Options {
    #[command(flatten)]
    place: Place,
    /// The bot in whose chat the setup is to be found, by its username [default: the one that `serve` was started with]
    #[arg(long, value_name = "USERNAME")]
    bot: Option<String>,
}

pub(super) async fn run(options: Options) -> Result<()> {
    let store = options.place.look().await?;
    let bot = chosen(&store, options.bot.as_deref()).await?;
    let of = (bot.id, bot.username.as_str());
    let claimed = claim_link(&store, of, Clock::real().now_ms()).await?;
    show(&bot.username, &claimed);
    store.close().await;
    Ok(())
}

/// Takes in the bot that the desk is started with, and shows its claim link while nobody owns the desk.
pub(super) async fn begin(store: &Store, line: &Bot, token: &Secret) -> Result<()> {
    let host = host_bot(store, line, token, Clock::real().now_ms()).await?;
    if let Some(claimed) = &host.claim {
        show(&host.username, claimed);
    }
    Ok(())
}

async fn chosen(store: &Store, username: Option<&str>) -> Result<Identity> {
    let identities = store.identities().await?;
    let name = username.map(|name| name.trim_start_matches('@'));
    let mut found = identities.into_iter().filter(|one| match name {
        Some(name) => one.username.eq_ignore_ascii_case(name),
        None => one.is_setup,
    });
    found.next().with_context(|| match name {
        Some(name) => format!("there is no bot @{name} here: `relevo connections` lists those that are connected"),
        None => "no bot serves the setup yet: start the desk with one, relevo serve --token TOKEN, or name one with --bot".to_owned(),
    })
}

/// The link, and where people look at a screen a code that a phone's camera reads.
fn show(username: &str, claimed: &Claimed) {
    println!("@{username} is ready. Open this link in Telegram and press START:");
    println!("\n  {}\n", claimed.link);
    if std::io::stdout().is_terminal()
        && let Ok(code) = QRBuilder::new(claimed.link.as_str()).build()
    {
        println!("{}", code.to_str());
    }
    println!(
        "Whoever opens it first owns this desk. It works once, until {}; `relevo claim` makes a new one.",
        at(claimed.until_ms)
    );
}
