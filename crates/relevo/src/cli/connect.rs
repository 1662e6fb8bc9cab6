//! `relevo connect`: joins a bot to a backend group.

use anyhow::Result;
use clap::{Args, Subcommand};
use relevo_core::params::split_assignment;
use relevo_telegram::{ChatId, UserId};
use relevo_telegram_bot::Bot;

use super::{Place, TELEGRAM};
use crate::clock::Clock;
use crate::connect::{NewBot, connect_bot};
use crate::secrets::Secret;
use crate::store::By;

#[derive(Subcommand)]
pub(super) enum Kind {
    /// A bot, by its token from @BotFather
    Bot(BotOptions),
}

#[derive(Args)]
pub(super) struct BotOptions {
    #[command(flatten)]
    place: Place,
    /// The bot's token from @BotFather
    #[arg(
        long,
        env = "RELEVO_TOKEN",
        value_name = "TOKEN",
        hide_env_values = true
    )]
    token: String,
    /// The backend group's id, like -1001234567890
    #[arg(long, value_name = "ID", allow_hyphen_values = true, value_parser = group_id)]
    group: i64,
    /// The owner's Telegram user id: the person to alert, who sees what is hidden from the team
    #[arg(long, value_name = "USER_ID")]
    owner: Option<i64>,
    /// A parameter, as NAME=VALUE; may be given again
    #[arg(long, value_name = "K=V")]
    param: Vec<String>,
    /// Bot API server
    #[arg(long, env = "RELEVO_BOT_API_URL", default_value = TELEGRAM, value_name = "URL")]
    bot_api_url: String,
}

pub(super) async fn run(kind: Kind) -> Result<()> {
    let Kind::Bot(options) = kind;
    let mut params = Vec::with_capacity(options.param.len());
    for text in &options.param {
        let (name, value) = split_assignment(text)?;
        params.push((name.to_owned(), value.to_owned()));
    }
    let Ok(line) = Bot::over_http(&options.token, &options.bot_api_url) else {
        anyhow::bail!(
            "the token or the address cannot be used: a token looks like 123456:ABC-…, an address like https://api.telegram.org"
        );
    };
    let store = options.place.open().await?;
    let new = NewBot {
        token: Secret::new(options.token),
        group: ChatId(full_group_id(options.group)),
        owner: options.owner.map(UserId),
        params,
        by: By::command_line(Clock::real().now_ms()),
    };
    let connected = connect_bot(&store, &line, new).await?;
    let verb = if connected.renewed {
        "renewed"
    } else {
        "connected"
    };
    println!(
        "@{} is {verb} as connection i{}.",
        connected.username, connected.connection.0
    );
    for warning in &connected.warnings {
        println!("Note: {warning}.");
    }
    println!(
        "Write to @{} from another account: the topic appears while `relevo serve` runs.",
        connected.username
    );
    store.close().await;
    Ok(())
}

pub(super) fn group_id(text: &str) -> Result<i64, String> {
    let id = text.parse();
    id.map_err(|_| "the group's id is a number, like -1001234567890".into())
}

/// Telegram's apps show a group's id without the -100 that the Bot API puts before it; both are taken.
pub(super) fn full_group_id(id: i64) -> i64 {
    if id > 0 { -1_000_000_000_000 - id } else { id }
}

#[cfg(test)]
mod tests {
    use super::full_group_id;

    /// Promise: a group's id is understood with and without -100.
    #[test]
    fn ids_with_and_without_the_prefix() {
        assert_eq!(full_group_id(1_234_567_890), -1_001_234_567_890);
        assert_eq!(full_group_id(-1_001_234_567_890), -1_001_234_567_890);
    }
}
