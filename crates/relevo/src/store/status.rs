//! What `relevo status` tells: counts and states, no names.

use std::collections::HashMap;

use relevo_core::{Cell, CellState, ConnectionId, ConnectionState, FactKind, Fate, IdentityId};

use super::codes::{Code as _, fate};
use super::db::Db;
use super::outbox::{CLAIMED, FAILED, HELD, WAITING, is_message};
use super::{JournalLine, Result, Store, StoreError};

const JOURNAL_LINES: usize = 20;

/// How everything stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// By connection, in the order of their ids.
    pub connections: Vec<ConnectionStatus>,
    /// Reactions that Telegram lets no bot set.
    pub reactions_skipped: i64,
    /// Reactions to what never had another side.
    pub reactions_dropped: i64,
    /// The journal's last lines, newest first.
    pub journal: Vec<JournalLine>,
}

/// How a connection stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConnectionStatus {
    /// Which.
    pub id: ConnectionId,
    /// Its frontend.
    pub identity: IdentityId,
    /// Whether it mirrors.
    pub state: ConnectionState,
    /// Whether its backend group can be written to.
    pub cell_state: CellState,
    /// Deliveries in their lanes.
    pub waiting: i64,
    /// Deliveries whose call may have been made.
    pub claimed: i64,
    /// Deliveries that a person must decide about.
    pub held: i64,
    /// Deliveries that did not arrive.
    pub failed: i64,
    /// Unix milliseconds of the decision that the oldest waiting delivery comes from.
    pub oldest_waiting_ms: Option<i64>,
    /// What became of the frontend's updates, as far back as [`super::INBOX_DAYS`].
    pub fates: Vec<(Fate, i64)>,
    /// The frontend's updates in quarantine.
    pub quarantined: i64,
}

impl Store {
    /// How everything stands. Counts the whole inbox: for a person who asks, not for a loop.
    pub async fn status(&self) -> Result<Status> {
        let cells: Vec<Cell> = self.cells().await?;
        let mut outbox = self.count_outbox().await?;
        let mut fates = self.count_fates().await?;
        let quarantined = self.count_quarantine().await?;
        let mut connections = Vec::new();
        for connection in self.connections().await? {
            let cell = cells.iter().find(|cell| cell.id == connection.cell);
            let mut status = ConnectionStatus {
                id: connection.id,
                identity: connection.identity,
                state: connection.state,
                cell_state: cell.ok_or(StoreError::damaged("a connection"))?.state,
                waiting: 0,
                claimed: 0,
                held: 0,
                failed: 0,
                oldest_waiting_ms: None,
                fates: fates.remove(&connection.identity.0).unwrap_or_default(),
                quarantined: quarantined
                    .get(&connection.identity.0)
                    .copied()
                    .unwrap_or(0),
            };
            for (state, count, oldest) in outbox.remove(&connection.id.0).unwrap_or_default() {
                match state {
                    WAITING => (status.waiting, status.oldest_waiting_ms) = (count, Some(oldest)),
                    CLAIMED => status.claimed = count,
                    HELD => status.held = count,
                    FAILED => status.failed = count,
                    _ => return Err(StoreError::damaged("a delivery")),
                }
            }
            connections.push(status);
        }
        Ok(Status {
            connections,
            reactions_skipped: self.count_facts(FactKind::ReactionSkipped).await?,
            reactions_dropped: self.count_facts(FactKind::ReactionDropped).await?,
            journal: self.journal(JOURNAL_LINES).await?,
        })
    }

    /// How large the database is, indexes and free pages included.
    pub async fn size_bytes(&self) -> Result<i64> {
        let sql = match self.db() {
            Db::Sqlite { .. } => {
                "SELECT c.page_count * s.page_size FROM pragma_page_count() c, pragma_page_size() s"
            }
            Db::Postgres(_) => {
                "SELECT CAST(SUM(pg_total_relation_size(c.oid)) AS BIGINT) FROM pg_class c \
                 JOIN pg_namespace n ON n.oid = c.relnamespace \
                 WHERE n.nspname = current_schema() AND c.relkind = 'r'"
            }
        };
        let rows = self.db().rows(sql, vec![]).await?;
        rows.first().ok_or(StoreError::damaged("the size"))?.int()
    }

    async fn count_facts(&self, kind: FactKind) -> Result<i64> {
        let sql = "SELECT COUNT(*) FROM journal WHERE kind = $1";
        let rows = self.db().rows(sql, vec![kind.code().into()]).await?;
        rows.first()
            .ok_or(StoreError::damaged("the journal"))?
            .int()
    }

    /// By connection: state, how many, the oldest decision.
    async fn count_outbox(&self) -> Result<HashMap<i64, Vec<(i64, i64, i64)>>> {
        let sql = format!(
            "SELECT connection, state, COUNT(*), MIN(made_ms) FROM outbox WHERE {} \
             GROUP BY connection, state",
            is_message()
        );
        let mut counts: HashMap<_, Vec<_>> = HashMap::new();
        for row in self.db().rows(sql, vec![]).await? {
            let mut fields = row.fields();
            let connection = counts.entry(fields.int()?).or_default();
            connection.push((fields.int()?, fields.int()?, fields.int()?));
        }
        Ok(counts)
    }

    /// By identity.
    async fn count_fates(&self) -> Result<HashMap<i64, Vec<(Fate, i64)>>> {
        let sql = "SELECT identity, fate, COUNT(*) FROM inbox GROUP BY identity, fate ORDER BY identity, fate";
        let mut counts: HashMap<_, Vec<_>> = HashMap::new();
        for row in self.db().rows(sql, vec![]).await? {
            let mut fields = row.fields();
            let identity = counts.entry(fields.int()?).or_default();
            let fate = fate(fields.int()?).ok_or(StoreError::damaged("a fate"))?;
            identity.push((fate, fields.int()?));
        }
        Ok(counts)
    }

    /// By identity.
    async fn count_quarantine(&self) -> Result<HashMap<i64, i64>> {
        let sql = "SELECT identity, COUNT(*) FROM quarantine GROUP BY identity";
        let mut counts = HashMap::new();
        for row in self.db().rows(sql, vec![]).await? {
            let mut fields = row.fields();
            counts.insert(fields.int()?, fields.int()?);
        }
        Ok(counts)
    }
}
