//! What `/shift` changes, with its entries in the audit log. Whatever changes the rota keeps what people said by hand in step with it.

use std::collections::{BTreeMap, BTreeSet};

use relevo_core::Colleague;
use relevo_core::params::Timezone;
use relevo_core::shifts::{
    CsvRow, DutySpan, PEOPLE_MAX, SPANS_MAX, SUBSTITUTIONS_MAX, ShiftScreen, ShiftTrouble,
    SubstituteBy, Substitution, Week, csv_rows, date_text, days_text,
};
use relevo_telegram::UserId;

use super::{Asking, Shown, people};
use crate::shifts::zone;
use crate::store::{Actor, By, Deed, Shifts, StoreError};

/// How many days substitutions are kept after theirs: a night may reach into the next.
const KEPT_DAYS: i64 = 3;

/// What is asked, with the shifts of the group as they are.
pub(super) struct Asked<'a> {
    asking: Asking<'a>,
    zone: Timezone,
    shifts: Shifts,
    team: Vec<Colleague>,
}

impl<'a> Asked<'a> {
    pub(super) async fn new(asking: Asking<'a>) -> Result<Asked<'a>, StoreError> {
        let cell = asking.cell.id;
        Ok(Asked {
            zone: zone(asking.cell.id, asking.directory),
            shifts: asking.tx.shifts(cell).await?,
            team: asking.tx.colleagues(cell).await?,
            asking,
        })
    }

    /// Who is called so.
    pub(super) fn called(&self, words: &str) -> Result<UserId, ShiftTrouble> {
        people::called(&self.team, words)
    }

    /// Somebody's week.
    pub(super) fn week(&self, person: UserId) -> Week {
        self.shifts.rota.get(&person).cloned().unwrap_or_default()
    }

    /// Whoever asks is on duty from now on, or is not.
    pub(super) async fn by_hand(&mut self, on: bool) -> Result<Shown, StoreError> {
        let Some(person) = self.asking.by else {
            return Ok(Err(ShiftTrouble::Anonymous));
        };
        let now_ms = self.asking.now_ms;
        let said = self.shifts.plan(self.zone.clone()).said(person, on, now_ms);
        let mut hands = self.shifts.by_hand.clone();
        let is_news = !hands
            .iter()
            .any(|one| one.person == person && one.on == on && one.holds(now_ms));
        hands.retain(|one| one.person != person && one.holds(now_ms));
        hands.push(said);
        let cell = self.asking.cell.id;
        self.asking.tx.put_hands(cell, &hands).await?;
        if is_news {
            self.audit(Deed::ShiftHand { on }).await?;
        }
        Ok(Ok(ShiftScreen::Now))
    }

    /// Somebody's week is this from now on.
    pub(super) async fn set_week(
        &mut self,
        person: UserId,
        week: &Week,
        shown: ShiftScreen,
    ) -> Result<Shown, StoreError> {
        if let Err(trouble) = self.may_change() {
            return Ok(Err(trouble));
        }
        let is_new = !self.shifts.rota.contains_key(&person) && !week.is_empty();
        let is_full = is_new && self.shifts.rota.len() >= PEOPLE_MAX;
        if is_full || week.spans().len() > SPANS_MAX {
            return Ok(Err(ShiftTrouble::Full));
        }
        self.put_week(person, week).await?;
        self.keep_hands().await?;
        Ok(Ok(shown))
    }

    async fn put_week(&mut self, person: UserId, week: &Week) -> Result<(), StoreError> {
        let before = self.week(person);
        if before == *week {
            return Ok(());
        }
        let cell = self.asking.cell.id;
        self.asking.tx.put_week(cell, person, week).await?;
        match week.is_empty() {
            true => self.shifts.rota.remove(&person),
            false => self.shifts.rota.insert(person, week.clone()),
        };
        self.audit(Deed::ShiftWeek {
            person,
            old: days_text(&before),
            new: days_text(week),
        })
        .await
    }

    /// Everybody's week is as a table says; whoever is not in it is not in the rota.
    pub(super) async fn read_table(&mut self, table: &str) -> Result<Shown, StoreError> {
        if let Err(trouble) = self.may_change() {
            return Ok(Err(trouble));
        }
        let weeks = match csv_rows(table) {
            Ok(rows) => self.weeks(&rows),
            Err(lines) => Err(ShiftTrouble::WrongLines(lines)),
        };
        let weeks = match weeks {
            Ok(weeks) => weeks,
            Err(trouble) => return Ok(Err(trouble)),
        };
        let people: BTreeSet<UserId> = self
            .shifts
            .rota
            .keys()
            .chain(weeks.keys())
            .copied()
            .collect();
        for person in people {
            let week = weeks.get(&person).cloned().unwrap_or_default();
            self.put_week(person, &week).await?;
        }
        self.keep_hands().await?;
        Ok(Ok(ShiftScreen::Rota(0)))
    }

    fn weeks(&self, rows: &[CsvRow]) -> Result<BTreeMap<UserId, Week>, ShiftTrouble> {
        let mut spans: BTreeMap<UserId, Vec<DutySpan>> = BTreeMap::new();
        let mut nobodys = Vec::new();
        for row in rows {
            match self.called(&row.name) {
                Ok(person) => spans.entry(person).or_default().push(row.span),
                Err(_) => nobodys.push(row.line),
            }
        }
        if !nobodys.is_empty() {
            return Err(ShiftTrouble::WrongNames(nobodys));
        }
        let weeks: BTreeMap<UserId, Week> = spans
            .into_iter()
            .map(|(person, spans)| (person, Week::new(spans)))
            .collect();
        let is_full = weeks.values().any(|week| week.spans().len() > SPANS_MAX);
        match is_full || weeks.len() > PEOPLE_MAX {
            true => Err(ShiftTrouble::Full),
            false => Ok(weeks),
        }
    }

    /// On a day somebody's spans are another's, nobody's, or as usual.
    pub(super) async fn substitute(
        &mut self,
        day: i64,
        instead_of: &str,
        by: &SubstituteBy,
    ) -> Result<Shown, StoreError> {
        let who = match by {
            SubstituteBy::Person(name) => self.called(name).map(|who| Some(Some(who))),
            SubstituteBy::Nobody => Ok(Some(None)),
            SubstituteBy::AsUsual => Ok(None),
        };
        match self
            .called(instead_of)
            .and_then(|instead_of| Ok((instead_of, who?)))
        {
            Ok((instead_of, who)) => self.except(day, instead_of, who).await,
            Err(trouble) => Ok(Err(trouble)),
        }
    }

    /// `who`: somebody or nobody; none of both: as usual.
    pub(super) async fn except(
        &mut self,
        day: i64,
        instead_of: UserId,
        who: Option<Option<UserId>>,
    ) -> Result<Shown, StoreError> {
        if let Err(trouble) = self.may_change() {
            return Ok(Err(trouble));
        }
        let today = self.zone.local_day(self.asking.now_ms);
        let substitutions = &mut self.shifts.substitutions;
        if day < today {
            return Ok(Err(ShiftTrouble::PastDay));
        }
        let cell = self.asking.cell.id;
        self.asking
            .tx
            .forget_substitutions(cell, today - KEPT_DAYS)
            .await?;
        substitutions.retain(|one| one.day >= today - KEPT_DAYS);
        let is_it = |one: &Substitution| (one.day, one.instead_of) == (day, instead_of);
        let place = substitutions.iter().position(is_it);
        let before = place.map(|place| substitutions.remove(place));
        if who.is_some() && substitutions.len() >= SUBSTITUTIONS_MAX {
            return Ok(Err(ShiftTrouble::Full));
        }
        let after = who.map(|who| Substitution {
            day,
            instead_of,
            who,
        });
        if before == after {
            return Ok(Ok(ShiftScreen::Substitutions));
        }
        match after {
            Some(after) => {
                self.asking.tx.put_substitution(cell, after).await?;
                self.shifts.substitutions.push(after);
            }
            None => {
                let of = (day, instead_of);
                self.asking.tx.drop_substitution(cell, of).await?;
            }
        }
        self.keep_hands().await?;
        let said = |one: Option<Substitution>| match one {
            Some(Substitution { who: Some(who), .. }) => who.0.to_string(),
            Some(Substitution { who: None, .. }) => "nobody".into(),
            None => String::new(),
        };
        self.audit(Deed::ShiftDay {
            date: date_text(day),
            instead_of,
            old: said(before),
            new: said(after),
        })
        .await?;
        Ok(Ok(ShiftScreen::Substitutions))
    }

    /// Somebody leads the shifts, or nobody.
    pub(super) async fn set_lead(&mut self, lead: Option<UserId>) -> Result<Shown, StoreError> {
        if let Err(trouble) = self.may_change() {
            return Ok(Err(trouble));
        }
        let old = self.shifts.lead;
        if old != lead {
            let cell = self.asking.cell.id;
            self.asking.tx.put_shift_lead(cell, lead).await?;
            self.audit(Deed::ShiftLead { old, new: lead }).await?;
        }
        Ok(Ok(ShiftScreen::Lead(0)))
    }

    /// What people said by hand holds until the rota as it is now changes for them.
    async fn keep_hands(&mut self) -> Result<(), StoreError> {
        let plan = self.shifts.plan(self.zone.clone());
        let hands = plan.said_anew(self.asking.now_ms);
        let cell = self.asking.cell.id;
        self.asking.tx.put_hands(cell, &hands).await
    }

    /// Whether whoever asks may change the rota: nobody whom the audit log could not name.
    pub(super) fn may_change(&self) -> Result<(), ShiftTrouble> {
        match (self.asking.by, self.asking.may_extend()) {
            (None, _) => Err(ShiftTrouble::Anonymous),
            (Some(_), false) => Err(ShiftTrouble::MayNot),
            (Some(_), true) => Ok(()),
        }
    }

    async fn audit(&mut self, deed: Deed) -> Result<(), StoreError> {
        let Some(person) = self.asking.by else {
            return Ok(());
        };
        let by = By {
            who: Actor::Person(person),
            at_ms: self.asking.now_ms,
        };
        let of = Some(self.asking.connection.id);
        self.asking.tx.audit(by, of, &deed).await
    }
}
