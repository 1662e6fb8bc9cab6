//! Shifts: who is on duty is mentioned and handed over to, and nobody else; the rota is made in the group.

mod hand_over;
mod month;
mod pings;
mod rota;

use std::time::Duration;

use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::transcript::Row;

use crate::database::Backend;
use crate::desk::Room;

/// 2026-11-23 is a Monday, and every scenario begins there at 09:00 UTC.
const MINUTE: Duration = Duration::from_secs(60);

/// A room whose owner is known by name.
async fn room(backend: Backend, params: &[(&str, &str)]) -> Room {
    let mut room = Room::new(backend, params).await;
    let (owner, marta) = (room.stage.owner, room.marta);
    for person in [owner, marta] {
        says(&mut room, person, "hello everybody").await;
    }
    room
}

/// Somebody writes in General.
async fn says(room: &mut Room, person: i64, words: &str) {
    let group = room.stage.group;
    room.stage.say(person, group, Say::text(words));
    room.stage.settle().await;
}

/// Minutes pass, one by one.
async fn pass(room: &mut Room, minutes: u64) {
    for _ in 0..minutes {
        room.stage.jump(MINUTE).await;
    }
}

/// Who is mentioned by this message.
fn mentioned(room: &Room, row: &Row) -> Vec<String> {
    let people = row
        .entities
        .iter()
        .filter_map(|entity| entity["user"]["id"].as_i64());
    people.map(|person| room.stage.name(person)).collect()
}

/// The mentions in a topic so far, one after the other.
fn mentions(room: &Room, topic: i64) -> Vec<String> {
    let rows = room.stage.rows(room.stage.group, room.stage.owner);
    let there = rows.iter().filter(|row| row.thread == Some(topic));
    there
        .map(|row| mentioned(room, row).join("+"))
        .filter(|people| !people.is_empty())
        .collect()
}

/// The hand-overs in General so far.
fn hand_overs(room: &Room) -> Vec<Row> {
    let rows = room.stage.rows(room.stage.group, room.stage.owner);
    let told = rows.into_iter().filter(|row| row.text.starts_with("🔁"));
    told.collect()
}

/// What the newest panel in General says.
fn panel(room: &Room) -> String {
    let rows = room.stage.rows(room.stage.group, room.stage.owner);
    let newest = rows.iter().rev().find(|row| row.markup.is_some());
    newest.expect("a panel stands").text.clone()
}
