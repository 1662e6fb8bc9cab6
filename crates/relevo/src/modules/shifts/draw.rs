//! The pages of `/shift`, drawn from what is stored. Neighbour: `week` has those on which somebody's week is changed.

mod week;

use std::collections::BTreeSet;

use relevo_core::Colleague;
use relevo_core::params::Timezone;
use relevo_core::shifts::{
    CSV_UNITS_MAX, DutyPerson, PEOPLE_MAX, ShiftAct, ShiftScreen, ShiftTrouble, Upcoming, clock,
    csv_text, date_text, days_text, weekday,
};
use relevo_core::table::FileWrong;
use relevo_telegram::{EntityKind, Text, UserId};

use super::super::{Does, Drawing, Key, Page};
use super::people;
use crate::shifts::zone;
use crate::store::{Shifts, StoreError};
use crate::words::Voice;

/// How many changes to come are told.
const UPCOMING_MAX: usize = 3;
/// How many people stand on a page.
const PEOPLE_ON_PAGE: usize = 10;
/// How many buttons with names stand in a row.
const NAMES_IN_ROW: usize = 2;
/// How many substitutions are told.
const SUBSTITUTIONS_SHOWN: usize = 20;

pub(in super::super) async fn draw(drawing: Drawing<'_>) -> Result<Page, StoreError> {
    let cell = drawing.cell.id;
    let board = Board {
        shifts: drawing.tx.shifts(cell).await?,
        team: drawing.tx.colleagues(cell).await?,
        zone: zone(drawing.cell.id, drawing.directory),
        voice: drawing.voice,
        now_ms: drawing.now_ms,
    };
    let screen = ShiftScreen::from_code(&drawing.panel.screen);
    Ok(match screen.unwrap_or(ShiftScreen::Now) {
        ShiftScreen::Now => board.now(),
        ShiftScreen::Rota(page) => board.rota(page),
        ShiftScreen::Person(person) => board.person(person),
        ShiftScreen::Day(person, day) => board.day(person, day),
        ShiftScreen::From(person, day) => board.from(person, day),
        ShiftScreen::Until(person, day, from) => board.until((person, day), from),
        ShiftScreen::Table => board.table(),
        ShiftScreen::Substitutions => board.substitutions(),
        ShiftScreen::Lead(page) => board.lead(page),
        ShiftScreen::Trouble(trouble) => board.trouble(&trouble),
    })
}

/// What pages are drawn from.
struct Board {
    shifts: Shifts,
    team: Vec<Colleague>,
    zone: Timezone,
    voice: Voice,
    now_ms: i64,
}

impl Board {
    fn say(&self, id: &str, facts: &[(&'static str, String)]) -> String {
        self.voice.say(id, facts)
    }

    fn key(&self, label: &str, act: &ShiftAct) -> Key {
        key(self.say(label, &[]), act)
    }

    fn open(&self, label: &str, screen: ShiftScreen) -> Key {
        self.key(label, &ShiftAct::Open(screen))
    }

    fn name(&self, person: UserId) -> String {
        let known = self.team.iter().find(|one| one.person == person);
        let name = known.map(Colleague::shown).filter(|name| !name.is_empty());
        name.unwrap_or_else(|| person.0.to_string())
    }

    fn names<'a>(&self, people: impl IntoIterator<Item = &'a UserId>) -> Vec<DutyPerson> {
        let named = people.into_iter().map(|person| DutyPerson {
            person: *person,
            name: self.name(*person),
        });
        let mut named: Vec<DutyPerson> = named.collect();
        named.sort_by_key(|one| (one.name.to_lowercase(), one.person));
        named
    }

    /// Several names in a line.
    fn listed<'a>(&self, people: impl IntoIterator<Item = &'a UserId>) -> String {
        let names: Vec<String> = self.names(people).into_iter().map(|one| one.name).collect();
        names.join(", ")
    }

    /// A moment to come, as a clock in the shifts' zone shows it: the day of the week, or the date if that is far off.
    fn when(&self, at_ms: i64) -> String {
        let day = self.zone.local_day(at_ms);
        let minute = self.zone.wall_clock_s(at_ms).rem_euclid(86_400) / 60;
        let time = clock(u16::try_from(minute).unwrap_or_default());
        match day - self.zone.local_day(self.now_ms) < 7 {
            true => format!("{} {time}", self.day_name(weekday(day))),
            false => format!("{} {time}", date_text(day)),
        }
    }

    fn day_name(&self, day: u8) -> String {
        self.say(&format!("shift-day-{day}"), &[])
    }

