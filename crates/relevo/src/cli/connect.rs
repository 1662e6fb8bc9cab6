//! `relevo connect`: joins a bot, or a person's account, to a backend group.

use anyhow::Result;
use clap::{Args, Subcommand};
use relevo_core::params::split_assignment;
use relevo_telegram::{ChatId, UserId};
use relevo_telegram_bot::Bot;

use super::{Place, TELEGRAM};
use crate::clock::Clock;
use crate::connect::{NewAccount, NewBot, connect_bot, connect_business};
use crate::secrets::Secret;
use crate::store::By;

#[derive(Subcommand)]
pub(super) enum Kind {
    /// A bot, by its token from @BotFather
    Bot(BotOptions),
    /// A person's account, over a bot that they connect to it in Telegram's settings (Telegram Business, Chatbots)
    Business(BusinessOptions),
}

#[derive(Args)]
pub(super) struct BusinessOptions {
    #[command(flatten)]
    bot: BotOptions,
    /// The Telegram user id of the person whose account it is
    #[arg(long, value_name = "USER_ID")]
    account: i64,
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
    let (options, account) = match kind {
        Kind::Bot(options) => (options, None),
        Kind::Business(BusinessOptions { bot, account }) => (bot, Some(UserId(account))),
    };
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
    let (token, group) = (
        Secret::new(options.token),
        ChatId(full_group_id(options.group)),
    );
    let (owner, by) = (
        options.owner.map(UserId),
        By::command_line(Clock::real().now_ms()),
    );
    let connected = match account {
        None => {
            let new = NewBot {
                token,
                group,
                owner,
                params,
                by,
            };
            connect_bot(&store, &line, new).await?
        }
        Some(account) => {
            let new = NewAccount {
                token,
                account,
                group,
                owner,
                params,
                by,
            };
            connect_business(&store, &line, new).await?
        }
    };
    let verb = if connected.renewed {
        "renewed"
    } else {
        "connected"
    };
    let over = account.map(|account| format!("Account {account}, over "));
    println!(
        "{}@{} is {verb} as connection i{}.",
        over.unwrap_or_default(),
        connected.username,
        connected.connection.0
    );
    for warning in &connected.warnings {
        println!("Note: {warning}.");
    }
    match account {
        None => println!(
            "Write to @{} from another account: the topic appears while `relevo serve` runs.",
            connected.username
        ),
        Some(_) => println!(
            "While `relevo serve` runs, that person connects @{} in Telegram's settings (Telegram Business, Chatbots) and lets it \
             answer: General says so.",
            connected.username
        ),
    }
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
