//! Requests and panels: a command is answered by a panel, a button changes it in place, and nothing of that is lost, doubled, or done for
//! whoever may not.

use std::time::Duration;

use relevo::deleting::delete;
use relevo::moving::{Moved, move_connection};
use relevo::store::By;
use relevo_telegram::ChatId;
use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::fault::{Fault, Rule};
use relevo_telegram_sim::transcript::Row;
use relevo_telegram_sim::world::AdminRights;

use super::Room;
use crate::database::{Backend, on_both};

on_both!(a_command_is_answered_by_a_panel);
on_both!(a_press_changes_the_panel_in_place);
on_both!(a_panel_in_a_topic_is_no_message_to_the_client);
on_both!(nobody_makes_up_a_button);
on_both!(a_panel_in_anothers_topic);
on_both!(repeated_presses_count_once);
on_both!(a_panel_that_cannot_be_drawn);
on_both!(a_note_is_not_saved);
on_both!(nothing_stays_of_who_leaves);

/// The newest message in General that has buttons.
fn panel(room: &Room) -> Row {
    let rows = room.stage.rows(room.stage.group, room.marta);
    let found = rows.into_iter().rev().find(|row| row.markup.is_some());
    found.expect("a panel stands")
}

/// Promise: a module's command in General is answered by one panel, below it.
async fn a_command_is_answered_by_a_panel(backend: Backend) {
    let mut room = Room::new(backend, &[("EXTENSIONS_ALLOWED", "everyone")]).await;
    let (marta, group) = (room.marta, room.stage.group);
    let asked = room.stage.say(marta, group, Say::text("/mark new vip"));
    room.stage.settle().await;
    let shown = panel(&room);
    assert_eq!(shown.reply_to, Some(asked));
    let rows = room.stage.rows(group, marta);
    let answers = rows.iter().filter(|row| row.reply_to == Some(asked));
    assert_eq!(answers.count(), 1);
}

/// Promise: what a press changes shows in the panel that was pressed.
async fn a_press_changes_the_panel_in_place(backend: Backend) {
    let mut room = Room::new(backend, &[("EXTENSIONS_ALLOWED", "everyone")]).await;
    room.marta_asks("/mark new vip").await;
    let before = panel(&room);
    room.marta_presses(0).await;
    let after = panel(&room);
    assert_eq!(after.message_id, before.message_id);
    assert_ne!(after.text, before.text);
}

/// Promise: what stands in a client's topic stays inside, and so does a reply to it.
async fn a_panel_in_a_topic_is_no_message_to_the_client(backend: Backend) {
    let mut room = Room::new(backend, &[("EXTENSIONS_ALLOWED", "everyone")]).await;
    let before = room.seen();
    room.marta_asks("/mark new vip").await;
    room.marta_says("/mark").await;
    let shown = panel(&room);
    let (marta, group, topic) = (room.marta, room.stage.group, room.topic);
    let reply = Say::text("a thought")
        .thread(topic)
        .reply_to(shown.message_id);
    room.stage.say(marta, group, reply);
    room.stage.settle().await;
    assert_eq!(room.seen(), before);
}

/// Promise: data that no panel of ours carries does nothing, also if another panel of this group or of another does carry it, and whoever
/// presses is told.
async fn nobody_makes_up_a_button(backend: Backend) {
    let mut room = Room::new(backend, &[("EXTENSIONS_ALLOWED", "everyone")]).await;
    let group = room.stage.group;
    let elsewhere = room
        .stage
        .other_desk(&[("EXTENSIONS_ALLOWED", "everyone")])
        .await;
    let owner = room.stage.owner;
    room.stage.say(owner, elsewhere, Say::text("/mark new vip"));
    room.marta_asks("/mark new vip").await;
    room.marta_says("/mark").await;
    let (here, there) = (panel(&room), data_of(&room, elsewhere));
    room.marta_asks("/mark new lead").await;
    let (shown, own) = (panel(&room), data_of(&room, group));
    let made_up = "#0000000000000000+".to_owned();
    let before = room.stage.general() + &room.stage.topics();
    for data in [there[0].clone(), made_up] {
        assert_eq!(forges(&mut room, shown.message_id, &data).await, EXPIRED);
    }
    assert_eq!(forges(&mut room, here.message_id, &own[0]).await, EXPIRED);
    assert_eq!(room.stage.general() + &room.stage.topics(), before);
    // The same data where it belongs works.
    assert_ne!(forges(&mut room, shown.message_id, &own[0]).await, EXPIRED);
    assert_ne!(panel(&room).text, shown.text);
}

