//! Shifts of a backend group: the rota, its exceptions, the lead, and what was told last; and who waits for a first answer.
//!
//! People by their number: their names are in `operators`. Neighbours: `relevo_core::shifts` computes, `crate::shifts` tells.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use relevo_core::params::Timezone;
use relevo_core::shifts::{ByHand, DutySpan, Plan, ShiftDone, Substitution, Week};
use relevo_core::{CardId, CellId, ConnectionId, ConversationId, Seq};
use relevo_telegram::{MessageId, UserId};

use super::bulk::Bulk;
use super::db::Open;
use super::row::{Arg, Fields, Row};
use super::{Result, Store, StoreError, Tx, operators};

/// How far before the newest message of the last hand-over answers are looked for: they were written then and arrived later.
const LATE_MESSAGES: i64 = 1_000;

/// Everything that is kept of a group's shifts.
pub(super) const TABLES: [&str; 5] = [
    "shift_groups",
    "shift_spans",
    "shift_substitutions",
    "shift_hands",
    "shift_told",
];

/// Status 0 is 🟪, topic 2 is one that is there, standing 0 is served.
pub(super) const UNANSWERED: &str = "SELECT id FROM conversations WHERE connection = $1 AND unanswered_ms > 0 AND pings < 2 \
     AND unanswered_ms > $2 AND unanswered_ms <= $3 AND (pings = 0 OR (unanswered_ms <= $4 AND pinged_ms <= $3)) \
     AND status = 0 AND topic = 2 AND standing = 0 AND responsible IS NULL ORDER BY unanswered_ms, id LIMIT $5";

/// Role 1 is a message of the team, 10 one whose number the client's side never told.
pub(super) const ANSWERS: &str = "SELECT COUNT(DISTINCT topic_message), COUNT(DISTINCT conversation) FROM links \
     WHERE cell = $1 AND topic_message > $2 AND made_ms > $3 AND role IN (1, 10)";

/// Kind 122 is a conversation that was closed, 130 one that was taken.
pub(super) const FACTS: &str = "SELECT kind, COUNT(DISTINCT conversation) FROM journal WHERE id > $1 AND cell = $2 \
     AND kind IN (122, 130) GROUP BY kind";

/// Role 3 is a note.
pub(super) const NOTES: Bulk = Bulk {
    sql: "SELECT conversation, MAX(topic_message) FROM links WHERE role = 3 AND cell = $1 AND conversation IN ({rows}) \
          GROUP BY conversation",
    lead: 1,
    columns: 1,
};

/// The shifts of a group, as they are stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shifts {
    /// Everybody's week.
    pub rota: BTreeMap<UserId, Week>,
    /// For single days, in their order.
    pub substitutions: Vec<Substitution>,
    /// What people said themselves.
    pub by_hand: Vec<ByHand>,
    /// The shift lead, also if they have left the group.
    pub lead: Option<UserId>,
    /// Who is in the group, with the card of their names.
    pub team: BTreeMap<UserId, Option<CardId>>,
    /// Who was on duty when a change was told last.
    pub told: BTreeSet<UserId>,
    /// When that was; none: never.
    pub told_at: Option<ToldAt>,
    /// The delivery of that hand-over.
    pub told_seq: Option<Seq>,
    /// When the change before that was told; none: never.
    pub before_at: Option<ToldAt>,
}

/// A moment at which a change was told, and how far things were.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ToldAt {
    /// Unix milliseconds.
    pub at_ms: i64,
    /// The journal's last line.
    pub journal: i64,
    /// The newest message of the group that is linked.
    pub message: i64,
}

impl Shifts {
    /// Who is on duty at a moment (Unix milliseconds): of those who are in the group.
    #[must_use]
    pub fn on_duty(&self, zone: &Timezone, at_ms: i64) -> BTreeSet<UserId> {
        let mut on = self.plan(zone.clone()).on_duty(at_ms);
        on.retain(|person| self.team.contains_key(person));
        on
    }