    /// Who is on duty now and next.
    fn now(&self) -> Page {
        let on = self.shifts.on_duty(&self.zone, self.now_ms);
        let mut text = Text::default();
        match on.is_empty() {
            true => text.push_str(&self.say("shift-nobody-on-duty", &[])),
            false => {
                let names = self.listed(&on);
                text.push_str(&format!("{} ", self.say("shift-on-duty-now", &[])));
                text.push_as(&names, EntityKind::Bold);
            }
        }
        let plan = self.shifts.plan(self.zone.clone());
        for Upcoming { at_ms, mut on } in plan.upcoming(self.now_ms, UPCOMING_MAX) {
            on.retain(|person| self.shifts.team.contains_key(person));
            let time = ("time", self.when(at_ms));
            let line = match on.is_empty() {
                true => self.say("shift-next-nobody", &[time]),
                false => self.say("shift-next", &[time, ("names", self.listed(&on))]),
            };
            text.push_str(&format!("\n{line}"));
        }
        for (on, id) in [(true, "shift-said-on"), (false, "shift-said-off")] {
            let hands = self.shifts.by_hand.iter();
            let hands = hands.filter(|one| one.on == on && one.holds(self.now_ms));
            let hands: BTreeSet<UserId> = hands.map(|one| one.person).collect();
            if !hands.is_empty() {
                let line = self.say(id, &[("names", self.listed(&hands))]);
                text.push_str(&format!("\n{line}"));
            }
        }
        if let Some(lead) = self.shifts.lead_here() {
            let label = self.say("shift-lead", &[]);
            text.push_str(&format!("\n{label} {}", self.name(lead)));
        }
        if self.shifts.rota.is_empty() {
            text.push_str(&format!("\n\n{}", self.say("shift-no-rota", &[])));
        }
        let rows = vec![
            vec![
                self.key("shift-come-on", &ShiftAct::Hand(true)),
                self.key("shift-go-off", &ShiftAct::Hand(false)),
            ],
            vec![
                self.open("shift-open-rota", ShiftScreen::Rota(0)),
                self.open("shift-open-substitutions", ShiftScreen::Substitutions),
            ],
            vec![self.open("shift-open-lead", ShiftScreen::Lead(0))],
        ];
        Page { text, rows }
    }

    /// Everybody's week, a page of people.
    fn rota(&self, page: u16) -> Page {
        let zone = ("zone", self.zone.name().to_owned());
        let mut text = Text::plain(self.say("shift-rota", &[zone]));
        let first: BTreeSet<UserId> = self.shifts.rota.keys().copied().collect();
        let people = self.offered(&first);
        let (shown, mut rows) = self.choice(&people, page, ShiftScreen::Rota, |person| {
            ShiftAct::Open(ShiftScreen::Person(person))
        });
        for (person, name) in shown {
            if let Some(week) = self.shifts.rota.get(person) {
                text.push_str("\n");
                text.push_as(name, EntityKind::Bold);
                text.push_str(&format!(": {}", days_text(week)));
            }
        }
        if first.is_empty() {
            text.push_str(&format!("\n{}", self.say("shift-rota-empty", &[])));
        }
        rows.push(vec![
            self.open("shift-open-table", ShiftScreen::Table),
            self.back(ShiftScreen::Now),
        ]);
        Page { text, rows }
    }

    /// Everybody to choose from, also those of the rota whose names are not known any more.
    fn offered(&self, first: &BTreeSet<UserId>) -> Vec<(UserId, String)> {
        let mut all = people::offered(&self.team, first);
        let is_known = |person: &UserId| all.iter().any(|(known, _)| known == person);
        let gone: Vec<UserId> = first.iter().copied().filter(|one| !is_known(one)).collect();
        all.splice(0..0, gone.into_iter().map(|one| (one, one.0.to_string())));
        all
    }

