//! `relevo serve`: the desk itself.

use std::sync::Arc;

use anyhow::{Context, Result};
use clap::Args;
use relevo_core::Budgets;
use relevo_telegram_bot::Bot;

use super::{Place, Switch, TELEGRAM, claim, told_to_stop};
use crate::app::{App, Lines};
use crate::clock::Clock;
use crate::directory::Shared;
use crate::secrets::Secret;

#[derive(Args)]
pub(super) struct Options {
    #[command(flatten)]
    place: Place,
    /// The bot's token from @BotFather
    #[arg(
        long,
        env = "RELEVO_TOKEN",
        value_name = "TOKEN",
        hide_env_values = true
    )]
    token: Option<String>,
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
    let token = options.token.map(Secret::new);
    let line = token.as_ref().map(|token| {
        Bot::over_http(token.expose(), &url).ok().context(
            "the token cannot be used: it looks like 123456:ABC-…, copy it whole from @BotFather",
        )
    });
    let line = line.transpose()?;
    let store = options.place.open().await?;
    if let (Some(token), Some(line)) = (&token, &line) {
        claim::begin(&store, line, token).await?;
    }
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
    if token.is_none() && store.connections().await?.is_empty() {
        tracing::info!(
            "nothing is connected yet: start with `relevo serve --token …` to do so in Telegram, or run `relevo connect bot --token … --group …` beside this; it is noticed at once"
        );
    }
    app.serve(told_to_stop())
        .await
        .context("the desk could not start")?;
    store.close().await;
    Ok(())
}
