//! What `relevo status` and `/status` tell of each backend group's bots: what they have spent, what holds them back, and what waits for
//! them, and where.

use std::collections::HashSet;

use relevo_core::{
    Budgets, Cell, CellId, Connection, ConversationId, Direction, IdentityId, RelayOut, Taught,
};
use relevo_telegram::ChatId;

use super::codes::Code as _;
use super::db::Db;
use super::keyring::DAY_MS;
use super::outbox::{FAILED, HELD, is_message};
use super::sweep::BODY_DAYS;
use super::{Result, Store, StoreError, StoredRelay};

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
    /// Of so many where Telegram has not taught less.
    pub usual: u32,
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

/// A lane with messages in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Busiest {
    /// Whose.
    pub conversation: ConversationId,
    /// Which way.
    pub direction: Direction,
    /// How many.
    pub waiting: i64,
}

/// Messages that a person must see to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InQuestion {
    /// How many are held.
    pub held: i64,
    /// How many did not arrive.
    pub failed: i64,
    /// Where most of them are: the conversation, whether they are held, how many.
    pub most: Vec<(ConversationId, bool, i64)>,
}

/// Everything that tells of bots, read once for all cells.
struct Known {
    connections: Vec<Connection>,
    relays: Vec<StoredRelay>,
    taught: Vec<Taught>,
}

/// Counts what is in each lane of a cell that brings messages: cell, limit.
pub(super) fn by_lane(db: &Db) -> String {
    let by = db.indexed_by("outbox_lane");
    let (topic, client) = (Direction::ToTopic.code(), Direction::ToClient.code());
    format!(
        "SELECT conversation, direction, COUNT(*) FROM outbox {by} WHERE cell = $1 \
         AND direction IN ({topic}, {client}) AND conversation IS NOT NULL AND part = 0 AND state <= 1 \
         GROUP BY direction, conversation ORDER BY 3 DESC, 1, 2 LIMIT $2"
    )
}

impl Store {
    /// How the bots of every backend group stand, `now_ms` being now.
    pub async fn bots(&self, now_ms: i64) -> Result<Vec<CellBots>> {
        let known = self.known_of_bots().await?;
        let mut all = Vec::new();
        for cell in self.cells().await? {
            all.push(self.bots_of(&cell, &known, now_ms).await?);
        }
        Ok(all)
    }

    /// The same for one.
    pub async fn cell_bots(&self, cell: &Cell, now_ms: i64) -> Result<CellBots> {
        let known = self.known_of_bots().await?;
        self.bots_of(cell, &known, now_ms).await
    }

    /// The lanes of a cell in which most waits, fullest first.
    pub async fn busiest(&self, cell: CellId, limit: i64) -> Result<Vec<Busiest>> {
        let args = vec![cell.0.into(), limit.into()];
        let rows = self.db().rows(by_lane(self.db()), args).await?;
        rows.iter()
            .map(|row| {
                let mut fields = row.fields();
                let conversation = ConversationId(fields.int()?);
                let direction = Direction::from_code(fields.int()?);
                Ok(Busiest {
                    conversation,
                    direction: direction.ok_or(StoreError::damaged("a delivery"))?,
                    waiting: fields.int()?,
                })
            })
            .collect()
    }

    /// What a person must see to in a cell, as long as its buttons work.
    pub async fn in_question(&self, cell: CellId, now_ms: i64, limit: i64) -> Result<InQuestion> {
        let which = format!(
            "FROM outbox WHERE cell = $1 AND state IN ({HELD}, {FAILED}) AND conversation IS NOT NULL \
             AND (settled_ms IS NULL OR settled_ms > $2) AND {}",
            is_message()
        );
        let since_ms = now_ms - BODY_DAYS * DAY_MS;
        let args = || vec![cell.0.into(), since_ms.into()];
        let mut found = InQuestion::default();
        let sql = format!("SELECT state, COUNT(*) {which} GROUP BY state");
        for row in self.db().rows(sql, args()).await? {
            let mut fields = row.fields();
            match fields.int()? {
                HELD => found.held = fields.int()?,
                _ => found.failed = fields.int()?,
            }
        }
        if found.held + found.failed == 0 {
            return Ok(found);
        }
        let sql = format!(
            "SELECT conversation, state, COUNT(*) {which} GROUP BY conversation, state \
             ORDER BY 3 DESC, 1, 2 LIMIT $3"
        );
        let args = [args(), vec![limit.into()]].concat();
        for row in self.db().rows(sql, args).await? {
            let mut fields = row.fields();
            let (conversation, held) = (ConversationId(fields.int()?), fields.int()? == HELD);
            found.most.push((conversation, held, fields.int()?));
        }
        Ok(found)
    }

    async fn known_of_bots(&self) -> Result<Known> {
        Ok(Known {
            connections: self.connections().await?,
            relays: self.relays().await?,
            taught: self.taught().await?,
        })
    }

    async fn bots_of(&self, cell: &Cell, known: &Known, now_ms: i64) -> Result<CellBots> {
        let usual = Budgets::default().group_units_per_minute;
        let spent = self.spent_lately((cell.id, cell.desk), now_ms).await?;
        let status = |id: IdentityId| {
            let is_here = |one: &&super::Spent| one.bot == id && one.chat.is_none();
            let used = spent.iter().filter(is_here);
            let is_of_it =
                |one: &&Taught| one.bot == id && one.chat.is_none_or(|chat| chat == cell.group);
            let taught = || known.taught.iter().filter(is_of_it);
            let rate = taught().find_map(|one| one.rate);
            let waits = taught().map(|one| one.wait_until_ms);
            BotStatus {
                id,
                is_relay: false,
                out: None,
                used: used.map(|one| one.units).sum(),
                of: rate.map_or(usual, |(ceiling, ..)| ceiling),
                usual,
                wait_until_ms: waits.max().filter(|until_ms| *until_ms > now_ms),
            }
        };
        let connections = known.connections.iter();
        let mut frontends: Vec<IdentityId> = connections
            .filter(|connection| connection.cell == cell.id)
            .map(Connection::bot)
            .collect();
        let mut seen = HashSet::new();
        frontends.retain(|bot| seen.insert(*bot));
        let frontends = frontends.into_iter().map(status);
        let relays = known.relays.iter().filter(|one| one.cell == cell.id);
        let relays = relays.map(|one| BotStatus {
            is_relay: true,
            out: one.relay.out,
            ..status(one.relay.id)
        });
        Ok(CellBots {
            cell: cell.id,
            group: cell.group,
            bots: frontends.chain(relays).collect(),
            backlog: self.backlog(cell.id).await?,
        })
    }

    /// What is in the lanes of a cell.
    async fn backlog(&self, cell: CellId) -> Result<Vec<Backlog>> {
        let sql = format!(
            "SELECT direction, COUNT(*), MIN(made_ms) FROM outbox WHERE cell = $1 AND state <= 1 AND {} \
             GROUP BY direction ORDER BY direction",
            is_message()
        );
        let rows = self.db().rows(sql, vec![cell.0.into()]).await?;
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
