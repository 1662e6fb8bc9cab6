//! A month of eight people, with a change of the clocks, substitutions, people who say otherwise, and a desk that is
//! down for a night: judged by a clerk who reads the rota off the wall and knows nothing of how the desk computes.
//!
//! What the desk does by time is run on a real store, a quarter of an hour at a time; what it would post is taken out of the outbox. On
//! PostgreSQL a few days of it.

use std::collections::{BTreeMap, BTreeSet};

use relevo::directory::{Directory, Shared};
use relevo::shifts;
use relevo_core::params::Timezone;
use relevo_core::shifts::{
    ByHand, DutySpan, Plan, ShiftNotice, Substitution, Week, spans, weekday,
};
use relevo_core::{
    Card, CardId, Change, Conversation, ConversationId, Delivery, Handling, Job, Notice, Operator,
    Status, Topic,
};
use relevo_telegram::{ThreadId, UserId};

use crate::database::Backend;
use crate::seed::Seed;
use crate::store::desk::{self, Desk};

const STEP_MS: i64 = 15 * 60_000;
const DAY_STEPS: i64 = 96;
const DAYS: i64 = 30;
/// On PostgreSQL, where each step takes longer.
const FEW_DAYS: i64 = 3;
/// 2026-10-05 00:00 UTC, a Monday: the clocks go back on the 25th.
const BEGIN_MS: i64 = 1_791_158_400_000;
/// The desk is down for so many steps, from this one on.
const DOWN: std::ops::Range<i64> = 1_040..1_090;

const WEEKS: [&str; 8] = [
    "mon-fri 06:00-14:00",
    "mon-fri 14:00-22:00",
    "mon-fri 22:00-06:00",
    "sat-sun 06:00-18:00",
    "sat-sun 18:00-22:00",
    "mon 09:00-12:00, 13:00-17:00; thu 09:00-17:00",
    "wed 12:00-20:00; sun 20:00-24:00",
    "tue 00:00-24:00",
];

/// The lead, who is in no rota.
const LEAD: UserId = UserId(900);

/// Who keeps the books: what ought to happen.
struct Clerk {
    zone: Timezone,
    weeks: BTreeMap<UserId, Week>,
    exceptions: BTreeMap<(i64, UserId), Option<UserId>>,
    /// Who said what, and until when.
    hands: BTreeMap<UserId, (bool, i64)>,
}

impl Clerk {
    /// Who is on, by the calendar and the clock on the wall.
    fn on(&self, at_ms: i64) -> BTreeSet<UserId> {
        let wall = self.zone.wall_clock_s(at_ms);
        let (day, minute) = (wall.div_euclid(86_400), wall.rem_euclid(86_400) / 60);
        let mut on = BTreeSet::new();
        for (person, week) in &self.weeks {
            for (day, minute) in [(day, minute), (day - 1, minute + 1_440)] {
                let covers = |span: DutySpan| {
                    (i64::from(span.from_minute)..i64::from(span.until_minute)).contains(&minute)
                };
                if week.of_day(weekday(day)).any(covers) {
                    let instead = self.exceptions.get(&(day, *person));
                    on.extend(instead.copied().unwrap_or(Some(*person)));
                }
            }
        }
        for (person, (is_on, until_ms)) in &self.hands {
            match (*is_on, at_ms < *until_ms) {
                (true, true) => on.insert(*person),
                (false, true) => on.remove(person),
                (_, false) => false,
            };
        }
        on
    }
}

/// A client who waits.
struct Client {
    conversation: Conversation,
    answered_ms: i64,
    /// Steps at which those on duty and the lead ought to be mentioned, and were.
    mentions: Vec<&'static str>,
    first_ms: Option<i64>,
}

/// Promise: over thirty days nobody off duty is mentioned, every mention that is due is made once, every change of who is on duty is
/// handed over once, and a night in which the desk is down is one change.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_off_duty_is_mentioned_in_a_month() {
    desk::on(Backend::Sqlite, |desk| days(desk, DAYS)).await;
}

/// Promise: the same on PostgreSQL, for a few days.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nor_in_a_few_days_on_postgres() {
    desk::on(Backend::Postgres, |desk| days(desk, FEW_DAYS)).await;
}

