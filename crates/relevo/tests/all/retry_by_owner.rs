//! `relevo retry`: the owner lists what failed or is held, and lets it be tried again: the same as the buttons in the topic.

use std::process::{Command, Output};
use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo::retry::{Tried, Waits, again, list};
use relevo_core::ConnectionState;
use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::fault::{Deed, Fault, Rule};

use crate::database::{Backend, on_both};
use crate::edits::Room;

on_both!(what_failed_is_tried_again_on_both_sides);
on_both!(an_album_is_tried_again_whole);
on_both!(what_cannot_be_tried_again_is_said);
on_both!(the_command_line_plans_first);

const DAY_MS: i64 = 24 * 3_600 * 1_000;

fn fault(room: &Room, method: &str, fault: Fault) {
    let rule = Rule {
        method: Some(method.into()),
        ..Rule::new(fault)
    };
    room.stage.sim.faults(|faults| faults.add(rule));
}

fn refuse(room: &Room, method: &str) {
    let refusal = Fault::ServerError {
        code: 400,
        deed: Deed::Before,
    };
    fault(room, method, refusal);
}

async fn listed(room: &Room) -> Vec<Waits> {
    list(&room.stage.store).await.expect("the store answers")
}

async fn tried(room: &Room, one: &Waits) -> Tried {
    let id = (one.what.delivery.cell, one.what.delivery.seq);
    let now_ms = room.stage.clock.now_ms();
    again(&room.stage.store, id, now_ms)
        .await
        .expect("the store answers")
}

/// Promise: what failed towards the client and in the group is listed with the message that tells of it, and tried again it arrives as
/// after *Retry*: at the end of its lane, once, and the notice says so.
async fn what_failed_is_tried_again_on_both_sides(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    refuse(&room, "copyMessage");
    room.anna_says(Say::text("one"));
    room.stage.pass(Duration::from_secs(5)).await;
    refuse(&room, "sendMessage");
    room.marta_says(Say::text("two"));
    room.stage.pass(Duration::from_secs(5)).await;
    let waits = listed(&room).await;
    assert_eq!(waits.len(), 2);
    for one in &waits {
        assert!(one.what.has_failed() && one.told_at.is_some(), "{one:?}");
        assert_eq!(one.would_be(), Tried::Again);
        assert_eq!(tried(&room, one).await, Tried::Again);
        assert_eq!(tried(&room, one).await, Tried::Settled, "once is enough");
    }
    room.stage.pass(Duration::from_secs(9)).await;
    assert_eq!(listed(&room).await, []);
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 bot: ✓ Tried again, and it arrived.
    7 Marta: two
    8 bot ↩7: ✓ Tried again, and it arrived.
    9 bot: one
    ") };
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 Anna: one
    8123 bot: two
    ") };
}

/// Promise: an album of which nobody knows whether it arrived is held as one, and tried again as one.
async fn an_album_is_tried_again_whole(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    fault(&room, "sendMediaGroup", Fault::Reset { deed: Deed::Before });
    for _ in 0..3 {
        room.marta_says(Say::photo("").album("a"));
    }
    room.stage.pass(Duration::from_secs(5)).await;
    let waits = listed(&room).await;
    assert!(waits.len() == 1 && waits[0].may_have_arrived());
    assert_eq!(tried(&room, &waits[0]).await, Tried::Again);
    room.stage.pass(Duration::from_secs(9)).await;
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 bot ▦1 [Photo]: 
    8123 bot ▦1 [Photo]: 
    8124 bot ▦1 [Photo]:
    ") };
    assert_eq!(listed(&room).await, []);
}