    /// The shift lead, if they are in the group.
    #[must_use]
    pub fn lead_here(&self) -> Option<UserId> {
        self.lead.filter(|lead| self.team.contains_key(lead))
    }

    /// The plan that they are, in a time zone.
    #[must_use]
    pub fn plan(&self, zone: Timezone) -> Plan {
        Plan {
            zone,
            rota: self.rota.clone(),
            substitutions: self.substitutions.clone(),
            by_hand: self.by_hand.clone(),
        }
    }
}

impl Store {
    /// The groups that have shifts.
    pub async fn groups_with_shifts(&self) -> Result<Vec<CellId>> {
        let sql = "SELECT cell FROM shift_groups ORDER BY cell";
        let rows = self.db().rows(sql, vec![]).await?;
        rows.iter().map(|row| row.int().map(CellId)).collect()
    }

    /// The shifts of a group.
    pub async fn shifts(&self, cell: CellId) -> Result<Shifts> {
        let mut open = self.db().look().await?;
        let shifts = read(&mut open, cell).await?;
        open.commit().await?;
        Ok(shifts)
    }

    /// The connection's conversations in which somebody may have to be mentioned, the longest waiting first: those that began to wait
    /// after `after_ms`, and until `once_ms`; where somebody was mentioned already, until `twice_ms`, and that until `once_ms`.
    pub async fn unanswered(
        &self,
        connection: ConnectionId,
        (after_ms, once_ms, twice_ms): (i64, i64, i64),
        most: i64,
    ) -> Result<Vec<ConversationId>> {
        let args = [connection.0, after_ms, once_ms, twice_ms, most];
        let args = args.into_iter().map(Arg::from).collect();
        let rows = self.db().rows(UNANSWERED, args).await?;
        rows.iter()
            .map(|row| row.int().map(ConversationId))
            .collect()
    }

    /// What was done in a group since then.
    pub async fn done_since(&self, cell: CellId, since: ToldAt) -> Result<ShiftDone> {
        let from = since.message.saturating_sub(LATE_MESSAGES);
        let args = vec![cell.0.into(), from.into(), since.at_ms.into()];
        let rows = self.db().rows(ANSWERS, args).await?;
        let mut done = ShiftDone::default();
        if let Some(row) = rows.first() {
            let mut fields = row.fields();
            (done.answers, done.conversations) = (count(fields.int()?), count(fields.int()?));
        }
        let args = vec![since.journal.into(), cell.0.into()];
        for row in &self.db().rows(FACTS, args).await? {
            let mut fields = row.fields();
            match (fields.int()?, count(fields.int()?)) {
                (122, closed) => done.closed = closed,
                (_, taken) => done.taken = taken,
            }
        }
        Ok(done)
    }
}

impl Tx {
    /// The shifts of a group.
    pub async fn shifts(&mut self, cell: CellId) -> Result<Shifts> {
        read(&mut self.open, cell).await
    }

    /// Somebody's week is this from now on; empty: they are in the rota no more.
    pub async fn put_week(&mut self, cell: CellId, person: UserId, week: &Week) -> Result<()> {
        self.have_shifts(cell).await?;
        let sql = "DELETE FROM shift_spans WHERE cell = $1 AND person = $2";
        let args = vec![cell.0.into(), person.0.into()];
        self.open.run(sql, args).await?;
        let sql = "INSERT INTO shift_spans (cell, person, day, from_minute, until_minute) VALUES ($1, $2, $3, $4, $5)";
        for span in week.spans() {
            let numbers = [span.day.into(), span.from_minute, span.until_minute];
            let numbers = numbers.into_iter().map(|number| i64::from(number).into());
            let args = [cell.0.into(), person.0.into()].into_iter().chain(numbers);
            self.open.run(sql, args.collect()).await?;
        }
        Ok(())
    }

    /// Everybody's week goes.
    pub async fn clear_rota(&mut self, cell: CellId) -> Result<()> {
        let sql = "DELETE FROM shift_spans WHERE cell = $1";
        self.open.run(sql, vec![cell.0.into()]).await.map(drop)
    }

