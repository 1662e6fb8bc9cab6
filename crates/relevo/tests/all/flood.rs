//! A client who writes far more than the topic takes: nobody else waits for it, and the team sees it.

mod lines;

use std::time::Duration;

use relevo::app::{App, Pump};
use relevo::directory::Shared;
use relevo_core::{
    Change, Closed, Conversation, ConversationId, Delivery, Direction, Job, Standing, State, Title,
    Topic, Wanted,
};
use relevo_telegram::{ChatId, ChatKind, Text};
use relevo_telegram_sim::control::{Edit, Say};

use crate::database::{Backend, on_both};
use crate::stage::Stage;

on_both!(a_flood_delays_nobody_else);
on_both!(a_flood_beyond_memory_hides_nobody);
on_both!(a_broadcast_delays_no_answer);

const LINE: &str = "more waiting";

/// People with topics: what was said first is there.
async fn people(stage: &mut Stage, count: usize) -> Vec<i64> {
    let mut people = Vec::new();
    for number in 0..count {
        let person = stage.client(&format!("Client {number}"));
        stage.say(person, stage.bot, Say::text("hello"));
        people.push(person);
    }
    for _ in 0..count {
        stage.jump(Duration::from_secs(8)).await;
    }
    people
}

/// What stands in the group and holds these words, in order.
fn shown(stage: &Stage, words: &str) -> Vec<String> {
    let rows = stage.rows(stage.group, stage.owner);
    let texts = rows.into_iter().map(|row| row.text);
    texts.filter(|text| text.contains(words)).collect()
}

/// The process ends in peace, and another begins.
fn restart(stage: &mut Stage) {
    let app = &stage.pump.app;
    let next = App {
        store: app.store.clone(),
        clock: app.clock.clone(),
        shared: Shared::default(),
        lines: app.lines.clone(),
        budgets: app.budgets,
    };
    stage.pump = Pump::new(next);
}

/// Promise: one writes 1,000 messages in a minute, fifty others one each. The fifty are there within three minutes; the thousand
/// come in order, across a restart, none lost; those edited while they wait say what they say now. Meanwhile one line says how many
/// wait, never two; at the end there is none.
async fn a_flood_delays_nobody_else(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let people = people(&mut stage, 51).await;
    let bot = stage.bot;
    let mut said = Vec::new();
    for second in 0..60 {
        for _ in 0..17 {
            if said.len() < 1_000 {
                let words = format!("flood {:04}", said.len());
                said.push(stage.say(people[0], bot, Say::text(&words)));
            }
        }
        if second == 5 {
            for (number, person) in people[1..].iter().enumerate() {
                stage.say(*person, bot, Say::text(&format!("single {number}")));
            }
        }
        stage.jump(Duration::from_secs(1)).await;
    }
    stage.edit(people[0], bot, said[700], Edit::text("flood 0700, edited"));
    // Two of the three minutes: 125 seconds after the fifty wrote.
    for _ in 0..124 {
        stage.jump(Duration::from_secs(1)).await;
    }
    assert_eq!(shown(&stage, "single").len(), 50);
    let mut counts = Vec::new();
    for round in 0..1_000 {
        let lines = shown(&stage, LINE);
        assert!(lines.len() <= 1, "{lines:?}");
        for line in lines {
            let number = line.split_whitespace().nth(1).expect("a number");
            counts.push(number.parse::<u32>().expect("a number"));
        }
        if shown(&stage, "flood").len() == 1_000 {
            break;
        }
        if round == 20 {
            restart(&mut stage);
        }
        stage.jump(Duration::from_secs(5)).await;
    }
    let mut expected: Vec<String> = (0..1_000).map(|n| format!("flood {n:04}")).collect();
    expected[700].push_str(", edited");
    assert_eq!(shown(&stage, "flood"), expected);
    assert!(counts.len() > 100, "the line stood all the time");
    assert!(counts.is_sorted_by(|one, next| one >= next), "{counts:?}");
    stage.jump(Duration::from_secs(1)).await;
    assert_eq!(shown(&stage, LINE), Vec::<String>::new());
    assert_eq!(stage.pump.waiting(), 0);
    let minutes = 60;
    assert!(stage.calls("editMessageText") <= minutes);
}

