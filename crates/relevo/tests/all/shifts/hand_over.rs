//! The hand-over in General.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::world::AdminRights;

use super::{MINUTE, hand_overs, mentioned, panel, pass, room, says};
use crate::database::{Backend, on_both};
use crate::desk::Room;

on_both!(a_change_is_handed_over);
on_both!(missed_changes_are_one);
on_both!(who_leaves_goes_off);
on_both!(what_nobody_could_read_is_told_once);
on_both!(nothing_is_told_where_all_is_as_it_was);

/// Promise: at a change General tells who comes and goes, what the shift before has done, and which topics wait, each with its newest
/// note; only those who come on are mentioned. Without a change nothing is told.
async fn a_change_is_handed_over(backend: Backend) {
    let params = [("SHIFT_PING", "OFF"), ("EXTENSIONS_ALLOWED", "everyone")];
    let mut room = room(backend, &params).await;
    room.marta_asks("/shift rota Marta mon 09:00-10:00").await;
    room.marta_asks("/shift rota Olivia mon 10:00-12:00").await;
    pass(&mut room, 2).await;
    let names = ["Ben", "Carl"];
    for name in names {
        let client = room.stage.client(name);
        room.stage.say(client, room.stage.bot, Say::text("hello"));
        room.stage.settle().await;
    }
    room.marta_says("good morning").await;
    room.marta_says("how can we help?").await;
    room.topic = room.stage.topic("Carl");
    room.marta_says("/take").await;
    room.marta_says("/close").await;
    room.topic = room.stage.topic("Ben");
    room.marta_says("/ he was promised a call").await;
    let note = room.marta_says("/ he has called").await;
    pass(&mut room, 70).await;
    let told = hand_overs(&room);
    assert_eq!(told.len(), 2);
    assert_eq!(mentioned(&room, &told[0]), ["Marta"]);
    assert_eq!(mentioned(&room, &told[1]), ["Olivia"]);
    allow_duplicates! { assert_snapshot!(told[1].text, @"
    🔁 Shift change
    On duty now: Olivia
    Off duty: Marta
    2 answers in 1 topic · 1 closed · 1 taken

    Topics that need an answer, the longest first: 1
    🟪 58 min – Ben · note
    ") };
    let links: Vec<&str> = told[1]
        .entities
        .iter()
        .filter_map(|entity| entity["url"].as_str())
        .collect();
    assert_eq!(links.len(), 2);
    let note = format!("/{}/{note}", room.topic);
    assert!(links[1].ends_with(&note), "{links:?}");
    room.stage.adds_up().await;
}

/// Promise: however many changes come while the desk is down, one is told when it is back, and a death after it was posted tells nobody
/// of it as of something new.
async fn missed_changes_are_one(backend: Backend) {
    let params = [("EXTENSIONS_ALLOWED", "everyone")];
    let mut room = room(backend, &params).await;
    room.marta_asks("/shift rota Marta mon-sun 09:00-10:00")
        .await;
    room.marta_asks("/shift rota Olivia mon-sun 10:00-12:00")
        .await;
    pass(&mut room, 2).await;
    assert_eq!(hand_overs(&room).len(), 1);
    room.stage.tick(Duration::from_secs(25 * 3_600 + 1_800));
    room.stage.settle().await;
    pass(&mut room, 5).await;
    let told = hand_overs(&room);
    assert_eq!(told.len(), 2);
    assert_eq!(mentioned(&room, &told[1]), ["Olivia"]);
}

/// Promise: whoever leaves the group goes off duty, and that is handed over; what is in the rota of them stays.
async fn who_leaves_goes_off(backend: Backend) {
    let mut room = room(backend, &[]).await;
    room.marta_asks("/shift on").await;
    pass(&mut room, 1).await;
    let (marta, group) = (room.marta, room.stage.group);
    room.stage
        .sim
        .with(|world| world.leave(marta, group))
        .expect("she may");
    pass(&mut room, 2).await;
    let told = hand_overs(&room);
    assert_eq!(told.len(), 2);
    allow_duplicates! { assert_snapshot!(told[1].text, @"
    🔁 Shift change
    Nobody is on duty now.
    Nothing was answered, closed or taken since the last change.

    Topics that need an answer, the longest first: 1
    🟪 3 min – Anna
    ") };
    let owner = room.stage.owner;
    says(&mut room, owner, "/shift").await;
    assert!(panel(&room).starts_with("Nobody is on duty now."));
    room.stage.jump(11 * MINUTE).await;
}

/// The bot may manage topics, or may not, which pauses the group once something is to go into a topic.
async fn pauses(room: &mut Room, paused: bool) {
    let rights = AdminRights {
        can_manage_topics: !paused,
        ..AdminRights::all()
    };
    let (owner, group, bot) = (room.stage.owner, room.stage.group, room.stage.bot);
    let set = room
        .stage
        .sim
        .with(|world| world.promote(owner, group, bot, rights));
    set.expect("the owner may");
    room.anna_says("hello?").await;
    pass(room, 2).await;
    assert_eq!(room.stage.paused().await.is_some(), paused);
}

/// Promise: changes that come while the group cannot be written to are one hand-over when it can be: who is on duty then comes, whoever was
/// before goes.
async fn what_nobody_could_read_is_told_once(backend: Backend) {
    let params = [("SHIFT_PING", "OFF"), ("EXTENSIONS_ALLOWED", "everyone")];
    let mut room = room(backend, &params).await;
    let zoe = room.stage.operator("Zoe");
    says(&mut room, zoe, "hello everybody").await;
    for words in [
        "Marta mon 09:00-10:00",
        "Olivia mon 10:00-11:00",
        "Zoe mon 11:00-14:00",
    ] {
        room.marta_asks(&format!("/shift rota {words}")).await;
    }
    pass(&mut room, 2).await;
    assert_eq!(hand_overs(&room).len(), 1);
    pauses(&mut room, true).await;
    pass(&mut room, 130).await;
    assert_eq!(hand_overs(&room).len(), 1);
    pauses(&mut room, false).await;
    let told = hand_overs(&room);
    assert_eq!(told.len(), 2, "{}", room.stage.general());
    assert_eq!(mentioned(&room, &told[1]), ["Zoe"]);
    let text = &told[1].text;
    assert!(
        text.contains("On duty now: Zoe\nOff duty: Marta\n"),
        "{text}"
    );
    assert!(!text.contains("Olivia"), "{text}");
    room.stage.adds_up().await;
}

/// Promise: whoever went and came back while nobody could read it is no news.
async fn nothing_is_told_where_all_is_as_it_was(backend: Backend) {
    let mut room = room(backend, &[("SHIFT_PING", "OFF")]).await;
    room.marta_asks("/shift on").await;
    pass(&mut room, 2).await;
    pauses(&mut room, true).await;
    for words in ["/shift off", "/shift on"] {
        room.marta_asks(words).await;
        pass(&mut room, 3).await;
    }
    pauses(&mut room, false).await;
    assert_eq!(hand_overs(&room).len(), 1, "{}", room.stage.general());
    room.marta_asks("/shift off").await;
    pass(&mut room, 2).await;
    assert_eq!(hand_overs(&room).len(), 2);
}
