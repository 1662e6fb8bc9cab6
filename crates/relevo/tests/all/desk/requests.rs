//! Requests and panels: a command is answered by a panel, a button changes it in place, and nothing of that is lost, doubled, or done for
//! whoever may not.

use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::transcript::Row;

use super::Room;
use crate::database::{Backend, on_both};

on_both!(a_command_is_answered_by_a_panel);
on_both!(a_press_changes_the_panel_in_place);
on_both!(a_panel_in_a_topic_is_no_message_to_the_client);
on_both!(nobody_makes_up_a_button);

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

/// Promise: data that no panel of ours carries does nothing, and whoever presses is told.
async fn nobody_makes_up_a_button(backend: Backend) {
    let mut room = Room::new(backend, &[("EXTENSIONS_ALLOWED", "everyone")]).await;
    room.marta_asks("/mark new vip").await;
    let shown = panel(&room);
    let (marta, group) = (room.marta, room.stage.group);
    room.stage
        .sim
        .with(|world| world.press_data(marta, group, shown.message_id, "#0000000000000000+"));
    room.stage.settle().await;
    assert_eq!(panel(&room).text, shown.text);
}
