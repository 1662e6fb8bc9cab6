//! The audit log beside parameters: who made, stopped and started a connection, who decided about a group, who added a relay.

use insta::{allow_duplicates, assert_snapshot};
use relevo::store::{Actor, By};
use relevo_core::ConnectionState;
use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::world::AdminRights;

use crate::database::{Backend, on_both};
use crate::stage::Stage;

on_both!(every_administrative_deed_is_written_down);

/// Promise: whatever somebody of the team or of the host decides about the desk as a whole has an entry: who, what, from what to what.
/// What changes nothing has none, and neither has the work itself.
async fn every_administrative_deed_is_written_down(backend: Backend) {
    let params = [("ACCEPT_GROUPS", "ask"), ("MONITOR_GROUPS", "TRUE")];
    let mut stage = Stage::new(backend, &params).await;
    let marta = stage.operator("Marta");
    let carl = stage.person("Carl");
    for (name, answer) in [
        ("Club", "Accept"),
        ("Market", "Ignore"),
        ("Spam", "Leave"),
        ("Later", ""),
    ] {
        let group = stage.client_group(name, &[carl]);
        stage.settle().await;
        stage.say(carl, group, Say::text("hello"));
        stage.settle().await;
        if !answer.is_empty() {
            stage.press(marta, answer);
            stage.settle().await;
        }
    }
    for state in [
        ConnectionState::Stopped,
        ConnectionState::Stopped,
        ConnectionState::Running,
    ] {
        stage.set_state(state).await;
    }
    let (_, relay) = stage.spare_bot("relay", &AdminRights::all());
    stage.try_relay(&relay).await.expect("it is added");
    stage.try_relay(&relay).await.expect("it is renewed");
    let by = By::command_line(stage.clock.now_ms());
    relevo::connect::remove_relay(&stage.store, "relay", by)
        .await
        .expect("it is removed");
    let entries = stage.store.audit(None, 0, 100).await;
    let entries = entries.expect("the store answers").into_iter().rev();
    let told: Vec<String> = entries
        .map(|entry| {
            let (old, new) = entry.deed.values();
            let who = match entry.by.who {
                Actor::CommandLine => "host",
                Actor::Person(person) if person.0 == marta => "Marta",
                Actor::Person(_) => "somebody else",
            };
            let of = entry.connection.map_or("–", |_| "i1");
            format!("{who} {of} {}: {old} → {new}", entry.deed.word())
        })
        .collect();
    allow_duplicates! { assert_snapshot!(told.join("\n"), @"
    host i1 connected:  → running
    host i1 parameter: Hello! Write your question here, and we will answer in this chat. → OFF
    host i1 parameter: FALSE → TRUE
    Marta i1 group: -1002200000006 → accepted
    Marta i1 group: -1002200000008 → ignored
    Marta i1 group: -1002200000010 → left
    host i1 state: running → stopped
    host i1 state: stopped → running
    host – relay:  → @relay
    host – relay: @relay → 
    ") };
}