/// Promise: a panel in the topic of another connection, brought by another bot, is that connection's: its button does what it says there, once,
/// and pressed on a panel of this one it does nothing.
async fn a_panel_in_anothers_topic(backend: Backend) {
    let mut room = Room::new(backend, &[("EXTENSIONS_ALLOWED", "everyone")]).await;
    let second = room
        .stage
        .second_bot(&[("EXTENSIONS_ALLOWED", "everyone")])
        .await;
    room.marta_asks("/mark new vip").await;
    let ben = room.stage.person("Ben");
    let started = room
        .stage
        .sim
        .with(|world| world.start_bot(ben, second, None));
    started.expect("anybody may");
    room.stage.say(ben, second, Say::text("hello"));
    room.stage.settle().await;
    room.marta_says("/mark").await;
    let annas = panel(&room);
    room.topic = room.stage.topic("Ben");
    room.marta_says("/mark").await;
    let bens = panel(&room);
    assert_eq!((annas.from, bens.from), (room.stage.bot, second));
    let group = room.stage.group;
    let data = data_of(&room, group);
    assert_eq!(forges(&mut room, annas.message_id, &data[0]).await, EXPIRED);
    assert_eq!(room.marked().await, 0);
    room.marta_presses(0).await;
    assert_eq!(room.marked().await, 1);
    assert!(panel(&room).text.contains("vip"));
}

/// Promise: who presses a button several times, because nothing is seen to happen, means it once; neither a lost answer nor a death in
/// between makes it twice.
async fn repeated_presses_count_once(backend: Backend) {
    let mut room = Room::new(backend, &[("EXTENSIONS_ALLOWED", "everyone")]).await;
    let (marta, group) = (room.marta, room.stage.group);
    room.marta_asks("/mark new vip").await;
    room.marta_says("/mark").await;
    let shown = panel(&room);
    let tap = |room: &Room| {
        let pressed = |world: &mut relevo_telegram_sim::world::World| {
            world.press_button(marta, group, shown.message_id, 0)
        };
        room.stage.sim.with(pressed).expect("the button is there");
    };
    // The answer to the first is lost, and the call that would show what it did, too.
    for method in ["answerCallbackQuery", "editMessageText"] {
        let rule = Rule {
            method: Some(method.into()),
            ..Rule::new(Fault::AnswerLost)
        };
        room.stage.sim.faults(|faults| faults.add(rule));
    }
    (0..3).for_each(|_| tap(&room));
    room.stage.settle().await;
    room.stage.pass(Duration::from_secs(30)).await;
    assert_eq!(room.marked().await, 1);
    // Back again, with a death after each round of work.
    room.marta_presses(0).await;
    assert_eq!(room.marked().await, 2);
    for rounds in 0..3 {
        (0..2).for_each(|_| tap(&room));
        for _ in 0..rounds {
            room.stage.pump.round().await.expect("the store works");
        }
        room.stage.crash_after_the_calls().await;
        room.stage.pass(Duration::from_secs(30)).await;
        assert_eq!(room.marked().await, 3 + rounds, "{rounds} rounds");
    }
    room.stage.adds_up().await;
}

/// Promise: a panel that cannot be drawn holds nothing up: deleted, its topic deleted, 429, and a group in which the bot is no administrator for a
/// while.
async fn a_panel_that_cannot_be_drawn(backend: Backend) {
    let mut room = Room::new(backend, &[("EXTENSIONS_ALLOWED", "everyone")]).await;
    let (marta, owner, group) = (room.marta, room.stage.owner, room.stage.group);
    room.marta_asks("/mark new vip").await;
    let shown = panel(&room);
    let pressed = |world: &mut relevo_telegram_sim::world::World| {
        world.press_button(marta, group, shown.message_id, 0)?;
        world.delete(owner, group, shown.message_id)
    };
    room.stage.sim.with(pressed).expect("the panel is there");
    room.stage.pass(Duration::from_secs(5)).await;
    assert_eq!(room.panels().await, 0, "the message was deleted");
    let wait = Rule {
        method: Some("sendMessage".into()),
        ..Rule::new(Fault::TooMany { retry_after: 20 })
    };
    room.stage.sim.faults(|faults| faults.add(wait));
    let asked = room.stage.say(marta, group, Say::text("/mark"));
    room.stage.pass(Duration::from_secs(40)).await;
    let rows = room.stage.rows(group, marta);
    let answers = rows.iter().filter(|row| row.reply_to == Some(asked));
    assert_eq!(answers.count(), 1, "it comes after the wait");
    let demoted = room
        .stage
        .sim
        .with(|world| world.demote(owner, group, room.stage.bot));
    demoted.expect("the owner may");
    room.marta_asks("/mark").await;
    room.marta_says("/mark").await;
    room.stage.pass(Duration::from_secs(60)).await;
    let (bot, rights) = (room.stage.bot, AdminRights::all());
    let promoted = room
        .stage
        .sim
        .with(|world| world.promote(owner, group, bot, rights));
    promoted.expect("the owner may");
    room.stage.pass(Duration::from_secs(90)).await;
    let topic = room.topic;
    room.stage
        .say(marta, group, Say::text("/mark").thread(topic));
    let deleted = room
        .stage
        .sim
        .with(|world| world.delete_topic(owner, group, topic));
    deleted.expect("the owner may");
    room.stage.pass(Duration::from_secs(30)).await;
    room.anna_says("are you there?").await;
    room.stage.pass(Duration::from_secs(10)).await;
    let came = room.stage.topics();
    assert!(came.contains("are you there?"), "{came}");
    room.stage.adds_up().await;
}

