//! `relevo relay`: extra bots that lend their budgets to a backend group.

use anyhow::{Context, Result};
use clap::{Args, Subcommand};
use relevo_telegram::ChatId;
use relevo_telegram_bot::Bot;

use super::connect::{full_group_id, group_id};
use super::{Place, TELEGRAM, table};
use crate::clock::Clock;
use crate::connect::{add_relay, remove_relay};
use crate::secrets::Secret;
use crate::store::{By, Identity, StoredRelay};
use crate::trouble;

#[derive(Subcommand)]
pub(super) enum Kind {
    /// Add a bot, or renew its token
    Add(AddOptions),
    /// List the relays
    List(ListOptions),
    /// Remove a relay
    Remove(RemoveOptions),
}

#[derive(Args)]
pub(super) struct AddOptions {
    #[command(flatten)]
    place: Place,
    /// The bot's token from @BotFather; - reads it from standard input
    #[arg(
        long,
        env = "RELEVO_TOKEN",
        value_name = "TOKEN",
        hide_env_values = true,
        default_value = "-",
        hide_default_value = true
    )]
    token: String,
    /// The backend group's id, like -1001234567890 [default: the only one there is]
    #[arg(long, value_name = "ID", allow_hyphen_values = true, value_parser = group_id)]
    group: Option<i64>,
    /// Bot API server
    #[arg(long, env = "RELEVO_BOT_API_URL", default_value = TELEGRAM, value_name = "URL")]
    bot_api_url: String,
}

#[derive(Args)]
pub(super) struct ListOptions {
    #[command(flatten)]
    place: Place,
    /// As JSON, for programs
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
pub(super) struct RemoveOptions {
    /// The bot's username, as `relevo relay list` shows it
    #[arg(value_name = "USERNAME")]
    username: String,
    #[command(flatten)]
    place: Place,
}

pub(super) async fn run(kind: Kind) -> Result<()> {
    match kind {
        Kind::Add(options) => add(options).await,
        Kind::List(options) => list(options).await,
        Kind::Remove(options) => remove(options).await,
    }
}

async fn add(options: AddOptions) -> Result<()> {
    let token = match options.token.as_str() {
        "-" => read_token()?,
        token => token.to_owned(),
    };
    let Ok(line) = Bot::over_http(&token, &options.bot_api_url) else {
        anyhow::bail!(
            "the token or the address cannot be used: a token looks like 123456:ABC-…, an address like https://api.telegram.org"
        );
    };
    let store = options.place.look().await?;
    let group = options.group.map(|id| ChatId(full_group_id(id)));
    let added = add_relay(
        &store,
        &line,
        (&Secret::new(token), group),
        By::command_line(Clock::real().now_ms()),
    )
    .await?;
    store.close().await;
    let verb = if added.renewed { "renewed" } else { "added" };
    println!(
        "@{} is {verb} as a relay of {}: it posts clients' texts there while `relevo serve` runs.",
        added.username, added.group
    );
    if let Some(warning) = added.warning {
        println!("Note: {warning}.");
    }
    Ok(())
}

fn read_token() -> Result<String> {
    let mut line = String::new();
    std::io::stdin()
        .read_line(&mut line)
        .context("the token cannot be read from standard input")?;
    let token = line.trim().to_owned();
    anyhow::ensure!(
        !token.is_empty(),
        "there is no token: give it in RELEVO_TOKEN, with --token, or on standard input"
    );
    Ok(token)
}

async fn list(options: ListOptions) -> Result<()> {
    let store = options.place.look().await?;
    let (relays, identities, cells) = (
        store.relays().await?,
        store.identities().await?,
        store.cells().await?,
    );
    store.close().await;
    let group = |one: &StoredRelay| {
        let cell = cells.iter().find(|cell| cell.id == one.cell);
        cell.map(|cell| cell.group.0).unwrap_or_default()
    };
    if options.json {
        let list: Vec<serde_json::Value> = relays
            .iter()
            .map(|one| {
                serde_json::json!({
                    "bot": name_of(&identities, one),
                    "group": group(one),
                    "state": state(one),
                    "out_since_ms": one.out_ms,
                })
            })
            .collect();
        println!("{}", serde_json::to_string_pretty(&list)?);
        return Ok(());
    }
    if relays.is_empty() {
        println!("There are no relays. Add a bot: relevo relay add");
        return Ok(());
    }
    let rows: Vec<Vec<String>> = relays
        .iter()
        .map(|one| {
            vec![
                format!("@{}", name_of(&identities, one)),
                group(one).to_string(),
                state(one).into(),
            ]
        })
        .collect();
    print!("{}", table::render(&["bot", "group", "state"], &rows));
    for one in &relays {
        if let Some(out) = one.relay.out {
            println!(
                "\n@{}: {}. It is tried again by itself every ten minutes.",
                name_of(&identities, one),
                trouble::of_relay(out)
            );
        }
    }
    Ok(())
}

pub(super) fn name_of(identities: &[Identity], one: &StoredRelay) -> String {
    let found = identities.iter().find(|known| known.id == one.relay.id);
    found.map_or_else(String::new, |identity| identity.username.clone())
}

fn state(one: &StoredRelay) -> &'static str {
    match one.relay.out {
        None => "in service",
        Some(_) => "out of service",
    }
}

async fn remove(options: RemoveOptions) -> Result<()> {
    let store = options.place.look().await?;
    let username = remove_relay(
        &store,
        &options.username,
        By::command_line(Clock::real().now_ms()),
    )
    .await?;
    store.close().await;
    println!(
        "@{username} is no relay any more, and its token is forgotten. What it posted stays; edits of that are posted anew. \
         You may remove it from the group."
    );
    Ok(())
}