    /// A page of people with a button for each, and buttons for the other pages.
    fn choice<'a>(
        &self,
        people: &'a [(UserId, String)],
        page: u16,
        screen: impl Fn(u16) -> ShiftScreen,
        act: impl Fn(UserId) -> ShiftAct,
    ) -> (&'a [(UserId, String)], Vec<Vec<Key>>) {
        let people = &people[..people.len().min(PEOPLE_MAX * 2)];
        let last = people.len().saturating_sub(1) / PEOPLE_ON_PAGE;
        let page = usize::from(page).min(last);
        let from = page * PEOPLE_ON_PAGE;
        let shown = &people[from..people.len().min(from + PEOPLE_ON_PAGE)];
        let keys = shown
            .iter()
            .map(|(person, name)| key(name.clone(), &act(*person)));
        let keys: Vec<Key> = keys.collect();
        let mut rows: Vec<Vec<Key>> = keys.chunks(NAMES_IN_ROW).map(<[Key]>::to_vec).collect();
        let turn = |label: &str, page: usize| {
            let page = u16::try_from(page).unwrap_or_default();
            key(label.to_owned(), &ShiftAct::Open(screen(page)))
        };
        let mut turns = Vec::new();
        if page > 0 {
            turns.push(turn("‹", page - 1));
        }
        if page < last {
            turns.push(turn("›", page + 1));
        }
        rows.push(turns);
        (shown, rows)
    }

    fn back(&self, screen: ShiftScreen) -> Key {
        self.open("shift-back", screen)
    }

    /// The rota as a table.
    fn table(&self) -> Page {
        let lines = self.shifts.rota.iter().flat_map(|(person, week)| {
            let name = self.name(*person);
            week.spans().iter().map(move |span| (name.clone(), *span))
        });
        let lines: Vec<_> = lines.collect();
        let table = csv_text(lines.iter().map(|(name, span)| (&**name, *span)));
        let fits = table.encode_utf16().count() <= CSV_UNITS_MAX;
        let mut text = Text::plain(self.say("shift-table", &[]));
        text.push_str("\n\n");
        match fits {
            true => text.push_as(table.trim_end(), EntityKind::Pre(None)),
            false => text.push_str(&self.say("shift-table-long", &[])),
        }
        let rows = vec![vec![self.back(ShiftScreen::Rota(0))]];
        Page { text, rows }
    }

    /// The substitutions to come, each with a button that ends it.
    fn substitutions(&self) -> Page {
        let today = self.zone.local_day(self.now_ms);
        let all = self.shifts.substitutions.iter();
        let coming: Vec<_> = all.filter(|one| one.day >= today).collect();
        let mut text = Text::plain(match coming.is_empty() {
            true => self.say("shift-no-substitutions", &[]),
            false => self.say("shift-substitutions", &[]),
        });
        let mut rows = Vec::new();
        for one in coming.iter().take(SUBSTITUTIONS_SHOWN) {
            let date = format!("{} {}", self.day_name(weekday(one.day)), date_text(one.day));
            let facts = [("date", date), ("name", self.name(one.instead_of))];
            let line = match one.who {
                Some(who) => {
                    let [date, name] = facts;
                    let facts = [date, name, ("who", self.name(who))];
                    self.say("shift-substitution", &facts)
                }
                None => self.say("shift-day-off", &facts),
            };
            text.push_str(&format!("\n{line}"));
            let act = ShiftAct::AsUsual(one.day, one.instead_of);
            rows.push(vec![key(format!("✕ {line}"), &act)]);
        }
        let hint = self.say("shift-substitution-hint", &[]);
        text.push_str(&format!("\n\n{hint}\n"));
        let date = ("date", date_text(today + 1));
        let example = self.say("shift-substitution-example", &[date]);
        text.push_as(&example, EntityKind::Code);
        rows.push(vec![self.back(ShiftScreen::Now)]);
        Page { text, rows }
    }

    /// Who leads, and who may.
    fn lead(&self, page: u16) -> Page {
        let mut text = Text::default();
        match self.shifts.lead {
            Some(lead) => {
                text.push_str(&format!("{} ", self.say("shift-lead", &[])));
                text.push_as(&self.name(lead), EntityKind::Bold);
            }
            None => text.push_str(&self.say("shift-no-lead", &[])),
        }
        text.push_str(&format!("\n{}", self.say("shift-lead-hint", &[])));
        let people = self.offered(&BTreeSet::new());
        let (_, mut rows) = self.choice(&people, page, ShiftScreen::Lead, |person| {
            ShiftAct::Lead(Some(person))
        });
        let mut last = vec![self.back(ShiftScreen::Now)];
        if self.shifts.lead.is_some() {
            last.insert(0, self.key("shift-lead-nobody", &ShiftAct::Lead(None)));
        }
        rows.push(last);
        Page { text, rows }
    }

    fn trouble(&self, trouble: &ShiftTrouble) -> Page {
        let lines = |lines: &[u16]| {
            let lines: Vec<String> = lines.iter().map(u16::to_string).collect();
            ("lines", lines.join(", "))
        };
        let words = match trouble {
            ShiftTrouble::Unclear => self.say("shift-unclear", &[]),
            ShiftTrouble::NoSpans => self.say("shift-no-spans", &[]),
            ShiftTrouble::NoSubstitution => self.say("shift-wrong-substitution", &[]),
            ShiftTrouble::NobodyCalled => self.say("shift-nobody-called", &[]),
            ShiftTrouble::SeveralCalled => self.say("shift-several-called", &[]),
            ShiftTrouble::Anonymous => self.say("shift-anonymous", &[]),
            ShiftTrouble::MayNot => self.say("shift-may-not", &[]),
            ShiftTrouble::WrongLines(none) if none.is_empty() => self.say("shift-no-lines", &[]),
            ShiftTrouble::WrongLines(wrong) => self.say("shift-wrong-lines", &[lines(wrong)]),
            ShiftTrouble::WrongNames(wrong) => self.say("shift-wrong-names", &[lines(wrong)]),
            ShiftTrouble::Full => self.say("shift-full", &[]),
            ShiftTrouble::PastDay => self.say("shift-past-day", &[]),
            ShiftTrouble::NoFile => self.say("shift-no-file", &[]),
            ShiftTrouble::File(FileWrong::TooLarge) => self.say("shift-file-large", &[]),
            ShiftTrouble::File(FileWrong::NotFetched) => self.say("shift-file-not-fetched", &[]),
            ShiftTrouble::File(FileWrong::NoText) => self.say("shift-file-no-text", &[]),
            ShiftTrouble::File(_) => self.say("shift-no-file", &[]),
        };
        Page {
            text: Text::plain(words),
            rows: vec![vec![self.back(ShiftScreen::Now)]],
        }
    }
}

fn key(label: String, act: &ShiftAct) -> Key {
    Key {
        label,
        does: Does::Act(act.code()),
    }
}