    /// On a day somebody's spans are another's, or nobody's; instead of what was said of that before.
    pub async fn put_substitution(&mut self, cell: CellId, one: Substitution) -> Result<()> {
        self.have_shifts(cell).await?;
        let sql = "INSERT INTO shift_substitutions (cell, day, person, substitute) VALUES ($1, $2, $3, $4) \
                   ON CONFLICT (cell, day, person) DO UPDATE SET substitute = excluded.substitute";
        let args = vec![
            cell.0.into(),
            one.day.into(),
            one.instead_of.0.into(),
            one.who.map(|who| who.0).into(),
        ];
        self.open.run(sql, args).await.map(drop)
    }

    /// On a day somebody's spans are as usual. Says whether they were not.
    pub async fn drop_substitution(
        &mut self,
        cell: CellId,
        (day, instead_of): (i64, UserId),
    ) -> Result<bool> {
        let sql = "DELETE FROM shift_substitutions WHERE cell = $1 AND day = $2 AND person = $3";
        let args = vec![cell.0.into(), day.into(), instead_of.0.into()];
        Ok(self.open.run(sql, args).await? > 0)
    }

    /// Substitutions for days before one go.
    pub async fn forget_substitutions(&mut self, cell: CellId, before_day: i64) -> Result<()> {
        let sql = "DELETE FROM shift_substitutions WHERE cell = $1 AND day < $2";
        let args = vec![cell.0.into(), before_day.into()];
        self.open.run(sql, args).await.map(drop)
    }

    /// What people say themselves is this, and nothing else.
    pub async fn put_hands(&mut self, cell: CellId, hands: &[ByHand]) -> Result<()> {
        self.have_shifts(cell).await?;
        let sql = "DELETE FROM shift_hands WHERE cell = $1";
        self.open.run(sql, vec![cell.0.into()]).await?;
        let sql = "INSERT INTO shift_hands (cell, person, is_on, since_ms, until_ms) VALUES ($1, $2, $3, $4, $5)";
        for hand in hands {
            let args = vec![
                cell.0.into(),
                hand.person.0.into(),
                hand.on.into(),
                hand.since_ms.into(),
                hand.until_ms.into(),
            ];
            self.open.run(sql, args).await?;
        }
        Ok(())
    }

    /// Who leads the shifts.
    pub async fn put_shift_lead(&mut self, cell: CellId, lead: Option<UserId>) -> Result<()> {
        self.have_shifts(cell).await?;
        let sql = "UPDATE shift_groups SET lead = $2 WHERE cell = $1";
        let args = vec![cell.0.into(), lead.map(|lead| lead.0).into()];
        self.open.run(sql, args).await.map(drop)
    }

    /// It is told who is on duty, by this delivery. `before`: when a change was told before that.
    pub async fn told_on_duty(
        &mut self,
        cell: CellId,
        (on, seq): (&BTreeSet<UserId>, Option<Seq>),
        (before, at_ms): (Option<ToldAt>, i64),
    ) -> Result<()> {
        let sql = "DELETE FROM shift_told WHERE cell = $1";
        self.open.run(sql, vec![cell.0.into()]).await?;
        for person in on {
            let sql = "INSERT INTO shift_told (cell, person) VALUES ($1, $2)";
            let args = vec![cell.0.into(), person.0.into()];
            self.open.run(sql, args).await?;
        }
        let sql = "UPDATE shift_groups SET told_ms = $2, \
                   told_journal = COALESCE((SELECT MAX(id) FROM journal), 0), \
                   told_message = COALESCE((SELECT MAX(topic_message) FROM links WHERE cell = $1), 0), \
                   told_seq = $3, before_ms = $4, before_journal = $5, before_message = $6 WHERE cell = $1";
        let args = vec![
            cell.0.into(),
            at_ms.into(),
            seq.map(|seq| seq.0).into(),
            before.map(|before| before.at_ms).into(),
            before.map_or(0, |before| before.journal).into(),
            before.map_or(0, |before| before.message).into(),
        ];
        self.open.run(sql, args).await.map(drop)
    }

