//! The bots of each backend group and what waits for them, as `relevo status` shows it.

use relevo_core::Direction;

use super::span;
use crate::cli::table;
use crate::store::{Backlog, BotStatus, CellBots, Identity};
use crate::trouble;

/// The tables of one backend group.
pub(super) fn tables(one: &CellBots, identities: &[Identity], now_ms: i64) -> String {
    let rows: Vec<Vec<String>> = one
        .bots
        .iter()
        .map(|bot| {
            vec![
                format!("@{}", name(bot, identities)),
                role(bot).into(),
                format!("{} of {}", bot.used, bot.of),
                waits(bot, now_ms),
            ]
        })
        .collect();
    let header = ["bot", "in the group", "last minute", "waits"];
    let mut text = format!(
        "Backend group {}:\n{}",
        one.group,
        table::render(&header, &rows)
    );
    if !one.backlog.is_empty() {
        let rows: Vec<Vec<String>> = one
            .backlog
            .iter()
            .map(|backlog| {
                vec![
                    way(backlog).into(),
                    backlog.waiting.to_string(),
                    span((now_ms - backlog.oldest_ms) / 1_000),
                ]
            })
            .collect();
        text.push('\n');
        text.push_str(&table::render(&["on its way", "waiting", "oldest"], &rows));
    }
    text
}

/// What somebody should do about relays.
pub(super) fn advice(one: &CellBots, identities: &[Identity]) -> Vec<String> {
    let out = one.bots.iter().filter_map(|bot| Some((bot, bot.out?)));
    out.map(|(bot, why)| {
        format!(
            "@{}: {}. The other bots do its work; it is tried again by itself every ten minutes.",
            name(bot, identities),
            trouble::of_relay(why)
        )
    })
    .collect()
}

/// The same for programs.
pub(super) fn as_json(one: &CellBots, identities: &[Identity]) -> serde_json::Value {
    let bots: Vec<serde_json::Value> = one
        .bots
        .iter()
        .map(|bot| {
            serde_json::json!({
                "bot": name(bot, identities),
                "role": role(bot),
                "units_last_minute": bot.used,
                "units_per_minute": bot.of,
                "wait_until_ms": bot.wait_until_ms,
            })
        })
        .collect();
    let backlog: Vec<serde_json::Value> = one
        .backlog
        .iter()
        .map(|backlog| {
            serde_json::json!({
                "direction": way(backlog),
                "waiting": backlog.waiting,
                "oldest_ms": backlog.oldest_ms,
            })
        })
        .collect();
    serde_json::json!({ "group": one.group.0, "bots": bots, "backlog": backlog })
}

fn name<'a>(bot: &BotStatus, identities: &'a [Identity]) -> &'a str {
    let found = identities.iter().find(|identity| identity.id == bot.id);
    found.map_or("", |identity| identity.username.as_str())
}

fn role(bot: &BotStatus) -> &'static str {
    match (bot.is_relay, bot.out) {
        (false, _) => "frontend",
        (true, None) => "relay",
        (true, Some(_)) => "relay, out of service",
    }
}

fn waits(bot: &BotStatus, now_ms: i64) -> String {
    match bot.wait_until_ms {
        Some(until_ms) => span((until_ms - now_ms + 999) / 1_000),
        None => "–".into(),
    }
}

fn way(backlog: &Backlog) -> &'static str {
    match backlog.direction {
        Direction::ToTopic => "to topics",
        Direction::ToClient => "to clients",
        Direction::Aside => "beside the lanes",
        Direction::Broadcast => "of broadcasts",
    }
}

#[cfg(test)]
mod tests {
    use relevo_core::{CellId, IdentityId, RelayOut};
    use relevo_telegram::{ChatId, UserId};

    use super::*;
    use crate::secrets::Secret;
    use crate::store::Cursor;

    fn identity(id: i64, username: &str) -> Identity {
        Identity {
            id: IdentityId(id),
            user: UserId(id),
            username: username.into(),
            token: Secret::new(String::new()),
            cursor: Cursor {
                epoch: 0,
                last: None,
                at_ms: 0,
            },
            trouble: None,
            via: None,
            business: None,
            owner: None,
            is_setup: false,
        }
    }

    /// Promise: who looks sees what each bot has left, what holds it back, and what waits for how long.
    #[test]
    fn budgets_and_backlog_are_shown() {
        let desk = BotStatus {
            id: IdentityId(1),
            is_relay: false,
            out: None,
            used: 20,
            of: 20,
            usual: 20,
            wait_until_ms: Some(31_500),
        };
        let relay = BotStatus {
            id: IdentityId(2),
            is_relay: true,
            out: Some(RelayOut::Send),
            used: 3,
            of: 14,
            usual: 20,
            wait_until_ms: None,
        };
        let cell = CellBots {
            cell: CellId(1),
            group: ChatId(-100),
            bots: vec![desk, relay],
            backlog: vec![Backlog {
                direction: Direction::ToTopic,
                waiting: 120,
                oldest_ms: -119_000,
            }],
        };
        let identities = [identity(1, "desk_bot"), identity(2, "relay_bot")];
        insta::assert_snapshot!(tables(&cell, &identities, 1_000), @"
        Backend group -100:
        bot         in the group           last minute  waits
        @desk_bot   frontend               20 of 20     31 s
        @relay_bot  relay, out of service  3 of 14      –

        on its way  waiting  oldest
        to topics   120      2 min
        ");
        insta::assert_snapshot!(advice(&cell, &identities).join("\n"), @"
        @relay_bot: the bot may not write in the group: make it an administrator. The other bots do its work; it is tried again by itself every ten minutes.
        ");
    }
}
