//! `relevo reconcile`: in = out over any period, and the exact list of what does not add up. Ids and times, never names or words.

use anyhow::Result;
use clap::Args;
use relevo_core::{ConnectionId, Fate, InboxMark, Seq};
use relevo_telegram::MessageId;

use super::status::{name, snake};
use super::{Place, period, table};
use crate::clock::Clock;
use crate::reconcile::{Account, Exception, Open, Side, Wrong, account};
use crate::words::moment::utc;

#[derive(Args)]
pub(super) struct Options {
    #[command(flatten)]
    period: period::Span,
    /// This connection alone, like i1
    #[arg(long, value_name = "CONNECTION")]
    connection: Option<String>,
    /// As JSON, for programs
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    place: Place,
}

pub(super) async fn run(options: Options) -> Result<()> {
    let period = options.period.read(Clock::real().now_ms())?;
    let store = options.place.look().await?;
    let connection = match &options.connection {
        Some(words) => Some(super::stop::named(&store, words).await?.id),
        None => None,
    };
    let account = account(&store, period, connection).await?;
    store.close().await;
    if options.json {
        println!("{}", serde_json::to_string_pretty(&as_json(&account))?);
    } else {
        print!("{}", as_text(&account));
    }
    anyhow::ensure!(
        account.adds_up(),
        "it does not add up: {} named above; docs/reference/trust.md says what to do about each",
        exceptions(account.exceptions.count)
    );
    Ok(())
}

fn as_text(account: &Account) -> String {
    let mut text = counts(account);
    for (connection, reach_ms) in &account.reach {
        text.push_str(&reach(*connection, *reach_ms));
    }
    if account.open.count > 0 {
        text.push_str(&format!("\nNot at their end: {}\n", account.open.count));
        let rows: Vec<Vec<String>> = account.open.first.iter().map(open_row).collect();
        let header = [
            "update",
            "came",
            "stands",
            "delivery",
            "conversation",
            "told by message",
        ];
        text.push_str(&table::render(&header, &rows));
    }
    if account.exceptions.count == 0 {
        text.push_str("\nIt adds up: everything that came in is accounted for.\n");
    } else {
        text.push_str(&format!("\n{}:\n", exceptions(account.exceptions.count)));
        for one in &account.exceptions.first {
            text.push_str(&format!("{}\n", exception_line(one)));
        }
    }
    text
}

/// A line for each fate, and their sum beside what came in.
fn counts(account: &Account) -> String {
    let mut fates: Vec<Fate> = Vec::new();
    for (_, fate, _) in &account.counts {
        if !fates.contains(fate) {
            fates.push(*fate);
        }
    }
    let sides = [Side::Clients, Side::Team, Side::Neither];
    let of = |side: Side, fate: Option<Fate>| -> i64 {
        let those = account.counts.iter();
        let those =
            those.filter(|(one, what, _)| *one == side && fate.is_none_or(|fate| fate == *what));
        those.map(|(_, _, count)| count).sum()
    };
    let row = |title: String, fate: Option<Fate>| {
        let numbers = sides.map(|side| of(side, fate));
        let sum: i64 = numbers.iter().sum();
        let numbers = numbers.iter().chain([&sum]).map(i64::to_string);
        std::iter::once(title)
            .chain(numbers)
            .collect::<Vec<String>>()
    };
    let mut rows: Vec<Vec<String>> = fates
        .iter()
        .map(|fate| row(name(*fate), Some(*fate)))
        .collect();
    rows.push(row("out, in all".into(), None));
    let dash = || "–".to_owned();
    rows.push(vec![
        "in, by numbers".into(),
        dash(),
        dash(),
        dash(),
        account.came_in.to_string(),
    ]);
    table::render(
        &["fate", "from clients", "from the team", "others", "all"],
        &rows,
    )
}

fn reach(connection: ConnectionId, reach_ms: Option<i64>) -> String {
    let id = connection.0;
    match reach_ms {
        None => format!("i{id}: proven from its beginning.\n"),
        Some(reach_ms) => format!(
            "i{id}: proven from {}; marks of before that are gone, or had no numbers yet.\n",
            at(reach_ms)
        ),
    }
}

fn open_row(one: &Open) -> Vec<String> {
    let dash = || "–".to_owned();
    vec![
        update(one.mark),
        at(one.since_ms),
        name(one.fate),
        one.delivery
            .map_or_else(dash, |seq| delivery(one.cell.0, seq)),
        one.conversation
            .map_or_else(dash, |id| format!("c{}", id.0)),
        one.told_at
            .map_or_else(dash, |message| message.0.to_string()),
    ]
}

