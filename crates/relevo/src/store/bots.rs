//! What `relevo status` tells of each backend group's bots: what they have spent, what holds them back, and what waits for them.

use relevo_core::{Budgets, CellId, Direction, IdentityId, Lane, RelayOut};
use relevo_telegram::ChatId;

use super::body::REACT;
use super::codes::Code as _;
use super::{Result, Store, StoreError};

/// A backend group's bots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellBots {
    /// The cell.
    pub cell: CellId,
    /// The backend group.
    pub group: ChatId,
    /// Frontends, then relays.
    pub bots: Vec<BotStatus>,
    /// What waits, by direction.
    pub backlog: Vec<Backlog>,
}

/// One bot of a backend group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BotStatus {
    /// The bot.
    pub id: IdentityId,
    /// Whether it is a relay.
    pub is_relay: bool,
    /// Why it is out of service, if it is a relay that is.
    pub out: Option<RelayOut>,
    /// Units spent in the group in the last minute.
    pub used: u32,
    /// Of so many.
    pub of: u32,
    /// Until when Telegram wants nothing from it in the group (Unix milliseconds), if it said so.
    pub wait_until_ms: Option<i64>,
}

/// What waits in one direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backlog {
    /// Which way.
    pub direction: Direction,
    /// Deliveries.
    pub waiting: i64,
    /// Unix milliseconds of the decision that the oldest comes from.
    pub oldest_ms: i64,
}

impl Store {
    /// How the bots of every backend group stand, `now_ms` being now.
    pub async fn bots(&self, now_ms: i64) -> Result<Vec<CellBots>> {
        let (connections, relays) = (self.connections().await?, self.relays().await?);
        let taught = self.taught().await?;
        let usual = Budgets::default().group_units_per_minute;
        let mut all = Vec::new();
        for cell in self.cells().await? {
            let spent = self.spent_lately((cell.id, cell.desk), now_ms).await?;
            let status = |id: IdentityId| {
                let used = spent.iter().filter(|one| one.bot == id);
                let known = |one: &&relevo_core::Taught| {
                    one.bot == id && one.chat.is_none_or(|chat| chat == cell.group)
                };
                let waits = taught.iter().filter(known).map(|one| one.wait_until_ms);
                let rate = taught.iter().filter(known).find_map(|one| one.rate);
                BotStatus {
                    id,
                    is_relay: false,
                    out: None,
                    used: used.map(|one| one.units).sum(),
                    of: rate.map_or(usual, |(ceiling, ..)| ceiling),
                    wait_until_ms: waits.max().filter(|until_ms| *until_ms > now_ms),
                }
            };
            let frontends = connections
                .iter()
                .filter(|connection| connection.cell == cell.id)
                .map(|connection| status(connection.identity));
            let helpers = relays
                .iter()
                .filter(|one| one.cell == cell.id)
                .map(|one| BotStatus {
                    is_relay: true,
                    out: one.relay.out,
                    ..status(one.relay.id)
                });
            all.push(CellBots {
                cell: cell.id,
                group: cell.group,
                bots: frontends.chain(helpers).collect(),
                backlog: self.backlog(cell.id).await?,
            });
        }
        Ok(all)
    }

    /// What is in the lanes of a cell. Reactions are no messages: one that is parked would look like a backlog. Nor is the line that
    /// tells of a backlog.
    async fn backlog(&self, cell: CellId) -> Result<Vec<Backlog>> {
        let sql = "SELECT direction, COUNT(*), MIN(made_ms) FROM outbox WHERE cell = $1 AND state <= 1 AND job <> $2 \
                   AND part <> $3 GROUP BY direction ORDER BY direction";
        let args = vec![cell.0.into(), REACT.into(), Lane::BACKLOG.into()];
        let rows = self.db().rows(sql, args).await?;
        rows.iter()
            .map(|row| {
                let mut fields = row.fields();
                let direction = Direction::from_code(fields.int()?);
                Ok(Backlog {
                    direction: direction.ok_or(StoreError::damaged("a delivery"))?,
                    waiting: fields.int()?,
                    oldest_ms: fields.int()?,
                })
            })
            .collect()
    }
}