/// Promise: what only a person in the topic can choose is not sent by this, and what is older than seven days says that its text has
/// gone.
async fn what_cannot_be_tried_again_is_said(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    refuse(&room, "sendMessage");
    room.marta_says(Say::text("refused"));
    room.stage.pass(Duration::from_secs(5)).await;
    room.stage.set_state(ConnectionState::Stopped).await;
    room.stage.pass(Duration::from_secs(2)).await;
    room.marta_says(Say::text("meanwhile"));
    room.stage.pass(Duration::from_secs(2)).await;
    room.stage.set_state(ConnectionState::Running).await;
    room.stage.pass(Duration::from_secs(5)).await;
    let waits = listed(&room).await;
    let would: Vec<Tried> = waits.iter().map(Waits::would_be).collect();
    assert_eq!(would, [Tried::Again, Tried::Asked]);
    assert_eq!(tried(&room, &waits[1]).await, Tried::Asked);
    let store = &room.stage.store;
    for days in [0, 8] {
        let now_ms = room.stage.clock.now_ms() + days * DAY_MS;
        store.sweep(now_ms).await.expect("a sweep");
    }
    let waits = listed(&room).await;
    assert_eq!(waits[0].would_be(), Tried::TextGone);
    assert_eq!(tried(&room, &waits[0]).await, Tried::TextGone);
    assert_eq!(listed(&room).await.len(), 2, "both stay for people to see");
    room.stage.adds_up().await;
}

/// Promise: without `--yes` nothing is done; what a client may have already is left out of `--all-failed` unless that is asked for; the
/// exit code of `reconcile` says whether it adds up.
async fn the_command_line_plans_first(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    fault(&room, "sendMessage", Fault::Reset { deed: Deed::Before });
    room.marta_says(Say::text("perhaps"));
    room.stage.pass(Duration::from_secs(5)).await;
    refuse(&room, "sendMessage");
    room.marta_says(Say::text("refused"));
    room.stage.pass(Duration::from_secs(5)).await;
    let ids: Vec<String> = listed(&room).await.iter().map(id).collect();
    let (held, failed) = (&ids[0], &ids[1]);

    let words = said(&room, &["retry"]);
    assert!(words.contains(held) && words.contains(failed), "{words}");
    assert!(!words.contains("plan"), "{words}");
    let words = said(&room, &["retry", "--all-failed"]);
    assert!(!words.contains(held) && words.contains(failed), "{words}");
    assert!(words.contains("nothing was done"), "{words}");
    let words = said(&room, &["retry", "--all-failed", "--even-if-it-arrived"]);
    assert!(words.contains(held) && words.contains("twice"), "{words}");
    assert_eq!(listed(&room).await.len(), 2, "a plan does nothing");
    let words = said(&room, &["retry", "--all-failed", "--to", "2020-01-01"]);
    assert!(words.starts_with("Nothing"), "{words}");
    assert!(!relevo(&room, &["retry", "d1.1"]).status.success());

    said(&room, &["retry", "--all-failed", "--yes"]);
    let left: Vec<String> = listed(&room).await.iter().map(id).collect();
    assert_eq!(&left, std::slice::from_ref(held));
    said(&room, &["retry", held, "--yes"]);
    assert_eq!(listed(&room).await, []);

    let connections = room.stage.store.connections().await;
    let connection = connections.expect("the store answers")[0].id.0;
    let words = said(
        &room,
        &["reconcile", "--connection", &format!("i{connection}")],
    );
    println!("{words}");
    assert!(words.contains("It adds up"), "{words}");
    let words = said(&room, &["reconcile", "--json"]);
    assert!(words.contains("\"adds_up\": true"), "{words}");
    room.stage
        .database
        .run("DELETE FROM links WHERE role = 0")
        .await;
    let lost = relevo(&room, &["reconcile"]);
    assert_eq!(lost.status.code(), Some(1));
    let words = String::from_utf8_lossy(&lost.stdout);
    assert!(
        words.contains("1 exception") && words.contains("no link says so"),
        "{words}"
    );
}

fn id(one: &Waits) -> String {
    let delivery = &one.what.delivery;
    format!("d{}.{}", delivery.cell.0, delivery.seq.0)
}

fn said(room: &Room, arguments: &[&str]) -> String {
    let output = relevo(room, arguments);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "relevo {arguments:?}: {errors}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn relevo(room: &Room, arguments: &[&str]) -> Output {
    let database = &room.stage.database;
    Command::new(env!("CARGO_BIN_EXE_relevo"))
        .env_clear()
        .env("RELEVO_DATA", database.folder.path())
        .env("RELEVO_DATABASE", &database.url)
        .env("RELEVO_MASTER_KEY", "07".repeat(32))
        .args(arguments)
        .output()
        .expect("the program starts")
}