async fn days(desk: Desk, count: i64) {
    let mut random = Seed(20_261_005);
    let mut clerk = begun(&desk, &mut random).await;
    let shared = shared(&desk).await;
    let mut clients: Vec<Client> = Vec::new();
    let (mut told, mut counts) = (BTreeSet::new(), (0, 0, 0));
    for step in 0..count * DAY_STEPS {
        let now_ms = BEGIN_MS + step * STEP_MS;
        if random.below(40) == 0 {
            speaks(
                &desk,
                &mut clerk,
                random.below(8),
                random.below(2) == 0,
                now_ms,
            )
            .await;
        }
        if random.below(12) == 0 {
            let patience = random.below(6) + 1;
            clients.push(arrives(&desk, clients.len(), now_ms, patience).await);
        }
        for client in clients.iter_mut().filter(|one| one.answered_ms == now_ms) {
            client.conversation.handling = desk_handling(&desk, client.conversation.id).await;
            client.conversation.handling.status = Status::SupportAnswered;
            client.conversation.handling.unanswered_ms = 0;
            let now = client.conversation.clone();
            desk.apply(&[Change::UpdateConversation(now)]).await;
        }
        if DOWN.contains(&step) {
            continue;
        }
        shared.read_so_far(desk.identity, true, now_ms);
        shifts::fire(&desk.store, &shared, now_ms)
            .await
            .expect("the store works");
        let on = clerk.on(now_ms);
        let expected = due(&mut clients, &on, now_ms);
        let mut made = Vec::new();
        for delivery in taken(&desk).await {
            match said(&delivery) {
                ShiftNotice::HandOver(hand_over) => {
                    let now = hand_over.came.iter().chain(&hand_over.stays);
                    assert_eq!(now.map(|one| one.person).collect::<BTreeSet<_>>(), on);
                    assert_ne!(on, told, "a hand-over without a change, at step {step}");
                    told.clone_from(&on);
                    counts.0 += 1;
                }
                ShiftNotice::NobodyAnswers { on: people, .. } => {
                    let people: BTreeSet<UserId> = people.iter().map(|one| one.person).collect();
                    assert_eq!(people, on, "at step {step}");
                    made.push((delivery.conversation.expect("in a topic"), "on"));
                    counts.1 += 1;
                }
                ShiftNotice::LeadNeeded { lead, .. } => {
                    assert_eq!(lead.person, LEAD);
                    made.push((delivery.conversation.expect("in a topic"), "lead"));
                    counts.2 += 1;
                }
            }
        }
        made.sort_unstable();
        assert_eq!(made, expected, "at step {step}");
        assert_eq!(told, on, "every change is handed over, at step {step}");
    }
    let (changes, mentions, leads) = counts;
    let enough = [(changes, 100), (mentions, 50), (leads, 20)];
    let is_enough = |(seen, in_a_month): (i64, i64)| seen * DAYS > in_a_month * count;
    assert!(enough.into_iter().all(is_enough), "{counts:?}");
}

/// Eight people with a rota, a lead and some substitutions.
async fn begun(desk: &Desk, random: &mut Seed) -> Clerk {
    let people = (0..8).map(|nth| UserId(100 + nth));
    let weeks = WEEKS.map(|words| spans(words).expect(words));
    let weeks: BTreeMap<UserId, Week> = people.clone().zip(weeks).collect();
    let mut params = relevo_core::Params::default();
    params.set("TIMEZONE", "Europe/Madrid").expect("a zone");
    let zone = params.timezone;
    let mut exceptions = BTreeMap::new();
    for _ in 0..12 {
        let first_day = zone.local_day(BEGIN_MS);
        let day = first_day + i64::try_from(random.below(30)).expect("small");
        let one = UserId(100 + i64::try_from(random.below(8)).expect("small"));
        let other = UserId(100 + i64::try_from(random.below(8)).expect("small"));
        exceptions.insert((day, one), Some(other).filter(|_| random.below(3) > 0));
    }
    let mut tx = desk.locked().await;
    for (person, week) in &weeks {
        tx.put_week(desk.cell, *person, week)
            .await
            .expect("it is stored");
    }
    for ((day, instead_of), who) in &exceptions {
        let one = Substitution {
            day: *day,
            instead_of: *instead_of,
            who: *who,
        };
        tx.put_substitution(desk.cell, one)
            .await
            .expect("it is stored");
    }
    tx.put_shift_lead(desk.cell, Some(LEAD))
        .await
        .expect("it is stored");
    let mut changes = Vec::new();
    for person in people.chain([LEAD]) {
        let card = CardId(5_000 + person.0);
        changes.push(Change::PutCard {
            id: card,
            card: Card {
                name: format!("Person {}", person.0),
                ..Card::default()
            },
        });
        changes.push(Change::Operator {
            cell: desk.cell,
            person,
            place: Some(Operator {
                card: Some(card),
                digest: 1,
            }),
        });
    }
    tx.apply(&changes).await.expect("it is stored");
    tx.commit().await.expect("it is stored");
    Clerk {
        zone,
        weeks,
        exceptions,
        hands: BTreeMap::new(),
    }
}

