//! The rota, substitutions and the lead, as they are made in the group.

use insta::{allow_duplicates, assert_snapshot};
use relevo::store::Actor;
use relevo_telegram_sim::control::Say;

use super::{panel, pass, room, says};
use crate::broadcasts::files::document;
use crate::database::{Backend, on_both};
use crate::desk::Room;

on_both!(the_rota_is_made_with_buttons);
on_both!(the_rota_is_made_in_one_line);
on_both!(tables_are_taken_whole_or_not_at_all);
on_both!(only_some_may_change_it);
on_both!(a_table_comes_as_a_file);
on_both!(a_file_that_is_no_rota);
on_both!(the_zone_is_the_groups);
on_both!(who_says_so_is_in_the_audit_log);

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
    allow_duplicates! { assert_snapshot!(seen.join("\n---\n"), @"
    🗓 Rota, times of UTC. Whose week is to be changed?
    Nobody is in it yet.
    ---
    🗓 Marta
    Not in the rota.

    In one line, to the minute:
    /shift rota Marta mon-fri 09:00-13:00, 14:00-17:00
    ---
    🗓 Marta, Mon
    22:00-06:00
    ---
    🗓 Marta, Mon
    09:00-14:00, 22:00-06:00
    ---
    🗓 Marta, Mon
    09:00-14:00
    ---
    🗓 Marta
    mon 09:00-14:00

    In one line, to the minute:
    /shift rota Marta mon-fri 09:00-13:00, 14:00-17:00
    ") };
    says(&mut room, owner, "/shift").await;
    allow_duplicates! { assert_snapshot!(panel(&room), @"
    On duty now: Marta
    Mon 14:00: nobody
    2026-11-30 09:00: Marta
    2026-11-30 14:00: nobody
    ") };
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
    allow_duplicates! { assert_snapshot!(seen.join("\n\n"), @"
    > /shift rota Marta mon-fri 09:00-14:00, 15:00-18:00
    🗓 Marta
    mon-fri 09:00-14:00, 15:00-18:00

    In one line, to the minute:
    /shift rota Marta mon-fri 09:00-13:00, 14:00-17:00

    > /shift rota olivia sat 22:00-06:00
    🗓 Olivia
    sat 22:00-06:00

    In one line, to the minute:
    /shift rota Olivia mon-fri 09:00-13:00, 14:00-17:00

    > /shift sub 2026-12-24 Olivia for Marta
    Substitutions:
    Thu 2026-12-24: Olivia for Marta

    Another one (“off” behind a name instead of “for”: nobody comes):
    /shift sub 2026-11-24 Anna for Ben

    > /shift sub 2026-12-25 Marta off
    Substitutions:
    Thu 2026-12-24: Olivia for Marta
    Fri 2026-12-25: Marta is off

    Another one (“off” behind a name instead of “for”: nobody comes):
    /shift sub 2026-11-24 Anna for Ben

    > /shift sub 2026-11-20 Marta off
    Nothing was changed: that day is over.

    > /shift sub 2026-12-24 Marta clear
    Substitutions:
    Fri 2026-12-25: Marta is off

    Another one (“off” behind a name instead of “for”: nobody comes):
    /shift sub 2026-11-24 Anna for Ben

    > /shift lead Marta
    Shift lead: Marta
    The lead is mentioned where nobody answers in time. Who is it to be?

    > /shift rota Nobody mon 9-17
    Nothing was changed: nobody known here is called that. Known is who has written here or joined since the bot is there.

    > /shift rota Marta mon 9-9
    Nothing was changed: these are no days and hours. For example: /shift rota Anna mon-fri 09:00-13:00, 14:00-17:00

    > /shift party
    /shift shows who is on duty. Besides: /shift on, /shift off, /shift rota, /shift sub, /shift lead

    > /shift
    On duty now: Marta
    Mon 14:00: nobody
    Mon 15:00: Marta
    Mon 18:00: nobody
    Shift lead: Marta

    > /shift rota csv
    The rota as a table. Changed and pasted below “/shift rota”, or sent as a CSV file with “/shift rota” as its caption, it replaces the rota.

    name,day,from,until
    Olivia,sat,22:00,06:00
    Marta,mon,09:00,14:00
    Marta,mon,15:00,18:00
    Marta,tue,09:00,14:00
    Marta,tue,15:00,18:00
    Marta,wed,09:00,14:00
    Marta,wed,15:00,18:00
    Marta,thu,09:00,14:00
    Marta,thu,15:00,18:00
    Marta,fri,09:00,14:00
    Marta,fri,15:00,18:00

    > /shift rota Olivia off
    🗓 Olivia
    Not in the rota.

    In one line, to the minute:
    /shift rota Olivia mon-fri 09:00-13:00, 14:00-17:00

    > /shift lead off
    There is no shift lead.
    The lead is mentioned where nobody answers in time. Who is it to be?
    ") };
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
    allow_duplicates! { assert_snapshot!(told.join("\n"), @"
    rota: MARTA  → MARTA mon-fri 09:00-14:00, 15:00-18:00
    rota: OLIVIA  → OLIVIA sat 22:00-06:00
    substitution: 2026-12-24 MARTA  → 2026-12-24 MARTA OLIVIA
    substitution: 2026-12-25 MARTA  → 2026-12-25 MARTA nobody
    substitution: 2026-12-24 MARTA OLIVIA → 2026-12-24 MARTA 
    shift lead:  → MARTA
    rota: OLIVIA sat 22:00-06:00 → OLIVIA 
    shift lead: MARTA →
    ") };
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
    allow_duplicates! { assert_snapshot!(seen.join("\n---\n"), @"
    🗓 Olivia
    mon 09:00-17:00

    In one line, to the minute:
    /shift rota Olivia mon-fri 09:00-13:00, 14:00-17:00
    ---
    🗓 Rota, times of UTC. Whose week is to be changed?
    Marta: mon 09:00-14:00; tue 22:00-06:00
    ---
    Nothing was changed: these lines cannot be read: 2. One for each span: name,day,from,until
    ---
    Nothing was changed: in these lines the name is nobody’s here, or several people’s: 2.
    ---
    🗓 Rota, times of UTC. Whose week is to be changed?
    Marta: mon 09:00-14:00; tue 22:00-06:00
    ---
    The rota as a table. Changed and pasted below “/shift rota”, or sent as a CSV file with “/shift rota” as its caption, it replaces the rota.

    name,day,from,until
    Marta,mon,09:00,14:00
    Marta,tue,22:00,06:00
    ") };
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
    let before = panel(&room);
    presses(&mut room, marta, &["Clear the week"]).await;
    assert_eq!(panel(&room), before, "only who pressed it is told");
    says(&mut room, marta, "/shift").await;
    presses(&mut room, marta, &["I am off duty"]).await;
    allow_duplicates! { assert_snapshot!(panel(&room), @"
    Nobody is on duty now.
    2026-11-30 08:00: Marta
    2026-11-30 12:00: nobody
    2026-12-07 08:00: Marta
    Off duty by their own word: Marta
    ") };
    presses(&mut room, marta, &["I am on duty"]).await;
    allow_duplicates! { assert_snapshot!(panel(&room), @"
    On duty now: Marta
    Mon 12:00: nobody
    2026-11-30 08:00: Marta
    2026-11-30 12:00: nobody
    On duty by their own word: Marta
    ") };
}

/// Promise: a table is taken from a CSV file, with the command below it or in answer to it; what is wrong with its lines is said with their
/// numbers, and nothing is changed then.
async fn a_table_comes_as_a_file(backend: Backend) {
    let mut room = room(backend, &[]).await;
    let (owner, group) = (room.stage.owner, room.stage.group);
    let right = "name;day;from;until\r\nMarta;mon;09:00;14:00\r\nMarta;tue;22:00;06:00\r\n";
    let wrong = "name,day,from,until\nMarta,mon,09:00,14:00\nMarta,someday,9,10\n";
    let mut seen = Vec::new();
    for table in [right, wrong, "name,day,from,until\nNobody,mon,9,10\n"] {
        let file = document("rota.csv", table.as_bytes(), "/shift rota");
        room.stage.say(owner, group, file);
        pass(&mut room, 2).await;
        seen.push(panel(&room));
    }
    let file = document("rota.csv", b"Olivia,sat,8,12", "the new rota");
    let file = room.stage.say(owner, group, file);
    let answer = Say::text("/shift rota").reply_to(file);
    room.stage.say(owner, group, answer);
    pass(&mut room, 2).await;
    seen.push(panel(&room));
    allow_duplicates! { assert_snapshot!(seen.join("\n---\n"), @"
    🗓 Rota, times of UTC. Whose week is to be changed?
    Marta: mon 09:00-14:00; tue 22:00-06:00
    ---
    Nothing was changed: these lines cannot be read: 3. One for each span: name,day,from,until
    ---
    Nothing was changed: in these lines the name is nobody’s here, or several people’s: 2.
    ---
    🗓 Rota, times of UTC. Whose week is to be changed?
    Olivia: sat 08:00-12:00
    ") };
}

/// Promise: of a file that is no rota it is said why, whoever may not change the rota is told that, and nothing is changed.
async fn a_file_that_is_no_rota(backend: Backend) {
    let mut room = room(backend, &[]).await;
    let (owner, marta, group) = (room.stage.owner, room.marta, room.stage.group);
    let large = vec![b'x'; (256 << 10) + 1];
    let rota = b"Marta,mon,9,10";
    for (person, file, told) in [
        (owner, Say::photo("/shift rota"), "only read with"),
        (owner, document("a.csv", rota, "/shift"), "only read with"),
        (
            owner,
            document("a.csv", b"PK\0", "/shift rota"),
            "not a CSV file",
        ),
        (
            owner,
            document("a.csv", b"\n", "/shift rota"),
            "has no lines",
        ),
        (owner, document("a.csv", &large, "/shift rota"), "too large"),
        (
            marta,
            document("a.csv", rota, "/shift rota"),
            "EXTENSIONS_ALLOWED",
        ),
    ] {
        room.stage.say(person, group, file);
        pass(&mut room, 2).await;
        assert!(panel(&room).contains(told), "{told}: {}", panel(&room));
    }
    says(&mut room, owner, "/shift rota").await;
    assert!(panel(&room).contains("Nobody is in it yet"));
}

/// Promise: hours are those of the group's first connection, whoever speaks: they do not move when it is stopped.
async fn the_zone_is_the_groups(backend: Backend) {
    let mut room = room(backend, &[("TIMEZONE", "Europe/Madrid")]).await;
    room.stage
        .second_bot(&[("TIMEZONE", "America/New_York")])
        .await;
    let owner = room.stage.owner;
    says(&mut room, owner, "/shift rota").await;
    assert!(panel(&room).contains("times of Europe/Madrid"));
    room.stage
        .set_state(relevo_core::ConnectionState::Stopped)
        .await;
    pass(&mut room, 1).await;
    says(&mut room, owner, "/shift rota").await;
    assert!(
        panel(&room).contains("times of Europe/Madrid"),
        "{}",
        panel(&room)
    );
}

/// Promise: who says that they are on duty, or are not, is in the audit log, once; whoever says it again changes nothing.
async fn who_says_so_is_in_the_audit_log(backend: Backend) {
    let mut room = room(backend, &[]).await;
    for words in ["/shift on", "/shift on", "/shift off"] {
        room.marta_asks(words).await;
    }
    let entries = room.stage.store.audit(None, 0, 20).await.expect("a read");
    let said = entries.iter().rev().filter(|one| one.deed.word() == "duty");
    let said: Vec<_> = said.map(|one| (one.by.who, one.deed.values().1)).collect();
    let marta = Actor::Person(relevo_telegram::UserId(room.marta));
    assert_eq!(
        said,
        [
            (marta, "on duty".to_owned()),
            (marta, "off duty".to_owned())
        ]
    );
}
