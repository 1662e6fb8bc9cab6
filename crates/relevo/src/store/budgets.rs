//! What is known of bots' budgets: what Telegram's waits taught, and what was spent in the last minute.

use relevo_core::{CellId, FactKind, IdentityId, Lane, LinkRole, Taught};
use relevo_telegram::ChatId;

use super::bulk::Bulk;
use super::codes::Code as _;
use super::row::Arg;
use super::{Result, Store, StoreError, Tx};

/// The window over which Telegram counts what a bot posts in a group.
const MINUTE_MS: i64 = 60_000;
/// How many of the group's last messages are looked through for those of a minute: every bot's budget, and much talk of the team.
const RECENT_LINKS_MAX: i64 = 1_000;
/// How many of the journal's last lines are looked through for topics made in the last minute.
const RECENT_FACTS_MAX: i64 = 200;

const PUT: Bulk = Bulk {
    sql: "INSERT INTO budgets (identity, chat, wait_until_ms, ceiling, proven, since_ms, patience_ms) VALUES {rows} \
          ON CONFLICT (identity, chat) DO UPDATE SET wait_until_ms = excluded.wait_until_ms, \
          ceiling = excluded.ceiling, proven = excluded.proven, since_ms = excluded.since_ms, \
          patience_ms = excluded.patience_ms",
    lead: 0,
    columns: 7,
};

const SPEND: Bulk = Bulk {
    sql: "INSERT INTO spent (cell, identity, at_ms, units) VALUES {rows}",
    lead: 0,
    columns: 4,
};

/// Units that a bot spent in a group or channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spent {
    /// The bot.
    pub bot: IdentityId,
    /// The client's group or channel; none: the backend group.
    pub chat: Option<ChatId>,
    /// Unix milliseconds.
    pub at_ms: i64,
    /// How many.
    pub units: u32,
    /// The part of the lane ([`Lane::part`]): what topics are to be has a share of its own.
    pub part: i64,
}

impl Store {
    /// Everything that Telegram taught.
    pub async fn taught(&self) -> Result<Vec<Taught>> {
        let sql = "SELECT identity, chat, wait_until_ms, ceiling, proven, since_ms, patience_ms FROM budgets";
        let rows = self.db().rows(sql, vec![]).await?;
        rows.iter()
            .map(|row| {
                let mut fields = row.fields();
                let (bot, chat) = (IdentityId(fields.int()?), fields.int()?);
                let wait_until_ms = fields.int()?;
                let ceiling = fields.opt_int()?.map(units).transpose()?;
                let proven = fields.opt_int()?.map(units).transpose()?;
                let (since_ms, patience_ms) = (fields.opt_int()?, fields.opt_int()?);
                let rate = ceiling.zip(proven).zip(since_ms.zip(patience_ms));
                Ok(Taught {
                    bot,
                    chat: (chat != 0).then_some(ChatId(chat)),
                    wait_until_ms,
                    rate: rate.map(|((ceiling, proven), (since_ms, patience_ms))| {
                        (ceiling, proven, since_ms, patience_ms)
                    }),
                })
            })
            .collect()
    }

    /// What a cell's bots spent in its group, and in the groups and channels of its clients, in the last minute, as far as it left a
    /// trace: posts have links, topics are facts, the rest is kept for this. Topics count as the desk bot's.
    pub async fn spent_lately(
        &self,
        (cell, desk): (CellId, IdentityId),
        now_ms: i64,
    ) -> Result<Vec<Spent>> {
        let since_ms = now_ms - MINUTE_MS;
        let mut spent = Vec::new();
        let sql = "SELECT identity, relay, made_ms, role, client_chat FROM links WHERE cell = $1 \
                   ORDER BY topic_message DESC LIMIT $2";
        let args = vec![cell.0.into(), RECENT_LINKS_MAX.into()];
        for row in self.db().rows(sql, args).await? {
            let mut fields = row.fields();
            let (identity, relay) = (fields.int()?, fields.opt_int()?);
            let at_ms = fields.int()?;
            let role = LinkRole::from_code(fields.int()?);
            let client_chat = ChatId(fields.int()?);
            let posted = role.and_then(|role| posted_in(role, client_chat));
            if let Some(chat) = posted.filter(|_| at_ms > since_ms) {
                spent.push(Spent {
                    bot: IdentityId(relay.unwrap_or(identity)),
                    chat,
                    at_ms,
                    units: 1,
                    part: 0,
                });
            }
        }
        let sql = "SELECT cell, kind, at_ms FROM journal ORDER BY id DESC LIMIT $1";
        for row in self.db().rows(sql, vec![RECENT_FACTS_MAX.into()]).await? {
            let mut fields = row.fields();
            let (of, kind, at_ms) = (fields.int()?, fields.int()?, fields.int()?);
            let part = FactKind::from_code(kind).and_then(part_of);
            if let Some(part) = part.filter(|_| of == cell.0 && at_ms > since_ms) {
                spent.push(Spent {
                    bot: desk,
                    chat: None,
                    at_ms,
                    units: 1,
                    part,
                });
            }
        }
        let sql = "SELECT identity, at_ms, units FROM spent WHERE cell = $1 AND at_ms > $2";
        let args = vec![cell.0.into(), since_ms.into()];
        for row in self.db().rows(sql, args).await? {
            let mut fields = row.fields();
            spent.push(Spent {
                bot: IdentityId(fields.int()?),
                chat: None,
                at_ms: fields.int()?,
                units: units(fields.int()?)?,
                part: 0,
            });
        }
        Ok(spent)
    }
}