    /// The newest note in the topic of each of these conversations, where there is one.
    pub async fn newest_notes(
        &mut self,
        cell: CellId,
        of: &[ConversationId],
    ) -> Result<HashMap<ConversationId, MessageId>> {
        let ids = of.iter().map(|id| id.0.into()).collect();
        let rows = NOTES.read(&mut self.open, &[cell.0.into()], ids).await?;
        let read = |row: &Row| {
            let mut fields = row.fields();
            Ok((ConversationId(fields.int()?), MessageId(fields.int()?)))
        };
        rows.iter().map(read).collect()
    }

    async fn have_shifts(&mut self, cell: CellId) -> Result<()> {
        let sql = "INSERT INTO shift_groups (cell) VALUES ($1) ON CONFLICT (cell) DO NOTHING";
        self.open.run(sql, vec![cell.0.into()]).await.map(drop)
    }
}

async fn read(open: &mut Open, cell: CellId) -> Result<Shifts> {
    let of = || vec![cell.0.into()];
    let mut shifts = Shifts::default();
    let sql = "SELECT lead, told_ms, told_journal, told_message, before_ms, before_journal, before_message, told_seq \
               FROM shift_groups WHERE cell = $1";
    let rows = open.rows(sql, of()).await?;
    let Some(row) = rows.first() else {
        return Ok(shifts);
    };
    let mut fields = row.fields();
    shifts.lead = fields.opt_int()?.map(UserId);
    shifts.told_at = told_at(&mut fields)?;
    shifts.before_at = told_at(&mut fields)?;
    shifts.told_seq = fields.opt_int()?.map(Seq);
    let sql = "SELECT person, day, from_minute, until_minute FROM shift_spans WHERE cell = $1 \
               ORDER BY person, day, from_minute";
    let mut spans: BTreeMap<UserId, Vec<DutySpan>> = BTreeMap::new();
    for row in &open.rows(sql, of()).await? {
        let mut fields = row.fields();
        let person = UserId(fields.int()?);
        let span = DutySpan {
            day: small(fields.int()?)?,
            from_minute: small(fields.int()?)?,
            until_minute: small(fields.int()?)?,
        };
        spans.entry(person).or_default().push(span);
    }
    let weeks = spans.into_iter();
    shifts.rota = weeks
        .map(|(person, spans)| (person, Week::new(spans)))
        .collect();
    let sql = "SELECT day, person, substitute FROM shift_substitutions WHERE cell = $1 ORDER BY day, person";
    for row in &open.rows(sql, of()).await? {
        let mut fields = row.fields();
        shifts.substitutions.push(Substitution {
            day: fields.int()?,
            instead_of: UserId(fields.int()?),
            who: fields.opt_int()?.map(UserId),
        });
    }
    let sql =
        "SELECT person, is_on, since_ms, until_ms FROM shift_hands WHERE cell = $1 ORDER BY person";
    for row in &open.rows(sql, of()).await? {
        let mut fields = row.fields();
        shifts.by_hand.push(ByHand {
            person: UserId(fields.int()?),
            on: fields.flag()?,
            since_ms: fields.int()?,
            until_ms: fields.opt_int()?,
        });
    }
    for row in &open.rows(operators::OF_CELL, of()).await? {
        let mut fields = row.fields();
        let person = UserId(fields.int()?);
        shifts.team.insert(person, fields.opt_int()?.map(CardId));
    }
    let sql = "SELECT person FROM shift_told WHERE cell = $1";
    for row in &open.rows(sql, of()).await? {
        shifts.told.insert(UserId(row.int()?));
    }
    Ok(shifts)
}

fn told_at(fields: &mut Fields<'_>) -> Result<Option<ToldAt>> {
    let (at_ms, journal, message) = (fields.opt_int()?, fields.int()?, fields.int()?);
    Ok(at_ms.map(|at_ms| ToldAt {
        at_ms,
        journal,
        message,
    }))
}

fn small<T: TryFrom<i64>>(number: i64) -> Result<T> {
    T::try_from(number).map_err(|_| StoreError::damaged("a shift"))
}

fn count(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
