//! `relevo param`: the parameters of a connection, with value, default and meaning. `serve` notices a change within a second.

use anyhow::Result;
use clap::{Args, Subcommand};
use relevo_core::params::{Definition, ParamError, definition, definitions, split_assignment};
use relevo_core::{Connection, Params};

use super::stop::named;
use super::{Place, table};
use crate::clock::Clock;
use crate::parameters::{self, Wanted, without_effect};
use crate::store::{By, ParameterChange, Store};

#[derive(Subcommand)]
pub(super) enum Kind {
    /// List all parameters of a connection
    List(ListOptions),
    /// Show one parameter
    Get(GetOptions),
    /// Set parameters, all or none
    Set(SetOptions),
    /// Give a parameter its default again
    Reset(ResetOptions),
    /// Print a JSON schema of all parameters, for programs
    Schema,
}

#[derive(Args)]
pub(super) struct ListOptions {
    /// The connection, as `relevo connections` lists it, like i1
    #[arg(value_name = "CONNECTION")]
    connection: String,
    /// As JSON, for programs
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    place: Place,
}

#[derive(Args)]
pub(super) struct GetOptions {
    /// The connection, like i1
    #[arg(value_name = "CONNECTION")]
    connection: String,
    /// The parameter, like MONITOR_GROUPS
    #[arg(value_name = "NAME")]
    name: String,
    /// As JSON, for programs
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    place: Place,
}

#[derive(Args)]
pub(super) struct SetOptions {
    /// The connection, like i1
    #[arg(value_name = "CONNECTION")]
    connection: String,
    /// What is set, like MONITOR_GROUPS=TRUE
    #[arg(value_name = "NAME=VALUE", required = true)]
    assignments: Vec<String>,
    /// Only say what would change
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    place: Place,
}

#[derive(Args)]
pub(super) struct ResetOptions {
    /// The connection, like i1
    #[arg(value_name = "CONNECTION")]
    connection: String,
    /// The parameter, like MONITOR_GROUPS
    #[arg(value_name = "NAME")]
    name: String,
    #[command(flatten)]
    place: Place,
}

pub(super) async fn run(kind: Kind) -> Result<()> {
    match kind {
        Kind::List(options) => {
            let params = params(&options.place, &options.connection).await?;
            if options.json {
                let list: Vec<_> = definitions()
                    .iter()
                    .map(|known| as_json(known, &params))
                    .collect();
                println!("{}", serde_json::to_string_pretty(&list)?);
            } else {
                let texts: Vec<String> = definitions()
                    .iter()
                    .map(|known| as_text(known, &params))
                    .collect();
                print!("{}", texts.join("\n"));
            }
        }
        Kind::Get(options) => {
            let known = definition(&options.name)?;
            let params = params(&options.place, &options.connection).await?;
            if options.json {
                println!(
                    "{}",
                    serde_json::to_string_pretty(&as_json(known, &params))?
                );
            } else {
                print!("{}", as_text(known, &params));
            }
        }
        Kind::Set(options) => {
            let read = |text: &String| {
                let (name, value) = split_assignment(text)?;
                Ok(parameters::wanted(name, value))
            };
            let wanted = options.assignments.iter().map(read);
            let wanted = wanted.collect::<Result<Vec<_>, ParamError>>()?;
            change(
                &options.place,
                &options.connection,
                &wanted,
                options.dry_run,
            )
            .await?;
        }
        Kind::Reset(options) => {
            let (name, value) = (options.name, None);
            change(
                &options.place,
                &options.connection,
                &[Wanted { name, value }],
                false,
            )
            .await?;
        }
        Kind::Schema => {
            let schema = parameters::schema::document();
            println!("{}", serde_json::to_string_pretty(&schema)?);
        }
    }
    Ok(())
}

async fn params(place: &Place, connection: &str) -> Result<Params> {
    let store = place.look().await?;
    let found = named(&store, connection).await?;
    store.close().await;
    Ok(found.params)
}

async fn change(place: &Place, connection: &str, wanted: &[Wanted], dry_run: bool) -> Result<()> {
    let store = place.look().await?;
    let found = named(&store, connection).await?;
    let changes = make(&store, &found, wanted, dry_run).await?;
    store.close().await;
    let id = found.id.0;
    for change in &changes {
        let (old, new) = (table::one_line(&change.old), table::one_line(&change.new));
        println!("i{id} {}: {old} → {new}", change.name);
    }
    let mut said: Vec<&str> = Vec::new();
    for one in wanted {
        let known = definition(&one.name)?;
        if said.contains(&known.name) {
            continue;
        }
        said.push(known.name);
        if !changes.iter().any(|change| change.name == known.name) {
            println!("i{id} {} is as it was.", known.name);
        }
        if let Some(note) = without_effect(known) {
            println!("Note: {note}.");
        }
    }
    if dry_run {
        println!("Nothing was changed (--dry-run).");
    }
    Ok(())
}

async fn make(
    store: &Store,
    connection: &Connection,
    wanted: &[Wanted],
    dry_run: bool,
) -> Result<Vec<ParameterChange>> {
    if dry_run {
        let stored = store.parameters().await?.remove(&connection.id);
        return Ok(parameters::plan(&stored.unwrap_or_default(), wanted)?);
    }
    let by = By::command_line(Clock::real().now_ms());
    Ok(parameters::change(store, connection.id, wanted, by).await?)
}

fn as_text(known: &Definition, params: &Params) -> String {
    let indented = |text: &str| text.replace('\n', "\n           ");
    let mut text = format!(
        "{}\n  value    {}\n  default  {}\n  {}\n",
        known.name,
        indented(&known.value(params)),
        indented(&known.default()),
        known.meaning,
    );
    if known.since.is_none() {
        text.push_str("  No effect in this version yet.\n");
    }
    text
}

fn as_json(known: &Definition, params: &Params) -> serde_json::Value {
    serde_json::json!({
        "name": known.name,
        "value": known.value(params),
        "default": known.default(),
        "meaning": known.meaning,
        "kind": known.kind,
        "example": known.example,
        "in_effect": known.since.is_some(),
    })
}
