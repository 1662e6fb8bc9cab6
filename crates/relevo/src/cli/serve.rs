//! `relevo serve`: the desk itself.

use std::sync::Arc;

use anyhow::{Context, Result};
use clap::Args;
use relevo_core::Budgets;
use relevo_telegram_bot::Bot;

use super::{Place, Switch, TELEGRAM, told_to_stop};
use crate::app::{App, Lines};
use crate::clock::Clock;
use crate::directory::Shared;

#[derive(Args)]
pub(super) struct Options {
    #[command(flatten)]
    place: Place,
    /// Bot API server
    #[arg(long, env = "RELEVO_BOT_API_URL", default_value = TELEGRAM, value_name = "URL")]
    bot_api_url: String,
    /// Pacing of our own; the waits that Telegram asks for are always obeyed
    #[arg(long, value_enum, default_value_t = Switch::On)]
    limits: Switch,
}

pub(super) async fn run(options: Options) -> Result<()> {
    let url = options.bot_api_url;
    Bot::over_http("1:check", &url)
        .context("--bot-api-url is not an address; it looks like https://api.telegram.org")?;
    let store = options.place.open().await?;
    let lines: Lines = Arc::new(move |identity| {
        let bot = Bot::over_http(identity.token.expose(), &url)
            .expect("the address was checked at the start");
        Arc::new(bot)
    });
    let app = App {
        store: store.clone(),
        clock: Clock::real(),
        shared: Shared::default(),
        lines,
        budgets: Budgets {
            on: options.limits == Switch::On,
            ..Budgets::default()
        },
    };
    if store.connections().await?.is_empty() {
        tracing::info!(
            "nothing is connected yet: run `relevo connect bot --token … --group …` beside this; it is noticed at once"
        );
    }
    app.serve(told_to_stop())
        .await
        .context("the desk could not start")?;
    store.close().await;
    Ok(())
}