/// Promise: a note stays inside: it is no quick reply, whoever answers it with `/say NAME`.
async fn a_note_is_not_saved(backend: Backend) {
    let mut room = Room::new(backend, &[("EXTENSIONS_ALLOWED", "everyone")]).await;
    for note in ["/ he is difficult", "/note he is difficult"] {
        let note = room.marta_says(note).await;
        let (marta, group, topic) = (room.marta, room.stage.group, room.topic);
        let save = Say::text("/say difficult").thread(topic).reply_to(note);
        room.stage.say(marta, group, save);
        room.stage.settle().await;
    }
    room.stage.pass(Duration::from_secs(30)).await;
    let cell = room.stage.store.connections().await.expect("it answers")[0].cell;
    let known = room.stage.store.replies_of(cell).await.expect("it answers");
    assert!(known.is_empty());
    let rows = room.stage.rows(room.stage.bot, room.anna);
    assert!(rows.iter().all(|row| row.from != room.stage.bot));
}

/// Promise: when a connection leaves the group, by moving or for good, nothing of its panels, of what was asked of it and of its tables
/// stays.
async fn nothing_stays_of_who_leaves(backend: Backend) {
    for moves in [true, false] {
        let mut room = Room::new(backend, &[("EXTENSIONS_ALLOWED", "everyone")]).await;
        room.marta_asks("/mark new vip").await;
        room.marta_says("/mark").await;
        room.marta_asks("/send").await;
        room.marta_asks("/export").await;
        room.stage.pass(Duration::from_secs(60)).await;
        assert!(room.panels().await > 2);
        let by = By::command_line(room.stage.clock.now_ms());
        let (store, id) = (&room.stage.store, room.connection().await);
        // Asked, and not dealt with.
        room.stage
            .say(room.marta, room.stage.group, Say::text("/mark"));
        match moves {
            true => {
                let owner = room.stage.owner;
                let to = room.stage.sim.with(|world| {
                    let to = world.make_forum("New home", owner);
                    let bot = room.stage.bot;
                    let added = world.add(owner, to, bot);
                    added.expect("the owner may");
                    let promoted = world.promote(owner, to, bot, AdminRights::all());
                    promoted.expect("the owner may");
                    to
                });
                let moved = move_connection(store, id, ChatId(to), by).await;
                assert_eq!(moved.expect("it moves"), Moved::Done { left: 0 });
            }
            false => delete(store, id, by).await.expect("it is deleted"),
        }
        room.stage.pass(Duration::from_secs(30)).await;
        for table in ["panels", "requests", "exports"] {
            let sql = format!("SELECT COUNT(*) FROM {table}");
            assert_eq!(room.stage.database.numbers(&sql).await, [0], "{table}");
        }
    }
}

/// What whoever presses a button that does nothing is told.
const EXPIRED: &str = "This button no longer works.";

/// What the buttons of the newest panel of a group tell.
fn data_of(room: &Room, group: i64) -> Vec<String> {
    let rows = room.stage.rows(group, room.stage.owner);
    let newest = rows.iter().rev().find_map(|row| row.markup.clone());
    let markup = newest.expect("a panel stands");
    let rows = markup["inline_keyboard"].as_array().expect("buttons");
    let buttons = rows.iter().filter_map(|row| row.as_array()).flatten();
    let data = buttons.filter_map(|button| button["callback_data"].as_str());
    data.map(str::to_owned).collect()
}

/// Marta's app presses a button that the message does not have; what she is told.
async fn forges(room: &mut Room, message: i64, data: &str) -> String {
    let (marta, group) = (room.marta, room.stage.group);
    let pressed = room
        .stage
        .sim
        .with(|world| world.press_forged(marta, (group, message), data));
    let id = pressed.expect("the message is there");
    room.stage.settle().await;
    let answer = room
        .stage
        .sim
        .with(|world| world.callback_answer(&id).cloned());
    let answer = answer.expect("it is answered");
    answer["text"].as_str().unwrap_or_default().to_owned()
}

impl Room {
    /// How often a mark was set or removed.
    async fn marked(&self) -> i64 {
        let sql = "SELECT COUNT(*) FROM mark_events";
        self.stage.database.numbers(sql).await[0]
    }

    async fn panels(&self) -> i64 {
        self.stage
            .database
            .numbers("SELECT COUNT(*) FROM panels")
            .await[0]
    }

    async fn connection(&self) -> relevo_core::ConnectionId {
        self.stage.store.connections().await.expect("it answers")[0].id
    }
}