fn exception_line(one: &Exception) -> String {
    let what = one.mark.map_or_else(|| "an update".to_owned(), update);
    let came = one
        .at_ms
        .map_or_else(|| "at an unknown time".to_owned(), at);
    format!("- {what} ({came}): {}", words(one))
}

fn words(one: &Exception) -> String {
    let or_none = |mark: Option<InboxMark>| mark.map_or_else(|| "none".to_owned(), update);
    let said =
        |fate: Option<Fate>| fate.map_or_else(|| "that it does not know it".to_owned(), name);
    match one.what {
        Wrong::Gone { count, after, before } => format!(
            "{count} stored between {} and {} and gone from the inbox. Look in the group what came of it; restore a backup if it is not there.",
            or_none(after),
            or_none(before)
        ),
        Wrong::NeverCame => "has a fate, but was never taken in. Somebody else wrote to the database.".into(),
        Wrong::UnknownFate => "has a fate that this version does not know. Run the version that wrote it.".into(),
        Wrong::Unproven => "counts as delivered, and no link says so. Compare both chats at that time, and send it again by hand if it is missing.".into(),
        Wrong::Lost => "counts as waiting, and nothing waits to bring it. Send it again by hand.".into(),
        Wrong::NotHeld => "counts as held, and nothing is held. Ask the client whether it arrived, and write it again if not.".into(),
        Wrong::NotAsked => "is held, and nobody is asked in its topic. `relevo retry` lists it; let it be tried again there.".into(),
        Wrong::NotTold => "failed, and nobody was told. Tell whoever wrote it.".into(),
        Wrong::NotKept => "failed, and what was kept to try it again is gone. Write it again by hand.".into(),
        Wrong::NotInQuarantine => "counts as quarantined, and is not in quarantine. Look in the chat at that time.".into(),
        Wrong::NotSetAside => "counts as kept for a stopped connection, and is not kept. Look in the chat at that time.".into(),
        Wrong::StrayQuarantine { fate } => format!("is in quarantine, and the inbox says: {}.", said(fate)),
        Wrong::StrayDelivery { delivery: seq, fate } => format!(
            "delivery {} brings it, and the inbox says: {}.",
            delivery(one.cell.0, seq),
            said(fate)
        ),
        Wrong::StrayLink { conversation, topic_message, client_message, role } => format!(
            "a link ({}) of conversation c{} between message {} of the group and message {} of the client chat has no update that brought it.",
            snake(&format!("{role:?}")),
            conversation.0,
            topic_message.0,
            client_message.0
        ),
    }
}

fn as_json(account: &Account) -> serde_json::Value {
    let counts = account.counts.iter().map(|(side, fate, count)| {
        serde_json::json!({ "from": snake(&format!("{side:?}")), "fate": name(*fate), "count": count })
    });
    let reach = account.reach.iter().map(|(connection, reach_ms)| {
        serde_json::json!({ "connection": format!("i{}", connection.0), "proven_from_ms": reach_ms })
    });
    let open = account.open.first.iter().map(|one| {
        serde_json::json!({
            "update": update(one.mark),
            "fate": name(one.fate),
            "since_ms": one.since_ms,
            "delivery": one.delivery.map(|seq| delivery(one.cell.0, seq)),
            "conversation": one.conversation.map(|id| id.0),
            "told_at": one.told_at.map(|MessageId(message)| message),
        })
    });
    let wrong = account.exceptions.first.iter().map(|one| {
        let what = format!("{:?}", one.what);
        let what = what.split([' ', '(']).next().unwrap_or_default();
        serde_json::json!({
            "update": one.mark.map(update),
            "at_ms": one.at_ms,
            "what": snake(what),
            "words": words(one),
        })
    });
    serde_json::json!({
        "adds_up": account.adds_up(),
        "came_in": account.came_in,
        "went_out": account.went_out(),
        "counts": counts.collect::<Vec<_>>(),
        "proven": reach.collect::<Vec<_>>(),
        "open_count": account.open.count,
        "open": open.collect::<Vec<_>>(),
        "exceptions_count": account.exceptions.count,
        "exceptions": wrong.collect::<Vec<_>>(),
    })
}

fn exceptions(count: usize) -> String {
    if count == 1 {
        "1 exception".into()
    } else {
        format!("{count} exceptions")
    }
}

/// Bot, epoch and number.
fn update(mark: InboxMark) -> String {
    format!("u{}.{}.{}", mark.identity.0, mark.epoch, mark.update.0)
}

/// Cell and number, as `relevo retry` takes it.
pub(super) fn delivery(cell: i64, seq: Seq) -> String {
    format!("d{cell}.{}", seq.0)
}

pub(super) fn at(ms: i64) -> String {
    utc(ms.div_euclid(1_000))
}