/// The configuration as the desk would read it.
async fn shared(desk: &Desk) -> Shared {
    let shared = Shared::default();
    let mut directory = Directory {
        departures: desk.store.departures().await.expect("the store answers"),
        ..Directory::default()
    };
    for mut connection in desk.store.connections().await.expect("the store answers") {
        for (name, value) in [("TIMEZONE", "Europe/Madrid"), ("SHIFT_PING", "15")] {
            connection.params.set(name, value).expect("a value");
        }
        directory.connections.insert(connection.id, connection);
    }
    for cell in desk.store.cells().await.expect("the store answers") {
        directory.cells.insert(cell.id, cell);
    }
    shared.replace(directory);
    shared
}

/// Somebody says whether they are on duty: until the rota changes for them, as the desk computes it; the clerk believes that.
async fn speaks(desk: &Desk, clerk: &mut Clerk, who: u64, is_on: bool, now_ms: i64) {
    let person = UserId(100 + i64::try_from(who).expect("small"));
    let mut tx = desk.locked().await;
    let known = tx.shifts(desk.cell).await.expect("the store answers");
    let plan: Plan = known.plan(clerk.zone.clone());
    let said = plan.said(person, is_on, now_ms);
    let mut hands: Vec<ByHand> = known.by_hand;
    hands.retain(|one| one.person != person && one.holds(now_ms));
    hands.push(said);
    tx.put_hands(desk.cell, &hands).await.expect("it is stored");
    tx.commit().await.expect("it is stored");
    let until_ms = said.until_ms.expect("everybody is in the rota");
    clerk.hands.insert(person, (is_on, until_ms));
}

/// A new client, who is answered after so many steps.
async fn arrives(desk: &Desk, nth: usize, now_ms: i64, patience: u64) -> Client {
    let id = i64::try_from(nth).expect("small") + 10;
    let conversation = Conversation {
        topic: Topic::Open(ThreadId(1_000 + id)),
        handling: Handling {
            status_ms: now_ms,
            unanswered_ms: now_ms,
            ..Handling::default()
        },
        ..desk.conversation(id, 50_000 + id)
    };
    desk.apply(&[Change::NewConversation(conversation.clone())])
        .await;
    Client {
        conversation,
        answered_ms: now_ms + i64::try_from(patience).expect("small") * STEP_MS,
        mentions: Vec::new(),
        first_ms: None,
    }
}

async fn desk_handling(desk: &Desk, id: ConversationId) -> Handling {
    let mut tx = desk.locked().await;
    let known = tx.conversations(&[id]).await.expect("the store answers");
    known[0].handling
}

/// What ought to be mentioned now, as the guide says it: those on duty a quarter of an hour after the client wrote, the lead after twice
/// that; nobody twice, nobody after an answer.
fn due(
    clients: &mut [Client],
    on: &BTreeSet<UserId>,
    now_ms: i64,
) -> Vec<(ConversationId, &'static str)> {
    let mut due = Vec::new();
    for client in clients.iter_mut().filter(|one| one.answered_ms > now_ms) {
        let waited_ms = now_ms - client.conversation.handling.status_ms;
        let whom = match client.mentions.as_slice() {
            [] if waited_ms < STEP_MS => continue,
            [] if on.is_empty() => "lead",
            [] => "on",
            ["on"] => {
                let first_ms = client.first_ms.expect("somebody was mentioned");
                if waited_ms < 2 * STEP_MS || now_ms - first_ms < STEP_MS {
                    continue;
                }
                "lead"
            }
            _ => continue,
        };
        client.mentions.push(whom);
        client.first_ms.get_or_insert(now_ms);
        due.push((client.conversation.id, whom));
    }
    due.sort_unstable();
    due
}

/// What the desk would post now: taken out of the outbox.
async fn taken(desk: &Desk) -> Vec<Delivery> {
    let waiting = desk.lanes().await;
    let gone = waiting.iter().map(|delivery| Change::Remove {
        cell: desk.cell,
        seq: delivery.seq,
    });
    let gone: Vec<Change> = gone.collect();
    if !gone.is_empty() {
        desk.apply(&gone).await;
    }
    waiting
}

fn said(delivery: &Delivery) -> &ShiftNotice {
    match &delivery.job {
        Job::Notice {
            notice: Notice::Shift(said),
            ..
        } => said,
        other => panic!("{other:?}"),
    }
}