/// Where a bot of ours posted what a link tells of, if it is a group or channel whose budget that costs: none inside is the backend
/// group. Words of the team are theirs there, and ours where the client has them.
fn posted_in(role: LinkRole, client_chat: ChatId) -> Option<Option<ChatId>> {
    match role {
        LinkRole::Team | LinkRole::TeamNote | LinkRole::Withdrawn | LinkRole::Unnumbered => {
            // The sign of a chat's id tells a private chat from a group.
            (client_chat.0 < 0).then_some(Some(client_chat))
        }
        LinkRole::Note => None,
        LinkRole::Notice
        | LinkRole::Client
        | LinkRole::Item
        | LinkRole::AuthorLine
        | LinkRole::Words
        | LinkRole::Under => Some(None),
    }
}

/// The part of the lane of a call that left a fact and no link, if it cost the group's budget a unit.
pub(crate) fn part_of(kind: FactKind) -> Option<i64> {
    match kind {
        FactKind::TopicCreated => Some(0),
        FactKind::TopicRenamed => Some(Lane::TITLE),
        FactKind::TopicClosed | FactKind::TopicReopened => Some(Lane::OPENNESS),
        _ => None,
    }
}

fn units(number: i64) -> Result<u32> {
    u32::try_from(number).map_err(|_| StoreError::damaged("a budget"))
}

impl Tx {
    /// Forgets waits that are over and what was spent long ago.
    pub(super) async fn sweep_budgets(&mut self, now_ms: i64) -> Result<()> {
        let waits = "DELETE FROM budgets WHERE wait_until_ms <= $1 AND ceiling IS NULL";
        self.open.run(waits, vec![now_ms.into()]).await?;
        let spent = "DELETE FROM spent WHERE at_ms <= $1";
        let args = vec![(now_ms - MINUTE_MS).into()];
        self.open.run(spent, args).await.map(drop)
    }

    /// Keeps what Telegram taught.
    pub async fn put_taught(&mut self, taught: &[Taught]) -> Result<()> {
        let columns = taught.iter().flat_map(|one| {
            let (ceiling, proven, since_ms, patience_ms) = match one.rate {
                Some((ceiling, proven, since_ms, patience_ms)) => (
                    Some(i64::from(ceiling)),
                    Some(i64::from(proven)),
                    Some(since_ms),
                    Some(patience_ms),
                ),
                None => (None, None, None, None),
            };
            [
                one.bot.0.into(),
                one.chat.map_or(0, |chat| chat.0).into(),
                one.wait_until_ms.into(),
                Arg::from(ceiling),
                proven.into(),
                since_ms.into(),
                patience_ms.into(),
            ]
        });
        PUT.run(&mut self.open, columns.collect()).await.map(drop)
    }

    /// Keeps what was spent on calls that leave no link.
    pub async fn spend(&mut self, cell: CellId, spent: &[Spent]) -> Result<()> {
        let columns = spent.iter().flat_map(|one| {
            [
                Arg::from(cell.0),
                one.bot.0.into(),
                one.at_ms.into(),
                i64::from(one.units).into(),
            ]
        });
        SPEND.run(&mut self.open, columns.collect()).await.map(drop)
    }
}
