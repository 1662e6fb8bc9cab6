//! The rota, substitutions and the lead, as they are made in the group.

use insta::{allow_duplicates, assert_snapshot};
use relevo::store::Actor;

use super::{panel, pass, room, says};
use crate::database::{Backend, on_both};
use crate::desk::Room;

on_both!(the_rota_is_made_with_buttons);
on_both!(the_rota_is_made_in_one_line);
on_both!(tables_are_taken_whole_or_not_at_all);
on_both!(only_some_may_change_it);

async fn presses(room: &mut Room, person: i64, labels: &[&str]) {
    for label in labels {
        room.stage.press(person, label);
        room.stage.settle().await;
        // The budget of a panel's edits is that of any.
        pass(room, 1).await;
    }
}

/// Promise: person, day, beginning and end are chosen by buttons, and taken away by one.
async fn the_rota_is_made_with_buttons(backend: Backend) {
    let mut room = room(backend, &[]).await;
    let owner = room.stage.owner;
    says(&mut room, owner, "/shift rota").await;
    let mut seen = vec![panel(&room)];
    for labels in [
        &["Marta"][..],
        &["Mon", "Add hours", "22:00", "06:00"],
        &["Add hours", "09:00", "14:00"],
        &["✕ 22:00-06:00"],
        &["Back"],
    ] {
        presses(&mut room, owner, labels).await;
        seen.push(panel(&room));
    }
    allow_duplicates! { assert_snapshot!(seen.join("\n---\n"), @"") };
    says(&mut room, owner, "/shift").await;
    allow_duplicates! { assert_snapshot!(panel(&room), @"") };
}

/// Promise: everything is written in one line too, and each change is in the audit log by whoever made it.
async fn the_rota_is_made_in_one_line(backend: Backend) {
    let mut room = room(backend, &[("TIMEZONE", "Europe/Madrid")]).await;
    let owner = room.stage.owner;
    let mut seen = Vec::new();
    for words in [
        "/shift rota Marta mon-fri 09:00-14:00, 15:00-18:00",
        "/shift rota olivia sat 22:00-06:00",
        "/shift sub 2026-12-24 Olivia for Marta",
        "/shift sub 2026-12-25 Marta off",
        "/shift sub 2026-11-20 Marta off",
        "/shift sub 2026-12-24 Marta clear",
        "/shift lead Marta",
        "/shift rota Nobody mon 9-17",
        "/shift rota Marta mon 9-9",
        "/shift party",
        "/shift",
        "/shift rota csv",
        "/shift rota Olivia off",
        "/shift lead off",
    ] {
        says(&mut room, owner, words).await;
        seen.push(format!("> {words}\n{}", panel(&room)));
    }
    allow_duplicates! { assert_snapshot!(seen.join("\n\n"), @"") };
    let entries = room
        .stage
        .store
        .audit(None, 0, 100)
        .await
        .expect("the store answers");
    let told = entries
        .iter()
        .rev()
        .filter(|entry| entry.by.who != Actor::CommandLine);
    let told: Vec<String> = told
        .map(|entry| {
            let (old, new) = entry.deed.values();
            let line = format!("{}: {old} → {new}", entry.deed.word());
            let [marta, owner] = [room.marta, owner].map(|person| person.to_string());
            line.replace(&marta, "MARTA").replace(&owner, "OLIVIA")
        })
        .collect();
    allow_duplicates! { assert_snapshot!(told.join("\n"), @"") };
}

/// Promise: a table replaces the rota; one with a mistake in it changes nothing, and its lines are named.
async fn tables_are_taken_whole_or_not_at_all(backend: Backend) {
    let mut room = room(backend, &[]).await;
    let owner = room.stage.owner;
    let mut seen = Vec::new();
    for words in [
        "/shift rota Olivia mon 9-17",
        "/shift rota\nname,day,from,until\nMarta,mon,09:00,14:00\nMarta,tue,22:00,06:00",
        "/shift rota\nMarta,mon,09:00,14:00\nMarta,someday,22:00,06:00",
        "/shift rota\nMarta,mon,09:00,14:00\nNobody,mon,22:00,06:00",
        "/shift rota\n\n",
        "/shift rota csv",
    ] {
        says(&mut room, owner, words).await;
        seen.push(panel(&room));
    }
    allow_duplicates! { assert_snapshot!(seen.join("\n---\n"), @"") };
}

/// Promise: everybody looks and says whether they are on duty; the rota, substitutions and the lead are for those whom the owner
/// allows it, by words and by buttons.
async fn only_some_may_change_it(backend: Backend) {
    let mut room = room(backend, &[]).await;
    let (marta, owner) = (room.marta, room.stage.owner);
    says(&mut room, owner, "/shift rota Marta mon 8-12").await;
    for words in [
        "/shift rota Marta off",
        "/shift rota\nMarta,mon,09:00,14:00",
        "/shift sub 2026-12-24 Marta off",
        "/shift lead Marta",
    ] {
        says(&mut room, marta, words).await;
        assert!(panel(&room).contains("EXTENSIONS_ALLOWED"), "{words}");
    }
    says(&mut room, marta, "/shift rota Marta").await;
    presses(&mut room, marta, &["Clear the week"]).await;
    assert!(panel(&room).contains("EXTENSIONS_ALLOWED"));
    says(&mut room, marta, "/shift").await;
    presses(&mut room, marta, &["I am off duty"]).await;
    allow_duplicates! { assert_snapshot!(panel(&room), @"") };
    presses(&mut room, marta, &["I am on duty"]).await;
    allow_duplicates! { assert_snapshot!(panel(&room), @"") };
}