/// Promise: more than four thousand waiting messages of one client, and another's is there in a minute; memory holds no more of the
/// first than of any other.
async fn a_flood_beyond_memory_hides_nobody(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let people = people(&mut stage, 2).await;
    for number in 0..4_200 {
        stage.say(
            people[0],
            stage.bot,
            Say::text(&format!("flood {number:04}")),
        );
    }
    stage.jump(Duration::from_secs(61)).await;
    stage.say(people[1], stage.bot, Say::text("single"));
    stage.jump(Duration::from_secs(1)).await;
    stage.jump(Duration::from_secs(61)).await;
    assert_eq!(shown(&stage, "single").len(), 1);
    assert!(stage.pump.waiting() < 40, "{}", stage.pump.waiting());
    restart(&mut stage);
    stage.say(people[1], stage.bot, Say::text("another one"));
    stage.jump(Duration::from_secs(61)).await;
    assert_eq!(shown(&stage, "another one").len(), 1);
    let status = stage.store.status().await.expect("the store answers");
    assert!(status.connections[0].waiting > 4_000);
}

/// Recipients of a broadcast whose conversations exist.
const REACHED: i64 = 900;

/// Promise: behind a broadcast to 100,000, with twenty topics active, an answer goes out in the moment in which it is stored, at the
/// beginning and in the middle; memory holds a few hundred rows of the broadcast.
async fn a_broadcast_delays_no_answer(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let people = people(&mut stage, 20).await;
    let marta = stage.operator("Marta");
    stage.settle().await;
    broadcast(&stage, 100_000).await;
    for round in 0..6 {
        for person in &people {
            stage.say(*person, stage.bot, Say::text("and another thing"));
        }
        stage.jump(Duration::from_secs(5)).await;
        let thread = stage.topic(&format!("Client {round}"));
        let words = format!("answer {round}");
        stage.say(marta, stage.group, Say::text(&words).thread(thread));
        // Not a millisecond passes.
        stage.settle().await;
        let client = people[round];
        let there = stage.rows(stage.bot, client);
        assert!(there.iter().any(|row| row.text == words), "{words}");
        assert!(stage.pump.waiting() < 400, "{}", stage.pump.waiting());
    }
}

/// Stores a broadcast, a lane for each recipient. Those reached by the end of the test have conversations.
async fn broadcast(stage: &Stage, count: i64) {
    let connection = stage.store.connections().await.expect("it answers")[0].clone();
    for chunk in (0..count).collect::<Vec<_>>().chunks(5_000) {
        let mut tx = stage.store.write().await.expect("the store is free");
        let room = i64::try_from(chunk.len()).expect("it is short");
        let (_, mut fresh) = tx
            .lock_cell(connection.cell, room, 1)
            .await
            .expect("the cell is there");
        let mut changes = Vec::new();
        for number in chunk {
            let id = ConversationId(1_000_000 + number);
            if *number < REACHED {
                changes.push(Change::NewConversation(recipient(id, connection.id)));
            }
            changes.push(Change::Deliver(Delivery {
                seq: fresh.seq(),
                cell: connection.cell,
                connection: connection.id,
                conversation: Some(id),
                direction: Direction::Broadcast,
                state: State::Waiting { due_ms: 0 },
                attempts: 0,
                step: 0,
                header_message: None,
                repeat: false,
                bare: false,
                cause: None,
                reply: None,
                made_ms: stage.clock.now_ms(),
                aim: None,
                job: Job::Text {
                    text: Text::plain("News"),
                    no_preview: true,
                },
            }));
        }
        tx.apply(&changes).await.expect("it is applied");
        tx.commit().await.expect("it is stored");
    }
}

fn recipient(id: ConversationId, connection: relevo_core::ConnectionId) -> Conversation {
    Conversation {
        id,
        connection,
        chat: ChatId(5_000_000_000 + id.0),
        kind: ChatKind::Private,
        card: relevo_core::CardId(id.0),
        card_digest: 0,
        topic: Topic::None,
        last_author: 0,
        unreachable: false,
        standing: Standing::Served,
        title: Title::Ours,
        wanted: Wanted::Settled,
        closed: Closed::No,
        stop_told_ms: 0,
        chat_before: None,
        handling: relevo_core::Handling::default(),
    }
}
